package intake

import "github.com/btsdirector/bts/internal/intake/sheet"

// readUnitTimes decides what columns called start and end mean where the table has none for call and
// wrap and nobody mapped them: the unit's times when they stand in the first rows of days alone, or
// are the same in all rows of every day; else those of the scenes.
func (t *tableReader) readUnitTimes(rows []sheet.Row) {
	if t.mapped {
		return
	}
	for _, pair := range [][2]string{{StartField, CallField}, {EndField, WrapField}} {
		if !t.has(pair[0]) || t.has(pair[1]) || !t.unitTimes(rows, pair[0]) {
			continue
		}
		t.column[pair[1]] = t.column[pair[0]]
		delete(t.column, pair[0])
		t.warn(t.line, "the times of %q stand once for a day: they were read as the unit's %s", t.heads[t.column[pair[1]]], pair[1])
	}
}

// unitTimes reports that a column of times has one value for each day.
func (t *tableReader) unitTimes(rows []sheet.Row, field string) bool {
	day, first := "", ""
	scenes, filled, later, differ := 0, 0, 0, 0
	for _, row := range rows {
		value := t.cell(row, field)
		if splitScenes(t.cell(row, SceneField)) == nil {
			if value != "" && t.cell(row, DescriptionField) != "" {
				return false // banners have times of their own
			}
			continue
		}
		scenes++
		if value != "" {
			filled++
		}
		key := t.cell(row, DateField) + "\n" + t.cell(row, DayField)
		if key != "\n" && key != day {
			day, first = key, value
			continue
		}
		if value != "" {
			later++
		}
		if value != first {
			differ++
		}
	}
	onFirstRows := later == 0 && filled*2 <= scenes
	sameAllDay := later > 0 && differ == 0
	return filled > 0 && (onFirstRows || sameAllDay)
}
