package worksheet

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// Paper is what a sheet says of the film itself: written as the papers that an office would hand out, so that it is taken in
// as these are, and gives way to them when they come.
type Paper struct {
	Schedule []byte // a shooting schedule as CSV
	People   []byte // a crew list as CSV, nil where nobody was named
}

// A day of which nobody said what it is like, in minutes.
const (
	untilLunch = 4 * 60
	lunchTime  = 60
	setUpTime  = 60
	goodbye    = 30
)

// happenings are the lines of the day with dates, places and times: those that nobody said follow from the others.
func (a Answers) happenings(day production.Date) []Happening {
	var list []Happening
	for _, line := range a.Or("day") {
		if h, err := ParseHappening(line); err == nil {
			list = append(list, h)
		}
	}
	if len(list) == 0 {
		list = a.usualDay()
	}
	for i := range list {
		if !list[i].Date.Known() {
			list[i].Date = day
		}
		if list[i].Place == "" {
			list[i].Place = a.One("place")
		}
		for k, name := range list[i].People {
			list[i].People[k] = a.full(name)
		}
	}
	return a.timed(list)
}

// usualDay is a day of which nothing is known but when it begins and ends.
func (a Answers) usualDay() []Happening {
	call, wrap := a.call(), a.wrap()
	at := func(from, to production.Clock, what string) Happening {
		return Happening{Start: from, End: to, What: what}
	}
	if wrap-call < untilLunch+lunchTime+setUpTime {
		return []Happening{at(call, wrap, "The work")}
	}
	lunch := call + untilLunch
	return []Happening{
		at(call, call+setUpTime, "Arrival and set-up"), at(call+setUpTime, lunch, "The morning's work"), at(lunch, lunch+lunchTime, "Lunch"),
		at(lunch+lunchTime, wrap-goodbye, "The afternoon's work"), at(wrap-goodbye, wrap, "Wrap and goodbye"),
	}
}

// timed gives every happening a beginning and an end and sorts them by time: what has no beginning begins at the end of the
// one before, what has no end ends at the beginning of the next.
func (a Answers) timed(list []Happening) []Happening {
	for i := range list {
		h := &list[i]
		if !h.Start.Known() {
			h.Start = a.call()
			if i > 0 && list[i-1].Date == h.Date {
				h.Start = list[i-1].Start + usualMinutes
				if list[i-1].End.Known() {
					h.Start = list[i-1].End
				}
			}
		}
	}
	slices.SortStableFunc(list, func(x, y Happening) int {
		return cmp.Or(strings.Compare(string(x.Date), string(y.Date)), cmp.Compare(x.Start, y.Start))
	})
	for i := range list {
		h := &list[i]
		if h.End.Known() {
			continue
		}
		h.End = max(a.wrap(), h.Start+usualMinutes)
		if i+1 < len(list) && list[i+1].Date == h.Date && list[i+1].Start > h.Start {
			h.End = list[i+1].Start
		}
	}
	return list
}

// paper writes what is said of the film.
func (a Answers) paper(day []Happening) Paper {
	rows := [][]string{{"Date", "Day", "Scene", "Set", "Location", "Cast", "Call", "Wrap", "Start", "End", "Closed"}}
	number, last := 0, production.Date("")
	for _, h := range day {
		if h.Date != last {
			number, last = number+1, h.Date
		}
		call, wrap := a.span(day, h.Date)
		closed := ""
		if h.Closed {
			closed = "yes"
		}
		set := h.What
		if set == "" {
			set = h.Place
		}
		rows = append(rows, []string{
			string(h.Date), strconv.Itoa(number), h.Scene, set, h.Place, strings.Join(h.People, "; "),
			call.String(), wrap.String(), h.Start.String(), h.End.String(), closed,
		})
	}
	p := Paper{Schedule: table(rows)}
	if people := a.crewList(); len(people) > 1 {
		p.People = table(people)
	}
	return p
}

// crewList are the rows of who makes the film: those named, and who is to be interviewed and was not. Who only acts is on
// the schedule already.
func (a Answers) crewList() [][]string {
	rows := [][]string{{"Name", "Role"}}
	named := map[string]bool{}
	for _, line := range slices.Concat(a.Or("people"), a.Or("interviews")) {
		who := parsePerson(line)
		if id := strings.ToLower(who.name); named[id] || slices.Contains(actors, strings.ToLower(who.role)) {
			continue
		}
		named[strings.ToLower(who.name)] = true
		rows = append(rows, []string{who.name, cmp.Or(capital(who.role), "Crew")})
	}
	return rows
}

// actors are the ways to say that somebody is in the film and does not make it.
var actors = []string{"actor", "actress", "cast", "actors"}

// full is the whole name of somebody whom the day calls by a first name.
func (a Answers) full(name string) string {
	for _, line := range slices.Concat(a.Or("people"), a.Or("interviews")) {
		who := parsePerson(line)
		if first, _, _ := strings.Cut(who.name, " "); strings.EqualFold(first, name) || strings.EqualFold(who.role, name) {
			return who.name
		}
	}
	return name
}

// span is when a date begins and ends: as the sheet says, wider where something happens outside.
func (a Answers) span(day []Happening, date production.Date) (call, wrap production.Clock) {
	call, wrap = a.call(), a.wrap()
	for _, h := range day {
		if h.Date == date {
			call, wrap = min(call, h.Start), max(wrap, h.End)
		}
	}
	return call, wrap
}

func table(rows [][]string) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.WriteAll(rows); err != nil {
		panic("worksheet: a buffer cannot be written: " + err.Error())
	}
	return out.Bytes()
}
