package story

import (
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/production"
)

// freeFacts are three shoot days with a day off between: Ann plays in 1 and 3 on the first, in the closed 4 on the last.
func freeFacts() production.Facts {
	strip := func(scene string, from, to production.Clock, closed bool, cast ...string) production.Strip {
		return production.Strip{ID: production.StripID("s" + scene), SceneNumber: scene, Start: from, End: to, Set: "SET " + scene, Closed: closed, Capacity: -1, Cast: cast}
	}
	day := func(n int, date production.Date, strips ...production.Strip) production.Day {
		return production.Day{ID: production.DayID(date), Number: n, Date: date, Units: []production.UnitDay{{Unit: "Main", Call: 8 * 60, Wrap: 19 * 60, Location: "Harbour", Strips: strips}}}
	}
	f := production.Facts{
		People: []production.Person{
			{ID: "ann", Kind: production.Cast, Name: "Ann Lee", Character: "ANN"},
			{ID: "gone", Kind: production.Cast, Name: "Bo", Character: "BO", Away: []production.DateRange{{From: "2026-05-01", To: "2026-06-01"}}},
			{ID: "art", Kind: production.Head, Name: "Cy", Role: "Production designer"},
			{ID: "driver", Kind: production.CrewMember, Name: "Di", Role: "Driver"},
		},
		Days: []production.Day{
			day(1, "2026-05-04", strip("1", 10*60, 11*60, false, "ANN"), strip("2", 11*60, 15*60, false, "BO"), strip("3", 15*60, 16*60, false, "ANN")),
			day(2, "2026-05-05", strip("2B", 10*60, 15*60, false, "BO")),
			day(3, "2026-05-07", strip("4", 10*60, 12*60, true, "ANN"), strip("5", 12*60, 15*60, false, "ANN")),
		},
	}
	for i, n := range []string{"1", "2", "3", "2B", "4", "5"} {
		f.Scenes = append(f.Scenes, production.Scene{ID: production.SceneID("sc" + n), Number: n, Position: i, Heading: "INT. SET", InScript: true})
	}
	f.Scenes[1].Elements = []production.Element{{Category: production.CategoryEffects, Name: "rain"}}
	return f
}

func TestFree(t *testing.T) {
	t.Parallel()
	var said []string
	for _, d := range Free(freeFacts(), "ann") {
		if len(d.Free) == 0 {
			said = append(said, string(d.Date)+" "+d.Note)
		}
		for _, w := range d.Free {
			said = append(said, strings.Join([]string{string(d.Date[8:]), w.Start.String(), w.End.String(), string(w.Kind), w.Why}, " "))
		}
	}
	want := []string{
		"04 08:00 09:00 make_up in make-up and costume before scene 1",
		"04 11:15 14:30 between between scene 1 and scene 3",
		"04 16:15 17:00 after after scene 3, their last of the day",
		"05 09:00 18:00 hold not called, between days of their own",
		"06 11:00 16:00 day_off nobody shoots",
		"07 08:00 09:00 make_up in make-up and costume before a closed scene",
		"07 15:15 16:00 after after scene 5, their last of the day",
	}
	if got := strings.Join(said, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("she is free\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestFreeSaysWhatDisturbs(t *testing.T) {
	t.Parallel()
	days := Free(freeFacts(), "ann")
	between, after := days[0].Free[1], days[0].Free[2]
	if between.Noise != "Scene 2 is shot close by. It will be loud." || between.Worth != betweenFactor-loudWorth {
		t.Errorf("beside the rain: %q, %d", between.Noise, between.Worth)
	}
	if after.Noise != "" || after.Worth != afterFactor {
		t.Errorf("after wrap: %q, %d", after.Noise, after.Worth)
	}
	for _, d := range Free(freeFacts(), "gone") {
		if len(d.Free) > 0 || d.Note != "Away." {
			t.Errorf("he who is away: %+v", d)
		}
	}
	closed := Free(freeFacts(), "art")[2].Free[0]
	if closed.Kind != FreeWork || !strings.Contains(closed.Noise, "A closed set is close by") || strings.Contains(closed.Noise, "4") {
		t.Errorf("beside a closed set: %+v", closed)
	}
	if d := Free(freeFacts(), "driver")[0]; len(d.Free) > 0 || d.Note == "" {
		t.Errorf("one of whom nothing is known: %+v", d)
	}
	if got := Free(freeFacts(), "nobody"); got != nil {
		t.Errorf("nobody: %+v", got)
	}
}

func TestWindowsOfFreeTimes(t *testing.T) {
	t.Parallel()
	list := Windows(Free(freeFacts(), "ann"), 45)
	if len(list) == 0 || len(list) > mostWaits {
		t.Fatalf("%d windows", len(list))
	}
	for _, w := range list {
		if w.End-w.Start < 45 || w.Start%gridMinutes != 0 || w.Capacity != -1 {
			t.Errorf("%+v", w)
		}
	}
	m := NewInterview("m", strings.Repeat("é", 400), "Gaffer", 45, list)
	if err := m.Check(); err != nil {
		t.Error(err)
	}
}
