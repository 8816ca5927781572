package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// whatIf draws a curve and tries something out, and returns that.
func (s *site) whatIf(t *testing.T) coverage.Scenario {
	t.Helper()
	_, err := s.office.DrawCurve(s.operator(), s.film.ID, office.CurveOptions{Span: coverage.Span{From: 10, To: 18, Step: 4}, Time: planTime}, nil)
	must(t, err)
	found, err := s.office.WhatIf(s.operator(), s.film.ID, coverage.Ask{Name: "Cheap", CrewDays: 11, Time: planTime}, nil)
	must(t, err)
	return found
}

func TestWhatIfOnThePage(t *testing.T) {
	t.Parallel()
	s := played(t)
	dana, vera := s.member(t, "Dana", access.Director), s.member(t, "Vera", access.Viewer)
	dana.get(planPath).says(t, ".whatif", "Draw the curve", "every point of it is a plan")
	tried := s.whatIf(t)
	curve, err := s.office.FindCurve(s.operator(), s.film.ID)
	must(t, err)

	page := dana.get(planPath)
	page.says(t, ".whatif", curve.Sentence(), "Cheap", tried.Sentence(14), "Crew cost", "Drawn by", "Worth is the share")
	points, rows := page.find(t, ".curve-drawing a.curve-point"), len(curve.Points)
	if !curve.HasPlan() {
		rows++
	}
	if points.Length() != len(curve.Points) || page.find(t, ".curve-table tbody tr").Length() != rows {
		t.Errorf("%d points are drawn, want %d", points.Length(), len(curve.Points))
	}
	s.marks(t, page)
	at, _ := points.Last().Attr("href")
	dana.get(at).want(t, http.StatusOK, "a point").says(t, "main", "More than now", "Its days")
	if n := vera.get(planPath).find(t, ".whatif").Length(); n != 0 {
		t.Error("a viewer sees what is tried out")
	}
	vera.get(at).want(t, http.StatusForbidden, "a point for a viewer")

	path := planPath + "/scenarios/" + string(tried.ID)
	dana.post(path+"/discard", nil).want(t, http.StatusSeeOther, "discarding")
	page = dana.get(planPath)
	page.says(t, "#toasts", "Discarded.", "Undo")
	page.silent(t, ".whatif", "Cheap")
	dana.post(path+"/restore", nil).want(t, http.StatusSeeOther, "taking it back")
	dana.get(planPath).says(t, ".whatif", "Cheap")
	dana.post(path+"/adopt", nil).want(t, http.StatusSeeOther, "adopting")
	page = dana.get(planPath)
	page.says(t, "#toasts", "It is the plan now", "Undo")
	page.says(t, "main", "of 11 crew-days used.", "The plan before", "Undo adopting", "There is another plan since")
	s.marks(t, page)
	if plan := s.plan(t); plan.CrewDays != 11 || plan.MadeBy != "Dana" {
		t.Errorf("the plan is for %d crew-days, by %s", plan.CrewDays, plan.MadeBy)
	}
	undo, _ := page.find(t, "#toasts form").Attr("action")
	dana.post(undo, nil).want(t, http.StatusSeeOther, "undoing")
	if plan := s.plan(t); plan.CrewDays != 14 {
		t.Errorf("taken back, the plan is for %d crew-days", plan.CrewDays)
	}
	page = dana.get(planPath)
	page.says(t, "#toasts", "The plan before is the plan again.")
	page.says(t, ".whatif", "Cheap", tried.Sentence(14))
	page.silent(t, ".whatif", "The plan before", "There is another plan since")
	dana.post(undo, nil).want(t, http.StatusNotFound, "undoing twice")
}

// marks checks that the curve marks the plan there is, once in the drawing and once in the table, with its figures.
func (s *site) marks(t *testing.T, page reply) {
	t.Helper()
	now, plan := page.find(t, ".curve-drawing [aria-label*='the plan there is']"), s.plan(t)
	words := fmt.Sprintf("%d crew-days: %d of %d moments", plan.CrewDays, plan.Covered, plan.Total)
	if now.Length() != 1 || !strings.HasPrefix(now.AttrOr("aria-label", ""), words) {
		t.Errorf("the plan there is is marked %d times, as %q, want %q", now.Length(), now.AttrOr("aria-label", ""), words)
	}
	if row := page.find(t, ".curve-table tr.now"); row.Length() != 1 || !strings.Contains(row.Text(), fmt.Sprintf("%d of %d", plan.Covered, plan.Total)) {
		t.Errorf("%d rows are marked: %s", row.Length(), row.Text())
	}
}

// The form works through the queue, and what it cannot do it says with everything still filled in.
func TestWhatIfForm(t *testing.T) {
	t.Parallel()
	s := played(t)
	dana := s.member(t, "Dana", access.Director)
	form := dana.get(planPath+"/whatif").want(t, http.StatusOK, "the form")
	if form.value(t, "crew_days") != "14" || form.find(t, "[name=without]").Length() != 4 || form.find(t, "#moment-titles option").Length() < 40 {
		t.Errorf("the form offers %s crew-days", form.value(t, "crew_days"))
	}
	refused := map[string]struct {
		form url.Values
		says string
	}{
		"nothing":       {url.Values{"crew_days": {"14"}}, "Nothing is different"},
		"no number":     {url.Values{"crew_days": {"many"}}, "is not a number of crew-days"},
		"negative":      {url.Values{"crew_days": {"-2"}}, "is not a number of crew-days"},
		"unknown":       {url.Values{"must": {"the dance"}, "without": {"nobody"}}, "the dance"},
		"no skill":      {url.Values{"extra_0": {"Sam Lee"}}, "Sam Lee has no skill"},
		"too long":      {url.Values{"crew_days": {"9"}, "seconds": {"9999"}}, "at most"},
		"cost in words": {url.Values{"extra_1": {"Sam"}, "skills_1": {"video"}, "cost_1": {"much"}}, "cost is not a number"},
	}
	for name, test := range refused {
		got := dana.post(planPath+"/whatif", test.form).want(t, http.StatusUnprocessableEntity, name)
		got.says(t, "main [role=alert]", test.says)
		for field, values := range test.form {
			if field == "crew_days" && got.value(t, field) != values[0] {
				t.Errorf("%s: %s is filled with %q", name, field, got.value(t, field))
			}
		}
	}
	s.hire(t)
	sent := dana.post(planPath+"/whatif", url.Values{
		"crew_days": {"16"}, "seconds": {"1"}, "name": {"With Sam"}, "extra_0": {"Sam Lee"}, "skills_0": {"video", "sound"}, "cost_0": {"200"},
		"day": {string(shootDay.AddDays(3))},
	}).want(t, http.StatusSeeOther, "trying out")
	if to := sent.header.Get("Location"); to != planPath+"#whatif" {
		t.Errorf("trying out leads to %q", to)
	}
	dana.get(planPath).says(t, ".whatif bts-progress", "Try something out")
	if task := s.over(t); task.State != production.TaskDone {
		t.Fatalf("the task ended as %s: %s", task.State, task.Error)
	}
	dana.get(planPath).says(t, ".scenario", "With Sam", "+2 crew-days", "nobody on")
	dana.post(planPath+"/curve", nil).want(t, http.StatusSeeOther, "drawing")
	dana.get(planPath).says(t, "bts-progress", "Draw what crew-days bring")
	tasks, err := s.office.Tasks(s.operator(), s.film.ID, true)
	must(t, err)
	must(t, s.office.CancelTask(s.operator(), s.film.ID, tasks[0].ID))
	if task := s.over(t); task.State != production.TaskCancelled {
		t.Errorf("the curve ended as %s", task.State)
	}
}

// A day is offered for "nobody goes" as long as it can be planned again, and the refusal does not call today over.
func TestWhatIfFormOffersOpenDays(t *testing.T) {
	t.Parallel()
	s := played(t)
	dana := s.member(t, "Dana", access.Director)
	s.turnTo(t, "2026-04-20", 10*60)
	day := s.planned(t, 10).Days[0].Date
	for at, offered := range map[production.Clock]int{30: 1, 23 * 60: 0} {
		s.turnTo(t, day, at)
		if n := dana.get(planPath+"/whatif").find(t, "[name=day][value='"+string(day)+"']").Length(); n != offered {
			t.Errorf("at %s %s is offered %d times, want %d", at, day, n, offered)
		}
	}
	s.turnTo(t, day, 23*60)
	dana.post(planPath+"/whatif", url.Values{"day": {string(day)}}).want(t, http.StatusUnprocessableEntity, "a day that has begun").
		says(t, "main [role=alert]", "has begun", "still to come")
}
