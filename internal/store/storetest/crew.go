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

func testCrew(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Crew"), Production(t, s, "Other")
	member := func(id, name string) crew.Member {
		return crew.Member{ID: production.MemberID(id), Name: name, Skills: []string{"video", "sound"}, Cost: 400,
			Away: []production.DateRange{{From: "2026-05-12", To: "2026-05-13"}}, MaxWeek: 5, Note: "has a car"}
	}
	zoe, emil, adam := member("z", "Zoë"), member("e", "émil"), member("a", "Adam")
	for _, m := range []crew.Member{zoe, emil, adam} {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.CreateMember(ctx, p.ID, m) })
	}
	all := func() []crew.Member {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]crew.Member, error) { return tx.FindMembers(ctx, p.ID) })
	}
	same(t, all(), []crew.Member{adam, emil, zoe})

	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error {
		return tx.CreateMember(ctx, p.ID, member("x", " ÉMIL "))
	})
	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateMember(ctx, p.ID, member("a", "zoë")) })
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return tx.CreateMember(ctx, other.ID, member("x", "Zoë"))
	})

	adam.Skills, adam.Away, adam.Cost = nil, nil, 0
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateMember(ctx, p.ID, adam) })
	adam.Skills, adam.Away = []string{}, []production.DateRange{}
	find := func(ctx context.Context, tx *store.Tx) (crew.Member, error) { return tx.FindMember(ctx, p.ID, adam.ID) }
	same(t, read(t, s, find), adam)

	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteMember(ctx, p.ID, adam.ID) })
	same(t, all(), []crew.Member{emil, zoe})
	missing(t, s, find)
	for name, err := range map[string]error{
		"delete": s.Write(t.Context(), func(tx *store.Tx) error { return tx.DeleteMember(t.Context(), p.ID, adam.ID) }),
		"update": s.Write(t.Context(), func(tx *store.Tx) error { return tx.UpdateMember(t.Context(), p.ID, adam) }),
		"theirs": s.Write(t.Context(), func(tx *store.Tx) error { return tx.DeleteMember(t.Context(), p.ID, "x") }),
	} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func testPlans(t *testing.T, s *store.Store) {
	p := Production(t, s, "Plans")
	latest := func(ctx context.Context, tx *store.Tx) (coverage.Plan, error) { return tx.FindLatestPlan(ctx, p.ID) }
	missing(t, s, latest)

	first := coverage.Plan{
		ID: production.NewID[production.PlanID](), MadeAt: noon, WorkedAt: noon.Add(-time.Hour), Frozen: "2026-05-11", MadeBy: "Zoë", Seed: -7, CrewDays: 14, UsedDays: 13, Value: 900, Bound: 1000, Worth: 812,
		Total: 60, Covered: 41, Changes: coverage.Changes{Kept: 1, Moved: 2, Dropped: 3, Added: 4},
		Days: []coverage.PlanDay{{
			Date: "2026-05-12", Number: 1, Buys: "the fall", Only: []production.MomentID{"m"}, Loss: "Without this day its moment would be lost.", Arcs: []string{"The fall"},
			Shifts: []coverage.Shift{{Member: "z", Name: "Zoë", Call: 420, Meal: production.NoClock, MealTo: production.NoClock, Wrap: 1000}},
			Covers: []coverage.Cover{{Moment: "m", Title: "Fall", Team: []coverage.TeamMember{{Member: "z", Name: "Zoë", Skill: "video"}}, Kit: []string{"crane"}}},
		}},
		Uncovered: []coverage.Uncovered{{Moment: "n", Title: "Wrap", Reason: "nobody is free on Tue 12 May", Change: "Zoë on Tue 12 May"}},
		Dropped:   []coverage.Dropped{{Moment: "o", Title: "Rain", Date: "2026-05-13", Start: 600, Why: "Scene 4 moved to day 9."}},
		CrewDay:   coverage.CrewDay{Used: true, More: 3, MoreName: "Zoë", MoreDate: "2026-05-14", Least: 1, LeastName: "Zoë", LeastDate: "2026-05-12"},
	}
	second := first
	second.Hand = &coverage.Hand{Before: first.ID, Act: coverage.HandMoved, Moment: "m", Title: "Fall"}
	second.ID, second.MadeAt = production.NewID[production.PlanID](), noon.Add(time.Minute)
	second.Days, second.Uncovered, second.Dropped = []coverage.PlanDay{{Covers: []coverage.Cover{{}}}}, nil, nil
	for _, plan := range []coverage.Plan{second, first} {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SavePlan(ctx, p.ID, plan) })
	}
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (coverage.Plan, error) {
		return tx.FindPlan(ctx, p.ID, first.ID)
	}), first)
	second.Days = []coverage.PlanDay{{Shifts: []coverage.Shift{}, Covers: []coverage.Cover{{Team: []coverage.TeamMember{}, Kit: []string{}}}}}
	second.Uncovered, second.Dropped = []coverage.Uncovered{}, []coverage.Dropped{}
	same(t, read(t, s, latest), second)

	list := func() []coverage.Plan {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]coverage.Plan, error) { return tx.FindPlans(ctx, p.ID) })
	}
	for _, plan := range []*coverage.Plan{&first, &second} {
		plan.Days, plan.Uncovered, plan.Dropped = []coverage.PlanDay{}, []coverage.Uncovered{}, []coverage.Dropped{}
	}
	same(t, list(), []coverage.Plan{second, first})
	second.Value = 950
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SavePlan(ctx, p.ID, second) })
	same(t, list(), []coverage.Plan{second, first})
	trim := func(most int) {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.TrimPlansByHand(ctx, p.ID, most) })
	}
	trim(1)
	same(t, list(), []coverage.Plan{second, first})
	missing(t, s, func(ctx context.Context, tx *store.Tx) (coverage.Plan, error) { return tx.FindPlan(ctx, p.ID, "none") })
	remove := func(ctx context.Context, tx *store.Tx) error { return tx.DeletePlan(ctx, p.ID, second.ID) }
	write(t, s, remove)
	refuse(t, s, fault.NotFound, remove)
	same(t, list(), []coverage.Plan{first})
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SavePlan(ctx, p.ID, second) })
	trim(0)
	same(t, list(), []coverage.Plan{first})
}
