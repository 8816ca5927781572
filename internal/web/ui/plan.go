package ui

import (
	"fmt"
	"strings"
)

// shortTeam are first names, as many as fit on a card: "Ada, Jun".
func shortTeam(names []string) string {
	first := make([]string, len(names))
	for i, name := range names {
		first[i], _, _ = strings.Cut(name, " ")
	}
	return strings.Join(first, ", ")
}

// joinNames is "Ada Moreau, video; Jun Sato, stills" and the like.
func joinNames(team []string) string { return strings.Join(team, "; ") }

// joined are the parts that are not empty, with a middle dot between.
func joined(parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, " · ")
}

// currentDate is the value of aria-current for a day.
func currentDate(now bool) string {
	if now {
		return "date"
	}
	return "false"
}

// dayTitle is "Day 4 · Thu 7 May", or the date alone for a day without shooting.
func dayTitle(d BoardDay) string {
	if d.Number == 0 {
		return d.Date
	}
	return fmt.Sprintf("Day %d · %s", d.Number, d.Date)
}

// madeWords says who made the plan and how it differs from the one before.
func madeWords(v PlanView) string {
	text := v.Made + "."
	if v.Changes != "" {
		text += " Against the plan before: " + v.Changes + "."
	}
	return text
}

// shiftLabel says a shift in words.
func shiftLabel(s ShiftView) string {
	text := s.Name + " works " + s.Times()
	if s.Meal.Known() {
		text += ", meal " + s.MealTimes()
	}
	return text
}

// ready reports whether there is all that a plan needs: nothing is missing, or nothing that another room
// would have to bring first.
func (v PlanView) ready() bool { return v.Missing == nil || v.Missing.Action == "" }

// runningID is the id of the search that runs, "" for none: its button waits for its end.
func (v PlanView) runningID() string {
	if v.Running == nil {
		return ""
	}
	return v.Running.ID
}
