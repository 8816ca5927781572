package correction

import "github.com/btsdirector/bts/internal/production"

// span is the two times of a unit's day, a strip or an event.
type span struct {
	start, end *production.Clock
	estimated  *bool // our day model's mark for both together; nil where times are never estimated
}

func unitSpan(t thing) span  { return span{&t.unit.Call, &t.unit.Wrap, &t.unit.Estimated} }
func stripSpan(t thing) span { return span{&t.strip.Start, &t.strip.End, &t.strip.Estimated} }
func eventSpan(t thing) span { return span{&t.event.Start, &t.event.End, nil} }

// plausible reports that the end is not before the start and does not stand without one.
func plausible(start, end production.Clock) bool {
	return !end.Known() || start.Known() && start <= end
}

// settle makes a span plausible after one or both of its ends were corrected, and reports whether it
// is. before are the paper's times. Where the other end is an estimate it gives way and the length
// stays, since the estimate came from the time that was wrong.
//
// The mark of an estimate covers both times, so it goes only when both are corrected: one correction
// must not make the paper's word of our estimate of the other.
func (s span) settle(before [2]production.Clock, corrected [2]bool) bool {
	guessed := s.estimated != nil && *s.estimated
	if corrected[0] && corrected[1] && s.estimated != nil {
		*s.estimated = false
	}
	if plausible(*s.start, *s.end) {
		return true
	}
	if guessed && corrected[0] != corrected[1] && before[0].Known() && before[1] >= before[0] {
		long := before[1] - before[0]
		if corrected[0] {
			*s.end = *s.start + long
		} else {
			*s.start = max(0, *s.end-long)
		}
	}
	return plausible(*s.start, *s.end)
}
