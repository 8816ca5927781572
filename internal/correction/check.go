package correction

import (
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Read is what facts say for a field, as people write it. A value that no paper says and only we
// estimate begins with EstimateMark. It returns fault.NotFound for a field or a thing that is not there.
func Read(facts production.Facts, what What, target, part, name string) (string, error) {
	f, err := fieldOf(what, name)
	if err != nil {
		return "", err
	}
	t, err := find(&facts, what, target, part, f)
	if err != nil {
		return "", err
	}
	return f.said(t), nil
}

// said is the field's text with the mark of an estimate.
func (f field) said(t thing) string {
	if f.estimated(t) {
		return EstimateMark + f.get(t)
	}
	return f.get(t)
}

// estimated reports that no paper says the field's value.
func (f field) estimated(t thing) bool { return f.guess != nil && f.guess(t) && f.get(t) != "" }

// Check reports whether a correction can be accepted. The facts are those that are shown, with all other
// corrections applied, so that a start can be corrected after its end was.
//
// It returns fault.NotFound for a field or a thing that is not there, and fault.Invalid for a value that
// cannot be, that would put an end before its start, or that changes nothing.
func Check(facts production.Facts, c Correction) error {
	f, err := fieldOf(c.What, c.Field)
	if err != nil {
		return err
	}
	t, err := find(&facts, c.What, c.Target, c.Part, f)
	if err != nil {
		return err
	}
	v, err := f.read(c.Value)
	if err != nil {
		return err
	}
	if !utf8.ValidString(c.Note) || utf8.RuneCountInString(c.Note) > longestText || strings.ContainsFunc(c.Note, oddRune) {
		return fault.New(fault.Invalid, "the reason is longer than %d characters or holds some that cannot be shown", longestText).WithRemedy("Say it in a few words.")
	}
	own := t.alone()
	f.set(own, v)
	if said := f.get(t); !f.estimated(t) && f.same(said, f.get(own)) {
		return fault.New(fault.Invalid, "%s is %q already", f.Label, shorten(said)).WithRemedy("Nothing needs correcting.")
	}
	return f.checkSpan(own, t)
}

// checkSpan refuses a time that puts an end before its start.
func (f field) checkSpan(own, before thing) error {
	if f.time == nil {
		return nil
	}
	at, was := f.time(own), f.time(before).span
	if at.span.settle([2]production.Clock{*was.start, *was.end}, [2]bool{!at.last, at.last}) {
		return nil
	}
	first, last := "start", "end"
	if f.Of == OfUnit {
		first, last = "call", "wrap"
	}
	if !at.span.start.Known() {
		return fault.New(fault.Invalid, "the %s %s would stand without a %s", last, at.span.end, first).WithRemedy("Correct the %s first.", first)
	}
	return fault.New(fault.Invalid, "the %s %s lies before the %s %s", last, at.span.end, first, at.span.start).
		WithRemedy("Write a time after midnight with +1, for example 00:30+1, or correct the other time first.")
}
