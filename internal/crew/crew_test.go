package crew_test

import (
	"testing"

	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

func TestRulePacksAreSoundAndCited(t *testing.T) {
	t.Parallel()
	packs := crew.RulePacks()
	if len(packs) < 2 {
		t.Fatalf("%d rule packs", len(packs))
	}
	for _, r := range packs {
		if r.Source == "" || !r.VerifiedOn.Known() {
			t.Errorf("%s: a rule pack names its source and the date it was checked", r.Name)
		}
		if r.MealMin >= r.MealMax || r.MaxShift+r.Turnaround > 24*60 || r.MealMax > r.MaxShift {
			t.Errorf("%s: %+v cannot be worked", r.Name, r)
		}
	}
	if _, err := crew.FindRules(crew.DefaultRules); err != nil {
		t.Error(err)
	}
	if _, err := crew.FindRules("none"); !fault.Is(err, fault.NotFound) {
		t.Errorf("unknown pack: %v", err)
	}
}

func TestMemberCheck(t *testing.T) {
	t.Parallel()
	good := crew.Member{Name: "Ines Rook", Skills: []string{"video"}, MaxWeek: 5}
	known := []string{"video", "stills"}
	tests := map[string]struct {
		change func(*crew.Member)
		ok     bool
	}{
		"as it should be":        {func(*crew.Member) {}, true},
		"no name":                {func(m *crew.Member) { m.Name = "  " }, false},
		"no skill":               {func(m *crew.Member) { m.Skills = nil }, false},
		"unknown skill":          {func(m *crew.Member) { m.Skills = []string{"juggling"} }, false},
		"negative cost":          {func(m *crew.Member) { m.Cost = -1 }, false},
		"eight days in seven":    {func(m *crew.Member) { m.MaxWeek = 8 }, false},
		"away, end before start": {func(m *crew.Member) { m.Away = []production.DateRange{{From: "2026-05-06", To: "2026-05-04"}} }, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := good
			test.change(&m)
			if err := m.Check(known); (err == nil) != test.ok {
				t.Errorf("Check: %v", err)
			}
		})
	}
}

func TestMemberFree(t *testing.T) {
	t.Parallel()
	m := crew.Member{Away: []production.DateRange{{From: "2026-05-04", To: "2026-05-06"}}}
	for date, free := range map[production.Date]bool{"2026-05-03": true, "2026-05-04": false, "2026-05-06": false, "2026-05-07": true} {
		if m.Free(date) != free {
			t.Errorf("%s: free is %v", date, !free)
		}
	}
}
