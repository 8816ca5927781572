package cli

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// evening is how long before somebody looks the demo's revision came in.
const evening = 14 * time.Hour

// calledEarlier is the shoot day, counted from 0, whose call the demo corrects.
const calledEarlier = 7

// revise plays what came in last evening: the production office's calendar, a call that the assistant
// director moved by telephone, and a blue schedule that breaks bookings and waits for the director.
func (c *demoCmd) revise(s *session, a *app.App, film production.Production) error {
	ctx := access.With(s.ctx, access.Operator("Petra Voll"))
	sources, err := a.Office.Calendars(ctx, film.ID)
	if err != nil || len(sources) > 0 { // was played before
		return err
	}
	days, err := shiftToday(film)
	if err != nil {
		return err
	}
	s.say("Last evening: a calendar, a call by telephone, a blue schedule.")
	if err := subscribeDemo(ctx, s, a, film, days); err != nil {
		return err
	}
	if err := correctDemo(ctx, a, film); err != nil {
		return err
	}
	blue, err := examples.BlueSchedule(days)
	if err != nil {
		return err
	}
	_, err = a.Office.Propose(ctx, film.ID, []office.File{{Name: "the-lamp-room-blue.uss", Data: blue}}, office.ImportOptions{}, nil)
	return err
}

// shiftToday is by how many days the example is moved for whoever looks today.
func shiftToday(film production.Production) (int, error) {
	return examples.Shift(string(production.DateOf(time.Now().In(film.Zone()))))
}

// subscribeDemo has the production office's calendar fetched from a file in the data folder.
func subscribeDemo(ctx context.Context, s *session, a *app.App, film production.Production, days int) error {
	file, err := filepath.Abs(filepath.Join(s.Data, "production-office.ics"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, examples.UnitCalendar(days), 0o600); err != nil {
		return err
	}
	source, err := a.Office.AddCalendar(ctx, film.ID, office.NewCalendar{Address: "file://" + filepath.ToSlash(file), Name: "Production office", Alone: true})
	if err != nil {
		return err
	}
	_, err = a.Office.CheckCalendar(ctx, film.ID, source.ID, nil)
	return err
}

// correctDemo moves a coming day's call to half an hour earlier.
func correctDemo(ctx context.Context, a *app.App, film production.Production) error {
	schedule, err := a.Office.Schedule(ctx, film.ID)
	if err != nil || len(schedule.Days) <= calledEarlier {
		return err
	}
	day := schedule.Days[calledEarlier]
	_, err = a.Office.Correct(ctx, film.ID, []correction.Correction{{
		What: correction.Day, Target: string(day.ID), Part: day.Units[0].Unit, Field: "call", Value: (day.Units[0].Call - 30).String(),
		Note: "Petra by telephone, 21:40: the children are ready earlier",
	}})
	return err
}
