package cardlog

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/offload"
)

// State is where a card stands.
type State string

// The states, see the package comment.
const (
	StateInUse     State = "in_use"
	StateFull      State = "full"
	Copying        State = "copying"
	Verified       State = "verified" // some copies are proven, but it is not safe
	Safe           State = "safe"
	StateFormatted State = "formatted"
)

// States are all states in the order of a card's life.
var States = []State{StateInUse, StateFull, Copying, Verified, Safe, StateFormatted}

// Open reports whether what is on a card of this state could still be lost with it.
func (s State) Open() bool { return s == StateFull || s == Copying || s == Verified }

// Standing is where a card stands, and why.
type Standing struct {
	State  State
	Copies int      // verified copies of what was on it at the newest offload
	Why    []string // what stands against formatting it, in words; empty when it is safe or formatted
}

// Stand says where a card stands with its receipts, of which those that are Gone do not count. running
// tells that it is being copied now, wanted how many verified copies make it safe.
func (c Card) Stand(receipts []Receipt, running bool, wanted int) Standing {
	receipts = Valid(receipts)
	out := Standing{Why: []string{}}
	if len(receipts) > 0 {
		out.Copies = copiesOf(receipts)
		out.Why = against(receipts, out.Copies, wanted)
	} else if c.Mark == Full {
		out.Why = []string{"nothing of it is copied and proven"}
	}
	switch {
	case running:
		out.State, out.Why = Copying, []string{"it is being copied"}
	case c.Mark == Formatted:
		out.State, out.Why = StateFormatted, []string{}
	case c.Mark == InUse:
		out.State, out.Why = StateInUse, []string{"it is in use: what is on it may be newer than its copies"}
	case len(receipts) > 0 && len(out.Why) == 0:
		out.State = Safe
	case out.Copies > 0:
		out.State = Verified
	default:
		out.State = StateFull
	}
	return out
}

// Valid are the receipts that count, the newest first.
func Valid(receipts []Receipt) []Receipt {
	list := slices.DeleteFunc(slices.Clone(receipts), func(r Receipt) bool { return r.Gone })
	slices.SortStableFunc(list, func(a, b Receipt) int {
		return cmp.Or(b.Started.Compare(a.Started), b.At.Compare(a.At), cmp.Compare(b.ID, a.ID))
	})
	return list
}

// copiesOf counts the verified copies of what the newest receipt is of. What the newest says of a place counts.
func copiesOf(receipts []Receipt) int {
	seen, n := map[[2]string]bool{}, 0
	for _, r := range receipts {
		if !r.same(receipts[0]) {
			continue
		}
		for i, copied := range r.Copies {
			at := [2]string{r.Host, copied.Path}
			if !seen[at] && r.proves(i) {
				n++
			}
			seen[at] = true
		}
	}
	return n
}

// against is what stands against formatting the card that the receipts are of.
func against(receipts []Receipt, copies, wanted int) []string {
	newest, why := receipts[0], []string{}
	if n := newest.trouble(); n > 0 {
		why = append(why, counted(n, "problem", "problems")+" with the card itself")
	}
	whole := slices.ContainsFunc(receipts, func(r Receipt) bool { return r.Whole && r.same(newest) })
	if !whole {
		why = append(why, newest.lacks()...)
	}
	if copies < wanted {
		why = append(why, fmt.Sprintf("%s, and %d are wanted", counted(copies, "verified copy", "verified copies"), wanted))
	}
	return why
}

// lacks says what keeps a receipt from being whole.
func (r Receipt) lacks() (why []string) {
	if r.Verify == offload.VerifyNone {
		return []string{"its copies were not read back"}
	}
	for i := range r.Copies {
		if !r.proves(i) {
			why = append(why, fmt.Sprintf("copy %d has %d of %s proven", i+1, r.Copies[i].Files, counted(r.Files, "file", "files")))
		}
	}
	if len(why) == 0 && r.trouble() == 0 {
		why = append(why, "its receipt does not call it safe")
	}
	return why
}

// counted is a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
