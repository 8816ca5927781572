// Package planner chooses the days, people and times that cover the most of what is worth covering.
//
// It is pure: a Problem in, a Solution out, no clock but the time limit it is given, no I/O, and the
// same result for the same seed and iteration limit. Every reference in a problem is a 0-based index;
// all times are minutes from 00:00 of calendar day 0.
package planner

// Problem is a coverage problem. The JSON form is the file format of `bts plan solve`.
type Problem struct {
	Name         string        `json:"name"`
	Seed         int64         `json:"seed"`
	Params       Params        `json:"params"`
	Skills       []string      `json:"skills"`
	Arcs         []string      `json:"arcs"`
	People       []string      `json:"people"`
	Places       []Place       `json:"places"`
	Travel       [][]int       `json:"travel"` // minutes from place to place
	Days         []Day         `json:"days"`
	Kit          []Kit         `json:"kit"`
	Crew         []Crew        `json:"crew"`
	Moments      []Moment      `json:"moments"`
	Deliverables []Deliverable `json:"deliverables"`
	BudgetDays   int           `json:"budget_days"`    // crew-days (shifts) that may be used
	Must         []int         `json:"must"`           // moments that every plan has to cover; not in every file
	FreezeDay    int           `json:"freeze_day"`     // days before this index keep their baseline
	From         int           `json:"from,omitempty"` // nobody is called before this minute on days that are not frozen; 0 for no bound
	Baseline     *Solution     `json:"baseline"`       // the old plan when re-planning, else nil
	Stab         Stab          `json:"stab"`
}

// Params are the rules of a shift and the weights of the objective; times in minutes.
type Params struct {
	Prep         int    `json:"prep"`
	Post         int    `json:"post"`
	MaxShift     int    `json:"max_shift"`
	Turnaround   int    `json:"turnaround"`
	MealLen      int    `json:"meal_len"`
	MealMin      int    `json:"meal_min"`
	MealMax      int    `json:"meal_max"`
	AfterMeal    int    `json:"after_meal"`
	Grid         int    `json:"grid"`       // call is a multiple of it
	StartGrid    int    `json:"start_grid"` // coverage starts at window start + k*start_grid
	KitBuffer    int    `json:"kit_buffer"`
	Lambda       int    `json:"lambda"` // objective per 100 currency units of crew-day cost
	Slopes       [3]int `json:"slopes"` // arc balance
	ShortPenalty int    `json:"short_penalty"`
}

// Place is somewhere a coverage can happen.
type Place struct {
	Name     string `json:"name"`
	Location int    `json:"location"`
	Quiet    bool   `json:"quiet"`
}

// Day is a shoot day; Calendar is its day number on the calendar.
type Day struct {
	Calendar int    `json:"calendar"`
	Units    []Unit `json:"units"`
}

// Unit is one unit's working day.
type Unit struct {
	Unit     int     `json:"unit"`
	Location int     `json:"location"`
	Call     int     `json:"call"`
	Wrap     int     `json:"wrap"`
	Strips   []Strip `json:"strips"`
}

// Strip is a scene being shot: while it runs, at most Cap BTS people are at its place.
type Strip struct {
	Unit     int      `json:"unit"`
	Scene    int      `json:"scene"`
	Place    int      `json:"place"`
	Start    int      `json:"start"`
	End      int      `json:"end"`
	Cast     []int    `json:"cast"`
	Elements []string `json:"elements"`
	Closed   bool     `json:"closed"`
	Cap      int      `json:"cap"`
}

// Kit is equipment with a number of pieces.
type Kit struct {
	Name  string `json:"name"`
	Stock int    `json:"stock"`
}

// Crew is one person of the BTS crew; Avail has one entry for each day.
type Crew struct {
	Name    string `json:"name"`
	Skills  []int  `json:"skills"`
	Avail   []bool `json:"avail"`
	Cost    int    `json:"cost"`
	MaxWeek int    `json:"max_week"`
}

// Moment is something to cover.
type Moment struct {
	Name    string    `json:"name"`
	Kind    string    `json:"kind"`
	Value   int       `json:"value"`
	Arc     int       `json:"arc"`
	Dur     int       `json:"dur"`
	KitHold int       `json:"kit_hold"`
	Roles   []Role    `json:"roles"`
	Kit     []KitNeed `json:"kit"`
	Person  int       `json:"person"`   // interviewee or -1
	LastDay int       `json:"last_day"` // latest day index or -1
	Windows []Window  `json:"windows"`
}

// Role is a number of people with a skill.
type Role struct {
	Skill int `json:"skill"`
	N     int `json:"n"`
}

// KitNeed is a number of pieces of a kit.
type KitNeed struct {
	Kit int `json:"kit"`
	N   int `json:"n"`
}

// Window is when and where a moment can be covered; Factor is its worth there in percent.
type Window struct {
	Day    int `json:"day"`
	Start  int `json:"start"`
	End    int `json:"end"`
	Place  int `json:"place"`
	Factor int `json:"factor"`
}

// Deliverable is owed: Need of Members covered on or before ByDay.
type Deliverable struct {
	Name    string `json:"name"`
	Need    int    `json:"need"`
	Members []int  `json:"members"`
	ByDay   int    `json:"by_day"`
	Weight  int    `json:"weight"`
}

// Stab are the prices of changing an existing plan.
type Stab struct {
	Triple    int `json:"triple"`
	CancelDay int `json:"cancel_day"`
	AddDay    int `json:"add_day"`
}

// Solution is a plan. Value, Bound, Uncovered, Iterations and Seconds are filled by Solve.
type Solution struct {
	Covers     []Cover     `json:"covers"`
	Shifts     []Shift     `json:"shifts"`
	Value      int         `json:"value"`
	Bound      int         `json:"bound"` // no plan can be worth more
	Uncovered  []Uncovered `json:"uncovered"`
	Iterations int         `json:"iterations"`
	Seconds    float64     `json:"seconds"`
}

// Cover is one moment covered. Team has one crew index for each role slot, in the order of the
// moment's roles, each repeated N times.
type Cover struct {
	Moment int   `json:"moment"`
	Day    int   `json:"day"`
	Start  int   `json:"start"`
	Place  int   `json:"place"`
	Team   []int `json:"team"`
}

// Shift is one person's day. Meal is the start of the meal, -1 where none is needed.
type Shift struct {
	Crew int `json:"crew"`
	Day  int `json:"day"`
	Call int `json:"call"`
	Meal int `json:"meal"`
}

// Uncovered is a moment that the plan leaves out: the reason in words, and the cheapest change that
// would bring it in beside all that the plan covers already.
type Uncovered struct {
	Moment int    `json:"moment"`
	Reason string `json:"reason"`
	Change string `json:"change"` // "A second stills photographer on day 14"; "" where no single change is enough
	Gain   int    `json:"gain"`   // what the objective would gain by the change, its cost taken off

	Told       Told `json:"-"` // by Reason
	ChangeTold Told `json:"-"` // by Change
	ChangeDay  int  `json:"-"` // on which the change has to be had, -1 for none
}

// DayWorth is what one day of a plan buys.
type DayWorth struct {
	Day          int   `json:"day"`
	CrewDays     int   `json:"crew_days"`
	Worth        int   `json:"worth"`        // what the plan would lose without the day, after its moments were tried on other days
	Moments      int   `json:"moments"`      // covered on it
	Lost         int   `json:"lost"`         // of those, how many found no other day
	Only         []int `json:"only"`         // moments that can be covered on no other day
	Arcs         []int `json:"arcs"`         // arcs it serves
	Deliverables []int `json:"deliverables"` // deliverables it serves in time
}

// CrewDayWorth is the price of a crew-day at present: what one more would bring, and what the weakest
// one in use brings. Crew and Day say which it is, -1 where there is none.
type CrewDayWorth struct {
	More        int `json:"more"`         // objective gained by one more
	MoreMoments int `json:"more_moments"` // moments covered more
	MoreDay     int `json:"more_day"`
	MoreCrew    int `json:"more_crew"`
	Least       int `json:"least"`         // objective lost without the weakest
	LeastLost   int `json:"least_moments"` // moments lost without it
	LeastDay    int `json:"least_day"`
	LeastCrew   int `json:"least_crew"`
}

// Change is one difference between a plan and the baseline, with its reason. Moment is -1 for a shift,
// Crew -1 for a moment; days and minutes are -1 where there are none.
type Change struct {
	Kind      ChangeKind `json:"kind"`
	Moment    int        `json:"moment"`
	Crew      int        `json:"crew"`
	FromDay   int        `json:"from_day"`
	FromStart int        `json:"from_start"`
	ToDay     int        `json:"to_day"`
	ToStart   int        `json:"to_start"`
	Reason    string     `json:"reason"`
	Told      Told       `json:"-"` // by Reason
}

// ChangeKind is what happened to a cover or a shift of the baseline.
type ChangeKind string

// The kinds of changes; what was kept is not one.
const (
	Moved     ChangeKind = "moved"     // another day, time or place
	Reteamed  ChangeKind = "team"      // the same time and place, other people
	Dropped   ChangeKind = "dropped"   // no longer covered
	Added     ChangeKind = "added"     // not covered before
	Cancelled ChangeKind = "cancelled" // a shift that is no longer worked
	Opened    ChangeKind = "opened"    // a shift that was not worked before
)
