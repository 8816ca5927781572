package office_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// short is how long tests search.
const short = 60 * time.Millisecond

// staged is a house with the example's papers, a crew of two and a plan of four crew-days.
func staged(t *testing.T) *house {
	t.Helper()
	return stagedOn(t, open(t))
}

func stagedOn(t *testing.T, h *house) *house {
	t.Helper()
	h.take(lamp(t)...)
	h.hire("Nora Fielding", "video", "stills", "sound", "interview")
	h.hire("Ines Carrow", "stills")
	h.plan()
	return h
}

// whatIf tries something out that must be possible.
func (h *house) whatIf(ask coverage.Ask) coverage.Scenario {
	h.t.Helper()
	ask.Time = short
	s, err := h.WhatIf(h.ctx, h.in, ask, nil)
	must(h.t, err)
	return s
}

// adopt makes a scenario the plan, which must be possible.
func (h *house) adopt(s coverage.Scenario) office.Adoption {
	h.t.Helper()
	a, err := h.AdoptScenario(h.ctx, h.in, s.ID)
	must(h.t, err)
	return a
}

func (h *house) latest() coverage.Plan {
	h.t.Helper()
	p, err := h.LatestPlan(h.ctx, h.in)
	must(h.t, err)
	return p
}

func (h *house) scenarios() []coverage.Scenario {
	h.t.Helper()
	all, err := h.Scenarios(h.ctx, h.in)
	must(h.t, err)
	return all
}

func TestWhatIfLeavesThePlan(t *testing.T) {
	t.Parallel()
	h := staged(t)
	before := h.latest()
	s := h.whatIf(coverage.Ask{Name: "More", CrewDays: 7})
	if after := h.latest(); after.ID != before.ID || h.crewDays() != 4 {
		t.Error("trying out replaced the plan, or its crew-days")
	}
	if s.Plan.CrewDays != 7 || s.Plan.Covered < before.Covered || s.Figures.Covered != s.Plan.Covered || s.Figures.Cost == 0 {
		t.Errorf("the scenario is %+v", s.Figures)
	}
	if len(s.Difference.Gained)-len(s.Difference.Lost) != s.Plan.Covered-before.Covered || !strings.HasPrefix(s.Difference.Words(), "+3 crew-days: ") {
		t.Errorf("the difference is %q", s.Difference.Words())
	}
	if all := h.scenarios(); len(all) != 1 || all[0].ID != s.ID || len(all[0].Stale) > 0 {
		t.Errorf("kept are %+v", all)
	}
}

func (h *house) crewDays() int {
	h.t.Helper()
	p, err := h.FindProduction(h.ctx, h.film.Slug)
	must(h.t, err)
	return p.CrewDays
}

func TestWhatIfRefuses(t *testing.T) {
	t.Parallel()
	h := staged(t)
	closed := h.moments()[0]
	windows := slices.Clone(closed.Windows)
	for i := range windows {
		windows[i].Closed = true
	}
	_, err := h.EditMoment(h.ctx, h.in, closed.ID, story.Change{Windows: &windows})
	must(t, err)
	tests := map[string]struct {
		ask  coverage.Ask
		says string
	}{
		"nothing":         {coverage.Ask{}, "nothing is different"},
		"unknown":         {coverage.Ask{Must: []string{"the dance"}, Without: []string{"Zed"}}, "Zed"},
		"negative":        {coverage.Ask{CrewDays: -3}, "-3"},
		"negative time":   {coverage.Ask{CrewDays: 3, Time: -1}, "negative"},
		"too long":        {coverage.Ask{CrewDays: 3, Time: time.Hour}, "at most 5 minutes. Give"},
		"impossible must": {coverage.Ask{Must: []string{string(closed.ID)}}, "closed set"},
		"everybody gone":  {coverage.Ask{Without: []string{"Nora Fielding", "Ines Carrow"}}, "nobody in the BTS crew"},
		"too dear":        {coverage.Ask{Extra: []crew.Member{{Name: "Sam", Skills: []string{"video"}, Cost: 9e18}}}, "Sam costs 9000000000000000000 a day, which is too much. Give a whole number from 0 to "},
		"long name":       {coverage.Ask{CrewDays: 3, Name: strings.Repeat("я", 121)}, "longer than 120 characters. Give a shorter"},
		"bad skill":       {coverage.Ask{Extra: []crew.Member{{Name: "Sam", Skills: []string{"juggling"}}}}, "juggling"},
	}
	h.Employ(idle{}, func(production.ProductionID) {})
	for name, test := range tests {
		for how, err := range map[string]error{
			"at once":  result(h.WhatIf(h.ctx, h.in, test.ask, nil)),
			"by a job": result(h.StartWhatIf(h.ctx, h.in, test.ask)),
		} {
			if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.PersonText(err), test.says) {
				t.Errorf("%s, %s: %v does not say %q", name, how, err, test.says)
			}
		}
	}
	if tasks, err := h.Tasks(h.ctx, h.in, false); err != nil || len(tasks)+len(h.scenarios()) > 0 {
		t.Errorf("something was begun: %v, %v", tasks, err)
	}
}

func TestDiscard(t *testing.T) {
	t.Parallel()
	h := staged(t)
	s := h.whatIf(coverage.Ask{CrewDays: 5})
	must(t, h.DiscardScenario(h.ctx, h.in, s.ID))
	if len(h.scenarios()) != 0 {
		t.Error("what is discarded is listed")
	}
	if _, err := h.AdoptScenario(h.ctx, h.in, s.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("what is discarded is adopted: %v", err)
	}
	must(t, h.RestoreScenario(h.ctx, h.in, s.ID))
	if len(h.scenarios()) != 1 {
		t.Error("what is restored is not listed")
	}
	must(t, h.DiscardScenario(h.ctx, h.in, s.ID))
	h.whatIf(coverage.Ask{CrewDays: 6})
	if err := h.RestoreScenario(h.ctx, h.in, s.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("what is gone for good comes back: %v", err)
	}
}

// TestStaleScenario: what the papers, the crew or the clock overtook says so, and is not adopted.
func TestStaleScenario(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(h *house, s coverage.Scenario)
		says   string // on the list, "" for nothing
		code   fault.Code
	}{
		"nothing": {func(*house, coverage.Scenario) {}, "", ""},
		"another schedule": {func(h *house, _ coverage.Scenario) {
			h.take(schedule("more.csv", "2026-06-20,99,77,QUAY,EXT,DAY,Harbour,ANN,08:00,18:00,09:00,12:00,"))
		}, "The schedule changed", fault.Conflict},
		"somebody left": {func(h *house, s coverage.Scenario) {
			must(h.t, result(h.RemoveMember(h.ctx, h.in, s.Plan.Days[0].Shifts[0].Member)))
		}, "has left the crew", fault.Conflict},
		"a moment was edited": {func(h *house, s coverage.Scenario) { h.note(s.Plan.Uncovered[0].Moment) }, "Moments were changed", ""},
		"a moment needs more": {func(h *house, s coverage.Scenario) {
			h.needs(s.Plan.Days[0].Covers[0].Moment, story.Role{Skill: story.TimeLapse, Count: 2})
		}, "Moments were changed", fault.Conflict},
		"a skill was lost": {func(h *house, _ coverage.Scenario) { h.skills("Nora Fielding", "sound") }, "", fault.Conflict},
		"another was adopted": {func(h *house, s coverage.Scenario) {
			h.adopt(h.whatIf(coverage.Ask{NoGo: []string{string(s.Plan.Days[0].Covers[0].Moment)}}))
		}, "Moments were changed", fault.Conflict},
		"another was adopted and taken back": {func(h *house, s coverage.Scenario) {
			h.adopt(h.whatIf(coverage.Ask{NoGo: []string{string(s.Plan.Days[0].Covers[0].Moment)}}))
			must(h.t, result(h.UndoAdoption(h.ctx, h.in, "")))
		}, "", ""},
		"a day went by": {func(h *house, s coverage.Scenario) { h.clock.set(s.Plan.Days[len(s.Plan.Days)-1].Date.AddDays(1)) }, "", fault.Conflict},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := staged(t)
			s := h.whatIf(coverage.Ask{CrewDays: 8})
			test.change(h, s)
			s, err := h.FindScenario(h.ctx, h.in, s.ID)
			must(t, err)
			why := strings.Join(s.Stale, " ")
			if (why == "") != (test.says == "") || !strings.Contains(why, test.says) {
				t.Errorf("it says %q, want %q", why, test.says)
			}
			before := h.latest()
			_, err = h.AdoptScenario(h.ctx, h.in, s.ID)
			if fault.CodeOf(err) != test.code {
				t.Errorf("adopting: %v, want %q", err, test.code)
			}
			if test.code != "" && h.latest().ID != before.ID {
				t.Error("what was refused changed the plan")
			}
		})
	}
}

func TestScenarioRights(t *testing.T) {
	t.Parallel()
	h := staged(t)
	s := h.whatIf(coverage.Ask{CrewDays: 5, Extra: []crew.Member{{Name: "Sam", Skills: []string{"video"}, Cost: 300}}})
	_, err := h.DrawCurve(h.ctx, h.in, office.CurveOptions{Span: coverage.Span{From: 4, To: 5}, Time: short}, nil)
	must(t, err)
	acts := map[string]struct {
		needs access.Action
		do    func(ctx context.Context) error
	}{
		"list":  {access.MakePlan, func(ctx context.Context) error { return result(h.Scenarios(ctx, h.in)) }},
		"see":   {access.MakePlan, func(ctx context.Context) error { return result(h.FindScenario(ctx, h.in, s.ID)) }},
		"curve": {access.MakePlan, func(ctx context.Context) error { return result(h.FindCurve(ctx, h.in)) }},
		"try": {access.MakePlan, func(ctx context.Context) error {
			return result(h.WhatIf(ctx, h.in, coverage.Ask{CrewDays: 6, Time: short}, nil))
		}},
		"draw": {access.MakePlan, func(ctx context.Context) error {
			return result(h.DrawCurve(ctx, h.in, office.CurveOptions{Span: coverage.Span{From: 4, To: 4}, Time: short}, nil))
		}},
		"discard": {access.MakePlan, func(ctx context.Context) error { return h.DiscardScenario(ctx, h.in, s.ID) }},
		"restore": {access.MakePlan, func(ctx context.Context) error { return h.RestoreScenario(ctx, h.in, s.ID) }},
	}
	for _, role := range append([]access.Role{""}, access.Roles...) {
		ctx := h.as(role)
		actor, _ := access.From(ctx)
		for name, act := range acts {
			if name == "discard" || name == "restore" || name == "try" || name == "draw" {
				if role == access.Director {
					continue // TestAdopt and others do
				}
			}
			err := act.do(ctx)
			switch may := actor.May(act.needs, h.in); {
			case may && err != nil, !may && role == "" && !fault.Is(err, fault.NotFound), !may && role != "" && !fault.Is(err, fault.Forbidden):
				t.Errorf("%s by a %s: %v", name, role.Title(), err)
			}
		}
		if err := result(h.AdoptScenario(ctx, h.in, s.ID)); role != access.Director && err == nil {
			t.Errorf("a %s adopts", role.Title())
		} else if role == access.Director {
			must(t, err)
			s = h.whatIf(coverage.Ask{CrewDays: 7})
		}
	}
}

// TestScenarioHidesClosedScenes: whoever does not make plans hears nothing of what is tried out: no moment of a
// closed scene, no set, no arc, nobody who would be left out. They are not even told that somebody tries.
func TestScenarioHidesClosedScenes(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, schedule("closed.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,yes"))
	h.hire("Nora", "video", "stills", "sound", "interview")
	h.hire("Ines", "stills")
	h.plan()
	s := h.whatIf(coverage.Ask{Without: []string{"Ines"}})
	_, err := h.DrawCurve(h.ctx, h.in, oneDay, nil)
	must(t, err)
	h.Employ(idle{}, func(production.ProductionID) {})
	task, err := h.StartWhatIf(h.ctx, h.in, coverage.Ask{CrewDays: 3})
	must(t, err)
	for _, role := range access.Roles {
		ctx := h.as(role)
		actor, _ := access.From(ctx)
		want := fault.Code("")
		if !actor.May(access.MakePlan, h.in) {
			want = fault.Forbidden
		}
		for what, err := range map[string]error{
			"the list": result(h.Scenarios(ctx, h.in)), "a scenario": result(h.FindScenario(ctx, h.in, s.ID)),
			"the curve": result(h.FindCurve(ctx, h.in)), "all": result(h.Alternatives(ctx, h.in)),
		} {
			if fault.CodeOf(err) != want {
				t.Errorf("a %s reads %s: %v", role.Title(), what, err)
			}
		}
		tasks, err := h.Tasks(ctx, h.in, false)
		if listed := len(tasks) > 0; err == nil && listed != (want == "") {
			t.Errorf("a %s is told that somebody tries something out: %v", role.Title(), listed)
		}
		if err := result(h.FindTask(ctx, h.in, task.ID)); want != "" && !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Forbidden) {
			t.Errorf("a %s finds the task: %v", role.Title(), err)
		}
	}
	must(t, h.store.Read(h.ctx, func(tx *store.Tx) error {
		items, err := tx.FindFeedAfter(h.ctx, h.in, 0, 1000)
		for _, item := range items {
			if strings.Contains(string(item.Payload), string(task.ID)) && item.Topic != "own_task" {
				t.Errorf("the feed tells everybody: %s %s", item.Topic, item.Payload)
			}
		}
		return err
	}))
}
