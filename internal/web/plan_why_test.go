package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
)

// The page says what it would take to cover what is left out, what a day buys, and what a crew-day is worth.
func TestPlanSaysWhatItWouldTake(t *testing.T) {
	t.Parallel()
	s := played(t)
	dana := s.member(t, "Dana", access.Director)
	s.turnTo(t, "2026-04-20", 10*60)
	plan := s.plan(t)
	page := dana.get(planPath).want(t, http.StatusOK, "the board before the shoot")
	takes := 0
	for _, u := range plan.Uncovered {
		if u.Change != "" {
			takes++
			page.says(t, ".uncovered", "It would take", u.Change[1:])
		}
	}
	if n := page.find(t, ".uncovered .takes").Length(); n != takes || takes == 0 {
		t.Errorf("%d moments say what they would take, want %d", n, takes)
	}
	if plan.CrewDay.Words() == "" {
		t.Fatal("the plan has no price of a crew-day")
	}
	page.says(t, ".head", plan.CrewDay.Words())
	if n := page.find(t, ".plan-changes").Length(); n != 0 {
		t.Error("a first plan lists changes")
	}
	for _, d := range plan.Days {
		if len(d.Only) == 0 || d.Date < shootDay {
			continue
		}
		open := dana.get(planPath + "?day=" + string(d.Date))
		open.says(t, "section[aria-labelledby=plan-day]", d.Buys, d.Loss, "On this day only")
		open.says(t, ".only", onlyTitles(d)[0])
		s.turnTo(t, d.Date.AddDays(1), 12*60)
		dana.get(planPath+"?day="+string(d.Date)).silent(t, "section[aria-labelledby=plan-day]", d.Loss)
		s.turnTo(t, plan.Days[len(plan.Days)-1].Date.AddDays(1), 12*60) // nothing of it can be had any more
		page = dana.get(planPath)
		page.silent(t, ".head", plan.CrewDay.Words())
		for _, u := range plan.Uncovered {
			if u.Change != "" && u.ChangeDate <= d.Date {
				page.silent(t, ".uncovered", u.Change[1:])
			}
		}
		return
	}
	t.Error("no day has anything of its own")
}

// With fewer crew-days the page lists what went, each with its reason; closed until somebody wants it.
// fewest is a plan with no more crew-days than are used already. However little the planner found in its time, before and
// now, what was to come is dropped.
func (s *site) fewest(t *testing.T) coverage.Plan {
	t.Helper()
	for days := 1; ; days++ {
		plan, err := s.office.MakePlan(s.operator(), s.film.ID, office.PlanOptions{CrewDays: days, Time: planTime}, nil)
		if err == nil {
			return plan
		}
		if !fault.Is(err, fault.Invalid) || days > 30 {
			t.Fatal(err)
		}
	}
}

func TestPlanSaysWhatChanged(t *testing.T) {
	t.Parallel()
	s := played(t)
	before := s.plan(t)
	plan := s.fewest(t)
	if len(plan.Dropped) == 0 {
		t.Fatalf("%d crew-days instead of the %d that were used drop nothing: %+v", plan.CrewDays, before.UsedDays, plan.Changes)
	}
	dana, vera := s.member(t, "Dana", access.Director), s.member(t, "Vera", access.Viewer)
	page := dana.get(planPath).want(t, http.StatusOK, "the board")
	page.says(t, ".plan-changes summary", "What changed, and why")
	list := plan.ChangedList()
	if n := page.find(t, ".plan-changes li").Length(); n != len(list) {
		t.Errorf("%d changes are listed, want %d", n, len(list))
	}
	for _, c := range list {
		if c.Why == "" {
			t.Errorf("%s changed without a reason", c.Title)
		}
		page.says(t, ".plan-changes", c.Title, c.Why)
	}
	if page.find(t, ".plan-changes details[open]").Length() != 0 {
		t.Error("the list is open from the start")
	}
	s.member(t, "Paula", access.Publicity).get(planPath).says(t, ".uncovered", "paid crew-days")
	vera.get(planPath).silent(t, ".uncovered", "paid crew-days")
	for _, c := range list { // what was read for one person is not shown to another
		vera.get(planPath).silent(t, ".plan-changes", c.Why)
	}
	if n := vera.get(planPath).find(t, ".plan-changes a[href]").Length(); n != 0 {
		t.Errorf("a viewer is offered %d ways that are closed", n)
	}
	var added []coverage.Changed
	more := s.planned(t, 16)
	for _, c := range more.ChangedList() {
		if strings.Contains(c.Why, "crew-day") {
			added = append(added, c)
		}
	}
	if len(added) == 0 {
		t.Error("with many more crew-days, no change speaks of them")
	}
}
