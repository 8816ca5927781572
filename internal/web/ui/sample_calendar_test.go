package ui

import (
	"github.com/a-h/templ"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// calendarSamples are the pages of the calendar.
func calendarSamples() map[string]templ.Component {
	page := func() Page { return samplePage("Calendar", RoomCalendar) }
	booking := page()
	booking.URL = "/p/the-lamp-room/calendar/bookings/m1"
	return map[string]templ.Component{
		"calendar-day":   CalendarPage(page(), sampleCalendar("day")),
		"calendar-week":  CalendarPage(page(), sampleCalendar("week")),
		"calendar-shoot": CalendarPage(page(), sampleCalendar("shoot")),
		"calendar-empty": CalendarPage(page(), CalendarView{Missing: &EmptyView{Icon: "schedule", Title: "No days yet", Text: "Once a schedule is imported, its days stand here."}}),
		"booking":        BookingPage(booking, sampleBooking()),
		"calendar-feeds": FeedsPage(page(), FeedsView{
			Made: &NewFeed{"Ada Moreau", "https://bts.example.com/feeds/x.ics"}, Error: "There is nobody called that.", Schedule: true,
			Whose:   Field{ID: "feed-member", Name: "member", Label: "Whose", Options: []Option{{Text: "All bookings"}, {"ada", "Ada Moreau"}}},
			Open:    []FeedRow{{Name: "Ada Moreau", Made: "made by Billie, Tue 5 May, 21:40", Read: "never read", Revoke: "/p/the-lamp-room/calendar/feeds/f1/revoke"}},
			Revoked: []FeedRow{{Name: "All bookings", Made: "made by Billie, Tue 5 May, 21:40", Read: "revoked Wed 6 May, 08:00", Restore: "/p/the-lamp-room/calendar/feeds/f2/restore"}},
		}),
	}
}

func sampleCalendar(view string) CalendarView {
	bts := strip("21", "Lamp room", production.Interior, false, clock(13, 0), clock(16, 30))
	day := CalDay{
		Date: "2026-05-07", Title: "Day 4 · Thu 7 May", URL: "/p/the-lamp-room/days/2026-05-07", Buys: "The lamp is lit for real", Now: clock(14, 20), From: clock(8, 0), To: clock(22, 0),
		Rows: []CalRow{
			{Name: "Main unit", Note: "09:00–21:00", Main: true, Bars: []CalBar{{Start: clock(13, 0), End: clock(16, 30), Text: "21 Lamp room", Label: "21 Lamp room, 13:00–16:30", Strip: &bts, URL: bts.URL}}},
			{Name: "Ada Moreau", Note: "10:00–18:30", Member: "ada", Shift: &Span{Start: clock(10, 0), End: clock(18, 30)}, Meal: &Span{Start: clock(12, 0), End: clock(13, 0)},
				Bars: []CalBar{{Moment: "m1", Team: "ada", Start: clock(14, 10), End: clock(15, 40), Text: "The lamp is lit for real", Label: "The lamp is lit for real, 14:10–15:40, Lamp room, held", Arc: light, Held: true, URL: "/p/the-lamp-room/calendar/bookings/m1"}}},
			{Name: "Jun Sato", Note: "away", Member: "jun", Away: true},
		},
	}
	v := CalendarView{
		View: view, Title: "Day 4 · Thu 7 May", Sentence: "31 bookings on 12 crew-days. 1 held by hand.", Moves: true, Foot: SheetFoot{Of: []string{"The Lamp Room", "schedule white.csv, taken in Fri 1 May"}, Printed: "2026-05-07", Zone: "Europe/London"},
		Views:  []Tab{{Text: "Day", URL: "/p/the-lamp-room/calendar?view=day", Current: view == "day"}, {Text: "Week", URL: "/p/the-lamp-room/calendar?view=week"}, {Text: "Shoot", URL: "/p/the-lamp-room/calendar?view=shoot"}},
		After:  &DayLink{Text: "Day 5 · Fri 8 May", URL: "/p/the-lamp-room/calendar?view=day&from=2026-05-08"},
		Today:  &DayLink{Text: "Today", URL: "/p/the-lamp-room/calendar"},
		People: Field{ID: "cal-crew", Label: "Whose lanes", Options: []Option{{Text: "Everybody"}, {"ada", "Ada Moreau"}, {"jun", "Jun Sato"}}},
		Open:   []CoverView{{MomentID: "m9", Title: "Ebbe falls from the bridge", Kind: story.Stunt, Arc: bridge, Moves: true, BookingURL: "/p/the-lamp-room/calendar/bookings/m9"}}, OpenMore: 2,
	}
	if view != "shoot" {
		v.Days = []CalDay{day}
		return v
	}
	plan := samplePlan()
	v.Dense = &Tab{Text: "Narrow days", URL: "/p/the-lamp-room/calendar?view=shoot&density=narrow"}
	v.Shoot = &CalShoot{Days: plan.Days, Crew: plan.Crew}
	for range plan.Days {
		v.Shoot.Dates = append(v.Shoot.Dates, "2026-05-07")
	}
	return v
}

func sampleBooking() BookingView {
	const self = "/p/the-lamp-room/calendar/bookings/m1"
	return BookingView{
		ID: "m1", Title: "The lamp is lit for real", Kind: story.Technical, Arc: light, When: "Day 4 · Thu 7 May, 14:10–15:40", Place: "Lamp room", Team: []string{"Ada Moreau, video"},
		Held: true, Broken: "Lamp room is a closed set at that time now", Why: "Moved from Tue 5 May. By hand.", MomentURL: "/p/the-lamp-room/moments/m1",
		HoldURL: self + "/hold", FreeURL: self + "/release", OffURL: self + "/off",
		Form: &MoveBookingForm{
			Action: self, URL: self, Words: "Move",
			Day:  Field{ID: "booking-day", Name: "day", Label: "Day", Value: "2026-05-07", Options: []Option{{"2026-05-07", "Day 4 · Thu 7 May, 13:00–16:30, Lamp room"}}},
			At:   Field{ID: "booking-at", Name: "at", Label: "Begins", Type: "time", Value: "14:10"},
			Team: []Field{{ID: "booking-team-0", Name: "team", Label: "Video", Value: "ada", Options: []Option{{"ada", "Ada Moreau"}}}},
			Trial: &TrialView{Head: "Day 4 · Thu 7 May, 14:10–15:40 at Lamp room", Clashes: []string{"Ada Moreau is at Gallery until 15:40, for “The beam goes”."},
				Notes: []string{"Jun Sato could take the part of Ada Moreau."}, Turns: []string{"Ada Moreau works 10:00–18:30 instead of 10:00–17:00 on Thu 7 May."}},
		},
	}
}
