package sheet

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// Bounds of a worksheet.
const (
	maxSpans  = 20000
	maxErrors = 50 // cells with errors that are named one by one
	lastRow   = 1 << 20
)

// Read reads a worksheet: formulas by their last value, dates as "2026-05-12", times as "07:00", cells
// with errors as empty with a warning. It stops after rows rows; Spans are those below the cells, so
// that a sheet that is cut has none.
func (w *Workbook) Read(i, rows int) (Table, error) {
	r := cellReader{book: w, sheet: w.sheets[i], most: rows}
	if err := w.walk(r.sheet.part, r.see); err != nil {
		return Table{}, err
	}
	if r.hidden > 0 {
		r.out.warn(0, "%d rows of the sheet %q are hidden; they were read too", r.hidden, r.sheet.Name)
	}
	if r.errors > maxErrors {
		r.out.warn(0, "%d more cells of the sheet %q have errors", r.errors-maxErrors, r.sheet.Name)
	}
	if r.unvalued > 0 {
		r.out.warn(0, "cells of the sheet %[2]q, %[1]d of them, have formulas without a value and were left empty: open the workbook in a spreadsheet program and save it", r.unvalued, r.sheet.Name)
	}
	return r.out, nil
}

// cellReader follows the tags of one worksheet.
type cellReader struct {
	book           *Workbook
	sheet          Sheet
	most           int // rows
	out            Table
	line, column   int // 1-based row, 0-based column of the cell
	cells          []string
	kind           string // the cell's t
	style          int
	text           strings.Builder
	inText         bool // in a v or t that counts
	phonetic       bool
	hidden, errors int
	rowHidden      bool
	cost           int  // of the row, in bytes
	formula, given bool // the cell has a formula, and a value
	unvalued       int  // formulas without a value
}

func (r *cellReader) see(_ *xml.Decoder, token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return r.begin(t)
	case xml.CharData:
		if r.inText && r.text.Len() < maxCell {
			r.text.Write(t)
		}
	case xml.EndElement:
		return r.end(t.Name.Local)
	}
	return nil
}

func (r *cellReader) begin(t xml.StartElement) error {
	switch t.Name.Local {
	case "row":
		r.line++
		if n, err := strconv.Atoi(attr(t, "r")); err == nil && n > 0 && n <= lastRow {
			r.line = n
		}
		r.column, r.cells, r.cost, r.rowHidden = -1, r.cells[:0], 0, isTrue(attr(t, "hidden"))
	case "c":
		r.column++
		if column, ok := columnOf(attr(t, "r")); ok {
			r.column = column
		}
		r.kind, r.style = attr(t, "t"), 0
		if s := attr(t, "s"); s != "" {
			r.style, _ = strconv.Atoi(s)
		}
		r.text.Reset()
		r.formula, r.given = false, false
	case "f":
		r.formula = true
	case "rPh":
		r.phonetic = true
	case "v":
		r.inText, r.given = true, true
	case "t":
		r.inText = r.kind == "inlineStr" && !r.phonetic
	case "mergeCell":
		r.span(attr(t, "ref"))
	}
	return nil
}

func (r *cellReader) end(tag string) error {
	switch tag {
	case "v", "t":
		r.inText = false
	case "rPh":
		r.phonetic = false
	case "c":
		return r.cell()
	case "row":
		return r.row()
	}
	return nil
}

// cell keeps the cell that ends here.
func (r *cellReader) cell() error {
	if n := len(r.out.Formulas); r.formula && n < maxErrors && (n == 0 || r.out.Formulas[n-1] != r.line) {
		r.out.Formulas = append(r.out.Formulas, r.line)
	}
	if r.formula && !r.given {
		r.unvalued++
	}
	if r.text.Len() == 0 || r.column < 0 || r.column >= MaxColumns {
		return nil
	}
	value := r.value()
	if value == "" {
		return nil
	}
	for len(r.cells) <= r.column {
		r.cells = append(r.cells, "")
	}
	r.cells[r.column] = value
	if r.kind != "s" { // shared texts are paid for
		r.cost += len(value)
	}
	return nil
}

// value is the text of the cell that ends here.
func (r *cellReader) value() string {
	raw := r.text.String()
	switch r.kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(raw)); err == nil && i >= 0 && i < len(r.book.texts) {
			return r.book.texts[i]
		}
		return ""
	case "e":
		if r.errors++; r.errors <= maxErrors {
			r.out.warn(r.line, "the cell %s%d of the sheet %q has the error %s and was left empty", ColumnName(r.column), r.line, r.sheet.Name, raw)
		}
		return ""
	case "b":
		if isTrue(raw) {
			return "TRUE"
		}
		return "FALSE"
	case "str", "inlineStr":
		cell, _ := clip(unescape(raw))
		return cell
	case "d":
		return strings.Replace(strings.TrimSuffix(raw, "T00:00:00"), "T", " ", 1)
	}
	f := number
	if r.style >= 0 && r.style < len(r.book.formats) {
		f = r.book.formats[r.style]
	}
	return r.book.show(strings.TrimSpace(raw), f)
}

// row keeps the row that ends here.
func (r *cellReader) row() error {
	cells := packed(r.cells)
	if cells == nil {
		return nil
	}
	if len(r.out.Rows) == r.most {
		r.out.Cut = true
		return errStop
	}
	if r.rowHidden {
		r.hidden++
	}
	r.out.Rows = append(r.out.Rows, Row{Cells: cells, Line: r.line})
	return r.book.keep(r.cost + 16*len(cells) + 48) // with the row in a growing list
}

// span keeps a merged cell that covers several rows.
func (r *cellReader) span(ref string) {
	first, last, ok := strings.Cut(ref, ":")
	column, inColumn := columnOf(first)
	from, to := rowOf(first), rowOf(last)
	if ok && inColumn && from > 0 && to > from && len(r.out.Spans) < maxSpans {
		r.out.Spans = append(r.out.Spans, Span{Line: from, Column: column, Rows: to - from + 1})
	}
}

// columnOf is the 0-based column of a reference such as "AB12".
func columnOf(ref string) (column int, ok bool) {
	n := 0
	for i := 0; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1, n > 0
}

// rowOf is the row of a reference such as "AB12", 0 where it has none.
func rowOf(ref string) int {
	n, err := strconv.Atoi(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
	if err != nil || n < 0 || n > lastRow {
		return 0
	}
	return n
}

// ColumnName is the letters of a 0-based column: A, B … Z, AA.
func ColumnName(column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
