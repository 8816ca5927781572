package shotlist

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// Limits of a table that comes in.
const (
	mostRows  = 5000
	mostBytes = 8 << 20
	headRows  = 10 // the head is looked for in so many rows
)

// Record is a row of a table that came in: the fields that it has a column for, as they stand in it.
type Record struct {
	Line  int // of the file, or row of the workbook
	Cells map[string]string
}

// Table is a shot list that came in.
type Table struct {
	Name    string // of the file
	Records []Record
}

// Read reads a shot list from CSV or a workbook. It returns fault.Invalid, of several rows joined, for a file that is
// neither, that has no column for the shots, or whose cells are formulas.
func Read(name string, data []byte) (Table, error) {
	out := Table{Name: name}
	if len(data) > mostBytes {
		return out, refused(name, 0, "the file has %d bytes, more than %d", len(data), mostBytes).WithRemedy("Leave out what is no shot.")
	}
	raw, err := rowsOf(name, data)
	if err != nil {
		return out, err
	}
	fields, at, err := findHead(name, raw.Rows)
	if err != nil {
		return out, err
	}
	if raw.Cut {
		return out, refused(name, 0, "the table has more than %d rows", mostRows).WithRemedy("Take it in in parts.")
	}
	var wrong []error
	for _, r := range raw.Rows[at+1:] {
		record := Record{Line: r.Line, Cells: map[string]string{}}
		for i, field := range fields {
			cell := ""
			if i < len(r.Cells) {
				cell = r.Cells[i]
			}
			if field == "" {
				continue
			}
			if strings.HasPrefix(cell, "=") {
				wrong = append(wrong, refused(name, r.Line, "%q is a formula", brief(cell)).WithRemedy("Write the value itself, or a mark (') before it."))
			}
			record.Cells[field] = armed(cell)
		}
		if slices.Contains(raw.Formulas, r.Line) {
			wrong = append(wrong, refused(name, r.Line, "the row has a formula").WithRemedy("Write the value itself: copy it and paste it as values."))
		}
		out.Records = append(out.Records, record)
	}
	return out, Together(wrong)
}

// rowsOf takes the file apart into rows.
func rowsOf(name string, data []byte) (sheet.Table, error) {
	if sheet.IsWorkbook(data) {
		book, err := sheet.OpenWorkbook(data)
		if err != nil {
			return sheet.Table{}, placed(err, name)
		}
		for i, s := range book.Sheets() {
			if !s.Hidden {
				table, err := book.Read(i, mostRows+headRows)
				return table, placed(err, name)
			}
		}
		return sheet.Table{}, refused(name, 0, "the workbook has no sheet that can be seen").WithRemedy("Show the sheet with the shots.")
	}
	if !utf8.Valid(data) || strings.ContainsRune(string(data), 0) {
		return sheet.Table{}, refused(name, 0, "the file is neither a workbook (.xlsx) nor a table in UTF-8").
			WithRemedy("Save it as .xlsx, or as “CSV UTF-8”.")
	}
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(string(data), "\uFEFF"))
	return sheet.ReadCSV(text, mostRows+headRows), nil
}

// placed is an error with the name of the file.
func placed(err error, name string) error {
	var e *fault.Error
	if errors.As(err, &e) && e.At.File == "" {
		e.At.File = name
	}
	return err
}

// findHead finds the row with the titles of the columns: the field of each column, "" for one that is not read.
func findHead(name string, rows []sheet.Row) (fields []string, at int, err error) {
	for at, r := range rows[:min(len(rows), headRows)] {
		fields := make([]string, len(r.Cells))
		for i, cell := range r.Cells {
			fields[i] = fieldOf(cell)
			if fields[i] != "" && slices.Contains(fields[:i], fields[i]) {
				return nil, 0, refused(name, r.Line, "two columns are called %q", brief(cell)).WithRemedy("Give one of them another title.")
			}
		}
		if slices.Contains(fields, "title") {
			return fields, at, nil
		}
	}
	return nil, 0, refused(name, 0, "no column is called “Shot”").WithRemedy("Name the columns as an exported shot list does: Shot, Moment, Size, Medium, Status …")
}

// fieldOf is the field of a column by its title, "" for one that is not read.
func fieldOf(title string) string {
	key := spelling.Key(title)
	for _, c := range columns {
		if c.field != "" && (spelling.Key(c.title) == key || slices.ContainsFunc(c.also, func(s string) bool { return s == key })) {
			return c.field
		}
	}
	return ""
}

func refused(file string, line int, format string, args ...any) *fault.Error {
	return fault.New(fault.Invalid, format, args...).WithPosition(fault.Position{File: file, Line: line})
}

// mostTold is how many refusals are told one by one.
const mostTold = 20

// Together are several refusals as one, nil for none.
func Together(list []error) error {
	if len(list) > mostTold {
		more := fault.New(fault.Invalid, "%d more rows cannot be taken in", len(list)-mostTold)
		list = append(list[:mostTold:mostTold], more)
	}
	return errors.Join(list...)
}

// Change is what a record changes of a shot.
type Change struct {
	Field    string // as in the JSON of a shot
	Was, Now string // as they stand in a table
}

// Apply is a shot with what a record says otherwise than the table that was written of it would. id and moment are not
// looked at. It returns fault.Invalid, of several cells joined, for words that it does not know.
func (r Record) Apply(file string, l Line) (Shot, []Change, error) {
	s := l.Shot
	var changes []Change
	var wrong []error
	for _, c := range columns {
		cell, has := r.Cells[c.field]
		if !has || c.field == "" || c.field == "id" || c.field == "moment" {
			continue
		}
		if was := held(c.of(l)); cell != was {
			if err := s.set(c.field, cell); err != nil {
				wrong = append(wrong, placedAt(err, file, r.Line))
				continue
			}
			changes = append(changes, Change{c.field, was, cell})
		}
	}
	if err := s.Check(); err != nil && len(wrong) == 0 {
		wrong = append(wrong, placedAt(err, file, r.Line))
	}
	return s, changes, errors.Join(wrong...)
}

// placedAt is a refusal with its place.
func placedAt(err error, file string, line int) error {
	var e *fault.Error
	if errors.As(err, &e) {
		return e.WithPosition(fault.Position{File: file, Line: line})
	}
	return err
}

// mostCell is how many bytes of a cell a reader keeps.
const mostCell = 32767

// held is a text as it comes back from a table.
func held(text string) string {
	cell := defused(plain(text))
	if len(cell) > mostCell {
		end := mostCell
		for end > 0 && !utf8.RuneStart(cell[end]) {
			end--
		}
		cell = cell[:end]
	}
	return armed(cell)
}

// set writes a field as it stands in a table.
func (s *Shot) set(field, cell string) (err error) {
	texts := map[string]*string{
		"title": &s.Title, "size": &s.Size, "angle": &s.Angle, "movement": &s.Movement, "lens": &s.Lens, "sound": &s.Sound, "note": &s.Note,
		"proof": &s.Proof, "why": &s.Why,
	}
	if text := texts[field]; text != nil {
		*text = cell
		return nil
	}
	switch field {
	case "on":
		s.On = production.Date(cell)
	case "medium":
		s.Medium, err = word(cell, "medium", Video, Media, map[string]Medium{"photo": Stills, "photos": Stills, "still": Stills, "time lapse": TimeLapse, "audio": Sound})
	case "priority":
		s.Priority, err = word(cell, "priority", "", Priorities, map[string]Priority{"nice to have": Nice})
	case "status":
		s.Status, err = word(cell, "status", Planned, Statuses, map[string]Status{"open": Planned, "not yet": Planned, "done": Got, "yes": Got})
	}
	return err
}

// word is one of the known words, however it is written; none stands for an empty cell.
func word[T ~string](cell, what string, none T, known []T, also map[string]T) (T, error) {
	key := spelling.Key(cell)
	if cell == "" {
		return none, nil
	}
	for _, k := range known {
		if string(k) == key {
			return k, nil
		}
	}
	if k, ok := also[key]; ok {
		return k, nil
	}
	return none, badWord(brief(cell), what, known)
}
