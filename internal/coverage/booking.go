package coverage

import (
	"slices"

	"github.com/btsdirector/bts/internal/production"
)

// HandGrid is the step, in minutes, in which people book by hand; the planner's own is wider.
const HandGrid = 5

// Move is what somebody wants to do by hand with one booking, which is a moment that the plan covers.
type Move struct {
	Moment production.MomentID
	Off    bool // take it off; what follows does not matter then
	Date   production.Date
	Start  production.Clock // NoClock takes the nearest to Near that is free
	Near   production.Clock
	Team   []production.MemberID // nil keeps the team; of what is not booked yet, whoever is free
}

// Trial is what a move would do, and what stands against it. Nothing has been done yet.
type Trial struct {
	Moment  production.MomentID
	Title   string
	Kind    string
	Was     *Booked // nil for what is not booked
	Now     *Booked // nil for what is taken off, and for what has no place at that time
	Turns   []Turn  // working days that would be different, in order of date and name
	Clashes []Clash // none where it can be done
	Notes   []string
	Ground  []Chance // when and where the moment can be covered at all, in order
}

// Booked is a cover with its day.
type Booked struct {
	Date   production.Date
	Number int
	Cover  Cover
}

// Turn is somebody's working day before and after; nil for a day off.
type Turn struct {
	Date   production.Date
	Member production.MemberID
	Name   string
	Was    *Shift
	Now    *Shift
}

// Clash is one thing that stands against a move.
type Clash struct {
	Rule  int              // of the planner's model, 0 for none
	Text  string           // a sentence: "Nora is at the bridge until 15:40, for “The fall”."
	Name  string           // who or what is in the way, "" for nobody
	Until production.Clock // how long, NoClock where that has no end
}

// Chance is a time at a place at which a moment can be covered.
type Chance struct {
	Date   production.Date
	Number int
	From   production.Clock
	To     production.Clock
	Place  string
	Factor int // worth there, percent
}

// Hand says what somebody changed in a plan by hand.
type Hand struct {
	Before production.PlanID   `json:"before"` // the plan that this one was made of, which undoing brings back
	Act    HandAct             `json:"act"`
	Moment production.MomentID `json:"moment"`
	Title  string              `json:"title"`
}

// HandAct is what was done.
type HandAct string

// What can be done by hand.
const (
	HandMoved    HandAct = "moved"
	HandBooked   HandAct = "booked"
	HandTakenOff HandAct = "taken_off"
	HandHeld     HandAct = "held"
	HandReleased HandAct = "released"
)

// Words are what was done, in the middle of a sentence.
func (a HandAct) Words() string {
	return map[HandAct]string{
		HandMoved: "moved by hand", HandBooked: "booked by hand", HandTakenOff: "taken off by hand", HandHeld: "held where it is", HandReleased: "released",
	}[a]
}

// Booked is the cover of a moment with its day, nil where the plan does not cover it.
func (p *Plan) Booked(id production.MomentID) *Booked {
	for _, day := range p.Days {
		for _, c := range day.Covers {
			if c.Moment == id {
				return &Booked{day.Date, day.Number, c}
			}
		}
	}
	return nil
}

// Held are the covers that somebody holds where they are, on the days from the date on.
func (p *Plan) Held(from production.Date) (held []Booked) {
	for _, day := range p.Days {
		for _, c := range day.Covers {
			if c.Held && day.Date >= from {
				held = append(held, Booked{day.Date, day.Number, c})
			}
		}
	}
	return held
}

// Unheld is a cover that somebody held, and what another plan has of it.
type Unheld struct {
	Was Booked
	Now *Booked // nil for what the plan does not cover
}

// Unheld are those of the held covers of another plan that this one does not hold as they were.
func (p *Plan) Unheld(held []Booked) (out []Unheld) {
	for _, was := range held {
		if now := p.Booked(was.Cover.Moment); now == nil || !now.Cover.Held || !was.same(*now) {
			out = append(out, Unheld{was, now})
		}
	}
	return out
}

// same reports whether two bookings of a moment are at one time and place, by the same people.
func (b Booked) same(other Booked) bool {
	return b.at(other) && b.Cover.Place == other.Cover.Place && slices.EqualFunc(b.Cover.Team, other.Cover.Team, func(a, b TeamMember) bool { return a.Member == b.Member })
}

func (b Booked) at(other Booked) bool {
	return b.Date == other.Date && b.Cover.Start == other.Cover.Start
}

func (b Booked) when() string { return "on " + b.Date.Spoken() + " at " + b.Cover.Start.String() }

// Words say what became of it, as a sentence.
func (u Unheld) Words() string {
	held := "“" + u.Was.Cover.Title + "” was held " + u.Was.when()
	switch {
	case u.Now == nil:
		return held + ", and is not in this plan."
	case u.Was.same(*u.Now):
		return held + ": it is there still, but nothing holds it there any more."
	case u.Was.at(*u.Now):
		return held + ": this plan has another place or other people for it."
	}
	return held + ": this plan has it " + u.Now.when() + "."
}

// WithHeld is the plan with the cover of a moment held where it is, or released. It is false when nothing would be
// different.
func (p Plan) WithHeld(id production.MomentID, held bool) (Plan, bool) {
	p.Days = slices.Clone(p.Days)
	for i := range p.Days {
		for j, c := range p.Days[i].Covers {
			if c.Moment == id && c.Held != held {
				p.Days[i].Covers = slices.Clone(p.Days[i].Covers)
				p.Days[i].Covers[j].Held = held
				return p, true
			}
		}
	}
	return p, false
}

// Words are what is different in somebody's working day: "Nora works 08:30–17:15 instead of 09:30–17:15".
func (t Turn) Words() string {
	switch {
	case t.Was == nil && t.Now == nil:
		return ""
	case t.Was == nil:
		return t.Name + " comes, " + t.Now.times()
	case t.Now == nil:
		return t.Name + " need not come"
	case t.Was.Call == t.Now.Call && t.Was.Wrap == t.Now.Wrap && t.Was.Meal.Known() && t.Now.Meal.Known():
		return t.Name + " eats at " + t.Now.Meal.String() + " instead of " + t.Was.Meal.String()
	}
	return t.Name + " works " + t.Now.times() + " instead of " + t.Was.times()
}

func (s Shift) times() string { return s.Call.String() + "–" + s.Wrap.String() }
