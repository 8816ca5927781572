package office

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// noticeAge is how long something is news.
const noticeAge = 14 * 24 * time.Hour

// announce tells everybody who works with the facts what became of a proposal: on every page until they
// put it away, and by message those who asked for that. The papers of a worksheet come in with every answer: they are
// news only where they break something.
func (o *Office) announce(ctx context.Context, tx *store.Tx, p production.Proposal, broken []Broken) error {
	if len(broken) == 0 && !slices.ContainsFunc(p.Files, func(f production.PaperFile) bool { return f.Name != sheetSchedule && f.Name != sheetPeople }) {
		return nil
	}
	if err := tx.DeleteNoticesOf(ctx, p.ID); err != nil {
		return err
	}
	n := production.Notice{
		ID: production.NewID[production.NoticeID](), Production: p.Production, Proposal: p.ID, Audience: string(access.SeeSchedule),
		Title: noticeTitle(p, len(broken)), Broken: len(broken), MadeBy: actorName(ctx), MadeAt: o.clock(),
	}
	if err := tx.CreateNotice(ctx, n); err != nil {
		return err
	}
	if actor, _ := access.From(ctx); actor.UserID != "" && p.State != production.ProposalOpen {
		if err := tx.SeeNotice(ctx, n.ID, actor.UserID, n.MadeAt); err != nil { // who did it knows
			return err
		}
	}
	if err := o.callWatchers(ctx, tx, p, broken); err != nil {
		return err
	}
	return o.tell(ctx, tx, p.Production, topicNotice, "notice", n.Title)
}

// manyFailures is how often in a row a calendar fails before everybody who imports hears of it.
const manyFailures = 3

// warnOf tells those who import that a calendar cannot be fetched.
func (o *Office) warnOf(ctx context.Context, tx *store.Tx, s production.CalendarSource) error {
	n := production.Notice{
		ID: production.NewID[production.NoticeID](), Production: s.Production, Audience: string(access.ImportFacts), MadeBy: s.AddedBy, MadeAt: o.clock(),
		Title: fmt.Sprintf("The calendar %s could not be fetched %d times: %s", s.Name, s.Failures, s.Problem),
	}
	if err := tx.CreateNotice(ctx, n); err != nil {
		return err
	}
	return o.tell(ctx, tx, s.Production, topicNotice, "notice", s.Name+" could not be fetched")
}

// noticeTitle says in one line what happened, without anything that a closed set would hide.
func noticeTitle(p production.Proposal, broken int) string {
	title := p.Title + " came in"
	switch p.State {
	case production.ProposalUndone:
		title = p.Title + " was taken back"
	case production.ProposalOpen:
		title = p.Title + " waits for somebody to look"
	}
	switch {
	case broken == 1:
		title += ": 1 BTS booking no longer holds"
	case broken > 1:
		title += fmt.Sprintf(": %d BTS bookings no longer hold", broken)
	}
	return title + "."
}

// Notices are what whoever asks should know and has not put away, newest first. The operator at the
// command line has none: what was done is printed there.
func (o *Office) Notices(ctx context.Context, in production.ProductionID) ([]production.Notice, error) {
	actor, _ := access.From(ctx)
	if actor.UserID == "" {
		return nil, access.Require(ctx, access.SeeProduction, in)
	}
	var all []production.Notice
	err := o.look(ctx, access.SeeProduction, in, func(tx *store.Tx) (err error) {
		all, err = tx.FindNotices(ctx, in, actor.UserID, o.clock().Add(-noticeAge))
		return err
	})
	return slices.DeleteFunc(all, func(n production.Notice) bool { return !actor.May(access.Action(n.Audience), in) }), err
}

// PutAway takes a notice off the pages of whoever asks.
func (o *Office) PutAway(ctx context.Context, in production.ProductionID, id production.NoticeID) error {
	actor, _ := access.From(ctx)
	return o.change(ctx, access.SeeProduction, in, func(tx *store.Tx) error {
		if actor.UserID == "" {
			return nil
		}
		all, err := tx.FindNotices(ctx, in, actor.UserID, time.Time{})
		if err != nil || !slices.ContainsFunc(all, func(n production.Notice) bool { return n.ID == id }) {
			return err // put away already, or none of this production
		}
		return tx.SeeNotice(ctx, id, actor.UserID, o.clock())
	})
}
