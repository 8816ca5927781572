package revise

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/ical"
	"github.com/btsdirector/bts/internal/production"
)

// wholeCalendar replaces what is known from the calendar. A UID names an event wherever it stands: what
// files of other calendars had of these events comes under this calendar, with its ids. Two calendars
// that are both fetched keep what they share.
func (m *merger) wholeCalendar(c intake.Calendar) {
	says := spokenIn(c)
	fresh := m.withoutFetched(c)
	var known, adopted, others []production.Event
	for _, e := range m.facts.Events {
		_, said := says.of(e)
		switch {
		case e.Calendar == c.Key:
			known = append(known, e)
		case said && e.Calendar != "" && !m.live[e.Calendar] && ical.Named(e.UID):
			e.Calendar = c.Key
			adopted = append(adopted, e)
		default:
			others = append(others, e)
		}
	}
	m.facts.Events = append(others, exchange(append(known, adopted...), fresh)...)
}

// withoutFetched are the events of the calendar. One in a file leaves out those that a calendar has which
// is fetched: that one is newer every hour.
func (m *merger) withoutFetched(c intake.Calendar) []production.Event {
	if m.live[c.Key] {
		return c.Events
	}
	fetched := map[string]bool{}
	for _, e := range m.facts.Events {
		if m.live[e.Calendar] && ical.Named(e.UID) {
			fetched[e.UID] = true
		}
	}
	fresh := slices.DeleteFunc(slices.Clone(c.Events), func(e production.Event) bool { return fetched[e.UID] })
	switch n := len(c.Events) - len(fresh); {
	case n == 1:
		m.warn("one event of this calendar was left out: it is in a calendar that is fetched, which speaks for it")
	case n > 1:
		m.warn("%d events of this calendar were left out: they are in a calendar that is fetched, which speaks for them", n)
	}
	return fresh
}

// recognised gives a whole calendar without a name the key of the known one that it is: the one of the
// same maker, and without a name as well, with which it shares most UIDs, and at least half of those
// of the smaller one; two calendars may share an event or two, for guests have it as well. A calendar that
// is none of them gets a key of its own, by its UIDs.
func (m *merger) recognised(c intake.Calendar) intake.Calendar {
	if !c.Nameless {
		return c
	}
	maker := c.Key + " #"
	uids := uidsOf(c)
	known := map[string]map[string]bool{}
	for _, e := range m.facts.Events {
		if strings.HasPrefix(e.Calendar, maker) {
			if known[e.Calendar] == nil {
				known[e.Calendar] = map[string]bool{}
			}
			known[e.Calendar][e.UID] = true
		}
	}
	c.Key = closest(known, uids)
	if c.Key == "" {
		c.Key = newKey(maker, uids, known)
	}
	c.Events = slices.Clone(c.Events)
	for i := range c.Events {
		c.Events[i].Calendar = c.Key
	}
	return c
}

// closest is the key of the known calendar that shares most of the UIDs, "" where none shares enough.
func closest(known map[string]map[string]bool, uids map[string]bool) string {
	best, most := "", 0
	for _, key := range slices.Sorted(maps.Keys(known)) {
		shared := 0
		for uid := range known[key] {
			if uids[uid] {
				shared++
			}
		}
		if shared > most && 2*shared >= min(len(uids), len(known[key])) {
			best, most = key, shared
		}
	}
	return best
}

// newKey is a key that no known calendar has.
func newKey(maker string, uids map[string]bool, known map[string]map[string]bool) string {
	hash := fnv.New64a()
	for _, uid := range slices.Sorted(maps.Keys(uids)) {
		hash.Write([]byte(uid + "\n"))
	}
	first := maker + strconv.FormatUint(hash.Sum64(), 36)
	key := first
	for n := 2; known[key] != nil; n++ {
		key = fmt.Sprint(first, "-", n)
	}
	return key
}

// uidsOf are the UIDs of which a calendar speaks.
func uidsOf(c intake.Calendar) map[string]bool {
	uids := map[string]bool{}
	for o := range spokenIn(c) {
		uids[o.UID] = true
	}
	return uids
}
