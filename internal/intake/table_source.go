package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake/sheet"
)

// tableSource is a table as rows, whatever file it came in.
type tableSource struct {
	format   string
	rows     []sheet.Row
	spans    []sheet.Span
	warnings []Warning
	cut      bool // there are more rows than any schedule has
}

// maxRows is how many rows are read at most.
const maxRows = maxScenes + headerSearch

// textTable splits a text into rows. It returns fault.Invalid for a text without any.
func textTable(data []byte, opt Options) (tableSource, error) {
	if len(data) > MaxBytes {
		return tableSource{}, opt.invalid(0, "the table has %d MB, more than any schedule", len(data)>>20).WithRemedy("%s", Readable)
	}
	text, warnings := decodeText(data)
	return newSource(FormatTable, sheet.ReadCSV(text, maxRows), warnings, opt)
}

func newSource(format string, table sheet.Table, warnings []Warning, opt Options) (tableSource, error) {
	if len(table.Rows) == 0 {
		return tableSource{}, opt.invalid(0, "the table is empty").WithRemedy("%s", Readable)
	}
	for _, w := range table.Warnings {
		warnings = append(warnings, Warning(w))
	}
	return tableSource{format: format, rows: table.Rows, spans: table.Spans, warnings: warnings, cut: table.Cut}, nil
}

// workbookTable reads the sheet of a workbook that is meant.
func workbookTable(data []byte, opt Options) (tableSource, error) {
	book, chosen, others, err := openWorkbook(data, opt)
	if err != nil {
		return tableSource{}, err
	}
	var warnings []Warning
	if len(others) > 0 {
		warnings = append(warnings, Warning{Message: fmt.Sprintf("the sheet %q was read; %s of the same workbook look like tables too and were left out. Import them from files of their own, or name one with --map \"sheet=…\"",
			book.Sheets()[chosen].Name, quoteAll(others))})
	} else if sheets := book.Sheets(); sheets[chosen].Hidden {
		warnings = append(warnings, Warning{Message: fmt.Sprintf("the sheet %q, which was read, is hidden in the workbook", sheets[chosen].Name)})
	}
	table, err := book.Read(chosen, maxRows)
	if err != nil {
		return tableSource{}, opt.inFile(err)
	}
	return newSource(FormatXLSX, table, warnings, opt)
}

// peekRows is how many rows of a sheet are looked at to tell what it is.
const peekRows = headerSearch + 20

// peekWorkbook is the beginning of the sheet that is meant.
func peekWorkbook(data []byte, opt Options) (tableSource, error) {
	book, chosen, _, err := openWorkbook(data, opt)
	if err != nil {
		return tableSource{}, err
	}
	table, err := book.Read(chosen, peekRows)
	if err != nil {
		return tableSource{}, opt.inFile(err)
	}
	return newSource(FormatXLSX, table, nil, opt)
}

// openWorkbook opens a workbook and chooses a sheet; others are those that look like tables too.
func openWorkbook(data []byte, opt Options) (book *sheet.Workbook, chosen int, others []string, err error) {
	if len(data) > MaxBytes {
		return nil, 0, nil, opt.invalid(0, "the workbook has %d MB, more than any schedule", len(data)>>20).WithRemedy("%s", Readable)
	}
	if book, err = sheet.OpenWorkbook(data); err != nil {
		return nil, 0, nil, opt.inFile(err)
	}
	chosen, others, err = chooseSheet(book, opt)
	return book, chosen, others, err
}

// chooseSheet finds the sheet that looks most like a table of ours: visible before hidden, plain kinds
// before others, then the one with the most known columns, then the first.
func chooseSheet(book *sheet.Workbook, opt Options) (chosen int, others []string, err error) {
	sheets := book.Sheets()
	if name := opt.Mapping[SheetKey]; name != "" {
		i := slices.IndexFunc(sheets, func(s sheet.Sheet) bool { return strings.EqualFold(s.Name, strings.TrimSpace(name)) })
		if i < 0 {
			return 0, nil, opt.invalid(0, "the workbook has no sheet %q; it has %s", name, quoteAll(sheetNames(sheets))).WithRemedy("Choose one of these sheets.")
		}
		return i, nil, nil
	}
	best := -1
	var tables []int
	for i, s := range sheets {
		peek, err := book.Read(i, peekRows)
		if err != nil {
			return 0, nil, opt.inFile(err)
		}
		score := sheetScore(peek.Rows, opt.Mapping)
		if score >= plainTable && !s.Hidden {
			tables = append(tables, i)
		}
		if s.Hidden {
			score /= 4 // behind every visible table, before a cover sheet
		}
		if score > best {
			best, chosen = score, i
		}
	}
	for _, i := range tables {
		if i != chosen {
			others = append(others, sheets[i].Name)
		}
	}
	return chosen, others, nil
}

// plainTable is the score of a sheet whose header row is plainly that of a table.
const plainTable = 100

// sheetScore says how much the first rows of a sheet look like a table, 0 for an empty one.
func sheetScore(rows []sheet.Row, mapping map[string]string) int {
	if len(rows) == 0 {
		return 0
	}
	header := uniqueNames(rows[headerRow(rows, mapping)].Cells)
	if columns := fieldColumns(mapping); columns != nil {
		n := 2
		for _, column := range columns {
			if columnIndex(header, column) >= 0 {
				n++
			}
		}
		return n
	}
	score := 2 + len(GuessMapping(header))
	switch kind := GuessKind(header); {
	case kind == "":
	case mapping[KindKey] != "" && kind == mapping[KindKey]:
		score += 3 * plainTable
	case kind == ScheduleTable || kind == BreakdownTable:
		score += 2 * plainTable // what everything else hangs on
	default:
		score += plainTable
	}
	return score
}

func sheetNames(sheets []sheet.Sheet) []string {
	names := make([]string, len(sheets))
	for i, s := range sheets {
		names[i] = s.Name
	}
	return names
}

// inFile puts the file's name to an error about what is in it.
func (o Options) inFile(err error) error {
	if e := (*fault.Error)(nil); errors.As(err, &e) {
		e.At.File = o.Name
	}
	return err
}

// uniqueNames tells columns of one name apart: "Name", "Name (2)".
func uniqueNames(header []string) []string {
	seen := map[string]int{}
	out := slices.Clone(header)
	for i, column := range header {
		key := columnKey(column)
		if seen[key]++; key != "" && seen[key] > 1 {
			out[i] = fmt.Sprintf("%s (%d)", column, seen[key])
		}
	}
	return out
}
