package examples

import (
	"fmt"
	"io/fs"
	"regexp"
	"time"
)

// firstDay is the Monday on which the committed schedule begins to shoot.
var firstDay = time.Date(2026, time.May, 4, 0, 0, 0, 0, time.UTC)

var calendarDate = regexp.MustCompile(`("date": ")(\d{4}-\d{2}-\d{2})(T)`)

// Schedule is the shooting schedule moved by whole weeks, so that its first week is the week of today
// ("2006-01-02"); on a Saturday or Sunday it is the week before, whose second Saturday is worked. It
// returns an error for a date that is none.
func Schedule(today string) ([]byte, error) {
	day, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return nil, fmt.Errorf("move the example's schedule: %w", err)
	}
	monday := day.AddDate(0, 0, -int(day.Weekday()+6)%7)
	if day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		monday = monday.AddDate(0, 0, -7)
	}
	text, err := fs.ReadFile(LampRoom, ScheduleFile)
	if err != nil {
		return nil, err
	}
	shift := monday.Sub(firstDay)
	return calendarDate.ReplaceAllFunc(text, func(found []byte) []byte {
		parts := calendarDate.FindSubmatch(found)
		date, err := time.Parse(time.DateOnly, string(parts[2]))
		if err != nil {
			return found
		}
		return []byte(string(parts[1]) + date.Add(shift).Format(time.DateOnly) + string(parts[3]))
	}), nil
}
