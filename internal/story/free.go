package story

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// FreeKind says why somebody could talk at a time.
type FreeKind string

// The kinds of free time.
const (
	FreeMakeUp   FreeKind = "make_up" // in make-up and costume: they sit still, and it is loud
	FreeBefore   FreeKind = "before"  // ready, and not asked for yet
	FreeBetween  FreeKind = "between" // between two scenes of their own
	FreeAfter    FreeKind = "after"   // after the last
	FreeWork     FreeKind = "work"    // at work away from the camera
	FreeEvent    FreeKind = "event"   // after a fitting, rehearsal or test
	FreeHold     FreeKind = "hold"    // not called on a shoot day between their own
	FreeDayOff   FreeKind = "day_off" // nobody shoots, between their own shoot days
	soundWorth            = 30        // of a talk in make-up, percent
	holdWorth             = 60        // of a talk on a day that somebody has for themselves
	offWorth              = 25        //
	nearWorth             = 10        // that a scene shot close by takes off
	loudWorth             = 30        // that a stunt or an effect takes off
	makeUpTime            = 60        // minutes in the chair before somebody is ready
	longestGap            = 4         // days between two shoot days of their own that are still one stay
	offFrom               = production.Clock(11 * 60)
	offTo                 = production.Clock(16 * 60)
	shortestFree          = production.Clock(15)
)

// FreeTime is a time at which somebody could talk.
type FreeTime struct {
	Start     production.Clock `json:"start"`
	End       production.Clock `json:"end"`
	Kind      FreeKind         `json:"kind"`
	Why       string           `json:"why"`   // "between scenes 9 and 16"
	Worth     int              `json:"worth"` // percent of a talk that nothing disturbs
	Noise     string           `json:"noise"` // what is in the way of a quiet recording, "" for nothing known
	Location  string           `json:"location"`
	Estimated bool             `json:"estimated"` // times come from our day model
}

// FreeSpan is a time at which somebody cannot talk.
type FreeSpan struct {
	Start  production.Clock `json:"start"`
	End    production.Clock `json:"end"`
	Scene  string           `json:"scene"`
	Closed bool             `json:"closed"`
}

// FreeDay is a day of somebody.
type FreeDay struct {
	Date   production.Date `json:"date"`
	Day    int             `json:"day"` // shoot day number, 0 for a day without shooting
	Busy   []FreeSpan      `json:"busy"`
	Meals  []FreeSpan      `json:"meals"` // meals and moves of the company
	Free   []FreeTime      `json:"free"`  // in order of time
	Note   string          `json:"note"`  // why there is none, "" where there is some
	called bool
}

// Free is when somebody of the main unit could talk, day by day: on the shoot days, on the days between their own, and
// after what they are called to. It is nil for somebody whom the papers do not have.
func Free(f production.Facts, id production.PersonID) []FreeDay {
	x := newFinder(f, Options{})
	x.findInScenes()
	i := slices.IndexFunc(x.facts.People, func(p production.Person) bool { return p.ID == id && id != "" })
	if i < 0 {
		return nil
	}
	p := x.facts.People[i]
	w, known := x.waiterFor(p)
	var list []FreeDay
	for _, date := range dates(x.inOrder()) {
		list = append(list, x.freeOn(date, p, w, known))
	}
	list = x.restDays(p, list)
	for _, window := range x.afterEvents(p.Name) {
		at := slices.IndexFunc(list, func(d FreeDay) bool { return d.Date == window.Date })
		if at < 0 {
			list, at = append(list, FreeDay{Date: window.Date}), len(list)
		}
		list[at].Free = append(list[at].Free, FreeTime{
			Start: window.Start, End: window.End, Kind: FreeEvent, Why: x.eventName(window, p.Name), Worth: window.Factor,
			Location: window.Location, Estimated: window.Estimated,
		})
		list[at].Note = ""
	}
	slices.SortStableFunc(list, func(a, b FreeDay) int { return strings.Compare(string(a.Date), string(b.Date)) })
	return list
}

// eventName says which event a time is after, where one alone is on that day.
func (x *finder) eventName(w Window, name string) string {
	var titles []string
	for _, e := range x.facts.Events {
		if e.Date == w.Date && e.Title != "" && slices.ContainsFunc(e.People, func(p string) bool { return strings.EqualFold(p, name) }) {
			titles = append(titles, e.Title)
		}
	}
	if len(titles) != 1 {
		return "after what they are called to"
	}
	return "after “" + titles[0] + "”"
}

// inOrder are the scenes on the schedule by date.
func (x *finder) inOrder() []slot {
	list := slices.Clone(x.board.slots)
	slices.SortStableFunc(list, func(a, b slot) int { return strings.Compare(string(a.date), string(b.date)) })
	return list
}

// waiterFor is how somebody waits; known is false for somebody of the crew of whose work the papers say nothing.
func (x *finder) waiterFor(p production.Person) (waiter, bool) {
	if p.Kind == production.Cast {
		return waiter{onSet: func(s slot) bool { return slices.Contains(x.board.castOf(s), p.Character) }}, true
	}
	rule, known := headOf(p)
	some := slices.ContainsFunc(x.found, func(c candidate) bool { return slices.Contains(rule.Events, c.event) })
	return x.headWaits(rule, some), known
}

// freeOn is one shoot day.
func (x *finder) freeOn(date production.Date, p production.Person, w waiter, known bool) FreeDay {
	day := FreeDay{Date: date, Busy: []FreeSpan{}, Meals: []FreeSpan{}, Free: []FreeTime{}}
	var own []slot
	var main slot
	for _, s := range x.board.slots {
		if s.date != date {
			continue
		}
		if day.Day = s.number; main.date == "" || unitRank(s.unit) < unitRank(main.unit) {
			main = s
		}
		if w.onSet(s) && known {
			own = append(own, s)
			day.Busy = append(day.Busy, x.busy(s))
		}
	}
	for _, m := range x.pauses(main) {
		day.Meals = append(day.Meals, FreeSpan{Start: m.from, End: m.to})
	}
	day.called = len(own) > 0 || w.free
	switch {
	case slices.ContainsFunc(p.Away, func(r production.DateRange) bool { return r.Contains(date) }):
		day.Note, day.Busy, day.called = "Away.", []FreeSpan{}, false
		return day
	case !known:
		day.Note = "The schedule does not say when they are asked for."
		return day
	case !day.called:
		day.Note = "Not called."
		return day
	}
	for _, window := range x.waitsOn(date, w) {
		day.Free = append(day.Free, x.freeTime(main, own, w, window))
	}
	day.Free = append(day.Free, x.inMakeUp(own, w)...)
	slices.SortStableFunc(day.Free, func(a, b FreeTime) int { return cmp.Compare(a.Start, b.Start) })
	if len(day.Free) == 0 {
		day.Note = "No time that is long enough: on set, or in another unit, all day."
	}
	return day
}

func (x *finder) busy(s slot) FreeSpan {
	scene, _ := x.board.sceneOf(s)
	return FreeSpan{s.start, s.end, s.strip.SceneNumber, s.strip.Closed || x.board.closed[sceneKey(scene)]}
}

// freeTime says of a wait why it is one, and what disturbs it.
func (x *finder) freeTime(main slot, own []slot, w waiter, window Window) FreeTime {
	t := FreeTime{Start: window.Start, End: window.End, Worth: window.Factor, Location: window.Location, Estimated: window.Estimated}
	var before, after *slot
	for i, s := range own {
		if s.end <= t.Start {
			before = &own[i]
		}
		if s.start >= t.End && after == nil {
			after = &own[i]
		}
	}
	switch {
	case w.free:
		t.Kind, t.Why = FreeWork, "at work away from the camera"
	case before != nil && after != nil:
		t.Kind, t.Why = FreeBetween, fmt.Sprintf("between %s and %s", x.sceneName(*before), x.sceneName(*after))
	case before != nil:
		t.Kind, t.Why = FreeAfter, "after "+x.sceneName(*before)+", their last of the day"
	case after != nil && w.head && t.Start < main.call:
		t.Kind, t.Why = FreeBefore, "before the company's call"
	case after != nil:
		t.Kind, t.Why = FreeBefore, "ready, and not asked for before "+x.sceneName(*after)
	default:
		t.Kind, t.Why = FreeBetween, "not asked for"
	}
	x.hear(main.date, &t)
	return t
}

// sceneName names a scene; one of a closed set is not named.
func (x *finder) sceneName(s slot) string {
	if x.busy(s).Closed || s.strip.SceneNumber == "" {
		return "a closed scene"
	}
	return "scene " + s.strip.SceneNumber
}

// inMakeUp is the time in the chair before somebody of the cast is ready.
func (x *finder) inMakeUp(own []slot, w waiter) []FreeTime {
	if w.head || len(own) == 0 {
		return nil
	}
	first := own[0]
	ready := max(first.call+makeUpTime, first.start-beforeOwn)
	t := FreeTime{
		Start: max(first.call, ready-makeUpTime), End: min(ready, first.start-beforeSet), Kind: FreeMakeUp, Why: "in make-up and costume before " + x.sceneName(first),
		Worth: soundWorth, Noise: "Hair dryers and other people: a word or two, or their face in the mirror.", Location: x.board.location(first), Estimated: true,
	}
	if t.End-t.Start < shortestFree {
		return nil
	}
	return []FreeTime{t}
}

// hear notes what is shot where the talk would be, and takes off what that costs.
func (x *finder) hear(date production.Date, t *FreeTime) {
	var near []string
	loud, closed := false, false
	for _, s := range x.board.slots {
		if s.date != date || s.end <= t.Start || s.start >= t.End || x.board.location(s) != t.Location {
			continue
		}
		if x.busy(s).Closed {
			closed = true
			continue
		}
		scene, _ := x.board.sceneOf(s)
		loud = loud || x.isStunt(s) || scene.HasElement(production.CategoryEffects)
		near = append(near, s.strip.SceneNumber)
	}
	var said []string
	if len(near) == 1 {
		said = append(said, "Scene "+near[0]+" is shot close by.")
	} else if len(near) > 1 {
		said = append(said, "Scenes "+andList(near)+" are shot close by.")
	}
	if loud {
		said = append(said, "It will be loud.")
		t.Worth = max(t.Worth-loudWorth, 10)
	} else if len(near) > 0 {
		t.Worth = max(t.Worth-nearWorth, 10)
	}
	if closed {
		said = append(said, "A closed set is close by: be somewhere else.")
	}
	t.Noise = strings.Join(said, " ")
}

// restDays gives the days that somebody has for themselves between their own shoot days.
func (x *finder) restDays(p production.Person, list []FreeDay) []FreeDay {
	first, last := -1, -1
	for i, d := range list {
		if d.called {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 || p.Kind != production.Cast {
		return list
	}
	var off []FreeDay
	for i := first; i < last; i++ {
		if d := &list[i]; !d.called && d.Note != "Away." {
			d.Free = append(d.Free, x.onHold(d.Date))
			d.Note = "Not called: ask whether they come."
		}
		next := list[i+1].Date
		for date := list[i].Date.AddDays(1); date < next && next.DaysSince(list[i].Date) <= longestGap; date = date.AddDays(1) {
			if slices.ContainsFunc(p.Away, func(r production.DateRange) bool { return r.Contains(date) }) {
				continue
			}
			off = append(off, FreeDay{Date: date, Busy: []FreeSpan{}, Meals: []FreeSpan{}, Note: "A day off: only if they offer it.", Free: []FreeTime{{
				Start: offFrom, End: offTo, Kind: FreeDayOff, Why: "nobody shoots", Worth: offWorth, Estimated: true,
			}}})
		}
	}
	return append(list, off...)
}

// onHold is the time on a shoot day on which somebody is not called: while the company is there.
func (x *finder) onHold(date production.Date) FreeTime {
	t := FreeTime{Kind: FreeHold, Why: "not called, between days of their own", Worth: holdWorth, Estimated: true}
	for _, s := range x.board.slots {
		if s.date == date && t.End == 0 {
			t.Start, t.End, t.Location = s.call+afterCall, max(s.wrap-afterCall, s.call+2*afterCall), x.board.location(s)
		}
	}
	x.hear(date, &t)
	return t
}

// Windows are the free times of days as windows of a moment, the best of them.
func Windows(list []FreeDay, minutes int) []Window {
	var all []Window
	for _, d := range list {
		for _, t := range d.Free {
			from, to := (t.Start+gridMinutes-1)/gridMinutes*gridMinutes, t.End/gridMinutes*gridMinutes
			if t.Kind == FreeMakeUp || int(to-from) < minutes {
				continue
			}
			all = append(all, Window{Date: d.Date, Day: d.Day, Start: from, End: to, Place: cmp.Or(t.Location, "Unit base"),
				Location: t.Location, Factor: t.Worth, Estimated: t.Estimated, Capacity: -1})
		}
	}
	all = mostUseful(all)
	sortWindows(all)
	return all
}

// NewInterview is a moment for a talk that the finder did not propose.
func NewInterview(id production.MomentID, person, role string, minutes int, windows []Window) Moment {
	title := "Interview: " + person
	if role != "" {
		title += ", " + lowerRole(role)
	}
	rule := rules().kinds[Interview]
	return Moment{
		ID: id, Key: "hand:" + string(id), Kind: Interview, Title: cutTitle(title), Score: interviewStrength, Minutes: minutes, Status: Confirmed,
		Origin: ByHand, Roles: slices.Clone(rule.Roles), Person: person, Windows: windows, Reasons: []Reason{},
	}
}

// cutTitle is a title that a moment can have.
func cutTitle(title string) string {
	const most = 300 // bytes
	if len(title) <= most {
		return title
	}
	cut := 0
	for i := range title {
		if i > most-3 {
			break
		}
		cut = i
	}
	return title[:cut] + "…"
}
