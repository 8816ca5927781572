package shotlist

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"github.com/btsdirector/bts/internal/fault"
)

// Line is a shot as a line of a table, with what is known around it in words.
type Line struct {
	Shot
	Name   string // of its moment: unlike that of every other moment
	Day    string // "4"
	Date   string // "2026-05-07"
	Time   string // "14:10–15:40"
	Site   string
	Weight Priority
	Reason string
}

// column is a column of the table.
type column struct {
	title string
	field string // of the shot, "" for what is only read
	wide  float64
	of    func(Line) string
	also  []string // other titles under which it is understood
}

// columns are the columns in their order. What stands in those without a field is for reading alone.
var columns = []column{
	{"Shot", "title", 44, func(l Line) string { return l.Title }, []string{"title", "what", "description"}},
	{"Moment", "moment", 36, func(l Line) string { return l.Name }, nil},
	{"Day", "", 6, func(l Line) string { return l.Day }, nil},
	{"Date", "", 12, func(l Line) string { return l.Date }, nil},
	{"Time", "", 14, func(l Line) string { return l.Time }, nil},
	{"Place", "", 20, func(l Line) string { return l.Site }, nil},
	{"Matters", "", 10, func(l Line) string { return string(l.Weight) }, nil},
	{"Because", "", 40, func(l Line) string { return l.Reason }, nil},
	{"Size", "size", 8, func(l Line) string { return l.Size }, []string{"shot size"}},
	{"Angle", "angle", 12, func(l Line) string { return l.Angle }, nil},
	{"Movement", "movement", 12, func(l Line) string { return l.Movement }, []string{"camera"}},
	{"Lens", "lens", 10, func(l Line) string { return l.Lens }, nil},
	{"Medium", "medium", 12, func(l Line) string { return l.Medium.Title() }, []string{"shot with"}},
	{"Sound", "sound", 24, func(l Line) string { return l.Sound }, nil},
	{"Note", "note", 40, func(l Line) string { return l.Note }, []string{"notes"}},
	{"Priority by hand", "priority", 14, func(l Line) string { return string(l.Priority) }, []string{"priority"}},
	{"Day by hand", "on", 12, func(l Line) string { return string(l.On) }, nil},
	{"Status", "status", 10, func(l Line) string { return string(l.Status) }, nil},
	{"Proof", "proof", 20, func(l Line) string { return l.Proof }, []string{"clip"}},
	{"Why missed", "why", 24, func(l Line) string { return l.Why }, []string{"why"}},
	{"Id", "id", 38, func(l Line) string { return string(l.ID) }, nil},
}

// row is a line as cells that no spreadsheet takes for more than text.
func row(l Line) []string {
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = defused(plain(c.of(l)))
	}
	return cells
}

func head() []string {
	var cells []string
	for _, c := range columns {
		cells = append(cells, c.title)
	}
	return cells
}

// plain is a text as a cell holds it: without signs that no table can keep.
func plain(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\uFEFF' || r == '\uFFFE' || r == '\uFFFF' {
			return -1
		}
		return r
	}, strings.ReplaceAll(text, "\r\n", "\n")))
}

// begins are the signs by which spreadsheets know a formula.
const begins = "=+-@"

// defused puts a mark before what a spreadsheet would run.
func defused(cell string) string {
	if bare := strings.TrimLeft(cell, "'"); bare != "" && strings.ContainsRune(begins, rune(bare[0])) {
		return "'" + cell
	}
	return cell
}

// armed is a cell as it was before it was defused.
func armed(cell string) string {
	if bare := strings.TrimLeft(cell, "'"); bare != "" && len(bare) < len(cell) && strings.ContainsRune(begins, rune(bare[0])) {
		return cell[1:]
	}
	return cell
}

// CSV writes the lines as a table with commas, in UTF-8 as spreadsheets recognise it. It returns fault.Unavailable
// when w fails.
func CSV(w io.Writer, lines []Line) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return unwritten(err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	rows := [][]string{head()}
	for _, l := range lines {
		rows = append(rows, row(l))
	}
	return unwritten(out.WriteAll(rows))
}

func unwritten(err error) error {
	if err == nil {
		return nil
	}
	return fault.New(fault.Unavailable, "the shot list could not be written").WithCause(err)
}

// XLSX writes the lines as a workbook: one sheet, the head stays in sight, every cell a text. It returns
// fault.Unavailable when w fails.
func XLSX(w io.Writer, lines []Line) (err error) {
	f := excelize.NewFile()
	defer func() { err = firstOf(err, unwritten(f.Close())) }()
	const name = "Shot list"
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return unwritten(err)
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top"}})
	if err != nil {
		return unwritten(err)
	}
	wrapped, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}, NumFmt: 49}) // 49 is text
	if err != nil {
		return unwritten(err)
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return unwritten(err)
	}
	for i, c := range columns {
		err = firstOf(err, out.SetColWidth(i+1, i+1, c.wide))
	}
	err = firstOf(err, out.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}))
	err = firstOf(err, out.SetRow("A1", styled(head(), bold)))
	for i, l := range lines {
		cell, _ := excelize.CoordinatesToCellName(1, i+2) // the coordinates are good
		err = firstOf(err, out.SetRow(cell, styled(row(l), wrapped)))
	}
	if err = firstOf(err, out.Flush()); err != nil {
		return unwritten(err)
	}
	_, err = f.WriteTo(w)
	return unwritten(err)
}

func styled(cells []string, style int) []any {
	out := make([]any, len(cells))
	for i, text := range cells {
		out[i] = excelize.Cell{StyleID: style, Value: text}
	}
	return out
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
