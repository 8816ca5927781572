package card

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/btsdirector/bts/internal/fault"
)

// NameLength is how many bytes the name of a copy may have: less than the 255 of file systems, so that a number, the
// extension of a manifest, or the letters of a system that takes accents apart still fit.
const NameLength = 200

// Fields are the fields that a naming template may have.
var Fields = []string{"production", "day", "card", "camera", "date", "volume", "reel", "operator", "unit"}

// DefaultTemplate names a copy where nobody has said how.
const DefaultTemplate = "{production}_{day}_{card}_{camera}"

// Template is how copies are named: fields in braces and what stands between them. "{day:02}" gives a number at least
// two digits. "{{" and "}}" are braces themselves.
type Template struct {
	parts []templatePart
	stand string // what stands for a sign that a name cannot have
}

// templatePart is a field, or text between fields.
type templatePart struct {
	field string
	width int // digits of a number
	text  string
}

// ParseTemplate reads a template. It returns invalid for an unknown field, with those there are, for braces that are
// not closed, and for text that no name can have.
func ParseTemplate(text string) (Template, error) {
	t := Template{stand: "-"}
	literal := ""
	for rest := text; rest != ""; {
		switch {
		case strings.HasPrefix(rest, "{{"), strings.HasPrefix(rest, "}}"):
			literal, rest = literal+rest[:1], rest[2:]
		case rest[0] == '{':
			end := strings.IndexByte(rest, '}')
			if end < 0 {
				return Template{}, fault.New(fault.Invalid, "a brace of the template %q is not closed", text).WithRemedy("Write {card}, and {{ for a brace itself.")
			}
			part, err := parseField(rest[1:end])
			if err != nil {
				return Template{}, err
			}
			t.add(literal)
			t.parts, literal, rest = append(t.parts, part), "", rest[end+1:]
		case rest[0] == '}':
			return Template{}, fault.New(fault.Invalid, "the template %q closes a brace that is not open", text).WithRemedy("Write {card}, and }} for a brace itself.")
		default:
			_, size := utf8.DecodeRuneInString(rest)
			literal, rest = literal+rest[:size], rest[size:]
		}
	}
	t.add(literal)
	return t, t.check(text)
}

func (t *Template) add(literal string) {
	if literal != "" {
		t.parts = append(t.parts, templatePart{text: literal})
	}
}

func parseField(inside string) (templatePart, error) {
	name, format, padded := strings.Cut(inside, ":")
	name = strings.ToLower(strings.TrimSpace(name))
	if !slices.Contains(Fields, name) {
		return templatePart{}, fault.New(fault.Invalid, "a name has no field %q", name).WithRemedy("Choose from {%s}.", strings.Join(Fields, "}, {"))
	}
	part := templatePart{field: name}
	if padded {
		width, err := strconv.Atoi(format)
		if err != nil || width < 1 || width > 9 {
			return templatePart{}, fault.New(fault.Invalid, "%q is no number of digits", format).WithRemedy("Write {%s:02} for at least two.", name)
		}
		part.width = width
	}
	return part, nil
}

// check refuses what no name can have, and finds the sign that stands for such in values.
func (t *Template) check(text string) error {
	between, fields := "", 0
	for _, p := range t.parts {
		between += p.text
		if p.field != "" {
			fields++
		}
	}
	switch {
	case fields == 0:
		return fault.New(fault.Invalid, "the template %q has no field: all copies would have one name", text).WithRemedy("Write at least {card}.")
	case !utf8.ValidString(text) || strings.ContainsFunc(between, forbidden):
		return fault.New(fault.Invalid, "the template %q has a sign that names cannot have on every drive", text).WithRemedy(`Leave out / \ : * ? " < > | and what cannot be printed.`)
	}
	for _, stand := range []string{"-", "~", "+", "="} {
		if t.stand = stand; !strings.Contains(between, stand) {
			break
		}
	}
	return nil
}

// Fill makes a name of values by field. A field without a value is left out with what stands before it (the first with
// what stands behind it). The same values always give the same name; values that differ in nothing a name can have
// give it too, and so may two cards: see Free. It returns invalid where no field has a value.
func (t Template) Fill(values map[string]string) (string, error) {
	var b strings.Builder
	between, empty, skip := "", true, false
	for _, p := range t.parts {
		if p.field == "" {
			if !skip {
				between = p.text
			}
			skip = false
			continue
		}
		value := t.value(p, values[p.field])
		if value == "" {
			if skip = empty; !empty {
				between = ""
			}
			continue
		}
		b.WriteString(between + value)
		between, empty = "", false
	}
	if empty {
		return "", fault.New(fault.Invalid, "nothing is known that the copy could be named after").WithRemedy("Give the card a name with --name, such as A001.")
	}
	return Safe(b.String() + between), nil
}

// value is a value as it may stand in a name: what separates the fields cannot be in it.
func (t Template) value(p templatePart, value string) string {
	value = strings.TrimSpace(value)
	if n, err := strconv.ParseUint(value, 10, 32); err == nil && p.width > 0 {
		value = fmt.Sprintf("%0*d", p.width, n)
	}
	apart := func(r rune) bool {
		if forbidden(r) || unicode.IsSpace(r) {
			return true
		}
		return slices.ContainsFunc(t.parts, func(p templatePart) bool {
			return strings.ContainsRune(p.text, r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
		})
	}
	words := strings.FieldsFunc(printable(value), apart)
	return strings.Trim(strings.Join(words, t.stand), t.stand+".")
}

// Read takes a name apart again. It can where every field had a value and something stands between the fields; the
// values are those that Fill made of its own. ok is false for a name that the template did not make.
func (t Template) Read(name string) (values map[string]string, ok bool) {
	values = map[string]string{}
	whole, field := name, ""
	for _, p := range t.parts {
		if p.field != "" {
			if field != "" {
				return nil, false // nothing stands between two
			}
			field = p.field
			continue
		}
		value, rest, found := strings.Cut(name, p.text)
		if !found || (field == "") != (value == "") {
			return nil, false
		}
		if field != "" && !keep(values, field, value) {
			return nil, false
		}
		name, field = rest, ""
	}
	if (field == "") != (name == "") || (field != "" && !keep(values, field, name)) {
		return nil, false
	}
	again, err := t.Fill(values)
	return values, err == nil && again == whole
}

func keep(values map[string]string, field, value string) bool {
	before, known := values[field]
	values[field] = value
	return !known || before == value
}

// Safe makes a name that a folder can have on every file system: without signs that one of them forbids or hides,
// composed (NFC), not a name of a device, at most NameLength bytes. A name that is cut ends with four digits that
// depend on all of it. What is safe already stays.
func Safe(name string) string {
	name = strings.Map(func(r rune) rune {
		if forbidden(r) {
			return '-'
		}
		return r
	}, printable(name))
	name = strings.TrimLeft(strings.TrimRight(name, " ."), " .~")
	name = strings.TrimSpace(name)
	if name == "" {
		return "card"
	}
	if device(name) {
		name = "_" + name
	}
	return shortened(name, NameLength)
}

// shortened cuts a name between letters.
func shortened(name string, most int) string {
	if len(name) <= most {
		return name
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(name)) // a hash takes everything
	tail := fmt.Sprintf("~%04x", h.Sum32()&0xffff)
	cut := most - len(tail)
	for cut > 0 && !norm.NFC.PropertiesString(name[cut:]).BoundaryBefore() {
		cut--
		for cut > 0 && !utf8.RuneStart(name[cut]) {
			cut--
		}
	}
	for cut > 0 && !utf8.RuneStart(name[cut]) {
		cut--
	}
	return strings.TrimRight(name[:cut], " .") + tail
}

// printable is text composed and without what has no shape: control characters, marks of direction, broken bytes.
func printable(text string) string {
	text = strings.ToValidUTF8(text, "-")
	return norm.NFC.String(strings.Map(func(r rune) rune {
		const joiner, nonJoiner = '\u200d', '\u200c' // they make one sign of several
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r) && r != joiner && r != nonJoiner, unicode.Is(unicode.Co, r), r&0xfffe == 0xfffe, r == utf8.RuneError:
			return -1
		}
		return r
	}, text))
}

// forbidden are the signs that some file system does not have in names.
func forbidden(r rune) bool { return r < ' ' || r == 0x7f || strings.ContainsRune(`/\:*?"<>|`, r) }

// device tells of names that Windows keeps for devices, with whatever extension
// (learn.microsoft.com, Naming Files, Paths, and Namespaces).
func device(name string) bool {
	base, _, _ := strings.Cut(name, ".")
	base = strings.ToUpper(strings.TrimSpace(base))
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	}
	for _, port := range []string{"COM", "LPT"} {
		if number, ok := strings.CutPrefix(base, port); ok && utf8.RuneCountInString(number) == 1 && strings.Contains("0123456789¹²³", number) {
			return true
		}
	}
	return false
}
