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

// fetchedStates are what became of a calendar, by what became of what it says.
var fetchedStates = map[production.ProposalState]string{
	production.ProposalOpen: "proposed", production.ProposalApplied: "applied", production.ProposalUnchanged: "unchanged",
}

// CheckCalendar fetches a calendar now. What has changed waits for somebody to look, unless the calendar
// may come in alone and breaks nothing. What went wrong is noted at the calendar and no error: the next
// attempt comes by itself. It returns fault.NotFound when the calendar is removed meanwhile, and
// fault.Conflict when it is checked twice at once.
func (o *Office) CheckCalendar(ctx context.Context, in production.ProductionID, id production.CalendarSourceID, progress func(done, total int64, message string)) (Fetched, error) {
	s, err := o.source(ctx, in, id)
	if err != nil {
		return Fetched{}, err
	}
	reporter(progress).heard()(0, 0, "Asking "+s.Name)
	answer, err := o.fetch(ctx, s)
	if ctx.Err() != nil {
		return Fetched{}, ctx.Err()
	}
	if err == nil && !answer.NotModified && sha256Hex(answer.Body) != s.SHA256 {
		fetched, err := o.bringCalendar(ctx, s, answer)
		if err == nil || fault.Is(err, fault.NotFound) || fault.Is(err, fault.Conflict) {
			return fetched, err
		}
		return o.noteCheck(ctx, s, answer, err)
	}
	return o.noteCheck(ctx, s, answer, err)
}

// fetch asks for a calendar. A file of this machine is read as long as who added it is its operator.
func (o *Office) fetch(ctx context.Context, s production.CalendarSource) (courier.Response, error) {
	if s.Local && s.User != "" {
		who, err := o.actAs(ctx, taskActor{User: s.User})
		if err != nil {
			return courier.Response{}, err
		}
		if actor, _ := access.From(who); !actor.Operator {
			return courier.Response{}, fault.New(fault.Forbidden, "%s, who added it, may not read files of this machine any more", s.AddedBy).
				WithRemedy("Have the operator add it again.")
		}
	}
	fetcher := courier.Fetcher{Guard: o.guardFor(s.Local)}
	return fetcher.Fetch(ctx, courier.Request{URL: s.Address, ETag: s.ETag, LastModified: s.Modified})
}

// bringCalendar takes in what was fetched, or proposes it, and notes the check with that.
func (o *Office) bringCalendar(ctx context.Context, s production.CalendarSource, answer courier.Response) (Fetched, error) {
	checked := o.checked(s, answer, nil)
	rule := func(ctx context.Context, tx *store.Tx, out outcome) (verdict, error) {
		what := calendarVerdict(s, out)
		state := map[verdict]production.ProposalState{keepOpen: production.ProposalOpen, applyNow: production.ProposalApplied}[what]
		if out.nothing() {
			state = production.ProposalUnchanged
		}
		return what, o.saveCheck(ctx, tx, s, checked, fetchedStates[state])
	}
	file := File{Name: s.Name + ".ics", Data: answer.Body}
	result, err := o.takeIn(ctx, s.Production, []File{file}, ImportOptions{source: s.ID}, nil, rule)
	if err != nil {
		return Fetched{}, err
	}
	out := Fetched{Name: s.Name, State: fetchedStates[result.State], Proposal: result.Proposal, NextAt: checked.NextAt}
	if out.State != "unchanged" {
		out.Changes = &result.Changes
	}
	return out, nil
}

// calendarVerdict decides about what a calendar says. Alone it brings in only what breaks nothing, and
// never that most of its events are gone: that is more often a mistake of its server.
func calendarVerdict(s production.CalendarSource, out outcome) verdict {
	first := s.ChangedAt.IsZero() // there is nothing yet that it could replace
	switch {
	case out.result.Silent():
		return applyNow
	case len(anew(out.result.Changes.Broken)) > 0:
		return keepOpen
	case first && out.result.Harmless(), s.Alone && !out.emptied(string(s.ID)):
		return applyNow
	}
	return keepOpen
}

// fewEvents is how many events may go at once without a question.
const fewEvents = 2

// emptied reports that more than half of a calendar's events are gone, beyond a few, or all.
func (out outcome) emptied(calendar string) bool {
	count := func(f production.Facts) (n int) {
		for _, e := range f.Events {
			if e.Calendar == calendar {
				n++
			}
		}
		return n
	}
	was, is := count(out.known), count(out.facts)
	return was > 0 && is == 0 || was-is > max(fewEvents, was/2)
}

// noteCheck notes at a calendar that there was nothing new, or what went wrong.
func (o *Office) noteCheck(ctx context.Context, s production.CalendarSource, answer courier.Response, failed error) (Fetched, error) {
	checked := o.checked(s, answer, failed)
	out := Fetched{Name: s.Name, State: "unchanged", Problem: checked.Problem, NextAt: checked.NextAt}
	if failed != nil {
		out.State = "failed"
	}
	err := o.store.Write(ctx, func(tx *store.Tx) error { return o.saveCheck(ctx, tx, s, checked, out.State) })
	o.wake(s.Production)
	return out, err
}

// noteOrphan notes at a calendar that it cannot be fetched on behalf of who added it any more.
func (o *Office) noteOrphan(ctx context.Context, in production.ProductionID, args calendarArgs) error {
	var s production.CalendarSource
	err := o.store.Read(ctx, func(tx *store.Tx) (err error) {
		s, err = tx.FindCalendarSource(ctx, in, args.Source)
		return err
	})
	if fault.Is(err, fault.NotFound) || err == nil && s.User != args.Actor.User {
		return nil // removed, or somebody else asked
	}
	if err != nil {
		return err
	}
	left := fault.New(fault.Forbidden, "%s, who added it, may not take papers in here any more", s.AddedBy).
		WithRemedy("Remove it and add it again; its events stay.")
	_, err = o.noteCheck(access.With(ctx, access.Actor{Name: s.AddedBy}), s, courier.Response{}, left)
	return err
}

// checked is a calendar after a check.
func (o *Office) checked(s production.CalendarSource, answer courier.Response, failed error) production.CalendarSource {
	now := o.clock()
	s.CheckedAt = now
	switch {
	case failed != nil:
		s.Failures++
		s.Problem = firstOf(fault.PersonText(failed), "it could not be read")
	default:
		s.Failures, s.Problem = 0, ""
		if answer.NotModified {
			break
		}
		s.ETag, s.Modified = answer.ETag, answer.LastModified
		if sum := sha256Hex(answer.Body); sum != s.SHA256 {
			s.SHA256, s.ChangedAt = sum, now
		}
	}
	s.NextAt = courier.NextCheck(now, max(answer.MaxAge, courier.UsualInterval), s.Failures, answer.RetryAfter, rand.Float64())
	return s
}

// saveCheck saves a checked calendar, if it is still as it was asked.
func (o *Office) saveCheck(ctx context.Context, tx *store.Tx, asked, checked production.CalendarSource, state string) error {
	now, err := tx.FindCalendarSource(ctx, asked.Production, asked.ID)
	if err != nil {
		return err
	}
	if !now.CheckedAt.Equal(asked.CheckedAt) || now.SHA256 != asked.SHA256 {
		return fault.New(fault.Conflict, "%s was looked at twice at the same time", asked.Name).WithRemedy("Look at what came of it.")
	}
	if err := tx.UpdateCalendarSource(ctx, checked); err != nil {
		return err
	}
	if checked.Failures == manyFailures {
		if err := o.warnOf(ctx, tx, checked); err != nil {
			return err
		}
	}
	return o.tell(ctx, tx, asked.Production, topicFacts, "fetch_calendar", asked.Name+": "+state)
}
