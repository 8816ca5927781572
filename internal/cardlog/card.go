// Package cardlog is the log of a unit's cards: what was shot on which card, where its copies lie, and
// whether it may be formatted.
//
// # Rolls
//
// A Card is one roll: what comes onto a card between two formattings. The same card on another day, or
// after it was formatted, is a new roll with an entry of its own. So an entry and its receipts always
// speak of the same pictures.
//
// # States
//
//	in use ─► full ─► copying ─► verified ─► safe ─► formatted ─► in use again, as a new roll
//
// What people say is kept as a Mark: in use, full, formatted. What is proven comes from receipts alone:
// nobody can say "verified" or "safe". Card.Stand puts both together. A card is safe when a receipt shows
// every file of it proven in every copy, when that is still what was on the card at the newest offload,
// and when there are as many verified copies as the Rules of the production want. It is marked as formatted when it is safe, or with
// a reason, which stays beside it.
package cardlog

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
)

// Card is one roll of a card.
type Card struct {
	ID       production.CardID   `json:"id"`
	Name     string              `json:"name"`     // on its label, and of the folders that its copies are: "A001"
	Day      production.Date     `json:"day"`      // on which it was shot
	Camera   string              `json:"camera"`   // or recorder: "A", "Sony FX3"
	Operator production.MemberID `json:"operator"` // of the BTS crew, "" unknown
	Medium   string              `json:"medium"`   // what sort of card: "CFexpress B"
	Serial   string              `json:"serial"`   // of the medium or its file system
	Volume   string              `json:"volume"`   // name of its file system
	Size     int64               `json:"size_bytes"`
	Note     string              `json:"note"`
	Mark     Mark                `json:"mark"`
	MarkedBy string              `json:"marked_by"`
	MarkedAt time.Time           `json:"marked_at"`
	Reason   string              `json:"reason"` // why it was formatted before it was safe, "" otherwise
	Gone     bool                `json:"gone"`   // taken off the log
}

// Mark is what somebody said of a card.
type Mark string

// The marks.
const (
	InUse     Mark = "in_use"    // in a camera, or ready for one
	Full      Mark = "full"      // out of the camera, with something on it
	Formatted Mark = "formatted" // what was on it is not there any more
)

// Marks are all marks in the order of a card's life.
var Marks = []Mark{InUse, Full, Formatted}

// Media are sorts of cards to choose from; any other word will do as well.
var Media = []string{"CFexpress A", "CFexpress B", "SD", "microSD", "XQD", "CFast 2.0", "SSD", "RED MINI-MAG", "Codex Compact Drive", "SxS", "P2", "Phone"}

// Longest texts, in characters.
const (
	longestName = 60
	longestWord = 200
	longestNote = 2000
)

// Check returns fault.Invalid for a card that cannot be: without a name that a folder can have on every
// drive, without a day, or with texts that are too long. One that is gone may be empty: it was never there.
func (c Card) Check() error {
	if c.Gone && c.Name == "" {
		return nil
	}
	if err := offload.CheckName(c.Name); err != nil {
		return err
	}
	if _, err := production.ParseDate(string(c.Day)); err != nil {
		return err
	}
	for _, text := range []struct {
		name, is string
		most     int
	}{
		{"name", c.Name, longestName}, {"camera", c.Camera, longestWord}, {"sort of card", c.Medium, longestWord}, {"serial number", c.Serial, longestWord},
		{"name of the volume", c.Volume, longestWord}, {"note", c.Note, longestNote}, {"reason", c.Reason, longestNote},
	} {
		if n := utf8.RuneCountInString(text.is); n > text.most {
			return fault.New(fault.Invalid, "the %s has %d characters, more than %d", text.name, n, text.most).WithRemedy("Shorten it.")
		}
	}
	if c.Size < 0 {
		return fault.New(fault.Invalid, "a card of %d bytes cannot be", c.Size).WithRemedy("Give its size in bytes, or leave it out.")
	}
	switch c.Mark {
	case InUse, Full, Formatted:
		return nil
	}
	return fault.New(fault.Invalid, "%q cannot be said of a card", c.Mark).WithRemedy("Choose in_use, full or formatted.")
}

// Tidy is the card without spaces round its texts.
func (c Card) Tidy() Card {
	for _, text := range []*string{&c.Name, &c.Camera, &c.Medium, &c.Serial, &c.Volume, &c.Note} {
		*text = strings.TrimSpace(*text)
	}
	return c
}

// Said is the card with a mark, as somebody gives it who sees where the card stands. Only a safe card is
// marked as formatted, or one for which a reason is given, which is kept. It returns fault.Conflict where
// the mark does not fit, and what to do instead.
func (c Card) Said(m Mark, reason string, stand Standing, by string, at time.Time) (Card, error) {
	reason = strings.TrimSpace(reason)
	switch {
	case m == c.Mark:
		return c, nil
	case stand.State == Copying:
		return c, fault.New(fault.Conflict, "%s is being copied", c.Name).WithRemedy("Wait until that has ended, or cancel it.")
	case c.Mark == Formatted:
		return c, fault.New(fault.Conflict, "%s is formatted", c.Name).WithRemedy("Put it to use again as a new roll, or take the mark back by undo.")
	case m == Formatted && stand.State != Safe && reason == "":
		return c, fault.New(fault.Conflict, "%s is not safe to format: %s", c.Name, strings.Join(stand.Why, "; ")).
			WithRemedy("Copy it first. If it was formatted all the same, say why.")
	}
	c.Mark, c.MarkedBy, c.MarkedAt, c.Reason = m, by, at, ""
	if m == Formatted && stand.State != Safe {
		c.Reason = reason
	}
	return c, nil
}

// Again is the next roll of the same card, in use on a day.
func (c Card) Again(day production.Date, by string, at time.Time) (Card, error) {
	if c.Mark != Formatted {
		return c, fault.New(fault.Conflict, "%s was not formatted yet", c.Name).WithRemedy("Mark it as formatted first.")
	}
	return Card{
		ID: production.NewID[production.CardID](), Name: c.Name, Day: day, Camera: c.Camera, Operator: c.Operator, Medium: c.Medium, Serial: c.Serial,
		Volume: c.Volume, Size: c.Size, Mark: InUse, MarkedBy: by, MarkedAt: at,
	}, nil
}

// SameName reports whether two names are of one card: labels are written in capitals here and small there.
func SameName(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }
