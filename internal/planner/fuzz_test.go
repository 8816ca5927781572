package planner_test

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/planner/draw"
)

// fuzzSteps is how long the search of a fuzzed problem is.
const fuzzSteps = 50

// FuzzFiles reads a problem and a solution as they come. Nothing may panic, and what is accepted as a
// problem must get a plan that the checker accepts.
func FuzzFiles(f *testing.F) {
	p := revisedTiny(f, 1)
	p.Moments, p.Deliverables = p.Moments[:3], nil
	p.Baseline.Covers, p.Baseline.Shifts = nil, nil
	problem, err := json.Marshal(p)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(problem), `{"covers":[{"moment":0,"day":1,"start":1980,"place":1,"team":[0]}],"shifts":[{"crew":0,"day":1,"call":1950,"meal":-1}]}`)
	f.Add(`{"params":{"max_shift":1,"grid":1,"start_grid":1}}`, `{}`)
	f.Fuzz(func(t *testing.T, problem, solution string) {
		p, err := planner.Decode(strings.NewReader(problem))
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("error without a code: %v", err)
			}
			return
		}
		if s, err := planner.DecodeSolution(strings.NewReader(solution)); err == nil {
			planner.Check(p, s)
			planner.Explain(p, s)
		}
		solveFuzzed(t, p)
	})
}

// FuzzEdits changes numbers of a problem that is right: each three bytes of the edits choose one and
// its new value. So the fuzzer reaches what hardly any mutation of a text does.
func FuzzEdits(f *testing.F) {
	f.Add(int64(1), []byte{0, 40, 10, 1, 200, 130, 2, 90, 250})
	f.Add(int64(2), []byte{3, 0, 8, 0, 2, 9, 0, 3, 12, 5, 1, 161})
	var right [4][]byte
	for seed := range right {
		data, err := json.Marshal(revisedTiny(f, int64(seed)))
		if err != nil {
			f.Fatal(err)
		}
		right[seed] = data
	}
	f.Fuzz(func(t *testing.T, seed int64, edits []byte) {
		var tree any
		if err := json.Unmarshal(right[uint64(seed)%uint64(len(right))], &tree); err != nil {
			t.Fatal(err)
		}
		var numbers []*any
		collect(&tree, &numbers)
		for ; len(edits) >= 3; edits = edits[3:] {
			n := numbers[(int(edits[0])<<8|int(edits[1]))%len(numbers)]
			if v := int(edits[2]); v < 64 {
				*n = float64(v - 8)
			} else {
				*n = (*n).(float64) + float64(15*(v-160))
			}
		}
		data, err := json.Marshal(tree)
		if err != nil {
			t.Fatal(err)
		}
		if p, err := planner.Decode(bytes.NewReader(data)); err == nil {
			solveFuzzed(t, p)
		}
	})
}

// collect finds all numbers of a document, in a stable order.
func collect(v *any, out *[]*any) {
	switch x := (*v).(type) {
	case float64:
		*out = append(*out, v)
	case []any:
		for i := range x {
			collect(&x[i], out)
		}
	case map[string]any:
		keys := make([]string, 0, len(x))
		for k := range x {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			child := x[k]
			switch child.(type) {
			case float64:
				// An entry of a map has no address: it is boxed, which reads the same as JSON.
				boxed := new(any)
				*boxed = child
				x[k] = boxed
				*out = append(*out, boxed)
			default:
				collect(&child, out)
			}
		}
	}
}

func revisedTiny(t testing.TB, seed int64) *planner.Problem {
	t.Helper()
	p := drawn(t, draw.Tiny, seed)
	r, err := draw.Revise(p, solve(t, p, 200, 1), seed)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// solveFuzzed searches a little; a plan that comes must be right, and an error must not be ours.
func solveFuzzed(t *testing.T, p *planner.Problem) {
	t.Helper()
	if tooLarge(p) {
		t.Skip("too large for a quick look")
	}
	s, err := planner.Solve(context.Background(), p, planner.Options{Iterations: fuzzSteps, Seed: 1})
	switch {
	case fault.Is(err, fault.Invalid): // frozen days or musts that cannot be
	case err != nil:
		t.Errorf("error %v", err)
	default:
		agree(t, p, s)
	}
}

// tooLarge is for problems that are right but take long: many starts, or a long calendar in small steps.
func tooLarge(p *planner.Problem) bool {
	starts := 0
	for _, m := range p.Moments {
		for _, w := range m.Windows {
			starts += max(0, w.End-w.Start-m.Dur) / p.Params.StartGrid
		}
	}
	return starts > 5_000 || len(p.Days) > 0 && p.Days[len(p.Days)-1].Calendar > 60
}
