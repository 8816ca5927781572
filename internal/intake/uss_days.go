package intake

import (
	"slices"

	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// boardDay is what one unit shoots on one day: breakdowns in order and the day strip that ends it.
type boardDay struct {
	strips []int32
	close  int32 // -1 without a day strip
}

// manner is how a board marks its shoot days.
type manner int

const (
	noDays     manner = iota
	byLists           // a list of strips for every day, since version 0.9.2
	dayCloses         // a day strip ends a day, before
	dayOpens          // a day strip begins one
	closesOpen        // like dayCloses, with scenes below the last day strip
)

// lonelyDay is up to how many scenes a board with a single list is taken for one shoot day. Programs
// also write a board without day breaks as one list.
const lonelyDay = 30

// mannerOf finds how a board marks its days. Lists count where every one of them has one day strip or
// none has any; else the day strips count, wherever the lists end.
func (r *ussReader) mannerOf(b *ussBoard) manner {
	days, filled, scenes := 0, 0, 0
	perList := true // no list has two day strips, or none beside others with one
	inList, list, marked := 0, int32(0), 0
	for i, ref := range b.refs {
		if i == 0 || ref.list != list {
			perList = perList && inList <= 1
			inList, list = 0, ref.list
			if ref.breakdown >= 0 {
				filled++
			}
		}
		switch {
		case ref.breakdown < 0:
		case r.breakdowns[ref.breakdown].kind == kindDay:
			if inList++; inList == 1 {
				marked++
			}
			days++
		case r.breakdowns[ref.breakdown].kind == kindScene:
			scenes++
		}
	}
	perList = perList && inList <= 1
	switch {
	case b.lists > 0 && (days == 0 || perList && marked == filled):
		if filled == 0 && len(b.plans) == 0 || filled == 1 && days == 0 && scenes > lonelyDay && len(b.plans) == 0 {
			return noDays
		}
		return byLists
	case days == 0:
		return noDays
	}
	return r.mannerOfStrips(b.refs)
}

// mannerOfStrips says whether day strips end or begin days. They end them, as in the standard's own
// sample; only where the board begins with one, titles aside, and ends with a scene they begin them.
func (r *ussReader) mannerOfStrips(refs []stripRef) manner {
	first, last := "", ""
	for _, ref := range refs {
		if ref.breakdown < 0 || r.breakdowns[ref.breakdown].kind == kindBanner {
			continue
		}
		last = r.breakdowns[ref.breakdown].kind
		first = firstOf(first, last)
	}
	switch {
	case last == kindDay:
		return dayCloses
	case first == kindDay:
		return dayOpens
	}
	return closesOpen
}

// splitDays parts a board's strips into days.
func (r *ussReader) splitDays(b *ussBoard) []boardDay {
	var days []boardDay
	switch manner := r.mannerOf(b); manner {
	case noDays:
		return nil
	case byLists:
		days = r.daysOfLists(b.refs)
	default:
		days = r.daysOfStrips(b.refs, manner)
	}
	for len(b.plans) == 0 && len(days) > 0 && days[len(days)-1].empty() {
		days = days[:len(days)-1]
	}
	for len(days) < len(b.plans) {
		days = append(days, boardDay{close: -1})
	}
	return days
}

func (d boardDay) empty() bool { return len(d.strips) == 0 && d.close < 0 }

func (r *ussReader) daysOfLists(refs []stripRef) []boardDay {
	var days []boardDay
	list := int32(0)
	for _, ref := range refs {
		if ref.list != list {
			list = ref.list
			days = append(days, boardDay{close: -1})
		}
		day := &days[len(days)-1]
		switch {
		case ref.breakdown < 0:
		case r.breakdowns[ref.breakdown].kind == kindDay:
			day.close = ref.breakdown
		default:
			day.strips = append(day.strips, ref.breakdown)
		}
	}
	return days
}

func (r *ussReader) daysOfStrips(refs []stripRef, manner manner) []boardDay {
	var days []boardDay
	day, begun := boardDay{close: -1}, false
	for _, ref := range refs {
		switch {
		case ref.breakdown < 0:
		case r.breakdowns[ref.breakdown].kind != kindDay:
			day.strips = append(day.strips, ref.breakdown)
		case manner == dayOpens && !begun: // titles above the first day strip go to the first day
			day.close, begun = ref.breakdown, true
		case manner == dayOpens:
			days = append(days, day)
			day = boardDay{close: ref.breakdown}
		default:
			day.close = ref.breakdown
			days = append(days, day)
			day = boardDay{close: -1}
		}
	}
	if manner == dayOpens || manner == closesOpen {
		days = append(days, day)
	}
	return days
}

// looseStrips counts the strips that stand outside the lists of a board with lists.
func looseStrips(b *ussBoard) bool {
	lists := map[int32]bool{}
	for _, ref := range b.refs {
		lists[ref.list] = true
	}
	return len(lists) > b.lists
}

// dayPlan is what our "_days" says of a board's day, beside its strips.
type dayPlan struct {
	works      bool // the unit works on that day
	number     int
	date       production.Date
	dated      bool // the date counts, also an unknown one
	call, wrap production.Clock
	estimated  bool
	location   string
	note       string
}

func (r *ussReader) dayPlans(v jsonspan.Span) []dayPlan {
	var plans []dayPlan
	for item := range v.Items() {
		if len(plans) >= longestShoot {
			break
		}
		f := fieldsOf(item)
		plan := dayPlan{
			works: item.Kind() == '{', date: dayOf(f.text("date")), dated: f.get("date").Kind() != 0,
			call: r.clock(f, "call"), wrap: r.clock(f, "wrap"), location: spelling.Single(f.text("location")), note: f.text("note"),
		}
		if works, said := f.flag("works"); said {
			plan.works = works
		}
		plan.estimated, _ = f.flag("estimated")
		if n, ok := f.number("number"); ok && n > 0 && n < 1e6 {
			plan.number = int(n)
		}
		plans = append(plans, plan)
	}
	return plans
}

// orderDays sorts the days by date after boards with calendars of their own were placed, and numbers
// them anew.
func (r *ussReader) orderDays() {
	if r.inserted == 0 {
		return
	}
	r.warn(jsonspan.Span{}, "on %d days a further unit shoots without the main unit; the shoot days were numbered by date", r.inserted)
	slices.SortStableFunc(r.out.Days, func(a, b production.Day) int {
		switch {
		case a.Date == b.Date:
			return 0
		case !b.Date.Known() || a.Date.Known() && a.Date < b.Date:
			return -1
		}
		return 1
	})
	for i := range r.out.Days {
		r.out.Days[i].Number = i + 1
	}
}
