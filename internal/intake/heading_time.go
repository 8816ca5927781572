package intake

import (
	"regexp"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

var (
	headingDash = regexp.MustCompile(`[\s\p{Z}]+[-–—－]+[\s\p{Z}]*|[\s\p{Z}]*[-–—－]+[\s\p{Z}]+|--+|－+`)
	headingStop = regexp.MustCompile(`[.,。，、][\s\p{Z}]*`)
	brackets    = regexp.MustCompile(`\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）`)
	endBracket  = regexp.MustCompile(`^(.*\S)\s*[(（]([^()（）]+)[)）]$`)
)

// splitTime parts "HOUSE - KITCHEN - NIGHT (1973)" into set and time of day. What follows the time
// ("FLASHBACK") stays in the heading's text alone.
func splitTime(s string) (set, time string) {
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
	if at := headingStop.FindAllStringIndex(plain, -1); at != nil {
		last := at[len(at)-1]
		if tail := plain[last[1]:]; last[0] > 0 && onlyTime(tail) {
			return plain[:last[0]], plainTime(tail), true
		}
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

// longestTime is how many words a time of day has: "EARLY THE NEXT MORNING".
const longestTime = 4

// onlyTime reports a piece that is a time of day and no more.
func onlyTime(s string) bool {
	word := plainTime(s)
	return len(strings.Fields(word)) <= longestTime && hasTimeWord(word)
}

func plainTime(s string) string {
	return strings.Trim(single(capitals(brackets.ReplaceAllString(s, " "))), " .,;:")
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
	return strings.Trim(capitals(single(plainQuotes.Replace(s))), " .,-。、")
}

// plainQuotes makes typographic quotes and spaces plain, so that names compare.
var plainQuotes = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "\u00a0", " ")
