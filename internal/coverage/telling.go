package coverage

import "github.com/btsdirector/bts/internal/planner"

// Telling is what a reason gives away beside the plan itself, so that it is shown only to people who may know
// that. It is saved with the reason; what nobody noted tells everything.
type Telling string

// What reasons tell of.
const (
	TellsAll      Telling = ""         // of the crew and of the papers, or nobody noted it
	TellsNothing  Telling = "nothing"  // of moments and crew-days alone
	TellsCrew     Telling = "crew"     // who can come, when, and what they do
	TellsSchedule Telling = "schedule" // days, times, places and scenes
)

// OfCrew reports whether the reason is only for who may know the crew.
func (t Telling) OfCrew() bool { return t == TellsAll || t == TellsCrew }

// OfSchedule reports whether the reason is only for who may know the schedule.
func (t Telling) OfSchedule() bool { return t == TellsAll || t == TellsSchedule }

// telling is what the planner says that it told.
func telling(t planner.Told) Telling {
	switch t {
	case 0:
		return TellsNothing
	case planner.ToldCrew:
		return TellsCrew
	case planner.ToldSchedule:
		return TellsSchedule
	}
	return TellsAll
}

// told is telling backwards.
func (t Telling) told() (out planner.Told) {
	if t.OfCrew() {
		out |= planner.ToldCrew
	}
	if t.OfSchedule() {
		out |= planner.ToldSchedule
	}
	return out
}

// reason is a sentence with what it tells.
type reason struct {
	text  string
	tells Telling
}
