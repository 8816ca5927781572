package web

import (
	"context"
	"net/http"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// calendarRoutes are the calendars that a production fetches again and again.
func (s *Server) calendarRoutes(mux *http.ServeMux) {
	s.handle(mux, "POST /p/{slug}/calendars", access.ImportFacts, s.addCalendar)
	s.handle(mux, "POST /p/{slug}/calendars/{id}/check", access.ImportFacts, s.checkCalendar)
	s.handle(mux, "POST /p/{slug}/calendars/{id}/remove", access.ImportFacts, s.removeCalendar)
}

// calendarForm is the empty form that adds one.
func calendarForm(page ui.Page) ui.CalendarForm {
	return ui.CalendarForm{
		Action: page.Link("calendars"),
		Address: ui.Field{ID: "calendar-address", Name: "address", Label: "Address", Autocomplete: "off", Required: true,
			Hint: "The secret address of the calendar, as its program gives it: https://… or webcal://…"},
		Name: ui.Field{ID: "calendar-name", Name: "name", Label: "What you call it", Autocomplete: "off", Hint: "For example: Costume fittings"},
	}
}

// calendarsView are the calendars of the production; open are proposals that wait for a decision.
func (s *Server) calendarsView(ctx context.Context, b *book, page ui.Page, proposals []production.Proposal) (ui.CalendarsView, error) {
	v := ui.CalendarsView{Form: calendarForm(page)}
	all, err := s.office.Calendars(ctx, b.film.ID)
	for _, c := range all {
		row := calendarRow(c, b.film, page)
		for _, p := range proposals {
			if p.Source == c.ID && p.State == production.ProposalOpen {
				row.Waits = page.Link("revisions", string(p.ID))
				break // the newest is the one that counts
			}
		}
		v.List = append(v.List, row)
	}
	return v, err
}

func calendarRow(c office.Source, film production.Production, page ui.Page) ui.CalendarRow {
	row := ui.CalendarRow{
		Name: c.Name, Address: c.Shown, Rule: "asks before anything changes", Problem: c.Problem, Checked: "not looked at yet",
		Look: page.Link("calendars", string(c.ID), "check"), Remove: page.Link("calendars", string(c.ID), "remove"),
	}
	if c.Alone {
		row.Rule = "comes in by itself when nothing breaks"
	}
	if !c.CheckedAt.IsZero() {
		row.Checked = "looked at " + minute(c.CheckedAt, film.Zone())
	}
	if !c.NextAt.IsZero() && !c.CheckedAt.IsZero() {
		row.Checked += ", next about " + minute(c.NextAt, film.Zone())
	}
	return row
}

func (s *Server) addCalendar(w http.ResponseWriter, r *http.Request) error {
	wanted := office.NewCalendar{Address: r.PostFormValue("address"), Name: r.PostFormValue("name"), Alone: r.PostFormValue("alone") != ""}
	c, err := s.office.AddCalendar(r.Context(), current(r).Production.ID, wanted)
	if formFault(err) || fault.Is(err, fault.Forbidden) { // an address that is closed to us; the person may import
		form := calendarForm(ui.Page{Base: base(r)})
		form.Address.Value, form.Name.Value, form.Alone, form.Open, form.Error = wanted.Address, wanted.Name, wanted.Alone, true, spoken(err)
		return s.showImportWith(w, r, http.StatusUnprocessableEntity, ui.ImportView{Calendars: ui.CalendarsView{Form: form}})
	}
	if err != nil {
		return err
	}
	s.say(r, c.Name+" is fetched from now on. Choose Look now to see what it says.")
	return seeOther(w, r, base(r)+"/import#calendars")
}

// checkCalendar has a calendar looked at now: by a job, or on the spot where no queue runs.
func (s *Server) checkCalendar(w http.ResponseWriter, r *http.Request) error {
	in, id := current(r).Production.ID, production.CalendarSourceID(r.PathValue("id"))
	_, err := s.office.StartCheck(r.Context(), in, id)
	if err == nil {
		s.say(r, "It is looked at now. What comes of it shows here in a moment.")
		return back(w, r, base(r)+"/import")
	}
	if !fault.Is(err, fault.Unavailable) {
		return err
	}
	fetched, err := s.office.CheckCalendar(r.Context(), in, id, nil)
	if err != nil {
		return err
	}
	s.sayFetched(r, fetched)
	return back(w, r, base(r)+"/import")
}

// sayFetched says what came of looking at a calendar.
func (s *Server) sayFetched(r *http.Request, f office.Fetched) {
	switch f.State {
	case "failed":
		s.complain(r, f.Name+" could not be read: "+f.Problem)
	case "proposed":
		s.say(r, f.Name+" has changed and waits for you to look.")
	case "applied":
		s.say(r, f.Name+" came in.")
	default:
		s.say(r, f.Name+" says nothing new.")
	}
}

func (s *Server) removeCalendar(w http.ResponseWriter, r *http.Request) error {
	withEvents := r.PostFormValue("events") == "go"
	err := s.office.RemoveCalendar(r.Context(), current(r).Production.ID, production.CalendarSourceID(r.PathValue("id")), withEvents)
	if err != nil {
		return err
	}
	if withEvents {
		s.say(r, "It is no longer fetched, and its events are gone. That can be taken back below.")
	} else {
		s.say(r, "It is no longer fetched. Its events stay.")
	}
	return back(w, r, base(r)+"/import")
}
