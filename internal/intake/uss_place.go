package intake

import (
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
	"github.com/btsdirector/bts/internal/spelling"
)

// schedule lays the strips of the chosen stripboard over the calendar.
func (r *ussReader) schedule() {
	set := r.chooseBoards()
	if set == nil {
		for _, s := range r.out.Breakdown {
			r.out.Unplaced = append(r.out.Unplaced, s.Number)
		}
		r.warn(jsonspan.Span{}, "the file has a breakdown but no stripboard: scenes are read, shoot days are not")
		return
	}
	units := r.unitSets(set)
	set = units[0]
	r.chosen = r.calendarOf(set.calendar)
	r.warnChoice(set, units)
	walk := r.walk(r.chosen)
	started := walk.next.Known()
	r.placeSet(set, mainUnit, walk)
	for _, other := range units[1:] {
		r.placeSet(other, unitName(other.name), nil)
	}
	undated := slices.ContainsFunc(r.out.Days, func(d production.Day) bool { return !d.Date.Known() })
	if !started && (undated || len(r.out.Days) == 0) {
		r.warn(jsonspan.Span{}, "the schedule has no start date: shoot days are numbered but have no dates")
	}
	r.orderDays()
	r.staffDays(set)
	for _, set := range units {
		for i := range set.boards {
			if b := &set.boards[i]; b.boneyard {
				r.unplace(b)
			}
		}
	}
	r.unplaceRest()
	r.locations()
}

// staffDays gives days on which no unit has strips to the main unit, as day strips without scenes do.
// Our "_days" say themselves who works.
func (r *ussReader) staffDays(set *ussBoardSet) {
	if slices.ContainsFunc(set.boards, func(b ussBoard) bool { return len(b.plans) > 0 }) {
		return
	}
	for i := range r.out.Days {
		if len(r.out.Days[i].Units) == 0 {
			unitDay(&r.out.Days[i], mainUnit)
		}
	}
}

// placeSet places the boards of a stripboard. The first board is the unit's, the others are further
// units. walk is nil for a stripboard that is not the main unit's: it goes by its own dates.
func (r *ussReader) placeSet(set *ussBoardSet, unit string, walk *dateWalk) {
	first := true
	for i := range set.boards {
		b := &set.boards[i]
		if b.boneyard {
			continue
		}
		name := firstOf(b.unit, unit)
		if !first {
			name = firstOf(b.unit, unitName(b.name))
		}
		own := walk == nil || b.calendar != "" && r.calendarOf(b.calendar) != r.chosen
		dates := walk
		if own {
			dates = r.walk(r.calendarOf(firstOf(b.calendar, set.calendar)))
		}
		r.placeBoard(b, name, dates, own && !first || walk == nil)
		first = false
	}
}

// placeBoard turns a board into its unit's part of the days: the first of its days is the first shoot
// day, and so on; with byDate they go to the days of their dates.
func (r *ussReader) placeBoard(b *ussBoard, unit string, dates *dateWalk, byDate bool) {
	days := r.splitDays(b)
	r.warnBoard(b, unit, days)
	for i, d := range days {
		day := r.dayFor(i, dates, byDate)
		if i < len(b.plans) {
			r.placePlan(day, b.plans[i], unit)
		}
		if !d.empty() { // a unit with an empty list does not work on that day
			r.placeDay(day, d, unit)
		}
	}
}

// warnBoard says what was guessed about a board's days.
func (r *ussReader) warnBoard(b *ussBoard, unit string, days []boardDay) {
	name := spelling.Shorten(firstOf(b.name, unit), 40)
	switch manner := r.mannerOf(b); {
	case manner == noDays:
		if n := r.unplace(b); n > 0 {
			r.warn(b.at, "the board %q has no day strips and no lists of days: its %d scenes have no shoot day", name, n)
		}
	case manner == closesOpen:
		r.warn(b.at, "the board %q does not end with a day strip; its last scenes were taken as one more day", name)
	case manner == dayOpens:
		r.warn(b.at, "the board %q begins with a day strip; each one was taken as the beginning of a day", name)
	case manner == byLists && len(days) == 1 && len(b.plans) == 0 && days[0].close < 0:
		r.warn(b.at, "the board %q has its scenes in one list; they were taken as one shoot day", name)
	case manner == byLists && looseStrips(b):
		r.warn(b.at, "the board %q has strips outside its lists of days; they were taken as days of their own", name)
	}
}

// dayFor is the shoot day of index i, or that of the date, made when it is new.
func (r *ussReader) dayFor(i int, dates *dateWalk, byDate bool) *production.Day {
	date := dates.at(i)
	if byDate && date.Known() {
		if at := slices.IndexFunc(r.out.Days, func(d production.Day) bool { return d.Date == date }); at >= 0 {
			return &r.out.Days[at]
		}
		r.inserted++
		r.out.Days = append(r.out.Days, production.Day{Number: len(r.out.Days) + 1, Date: date})
		return &r.out.Days[len(r.out.Days)-1]
	}
	for len(r.out.Days) <= i {
		n := len(r.out.Days)
		r.out.Days = append(r.out.Days, production.Day{Number: n + 1, Date: dates.at(n)})
	}
	return &r.out.Days[i]
}

// placePlan gives a day what our "_days" says of it.
func (r *ussReader) placePlan(day *production.Day, plan dayPlan, unit string) {
	if plan.dated {
		day.Date = plan.date
	}
	if plan.number > 0 {
		day.Number = plan.number
	}
	day.Note = firstOf(day.Note, plan.note)
	if !plan.works {
		return
	}
	u := unitDay(day, unit)
	u.Call, u.Wrap, u.Location, u.Estimated = plan.call, plan.wrap, plan.location, plan.estimated
}

func (r *ussReader) placeDay(day *production.Day, d boardDay, unit string) {
	unitDay(day, unit)
	for _, i := range d.strips {
		b := &r.breakdowns[i]
		if b.placed++; b.placed > maxPlaced {
			continue
		}
		if b.placed == 2 && b.kind == kindScene {
			r.warn(b.at, "scene %s stands on the boards more than once; it is shot each time", spelling.Shorten(b.number, 20))
		}
		f := fieldsOf(b.at)
		if strip, ok := r.strip(b, f); ok {
			u := unitDay(day, firstOf(r.unitOf(b, f, unit), unit))
			strip.Closed = strip.Closed || strip.Banner == "" && closedAbove(u.Strips)
			u.Strips = append(u.Strips, strip)
		}
	}
	if d.close < 0 {
		return
	}
	f := fieldsOf(r.breakdowns[d.close].at)
	if d := r.date(f.get("_date", "date")); d.Known() {
		day.Date = d
	}
	u := unitDay(day, unit)
	u.Call, u.Wrap = r.clock(f, "_call"), r.clock(f, "_wrap")
	if u.Call.Known() && u.Wrap.Known() && u.Wrap < u.Call {
		u.Wrap += 24 * 60
	}
	u.Location = firstOf(spelling.Single(f.text("_location")), u.Location)
	day.Note = firstOf(f.text("_note"), day.Note)
}

// maxPlaced is how often one breakdown can stand on the boards.
const maxPlaced = 20

// unitOf is the unit that shoots a strip, "" for that of the board: what our "_unit" says, or on the
// main unit's board an element of the category Unit.
func (r *ussReader) unitOf(b *ussBreakdown, f ussFields, unit string) string {
	if own := spelling.Single(f.text("_unit")); own != "" || unit != mainUnit || b.kind != kindScene {
		return own
	}
	name := r.nameBehind(f.get("unit"))
	if i, ok := r.sceneAt[slate.Key(b.number)]; ok && name == "" {
		for _, e := range r.out.Breakdown[i].Elements {
			if e.Category == production.CategoryUnit {
				name = e.Name
			}
		}
	}
	if isMainUnit(name) {
		return ""
	}
	return unitName(name)
}

// strip makes a strip of a breakdown; ok is false for one that has nothing to show.
func (r *ussReader) strip(b *ussBreakdown, f ussFields) (production.Strip, bool) {
	strip := production.Strip{Start: r.clock(f, "_start"), End: r.clock(f, "_end"), Capacity: -1}
	if strip.Start.Known() && strip.End.Known() && strip.End < strip.Start {
		strip.End += 24 * 60
	}
	strip.Estimated, _ = f.flag("_estimated")
	r.saysClosed = r.saysClosed || !f.get("_closed").Null()
	r.saysCap = r.saysCap || !f.get("_cap").Null()
	if limit, ok := f.number("_cap"); ok {
		strip.Capacity = int(max(-1, min(limit, 1000)))
	}
	closed, _ := f.flag("_closed")
	if b.kind != kindScene {
		strip.Banner = bannerOf(f)
		bannerTimes(&strip)
		return strip, strip.Banner != ""
	}
	strip.SceneNumber = b.number
	strip.Closed = closed || SaysClosed(f.text("description"), f.text("comments"), f.text("_note"))
	if i, ok := r.sceneAt[slate.Key(strip.SceneNumber)]; ok {
		s := r.out.Breakdown[i]
		strip.Set, strip.Cast = s.Set, slices.Clone(s.Characters)
		strip.Closed = strip.Closed || SaysClosed(s.Set, s.Heading)
	}
	return strip, true
}

// warnChoice says which stripboard and calendar were taken, and what the others are.
func (r *ussReader) warnChoice(set *ussBoardSet, units []*ussBoardSet) {
	if len(r.sets) > len(units) {
		var others []string
		for i := range r.sets {
			if other := &r.sets[i]; !slices.Contains(units, other) && len(others) < 5 {
				others = append(others, fmt.Sprintf("%q %d", spelling.Shorten(other.name, 40), other.days))
			}
		}
		r.warn(set.at, "the file has %d stripboards; %q was taken, with %d shoot days (%s)",
			len(r.sets), spelling.Shorten(set.name, 40), set.days, strings.Join(others, ", "))
	}
	for _, other := range units[1:] {
		r.warn(other.at, "the stripboard %q shares no scene with the others and was taken as a unit of its own", spelling.Shorten(other.name, 40))
	}
	if r.chosen == nil {
		return
	}
	if set.calendar != "" && r.chosen.id != set.calendar {
		r.warn(set.at, "the stripboard %q refers to a calendar that the file does not have; %q was taken", spelling.Shorten(set.name, 40), spelling.Shorten(r.chosen.name, 40))
	} else if len(r.calendars) > 1 {
		r.warn(r.chosen.at, "the file has %d calendars; %q was taken", len(r.calendars), spelling.Shorten(r.chosen.name, 40))
	}
}
