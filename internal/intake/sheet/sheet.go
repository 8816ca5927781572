// Package sheet takes tables apart into rows of text, whatever file they come in: CSV with any of the
// usual separators, or an Excel workbook (Office Open XML, ECMA-376). It knows nothing of what the
// columns mean. What it keeps is bounded by the size of the file, also for files made to do harm.
package sheet

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// MaxColumns is how many columns of a row are kept. No schedule has as many.
const MaxColumns = 1000

// maxCell is how many bytes of a cell are kept: what Excel allows as characters.
const maxCell = 32767

// Row is one row that has anything in it. Cells are trimmed, and end with the last one that is not
// empty. Line is the 1-based line of a text file on which the row begins, or the row's number in a
// workbook.
type Row struct {
	Cells []string
	Line  int
}

// Span is a cell merged over several rows of a column. Line is its first row, Column is 0-based; the
// value stands in the first row alone.
type Span struct {
	Line, Column, Rows int
}

// Warning is something a person should look at; Line is as in Row, 0 for the whole table.
type Warning struct {
	Line    int
	Message string
}

// Table is what was read of one sheet. Cut says that there were more rows than asked for.
type Table struct {
	Rows     []Row
	Spans    []Span
	Warnings []Warning
	Formulas []int // rows of a workbook with formulas, the first maxErrors of them; a text file has none
	Cut      bool
}

func (t *Table) warn(line int, format string, args ...any) {
	t.Warnings = append(t.Warnings, Warning{Line: line, Message: fmt.Sprintf(format, args...)})
}

// clip trims a cell and cuts what no program would have written into one; cut says that it did.
func clip(cell string) (text string, cut bool) {
	cell = strings.TrimSpace(cell)
	if len(cell) <= maxCell {
		return cell, false
	}
	end := maxCell
	for end > 0 && !utf8.RuneStart(cell[end]) {
		end--
	}
	return cell[:end], true
}

// packed copies the cells up to the last filled one; nil when all are empty.
func packed(cells []string) []string {
	n := len(cells)
	for n > 0 && cells[n-1] == "" {
		n--
	}
	if n == 0 {
		return nil
	}
	return append(make([]string, 0, n), cells[:n]...)
}
