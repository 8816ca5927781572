package production

import (
	"regexp"
	"strconv"
	"strings"
)

var clockPattern = regexp.MustCompile(`^(\d{1,2})(?:[:.hH]?(\d{2}))?(?::\d{2})?\s*([aApP]\.?[mM]\.?)?\s*(?:\+(\d))?$`)

// parseClock does the reading for ParseClock.
func parseClock(s string) (Clock, bool) {
	parts := clockPattern.FindStringSubmatch(strings.TrimSpace(s))
	if parts == nil {
		return NoClock, false
	}
	hour, _ := strconv.Atoi(parts[1])
	minute, _ := strconv.Atoi(parts[2])
	if half := strings.ToLower(parts[3]); half != "" {
		if hour < 1 || hour > 12 {
			return NoClock, false
		}
		hour %= 12
		if half[0] == 'p' {
			hour += 12
		}
	} else if parts[2] == "" {
		return NoClock, false
	}
	if hour > 24 || minute > 59 {
		return NoClock, false
	}
	days, _ := strconv.Atoi(parts[4])
	return Clock(days*1440 + hour*60 + minute), true
}
