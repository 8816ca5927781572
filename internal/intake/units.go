package intake

import (
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// maxUnits is more units than work on one day anywhere; what a broken table adds goes to the last.
const maxUnits = 50

// unitDay is the unit's part of the day, made when it is new.
func unitDay(day *production.Day, unit string) *production.UnitDay {
	for i := range day.Units {
		if strings.EqualFold(day.Units[i].Unit, unit) {
			return &day.Units[i]
		}
	}
	if len(day.Units) == maxUnits {
		return &day.Units[maxUnits-1]
	}
	day.Units = append(day.Units, production.UnitDay{Unit: unit, Call: production.NoClock, Wrap: production.NoClock})
	return &day.Units[len(day.Units)-1]
}
