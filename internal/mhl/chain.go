package mhl

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// chain is the table of contents of a history: its manifests in their order (section 7).
type chain []Link

// maxChain is how many generations a chain may have.
const maxChain = 100_000

// readChain reads a chain whose numbers must be 1, 2, 3 … (section 7.4.1).
func readChain(r io.Reader, file string) (chain, error) {
	d := newDocument(r, file)
	if _, err := d.root(chainNamespace, "ascmhldirectory"); err != nil {
		return nil, err
	}
	var c chain
	seen := map[string]bool{}
	err := d.children(chainNamespace, func(start xml.StartElement) error {
		if start.Name.Local != "hashlist" {
			return nil
		}
		number, err := strconv.Atoi(strings.TrimSpace(attribute(start, "sequencenr")))
		if err != nil || number != len(c)+1 {
			return d.broken("generation %q follows number %d: the chain has a gap", attribute(start, "sequencenr"), len(c))
		}
		link, err := d.link(chainNamespace)
		switch {
		case err != nil:
			return err
		case strings.Contains(link.Path, "/") || !strings.HasSuffix(link.Path, Extension):
			return d.broken("%q is no manifest beside the chain", shortened(link.Path))
		case seen[link.Path]:
			return d.broken("%s stands twice in the chain", link.Path)
		case number > maxChain:
			return d.broken("the chain is longer than can be meant")
		}
		seen[link.Path] = true
		c = append(c, link)
		return nil
	})
	if err == nil && len(c) == 0 {
		return nil, d.broken("the chain names no manifest")
	}
	return c, err
}

// encode writes the chain as its file.
func (c chain) encode() []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<ascmhldirectory xmlns="` + chainNamespace + `">` + "\n")
	for i, link := range c {
		fmt.Fprintf(&b, "  <hashlist sequencenr=\"%d\">\n    <path>", i+1)
		_ = xml.EscapeText(&b, []byte(link.Path)) // a buffer takes everything
		fmt.Fprintf(&b, "</path>\n    <c4>%s</c4>\n  </hashlist>\n", link.C4)
	}
	b.WriteString("</ascmhldirectory>\n")
	return b.Bytes()
}

// extends tells whether c is old and one generation more.
func (c chain) extends(old chain) bool {
	if len(c) != len(old)+1 {
		return false
	}
	for i, link := range old {
		if link != c[i] {
			return false
		}
	}
	return true
}

// Problem is something in a history that is not as it should be.
type Problem struct {
	Code fault.Code // missing, corrupt or invalid; "" for what is only worth knowing
	Path string     // of the file, below the folder that was opened
	Text string
}

// Grave tells whether something is lost or damaged.
func (p Problem) Grave() bool { return p.Code != "" }

// file is the path of a file in the ascmhl folder of the scope.
func file(scope, name string) string { return path.Join(scope, Folder, name) }
