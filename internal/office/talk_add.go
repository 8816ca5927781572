package office

import (
	"context"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// AddInterview puts a talk on the list: for a moment that the finder proposes, or with somebody whom it does not. The latter gets
// a moment, in the times at which the person is free, so that the plan can have it. What is left out is filled in from what the
// papers say; filled lets the sheet begin with questions that fit.
func (o *Office) AddInterview(ctx context.Context, in production.ProductionID, i interview.Interview, filled bool) (interview.Interview, Act, error) {
	act, err := o.act(ctx, in, access.EditStory, "add_interview", func(p *pen) (_ string, err error) {
		i, err = p.addTalk(ctx, i, filled)
		return i.Person, err
	})
	return i, act, err
}

func (p *pen) addTalk(ctx context.Context, i interview.Interview, filled bool) (interview.Interview, error) {
	if err := access.Require(ctx, access.EditMoments, p.in); err != nil {
		return i, err
	}
	facts, err := p.tx.FindFacts(ctx, p.in)
	if err != nil {
		return i, err
	}
	if i, err = p.o.newTalk(ctx, p, i, facts); err != nil {
		return i, err
	}
	if err := write(ctx, p, talks, interview.Interview{ID: i.ID, Moment: i.Moment, Gone: true}, i); err != nil {
		return i, err
	}
	m, err := p.tx.FindMoment(ctx, p.in, i.Moment)
	if err != nil {
		return i, err
	}
	before := i // as its moment is by now
	before.Beats, before.Minutes = nil, m.Minutes
	if err := p.o.settleMoment(ctx, p, before, i); err != nil || !filled {
		return i, err
	}
	return i, p.o.fillSheet(ctx, p, i, facts)
}

// newTalk completes a talk, and makes the moment that the plan schedules where there is none.
func (o *Office) newTalk(ctx context.Context, p *pen, i interview.Interview, facts production.Facts) (interview.Interview, error) {
	i.ID, i.Gone, i.Person = production.NewID[production.InterviewID](), false, strings.TrimSpace(i.Person)
	i.Status, i.Release = orElse(i.Status, interview.Wanted), orElse(i.Release, interview.ReleaseNeeded)
	all, err := p.tx.FindInterviews(ctx, p.in)
	if err != nil {
		return i, err
	}
	taken := func(m production.MomentID) bool {
		return slices.ContainsFunc(all, func(t interview.Interview) bool { return t.Moment == m && !t.Gone })
	}
	var m story.Moment
	if i.Moment != "" {
		if m, err = p.tx.FindMoment(ctx, p.in, i.Moment); err != nil {
			return i, err
		}
		if m.Kind != story.Interview {
			return i, fault.New(fault.Invalid, "%q is no talk", m.Title).WithRemedy("Choose a moment of the kind interview.")
		}
		if taken(m.ID) {
			return i, fault.New(fault.Conflict, "there is a sheet for %q already", m.Title).WithRemedy("Open it.")
		}
		i.Person, i.Minutes = orElse(i.Person, m.Person), orElse(i.Minutes, m.Minutes)
	}
	i.Beats = alsoBeat(i.Beats, m.Beat)
	given := i.Minutes
	i = completed(i, facts)
	if err := i.Check(); err != nil || i.Moment != "" {
		return i, err
	}
	m, err = o.momentOf(ctx, p, i, facts, taken)
	i.Moment, i.Minutes, i.Beats = m.ID, orElse(given, m.Minutes), alsoBeat(i.Beats, m.Beat)
	return i, err
}

// alsoBeat are beats with that of the talk's moment.
func alsoBeat(list []production.BeatID, beat production.BeatID) []production.BeatID {
	if beat == "" || slices.Contains(list, beat) {
		return list
	}
	return append(slices.Clone(list), beat)
}

func orElse[T comparable](value, other T) T {
	var none T
	if value == none {
		return other
	}
	return value
}

// completed fills in what the papers say about the person.
func completed(i interview.Interview, facts production.Facts) interview.Interview {
	i.Minutes = orElse(i.Minutes, usualTalk)
	p, known := personCalled(facts.People, i.Person)
	if !known {
		i.Craft = orElse(i.Craft, interview.CraftOf(i.Role))
		return i
	}
	i.Person, i.PersonID = p.Name, p.ID
	if p.Kind != production.Cast {
		i.Role = orElse(i.Role, p.Role)
		i.Craft = orElse(i.Craft, interview.CraftOf(p.Role))
		return i
	}
	scenes := 0
	for _, sc := range facts.Scenes {
		if slices.Contains(sc.Characters, p.Character) {
			scenes++
		}
	}
	i.Person = production.CalmName(p.Name)
	i.Role = orElse(i.Role, production.CalmName(p.Character))
	i.Craft = orElse(i.Craft, interview.CraftOfCast(scenes, len(facts.Scenes)))
	return i
}

// usualTalk is how long a talk is recorded when nobody says otherwise, in minutes.
const usualTalk = 30

// momentOf is the moment of a talk: the one that the finder proposes for the person, or a new one.
func (o *Office) momentOf(ctx context.Context, p *pen, i interview.Interview, facts production.Facts, taken func(production.MomentID) bool) (story.Moment, error) {
	all, err := p.tx.FindMoments(ctx, p.in, store.MomentFilter{})
	if err != nil {
		return story.Moment{}, err
	}
	for _, m := range all {
		if m.Kind == story.Interview && strings.EqualFold(m.Person, i.Person) && m.Status != story.Dismissed && !taken(m.ID) {
			return m, nil
		}
	}
	windows := story.Windows(story.Free(facts, i.PersonID), i.Minutes)
	m := story.NewInterview(production.NewID[production.MomentID](), i.Person, i.Role, i.Minutes, windows)
	before := m
	before.Status = story.Dismissed // what it goes back to
	if err := p.tx.SaveMoments(ctx, p.in, []story.Moment{before}); err != nil {
		return story.Moment{}, err
	}
	return m, write(ctx, p, moments, before, m)
}

// fillSheet lets a sheet begin with some of what fits.
func (o *Office) fillSheet(ctx context.Context, p *pen, i interview.Interview, facts production.Facts) error {
	s, err := o.talkSources(ctx, p.tx, p.in)
	if err != nil {
		return err
	}
	told, err := p.tx.FindBeats(ctx, p.in)
	if err != nil {
		return err
	}
	all, err := suggestions(ctx, p.tx, p.in, s, i, facts, told)
	if err != nil {
		return err
	}
	most := map[string]int{interview.Opener: firstOpeners, interview.Closer: firstClosers, i.Craft: firstOwn}
	count := map[string]int{}
	var chosen []Suggestion
	for _, q := range all {
		group, limit := q.Question.Craft, 0
		switch {
		case group == "": // what a beat wants
			limit = len(all)
		case q.Scene != "":
			group, limit = group+q.Scene, firstScenes
		default:
			limit = most[group]
		}
		if count[group] < limit {
			count[group]++
			chosen = append(chosen, q)
		}
	}
	return p.ask(ctx, i.ID, chosen)
}
