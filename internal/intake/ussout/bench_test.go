package ussout

import (
	"fmt"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
)

// bigFacts are a feature of 400 scenes on 120 days.
func bigFacts() production.Facts {
	var f production.Facts
	for i := range 40 {
		name := fmt.Sprintf("CHARACTER %d", i)
		f.People = append(f.People, production.Person{Kind: production.Cast, Name: "Performer " + name, Character: name, BoardID: fmt.Sprint(i + 1)})
	}
	date := production.Date("2026-03-02")
	for i := range 120 {
		f.Days = append(f.Days, production.Day{Number: i + 1, Date: date, Units: []production.UnitDay{{Unit: "Main", Call: 480, Wrap: 1140, Location: "Stage"}}})
		for date = date.AddDays(1); date.Weekday() == 0 || date.Weekday() == 6; {
			date = date.AddDays(1)
		}
	}
	for i := range 400 {
		s := production.Scene{
			Number: fmt.Sprint(i + 1), NumberGiven: true, Position: i, IntExt: production.Interior, Set: fmt.Sprintf("SET %d", i%60), TimeOfDay: "NIGHT",
			Eighths: 1 + i%20, Synopsis: "Something happens that has to be seen to be believed", MinutesToShoot: 45, InSchedule: true,
		}
		for k := range 12 {
			name := fmt.Sprintf("Thing %d", (i*7+k)%300)
			s.Elements = append(s.Elements, production.Element{Category: production.CategoryProps, Label: "Props", Name: name, Source: production.FromSchedule})
		}
		for k := range 4 {
			s.Characters = append(s.Characters, f.People[(i+k*3)%40].Character)
		}
		f.Scenes = append(f.Scenes, s)
		u := &f.Days[i*120/400].Units[0]
		at := production.Clock(540 + 100*len(u.Strips))
		u.Strips = append(u.Strips, production.Strip{SceneNumber: s.Number, Start: at, End: at + 90, Set: s.Set, Capacity: -1})
	}
	return f
}

// BenchmarkReadUSS reads 400 scenes on 120 days.
func BenchmarkReadUSS(b *testing.B) {
	file := mustWrite(b, nil, bigFacts(), BTS{})
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := intake.ReadUSS(file, intake.Options{Name: "a.uss"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWriteUSS makes a file of 400 scenes on 120 days with a booking for every other scene.
func BenchmarkWriteUSS(b *testing.B) {
	facts := bigFacts()
	work := someWork(facts)
	b.SetBytes(int64(len(mustWrite(b, nil, facts, work))))
	b.ReportAllocs()
	for b.Loop() {
		mustWrite(b, nil, facts, work)
	}
}

// BenchmarkWriteIntoOriginal adds bookings to a file of 400 scenes.
func BenchmarkWriteIntoOriginal(b *testing.B) {
	facts := bigFacts()
	file, work := mustWrite(b, nil, facts, BTS{}), someWork(facts)
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		mustWrite(b, file, facts, work)
	}
}

// FuzzWriteUSS writes into any JSON object: the answer is JSON, holds the original's keys, and writing
// into it again changes nothing.
func FuzzWriteUSS(f *testing.F) {
	for _, seed := range []string{
		`{}`, `{"a":[1,{"b":null}],"_bts":{"x":1}}`, `{"breakdowns":[{"scene":"1","_btsBookings":[1]},{"scene":"1"}]}`, ` { "k" : 1 , "k" : 2 } `,
		`[{"breakdowns":{"x":{"type":"scene","scene":2}}}]`, strings.Replace(original, `"b","c"]]}],}]`, `"b","c"]]}]}]`, 1), `{"stripboards":[{"boards":[{"breakdownIds":[[{"type":"scene","scene":"3"}]]}]}]}`,
	} {
		f.Add([]byte(seed), "1", "fitting")
	}
	f.Fuzz(func(t *testing.T, data []byte, scene, event string) {
		work := BTS{Plan: "p", Bookings: []Booking{{Scene: scene, Title: "a", Start: -1, End: -1}, {Event: event, Date: "2026-03-03", Title: "b", Start: -1, End: -1}}}
		out, err := Write(data, production.Facts{}, work)
		if len(data) == 0 || err != nil {
			checkRefused(t, data, err)
			return
		}
		checkKept(t, data, out)
		for _, next := range []BTS{work, {}} {
			again, err := Write(out, production.Facts{}, next)
			if err != nil {
				t.Fatal(err)
			}
			twice, err := Write(again, production.Facts{}, next)
			if err != nil || string(twice) != string(again) {
				t.Fatalf("%v: %s becomes %s", err, again, twice)
			}
			checkKept(t, data, again)
		}
	})
}
