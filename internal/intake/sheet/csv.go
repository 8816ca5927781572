package sheet

import (
	"slices"
	"strings"
)

// How far a quotation mark is followed that may have no partner: cells with more lines than any
// synopsis, or more such marks than slips of the hand, are read as they stand.
const (
	maxQuoted   = 1 << 20 // bytes
	maxLines    = 300
	maxUnclosed = 100 // in a file
)

// ReadCSV takes apart a text whose lines end with "\n": cells between commas, semicolons, tabs or
// bars, whichever parts the first lines best, or the sign that a first line "sep=;" names. Cells in
// quotation marks may hold separators, doubled marks and line breaks (RFC 4180). A mark that is never
// closed is a letter, with a warning: it does not swallow the rows below. At most rows rows are read.
func ReadCSV(text string, rows int) Table {
	r := csvReader{text: text, line: 1}
	if first, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(strings.ToLower(first), "sep=") {
		// A hint that spreadsheets write for each other.
		r.text, r.line = rest, 2
		r.comma = named(first[len("sep="):])
	}
	if r.comma == 0 {
		r.comma = separator(r.text)
	}
	for r.at < len(r.text) {
		if len(r.out.Rows) == rows {
			r.out.Cut = true
			break
		}
		line := r.line
		r.record()
		if cells := packed(r.cells); cells != nil {
			r.out.Rows = append(r.out.Rows, Row{Cells: cells, Line: line})
		}
	}
	if r.clipped > 0 {
		r.out.warn(r.clipped, "a cell with more than %d letters was cut", maxCell)
	}
	if r.wide > 0 {
		r.out.warn(r.wide, "a row has more than %d columns: those behind were left out", MaxColumns)
	}
	return r.out
}

// named is the separator of a "sep=" line, 0 for one that means nothing.
func named(hint string) byte {
	if hint = strings.TrimRight(hint, "\r "); hint == "" {
		return 0
	}
	if strings.IndexByte(separators, hint[0]) >= 0 {
		return hint[0]
	}
	return 0
}

type csvReader struct {
	text          string
	comma         byte
	at, line      int
	cells         []string // of the row being read
	out           Table
	unclosed      int
	clipped, wide int // first lines of cells and rows that were cut
}

// record reads one row into cells. A quotation mark without a partner makes it read again with marks
// as letters.
func (r *csvReader) record() {
	at, line := r.at, r.line
	if r.unclosed >= maxUnclosed || !r.quotedRecord() {
		r.at, r.line = at, line
		r.plainRecord()
	}
}

// quotedRecord reads a row with cells in quotation marks; false when one is not closed.
func (r *csvReader) quotedRecord() bool {
	r.cells = r.cells[:0]
	for {
		start := r.skipBlanks()
		if start == len(r.text) || r.text[start] != '"' {
			if r.rest(start) {
				return true
			}
			continue
		}
		cell, end, ok := r.quoted(start)
		if !ok {
			r.unclosed++
			r.out.warn(r.line, "a quotation mark in this row is never closed; it was read as a letter")
			return false
		}
		r.add(cell)
		r.line += strings.Count(r.text[start:end], "\n")
		r.at = end
		if r.next() {
			return true
		}
	}
}

// skipBlanks is where the cell begins behind blanks.
func (r *csvReader) skipBlanks() int {
	at := r.at
	for at < len(r.text) && (r.text[at] == ' ' || r.text[at] == '\t' && r.comma != '\t') {
		at++
	}
	return at
}

// rest reads a cell without quotation marks; true at the end of the row.
func (r *csvReader) rest(start int) bool {
	end := start
	for end < len(r.text) && r.text[end] != r.comma && r.text[end] != '\n' {
		end++
	}
	r.add(r.text[start:end])
	r.at = end
	return r.next()
}

// next steps over the sign behind a cell; true at the end of the row.
func (r *csvReader) next() bool {
	if r.at == len(r.text) {
		return true
	}
	r.at++
	if r.text[r.at-1] == '\n' {
		r.line++
		return true
	}
	return false
}

// plainRecord reads a line with quotation marks as letters.
func (r *csvReader) plainRecord() {
	r.cells = r.cells[:0]
	for !r.rest(r.at) {
		continue
	}
}

// add keeps a cell of the row. Columns beyond the last are counted alone.
func (r *csvReader) add(cell string) {
	if len(r.cells) == MaxColumns {
		if r.wide == 0 && strings.TrimSpace(cell) != "" {
			r.wide = r.line
		}
		return
	}
	cell, cut := clip(cell)
	if cut && r.clipped == 0 {
		r.clipped = r.line
	}
	r.cells = append(r.cells, cell)
}

// quoted reads the cell that begins with the mark at start: its text and the offset behind it. A mark
// in the middle of it that is neither doubled nor at the cell's end is a letter. ok is false when the
// cell is not closed, or when rows below must have been swallowed: a further cell opens within it.
func (r *csvReader) quoted(start int) (cell string, end int, ok bool) {
	limit := min(len(r.text), start+maxQuoted)
	doubled, strays, lines := false, 0, 0
	for at := start + 1; ; {
		step := strings.IndexByte(r.text[at:limit], '"')
		if step < 0 {
			return "", 0, false
		}
		if n := strings.Count(r.text[at:at+step], "\n"); n > 0 {
			if lines == 0 && strays%2 == 1 { // "35 mm" lens: the marks of the first line are all paired
				return "", 0, false
			}
			if lines += n; lines > maxLines {
				return "", 0, false
			}
		}
		at += step
		if at+1 < len(r.text) && r.text[at+1] == '"' && at+1 < limit {
			doubled = true
			at += 2
			continue
		}
		if end, closed := r.closes(at + 1); closed {
			cell = r.text[start+1 : at]
			if doubled {
				cell = strings.ReplaceAll(cell, `""`, `"`)
			}
			return cell, end, true
		}
		if lines > 0 && r.opens(at) {
			return "", 0, false
		}
		strays++
		at++
	}
}

// closes reports that nothing but blanks stands between an offset and the end of the cell.
func (r *csvReader) closes(at int) (end int, ok bool) {
	for at < len(r.text) && (r.text[at] == ' ' || r.text[at] == '\r' || r.text[at] == '\t' && r.comma != '\t') {
		at++
	}
	return at, at == len(r.text) || r.text[at] == r.comma || r.text[at] == '\n'
}

// opens reports that a mark stands where cells begin.
func (r *csvReader) opens(at int) bool {
	for at > 0 && r.text[at-1] == ' ' {
		at--
	}
	return at == 0 || r.text[at-1] == r.comma || r.text[at-1] == '\n'
}

// separators are the signs that part cells, the likeliest first.
const separators = ",;\t|"

// searched is how much of a text is looked at for its separator.
const searched = 64 << 10

// separator is the sign that parts most cells in the first lines: of those outside quotes, the one
// that occurs in the most lines, then the most often.
func separator(text string) byte {
	var lines, total [len(separators)]int
	n := 0
	for line := range strings.Lines(text[:min(len(text), searched)]) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if n++; n > 40 {
			break
		}
		for i, c := range countSeparators(line) {
			total[i] += c
			if c > 0 {
				lines[i]++
			}
		}
	}
	best := 0
	for i := range lines {
		if lines[i] > lines[best] || lines[i] == lines[best] && total[i] > total[best] {
			best = i
		}
	}
	return separators[best]
}

func countSeparators(line string) (counts [len(separators)]int) {
	quoted := false
	for _, b := range []byte(line) {
		if b == '"' {
			quoted = !quoted
		} else if i := slices.Index([]byte(separators), b); i >= 0 && !quoted {
			counts[i]++
		}
	}
	return counts
}
