package office

import (
	"cmp"
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// Interviews are the talks of a production.
type Interviews struct {
	Talks    []Talk         // by what is to come first, then those without a day, by name
	Proposed []story.Moment // talks that the finder proposes and nobody has made a sheet for, best first
	Total    interview.Total
	Base     int64 // number of the journal's newest entry
}

// Talk is an interview with what else is known of it.
type Talk struct {
	interview.Interview
	Booking *Booking // as the plan has it, nil for none
	Asked   int      // questions on the sheet
	Done    int      // of these, how many were asked
	Closed  bool     // the reader may know no more than that it is there
}

// Booking is when and where the plan has a talk.
type Booking struct {
	Date   production.Date
	Day    int // shoot day number, 0 for a day without shooting
	Start  production.Clock
	End    production.Clock
	Place  string
	Team   []string // names, each once
	Broken string   // why the newest papers do not allow it any more, "" while it holds
}

// talkSources are what talks are told from.
type talkSources struct {
	talks   []interview.Interview
	asked   map[production.InterviewID][]interview.Asked
	booked  map[production.MomentID]Booking
	hidden  map[string]bool // talks that the reader may know nothing of
	screen  shield
	moments []story.Moment
}

func (o *Office) talkSources(ctx context.Context, tx *store.Tx, in production.ProductionID) (s talkSources, err error) {
	if s.talks, err = tx.FindInterviews(ctx, in); err != nil {
		return s, err
	}
	s.talks = slices.DeleteFunc(s.talks, func(i interview.Interview) bool { return i.Gone })
	if s.screen, err = shieldFor(ctx, tx, in); err != nil {
		return s, err
	}
	if s.hidden, err = closedTalks(ctx, o, tx, in); err != nil {
		return s, err
	}
	if s.moments, err = tx.FindMoments(ctx, in, store.MomentFilter{}); err != nil {
		return s, err
	}
	asked, err := tx.FindAllAsked(ctx, in)
	if err != nil {
		return s, err
	}
	s.asked = map[production.InterviewID][]interview.Asked{}
	for _, a := range asked {
		if !a.Gone && !s.screen.hides(a.SceneID, a.Scene) {
			s.asked[a.Interview] = append(s.asked[a.Interview], a)
		}
	}
	for _, list := range s.asked {
		slices.SortStableFunc(list, func(a, b interview.Asked) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID)) })
	}
	s.booked = map[production.MomentID]Booking{}
	plan, err := o.latestIn(ctx, tx, in)
	if fault.Is(err, fault.NotFound) {
		return s, nil
	}
	for _, d := range plan.Days {
		for _, c := range d.Covers {
			s.booked[c.Moment] = bookingOf(d, c)
		}
	}
	return s, err
}

func bookingOf(d coverage.PlanDay, c coverage.Cover) Booking {
	b := Booking{Date: d.Date, Day: d.Number, Start: c.Start, End: c.End, Place: c.Place, Broken: c.Broken}
	for _, m := range c.Team {
		if !slices.Contains(b.Team, m.Name) {
			b.Team = append(b.Team, m.Name)
		}
	}
	return b
}

// talk is one as the reader may know it.
func (s talkSources) talk(i interview.Interview) Talk {
	if s.hidden[string(i.ID)] {
		return Talk{Interview: interview.Interview{ID: i.ID, Person: closedTitle, Status: i.Status, Release: i.Release, Beats: []production.BeatID{}}, Closed: true}
	}
	t := Talk{Interview: i, Asked: len(s.asked[i.ID])}
	for _, a := range s.asked[i.ID] {
		if a.Done {
			t.Done++
		}
	}
	if b, is := s.booked[i.Moment]; is && i.Moment != "" {
		t.Booking = &b
	}
	return t
}

// Interviews are the talks of a production and what they come to; of those about a closed set whoever may not see it
// learns that they are there.
func (o *Office) Interviews(ctx context.Context, in production.ProductionID) (Interviews, error) {
	out := Interviews{Talks: []Talk{}, Proposed: []story.Moment{}}
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) (err error) {
		if out.Base, err = tx.LastJournal(ctx, in); err != nil {
			return err
		}
		s, err := o.talkSources(ctx, tx, in)
		if err != nil {
			return err
		}
		made := map[production.MomentID]bool{}
		for _, i := range s.talks {
			out.Talks = append(out.Talks, s.talk(i))
			made[i.Moment] = true
		}
		for _, m := range s.moments {
			if m.Kind == story.Interview && !made[m.ID] && m.Status != story.Dismissed && !s.screen.hidesMoment(m) {
				out.Proposed = append(out.Proposed, s.screen.moment(m))
			}
		}
		out.Total = interview.Sum(s.talks)
		return nil
	})
	slices.SortStableFunc(out.Talks, compareTalks)
	return out, err
}

// compareTalks puts what is to come first, and what is over last.
func compareTalks(a, b Talk) int {
	rank := func(t Talk) (over int, when string) {
		if t.Status == interview.Done || t.Status == interview.Declined {
			over = 1
		}
		if t.Booking == nil {
			return over, "later"
		}
		return over, string(t.Booking.Date) + t.Booking.Start.String()
	}
	overA, whenA := rank(a)
	overB, whenB := rank(b)
	return cmp.Or(cmp.Compare(overA, overB), cmp.Compare(whenA, whenB), cmp.Compare(a.Person, b.Person), cmp.Compare(a.ID, b.ID))
}

// EditInterview changes fields of a talk. Whoever holds it may say how it went; the rest is the story's. What that means for its
// moment goes into the same act: one who declines is not planned, and is again once they have thought about it.
func (o *Office) EditInterview(ctx context.Context, in production.ProductionID, id production.InterviewID, w Written) (Act, error) {
	return o.act(ctx, in, access.EditShots, "edit_interview", func(p *pen) (string, error) {
		was, err := p.tx.FindInterview(ctx, in, id)
		if err != nil {
			return "", err
		}
		now, err := amend(ctx, p, talks, string(id), w)
		if err != nil {
			return "", err
		}
		held := was
		held.Status, held.Release, held.Note = now.Status, now.Release, now.Note
		more, err := journal.Diff(held, now)
		if err != nil {
			return "", err
		}
		if len(more) > 0 {
			if err := access.Require(ctx, access.EditStory, in); err != nil {
				return "", err
			}
		}
		if err := p.beatsThere(ctx, was.Beats, now.Beats); err != nil {
			return "", err
		}
		return now.Person, o.settleMoment(ctx, p, was, now)
	})
}

// beatsThere looks whether the beats that are new are on the board.
func (p *pen) beatsThere(ctx context.Context, was, now []production.BeatID) error {
	for _, id := range now {
		if slices.Contains(was, id) {
			continue
		}
		b, err := p.tx.FindBeat(ctx, p.in, id)
		if err != nil {
			return err
		}
		if err := onBoard(b); err != nil {
			return err
		}
	}
	return nil
}

// settleMoment makes the moment of a talk what the talk is by now.
func (o *Office) settleMoment(ctx context.Context, p *pen, was, now interview.Interview) error {
	if now.Moment == "" {
		return nil
	}
	m, err := p.tx.FindMoment(ctx, p.in, now.Moment)
	if fault.Is(err, fault.NotFound) {
		return nil // the papers no longer have what it was found in
	}
	if err != nil {
		return err
	}
	off := func(i interview.Interview) bool {
		return i.Status == interview.Declined || i.Gone && m.Origin == story.ByHand
	}
	agreed := func(i interview.Interview) bool { return i.Status == interview.Agreed || i.Status == interview.Done }
	var c story.Change
	confirmed, dismissed := story.Confirmed, story.Dismissed
	switch {
	case off(now) && !off(was):
		c.Status = &dismissed
	case off(was) && !off(now), agreed(now) && !agreed(was):
		c.Status = &confirmed
	}
	if now.Minutes != was.Minutes && !now.Gone {
		c.Minutes = &now.Minutes
	}
	if now.Person != was.Person && !now.Gone {
		c.Person = &now.Person
	}
	if _, err := o.editMoment(ctx, p, now.Moment, c); err != nil {
		return err
	}
	done := func(i interview.Interview) bool { return i.Status == interview.Done && !i.Gone }
	if c != (story.Change{}) || done(now) != done(was) { // what the plan is made from is different
		if err := o.tell(ctx, p.tx, p.in, topicMoments, "edit_moment", m.Title); err != nil {
			return err
		}
	}
	another := m.Beat != "" && !slices.Contains(was.Beats, m.Beat) // somebody tied it to that
	if len(now.Beats) == 0 || another || slices.Contains(now.Beats, m.Beat) {
		return nil
	}
	b, err := p.tx.FindBeat(ctx, p.in, now.Beats[0])
	if err != nil {
		return err
	}
	return o.tie(ctx, p, b, []production.MomentID{now.Moment})
}
