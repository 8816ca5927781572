package planner_test

import (
	"math/rand/v2"
	"testing"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/planner/draw"
)

// TestDrawnOrderOfTheInput lists crew, moments, places, kit, people and deliverables in other orders.
// The problems are small enough for the best plan to be found, so that the value must not change.
func TestDrawnOrderOfTheInput(t *testing.T) {
	t.Parallel()
	for seed := range int64(12) {
		p := cut(drawn(t, draw.Tiny, seed), int(seed)%6, 200_000)
		p.BudgetDays = 3
		want := solve(t, p, 3000, 1).Value
		for turn := range uint64(3) {
			q := shuffled(p, rand.New(rand.NewPCG(uint64(seed), turn)))
			if errs := q.Validate(); len(errs) > 0 {
				t.Fatalf("%s: %v", p.Name, errs)
			}
			if got := solve(t, q, 3000, 1).Value; got != want {
				t.Errorf("%s, order %d: %d, as it was drawn %d", p.Name, turn, got, want)
			}
		}
	}
}

// shuffled is the same problem with its lists in another order; the days stay.
func shuffled(p *planner.Problem, r *rand.Rand) *planner.Problem {
	q := *p
	crew, _ := order(r, len(p.Crew))
	q.Crew = pick(p.Crew, crew)
	kit, kitAt := order(r, len(p.Kit))
	q.Kit = pick(p.Kit, kit)
	people, personAt := order(r, len(p.People))
	q.People = pick(p.People, people)
	places, placeAt := order(r, len(p.Places))
	q.Places = pick(p.Places, places)
	q.Travel = nil
	for _, a := range places {
		q.Travel = append(q.Travel, pick(p.Travel[a], places))
	}
	q.Days = shuffledDays(p.Days, personAt, placeAt)
	moments, momentAt := order(r, len(p.Moments))
	q.Moments = pick(p.Moments, moments)
	for i := range q.Moments {
		m := &q.Moments[i]
		if m.Person >= 0 {
			m.Person = personAt[m.Person]
		}
		m.Kit, m.Windows = append([]planner.KitNeed{}, m.Kit...), append([]planner.Window{}, m.Windows...)
		for k := range m.Kit {
			m.Kit[k].Kit = kitAt[m.Kit[k].Kit]
		}
		for k := range m.Windows {
			m.Windows[k].Place = placeAt[m.Windows[k].Place]
		}
	}
	deliverables, _ := order(r, len(p.Deliverables))
	q.Deliverables = pick(p.Deliverables, deliverables)
	for i := range q.Deliverables {
		q.Deliverables[i].Members = pick(momentAt, q.Deliverables[i].Members)
	}
	return &q
}

func shuffledDays(days []planner.Day, personAt, placeAt []int) []planner.Day {
	days = append([]planner.Day{}, days...)
	for d := range days {
		days[d].Units = append([]planner.Unit{}, days[d].Units...)
		for u := range days[d].Units {
			unit := &days[d].Units[u]
			unit.Strips = append([]planner.Strip{}, unit.Strips...)
			for s := range unit.Strips {
				unit.Strips[s].Place = placeAt[unit.Strips[s].Place]
				unit.Strips[s].Cast = pick(personAt, unit.Strips[s].Cast)
			}
		}
	}
	return days
}

// order is a random order of n things: from gives the old index at each new place, to the new index
// of each old one.
func order(r *rand.Rand, n int) (from, to []int) {
	from, to = r.Perm(n), make([]int, n)
	for i, old := range from {
		to[old] = i
	}
	return from, to
}

// pick is the entries of a list at some indices.
func pick[T any](list []T, at []int) []T {
	out := make([]T, 0, len(at))
	for _, i := range at {
		out = append(out, list[i])
	}
	return out
}
