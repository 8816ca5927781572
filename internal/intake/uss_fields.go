package intake

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/spelling"
)

// ussKeys are the keys that are looked at, in small letters and without "_" and "-" inside: those of
// all versions of the standard, our extensions, and what drifted files have instead. All others are
// passed over; so are "_bts…", with which we write our own work into a schedule.
var ussKeys = keyTable(`id _id uuid guid oid $oid $date $numberlong $numberint $numberdouble
	name title project schedcolor scheddate version ussversion
	breakdowns calendars categories elements stripboards _people
	type kind bannertext banner text comments comment description desc synopsis pages eighths pageeighths scene scenenumber
	scriptpage time duration minutes heading slugline set intext ie daynight dn scriptday unit sequence location cast characters
	_call _wrap _location _note _start _end _closed _cap _unit _estimated _pagesestimated _numbered _repeats
	catid ucid categoryid category elementid boardid castid castnumber elementids
	daysoff events effect date dates startdate enddate from to end start starttime endtime isdayoff isholiday isstart holidays
	_kind _place _scene _gap _imported _character source role character department away
	calendar calendarid boards breakdownids breakdownarrays breakdownid strips isboneyard isrecycle boneyard
	active isactive current selected _days _date number call wrap note estimated works categorytypes`)

func keyTable(keys string) map[string]string {
	table := map[string]string{}
	for key := range strings.FieldsSeq(keys) {
		table[key] = key
	}
	return table
}

// ussFields are the members of an object that are looked at, under their squashed keys.
type ussFields []ussField

type ussField struct {
	key   string
	value jsonspan.Span
}

// fieldsOf finds the fields of an object. Nulls are nothing; of equal keys the last one counts.
func fieldsOf(object jsonspan.Span) ussFields {
	fields := make(ussFields, 0, 6)
	for m := range object.Members() {
		key := squash(m.Key)
		if key == "" || m.Value.Null() {
			continue
		}
		if i := slices.IndexFunc(fields, func(f ussField) bool { return f.key == key }); i >= 0 {
			fields[i].value = m.Value
			continue
		}
		fields = append(fields, ussField{key, m.Value})
	}
	return fields
}

// squash makes keys comparable: breakdownIds, breakdown_ids and BreakdownIDs are one. An underscore
// at the start marks a custom key and stays. A key that is not looked at is "".
func squash(key string) string {
	var plain [40]byte
	n := 0
	for i := range len(key) {
		c := key[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case i > 0 && (c == '_' || c == '-' || c == ' ' || c == '.'):
			continue
		}
		if n == len(plain) {
			return ""
		}
		plain[n] = c
		n++
	}
	return ussKeys[string(plain[:n])]
}

// get is the first of the fields that the object has.
func (f ussFields) get(names ...string) jsonspan.Span {
	for _, name := range names {
		for _, field := range f {
			if field.key == name {
				return field.value
			}
		}
	}
	return jsonspan.Span{}
}

// text is the first of the fields that has a text. Numbers are texts, lists are joined.
func (f ussFields) text(names ...string) string {
	for _, name := range names {
		if text := spanText(f.get(name)); text != "" {
			return text
		}
	}
	return ""
}

// id is the object's own id, or under other names a reference.
func (f ussFields) id(names ...string) string {
	if len(names) == 0 {
		names = []string{"id", "_id", "uuid", "guid"}
	}
	for _, name := range names {
		if id := idOf(f.get(name)); id != "" {
			return id
		}
	}
	return ""
}

// number is the first of the fields that reads as a number.
func (f ussFields) number(names ...string) (value float64, ok bool) {
	for _, name := range names {
		if v, err := strconv.ParseFloat(strings.TrimSpace(f.text(name)), 64); err == nil && math.Abs(v) < 1e15 {
			return v, true
		}
	}
	return 0, false
}

// flag is a truth value, also as text or number; given tells false from nothing.
func (f ussFields) flag(names ...string) (yes, given bool) {
	v := f.get(names...)
	return isYes(spanText(v)), !v.Null()
}

// longText is where a text is cut, in bytes. No comment on a scene is as long.
const longText = 20000

// spanText is a value as text: a trimmed string, a number as people write it, a list with commas, of an
// object its name or what extended JSON wraps ({"$date": …}).
func spanText(v jsonspan.Span) string {
	switch v.Kind() {
	case '{':
		return fieldsOf(v).text("$date", "$oid", "$numberlong", "$numberint", "$numberdouble", "name")
	case '[':
		return joinLeaves(v)
	case '"':
		return cutLong(strings.TrimSpace(v.Text()))
	}
	return calmNumber(v.Text())
}

func cutLong(text string) string {
	if len(text) <= longText {
		return text
	}
	end := longText
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// joinLeaves joins the texts of a list: scene ["1", "2"] is "1, 2".
func joinLeaves(v jsonspan.Span) string {
	var texts []string
	for leaf := range v.Leaves() {
		if text := scalar(leaf); text != "" {
			texts = append(texts, text)
		}
		if len(texts) == 100 {
			break
		}
	}
	return cutLong(strings.Join(texts, ", "))
}

// scalar is the text of a value that is neither a list nor an object.
func scalar(v jsonspan.Span) string {
	if v.Kind() == '"' {
		return cutLong(strings.TrimSpace(v.Text()))
	}
	return calmNumber(v.Text())
}

// calmNumber writes 12.0 as 12 and 1e3 as 1000; what is no number stays, and so do numbers that no
// one can read.
func calmNumber(text string) string {
	if !strings.ContainsAny(text, ".eE") || len(text) > 30 {
		return cutLong(text)
	}
	if v, err := strconv.ParseFloat(text, 64); err == nil && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return text
}

// idOf is an id or a reference: a text, a number, {"$oid": …}, or an object with an id of its own.
func idOf(v jsonspan.Span) string {
	switch v.Kind() {
	case '{':
		return fieldsOf(v).text("$oid", "id", "_id", "uuid", "guid")
	case '[':
		for leaf := range v.Leaves() {
			return scalar(leaf)
		}
		return ""
	}
	return scalar(v)
}

// eachObject visits the objects of a list, also in lists within it; a single object is a list of one,
// and in an object of objects the keys are their ids. Visiting ends when visit is false. Values that
// are no objects are left out with one warning.
func (r *ussReader) eachObject(v jsonspan.Span, visit func(id string, object jsonspan.Span) bool) {
	if holdsObjects(v) {
		for m := range v.Members() {
			if !visit(m.Key, m.Value) {
				return
			}
		}
		return
	}
	var skipped refCount
	for leaf := range v.Leaves() {
		if leaf.Kind() != '{' {
			skipped.add(leaf)
			continue
		}
		if !visit("", leaf) {
			return
		}
	}
	if skipped.n > 0 {
		r.warn(skipped.first, "%d entries that are no objects were left out", skipped.n)
	}
}

// holdsObjects reports an object whose members are objects: a list by id.
func holdsObjects(v jsonspan.Span) bool {
	n := 0
	for m := range v.Members() {
		if m.Value.Kind() != '{' || m.Key == "$oid" || m.Key == "_id" || m.Key == "id" {
			return false
		}
		n++
	}
	return n > 0
}

// isYes reads a truth value in the words that people put into tables.
func isYes(s string) bool {
	switch spelling.Key(s) {
	case "true", "yes", "y", "x", "1", "closed", "ja", "j", "oui", "o", "si", "s", "sim", "kylla", "tak":
		return true
	}
	return false
}
