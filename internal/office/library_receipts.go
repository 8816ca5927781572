package office

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/ingest"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// copyReceipts are the receipts of offloads that lie beside folders: they say the hash of every file of a copy, and which
// card of the log it is.
type copyReceipts struct {
	sums  map[string]provenFile        // by path
	cards map[string]production.CardID // by the folder of a copy
}

type provenFile struct {
	sum      string // xxHash-128 in hex
	size     int64
	modified time.Time
}

// receiptEnd is the end of the name of a receipt.
const receiptEnd = ".offload.json"

// receiptsBeside reads the receipts of the copies that the paths are, lie in, or hold. A receipt that cannot be read is
// passed over: the files are then read themselves.
func (o *Office) receiptsBeside(ctx context.Context, in production.ProductionID, paths []string) (copyReceipts, error) {
	c := copyReceipts{sums: map[string]provenFile{}, cards: map[string]production.CardID{}}
	for _, path := range paths {
		real, err := filepath.EvalSymlinks(path)
		if err == nil {
			real, err = filepath.Abs(real)
		}
		if err != nil {
			continue // the ingest says what is wrong with it
		}
		for folder := real; ; folder = filepath.Dir(folder) {
			o.takeReceipt(ctx, in, c, folder)
			if folder == filepath.Dir(folder) {
				break
			}
		}
		inside, err := filepath.Glob(filepath.Join(escapeGlob(real), "*"+receiptEnd))
		if err != nil {
			return c, fault.Wrap(err, "office.receiptsBeside")
		}
		for _, name := range inside {
			o.takeReceipt(ctx, in, c, strings.TrimSuffix(name, receiptEnd))
		}
	}
	return c, nil
}

// escapeGlob is a path as a pattern that matches it alone.
func escapeGlob(path string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

// takeReceipt takes what the receipt beside a copy says, if there is one.
func (o *Office) takeReceipt(ctx context.Context, in production.ProductionID, c copyReceipts, folder string) {
	if _, known := c.cards[folder]; known {
		return
	}
	document, err := os.ReadFile(folder + receiptEnd)
	if err != nil {
		return
	}
	r, err := cardlog.ReadReceipt(document)
	if err != nil {
		return
	}
	c.cards[folder] = o.cardOfContent(ctx, in, r)
	for _, item := range r.Items {
		proven := false
		for _, copied := range item.Copies {
			proven = proven || copied
		}
		if sum, has := digest.Find(item.Sums, digest.XXH128); has && proven {
			c.sums[filepath.Join(folder, filepath.FromSlash(item.Path))] = provenFile{sum.Value, item.Size, item.Modified}
		}
	}
}

// cardOfContent is the card of the log that a receipt was registered at, "" for none.
func (o *Office) cardOfContent(ctx context.Context, in production.ProductionID, r offload.Receipt) (card production.CardID) {
	content := r.Content
	if content == "" {
		content = offload.Content(r.Items)
	}
	_ = o.store.Read(ctx, func(tx *store.Tx) error { // without an answer the card stays unknown
		all, err := tx.FindReceipts(ctx, in, store.ReceiptFilter{Content: content})
		for _, one := range cardlog.Valid(all) {
			card = one.Card
		}
		return err
	})
	return card
}

// proven is the hash of a file that an offload has proven, "" where there is none or the file is not the same any more.
func (c copyReceipts) proven(f ingest.Found) string {
	p, known := c.sums[f.Path]
	if !known || p.size != f.Bytes || !p.modified.Truncate(time.Second).Equal(f.Modified.Truncate(time.Second)) {
		return ""
	}
	return p.sum
}

// card is the card that a file was copied from, "" unknown.
func (c copyReceipts) card(path string) production.CardID {
	for folder := filepath.Dir(path); folder != filepath.Dir(folder); folder = filepath.Dir(folder) {
		if card := c.cards[folder]; card != "" {
			return card
		}
	}
	return ""
}
