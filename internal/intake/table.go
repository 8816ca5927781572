package intake

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/production"
)

// headerSearch is how many rows may stand above the header: titles, dates, empty rows.
const headerSearch = 20

// ReadTable reads a table in CSV, TSV or with semicolons, in UTF-8, UTF-16, Windows-1252 or Mac Roman:
// a schedule, a one-liner, a breakdown, a list of cast, crew, shots or locations. Columns are found by
// their names or by opt.Mapping. It returns fault.Invalid with the columns that were found when the
// needed ones are not among them.
func ReadTable(data []byte, opt Options) (Document, error) {
	source, err := textTable(data, opt)
	if err != nil {
		return Document{}, err
	}
	return source.read(opt)
}

// ReadWorkbook reads the sheet of an Excel workbook (.xlsx) that looks most like one of our tables, or
// the one that opt.Mapping names under SheetKey, as ReadTable does. Lines are row numbers.
func ReadWorkbook(data []byte, opt Options) (Document, error) {
	source, err := workbookTable(data, opt)
	if err != nil {
		return Document{}, err
	}
	return source.read(opt)
}

// TableHeader gives the header row of a table and up to five rows below it, for the mapping step. Of
// a workbook it is the sheet that looks most like one of our tables. It returns fault.Invalid for a
// file without a table.
func TableHeader(data []byte) (header []string, preview [][]string, err error) {
	source, err := peekTable(data, Options{})
	if err != nil {
		return nil, nil, err
	}
	at := headerRow(source.rows, nil)
	for _, row := range source.rows[at+1 : min(len(source.rows), at+6)] {
		preview = append(preview, row.Cells)
	}
	return uniqueNames(source.rows[at].Cells), preview, nil
}

// peekTable is the beginning of a table.
func peekTable(data []byte, opt Options) (tableSource, error) {
	if sheet.IsWorkbook(data) {
		return peekWorkbook(data, opt)
	}
	head := headOf(data)
	if err := refuse(head, opt); err != nil {
		return tableSource{}, err
	}
	return textTable(head, opt)
}

// read finds out what the table is and reads it.
func (s tableSource) read(opt Options) (Document, error) {
	at := headerRow(s.rows, opt.Mapping)
	header := uniqueNames(s.rows[at].Cells)
	t := tableReader{opt: opt, format: s.format, line: s.rows[at].Line, warnings: s.warnings}
	if err := t.mapColumns(header); err != nil {
		return Document{}, err
	}
	rows := t.below(s.rows[at+1:], s.spans)
	if s.cut {
		return Document{}, t.opt.tooMany(rows[len(rows)-1].Line)
	}
	switch t.kind {
	case CastTable, CrewTable:
		return t.readPeople(rows)
	case ShotTable:
		return t.readShots(rows)
	case LocationTable:
		return t.readLocations(rows)
	}
	if err := t.needColumns(header); err != nil {
		return Document{}, err
	}
	return t.readSchedule(rows)
}

// headerRow finds the row that names the columns: the one with the most names that are known, or
// that the mapping uses; the first row when none is.
func headerRow(rows []sheet.Row, mapping map[string]string) int {
	mapping = fieldColumns(mapping)
	best, most := 0, 0
	for i, row := range rows[:min(len(rows), headerSearch)] {
		n := len(GuessMapping(row.Cells))
		if mapping != nil {
			n = 0
			header := uniqueNames(row.Cells)
			for _, column := range mapping {
				if columnIndex(header, column) >= 0 {
					n++
				}
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

// columnIndex finds a column by its name, exactly or in plain letters; -1 when it is not there.
func columnIndex(header []string, name string) int {
	if i := slices.Index(header, strings.TrimSpace(name)); i >= 0 {
		return i
	}
	key := columnKey(name)
	return slices.IndexFunc(header, func(column string) bool { return key != "" && columnKey(column) == key })
}

// looksTable reports a text whose header row is plainly that of a kind of table, and the line of that
// row.
func looksTable(data []byte) (line int, ok bool) {
	source, err := textTable(headOf(data), Options{})
	if err != nil {
		return 0, false
	}
	row := source.rows[headerRow(source.rows, nil)]
	switch GuessKind(row.Cells) {
	case "":
		return row.Line, len(guessFor(ScheduleTable, row.Cells)) >= 4
	case BreakdownTable:
		return row.Line, len(guessFor(BreakdownTable, row.Cells)) >= 3
	}
	return row.Line, true
}

// tableReader turns rows into what they say.
type tableReader struct {
	opt        Options
	kind       string         // one of the TableKinds
	format     string         // of the file
	mapped     bool           // by a person
	line       int            // of the header
	column     map[string]int // field → index
	heads      []string       // names of the columns
	warnings   []Warning
	out        production.Schedule
	given      []production.Day // its days before the day model filled in times
	dates      dateReader
	breaks     map[int]dayBreak        // line → day of the row, in a one-liner
	yearless   string                  // a date that no year could be found for
	strays     map[production.Date]int // dates whose weekday was doubted
	noDates    map[string]bool         // cells of the column of dates that are none
	dayAt      map[production.Date]int // index in out.Days
	numberAt   map[int]int             // shoot day number → index in out.Days
	sceneAt    map[string]int          // scene number → index in out.Breakdown
	characters map[string]bool
	strips     int // so far
	named      int // cast members of all rows so far
	day        int // index of the day of the last row, -1 before the first
}
