package ical

import (
	"fmt"
	"slices"
	"strings"
)

const (
	// deepest is how deep components may be nested; VALARM in VEVENT in VCALENDAR is three.
	deepest = 16
	// shortest is the length in bytes below which the lines of a whole file cannot lie on average:
	// real ones have 30, and a file of "A:" alone would fill the memory.
	shortest = 12
	// maxProblems is how many problems are kept; nobody reads more.
	maxProblems = 500
)

// File is what Parse found: the outermost components, usually one VCALENDAR or several VCARDs.
type File struct {
	Roots    []*Component
	Problems []Problem
	Cut      bool // the file ends within a component: it was not closed
}

// parser builds the tree of components.
type parser struct {
	file  File
	open  []*Component
	extra int  // components open that are nested too deep
	spare int  // properties that may still be kept
	blob  bool // the last property is base64
}

// Parse reads content lines into components. It never fails: what is no content line, has no
// component or is not closed becomes a Problem. Text is UTF-8 or UTF-16, lines that are neither are
// taken for Windows-1252.
func Parse(data []byte) File {
	data = fromUTF16(data)
	p := parser{spare: len(data)/shortest + 100}
	in := lines{rest: string(data), number: 1}
	for {
		line, number, ok := in.next()
		if !ok {
			break
		}
		p.line(line, number)
	}
	if in.latin > 0 {
		p.problem(in.latin, "this line is not UTF-8; it was read as Windows-1252. Check accented letters and quotes")
	}
	for i := len(p.open) - 1; i >= 0; i-- {
		p.file.Cut, p.open[i].Cut = true, true
		p.problem(int(p.open[i].Line), "%s is not closed: the file seems to be cut off", p.open[i].Name)
	}
	return p.file
}

func (p *parser) problem(line int, format string, args ...any) {
	if len(p.file.Problems) < maxProblems {
		p.file.Problems = append(p.file.Problems, Problem{line, fmt.Sprintf(format, args...)})
	}
}

// line takes in one content line.
func (p *parser) line(text string, number int) {
	prop, ok := content(text)
	switch {
	case !ok && p.blob && !strings.ContainsAny(strings.TrimSpace(text), " \t"):
		return // old programs do not indent base64, and nobody asks for it
	case !ok:
		p.problem(number, "this is not a line of a calendar or card and was left out: %q", brief(text))
		return
	}
	prop.Line = int32(number)
	p.blob = false
	switch {
	case prop.Name == "BEGIN":
		p.begin(name(prop.Value), number)
	case prop.Name == "END":
		p.end(name(prop.Value), number)
	case p.extra > 0:
	case len(p.open) == 0:
		p.problem(number, "%s stands outside of BEGIN and END and was left out", brief(prop.Name))
	case p.spare == 0:
		p.problem(number, "the file has too many empty lines of a calendar; the rest was left out")
		p.spare--
	case p.spare > 0:
		p.spare--
		top := p.open[len(p.open)-1]
		if n := len(top.Lines); n == cap(top.Lines) && n >= 256 {
			top.Lines = slices.Grow(top.Lines, n)
		}
		top.Lines = append(top.Lines, prop)
		encoding := prop.Param("ENCODING")
		p.blob = strings.EqualFold(encoding, "b") || strings.EqualFold(encoding, "base64")
	}
}

func name(value string) string { return strings.ToUpper(strings.TrimSpace(value)) }

func (p *parser) begin(name string, number int) {
	switch {
	case p.extra > 0 || len(p.open) >= deepest:
		if p.extra == 0 {
			p.problem(number, "%s is nested too deep and was left out", brief(name))
		}
		p.extra++
		return
	case name == "":
		name = "UNNAMED"
	}
	c := &Component{Name: name, Line: int32(number)}
	if len(p.open) == 0 {
		p.file.Roots = append(p.file.Roots, c)
	} else {
		top := p.open[len(p.open)-1]
		top.Parts = append(top.Parts, c)
	}
	p.open = append(p.open, c)
}

// end closes the innermost component of the name, and with it those inside that were not closed.
func (p *parser) end(name string, number int) {
	if p.extra > 0 {
		p.extra--
		return
	}
	for i := len(p.open) - 1; i >= 0; i-- {
		if p.open[i].Name != name {
			continue
		}
		for _, inner := range p.open[i+1:] {
			p.problem(int(inner.Line), "%s is not closed before the end of %s", brief(inner.Name), name)
		}
		p.open = p.open[:i]
		return
	}
	p.problem(number, "END of %s without its BEGIN", brief(name))
}

// brief cuts a text for a message.
func brief(s string) string {
	s = strings.TrimSpace(s)
	if runes := []rune(s[:min(len(s), 200)]); len(runes) > 40 || len(s) > 200 {
		return string(runes[:min(len(runes), 40)]) + "…"
	}
	return s
}
