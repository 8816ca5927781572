package paper

import "github.com/btsdirector/bts/internal/office"

// CardRules are what a production wants of the copies of its cards.
type CardRules struct {
	Copies      int    `json:"copies"`       // verified copies that make a card safe to format
	Days        int    `json:"days"`         // after how many a copy is to be proven again; 0 asks for nothing
	Names       string `json:"names"`        // naming template of the folders of copies, "" for the name of the card
	MayRegister bool   `json:"may_register"` // whoever asks may register receipts, which name files
	Base        int64  `json:"base"`         // the state of what is written: send it back with a change
}

// OffloadNames are what the copies of an offload are going to be called; keys as bts offload --preview has them.
type OffloadNames struct {
	Folder string         `json:"folder"` // that each copy is
	Card   string         `json:"card"`   // as the log has it
	Copies []OffloadPlace `json:"copies"`
}

// OffloadPlace is where a copy is going to lie.
type OffloadPlace struct {
	To     string `json:"to"`
	Path   string `json:"path"`
	Exists bool   `json:"exists"` // something of that name, which is compared and gets what it lacks
}

// NewOffloadNames makes the document of names.
func NewOffloadNames(n office.OffloadNames) OffloadNames {
	out := OffloadNames{Folder: n.Folder, Card: n.Card, Copies: []OffloadPlace{}}
	for _, c := range n.Copies {
		out.Copies = append(out.Copies, OffloadPlace{To: c.To, Path: c.Path, Exists: c.Here})
	}
	return out
}

// NewCardRules makes the document of rules.
func NewCardRules(r office.CardRules) CardRules {
	return CardRules{Copies: r.Copies, Days: r.Days, Names: r.Names, MayRegister: r.MayRegister, Base: r.Base}
}
