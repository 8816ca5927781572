package intake

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// tableRow is one record with the line it begins on.
type tableRow struct {
	cells []string
	line  int
}

// headerSearch is how many rows may stand above the header: titles, dates, empty rows.
const headerSearch = 20

// ReadTable reads a schedule, or a list of people, from a table in CSV, TSV or with semicolons, in
// UTF-8, UTF-16 or Windows-1252. Columns are found by their names or by opt.Mapping. It returns
// fault.Invalid with the columns that were found when the needed ones are not among them.
func ReadTable(data []byte, opt Options) (Document, error) {
	rows, warnings, err := tableRows(data, opt)
	if err != nil {
		return Document{}, err
	}
	at := headerRow(rows, opt.Mapping)
	header := rows[at]
	t := tableReader{opt: opt, line: header.line}
	t.warnings = warnings
	if err := t.mapColumns(header.cells); err != nil {
		return Document{}, err
	}
	if t.peopleTable() {
		return t.readPeople(rows[at+1:])
	}
	if err := t.needColumns(header.cells); err != nil {
		return Document{}, err
	}
	return t.readSchedule(rows[at+1:])
}

// TableHeader gives the header row of a table and up to five rows below it, for the mapping step.
// It returns fault.Invalid for a file without a table.
func TableHeader(data []byte) (header []string, preview [][]string, err error) {
	head, opt := headOf(data), Options{}
	if err := refuse(head, opt); err != nil {
		return nil, nil, err
	}
	rows, _, err := tableRows(head, opt)
	if err != nil {
		return nil, nil, err
	}
	at := headerRow(rows, nil)
	for _, row := range rows[at+1 : min(len(rows), at+6)] {
		preview = append(preview, row.cells)
	}
	return rows[at].cells, preview, nil
}

// tableRows splits the text into rows that are not empty.
func tableRows(data []byte, opt Options) ([]tableRow, []Warning, error) {
	if len(data) > MaxBytes {
		return nil, nil, opt.invalid(0, "the table has %d MB, more than any schedule", len(data)>>20).WithRemedy("%s", readable)
	}
	text, warnings := decodeText(data)
	skipped := 0
	if first, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(strings.ToLower(first), "sep=") {
		text, skipped = rest, 1 // a hint that spreadsheets write for each other
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma = separator(text)
	reader.FieldsPerRecord, reader.LazyQuotes, reader.TrimLeadingSpace = -1, true, reader.Comma != '\t'
	var rows []tableRow
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			line, _ := reader.FieldPos(0)
			return nil, nil, opt.invalid(line+skipped, "the table cannot be read: %v", err).WithRemedy("Export it again as CSV UTF-8.")
		}
		line, _ := reader.FieldPos(0)
		filled := false
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
			filled = filled || cells[i] != ""
		}
		if filled {
			rows = append(rows, tableRow{cells, line + skipped})
		}
	}
	if len(rows) == 0 {
		return nil, nil, opt.invalid(0, "the table is empty").WithRemedy("%s", readable)
	}
	return rows, warnings, nil
}

// separator is the sign that parts most cells in the first lines: of those outside quotes, the one
// that occurs in the most lines, then the most often.
func separator(text string) rune {
	signs := []rune{',', ';', '\t', '|'}
	lines, total := make([]int, len(signs)), make([]int, len(signs))
	n := 0
	for line := range strings.Lines(text[:min(len(text), headSize)]) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if n++; n > 40 {
			break
		}
		counts, quoted := make([]int, len(signs)), false
		for _, r := range line {
			if r == '"' {
				quoted = !quoted
			} else if i := slices.Index(signs, r); i >= 0 && !quoted {
				counts[i]++
			}
		}
		for i, c := range counts {
			total[i] += c
			if c > 0 {
				lines[i]++
			}
		}
	}
	best := 0
	for i := range signs {
		if lines[i] > lines[best] || lines[i] == lines[best] && total[i] > total[best] {
			best = i
		}
	}
	return signs[best]
}

// headerRow finds the row that names the columns: the one with the most names that are known, or
// that the mapping uses; the first row when none is.
func headerRow(rows []tableRow, mapping map[string]string) int {
	best, most := 0, 0
	for i, row := range rows[:min(len(rows), headerSearch)] {
		n := len(GuessMapping(row.cells))
		if mapping != nil {
			n = 0
			for _, column := range mapping {
				if columnIndex(row.cells, column) >= 0 {
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
	key := plainKey(name)
	return slices.IndexFunc(header, func(column string) bool { return key != "" && plainKey(column) == key })
}

// looksTable reports a text whose header row names at least a scene and a day, or a person and what
// they do, and the line of that row.
func looksTable(data []byte) (line int, ok bool) {
	rows, _, err := tableRows(headOf(data), Options{})
	if err != nil {
		return 0, false
	}
	at := headerRow(rows, nil)
	m := GuessMapping(rows[at].cells)
	has := func(field string) bool { _, ok := m[field]; return ok }
	ok = has(SceneField) && (has(DateField) || has(DayField)) || has(NameField) && (has(RoleField) || has(CharacterField)) || len(m) >= 4
	return rows[at].line, ok
}

// tableReader turns rows into a schedule.
type tableReader struct {
	opt        Options
	line       int            // of the header
	column     map[string]int // field → index
	heads      []string       // names of the columns
	warnings   []Warning
	out        production.Schedule
	order      dateOrder
	year       int
	dayAt      map[production.Date]int // index in out.Days
	numberAt   map[int]int             // shoot day number → index in out.Days
	sceneAt    map[string]int          // scene number → index in out.Breakdown
	characters map[string]bool
	strips     int // so far
	day        int // index of the day of the last row, -1 before the first
}
