package office

import (
	"context"
	"fmt"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// tellUnheld tells what an adopted plan does not hold as the plan before did: each by name to who adopts it, and that it
// is so to everybody else who sees the plan. It returns the notice, "" where nothing was lost.
func (o *Office) tellUnheld(ctx context.Context, tx *store.Tx, in production.ProductionID, lost []coverage.Unheld, notes *[]string) (production.NoticeID, error) {
	if len(lost) == 0 {
		return "", nil
	}
	now, err := momentsByID(ctx, tx, in)
	if err != nil {
		return "", err
	}
	screen, err := shieldFor(ctx, tx, in)
	if err != nil {
		return "", err
	}
	for _, u := range lost {
		words := u.Words()
		if m, there := now[u.Was.Cover.Moment]; there && screen.hidesMoment(m) {
			words = "A booking on a closed set was held, and is not as it was."
		}
		*notes = append(*notes, words)
	}
	n := production.Notice{
		ID: production.NewID[production.NoticeID](), Production: in, Audience: string(access.SeePlan), Title: unheldTitle(len(lost)), Broken: len(lost),
		MadeBy: actorName(ctx), MadeAt: o.clock(),
	}
	if err := tx.CreateNotice(ctx, n); err != nil {
		return "", err
	}
	if actor, _ := access.From(ctx); actor.UserID != "" { // who did it knows
		if err := tx.SeeNotice(ctx, n.ID, actor.UserID, n.MadeAt); err != nil {
			return "", err
		}
	}
	return n.ID, o.tell(ctx, tx, in, topicNotice, "notice", n.Title)
}

// unheldTitle says it in one line, without anything that a closed set would hide.
func unheldTitle(lost int) string {
	if lost == 1 {
		return "Another plan was adopted: 1 booking that was held is not held as it was."
	}
	return fmt.Sprintf("Another plan was adopted: %d bookings that were held are not held as they were.", lost)
}
