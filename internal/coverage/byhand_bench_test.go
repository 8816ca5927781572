package coverage_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// feature is a shoot of 60 days with six scenes and eight moments a day, a crew of eight and 120 crew-days.
func feature(t testing.TB) coverage.Input {
	t.Helper()
	in := coverage.Input{Settings: coverage.DefaultSettings(), CrewDays: 120, Seed: 1}
	in.Rules.Prep, in.Rules.Post, in.Rules.MaxShift, in.Rules.Turnaround = 30, 15, 660, 660
	in.Rules.MealLength, in.Rules.MealMin, in.Rules.MealMax, in.Rules.AfterMeal = 60, 180, 360, 360
	for i := range 8 {
		skills := []string{"video", "stills"}
		if i%3 == 0 {
			skills = []string{"video", "sound", "interview"}
		}
		in.Members = append(in.Members, member(fmt.Sprintf("m%d", i), skills...))
	}
	date := production.Date("2026-05-04")
	for n := range 60 {
		d := production.Day{Number: n + 1, Date: date, Units: []production.UnitDay{{Unit: "Main", Call: 480, Wrap: 1140, Location: "Studio"}}}
		for s := range 6 {
			from := production.Clock(540 + 100*s)
			set := fmt.Sprintf("SET %d", (n+s)%20)
			d.Units[0].Strips = append(d.Units[0].Strips, production.Strip{SceneNumber: fmt.Sprint(6*n + s), SceneID: "scene", Start: from, End: from + 100, Set: set, Capacity: -1})
			m := moment(fmt.Sprintf("%d-%d", n, s), 20+(7*n+13*s)%70, story.Window{Date: date, Start: from, End: from + 100, Place: set, Location: "Studio", Factor: 100, Capacity: -1})
			m.Arc = fmt.Sprintf("arc %d", s)
			in.Moments = append(in.Moments, m)
		}
		in.Facts.Days = append(in.Facts.Days, d)
		if date = date.AddDays(1); (n+1)%5 == 0 {
			date = date.AddDays(2)
		}
	}
	in.Facts.Scenes = []production.Scene{{ID: "scene", Number: "1"}}
	return in
}

// BenchmarkTry is how long a ghost waits for its answer, on a desk that is kept, and how long laying one out takes.
func BenchmarkTry(b *testing.B) {
	in := feature(b)
	desk, err := coverage.Build(in)
	if err != nil {
		b.Fatal(err)
	}
	s, err := planner.Solve(b.Context(), desk.Problem, planner.Options{Time: time.Second, Seed: 1, Wording: desk.Wording()})
	if err != nil {
		b.Fatal(err)
	}
	p := desk.Read(s)
	in.Previous, in.HandGrid = &p, true
	lay := func() *coverage.ByHand {
		desk, err := coverage.Build(in)
		if err != nil {
			b.Fatal(err)
		}
		return desk.ByHand(p)
	}
	hand := lay()
	c := p.Days[len(p.Days)/2].Covers[0]
	b.Run("try", func(b *testing.B) {
		for i := range b.N {
			hand.Try(coverage.Move{Moment: c.Moment, Date: p.Days[len(p.Days)/2].Date, Start: c.Start + production.Clock(5*(i%10))})
		}
	})
	b.Run("lay out", func(b *testing.B) {
		for range b.N {
			lay()
		}
	})
}
