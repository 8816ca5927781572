package intake

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/spelling"
)

// The standard measures scenes in pages with eighths as decimals and in milliseconds. Files that
// measure otherwise are recognised by all their scenes together, with a warning.

// eighths is the scene's length in eighths of a page: from "pages" as a number or in words
// ("1 3/8"), or from a key that counts eighths.
func (r *ussReader) eighths(f ussFields) int {
	if n, ok := f.number("eighths", "pageeighths"); ok {
		return int(math.Round(min(max(n, 0), 8000)))
	}
	if pages, ok := f.number("pages"); ok {
		if r.wholePages {
			pages /= 8
		}
		return int(math.Round(min(max(pages, 0), 1000) * 8))
	}
	if text := f.text("pages"); text != "" {
		if n, ok := parseEighths(text); ok {
			return n
		}
		r.warn(f.get("pages"), "%q is no length in pages and was left out", spelling.Shorten(text, 20))
	}
	return 0
}

// longTime finds "1:35", "01:35:00", "1h 35m", "95 min" and the ISO form PT1H35M.
var longTime = regexp.MustCompile(`^(?:PT)?(?:(\d{1,3})\s*(?:h|hrs?|hours?|std\.?)\s*)?(?:(\d{1,4})\s*(?:m|mins?|minutes?|min\.)?\s*)?(?:\d{1,2}\s*s)?$`)

// minutes is the time to shoot, 0 when it is not given.
func (r *ussReader) minutes(f ussFields) int {
	for _, key := range []string{"duration", "time"} {
		if n, ok := f.number(key); ok && n > 0 {
			return int(math.Round(min(n/r.perMinute, 7*24*60)))
		}
		text := strings.ToUpper(f.text(key))
		if text == "" {
			continue
		}
		if hours, rest, ok := strings.Cut(text, ":"); ok {
			h, errH := strconv.Atoi(hours)
			m, errM := strconv.Atoi(rest[:min(len(rest), 2)])
			if errH == nil && errM == nil && h >= 0 && h < 100 && m >= 0 && m < 60 {
				return h*60 + m
			}
		}
		if parts := longTime.FindStringSubmatch(strings.ToLower(strings.TrimPrefix(text, "PT"))); parts != nil {
			h, _ := strconv.Atoi(parts[1])
			m, _ := strconv.Atoi(parts[2])
			return min(h*60+m, 7*24*60)
		}
	}
	n, _ := f.number("minutes")
	return int(math.Round(min(max(n, 0), 7*24*60)))
}

// enoughScenes is from how many lengths on a file's way of measuring is judged.
const enoughScenes = 5

// guessUnits looks at the lengths of all scenes: pages that are all whole numbers are eighths, and a
// longest time below a day in minutes or seconds is measured in these.
func (r *ussReader) guessUnits() {
	var whole, parts int
	var longest float64
	var lengths [4]float64 // some different lengths
	different := 0
	var pagesAt, timeAt jsonspan.Span
	for _, b := range r.breakdowns {
		if b.kind != kindScene {
			continue
		}
		f := fieldsOf(b.at)
		if pages, ok := f.number("pages"); ok && pages > 0 {
			if pages == math.Trunc(pages) {
				whole++
			} else {
				parts++
			}
			if pagesAt.Null() {
				pagesAt = f.get("pages")
			}
			if isNew := !contains(lengths[:different], pages); isNew && different < len(lengths) {
				lengths[different] = pages
				different++
			}
		}
		if ms, ok := f.number("duration", "time"); ok && ms > longest {
			longest, timeAt = ms, f.get("duration", "time")
		}
	}
	if whole >= enoughScenes && parts == 0 && different >= 3 && !r.ours {
		r.wholePages = true
		r.warn(pagesAt, "the lengths of all %d scenes are whole numbers; they were read as eighths of a page", whole)
	}
	switch {
	case longest > 0 && longest <= 1440:
		r.perMinute = 1
		r.warn(timeAt, "the times to shoot are too short for milliseconds; they were read as minutes")
	case longest > 1440 && longest < 60000:
		r.perMinute = 60
		r.warn(timeAt, "the times to shoot are too short for milliseconds; they were read as seconds")
	}
}

func contains(list []float64, v float64) bool {
	for _, have := range list {
		if have == v {
			return true
		}
	}
	return false
}
