package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// bookingRoutes are the calendar, and moving bookings in it.
func (s *Server) bookingRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/calendar", access.SeePlan, s.showCalendar)
	s.handle(mux, "GET /p/{slug}/calendar/bookings/{id}", access.SeePlan, s.showBooking)
	s.handle(mux, "POST /p/{slug}/calendar/bookings/{id}", access.MakePlan, s.moveBooking)
	s.handle(mux, "POST /p/{slug}/calendar/bookings/{id}/off", access.MakePlan, s.takeBookingOff)
	s.handle(mux, "POST /p/{slug}/calendar/bookings/{id}/hold", access.MakePlan, s.holdBooking(true))
	s.handle(mux, "POST /p/{slug}/calendar/bookings/{id}/release", access.MakePlan, s.holdBooking(false))
	s.handle(mux, "POST /p/{slug}/calendar/undo/{plan}", access.MakePlan, s.undoBooking)
}

// The views of the calendar.
const (
	dayView   = "day"
	weekView  = "week"
	shootView = "shoot"
)

// calendar is a calendar page on its way.
type calendar struct {
	*book
	page    ui.Page
	view    ui.CalendarView
	members []crew.Member // whom the person may see
	person  production.MemberID
	dates   []production.Date // with shooting or bookings
	from    production.Date
	now     time.Time
	papers  string // which schedule the days are of
}

func (s *Server) showCalendar(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	if id := q.Get("moment"); id != "" {
		return seeOther(w, r, base(r)+"/calendar/bookings/"+url.PathEscape(id))
	}
	page := s.page(r, "Calendar", ui.RoomCalendar)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	c := &calendar{book: b, page: page, now: s.now(), person: production.MemberID(q.Get("crew"))}
	c.view = ui.CalendarView{View: q.Get("view"), Moves: page.Rights.MakePlan && b.plan != nil}
	if !slices.Contains([]string{dayView, weekView, shootView}, c.view.View) {
		c.view.View = weekView
	}
	if c.dates = b.calendarDates(); len(c.dates) == 0 {
		c.view.Missing = &ui.EmptyView{Icon: "schedule", Title: "No days yet", Text: "Once a schedule is imported, its days stand here, and below the main unit what BTS covers."}
		if page.Rights.Import {
			c.view.Missing.Action, c.view.Missing.URL = "Import a schedule", page.Link("import")
		}
		return s.show(w, r, http.StatusOK, ui.CalendarPage(page, c.view))
	}
	if page.Rights.Crew {
		if c.members, err = s.office.Members(r.Context(), b.film.ID); err != nil {
			return err
		}
	}
	if c.papers, err = s.office.ScheduleInUse(r.Context(), b.film); err != nil {
		return err
	}
	c.choose(production.Date(q.Get("from")))
	c.fill(q.Get("density") == "narrow")
	return s.show(w, r, http.StatusOK, ui.CalendarPage(page, c.view))
}

// calendarDates are all days with shooting or bookings.
func (b *book) calendarDates() []production.Date {
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

// choose finds the day that is looked at: the one asked for, or today, or the nearest there is.
func (c *calendar) choose(from production.Date) {
	if _, err := production.ParseDate(string(from)); err != nil {
		from = c.today
	}
	c.from = c.nearest(from)
}

// nearest is the date itself, or the next day of the shoot, or its last.
func (c *calendar) nearest(date production.Date) production.Date {
	i, _ := slices.BinarySearch(c.dates, date)
	return c.dates[min(i, len(c.dates)-1)]
}

// fill fills the view.
func (c *calendar) fill(dense bool) {
	v := &c.view
	for _, view := range []struct{ name, text string }{{dayView, "Day"}, {weekView, "Week"}, {shootView, "Shoot"}} {
		v.Views = append(v.Views, ui.Tab{Text: view.text, URL: c.at(view.name, c.from), Current: v.View == view.name})
	}
	v.Sentence = c.sentence()
	v.Foot = c.foot()
	v.People = ui.Field{ID: "cal-crew", Label: "Whose lanes", Value: string(c.person), Options: []ui.Option{{Text: "Everybody"}}}
	for _, m := range c.members {
		v.People.Options = append(v.People.Options, ui.Option{Value: string(m.ID), Text: m.Name})
	}
	switch v.View {
	case dayView:
		v.Title = c.title(c.from)
		v.Days = append(v.Days, c.day(c.from))
		c.turn(c.from, c.from)
	case weekView:
		first, last := c.week()
		v.Title = first.Spoken() + " – " + last.Spoken()
		for _, date := range c.dates {
			if first <= date && date <= last {
				v.Days = append(v.Days, c.day(date))
			}
		}
		c.turn(first, last)
	case shootView:
		if v.Title = c.dates[0].Spoken(); len(c.dates) > 1 {
			v.Title += " – " + c.dates[len(c.dates)-1].Spoken()
		}
		v.Shoot = c.shoot(dense)
		other := ui.Tab{Text: "Narrow days", URL: c.at(shootView, c.from) + "&density=narrow"}
		if dense {
			other = ui.Tab{Text: "Wide days", URL: c.at(shootView, c.from)}
		}
		v.Dense = &other
	}
	c.fillOpen()
}

// at is the address of a view on a day.
func (c *calendar) at(view string, date production.Date) string {
	q := url.Values{"view": {view}, "from": {string(date)}}
	if c.person != "" {
		q.Set("crew", string(c.person))
	}
	return c.page.Link("calendar?" + q.Encode())
}

// week is the Monday and the Sunday around the day.
func (c *calendar) week() (first, last production.Date) {
	first = c.from.AddDays(-(int(c.from.Weekday()) + 6) % 7)
	return first, first.AddDays(6)
}

// turn finds the pages before and after, and today.
func (c *calendar) turn(first, last production.Date) {
	for _, date := range c.dates {
		link := &ui.DayLink{Text: c.title(date), URL: c.at(c.view.View, date)}
		if date < first {
			c.view.Before = link
		} else if date > last && c.view.After == nil {
			c.view.After = link
		}
		if date == c.today && (date < first || date > last) {
			c.view.Today = &ui.DayLink{Text: "Today", URL: link.URL}
		}
	}
}

func (c *calendar) sentence() string {
	if c.plan == nil {
		return "The main unit's days. There is no coverage plan yet."
	}
	held := len(c.plan.Held(""))
	text := fmt.Sprintf("%s on %s.", counted(c.plan.Covered, "booking", "bookings"), counted(c.plan.UsedDays, "crew-day", "crew-days"))
	if held > 0 {
		text += fmt.Sprintf(" %d held by hand.", held)
	}
	return text
}

// foot is what a printed sheet says of itself; the page adds when it is printed.
func (c *calendar) foot() ui.SheetFoot {
	foot := ui.SheetFoot{Zone: c.film.TimeZone, Printed: c.today}
	foot.Of = append(foot.Of, c.film.Title)
	if c.papers != "" {
		foot.Of = append(foot.Of, "schedule "+c.papers)
	}
	if c.plan != nil {
		foot.Of = append(foot.Of, "plan of "+minute(c.plan.MadeAt, c.film.Zone()))
	}
	return foot
}

// mostOpen is how many moments are offered to be booked.
const mostOpen = 24

// fillOpen lists what is not booked and could be on the days that are shown, best first.
func (c *calendar) fillOpen() {
	if !c.view.Moves {
		return
	}
	shown := map[production.Date]bool{}
	for _, d := range c.view.Days {
		shown[d.Date] = true
	}
	var list []story.Moment
	for _, m := range c.moments {
		_, booked := c.coverAt[m.ID]
		here := func(w story.Window) bool {
			return !w.Closed && w.Capacity != 0 && w.Date >= c.today && (c.view.View == shootView || shown[w.Date])
		}
		if !booked && m.Status != story.Dismissed && slices.ContainsFunc(m.Windows, here) {
			list = append(list, m)
		}
	}
	slices.SortStableFunc(list, func(a, b story.Moment) int { return cmp.Compare(b.Score, a.Score) })
	for i, m := range list {
		if i == mostOpen {
			c.view.OpenMore = len(list) - mostOpen
			break
		}
		c.view.Open = append(c.view.Open, ui.CoverView{
			MomentID: string(m.ID), Title: m.Title, Kind: m.Kind, Arc: c.arcOf(m.ID, m.Arc), Scene: m.Scene, Score: m.Score, Moves: true,
			BookingURL: c.bookingURL(m.ID),
		})
	}
}

func (b *book) bookingURL(id production.MomentID) string {
	return b.links.Link("calendar", "bookings", string(id))
}

// movable reports whether a booking on the date may be moved.
func (c *calendar) movable(date production.Date) bool { return c.view.Moves && date >= c.today }

// mine reports whether the lanes that are shown have somebody of a team.
func (c *calendar) mine(team []coverage.TeamMember) bool {
	return c.person == "" || slices.ContainsFunc(team, func(t coverage.TeamMember) bool { return t.Member == c.person })
}
