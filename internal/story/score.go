package story

import (
	"math"
	"slices"
	"strings"
	"sync"
)

// highest is the score that no amount of evidence exceeds: the finder is never certain.
const highest = 97

// repeated is what a second, third and fourth find of the same kind of evidence are worth, percent of
// the first: what a scene comes back to is what it is about.
var repeated = []int{100, 30, 20, 10}

// mostElements is how many elements of a breakdown count for one moment, each in full.
const mostElements = 2

// mostReasons is how many pieces of evidence are counted and shown; the strongest are.
const mostReasons = 7

// curve turns what evidence adds up to into a score that can be read as a share: of a hundred moments
// with the score p, about p are worth covering. It is a straight line between log odds, fitted once on
// labelled scenes (docs/moments.md) and kept as data; it only rises, so order and sums stay true. The
// zero value changes nothing.
type curve struct {
	About string  `json:"about"`
	Date  string  `json:"date"`  // of the fit
	N     int     `json:"n"`     // labelled scenes and kinds it was fitted on
	Slope float64 `json:"slope"` // above 0
	Shift float64 `json:"shift"`
}

// scriptCurve is the curve for moments found in the words of a scene. What a schedule says has not
// been measured and keeps the strength that its rules give.
var scriptCurve = sync.OnceValue(func() curve {
	var c curve
	readData("lexicon/score.json", &c)
	return c
})

// score is a probability in percent, corrected by the curve.
func (c curve) score(p float64) int {
	if c.Slope > 0 && p > 0 && p < 1 {
		p = 1 / (1 + math.Exp(-c.Shift)*math.Pow((1-p)/p, c.Slope))
	}
	return min(highest, int(math.Round(100*p)))
}

// weigh turns evidence into a score from 0 to 100 and the share of each piece.
//
// A piece of strength p is read as "by this alone, p percent of such moments are worth covering".
// Independent pieces add up as noisy-or, 1 − Π(1 − pᵢ/100), put on the curve; so each further piece
// raises the score, none lowers it, and the order does not matter. A second piece from the same
// source counts for less, and so on (repeated). Pieces that speak against take their
// percentage off at the end. Shares are the steps by which the score grew, strongest piece first,
// and sum up to the score.
func weigh(list []evidence, c curve) (score int, reasons []Reason) {
	list = strongest(list)
	miss, before := 1.0, 0
	for _, e := range list {
		if e.strength <= 0 {
			continue
		}
		miss *= 1 - float64(e.strength)/100
		now := c.score(1 - miss)
		reasons = append(reasons, Reason{Text: e.text, Points: now - before, Line: e.line, Scene: e.scene})
		before = now
	}
	for _, e := range list {
		if e.strength >= 0 {
			continue
		}
		off := -int(math.Round(float64(before) * float64(-e.strength) / 100))
		reasons = append(reasons, Reason{Text: e.text, Points: off, Line: e.line, Scene: e.scene})
		before += off
	}
	return before, reasons
}

// strongest sorts evidence, weakens what repeats itself and keeps what is worth showing.
func strongest(list []evidence) []evidence {
	list = slices.Clone(list)
	slices.SortStableFunc(list, compareEvidence)
	seen := map[string]int{}
	said := map[string]bool{}
	var kept []evidence
	for _, e := range list {
		if said[e.text] {
			continue
		}
		said[e.text] = true
		nth := seen[e.source]
		seen[e.source]++
		switch {
		case e.source == fromElement && nth < mostElements, e.strength < 0 && nth == 0:
		case e.source == fromElement || e.strength < 0 || nth >= len(repeated):
			continue
		default:
			e.strength = e.strength * repeated[nth] / 100
		}
		if e.strength != 0 {
			kept = append(kept, e)
		}
	}
	slices.SortStableFunc(kept, compareEvidence)
	positive := 0
	return slices.DeleteFunc(kept, func(e evidence) bool {
		if e.strength > 0 {
			positive++
		}
		return e.strength > 0 && positive > mostReasons
	})
}

// compareEvidence puts the strongest first; ties go by the line in the script, then the words.
func compareEvidence(a, b evidence) int {
	if a.strength != b.strength {
		return b.strength - a.strength
	}
	if a.line != b.line {
		return a.line - b.line
	}
	return strings.Compare(a.text, b.text)
}
