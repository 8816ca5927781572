package coverage

import (
	"fmt"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// Input is everything a plan is made from.
type Input struct {
	Facts    production.Facts
	Moments  []story.Moment // dismissed ones are left out
	Members  []crew.Member
	Rules    crew.Rules
	Settings Settings
	CrewDays int             // paid crew-days
	Zone     *time.Location  // of every clock time, nil for UTC
	Previous *Plan           // the plan before, nil for the first
	Frozen   production.Date // days before it stay as the previous plan has them, "" for none
	Must     []Named         // moments that the plan has to cover, whatever that costs
	Left     []crew.Member   // people of the crew who are left out on trial
	Held     []Booked        // covers that stay as they are, whatever that costs, as far as no rule breaks
	HandGrid bool            // coverage may start in steps of HandGrid
	Now      time.Time       // nobody is called before it, the zero time for no bound
	Seed     int64

	Recorded map[production.MomentID]bool // talks that were held already, whenever that was: nobody has to be there again
}

// Desk holds a planner problem together with what its indexes stand for.
type Desk struct {
	Problem  *planner.Problem
	in       Input
	first    production.Date               // calendar day 0
	dates    []production.Date             // by day index
	numbers  []int                         // shoot day number by day index, 0 without shooting
	places   placeBook                     //
	moments  []story.Moment                // by moment index; those of the past come after them
	arcs     map[string]int                // arc index by name
	past     past                          // what is done already
	aside    []Uncovered                   // moments that no plan could cover
	skills   []string                      // by skill index
	memberAt map[production.MemberID]int   // crew index of those who are in the crew now; past.crew has the others
	sceneAt  map[production.SceneID]string // where a scene is shot if it is not where the unit's day is
	held     map[int]bool                  // moments that are held where they are
	owns     map[int]int                   // by crew index the skill that only they have, of those who are held
}

// Build lays out the problem. It returns fault.Invalid, with a remedy, when there is nothing to plan
// with: no crew, no paid days or no day on which anything happens; and when a must-have cannot be covered.
func Build(in Input) (*Desk, error) {
	switch {
	case len(in.Members) == 0:
		return nil, fault.New(fault.Invalid, "there is nobody in the BTS crew to plan with").
			WithRemedy("Add the people of your unit first: name, skills and the days they are free.")
	case in.CrewDays <= 0:
		return nil, fault.New(fault.Invalid, "no crew-days are paid").
			WithRemedy("Say how many crew-days the production pays for; one person on one day is one crew-day.")
	}
	d := &Desk{
		in: in, places: newPlaceBook(), memberAt: map[production.MemberID]int{}, arcs: map[string]int{},
		sceneAt: map[production.SceneID]string{},
	}
	d.collectPast()
	if err := d.checkPast(); err != nil {
		return nil, err
	}
	d.collectDates()
	if len(d.dates) == 0 {
		return nil, fault.New(fault.Invalid, "there are no shoot days to plan on").
			WithRemedy("Import a shooting schedule, or give your moments a day and a time.")
	}
	d.Problem = &planner.Problem{
		Name: "coverage", Seed: in.Seed, Params: d.params(), Skills: skillNames(), BudgetDays: in.CrewDays,
		From: d.soonest(),
	}
	d.skills = d.Problem.Skills
	d.addPeople()
	d.addDays()
	d.addCrew()
	d.addMoments()
	d.addBaseline()
	d.addPast()
	d.Problem.Places, d.Problem.Travel = d.places.export(in.Settings)
	d.hold()
	if err := d.addMust(); err != nil {
		return nil, err
	}
	return d, nil
}

// collectDates gathers the shoot days and the days on which a moment can be covered without shooting.
func (d *Desk) collectDates() {
	number := map[production.Date]int{}
	for _, day := range d.past.days {
		number[day.Date] = day.Number
	}
	for _, day := range d.in.Facts.Days {
		number[day.Date] = day.Number
	}
	for _, m := range d.in.Moments {
		for _, w := range m.Windows {
			if _, known := number[w.Date]; !known && m.Status != story.Dismissed {
				number[w.Date] = 0
			}
		}
	}
	for date := range number {
		if date.Known() {
			d.dates = append(d.dates, date)
		}
	}
	slices.Sort(d.dates)
	for _, date := range d.dates {
		d.numbers = append(d.numbers, number[date])
	}
	if len(d.dates) > 0 {
		d.first = d.dates[0]
	}
}

func (d *Desk) params() planner.Params {
	r, s := d.in.Rules, d.in.Settings
	start := s.Grid
	if d.in.HandGrid {
		start = HandGrid
	}
	return planner.Params{
		Prep: r.Prep, Post: r.Post, MaxShift: r.MaxShift, Turnaround: r.Turnaround,
		MealLen: r.MealLength, MealMin: r.MealMin, MealMax: r.MealMax, AfterMeal: r.AfterMeal,
		Grid: s.Grid, StartGrid: start, KitBuffer: s.KitBuffer, Lambda: s.CostWeight, Slopes: s.Slopes,
	}
}

// DayName is a day as people say it, for the planner's reasons: "day 4 (Thu 7 May)".
func (d *Desk) DayName(day int) string {
	if d.numbers[day] == 0 {
		return d.dates[day].Spoken()
	}
	return fmt.Sprintf("day %d (%s)", d.numbers[day], d.dates[day].Spoken())
}

func skillNames() []string {
	names := make([]string, len(story.Skills))
	for i, s := range story.Skills {
		names[i] = string(s)
	}
	return names
}
