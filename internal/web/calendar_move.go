package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

func (s *Server) showBooking(w http.ResponseWriter, r *http.Request) error {
	return s.showBookingWith(w, r, http.StatusOK, nil)
}

// showBookingWith shows one booking, or a moment that could be one; refused is why a move was.
func (s *Server) showBookingWith(w http.ResponseWriter, r *http.Request, status int, refused error) error {
	page := s.page(r, "Booking", ui.RoomCalendar)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	id := production.MomentID(r.PathValue("id"))
	at, booked := b.coverAt[id]
	i := slices.IndexFunc(b.moments, func(m story.Moment) bool { return m.ID == id })
	if !booked && i < 0 {
		return fault.New(fault.NotFound, "there is no such booking").WithRemedy("Look at the calendar: it may have been taken off.")
	}
	v := ui.BookingView{ID: string(id)}
	if i >= 0 {
		m := b.moments[i]
		v.Title, v.Kind, v.Arc, v.MomentURL, v.Why = m.Title, m.Kind, b.arcOf(m.ID, m.Arc), page.Link("moments", string(id)), b.leftOut[id]
	}
	if booked {
		c := at.cover
		v.Title, v.Kind, v.Arc, v.When, v.Place = c.Title, kindOf(c.Kind), b.arcOf(id, c.Arc), b.bookingWhen(at), ui.Place(c.Place)
		v.Team, v.Held, v.Broken, v.Why = b.coverView(c).Team, c.Held, c.Broken, ui.Capital(c.ChangedWords())
	}
	page.Title, page.URL = v.Title, page.Link("calendar", "bookings", string(id))
	if page.Rights.MakePlan && b.plan != nil && (!booked || at.day.Date >= b.today) {
		if err := s.fillMove(r, b, page, &v, refused); err != nil {
			return err
		}
	}
	return s.show(w, r, status, ui.BookingPage(page, v))
}

// fillMove adds Move… and what else can be done with a booking.
func (s *Server) fillMove(r *http.Request, b *book, page ui.Page, v *ui.BookingView, refused error) error {
	at, booked := b.coverAt[production.MomentID(v.ID)]
	self := page.URL
	if booked {
		v.OffURL = self + "/off"
		if at.cover.Held {
			v.FreeURL = self + "/release"
		} else {
			v.HoldURL = self + "/hold"
		}
	}
	wanted := wantedBooking(r)
	asked := wanted.Day != "" || wanted.At != ""
	trial, err := s.office.TryBooking(r.Context(), b.film.ID, wanted)
	if err != nil && (refused != nil || asked) && formFault(err) {
		refused, asked = err, false
		trial, err = s.office.TryBooking(r.Context(), b.film.ID, coverage.Wanted{Moment: v.ID, Off: true})
	} else if err != nil && formFault(err) { // not booked, and nothing is said yet: only where it could be
		trial, err = s.office.TryBooking(r.Context(), b.film.ID, coverage.Wanted{Moment: v.ID, Off: true})
	}
	if err != nil {
		return err
	}
	members, err := s.office.Members(r.Context(), b.film.ID)
	if err != nil {
		return err
	}
	v.Form = b.moveForm(self, v.ID, wanted, trial, members)
	switch {
	case refused != nil && !asked:
		v.Form.Trial = &ui.TrialView{Clashes: []string{spoken(refused)}}
	case asked:
		v.Form.Trial = trialView(trial, b)
	}
	return nil
}

// wantedBooking reads a move out of a form, or out of the address.
func wantedBooking(r *http.Request) coverage.Wanted {
	w := coverage.Wanted{Moment: r.PathValue("id"), Day: strings.TrimSpace(r.FormValue("day")), At: strings.TrimSpace(r.FormValue("at"))}
	for _, name := range r.Form["team"] {
		if name != "" {
			w.Team = append(w.Team, name)
		}
	}
	return w
}

// moveForm is the form as it stands: with what was sent, else with where the booking is.
func (b *book) moveForm(self, id string, w coverage.Wanted, trial coverage.Trial, members []crew.Member) *ui.MoveBookingForm {
	f := &ui.MoveBookingForm{Action: self, URL: self, Words: "Book it"}
	f.Day = ui.Field{ID: "booking-day", Name: "day", Label: "Day", Value: w.Day, Required: true}
	f.At = ui.Field{ID: "booking-at", Name: "at", Label: "Begins", Type: "time", Value: w.At, Hint: "Empty takes the nearest that is free."}
	at, booked := b.coverAt[production.MomentID(id)]
	if booked {
		f.Words = "Move"
		if w.Day == "" {
			f.Day.Value, f.At.Value = string(at.day.Date), at.cover.Start.String()
		}
	}
	if strings.Contains(f.At.Value, "+") {
		f.At.Type = "text" // after midnight: a time field has no such times
	}
	for _, g := range chances(trial) {
		if g.Date >= b.today {
			f.Day.Options = append(f.Day.Options, ui.Option{Value: string(g.Date), Text: fmt.Sprintf("%s, %s, %s", b.title(g.Date), ui.Times(g.From, g.To, false), ui.Place(g.Place))})
		}
	}
	if !slices.ContainsFunc(f.Day.Options, func(o ui.Option) bool { return o.Value == f.Day.Value }) && f.Day.Value != "" {
		f.Day.Options = append([]ui.Option{{Value: f.Day.Value, Text: b.title(production.Date(f.Day.Value))}}, f.Day.Options...)
	}
	f.Team = b.teamFields(id, w.Team, members)
	return f
}

// teamFields are a choice for each part of the team.
func (b *book) teamFields(id string, wanted []string, members []crew.Member) (fields []ui.Field) {
	var skills []string
	at, booked := b.coverAt[production.MomentID(id)]
	for _, t := range at.cover.Team {
		skills = append(skills, t.Skill)
	}
	if !booked {
		for _, m := range b.moments {
			if string(m.ID) == id {
				for _, r := range m.Roles {
					skills = append(skills, slices.Repeat([]string{string(r.Skill)}, r.Count)...)
				}
			}
		}
	}
	for i, skill := range skills {
		f := ui.Field{ID: fmt.Sprintf("booking-team-%d", i), Name: "team", Label: ui.SkillName(skill)}
		if !booked {
			f.Options = append(f.Options, ui.Option{Text: "Whoever is free"})
		}
		for _, m := range members {
			if slices.Contains(m.Skills, skill) {
				f.Options = append(f.Options, ui.Option{Value: string(m.ID), Text: m.Name})
			}
		}
		switch {
		case i < len(wanted):
			f.Value = wanted[i]
		case booked:
			f.Value = string(at.cover.Team[i].Member)
		}
		fields = append(fields, f)
	}
	return fields
}

// trialView is what a move would be, in words.
func trialView(t coverage.Trial, b *book) *ui.TrialView {
	v := &ui.TrialView{Notes: t.Notes}
	if now := t.Now; now != nil {
		v.Head = fmt.Sprintf("%s, %s at %s", b.title(now.Date), ui.Times(now.Cover.Start, now.Cover.End, false), ui.Place(now.Cover.Place))
	}
	for _, c := range t.Clashes {
		v.Clashes = append(v.Clashes, c.Text)
	}
	for _, turn := range t.Turns {
		v.Turns = append(v.Turns, turn.Words()+" on "+turn.Date.Spoken()+".")
	}
	return v
}

func (s *Server) moveBooking(w http.ResponseWriter, r *http.Request) error {
	done, err := s.office.MoveBooking(r.Context(), current(r).Production.ID, wantedBooking(r))
	if formFault(err) {
		return s.showBookingWith(w, r, Status(err), err)
	}
	if err != nil {
		return err
	}
	now := done.Trial.Now
	said := fmt.Sprintf("%s is on %s at %s now.", shortened(done.Trial.Title, 60), now.Date.Spoken(), now.Cover.Start)
	for _, turn := range done.Trial.Turns {
		said += " " + turn.Words() + "."
	}
	return s.rebooked(w, r, said, done)
}

func (s *Server) takeBookingOff(w http.ResponseWriter, r *http.Request) error {
	done, err := s.office.MoveBooking(r.Context(), current(r).Production.ID, coverage.Wanted{Moment: r.PathValue("id"), Off: true})
	if err != nil {
		return err
	}
	return s.rebooked(w, r, shortened(done.Trial.Title, 60)+" is taken off.", done)
}

// holdBooking holds a booking where it is, or releases it.
func (s *Server) holdBooking(held bool) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		done, err := s.office.HoldBooking(r.Context(), current(r).Production.ID, production.MomentID(r.PathValue("id")), held)
		if err != nil {
			return err
		}
		said := "Released: the next plan may have it otherwise."
		if held {
			said = "Held: the next plan has it as it is."
		}
		return s.rebooked(w, r, said, done)
	}
}

// rebooked tells what was changed by hand, with the way back.
func (s *Server) rebooked(w http.ResponseWriter, r *http.Request, said string, done office.Rebooking) error {
	s.sayUndo(r, said, base(r)+"/calendar/undo/"+url.PathEscape(string(done.Plan.ID)))
	return back(w, r, base(r)+"/calendar")
}

func (s *Server) undoBooking(w http.ResponseWriter, r *http.Request) error {
	_, err := s.office.UndoBooking(r.Context(), current(r).Production.ID, production.PlanID(r.PathValue("plan")))
	switch {
	case formFault(err) || fault.Is(err, fault.NotFound):
		s.complain(r, spoken(err))
	case err != nil:
		return err
	default:
		s.say(r, "It is as it was before.")
	}
	return back(w, r, base(r)+"/calendar")
}
