package library

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// filter is one that a question can have.
type filter struct {
	name    string
	choices []string // all values that there are, nil for any
	ranges  bool     // takes <, > and ..
	common  bool     // see Clause
	read    func(text string) error
	need    func(v Value, days map[int]production.Date) ([]Term, error)
}

// The choices of filters that have some.
var (
	kindChoices    = []string{"video", "audio", "still", "document", "interview", "timelapse"}
	verdictChoices = []string{string(First), string(Second), string(Kill), none}
	hasChoices     = []string{"caption", "people", "moment", "scene", "transcript", "proxy", "release", "note", "gps", "tag", "marks"}
	isChoices      = []string{"broken", "unmatched"}
)

// filters are all filters by the names that people may write.
var filters = map[string]*filter{}

func init() {
	for _, f := range []*filter{
		{name: "kind", common: true, choices: kindChoices, need: choice(markKind)}, {name: "verdict", common: true, choices: verdictChoices, need: choice(markVerdict)},
		{name: "has", common: true, choices: hasChoices, need: choice(markHas)}, {name: "is", common: true, choices: isChoices, need: choice(markIs)},
		{name: "day", ranges: true, read: readDay, need: needDay}, {name: "taken", ranges: true, read: readTaken, need: needTaken},
		{name: "rating", common: true, ranges: true, read: readRating, need: needRating}, {name: "dur", common: true, ranges: true, read: readLength, need: needLength},
		{name: "fps", common: true, ranges: true, read: readRate, need: needRate},
		{name: "person", need: wordsOf(markPerson)}, {name: "scene", need: wordsOf(markScene)}, {name: "moment", need: wordsOf(markMoment)},
		{name: "place", need: wordsOf(markPlace)}, {name: "camera", need: wordsOf(markCamera)}, {name: "card", need: wordsOf(markCard)},
		{name: "tag", need: wordsOf(markTag)}, {name: "by", need: wordsOf(markBy)},
	} {
		filters[f.name] = f
	}
	filters["pick"] = filters["verdict"]
}

// Filters are the names of all filters.
func Filters() []string { return slices.Sorted(maps.Keys(filters)) }

func filterNames() string {
	names := Filters()
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// check reports a value that the filter cannot take.
func (f *filter) check(v Value) *fault.Error {
	empty := v.Text == "" && (v.Op != ".." || v.To == "")
	switch {
	case empty && len(f.choices) > 0:
		return fault.New(fault.Invalid, "%s: wants a value", f.name).WithRemedy("There are %s.", strings.Join(f.choices, ", "))
	case empty:
		return fault.New(fault.Invalid, "%s: wants a value", f.name).WithRemedy("Write it without a space: %s", examples[f.name])
	case v.Op != "" && !f.ranges:
		return fault.New(fault.Invalid, "%s: has no order to compare by", f.name).WithRemedy("Write it as: %s", examples[f.name])
	case len(f.choices) > 0 && !slices.Contains(f.choices, strings.ToLower(v.Text)):
		return fault.New(fault.Invalid, "%s: knows no %q", f.name, v.Text).WithRemedy("There are %s.", strings.Join(f.choices, ", "))
	case f.read == nil && len(f.choices) == 0 && len(tokens(v.Text)) == 0:
		return fault.New(fault.Invalid, "%s: wants a word", f.name).WithRemedy("Write it as: %s", examples[f.name])
	}
	for _, text := range []string{v.Text, v.To} {
		if text != "" && f.read != nil {
			if err := f.read(text); err != nil {
				return fault.New(fault.Invalid, "%s: cannot be read from %q", f.name, text).WithRemedy("Write it as: %s", examples[f.name])
			}
		}
	}
	if v.Op != "" && v.Text == none {
		return fault.New(fault.Invalid, "%s: none has no order to compare by", f.name).WithRemedy("Write it as: %s:none", f.name)
	}
	return nil
}

// examples of each filter, for whoever wrote one wrong.
var examples = map[string]string{
	"day": "day:3, day:3..5, day:2026-05-12 or day:none", "taken": "taken:2026-05, taken:>2026-05-12 or taken:2026-05-12..2026-05-14", "rating": "rating:4, rating:>3 or rating:2..4",
	"dur": "dur:>30s, dur:<2m, dur:1:30 or dur:10s..1m", "fps": "fps:25, fps:23.976 or fps:>50", "person": `person:mara or person:"Mara Lind"`, "scene": "scene:12A or scene:none",
	"moment": "moment:storm or moment:none", "place": "place:harbour", "camera": "camera:fx3", "card": "card:A003", "tag": "tag:funny or tag:none", "by": "by:nora",
	"kind": "kind:video", "verdict": "verdict:first", "has": "has:people", "is": "is:broken",
}

// choice is a filter with a mark for each value.
func choice(sort string) func(Value, map[int]production.Date) ([]Term, error) {
	return func(v Value, _ map[int]production.Date) ([]Term, error) {
		return []Term{{Words: []string{mark(sort, strings.ToLower(v.Text))}}}, nil
	}
}

// wordsOf is a filter of whose value every word must be there.
func wordsOf(sort string) func(Value, map[int]production.Date) ([]Term, error) {
	return func(v Value, _ map[int]production.Date) ([]Term, error) {
		var t Term
		for _, word := range tokens(v.Text) {
			t.Words = append(t.Words, mark(sort, word))
		}
		return []Term{t}, nil
	}
}

// anyOf is a term for each mark.
func anyOf(marks []string) []Term {
	out := make([]Term, len(marks))
	for i, m := range marks {
		out[i] = Term{Words: []string{m}}
	}
	return out
}

// span turns a comparison into a range of whole numbers, both ends included.
func (v Value) span(most int64, number func(text string) (low, high int64)) (low, high int64) {
	if v.Op == ".." {
		low, high = 0, most
		if v.Text != "" {
			low, _ = number(v.Text)
		}
		if v.To != "" {
			_, high = number(v.To)
		}
		return low, high
	}
	low, high = number(v.Text)
	switch v.Op {
	case "<":
		return 0, low - 1
	case "<=":
		return 0, high
	case ">":
		return high + 1, most
	case ">=":
		return low, most
	}
	return low, high
}

func readRating(text string) error {
	if n, err := strconv.Atoi(text); err != nil || n < 0 || n > 5 {
		return fmt.Errorf("no rating")
	}
	return nil
}

func needRating(v Value, _ map[int]production.Date) ([]Term, error) {
	low, high := v.span(5, func(text string) (int64, int64) { n, _ := strconv.ParseInt(text, 10, 64); return n, n })
	var out []Term
	for n := low; n <= min(high, 5); n++ {
		out = append(out, Term{Words: []string{mark(markRating, strconv.FormatInt(n, 10))}})
	}
	return out, nil
}

// lengthOf reads "30", "30s", "1.5m", "2h", "1:30" or "1:02:03" in tenths of a second.
func lengthOf(text string) (int64, error) {
	if parts := strings.Split(text, ":"); len(parts) > 1 {
		total := 0.0
		for _, p := range parts {
			n, err := strconv.ParseFloat(p, 64)
			if err != nil || n < 0 || len(parts) > 3 {
				return 0, fmt.Errorf("no length")
			}
			total = total*60 + n
		}
		return int64(min(total*10, numberMost)), nil
	}
	unit := 1.0
	for suffix, is := range map[string]float64{"ms": 0.001, "s": 1, "m": 60, "min": 60, "h": 3600} {
		if number, ok := strings.CutSuffix(text, suffix); ok && number != "" && strings.ContainsAny(number[len(number)-1:], "0123456789.") {
			text, unit = number, is
			break
		}
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || !(n >= 0) {
		return 0, fmt.Errorf("no length")
	}
	return int64(min(n*unit*10, numberMost)), nil
}

func readLength(text string) error { _, err := lengthOf(text); return err }

// needLength: a length that is told in seconds means all of that second, one in tenths that tenth.
func needLength(v Value, _ map[int]production.Date) ([]Term, error) {
	low, high := v.span(numberMost, func(text string) (int64, int64) {
		n, _ := lengthOf(text)
		if v.Op == "" && n%10 == 0 {
			return n, n + 9
		}
		return n, n
	})
	return anyOf(between(markLasts, low, high)), nil
}

func readRate(text string) error {
	if n, err := strconv.ParseFloat(text, 64); err != nil || !(n >= 0) || n > 10000 {
		return fmt.Errorf("no rate")
	}
	return nil
}

// needRate counts in thousandths of a frame; 23.98 is what people write for 23.976.
func needRate(v Value, _ map[int]production.Date) ([]Term, error) {
	low, high := v.span(numberMost, func(text string) (int64, int64) {
		n, _ := strconv.ParseFloat(text, 64)
		whole := int64(n*1000 + 0.5)
		if _, decimals, _ := strings.Cut(text, "."); len(decimals) == 2 {
			return whole - 5, whole + 4
		}
		return whole, whole
	})
	return anyOf(between(markRate, low, high)), nil
}

func readDay(text string) error {
	if text == none {
		return nil
	}
	if n, err := strconv.Atoi(text); err == nil && n >= 0 && n < 10000 {
		return nil
	}
	_, err := production.ParseDate(text)
	return err
}

// mostDays is how many days of a shoot a range is told by; more are told by every day that there is.
const mostDays = 400

func needDay(v Value, days map[int]production.Date) ([]Term, error) {
	if v.Text == none {
		return []Term{{Words: []string{mark(markDay, none)}}}, nil
	}
	from, to, err := dates(v, func(text string) (production.Date, production.Date, error) {
		n, notNumber := strconv.Atoi(text)
		if notNumber != nil {
			return production.Date(text), production.Date(text), nil //nolint:nilerr // the error is answered by what is returned
		}
		if days[n] == "" {
			return "", "", fault.New(fault.Invalid, "there is no day %d in the schedule", n).WithRemedy("Write the day by its date: day:2026-05-12")
		}
		return days[n], days[n], nil
	})
	if err != nil {
		return nil, err
	}
	return anyOf(dayMarks(markDay, from, to, days)), nil
}

// dayMarks are the days of a range; where it is open or very long, those that the schedule has.
func dayMarks(sort string, from, to production.Date, days map[int]production.Date) []string {
	var out []string
	if from != "" && to != "" && to.DaysSince(from) < mostDays {
		for d := from; d <= to; d = d.AddDays(1) {
			out = append(out, mark(sort, compact(string(d))))
		}
		return out
	}
	for _, d := range slices.Sorted(maps.Values(days)) {
		if d >= from && (to == "" || d <= to) {
			out = append(out, mark(sort, compact(string(d))))
		}
	}
	return slices.Compact(out)
}

// dates are the ends of a range, both included, "" for open.
func dates(v Value, read func(text string) (first, last production.Date, err error)) (from, to production.Date, err error) {
	if v.Text != "" {
		if from, to, err = read(v.Text); err != nil {
			return "", "", err
		}
	}
	switch v.Op {
	case "<":
		return "", from.AddDays(-1), nil
	case "<=":
		return "", to, nil
	case ">":
		return to.AddDays(1), "", nil
	case ">=":
		return from, "", nil
	case "..":
		to = ""
		if v.To != "" {
			_, to, err = read(v.To)
		}
	}
	return from, to, err
}

// takenOf reads a year, month or day.
func takenOf(text string) (first, last production.Date, err error) {
	for _, layout := range []struct {
		is                  string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if at, err := time.Parse(layout.is, text); err == nil {
			return production.DateOf(at), production.DateOf(at.AddDate(layout.years, layout.months, layout.days).AddDate(0, 0, -1)), nil
		}
	}
	return "", "", fmt.Errorf("no date")
}

func readTaken(text string) error { _, _, err := takenOf(text); return err }

// needTaken tells a range by years, months and days, so that each is a few marks.
func needTaken(v Value, _ map[int]production.Date) ([]Term, error) {
	from, to, err := dates(v, takenOf)
	if err != nil {
		return nil, err
	}
	if from == "" {
		from = "1900-01-01"
	}
	if to == "" {
		to = "2199-12-31"
	}
	var out []string
	for d := from; d <= to; {
		switch {
		case d[5:] == "01-01" && d[:4]+"-12-31" <= to:
			out = append(out, mark(markTaken, string(d[:4])))
			_, last, _ := takenOf(string(d[:4]))
			d = last.AddDays(1)
		case d[8:] == "01" && lastOf(d[:7]) <= to:
			out = append(out, mark(markTaken, compact(string(d[:7]))))
			d = lastOf(d[:7]).AddDays(1)
		default:
			out = append(out, mark(markTaken, compact(string(d))))
			d = d.AddDays(1)
		}
	}
	return anyOf(out), nil
}

func lastOf(month production.Date) production.Date {
	_, last, _ := takenOf(string(month))
	return last
}
