package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// size is a group of planner problems of one size.
type size struct {
	name     string
	problems []problem
	bars     map[time.Duration]float64 // largest gap in percent after a time
}

// problem is a planner problem with the best proof of what no plan can exceed.
type problem struct {
	name  string
	bound int
}

// sizes are the planner's problems, their proven bounds and the gaps to reach.
var sizes = []size{
	{"small", []problem{{"small-1", 520_000}, {"small-2", 496_242}, {"small-3", 555_413}},
		map[time.Duration]float64{time.Second: 0.1, 10 * time.Second: 0.001}},
	{"feature", []problem{{"feature-1", 2_363_155}, {"feature-2", 2_259_552}, {"feature-3", 2_338_275}},
		map[time.Duration]float64{time.Second: 4, 10 * time.Second: 1.7}},
	{"series", []problem{{"series-1", 8_931_862}, {"series-2", 9_071_292}, {"series-3", 9_200_635}},
		map[time.Duration]float64{time.Second: 7, 10 * time.Second: 4}},
}

// measurePlans solves the problems and has the checker judge each plan. The gap is what a plan could
// at most still gain, in percent of the bound; the median of each size's problems counts.
func (b *bench) measurePlans(ctx context.Context) error {
	for _, s := range sizes {
		for _, length := range []time.Duration{time.Second, 10 * time.Second} {
			var gaps []float64
			for _, p := range s.problems {
				if _, ok := b.sample("planner", p.name+".problem.json"); !ok {
					continue
				}
				gap, err := b.solve(ctx, p, length)
				if err != nil {
					return fmt.Errorf("%s: %w", p.name, err)
				}
				gaps = append(gaps, gap)
			}
			if len(gaps) > 0 {
				b.table.add(figure{name: fmt.Sprintf("Plan: gap of %d %s problems after %v", len(gaps), s.name, length),
					value: median(gaps), unit: "%", bar: s.bars[length]})
			}
		}
	}
	return nil
}

// solve plans one problem for a time and returns the gap in percent.
func (b *bench) solve(ctx context.Context, p problem, length time.Duration) (float64, error) {
	file := filepath.Join(b.shared, "planner", p.name+".problem.json")
	text, err := b.command(ctx, "--quiet", "plan", "solve", file, "--time", length.String(), "--seed", strconv.Itoa(1)).Output()
	if err != nil {
		return 0, err
	}
	var plan struct {
		Bound int `json:"bound"`
	}
	if err := json.Unmarshal(text, &plan); err != nil {
		return 0, err
	}
	solution := filepath.Join(b.work, p.name+".json")
	if err := os.WriteFile(solution, text, 0o600); err != nil {
		return 0, err
	}
	if text, err = b.command(ctx, "plan", "check", file, solution).Output(); err != nil {
		return 0, fmt.Errorf("the plan is not valid: %w", err)
	}
	var report struct {
		Objective int `json:"objective"`
	}
	if err := json.Unmarshal(text, &report); err != nil {
		return 0, err
	}
	bound := p.bound
	if plan.Bound >= report.Objective && plan.Bound < bound {
		bound = plan.Bound // proved by ourselves
	}
	return 100 * float64(bound-report.Objective) / float64(bound), nil
}
