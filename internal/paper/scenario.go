package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/office"
)

// Scenario is a plan that was tried out beside the one there is.
type Scenario struct {
	ID         string           `json:"id"`
	Name       string           `json:"name"`
	Change     string           `json:"change"` // what is different, in words
	MadeAt     string           `json:"made_at"`
	MadeBy     string           `json:"made_by"`
	Point      bool             `json:"point_of_curve"`
	Undo       bool             `json:"undoable"` // it is the plan that adopting the one there is replaced
	Figures    coverage.Figures `json:"figures"`
	Difference Difference       `json:"difference"`
	Stale      []string         `json:"stale"`
	Without    []string         `json:"without"`
	Extra      []string         `json:"extra"`
	Must       []coverage.Named `json:"must"`
	NoGo       []coverage.Named `json:"no_go"`
	NoGoDays   []string         `json:"no_go_days"`
	Plan       *Plan            `json:"plan,omitempty"` // not in lists
}

// Difference is what a scenario changes against the plan there is.
type Difference struct {
	Words    string       `json:"words"`
	CrewDays int          `json:"crew_days"`
	UsedDays int          `json:"used_crew_days"`
	Gained   []NamedCover `json:"gained"`
	Lost     []NamedCover `json:"lost"`
	Moved    int          `json:"moved"`
}

// NamedCover is a moment that is covered in one plan alone.
type NamedCover struct {
	Moment string `json:"moment"`
	Title  string `json:"title"`
	Scene  string `json:"scene"`
	Score  int    `json:"score"`
}

// Scenarios is the list of scenarios.
type Scenarios struct {
	Scenarios []Scenario `json:"scenarios"`
}

// NewScenarios makes the document of the list. paid is how many crew-days there are.
func NewScenarios(all []coverage.Scenario, paid int, zone *time.Location) Scenarios {
	out := Scenarios{[]Scenario{}}
	for _, s := range all {
		doc := NewScenario(s, paid, zone)
		doc.Plan = nil
		out.Scenarios = append(out.Scenarios, doc)
	}
	return out
}

// NewScenario makes the document of a scenario with its plan.
func NewScenario(s coverage.Scenario, paid int, zone *time.Location) Scenario {
	w, d := s.Wish, s.Difference
	plan := NewPlan(s.Plan, zone)
	out := Scenario{
		ID: string(s.ID), Name: w.Name, Change: w.Words(paid), MadeAt: s.MadeAt.In(zone).Format(time.RFC3339), MadeBy: s.MadeBy,
		Point: s.Curve != "", Undo: s.Undoable, Figures: s.Figures, Stale: list(s.Stale), Without: []string{}, Extra: []string{},
		Must: append([]coverage.Named{}, w.Must...), NoGo: append([]coverage.Named{}, w.NoGo...), NoGoDays: []string{}, Plan: &plan,
		Difference: Difference{
			Words: d.Words(), CrewDays: d.CrewDays, UsedDays: d.UsedDays, Gained: namedCovers(d.Gained), Lost: namedCovers(d.Lost), Moved: d.Moved,
		},
	}
	for _, n := range w.Without {
		out.Without = append(out.Without, n.Name)
	}
	for _, m := range w.Extra {
		out.Extra = append(out.Extra, m.Name)
	}
	for _, date := range w.NoGoDays {
		out.NoGoDays = append(out.NoGoDays, string(date))
	}
	return out
}

func namedCovers(covers []coverage.Cover) []NamedCover {
	out := []NamedCover{}
	for _, c := range covers {
		out = append(out, NamedCover{string(c.Moment), c.Title, c.Scene, c.Score})
	}
	return out
}

// Adopted is what adopting a scenario did.
type Adopted struct {
	Plan   Plan     `json:"plan"`
	Before string   `json:"before"` // the plan before, kept as this scenario; "" for none
	Notes  []string `json:"notes"`  // what is left for people to do
}

// NewAdopted makes the document of an adoption.
func NewAdopted(a office.Adoption, zone *time.Location) Adopted {
	return Adopted{NewPlan(a.Plan, zone), string(a.Before), list(a.Notes)}
}

// Unadopted is what taking an adoption back did.
type Unadopted struct {
	Plan  Plan     `json:"plan"`  // the plan there is again
	Notes []string `json:"notes"` // what stays, as somebody changed it since
}

// NewUnadopted makes the document of an adoption that was taken back.
func NewUnadopted(u office.Unadoption, zone *time.Location) Unadopted {
	return Unadopted{NewPlan(u.Plan, zone), list(u.Notes)}
}

// Curve is what crew-days bring.
type Curve struct {
	ID       string            `json:"id"`
	MadeAt   string            `json:"made_at"`
	MadeBy   string            `json:"made_by"`
	Now      int               `json:"crew_days_now"` // paid
	Plan     *coverage.Figures `json:"plan"`          // of the plan there is, null for none
	Sentence string            `json:"sentence"`
	Stale    []string          `json:"stale"`
	Points   []CurvePoint      `json:"points"`
}

// CurvePoint is the plan for one number of crew-days.
type CurvePoint struct {
	Scenario string `json:"scenario"`
	coverage.Figures
	Now bool `json:"now"` // it is as the plan there is
}

// NewCurve makes the document of a curve.
func NewCurve(c coverage.Curve, zone *time.Location) Curve {
	out := Curve{
		ID: string(c.ID), MadeAt: c.MadeAt.In(zone).Format(time.RFC3339), MadeBy: c.MadeBy, Now: c.Now, Plan: c.Plan, Sentence: c.Sentence(),
		Stale: list(c.Stale), Points: []CurvePoint{},
	}
	for _, p := range c.Points {
		out.Points = append(out.Points, CurvePoint{string(p.ID), p.Figures, c.IsPlan(p)})
	}
	return out
}
