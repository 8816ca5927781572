// Package crew knows the BTS crew: who can do what, when they are free, and the welfare rules they work under.
package crew

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Member is one person of the BTS crew.
type Member struct {
	ID      production.MemberID    `json:"id"`
	Name    string                 `json:"name"`
	Skills  []string               `json:"skills"`   // story.Skill values
	Cost    int                    `json:"cost"`     // per day, in whole units of the production's currency
	Away    []production.DateRange `json:"away"`     // dates not available
	MaxWeek int                    `json:"max_week"` // shifts in any seven days
	Note    string                 `json:"note"`
}

// Free reports whether the member can work on the date.
func (m Member) Free(d production.Date) bool {
	return !slices.ContainsFunc(m.Away, func(r production.DateRange) bool { return r.Contains(d) })
}

// Limits of a member.
const (
	MostCost    = 1_000_000 // a day; the planner counts with it
	longestName = 120       // characters
)

// Check reports the first field that cannot be accepted, as fault.Invalid. known are the skills there are.
func (m Member) Check(known []string) error {
	switch {
	case strings.TrimSpace(m.Name) == "":
		return fault.New(fault.Invalid, "the crew member has no name")
	case utf8.RuneCountInString(m.Name) > longestName:
		return fault.New(fault.Invalid, "the name is longer than %d characters", longestName).WithRemedy("Give a shorter one.")
	case len(m.Skills) == 0:
		return fault.New(fault.Invalid, "%s has no skill", m.Name).WithRemedy("Choose from %s.", strings.Join(known, ", "))
	case m.Cost < 0:
		return fault.New(fault.Invalid, "the cost of %s is negative", m.Name).WithRemedy("Give a whole number from 0 to %d.", MostCost)
	case m.Cost > MostCost:
		return fault.New(fault.Invalid, "%s costs %d a day, which is too much", m.Name, m.Cost).WithRemedy("Give a whole number from 0 to %d.", MostCost)
	case m.MaxWeek < 1 || m.MaxWeek > 7:
		return fault.New(fault.Invalid, "%s cannot work %d days in seven", m.Name, m.MaxWeek).WithRemedy("Give a number from 1 to 7.")
	}
	for _, s := range m.Skills {
		if !slices.Contains(known, s) {
			return fault.New(fault.Invalid, "%q is not a skill", s).WithRemedy("Choose from %s.", strings.Join(known, ", "))
		}
	}
	for _, r := range m.Away {
		if r.To < r.From {
			return fault.New(fault.Invalid, "%s is away from %s to %s, which ends before it starts", m.Name, r.From, r.To)
		}
	}
	return nil
}

// Rules are the welfare rules a day is planned under; all times in minutes.
// They come from rule packs, dated data with a source, never from code.
type Rules struct {
	Name       string          `json:"name"`
	Title      string          `json:"title"`
	Source     string          `json:"source"`
	VerifiedOn production.Date `json:"verified_on"`
	Prep       int             `json:"prep"`       // before the first coverage of a shift
	Post       int             `json:"post"`       // after the last
	MaxShift   int             `json:"max_shift"`  //
	Turnaround int             `json:"turnaround"` // rest between shifts
	MealLength int             `json:"meal_length"`
	MealMin    int             `json:"meal_min"`   // earliest start of a meal after call
	MealMax    int             `json:"meal_max"`   // latest
	AfterMeal  int             `json:"after_meal"` // longest work after the meal
	MaxWeek    int             `json:"max_week"`   // default for members
}
