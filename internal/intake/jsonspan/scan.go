package jsonspan

import "strings"

// The functions here step over a text that Open has found to be JSON.

// block is how many bytes lie between two counts of line ends.
const block = 64 << 10

// Line is the 1-based line on which the value begins, 0 for no value.
func (s Span) Line() int {
	if s.doc == nil {
		return 0
	}
	if s.doc.lines == nil {
		s.doc.countLines()
	}
	from := s.From / block * block
	return 1 + s.doc.lines[s.From/block] + strings.Count(s.doc.text[from:s.From], "\n")
}

func (d *document) countLines() {
	n := 0
	for from := 0; from <= len(d.text); from += block {
		d.lines = append(d.lines, n)
		n += strings.Count(d.text[from:min(from+block, len(d.text))], "\n")
	}
}

func skipSpace(text string, at int) int {
	for at < len(text) && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r') {
		at++
	}
	return at
}

// skipComma steps from the end of a value to the next one, or to the bracket that ends the list.
func skipComma(text string, at int) int {
	at = skipSpace(text, at)
	if at < len(text) && text[at] == ',' {
		at = skipSpace(text, at+1)
	}
	return at
}

// skipString steps behind the string whose quote stands at.
func skipString(text string, at int) int {
	for at++; at < len(text); at++ {
		switch text[at] {
		case '\\':
			at++
		case '"':
			return at + 1
		}
	}
	return len(text)
}

// skipValue steps behind the value that begins at.
func skipValue(text string, at int) int {
	if at >= len(text) {
		return at
	}
	switch text[at] {
	case '"':
		return skipString(text, at)
	case '{', '[':
		return skipNested(text, at)
	}
	for at < len(text) && !strings.ContainsRune(",]} \n\t\r", rune(text[at])) {
		at++
	}
	return at
}

func skipNested(text string, at int) int {
	for depth := 0; at < len(text); {
		switch text[at] {
		case '"':
			at = skipString(text, at)
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return at + 1
			}
		}
		at++
	}
	return len(text)
}
