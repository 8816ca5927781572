package office_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

func TestAdopt(t *testing.T) {
	t.Parallel()
	h := staged(t)
	before := h.latest()
	want := uncoveredPossible(t, before)
	gone := before.Days[0].Covers[0]
	s := h.whatIf(coverage.Ask{
		CrewDays: 9, Must: []string{string(want)}, NoGo: []string{string(gone.Moment)}, Without: []string{"Ines Carrow"},
		Extra: []crew.Member{{Name: "Sam Lee", Skills: []string{"video", "stills"}, Cost: 300}},
	})
	adopted, err := h.AdoptScenario(h.ctx, h.in, s.ID)
	must(t, err)
	plan := h.latest()
	if plan.ID != adopted.Plan.ID || plan.Covered != s.Plan.Covered || plan.CrewDays != 9 || h.crewDays() != 9 {
		t.Errorf("the plan is %+v", plan)
	}
	if c := plan.Changes; c.Kept+c.Moved+c.Added != plan.Covered || c.Kept+c.Moved+c.Dropped != before.Covered {
		t.Errorf("against the plan before: %+v", c)
	}
	if m, err := h.FindMoment(h.ctx, h.in, want); err != nil || !m.MustHave || m.Status == story.Dismissed {
		t.Errorf("the must-have is %+v, %v", m, err)
	}
	if m, err := h.FindMoment(h.ctx, h.in, gone.Moment); err != nil || m.Status != story.Dismissed {
		t.Errorf("the no-go is %s, %v", m.Status, err)
	}
	members, err := h.Members(h.ctx, h.in)
	must(t, err)
	if !slices.ContainsFunc(members, func(m crew.Member) bool { return m.ID == s.Wish.Extra[0].ID && m.Cost == 300 }) {
		t.Errorf("the crew is %+v", members)
	}
	if len(adopted.Notes) != 1 || !strings.Contains(adopted.Notes[0], "Ines Carrow") {
		t.Errorf("left to do: %q", adopted.Notes)
	}
	if why, err := h.Stale(h.ctx, h.in); err != nil || len(why) > 0 {
		t.Errorf("the adopted plan is old at once: %v, %v", why, err)
	}
	all := h.scenarios()
	if len(all) != 1 || all[0].ID != adopted.Before || all[0].Wish.Name != "The plan before, of "+before.MadeAt.In(h.film.Zone()).Format("Mon 2 Jan 15:04") || all[0].Plan.Covered != before.Covered {
		t.Fatalf("beside it: %+v", all)
	}
	if _, err := h.AdoptScenario(h.ctx, h.in, s.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("adopted twice: %v", err)
	}
	if _, err := h.AdoptScenario(h.ctx, h.in, adopted.Before); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "was dismissed") {
		t.Errorf("the plan before has a moment that is dismissed now: %v", err)
	}
	back := gone.Moment
	_, err = h.DecideMoment(h.ctx, h.in, back, story.Proposed)
	must(t, err)
	_, err = h.AdoptScenario(h.ctx, h.in, adopted.Before)
	must(t, err)
	if again := h.latest(); again.Covered != before.Covered || h.crewDays() != 4 {
		t.Errorf("taken back: %d moments, %d crew-days", again.Covered, h.crewDays())
	}
}

// uncoveredPossible is a moment that the plan leaves out only for want of days.
func uncoveredPossible(t *testing.T, p coverage.Plan) production.MomentID {
	t.Helper()
	for _, u := range p.Uncovered {
		if strings.Contains(u.Reason, "crew-day") {
			return u.Moment
		}
	}
	t.Fatal("no moment waits for a crew-day")
	return ""
}

// note writes a note on a moment, which changes nothing of a plan.
func (h *house) note(id production.MomentID) {
	h.t.Helper()
	text := "bring the long lens"
	_, err := h.EditMoment(h.ctx, h.in, id, story.Change{Note: &text})
	must(h.t, err)
}

// needs gives a moment another team.
func (h *house) needs(id production.MomentID, roles ...story.Role) {
	h.t.Helper()
	_, err := h.EditMoment(h.ctx, h.in, id, story.Change{Roles: &roles})
	must(h.t, err)
}

// called is the one of the crew with the name.
func (h *house) called(name string) crew.Member {
	h.t.Helper()
	all, err := h.Members(h.ctx, h.in)
	must(h.t, err)
	i := slices.IndexFunc(all, func(m crew.Member) bool { return m.Name == name })
	if i < 0 {
		h.t.Fatalf("%s is not in the crew", name)
	}
	return all[i]
}

// skills changes what somebody can do.
func (h *house) skills(name string, skills ...string) {
	h.t.Helper()
	m := h.called(name)
	m.Skills = skills
	must(h.t, h.UpdateMember(h.ctx, h.in, m))
}

// pay sets the paid crew-days.
func (h *house) pay(crewDays int) {
	h.t.Helper()
	must(h.t, result(h.UpdateProduction(h.ctx, h.in, office.ProductionChange{CrewDays: &crewDays})))
}

// TestEditsDuringTheSearchAreSeen: what is changed while a plan is searched for makes it old.
func TestEditsDuringTheSearchAreSeen(t *testing.T) {
	t.Parallel()
	h := staged(t)
	aside := h.latest().Uncovered[0].Moment
	done := 0
	edit := func(int64, int64, string) {
		if done++; done == 1 {
			h.note(aside)
		}
	}
	s, err := h.WhatIf(h.ctx, h.in, coverage.Ask{CrewDays: 6, Time: short}, edit)
	must(t, err)
	if len(s.Stale) == 0 {
		t.Error("the scenario looks fresh")
	}
	done = 0
	must(t, result(h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: short}, edit)))
	if why, err := h.Stale(h.ctx, h.in); err != nil || len(why) == 0 || done == 0 {
		t.Errorf("the plan says %q, %v", why, err)
	}
	done = 0
	c, err := h.DrawCurve(h.ctx, h.in, office.CurveOptions{Span: coverage.Span{From: 4, To: 4}, Time: short}, edit)
	if err != nil || len(c.Stale) == 0 {
		t.Errorf("the curve says %q, %v", c.Stale, err)
	}
}

// TestAdoptWhoWasHired: somebody who was on trial in a scenario and was hired since has that place in it.
func TestAdoptWhoWasHired(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		skills []string
		code   fault.Code
	}{"as tried": {[]string{"video", "stills"}, ""}, "can do less": {[]string{"sound"}, fault.Conflict}} {
		h := staged(t)
		s := h.whatIf(coverage.Ask{CrewDays: 6, Without: []string{"Nora Fielding"}, Extra: []crew.Member{{Name: "Sam Lee", Skills: []string{"video", "stills"}, Cost: 300}}})
		sam := h.hire("sam  LEE", test.skills...)
		if found, err := h.FindScenario(h.ctx, h.in, s.ID); err != nil || len(found.Stale) > 0 {
			t.Errorf("%s: it says %q, %v", name, found.Stale, err)
		}
		_, err := h.AdoptScenario(h.ctx, h.in, s.ID)
		if fault.CodeOf(err) != test.code || err != nil && strings.Contains(err.Error(), "UNIQUE") {
			t.Fatalf("%s: %v", name, err)
		}
		for _, day := range h.latest().Days {
			for _, sh := range day.Shifts {
				if test.code == "" && sh.Name != "Ines Carrow" && (sh.Member != sam.ID || sh.Name != sam.Name) {
					t.Errorf("%s: %+v goes", name, sh)
				}
			}
		}
	}
}
