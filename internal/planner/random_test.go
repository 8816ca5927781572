package planner

import "fmt"

// size is how large a random problem is.
type size struct{ days, crew, moments, budget int }

// randomProblem makes a small problem that touches every rule: tight kit, closed sets, nights,
// interviews, embargoes, meals, weeks and deliverables.
func randomProblem(seed int64, n size) *Problem {
	r := newSource(seed)
	p := &Problem{
		Name: fmt.Sprintf("random-%d", seed), Skills: []string{"video", "stills", "sound"},
		Arcs: []string{"making", "people"}, People: []string{"Ada", "Bo"}, BudgetDays: n.budget,
		Params: Params{Prep: 30, Post: 30, MaxShift: 600, Turnaround: 660, MealLen: 30, MealMin: 120, MealMax: 300,
			AfterMeal: 360, Grid: 30, StartGrid: 30, KitBuffer: 15, Lambda: 100, Slopes: [3]int{3, 2, 1}, ShortPenalty: 8000},
		Places: []Place{{Name: "stage"}, {Name: "harbour", Location: 1}, {Name: "base", Quiet: true}},
		Travel: [][]int{{0, 35, 5}, {35, 0, 40}, {5, 40, 0}},
		Kit:    []Kit{{"camera", 2}, {"rig", 1}},
	}
	for d := range n.days {
		p.Days = append(p.Days, randomDay(r, d))
	}
	for c := range n.crew {
		m := Crew{Name: fmt.Sprintf("crew %d", c), Cost: 300 + 50*r.below(8), MaxWeek: 1 + r.below(3), Skills: []int{r.below(3)}}
		if s := r.below(3); s != m.Skills[0] {
			m.Skills = append(m.Skills, s)
		}
		for range n.days {
			m.Avail = append(m.Avail, r.below(5) > 0)
		}
		p.Crew = append(p.Crew, m)
	}
	for i := range n.moments {
		p.Moments = append(p.Moments, randomMoment(r, p, i))
	}
	all := make([]int, 0, n.moments)
	for i := range n.moments {
		if r.below(2) == 0 {
			all = append(all, i)
		}
	}
	p.Deliverables = []Deliverable{{Name: "reel", Need: 1 + r.below(2), Members: all, ByDay: r.below(n.days), Weight: 1}}
	return p
}

func randomDay(r *source, d int) Day {
	midnight := d * dayMinutes
	call := midnight + 420 + 240*r.below(3)
	u := Unit{Call: call, Wrap: call + 600}
	for k := range 2 {
		start := call + 60 + 240*k
		u.Strips = append(u.Strips, Strip{Scene: 2*d + k, Place: r.below(2), Start: start, End: start + 180,
			Cast: []int{r.below(2)}, Cap: r.below(4)})
	}
	return Day{Calendar: d, Units: []Unit{u}}
}

func randomMoment(r *source, p *Problem, i int) Moment {
	m := Moment{Name: fmt.Sprintf("moment %d", i), Kind: "work", Value: 20 + r.below(80), Arc: r.below(2),
		Dur: 30 * (1 + r.below(3)), Person: -1, LastDay: -1, Roles: []Role{{r.below(3), 1}}}
	if r.below(3) == 0 {
		m.Roles = append(m.Roles, Role{r.below(3), 1})
	}
	if r.below(2) == 0 {
		m.Kit = []KitNeed{{r.below(2), 1}}
		m.KitHold = 60 * r.below(5)
	}
	if r.below(4) == 0 {
		m.Person = r.below(2)
	}
	if r.below(6) == 0 {
		m.LastDay = r.below(len(p.Days))
	}
	for range 1 + r.below(2) {
		d := r.below(len(p.Days))
		start := p.Days[d].Units[0].Call + 30*r.below(18)
		m.Windows = append(m.Windows, Window{Day: d, Start: start, End: start + m.Dur + 30*r.below(3), Place: r.below(3), Factor: 80 + 10*r.below(3)})
	}
	return m
}
