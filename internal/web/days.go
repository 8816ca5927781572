package web

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// dayRoutes are the day packets.
func (s *Server) dayRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/days", access.SeePacket, s.showDays)
	s.handle(mux, "GET /p/{slug}/days/{date}", access.SeePacket, s.showDay)
	s.handle(mux, "GET /p/{slug}/days/{date}/packet.pdf", access.SeePacket, s.sendPDF)
	s.handle(mux, "GET /p/{slug}/days/{date}/packet.ics", access.SeePacket, s.sendCalendar)
}

func (s *Server) showDays(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Days", ui.RoomDays)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	view := ui.DaysView{}
	attended := 0
	for _, date := range b.dates() {
		row := b.dayRow(date)
		view.Days = append(view.Days, row)
		if row.Attended {
			attended++
		}
	}
	if n := len(b.schedule.Days); n > 0 {
		view.Sentence = fmt.Sprintf("%s, BTS goes on %d.", counted(n, "shoot day", "shoot days"), attended)
	}
	return s.show(w, r, http.StatusOK, ui.DaysPage(page, view))
}

// dates are the shoot days and the other days that the plan attends.
func (b *book) dates() []production.Date {
	dates := map[production.Date]bool{}
	for _, d := range b.schedule.Days {
		dates[d.Date] = true
	}
	if b.plan != nil {
		for _, d := range b.plan.Days {
			dates[d.Date] = true
		}
	}
	return sortedDates(dates)
}

func (b *book) dayRow(date production.Date) ui.DayRow {
	row := ui.DayRow{
		Title: b.title(date), Place: b.locations(date), Now: date == b.today, Past: date < b.today, Line: b.line(date, ""),
		Text: "Nobody from BTS goes.", URL: b.links.Link("days", string(date)),
	}
	if d := b.planDay(date); d != nil {
		row.Attended = true
		row.Text = countMoments(len(d.Covers)) + ": " + d.Buys + "."
		for _, sh := range d.Shifts {
			row.People = append(row.People, sh.Name)
		}
	}
	return row
}

func countMoments(n int) string {
	return counted(n, "moment", "moments")
}

// locations is where the company works on a date: "Harbour, stage 2".
func (b *book) locations(date production.Date) string {
	d := b.dayAt[date]
	if d == nil {
		return ""
	}
	var names []string
	for _, u := range d.Units {
		if u.Location != "" {
			names = appendOnce(names, ui.Place(u.Location))
		}
	}
	return strings.Join(names, ", ")
}

func (s *Server) showDay(w http.ResponseWriter, r *http.Request) error {
	date := production.Date(r.PathValue("date"))
	packet, shots, err := s.office.PacketAndShots(r.Context(), current(r).Production.ID, date)
	if err != nil {
		return err
	}
	page := s.page(r, packet.Title, ui.RoomDays)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	if err := s.openMarks(r, b); err != nil {
		return err
	}
	view := b.packet(packet, s.clockOn(b, date))
	page.URL = page.Link("days", string(date))
	view.Trace = traceLink(page, office.TraceDay, string(date))
	if view.Checks, err = s.checklist(r, page, date); err != nil {
		return err
	}
	view.Marks = b.dayMarks(b.dayAt[date])
	if d := b.dayAt[date]; d != nil {
		view.Correct = b.correctLink(correction.Day, string(d.ID))
	}
	view.Shots = shotsOfDay(b, date, shots)
	if view.Cards, err = s.cardsOfDay(r, page, date); err != nil {
		return err
	}
	if view.Tonight, err = s.tonight(r, b, page, date); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.PacketPage(page, view))
}

// packet is a day packet as the phone shows it; now is the wall clock on that day, NoClock on another.
func (b *book) packet(p onset.Packet, now production.Clock) ui.PacketView {
	plan := b.planDay(p.Date)
	v := ui.PacketView{
		Title: p.Title, Place: b.locations(p.Date), Attended: plan != nil, Line: b.line(p.Date, ""),
		MainCall: ui.Times(p.Call, production.NoClock, p.Estimated), MainWrap: ui.Times(p.Wrap, production.NoClock, p.Estimated),
		Strips: b.strips(b.dayAt[p.Date]), Notes: append(append([]string{}, p.DoNot...), b.dayNote(p.Date)...),
		PDF: b.links.Link("days", string(p.Date), "packet.pdf"), ICS: b.links.Link("days", string(p.Date), "packet.ics"),
		Live: now.Known(), Revision: b.revisionWords(p),
	}
	v.Line.Hours, v.Line.Now = true, now
	v.Before, v.After = b.daysBeside(p.Date)
	for _, person := range b.schedule.People {
		if person.Kind == production.Head {
			v.Contacts = append(v.Contacts, ui.Contact{Name: person.Name, Role: person.Role})
		}
	}
	for _, l := range p.Locations {
		for _, set := range l.Sets {
			v.Places = append(v.Places, b.packetPlace(p, l.Name, set))
		}
	}
	if p.Changed != "" {
		v.Changes = append(v.Changes, p.Changed)
	}
	b.fillUncovered(&v, p)
	if plan != nil {
		b.fillAttended(&v, *plan, p, now)
	}
	return v
}

func (b *book) dayNote(date production.Date) []string {
	if d := b.dayAt[date]; d != nil && d.Note != "" {
		return []string{d.Note}
	}
	return nil
}

func (b *book) revisionWords(p onset.Packet) string {
	text := ""
	if p.Revision != "" {
		text = "Schedule: " + p.Revision + ". "
	}
	if b.plan != nil {
		text += "Plan: " + minute(b.plan.MadeAt, b.film.Zone()) + "."
	}
	return text
}

// packetPlace is a set of the day: when BTS is there, and what holds there.
func (b *book) packetPlace(p onset.Packet, location, set string) ui.PacketPlace {
	v := ui.PacketPlace{Name: ui.Place(set), Location: ui.Place(location)}
	from, to := production.NoClock, production.NoClock
	for _, m := range p.Moments {
		if m.Place == set {
			if !from.Known() || m.Start < from {
				from = m.Start
			}
			to = max(to, m.End)
		}
	}
	v.Time = ui.Times(from, to, false)
	for _, u := range p.Units {
		for _, strip := range u.Strips {
			if d := b.stripAt(p.Date, strip.Scene); d != nil && d.Set == set {
				v.Closed = v.Closed || strip.Closed // what holds there is said once, in the notes
			}
		}
	}
	return v
}

// stripAt is the strip of a scene on a date, nil for none.
func (b *book) stripAt(date production.Date, scene string) *production.Strip {
	d := b.dayAt[date]
	if d == nil || scene == "" {
		return nil
	}
	for u := range d.Units {
		for i := range d.Units[u].Strips {
			if d.Units[u].Strips[i].SceneNumber == scene {
				return &d.Units[u].Strips[i]
			}
		}
	}
	return nil
}

// fillUncovered lists what could be covered on the day and is not.
func (b *book) fillUncovered(v *ui.PacketView, p onset.Packet) {
	if b.plan == nil {
		return
	}
	for _, m := range b.moments {
		reason, left := b.leftOut[m.ID]
		if !left {
			continue
		}
		for _, w := range m.Windows {
			if w.Date == p.Date {
				u := ui.UncoveredView{MomentID: string(m.ID), Title: m.Title, Kind: m.Kind, Scene: m.Scene, Score: m.Score, Reason: reason}
				if b.links.Rights.Moments {
					u.URL = b.links.Link("moments", string(m.ID))
				}
				v.Missed = append(v.Missed, u)
				break
			}
		}
	}
}

// fillAttended fills in what only an attended day has.
func (b *book) fillAttended(v *ui.PacketView, d coverage.PlanDay, p onset.Packet, now production.Clock) {
	v.Buys = d.Buys
	call, wrap, meal, mealTo := production.NoClock, production.NoClock, production.NoClock, production.NoClock
	skills := map[string]string{}
	for _, sh := range p.Shifts {
		skills[sh.Name] = skillWords(sh.Skills)
	}
	for _, sh := range d.Shifts {
		if !call.Known() || sh.Call < call {
			call = sh.Call
		}
		if sh.Meal.Known() && (!meal.Known() || sh.Meal < meal) {
			meal, mealTo = sh.Meal, sh.MealTo
		}
		wrap = max(wrap, sh.Wrap)
		v.Crew = append(v.Crew, shiftView(sh, skills[sh.Name]))
	}
	v.Call, v.Wrap, v.Meal = call.String(), wrap.String(), ui.Times(meal, mealTo, false)
	entries := map[production.MomentID]onset.Entry{} // of a plan that can be newer than the book's
	for _, e := range p.Moments {
		entries[e.Moment] = e
	}
	for _, c := range d.Covers {
		if c.Changed != "" {
			v.Changes = append(v.Changes, c.Title+": "+c.ChangedWords())
		}
		v.Moments = append(v.Moments, b.packetMoment(c, entries[c.Moment]))
	}
	markNow(v.Moments, d.Covers, now)
}

func (b *book) packetMoment(c coverage.Cover, e onset.Entry) ui.PacketMoment {
	cover := b.coverView(c)
	m := ui.PacketMoment{
		ID: string(c.Moment), Title: c.Title, Kind: story.Kind(c.Kind), Arc: b.arcOf(c.Moment, c.Arc), Time: cover.Times(), Scene: c.Scene,
		Place: ui.Place(c.Place), Team: cover.Team, Kit: c.Kit, Person: c.Person, URL: cover.URL,
	}
	if len(e.Why) > 0 {
		m.Why = e.Why[0]
	}
	for _, note := range []string{e.Warning(), e.Note} {
		if note != "" {
			m.Notes = append(m.Notes, note)
		}
	}
	return m
}

// markNow marks what is past, now and next on the day itself.
func markNow(moments []ui.PacketMoment, covers []coverage.Cover, now production.Clock) {
	if !now.Known() {
		return
	}
	next := false
	for i, c := range covers {
		switch {
		case c.Broken != "":
		case c.End <= now:
			moments[i].State = "past"
		case c.Start <= now:
			moments[i].State = "now"
		case !next:
			moments[i].State, next = "next", true
		}
	}
}

func (b *book) daysBeside(date production.Date) (before, after *ui.DayLink) {
	for _, other := range b.dates() {
		link := ui.DayLink{Text: b.title(other), URL: b.links.Link("days", string(other))}
		if other < date {
			before = &link
		} else if other > date && after == nil {
			after = &link
		}
	}
	return before, after
}

func (s *Server) sendPDF(w http.ResponseWriter, r *http.Request) error {
	date := production.Date(r.PathValue("date"))
	packet, err := s.office.Packet(r.Context(), current(r).Production.ID, date)
	if err != nil {
		return err
	}
	packet.URL = s.origin(r) + base(r) + "/days/" + string(date)
	paper := onset.Paper(cmp.Or(r.URL.Query().Get("paper"), string(onset.A4)))
	return send(w, "application/pdf", fileName(packet, "pdf"), func(w io.Writer) error { return packet.PDF(w, paper, s.office.Fonts()) })
}

func (s *Server) sendCalendar(w http.ResponseWriter, r *http.Request) error {
	c := current(r)
	packet, err := s.office.Packet(r.Context(), c.Production.ID, production.Date(r.PathValue("date")))
	if err != nil {
		return err
	}
	packet.URL = s.origin(r) + base(r) + "/days/" + string(packet.Date)
	calendar, err := s.office.Calendar(r.Context(), c.Production.ID, packet)
	if err != nil {
		return err
	}
	return send(w, "text/calendar; charset=utf-8", fileName(packet, "ics"), calendar)
}

// fileName is a plain name for a packet: "the-lamp-room-2026-05-07.pdf".
func fileName(p onset.Packet, kind string) string {
	return production.Slug(p.Production) + "-" + string(p.Date) + "." + kind
}

// send answers with a file, whole: a failure still becomes an error page.
func send(w http.ResponseWriter, contentType, name string, write func(io.Writer) error) error {
	var file bytes.Buffer
	if err := write(&file); err != nil {
		return err
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Disposition", fmt.Sprintf("inline; filename=%q", asciiName(name)))
	_, err := w.Write(file.Bytes())
	return gone(err)
}

// asciiName keeps the letters that every browser takes in a file name.
func asciiName(name string) string {
	return strings.Map(func(c rune) rune {
		if c > 0x7e || c < 0x20 || c == '"' || c == '\\' {
			return '-'
		}
		return c
	}, name)
}
