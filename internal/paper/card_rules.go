package paper

import "github.com/btsdirector/bts/internal/office"

// CardRules are what a production wants of the copies of its cards.
type CardRules struct {
	Copies      int   `json:"copies"`       // verified copies that make a card safe to format
	Days        int   `json:"days"`         // after how many a copy is to be proven again; 0 asks for nothing
	MayRegister bool  `json:"may_register"` // whoever asks may register receipts, which name files
	Base        int64 `json:"base"`         // the state of what is written: send it back with a change
}

// NewCardRules makes the document of rules.
func NewCardRules(r office.CardRules) CardRules {
	return CardRules{Copies: r.Copies, Days: r.Days, MayRegister: r.MayRegister, Base: r.Base}
}
