package planner

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestExplainSaysWhy spoils the hand-made problem so that one moment cannot be covered, and wants
// the reason in words.
func TestExplainSaysWhy(t *testing.T) {
	t.Parallel()
	const stunt, boats, dusk, talk, wrap = 0, 1, 2, 3, 4
	for _, c := range []struct {
		name   string
		moment int
		spoil  func(p *Problem)
		want   []string
	}{
		{"no window", dusk, func(p *Problem) { p.Moments[dusk].Windows = nil }, []string{"no window"}},
		{"embargo", wrap, func(p *Problem) { p.Moments[wrap].LastDay = 0 }, []string{"embargo", "day 1", "day 2"}},
		{"too short", dusk, func(p *Problem) { p.Moments[dusk].Windows[0].End = 900 }, []string{"lasts 30 min", "takes 1 h"}},
		{"nobody available", stunt, func(p *Problem) { p.Crew[1].Avail[0], p.Crew[2].Avail[0] = false, false }, []string{"Nobody covers it on day 1", "sound", "available"}},
		{"not in stock", stunt, func(p *Problem) { p.Kit[0].Stock = 0 }, []string{"1 × camera", "there are 0"}},
		{"closed set", wrap, func(p *Problem) {
			p.Days[1].Units[0].Strips[0].Cap, p.Days[1].Units[0].Strips[0].Closed = 0, true
		}, []string{"Closed set on day 2 at stage"}},
		{"no room", wrap, func(p *Problem) { p.Days[1].Units[0].Strips[0].Cap = 0 }, []string{"No room on day 2 at stage: nobody of the crew"}},
		{"small set", wrap, func(p *Problem) { p.Days[1].Units[0].Strips[0].Cap = 1 }, []string{"takes 1 person", "needs 2"}},
		{"in a scene", talk, func(p *Problem) { p.Moments[talk].Windows = p.Moments[talk].Windows[:1] }, []string{"Ada is in a scene", "day 1"}},
		{"kit in use", boats, func(p *Problem) {
			p.Moments[boats].Kit, p.Moments[stunt].KitHold = []KitNeed{{0, 1}}, 300
		}, []string{"No camera is free", "“stunt” has it"}},
		{"busy", boats, func(p *Problem) {
			p.Moments[boats].Windows[0] = Window{0, 540, 600, 1, 100}
			p.Moments[stunt].Windows[0].End = 600
			p.Crew[1].Avail[0] = false
		}, []string{"Nobody covers it on day 1 at 09:00", "Kim is busy with “stunt” until 10:00"}},
		{"week", wrap, func(p *Problem) {
			p.Moments[talk].Windows = p.Moments[talk].Windows[:1]
			p.Crew[0].MaxWeek, p.Crew[1].MaxWeek, p.Crew[2].MaxWeek = 1, 1, 1
			p.Crew[1].Avail[0] = false
		}, []string{"1 day of that week already"}},
		{"budget", wrap, func(p *Problem) { p.BudgetDays = 2 }, []string{"All 2 paid crew-days are used; 2 more on day 2 would cover it."}},
		{"too few left", wrap, func(p *Problem) {
			p.BudgetDays, p.Moments[talk].Windows, p.Moments[wrap].Value = 3, p.Moments[talk].Windows[:1], 1
		}, []string{"Of 3 paid crew-days 1 is left; 1 more on day 2 would cover it"}},
		{"one paid", stunt, func(p *Problem) { p.BudgetDays, p.Deliverables = 1, nil; p.Moments = p.Moments[:1] }, []string{"The one paid crew-day is not enough; 1 more on day 1 would cover it."}},
		{"some kit free", boats, func(p *Problem) {
			p.Kit[0].Stock, p.Moments[boats].Kit, p.Moments[stunt].KitHold = 2, []KitNeed{{0, 2}}, 300
		}, []string{"Only 1 of 2 × camera are free", "“stunt” has it"}},
		{"worth nothing", dusk, func(p *Problem) { p.Moments[dusk].Value = 0; p.BudgetDays = 2 }, []string{"It would add nothing on day 1."}},
		{"costs more", wrap, func(p *Problem) { p.Params.Lambda = 5000; p.Moments[wrap].Value = 1; p.BudgetDays = 9 }, []string{"adds less than the crew-days for it on day 2 cost."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p, _ := handMade()
			p.Baseline, p.FreezeDay = nil, 0
			c.spoil(p)
			s := solve(t, p, Options{Iterations: 2000, Seed: 1})
			for _, u := range Explain(p, s) {
				if u.Moment != c.moment {
					continue
				}
				wantTold(t, u.Reason, u.Told)
				wantTold(t, u.Change, u.ChangeTold)
				for _, w := range c.want {
					if !strings.Contains(u.Reason, w) {
						t.Errorf("%q does not say %q", u.Reason, w)
					}
				}
				return
			}
			t.Errorf("the moment is covered: %+v", s.Covers)
		})
	}
}

func TestExplainUsesTheCallersWords(t *testing.T) {
	t.Parallel()
	p, s := handMade()
	p.Days[1].Units[0].Strips[0].Cap = 0
	s.Covers, s.Shifts = s.Covers[:4], s.Shifts[:3]
	w := Wording{Day: func(d int) string { return "Day 14 · Tue 12 May" }}
	got := ExplainIn(p, s, w)
	if len(got) != 1 || !strings.Contains(got[0].Reason, "on Day 14 · Tue 12 May") {
		t.Errorf("%+v", got)
	}
}

// TestTheWayWithoutMoreDays: what a moment would replace is the way without further crew-days, and says so.
func TestTheWayWithoutMoreDays(t *testing.T) {
	t.Parallel()
	p := randomProblem(11, size{days: 6, crew: 5, moments: 50, budget: 5})
	seen := 0
	for _, u := range solve(t, p, Options{Iterations: 500, Seed: 2}).Uncovered {
		if _, rest, both := strings.Cut(u.Reason, "would cover it. "); both {
			seen++
			if !strings.HasPrefix(rest, "Without, it ") {
				t.Errorf("%q sounds as if the days came on top", u.Reason)
			}
		}
	}
	if seen == 0 {
		t.Error("no moment has both ways")
	}
}

// TestPricesAreForThoseWhoAsk: points of the objective mean nothing to people on set.
func TestPricesAreForThoseWhoAsk(t *testing.T) {
	t.Parallel()
	points := regexp.MustCompile(`\d,\d{3}|\([+-]`)
	p := randomProblem(11, size{days: 6, crew: 5, moments: 50, budget: 8})
	s := solve(t, p, Options{Iterations: 500, Seed: 2})
	asked := 0
	for i, u := range ExplainIn(p, s, Wording{Prices: true}) {
		plain := s.Uncovered[i].Reason
		if points.MatchString(plain) || strings.Contains(plain, "would lose") {
			t.Errorf("a reason has a price: %q", plain)
		}
		if points.MatchString(u.Reason) {
			asked++
		}
	}
	if asked == 0 {
		t.Error("no reason has a price for those who asked")
	}
}

func TestExplainLeavesThePlanAlone(t *testing.T) {
	t.Parallel()
	p := randomProblem(11, size{days: 6, crew: 5, moments: 50, budget: 8})
	s := solve(t, p, Options{Iterations: 500, Seed: 2})
	z := newSearch(compile(p), 1)
	for i := range s.Covers {
		z.load(&s.Covers[i])
	}
	z.resettle()
	if z.value != s.Value {
		t.Fatalf("loaded value %d, want %d", z.value, s.Value)
	}
	z.explain(Wording{})
	if z.value != s.Value || !Check(p, z.export()).Valid {
		t.Errorf("value %d after explaining, %d before", z.value, s.Value)
	}
}

// BenchmarkExplain measures all reasons of a plan; the goals are 10, 20 and 100 ms.
func BenchmarkExplain(b *testing.B) {
	for _, name := range []string{"small-1", "feature-1", "series-1"} {
		b.Run(name, func(b *testing.B) {
			p := sharedProblem(b, name)
			s := solve(b, p, Options{Time: time.Second, Seed: 1})
			for b.Loop() {
				Explain(p, s)
			}
		})
	}
}
