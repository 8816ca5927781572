package web

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// comingDays is how many of the next attended days the first page shows.
const comingDays = 4

func (s *Server) showToday(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Today", ui.RoomToday)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	view := ui.TodayView{Title: b.film.Title, Sentence: b.todaySentence()}
	if b.number(b.today) > 0 {
		view.Title = b.title(b.today)
	}
	if view.Steps, err = s.firstSteps(r, b, page); err != nil {
		return err
	}
	s.fillNow(b, page, &view)
	for _, date := range b.dates() {
		if date > b.today && len(view.Coming) < comingDays && (b.plan == nil || b.planDay(date) != nil) && page.Rights.Packet {
			view.Coming = append(view.Coming, b.dayRow(date))
		}
	}
	if view.Attention, err = s.attention(r, b, page); err != nil {
		return err
	}
	if view.Tonight, err = s.tonight(r, b, page, b.today); err != nil {
		return err
	}
	view.Figures = b.figures(page)
	if view.News, err = s.news(r, b, page); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.TodayPage(page, view))
}

// todaySentence says in one breath where the unit stands.
func (b *book) todaySentence() string {
	days := b.schedule.Days
	switch {
	case !b.links.Rights.Schedule:
		return b.planSentence()
	case len(days) == 0 && len(b.scenes) == 0:
		return "A new production. Start with the main unit's papers."
	case len(days) == 0:
		return counted(len(b.scenes), "scene", "scenes") + ", no schedule yet."
	case b.planDay(b.today) != nil:
		d := b.planDay(b.today)
		return fmt.Sprintf("%s. Call %s at %s.", countMoments(len(holding(d.Covers))), firstCall(*d), b.locations(b.today))
	case b.number(b.today) > 0:
		return "Nobody from BTS goes today."
	case b.today < days[0].Date:
		return fmt.Sprintf("The shoot begins on %s, in %s.", days[0].Date.Spoken(), counted(days[0].Date.DaysSince(b.today), "day", "days"))
	case b.today > days[len(days)-1].Date:
		return fmt.Sprintf("The shoot ended on %s.", days[len(days)-1].Date.Spoken())
	}
	return "The main unit does not shoot today."
}

// planSentence says where the unit stands to somebody who sees the plan and no schedule.
func (b *book) planSentence() string {
	if b.plan == nil {
		return "No coverage plan yet."
	}
	if d := b.planDay(b.today); d != nil {
		return fmt.Sprintf("%s today, from %s.", countMoments(len(holding(d.Covers))), firstCall(*d))
	}
	return fmt.Sprintf("%d of %d moments are in the plan.", b.plan.Covered, b.plan.Total)
}

// holding are the covers that the newest papers still allow.
func holding(covers []coverage.Cover) []coverage.Cover {
	var out []coverage.Cover
	for _, c := range covers {
		if c.Broken == "" {
			out = append(out, c)
		}
	}
	return out
}

func firstCall(d coverage.PlanDay) production.Clock {
	call := production.NoClock
	for _, sh := range d.Shifts {
		if !call.Known() || sh.Call < call {
			call = sh.Call
		}
	}
	return call
}

// fillNow fills in what is now and next on an attended day.
func (s *Server) fillNow(b *book, page ui.Page, view *ui.TodayView) {
	if b.dayAt[b.today] == nil && b.planDay(b.today) == nil {
		return
	}
	now := s.clockOn(b, b.today)
	line := b.line(b.today, "")
	line.Now, line.Hours, line.Bigger = now, true, true
	view.Line = &line
	if page.Rights.Packet {
		view.PacketURL = page.Link("days", string(b.today))
	}
	d := b.planDay(b.today)
	if d == nil {
		return
	}
	var moments []ui.PacketMoment
	covers := holding(d.Covers)
	for _, c := range covers {
		cover := b.coverView(c)
		moments = append(moments, ui.PacketMoment{
			ID: string(c.Moment), Title: c.Title, Kind: story.Kind(c.Kind), Arc: b.arcOf(c.Moment, c.Arc), Time: cover.Times(), Scene: c.Scene,
			Place: ui.Place(c.Place), Team: cover.Team, URL: cover.URL, Person: c.Person,
		})
	}
	markNow(moments, covers, now)
	for i := range moments {
		switch moments[i].State {
		case "now":
			if view.Now == nil {
				view.Now = &moments[i]
			}
		case "past":
		default:
			view.Next = append(view.Next, moments[i])
		}
	}
}

// firstSteps lead a new production to its first plan; nil once that is made.
func (s *Server) firstSteps(r *http.Request, b *book, page ui.Page) ([]ui.Step, error) {
	if b.plan != nil || !page.Rights.MakePlan {
		return nil, nil
	}
	members, err := s.office.Members(r.Context(), b.film.ID)
	if err != nil {
		return nil, err
	}
	script := false
	for _, sc := range b.scenes {
		script = script || sc.InScript
	}
	decided := false
	for _, m := range b.moments {
		decided = decided || m.Status != story.Proposed
	}
	return []ui.Step{
		{Title: "Import the script", Text: "Fountain, Final Draft, Fade In or Celtx. Scenes, characters and what is worth documenting come out of it.",
			Action: "Import", URL: page.Link("import"), Done: script},
		{Title: "Import the schedule", Text: "Universal Schedule (.uss), a table (.csv, .xlsx) or a calendar (.ics). It says when and where.",
			Action: "Import", URL: page.Link("import"), Done: len(b.schedule.Days) > 0},
		{Title: "Look through the moments", Text: "Confirm what matters, dismiss what does not, add what only you know.",
			Action: "See moments", URL: page.Link("moments"), Done: decided},
		{Title: "Say who the BTS crew are", Text: "Name, skills, when they cannot come.",
			Action: "Add people", URL: page.Link("crew"), Done: len(members) > 0},
		{Title: "Plan the coverage", Text: "Say how many crew-days are paid; the days, people and times are chosen for you, with reasons.",
			Action: "Plan", URL: page.Link("plan")},
	}, nil
}

// attention is what waits for a person.
func (s *Server) attention(r *http.Request, b *book, page ui.Page) ([]ui.Attention, error) {
	var out []ui.Attention
	if b.plan != nil {
		why, err := s.stale(r, b)
		if err != nil {
			return nil, err
		}
		if why != "" {
			out = append(out, ui.Attention{Text: why, Detail: "Some of what it promises may no longer hold.",
				Action: "See the plan", URL: page.Link("plan"), Bad: true})
		}
	}
	if page.Rights.EditMoments {
		proposed := 0
		for _, m := range b.moments {
			if m.Status == story.Proposed {
				proposed++
			}
		}
		if proposed > 0 {
			out = append(out, ui.Attention{Text: countMoments(proposed) + " proposed", Detail: "Confirm or dismiss them; confirmed ones weigh more in the plan.",
				Action: "Look through", URL: page.Link("moments?status=proposed")})
		}
	}
	return out, nil
}

func (b *book) figures(page ui.Page) []ui.Figure {
	var out []ui.Figure
	add := func(n int, one, many, room string, may bool) {
		f := ui.Figure{Value: strconv.Itoa(n), Text: many}
		if n == 1 {
			f.Text = one
		}
		if may {
			f.URL = page.Link(room)
		}
		if n > 0 {
			out = append(out, f)
		}
	}
	add(len(b.scenes), "scene", "scenes", "script", page.Rights.Script)
	add(len(b.schedule.Days), "shoot day", "shoot days", "schedule", page.Rights.Schedule)
	add(len(b.moments), "moment", "moments", "moments", page.Rights.Moments)
	if b.plan != nil {
		add(b.plan.Covered, "covered", "covered", "plan", page.Rights.Plan)
	}
	return out
}

// newsShown is how many of the latest imports the first page lists.
const newsShown = 4

func (s *Server) news(r *http.Request, b *book, page ui.Page) ([]ui.News, error) {
	var out []ui.News
	if b.plan != nil {
		out = append(out, ui.News{When: minute(b.plan.MadeAt, b.film.Zone()), Text: b.plan.MadeBy + " made a plan", URL: page.Link("plan")})
	}
	if !page.Rights.Schedule {
		return out, nil
	}
	revisions, err := s.office.Revisions(r.Context(), b.film.ID)
	for _, rev := range revisions[:min(newsShown, len(revisions))] {
		n := ui.News{When: minute(rev.ImportedAt, b.film.Zone()), Text: rev.ImportedBy + " imported " + rev.FileName}
		if page.Rights.Import {
			n.URL = page.Link("import")
		}
		out = append(out, n)
	}
	return out, err
}
