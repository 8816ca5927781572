package planner

import (
	"regexp"
	"testing"
)

// What the sentences about the hand-made problem give away.
var (
	ofCrew     = regexp.MustCompile(`\b(Kim|Lee|Max)\b|available|there are \d|(second|third) `)
	ofSchedule = regexp.MustCompile(`(?i)\bday \d|\d\d:\d\d|\b(stage|harbour)\b|\bscene\b`)
)

// wantTold checks that a sentence is marked with all that it gives away. More may be marked, never less.
func wantTold(t *testing.T, sentence string, told Told) {
	t.Helper()
	if ofCrew.MatchString(sentence) && told&ToldCrew == 0 {
		t.Errorf("%q tells of the crew", sentence)
	}
	if ofSchedule.MatchString(sentence) && told&ToldSchedule == 0 {
		t.Errorf("%q tells of the schedule", sentence)
	}
}

// TestSomeReasonsTellNothing: what only speaks of moments and crew-days is for everybody.
func TestSomeReasonsTellNothing(t *testing.T) {
	t.Parallel()
	p := revision(func(p *Problem) { p.Moments[wrapMoment].Roles[0].N = 2 })
	for _, c := range Changes(p, solve(t, p, Options{Iterations: 3000, Seed: 1}), Wording{}) {
		if c.Moment == wrapMoment && c.Told != 0 {
			t.Errorf("%q is said to tell %b", c.Reason, c.Told)
		}
	}
	p, _ = handMade()
	p.Baseline, p.FreezeDay, p.BudgetDays = nil, 0, 2
	seen := false
	for _, u := range Explain(p, solve(t, p, Options{Iterations: 2000, Seed: 1})) {
		wantTold(t, u.Reason, u.Told)
		wantTold(t, u.Change, u.ChangeTold)
		seen = seen || u.Told == ToldSchedule
		if (u.ChangeDay < 0) != (u.Change == "") {
			t.Errorf("%q is for day %d", u.Change, u.ChangeDay)
		}
	}
	if !seen {
		t.Error("no reason is free of the crew")
	}
}
