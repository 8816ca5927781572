package coverage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

func (d *Desk) addPeople() {
	for _, p := range d.in.Facts.People {
		d.Problem.People = append(d.Problem.People, p.Name)
	}
}

// personIndex finds somebody of the main unit by name or character, -1 for nobody.
func (d *Desk) personIndex(name string) int {
	if name == "" {
		return -1
	}
	return slices.IndexFunc(d.in.Facts.People, func(p production.Person) bool {
		return strings.EqualFold(p.Name, name) || strings.EqualFold(p.Character, name)
	})
}

func (d *Desk) addDays() {
	byDate := map[production.Date]production.Day{}
	for _, day := range d.in.Facts.Days {
		byDate[day.Date] = day
	}
	position := map[production.SceneID]int{}
	for i, s := range d.in.Facts.Scenes {
		position[s.ID] = i
		d.sceneAt[s.ID] = s.Location()
	}
	for i, date := range d.dates {
		out := planner.Day{Calendar: date.DaysSince(d.first), Units: []planner.Unit{}}
		for u, unit := range byDate[date].Units {
			if !d.isOver(date) { // what was shot no longer stands in anybody's way
				out.Units = append(out.Units, d.unit(i, u, unit, position))
			}
		}
		d.Problem.Days = append(d.Problem.Days, out)
	}
}

func (d *Desk) unit(day, number int, u production.UnitDay, position map[production.SceneID]int) planner.Unit {
	out := planner.Unit{
		Unit: number, Call: d.minute(day, max(u.Call, 0)), Wrap: d.minute(day, max(u.Wrap, u.Call, 0)),
		Strips: []planner.Strip{},
	}
	out.Location = d.places.location(u.Location)
	for _, s := range u.Strips {
		if s.SceneNumber == "" || !s.Start.Known() || s.End <= s.Start {
			continue
		}
		strip := planner.Strip{
			Unit: number, Scene: position[s.SceneID], Place: d.places.index(cmp.Or(d.sceneAt[s.SceneID], u.Location), s.Set),
			Start: d.minute(day, s.Start), End: d.minute(day, s.End), Closed: s.Closed, Cap: d.capacity(s),
			Cast: []int{}, Elements: []string{},
		}
		for _, name := range s.Cast {
			if p := d.personIndex(name); p >= 0 {
				strip.Cast = append(strip.Cast, p)
			}
		}
		if strip.End > strip.Start { // none in the hour that spring leaves out
			out.Strips = append(out.Strips, strip)
		}
	}
	return out
}

// capacity is how many BTS people a strip's set takes: none on a closed set, whatever else was said.
func (d *Desk) capacity(s production.Strip) int {
	switch {
	case s.Closed:
		return 0
	case s.Capacity < 0:
		return d.in.Settings.Capacity
	}
	return s.Capacity
}

// addCrew adds the members and the kit they bring: one piece for each skill of each person.
func (d *Desk) addCrew() {
	d.Problem.Kit = make([]planner.Kit, len(d.skills))
	for i, s := range d.skills {
		d.Problem.Kit[i].Name = kitNames[story.Skill(s)]
	}
	for i, m := range d.in.Members {
		d.memberAt[m.ID] = i
		c := planner.Crew{Name: m.Name, Cost: m.Cost, MaxWeek: m.MaxWeek, Skills: []int{}, Avail: make([]bool, len(d.dates))}
		for day, date := range d.dates {
			c.Avail[day] = m.Free(date) && !d.isOver(date)
		}
		for s, name := range d.skills {
			if slices.Contains(m.Skills, name) {
				c.Skills = append(c.Skills, s)
				d.Problem.Kit[s].Stock++
			}
		}
		d.Problem.Crew = append(d.Problem.Crew, c)
	}
}

// kitNames is what a person with a skill brings to the set.
var kitNames = map[story.Skill]string{
	story.Video: "video camera", story.Stills: "stills body", story.TimeLapse: "time-lapse rig",
	story.Interviewer: "interview kit", story.Sound: "sound bag",
}

func (d *Desk) addMoments() {
	for _, m := range d.in.Moments {
		if m.Status == story.Dismissed || d.past.moments[m.ID] || d.in.Recorded[m.ID] {
			continue
		}
		windows, why := d.windows(m)
		if len(windows) == 0 {
			d.aside = append(d.aside, uncovered(m, reason{why, TellsSchedule}))
			continue
		}
		d.moments = append(d.moments, m)
		d.Problem.Moments = append(d.Problem.Moments, d.moment(m, d.arc(m.Arc), windows))
	}
}

// arc is the index of the arc, made when it is new.
func (d *Desk) arc(name string) int {
	i, known := d.arcs[name]
	if !known {
		i = len(d.Problem.Arcs)
		d.arcs[name] = i
		d.Problem.Arcs = append(d.Problem.Arcs, name)
	}
	return i
}

func (d *Desk) moment(m story.Moment, arc int, windows []planner.Window) planner.Moment {
	out := planner.Moment{
		Name: m.Title, Kind: string(m.Kind), Value: d.value(m), Arc: arc, Dur: d.up(m.Minutes),
		Person: -1, LastDay: -1, Windows: windows, Kit: []planner.KitNeed{}, Roles: []planner.Role{},
	}
	if m.Kind == story.Interview {
		out.Person = d.personIndex(m.Person)
	}
	if m.HoldKit > m.Minutes {
		out.KitHold = d.up(m.HoldKit)
	}
	for _, r := range m.Roles {
		skill := slices.Index(d.skills, string(r.Skill))
		if skill < 0 || r.Count < 1 {
			continue
		}
		out.Roles = append(out.Roles, planner.Role{Skill: skill, N: r.Count})
		out.Kit = append(out.Kit, planner.KitNeed{Kit: skill, N: r.Count})
	}
	return out
}

// value is what covering the moment is worth: its score, raised by what people said of it.
func (d *Desk) value(m story.Moment) int {
	v := max(m.Score, 1)
	if m.Status == story.Confirmed {
		v += d.in.Settings.Confirmed
	}
	if m.MustHave {
		v += d.in.Settings.MustHave
	}
	return v
}

func (d *Desk) up(minutes int) int {
	g := d.in.Settings.Grid
	return (minutes + g - 1) / g * g
}

// windows are the spans in which the moment can be covered, on the planner's grid; when there are none,
// why says so in words.
func (d *Desk) windows(m story.Moment) (out []planner.Window, why string) {
	var shut shut
	grid := d.in.Settings.Grid
	for _, w := range m.Windows {
		day, known := slices.BinarySearch(d.dates, w.Date)
		start, end := d.up(int(w.Start)), int(w.End)/grid*grid
		switch {
		case !known:
		case d.isOver(w.Date):
			shut.over = true
		case w.Closed:
			shut.closed = true
		case w.Capacity == 0:
			shut.full = true
		case m.LastDate.Known() && w.Date > m.LastDate:
			shut.late = true
		default:
			span := planner.Window{
				Day: day, Start: d.minute(day, production.Clock(start)), End: d.minute(day, production.Clock(end)),
				Factor: factor(w.Factor),
			}
			soon := d.notYet(span.Start)
			span.Start = max(span.Start, soon)
			for _, part := range d.apart(span) {
				if part.End-part.Start < d.up(m.Minutes) {
					shut.short, shut.missed = shut.short || soon == 0, shut.missed || soon > 0
					continue
				}
				part.Place = d.places.index(w.Location, w.Place)
				out = append(out, part)
			}
		}
	}
	if len(out) == 0 {
		why = d.whyShut(m, shut)
	}
	return out, why
}

// notYet is the first minute at which anything can be covered by people who are called from Now on, where that is
// later than the minute given; else 0.
func (d *Desk) notYet(start int) int {
	if d.Problem.From == 0 {
		return 0
	}
	if first := d.up(d.Problem.From + d.in.Rules.Prep); first > start {
		return first
	}
	return 0
}

// shut are the reasons why windows of a moment are of no use.
type shut struct{ over, closed, full, late, short, missed bool }

// whyShut is the weightiest of the reasons in words: first what is forbidden, last what is missing.
func (d *Desk) whyShut(m story.Moment, s shut) string {
	switch {
	case s.closed:
		return "Closed set: nobody from BTS enters or watches a monitor."
	case s.full:
		return "There is no room for BTS on that set."
	case s.late:
		return "Every chance comes after " + m.LastDate.Spoken() + ", the last useful day."
	case s.short:
		return "No window is long enough for the time it needs."
	case s.missed:
		return "It is too late to call anybody for it."
	case s.over:
		return d.over(m)
	case m.Scene != "":
		return "Scene " + m.Scene + " is on no shoot day yet."
	}
	return "Nobody has said yet on which day it can happen."
}

func factor(percent int) int {
	if percent <= 0 {
		return 100
	}
	return min(percent, 100)
}

func uncovered(m story.Moment, why reason) Uncovered {
	return Uncovered{Moment: m.ID, Title: m.Title, Kind: string(m.Kind), Scene: m.Scene, Score: m.Score, Reason: why.text, ReasonTells: why.tells}
}
