package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/btsdirector/bts/internal/planner"
)

// What re-planning is held to. The search gets a little less than the whole time, so that starting
// the program, reading and writing fit in as well.
const (
	replanTime = 900 * time.Millisecond
	replanBar  = 1000 // milliseconds for the whole process
	notKeptBar = 1    // percent of the assignments that were still possible
	lessBar    = 0.3  // percent of the value of a plan made afresh

	proofTime = 20 * time.Second // for a bound of what planning again can come to
)

// measureReplanning plans evenings' revisions of problems again, and beside it afresh: with what lies
// behind kept and nothing else of the plan before.
func (b *bench) measureReplanning(ctx context.Context, s size, group string, list []*problem) error {
	files, err := b.revisions(ctx, s, group, list)
	if err != nil || len(files) == 0 {
		return err
	}
	var took, dropped, less, lessThanLong, open []float64
	long := b.effort.lengths[min(1, len(b.effort.lengths)-1)]
	for _, file := range files {
		r, err := b.replan(ctx, file, long)
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
		took, dropped = append(took, r.took), append(dropped, r.dropped)
		less, lessThanLong, open = append(less, r.less), append(lessThanLong, r.lessThanLong), append(open, r.open)
	}
	name := fmt.Sprintf("Plan again, %s, %d %s", s.name, len(files), group)
	b.table.add(figure{name: name + ": time", value: median(took), unit: "ms", bar: replanBar})
	b.table.add(figure{name: name + ": possible assignments not kept", value: median(dropped), unit: "%", bar: notKeptBar})
	b.table.add(figure{name: name + ": worth less than afresh in the same time", value: median(less), unit: "%", bar: lessBar})
	b.table.add(figure{name: fmt.Sprintf("%s: worth less than afresh in %v", name, long), value: median(lessThanLong), unit: "%"})
	if b.effort.proves {
		b.table.add(figure{name: fmt.Sprintf("%s: objective below the bound proven in %v", name, proofTime), value: median(open), unit: "%"})
	}
	return nil
}

// revisions are the files to plan again: of the sample data, or revised problems of those drawn.
func (b *bench) revisions(ctx context.Context, s size, group string, list []*problem) ([]string, error) {
	var files []string
	if group == "shared" {
		name := fmt.Sprintf("%s-1-revised.problem.json", s.name)
		if _, ok := b.sample("planner", name); ok {
			files = append(files, filepath.Join(b.shared, "planner", name))
		}
		return files, nil
	}
	for _, p := range list {
		file := filepath.Join(b.work, p.name+"-revised.problem.json")
		err := b.print(ctx, file, "plan", "draw", string(s.name), "--seed", strconv.Itoa(p.seed), "--revise", p.longest().file)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, nil
}

// replanned is what came out of planning one revision again; all but the time in percent.
type replanned struct{ took, dropped, less, lessThanLong, open float64 }

func (b *bench) replan(ctx context.Context, file string, long time.Duration) (r replanned, err error) {
	p, err := readJSON[planner.Problem](file)
	if err != nil {
		return r, err
	}
	a, err := b.solve(ctx, file, replanTime, 1)
	if err != nil {
		return r, err
	}
	s, err := readJSON[planner.Solution](a.file)
	if err != nil {
		return r, err
	}
	r.took = milliseconds(a.took)
	kept, possible := planner.Kept(p, s)
	r.dropped = 100 * float64(possible-kept) / float64(max(1, possible))
	if b.effort.proves {
		proof, err := b.solve(ctx, file, proofTime, 1)
		if err != nil {
			return r, err
		}
		r.open = gap(proof.bound, a.value)
	}
	free := afresh(p)
	text, err := json.Marshal(free)
	if err != nil {
		return r, err
	}
	freeFile := filepath.Join(b.work, "afresh-"+filepath.Base(file))
	if err := os.WriteFile(freeFile, text, 0o600); err != nil {
		return r, err
	}
	value := planner.Check(free, s).Objective
	for _, f := range []struct {
		length time.Duration
		less   *float64
	}{{replanTime, &r.less}, {long, &r.lessThanLong}} {
		a, err := b.solve(ctx, freeFile, f.length, 1)
		if err != nil {
			return r, err
		}
		*f.less = gap(a.value, value)
	}
	return r, nil
}

// afresh is a problem in which the days behind are kept and all others are free.
func afresh(p *planner.Problem) *planner.Problem {
	q := *p
	q.Stab = planner.Stab{}
	q.Baseline = &planner.Solution{
		Covers: slices.DeleteFunc(slices.Clone(p.Baseline.Covers), func(c planner.Cover) bool { return c.Day >= p.FreezeDay }),
		Shifts: slices.DeleteFunc(slices.Clone(p.Baseline.Shifts), func(s planner.Shift) bool { return s.Day >= p.FreezeDay }),
	}
	return &q
}

func readJSON[T any](file string) (*T, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	v := new(T)
	return v, json.Unmarshal(text, v)
}

// measureExplanations takes the time of explaining everything that a plan leaves out: reading the plan,
// checking it and finding the reasons.
func (b *bench) measureExplanations(s size, name string, list []*problem) error {
	slowest := time.Duration(0)
	for _, p := range list {
		problem, err := readJSON[planner.Problem](p.file)
		if err != nil {
			return err
		}
		solution, err := readJSON[planner.Solution](p.longest().file)
		if err != nil {
			return err
		}
		took, err := timed(func() error {
			if got := len(planner.Explain(problem, solution)) + len(solution.Covers); got != len(problem.Moments) {
				return fmt.Errorf("%s: %d moments are covered or explained, there are %d", p.name, got, len(problem.Moments))
			}
			return nil
		})
		if err != nil {
			return err
		}
		slowest = max(slowest, took)
	}
	b.table.add(figure{name: name + ": all explanations, the slowest", value: milliseconds(slowest), unit: "ms", bar: s.explain})
	return nil
}
