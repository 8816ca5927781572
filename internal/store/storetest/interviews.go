package storetest

import (
	"context"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func testInterviews(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Talked"), Production(t, s, "Other")
	talk := interview.Interview{ID: "i1", Person: "שרה 🎬", Minutes: 30, Status: interview.Wanted, Release: interview.ReleaseNeeded, Beats: []production.BeatID{"b"}}
	first := interview.Asked{ID: "a1", Interview: "i1", Text: "Why?", Answer: "because", Done: true, Place: 0.5}
	elsewhere := interview.Asked{ID: "a2", Interview: "i2", Text: "How?", Gone: true}
	own := interview.Question{ID: "director-1", Craft: "director", Text: "What?", Gone: true}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.SaveInterview(ctx, p.ID, interview.Interview{ID: "i1", Person: "a draft"}); err != nil {
			return err
		}
		for _, a := range []interview.Asked{{ID: "a1", Interview: "i1", Text: "a draft"}, first, elsewhere} {
			if err := tx.SaveAsked(ctx, p.ID, a); err != nil {
				return err
			}
		}
		if err := tx.SaveQuestion(ctx, p.ID, own); err != nil {
			return err
		}
		return tx.SaveInterview(ctx, p.ID, talk)
	})
	all := func(in production.ProductionID) []interview.Interview {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]interview.Interview, error) {
			return tx.FindInterviews(ctx, in)
		})
	}
	same(t, all(p.ID), []interview.Interview{talk})
	same(t, all(other.ID), []interview.Interview{})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (interview.Interview, error) {
		return tx.FindInterview(ctx, p.ID, "i1")
	}), talk)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (interview.Interview, error) {
		return tx.FindInterview(ctx, other.ID, "i1")
	})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]interview.Asked, error) { return tx.FindAllAsked(ctx, p.ID) }), []interview.Asked{first, elsewhere})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]interview.Asked, error) {
		return tx.FindAskedOf(ctx, p.ID, "i1")
	}), []interview.Asked{first})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (interview.Asked, error) { return tx.FindAsked(ctx, p.ID, "a2") }), elsewhere)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (interview.Asked, error) {
		return tx.FindAsked(ctx, other.ID, "a1")
	})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]interview.Question, error) {
		return tx.FindQuestions(ctx, p.ID)
	}), []interview.Question{own})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.SaveQuestion(ctx, "none", own) })
}
