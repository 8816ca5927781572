package coverage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
)

// team finds who covers it: those who are wanted, else those who do already, else whoever is free. It says why there
// is nobody.
func (a *attempt) team(mv Move) bool {
	slots := a.slots()
	wanted := mv.Team
	if wanted == nil && a.trial.Was != nil && len(a.trial.Was.Cover.Team) == len(slots) {
		for _, t := range a.trial.Was.Cover.Team {
			wanted = append(wanted, t.Member)
		}
	}
	if wanted == nil {
		return a.whoever(slots)
	}
	var crew []int
	for _, id := range wanted {
		x, known := a.d.memberAt[id]
		if !known {
			a.clash(Clash{Rule: 2, Text: a.calledBefore(id) + " has left the crew."})
			continue
		}
		if slices.Contains(crew, x) {
			a.clash(Clash{Rule: 2, Text: a.name(x) + " cannot take two parts at once.", Name: a.name(x)})
		}
		crew = append(crew, x)
	}
	if len(a.trial.Clashes) == 0 && len(crew) != len(slots) {
		a.clash(Clash{Rule: 2, Text: fmt.Sprintf("It takes %s: %s.", people2(len(slots)), and(a.trades(slots)))})
	}
	if len(a.trial.Clashes) > 0 {
		return false
	}
	a.cover.Team = a.seated(crew, slots)
	return true
}

// people2 is "1 person" or "3 people".
func people2(n int) string { return fmt.Sprintf("%d %s", n, plural(n, "person", "people")) }

func (a *attempt) calledBefore(id production.MemberID) string {
	if a.trial.Was != nil {
		for _, t := range a.trial.Was.Cover.Team {
			if t.Member == id {
				return t.Name
			}
		}
	}
	return "Somebody of the team"
}

func (a *attempt) trades(slots []int) (words []string) {
	for _, s := range slots {
		words = append(words, "a "+a.trade(s))
	}
	return words
}

// seated gives everybody a part that they can do, if that is possible; else the parts in the order given.
func (a *attempt) seated(crew, slots []int) []int {
	seats, used := make([]int, len(slots)), make([]bool, len(crew))
	var fill func(i int) bool
	fill = func(i int) bool {
		if i == len(slots) {
			return true
		}
		for _, k := range append([]int{i}, upTo(len(crew))...) {
			if !used[k] && slices.Contains(a.d.Problem.Crew[crew[k]].Skills, slots[i]) {
				used[k], seats[i] = true, crew[k]
				if fill(i + 1) {
					return true
				}
				used[k] = false
			}
		}
		return false
	}
	if fill(0) {
		return seats
	}
	return crew
}

func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// whoever takes for each part who is free, first those who are there that day anyhow, then those who cost least.
func (a *attempt) whoever(slots []int) bool {
	for _, skill := range slots {
		best, least := -1, 0
		for x := range a.d.in.Members {
			if slices.Contains(a.cover.Team, x) || !slices.Contains(a.d.Problem.Crew[x].Skills, skill) {
				continue
			}
			price := 1_000_000*min(len(a.standing(x, skill)), 1000) + a.d.Problem.Crew[x].Cost
			if len(workOf(a.next, crewDay{x, a.cover.Day})) == 0 {
				price += 100_000
			}
			if best < 0 || price < least {
				best, least = x, price
			}
		}
		if best < 0 {
			a.clash(Clash{Rule: 2, Text: "Nobody in the crew is a " + a.trade(skill) + "."})
			return false
		}
		a.cover.Team = append(a.cover.Team, best)
	}
	return true
}

// standing is what stands against somebody taking a part, whatever the others do.
func (a *attempt) standing(crew, skill int) []Clash {
	out := append(a.ability(crew, skill), a.busy(crew)...)
	if len(out) > 0 {
		return out
	}
	try := &attempt{ByHand: a.ByHand, moment: a.moment, cover: a.cover, next: &planner.Solution{Shifts: slices.Clone(a.next.Shifts)}, turned: map[crewDay]bool{}}
	for _, c := range a.next.Covers {
		if c.Moment != a.moment {
			try.next.Covers = append(try.next.Covers, c)
		}
	}
	cd := crewDay{crew, a.cover.Day}
	try.cover.Team = []int{crew}
	try.next.Covers = append(try.next.Covers, try.cover)
	try.turn(cd)
	return try.day(cd)
}

// instead names those who could take the part of somebody who cannot.
func (a *attempt) instead() {
	for i, skill := range a.slots() {
		if i >= len(a.cover.Team) || len(a.standing(a.cover.Team[i], skill)) == 0 {
			continue
		}
		var free []string
		for x := range a.d.in.Members {
			if !slices.Contains(a.cover.Team, x) && len(a.standing(x, skill)) == 0 {
				free = append(free, a.name(x))
			}
		}
		if len(free) > 0 {
			note := fmt.Sprintf("%s could take the part of %s.", strings.Join(free[:min(3, len(free))], " or "), a.name(a.cover.Team[i]))
			if !slices.Contains(a.trial.Notes, note) {
				a.trial.Notes = append(a.trial.Notes, note)
			}
		}
	}
}
