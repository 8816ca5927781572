package coverage

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
)

// Curve is what crew-days bring: a plan for each of several numbers of them, fewest first.
type Curve struct {
	ID     production.CurveID `json:"id"`
	MadeAt time.Time          `json:"made_at"`
	MadeBy string             `json:"made_by"`
	Paper  string             `json:"-"`    // address of what the papers said
	Days   []int              `json:"days"` // crew-days of its points
	Done   bool               `json:"done"`
	Points []Scenario         `json:"points"`

	// Found when it is read, never saved.
	Now   int      `json:"-"` // paid crew-days
	Plan  *Figures `json:"-"` // of the plan there is, nil for none
	Stale []string `json:"-"`
}

// Span says for which numbers of crew-days a curve is drawn; what is 0 is chosen.
type Span struct{ From, To, Step int }

// mostPoints bounds how long a curve takes.
const mostPoints = 41

// aroundPaid is how many points a curve has on each side of the paid crew-days when nobody says otherwise,
// and shareStep how far two of them lie apart: together 40 % to 160 %.
const (
	aroundPaid = 4
	shareStep  = 0.15
)

// Points are the numbers of crew-days, fewest first, the paid one among them where it lies between. used
// is how many are used already: a plan cannot have fewer.
func (s Span) Points(paid, used int) ([]int, error) {
	for _, n := range []int{s.From, s.To, s.Step} {
		if n < 0 || n > MostCrewDays {
			return nil, fault.New(fault.Invalid, "%d is not a number of crew-days for a curve", n).
				WithRemedy("Give whole numbers from 1 to %d.", MostCrewDays)
		}
	}
	least := max(1, used)
	step := s.Step
	if step == 0 {
		step = max(1, int(math.Round(shareStep*float64(paid))))
	}
	from, to := s.From, s.To
	if from == 0 {
		from = max(least, paid-aroundPaid*step)
		if s.To > 0 {
			from = min(from, max(least, s.To))
		}
	}
	if to == 0 {
		to = max(from, min(paid+aroundPaid*step, MostCrewDays))
	}
	if to < from {
		return nil, fault.New(fault.Invalid, "from %d to %d crew-days is no range", from, to).WithRemedy("Give the smaller number first.")
	}
	if (to-from)/step+1 > mostPoints {
		return nil, fault.New(fault.Invalid, "from %d to %d crew-days in steps of %d are more than %d points", from, to, step, mostPoints).
			WithRemedy("Take a wider step.")
	}
	if s.From > 0 && s.From < used {
		return nil, fault.New(fault.Invalid, "%d crew-days are used already", used).WithRemedy("Begin at %d or more.", least)
	}
	points := []int{}
	for n := from; n <= to; n += step {
		points = append(points, n)
	}
	if from <= paid && paid <= to && !slices.Contains(points, paid) {
		points = append(points, paid)
		slices.Sort(points)
	}
	return points, nil
}

// UsedAlready is how many crew-days of the plan before are over.
func (in Input) UsedAlready() int {
	used := 0
	if in.Previous != nil {
		for _, day := range in.Previous.Days {
			if in.Frozen.Known() && day.Date < in.Frozen {
				used += len(day.Shifts)
			}
		}
	}
	return used
}

// Best is the best of a solution, the plan before and the plans given, as far as those are legal on this
// desk: more crew-days are never worth less, and nothing is lost to a short search. nil plans are left out.
func (d *Desk) Best(found *planner.Solution, plans ...*Plan) *planner.Solution {
	best, worth := found, d.Worth(found)
	for _, p := range append(slices.Clone(plans), d.in.Previous) {
		if p == nil {
			continue
		}
		other := d.solution(p)
		report := planner.Check(d.Problem, other)
		if w := d.Worth(other); report.Valid && w > worth {
			other.Value, other.Bound = report.Objective, max(found.Bound, report.Objective)
			best, worth = other, w
		}
	}
	return best
}

// solution is a plan as the planner writes it, with the reasons that it gave.
func (d *Desk) solution(p *Plan) *planner.Solution {
	s := &planner.Solution{}
	s.Covers, s.Shifts = d.ahead(p)
	if base := d.Problem.Baseline; base != nil {
		for _, c := range base.Covers {
			if c.Moment >= len(d.moments) { // done on a day that is over
				s.Covers = append(s.Covers, c)
			}
		}
		for _, sh := range base.Shifts {
			if d.isOver(d.dates[sh.Day]) {
				s.Shifts = append(s.Shifts, sh)
			}
		}
	}
	covered, said := map[int]bool{}, map[production.MomentID]reason{}
	for _, c := range s.Covers {
		covered[c.Moment] = true
	}
	for _, u := range p.Uncovered {
		said[u.Moment] = reason{u.Reason, u.ReasonTells}
	}
	for i, m := range d.moments {
		if !covered[i] {
			why := cmp.Or(said[m.ID], reason{"No better plan than one without it was found in the time.", TellsNothing})
			s.Uncovered = append(s.Uncovered, planner.Uncovered{Moment: i, Reason: why.text, Told: why.tells.told()})
		}
	}
	return s
}

// Sentence says what the next crew-day brings, and from when on it brings little.
func (c Curve) Sentence() string {
	at := c.present()
	if at < 0 || len(c.Points) < 2 {
		return ""
	}
	if at == len(c.Points)-1 {
		gain := c.gain(at - 1)
		return fmt.Sprintf("The last crew-day bought %s.", aboutMoments(gain))
	}
	next := c.gain(at)
	text := fmt.Sprintf("The next crew-day brings %s", aboutMoments(next))
	if next < 1 {
		return text + c.spared(at)
	}
	for i := at + 1; i < len(c.Points)-1; i++ {
		if c.restGain(i) < 1 {
			return text + fmt.Sprintf("; after %d it is less than one each.", c.Points[i].Figures.CrewDays)
		}
	}
	return text + fmt.Sprintf("; up to %d each brings at least one.", c.Points[len(c.Points)-1].Figures.CrewDays)
}

// spared says what the last crew-days before the present ones bought.
func (c Curve) spared(at int) string {
	if at == 0 {
		return "."
	}
	lost := c.Points[at].Figures.Covered - c.Points[at-1].Figures.Covered
	days := c.Points[at].Figures.CrewDays - c.Points[at-1].Figures.CrewDays
	if lost <= 0 {
		return fmt.Sprintf("; with %d fewer as many are covered.", days)
	}
	return fmt.Sprintf("; %d fewer would cost %d %s.", days, lost, plural(lost, "moment", "moments"))
}

// IsPlan reports whether a point is as the plan there is, in all figures that are known of both.
func (c Curve) IsPlan(point Scenario) bool {
	if c.Plan == nil {
		return false
	}
	a, b := point.Figures, *c.Plan
	return a.CrewDays == b.CrewDays && a.UsedDays == b.UsedDays && a.Covered == b.Covered && a.Total == b.Total &&
		(a.Worth == b.Worth || b.Worth == 0)
}

// HasPlan reports whether the plan there is is one of the points.
func (c Curve) HasPlan() bool { return slices.ContainsFunc(c.Points, c.IsPlan) }

// present is the point of the paid crew-days, or the last with no more; -1 for none.
func (c Curve) present() int {
	at := -1
	for i, p := range c.Points {
		if p.Figures.CrewDays <= c.Now {
			at = i
		}
	}
	return at
}

// gain is how many moments one crew-day more brings after the point.
func (c Curve) gain(i int) float64 { return c.slope(i, i+1) }

// restGain is the most that a crew-day brings on average from the point to any later one: one poor step
// before a good one does not end the gain.
func (c Curve) restGain(i int) float64 {
	best := 0.0
	for j := i + 1; j < len(c.Points); j++ {
		best = max(best, c.slope(i, j))
	}
	return best
}

func (c Curve) slope(i, j int) float64 {
	a, b := c.Points[i].Figures, c.Points[j].Figures
	return max(0, float64(b.Covered-a.Covered)/float64(b.CrewDays-a.CrewDays))
}

func aboutMoments(gain float64) string {
	switch n := int(math.Round(gain)); {
	case gain == 0:
		return "nothing more"
	case gain < 1:
		return "less than one moment"
	case n == 1:
		return "about 1 moment"
	default:
		return fmt.Sprintf("about %d moments", n)
	}
}
