package cli

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

type demoCmd struct {
	serving
	NoServe bool          `help:"Play the production, then stop."`
	Time    time.Duration `help:"How long to search for the plan." default:"3s"`
}

func (demoCmd) Help() string { return example("bts demo --data demo-data") }

// lead is how long before the demo's first shoot day its plan is made.
const lead = 21 * 24 * time.Hour

// Run plays the example production through the same services that people use, once; the second time it
// only serves what is there. The papers come in and the plan is made three weeks ago, so that the
// shoot is on when somebody looks.
func (c *demoCmd) Run(s *session) error {
	var film production.Production
	err := s.insideAt(func() time.Time { return time.Now().Add(-lead) }, func(a *app.App) (err error) {
		film, err = c.play(s, a)
		return err
	})
	if err != nil {
		return err
	}
	if c.NoServe {
		return s.print(map[string]string{"production": film.Slug}, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s is played in %s.\n", film.Title, s.Data)
			return err
		})
	}
	return s.insideAt(time.Now, func(a *app.App) error {
		return c.serve(s, a, func(ctx context.Context, origin string) error { return c.welcome(ctx, s, a, origin) })
	})
}

// demoCrew is the example's crew list.
type demoCrew struct {
	Title    string          `json:"title"`
	Kind     production.Kind `json:"kind"`
	TimeZone string          `json:"time_zone"`
	CrewDays int             `json:"crew_days"`
	RulePack string          `json:"rule_pack"`
	Crew     []crew.Member   `json:"crew"`
}

// play makes the example production unless it is there, and returns it.
func (c *demoCmd) play(s *session, a *app.App) (production.Production, error) {
	text, err := fs.ReadFile(examples.LampRoom, examples.CrewFile)
	if err != nil {
		return production.Production{}, err
	}
	var list demoCrew
	if err := json.Unmarshal(text, &list); err != nil {
		return production.Production{}, fault.Wrap(err, "read the example's crew")
	}
	film, err := a.Office.FindProduction(s.ctx, production.Slug(list.Title))
	if !fault.Is(err, fault.NotFound) {
		return film, err
	}
	film, err = a.Office.CreateProduction(s.ctx, production.Production{
		Title: list.Title, Kind: list.Kind, TimeZone: list.TimeZone, CrewDays: list.CrewDays, RulePack: list.RulePack,
	})
	if err != nil {
		return film, err
	}
	s.say("Playing %s: script, schedule, moments, crew, plan.", film.Title)
	if err := c.importPapers(s, a, film); err != nil {
		return film, err
	}
	for _, m := range list.Crew {
		if _, err := a.Office.AddMember(s.ctx, film.ID, m); err != nil {
			return film, err
		}
	}
	progress := s.progress()
	plan, err := a.Office.MakePlan(s.ctx, film.ID, office.PlanOptions{Time: c.Time}, progress.report)
	progress.end()
	if err == nil {
		s.say("%d of %d moments covered with %d of %d crew-days.", plan.Covered, plan.Total, plan.UsedDays, plan.CrewDays)
	}
	return film, err
}

// importPapers takes in script and schedule, the schedule moved to these weeks so that the shoot is on.
func (c *demoCmd) importPapers(s *session, a *app.App, film production.Production) error {
	script, err := fs.ReadFile(examples.LampRoom, examples.ScriptFile)
	if err != nil {
		return err
	}
	today := production.DateOf(time.Now().In(film.Zone()))
	schedule, err := examples.Schedule(string(today))
	if err != nil {
		return err
	}
	_, err = a.Office.Import(s.ctx, film.ID, []office.File{
		{Name: "the-lamp-room.fountain", Data: script}, {Name: "the-lamp-room.uss", Data: schedule},
	}, office.ImportOptions{}, nil)
	return err
}

// demoEmail is the account of whoever tries the demo out.
const demoEmail = "director@lamp-room.example"

// welcome makes the demo's account when there is none, and prints a link that signs in once.
func (c *demoCmd) welcome(ctx context.Context, s *session, a *app.App, origin string) error {
	token, err := a.Gatehouse.SetupLink(ctx)
	if err == nil {
		_, err = a.Gatehouse.Setup(ctx, token, "Robin Hale", demoEmail, rand.Text())
	} else if fault.Is(err, fault.Conflict) {
		err = nil // somebody has an account already
	}
	if err != nil {
		return err
	}
	users, err := a.Gatehouse.Users(access.With(ctx, access.Operator("demo")))
	if err != nil {
		return err
	}
	for _, u := range users {
		if u.Operator {
			token, err := a.Gatehouse.SignInLink(ctx, u.ID)
			if err != nil {
				return err
			}
			fmt.Fprintf(s.Out, "Open this address; it signs you in once:\n  %s/link/%s\n", origin, token)
			return nil
		}
	}
	return fault.New(fault.NotFound, "there is no owner's account")
}
