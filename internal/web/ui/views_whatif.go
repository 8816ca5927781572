package ui

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// WhatIfView is what the plan's page says to those who make plans of others that could be instead: the curve of what
// crew-days bring, and the scenarios that were tried out.
type WhatIfView struct {
	Curve     *CurveView // nil before the first
	Scenarios []ScenarioView
	TryURL    string    // the form that tries something out
	DrawURL   string    // where to POST to for a new curve
	Busy      string    // id of the work that runs, "" for none
	Running   *TaskView // something is tried out, nil for nothing
}

// CurveView is the curve and its table.
type CurveView struct {
	Sentence string // "The next crew-day brings about 3 moments; after 14 it is less than one each."
	Stale    string // why it should be drawn again, "" while it is fresh
	Made     string
	Points   []CurvePoint // fewest crew-days first
	Plan     *CurvePoint  // the plan there is, nil for none or where it is one of the points
	Promised bool         // there are promised moments
	Cost     bool         // the person may know what the crew cost, and somebody said
}

// CurvePoint is the plan for one number of crew-days, or the plan there is.
type CurvePoint struct {
	CrewDays, UsedDays, Covered, Total, Promised, PromisedTotal, Cost int
	Worth                                                             int    // tenths of a percent of all that is worth covering
	Now                                                               bool   // it is the plan there is
	URL                                                               string // "" for the plan there is that is no point
}

// ScenarioView is a plan that was tried out.
type ScenarioView struct {
	ID         string
	Title      string // its name, or what is different
	Change     string // what is different where it has a name, else ""
	Difference string // "+2 crew-days: 5 more moments, among them …"
	Figures    []Figure
	Stale      string
	Made       string
	URL        string
	Adopt      string // addresses to POST to, "" where the person may not
	Undo       string // takes adopting another back, in the place of Adopt
	Discard    string
}

// ScenarioPageView is one scenario with its plan.
type ScenarioPageView struct {
	Scenario ScenarioView
	Point    bool // it is a point of the curve
	More     []CoverView
	Fewer    []CoverView
	Days     []ScenarioDay
}

// ScenarioDay is an attended day of a scenario.
type ScenarioDay struct {
	Title  string
	Buys   string
	Crew   string
	Covers []CoverView
}

// WhatIfForm asks for a scenario.
type WhatIfForm struct {
	Action   string
	Error    string
	Name     Field
	CrewDays Field
	Seconds  Field
	Without  []Choice
	Extra    []ExtraFields
	Must     []Field
	NoGo     []Field
	Moments  []Option // which those fields offer
	Days     []Choice // on which nobody goes
}

// Choice is one box to tick.
type Choice struct {
	Value string
	Text  string
	On    bool
}

// ExtraFields are the fields of somebody who is not in the crew.
type ExtraFields struct {
	Name   Field
	Skills []Choice
	Cost   Field
}

// Where the curve is drawn, in pixels from the top and in percent of the width.
const (
	curveTop    = 28
	curveHeight = 292
	curveLeft   = 13.0
	curveRight  = 96.0
)

// x is where a number of crew-days lies, in percent of the width.
func (c CurveView) x(crewDays int) float64 {
	first, last := c.Points[0].CrewDays, c.Points[len(c.Points)-1].CrewDays
	if c.Plan != nil {
		first, last = min(first, c.Plan.CrewDays), max(last, c.Plan.CrewDays)
	}
	if first == last {
		return (curveLeft + curveRight) / 2
	}
	return curveLeft + (curveRight-curveLeft)*float64(crewDays-first)/float64(last-first)
}

// atX is x as an attribute.
func (c CurveView) atX(p CurvePoint) string { return fmt.Sprintf("%.2f%%", c.x(p.CrewDays)) }

// y is where a worth lies, in pixels from the top.
func (c CurveView) y(worth int) float64 { return curveTop + curveHeight*(1-float64(worth)/1000) }

func (c CurveView) atY(worth, down int) string { return fmt.Sprintf("%.1f", c.y(worth)+float64(down)) }

// line are the points in the drawing's own measure, a thousand wide and as high as it is in pixels.
func (c CurveView) line() string {
	var b strings.Builder
	for _, p := range c.Points {
		fmt.Fprintf(&b, "%.1f,%.1f ", c.x(p.CrewDays)*10, c.y(p.Worth))
	}
	return strings.TrimSpace(b.String())
}

// area is the line closed along the foot.
func (c CurveView) area() string {
	if len(c.Points) == 0 {
		return ""
	}
	foot := curveTop + curveHeight
	first, last := c.Points[0], c.Points[len(c.Points)-1]
	return fmt.Sprintf("%.1f,%d %s %.1f,%d", c.x(first.CrewDays)*10, foot, c.line(), c.x(last.CrewDays)*10, foot)
}

// room is how many targets for a finger must fit beside each other for no two points to overlap. Where a point lies
// very close to the next, two of them may: the table has the same ways.
func (c CurveView) room() int {
	n := len(c.Points)
	for i := 1; i < len(c.Points); i++ {
		gap := c.x(c.Points[i].CrewDays) - c.x(c.Points[i-1].CrewDays)
		n = max(n, int(math.Ceil(100/gap)))
	}
	return min(n, 2*len(c.Points))
}

// box is the drawing's own measure.
func (c CurveView) box() string { return fmt.Sprintf("0 0 1000 %d", curveTop+curveHeight) }

// percent is a worth in words: "87 %".
func (p CurvePoint) percent() string { return fmt.Sprintf("%d\u00a0%%", (p.Worth+5)/10) }

// words are the point for whoever cannot see it.
func (p CurvePoint) words() string {
	text := fmt.Sprintf("%s: %d of %d moments, %s of what is worth covering", count(p.CrewDays, "crew-day", "crew-days"), p.Covered, p.Total, p.percent())
	if p.Now {
		text += ", the plan there is"
	}
	return text
}

// label is how many moments the point covers, above it.
func (p CurvePoint) label() string { return number(p.Covered) }

// rows are the points and, in its place among them, the plan there is.
func (c CurveView) rows() []CurvePoint {
	if c.Plan == nil {
		return c.Points
	}
	at := 0
	for at < len(c.Points) && c.Points[at].CrewDays < c.Plan.CrewDays {
		at++
	}
	return slices.Insert(slices.Clone(c.Points), at, *c.Plan)
}

// against is how a point differs from the plan there is, "" for that itself and where there is none.
func (c CurveView) against(p CurvePoint) string {
	for _, now := range c.rows() {
		if n := p.Covered - now.Covered; now.Now && !p.Now {
			switch {
			case n > 0:
				return fmt.Sprintf("+%d", n)
			case n < 0:
				return fmt.Sprintf("−%d", -n)
			}
			return "±0"
		}
	}
	return ""
}

// pointClass marks the plan there is.
func (p CurvePoint) pointClass() string {
	if p.Now {
		return "curve-point now"
	}
	return "curve-point"
}

// textAnchor keeps the words of the outermost points inside the drawing.
func (c CurveView) textAnchor(p CurvePoint) string {
	if x := c.x(p.CrewDays); x > 88 && p.Now {
		return "end"
	}
	return "middle"
}
