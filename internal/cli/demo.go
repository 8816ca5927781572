package cli

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"time"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
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
// only serves what is there. The papers come in, the plan is made and the story is laid out three weeks
// ago, so that the shoot is on when somebody looks; something nobody had planned happened the other day, a
// revision came last evening, and a producer asks today.
func (c *demoCmd) Run(s *session) error {
	var film production.Production
	if err := s.placeDemo(); err != nil {
		return err
	}
	err := s.insideAt(func() time.Time { return time.Now().Add(-lead) }, func(a *app.App) (err error) {
		if film, err = c.play(s, a); err != nil {
			return err
		}
		if err := moveDemo(s, a, film); err != nil {
			return err
		}
		if err := tellDemo(s, a, film); err != nil {
			return err
		}
		if err := sheetDemo(s, a, film); err != nil {
			return err
		}
		if err := wantDemo(s, a, film); err != nil {
			return err
		}
		if err := prepareTalks(s, a, film); err != nil {
			return err
		}
		return drawDemo(s, a, film)
	})
	if err != nil {
		return err
	}
	err = s.insideAt(func() time.Time { return time.Now().Add(-chance) }, func(a *app.App) error { return chanceDemo(s, a, film) })
	if err != nil {
		return err
	}
	err = s.insideAt(func() time.Time { return time.Now().Add(-chance) }, func(a *app.App) error { return shootDemo(s, a, film) })
	if err != nil {
		return err
	}
	err = s.insideAt(func() time.Time { return time.Now().Add(-evening) }, func(a *app.App) error {
		if err := holdTalks(s, a, film); err != nil {
			return err
		}
		if err := cardDemo(s, a, film); err != nil {
			return err
		}
		if err := libraryDemo(s, a, film); err != nil {
			return err
		}
		return c.revise(s, a, film)
	})
	if err != nil {
		return err
	}
	err = s.insideAt(time.Now, func(a *app.App) error {
		if err := tickDemo(s, a, film); err != nil {
			return err
		}
		return askDemo(s, a, film)
	})
	if err != nil {
		return err
	}
	if c.NoServe {
		if err := s.insideAt(time.Now, func(a *app.App) error { return lookDemo(s, a, film, false) }); err != nil {
			return err
		}
		return s.print(map[string]string{"production": film.Slug}, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s is played in %s.\n", film.Title, s.Data)
			return err
		})
	}
	return s.insideAt(time.Now, func(a *app.App) error {
		return c.serve(s, a, func(ctx context.Context, origin string) error { return c.welcome(ctx, s, a, film, origin) })
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

// play makes the example production, or goes on where it was interrupted, and returns it. It refuses an
// installation that holds other productions: a demo has a data folder of its own.
func (c *demoCmd) play(s *session, a *app.App) (production.Production, error) {
	list, err := readDemoCrew()
	if err != nil {
		return production.Production{}, err
	}
	ctx := access.With(s.ctx, access.Operator(demoName))
	film, err := openDemo(ctx, a, list)
	if err != nil {
		return film, err
	}
	days, err := shiftToday(film)
	if err != nil {
		return film, err
	}
	if revisions, err := a.Office.Revisions(ctx, film.ID); err != nil {
		return film, err
	} else if len(revisions) == 0 {
		s.say("Playing %s: script, schedule, moments, crew, plan.", film.Title)
		if err := importPapers(ctx, a, film, days); err != nil {
			return film, err
		}
	}
	if err := hireCrew(ctx, a, film, list.Crew, days); err != nil {
		return film, err
	}
	_, err = a.Office.LatestPlan(ctx, film.ID)
	if !fault.Is(err, fault.NotFound) {
		return film, err
	}
	progress := s.progress()
	plan, err := a.Office.MakePlan(ctx, film.ID, office.PlanOptions{Time: c.Time}, progress.report)
	progress.end()
	if err != nil {
		return film, err
	}
	s.say("%d of %d moments covered with %d of %d crew-days.", plan.Covered, plan.Total, plan.UsedDays, plan.CrewDays)
	return film, decideMoments(ctx, a, film, plan)
}

// openDemo finds the example production or opens it.
func openDemo(ctx context.Context, a *app.App, list demoCrew) (production.Production, error) {
	all, err := a.Office.Productions(ctx)
	if err != nil {
		return production.Production{}, err
	}
	if len(all) == 1 && all[0].Slug == production.Slug(list.Title) {
		return all[0], nil
	}
	if len(all) > 0 {
		return production.Production{}, fault.New(fault.Conflict, "this installation holds other productions, %s among them", all[0].Title).
			WithRemedy("Give the demo a data folder of its own with --data, without BTS_DATABASE.")
	}
	return a.Office.CreateProduction(ctx, production.Production{
		Title: list.Title, Kind: list.Kind, TimeZone: list.TimeZone, CrewDays: list.CrewDays, RulePack: list.RulePack,
	})
}

// hireCrew adds those of the list who are not in the crew yet; their days away move with the schedule.
func hireCrew(ctx context.Context, a *app.App, film production.Production, list []crew.Member, days int) error {
	there, err := a.Office.Members(ctx, film.ID)
	if err != nil {
		return err
	}
	if len(there) >= len(list) {
		return nil
	}
	for _, m := range list {
		if slices.ContainsFunc(there, func(t crew.Member) bool { return t.Name == m.Name }) {
			continue
		}
		for i, r := range m.Away {
			m.Away[i] = production.DateRange{From: r.From.AddDays(days), To: r.To.AddDays(days)}
		}
		if _, err := a.Office.AddMember(ctx, film.ID, m); err != nil {
			return err
		}
	}
	return nil
}

// readDemoCrew reads the example's crew list.
func readDemoCrew() (list demoCrew, err error) {
	text, err := fs.ReadFile(examples.LampRoom, examples.CrewFile)
	if err != nil {
		return list, err
	}
	return list, fault.Wrap(json.Unmarshal(text, &list), "read the example's crew")
}

// importPapers takes in script and schedule, the schedule moved so that the shoot is on.
func importPapers(ctx context.Context, a *app.App, film production.Production, days int) error {
	script, err := fs.ReadFile(examples.LampRoom, examples.ScriptFile)
	if err != nil {
		return err
	}
	schedule, err := examples.Schedule(days)
	if err != nil {
		return err
	}
	_, err = a.Office.Import(ctx, film.ID, []office.File{
		{Name: path.Base(examples.ScriptFile), Data: script}, {Name: path.Base(examples.ScheduleFile), Data: schedule},
	}, office.ImportOptions{}, nil)
	return err
}

// decideMoments does what the demo's director did after the plan: confirm what it covers above a score
// of 60, dismiss the weakest.
func decideMoments(ctx context.Context, a *app.App, film production.Production, plan coverage.Plan) error {
	covered := map[production.MomentID]bool{}
	for _, d := range plan.Days {
		for _, c := range d.Covers {
			covered[c.Moment] = c.Score >= 60
		}
	}
	moments, err := a.Office.Moments(ctx, film.ID, store.MomentFilter{})
	if err != nil {
		return err
	}
	for i, m := range moments {
		status := m.Status
		if covered[m.ID] {
			status = story.Confirmed
		} else if i >= len(moments)-3 {
			status = story.Dismissed
		}
		if status == m.Status {
			continue
		}
		if _, err := a.Office.DecideMoment(ctx, film.ID, m.ID, status); err != nil {
			return err
		}
	}
	return nil
}

// The account of whoever tries the demo out, and the people who share the production.
const (
	demoName  = "Robin Hale"
	demoEmail = "robin@lamp-room.example"
)

var demoPeople = []struct {
	name, email string
	role        access.Role
}{
	{"Ines Carrow", "ines@lamp-room.example", access.Crew},
	{"Petra Voll", "petra@lamp-room.example", access.AD},
	{"Dana Whitlock", "dana@lamp-room.example", access.Publicity},
	{"Sam Okafor", "sam@lamp-room.example", access.Post},
}

// welcome makes those of the demo's accounts that are not there, and prints a link that signs in once.
func (c *demoCmd) welcome(ctx context.Context, s *session, a *app.App, film production.Production, origin string) error {
	owner, err := demoOwner(ctx, a)
	if err != nil {
		return err
	}
	if err := seatPeople(ctx, a, film, owner); err != nil {
		return err
	}
	if err := lookDemo(s, a, film, true); err != nil {
		return err
	}
	link, err := a.Gatehouse.SignInLink(ctx, owner)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.Out, "Open this address; it signs you in once:\n  %s/link/%s\n", origin, link)
	return err
}

// demoOwner is the owner's account, made on the first run.
func demoOwner(ctx context.Context, a *app.App) (production.UserID, error) {
	token, err := a.Gatehouse.SetupLink(ctx)
	if err == nil {
		pass, err := a.Gatehouse.Setup(ctx, token, demoName, demoEmail, rand.Text())
		return pass.User, err
	}
	if !fault.Is(err, fault.Conflict) {
		return "", err
	}
	users, err := a.Gatehouse.Users(ctx)
	for _, u := range users {
		if u.Operator {
			return u.ID, err
		}
	}
	return "", fault.New(fault.NotFound, "there is no owner's account").WithCause(err)
}

// seatPeople gives the owner and the others their roles in the production.
func seatPeople(ctx context.Context, a *app.App, film production.Production, owner production.UserID) error {
	members, err := a.Gatehouse.Members(ctx, film.ID)
	if err != nil || len(members) > len(demoPeople) {
		return err
	}
	if err := a.Gatehouse.AddMember(ctx, film.ID, owner, access.Director); err != nil {
		return err
	}
	users, err := a.Gatehouse.Users(ctx)
	if err != nil {
		return err
	}
	for _, p := range demoPeople {
		at := slices.IndexFunc(users, func(u access.User) bool { return u.Email == p.email })
		var user access.User
		if at >= 0 {
			user = users[at]
		} else if user, err = a.Gatehouse.AddUser(ctx, p.name, p.email); err != nil {
			return err
		}
		if err := a.Gatehouse.AddMember(ctx, film.ID, user.ID, p.role); err != nil {
			return err
		}
	}
	return nil
}
