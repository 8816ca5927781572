package web

import (
	"context"
	"encoding/json"
	"io/fs"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/queue"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

const lampRoom = "/p/the-lamp-room"

// shootDay is the fifth of the example's shoot days, the one on which the lamp is lit.
const shootDay = production.Date("2026-05-08")

// papers takes the example's script and schedule in.
func (s *site) papers(t *testing.T) {
	t.Helper()
	script, err := fs.ReadFile(examples.LampRoom, examples.ScriptFile)
	must(t, err)
	schedule, err := fs.ReadFile(examples.LampRoom, examples.ScheduleFile)
	must(t, err)
	_, err = s.office.Import(s.operator(), s.film.ID, []office.File{
		{Name: "the-lamp-room.fountain", Data: script}, {Name: "the-lamp-room.uss", Data: schedule},
	}, office.ImportOptions{}, nil)
	must(t, err)
}

// crew puts the example's crew on the list.
func (s *site) crew(t *testing.T) {
	t.Helper()
	text, err := fs.ReadFile(examples.LampRoom, examples.CrewFile)
	must(t, err)
	var list struct {
		Crew []crew.Member `json:"crew"`
	}
	must(t, json.Unmarshal(text, &list))
	for _, m := range list.Crew {
		_, err := s.office.AddMember(s.operator(), s.film.ID, m)
		must(t, err)
	}
}

// planTime is enough for a plan with something on it.
const planTime = 150 * time.Millisecond

// played is a site with everything in it: papers, crew and a plan made before the shoot. The clock
// stands in the middle of the shoot.
func played(t *testing.T, change ...func(*Options)) *site {
	t.Helper()
	s := openSite(t, change...)
	s.turnTo(t, "2026-04-13", 10*60)
	s.papers(t)
	s.crew(t)
	s.planned(t, 14)
	s.turnTo(t, shootDay, 11*60)
	return s
}

func (s *site) planned(t *testing.T, crewDays int) coverage.Plan {
	t.Helper()
	plan, err := s.office.MakePlan(s.operator(), s.film.ID, office.PlanOptions{CrewDays: crewDays, Time: planTime}, nil)
	must(t, err)
	if plan.Covered == 0 || len(plan.Uncovered) == 0 {
		t.Fatalf("the plan covers %d and leaves out %d: too little to show", plan.Covered, len(plan.Uncovered))
	}
	return plan
}

func (s *site) plan(t *testing.T) coverage.Plan {
	t.Helper()
	plan, err := s.office.LatestPlan(s.operator(), s.film.ID)
	must(t, err)
	return plan
}

// turnTo sets the clock to a time on a date of the production.
func (s *site) turnTo(t *testing.T, date production.Date, at production.Clock) {
	t.Helper()
	s.clock.Turn(date.At(at, s.film.Zone()).Sub(s.clock.Now()))
}

// unattended is a shoot day on which the plan sends nobody.
func (s *site) unattended(t *testing.T) production.Date {
	t.Helper()
	plan := s.plan(t)
	schedule, err := s.office.Schedule(s.operator(), s.film.ID)
	must(t, err)
	for _, d := range schedule.Days {
		if !slices.ContainsFunc(plan.Days, func(p coverage.PlanDay) bool { return p.Date == d.Date }) {
			return d.Date
		}
	}
	t.Fatal("the plan goes on every day")
	return ""
}

func (s *site) moments(t *testing.T) []story.Moment {
	t.Helper()
	all, err := s.office.Moments(s.operator(), s.film.ID, store.MomentFilter{})
	must(t, err)
	return all
}

func (s *site) moment(t *testing.T, id production.MomentID) story.Moment {
	t.Helper()
	m, err := s.office.FindMoment(s.operator(), s.film.ID, id)
	must(t, err)
	return m
}

// hire makes the site work on long tasks with a queue of its own.
func (s *site) hire(t *testing.T) {
	t.Helper()
	q, err := queue.Open(t.Context(), queue.Database{Writer: s.store.Writer(), Address: s.store.Address()},
		s.office.TaskRows(), slog.New(slog.DiscardHandler))
	must(t, err)
	s.office.Employ(q, s.Wake)
	for _, kind := range s.office.Kinds() {
		q.Handle(kind, func(ctx context.Context, task production.Task, report queue.Report) (any, error) {
			return s.office.Work(ctx, task, report)
		})
	}
	must(t, q.Start(t.Context()))
	t.Cleanup(func() { must(t, q.Stop(s.operator())) })
}

// over waits for the newest task to end and returns it.
func (s *site) over(t *testing.T) production.Task {
	t.Helper()
	for range 400 {
		tasks, err := s.office.Tasks(s.operator(), s.film.ID, false)
		must(t, err)
		if len(tasks) > 0 && tasks[0].State.Over() {
			return tasks[0]
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatal("no task ended in ten seconds")
	return production.Task{}
}
