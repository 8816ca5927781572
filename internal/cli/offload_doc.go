package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/card"
	"github.com/btsdirector/bts/internal/medium"
	"github.com/btsdirector/bts/internal/offload"
)

// offloadDoc is what the contract says of an offload.
type offloadDoc struct {
	Card         string           `json:"card"`
	Files        int              `json:"files"`
	Bytes        int64            `json:"bytes"`
	Seconds      float64          `json:"seconds"`
	Copies       []offloadCopy    `json:"copies"`
	SafeToFormat bool             `json:"safe_to_format"`
	Problems     []offloadProblem `json:"problems"`
	Verdict      string           `json:"verdict"`
	Camera       string           `json:"camera"` // as far as the folders of the card tell
	Clips        int              `json:"clips"`
	Notes        []offloadNote    `json:"notes"`         // what the card itself lacks
	Earlier      []string         `json:"earlier"`       // offloads of the same content that lie there already, in words
	CopiesWanted int              `json:"copies_wanted"` // 0 where nobody said: all that were asked for are enough
	Resumed      []offloadResumed `json:"resumed"`       // what interrupted offloads left, with which this one began
	Registered   *offloadLogged   `json:"registered"`    // null where no card log was asked, or it did not answer
}

// offloadResumed is what an interrupted offload left in one place.
type offloadResumed struct {
	To     string          `json:"to"`
	Begun  time.Time       `json:"begun"`
	Files  int             `json:"files"` // proven already
	Bytes  int64           `json:"bytes"`
	Reread int64           `json:"reread_bytes"` // of unfinished files, read back before anything is copied
	Inside []offloadInside `json:"inside"`
}

// offloadInside is a file that an offload was interrupted in.
type offloadInside struct {
	Path  string `json:"path"`
	Have  int64  `json:"have_bytes"`
	Bytes int64  `json:"bytes"`
}

// offloadLogged is what the card log of a production says after the receipt was registered.
type offloadLogged struct {
	Server     string   `json:"server"` // "" for the installation of this machine
	Production string   `json:"production"`
	Card       string   `json:"card"` // id
	Name       string   `json:"name"`
	Already    bool     `json:"already"`
	State      string   `json:"state"`
	Safe       bool     `json:"safe_to_format"`
	Copies     int      `json:"verified_copies"`
	Why        []string `json:"why_not"`
}

// offloadNote is something about the card that a person should look at before it is formatted.
type offloadNote struct {
	Path    string `json:"path"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Grave   bool   `json:"grave"`
}

type offloadCopy struct {
	To       string `json:"to"`
	Path     string `json:"path"`
	Files    int    `json:"files"`
	Verified bool   `json:"verified"`
	MHL      string `json:"mhl"`
	Cached   bool   `json:"cached"` // read back through the system's memory: the medium may not have answered
}

type offloadProblem struct {
	Path    string `json:"path"`
	Copy    string `json:"copy"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Mended  bool   `json:"mended"`
}

func newOffloadDoc(r offload.Receipt) offloadDoc {
	doc := offloadDoc{Card: r.Card, Files: r.Files, Bytes: r.Bytes, Seconds: r.Seconds, SafeToFormat: r.SafeToFormat,
		Verdict: r.Verdict(), CopiesWanted: r.Wanted, Resumed: []offloadResumed{}, Copies: []offloadCopy{}, Problems: []offloadProblem{}, Notes: []offloadNote{}, Earlier: []string{}}
	for _, c := range r.Copies {
		doc.Copies = append(doc.Copies, offloadCopy{To: c.To, Path: c.Path, Files: c.Files, Verified: c.Verified, MHL: c.MHL, Cached: c.Cached})
	}
	for _, p := range r.Problems {
		doc.Problems = append(doc.Problems, offloadProblem{Path: p.Path, Copy: p.CopyPath, Code: p.Code, Message: p.Message, Mended: p.Mended})
	}
	return doc
}

// describe says what the card is.
func (d *offloadDoc) describe(c card.Card, clips int, earlier []string) {
	d.Camera, d.Clips = c.Camera(), clips
	for _, n := range c.Notes {
		d.Notes = append(d.Notes, offloadNote{n.Path, n.Code, n.Message, n.Grave})
	}
	d.Earlier = append(d.Earlier, earlier...)
}

// write is the document for a person: what came of every copy, what is wrong, and last whether the card may be formatted.
func (d offloadDoc) write(w io.Writer) error {
	var b strings.Builder
	what := d.Card
	if d.Camera != "" {
		what += fmt.Sprintf(" (%s, %s)", d.Camera, plural(d.Clips, "clip", "clips"))
	}
	fmt.Fprintf(&b, "%s: %s, %s in %s.\n", what, plural(d.Files, "file", "files"), medium.Words(d.Bytes), time.Duration(d.Seconds*float64(time.Second)).Round(100*time.Millisecond))
	for _, c := range d.Copies {
		state := fmt.Sprintf("%d of %d verified", c.Files, d.Files)
		if c.Verified {
			state = "verified"
		}
		fmt.Fprintf(&b, "  %-10s %s\n", state, c.Path)
		if c.Cached {
			fmt.Fprintf(&b, "             read back through the system's memory: this drive gives no way past it\n")
		}
		if c.MHL != "" {
			fmt.Fprintf(&b, "             %s\n", c.MHL)
		}
	}
	for _, p := range d.Problems {
		where := strings.TrimPrefix(strings.Join([]string{p.Copy, p.Path}, ": "), ": ")
		fmt.Fprintf(&b, "  %s: %s (%s)\n", strings.TrimSuffix(where, ": "), p.Message, p.Code)
	}
	fmt.Fprintf(&b, "%s\n", d.Verdict)
	_, err := io.WriteString(w, b.String())
	return err
}
