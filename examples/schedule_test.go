package examples_test

import (
	"bytes"
	"io/fs"
	"testing"

	"github.com/btsdirector/bts/examples"
)

func TestScheduleMovesByWeeks(t *testing.T) {
	t.Parallel()
	same, err := examples.Schedule("2026-05-06")
	if err != nil {
		t.Fatal(err)
	}
	committed, err := fs.ReadFile(examples.LampRoom, examples.ScheduleFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(same, committed) {
		t.Error("in its own first week the schedule is not the committed one")
	}
	tests := map[string]string{ // today → first shoot day
		"2026-11-25": "2026-11-23", "2026-11-23": "2026-11-23",
		"2026-11-28": "2026-11-16", "2026-11-22": "2026-11-09", "2026-11-21": "2026-11-09",
	}
	for today, first := range tests {
		moved, err := examples.Schedule(today)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(moved, []byte(`"date": "`+first+`T00:00:00.000Z"`)) {
			t.Errorf("seen on %s the shoot does not begin on %s", today, first)
		}
		if bytes.Contains(moved, []byte(`"date": "2026-05`)) {
			t.Errorf("seen on %s some dates stayed in May", today)
		}
	}
	if _, err := examples.Schedule("soon"); err == nil {
		t.Error("a date that is none is taken")
	}
}
