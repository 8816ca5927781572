package ical

import (
	"slices"
	"strings"
	"time"
)

// prepare reads what limits the series and what is taken out of it.
func (s *series) prepare() {
	m := s.master
	s.from, s.to = m.start.Wall, s.layout.To
	from := s.layout.From
	if m.lasts.days > 0 || m.lasts.hours > 0 { // what is still going on then counts
		from = from.AddDate(0, 0, -m.lasts.days).Add(time.Second - m.lasts.hours)
	}
	if !s.layout.From.IsZero() && from.After(s.from) {
		s.from = from
	}
	if !s.to.IsZero() {
		s.to = midnight(s.to).Add(day - time.Second)
	}
	s.lengths, s.out, s.outDays = map[time.Time]span{}, map[time.Time]bool{}, map[time.Time]bool{}
	for p := range m.fields.FindAll("EXDATE") {
		for one := range strings.SplitSeq(p.Value, ",") {
			id, ok := s.moment(p, one, m.in.utc)
			switch {
			case !ok && strings.TrimSpace(one) != "":
				s.problem(int(p.Line), "%q is not a date or time and was left out", brief(one))
			case ok && !id.Timed:
				s.outDays[id.Wall] = true
			case ok:
				s.out[s.reading(id)] = true
			}
		}
	}
	for p := range m.fields.FindAll("EXRULE") {
		s.rule(p, func(t time.Time) bool {
			s.out[t] = true
			return len(s.out) < 10*maxOccurrences
		})
	}
}

// occurrences are the readings for which the series has an occurrence, in order.
func (s *series) occurrences() []time.Time {
	m := s.master
	var all []time.Time
	past := false // the rule ends before it begins
	for p := range m.fields.FindAll("RRULE") {
		n := 0
		ends := s.rule(p, func(t time.Time) bool {
			if s.excluded(t) {
				return true
			}
			if n++; n > maxOccurrences {
				s.problem(int(p.Line), "the event (%q) repeats more than %d times; the rest was left out", brief(m.fields.Text("SUMMARY")), maxOccurrences)
				return false
			}
			all = append(all, t)
			return true
		})
		past = past || !ends.IsZero() && ends.Before(m.start.Wall)
	}
	all = append(all, s.dates()...)
	if !past {
		all = append(all, m.start.Wall)
	} else if len(all) == 0 {
		s.problem(int(m.fields.Line), "the event (%q) repeats until a date before it begins and was left out", brief(m.fields.Text("SUMMARY")))
	}
	all = slices.DeleteFunc(all, func(t time.Time) bool { return !s.wanted(t) || s.excluded(t) })
	slices.SortFunc(all, time.Time.Compare)
	return slices.CompactFunc(all, time.Time.Equal)
}

// rule lays out one RRULE or EXRULE and gives the rule's own end, zero without one.
func (s *series) rule(p *Property, yield func(time.Time) bool) (ends time.Time) {
	m := s.master
	if strings.TrimSpace(p.Value) == "" {
		return ends
	}
	r, odd, err := parseRule(p.Value)
	if err == nil && r.freq < daily && !m.start.Timed {
		s.problem(int(p.Line), "an event of whole days cannot repeat within a day; the rule was left out")
		return ends
	}
	if err != nil {
		s.problem(int(p.Line), "%v; it was left out", err)
		return ends
	}
	odd = slices.DeleteFunc(odd, func(part string) bool {
		return strings.EqualFold(part, "RSCALE=GREGORIAN") || strings.HasPrefix(strings.ToUpper(part), "SKIP=")
	})
	if len(odd) > 0 {
		s.problem(int(p.Line), "parts of the rule for repeating were left out: %s. Check the dates", brief(strings.Join(odd, "; ")))
	}
	ends = r.end(m.zone, m.start.Timed)
	to := s.to
	if to.IsZero() {
		if to = m.start.Wall.AddDate(openYears, 0, 0); r.bounded || r.count > 0 {
			to = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
		}
	}
	steps := min(seriesSteps, s.steps)
	before := steps
	if !r.expand(m.start.Wall, s.from, to, ends, &steps).each(yield) {
		s.problem(int(p.Line), "the rule %q repeats too often or hardly ever; its later dates were left out", brief(p.Value))
	}
	s.steps -= before - max(steps, 0)
	return ends
}

// dates are the readings of RDATE; those with an end of their own are remembered.
func (s *series) dates() []time.Time {
	m := s.master
	var all []time.Time
	for p := range m.fields.FindAll("RDATE") {
		for one := range strings.SplitSeq(p.Value, ",") {
			begin, end, isPeriod := strings.Cut(one, "/")
			id, ok := s.moment(p, begin, m.in.utc)
			if !ok {
				if strings.TrimSpace(one) != "" {
					s.problem(int(p.Line), "%q is not a date or time and was left out", brief(one))
				}
				continue
			}
			wall := s.reading(id)
			if !id.Timed && m.start.Timed { // a date alone: at the usual hour
				wall = id.Wall.Add(m.start.Wall.Sub(midnight(m.start.Wall)))
			}
			all = append(all, wall)
			if isPeriod && m.start.Timed {
				s.lengths[wall] = s.periodLength(p, id, end)
			}
		}
	}
	return all
}

// periodLength is how long a period of RDATE lasts; unreadable ones last as long as the event.
func (s *series) periodLength(p *Property, begin Moment, end string) span {
	if lasts, ok := parseSpan(end); ok && lasts.days >= 0 && lasts.hours >= 0 {
		return lasts
	}
	m := s.master
	if to, ok := s.moment(p, end, m.in.utc); ok && to.Timed && s.reading(to).After(s.reading(begin)) {
		return span{hours: s.reading(to).Sub(s.reading(begin)), wall: true, known: true}
	}
	return m.lasts
}
