package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

const planPath = lampRoom + "/plan"

func TestPlanSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.turnTo(t, "2026-04-13", 10*60)
	dana, vera := s.member(t, "Dana", access.Director), s.member(t, "Vera", access.Viewer)
	vera.get(planPath).want(t, http.StatusOK, "no plan for a viewer").says(t, ".empty", "No plan yet")
	vera.post(planPath, nil).want(t, http.StatusForbidden, "planning by a viewer")
	dana.get(planPath).says(t, ".empty", "Nothing to cover yet", "Import")
	s.papers(t)
	dana.get(planPath).says(t, ".empty", "Nobody to send yet", "Add the crew")
	s.crew(t)
	dana.get(planPath).says(t, ".empty", "Ready to plan", "and 4 people")
}

// The button works through the queue: a task runs, can be seen, and leaves a plan.
func TestPlanButton(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.turnTo(t, "2026-04-13", 10*60)
	s.papers(t)
	s.crew(t)
	s.hire(t)
	dana := s.member(t, "Dana", access.Director)
	dana.post(planPath, url.Values{"crew_days": {"14"}, "seconds": {"1"}}).want(t, http.StatusSeeOther, "pressing Plan")
	dana.get(planPath).says(t, "bts-progress", "Plan the coverage")
	if task := s.over(t); task.State != production.TaskDone || task.CreatedBy != "Dana" {
		t.Fatalf("the task ended as %s: %s", task.State, task.Error)
	}
	plan := s.plan(t)
	if plan.CrewDays != 14 || plan.MadeBy != "Dana" {
		t.Errorf("the plan is for %d crew-days, made by %s", plan.CrewDays, plan.MadeBy)
	}
	dana.get(planPath).says(t, "main", "Made by Dana", strconv.Itoa(plan.Covered)+" of "+strconv.Itoa(plan.Total)+" moments covered.")
	if got := dana.get(planPath).value(t, "crew_days"); got != "14" {
		t.Errorf("the form asks for %s crew-days", got)
	}
}

func TestRefusedPlans(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.papers(t)
	dana := s.member(t, "Dana", access.Director)
	for name, form := range map[string]url.Values{
		"crew-days in words": {"crew_days": {"many"}}, "no crew-days": {"crew_days": {"0"}}, "too many": {"crew_days": {"5001"}},
		"half a crew-day": {"crew_days": {"1.5"}}, "seconds in words": {"seconds": {"long"}}, "negative seconds": {"seconds": {"-1"}},
		"an hour": {"seconds": {"3600"}}, "without a worker": {"crew_days": {"3"}},
	} {
		dana.post(planPath, form)
		page := dana.get(planPath)
		if page.find(t, `#toasts [data-kind=bad]`).Length() != 1 && name != "without a worker" {
			t.Errorf("%s: nothing is said: %q", name, page.text(t, "#toasts"))
		}
	}
	tasks, err := s.office.Tasks(s.operator(), s.film.ID, false)
	must(t, err)
	if len(tasks) != 0 {
		t.Errorf("%d tasks were begun", len(tasks))
	}
}

func TestPlanBoard(t *testing.T) {
	t.Parallel()
	s := played(t)
	plan := s.plan(t)
	dana, vera := s.member(t, "Dana", access.Director), s.member(t, "Vera", access.Viewer)
	page := dana.get(planPath).want(t, http.StatusOK, "the board")
	covers, strips := page.find(t, ".board .row-bts .cover").Length(), page.find(t, ".board .row-main .strip").Length()
	if covers != plan.Covered || strips < 36 {
		t.Errorf("the board has %d covers and %d strips, want %d and at least 36", covers, strips, plan.Covered)
	}
	if n := page.find(t, ".board .row-crew").Length(); n != 4 {
		t.Errorf("%d people stand below the board", n)
	}
	if n := page.find(t, ".uncovered li").Length(); n != len(plan.Uncovered) {
		t.Errorf("%d moments are listed as not covered, want %d", n, len(plan.Uncovered))
	}
	for _, u := range plan.Uncovered {
		if u.Reason == "" {
			t.Errorf("%s is left out without a reason", u.Title)
		}
		page.says(t, ".uncovered", u.Reason)
	}
	day := plan.Days[len(plan.Days)-1]
	open := dana.get(planPath + "?day=" + string(day.Date))
	open.says(t, "section[aria-labelledby=plan-day]", day.Covers[0].Title, day.Shifts[0].Name, "Open the day packet")
	dana.get(planPath+"?day=nonsense").want(t, http.StatusOK, "a day that is none")

	page = vera.get(planPath).want(t, http.StatusOK, "the board for a viewer")
	if n := page.find(t, "main form, .cover[href], .uncovered a[href], .row-crew").Length(); n != 0 {
		t.Errorf("a viewer is offered %d ways that are closed", n)
	}
	page.says(t, "main", plan.Days[0].Covers[0].Title)
	vera.get(planPath+"?day="+string(day.Date)).silent(t, "main", "Open the day packet")
}

// A new schedule makes the plan old, and both pages say so.
func TestStalePlan(t *testing.T) {
	t.Parallel()
	s := played(t)
	dana := s.member(t, "Dana", access.Director)
	dana.get(planPath).silent(t, "main", "changed after this plan was made")
	s.papers(t)
	dana.get(planPath).silent(t, "main", "changed after this plan was made") // the same papers say nothing new
	blue, err := examples.BlueSchedule(0)
	must(t, err)
	_, err = s.office.Import(s.operator(), s.film.ID, []office.File{{Name: "blue.uss", Data: blue}}, office.ImportOptions{}, nil)
	must(t, err)
	dana.get(planPath).says(t, "main", "changed after this plan was made")
	dana.get(lampRoom).says(t, ".attention", "changed after this plan was made")
	s.planned(t, 14)
	dana.get(planPath).silent(t, "main", "changed after this plan was made")
}

// Who may start a kind of work may stop it; who may not is not offered it, and is not told file names.
func TestCancelTask(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.turnTo(t, "2026-04-13", 10*60)
	s.papers(t)
	s.crew(t)
	s.hire(t)
	dana, ben, vera := s.member(t, "Dana", access.Director), s.member(t, "Ben", access.Crew), s.member(t, "Vera", access.Viewer)
	task, err := s.office.StartPlan(s.operator(), s.film.ID, office.PlanOptions{CrewDays: 14, Time: time.Minute})
	must(t, err)
	path := lampRoom + "/tasks/" + string(task.ID) + "/cancel"
	for name, b := range map[string]struct {
		browser *browser
		sees    int
		stops   int
		reloads int
	}{"director": {dana, 1, 1, 0}, "crew": {ben, 1, 0, 0}, "viewer": {vera, 0, 0, 0}} {
		page := b.browser.get(lampRoom)
		sees, stops := page.find(t, "bts-progress").Length(), page.find(t, `form[action="`+path+`"]`).Length()
		reloads := page.find(t, "bts-progress[over-url^='/']").Length()
		if sees != b.sees || stops != b.stops || reloads != b.reloads {
			t.Errorf("%s sees %d tasks, may stop %d, is led away by %d; want %d, %d, %d", name, sees, stops, reloads, b.sees, b.stops, b.reloads)
		}
	}
	if dana.get(planPath).find(t, `main bts-progress[over-url="`+planPath+`"]`).Length() != 1 {
		t.Error("the plan page is not loaded again when the plan is made")
	}
	ben.post(path, nil).want(t, http.StatusForbidden, "stopping by the crew")
	dana.post(path, nil).want(t, http.StatusSeeOther, "stopping")
	dana.get(lampRoom).says(t, "#toasts", "Stopped.")
	if got := s.over(t); got.State != production.TaskCancelled {
		t.Errorf("the task ended as %s: %s", got.State, got.Error)
	}
	if _, err := s.office.LatestPlan(s.operator(), s.film.ID); err == nil {
		t.Error("a stopped task left a plan")
	}
	dana.post(path, nil).want(t, http.StatusSeeOther, "stopping what is over")
	dana.get(lampRoom).says(t, "#toasts", "That was over already.")
	dana.post(lampRoom+"/tasks/made-up/cancel", nil).want(t, http.StatusNotFound, "stopping nothing")
}

// What the newest papers do not allow is not announced, and the day's page says why.
func TestWhatDoesNotHoldIsNotNext(t *testing.T) {
	t.Parallel()
	s := played(t)
	s.turnTo(t, shootDay, 0)
	dana := s.member(t, "Dana", access.Director)
	i := slices.IndexFunc(s.plan(t).Days, func(d coverage.PlanDay) bool { return d.Date == shootDay })
	if i < 0 {
		t.Fatal("the plan does not go on the day of the lamp")
	}
	first := s.plan(t).Days[i].Covers[0]
	dana.get(lampRoom).says(t, "main", first.Title)
	elsewhere := []story.Window{{Date: "2026-05-12", Start: 600, End: 700, Place: "Office", Location: "Studio", Capacity: -1}}
	_, err := s.office.EditMoment(s.operator(), s.film.ID, first.Moment, story.Change{Windows: &elsewhere})
	must(t, err)
	dana.get(lampRoom).silent(t, ".packet-moments", first.Title)
	day := dana.get(lampRoom + "/days/" + string(shootDay))
	day.says(t, ".packet-moments", first.Title, "Does not hold: it is no longer on Fri 8 May; plan again.")
	if day.find(t, ".pm-next").Length() > 0 && strings.Contains(day.text(t, ".pm-next"), first.Title) {
		t.Error("what does not hold is next")
	}
}
