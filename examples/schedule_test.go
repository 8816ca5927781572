package examples_test

import (
	"bytes"
	"io/fs"
	"testing"

	"github.com/btsdirector/bts/examples"
)

func TestScheduleMovesWhole(t *testing.T) {
	t.Parallel()
	committed, err := fs.ReadFile(examples.LampRoom, examples.ScheduleFile)
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct{ first, off string }{ // today → first shoot day, weekly day off
		"2026-05-08": {"2026-05-04", "0"},
		"2026-05-09": {"2026-05-05", "1"},
		"2026-11-22": {"2026-11-18", "2"},
		"2026-05-07": {"2026-05-03", "6"},
	}
	for today, want := range tests {
		days, err := examples.Shift(today)
		if err != nil {
			t.Fatal(err)
		}
		moved, err := examples.Schedule(days)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(moved, []byte(`"date": "`+want.first+`T00:00:00.000Z"`)) {
			t.Errorf("seen on %s the shoot does not begin on %s", today, want.first)
		}
		calendar := moved[bytes.Index(moved, []byte(`"calendars"`)):]
		found := bytes.Fields(calendar[bytes.Index(calendar, []byte(`"daysOff": [`))+len(`"daysOff": [`):])[0]
		if string(bytes.Trim(found, "],")) != want.off {
			t.Errorf("seen on %s the weekly day off is %s, want %s", today, found, want.off)
		}
		if days == 0 && !bytes.Equal(moved, committed) {
			t.Error("moved by nothing the schedule is not the committed one")
		}
	}
	if _, err := examples.Shift("soon"); err == nil {
		t.Error("a date that is none is taken")
	}
}
