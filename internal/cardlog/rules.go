package cardlog

import (
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// Wanted is how many verified copies make a card safe to format where nobody says otherwise: two, so that the loss of
// either drive loses nothing. Whoever has good reason to format with fewer says so and is recorded with it.
const Wanted = 2

// provenFor is for how many days a copy counts as proven where nobody says otherwise: a quarter of a year.
const provenFor = 90

// mostDays is the longest time between two proofs that can be asked for: ten years.
const mostDays = 3650

// Rules are what a production wants of its copies.
type Rules struct {
	Copies int `json:"copies"` // verified copies that make a card safe to format
	Days   int `json:"days"`   // after how many a copy is to be proven again; 0 asks for nothing

	// Names is the naming template of the folders of copies (docs/formats/cards.md), "" for the name of the card alone.
	Names string `json:"names"`
}

// UsualRules are those of a production that has said nothing.
func UsualRules() Rules { return Rules{Copies: Wanted, Days: provenFor} }

// Check returns fault.Invalid for rules that no card could meet.
func (r Rules) Check() error {
	switch {
	case r.Copies < 1 || r.Copies > mostCopies:
		return fault.New(fault.Invalid, "%d copies of a card cannot be wanted", r.Copies).WithRemedy("Choose from 1 to %d; two are usual.", mostCopies)
	case r.Days < 0 || r.Days > mostDays:
		return fault.New(fault.Invalid, "copies cannot be proven again after %d days", r.Days).WithRemedy("Choose up to %d days, or 0 for never.", mostDays)
	}
	return nil
}

// Due is when a copy that was proven at a time is to be proven again; ok is false where the rules ask for nothing.
func (r Rules) Due(proven time.Time) (due time.Time, ok bool) {
	return proven.AddDate(0, 0, r.Days), r.Days > 0
}
