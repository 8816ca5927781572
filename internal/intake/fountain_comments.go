package intake

import (
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// sourceLine is a line of the file without notes and cut passages.
type sourceLine struct {
	text   string
	number int               // 1-based line in the file
	notes  []production.Note // notes that begin on it
	hollow bool              // empty only because a note or cut passage was taken out
}

// commentStripper takes [[notes]] and the boneyard /* … */ out of a text, line numbers kept. The
// text behind a passage of several lines joins what stood before it, as if the passage were not
// there; its lines stay behind as hollow ones.
type commentStripper struct {
	text     string
	lines    []sourceLine
	warnings []Warning
	current  strings.Builder
	notes    []production.Note
	cut      bool // something was taken out of the current line
	inked    bool // something else than space stands on it
	number   int
	pending  int  // hollow lines that follow the current one
	flat     bool // cut passages end at the first "*/"
	closing  int  // offset of the next "]]", as far as looked for
	empty    int  // offset of the next empty line, as far as looked for
}

// stripComments parts a text into lines. A boneyard may contain "/*" again (programs nest them when
// a passage is cut twice); one that is never closed hides the rest of the file, which is warned of.
// A note that is never closed, or has an empty line without two spaces in it, is text.
func stripComments(text string) ([]sourceLine, []Warning) {
	s := commentStripper{text: text, number: 1, lines: make([]sourceLine, 0, strings.Count(text, "\n")+1), closing: -1, empty: -1}
	for i := 0; i < len(text); {
		step := strings.IndexAny(text[i:], "\n/[")
		if step < 0 {
			s.write(text[i:])
			break
		}
		s.write(text[i : i+step])
		i += step
		switch {
		case text[i] == '\n':
			s.endLine()
			i++
		case strings.HasPrefix(text[i:], "/*"):
			i += s.boneyard(text[i:])
		case strings.HasPrefix(text[i:], "[["):
			i += s.note(i)
		default:
			s.write(text[i : i+1])
			i++
		}
	}
	s.endLine()
	return s.lines, s.warnings
}

func (s *commentStripper) write(text string) {
	s.current.WriteString(text)
	s.inked = s.inked || strings.TrimSpace(text) != ""
}

// endLine ends the line being gathered and lays the hollow lines of its passages behind it.
func (s *commentStripper) endLine() {
	line := sourceLine{text: s.current.String(), number: s.number, notes: s.notes}
	line.hollow = s.cut && !s.inked
	s.lines = append(s.lines, line)
	s.current.Reset()
	s.notes, s.cut, s.inked = nil, false, false
	s.number++
	for ; s.pending > 0; s.pending-- {
		s.lines = append(s.lines, sourceLine{number: s.number, hollow: true})
		s.number++
	}
}

// skip passes over a removed passage. Where nothing stands before it on its line its own lines come
// first, so that what follows keeps its line number.
func (s *commentStripper) skip(passage string) int {
	s.cut = true
	breaks := strings.Count(passage, "\n")
	if s.pending > 0 || s.inked {
		s.pending += breaks
		return len(passage)
	}
	for range breaks {
		s.endLine()
		s.cut = true
	}
	return len(passage)
}

// boneyard passes over the cut passage at the start of text.
func (s *commentStripper) boneyard(text string) int {
	depth, i := 1, 2
	for depth > 0 && !s.flat {
		step := strings.IndexAny(text[i:], "*/")
		if step < 0 {
			break
		}
		i += step
		switch {
		case strings.HasPrefix(text[i:], "/*"):
			depth++
			i += 2
		case strings.HasPrefix(text[i:], "*/"):
			depth--
			i += 2
		default:
			i++
		}
	}
	if depth == 0 {
		return s.skip(text[:i])
	}
	if first := strings.Index(text[2:], "*/"); first >= 0 {
		if !s.flat { // more "/*" than "*/": the plain reading loses less
			s.warn("the cut passage (/*) that begins here has another /* inside that is never closed; it was read to the first */")
		}
		s.flat = true
		return s.skip(text[:2+first+2])
	}
	s.warn("the cut passage (/*) that begins here is never closed; everything below it was left out. Close it with */")
	return s.skip(text)
}

// note takes the note at an offset. What only looks like one is text: Fountain does not look past an
// empty line for the closing brackets (fountain.io/syntax, "Notes" and "Error Handling").
func (s *commentStripper) note(at int) int {
	if s.closing < at+2 {
		s.closing = indexFrom(s.text, at+2, "]]")
	}
	if s.empty < at {
		s.empty = nextEmptyLine(s.text, at)
	}
	switch {
	case s.closing == len(s.text):
		s.warn("the note ([[) that begins here is never closed and was read as text. Close it with ]]")
	case s.empty < s.closing && s.closing-at < headingNote && s.inHeading():
		s.warn("the note ([[) that begins in this scene heading has an empty line in it and was read as a note nevertheless. Put two spaces on the empty line")
		return s.keep(at)
	case s.empty < s.closing:
		s.warn("the note ([[) that begins here has an empty line in it and was read as text. Put two spaces on the empty line")
	default:
		return s.keep(at)
	}
	s.write("[[")
	return len("[[")
}

// headingNote is the longest note with an empty line that is forgiven in a scene heading: programs
// write such ones, and nobody means brackets to be part of the place.
const headingNote = 2000

func (s *commentStripper) inHeading() bool {
	if s.current.Len() > longestHeading {
		return false
	}
	_, ok := parseHeading(stripEmphasis(strings.TrimSpace(s.current.String())))
	return ok
}

// keep takes the note at an offset, which ends at the next closing brackets.
func (s *commentStripper) keep(at int) int {
	if len(s.notes) < production.MostPerScene {
		s.notes = append(s.notes, production.Note{Text: strings.TrimSpace(s.text[at+2 : s.closing]), Number: s.number + s.pending})
	}
	return s.skip(s.text[at : s.closing+2])
}

// indexFrom is the offset of sub at or behind an offset, the length of the text where there is none.
func indexFrom(text string, from int, sub string) int {
	if i := strings.Index(text[from:], sub); i >= 0 {
		return from + i
	}
	return len(text)
}

// nextEmptyLine is the offset of the next line break that an empty line follows. Two spaces on a
// line make it part of the text round it.
func nextEmptyLine(text string, from int) int {
	for at := indexFrom(text, from, "\n"); at < len(text); {
		next := indexFrom(text, at+1, "\n")
		if next-at-1 < 2 && strings.TrimSpace(text[at+1:next]) == "" {
			return at
		}
		at = next
	}
	return len(text)
}

// warn keeps what a person may ever see; a broken file must not fill the memory with warnings.
func (s *commentStripper) warn(message string) {
	if len(s.warnings) < keptWarnings {
		s.warnings = append(s.warnings, Warning{Line: s.number + s.pending, Message: message})
	}
}
