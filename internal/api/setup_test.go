package api_test

import (
	"bytes"
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/api"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web"
)

// site is the API over an installation with the example production, in which jobs are worked on.
type site struct {
	t    *testing.T
	data string
	app  *app.App
	api  http.Handler
	log  *bytes.Buffer
	film production.Production
	ctx  context.Context // of the operator
}

func open(t *testing.T) *site {
	t.Helper()
	s := &site{t: t, data: t.TempDir(), log: &bytes.Buffer{}, ctx: access.With(t.Context(), access.Operator("operator"))}
	var err error
	s.app, err = app.Open(t.Context(), app.Config{Data: s.data}, true)
	must(t, err)
	t.Cleanup(func() { must(t, s.app.Close()) })
	stop, err := s.app.Work(t.Context(), slog.New(slog.DiscardHandler), nil)
	must(t, err)
	t.Cleanup(stop)
	s.api = api.New(s.app.Office, web.Status, slog.New(slog.NewTextHandler(s.log, nil)))
	s.film, err = s.app.Office.CreateProduction(s.ctx, production.Production{Title: "The Lamp Room", TimeZone: "Europe/London", CrewDays: 6})
	must(t, err)
	var files []office.File
	for _, name := range []string{examples.ScriptFile, examples.ScheduleFile} {
		data, err := fs.ReadFile(examples.LampRoom, name)
		must(t, err)
		files = append(files, office.File{Name: name, Data: data})
	}
	_, err = s.app.Office.Import(s.ctx, s.film.ID, files, office.ImportOptions{}, nil)
	must(t, err)
	_, err = s.app.Office.AddMember(s.ctx, s.film.ID, crew.Member{Name: "Nora", Skills: []string{"video", "interview", "sound"}, Cost: 420})
	must(t, err)
	_, err = s.app.Office.MakePlan(s.ctx, s.film.ID, office.PlanOptions{Time: 100 * time.Millisecond}, nil)
	must(t, err)
	_, err = s.app.Office.DrawCurve(s.ctx, s.film.ID, office.CurveOptions{Span: coverage.Span{From: 6, To: 8, Step: 2}, Time: 50 * time.Millisecond}, nil)
	must(t, err)
	return s
}

// as is the context of a new account with a role in the film, "" for none.
func (s *site) as(role access.Role) context.Context {
	s.t.Helper()
	user, err := s.app.Gatehouse.AddUser(s.ctx, "Some "+role.Title(), string(production.NewID[production.UserID]())+"@example.com")
	must(s.t, err)
	actor := access.Actor{UserID: user.ID, Name: user.Name, Roles: map[production.ProductionID]access.Role{}}
	if role != "" {
		must(s.t, s.app.Gatehouse.AddMember(s.ctx, s.film.ID, user.ID, role))
		actor.Roles[s.film.ID] = role
	}
	return access.With(s.t.Context(), actor)
}

// call asks the API on behalf of the context's actor.
func (s *site) call(ctx context.Context, method, path, body string) *httptest.ResponseRecorder {
	s.t.Helper()
	r := httptest.NewRequestWithContext(ctx, method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	s.api.ServeHTTP(w, r)
	return w
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// example is a file of the example production.
func example(t *testing.T, name string) office.File {
	t.Helper()
	data, err := fs.ReadFile(examples.LampRoom, name)
	must(t, err)
	return office.File{Name: name, Data: data}
}

// place is a location list with a place that nobody knows yet.
func place() office.File {
	return office.File{Name: "places.csv", Data: []byte("Location,Address\nHouse " + string(production.NewID[production.TaskID]()) + ",High Street 1\n")}
}

// proposed is a list that waits for somebody to decide.
func (s *site) proposed() string {
	s.t.Helper()
	r, err := s.app.Office.Propose(s.ctx, s.film.ID, []office.File{place()}, office.ImportOptions{}, nil)
	must(s.t, err)
	return string(r.Proposal)
}

// imported is a list that was taken in after everything else.
func (s *site) imported() string {
	s.t.Helper()
	r, err := s.app.Office.Import(s.ctx, s.film.ID, []office.File{place()}, office.ImportOptions{}, nil)
	must(s.t, err)
	return string(r.Proposal)
}

// calendar is the only calendar that is fetched, from a name that no server has (RFC 6761).
func (s *site) calendar() string {
	s.t.Helper()
	all, err := s.app.Office.Calendars(s.ctx, s.film.ID)
	must(s.t, err)
	for _, c := range all {
		must(s.t, s.app.Office.RemoveCalendar(s.ctx, s.film.ID, c.ID, false))
	}
	added, err := s.app.Office.AddCalendar(s.ctx, s.film.ID, office.NewCalendar{Address: "https://calendar.invalid/unit.ics"})
	must(s.t, err)
	return string(added.ID)
}

// correction is a correction that was just made.
func (s *site) correction() string {
	s.t.Helper()
	scenes, err := s.app.Office.Scenes(s.ctx, s.film.ID)
	must(s.t, err)
	_, err = s.app.Office.Correct(s.ctx, s.film.ID, []correction.Correction{
		{What: correction.Scene, Target: string(scenes[0].ID), Field: "synopsis", Value: newName()},
	})
	must(s.t, err)
	all, err := s.app.Office.Corrections(s.ctx, s.film.ID)
	must(s.t, err)
	return string(all[len(all)-1].ID)
}

// notice is one that somebody has to put away.
func (s *site) notice() string {
	s.t.Helper()
	s.imported()
	all, err := s.app.Office.Notices(s.as(access.AD), s.film.ID)
	must(s.t, err)
	return string(all[0].ID)
}

// joined are the rows of several tables. A row that two of them have is a mistake.
func joined[T any](tables ...map[string]T) map[string]T {
	all := map[string]T{}
	for _, rows := range tables {
		for name, row := range rows {
			if _, twice := all[name]; twice {
				panic(name + " is in two tables")
			}
			all[name] = row
		}
	}
	return all
}
