package cardlog

import (
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// Proof is one later look at a copy: every file read again and compared with what the copy says of itself. It is kept
// with the card, and says when the copy was last proven and what was wrong with it.
type Proof struct {
	Task production.TaskID `json:"task"` // that carries it out
	Card production.CardID `json:"card"`
	Name string            `json:"name"` // of the card
	Path string            `json:"path"` // of the copy, on the machine of Host
	Host string            `json:"host"`
	Deep bool              `json:"deep"` // every hash that was ever recorded, those of folders too
	By   string            `json:"by"`
	At   time.Time         `json:"at"` // when it was asked for, and later when it came to its end

	Over    bool    `json:"over"` // it came to its end
	Seconds float64 `json:"seconds"`
	Files   int     `json:"files"` // that the lists name
	Bytes   int64   `json:"bytes"` // that were read
	OK      int     `json:"ok"`
	Missing int     `json:"missing"`
	Differs int     `json:"differs"`
	New     int     `json:"new"`
	Renamed int     `json:"renamed"`
	Lost    int     `json:"unreadable"`
	Bare    int     `json:"unproven"` // there, but nothing says what they should be
	History int     `json:"history"`  // faults of the lists themselves
	Cached  bool    `json:"cached"`   // something may have come from memory and not from the medium

	Names []ProofName `json:"names"` // the first ProblemsKept of what was not as recorded
}

// ProofName is a file that was not as it is recorded.
type ProofName struct {
	Path string `json:"path"`
	Code string `json:"code"` // missing, differs, new, renamed, unreadable, history
	Note string `json:"note"` // what it was called before, or what is wrong
}

// Good reports whether the copy is what was recorded: it came to its end, and nothing is missing, differs or could not be read.
func (p Proof) Good() bool {
	return p.Over && p.Missing+p.Differs+p.Lost+p.History == 0 && p.OK > 0
}

// Note keeps a name while there is room.
func (p *Proof) Note(path, code, note string) {
	if len(p.Names) < ProblemsKept {
		p.Names = append(p.Names, ProofName{path, code, note})
	}
}

// Place is one copy of a card and when it was last proven.
type Place struct {
	Path, Host string
	Copy       int       // its number in the newest receipt that names it, from 0
	Receipt    time.Time // when that receipt was written
	Proven     time.Time // by an offload or later; zero for never
	Newest     *Proof    // the newest that came to its end, nil for none
	Due        time.Time // zero where the rules ask for nothing
	Overdue    bool
}

// Places are the copies of a card, by receipts and by what came of proving them again; each place once, the newest word of
// it counts. proofs are those of this card, newest first.
func Places(receipts []Receipt, proofs []Proof, rules Rules, now time.Time) []Place {
	var out []Place
	seen := map[[2]string]bool{}
	for _, r := range Valid(receipts) {
		for i, c := range r.Copies {
			at := [2]string{r.Host, c.Path}
			if seen[at] || c.Path == "" {
				continue
			}
			seen[at] = true
			place := Place{Path: c.Path, Host: r.Host, Copy: i, Receipt: r.Started}
			if r.proves(i) {
				place.Proven = r.Started
			}
			place.read(proofs)
			if due, asked := rules.Due(place.since()); asked {
				place.Due, place.Overdue = due, now.After(due)
			}
			out = append(out, place)
		}
	}
	return out
}

// read takes what came of proving the place again.
func (p *Place) read(proofs []Proof) {
	for i := range proofs {
		proof := &proofs[i]
		if !proof.Over || proof.Path != p.Path || proof.At.Before(p.Receipt) {
			continue
		}
		if p.Newest == nil {
			p.Newest = proof
		}
		if proof.Good() && proof.At.After(p.Proven) {
			p.Proven = proof.At
		}
	}
}

// since is from when the days are counted: the last proof, or the receipt of a copy that was never proven.
func (p Place) since() time.Time {
	if p.Proven.IsZero() {
		return p.Receipt
	}
	return p.Proven
}
