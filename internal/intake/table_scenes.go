package intake

import (
	"regexp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
	"github.com/btsdirector/bts/internal/spelling"
)

// scene finds or makes the breakdown of a scene and adds what the row says about it. A row for
// several scenes says little about each: its length is theirs together.
func (t *tableReader) scene(row sheet.Row, number string, together int) production.Scene {
	key := slate.Key(number)
	i, ok := t.sceneAt[key]
	if !ok {
		i = len(t.out.Breakdown)
		t.sceneAt[key] = i
		t.out.Breakdown = append(t.out.Breakdown, production.Scene{
			Number: number, NumberGiven: true, Position: i, InSchedule: true, SourceLine: row.Line,
		})
	}
	s := &t.out.Breakdown[i]
	t.describe(s, row)
	if text := t.cell(row, PagesField); text != "" && s.Eighths == 0 {
		if n, ok := t.eighths(row.Line, text); ok {
			s.Eighths = n / together
		} else {
			t.warn(row.Line, "%q is not a length in pages and was left out", spelling.Shorten(text, 20))
		}
	}
	if place := spelling.Single(t.cell(row, LocationField)); place != "" && s.Location() == "" {
		s.AddElement(production.Element{Category: production.CategoryLocation, Label: "Location", Name: place, Source: production.FromSchedule})
	}
	for _, name := range t.cast(row) {
		production.AddName(&s.Characters, name)
		s.AddElement(production.Element{Category: production.CategoryCast, Label: "Cast", Name: name, Source: production.FromSchedule})
	}
	return *s
}

// describe fills the parts of the heading that the row has columns for.
func (t *tableReader) describe(s *production.Scene, row sheet.Row) {
	if text := t.cell(row, HeadingField); text != "" && s.Heading == "" {
		h := forcedHeading(text)
		s.Heading, s.IntExt, s.Set, s.TimeOfDay = h.Text, h.IntExt, h.Set, h.TimeOfDay
	}
	if set := t.cell(row, SetField); set != "" && s.Set == "" {
		h := forcedHeading(set)
		s.Set = h.Set
		if s.IntExt == "" {
			s.IntExt = h.IntExt
		}
		if s.TimeOfDay == "" {
			s.TimeOfDay = h.TimeOfDay
		}
	}
	if where := parseIntExt(t.cell(row, IntExtField)); where != "" {
		s.IntExt = where
	}
	if time := dayNight(t.cell(row, DayNightField)); time != "" {
		s.TimeOfDay = time
	}
	if s.Heading == "" {
		s.Heading = production.BuildHeading(s.IntExt, s.Set, s.TimeOfDay)
	}
	s.ScriptDay = firstOf(s.ScriptDay, spelling.Single(t.cell(row, ScriptDayField)))
	s.Synopsis = firstOf(s.Synopsis, spelling.Single(t.cell(row, DescriptionField)))
	s.AddElement(production.Element{Category: production.CategoryNotes, Label: "Notes", Name: spelling.Single(t.cell(row, NotesField)), Source: production.FromSchedule})
}

// dayNight writes out the letters that schedules use.
func dayNight(s string) string {
	switch s = strings.ToUpper(spelling.Single(s)); s {
	case "D", "T", "J":
		return "DAY"
	case "N":
		return "NIGHT"
	}
	return s
}

var castNumber = regexp.MustCompile(`^(\d{1,4}[A-Za-z]?)[.):\s-]+(\p{L}.*)$`)

// More cast than any scene names, and than the rows of the longest schedule name together.
const (
	maxCast    = 100
	maxCastAll = 200000
)

// cast parts the cell of cast members: names, board numbers, or "1. SARA". Numbers alone stay numbers
// until the merge finds the people behind them.
func (t *tableReader) cast(row sheet.Row) []string {
	var names []string
	items := splitList(t.cell(row, CastField))
	if room := min(maxCast, maxCastAll-t.named); len(items) > room {
		t.warn(row.Line, "a cast of %d was cut after %d", len(items), room)
		items = items[:room]
	}
	t.named += len(items)
	for _, item := range items {
		board := ""
		if m := castNumber.FindStringSubmatch(item); m != nil {
			board, item = m[1], m[2]
		}
		name := CharacterName(item)
		if name == "" {
			continue
		}
		names = append(names, name)
		if !t.characters[name] && !production.IsBoardID(name) {
			t.characters[name] = true
			t.out.People = append(t.out.People, production.Person{Kind: production.Cast, Name: name, Character: name, BoardID: board})
		}
	}
	return names
}

// finish numbers the days in order of date, and fills times and places.
func (t *tableReader) finish() {
	days := t.out.Days
	slices.SortStableFunc(days, func(a, b production.Day) int {
		if a.Date.Known() && b.Date.Known() {
			return strings.Compare(string(a.Date), string(b.Date))
		}
		return a.Number - b.Number
	})
	for i := range days {
		if days[i].Number == 0 {
			days[i].Number = i + 1
			if i > 0 {
				days[i].Number = days[i-1].Number + 1
			}
		}
	}
	t.warnUndated()
	t.warnings = append(t.warnings, passMidnight(days)...)
	t.out.Locations = GatherLocations(days, t.out.Breakdown)
	t.given = production.CloneDays(days)
	t.opt.dayModel().Fill(days, t.out.Breakdown, t.opt.Known)
}

var spreadsheetDate = regexp.MustCompile(`^\d{4}-(\d{2})-(\d{2})$`)

// eighths reads a length in pages. Spreadsheets take "3/8" for the third of August or the eighth of
// March: such a date is read back as what was typed.
func (t *tableReader) eighths(line int, text string) (int, bool) {
	m := spreadsheetDate.FindStringSubmatch(text)
	if m == nil {
		return parseEighths(text)
	}
	month, day := leadingInt(m[1]), leadingInt(m[2])
	n := 0
	switch {
	case day == 8 && month <= 8:
		n = month
	case month == 8 && day <= 8:
		n = day
	default:
		return 0, false
	}
	t.warn(line, "the spreadsheet made a date, %s, of a length in pages; it was read as %d/8. Write lengths as text there", text, n)
	return n, true
}
