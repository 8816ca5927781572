package coverage

import "github.com/btsdirector/bts/internal/planner"

// Wording gives the planner's reasons the day names and clock times of the production.
func (d *Desk) Wording() planner.Wording {
	return planner.Wording{Day: d.DayName, Clock: d.ClockName}
}
