package offload

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/medium"
)

// Job is an order in terms of the folders of this machine.
type Job struct {
	Source string   // folder of the card
	To     []string // a folder for each copy; the copy becomes To/Card
	Card   string
	Label  string // what stands on the card, "" where that is Card
	// Formats are the hashes of the manifests. Those with which the card's own media hash list can be
	// compared are computed, too.
	Formats []digest.Format
	Verify  Verify
	Tool    string // name and version, "bts 1.2"
	Host    string
	Started time.Time // UTC
	Origin  Origin    // what is known of the card; Path is filled in
	Wanted  int       // verified copies that make the card safe to format; 0 says that those asked for do
	Report  func(Progress)
}

// Do offloads a card as Run does. Then it writes a generation of an ASC media hash list into every
// copy that came to its end, and beside it the receipt, and takes the journal away.
//
// The receipt is returned as far as it came, also with an error. An error is returned, with the codes of
// Run, where the run could not begin or was broken off; problems are in the receipt, see Receipt.Err.
func Do(ctx context.Context, job Job) (Receipt, error) {
	places, err := job.open()
	if err != nil {
		return Receipt{}, err
	}
	defer places.close()
	own, err := job.ownHistory(ctx)
	if err != nil {
		return Receipt{}, err
	}
	order := Order{Card: job.Card, Source: places.source, Formats: own.with(job.Formats), Verify: job.Verify, Started: job.Started, Report: job.Report}
	for _, t := range places.targets {
		order.Targets = append(order.Targets, t)
	}
	result, items, err := carryOut(ctx, order)
	receipt := job.receipt(result, items)
	if err != nil {
		return receipt, err
	}
	own.judge(&receipt)
	for i := range places.targets {
		if !result.Copies[i].Ended && job.Verify != VerifyNone {
			if err := job.seal(ctx, places.targets[i], i, result.Folders, &receipt); err != nil {
				return receipt, err
			}
		}
	}
	receipt.settle()
	return receipt, job.leave(places.targets, result, receipt)
}

// carryOut carries out an order as Run does, and gives the files as a receipt has them, in order of path. What the run
// kept for itself is not kept beside them.
func carryOut(ctx context.Context, order Order) (Result, []ReceiptItem, error) {
	r, err := prepare(ctx, order)
	if err != nil {
		return Result{}, []ReceiptItem{}, err
	}
	defer r.close()
	result, err := r.run(ctx)
	return result, r.receiptItems(), err
}

// receiptItems are the files of a receipt. Their lists lie in few pieces of memory.
func (r *run) receiptItems() []ReceiptItem {
	items := make([]ReceiptItem, 0, len(r.items))
	sums := make([]digest.Sum, 0, len(r.items)*len(r.order.Formats))
	copies := make([]bool, 0, len(r.items)*len(r.lanes))
	for _, it := range r.items {
		from, first := len(sums), len(copies)
		sums = append(sums, r.spelled(it)...)
		for _, l := range r.lanes {
			copies = append(copies, l.leg(it).state == done)
		}
		items = append(items, ReceiptItem{
			Path: it.Name, Size: it.Size, Modified: it.Modified.UTC(), Sums: sums[from:len(sums):len(sums)], Copies: copies[first:len(copies):len(copies)],
		})
	}
	slices.SortFunc(items, func(a, b ReceiptItem) int { return cmp.Compare(a.Path, b.Path) })
	return items
}

// receipt writes down what came of a job.
func (j Job) receipt(result Result, items []ReceiptItem) Receipt {
	r := Receipt{
		Schema: ReceiptSchema, Card: j.Card, Label: j.Label, Source: j.Origin, Started: j.Started, Seconds: result.Elapsed.Seconds(),
		Host: j.Host, Tool: j.Tool, Verify: j.Verify, Hashes: hashNames(j), Files: result.Files, Bytes: result.Bytes,
		SafeToFormat: result.SafeToFormat, Wanted: j.Wanted, Copies: []ReceiptCopy{}, Items: items, Problems: []ReceiptProblem{},
	}
	r.Source.Path = j.Source
	for i, c := range result.Copies {
		r.Copies = append(r.Copies, ReceiptCopy{To: j.To[i], Path: filepath.Join(j.To[i], j.Card), Files: c.Done, Verified: c.Verified, Cached: c.Cached})
	}
	r.Content = Content(r.Items)
	for _, p := range result.Problems {
		r.add(p, j)
	}
	return r
}

func (r *Receipt) add(p Problem, j Job) {
	r.Problems = append(r.Problems, ReceiptProblem{Problem: p, CopyPath: j.copyName(p.Copy)})
}

// settle says whether the card is safe to format after everything was looked at.
func (r *Receipt) settle() {
	for _, p := range r.Problems {
		r.SafeToFormat = r.SafeToFormat && p.harmless()
	}
	for _, c := range r.Copies {
		r.SafeToFormat = r.SafeToFormat && c.Verified && c.MHL != ""
	}
	r.SafeToFormat = r.SafeToFormat && !r.Short()
}

// Name is what people call the card.
func (r Receipt) Name() string {
	if r.Label != "" {
		return r.Label
	}
	return r.Card
}

// Short tells that there are fewer verified copies than are wanted, whatever else holds.
func (r Receipt) Short() bool { return r.verified() < r.Wanted }

// verified counts the copies that hold every file, proven.
func (r Receipt) verified() (n int) {
	for _, c := range r.Copies {
		if c.Verified {
			n++
		}
	}
	return n
}

// Err is the gravest problem of the receipt, nil where the card is safe to format, or nothing was to be verified and
// everything was copied: corrupt before missing before all others.
func (r Receipt) Err() error {
	gravest := fault.Code("")
	for _, p := range r.Problems {
		if p.harmless() {
			continue
		}
		code := fault.Unavailable
		switch p.Code {
		case Differs:
			code = fault.Corrupt
		case Missing:
			code = fault.Missing
		case Changed, Appeared, Collides, BadName:
			code = fault.Conflict
		}
		if gravest == "" || rank(code) < rank(gravest) {
			gravest = code
		}
	}
	if gravest == "" {
		return nil
	}
	return fault.New(gravest, "%s", r.Verdict())
}

func rank(code fault.Code) int {
	return slices.Index([]fault.Code{fault.Corrupt, fault.Missing, fault.Unavailable, fault.Conflict}, code)
}

// Verdict answers in words whether the card may be formatted.
func (r Receipt) Verdict() string {
	grave := 0
	for _, p := range r.Problems {
		if !p.harmless() {
			grave++
		}
	}
	switch {
	case r.SafeToFormat && len(r.Copies) == 1:
		return "Safe to format: one verified copy. There is no second one."
	case r.SafeToFormat:
		return "Safe to format: " + counted(len(r.Copies), "verified copy", "verified copies") + "."
	case r.Verify == VerifyNone && grave == 0:
		return "Do not format: nothing was read back."
	case grave == 0 && r.Short() && r.verified() == len(r.Copies):
		return "Do not format: copied and verified " + times(len(r.Copies)) + ", and " + counted(r.Wanted, "copy is", "copies are") + " wanted."
	case grave == 0:
		return "Do not format: not every file is proven in every copy."
	}
	return "Do not format: " + counted(grave, "problem", "problems") + "."
}

// times is how often, in words.
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// leave puts the receipt beside every copy that took it, and takes away the journals of those that need none any more.
func (j Job) leave(targets []*medium.Folder, result Result, receipt Receipt) error {
	var failed error
	for i, t := range targets {
		if result.Copies[i].Ended {
			continue
		}
		failed = errors.Join(failed, j.leaveReceipt(j.To[i], receipt))
		if receipt.Copies[i].MHL != "" {
			failed = errors.Join(failed, clearWork(t, j.Card))
		}
	}
	return failed
}
