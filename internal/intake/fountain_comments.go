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

// commentStripper takes [[notes]] and the boneyard /* … */ out of a text, line numbers kept.
type commentStripper struct {
	lines    []sourceLine
	warnings []Warning
	current  strings.Builder
	notes    []production.Note
	cut      bool // something was taken out of the current line
	number   int
	flat     bool // cut passages end at the first "*/"
}

// stripComments parts a text into lines. A boneyard may contain "/*" again (programs nest them when
// a passage is cut twice); one that is never closed hides the rest of the file, which is warned of.
// A note that is never closed is text.
func stripComments(text string) ([]sourceLine, []Warning) {
	s := commentStripper{number: 1, lines: make([]sourceLine, 0, strings.Count(text, "\n")+1)}
	noMoreNotes := false
	for i := 0; i < len(text); {
		step := strings.IndexAny(text[i:], "\n/[")
		if step < 0 {
			s.current.WriteString(text[i:])
			break
		}
		s.current.WriteString(text[i : i+step])
		i += step
		switch {
		case text[i] == '\n':
			s.endLine()
			i++
		case strings.HasPrefix(text[i:], "/*"):
			i += s.boneyard(text[i:])
		case !noMoreNotes && strings.HasPrefix(text[i:], "[["):
			n := s.note(text[i:])
			if n == 0 {
				noMoreNotes = true
				continue
			}
			i += n
		default:
			s.current.WriteByte(text[i])
			i++
		}
	}
	s.endLine()
	return s.lines, s.warnings
}

func (s *commentStripper) endLine() {
	line := sourceLine{text: s.current.String(), number: s.number, notes: s.notes}
	line.hollow = s.cut && strings.TrimSpace(line.text) == ""
	s.lines = append(s.lines, line)
	s.current.Reset()
	s.notes, s.cut = nil, false
	s.number++
}

// skip passes over a removed passage and ends the lines in it. A passage of several lines leaves
// empty lines behind, one within a line leaves nothing.
func (s *commentStripper) skip(passage string) int {
	s.cut = true
	for range strings.Count(passage, "\n") {
		s.cut = false
		s.endLine()
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

// note takes the note at the start of text, 0 when it is never closed.
func (s *commentStripper) note(text string) int {
	end := strings.Index(text, "]]")
	if end < 0 {
		s.warn("the note ([[) that begins here is never closed and was read as text. Close it with ]]")
		return 0
	}
	s.notes = append(s.notes, production.Note{Text: strings.TrimSpace(text[2:end]), Number: s.number})
	return s.skip(text[:end+2])
}

func (s *commentStripper) warn(message string) {
	s.warnings = append(s.warnings, Warning{Line: s.number, Message: message})
}
