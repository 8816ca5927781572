package office

import (
	"context"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// TalkSheet is a talk as whoever prepares and holds it needs it.
type TalkSheet struct {
	Talk
	Questions []interview.Asked
	Suggested []Suggestion     // what is not on the sheet yet, for whoever may put it there
	Tells     []BeatOfTalk     // the beats it tells
	Free      []story.FreeDay  // when the person could talk, nil for somebody whom the papers do not have
	Letter    string           // the invitation
	Subject   string           // of the invitation
	Email     string           // only for who may know it
	Phone     string           //
	Today     production.Date  // where the production is
	Film      string           // title
	Base      int64            // number of the journal's newest entry
	Days      []production.Day // the shoot days, for drawing
}

// BeatOfTalk is a beat that a talk tells, with what it wants of talks.
type BeatOfTalk struct {
	ID    production.BeatID
	Title string
	Wants []string
}

// FindInterview is one talk with its sheet.
func (o *Office) FindInterview(ctx context.Context, in production.ProductionID, id production.InterviewID) (TalkSheet, error) {
	var out TalkSheet
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) error {
		i, err := tx.FindInterview(ctx, in, id)
		if err != nil {
			return err
		}
		if i.Gone {
			return fault.New(fault.NotFound, "the talk with %s was taken off the list", i.Person).WithRemedy("Its history brings it back.")
		}
		s, err := o.sheetSources(ctx, tx, in)
		if err != nil {
			return err
		}
		out = o.talkSheet(ctx, in, s, i)
		if actor, _ := access.From(ctx); actor.May(access.EditShots, in) && !out.Closed {
			out.Suggested, err = suggestions(ctx, tx, in, s.talkSources, i, s.facts, s.told)
		}
		return err
	})
	return out, err
}

// Sheets are the sheets of all talks that are to be held, to be printed.
func (o *Office) Sheets(ctx context.Context, in production.ProductionID) ([]TalkSheet, error) {
	list := []TalkSheet{}
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) error {
		s, err := o.sheetSources(ctx, tx, in)
		if err != nil {
			return err
		}
		for _, i := range s.talks {
			if i.Status == interview.Declined || i.Status == interview.Done || s.hidden[string(i.ID)] {
				continue
			}
			list = append(list, o.talkSheet(ctx, in, s, i))
		}
		return nil
	})
	slices.SortStableFunc(list, func(a, b TalkSheet) int { return compareTalks(a.Talk, b.Talk) })
	return list, err
}

// sheetSources are what sheets are made of, read once for all of them.
type sheetSources struct {
	talkSources
	film  production.Production
	facts production.Facts
	told  []outline.Beat
	days  []production.Day // as the reader may know them
	base  int64
}

func (o *Office) sheetSources(ctx context.Context, tx *store.Tx, in production.ProductionID) (s sheetSources, err error) {
	if s.talkSources, err = o.talkSources(ctx, tx, in); err != nil {
		return s, err
	}
	if s.base, err = tx.LastJournal(ctx, in); err != nil {
		return s, err
	}
	if s.film, err = tx.FindProduction(ctx, in); err != nil {
		return s, err
	}
	if s.facts, err = tx.FindFacts(ctx, in); err != nil {
		return s, err
	}
	s.days = production.CloneDays(s.facts.Days)
	s.screen.cover(Schedule{Days: s.days})
	s.told, err = tx.FindBeats(ctx, in)
	return s, err
}

// talkSheet is a talk as whoever asks may read it, without what else could be asked.
func (o *Office) talkSheet(ctx context.Context, in production.ProductionID, s sheetSources, i interview.Interview) TalkSheet {
	out := TalkSheet{
		Talk: s.talk(i), Questions: []interview.Asked{}, Suggested: []Suggestion{}, Tells: []BeatOfTalk{}, Base: s.base,
		Film: s.film.Title, Today: o.today(s.film),
	}
	if out.Closed {
		return out
	}
	out.Questions = append(out.Questions, s.asked[i.ID]...)
	for _, b := range s.told {
		if !b.Gone && slices.Contains(i.Beats, b.ID) {
			out.Tells = append(out.Tells, BeatOfTalk{b.ID, b.Title, talkWants(b)})
		}
	}
	actor, _ := access.From(ctx)
	if actor.May(access.SeeSchedule, in) {
		out.Free, out.Days = freeDays(s.facts, i.PersonID, s.screen), s.days
	}
	if actor.May(access.SeeCrew, in) && actor.May(access.SeeSchedule, in) {
		for _, p := range s.facts.People {
			if p.ID == i.PersonID && p.ID != "" {
				out.Email, out.Phone = p.Email, p.Phone
			}
		}
	}
	out.Subject = i.Subject(s.film.Title)
	from := actor.Name
	if actor.UserID == "" {
		from = "" // the command line signs nothing
	}
	out.Letter = i.Letter(out.occasion(from))
	return out
}

// occasion is what the invitation says besides what the sheet says.
func (t TalkSheet) occasion(from string) interview.Occasion {
	o := interview.Occasion{Film: t.Film, From: from}
	for _, b := range t.Tells {
		o.Beats = append(o.Beats, b.Title)
	}
	if b := t.Booking; b != nil {
		o.When, o.Where = b.Date.Spoken()+", "+b.Start.String()+"–"+b.End.String(), production.CalmName(b.Place)
	}
	return o
}

// talkWants are what a beat wants said.
func talkWants(b outline.Beat) []string {
	list := []string{}
	for _, w := range b.Wants {
		if w.Source == outline.FromInterview && strings.TrimSpace(w.Text) != "" {
			list = append(list, w.Text)
		}
	}
	return list
}

// FreeTimes are when somebody of the main unit could talk, by the name that the papers have.
func (o *Office) FreeTimes(ctx context.Context, in production.ProductionID, person string) ([]story.FreeDay, error) {
	list := []story.FreeDay{}
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) error {
		if err := access.Require(ctx, access.SeeSchedule, in); err != nil {
			return err
		}
		facts, err := tx.FindFacts(ctx, in)
		if err != nil {
			return err
		}
		p, known := personCalled(facts.People, person)
		if !known {
			return fault.New(fault.NotFound, "the papers have nobody called %q", person).WithRemedy("Write the name as the schedule or the crew list has it.")
		}
		screen, err := shieldFor(ctx, tx, in)
		list = append(list, freeDays(facts, p.ID, screen)...)
		return err
	})
	return list, err
}

// freeDays are free times as the reader may know them: who is on a closed set is not told.
func freeDays(facts production.Facts, id production.PersonID, screen shield) []story.FreeDay {
	list := story.Free(facts, id)
	if screen.scenes == nil {
		return list
	}
	for i := range list {
		list[i].Busy = slices.DeleteFunc(list[i].Busy, func(b story.FreeSpan) bool { return b.Closed || screen.numbers[b.Scene] })
	}
	return list
}

// personCalled is somebody of the papers by their name, or that of their part.
func personCalled(people []production.Person, name string) (production.Person, bool) {
	name = strings.TrimSpace(name)
	for _, by := range []func(production.Person) string{
		func(p production.Person) string { return p.Name }, func(p production.Person) string { return p.Character },
		func(p production.Person) string { return string(p.ID) },
	} {
		for _, p := range people {
			if name != "" && strings.EqualFold(by(p), name) {
				return p, true
			}
		}
	}
	return production.Person{}, false
}
