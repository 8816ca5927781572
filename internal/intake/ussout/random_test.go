package ussout

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// randomFacts are facts of which the standard, with our keys, can say everything.
func randomFacts(rng *rand.Rand) production.Facts {
	var f production.Facts
	f.People = randomPeople(rng)
	cast := 0
	for _, p := range f.People {
		if p.Kind == production.Cast {
			cast++
		}
	}
	for i := range 1 + rng.IntN(25) {
		f.Scenes = append(f.Scenes, randomScene(rng, i, f.People[:cast]))
	}
	f.Days, f.Unplaced = randomDays(rng, f.Scenes)
	f.Events = randomEvents(rng, f.People)
	return f
}

func pick[T any](rng *rand.Rand, list ...T) T { return list[rng.IntN(len(list))] }

func randomDate(rng *rand.Rand) production.Date {
	return production.Date("2026-02-20").AddDays(rng.IntN(90))
}

func randomPeople(rng *rand.Rand) []production.Person {
	var people []production.Person
	for i := range rng.IntN(8) {
		character := fmt.Sprintf("%s %d", pick(rng, "EDDA", "HOB", "WREN", "ÖMER"), i)
		if rng.IntN(5) == 0 {
			character += " (K)"
		}
		p := production.Person{Kind: production.Cast, Name: character, Character: character}
		if rng.IntN(2) == 0 {
			p.Name = fmt.Sprintf("Ann Actor %d", i)
		}
		if rng.IntN(3) > 0 {
			p.BoardID = fmt.Sprintf("%d%s", i+1, pick(rng, "", "X"))
		}
		p.Away = randomAway(rng)
		people = append(people, p)
	}
	for i := range rng.IntN(4) {
		p := production.Person{Kind: pick(rng, production.Head, production.CrewMember), Name: fmt.Sprintf("Dee \"Crew\" %d", i), Away: randomAway(rng)}
		p.Role, p.Department = pick(rng, "", "Director", "Gaffer"), pick(rng, "", "Electric")
		people = append(people, p)
	}
	return people
}

func randomAway(rng *rand.Rand) []production.DateRange {
	var away []production.DateRange
	from := randomDate(rng)
	for range rng.IntN(3) {
		to := from.AddDays(rng.IntN(5))
		away = append(away, production.DateRange{From: from, To: to})
		from = to.AddDays(2 + rng.IntN(9))
	}
	return away
}

func randomScene(rng *rand.Rand, i int, cast []production.Person) production.Scene {
	s := production.Scene{
		Number: fmt.Sprintf("%d%s", i+1, pick(rng, "", "", "A", "PT1")), NumberGiven: rng.IntN(9) > 0, Position: i, InSchedule: true,
		IntExt: pick(rng, "", production.Interior, production.Exterior, production.Both), Set: pick(rng, "", "QUAY", "HUT / KITCHEN", "CAFÉ <1>"),
		TimeOfDay: pick(rng, "", "DAY", "NIGHT", "NOITE"), ScriptDay: pick(rng, "", "D1", "D2 / D3"), Page: pick(rng, "", "4", "12A"),
		Synopsis: pick(rng, "", "She lands", "It's \"late\" & cold — öde"), Eighths: rng.IntN(30), MinutesToShoot: pick(rng, 0, 1, 45, 600),
	}
	s.Estimated = s.Eighths > 0 && rng.IntN(4) == 0
	for _, p := range cast {
		if rng.IntN(2) == 0 {
			s.Characters = append(s.Characters, p.Character)
			s.Elements = append(s.Elements, production.Element{Category: production.CategoryCast, Label: "Players", Name: p.Character, Source: production.FromSchedule})
		}
	}
	for range rng.IntN(5) {
		e := pick(rng, production.Element{Category: production.CategoryProps, Label: "Props"}, production.Element{Category: 501, Label: "Puppets"},
			production.Element{Category: production.CategoryUnit, Label: "Unit"}, production.Element{Category: production.CategoryLocation, Label: "Location"},
			production.Element{Category: 60, Label: "Weather"}, production.Element{Category: production.CategoryNotes, Label: "Notes"})
		e.Name, e.Source = fmt.Sprintf("Thing %d", rng.IntN(4)), production.FromSchedule
		if !slices.Contains(s.Elements, e) {
			s.Elements = append(s.Elements, e)
		}
	}
	if rng.IntN(3) == 0 {
		s.Elements = append(s.Elements, production.Element{Category: production.CategoryComments, Label: "Comments", Name: "Mind the tide", Source: production.FromSchedule})
	}
	s.Heading = s.Set
	if s.IntExt != "" {
		s.Heading = strings.TrimSpace(string(s.IntExt) + ". " + s.Set)
	}
	if s.TimeOfDay != "" && s.Set != "" {
		s.Heading += " -"
	}
	s.Heading = strings.TrimSpace(s.Heading + " " + s.TimeOfDay)
	return s
}

// randomDays puts most scenes on days, some of them twice, and names the others.
func randomDays(rng *rand.Rand, scenes []production.Scene) (days []production.Day, unplaced []string) {
	units := []string{"Main", "Second", "Splinter B"}[:1+rng.IntN(3)]
	date := randomDate(rng)
	for n := range rng.IntN(8) {
		day := production.Day{Number: n + 1 + rng.IntN(2)*n, Date: date, Note: pick(rng, "", "Bring boots")}
		date = date.AddDays(1 + rng.IntN(4)*rng.IntN(4))
		for _, unit := range units {
			if rng.IntN(4) > 0 {
				call := production.Clock(60 * (5 + rng.IntN(14)))
				day.Units = append(day.Units, production.UnitDay{
					Unit: unit, Call: call, Wrap: call + 660, Estimated: rng.IntN(3) == 0, Location: pick(rng, "Pier", "Stage 4"),
				})
			}
		}
		days = append(days, day)
	}
	if rng.IntN(10) == 0 {
		for i := range days {
			days[i].Date = ""
		}
	}
	for i := range scenes {
		placed := false
		for range rng.IntN(3) {
			placed = placeStrip(rng, days, scenes[i]) || placed
		}
		if !placed {
			unplaced = append(unplaced, scenes[i].Number)
		}
	}
	return days, unplaced
}

func placeStrip(rng *rand.Rand, days []production.Day, scene production.Scene) bool {
	if len(days) == 0 {
		return false
	}
	day := &days[rng.IntN(len(days))]
	if len(day.Units) == 0 {
		return false
	}
	u := &day.Units[rng.IntN(len(day.Units))]
	start := u.Call + 30
	if n := len(u.Strips); n > 0 {
		start = u.Strips[n-1].End
	}
	if rng.IntN(3) == 0 {
		u.Strips = append(u.Strips, production.Strip{Banner: pick(rng, "MOVE", "Lunch & rest"), Start: start, End: start + 15, Estimated: rng.IntN(2) == 0, Capacity: -1})
		start += 15
	}
	u.Strips = append(u.Strips, production.Strip{
		SceneNumber: scene.Number, Set: scene.Set, Cast: slices.Clone(scene.Characters), Start: start, End: start + production.Clock(15*rng.IntN(8)),
		Estimated: rng.IntN(2) == 0, Closed: rng.IntN(6) == 0, Capacity: pick(rng, -1, 0, 3),
	})
	return true
}

func randomEvents(rng *rand.Rand, people []production.Person) []production.Event {
	var events []production.Event
	for i := range rng.IntN(8) {
		e := production.Event{
			Kind: pick(rng, production.Fitting, production.MakeupTest, production.CameraTest, production.Rehearsal, production.Build, production.Travel,
				production.Move, production.Publicity, production.Holiday, production.DayOff, production.OtherEvent),
			Title: fmt.Sprintf("%s %d", pick(rng, "Travel to rehearse", "Costume", "Party"), i), Date: randomDate(rng), Start: production.NoClock, End: production.NoClock,
			Place: pick(rng, "", "Stage"), Scene: pick(rng, "", "1"),
		}
		if rng.IntN(2) == 0 {
			e.Start, e.End = 600, 1500
		}
		charactersOnly := rng.IntN(2) == 0
		for _, p := range people {
			switch {
			case rng.IntN(3) > 0:
			case !charactersOnly:
				e.People = append(e.People, p.Name)
			case p.Kind == production.Cast:
				e.People = append(e.People, p.Character)
			}
		}
		events = append(events, e)
	}
	slices.SortStableFunc(events, func(a, b production.Event) int { return strings.Compare(string(a.Date), string(b.Date)) })
	return events
}
