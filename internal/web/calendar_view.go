package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// margin is how much room the scale of a day has before and after all that is on it, so that there is somewhere to
// move to.
const margin production.Clock = 60

// day is a date as lanes.
func (c *calendar) day(date production.Date) ui.CalDay {
	d := ui.CalDay{Date: date, Title: c.title(date), Now: production.NoClock, Past: date < c.today}
	if c.links.Rights.Packet {
		d.URL = c.links.Link("days", string(date))
	}
	if date == c.today {
		t := c.now.In(c.film.Zone())
		d.Now = production.Clock(t.Hour()*60+t.Minute()) + production.Clock(24*60*production.DateOf(t).DaysSince(date))
	}
	if c.dayAt[date] != nil {
		for _, u := range c.dayAt[date].Units {
			d.Rows = append(d.Rows, c.unitRow(u))
		}
	}
	plan := c.planDay(date)
	if plan != nil {
		d.Buys = plan.Buys
		for _, cover := range plan.Covers {
			if c.mine(cover.Team) {
				d.List = append(d.List, c.bookingView(date, cover))
			}
		}
	}
	d.Rows = append(d.Rows, c.crewRows(date, plan)...)
	c.scale(&d)
	return d
}

// scale fits the ends of a day's scale around all that is on it.
func (c *calendar) scale(d *ui.CalDay) {
	first, last := production.Clock(48*60), production.Clock(0)
	take := func(from, to production.Clock) {
		if from.Known() && to > from {
			first, last = min(first, from), max(last, to)
		}
	}
	for _, row := range d.Rows {
		for _, b := range row.Bars {
			take(b.Start, b.End)
		}
		if row.Shift != nil {
			take(row.Shift.Start, row.Shift.End)
		}
	}
	if last == 0 {
		first, last = 8*60, 18*60
	}
	d.From, d.To = max(first-margin, 0)/60*60, (last+margin+59)/60*60
}

// unitRow is a unit of the film.
func (c *calendar) unitRow(u production.UnitDay) ui.CalRow {
	row := ui.CalRow{Name: u.Unit + " unit", Main: true, Note: ui.Times(u.Call, u.Wrap, u.Estimated)}
	for _, strip := range u.Strips {
		if !strip.Start.Known() || strip.End <= strip.Start {
			continue
		}
		v := c.strip(strip)
		text := v.Text
		if v.Scene != "" {
			text = v.Scene + " " + v.Text
		}
		label := text + ", " + ui.Times(strip.Start, strip.End, strip.Estimated)
		if strip.Closed {
			label += ", closed set"
		}
		row.Bars = append(row.Bars, ui.CalBar{Start: strip.Start, End: strip.End, Text: text, Label: label, Strip: &v, URL: v.URL})
	}
	return row
}

// crewRows are the lanes of the BTS unit: in the order of the crew, those of nobody's who is in it no more at the
// end. In a week only those who work.
func (c *calendar) crewRows(date production.Date, plan *coverage.PlanDay) (rows []ui.CalRow) {
	at := map[production.MemberID]int{}
	for _, m := range c.members {
		if c.person != "" && m.ID != c.person {
			continue
		}
		if _, works := c.shiftOf(m.ID, date); !works && c.view.View == weekView {
			continue
		}
		row := ui.CalRow{Name: m.Name, Member: string(m.ID), Note: "free"}
		if !m.Free(date) {
			row.Note, row.Away = "away", true
		}
		at[m.ID] = len(rows)
		rows = append(rows, row)
	}
	if plan == nil {
		return rows
	}
	for _, sh := range plan.Shifts {
		i, known := at[sh.Member]
		if !known && c.person != "" && sh.Member != c.person {
			continue
		}
		if !known {
			i = len(rows)
			at[sh.Member] = i
			rows = append(rows, ui.CalRow{Name: sh.Name, Member: string(sh.Member)})
		}
		rows[i].Note = ui.Times(sh.Call, sh.Wrap, false)
		rows[i].Shift = &ui.Span{Start: sh.Call, End: sh.Wrap}
		if sh.Meal.Known() {
			rows[i].Meal = &ui.Span{Start: sh.Meal, End: sh.MealTo}
		}
	}
	for _, cover := range plan.Covers {
		for _, t := range cover.Team {
			if i, known := at[t.Member]; known {
				rows[i].Bars = append(rows[i].Bars, c.bar(date, cover))
			}
		}
	}
	return rows
}

// bar is a booking in a lane.
func (c *calendar) bar(date production.Date, cover coverage.Cover) ui.CalBar {
	v := c.bookingView(date, cover)
	bar := ui.CalBar{Start: cover.Start, End: cover.End, Text: cover.Title, Label: v.Label(), Arc: v.Arc, Held: cover.Held, Broken: cover.Broken != "", URL: v.BookingURL}
	if v.Moves {
		var team []string
		for _, t := range cover.Team {
			team = append(team, string(t.Member))
		}
		bar.Moment, bar.Team = v.MomentID, strings.Join(team, ",")
	}
	return bar
}

// bookingView is a booking as a card.
func (c *calendar) bookingView(date production.Date, cover coverage.Cover) ui.CoverView {
	v := c.coverView(cover)
	v.BookingURL, v.Held, v.Broken, v.Moves = c.bookingURL(cover.Moment), cover.Held, cover.Broken != "", c.movable(date)
	return v
}

// shoot is the whole shoot as a grid.
func (c *calendar) shoot(dense bool) *ui.CalShoot {
	v := &ui.CalShoot{Dense: dense, Dates: c.dates}
	before := production.Date("")
	for _, date := range c.dates {
		day := ui.BoardDay{
			Date: date.Spoken(), Short: shortDate(date), Number: c.number(date), Now: date == c.today, Past: date < c.today,
			Break: before.Known() && date.DaysSince(before) > 1, URL: c.at(dayView, date),
		}
		if !dense {
			day.Strips = c.strips(c.dayAt[date])
		}
		if d := c.planDay(date); d != nil {
			day.Attended, day.Buys = !dense, d.Buys
			for _, cover := range d.Covers {
				if c.mine(cover.Team) {
					day.Covers = append(day.Covers, c.bookingView(date, cover))
				}
			}
		}
		before = date
		v.Days = append(v.Days, day)
	}
	v.Crew = c.shootCrew()
	return v
}

// shootCrew are the rows of people in the grid: the crew, or for whoever may not see it those whom the plan calls.
func (c *calendar) shootCrew() (out []ui.BoardCrew) {
	at := map[production.MemberID]int{}
	row := func(id production.MemberID, name string) int {
		i, known := at[id]
		if !known {
			i = len(out)
			at[id] = i
			out = append(out, ui.BoardCrew{Name: name, Shifts: make([]*ui.ShiftView, len(c.dates)), Away: make([]bool, len(c.dates))})
		}
		return i
	}
	for _, m := range c.members {
		if c.person != "" && m.ID != c.person {
			continue
		}
		i := row(m.ID, m.Name)
		for n, date := range c.dates {
			out[i].Away[n] = !m.Free(date)
		}
	}
	used := map[int]int{}
	for n, date := range c.dates {
		plan := c.planDay(date)
		if plan == nil {
			continue
		}
		for _, sh := range plan.Shifts {
			if c.person != "" && sh.Member != c.person {
				continue
			}
			i := row(sh.Member, sh.Name)
			v := shiftView(sh, "")
			out[i].Shifts[n] = &v
			used[i]++
		}
	}
	for i := range out {
		out[i].Used = counted(used[i], "day", "days")
	}
	return out
}

// bookingWhen is when a booking is, in words.
func (b *book) bookingWhen(p placed) string {
	return fmt.Sprintf("%s, %s", b.title(p.day.Date), ui.Times(p.cover.Start, p.cover.End, false))
}

// chances are the days on which a moment can happen, each once, in order.
func chances(trial coverage.Trial) (days []coverage.Chance) {
	for _, g := range trial.Ground {
		if i := slices.IndexFunc(days, func(d coverage.Chance) bool { return d.Date == g.Date }); i < 0 {
			days = append(days, g)
		}
	}
	slices.SortFunc(days, func(a, b coverage.Chance) int { return cmp.Compare(a.Date, b.Date) })
	return days
}
