package storetest

import (
	"context"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// scenario is one that has everything in it.
func scenario(id production.ScenarioID, crewDays int) coverage.Scenario {
	return coverage.Scenario{
		ID: id, State: coverage.ScenarioOpen, MadeAt: noon.Add(time.Duration(crewDays) * time.Minute), MadeBy: "Zoë",
		Wish: coverage.Wish{
			Name: "Zwei mehr — ü", CrewDays: crewDays, Without: []coverage.Named{{ID: "z", Name: "Zoë"}},
			Extra: []crew.Member{{ID: "n", Name: "Sam", Skills: []string{"video"}, Away: []production.DateRange{}, MaxWeek: 5}},
			Must:  []coverage.Named{{ID: "m", Name: "Fall"}}, NoGo: []coverage.Named{}, NoGoDays: []production.Date{"2026-05-12"},
		},
		Figures: coverage.Figures{CrewDays: crewDays, UsedDays: 3, Covered: 5, Total: 9, Promised: 1, PromisedTotal: 2, Cost: 900, Worth: 512},
		Plan: coverage.Plan{
			ID: "plan", MadeAt: noon, WorkedAt: noon.Add(-time.Minute), MadeBy: "Zoë", Paper: "abc", CrewDays: crewDays, Value: 7,
			Days: []coverage.PlanDay{{
				Date: "2026-05-12", Number: 1,
				Shifts: []coverage.Shift{{Member: "z", Name: "Zoë", Call: 420, Meal: production.NoClock, MealTo: production.NoClock, Wrap: 1000}},
				Covers: []coverage.Cover{{Moment: "m", Title: "Fall", Team: []coverage.TeamMember{}, Kit: []string{}}},
			}},
			Uncovered: []coverage.Uncovered{},
		},
	}
}

func testScenarios(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Scenarios"), Production(t, s, "Other")
	save := func(list ...coverage.Scenario) {
		write(t, s, func(ctx context.Context, tx *store.Tx) error {
			for _, sc := range list {
				if err := tx.SaveScenario(ctx, p.ID, sc); err != nil {
					return err
				}
			}
			return nil
		})
	}
	find := func(in production.ProductionID) []coverage.Scenario {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]coverage.Scenario, error) {
			return tx.FindScenarios(ctx, in, coverage.ScenarioOpen)
		})
	}
	a, b, away, point := scenario("a", 8), scenario("b", 10), scenario("away", 9), scenario("point", 12)
	away.State, point.Curve = coverage.ScenarioDiscarded, "curve"
	save(a, b, away, point)
	same(t, find(p.ID), []coverage.Scenario{b, a})
	same(t, find(other.ID), []coverage.Scenario{})
	one := func(ctx context.Context, tx *store.Tx) (coverage.Scenario, error) {
		return tx.FindScenario(ctx, p.ID, away.ID)
	}
	same(t, read(t, s, one), away)
	a.Wish.Name = "Another name"
	save(a)
	same(t, find(p.ID), []coverage.Scenario{b, a})
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.ClearScenarios(ctx, p.ID, away.State) })
	missing(t, s, one)
	testAdopted(t, s, p.ID)
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteScenario(ctx, p.ID, b.ID) })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteScenario(ctx, p.ID, b.ID) })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.SaveScenario(ctx, "none", a) })
	same(t, find(p.ID), []coverage.Scenario{a})

	bare := coverage.Scenario{ID: "bare", State: coverage.ScenarioOpen} // lists that were nil come back empty
	save(bare)
	bare.Wish = coverage.Wish{
		Without: []coverage.Named{}, Extra: []crew.Member{}, Must: []coverage.Named{}, NoGo: []coverage.Named{}, NoGoDays: []production.Date{},
	}
	bare.Plan.Days, bare.Plan.Uncovered = []coverage.PlanDay{}, []coverage.Uncovered{}
	same(t, find(p.ID)[1], bare)
}

// testAdopted: what was adopted is out of sight until it is put back, and keeps all that it has.
func testAdopted(t *testing.T, s *store.Store, in production.ProductionID) {
	done := scenario("done", 6)
	done.State = coverage.ScenarioAdopted
	done.Undo = &coverage.Undo{
		Plan: "plan", Scenario: "z", CrewDays: 4, Hired: []crew.Member{{ID: "n", Name: "Sam", Skills: []string{"video"}, Away: []production.DateRange{}, MaxWeek: 5}},
		Decided: []coverage.Decided{{Moment: "m", Was: "proposed", Is: "dismissed", IsMust: true}},
	}
	find := func(ctx context.Context, tx *store.Tx) (coverage.Scenario, error) {
		return tx.FindScenario(ctx, in, done.ID)
	}
	reopen := func(ctx context.Context, tx *store.Tx) error { return tx.ReopenScenario(ctx, in, done.ID) }
	refuse(t, s, fault.NotFound, reopen)
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SaveScenario(ctx, in, done) })
	missing(t, s, find)
	write(t, s, reopen)
	refuse(t, s, fault.NotFound, reopen)
	done.State = coverage.ScenarioOpen
	same(t, read(t, s, find), done)
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteScenario(ctx, in, done.ID) })
}

func testCurves(t *testing.T, s *store.Store) {
	p := Production(t, s, "Curves")
	latest := func(ctx context.Context, tx *store.Tx) (coverage.Curve, error) { return tx.FindLatestCurve(ctx, p.ID) }
	missing(t, s, latest)
	old := coverage.Curve{ID: "old", MadeAt: noon, MadeBy: "Zoë", Paper: "abc", Days: []int{4, 6}, Done: true, Points: []coverage.Scenario{}}
	half := old
	half.ID, half.MadeAt, half.Done = "half", noon.Add(time.Hour), false
	points := []coverage.Scenario{scenario("six", 6), scenario("four", 4), scenario("new", 4), scenario("hand", 7)}
	points[0].Curve, points[1].Curve, points[2].Curve = old.ID, old.ID, half.ID
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		for _, c := range []coverage.Curve{old, half} {
			if err := tx.SaveCurve(ctx, p.ID, c); err != nil {
				return err
			}
		}
		for _, sc := range points {
			if err := tx.SaveScenario(ctx, p.ID, sc); err != nil {
				return err
			}
		}
		return nil
	})
	same(t, read(t, s, latest), old) // the newer one is not done
	on := func(curve production.CurveID) []coverage.Scenario {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]coverage.Scenario, error) {
			return tx.FindPoints(ctx, p.ID, curve)
		})
	}
	four := points[1]
	four.Plan = coverage.Plan{Paper: "abc", CrewDays: 4, Days: []coverage.PlanDay{}, Uncovered: []coverage.Uncovered{}}
	if got := on(old.ID); len(got) != 2 || got[1].ID != "six" {
		t.Errorf("the points are %+v", got)
	} else {
		same(t, got[0], four)
	}
	half.Done = true
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.SaveCurve(ctx, p.ID, half); err != nil {
			return err
		}
		return tx.DeleteOtherCurves(ctx, p.ID, half.ID)
	})
	same(t, read(t, s, latest), half)
	same(t, len(on(old.ID)), 0)
	same(t, len(on(half.ID)), 1)
	same(t, len(read(t, s, func(ctx context.Context, tx *store.Tx) ([]coverage.Scenario, error) {
		return tx.FindScenarios(ctx, p.ID, coverage.ScenarioOpen)
	})), 1)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (coverage.Curve, error) {
		return tx.FindCurve(ctx, p.ID, old.ID)
	})
}
