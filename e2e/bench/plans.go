package main

import (
	"context"
	"fmt"
	"time"

	"github.com/btsdirector/bts/internal/planner/draw"
)

// effort is how much the planner is measured.
type effort struct {
	problems int             // of each size, shared and drawn
	seeds    int             // searches of each problem
	lengths  []time.Duration // of a search
	proves   bool            // whether what planning again comes to is held against a bound
}

var (
	usual    = effort{3, 1, []time.Duration{time.Second, 10 * time.Second}, true}
	thorough = effort{3, 5, []time.Duration{time.Second, 10 * time.Second, time.Minute}, true}
	brief    = effort{1, 1, []time.Duration{time.Second}, false}
)

// size is a group of planner problems of one size.
type size struct {
	name    draw.Size
	known   []int                     // best bounds of the shared problems: of an exact solver, for features of longer runs of the planner itself
	bars    map[time.Duration]float64 // largest gap in percent after a time
	explain float64                   // longest time for all explanations, in milliseconds
	replan  bool                      // whether re-planning is held to figures
}

// nothing is the largest gap that is printed as none, in percent.
const nothing = 0.001

var sizes = []size{
	{draw.Small, []int{520_000, 496_242, 555_413},
		map[time.Duration]float64{time.Second: 0.1, 10 * time.Second: nothing, time.Minute: nothing}, 10, false},
	{draw.Feature, []int{2_351_275, 2_244_969, 2_304_922},
		map[time.Duration]float64{time.Second: 4, 10 * time.Second: 1.7, time.Minute: 1.2}, 20, true},
	{draw.Series, []int{8_931_862, 9_071_292, 9_200_635},
		map[time.Duration]float64{time.Second: 7, 10 * time.Second: 4, time.Minute: 3}, 100, true},
}

// topMemory is the most memory that planning a series may take, in MB.
const topMemory = 200

// measurePlans solves shared and drawn problems of each size and has the checker judge each plan; then
// it has evenings' revisions of them planned again.
func (b *bench) measurePlans(ctx context.Context) error {
	bounds := grid{title: "Planning problems one by one", rows: [][]string{{"Problem", "Bound known", "Bound proven here", "Best plan", "Gap"}}}
	for _, s := range sizes {
		for _, g := range []struct {
			name string
			list func(context.Context, size) ([]*problem, error)
		}{{"shared", b.sharedProblems}, {"drawn", b.drawnProblems}} {
			list, err := g.list(ctx, s)
			if err != nil {
				return err
			}
			if len(list) == 0 {
				continue
			}
			if err := b.measureGroup(ctx, s, g.name, list); err != nil {
				return err
			}
			for _, p := range list {
				bounds.rows = append(bounds.rows, p.row())
			}
		}
	}
	b.table.grids = append(b.table.grids, bounds)
	return nil
}

// measureGroup adds the figures of some problems of one size.
func (b *bench) measureGroup(ctx context.Context, s size, group string, list []*problem) error {
	for _, length := range b.effort.lengths {
		for _, p := range list {
			for seed := range b.effort.seeds {
				if err := b.attempt(ctx, p, length, seed+1); err != nil {
					return fmt.Errorf("%s: %w", p.name, err)
				}
			}
		}
	}
	name := fmt.Sprintf("Plan, %s, %d %s", s.name, len(list), group)
	for _, length := range b.effort.lengths {
		gaps, own := gapsAfter(list, length)
		bar := s.bars[length]
		if group == "drawn" && s.name == draw.Series {
			bar = 0 // nobody has proven a bound that means anything
		}
		b.table.add(figure{name: fmt.Sprintf("%s: gap after %v", name, length), value: median(gaps), unit: "%", bar: bar})
		if s.name == draw.Small && length == time.Minute {
			b.table.add(figure{name: name + ": gap to its own proof after 1m", value: median(own), unit: "%", bar: nothing})
		}
	}
	if err := b.measureExplanations(s, name, list); err != nil {
		return err
	}
	if peak := peakOf(list); s.name == draw.Series && peak > 0 {
		b.table.add(figure{name: name + ": peak memory", value: peak, unit: "MB", bar: topMemory})
	}
	if !s.replan {
		return nil
	}
	return b.measureReplanning(ctx, s, group, list)
}

// gapsAfter are the gaps of all searches of a length, to the best proof there is and to the search's own.
func gapsAfter(list []*problem, length time.Duration) (best, own []float64) {
	for _, p := range list {
		for _, a := range p.attempts {
			if a.length == length {
				best = append(best, gap(p.bound(), a.value))
				own = append(own, gap(a.bound, a.value))
			}
		}
	}
	return best, own
}

// gap is what a plan could at most still gain, in percent of the bound.
func gap(bound, value int) float64 { return 100 * float64(bound-value) / float64(bound) }

func peakOf(list []*problem) float64 {
	peak := 0.0
	for _, p := range list {
		for _, a := range p.attempts {
			peak = max(peak, a.peak)
		}
	}
	return peak
}
