package coverage

import (
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// Wording gives the planner's reasons the day names, clock times, trades and scene numbers of the production.
func (d *Desk) Wording() planner.Wording {
	position := map[production.SceneID]int{}
	for i, s := range d.in.Facts.Scenes {
		position[s.ID] = i
	}
	return planner.Wording{
		UsedBefore: d.usedBefore(), Day: d.DayName, Clock: d.ClockName,
		Trade: d.trade,
		Scene: func(scene int) string { return "scene " + d.in.Facts.Scenes[scene].Number },
		SceneOf: func(moment int) int {
			if moment < len(d.moments) {
				if i, known := position[d.moments[moment].SceneID]; known {
					return i
				}
			}
			return -1
		},
	}
}

// trade is what somebody with a skill is called; the skills of the past and of what is held have no name.
func (d *Desk) trade(skill int) string {
	if skill >= len(d.skills) {
		return "one of the team"
	}
	return trades[story.Skill(d.skills[skill])]
}

// usedBefore is how many crew-days the plan before had, those of people who are in the crew no more among them.
func (d *Desk) usedBefore() int {
	if d.in.Previous == nil {
		return 0
	}
	used := 0
	for _, day := range d.in.Previous.Days {
		used += len(day.Shifts)
	}
	return used
}

// trades is what somebody with a skill is called.
var trades = map[story.Skill]string{
	story.Video: "camera operator", story.Stills: "stills photographer", story.TimeLapse: "time-lapse operator",
	story.Interviewer: "interviewer", story.Sound: "sound recordist",
}
