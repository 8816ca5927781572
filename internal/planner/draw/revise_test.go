package draw

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/planner"
)

func plan(t *testing.T, p *planner.Problem, iterations int) *planner.Solution {
	t.Helper()
	s, err := planner.Solve(context.Background(), p, planner.Options{Iterations: iterations, Seed: 1})
	if err != nil {
		t.Fatalf("%s: %v", p.Name, err)
	}
	return s
}

func TestReviseKeepsProblemsValid(t *testing.T) {
	t.Parallel()
	inserted, removed := 0, 0
	for _, size := range []Size{Tiny, Small, Feature} {
		for seed := range int64(5) {
			p := drawn(t, size, seed)
			before, err := json.Marshal(p)
			if err != nil {
				t.Fatal(err)
			}
			old := plan(t, p, 1000)
			r, err := Revise(p, old, seed)
			if err != nil {
				t.Fatal(err)
			}
			if errs := r.Validate(); len(errs) > 0 {
				t.Errorf("%s: %v", r.Name, errs)
			}
			if after, _ := json.Marshal(p); !cmp.Equal(before, after) {
				t.Errorf("%s: the problem before the revision has changed", r.Name)
			}
			if len(r.Days) > len(p.Days) {
				inserted++
			} else {
				removed++
			}
			if len(r.Moments) <= len(p.Moments) {
				t.Errorf("%s has no new moments", r.Name)
			}
			if size != Feature {
				continue // an evening turns a large part of what is left over
			}
			kept, possible := planner.Kept(r, plan(t, r, 1000))
			if ahead := triples(r.Baseline, r.FreezeDay); possible*10 < ahead*7 {
				t.Errorf("%s: %d of %d assignments are still possible", r.Name, possible, ahead)
			}
			if kept*10 < possible*8 {
				t.Errorf("%s: %d of %d kept", r.Name, kept, possible)
			}
		}
	}
	if inserted == 0 || removed == 0 {
		t.Errorf("%d revisions insert a day, %d remove one", inserted, removed)
	}
}

// triples are the assignments of a person to a moment from a day on.
func triples(s *planner.Solution, from int) int {
	n := 0
	for _, c := range s.Covers {
		if c.Day >= from {
			n += len(c.Team)
		}
	}
	return n
}

// TestReviseLeavesThePastAlone: whatever lies before the frozen day is as it was.
func TestReviseLeavesThePastAlone(t *testing.T) {
	t.Parallel()
	p := drawn(t, Feature, 2)
	r, err := Revise(p, plan(t, p, 100), 2)
	if err != nil {
		t.Fatal(err)
	}
	if r.FreezeDay != 30 {
		t.Fatalf("frozen before day %d", r.FreezeDay)
	}
	if d := cmp.Diff(p.Days[:30], r.Days[:30]); d != "" {
		t.Error(d)
	}
	for i := range p.Moments {
		for k, w := range p.Moments[i].Windows {
			if w.Day < 30 && (k >= len(r.Moments[i].Windows) || !cmp.Equal(w, r.Moments[i].Windows[k])) {
				t.Errorf("moment %d: window %+v has gone or changed", i, w)
			}
		}
	}
}

func TestReviseAsksForAPlanThatFits(t *testing.T) {
	t.Parallel()
	p := drawn(t, Tiny, 1)
	s := plan(t, p, 100)
	s.Shifts = s.Shifts[1:]
	if _, err := Revise(p, s, 1); !fault.Is(err, fault.Invalid) {
		t.Errorf("error %v", err)
	}
	short := drawn(t, Tiny, 1)
	short.Days = nil
	short.Moments, short.Deliverables = nil, nil
	for c := range short.Crew {
		short.Crew[c].Avail = nil
	}
	if _, err := Revise(short, &planner.Solution{}, 1); !fault.Is(err, fault.Invalid) {
		t.Errorf("error %v", err)
	}
}
