package intake

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

func (t *tableReader) warn(line int, format string, args ...any) {
	t.warnings = append(t.warnings, Warning{Line: line, Message: fmt.Sprintf(format, args...)})
}

// cell is the text of a field in a row, "" when the table has no such column. In a one-liner the days
// are those of the rows between the scenes.
func (t *tableReader) cell(row sheet.Row, field string) string {
	if t.breaks != nil && (field == DateField || field == DayField || field == UnitField && !t.has(UnitField)) {
		return t.breaks[row.Line].cell(field)
	}
	i, ok := t.column[field]
	if !ok || i >= len(row.Cells) {
		return ""
	}
	return row.Cells[i]
}

// readSchedule reads the rows below the header.
func (t *tableReader) readSchedule(rows []sheet.Row) (Document, error) {
	t.dayAt, t.numberAt, t.day = map[production.Date]int{}, map[int]int{}, -1
	t.sceneAt, t.characters = map[string]int{}, map[string]bool{}
	if len(rows) > maxScenes {
		return Document{}, t.opt.tooMany(rows[maxScenes].Line)
	}
	t.out.Breakdown = make([]production.Scene, 0, len(rows))
	rows = t.readBreaks(rows)
	t.readOrder(rows)
	if t.breaks == nil && (t.kind == BreakdownTable || !t.has(DateField) && !t.has(DayField)) {
		return t.readBreakdown(rows)
	}
	t.readUnitTimes(rows)
	for _, row := range rows {
		t.row(row)
		if t.strips > maxScenes {
			return Document{}, t.opt.tooMany(row.Line)
		}
	}
	if len(t.out.Days) == 0 && t.yearless != "" {
		return Document{}, t.opt.invalid(t.line, "the date %q has no year, and nothing else in the table has one", spelling.Shorten(t.yearless, 30)).
			WithRemedy("Write the year with the first date, for example 2026-05-12.")
	}
	if len(t.out.Days) == 0 {
		return Document{}, t.opt.invalid(t.line, "no row has a scene and a day").
			WithRemedy("Check the mapping of the columns: the scene column and the date or day column must have values.")
	}
	t.finish()
	return t.schedule(rows), nil
}

// readBreakdown reads scenes without days.
func (t *tableReader) readBreakdown(rows []sheet.Row) (Document, error) {
	for _, row := range rows {
		numbers := t.numbers(row)
		for _, number := range numbers {
			t.scene(row, number, len(numbers))
		}
		if len(t.out.Breakdown) > maxScenes {
			return Document{}, t.opt.tooMany(row.Line)
		}
	}
	if len(t.out.Breakdown) == 0 {
		return Document{}, t.opt.invalid(t.line, "no row has a scene").
			WithRemedy("Check the mapping of the columns: the scene column must have values.")
	}
	t.out.Locations = GatherLocations(nil, t.out.Breakdown)
	t.warn(t.line, "the table has no shoot days: it was read as a breakdown, and the shoot days that are known stay")
	return t.schedule(rows), nil
}

// schedule is the document of what was read.
func (t *tableReader) schedule(rows []sheet.Row) Document {
	return Document{
		Kind: KindSchedule, Format: t.format, Schedule: &t.out, People: t.out.People,
		Columns: slices.Sorted(maps.Keys(t.column)), Warnings: t.warnings,
		given: t.given, Closed: t.filled(rows, ClosedField), Limits: t.filled(rows, CapField),
	}
}

// filled reports a column that somebody has written into: an empty one says nothing.
func (t *tableReader) filled(rows []sheet.Row, field string) bool {
	return slices.ContainsFunc(rows, func(row sheet.Row) bool { return t.cell(row, field) != "" })
}

var endOfDay = regexp.MustCompile(`(?i)^\W*(?:end of (?:shoot(?:ing)? )?day|ende (?:des )?(?:dreh)?tag|fin de (?:la )?journ|fin del? d[ií]a|fim do dia)`)

// row reads one record: scenes of a day, a line that only opens a day, or a banner.
func (t *tableReader) row(row sheet.Row) {
	if t.breaks[row.Line].unplaced {
		t.unplaced(row)
		return
	}
	opens := t.openDay(row)
	if t.day < 0 {
		if t.cell(row, SceneField) != "" {
			t.warn(row.Line, "a row with scene %q stands before the first day and was left out", spelling.Shorten(t.cell(row, SceneField), 20))
		}
		return
	}
	unit := t.unit(row)
	numbers := t.numbers(row)
	if len(numbers) == 0 {
		text := t.banner(row)
		if text != "" && !endOfDay.MatchString(text) {
			strip := t.strip(row, "")
			strip.Banner = text
			bannerTimes(&strip)
			unit.Strips = append(unit.Strips, strip)
		} else if note := t.cell(row, NotesField); opens && note != "" {
			t.out.Days[t.day].Note = note
		}
		return
	}
	closed := closedAbove(unit.Strips)
	for i, number := range numbers {
		scene := t.scene(row, number, len(numbers))
		strip := t.strip(row, number)
		strip.Set, strip.Cast = scene.Set, slices.Clone(scene.Characters)
		strip.Closed = strip.Closed || closed || SaysClosed(scene.Set, scene.Heading)
		if len(numbers) > 1 {
			shareTimes(&strip, i, len(numbers))
		}
		unit.Strips = append(unit.Strips, strip)
	}
}

// unplaced reads a row of scenes that have no day yet.
func (t *tableReader) unplaced(row sheet.Row) {
	numbers := t.numbers(row)
	for _, number := range numbers {
		t.scene(row, number, len(numbers))
		t.out.Unplaced = append(t.out.Unplaced, number)
	}
}

// shareTimes leaves a row's start to its first scene and its end to the last one.
func shareTimes(strip *production.Strip, i, n int) {
	if i > 0 {
		strip.Start = production.NoClock
	}
	if i < n-1 {
		strip.End = production.NoClock
	}
}

// unit is the unit of the row on the current day, with the call, wrap and place that the row gives.
func (t *tableReader) unit(row sheet.Row) *production.UnitDay {
	day := &t.out.Days[t.day]
	name := firstOf(spelling.Single(t.cell(row, UnitField)), mainUnit)
	if key := spelling.Key(name); key == "1" || key == "1st" || key == "first" || key == "main unit" || key == "mu" {
		name = mainUnit
	}
	u := unitDay(day, name)
	if c := t.clock(row, CallField); c.Known() && !u.Call.Known() {
		u.Call = c
	}
	if w := t.clock(row, WrapField); w.Known() && !u.Wrap.Known() {
		u.Wrap = w
	}
	if u.Wrap.Known() && u.Call.Known() && u.Wrap < u.Call {
		u.Wrap += 24 * 60
	}
	u.Location = firstOf(u.Location, spelling.Single(t.cell(row, LocationField)))
	return u
}

func (t *tableReader) clock(row sheet.Row, field string) production.Clock {
	text := t.cell(row, field)
	c, ok := readClock(text)
	if !ok {
		t.warn(row.Line, "%q is not a time of day and was left out", spelling.Shorten(text, 20))
		return production.NoClock
	}
	return c
}

// strip makes the strip of a row.
func (t *tableReader) strip(row sheet.Row, number string) production.Strip {
	t.strips++
	strip := production.Strip{SceneNumber: number, Start: t.clock(row, StartField), End: t.clock(row, EndField), Capacity: -1}
	if strip.Start.Known() && strip.End.Known() && strip.End < strip.Start {
		strip.End += 24 * 60
	}
	if text := t.cell(row, CapField); text != "" {
		if n, err := strconv.Atoi(text); err == nil && n >= 0 && n < 1000 {
			strip.Capacity = n
		} else {
			t.warn(row.Line, "%q is not a number of people and was left out", spelling.Shorten(text, 20))
		}
	}
	strip.Closed = isYes(t.cell(row, ClosedField)) || SaysClosed(t.cell(row, ClosedField), t.cell(row, NotesField), t.cell(row, DescriptionField),
		t.cell(row, SetField), t.cell(row, HeadingField))
	return strip
}
