package planner

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
)

// replanned gives a problem with its own plan as the baseline.
func replanned(t *testing.T, seed int64) (*Problem, *Solution) {
	t.Helper()
	p := randomProblem(seed, size{days: 6, crew: 5, moments: 40, budget: 9})
	old := solve(t, p, Options{Iterations: 1500, Seed: seed})
	p.Baseline = old
	p.Stab = Stab{Triple: 2000, CancelDay: 3000, AddDay: 1500}
	return p, old
}

func TestFreezingAllChangesNothing(t *testing.T) {
	t.Parallel()
	for seed := range int64(5) {
		p, old := replanned(t, seed)
		p.FreezeDay = len(p.Days)
		s := solve(t, p, Options{Iterations: 500, Seed: 9})
		if d := cmp.Diff(old.Covers, s.Covers); d != "" {
			t.Errorf("seed %d: %s", seed, d)
		}
		if d := cmp.Diff(old.Shifts, s.Shifts); d != "" {
			t.Errorf("seed %d: %s", seed, d)
		}
	}
}

func TestReplanKeepsWhatIsPossible(t *testing.T) {
	t.Parallel()
	for seed := range int64(5) {
		p, old := replanned(t, seed)
		p.FreezeDay = 2
		p.Crew[0].Avail[4], p.Crew[1].Avail[5] = false, false
		s := solve(t, p, Options{Iterations: 1500, Seed: 3})
		if r := Check(p, s); !r.Valid {
			t.Errorf("seed %d: %v", seed, r.Errors)
		}
		kept, possible := Kept(p, s)
		if kept*10 < possible*9 {
			t.Errorf("seed %d: %d of %d kept", seed, kept, possible)
		}
		for _, c := range old.Covers {
			if c.Day < 2 && !hasCover(s, c) {
				t.Errorf("seed %d: frozen cover %+v is gone", seed, c)
			}
		}
		for _, c := range s.Covers {
			if c.Day < 2 && !hasCover(old, c) {
				t.Errorf("seed %d: cover %+v is new on a frozen day", seed, c)
			}
		}
	}
}

func hasCover(s *Solution, want Cover) bool {
	for _, c := range s.Covers {
		if cmp.Equal(c, want) {
			return true
		}
	}
	return false
}

func TestFrozenConflictIsNamed(t *testing.T) {
	t.Parallel()
	p, old := replanned(t, 1)
	p.FreezeDay = len(p.Days)
	first := old.Covers[0]
	for u := range p.Days[first.Day].Units {
		for i := range p.Days[first.Day].Units[u].Strips {
			st := &p.Days[first.Day].Units[u].Strips[i]
			st.Cap, st.Place, st.Start, st.End = 0, first.Place, first.Start-600, first.Start+600
		}
	}
	_, err := Solve(context.Background(), p, Options{Iterations: 10})
	if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), p.Moments[first.Moment].Name) {
		t.Errorf("error %v", err)
	}
}

func TestReplanSharedRevision(t *testing.T) {
	t.Parallel()
	p := sharedProblem(t, "feature-1-revised")
	s := solve(t, p, Options{Time: time.Second, Seed: 1})
	if kept, possible := Kept(p, s); possible != 150 || kept*100 < possible*99 {
		t.Errorf("%d of %d kept", kept, possible)
	}
	if s.Value < 2_298_314 {
		t.Errorf("value %d is below the example's", s.Value)
	}
}
