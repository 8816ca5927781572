package intake

import (
	"regexp"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

var (
	headingDash = regexp.MustCompile(`[\s\p{Z}]+[-–—－]+[\s\p{Z}]*|[\s\p{Z}]*[-–—－]+[\s\p{Z}]+|--+|－+`)
	headingStop = regexp.MustCompile(`[.,。，、][\s\p{Z}]*`)
	brackets    = regexp.MustCompile(`\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）`)
	endBracket  = regexp.MustCompile(`^(.*\S)\s*[(（]([^()（）]+)[)）]$`)
)

// longestHeading is how much of a heading is searched for a set and a time, in bytes. They have
// forty letters; a longer one is a paragraph that has lost its line break.
const longestHeading = 1000

// splitTime parts "HOUSE - KITCHEN - NIGHT (1973)" into set and time of day. What follows the time
// ("FLASHBACK") stays in the heading's text alone.
func splitTime(s string) (set, time string) {
	if len(s) > longestHeading {
		s = strings.ToValidUTF8(s[:longestHeading], "")
	}
	if set, time = timeIn(s); set == "" {
		return setName(s), "" // "INT. NIGHT" plays at a set of that name
	}
	return set, time
}

func timeIn(s string) (set, time string) {
	parts := headingDash.Split(s, -1)
	for i := len(parts) - 1; i > 0; i-- {
		if word := plainTime(parts[i]); hasTimeWord(word) {
			return setName(strings.Join(parts[:i], " - ")), word
		}
	}
	if set, time, ok := timeWithoutDash(s); ok {
		return setName(set), time
	}
	return setName(strings.Join(parts, " - ")), ""
}

// timeWithoutDash finds the time where another sign, or none, stands before it: "CASA. NOTTE",
// "JARDIN, JOUR", "喫茶店（夜）", "INT HOUSE DAY".
func timeWithoutDash(s string) (set, time string, ok bool) {
	if m := endBracket.FindStringSubmatch(s); m != nil && onlyTime(m[2]) {
		return m[1], plainTime(m[2]), true
	}
	plain := strings.TrimRight(s, " .,。")
	if set, time := timeBehindStop(plain); time != "" {
		return set, time, true
	}
	words := strings.Fields(plain)
	if n := len(words); n > 1 && !headingDash.MatchString(s) {
		last := capitals(words[n-1])
		if _, bare := production.IsTimeOfDay(last); bare {
			return strings.Join(words[:n-1], " "), last, true
		}
	}
	return "", "", false
}

// timeBehindStop finds the first of the times of day that stand between dots or commas.
func timeBehindStop(s string) (set, time string) {
	stops := headingStop.FindAllStringIndex(s, -1)
	for i := len(stops) - 1; i >= 0; i-- {
		end := len(s)
		if i+1 < len(stops) {
			end = stops[i+1][0]
		}
		if piece := s[stops[i][1]:end]; stops[i][0] > 0 && onlyTime(piece) {
			set, time = s[:stops[i][0]], plainTime(piece)
		} else if time != "" {
			break
		}
	}
	return set, time
}

// timeModifiers stand beside a time of day.
var timeModifiers = spelling.Words("EARLY LATE BEFORE AFTER THE NEXT SAME PRE MID A LITTLE BIT FRÜHER SPÄTER AM NÄCHSTEN TÔT TARD ALLE PRIMA PRIME")

// onlyTime reports a piece that is a time of day and no more: "NIGHT", but not "NIGHT CLUB".
func onlyTime(s string) bool {
	found := false
	for w := range strings.FieldsSeq(plainTime(s)) {
		if hasTimeWord(w) {
			found = true
		} else if !timeModifiers[w] {
			return false
		}
	}
	return found
}

func plainTime(s string) string {
	return strings.Trim(spelling.Single(capitals(brackets.ReplaceAllString(s, " "))), " .,;:")
}

func hasTimeWord(s string) bool {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" /,／、", r) }) {
		if known, _ := production.IsTimeOfDay(w); known {
			return true
		}
	}
	return false
}

func setName(s string) string {
	return strings.Trim(capitals(spelling.Single(plainQuotes.Replace(s))), " .,-。、")
}

// plainQuotes makes typographic quotes and spaces plain, so that names compare.
var plainQuotes = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "\u00a0", " ")
