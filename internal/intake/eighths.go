package intake

import (
	"math"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/spelling"
)

// parseEighths reads a length in pages: "1 3/8", "3/8", "2", "1.375", "1,5". ok is false for
// anything else.
func parseEighths(s string) (eighths int, ok bool) {
	if strings.Trim(s, "0123456789 /") != "" {
		s = pageWords.Replace(vulgar.Replace(strings.ToLower(s)))
	}
	s = spelling.Single(s)
	if s == "" {
		return 0, false
	}
	for word := range strings.FieldsSeq(s) {
		n, good := pagesOf(word)
		if !good {
			return 0, false
		}
		eighths += n
	}
	return eighths, eighths < 10000
}

var pageWords = strings.NewReplacer("pages", "", "page", "", "pgs", "", "pg", "", "p.", "", ",", ".")

var vulgar = strings.NewReplacer("⅛", " 1/8", "¼", " 2/8", "⅜", " 3/8", "½", " 4/8", "⅝", " 5/8", "¾", " 6/8", "⅞", " 7/8")

// pagesOf reads one word of a length: a fraction or a number of pages.
func pagesOf(word string) (eighths int, ok bool) {
	if top, bottom, fraction := strings.Cut(word, "/"); fraction {
		a, errA := strconv.Atoi(top)
		b, errB := strconv.Atoi(bottom)
		if errA != nil || errB != nil || b < 1 || a < 0 || a > 10000 {
			return 0, false
		}
		return int(math.Round(float64(a) * 8 / float64(b))), true
	}
	pages, err := strconv.ParseFloat(word, 64)
	if err != nil || !(pages >= 0 && pages < 1000) {
		return 0, false
	}
	return int(math.Round(pages * 8)), true
}
