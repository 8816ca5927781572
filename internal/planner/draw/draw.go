// Package draw makes coverage problems of the shape that productions have, from a seed: for trying
// the planner on cases nobody has looked at, for its tests and for its figures.
//
// The proportions are those of the example problems the model was described with: days in weeks of
// five, runs of days at one location, a meal break in the middle of a unit's day, crew away for
// some days at a time, a budget that covers a good third of what could be covered.
package draw

import (
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/planner"
)

// Size is how large a problem is.
type Size string

// The sizes: tiny is 8 days, 30 moments and 3 crew; small 20, 100 and 4; feature 60, 400 and 8;
// series 120, 1500 and 25.
const (
	Tiny    Size = "tiny"
	Small   Size = "small"
	Feature Size = "feature"
	Series  Size = "series"
)

// Sizes are all sizes, the smallest first.
func Sizes() []Size { return []Size{Tiny, Small, Feature, Series} }

// shape are the numbers behind a size.
type shape struct {
	days, moments, interviews, crew int
	arcs, cast, heads, locations    int
	deliverables                    int
	budget                          [2]int // crew-days, from and to
	second, third                   int    // days with a second and a third unit, in percent
	stock                           [5]int // pieces of each kit
}

var shapes = map[Size]shape{
	Tiny: {days: 8, moments: 30, interviews: 5, crew: 3, arcs: 3, cast: 6, heads: 3, locations: 2,
		deliverables: 2, budget: [2]int{9, 11}, stock: [5]int{2, 1, 1, 1, 1}},
	Small: {days: 20, moments: 100, interviews: 15, crew: 4, arcs: 5, cast: 12, heads: 5, locations: 4,
		deliverables: 6, budget: [2]int{22, 26}, stock: [5]int{3, 1, 1, 1, 1}},
	Feature: {days: 60, moments: 400, interviews: 60, crew: 8, arcs: 9, cast: 24, heads: 10, locations: 10,
		deliverables: 14, budget: [2]int{88, 94}, second: 40, stock: [5]int{5, 2, 1, 2, 1}},
	Series: {days: 120, moments: 1500, interviews: 200, crew: 25, arcs: 20, cast: 60, heads: 16, locations: 16,
		deliverables: 40, budget: [2]int{292, 305}, second: 100, third: 28, stock: [5]int{15, 8, 5, 6, 4}},
}

// Indices into the problem's skills and kit.
const (
	video = iota
	stills
	timeLapse
	interview
	sound
)

const (
	camera = iota
	stillsBody
	timeLapseRig
	wireless
	lightKit
)

const (
	dayMinutes = 24 * 60
	grid       = 30 // minutes between possible starts of strips
)

// maker is a problem in the making.
type maker struct {
	*source
	n shape
	p *planner.Problem
}

// Problem makes the problem of a size and a seed, the same one each time. The error is a
// fault.Invalid for a size that does not exist.
func Problem(size Size, seed int64) (*planner.Problem, error) {
	n, ok := shapes[size]
	if !ok {
		return nil, fault.New(fault.Invalid, "there is no size %q", size).
			WithRemedy("Name one of tiny, small, feature and series.")
	}
	k := &maker{n: n, source: newSource(seed, string(size)), p: &planner.Problem{
		Name: fmt.Sprintf("drawn-%s-%d", size, seed), Seed: seed, Params: params,
		Skills: []string{"video", "stills", "time-lapse", "interview", "sound"},
	}}
	k.names()
	k.places()
	k.days()
	k.crew()
	k.moments()
	k.deliverables()
	k.p.BudgetDays = n.budget[0] + k.below(n.budget[1]-n.budget[0]+1)
	return k.p, nil
}

// params are the same in every problem.
var params = planner.Params{
	Prep: 30, Post: 30, MaxShift: 720, Turnaround: 660, MealLen: 30, MealMin: 120, MealMax: 360, AfterMeal: 360,
	Grid: 30, StartGrid: 30, KitBuffer: 15, Lambda: 100, Slopes: [3]int{3, 2, 1}, ShortPenalty: 25_000,
}

func (k *maker) names() {
	for i := range k.n.arcs {
		k.p.Arcs = append(k.p.Arcs, fmt.Sprintf("arc %d", i+1))
	}
	for i := range k.n.cast {
		k.p.People = append(k.p.People, fmt.Sprintf("cast %d", i+1))
	}
	for i := range k.n.heads {
		k.p.People = append(k.p.People, fmt.Sprintf("head %d", i+1))
	}
	for i, name := range []string{"video camera", "stills body", "time-lapse rig", "wireless set", "light kit"} {
		k.p.Kit = append(k.p.Kit, planner.Kit{Name: name, Stock: k.n.stock[i]})
	}
}

// skills are what the crew can do, in turns.
var skills = [][]int{
	{video, interview}, {stills, timeLapse}, {video, stills}, {interview, sound, video},
	{video, timeLapse}, {video, sound}, {stills, interview}, {video},
}

// crew hires people who are away now and then, one to five days at a time.
func (k *maker) crew() {
	for i := range k.n.crew {
		m := planner.Crew{Name: fmt.Sprintf("crew %d", i+1), Skills: slices.Clone(skills[i%len(skills)]),
			Cost: 350 + 25*k.below(15), MaxWeek: 5}
		if k.chance(30) {
			m.MaxWeek = 4
		}
		for range k.n.days {
			m.Avail = append(m.Avail, true)
		}
		for range (k.n.days + 14) / 15 {
			from := k.below(k.n.days)
			for d := range 1 + k.below(5) {
				if from+d < k.n.days {
					m.Avail[from+d] = false
				}
			}
		}
		k.p.Crew = append(k.p.Crew, m)
	}
}

// deliverables are each about most of one arc, with some interviews of others; they are owed evenly over the
// shoot, and somewhat more than half of what could go in is needed.
func (k *maker) deliverables() {
	n := k.n.deliverables
	for i := range n {
		by := min((i+1)*k.n.days/n-1+k.below(4), k.n.days-1)
		arc := k.below(k.n.arcs)
		d := planner.Deliverable{Name: fmt.Sprintf("featurette %d", i+1), ByDay: by, Weight: 1 + k.below(2), Members: []int{}}
		for m := range k.p.Moments {
			o := &k.p.Moments[m]
			if o.Windows[0].Day <= by && (o.Arc == arc && k.chance(70) || o.Kind == "interview" && k.chance(15)) {
				d.Members = append(d.Members, m)
			}
		}
		d.Need = len(d.Members) * (53 + k.below(36)) / 100
		k.p.Deliverables = append(k.p.Deliverables, d)
	}
}
