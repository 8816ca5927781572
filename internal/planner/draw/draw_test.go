package draw

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/planner"
)

func drawn(t *testing.T, size Size, seed int64) *planner.Problem {
	t.Helper()
	p, err := Problem(size, seed)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestDrawnProblemsAreValid(t *testing.T) {
	t.Parallel()
	for _, size := range Sizes() {
		for seed := range int64(6) {
			for _, err := range drawn(t, size, seed).Validate() {
				t.Errorf("%s %d: %v", size, seed, err)
			}
		}
	}
}

func TestDrawIsTheSameForASeed(t *testing.T) {
	t.Parallel()
	if d := cmp.Diff(drawn(t, Small, 3), drawn(t, Small, 3)); d != "" {
		t.Error(d)
	}
	if cmp.Equal(drawn(t, Small, 3).Moments, drawn(t, Small, 4).Moments) {
		t.Error("seeds 3 and 4 draw the same moments")
	}
}

func TestDrawKnowsItsSizes(t *testing.T) {
	t.Parallel()
	if _, err := Problem("epic", 1); !fault.Is(err, fault.Invalid) {
		t.Errorf("error %v", err)
	}
}

// TestDrawnProblemsHaveTheShape holds the drawn problems to what the shared examples look like; the
// ranges are those of the examples with some room on both sides.
func TestDrawnProblemsHaveTheShape(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		size                                Size
		days, moments, crew, people, places int
		units                               [2]float64 // for each day
	}{
		{Tiny, 8, 30, 3, 9, 6, [2]float64{1, 1}},
		{Small, 20, 100, 4, 17, 12, [2]float64{1, 1}},
		{Feature, 60, 400, 8, 34, 30, [2]float64{1.2, 1.6}},
		{Series, 120, 1500, 25, 76, 48, [2]float64{2.15, 2.45}},
	} {
		t.Run(string(c.size), func(t *testing.T) {
			t.Parallel()
			for seed := range int64(4) {
				p := drawn(t, c.size, seed)
				got := []int{len(p.Days), len(p.Moments), len(p.Crew), len(p.People), len(p.Places)}
				if d := cmp.Diff([]int{c.days, c.moments, c.crew, c.people, c.places}, got); d != "" {
					t.Error(d)
				}
				m := measure(p)
				between(t, "units a day", m.units, c.units)
				between(t, "crew-days for each day of a unit", float64(p.BudgetDays)/(m.units*float64(c.days)), [2]float64{0.95, 1.4})
				if c.size == Feature || c.size == Series {
					m.hold(t)
				}
			}
		})
	}
}

func between(t *testing.T, what string, v float64, limits [2]float64) {
	t.Helper()
	if v < limits[0] || v > limits[1] {
		t.Errorf("%s: %.3f is not between %v and %v", what, v, limits[0], limits[1])
	}
}

// measures are a problem's proportions.
type measures struct {
	units, strips, hours, closed, cast, cap     float64
	avail, cost, travel                         float64
	value, dur, windows, team, loose, interview float64
	kinds                                       map[string]float64
	need, members                               float64
}

func (m *measures) hold(t *testing.T) {
	t.Helper()
	for _, c := range []struct {
		what   string
		v      float64
		limits [2]float64
	}{
		{"strips for each unit", m.strips, [2]float64{3.3, 4.1}},
		{"hours of a unit's day", m.hours, [2]float64{10, 11.6}},
		{"closed strips", m.closed, [2]float64{0.03, 0.12}},
		{"cast of a strip", m.cast, [2]float64{2.7, 3.8}},
		{"cap of a strip", m.cap, [2]float64{3, 3.8}},
		{"availability", m.avail, [2]float64{0.74, 0.86}},
		{"cost of a crew-day", m.cost, [2]float64{400, 650}},
		{"minutes between locations", m.travel, [2]float64{28, 52}},
		{"value of a moment", m.value, [2]float64{31, 38}},
		{"minutes of a moment", m.dur, [2]float64{55, 72}},
		{"windows of a moment", m.windows, [2]float64{1.8, 2.6}},
		{"team of a moment", m.team, [2]float64{1.4, 1.9}},
		{"moments of scenes with a second window", m.loose, [2]float64{0.14, 0.3}},
		{"windows of an interview", m.interview, [2]float64{5, 8}},
		{"scenes", m.kinds["scene"], [2]float64{0.26, 0.44}},
		{"process", m.kinds["process"], [2]float64{0.12, 0.22}},
		{"build", m.kinds["build"], [2]float64{0.06, 0.14}},
		{"stunts", m.kinds["stunt"], [2]float64{0.03, 0.12}},
		{"vfx", m.kinds["vfx"], [2]float64{0.08, 0.2}},
		{"crowds", m.kinds["crowd"], [2]float64{0.03, 0.12}},
		{"share of the members needed", m.need, [2]float64{0.55, 0.87}},
		{"members for each moment", m.members, [2]float64{0.02, 0.08}},
	} {
		between(t, c.what, c.v, c.limits)
	}
}

func measure(p *planner.Problem) *measures {
	m := &measures{kinds: map[string]float64{}}
	m.ofDays(p)
	m.ofMoments(p)
	days := float64(len(p.Days) * len(p.Crew))
	for _, c := range p.Crew {
		m.cost += float64(c.Cost) / float64(len(p.Crew))
		for _, a := range c.Avail {
			if a {
				m.avail += 1 / days
			}
		}
	}
	pairs := 0.0
	for a := range p.Places {
		for b := range p.Places {
			if p.Places[a].Location != p.Places[b].Location {
				m.travel += float64(p.Travel[a][b])
				pairs++
			}
		}
	}
	m.travel /= pairs
	for _, d := range p.Deliverables {
		n := float64(len(p.Deliverables))
		m.need += float64(d.Need) / float64(max(1, len(d.Members))) / n
		m.members += float64(len(d.Members)) / float64(len(p.Moments)) / n
	}
	return m
}

func (m *measures) ofDays(p *planner.Problem) {
	units, strips := 0.0, 0.0
	for _, d := range p.Days {
		for _, u := range d.Units {
			units++
			m.hours += float64(u.Wrap-u.Call) / 60
			for _, s := range u.Strips {
				strips++
				m.cast += float64(len(s.Cast))
				m.cap += float64(s.Cap)
				if s.Closed {
					m.closed++
				}
			}
		}
	}
	m.units, m.strips, m.hours = units/float64(len(p.Days)), strips/units, m.hours/units
	m.cast, m.cap, m.closed = m.cast/strips, m.cap/strips, m.closed/strips
}

func (m *measures) ofMoments(p *planner.Problem) {
	n, onSet := float64(len(p.Moments)), 0.0
	for _, o := range p.Moments {
		m.kinds[o.Kind] += 1 / n
		m.value += float64(o.Value) / n
		m.dur += float64(o.Dur) / n
		m.windows += float64(len(o.Windows)) / n
		for _, r := range o.Roles {
			m.team += float64(r.N) / n
		}
		switch o.Kind {
		case "interview":
			m.interview += float64(len(o.Windows))
		case "scene", "stunt", "vfx", "crowd":
			onSet++
			m.loose += float64(len(o.Windows) - 1)
		}
	}
	m.interview /= m.kinds["interview"] * n
	m.loose /= onSet
}
