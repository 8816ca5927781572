package planner

import (
	"fmt"
	"testing"
)

func TestDbg(t *testing.T) {
	p := sharedProblem(t, "feature-2")
	m := compile(p)
	ex := sharedSolution(t, "feature-2.example")
	z := newSearch(m, 1)
	z.pad, z.overP, z.sample, z.mix = 90, 50, 24, [3]int{40, 60, 85}
	for _, d := range z.free {
		z.round++
		z.pool = z.pool[:0]
		z.offerDay(d)
		z.log = z.log[:0]
		z.mend()
	}
	for i := range 300000 {
		f := float64(i) / 300000
		z.soften(min(1, 0.1+f))
		z.turn(3000*(1-f) + 100)
	}
	show := func(z *search) {
		perCrew := make([]int, m.crews)
		perDay := make([]int, m.days)
		for c := range m.crews {
			for d := range m.days {
				if len(z.jobs[c*m.days+d]) > 0 {
					perCrew[c]++
					perDay[d]++
				}
			}
		}
		fmt.Println(z.value, z.covered, z.shifts, "crew", perCrew, "day", perDay)
		fmt.Println(" arcs", z.arcV)
		f := []float64{}
		for a := range z.arcV {
			f = append(f, float64(z.arcV[a])/float64(m.arcs[a].third*3))
		}
		fmt.Printf(" %.2f\n", f)
	}
	show(z)
	y := newSearch(m, 1)
	y.pad, y.overP, y.sample, y.mix = 90, 50, 24, [3]int{40, 60, 85}
	for _, c := range ex.Covers {
		for oi := m.moments[c.Moment].from; oi < m.moments[c.Moment].to; oi++ {
			if o := m.options[oi]; int(o.day) == c.Day && int(o.start) == c.Start && int(o.place) == c.Place {
				team := []int32{}
				for _, x := range c.Team {
					team = append(team, int32(x))
				}
				y.insert(oi, team)
			}
		}
	}
	show(y)
	fmt.Println(y.bestValue)
	y.keep()
	for i := range 100000 {
		f := float64(i) / 100000
		y.turn(1500*(1-f) + 100)
	}
	show(y)
	fmt.Println(y.bestValue)
	for c := range p.Crew {
		fmt.Println(p.Crew[c].Skills, p.Crew[c].MaxWeek, p.Crew[c].Cost)
	}
}
