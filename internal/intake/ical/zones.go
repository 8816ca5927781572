package ical

import (
	"regexp"
	"strings"
	"time"
)

// maxZones is how many different zones of a file are looked up; a calendar of the whole world has 400.
const maxZones = 600

// zones finds the time zones that a file names.
type zones struct {
	base    *time.Location        // the reader's, for what cannot be found
	defined map[string]*Component // the VTIMEZONEs of the file
	found   map[string]*time.Location
	problem func(line int, format string, args ...any)
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
	if loc := knownZone(tzid); loc != nil {
		return loc
	}
	if c := z.defined[tzid]; c != nil {
		if loc := knownZone(c.Text("X-LIC-LOCATION")); loc != nil {
			return loc
		}
		if loc := observed(c, z.problem); loc != nil {
			return loc
		}
		z.problem(int(c.Line), "the time zone %q is defined without a usable rule", brief(tzid))
	}
	return z.guess(tzid, line)
}

// knownZone is the zone of an IANA name, also behind a program's prefix, or of a Windows name.
func knownZone(tzid string) *time.Location {
	if loc := loadZone(tzid); loc != nil {
		return loc
	}
	if strings.Contains(tzid, "/") { // "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin"
		parts := strings.Split(tzid, "/")
		for keep := min(3, len(parts)-1); keep >= 1; keep-- {
			if loc := loadZone(strings.Join(parts[len(parts)-keep:], "/")); loc != nil {
				return loc
			}
		}
	}
	name := strings.ToUpper(strings.Join(strings.Fields(tzid), " "))
	for _, try := range []string{name, strings.TrimRight(name, " 0123456789"), strings.Replace(name, "DAYLIGHT", "STANDARD", 1)} {
		if loc := loadZone(windowsZones[try]); loc != nil {
			return loc
		}
	}
	return nil
}

// loadZone is an IANA zone by its name, whatever its case, nil for any other text.
func loadZone(name string) *time.Location {
	name = strings.TrimSpace(name)
	if len(name) > 60 || name == "" || strings.EqualFold(name, "Local") {
		return nil
	}
	if !strings.Contains(name, "/") {
		if full, ok := zoneWords[strings.ToUpper(name)]; ok {
			name = full
		}
	}
	for _, try := range []string{name, titled(name)} {
		if loc, err := time.LoadLocation(try); err == nil {
			return loc
		}
	}
	return nil
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
	if loc := loadZone(zoneWords[strings.ToUpper(tzid)]); loc != nil {
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
		if loc := zoneOfWord(word); loc != nil && (!stated || hasOffset(loc, offset)) && i < 8 {
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

// zoneOfWord is the zone of "Eastern Time" or of a city.
func zoneOfWord(word string) *time.Location {
	if word == "" || len(word) > 40 {
		return nil
	}
	name := strings.ToUpper(word)
	if loc := loadZone(windowsZones[strings.TrimSuffix(name, " TIME")+" STANDARD TIME"]); loc != nil {
		return loc // Lotus writes "Eastern"
	}
	if loc := loadZone(zoneWords[name]); loc != nil {
		return loc
	}
	for _, area := range areas {
		if loc, err := time.LoadLocation(area + "/" + titled(word)); err == nil {
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
