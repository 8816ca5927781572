package offload

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/medium"
	"github.com/btsdirector/bts/internal/mhl"
)

// ownHistory is what a card says of its files itself: a copy of a card that was offloaded before carries its
// media hash list with it.
type ownHistory struct{ *mhl.History }

func (j Job) ownHistory(ctx context.Context) (ownHistory, error) {
	at, err := mhl.At(j.Source)
	if err != nil {
		return ownHistory{}, err
	}
	defer func() { _ = at.Close() }() // it was only read
	h, err := mhl.Open(ctx, at, filepath.Base(j.Source))
	return ownHistory{h}, err
}

// with adds the formats with which the card's own list can be compared.
func (h ownHistory) with(formats []digest.Format) []digest.Format {
	all := slices.Clone(formats)
	for name := range h.Files() {
		for _, reference := range h.Expected(name) {
			if !slices.Contains(all, reference.Format) {
				all = append(all, reference.Format)
			}
		}
	}
	return all
}

// judge compares what was read with what the card says itself.
func (h ownHistory) judge(r *Receipt) {
	for _, p := range h.Problems() {
		if p.Grave() {
			r.Problems = append(r.Problems, ReceiptProblem{Problem: Problem{Path: p.Path, Copy: -1, Code: Differs, Message: "the card's own media hash list is damaged: " + p.Text}})
		}
	}
	for _, it := range r.Items {
		if len(it.Sums) == 0 || !h.Knows(it.Path) {
			continue
		}
		judged, err := h.Judge(it.Path, it.Sums)
		if err == nil && slices.ContainsFunc(judged, func(one mhl.Hash) bool { return one.Action == mhl.Failed }) {
			r.Problems = append(r.Problems, ReceiptProblem{Problem: Problem{Path: it.Path, Copy: -1, Code: Differs,
				Message: "it is not what the card's own media hash list says: it was changed or damaged before this copy"}})
		}
	}
}

// seal writes the next generation of the media hash list of a copy, for what is proven in it.
func (j Job) seal(ctx context.Context, t Target, index int, folders []medium.Entry, r *Receipt) error {
	copied := &r.Copies[index]
	at, err := mhl.At(copied.Path)
	if err != nil {
		return err
	}
	defer func() { _ = at.Close() }() // everything was settled
	history, err := mhl.Open(ctx, at, j.Card)
	if err != nil {
		return err
	}
	name, version, _ := strings.Cut(j.Tool, " ")
	generation := mhl.Generation{
		Process: mhl.Transfer, Started: j.Started, Creator: mhl.Creator{Host: j.Host, Tool: name, ToolVersion: version},
	}
	entries := j.entries(t, index, folders, r)
	if entries.Len() == 0 {
		return nil
	}
	generation.Many, generation.Whole = entries, whole(history, entries)
	manifest, err := history.Append(ctx, generation)
	if fault.Is(err, fault.Corrupt) {
		r.add(Problem{Path: mhl.Folder, Copy: index, Code: Differs, Message: "the media hash list of the copy is damaged and was not continued: " + err.Error()}, j)
		return nil
	}
	if err != nil {
		return err
	}
	copied.MHL = filepath.Join(copied.Path, filepath.FromSlash(manifest))
	return markSealed(t, j.Card, manifest)
}

// entries are the proven files and the folders of a copy.
func (j Job) entries(t Target, index int, folders []medium.Entry, r *Receipt) recorded {
	all := recorded{items: r.Items, folders: folders, copy: index}
	for i, f := range folders {
		if mhl.Recordable(f.Name) == nil {
			all.picked = append(all.picked, ^i)
		}
	}
	for i, it := range r.Items {
		err := mhl.Recordable(it.Path)
		switch {
		case !it.Copies[index]:
			if _, gone := t.Stat(path.Join(j.Card, it.Path)); gone != nil || err != nil {
				continue
			}
		case err != nil:
			r.add(Problem{Path: it.Path, Copy: index, Code: Unlisted, Message: "it is copied and proven, and no media hash list can hold its name"}, j)
			continue
		}
		all.picked = append(all.picked, i)
	}
	return all
}

// recorded are the entries of a list, made from a receipt when they are asked for.
type recorded struct {
	items   []ReceiptItem
	folders []medium.Entry
	picked  []int // indexes into items; those of folders are turned over (^)
	copy    int
}

// Len is of mhl.Entries.
func (all recorded) Len() int { return len(all.picked) }

// Name is of mhl.Entries.
func (all recorded) Name(i int) (string, bool) {
	if n := all.picked[i]; n >= 0 {
		return all.items[n].Path, false
	}
	return all.folders[^all.picked[i]].Name, true
}

// At is of mhl.Entries. Where something else lies than the card gave, there are no hashes, and so none of its folders.
func (all recorded) At(i int, e *mhl.Entry) {
	hashes := e.Hashes[:0]
	n := all.picked[i]
	if n < 0 {
		*e = mhl.Entry{Path: all.folders[^n].Name, Modified: all.folders[^n].Modified, Folder: true}
		return
	}
	it := &all.items[n]
	if !it.Copies[all.copy] {
		*e = mhl.Entry{Path: it.Path}
		return
	}
	for _, s := range it.Sums {
		if s.Format.InMHL() {
			hashes = append(hashes, mhl.Hash{Sum: s})
		}
	}
	*e = mhl.Entry{Path: it.Path, Size: it.Size, Modified: it.Modified, Hashes: hashes}
}

// whole tells whether entries are everything that the copy holds.
func whole(history *mhl.History, entries mhl.Entries) bool {
	if history.Empty() {
		return true
	}
	known := make(map[string]bool, entries.Len())
	for i := range entries.Len() {
		name, _ := entries.Name(i)
		known[name] = true
	}
	for name := range history.Files() {
		if !known[name] {
			return false
		}
	}
	return true
}

// markSealed notes in the journal that what it says is in a manifest now: a later run proves everything anew.
func markSealed(t Target, card, manifest string) error {
	log, err := t.Append(path.Join(workFolder, card, journalName))
	if err != nil {
		return err
	}
	j := journal{log: log}
	j.add(line{Sealed: manifest})
	return errors.Join(j.flush(), log.Sync(), log.Close())
}

// clearWork takes the journal and what is left of partial files away.
func clearWork(t Target, card string) error {
	work := path.Join(workFolder, card)
	list, err := t.List(work)
	if err != nil {
		return err
	}
	for _, e := range list {
		if err := t.Remove(e.Name); err != nil {
			return err
		}
	}
	if err := t.Remove(work); err != nil {
		return err
	}
	if rest, err := t.List(workFolder); err == nil && len(rest) == 0 {
		return t.Remove(workFolder)
	}
	return nil
}

// ReceiptName is where the receipt of a card lies, beside the copy.
func ReceiptName(card string) string { return card + ".offload.json" }

// leaveReceipt writes the receipt beside a copy, in place of that of an earlier offload of the same card.
func (j Job) leaveReceipt(to string, r Receipt) error {
	begun, name := filepath.Join(to, workFolder, j.Card, "receipt"), filepath.Join(to, ReceiptName(j.Card))
	err := writeReceipt(begun, r)
	if err == nil {
		err = os.Rename(begun, name)
	}
	if err != nil {
		return fault.New(fault.Unavailable, "the receipt %s cannot be written", name).WithCause(err)
	}
	return nil
}

func writeReceipt(name string, r Receipt) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(r.Write(f), f.Sync(), f.Close())
}

func counted(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf("%d %s", n, one)
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Interrupted tells whether an offload of a card was begun in a folder and not finished.
func Interrupted(to, card string) bool {
	_, err := os.Stat(filepath.Join(to, workFolder, card, journalName))
	return err == nil
}
