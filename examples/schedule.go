package examples

import (
	"fmt"
	"io/fs"
	"regexp"
	"time"
)

// fifthDay is the date of the committed schedule's fifth shoot day, on which the lamp is lit.
var fifthDay = time.Date(2026, time.May, 8, 0, 0, 0, 0, time.UTC)

var (
	calendarDate = regexp.MustCompile(`("date": ")(\d{4}-\d{2}-\d{2})(T)`)
	weeklyOff    = regexp.MustCompile(`("daysOff": \[\s*)0(\s*\])`)
)

// Shift is by how many days the example moves so that its fifth shoot day is today ("2006-01-02").
func Shift(today string) (int, error) {
	day, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return 0, fmt.Errorf("move the example: %w", err)
	}
	return int(day.Sub(fifthDay).Hours() / 24), nil
}

// Schedule is the shooting schedule moved by a number of days. Its weekly day off moves along, so that
// the shape of the shoot stays what it is.
func Schedule(days int) ([]byte, error) {
	text, err := fs.ReadFile(LampRoom, ScheduleFile)
	if err != nil {
		return nil, err
	}
	text = weeklyOff.ReplaceAll(text, fmt.Appendf(nil, "${1}%d${2}", ((days%7)+7)%7))
	return calendarDate.ReplaceAllFunc(text, func(found []byte) []byte {
		parts := calendarDate.FindSubmatch(found)
		date, err := time.Parse(time.DateOnly, string(parts[2]))
		if err != nil {
			return found
		}
		return []byte(string(parts[1]) + date.AddDate(0, 0, days).Format(time.DateOnly) + string(parts[3]))
	}), nil
}
