package web

import (
	"fmt"
	"mime"
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// scheduleRoutes are the main unit's days.
func (s *Server) scheduleRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/schedule", access.SeeSchedule, s.showSchedule)
	s.handle(mux, "GET /p/{slug}/schedule.uss", access.SeeRevisions, s.sendSchedule)
}

func (s *Server) showSchedule(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Schedule", ui.RoomSchedule)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	if err := s.openMarks(r, b); err != nil {
		return err
	}
	view := ui.ScheduleView{
		Sentence: b.scheduleSentence(), Cast: b.castRows(), Columns: b.dayColumns(), Locations: b.locationRows(), People: b.personRows(),
	}
	if page.Rights.Revisions && page.Rights.Plan && len(b.schedule.Days) > 0 {
		view.Export = page.Link("schedule.uss")
	}
	for _, d := range b.schedule.Days {
		view.Days = append(view.Days, b.scheduleDay(d))
	}
	for _, e := range b.schedule.Events {
		row := eventRow(e)
		row.Mark, row.Correct = b.mark(correction.Event, string(e.ID), ""), b.correctLink(correction.Event, string(e.ID))
		view.Events = append(view.Events, row)
	}
	placed := map[production.SceneID]bool{}
	for _, d := range b.schedule.Days {
		for _, strip := range d.Strips() {
			placed[strip.SceneID] = true
		}
	}
	for _, sc := range b.scenes {
		if len(b.schedule.Days) > 0 && !placed[sc.ID] && !sc.Omitted {
			view.Unplaced = append(view.Unplaced, b.sceneRow(sc, nil, 0))
		}
	}
	return s.show(w, r, http.StatusOK, ui.SchedulePage(page, view))
}

// sendSchedule sends the schedule as a file, with our bookings in it.
func (s *Server) sendSchedule(w http.ResponseWriter, r *http.Request) error {
	name, data, err := s.office.ExportSchedule(r.Context(), current(r).Production.ID)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	_, err = w.Write(data)
	return gone(err)
}

func (b *book) scheduleSentence() string {
	n := len(b.schedule.Days)
	if n == 0 {
		return "The main unit's days. Nothing is imported yet."
	}
	shoot := production.DateRange{From: b.schedule.Days[0].Date, To: b.schedule.Days[n-1].Date}
	return fmt.Sprintf("%s, %s. %s, %s.", counted(n, "shoot day", "shoot days"), shoot.Spoken(),
		counted(len(b.schedule.People), "person", "people"), counted(len(b.schedule.Locations), "location", "locations"))
}

func (b *book) scheduleDay(d production.Day) ui.ScheduleDay {
	v := ui.ScheduleDay{
		Anchor: fmt.Sprintf("day-%d", d.Number), Title: b.title(d.Date), Now: d.Date == b.today,
		Attended: b.planDay(d.Date) != nil, Mark: b.mark(correction.Day, string(d.ID), ""), Correct: b.correctLink(correction.Day, string(d.ID)),
	}
	if b.links.Rights.Packet {
		v.URL = b.links.Link("days", string(d.Date))
	}
	eighths := 0
	for _, u := range d.Units {
		unit := ui.UnitView{Name: u.Unit, Times: ui.Times(u.Call, u.Wrap, u.Estimated), Location: ui.Place(u.Location)}
		unit.Mark = b.mark(correction.Day, string(d.ID), u.Unit)
		for _, strip := range u.Strips {
			unit.Strips = append(unit.Strips, b.strip(strip))
			if sc := b.sceneAt[strip.SceneID]; sc != nil {
				eighths += sc.Eighths
			}
		}
		v.Units = append(v.Units, unit)
	}
	if eighths > 0 {
		v.Pages = pagesWords(eighths)
	}
	return v
}

func eventRow(e production.Event) ui.EventRow {
	row := ui.EventRow{When: eventWhen(e), Kind: eventWords[e.Kind], Title: e.Title, Who: castWords(e.People), Place: ui.Place(e.Place)}
	if strings.HasPrefix(strings.ToLower(e.Title), strings.ToLower(row.Kind)) {
		row.Kind = "" // the title says it
	}
	return row
}

func eventWhen(e production.Event) string {
	return strings.TrimSpace(e.Date.Spoken() + " " + ui.Times(e.Start, e.End, false))
}

// eventWords are the kinds of schedule events as people say them.
var eventWords = map[production.EventKind]string{
	production.Fitting: "Costume fitting", production.MakeupTest: "Make-up test", production.CameraTest: "Camera test",
	production.Rehearsal: "Rehearsal", production.Build: "Set build", production.Travel: "Travel",
	production.Move: "Company move", production.Publicity: "Publicity", production.Holiday: "Holiday",
	production.DayOff: "Day off", production.OtherEvent: "Event",
}
