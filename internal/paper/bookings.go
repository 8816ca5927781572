package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// Trial is what it would be, or was, to change a booking by hand.
type Trial struct {
	Moment  string   `json:"moment"`
	Title   string   `json:"title"`
	Was     *Cover   `json:"was"`  // null for what was not booked
	Now     *Cover   `json:"now"`  // null for what is taken off, and where it has no place
	Free    bool     `json:"free"` // nothing stands against it
	Clashes []Clash  `json:"clashes"`
	Notes   []string `json:"notes"`
	Turns   []Turn   `json:"turns"`  // working days that are different
	Ground  []Chance `json:"ground"` // when and where the moment can be covered at all
}

// Clash is one thing that stands against a change.
type Clash struct {
	Rule  int    `json:"rule"` // of the planner's model, 0 for none
	Text  string `json:"text"`
	Name  string `json:"name"`  // who or what is in the way
	Until string `json:"until"` // how long, "" where that has no end
}

// Turn is somebody's working day before and after, null for a day off.
type Turn struct {
	Date string `json:"date"`
	Name string `json:"name"`
	Was  *Shift `json:"was"`
	Now  *Shift `json:"now"`
}

// Chance is a time at a place.
type Chance struct {
	Date  string `json:"date"`
	From  string `json:"from"`
	To    string `json:"to"`
	Place string `json:"place"`
	Worth int    `json:"worth"` // percent
}

// NewTrial makes the document of a trial.
func NewTrial(t coverage.Trial, zone *time.Location) Trial {
	out := Trial{
		Moment: string(t.Moment), Title: t.Title, Was: newBooked(t.Was, zone), Now: newBooked(t.Now, zone), Free: len(t.Clashes) == 0,
		Clashes: []Clash{}, Notes: list(t.Notes), Turns: []Turn{}, Ground: []Chance{},
	}
	for _, c := range t.Clashes {
		clash := Clash{Rule: c.Rule, Text: c.Text, Name: c.Name}
		if t.Now != nil {
			clash.Until = stamp(t.Now.Date, c.Until, zone)
		}
		out.Clashes = append(out.Clashes, clash)
	}
	for _, turn := range t.Turns {
		out.Turns = append(out.Turns, Turn{string(turn.Date), turn.Name, newTurn(turn.Date, turn.Was, zone), newTurn(turn.Date, turn.Now, zone)})
	}
	for _, g := range t.Ground {
		out.Ground = append(out.Ground, Chance{string(g.Date), stamp(g.Date, g.From, zone), stamp(g.Date, g.To, zone), g.Place, g.Factor})
	}
	return out
}

func newBooked(b *coverage.Booked, zone *time.Location) *Cover {
	if b == nil {
		return nil
	}
	c := newCover(b.Date, b.Cover, zone)
	return &c
}

func newTurn(date production.Date, s *coverage.Shift, zone *time.Location) *Shift {
	if s == nil {
		return nil
	}
	return &Shift{s.Name, stamp(date, s.Call, zone), stamp(date, s.Meal, zone), stamp(date, s.Wrap, zone)}
}

// Rebooked is what a change by hand did.
type Rebooked struct {
	Plan    string `json:"plan"` // id of the plan there is now; undoing takes it
	Covered int    `json:"covered"`
	Used    int    `json:"used_crew_days"`
	Booking *Trial `json:"booking,omitempty"` // what was changed; not of what was taken back, held or released
}

// NewRebooked makes the document of a change.
func NewRebooked(r office.Rebooking, zone *time.Location) Rebooked {
	out := Rebooked{Plan: string(r.Plan.ID), Covered: r.Plan.Covered, Used: r.Plan.UsedDays}
	if r.Trial.Moment != "" {
		t := NewTrial(r.Trial, zone)
		out.Booking = &t
	}
	return out
}
