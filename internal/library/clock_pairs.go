package library

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/media"
)

// Pair is two devices that recorded the same instant.
type Pair struct {
	Kind   SignKind // ByPair or ByJam
	A, B   string   // devices
	AtA    time.Time
	AtB    time.Time // each by the clock of its device
	Within time.Duration
}

// How far the clocks of two devices may be apart for takes of one name to be the same take, and the exactness of a pair.
const (
	sameTake   = 26 * time.Hour // zones lie so far apart at most
	takeWithin = 5 * time.Second
	jamWithin  = 200 * time.Millisecond
)

// PairsOf are the takes that a camera and a recorder both name: they began within seconds of each other, and where both have
// timecode that overlaps, they are as near as their timecodes say. Takes that were recorded twice under one name are left out.
func PairsOf(list []Asset) []Pair {
	byTake := map[string][]Asset{}
	for _, a := range list {
		if key := takeKey(a); key != "" && !a.TakenAt.IsZero() && a.Device != "" && !a.Gone {
			byTake[key] = append(byTake[key], a)
		}
	}
	var out []Pair
	for _, key := range slices.Sorted(maps.Keys(byTake)) {
		takes := byTake[key]
		slices.SortFunc(takes, func(a, b Asset) int {
			return cmp.Or(cmp.Compare(a.Device, b.Device), a.TakenAt.Compare(b.TakenAt), cmp.Compare(a.ID, b.ID))
		})
		for i, a := range takes {
			for _, b := range takes[i+1:] {
				if p, ok := pairOf(takes, a, b); ok {
					out = append(out, p)
				}
			}
		}
	}
	return out
}

// takeKey is what a take is known by: scene, take and day by its own clock are compared elsewhere.
func takeKey(a Asset) string {
	scene, take := strings.ToUpper(strings.TrimSpace(a.Slate.Scene)), strings.TrimLeft(strings.TrimSpace(a.Slate.Take), "0")
	if scene == "" || take == "" || a.Kind == media.Still {
		return ""
	}
	return scene + "\x00" + take
}

func pairOf(takes []Asset, a, b Asset) (Pair, bool) {
	if a.Device == b.Device || a.Written().Sub(b.Written()).Abs() > sameTake {
		return Pair{}, false
	}
	if several(takes, a, b.Written()) || several(takes, b, a.Written()) {
		return Pair{}, false
	}
	p := Pair{Kind: ByPair, A: a.Device, B: b.Device, AtA: a.Written(), AtB: b.Written(), Within: takeWithin}
	if apart, ok := jammed(a, b); ok {
		p.Kind, p.AtB, p.Within = ByJam, b.Written().Add(apart), jamWithin
	}
	return p, true
}

// several reports whether a device has more than one take of the name that could be the one meant.
func several(takes []Asset, a Asset, near time.Time) bool {
	n := 0
	for _, t := range takes {
		if t.Device == a.Device && t.Written().Sub(near).Abs() <= sameTake {
			n++
		}
	}
	return n > 1
}

// jammed is how much later than b the same timecode makes a begin; false where their timecodes do not meet.
func jammed(a, b Asset) (time.Duration, bool) {
	if !a.Start.Known() || !b.Start.Known() || a.Start.Frame == 0 || b.Start.Frame == 0 {
		return 0, false // a timecode of zero is none
	}
	at := func(x Asset) float64 { return x.Start.SinceMidnight().Seconds() }
	apart := at(a) - at(b)
	switch { // round midnight
	case apart > day/2:
		apart -= day
	case apart < -day/2:
		apart += day
	}
	if apart > b.Duration.Seconds() || -apart > a.Duration.Seconds() {
		return 0, false
	}
	return time.Duration(apart * float64(time.Second)), true
}

// anchored are the signs that pairs give to devices, going out from those whose clock is known by other signs; in a group of which
// nothing else is known, from a device that takes its time from the network or from satellites. Where there is none, nothing
// can be said: the clocks differ, but nobody knows which is right.
func anchored(signs []Sign, pairs []Pair) []Sign {
	own := map[string][]Sign{}
	for _, s := range signs {
		if s.Kind != ByCard {
			own[s.Device] = append(own[s.Device], s)
		}
	}
	var out []Sign
	known := map[string]bool{}
	spread := func() {
		for more := true; more; {
			more = false
			for _, device := range unknownBeside(pairs, known) {
				got := passed(pairs, device, known, own)
				own[device], out = got, append(out, got...)
				known[device], more = true, true
			}
		}
	}
	for device := range own {
		known[device] = true
	}
	spread()
	for _, device := range devicesOf(pairs) {
		if !known[device] && KeepsTime(device) {
			known[device] = true
			spread()
		}
	}
	return out
}

// devicesOf are the devices of pairs in order.
func devicesOf(pairs []Pair) []string {
	set := map[string]bool{}
	for _, p := range pairs {
		set[p.A], set[p.B] = true, true
	}
	return slices.Sorted(maps.Keys(set))
}

// unknownBeside are the devices that are paired with one that is known, but are not known themselves.
func unknownBeside(pairs []Pair, known map[string]bool) []string {
	set := map[string]bool{}
	for _, p := range pairs {
		if known[p.A] != known[p.B] {
			set[p.A], set[p.B] = true, true
		}
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(set)), func(d string) bool { return known[d] })
}

// passed are the signs that a device gets from the known ones that it is paired with.
func passed(pairs []Pair, device string, known map[string]bool, own map[string][]Sign) []Sign {
	var out []Sign
	for _, p := range pairs {
		if p.B == device {
			p.A, p.B, p.AtA, p.AtB = p.B, p.A, p.AtB, p.AtA
		}
		if p.A != device || !known[p.B] {
			continue
		}
		off, within := nearestOffset(own[p.B], p.AtB)
		out = append(out, Sign{Kind: p.Kind, Device: device, At: p.AtA, Offset: p.AtB.Add(off).Sub(p.AtA), Within: p.Within + within})
	}
	sortSigns(out)
	return out
}

// nearestOffset is what the sign that is nearest in time says, nothing for a device that keeps time.
func nearestOffset(signs []Sign, at time.Time) (offset, within time.Duration) {
	best := time.Duration(-1)
	for _, s := range signs {
		if d := s.At.Sub(at).Abs(); best < 0 || d < best {
			best, offset, within = d, s.Offset, s.Within
		}
	}
	return offset, within
}

// KeepsTime reports whether a device takes its time from the network or from satellites, so that it can be believed where
// nothing else is known: telephones.
func KeepsTime(device string) bool {
	low := strings.ToLower(device)
	for _, name := range []string{"iphone", "ipad", "pixel", "galaxy", "samsung sm-"} {
		if strings.Contains(low, name) {
			return true
		}
	}
	return false
}
