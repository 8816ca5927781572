package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// times shows a unit's day as "call", "start-end" …, "wrap".
func times(u production.UnitDay) []string {
	out := []string{u.Call.String()}
	for _, s := range u.Strips {
		out = append(out, s.Start.String()+"-"+s.End.String())
	}
	return append(out, u.Wrap.String())
}

func TestDayModel(t *testing.T) {
	t.Parallel()
	scenes := []production.Scene{
		{Number: "1", Eighths: 8}, {Number: "2", Eighths: 16}, {Number: "3", Eighths: 8, MinutesToShoot: 50},
		{Number: "4", Eighths: 16, IntExt: production.Exterior, TimeOfDay: "NIGHT"},
	}
	tests := map[string]struct {
		call, wrap string
		strips     []string // scene, or scene@start, or a banner in capitals
		want       []string
		estimated  bool
	}{
		"empty":            {"", "", nil, []string{"08:00", "09:30"}, true},
		"shares the day":   {"", "", []string{"1", "2"}, []string{"08:00", "09:00-11:45", "12:45-18:30", "19:00"}, true},
		"minutes to shoot": {"", "", []string{"3"}, []string{"08:00", "09:00-10:00", "10:30"}, true},
		"night":            {"", "", []string{"4"}, []string{"17:00", "18:00-03:30+1", "04:00+1"}, true},
		"given call":       {"10:00", "", []string{"3"}, []string{"10:00", "11:00-12:00", "12:30"}, true},
		"given both":       {"07:00", "15:00", []string{"1", "1"}, []string{"07:00", "08:00-10:45", "11:45-14:30", "15:00"}, false},
		"meal banner":      {"", "", []string{"1", "LUNCH", "1"}, []string{"08:00", "09:00-13:15", "13:15-14:15", "14:15-18:30", "19:00"}, true},
		"given start":      {"", "", []string{"1", "1@13:00"}, []string{"08:00", "09:00-13:00", "13:00-18:15", "18:45"}, true},
		"unknown scene":    {"", "", []string{"99"}, []string{"08:00", "09:00-18:30", "19:00"}, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			unit := production.UnitDay{Call: intaketest.Clock(t, test.call), Wrap: intaketest.Clock(t, test.wrap)}
			for _, text := range test.strips {
				unit.Strips = append(unit.Strips, stripOf(t, text))
			}
			days := []production.Day{{Units: []production.UnitDay{unit}}}
			StandardDay.Fill(days, scenes)
			if diff := cmp.Diff(test.want, times(days[0].Units[0])); diff != "" {
				t.Error(diff)
			}
			if days[0].Units[0].Estimated != test.estimated {
				t.Errorf("estimated is %t, want %t", days[0].Units[0].Estimated, test.estimated)
			}
		})
	}
}

// stripOf reads "12", "12@13:00" or a banner.
func stripOf(t *testing.T, text string) production.Strip {
	s := production.Strip{Start: production.NoClock, End: production.NoClock}
	switch {
	case text[0] > '9':
		s.Banner = text
	case len(text) > 2:
		s.SceneNumber, s.Start = text[:1], intaketest.Clock(t, text[2:])
	default:
		s.SceneNumber = text
	}
	return s
}

func TestDayModelIsData(t *testing.T) {
	t.Parallel()
	model := StandardDay
	model.Call, model.Step, model.FirstStrip = 6*60, 5, 30
	doc := mustRead(t, "Day,Scene\n1,1\n", Options{Name: "a.csv", Day: &model})
	if got := times(doc.Schedule.Days[0].Units[0]); got[0] != "06:00" || got[1][:5] != "06:30" {
		t.Errorf("times are %q, want call 06:00 and the first strip at 06:30", got)
	}
}

func TestDayModelUsesKnownLengths(t *testing.T) {
	t.Parallel()
	known := []production.Scene{{Number: "1", Eighths: 2}, {Number: "2", Eighths: 30}}
	doc := mustRead(t, "Day,Scene\n1,1\n1,2\n", Options{Name: "a.csv", Known: known})
	got := doc.Schedule.Days[0].Units[0].Strips
	if got[0].End-got[0].Start >= got[1].End-got[1].Start {
		t.Errorf("the short scene takes %d minutes, the long one %d", got[0].End-got[0].Start, got[1].End-got[1].Start)
	}
}
