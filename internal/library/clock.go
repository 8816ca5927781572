package library

import (
	"cmp"
	"slices"
	"time"
)

// SignKind is a way in which the clock of a device gives itself away.
type SignKind string

// The kinds, the most trusted first.
const (
	BySet   SignKind = "set"   // somebody said how far the clock is off
	ByShown SignKind = "shown" // a slate or telephone in the picture shows the time
	ByJam   SignKind = "jam"   // two devices run with the same timecode
	ByPair  SignKind = "pair"  // two assets are known to be of the same instant
	ByCard  SignKind = "card"  // the card log knows the day
)

// SignKinds are all kinds in the order of trust.
var SignKinds = []SignKind{BySet, ByShown, ByJam, ByPair, ByCard}

// Sign is one thing that says how far the clock of a device is off.
type Sign struct {
	Kind   SignKind
	Device string
	At     time.Time     // by the clock of the device
	Offset time.Duration // to be added to the clock of the device
	Within time.Duration // how far the sign itself may be wrong
}

// DeviceClock is how far the clock of a device is off in a period.
type DeviceClock struct {
	Device     string    `json:"device"`
	From       time.Time `json:"from"`          // by the clock of the device; zero from the beginning
	To         time.Time `json:"to"`            // exclusive; zero to the end
	At         time.Time `json:"at"`            // where Offset holds; Drift counts from here
	Offset     int64     `json:"offset"`        // seconds to be added to the clock of the device: negative when it is ahead
	Drift      float64   `json:"drift"`         // seconds that Offset grows by a day, 0 where none was found
	Spread     float64   `json:"spread"`        // seconds by which the signs differ from it, the median of all
	Signs      int       `json:"signs"`         // that agree
	Against    int       `json:"signs_against"` // that do not
	Kind       SignKind  `json:"kind"`          // the most trusted of those that agree
	Confidence int       `json:"confidence"`    // 0 to 100
	Mistake    string    `json:"mistake"`       // what was set wrong, in words: "another time zone, 1 h"; "" for nothing plain
	Words      string    `json:"words"`         // in a sentence
}

// EnoughToCorrect is the confidence from which times are corrected by what was learned.
const EnoughToCorrect = 50

// OffsetAt is how many seconds are to be added to the clock of the device when it shows at.
func (c DeviceClock) OffsetAt(at time.Time) int64 {
	if c.Drift == 0 || c.At.IsZero() {
		return c.Offset
	}
	days := at.Sub(c.At).Hours() / 24
	return c.Offset + int64(roundTo(c.Drift*days))
}

// holds reports whether the clock speaks for the instant at of the device.
func (c DeviceClock) holds(at time.Time) bool {
	return (c.From.IsZero() || !at.Before(c.From)) && (c.To.IsZero() || at.Before(c.To))
}

// Clocks are what was learned of the clocks of all devices.
type Clocks []DeviceClock

// For is what holds for a device when its own clock shows at; false where nothing is known well enough.
func (list Clocks) For(device string, at time.Time) (DeviceClock, bool) {
	if device == "" || at.IsZero() {
		return DeviceClock{}, false
	}
	for _, c := range list {
		if c.Device == device && c.Confidence >= EnoughToCorrect && c.holds(at) {
			return c, true
		}
	}
	return DeviceClock{}, false
}

// Corrected is the asset with its time as the learned clocks have it. One without a time stays as it is.
func (list Clocks) Corrected(a Asset) Asset {
	written := a.Written()
	if written.IsZero() {
		return a
	}
	a.TakenAt, a.Offset = written, 0
	if c, ok := list.For(a.Device, written); ok {
		a.Offset = c.OffsetAt(written)
		a.TakenAt = written.Add(time.Duration(a.Offset) * time.Second)
	}
	return a
}

// Lesson is what clocks are learned from.
type Lesson struct {
	Signs []Sign
	Pairs []Pair
	Zone  *time.Location         // names mistakes of summer time; nil is UTC
	Shot  map[string][]time.Time // when each device recorded, by its own clock: a clock is set in a pause
}

// Learn is how far the clocks of all devices are off, in the order of device and time.
func Learn(l Lesson) Clocks {
	signs := append(slices.Clone(l.Signs), anchored(l.Signs, l.Pairs)...)
	of := map[string][]Sign{}
	for _, s := range signs {
		if s.Device != "" && !s.At.IsZero() {
			of[s.Device] = append(of[s.Device], s)
		}
	}
	out := Clocks{}
	for device, list := range of {
		out = append(out, l.periods(device, list)...)
	}
	slices.SortFunc(out, func(a, b DeviceClock) int { return cmp.Or(cmp.Compare(a.Device, b.Device), a.From.Compare(b.From)) })
	return out
}

// periods are the clocks of one device: a new one begins where the signs jump and stay there.
func (l Lesson) periods(device string, signs []Sign) []DeviceClock {
	sortSigns(signs)
	signs = trusted(signs)
	var groups [][]Sign
	for rest := signs; len(rest) > 0; {
		n := steady(rest)
		groups = append(groups, rest[:n])
		rest = rest[n:]
	}
	var out []DeviceClock
	for i, group := range groups {
		c := l.fit(device, group)
		if i > 0 {
			c.From = l.pause(device, groups[i-1][len(groups[i-1])-1].At, group[0].At)
			out[i-1].To = c.From
		}
		out = append(out, c)
	}
	return out
}

func sortSigns(signs []Sign) {
	rank := func(s Sign) int { return slices.Index(SignKinds, s.Kind) }
	slices.SortFunc(signs, func(a, b Sign) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Within, b.Within))
	})
}

// trusted are the signs without those of cards, which know the day alone, where there are better ones.
func trusted(signs []Sign) []Sign {
	better := slices.DeleteFunc(slices.Clone(signs), func(s Sign) bool { return s.Kind == ByCard })
	if len(better) > 0 {
		return better
	}
	return signs
}

// Signs that lie this far apart are not of one setting of a clock; the exactness of each is added.
const jump = 10 * time.Second

// driftADay is the most that a clock drifts: 20 s a day is 230 ppm, twice what cheap quartz does.
const driftADay = 20 * time.Second

// steady is how many signs from the first on are of one setting of the clock. One sign that disagrees is an error of its
// own unless the next agrees with it, or it is the last and was read off a clock.
func steady(signs []Sign) int {
	for i := 1; i < len(signs); i++ {
		if agree(signs[:i], signs[i]) {
			continue
		}
		last := i == len(signs)-1
		sure := signs[i].Kind == BySet || signs[i].Kind == ByShown
		if last && sure || !last && near(signs[i], signs[i+1]) && !agree(signs[:i], signs[i+1]) {
			return i
		}
	}
	return len(signs)
}

// agree reports whether most of the last signs are near another one.
func agree(before []Sign, s Sign) bool {
	recent := before[max(0, len(before)-5):]
	n := 0
	for _, b := range recent {
		if near(b, s) {
			n++
		}
	}
	return 2*n >= len(recent)
}

// near reports whether two signs can be of the same setting of a clock.
func near(a, b Sign) bool {
	days := b.At.Sub(a.At).Abs().Hours() / 24
	allowed := jump + a.Within + b.Within + time.Duration(days*float64(driftADay))
	return (a.Offset - b.Offset).Abs() <= allowed
}

// pause is the middle of the longest pause of a device between two instants of its clock.
func (l Lesson) pause(device string, from, to time.Time) time.Time {
	times := []time.Time{from}
	for _, t := range l.Shot[device] {
		if t.After(from) && t.Before(to) {
			times = append(times, t)
		}
	}
	times = append(times, to)
	slices.SortFunc(times, time.Time.Compare)
	at, longest := from, time.Duration(-1)
	for i := 1; i < len(times); i++ {
		if gap := times[i].Sub(times[i-1]); gap > longest {
			at, longest = times[i-1].Add(gap/2), gap
		}
	}
	return at
}
