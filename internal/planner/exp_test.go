package planner

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
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
	sum := map[string]float64{}
	for _, n := range []string{"small-1", "small-2", "small-3", "feature-1", "feature-2", "feature-3", "series-1", "series-2", "series-3"} {
		if o := os.Getenv("ONLY"); o != "" && !strings.HasPrefix(n, o) {
			continue
		}
		p := sharedProblem(t, n)
		m := compile(p)
		for seed := range int(envf("SEEDS", 3)) {
			z := newSearch(m, int64(seed)+1)
			start := time.Now()
			z.pad = int(envf("PAD", 90))
			z.homeP = int(envf("HOME", 50))
			z.overP = int(envf("OVER", 50))
			z.sample = int(envf("SAMPLE", 24))
			z.mix = [3]int{int(envf("M0", 40)), int(envf("M1", 60)), int(envf("M2", 85))}
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
					its := lim.Seconds() * map[string]float64{"sma": 150000, "fea": 90000, "ser": 50000}[n[:3]]
					f := float64(it) / its
					if f > 1 {
						break
					}
					if f2 := f / envf("F2", 0.6); f2 < 1 {
						z.soften(envf("F0", 0.1) + (1-envf("F0", 0.1))*f2)
					} else {
						z.soften(1)
					}
					temp = unit * envf("T0", 0.5) * math.Pow(envf("T1", 0.02)/envf("T0", 0.5), f)
				}
				z.turn(temp)
				it++
			}
			if os.Getenv("OWED") != "" {
				for i, w := range z.m.owed {
					fmt.Print(z.made[i], "/", w.need, "*", w.price, "@", w.byDay, " ")
				}
				fmt.Println()
			}
			if os.Getenv("STAT") != "" {
				fmt.Println(z.stat)
			}
			fmt.Printf("%s construct %d best %d gap %.2f%% iters %d shifts %d/%d covered %d time %.2f\n", n, c0, z.bestValue, 100*float64(known[n]-z.bestValue)/float64(known[n]), it, z.shifts, p.BudgetDays, z.covered, time.Since(start).Seconds())
			sum[n] += 100 * float64(known[n]-z.bestValue) / float64(known[n]) / envf("SEEDS", 3)
		}
		fmt.Printf("MEAN %s %.2f\n", n, sum[n])
	}
}
