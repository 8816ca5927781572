// Package caption writes what goes with a still to the press: from a production's template, the words it uses, the short codes
// its photographers type, and what is known of the still. The template and the lists are described in docs/formats/captions.md.
package caption

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
)

// Limits of a template.
const (
	longestTemplate = 2000 // characters
	deepest         = 8    // groups in groups
)

// Template is a text with fields: "{people} at {place}[, {date:d MMMM yyyy}]". What stands between brackets is left out where a
// field in it is empty. Doubled braces and brackets mean themselves.
type Template struct{ parts []part }

// part is a piece of a template: words, a field, or a group that stands or falls together.
type part struct {
	words string
	names []string // the first of them that is not empty is written
	other string   // written where all are empty
	form  string
	group []part
}

// Fields are the names of the fields of a template, in the order in which they are told of.
var Fields = []string{"caption", "title", "people", "scene", "set", "setting", "moment", "place", "day", "date", "time", "operator", "card", "camera", "name", "production"}

// ParseTemplate reads a template. It returns fault.Invalid with the place of the mistake.
func ParseTemplate(text string) (Template, error) {
	if n := utf8.RuneCountInString(text); n > longestTemplate {
		return Template{}, fault.New(fault.Invalid, "the template has %d characters, more than %d", n, longestTemplate).WithRemedy("Shorten it.")
	}
	p := parser{text: text}
	parts, err := p.parts(0)
	return Template{parts}, err
}

type parser struct {
	text string
	at   int
}

func (p *parser) wrong(remedy, format string, args ...any) error {
	f := fault.New(fault.Invalid, format, args...)
	if before := p.text[:min(p.at, len(p.text))]; before != "" {
		f = fault.New(fault.Invalid, format+" after %q", append(args, tail(before))...)
	}
	return f.WithRemedy("%s", remedy)
}

// tail are the last characters of a text.
func tail(s string) string {
	const most = 24
	r := []rune(s)
	if len(r) > most {
		return "…" + string(r[len(r)-most:])
	}
	return s
}

// parts reads up to the end of a group, or of the text.
func (p *parser) parts(depth int) (list []part, err error) {
	var words strings.Builder
	flush := func() {
		if words.Len() > 0 {
			list = append(list, part{words: words.String()})
			words.Reset()
		}
	}
	for p.at < len(p.text) {
		c := p.text[p.at]
		if strings.IndexByte("{}[]", c) < 0 {
			words.WriteByte(c)
			p.at++
			continue
		}
		if double := p.at+1 < len(p.text) && p.text[p.at+1] == c; double && (c != ']' || depth == 0 || p.closes() > depth) {
			words.WriteByte(c)
			p.at += 2
			continue
		}
		flush()
		var next part
		switch c {
		case '{':
			next, err = p.field()
		case '[':
			next, err = p.open(depth)
		case ']':
			if depth > 0 {
				return list, nil
			}
			err = p.wrong("Write [ before what may be left out, or ]] for a bracket.", "there is a ] without a [")
		default:
			err = p.wrong("Write { before the name of a field, or }} for a brace.", "there is a } without a {")
		}
		if err != nil {
			return nil, err
		}
		list = append(list, next)
	}
	flush()
	if depth > 0 {
		return nil, p.wrong("Write ] where what may be left out ends.", "a [ has no ]")
	}
	return list, nil
}

// closes is how many brackets close one behind the other here: "]]" ends two groups where two are open.
func (p *parser) closes() int {
	rest := p.text[p.at:]
	return len(rest) - len(strings.TrimLeft(rest, "]"))
}

func (p *parser) open(depth int) (part, error) {
	if depth == deepest {
		return part{}, p.wrong("Put fewer brackets into brackets.", "brackets are %d deep", depth)
	}
	p.at++
	group, err := p.parts(depth + 1)
	if err == nil {
		p.at++ // the closing bracket
	}
	return part{group: append([]part{}, group...)}, err
}

func (p *parser) field() (f part, err error) {
	end := strings.IndexByte(p.text[p.at:], '}')
	if end < 0 {
		return f, p.wrong("Write } behind the name of a field.", "a { has no }")
	}
	inside := p.text[p.at+1 : p.at+end]
	names, form, _ := strings.Cut(inside, ":")
	f.form = form
	for name := range strings.SplitSeq(names, "|") {
		name = strings.TrimSpace(name)
		if said, quoted := strings.CutPrefix(name, "'"); quoted {
			f.other = strings.TrimSuffix(said, "'")
			continue
		}
		if !slices.Contains(Fields, name) {
			return f, p.wrong("There are "+strings.Join(Fields, ", ")+".", "there is no field {%s}", name)
		}
		if err := checkForm(name, form); err != nil {
			return f, err
		}
		f.names = append(f.names, name)
	}
	p.at += end + 1
	return f, nil
}

// dateLetters are what a form of a date or time is made of, as Unicode's LDML has them, and how Go writes them.
var dateLetters = map[string]string{
	"d": "2", "dd": "02", "M": "1", "MM": "01", "MMM": "Jan", "MMMM": "January", "yy": "06", "yyyy": "2006", "EEE": "Mon", "EEEE": "Monday",
	"HH": "15", "h": "3", "mm": "04", "ss": "05", "a": "PM",
}

// letters are runs of one letter, and texts in quotes.
var letters = regexp.MustCompile(`'[^']*'|d+|M+|y+|E+|H+|h+|m+|s+|a+|[A-Za-z]`)

// layout is a form as Go writes times.
func layout(form string) (string, error) {
	var wrong string
	out := letters.ReplaceAllStringFunc(form, func(run string) string {
		if run[0] == '\'' {
			return strings.Trim(run, "'")
		}
		if dateLetters[run] == "" {
			wrong = run
		}
		return dateLetters[run]
	})
	if wrong != "" {
		return "", fault.New(fault.Invalid, "%q in %q is no part of a date", wrong, form).WithRemedy("Write for example d MMMM yyyy, yyyy-MM-dd or HH:mm, and words between 'quotes'.")
	}
	return out, nil
}

func checkForm(name, form string) error {
	var err error
	switch {
	case form == "" || name == "people":
	case name == "date" || name == "time":
		_, err = layout(form)
	case name == "day":
		if n, bad := strconv.Atoi(form); bad != nil || n < 0 || n > 6 {
			err = fault.New(fault.Invalid, "%q is no form of a day's number", form).WithRemedy("Write for example {day:02} for two digits.")
		}
	case form != "upper" && form != "lower":
		err = fault.New(fault.Invalid, "{%s} has no form %q", name, form).WithRemedy("Write upper or lower behind the colon, or nothing.")
	}
	return err
}

// Still is what is known of a still; what is not known is empty.
type Still struct {
	Name       string   // of the file
	Caption    string   // as somebody typed it
	Title      string   //
	People     []string // shown, from left to right
	Scene      string   // its number
	Set        string   // "KITCHEN"
	Setting    string   // the heading of the scene
	Moment     string   // title
	Place      string   //
	Day        int      // of the shoot
	Taken      time.Time
	Date       time.Time // the shoot day, said where the time is unknown
	Operator   string
	Card       string
	Camera     string
	Production string
	Keywords   []string
	Rating     int
}

// Text is the template filled with what is known.
func (t Template) Text(s Still) string {
	text, _ := write(t.parts, s)
	return smooth(text)
}

// write writes parts, and says whether all their fields have something.
func write(parts []part, s Still) (string, bool) {
	var out strings.Builder
	whole := true
	for _, p := range parts {
		switch {
		case p.group != nil:
			if text, ok := write(p.group, s); ok {
				out.WriteString(text)
			}
		case p.names != nil || p.other != "":
			value := p.value(s)
			whole = whole && value != ""
			out.WriteString(value)
		default:
			out.WriteString(p.words)
		}
	}
	return out.String(), whole
}

func (p part) value(s Still) string {
	for _, name := range p.names {
		if v := s.field(name, p.form); strings.TrimSpace(v) != "" {
			return strings.TrimSpace(v)
		}
	}
	return p.other
}

// field is a field in a form.
func (s Still) field(name, form string) string {
	switch name {
	case "people":
		return listed(s.People, form)
	case "day":
		if s.Day == 0 {
			return ""
		}
		digits, _ := strconv.Atoi(form) // checked when the template was read
		number := strconv.Itoa(s.Day)
		return strings.Repeat("0", max(0, digits-len(number))) + number
	case "date":
		if s.Taken.IsZero() {
			return moment(s.Date, form, "d MMMM yyyy")
		}
		return moment(s.Taken, form, "d MMMM yyyy")
	case "time":
		return moment(s.Taken, form, "HH:mm")
	}
	value := map[string]string{
		"caption": s.Caption, "title": s.Title, "scene": s.Scene, "set": s.Set, "setting": s.Setting, "moment": s.Moment, "place": s.Place, "operator": s.Operator,
		"card": s.Card, "camera": s.Camera, "name": s.Name, "production": s.Production,
	}[name]
	switch form {
	case "upper":
		return strings.ToUpper(value)
	case "lower":
		return strings.ToLower(value)
	}
	return value
}

func moment(t time.Time, form, usual string) string {
	if t.IsZero() {
		return ""
	}
	if form == "" {
		form = usual
	}
	as, _ := layout(form) // checked when the template was read
	return t.Format(as)
}

// listed are names in a row: "A, B and C", or with what is wanted between them.
func listed(names []string, between string) string {
	if between != "" {
		return strings.Join(names, strings.TrimRight(between, " ")+" ")
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

var (
	blanks  = regexp.MustCompile(`[ \t\x{00A0}]+`)
	empties = regexp.MustCompile(`\([ ]*\)`)
	before  = regexp.MustCompile(` +([,;:.!?)])`)
	doubled = regexp.MustCompile(`[,;:](?: *[,;:])+`)
	closing = regexp.MustCompile(`[,;:] *([.!?])`)
	edges   = regexp.MustCompile(`(?m)^(?:[ ,;:]|[.](?:[ ]|$))+|[ ,;:]+$`)
)

// smooth takes away what empty fields leave behind: two spaces, a comma before a full stop, brackets around nothing.
func smooth(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
	text = empties.ReplaceAllString(blanks.ReplaceAllString(text, " "), "")
	text = before.ReplaceAllString(blanks.ReplaceAllString(text, " "), "$1")
	text = doubled.ReplaceAllStringFunc(text, func(run string) string { return run[:1] })
	text = closing.ReplaceAllString(text, "$1")
	return strings.TrimSpace(edges.ReplaceAllString(text, ""))
}
