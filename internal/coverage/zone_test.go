package coverage_test

import (
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// nights are the two nights of a year when the clocks of London change, and a night when they do not.
var nights = map[string]struct {
	evening production.Date
	off     int // minutes by which the night is longer than the clocks say
}{
	"forward": {"2027-03-27", -60}, "back": {"2026-10-24", 60}, "neither": {"2026-10-17", 0},
}

// acrossTheNight is a night shoot until two, and a call on the day after, early enough to be too early.
func acrossTheNight(t *testing.T, evening production.Date, call production.Clock) coverage.Input {
	t.Helper()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	next := evening.AddDays(1)
	return input(t, func(in *coverage.Input) {
		in.Zone, in.CrewDays = london, 2
		in.Facts.Days = []production.Day{
			night(1, evening), day(2, next, "GALLERY", func(s *production.Strip) { s.Start, s.End = call, call+60 }),
		}
		in.Moments = []story.Moment{
			moment("night", 90, at(evening, 21*60, 22*60, "ROCKS")), moment("morning", 50, at(next, call, call+30, "GALLERY")),
		}
		in.Moments[0].Minutes = 60
	})
}

func night(number int, date production.Date) production.Day {
	d := day(number, date, "ROCKS", func(s *production.Strip) { s.Start, s.End = 20*60, 27*60 })
	d.Units[0].Call, d.Units[0].Wrap = 19*60, 27*60
	return d
}

// TestRestAcrossTheClockChange: after a night that ends for BTS at ten, the morning call keeps the hours
// of rest that really pass, to the quarter of an hour.
func TestRestAcrossTheClockChange(t *testing.T) {
	t.Parallel()
	for name, n := range nights {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rules := input(t).Rules
			rested := 22*60 + rules.Post + rules.Turnaround + rules.Prep - 24*60 - n.off
			both := func(start int) bool {
				return len(covered(plan(t, acrossTheNight(t, n.evening, production.Clock(start))))) == 2
			}
			if both(rested - 15) {
				t.Errorf("a call 15 minutes before %d breaks the rest, and is planned", rested)
			}
			if !both(rested) {
				t.Errorf("a call for %d keeps the rest, and is not planned", rested)
			}
		})
	}
}

// TestAShiftAcrossTheClockChange: the planner's minutes between an evening and the morning are those
// that really pass, and read back as the same clocks.
func TestAShiftAcrossTheClockChange(t *testing.T) {
	t.Parallel()
	for name, n := range nights {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := acrossTheNight(t, n.evening, 18*60)
			in.Moments[0] = moment("night", 90, at(n.evening, 22*60, 22*60+30, "ROCKS"))
			desk := build(t, in)
			evening, next := desk.Problem.Moments[0].Windows[0], desk.Problem.Moments[1].Windows[0]
			if got, want := next.Start-evening.Start, 20*60+n.off; got != want {
				t.Errorf("from ten in the evening to six next day pass %d minutes, want %d", got, want)
			}
			strip := desk.Problem.Days[0].Units[0].Strips[0]
			if got, want := strip.End-strip.Start, 7*60+n.off; got != want {
				t.Errorf("the night shoot lasts %d minutes, want %d", got, want)
			}
			p := plan(t, in)
			if len(p.Days) != 2 || p.Days[0].Covers[0].Start != 22*60 || p.Days[1].Covers[0].Start != 18*60 {
				t.Errorf("the clocks do not read back: %+v", p.Days)
			}
			for _, w := range []int{evening.Start, evening.End, next.Start, next.End} {
				if w%in.Settings.Grid != 0 {
					t.Errorf("%d is not on the grid", w)
				}
			}
		})
	}
}

// TestNobodyIsAskedForAnHourThatComesTwice covers a moment all night: never at a clock that is shown twice,
// and not at all in the hour that does not exist.
func TestNobodyIsAskedForAnHourThatComesTwice(t *testing.T) {
	t.Parallel()
	for name, n := range nights {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := acrossTheNight(t, n.evening, 18*60)
			in.Moments = []story.Moment{
				moment("long", 90, at(n.evening, 24*60, 27*60, "ROCKS")), moment("odd", 80, at(n.evening, 25*60, 26*60, "ROCKS")),
			}
			desk := build(t, in)
			total := 0
			for _, w := range desk.Problem.Moments[0].Windows {
				total += w.End - w.Start
			}
			want := map[string]int{"forward": 120, "back": 105 + 60, "neither": 180}[name]
			if total != want {
				t.Errorf("%d minutes can be used, want %d: %+v", total, want, desk.Problem.Moments[0].Windows)
			}
			if asked, want := len(desk.Problem.Moments) == 2, name != "forward"; asked != want {
				t.Errorf("a moment between one and two is asked for: %v, want %v", asked, want)
			}
		})
	}
}
