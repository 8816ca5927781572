package ical

import (
	"regexp"
	"strings"
	"time"
)

// maxZones is how many different zones of a file are looked up; a calendar of the whole world has 400.
const maxZones = 600

// maxMisses is how many names of a file are looked up in vain, a few for each unknown zone.
const maxMisses = 200

// zones finds the time zones that a file names.
type zones struct {
	base    *time.Location        // the reader's, for what cannot be found
	defined map[string]*Component // the VTIMEZONEs of the file
	found   map[string]*time.Location
	problem func(line int, format string, args ...any)
	laidOut int // changes of clocks of all the zones that the file defines
	misses  int // names looked up in vain
}

// find is the zone of a TZID. It never fails: an unknown zone is the reader's own, with a problem
// for its first line.
func (z *zones) find(tzid string, line int) *time.Location {
	tzid = strings.Trim(strings.TrimSpace(tzid), `"`)
	if tzid == "" {
		return nil
	}
	if loc, ok := z.found[tzid]; ok {
		return loc
	}
	if len(z.found) >= maxZones {
		return z.base
	}
	loc := z.look(tzid, line)
	if loc == nil {
		z.problem(line, "the time zone %q is not known; its times are taken for %s. Check them", brief(tzid), z.base)
		loc = z.base
	}
	z.found[tzid] = loc
	return loc
}

// look tries the names that are surely meant first: IANA, Windows, the file's own definition, and
// then what a name lets guess.
func (z *zones) look(tzid string, line int) *time.Location {
	if loc := z.known(tzid); loc != nil {
		return loc
	}
	if c := z.defined[tzid]; c != nil {
		if loc := z.known(c.Text("X-LIC-LOCATION")); loc != nil {
			return loc
		}
		if loc := z.observed(c); loc != nil {
			return loc
		}
		z.problem(int(c.Line), "the time zone %q is defined without a usable rule", brief(tzid))
	}
	return z.guess(tzid, line)
}

// known is the zone of an IANA name, also behind a program's prefix, or of a Windows name.
func (z *zones) known(tzid string) *time.Location {
	if loc := z.load(tzid); loc != nil {
		return loc
	}
	if strings.Contains(tzid, "/") { // "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin"
		parts := strings.Split(tzid, "/")
		for keep := min(3, len(parts)-1); keep >= 1; keep-- {
			if loc := z.load(strings.Join(parts[len(parts)-keep:], "/")); loc != nil {
				return loc
			}
		}
	}
	name := strings.ToUpper(strings.Join(strings.Fields(tzid), " "))
	for _, try := range []string{name, strings.TrimRight(name, " 0123456789"), strings.Replace(name, "DAYLIGHT", "STANDARD", 1)} {
		if loc := z.load(windowsZones[try]); loc != nil {
			return loc
		}
	}
	return nil
}

// load is an IANA zone by its name, whatever its case, nil for any other text.
func (z *zones) load(name string) *time.Location {
	name = strings.TrimSpace(name)
	if name == "" || strings.EqualFold(name, "Local") {
		return nil
	}
	if full, ok := zoneWords[strings.ToUpper(name)]; ok {
		name = full
	}
	if loc := z.exact(name); loc != nil {
		return loc
	}
	if other := titled(name); other != name {
		return z.exact(other)
	}
	return nil
}

// zoneName is how the names of zones look; those without a "/" are short ("Singapore").
var zoneName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+_/-]{1,39}$`)

// exact is the zone of exactly that name. Looking for one in vain is slow, and a file may have many
// unknown ones.
func (z *zones) exact(name string) *time.Location {
	if z.misses > maxMisses || !zoneName.MatchString(name) || len(name) > 12 && !strings.Contains(name, "/") {
		return nil
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		z.misses++
		return nil
	}
	return loc
}

// titled writes "europe/berlin" and "AMERICA/NEW YORK" as the zones are written.
func titled(name string) string {
	out := []byte(strings.ReplaceAll(strings.ToLower(name), " ", "_"))
	for i := range out {
		if (i == 0 || strings.IndexByte("/_-", out[i-1]) >= 0) && out[i] >= 'a' && out[i] <= 'z' {
			out[i] -= 'a' - 'A'
		}
	}
	return string(out)
}

var (
	offsetName = regexp.MustCompile(`(?i)^\(?(?:UTC|GMT|Z)?\s*([+-]\d{1,2})(?::?(\d{2}))?\)?\s*(.*)$`)
	zeroName   = regexp.MustCompile(`(?i)^\((?:UTC|GMT)\)\s*(.*)$`)
	nameSplit  = regexp.MustCompile(`[,;/()]`)
)

// areas are where cities of display names are looked for.
var areas = []string{"Europe", "America", "Asia", "Australia", "Africa", "Pacific", "Atlantic", "Indian", "America/Argentina"}

// guess reads display names: "(UTC+01:00) Amsterdam, Berlin" by their cities where one keeps the
// offset, and else by the offset alone.
func (z *zones) guess(tzid string, line int) *time.Location {
	if loc := z.load(zoneWords[strings.ToUpper(tzid)]); loc != nil {
		return loc
	}
	offset, words, stated := 0, tzid, false
	if m := offsetName.FindStringSubmatch(tzid); m != nil {
		text := m[1]
		if len(text) == 2 {
			text = text[:1] + "0" + text[1:]
		}
		offset, stated = parseOffset(text + m[2])
		words = m[3]
	} else if m := zeroName.FindStringSubmatch(tzid); m != nil {
		words, stated = m[1], true
	}
	for i, word := range nameSplit.Split(words, 8) {
		word = strings.TrimSpace(word)
		if loc := z.ofWord(word); loc != nil && (!stated || hasOffset(loc, offset)) && i < 8 {
			z.problem(line, "the time zone %q is read as %s", brief(tzid), loc)
			return loc
		}
	}
	if !stated {
		return nil
	}
	loc := fixedZone(offset)
	z.problem(line, "the time zone %q is read as %s the whole year", brief(tzid), loc)
	return loc
}

// ofWord is the zone of "Eastern Time" or of a city.
func (z *zones) ofWord(word string) *time.Location {
	if word == "" || len(word) > 40 {
		return nil
	}
	name := strings.ToUpper(word)
	if loc := z.load(windowsZones[strings.TrimSuffix(name, " TIME")+" STANDARD TIME"]); loc != nil {
		return loc // Lotus writes "Eastern"
	}
	if loc := z.load(zoneWords[name]); loc != nil {
		return loc
	}
	for _, area := range areas {
		if loc := z.exact(area + "/" + titled(word)); loc != nil {
			return loc
		}
	}
	return nil
}

// hasOffset reports that the zone has the offset in some month of a common year.
func hasOffset(loc *time.Location, offset int) bool {
	for _, month := range []time.Month{1, 7} {
		if _, has := time.Date(2024, month, 15, 12, 0, 0, 0, loc).Zone(); has == offset {
			return true
		}
	}
	return false
}
