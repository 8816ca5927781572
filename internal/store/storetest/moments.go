package storetest

import (
	"context"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

func findMoments(t *testing.T, s *store.Store, in production.ProductionID, f store.MomentFilter) []story.Moment {
	t.Helper()
	return read(t, s, func(ctx context.Context, tx *store.Tx) ([]story.Moment, error) { return tx.FindMoments(ctx, in, f) })
}

func momentTitles(list []story.Moment) []string {
	all := make([]string, len(list))
	for i, m := range list {
		all[i] = m.Title
	}
	return all
}

func testMoments(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Moments"), Production(t, s, "Other")
	list := Moments(70)
	save := func(ctx context.Context, tx *store.Tx) error { return tx.SaveMoments(ctx, p.ID, list) }
	write(t, s, save)
	write(t, s, save) // again changes nothing
	same(t, len(findMoments(t, s, p.ID, store.MomentFilter{})), 70)
	same(t, findMoments(t, s, other.ID, store.MomentFilter{}), []story.Moment{})

	m := list[3]
	find := func(ctx context.Context, tx *store.Tx) (story.Moment, error) { return tx.FindMoment(ctx, p.ID, m.ID) }
	same(t, read(t, s, find), m)
	m.Title, m.Status, m.Windows = "Übung — réglages", story.Confirmed, m.Windows[:1]
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateMoment(ctx, p.ID, m) })
	same(t, read(t, s, find), m)
	list[5].Status = story.Dismissed
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SaveMoments(ctx, p.ID, list[5:6]) })
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (map[story.Status]int, error) {
		return tx.CountMoments(ctx, p.ID)
	}),
		map[story.Status]int{story.Proposed: 68, story.Confirmed: 1, story.Dismissed: 1})

	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return tx.DeleteMoments(ctx, p.ID, []production.MomentID{m.ID, "none"})
	})
	missing(t, s, find)
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateMoment(ctx, p.ID, m) })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateMoment(ctx, other.ID, list[0]) })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.SaveMoments(ctx, "none", list) })

	// Lists that were nil come back empty.
	bare := story.Moment{ID: "bare", Title: "Bare"}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return tx.SaveMoments(ctx, other.ID, []story.Moment{bare})
	})
	bare.Reasons, bare.Windows, bare.Roles, bare.Cast, bare.Edited = []story.Reason{}, []story.Window{}, []story.Role{}, []string{}, []string{}
	same(t, findMoments(t, s, other.ID, store.MomentFilter{}), []story.Moment{bare})
}

func testMomentFilters(t *testing.T, s *store.Store) {
	p := Production(t, s, "Filters")
	make := func(id, title string, kind story.Kind, score int, status story.Status, scene string, dates ...production.Date) story.Moment {
		m := story.Moment{ID: production.MomentID(id), Title: title, Kind: kind, Score: score, Status: status, Scene: scene}
		for _, d := range dates {
			m.Windows = append(m.Windows, story.Window{Date: d, Start: 600, End: 700}, story.Window{Date: d, Start: 800, End: 900})
		}
		return m
	}
	list := []story.Moment{
		make("a", "Fall 10", story.Stunt, 80, story.Proposed, "4", "2026-05-12", "2026-05-13"),
		make("b", "fall 9", story.Stunt, 80, story.Confirmed, "4", "2026-05-13"),
		make("c", "Éclairage 100%", story.Technical, 80, story.Proposed, "12A"),
		make("d", "Straße_im Regen", story.Performance, 95, story.Dismissed, "", "2026-05-14"),
		make("f", "Same", story.Wrap, 10, story.Proposed, "9"),
		make("e", "same", story.Wrap, 10, story.Proposed, "9"),
	}
	list[0].Cast, list[1].Person, list[1].Note = []string{"ZOË"}, "Ана Петрова", "two\nlines"
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SaveMoments(ctx, p.ID, list) })

	for _, c := range []struct {
		name   string
		filter store.MomentFilter
		want   []string
	}{
		{"all, by score, title and id", store.MomentFilter{}, []string{"Straße_im Regen", "Éclairage 100%", "fall 9", "Fall 10", "same", "Same"}},
		{"kind", store.MomentFilter{Kinds: []story.Kind{story.Stunt, story.Technical}}, []string{"Éclairage 100%", "fall 9", "Fall 10"}},
		{"status", store.MomentFilter{Statuses: []story.Status{story.Confirmed, story.Dismissed}}, []string{"Straße_im Regen", "fall 9"}},
		{"scene", store.MomentFilter{Scene: "4"}, []string{"fall 9", "Fall 10"}},
		{"date, once each", store.MomentFilter{Date: "2026-05-13"}, []string{"fall 9", "Fall 10"}},
		{"date and kind and status", store.MomentFilter{Date: "2026-05-13", Kinds: []story.Kind{story.Stunt}, Statuses: []story.Status{story.Proposed}}, []string{"Fall 10"}},
		{"text in any case", store.MomentFilter{Text: "  éCLAIR "}, []string{"Éclairage 100%"}},
		{"text in pieces", store.MomentFilter{Text: "E\u0301clairage"}, []string{"Éclairage 100%"}},
		{"text of the cast", store.MomentFilter{Text: "zoë"}, []string{"Fall 10"}},
		{"text of the person", store.MomentFilter{Text: "петрова"}, []string{"fall 9"}},
		{"percent is a percent", store.MomentFilter{Text: "0%"}, []string{"Éclairage 100%"}},
		{"underscore is an underscore", store.MomentFilter{Text: "e_i"}, []string{"Straße_im Regen"}},
		{"quote and backslash", store.MomentFilter{Text: `'\`}, []string{}},
		{"limit", store.MomentFilter{Limit: 2}, []string{"Straße_im Regen", "Éclairage 100%"}},
		{"limit and offset", store.MomentFilter{Limit: 2, Offset: 2}, []string{"fall 9", "Fall 10"}},
		{"offset alone", store.MomentFilter{Offset: 5}, []string{"Same"}},
		{"nothing", store.MomentFilter{Scene: "none"}, []string{}},
	} {
		t.Run(c.name, func(t *testing.T) { same(t, momentTitles(findMoments(t, s, p.ID, c.filter)), c.want) })
	}
}
