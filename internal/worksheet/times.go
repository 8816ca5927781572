package worksheet

import (
	"regexp"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// oneTime is a time as people write it: "9:30", "09.30", "0930", "9h", "9am", "9:30 p.m.", "01:30+1", and in a span "9".
const oneTime = `(?:\d{4}|\d{1,2}(?:[:.h]\d{2}|h)?(?:\s*[aApP]\.?[mM]\b\.?)?(?:\+1)?)`

const spanOfTimes = `(?:from\s+)?(` + oneTime + `)(?:\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b)\s*(` + oneTime + `))?`

var (
	spanAhead  = regexp.MustCompile(`^(?i:` + spanOfTimes + `)(?:[ ,:]+|$)`)
	spanBehind = regexp.MustCompile(`^(.*?[^\s,(])[\s,(]+(?:(?:at|@)\s+)?(?i:` + spanOfTimes + `)\)?$`)
	// counted are words whose numbers are no times: "Scene 11-13".
	counted = regexp.MustCompile(`(?i)(?:^scenes\b.*|\b(?:scene|page|take|day|stage|shot|room|floor|level|chapter|no|number)s?\.?)$`)
	// sceneNext is what follows the one number ahead of a line that is an hour: "9 Scene 2".
	sceneNext  = regexp.MustCompile(`(?i)^scene\b`)
	plainHour  = regexp.MustCompile(`^\d{1,2}$`)
	fourDigits = regexp.MustCompile(`^\d{4}$`)
	detail     = regexp.MustCompile(`(?i)\s(?:with|at|@)\s`)
)

// aTime is a time as somebody wrote it.
type aTime struct {
	clock production.Clock // read on 24 hours, where nothing is said of the half of the day
	bare  bool             // an hour and no more: "9"
	half  bool             // with a.m. or p.m.
	full  bool             // on 24 hours for certain: "09:00", "13"
}

func readTime(text string) aTime {
	t := aTime{bare: plainHour.MatchString(text), half: strings.ContainsAny(text, "aApP")}
	words := colon(text)
	switch {
	case fourDigits.MatchString(text):
		words = text[:2] + ":" + text[2:]
	case t.bare, strings.HasSuffix(words, ":"):
		words = strings.TrimSuffix(words, ":") + ":00"
	}
	t.clock = clockOf(words)
	t.full = strings.HasPrefix(text, "0") || fourDigits.MatchString(text) || t.clock >= 13*hour
	return t
}

// Of a day, in minutes.
const (
	hour     = production.Clock(60)
	halfDay  = 12 * hour
	earliest = 6 * hour // an hour alone before it may be of the afternoon
)

// span is from when to when something happens, as somebody wrote it: "9-10:30", "11-1pm", "22:00-2". What is said of the
// half of the day at one end goes for the other as far as that makes a span that ends after it begins. It returns
// fault.Invalid for times that there are not, and for an hour alone that may be of the night or of the afternoon.
func span(line, from, to string) (start, end production.Clock, err error) {
	a, b := readTime(from), aTime{clock: production.NoClock}
	if to != "" {
		b = readTime(to)
	}
	switch {
	case !a.clock.Known() || to != "" && !b.clock.Known():
		return a.clock, b.clock, fault.New(fault.Invalid, "%q has a time that there is not", line).WithRemedy("Write times as 09:30-11:00.")
	case to == "":
		return a.clock, production.NoClock, nil
	case b.half && !a.half && !a.full:
		if later := a.clock%halfDay + halfDay; later < b.clock || a.clock > b.clock {
			a.clock = later
		}
	case a.bare && a.clock < earliest:
		return a.clock, b.clock, fault.New(fault.Invalid, "%q: %s may be of the night or of the afternoon", line, from).
			WithRemedy("Write %s or %s.", a.clock, a.clock+halfDay)
	}
	if (b.bare || a.half) && !b.half && !b.full && b.clock <= a.clock && b.clock+halfDay > a.clock {
		b.clock += halfDay
	}
	return a.clock, behind(b.clock, a.clock), nil
}

// times takes off a line when it happens, wherever that stands: ahead, behind, or before who is in it and where it is.
func (h *Happening) times(line, rest string) (string, error) {
	if m := spanAhead.FindStringSubmatch(rest); m != nil {
		behind := strings.TrimSpace(rest[len(m[0]):])
		if m[2] != "" || !plainHour.MatchString(m[1]) && !fourDigits.MatchString(m[1]) || sceneNext.MatchString(behind) {
			var err error
			h.Start, h.End, err = span(line, m[1], m[2])
			return behind, err
		}
	}
	if before, is := h.timesBehind(rest); is {
		return before, nil
	}
	if at := detail.FindStringIndex(rest); at != nil {
		if before, is := h.timesBehind(rest[:at[0]]); is {
			return before + rest[at[0]:], nil
		}
	}
	return rest, nil
}

// timesBehind takes times off the end of a text. What cannot be read as times there is left: it may be anything.
func (h *Happening) timesBehind(text string) (before string, is bool) {
	m := spanBehind.FindStringSubmatch(text)
	if m == nil {
		return text, false
	}
	plain := m[3] == "" && (plainHour.MatchString(m[2]) || fourDigits.MatchString(m[2]))
	number := plainHour.MatchString(m[2]) && (m[3] == "" || plainHour.MatchString(m[3])) || fourDigits.MatchString(m[2])
	if plain || number && counted.MatchString(m[1]) {
		return text, false
	}
	start, end, err := span(text, m[2], m[3])
	if err != nil {
		return text, false
	}
	h.Start, h.End = start, end
	return m[1], true
}

// colon writes a time as ParseClock reads it: "9.30" as "9:30", "9 a.m." as "9 am".
func colon(clock string) string {
	if i := strings.IndexAny(clock, "aApP"); i > 0 {
		return colon(clock[:i]) + strings.ReplaceAll(clock[i:], ".", "")
	}
	return strings.NewReplacer(".", ":", "h", ":").Replace(clock)
}
