package office

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/courier"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// Fetched is what came of fetching a calendar.
type Fetched struct {
	Name     string                `json:"name"`
	State    string                `json:"state"` // "unchanged", "proposed", "applied", "failed"
	Proposal production.ProposalID `json:"proposal,omitempty"`
	Changes  *ImportChanges        `json:"changes,omitempty"`
	Problem  string                `json:"problem,omitempty"` // in words
	NextAt   time.Time             `json:"next_at"`
}

// CheckCalendar fetches a calendar now. What has changed waits for somebody to look, unless the calendar
// may come in alone and breaks nothing. What went wrong is noted at the calendar and no error: the next
// attempt comes by itself.
func (o *Office) CheckCalendar(ctx context.Context, in production.ProductionID, id production.CalendarSourceID, progress func(done, total int64, message string)) (Fetched, error) {
	s, err := o.source(ctx, in, id)
	if err != nil {
		return Fetched{}, err
	}
	reporter(progress).heard()(0, 0, "Asking "+courier.Redact(s.Address))
	fetcher := courier.Fetcher{Guard: o.guardFor(s.Local)}
	answer, err := fetcher.Fetch(ctx, courier.Request{URL: s.Address, ETag: s.ETag, LastModified: s.Modified})
	if ctx.Err() != nil {
		return Fetched{}, ctx.Err()
	}
	out := Fetched{Name: s.Name, State: "unchanged"}
	sum := s.SHA256
	if err == nil && !answer.NotModified {
		if sum = sha256Hex(answer.Body); sum != s.SHA256 {
			err = o.bringCalendar(ctx, s, answer.Body, &out)
		}
	}
	now := o.clock()
	s.CheckedAt, s.Failures, s.Problem = now, 0, ""
	switch {
	case err != nil:
		s.Failures++
		s.Problem = firstOf(fault.PersonText(err), "it could not be read")
		out.State, out.Problem = "failed", s.Problem
	case !answer.NotModified:
		s.ETag, s.Modified = answer.ETag, answer.LastModified
		if sum != s.SHA256 {
			s.SHA256, s.ChangedAt = sum, now
		}
	}
	s.NextAt = courier.NextCheck(now, max(answer.MaxAge, courier.UsualInterval), s.Failures, answer.RetryAfter, rand.Float64())
	out.NextAt = s.NextAt
	return out, o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) error {
		if err := tx.UpdateCalendarSource(ctx, s); err != nil {
			return err
		}
		return o.tell(ctx, tx, in, topicFacts, "fetch_calendar", s.Name+": "+out.State)
	})
}

// bringCalendar takes in what was fetched, or proposes it.
func (o *Office) bringCalendar(ctx context.Context, s production.CalendarSource, data []byte, out *Fetched) error {
	first := s.ChangedAt.IsZero() // there is nothing yet that it could replace
	rule := func(_ context.Context, _ *store.Tx, weighed outcome) (verdict, error) {
		switch {
		case weighed.result.Silent():
			return forget, nil
		case len(anew(weighed.result.Changes.Broken)) == 0 && (s.Alone || first && weighed.result.Harmless()):
			out.State = "applied"
			return applyNow, nil
		}
		out.State = "proposed"
		return keepOpen, nil
	}
	result, err := o.takeIn(ctx, s.Production, []File{{Name: s.Name + ".ics", Data: data}}, ImportOptions{source: s.ID}, nil, rule)
	if err == nil && out.State != "unchanged" {
		out.Proposal, out.Changes = result.Proposal, &result.Changes
	}
	return err
}
