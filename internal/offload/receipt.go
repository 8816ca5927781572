package offload

import (
	"time"

	"github.com/btsdirector/bts/internal/digest"
)

// ReceiptSchema names the shape of a Receipt. A reader refuses a major number it does not know.
const ReceiptSchema = "bts.offload/1"

// Receipt is the document of one offload: what was on the card, where it lies now, and how that was
// proven. It is written beside every copy as "<card>.offload.json", and a production keeps it.
type Receipt struct {
	Schema  string    `json:"schema"`
	Card    string    `json:"card"` // the name of the folder that the copies are
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
	// Content names what is on the card whatever it is called: a hash over the sorted names, sizes and
	// hashes of its files. The same content gives the same text.
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
