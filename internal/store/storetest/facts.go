package storetest

import (
	"context"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func findFacts(t *testing.T, s *store.Store, in production.ProductionID) production.Facts {
	t.Helper()
	return read(t, s, func(ctx context.Context, tx *store.Tx) (production.Facts, error) { return tx.FindFacts(ctx, in) })
}

func saveFacts(t *testing.T, s *store.Store, in production.ProductionID, f production.Facts) {
	t.Helper()
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SaveFacts(ctx, in, f) })
}

func countFacts(t *testing.T, s *store.Store, in production.ProductionID) store.FactCounts {
	t.Helper()
	return read(t, s, func(ctx context.Context, tx *store.Tx) (store.FactCounts, error) { return tx.CountFacts(ctx, in) })
}

func testFacts(t *testing.T, s *store.Store) {
	p := Production(t, s, "Facts")
	empty := production.Facts{Scenes: []production.Scene{}, Days: []production.Day{}, Events: []production.Event{},
		People: []production.Person{}, Locations: []production.Location{}, Unplaced: []string{}, Shots: []production.Shot{}}
	same(t, findFacts(t, s, p.ID), empty)
	same(t, countFacts(t, s, p.ID), store.FactCounts{})

	full := Facts(130) // more than goes into two statements
	saveFacts(t, s, p.ID, full)
	same(t, findFacts(t, s, p.ID), full)
	same(t, countFacts(t, s, p.ID), store.FactCounts{Scenes: 130, Characters: 21, Days: 22, Events: 1, People: 2, Locations: 2, Elements: 31})

	saveFacts(t, s, p.ID, production.Facts{})
	same(t, findFacts(t, s, p.ID), empty)
	same(t, countFacts(t, s, p.ID), store.FactCounts{})

	// Lists that were nil come back empty, inside the facts too.
	saveFacts(t, s, p.ID, production.Facts{Scenes: []production.Scene{{ID: "s"}}, Days: []production.Day{{ID: "d", Units: []production.UnitDay{{}}}}})
	got := findFacts(t, s, p.ID)
	if got.Scenes[0].Characters == nil || got.Scenes[0].Elements == nil || got.Scenes[0].Sections == nil || got.Days[0].Units[0].Strips == nil {
		t.Errorf("a list is nil in %+v", got)
	}
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.SaveFacts(ctx, "none", full) })
}

func testPaper(t *testing.T, s *store.Store) {
	p := Production(t, s, "Paper")
	paper := func() string {
		return read(t, s, func(ctx context.Context, tx *store.Tx) (string, error) { return tx.FindPaper(ctx, p.ID) })
	}
	same(t, paper(), "")
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.SetPaper(ctx, p.ID, "address") })
	saveFacts(t, s, p.ID, Facts(2))
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SetPaper(ctx, p.ID, "address") })
	same(t, paper(), "address")
	saveFacts(t, s, p.ID, Facts(3)) // the address stays until somebody sets another
	same(t, paper(), "address")
}

func testFactsKeepIDs(t *testing.T, s *store.Store) {
	p := Production(t, s, "Revised")
	before := Facts(20)
	saveFacts(t, s, p.ID, before)

	// A revision: a scene goes, one comes, one moves to the front and is renumbered, a strip moves to
	// another day, a day goes, a location goes.
	after := findFacts(t, s, p.ID)
	after.Scenes = append([]production.Scene{after.Scenes[12], sampleScene(40)}, append(after.Scenes[:5:5], after.Scenes[6:12]...)...)
	for i := range after.Scenes {
		after.Scenes[i].Position = i
	}
	after.Scenes[0].Number = "12A"
	after.Days = after.Days[:3]
	moved := after.Days[0].Units[0].Strips[0]
	after.Days[0].Units[0].Strips = after.Days[0].Units[0].Strips[1:]
	after.Days[1].Units[1].Strips = append(after.Days[1].Units[1].Strips, moved)
	after.Locations = after.Locations[1:]
	after.Events, after.People = nil, after.People[1:]
	saveFacts(t, s, p.ID, after)

	after.Events = []production.Event{}
	same(t, findFacts(t, s, p.ID), after)
	same(t, count(t, s.Reader(), "scene_text"), len(after.Scenes))
}

func testFactsApart(t *testing.T, s *store.Store) {
	one, other := Production(t, s, "One"), Production(t, s, "Other")
	facts := Facts(4)
	saveFacts(t, s, one.ID, facts)
	changed := facts
	changed.Scenes = append([]production.Scene(nil), facts.Scenes...)
	changed.Scenes[0].Heading = "EXT. SEA - DAY"
	saveFacts(t, s, other.ID, changed) // with the same ids
	saveFacts(t, s, other.ID, changed)
	same(t, findFacts(t, s, one.ID), facts)
	same(t, findFacts(t, s, other.ID), changed)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (production.Scene, error) {
		return tx.FindScene(ctx, "none", facts.Scenes[0].ID)
	})
}

func testFactsBadIDs(t *testing.T, s *store.Store) {
	p := Production(t, s, "Kept")
	facts := Facts(4)
	saveFacts(t, s, p.ID, facts)
	for name, bad := range map[string]production.Facts{
		"no id":     {Scenes: []production.Scene{{Number: "1"}}},
		"twice":     {Scenes: []production.Scene{{ID: "a"}, {ID: "a"}}},
		"day twice": {Days: []production.Day{{ID: "a"}, {ID: "a"}}},
	} {
		err := s.Write(t.Context(), func(tx *store.Tx) error { return tx.SaveFacts(t.Context(), p.ID, bad) })
		if !fault.Is(err, fault.Internal) {
			t.Errorf("%s: %v", name, err)
		}
	}
	same(t, findFacts(t, s, p.ID), facts)
}

// testFactsQueries holds reading to a number of queries that does not grow with the production.
func testFactsQueries(t *testing.T, s *store.Store) {
	p := Production(t, s, "Big")
	for _, scenes := range []int{2, 100} {
		saveFacts(t, s, p.ID, Facts(scenes))
		queries := read(t, s, func(ctx context.Context, tx *store.Tx) ([]int, error) {
			var used []int
			for _, find := range []func() error{
				func() error { _, err := tx.FindFacts(ctx, p.ID); return err },
				func() error { _, err := tx.FindDays(ctx, p.ID); return err },
				func() error { _, err := tx.FindDay(ctx, p.ID, "2026-05-12"); return err },
			} {
				before := tx.Queries()
				if err := find(); err != nil {
					return nil, err
				}
				used = append(used, tx.Queries()-before)
			}
			return used, nil
		})
		same(t, queries, []int{8, 2, 2})
	}
}

func testFactParts(t *testing.T, s *store.Store) {
	p := Production(t, s, "Parts")
	facts := Facts(13)
	facts.Scenes[4].Number = "12A"
	saveFacts(t, s, p.ID, facts)

	bare := make([]production.Scene, len(facts.Scenes))
	for i, scene := range facts.Scenes {
		scene.Lines, scene.Notes = nil, nil
		bare[i] = scene
	}
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Scene, error) { return tx.FindScenes(ctx, p.ID) }), bare)
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (production.Scene, error) {
		return tx.FindScene(ctx, p.ID, facts.Scenes[2].ID)
	}), facts.Scenes[2])
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (production.Scene, error) {
		return tx.FindSceneByNumber(ctx, p.ID, "12a")
	}), facts.Scenes[4])
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (production.Day, error) {
		return tx.FindDay(ctx, p.ID, "2026-05-13")
	}), facts.Days[1])
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Day, error) { return tx.FindDays(ctx, p.ID) }), facts.Days)
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Person, error) { return tx.FindPeople(ctx, p.ID) }), facts.People)
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Event, error) { return tx.FindEvents(ctx, p.ID) }), facts.Events)
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.Location, error) {
		return tx.FindLocations(ctx, p.ID)
	}), facts.Locations)

	missing(t, s, func(ctx context.Context, tx *store.Tx) (production.Scene, error) {
		return tx.FindSceneByNumber(ctx, p.ID, "999")
	})
	missing(t, s, func(ctx context.Context, tx *store.Tx) (production.Scene, error) {
		return tx.FindScene(ctx, p.ID, "none")
	})
	missing(t, s, func(ctx context.Context, tx *store.Tx) (production.Day, error) {
		return tx.FindDay(ctx, p.ID, "2020-01-01")
	})
}
