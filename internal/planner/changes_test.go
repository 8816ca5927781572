package planner

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// The moments of the hand-made problem, and one that a revision adds.
const (
	stuntMoment = iota
	boatsMoment
	duskMoment
	talkMoment
	wrapMoment
	extraMoment
)

// revision is the hand-made plan as the baseline of the hand-made problem, which change then revises. Each
// window is as short as its moment, so that nothing moves without need.
func revision(change func(p *Problem)) *Problem {
	p, s := handMade()
	p.Baseline, p.FreezeDay = s, 0
	for _, c := range s.Covers {
		m := &p.Moments[c.Moment]
		w := &m.Windows[len(m.Windows)-1]
		w.Start, w.End = c.Start, c.Start+m.Dur
	}
	change(p)
	return p
}

// extra adds a moment that somebody with a video camera covers.
func extra(p *Problem, value, dur int, w Window) {
	p.Moments = append(p.Moments, Moment{Name: "extra", Value: value, Dur: dur, Roles: []Role{{0, 1}}, Person: -1, LastDay: -1, Windows: []Window{w}})
}

// TestEveryChangeHasItsReason makes one revision for each reason and wants it in the words.
func TestEveryChangeHasItsReason(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(p *Problem)
		moment int
		kind   ChangeKind
		want   string
	}{
		"no window": {func(p *Problem) { p.Moments[duskMoment].Windows = nil }, duskMoment, Dropped, "It has no window in the schedule any more."},
		"the scene moved": {func(p *Problem) {
			p.Days[1].Units[0].Strips = append(p.Days[1].Units[0].Strips, Strip{Scene: 1, Place: 0, Start: 2160, End: 2280, Cap: 3})
			p.Days[0].Units[0].Strips = nil
			p.Moments[stuntMoment].Windows[0], p.Moments[stuntMoment].LastDay = Window{1, 2160, 2310, 0, 100}, -1
		}, stuntMoment, Moved, "Scene 1 moved to day 2."},
		"the window moved": {func(p *Problem) { p.Moments[boatsMoment].Windows[0] = Window{1, 2160, 2280, 1, 100} }, boatsMoment, Moved,
			"It cannot be covered on day 1 any more: its window moved to day 2."},
		"embargo": {func(p *Problem) { p.Moments[talkMoment].LastDay = 0 }, talkMoment, Dropped, "It has to be covered by day 1 now."},
		"place":   {func(p *Problem) { p.Moments[boatsMoment].Windows[0].Place = 0 }, boatsMoment, Moved, "On day 1 it happens at stage now, not at harbour."},
		"time":    {func(p *Problem) { p.Moments[duskMoment].Windows[0] = Window{0, 990, 1080, 1, 100} }, duskMoment, Moved, "On day 1 its window is 16:30 to 18:00 now, and it takes 1 h."},
		"away":    {func(p *Problem) { p.Crew[1].Avail[1] = false }, wrapMoment, Reteamed, "Lee is not available on day 2 any more."},
		"skill":   {func(p *Problem) { p.Crew[2].Skills = []int{0} }, stuntMoment, Reteamed, "Max does not do sound any more."},
		"larger team": {func(p *Problem) { p.Moments[wrapMoment].Roles[0].N = 2 }, wrapMoment, Reteamed,
			"It takes 3 people now, and had 2."},
		"stock":      {func(p *Problem) { p.Kit[0].Stock = 0 }, stuntMoment, Dropped, "It takes 1 × camera, and there are 0."},
		"small set":  {func(p *Problem) { p.Days[0].Units[0].Strips[0].Cap = 1 }, stuntMoment, Dropped, "At that time stage takes 1 person of the crew now, and it needs 2."},
		"closed set": {func(p *Problem) { p.Days[0].Units[0].Strips[0].Cap, p.Days[0].Units[0].Strips[0].Closed = 0, true }, stuntMoment, Dropped, "Stage is a closed set at that time now."},
		"in a scene": {func(p *Problem) {
			p.Days[1].Units[0].Strips[0].Cast = []int{0}
			p.Moments[talkMoment].Windows[1].End = 2130
		}, talkMoment, Moved, "Ada is in a scene at that time now."},
		"rest":        {func(p *Problem) { p.Params.Turnaround = 1051 }, talkMoment, Reteamed, "Kim has not had the 17 h 31 min of rest since the day before."},
		"week":        {func(p *Problem) { p.Crew[0].MaxWeek = 1 }, talkMoment, Reteamed, "Kim has the 1 day of that week already."},
		"long day":    {func(p *Problem) { p.Params.MaxShift, p.Crew[1].Avail[0] = 450, false }, duskMoment, Dropped, "Kim would work longer than 7 h 30 min."},
		"travel":      {func(p *Problem) { p.Travel[0][1], p.Travel[1][0], p.Moments[boatsMoment].Windows[0].End = 75, 75, 780 }, boatsMoment, Moved, "Kim cannot be there in time from “stunt”."},
		"kit is held": {func(p *Problem) { p.Moments[stuntMoment].KitHold, p.Moments[wrapMoment].Windows[0].End = 1430, 2100 }, wrapMoment, Moved, "“stunt” has the camera then."},
		"fewer paid": {func(p *Problem) { p.BudgetDays = 2 }, wrapMoment, Dropped,
			"Only 2 crew-days are paid now, the plan before had 5; Lee and Max stay at home on day 2."},
		"made room": {func(p *Problem) {
			p.Crew[1].Avail[0] = false
			extra(p, 95, 60, Window{0, 900, 960, 1, 100})
		}, duskMoment, Dropped, "It made room for “extra”, which is worth more: Kim is busy with “extra” until 16:00."},
		"took the place": {func(p *Problem) {
			p.Crew[1].Avail[0] = false
			extra(p, 95, 60, Window{0, 900, 960, 1, 100})
		}, extraMoment, Added, "It takes the place of “dusk”, which is dropped."},
		"the crew-day went": {func(p *Problem) { extra(p, 95, 60, Window{0, 540, 600, 1, 100}) }, talkMoment, Reteamed,
			"The crew-day of Kim on day 2 went to Lee on day 1, for “extra”."},
		"a crew-day was freed": {func(p *Problem) { extra(p, 95, 60, Window{0, 540, 600, 1, 100}) }, extraMoment, Added,
			"The crew-day of Kim on day 2 was freed, and brings Lee on day 1."},
		"more are paid": {func(p *Problem) { p.BudgetDays++; extra(p, 95, 60, Window{0, 540, 600, 1, 100}) }, extraMoment, Added,
			"The plan before used 5 crew-days and 6 are paid: one more brings Lee on day 1."},
		"on the way": {func(p *Problem) { extra(p, 95, 60, Window{0, 780, 840, 1, 100}) }, extraMoment, Added, "Kim works on day 1 anyway and can take it in."},
		"time is free": {func(p *Problem) { p.Moments[duskMoment].Windows = nil; extra(p, 50, 60, Window{0, 900, 960, 1, 100}) }, extraMoment, Added,
			"There is time for it, as “dusk” is dropped."},
		"worth more elsewhere": {func(p *Problem) {
			p.Moments[duskMoment].Windows[0].Factor = 20
			p.Moments[duskMoment].Windows = append(p.Moments[duskMoment].Windows, Window{1, 2160, 2220, 1, 100})
		}, duskMoment, Moved, "It is worth more on day 2."},
		"not worth a crew-day": {func(p *Problem) { p.Params.Lambda = 1500 }, wrapMoment, Dropped, "It is not worth a crew-day of Lee and Max on day 2 by itself."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := revision(c.change)
			s := solve(t, p, Options{Iterations: 3000, Seed: 1})
			all := Changes(p, s, Wording{})
			i := slices.IndexFunc(all, func(ch Change) bool { return ch.Moment == c.moment })
			if i < 0 {
				t.Fatalf("the moment stayed: %+v, changes %+v", s.Covers, all)
			}
			wantTold(t, all[i].Reason, all[i].Told)
			if got := all[i]; got.Kind != c.kind || got.Reason != c.want {
				t.Errorf("%s: %q, want %s: %q", got.Kind, got.Reason, c.kind, c.want)
			}
		})
	}
}

// TestShiftChanges: cancelled and added shifts say for what.
func TestShiftChanges(t *testing.T) {
	t.Parallel()
	reasons := func(change func(p *Problem)) (out []string) {
		p := revision(change)
		for _, ch := range Changes(p, solve(t, p, Options{Iterations: 3000, Seed: 1}), Wording{}) {
			if ch.Moment == none {
				out = append(out, fmt.Sprintf("%s %s %d>%d %s", ch.Kind, p.Crew[ch.Crew].Name, ch.FromDay, ch.ToDay, ch.Reason))
			}
		}
		return out
	}
	away := reasons(func(p *Problem) { p.Crew[1].Avail[1] = false })
	if want := []string{"cancelled Lee 1>-1 Lee is not available on day 2 any more."}; !slices.Equal(away, want) {
		t.Errorf("%q, want %q", away, want)
	}
	bridge := reasons(func(p *Problem) { extra(p, 95, 60, Window{0, 540, 600, 1, 100}) })
	want := []string{"cancelled Kim 1>-1 Nothing is left to do: “talk” is covered by others.", "opened Lee -1>0 For “extra”."}
	if !slices.Equal(bridge, want) {
		t.Errorf("%q, want %q", bridge, want)
	}
}

// TestTheCallersScenes: who knows the scene of a moment says so, and names it.
func TestTheCallersScenes(t *testing.T) {
	t.Parallel()
	p := revision(func(p *Problem) {
		p.Days[1].Units[0].Strips = append(p.Days[1].Units[0].Strips, Strip{Scene: 1, Place: 0, Start: 2160, End: 2280, Cap: 3})
		p.Days[0].Units[0].Strips = nil
		p.Moments[boatsMoment].Windows[0] = Window{1, 2300, 2420, 1, 100} // after the scene, at another place
	})
	w := Wording{SceneOf: func(int) int { return 1 }, Scene: func(int) string { return "scene 12A" }}
	for _, ch := range Changes(p, solve(t, p, Options{Iterations: 1000, Seed: 1}), w) {
		if ch.Moment == boatsMoment && ch.Reason == "Scene 12A moved to day 2." {
			return
		}
	}
	t.Error("the scene is not named")
}

// TestChangesListEveryDifference re-plans random problems after random revisions: everything that differs
// is listed once, nothing else is, and each has a reason that speaks of what there is.
func TestChangesListEveryDifference(t *testing.T) {
	t.Parallel()
	for seed := range int64(30) {
		p, old := replanned(t, seed)
		r := newSource(seed)
		for range 3 {
			c, d := r.below(len(p.Crew)), r.below(len(p.Days))
			p.Crew[c].Avail[d] = !p.Crew[c].Avail[d]
			if w := p.Moments[r.below(len(p.Moments))].Windows; len(w) > 0 {
				w[0].Start, w[0].End = w[0].Start+30, w[0].End+30
			}
			p.Moments[r.below(len(p.Moments))].Windows = nil
		}
		p.BudgetDays += r.below(3) - 1
		s := solve(t, p, Options{Iterations: 800, Seed: 3})
		all := Changes(p, s, Wording{})
		got := map[int]ChangeKind{}
		shifts := 0
		for _, ch := range all {
			if ch.Reason == "" || strings.Contains(ch.Reason, "  ") || strings.Contains(ch.Reason, "Plan again") || strings.Contains(ch.Reason, "Nothing fits at") {
				t.Errorf("seed %d: %+v", seed, ch)
			}
			if ch.Moment == none {
				shifts++
				continue
			}
			if got[ch.Moment] != "" {
				t.Errorf("seed %d: moment %d changes twice", seed, ch.Moment)
			}
			got[ch.Moment] = ch.Kind
		}
		for mo := range p.Moments {
			if want := difference(old, s, mo); got[mo] != want {
				t.Errorf("seed %d: moment %d %q, want %q", seed, mo, got[mo], want)
			}
		}
		before, after := shiftSet(old.Shifts), shiftSet(s.Shifts)
		for cd := range after {
			if before[cd] {
				delete(before, cd)
				delete(after, cd)
			}
		}
		if shifts != len(before)+len(after) {
			t.Errorf("seed %d: %d shifts are listed, %d and %d differ", seed, shifts, len(before), len(after))
		}
		checkClaims(t, p, s, all)
	}
}

// difference is what became of a moment, found by other means than Changes uses.
func difference(old, now *Solution, mo int) ChangeKind {
	at := func(s *Solution) (where, team string) {
		for _, c := range s.Covers {
			if c.Moment == mo {
				people := slices.Sorted(slices.Values(c.Team))
				return fmt.Sprint(c.Day, c.Start, c.Place), fmt.Sprint(people)
			}
		}
		return "", ""
	}
	w0, t0 := at(old)
	w1, t1 := at(now)
	switch {
	case w0 == w1 && t0 == t1:
		return ""
	case w0 == "":
		return Added
	case w1 == "":
		return Dropped
	case w0 != w1:
		return Moved
	}
	return Reteamed
}

// checkClaims holds what reasons say against the problem and the plan.
func checkClaims(t *testing.T, p *Problem, s *Solution, all []Change) {
	t.Helper()
	covered := map[string]bool{}
	for _, c := range s.Covers {
		covered[quote(p.Moments[c.Moment].Name)] = true
	}
	old := map[int]Cover{}
	for _, c := range p.Baseline.Covers {
		old[c.Moment] = c
	}
	for _, ch := range all {
		if name, _, found := strings.Cut(ch.Reason, " is not available on "); found {
			c := slices.IndexFunc(p.Crew, func(c Crew) bool { return c.Name == name })
			if c < 0 || p.Crew[c].Avail[ch.FromDay] {
				t.Errorf("%s: %+v is not true", p.Name, ch)
			}
		}
		if rest, found := strings.CutPrefix(ch.Reason, "It made room for "); found {
			name := rest[:strings.Index(rest, "”")+len("”")]
			if !covered[name] {
				t.Errorf("%s: %+v, but that is not covered", p.Name, ch)
			}
		}
		if strings.Contains(ch.Reason, "no window in the schedule") && len(p.Moments[ch.Moment].Windows) > 0 {
			t.Errorf("%s: %+v is not true", p.Name, ch)
		}
		if strings.Contains(ch.Reason, "its window moved to") && hasWindowOn(&p.Moments[ch.Moment], old[ch.Moment].Day) {
			t.Errorf("%s: %+v is not true", p.Name, ch)
		}
	}
}

func TestChangesWithoutBaseline(t *testing.T) {
	t.Parallel()
	p, s := handMade()
	p.Baseline, p.FreezeDay = nil, 0
	if got := Changes(p, s, Wording{}); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	p.Baseline = s
	if got := Changes(p, s, Wording{}); len(got) != 0 {
		t.Errorf("nothing changed, but %+v", got)
	}
}

func TestChangesOfTheSharedRevision(t *testing.T) {
	t.Parallel()
	p := sharedProblem(t, "feature-1-revised")
	s := solve(t, p, Options{Iterations: 2000, Seed: 1})
	all := Changes(p, s, Wording{})
	took := quickest(func() { Changes(p, s, Wording{}) })
	t.Logf("%d changes in %v", len(all), took)
	if len(all) == 0 || took.Milliseconds() > 60 {
		t.Errorf("%d changes in %v", len(all), took)
	}
	for _, ch := range all {
		if ch.Reason == "" {
			t.Errorf("%+v", ch)
		}
	}
}
