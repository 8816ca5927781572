package ui

// CastRow is one character of the day-out-of-days.
type CastRow struct {
	BoardID   string // cast number on the board
	Character string
	Name      string // performer, "" unknown
	Scenes    int
	Days      int
	Marks     []CastMark // one for each of ScheduleView.Columns
	Mark      *MarkView
	Correct   string // address of the form that corrects it, "" for whoever may not
}

// PersonRow is somebody in the papers who is not of the cast.
type PersonRow struct {
	Name    string
	Role    string
	Mark    *MarkView
	Correct string // address of the form that corrects them, "" for whoever may not
}

// CastMark is one person on one shoot day, in the letters of a day-out-of-days: SW start, W work,
// H hold, WF finish, SWF all in one.
type CastMark struct {
	Letter string
	State  string // "work", "hold", "away", "off"
	Words  string // "works, day 4"
}

// DayColumn is one shoot day at the head of a column.
type DayColumn struct {
	Short string // "4"
	Title string // "Day 4 · Thu 7 May"
	Now   bool
}

// LocationRow is one location.
type LocationRow struct {
	Name string
	Sets string // "Lamp Room, Gallery"
	Days string // "Days 2, 4, 11"
	Mark *MarkView

	Correct string // address of the form that corrects it, "" for whoever may not
}
