package offload

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/digest"
)

// ReceiptSchema names the shape of a Receipt. A reader refuses a major number it does not know.
const ReceiptSchema = "bts.offload/1"

// Receipt is the document of one offload: what was on the card, where it lies now, and how that was
// proven. It is written beside every copy as "<card>.offload.json", and a production keeps it.
type Receipt struct {
	Schema  string    `json:"schema"`
	Card    string    `json:"card"`            // the name of the folder that the copies are
	Label   string    `json:"label,omitempty"` // what stands on the card, where the folder is called otherwise
	Source  Origin    `json:"source"`
	Started time.Time `json:"started"`
	Seconds float64   `json:"seconds"`
	Host    string    `json:"host"`
	Tool    string    `json:"tool"` // "bts 1.2.3"
	Verify  Verify    `json:"verify"`
	Hashes  []string  `json:"hashes"`

	Files  int           `json:"files"`
	Bytes  int64         `json:"bytes"`
	Copies []ReceiptCopy `json:"copies"`
	Items  []ReceiptItem `json:"items"` // sorted by path

	Problems     []ReceiptProblem `json:"problems"`
	SafeToFormat bool             `json:"safe_to_format"`
	// Wanted is how many verified copies the card is to have before it is formatted; 0 where nobody said, and all
	// that were asked for are enough.
	Wanted int `json:"copies_wanted,omitempty"`
	// Content names what is on the card whatever it is called, see Content.
	Content string `json:"content"`
}

// Origin is the card itself. What the system does not tell is empty.
type Origin struct {
	Path   string `json:"path"`
	Volume string `json:"volume,omitempty"` // the name of its file system
	Serial string `json:"serial,omitempty"` // of its file system or of the medium
	Camera string `json:"camera,omitempty"` // maker and kind, from the folders on it
}

// ReceiptCopy is one copy.
type ReceiptCopy struct {
	To       string `json:"to"`   // the folder that was named
	Path     string `json:"path"` // the copy in it
	Files    int    `json:"files"`
	Verified bool   `json:"verified"`
	MHL      string `json:"mhl"` // the manifest that was written, "" where none was
	// Cached tells that the file system gave no way past the page cache, so that what was read back
	// may have come from memory.
	Cached bool `json:"cached,omitempty"`
}

// ReceiptItem is one file.
type ReceiptItem struct {
	Path     string       `json:"path"`
	Size     int64        `json:"size"`
	Modified time.Time    `json:"modified"`
	Sums     []digest.Sum `json:"sums"`
	Copies   []bool       `json:"copies"` // in which of the copies it is proven
}

// ReceiptProblem is a Problem with the copy that it concerns, "" for the card.
type ReceiptProblem struct {
	Problem
	CopyPath string `json:"copy"`
}

// Harmless tells whether the problem leaves a card safe to format.
func (p ReceiptProblem) Harmless() bool { return p.harmless() }

// Content names what is on a card whatever the card is called: the first format of digest.Formats that all files have
// a sum in, a colon, and the SHA-256 over path, size and that sum of each file in order of path, each followed by a zero
// byte. The same files give the same text whenever the same format is computed; folders and times do not count. It is
// "" where there is no file, or some file has no sum: then nobody knows all that is on the card.
func Content(items []ReceiptItem) string {
	format, ok := common(items)
	if !ok {
		return ""
	}
	all := sha256.New()
	for _, it := range inOrder(items) {
		sum, _ := digest.Find(it.Sums, format)
		_, _ = fmt.Fprintf(all, "%s\x00%d\x00%s\x00", it.Path, it.Size, sum.Value) // a hash takes everything
	}
	return string(format) + ":" + hex.EncodeToString(all.Sum(nil))
}

// common is the first format that every item has a sum in.
func common(items []ReceiptItem) (digest.Format, bool) {
	for _, format := range digest.Formats {
		lacks := func(it ReceiptItem) bool { _, ok := digest.Find(it.Sums, format); return !ok }
		if len(items) > 0 && !slices.ContainsFunc(items, lacks) {
			return format, true
		}
	}
	return "", false
}

// inOrder are items in order of path; those in order already are not copied.
func inOrder(items []ReceiptItem) []ReceiptItem {
	byPath := func(a, b ReceiptItem) int { return cmp.Compare(a.Path, b.Path) }
	if !slices.IsSortedFunc(items, byPath) {
		items = slices.Clone(items)
		slices.SortStableFunc(items, byPath)
	}
	return items
}

// Write writes the document: the same receipt always gives the same bytes, with a line for each file, in order of
// path. It never holds the whole text in memory. It returns the error of w.
func (r Receipt) Write(w io.Writer) error {
	items := inOrder(r.Items)
	r.Items = []ReceiptItem{}
	frame, err := encoded(r, " ")
	if err != nil {
		return err
	}
	head, tail, _ := bytes.Cut(frame, []byte("\n \"items\": [],\n")) // text in JSON has no line breaks: there is one such line
	between, end := string(head)+"\n \"items\": [", "],\n"
	for _, it := range items {
		line, err := encoded(it, "")
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s\n  %s", between, bytes.TrimRight(line, "\n")); err != nil {
			return err
		}
		between, end = ",", "\n ],\n"
	}
	if len(items) > 0 {
		between = ""
	}
	_, err = fmt.Fprintf(w, "%s%s%s", between, end, tail)
	return err
}

func encoded(value any, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	err := e.Encode(value)
	return b.Bytes(), err
}
