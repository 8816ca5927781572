package library

import (
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// ClockNote is what somebody said of the clock of a device.
type ClockNote struct {
	ID     production.ClockNoteID `json:"id"`
	Kind   SignKind               `json:"kind"` // shown, pair or set
	Device string                 `json:"device"`
	At     time.Time              `json:"at"`   // by the clock of the device, uncorrected, as if its zone were right; UTC
	True   time.Time              `json:"true"` // shown: what the time was; UTC
	Asset  production.AssetID     `json:"asset"`

	Offset int64 `json:"offset"` // set: seconds to be added to the clock of the device

	OtherDevice string             `json:"other_device"` // pair
	OtherAt     time.Time          `json:"other_at"`
	Other       production.AssetID `json:"other"`

	By   string `json:"by"`
	Gone bool   `json:"gone"`
}

// mostOff is how far a clock can be off: an empty battery sets cameras back to the year of their make.
const mostOff = 40 * 366 * 24 * time.Hour

// Check returns fault.Invalid for a note that says nothing.
func (n ClockNote) Check() error {
	if n.Gone {
		return nil
	}
	bad := func(why, remedy string) error { return fault.New(fault.Invalid, "%s", why).WithRemedy("%s", remedy) }
	switch {
	case n.Device == "":
		return bad("the file does not say which device recorded it", "Choose an asset whose camera is known.")
	case n.At.IsZero():
		return bad("the file does not say when it was recorded", "Choose an asset that has a time.")
	case n.Kind == ByShown && n.True.IsZero():
		return bad("no time is given", "Write what the slate or telephone shows: 14:03:07.")
	case n.Kind == ByPair && (n.OtherDevice == "" || n.OtherAt.IsZero() || n.OtherDevice == n.Device):
		return bad("a pair takes two devices that both know a time", "Choose two assets of different devices.")
	case n.Kind != ByShown && n.Kind != ByPair && n.Kind != BySet:
		return bad("nobody can say that of a clock", "Choose shown, pair or set.")
	}
	if off := n.sign().Offset; n.Kind != ByPair && off.Abs() > mostOff {
		return bad("no clock is off so far", "Give the seconds that are to be added to the clock.")
	}
	return nil
}

// sign is a note as a sign of its device.
func (n ClockNote) sign() Sign {
	s := Sign{Kind: n.Kind, Device: n.Device, At: n.At, Offset: n.True.Sub(n.At), Within: time.Second}
	if n.Kind == BySet {
		s.Offset, s.Within = time.Duration(n.Offset)*time.Second, 0
	}
	return s
}

// Heard adds what people said to a lesson.
func (l *Lesson) Heard(notes []ClockNote) {
	for _, n := range notes {
		switch {
		case n.Gone:
		case n.Kind == ByPair:
			l.Pairs = append(l.Pairs, Pair{Kind: ByPair, A: n.Device, AtA: n.At, B: n.OtherDevice, AtB: n.OtherAt, Within: takeWithin})
		default:
			l.Signs = append(l.Signs, n.sign())
		}
	}
}

// SawAssets adds what the assets themselves say: takes that two devices name, cards whose day the log knows, and when each
// device recorded.
func (l *Lesson) SawAssets(list []Asset, around Around) {
	l.Pairs = append(l.Pairs, PairsOf(list)...)
	if l.Shot == nil {
		l.Shot = map[string][]time.Time{}
	}
	cards := map[production.CardID]KnownCard{}
	for _, c := range around.Cards {
		cards[c.ID] = c
	}
	// A card can stay in the camera for days: where one of its recordings is of its day, the clock is right, and so are the others.
	type rolled struct {
		card   production.CardID
		device string
	}
	right := map[rolled]bool{}
	off := func(a Asset) (days int, ok bool) {
		c, known := cards[a.Card]
		if written := a.Written(); known && c.Day != "" && !written.IsZero() && !a.Gone && !a.fromDay() {
			return c.Day.DaysSince(around.dayAt(written)), true
		}
		return 0, false
	}
	for _, a := range list {
		if days, ok := off(a); ok && days >= -1 && days <= 1 { // a night can be the day before or after
			right[rolled{a.Card, a.Device}] = true
		}
	}
	for _, a := range list {
		written := a.Written()
		if a.Device == "" || written.IsZero() || a.Gone {
			continue
		}
		l.Shot[a.Device] = append(l.Shot[a.Device], written)
		if days, ok := off(a); ok && (days < -1 || days > 1) && !right[rolled{a.Card, a.Device}] {
			l.Signs = append(l.Signs, Sign{Kind: ByCard, Device: a.Device, At: written, Offset: time.Duration(days) * 24 * time.Hour, Within: 12 * time.Hour})
		}
	}
}

// fromDay reports whether the card of the asset was found by its day, so that it says nothing of the day.
func (a Asset) fromDay() bool {
	for _, m := range a.Matches {
		if m.What == OfCard && m.ID == string(a.Card) && m.State == Taken && m.DecidedBy == "" {
			return true
		}
	}
	return false
}

// ShownTime is the instant that a clock in a picture of an asset shows: "14:03:07", or with its date "2026-05-12 14:03:07". Without
// a date it is the one that is nearest to what the camera's clock says, which may be wrong by a whole zone.
func ShownTime(text string, a Asset, zone *time.Location) (time.Time, error) {
	if zone == nil {
		zone = time.UTC
	}
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(layout, text, zone); err == nil {
			return t.UTC(), nil
		}
	}
	for _, layout := range []string{"15:04:05", "15:04"} {
		t, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		written := a.Written().In(zone)
		at := time.Date(written.Year(), written.Month(), written.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone)
		switch off := at.Sub(written); {
		case off > 12*time.Hour:
			at = at.AddDate(0, 0, -1)
		case off < -12*time.Hour:
			at = at.AddDate(0, 0, 1)
		}
		return at.UTC(), nil
	}
	return time.Time{}, fault.New(fault.Invalid, "%.40q is not a time", text).WithRemedy("Write what the clock in the picture shows: 14:03:07, or with its date: 2026-05-12 14:03:07.")
}
