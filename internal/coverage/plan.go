// Package coverage turns facts, moments and crew into a planner problem, and a planner solution
// back into a plan that people can read. It is pure.
package coverage

import (
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// Plan is one coverage plan, as it was saved: it names people, moments and places in words too, so
// that an old plan still reads when they have changed.
type Plan struct {
	ID        production.PlanID `json:"id"`
	MadeAt    time.Time         `json:"made_at"`          // when it became the plan, or a scenario
	WorkedAt  time.Time         `json:"worked_at"`        // when what it is worked out from was read: all that came later makes it old
	Frozen    production.Date   `json:"frozen,omitempty"` // its days before this date were over when it was worked out, "" for none
	MadeBy    string            `json:"made_by"`
	Paper     string            `json:"-"` // address of what the papers said when it was made, "" where nobody noted it
	Seed      int64             `json:"seed"`
	CrewDays  int               `json:"crew_days"`      // paid crew-days it was allowed
	UsedDays  int               `json:"used_crew_days"` // shifts it uses
	Value     int               `json:"value"`
	Bound     int               `json:"bound"` // no plan can be worth more
	Worth     int               `json:"worth"` // tenths of a percent of all that could be covered, arcs in balance; 0 where nobody noted it
	Total     int               `json:"total"` // moments that were looked at
	Covered   int               `json:"covered"`
	Days      []PlanDay         `json:"days"` // attended days in order of date
	Uncovered []Uncovered       `json:"uncovered"`
	Changes   Changes           `json:"changes"` // against the plan before
	Dropped   []Dropped         `json:"gone"`    // what the plan before covered and this one does not, in order of date
	CrewDay   CrewDay           `json:"crew_day"`
	Hand      *Hand             `json:"hand,omitempty"` // what somebody changed by hand in the plan before, nil for a plan that was planned
}

// PlanDay is one attended day.
type PlanDay struct {
	Date   production.Date `json:"date"`
	Number int             `json:"number"` // shoot day number, 0 for a day without shooting
	Shifts []Shift         `json:"crew"`
	Covers []Cover         `json:"covers"` // in order of start
	Buys   string          `json:"buys"`   // in words, what the day is chosen for

	// What follows is empty in plans that were made before it was looked for.
	Only []production.MomentID `json:"only,omitempty"` // of its moments, those that can be covered on no other day
	Loss string                `json:"loss,omitempty"` // in words, what would be lost without the day
	Arcs []string              `json:"arcs,omitempty"` // names of the arcs it serves
}

// Shift is one person's working day.
type Shift struct {
	Member production.MemberID `json:"member"`
	Name   string              `json:"name"`
	Call   production.Clock    `json:"call"`
	Meal   production.Clock    `json:"meal"` // start; NoClock where none is due
	MealTo production.Clock    `json:"meal_to"`
	Wrap   production.Clock    `json:"wrap"`
	Cost   int                 `json:"cost,omitempty"` // of the day when it was planned, 0 unknown; only for who may know it
}

// Cover is one moment covered.
type Cover struct {
	Moment   production.MomentID `json:"moment"`
	Title    string              `json:"title"`
	Kind     string              `json:"kind"`
	Scene    string              `json:"scene"`
	Arc      string              `json:"arc"`
	Score    int                 `json:"score"`
	Start    production.Clock    `json:"start"`
	End      production.Clock    `json:"end"`
	Place    string              `json:"place"`
	Location string              `json:"location"`
	Team     []TeamMember        `json:"team"`
	Kit      []string            `json:"kit"`
	Person   string              `json:"person"`         // interviewee
	Held     bool                `json:"held,omitempty"` // somebody put it there by hand: the next plan has it as it is
	Changed  string              `json:"changed"`        // against the plan before, in words; "" when it stayed
	Why      string              `json:"why,omitempty"`  // the reason of that, a sentence
	WhyTells Telling             `json:"why_tells,omitempty"`

	// Broken says why the newest papers do not allow it any more, "" while it holds. It is found when the
	// plan is read and never saved.
	Broken string `json:"broken,omitempty"`
}

// TeamMember is one person in one slot of a team.
type TeamMember struct {
	Member production.MemberID `json:"member"`
	Name   string              `json:"name"`
	Skill  string              `json:"skill"`
}

// Dropped is a moment that the plan before covered and this one does not.
type Dropped struct {
	Moment production.MomentID `json:"moment"`
	Title  string              `json:"title"`
	Scene  string              `json:"scene"`
	Date   production.Date     `json:"date"` // when it was to be covered
	Start  production.Clock    `json:"start"`
	Why    string              `json:"why"`

	WhyTells Telling `json:"why_tells,omitempty"`
}

// CrewDay is the price of a crew-day: what one more would bring, and what the weakest one in use brings.
type CrewDay struct {
	Used      bool            `json:"used,omitempty"` // all paid crew-days are used, so that one more was tried
	More      int             `json:"more,omitempty"` // moments that one more would cover
	MoreName  string          `json:"more_name,omitempty"`
	MoreDate  production.Date `json:"more_date,omitempty"`
	Least     int             `json:"least,omitempty"`      // moments that would be lost without the weakest
	LeastName string          `json:"least_name,omitempty"` // "" where nobody looked
	LeastDate production.Date `json:"least_date,omitempty"`
}

// Uncovered is a moment left out, with the reason and the cheapest way to cover it.
type Uncovered struct {
	Moment production.MomentID `json:"moment"`
	Title  string              `json:"title"`
	Kind   string              `json:"kind"`
	Scene  string              `json:"scene"`
	Score  int                 `json:"score"`
	Reason string              `json:"reason"`
	Change string              `json:"change,omitempty"` // the cheapest change that would cover it, "" where no single one does

	ReasonTells Telling         `json:"reason_tells,omitempty"`
	ChangeTells Telling         `json:"change_tells,omitempty"`
	ChangeDate  production.Date `json:"change_date,omitempty"` // when the change has to be had, "" where nobody noted it
}

// Changes count how a plan differs from the one before it.
type Changes struct {
	Kept    int `json:"kept"`
	Moved   int `json:"moved"`
	Dropped int `json:"dropped"`
	Added   int `json:"added"`
}
