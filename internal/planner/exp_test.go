package planner

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"testing"
	"time"
)

var known = map[string]int{"small-1": 520000, "small-2": 496242, "small-3": 555413, "feature-1": 2363155, "feature-2": 2259552, "feature-3": 2338275, "series-1": 8931862, "series-2": 9071292, "series-3": 9200635}

func envf(k string, d float64) float64 {
	if v, err := strconv.ParseFloat(os.Getenv(k), 64); err == nil {
		return v
	}
	return d
}

func TestExp(t *testing.T) {
	lim := time.Duration(envf("T", 1) * float64(time.Second))
	for _, n := range []string{"small-1", "small-2", "small-3", "feature-1", "feature-2", "feature-3", "series-1", "series-2", "series-3"} {
		if o := os.Getenv("ONLY"); o != "" && n[:len(o)] != o {
			continue
		}
		p := sharedProblem(t, n)
		m := compile(p)
		z := newSearch(m, int64(envf("SEED", 1)))
		start := time.Now()
		for _, d := range z.free {
			z.round++
			z.pool = z.pool[:0]
			z.offerDay(d)
			z.log = z.log[:0]
			z.mend()
		}
		c0 := z.value
		z.keep()
		unit := float64(z.value) / float64(z.covered+1)
		it := 0
		temp := 0.0
		for {
			if it%64 == 0 {
				el := time.Since(start)
				if el > lim {
					break
				}
				f := float64(el) / float64(lim)
				temp = unit * envf("T0", 0.5) * math.Pow(envf("T1", 0.02)/envf("T0", 0.5), f)
			}
			z.turn(temp)
			it++
		}
		fmt.Printf("%s construct %d best %d gap %.2f%% iters %d shifts %d/%d covered %d\n", n, c0, z.bestValue, 100*float64(known[n]-z.bestValue)/float64(known[n]), it, z.shifts, p.BudgetDays, z.covered)
	}
}
