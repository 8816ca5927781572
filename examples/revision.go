package examples

import (
	"encoding/json"
	"fmt"
)

// The days that the blue schedule exchanges, counted from 0: the stunt on the bridge waits for a day
// without wind, and the wake comes first.
const (
	stuntDay = 8
	wakeDay  = 9
)

// BlueSchedule is the shooting schedule moved by a number of days, as the evening's revision has it: the
// ninth and the tenth day are exchanged.
func BlueSchedule(days int) ([]byte, error) {
	white, err := Schedule(days)
	if err != nil {
		return nil, err
	}
	var file map[string]any
	if err := json.Unmarshal(white, &file); err != nil {
		return nil, fmt.Errorf("revise the example: %w", err)
	}
	schedule, ok := file["universalScheduleStandard"].(map[string]any)
	if !ok {
		schedule = file
	}
	board, err := mainBoard(schedule)
	if err != nil {
		return nil, err
	}
	board[stuntDay], board[wakeDay] = board[wakeDay], board[stuntDay]
	schedule["schedColor"] = "Blue"
	return json.MarshalIndent(file, "", "  ")
}

// mainBoard is the list of days of the schedule's first board, each a list of strips.
func mainBoard(schedule map[string]any) ([]any, error) {
	sets, _ := schedule["stripboards"].([]any)
	if len(sets) > 0 {
		set, _ := sets[0].(map[string]any)
		if boards, _ := set["boards"].([]any); len(boards) > 0 {
			board, _ := boards[0].(map[string]any)
			if days, _ := board["breakdownIds"].([]any); len(days) > wakeDay {
				return days, nil
			}
		}
	}
	return nil, fmt.Errorf("revise the example: its board has no ten days")
}

// UnitCalendar is the production office's calendar, moved by a number of days: what stands beside the
// shooting schedule.
func UnitCalendar(days int) []byte {
	event := func(uid string, day int, start, length, what, where string) string {
		at := fifthDay.AddDate(0, 0, days+day).Format("20060102")
		return "BEGIN:VEVENT\r\nUID:" + uid + "@lamp-room.example\r\nDTSTAMP:20260420T080000Z\r\nDTSTART;TZID=Europe/London:" + at + "T" + start +
			"\r\nDURATION:" + length + "\r\nSUMMARY:" + what + "\r\nLOCATION:" + where + "\r\nEND:VEVENT\r\n"
	}
	return []byte("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Lantern Reach Pictures//Production office//EN\r\nX-WR-CALNAME:Production office\r\nX-WR-TIMEZONE:Europe/London\r\n" +
		event("stunt-rehearsal", 3, "160000", "PT2H", "Stunt rehearsal bridge sc 33", "Bridge") +
		event("lamp-fitting", 4, "180000", "PT1H", "Fitting Edda storm coat", "Wardrobe truck") +
		event("press-day", 7, "110000", "PT3H", "Press visit: harbour", "Village") +
		"END:VCALENDAR\r\n")
}
