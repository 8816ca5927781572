package examples_test

import (
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
)

// readDays reads a schedule that must be readable.
func readDays(t *testing.T, data []byte) []production.Day {
	t.Helper()
	doc, err := intake.Read(data, intake.Options{Name: "schedule.uss"})
	if err != nil {
		t.Fatal(err)
	}
	return doc.Schedule.Days
}

// TestBlueSchedule: the evening's revision exchanges two days and nothing else.
func TestBlueSchedule(t *testing.T) {
	t.Parallel()
	white, err := examples.Schedule(3)
	if err != nil {
		t.Fatal(err)
	}
	blue, err := examples.BlueSchedule(3)
	if err != nil {
		t.Fatal(err)
	}
	before, after := readDays(t, white), readDays(t, blue)
	scenes := func(d production.Day) string {
		var numbers []string
		for _, s := range d.Strips() {
			numbers = append(numbers, s.SceneNumber)
		}
		return strings.Join(numbers, " ")
	}
	if len(before) != 12 || len(after) != 12 {
		t.Fatalf("%d and %d days", len(before), len(after))
	}
	for i := range before {
		from := i
		switch i {
		case 8:
			from = 9
		case 9:
			from = 8
		}
		if before[i].Date != after[i].Date || scenes(after[i]) != scenes(before[from]) {
			t.Errorf("day %d is %s with %q, want %s with %q", i+1, after[i].Date, scenes(after[i]), before[i].Date, scenes(before[from]))
		}
	}
}

func TestUnitCalendar(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := intake.Read(examples.UnitCalendar(0), intake.Options{Name: "office.ics", Zone: london})
	if err != nil {
		t.Fatal(err)
	}
	var kinds []production.EventKind
	for _, e := range doc.Calendar.Events {
		kinds = append(kinds, e.Kind)
	}
	if len(kinds) != 3 || kinds[0] != production.Rehearsal || kinds[1] != production.Fitting || kinds[2] != production.Publicity || doc.Calendar.Events[0].Date != "2026-05-11" {
		t.Errorf("the events are %+v", doc.Calendar.Events)
	}
}
