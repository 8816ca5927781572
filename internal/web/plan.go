package web

import (
	"cmp"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// planRoutes are the coverage plan.
func (s *Server) planRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/plan", access.SeePlan, s.showPlan)
	s.handle(mux, "POST /p/{slug}/plan", access.MakePlan, s.makePlan)
	s.whatIfRoutes(mux)
}

func (s *Server) showPlan(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Coverage plan", ui.RoomPlan)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	view := ui.PlanView{
		CrewDays: b.film.CrewDays, Seconds: int(office.DefaultPlanTime.Seconds()), Running: running(page),
	}
	if view.Missing, err = s.missingForPlan(r, b, page); err != nil {
		return err
	}
	if b.plan != nil {
		b.fillPlan(&view, production.Date(r.URL.Query().Get("day")))
		if view.Crew, err = s.boardCrew(r, b, view.Days); err != nil {
			return err
		}
		if view.Stale, err = s.stale(r, b); err != nil {
			return err
		}
		if view.WhatIf, err = s.whatIfView(r, b, page); err != nil {
			return err
		}
	}
	return s.show(w, r, http.StatusOK, ui.PlanPage(page, view))
}

// missingForPlan says what is needed before a plan can be made; nil when there is one already or all is there.
func (s *Server) missingForPlan(r *http.Request, b *book, page ui.Page) (*ui.EmptyView, error) {
	if b.plan != nil {
		return nil, nil
	}
	members := 0
	if page.Rights.Crew {
		list, err := s.office.Members(r.Context(), b.film.ID)
		if err != nil {
			return nil, err
		}
		members = len(list)
	}
	v := &ui.EmptyView{Icon: "plan"}
	switch {
	case !page.Rights.MakePlan:
		v.Title, v.Text = "No plan yet", "The BTS director has not made a coverage plan so far."
	case len(b.moments) == 0:
		v.Title, v.Text = "Nothing to cover yet", "Import the script and the schedule; the moments worth covering are found in them."
		v.Action, v.URL = "Import", page.Link("import")
	case members == 0:
		v.Title, v.Text = "Nobody to send yet", "Say who the BTS crew are, what they can do and when they are free."
		v.Action, v.URL = "Add the crew", page.Link("crew")
	default:
		v.Title = "Ready to plan"
		v.Text = fmt.Sprintf("%d moments and %d people. Say how many crew-days are paid, and press Plan.", len(b.moments), members)
	}
	return v, nil
}

// fillPlan shows the plan on the board, with the day of the address selected.
func (b *book) fillPlan(v *ui.PlanView, selected production.Date) {
	p := b.plan
	v.Headline = fmt.Sprintf("%d of %d crew-days used.", p.UsedDays, p.CrewDays)
	v.Sentence = fmt.Sprintf("%d of %d moments covered.", p.Covered, p.Total)
	if p.Bound > 0 && p.Value > 0 && p.Changes == (coverage.Changes{}) {
		v.Sentence = strings.TrimSpace(v.Sentence + " " + boundWords(p.Value, p.Bound))
	}
	v.Made = fmt.Sprintf("Made by %s, %s", p.MadeBy, minute(p.MadeAt, b.film.Zone()))
	if p.MadeAt.Sub(p.WorkedAt) > 2*office.MaxPlanTime { // longer than it can have been searched for: it was adopted
		v.Made = fmt.Sprintf("Adopted by %s, %s; worked out %s", p.MadeBy, minute(p.MadeAt, b.film.Zone()), minute(p.WorkedAt, b.film.Zone()))
	}
	if c := p.Changes; c != (coverage.Changes{}) {
		v.Changes = fmt.Sprintf("%d kept, %d moved, %d dropped, %d added", c.Kept, c.Moved, c.Dropped, c.Added)
	}
	v.Changed, v.Price = b.changedViews(), p.CrewDay.Words()
	v.Days = b.boardDays(selected)
	for _, u := range p.Uncovered {
		left := ui.UncoveredView{MomentID: string(u.Moment), Title: u.Title, Scene: u.Scene, Score: u.Score, Reason: u.Reason, Change: u.Change}
		left.Kind = kindOf(u.Kind)
		if b.links.Rights.Moments {
			left.URL = b.links.Link("moments", string(u.Moment))
		}
		v.Uncovered = append(v.Uncovered, left)
	}
	if d := b.planDay(selected); d != nil {
		v.Selected = b.planDayView(*d)
	} else if b.dayAt[selected] != nil {
		v.Selected = b.planDayView(coverage.PlanDay{Date: selected, Buys: "Nobody from BTS goes."})
	}
}

// tellingGap is the largest distance to the bound, in percent, that says something about a plan.
const tellingGap = 10

// boundWords says how much any other plan could still gain, "" where the bound is too far off to say
// anything about the plan.
func boundWords(value, bound int) string {
	gap := float64(bound-value) / float64(bound) * 100
	if gap < 0.05 {
		return "No better plan is possible."
	}
	if gap > tellingGap {
		return ""
	}
	return fmt.Sprintf("Within %.1f %% of the best possible plan.", gap)
}

// boardDays are the columns of the board: every shoot day, and the days without shooting that are attended.
func (b *book) boardDays(selected production.Date) []ui.BoardDay {
	var out []ui.BoardDay
	before := production.Date("")
	for _, date := range b.boardDates() {
		day := ui.BoardDay{
			Date: date.Spoken(), Short: shortDate(date), Number: b.number(date), Now: date == b.today, Past: date < b.today,
			Break: before.Known() && date.DaysSince(before) > 1, Selected: date == selected,
			URL: b.links.Link("plan?day=" + string(date) + "#plan-day"), Strips: b.strips(b.dayAt[date]),
		}
		if d := b.dayAt[date]; d != nil {
			day.Call, day.Wrap = d.Call().String(), d.Wrap().String()
		}
		if d := b.planDay(date); d != nil {
			day.Attended, day.Buys = true, d.Buys
			for _, c := range d.Covers {
				day.Covers = append(day.Covers, b.coverView(c))
			}
		}
		before = date
		out = append(out, day)
	}
	return out
}

func (b *book) boardDates() []production.Date {
	dates := map[production.Date]bool{}
	for _, d := range b.schedule.Days {
		dates[d.Date] = true
	}
	for _, d := range b.plan.Days {
		dates[d.Date] = true
	}
	return sortedDates(dates)
}

// shortDate is a date for a narrow column: "7 May".
func shortDate(d production.Date) string {
	_, rest, _ := strings.Cut(d.Spoken(), " ")
	return rest
}

func (b *book) coverView(c coverage.Cover) ui.CoverView {
	v := ui.CoverView{
		MomentID: string(c.Moment), Title: c.Title, Kind: kindOf(c.Kind), Arc: b.arcOf(c.Moment, c.Arc), Start: c.Start, End: c.End,
		Place: ui.Place(c.Place), Scene: c.Scene, Score: c.Score, Changed: c.Changed,
	}
	for _, t := range c.Team {
		v.Team = append(v.Team, t.Name+", "+strings.ToLower(ui.SkillName(t.Skill)))
		v.Names = appendOnce(v.Names, t.Name)
	}
	if b.links.Rights.Moments {
		v.URL = b.links.Link("moments", string(c.Moment))
	}
	return v
}

func (b *book) planDayView(d coverage.PlanDay) *ui.PlanDayView {
	v := &ui.PlanDayView{Title: b.title(d.Date), Buys: d.Buys, Loss: d.Loss, Only: onlyTitles(d), Line: b.line(d.Date, ""), CloseURL: b.links.Link("plan")}
	v.Line.Hours = true
	for _, c := range d.Covers {
		v.Covers = append(v.Covers, b.coverView(c))
	}
	for _, sh := range d.Shifts {
		v.Shifts = append(v.Shifts, shiftView(sh, ""))
	}
	if b.links.Rights.Packet {
		v.PacketURL = b.links.Link("days", string(d.Date))
	}
	return v
}

func shiftView(sh coverage.Shift, skills string) ui.ShiftView {
	return ui.ShiftView{Name: sh.Name, Skills: skills, Call: sh.Call, Wrap: sh.Wrap, Meal: sh.Meal, MealTo: sh.MealTo}
}

// shiftOf is a member's shift on a date.
func (b *book) shiftOf(id production.MemberID, date production.Date) (coverage.Shift, bool) {
	if d := b.planDay(date); d != nil {
		for _, sh := range d.Shifts {
			if sh.Member == id {
				return sh, true
			}
		}
	}
	return coverage.Shift{}, false
}

// boardCrew are the rows of people below the board.
func (s *Server) boardCrew(r *http.Request, b *book, days []ui.BoardDay) ([]ui.BoardCrew, error) {
	if !b.links.Rights.Crew {
		return nil, nil
	}
	members, err := s.office.Members(r.Context(), b.film.ID)
	if err != nil {
		return nil, err
	}
	dates := b.boardDates()
	var out []ui.BoardCrew
	for _, m := range members {
		row := ui.BoardCrew{Name: m.Name, Skills: skillWords(m.Skills), Shifts: make([]*ui.ShiftView, len(days)), Away: make([]bool, len(days))}
		used := 0
		for i, date := range dates {
			row.Away[i] = !m.Free(date)
			if sh, works := b.shiftOf(m.ID, date); works {
				used++
				v := shiftView(sh, row.Skills)
				row.Shifts[i] = &v
			}
		}
		row.Used = counted(used, "day", "days")
		out = append(out, row)
	}
	return out, nil
}

func skillWords(skills []string) string {
	var words []string
	for i, skill := range skills {
		word := ui.SkillName(skill)
		if i > 0 {
			word = strings.ToLower(word)
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}

// stale says why the plan should be made again, "" when it is fresh.
func (s *Server) stale(r *http.Request, b *book) (string, error) {
	why, err := s.office.Stale(r.Context(), b.film.ID)
	return strings.Join(why, " "), err
}

// makePlan has the coverage planned by a job; the page shows how far it is.
func (s *Server) makePlan(w http.ResponseWriter, r *http.Request) error {
	opt := office.PlanOptions{Afresh: r.PostFormValue("afresh") == "on"}
	var err error
	if text := strings.TrimSpace(r.PostFormValue("crew_days")); text != "" {
		if opt.CrewDays, err = strconv.Atoi(text); err != nil || opt.CrewDays < 1 || opt.CrewDays > maxCrewDays {
			return s.refusePlan(w, r, fault.New(fault.Invalid, "%q is not a number of crew-days", text).
				WithRemedy("Write a whole number, for example 12; one person on one day is one crew-day."))
		}
	}
	seconds, err := strconv.Atoi(cmp.Or(strings.TrimSpace(r.PostFormValue("seconds")), "0"))
	if err != nil || seconds < 0 {
		return s.refusePlan(w, r, fault.New(fault.Invalid, "the time to search is not a number of seconds"))
	}
	opt.Time = time.Duration(seconds) * time.Second
	_, err = s.office.StartPlan(r.Context(), current(r).Production.ID, opt)
	if formFault(err) {
		return s.refusePlan(w, r, err)
	}
	if err != nil {
		return err
	}
	return back(w, r, base(r)+"/plan")
}

// maxCrewDays keeps a slip of the finger from asking for a plan that cannot end.
const maxCrewDays = coverage.MostCrewDays

func (s *Server) refusePlan(w http.ResponseWriter, r *http.Request, err error) error {
	s.complain(r, spoken(err))
	return seeOther(w, r, base(r)+"/plan")
}
