package intake

import (
	"regexp"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// heading is a scene heading taken apart.
type heading struct {
	Number    string // "12A" where the heading carries one
	Text      string // whole heading, single-spaced, without the number
	IntExt    production.IntExt
	Set       string // upper case
	TimeOfDay string // upper case, without brackets
	Omitted   bool
}

var (
	numberMark = regexp.MustCompile(`#([\p{L}\p{N}.\-]+)#\s*$`)
	leadNumber = regexp.MustCompile(`^(\d+[A-Za-z]{0,2}|[A-Za-z]{1,2}\d+)\.?\s+(\S.*)$`)
	omitWord   = regexp.MustCompile(`(?i)^(?:scenes?\s+)?(?:omitted|omit|deleted|entfällt|omis|omitida|omitido)\.?$`)
)

// reversed matches EXT/INT, which Fountain 1.1 does not list: such a line is action unless a dot
// forces it. Final Draft exports of Fountain scripts agree.
var reversed = regexp.MustCompile(`(?i)^(?:EXT|E)\.?/I(?:NT)?\b`)

// parseHeading takes a line apart when it begins like a scene heading, after Fountain 1.1
// (fountain.io/syntax, "Scene Headings") or with the words of another language.
func parseHeading(line string) (heading, bool) {
	body, number := splitNumber(line)
	if reversed.MatchString(body) {
		return heading{}, false
	}
	if in, ok := cutIntro(body); ok && in.plain(body) {
		return forcedHeading(line), true
	}
	if number != "" {
		return heading{}, false
	}
	if parts := leadNumber.FindStringSubmatch(body); parts != nil {
		if in, ok := cutIntro(parts[2]); ok && in.plain(parts[2]) {
			h := forcedHeading(strings.TrimSuffix(parts[2], " "+parts[1]))
			h.Number = parts[1]
			return h, true
		}
	}
	return heading{}, false
}

// forcedHeading takes any line apart as a heading.
func forcedHeading(line string) heading {
	body, number := splitNumber(line)
	h := heading{Number: number, Text: spelling.Single(body), Omitted: omitWord.MatchString(strings.TrimSpace(body))}
	rest := h.Text
	if in, ok := cutIntro(rest); ok && in.forced() {
		h.IntExt, rest = in.where, in.rest
	}
	h.Set, h.TimeOfDay = splitTime(rest)
	return h
}

// directionMarks are invisible signs by which editors turn Arabic and Hebrew lines.
const directionMarks = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"

// splitNumber cuts "#12A#" from the end of a heading.
func splitNumber(line string) (body, number string) {
	line = strings.Trim(line, directionMarks)
	if !strings.Contains(line, "#") {
		return strings.TrimSpace(line), ""
	}
	at := numberMark.FindStringSubmatchIndex(line)
	if at == nil {
		return strings.TrimSpace(line), ""
	}
	return strings.TrimSpace(line[:at[0]]), strings.TrimRight(line[at[2]:at[3]], ".")
}

// parseIntExt reads the value of an INT/EXT column or category.
func parseIntExt(s string) production.IntExt {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	switch strings.ToUpper(s) {
	case "I", "I.":
		return production.Interior
	case "E", "E.", "A", "A.": // außen
		return production.Exterior
	case "I/A", "A/I":
		return production.Both
	}
	in, ok := cutIntro(strings.ToUpper(s))
	if !ok {
		return ""
	}
	return in.where
}
