package library

import (
	"math"
	"slices"
	"time"
)

// Drift is looked for in this many signs over this many days.
const (
	driftSigns = 6
	driftDays  = 2.0
	mostSlopes = 200 // signs that slopes are drawn between; more are thinned evenly
)

// fit is the clock that signs of one setting speak for: the median, which one wrong sign does not move, and a line
// through many that lie days apart (the median of all slopes, after Theil and Sen).
func (l Lesson) fit(device string, signs []Sign) DeviceClock {
	signs = best(signs)
	c := DeviceClock{Device: device, At: signs[len(signs)/2].At, Kind: signs[0].Kind}
	offsets := make([]float64, len(signs))
	for i, s := range signs {
		offsets[i] = s.Offset.Seconds()
	}
	level := median(offsets)
	flat := residuals(signs, c.At, level, 0)
	if slope, ok := slopeOf(signs); ok {
		for i, s := range signs {
			offsets[i] = s.Offset.Seconds() - slope*daysBetween(c.At, s.At)
		}
		if at := median(offsets); median(residuals(signs, c.At, at, slope)) < 0.75*median(flat) {
			level, c.Drift = at, math.Round(slope*100)/100
		}
	}
	c.Offset = int64(roundTo(level))
	c.judge(signs, residuals(signs, c.At, level, c.Drift))
	c.Mistake = mistake(c.Offset, c.Spread, l.Zone, c.At)
	c.Words = c.words()
	return c
}

// best are the signs that somebody set, if there are any: they overrule all others.
func best(signs []Sign) []Sign {
	set := slices.DeleteFunc(slices.Clone(signs), func(s Sign) bool { return s.Kind != BySet })
	if len(set) > 0 {
		return set[len(set)-1:]
	}
	return signs
}

// judge counts which signs agree with the clock and how far it can be believed.
func (c *DeviceClock) judge(signs []Sign, off []float64) {
	var near []float64
	for i, s := range signs {
		if off[i] > jump.Seconds()+s.Within.Seconds() {
			c.Against++
			continue
		}
		near = append(near, off[i])
		if slices.Index(SignKinds, s.Kind) < slices.Index(SignKinds, c.Kind) {
			c.Kind = s.Kind
		}
	}
	c.Signs = len(near)
	if c.Signs > 0 {
		c.Spread = math.Round(median(near)*10) / 10
	}
	base := map[SignKind]int{BySet: 100, ByShown: 85, ByJam: 75, ByPair: 50, ByCard: 50}[c.Kind]
	if more := 5 * (c.Signs - 1); c.Kind != ByCard {
		base += min(20, more)
	}
	if c.Spread > 5 && c.Kind != ByCard {
		base -= 15
	}
	c.Confidence = max(0, min(100, base)*c.Signs/max(1, c.Signs+c.Against))
}

func residuals(signs []Sign, at time.Time, level, slope float64) []float64 {
	out := make([]float64, len(signs))
	for i, s := range signs {
		out[i] = math.Abs(s.Offset.Seconds() - level - slope*daysBetween(at, s.At))
	}
	return out
}

// slopeOf is the drift in seconds a day; false where the signs are too few or too close to tell.
func slopeOf(signs []Sign) (float64, bool) {
	if len(signs) < driftSigns || daysBetween(signs[0].At, signs[len(signs)-1].At) < driftDays {
		return 0, false
	}
	step := max(1, len(signs)/mostSlopes)
	var slopes []float64
	for i := 0; i < len(signs); i += step {
		for j := i + step; j < len(signs); j += step {
			if days := daysBetween(signs[i].At, signs[j].At); days >= 0.25 {
				slopes = append(slopes, (signs[j].Offset-signs[i].Offset).Seconds()/days)
			}
		}
	}
	if len(slopes) == 0 {
		return 0, false
	}
	slope := median(slopes)
	return slope, math.Abs(slope) <= driftADay.Seconds()
}

func daysBetween(a, b time.Time) float64 { return b.Sub(a).Hours() / 24 }

// median is the middle of numbers; of an even count the mean of the middle two. 0 of none.
func median(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	sorted := slices.Clone(list)
	slices.Sort(sorted)
	mid := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[mid]
	}
	return (sorted[mid-1] + sorted[mid]) / 2
}

// roundTo rounds halves away from zero, so that +x and -x round alike.
func roundTo(x float64) float64 { return math.Round(x) }
