package cardlog

import (
	"time"

	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
)

// Receipt is what the log keeps of the document of an offload. The document itself, with every file, lies
// in the vault.
type Receipt struct {
	ID       production.ReceiptID  `json:"id"`
	Card     production.CardID     `json:"card"`
	Document string                `json:"document"` // its address in the vault, the SHA-256 of its bytes
	Content  string                `json:"content"`  // see offload.Content: the same for the same files, "" where nobody knows all
	Source   offload.Origin        `json:"source"`
	Started  time.Time             `json:"started"`
	Seconds  float64               `json:"seconds"`
	Host     string                `json:"host"`
	Tool     string                `json:"tool"`
	Verify   offload.Verify        `json:"verify"`
	Hashes   []string              `json:"hashes"`
	Files    int                   `json:"files"`
	Bytes    int64                 `json:"bytes"`
	Copies   []offload.ReceiptCopy `json:"copies"`
	Problems []Problem             `json:"problems"` // the first ProblemsKept
	Troubles int                   `json:"troubles"` // problems of the card that are not mended and not harmless
	Faults   int                   `json:"faults"`   // all problems
	Whole    bool                  `json:"whole"`    // every file is proven in every copy, and nothing is wrong with the card
	By       string                `json:"by"`       // who registered it
	At       time.Time             `json:"at"`
	Gone     bool                  `json:"gone"` // taken off the card
}

// Problem is a problem of an offload, as its receipt has it.
type Problem = offload.ReceiptProblem

// ProblemsKept is how many problems of a receipt the log shows; the document has them all.
const ProblemsKept = 100

// Summary is what the log keeps of a receipt that Check has let pass.
func Summary(r offload.Receipt) Receipt {
	out := Receipt{
		ID: production.NewID[production.ReceiptID](), Content: offload.Content(r.Items), Source: r.Source, Started: r.Started.UTC().Truncate(time.Millisecond),
		Seconds: r.Seconds, Host: r.Host, Tool: r.Tool, Verify: r.Verify, Hashes: append([]string{}, r.Hashes...), Files: r.Files, Bytes: r.Bytes,
		Copies: append([]offload.ReceiptCopy{}, r.Copies...), Problems: []Problem{}, Faults: len(r.Problems),
	}
	for i, p := range r.Problems {
		if i < ProblemsKept {
			out.Problems = append(out.Problems, p)
		}
		if p.CopyPath == "" && harmful(p) {
			out.Troubles++
		}
	}
	for i := range out.Copies {
		out.Copies[i].Files = provenIn(r, i)
	}
	out.Whole = whole(r)
	return out
}

// harmful reports whether a problem stands against formatting.
func harmful(p Problem) bool { return !p.Harmless() }

// provenIn counts the files that are proven in a copy, file by file.
func provenIn(r offload.Receipt, i int) (n int) {
	for _, item := range r.Items {
		if item.Copies[i] {
			n++
		}
	}
	return n
}

// whole looks at every file in every copy: what a receipt calls itself is not believed unseen.
func whole(r offload.Receipt) bool {
	if !r.SafeToFormat && !r.Short() || r.Verify == offload.VerifyNone || len(r.Copies) == 0 {
		return false // one that is short of copies alone may be whole: others are counted with it
	}
	for i, c := range r.Copies {
		if !c.Verified || provenIn(r, i) != r.Files || !r.SafeToFormat && c.MHL == "" {
			return false
		}
	}
	for _, p := range r.Problems {
		if harmful(p) {
			return false
		}
	}
	return true
}

// same reports whether two receipts are of the same files. Of what was not read whole nobody knows.
func (r Receipt) same(other Receipt) bool {
	return r.ID == other.ID || r.Content != "" && r.Content == other.Content
}

// proves reports whether a copy holds every file of the card, proven.
func (r Receipt) proves(i int) bool {
	return r.Verify != offload.VerifyNone && r.Copies[i].Verified && r.Copies[i].Files == r.Files
}

// trouble is how many problems the card itself has.
func (r Receipt) trouble() int { return r.Troubles }
