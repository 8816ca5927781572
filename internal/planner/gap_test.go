package planner

import (
	"context"
	"os"
	"strconv"
	"testing"
	"time"
)

// bestKnown are proven upper bounds of the shared problems.
var bestKnown = map[string]int{
	"small-1": 520_000, "small-2": 496_242, "small-3": 555_413,
	"feature-1": 2_363_155, "feature-2": 2_259_552, "feature-3": 2_338_275,
	"series-1": 8_931_862, "series-2": 9_071_292, "series-3": 9_200_635,
}

// BenchmarkSolve reports the gap to the proven bounds in percent after BTS_PLAN_TIME (1s) with
// BTS_PLAN_WORKERS (1). Run it with -benchtime 1x.
func BenchmarkSolve(b *testing.B) {
	limit := time.Second
	if d, err := time.ParseDuration(os.Getenv("BTS_PLAN_TIME")); err == nil {
		limit = d
	}
	workers, _ := strconv.Atoi(os.Getenv("BTS_PLAN_WORKERS"))
	for _, size := range []string{"small", "feature", "series"} {
		for _, n := range []string{"1", "2", "3"} {
			name := size + "-" + n
			b.Run(name, func(b *testing.B) {
				p := sharedProblem(b, name)
				gap, own := 0.0, 0.0
				var s *Solution
				for i := range b.N {
					var err error
					s, err = Solve(context.Background(), p, Options{Time: limit, Seed: int64(i + 1), Workers: workers})
					if err != nil {
						b.Fatal(err)
					}
					gap += float64(bestKnown[name]-s.Value) / float64(bestKnown[name]) * 100
					own += float64(s.Bound-s.Value) / float64(s.Bound) * 100
				}
				b.ReportMetric(gap/float64(b.N), "%gap")
				b.ReportMetric(own/float64(b.N), "%own-gap")
				b.ReportMetric(float64(s.Iterations), "steps")
			})
		}
	}
}
