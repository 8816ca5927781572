package correction

import (
	"net/mail"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// The most that a value may hold.
const (
	longestLine   = 500 // characters
	longestText   = 5000
	mostNames     = 300
	mostRanges    = 100
	mostEighths   = 8 * 100 // of a page: more than any scene
	mostPeople    = 999
	latestMinutes = 48 * 60 // a working day ends on the next date at the latest
)

// value is a text that was understood. text is how we write it; the rest depends on the kind.
type value struct {
	text   string
	number int // minutes, eighths, people
	names  []string
	ranges []production.DateRange
}

// read understands what somebody wrote for the field, strictly. It returns fault.Invalid otherwise.
func (f field) read(text string) (value, error) {
	if !utf8.ValidString(text) || strings.ContainsFunc(text, oddRune) {
		return value{}, f.bad("holds characters that cannot be shown", text)
	}
	text, limit := strings.TrimSpace(text), longestLine
	switch f.Kind {
	case Text, Names, Dates:
		text, limit = lines(text), longestText
	default:
		if strings.ContainsAny(text, "\n\r") {
			return value{}, f.bad("goes over several lines", text)
		}
		text = single(text)
	}
	if utf8.RuneCountInString(text) > limit {
		return value{}, f.bad("is too long", text)
	}
	if text == "" {
		if !f.Optional {
			return value{}, f.bad("is empty", text)
		}
		return value{number: -1}, nil // for times and counts: not known
	}
	v, ok := f.parse(text)
	if !ok {
		return value{}, f.bad(phrases[f.Kind], text)
	}
	return v, nil
}

// phrases say what is wrong with a text of a kind.
var phrases = map[Kind]string{
	Choice: "is none of the choices", YesNo: "is neither yes nor no", Count: "is no number of people", Length: "is no length in pages", Clock: "is no time of day",
	Date: "is no date", Dates: "holds something that is no date", Names: "holds too many names", Email: "is no e-mail address", Phone: "is no phone number",
}

func (f field) bad(phrase, text string) error {
	refused := fault.New(fault.Invalid, "%s: %q %s", f.Label, shorten(text), phrase)
	if f.Kind == Choice {
		return refused.WithRemedy("Choose one of %s.", strings.Join(f.Choices, ", "))
	}
	return refused.WithRemedy("Write it like this: %s.", f.Example)
}

func (f field) parse(text string) (v value, ok bool) {
	v.text = text
	switch f.Kind {
	case Capital:
		v.text = strings.ToUpper(text)
	case Choice:
		i := slices.IndexFunc(f.Choices, func(c string) bool { return strings.EqualFold(c, text) })
		if i < 0 {
			return v, false
		}
		v.text = f.Choices[i]
	case YesNo:
		v.text = strings.ToLower(text)
		return v, v.text == "yes" || v.text == "no"
	case Count:
		n, err := strconv.Atoi(text)
		return value{text: strconv.Itoa(n), number: n}, err == nil && n >= 0 && n <= mostPeople
	case Length:
		n, ok := readLength(text)
		return value{text: production.Pages(n), number: n}, ok
	case Clock:
		c, err := production.ParseClock(text)
		return value{text: c.String(), number: int(c)}, err == nil && c <= latestMinutes
	case Date:
		_, err := production.ParseDate(text)
		return v, err == nil
	case Dates:
		ranges, ok := readRanges(text)
		return value{text: writeRanges(ranges), ranges: ranges}, ok
	case Names:
		names := readNames(text)
		return value{text: writeNames(names), names: names}, len(names) <= mostNames
	case Email:
		at, err := mail.ParseAddress(text)
		return v, err == nil && at.Address == text && at.Name == "" && !strings.ContainsAny(text, "\"<> ")
	case Phone:
		return v, phonePattern.MatchString(text) && len(text) <= 60
	}
	return v, true
}

// phonePattern takes numbers as people write them, with what is said about them: "+44 20 7946 0000 ext. 12 (office)".
var phonePattern = regexp.MustCompile(`^[^\d\pL]*(?:\d[^\d\pL]*){3,}(?:\pL[^\n]*)?$`)

var lengthPattern = regexp.MustCompile(`^(?:(\d{1,3})|(?:(\d{1,3})[ +])?([0-7])/8)$`)

// readLength reads "2", "3/8" and "1 3/8", at least an eighth.
func readLength(text string) (eighths int, ok bool) {
	m := lengthPattern.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	for i, worth := range map[int]int{1: 8, 2: 8, 3: 1} {
		n, _ := strconv.Atoi(m[i]) // "" for what is not there
		eighths += n * worth
	}
	return eighths, eighths > 0 && eighths <= mostEighths
}

// readNames splits at semicolons and line ends, and at commas where there are none of those. Names
// stand once.
func readNames(text string) []string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' })
	if !strings.ContainsAny(text, ";\n") {
		parts = strings.Split(text, ",")
	}
	names := []string{}
	for _, part := range parts {
		if name := single(part); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// writeNames is the list as readNames reads it.
func writeNames(names []string) string {
	if !slices.ContainsFunc(names, func(n string) bool { return strings.Contains(n, ",") }) {
		return strings.Join(names, ", ")
	}
	if len(names) == 1 {
		return names[0] + ";"
	}
	return strings.Join(names, "; ")
}

var rangePattern = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(?:\s*(?:to|–|—|\.\.)\s*(\d{4}-\d{2}-\d{2}))?$`)

// readRanges reads dates and spans of dates, in any order.
func readRanges(text string) ([]production.DateRange, bool) {
	ranges := []production.DateRange{}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if part = single(part); part == "" {
			continue
		}
		m := rangePattern.FindStringSubmatch(part)
		if m == nil {
			return nil, false
		}
		if m[2] == "" {
			m[2] = m[1]
		}
		from, errFrom := production.ParseDate(m[1])
		to, errTo := production.ParseDate(m[2])
		if errFrom != nil || errTo != nil || to < from || len(ranges) == mostRanges {
			return nil, false
		}
		if r := (production.DateRange{From: from, To: to}); !slices.Contains(ranges, r) {
			ranges = append(ranges, r)
		}
	}
	sortRanges(ranges)
	return ranges, true
}

func sortRanges(ranges []production.DateRange) {
	slices.SortFunc(ranges, func(a, b production.DateRange) int {
		return strings.Compare(string(a.From)+string(a.To), string(b.From)+string(b.To))
	})
}

func writeRanges(ranges []production.DateRange) string {
	ordered := slices.Clone(ranges)
	sortRanges(ordered)
	parts := make([]string, len(ordered))
	for i, r := range ordered {
		if parts[i] = string(r.From); r.To != r.From {
			parts[i] += " to " + string(r.To)
		}
	}
	return strings.Join(parts, ", ")
}

// same reports that two texts of the field mean the same. The order of names says nothing.
func (f field) same(a, b string) bool {
	if f.Kind == Names {
		left, right := readNames(a), readNames(b)
		slices.Sort(left)
		slices.Sort(right)
		return slices.Equal(left, right)
	}
	if f.Kind == Text {
		return lines(a) == lines(b)
	}
	return single(a) == single(b)
}

// lines has plain line ends and no space at them.
func lines(s string) string {
	all := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), "\n")
	for i := range all {
		all[i] = strings.TrimRightFunc(all[i], unicode.IsSpace)
	}
	return strings.TrimSpace(strings.Join(all, "\n"))
}

// oddRune is a character that nothing shows, or that turns the text after it round.
func oddRune(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\ufeff'
}
