package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/planner/draw"
)

// variant is the planner with some of its options changed.
type variant struct {
	name string
	set  func(*planner.Options)
}

// variants are compared by -ablation. A part of the planner that can be left out gets a line here.
var variants = []variant{
	{"construction only", func(o *planner.Options) { o.Without = planner.Annealing | planner.Columns }},
	{"annealed", func(o *planner.Options) { o.Without = planner.Columns }},
	{"plans of days", func(o *planner.Options) { o.Without = planner.Annealing }},
	{"all of it", func(*planner.Options) {}},
}

// ablate searches with each variant for the same time and prints what the plans are worth: the sum of
// each size's problems, and the median gap.
func (b *bench) ablate(ctx context.Context, length time.Duration) error {
	g := grid{title: fmt.Sprintf("Variants of the planner after %v: sum of the values, median of the gaps", length), rows: [][]string{{"Variant"}}}
	for _, v := range variants {
		g.rows = append(g.rows, []string{v.name})
	}
	for _, s := range sizes {
		g.rows[0] = append(g.rows[0], string(s.name), "gap")
		problems, bounds, err := b.ablated(s)
		if err != nil {
			return err
		}
		tried := make([][]int, len(variants))
		for i, v := range variants {
			fmt.Fprintf(os.Stderr, "measuring: %s, %s\n", s.name, v.name)
			for k, p := range problems {
				o := planner.Options{Time: length, Seed: 1, Workers: runtime.NumCPU()}
				v.set(&o)
				plan, err := planner.Solve(ctx, p, o)
				if err != nil {
					return fmt.Errorf("%s, %s: %w", p.Name, v.name, err)
				}
				tried[i] = append(tried[i], plan.Value)
				if bounds[k] == 0 || plan.Bound < bounds[k] {
					bounds[k] = plan.Bound
				}
			}
		}
		for i, values := range tried {
			g.rows[i+1] = append(g.rows[i+1], summary(values, bounds)...)
		}
	}
	return g.print(os.Stdout)
}

// summary is the sum of some values and the median of their gaps.
func summary(values, bounds []int) []string {
	sum, gaps := 0, []float64{}
	for k, v := range values {
		sum += v
		gaps = append(gaps, gap(bounds[k], v))
	}
	return []string{strconv.Itoa(sum), amount(median(gaps), "%")}
}

// ablated are a size's shared problems with their known bounds, or drawn ones without.
func (b *bench) ablated(s size) (list []*planner.Problem, bounds []int, err error) {
	for i := range b.effort.problems {
		known := s.known[i]
		var p *planner.Problem
		if data, ok := b.sample("planner", fmt.Sprintf("%s-%d.problem.json", s.name, i+1)); ok {
			p, err = planner.Decode(bytes.NewReader(data))
		} else {
			p, err = draw.Problem(s.name, int64(i+1))
			known = 0
		}
		if err != nil {
			return nil, nil, err
		}
		list, bounds = append(list, p), append(bounds, known)
	}
	return list, bounds, nil
}
