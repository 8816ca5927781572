package cli

import (
	"context"
	"io/fs"
	"time"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/worksheet"
)

// sheetDemo fills the worksheet in as somebody would who has script and schedule already: what is agreed, the checklists,
// and what is to be delivered.
func sheetDemo(s *session, a *app.App, film production.Production) error {
	ctx := access.With(s.ctx, access.Operator(demoName))
	now, err := a.Office.Worksheet(ctx, film.ID)
	if err != nil || len(now.Pieces) > 0 { // it was played before
		return err
	}
	text, err := fs.ReadFile(examples.LampRoom, examples.WorksheetFile)
	if err != nil {
		return err
	}
	answers, err := worksheet.Read(examples.WorksheetFile, text)
	if err != nil {
		return err
	}
	s.say("The worksheet: checklists, and what is to be delivered.")
	sent := worksheet.Answers{}
	for key, lines := range answers {
		if len(lines) > 0 {
			sent[key] = lines
		}
	}
	_, err = a.Office.AnswerWorksheet(ctx, film.ID, office.Written{Fields: sent})
	return err
}

// tickDemo ticks the list of the newest day that BTS went to off, all but its last line.
func tickDemo(s *session, a *app.App, film production.Production) error {
	ctx := access.With(s.ctx, access.Operator(demoName))
	date, err := lastAttended(ctx, a, film)
	if err != nil || date == "" {
		return err
	}
	list, err := a.Office.Checklist(ctx, film.ID, date)
	if err != nil {
		return err
	}
	for i, line := range list {
		if i == len(list)-1 {
			break
		}
		if _, err := a.Office.TickCheck(ctx, film.ID, line.ID, date, true); err != nil {
			return err
		}
	}
	return nil
}

// lastAttended is the newest day of the plan that is over, "" for none.
func lastAttended(ctx context.Context, a *app.App, film production.Production) (date production.Date, err error) {
	plan, err := a.Office.LatestPlan(ctx, film.ID)
	if err != nil {
		return "", err
	}
	today := production.DateOf(time.Now().In(film.Zone()))
	for _, d := range plan.Days {
		if d.Date < today {
			date = max(date, d.Date)
		}
	}
	return date, nil
}
