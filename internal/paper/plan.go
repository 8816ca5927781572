package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
)

// Plan is a coverage plan.
type Plan struct {
	ID         string           `json:"id"`
	Value      int              `json:"value"`
	Bound      int              `json:"bound"`
	CrewDays   int              `json:"crew_days"`
	UsedDays   int              `json:"used_crew_days"`
	Days       []PlanDay        `json:"days"`
	Interviews []Cover          `json:"interviews"`
	Uncovered  []Uncovered      `json:"uncovered"`
	Changes    coverage.Changes `json:"changes"`
	Changed    []Change         `json:"changed"` // what differs from the plan before, and why
	CrewDay    CrewDay          `json:"crew_day"`
	ByHand     *ByHand          `json:"by_hand,omitempty"` // what was changed by hand in the plan before, not in a plan that was planned
}

// ByHand is one change that somebody made in a plan.
type ByHand struct {
	Act    string `json:"act"` // moved, booked, taken_off, held or released
	Moment string `json:"moment"`
	Title  string `json:"title"`
	By     string `json:"by"`
	Before string `json:"before"` // the plan before, that undoing brings back
}

// PlanDay is one attended day.
type PlanDay struct {
	Date   string   `json:"date"`
	Number int      `json:"number"`
	Buys   string   `json:"buys"`
	Loss   string   `json:"loss"` // what would be lost without the day
	Only   []string `json:"only"` // moments that can be covered on no other day
	Arcs   []string `json:"arcs"` // arcs that the day serves
	Crew   []Shift  `json:"crew"`
	Covers []Cover  `json:"covers"`
}

// Change is one moment that is not as it was in the plan before; Date and Start are where it is now, or
// where it was when it was dropped.
type Change struct {
	Kind   string `json:"kind"` // moved, team, dropped, added
	Moment string `json:"moment"`
	Title  string `json:"title"`
	Date   string `json:"date"`
	Start  string `json:"start"`
	What   string `json:"what"` // "moved from Tue 5 May"
	Reason string `json:"reason"`
}

// CrewDay is the price of a crew-day: moments that one more would bring, and that the weakest one brings.
type CrewDay struct {
	Words string `json:"words"`
	More  int    `json:"more"`
	Least int    `json:"least"`
}

// Shift is one person's day.
type Shift struct {
	Name string `json:"name"`
	Call string `json:"call"`
	Meal string `json:"meal"`
	Wrap string `json:"wrap"`
}

// Cover is one moment covered.
type Cover struct {
	Moment string   `json:"moment"`
	Title  string   `json:"title"`
	Scene  string   `json:"scene"`
	Date   string   `json:"date"`
	Start  string   `json:"start"`
	End    string   `json:"end"`
	Place  string   `json:"place"`
	Team   []string `json:"team"`
	Kit    []string `json:"kit"`
	Person string   `json:"person,omitempty"`
	Held   bool     `json:"held"`             // by hand: the next plan has it as it is
	Broken string   `json:"broken,omitempty"` // why it does not hold any more
}

// Uncovered is a moment that is left out, and why.
type Uncovered struct {
	Moment string `json:"moment"`
	Title  string `json:"title"`
	Score  int    `json:"score"`
	Reason string `json:"reason"`
	Change string `json:"change"` // the cheapest change that would cover it, "" where no single one does
}

// NewPlan makes the document of a plan.
func NewPlan(p coverage.Plan, zone *time.Location) Plan {
	out := Plan{
		ID: string(p.ID), Value: p.Value, Bound: p.Bound, CrewDays: p.CrewDays, UsedDays: p.UsedDays, Changes: p.Changes,
		Days: []PlanDay{}, Interviews: []Cover{}, Uncovered: []Uncovered{}, Changed: newChanges(p, zone),
		CrewDay: CrewDay{p.CrewDay.Words(), p.CrewDay.More, p.CrewDay.Least},
	}
	if h := p.Hand; h != nil {
		out.ByHand = &ByHand{string(h.Act), string(h.Moment), h.Title, p.MadeBy, string(h.Before)}
	}
	for _, d := range p.Days {
		day := PlanDay{
			Date: string(d.Date), Number: d.Number, Buys: d.Buys, Loss: d.Loss, Only: []string{}, Arcs: list(d.Arcs), Crew: []Shift{}, Covers: []Cover{},
		}
		for _, id := range d.Only {
			day.Only = append(day.Only, string(id))
		}
		for _, s := range d.Shifts {
			day.Crew = append(day.Crew, Shift{s.Name, stamp(d.Date, s.Call, zone), stamp(d.Date, s.Meal, zone), stamp(d.Date, s.Wrap, zone)})
		}
		for _, c := range d.Covers {
			cover := newCover(d.Date, c, zone)
			day.Covers = append(day.Covers, cover)
			if c.Person != "" {
				out.Interviews = append(out.Interviews, cover)
			}
		}
		out.Days = append(out.Days, day)
	}
	for _, u := range p.Uncovered {
		out.Uncovered = append(out.Uncovered, Uncovered{string(u.Moment), u.Title, u.Score, u.Reason, u.Change})
	}
	return out
}

func newCover(date production.Date, c coverage.Cover, zone *time.Location) Cover {
	out := Cover{
		Moment: string(c.Moment), Title: c.Title, Scene: c.Scene, Date: string(date), Place: c.Place, Person: c.Person, Held: c.Held, Broken: c.Broken,
		Start: stamp(date, c.Start, zone), End: stamp(date, c.End, zone), Team: []string{}, Kit: list(c.Kit),
	}
	for _, t := range c.Team {
		out.Team = once(out.Team, t.Name)
	}
	return out
}

// newChanges lists what differs from the plan before.
func newChanges(p coverage.Plan, zone *time.Location) []Change {
	out := []Change{}
	for _, c := range p.ChangedList() {
		out = append(out, Change{
			Kind: string(c.Kind), Moment: string(c.Moment), Title: c.Title, Date: string(c.Date), Start: stamp(c.Date, c.Start, zone),
			What: c.What, Reason: c.Why,
		})
	}
	return out
}
