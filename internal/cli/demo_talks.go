package cli

import (
	"context"
	"encoding/json"
	"io/fs"
	"slices"
	"strings"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// demoTalks are the example's interviews.
type demoTalks struct {
	Question interview.Question
	Talks    []demoTalk
}

type demoTalk struct {
	Person, Role, Craft, About, Quiet, Care, Note string
	Minutes                                       int
	Beats                                         []string // titles
	Status                                        interview.Status
	Release                                       interview.Release
	Questions                                     []interview.Asked
	Held                                          *struct {
		Status  interview.Status
		Release interview.Release
		Note    string
		Answers []string // to the first questions of the sheet, "" for one that was not asked
	}
}

// demoInterviewer is who holds the talks.
const demoInterviewer = "Ines Carrow"

func readDemoTalks() (list demoTalks, err error) {
	text, err := fs.ReadFile(examples.LampRoom, examples.TalksFile)
	if err != nil {
		return list, err
	}
	return list, fault.Wrap(json.Unmarshal(text, &list), "read the example's interviews")
}

// prepareTalks plays how the director prepares the talks, unless there are some.
func prepareTalks(s *session, a *app.App, film production.Production) error {
	ctx := access.With(s.ctx, access.Operator(demoName))
	there, err := a.Office.Interviews(ctx, film.ID)
	if err != nil || len(there.Talks) > 0 {
		return err
	}
	list, err := readDemoTalks()
	if err != nil {
		return err
	}
	s.say("Interviews: %d sheets.", len(list.Talks))
	if _, _, err := a.Office.AddQuestion(ctx, film.ID, list.Question); err != nil {
		return err
	}
	told, err := a.Office.Outline(ctx, film.ID)
	if err != nil {
		return err
	}
	for _, t := range list.Talks {
		if err := prepareTalk(ctx, a, film, told, t); err != nil {
			return err
		}
	}
	return nil
}

func prepareTalk(ctx context.Context, a *app.App, film production.Production, told office.Outline, t demoTalk) error {
	i := interview.Interview{
		Person: t.Person, Role: t.Role, Craft: t.Craft, About: t.About, Quiet: t.Quiet, Care: t.Care, Note: t.Note, Minutes: t.Minutes, Release: t.Release,
	}
	for _, arc := range told.Arcs {
		for _, b := range arc.Beats {
			if slices.Contains(t.Beats, b.Title) {
				i.Beats = append(i.Beats, b.ID)
			}
		}
	}
	i, _, err := a.Office.AddInterview(ctx, film.ID, i, true)
	if err != nil {
		return err
	}
	for _, q := range t.Questions {
		q.Interview = i.ID
		if _, _, err := a.Office.AddAsked(ctx, film.ID, q); err != nil {
			return err
		}
	}
	if t.Status == "" || t.Status == i.Status {
		return nil
	}
	_, err = a.Office.EditInterview(ctx, film.ID, i.ID, office.Written{Fields: map[string]any{"status": t.Status}})
	return err
}

// holdTalks plays the talks that were held by now, unless one was.
func holdTalks(s *session, a *app.App, film production.Production) error {
	ctx := access.With(s.ctx, access.Operator(demoInterviewer))
	there, err := a.Office.Interviews(ctx, film.ID)
	if err != nil || slices.ContainsFunc(there.Talks, func(t office.Talk) bool { return t.Status == interview.Done }) {
		return err
	}
	list, err := readDemoTalks()
	if err != nil {
		return err
	}
	for _, t := range list.Talks {
		for _, now := range there.Talks {
			if t.Held == nil || !strings.EqualFold(t.Person, now.Person) {
				continue
			}
			if err := holdTalk(ctx, a, film, now.ID, t); err != nil {
				return err
			}
		}
	}
	return nil
}

func holdTalk(ctx context.Context, a *app.App, film production.Production, id production.InterviewID, t demoTalk) error {
	sheet, err := a.Office.FindInterview(ctx, film.ID, id)
	if err != nil {
		return err
	}
	for n, answer := range t.Held.Answers {
		if answer == "" || n >= len(sheet.Questions) {
			continue
		}
		_, err := a.Office.EditAsked(ctx, film.ID, sheet.Questions[n].ID, office.Written{Fields: map[string]any{"done": true, "answer": answer}})
		if err != nil {
			return err
		}
	}
	_, err = a.Office.EditInterview(ctx, film.ID, id, office.Written{Fields: map[string]any{
		"status": t.Held.Status, "release": t.Held.Release, "note": t.Held.Note,
	}})
	return err
}
