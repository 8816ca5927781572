package planner

// Told is what a reason gives away beside the plan itself, for whoever shows it to people who may not know
// everything. It is noted while the sentence is worded, and never too little.
type Told uint8

// What a reason may tell of.
const (
	ToldCrew     Told = 1 << iota // who of the crew can come, when, and what they do
	ToldSchedule                  // days, times, places and scenes
)

// taken is what was told since the last time anybody asked.
func (e *explainer) taken() Told {
	told := e.told
	e.told = 0
	return told
}

// aside is a text that is not told by itself.
func (e *explainer) aside(word func() string) string {
	told := e.told
	text := word()
	e.told = told
	return text
}

func (e *explainer) who(crew int) string {
	e.told |= ToldCrew
	return e.m.p.Crew[crew].Name
}

func (e *explainer) where(place int) string {
	e.told |= ToldSchedule
	return e.m.p.Places[place].Name
}

func (e *explainer) day(day int) string {
	e.told |= ToldSchedule
	return e.w.day(day)
}

func (e *explainer) clock(minute int32) string {
	e.told |= ToldSchedule
	return e.w.clock(minute)
}

func (e *explainer) scene(scene int) string {
	e.told |= ToldSchedule
	return e.w.scene(scene)
}
