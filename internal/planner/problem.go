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
	BudgetDays   int           `json:"budget_days"` // crew-days (shifts) that may be used
	Must         []int         `json:"must"`        // moments that every plan has to cover; not in every file
	FreezeDay    int           `json:"freeze_day"`  // days before this index keep their baseline
	Baseline     *Solution     `json:"baseline"`    // the old plan when re-planning, else nil
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

// Uncovered is a moment that the plan leaves out, with the reason in words.
type Uncovered struct {
	Moment int    `json:"moment"`
	Reason string `json:"reason"`
}
