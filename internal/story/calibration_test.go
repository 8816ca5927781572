package story_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// judged is a score that the finder gave to a scene and kind, and whether the readers agree.
type judged struct {
	score float64 // 0 to 1
	so    bool
}

// judge pairs the best score of each scene and kind with the readers' word, whatever the score; what
// they disagree about is left out.
func judge(l labels, f production.Facts, h half) []judged {
	best := map[string]int{}
	for _, m := range story.Find(f, story.Options{MinScore: 1, PerScene: 99, Most: 9999}) {
		best[m.Scene+" "+string(m.Kind)] = max(best[m.Scene+" "+string(m.Kind)], m.Score)
	}
	var list []judged
	for _, s := range l.Scenes {
		for _, k := range l.Kinds {
			so, counts := agreed(s, k)
			if score := best[s.Scene+" "+string(k)]; score > 0 && counts && h.holds(s.Scene) {
				list = append(list, judged{float64(score) / 100, so})
			}
		}
	}
	return list
}

// reliability is a group of scores that lie together.
type reliability struct {
	n        int
	low      float64 // lowest score of the group
	high     float64 // highest
	said, so float64 // mean score and share that the readers confirm
}

// groups cuts scores into parts of the same size.
func groups(list []judged, parts int) []reliability {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b judged) int { return cmp.Compare(a.score, b.score) })
	var all []reliability
	for i := range parts {
		part := list[i*len(list)/parts : (i+1)*len(list)/parts]
		r := reliability{n: len(part), low: part[0].score, high: part[len(part)-1].score}
		for _, j := range part {
			r.said += j.score / float64(len(part))
			r.so += one(j.so) / float64(len(part))
		}
		all = append(all, r)
	}
	return all
}

// calibrationError is the expected difference of score and share, in points, over five groups.
func calibrationError(list []judged) float64 {
	sum := 0.0
	for _, r := range groups(list, 5) {
		sum += 100 * float64(r.n) * math.Abs(r.said-r.so) / float64(len(list))
	}
	return sum
}

// brier is the mean square of how far scores were off.
func brier(list []judged) float64 {
	sum := 0.0
	for _, j := range list {
		sum += (j.score - one(j.so)) * (j.score - one(j.so)) / float64(len(list))
	}
	return sum
}

// uncorrected takes the curve back: the score as evidence alone adds up.
func uncorrected(t *testing.T, list []judged) []judged {
	t.Helper()
	data, err := os.ReadFile("lexicon/score.json")
	if err != nil {
		t.Fatal(err)
	}
	var curve struct{ Slope, Shift float64 }
	if err := json.Unmarshal(data, &curve); err != nil {
		t.Fatal(err)
	}
	list = slices.Clone(list)
	for i, j := range list {
		p := min(0.99, max(0.01, j.score))
		list[i].score = 1 / (1 + math.Exp(-(math.Log(p/(1-p))-curve.Shift)/curve.Slope))
	}
	return list
}

// TestCalibration holds how far a score may be from the share of moments that readers confirm, on
// scenes that the curve was not fitted on.
func TestCalibration(t *testing.T) {
	t.Parallel()
	film, example := readLabels(t, "big-fish-labels.json"), readLabels(t, "lamp-room-labels.json")
	b := &strings.Builder{}
	for _, h := range []half{development, examination} {
		list := append(judge(film, bigFish(t), h), judge(example, lampRoomScript(t), h)...)
		before := uncorrected(t, list)
		fmt.Fprintf(b, "%s: %d scores; calibration error %.1f before the curve, %.1f after; Brier %.3f and %.3f\n",
			h, len(list), calibrationError(before), calibrationError(list), brier(before), brier(list))
		for _, r := range groups(list, 5) {
			fmt.Fprintf(b, "| %s | %.0f to %.0f | %d | %.0f | %.0f |\n", h, 100*r.low, 100*r.high, r.n, 100*r.said, 100*r.so)
		}
		if h == examination && (calibrationError(list) > 16 || brier(list) > brier(before)) {
			t.Errorf("on the %s half scores are off by %.1f points, Brier %.3f (%.3f before the curve)", h, calibrationError(list), brier(list), brier(before))
		}
	}
	t.Log("\n" + b.String())
}
