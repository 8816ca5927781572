package mhl

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// writer writes a manifest as it goes. bufio keeps the first error; Flush returns it.
type writer struct {
	*bufio.Writer
	made time.Time // when the manifest was made
}

// sheet is one manifest that is to be written.
type sheet struct {
	generation *Generation
	history    *History // that the manifest is of
	entries    *ordered // that the rows point into
	ignore     []string
	root       *pair
	rows       []row
	references []Link
}

// write writes the manifest with its parts in the order of the schema: creatorinfo, processinfo, hashes,
// references.
func (s *sheet) write(to io.Writer) error {
	made := s.generation.Created
	if made.IsZero() {
		made = s.generation.Started
	}
	w := &writer{bufio.NewWriterSize(to, 1<<16), made}
	w.put(`<?xml version="1.0" encoding="UTF-8"?>`, "\n", `<hashlist version="`, version, `" xmlns="`, namespace, `">`, "\n")
	w.creator(s.generation.Creator)
	w.process(s)
	w.put("  <hashes>\n")
	var e Entry
	for _, r := range s.rows {
		if r.pair != nil {
			w.folder(r.pair)
			continue
		}
		s.entries.entry(r.at, &e)
		w.file(s.history, &e)
	}
	w.put("  </hashes>\n")
	if len(s.references) > 0 {
		w.put("  <references>\n")
		for _, link := range s.references {
			w.put("    <hashlistreference>\n")
			w.element("      ", "path", link.Path)
			w.element("      ", "c4", link.C4)
			w.put("    </hashlistreference>\n")
		}
		w.put("  </references>\n")
	}
	w.put("</hashlist>\n")
	return w.Flush()
}

func (w *writer) put(parts ...string) {
	for _, p := range parts {
		_, _ = w.WriteString(p)
	}
}

// text writes text so that a reader gets it back as it is, also line breaks and tabs.
func (w *writer) text(text string) { _ = xml.EscapeText(w, []byte(text)) }

func (w *writer) attribute(name, value string) {
	if value != "" {
		w.put(" ", name, `="`)
		w.text(value)
		w.put(`"`)
	}
}

func (w *writer) element(indent, name, text string) {
	w.put(indent, "<", name, ">")
	w.text(text)
	w.put("</", name, ">\n")
}

func (w *writer) creator(c Creator) {
	w.put("  <creatorinfo>\n")
	w.element("    ", "creationdate", date(w.made))
	w.element("    ", "hostname", c.Host)
	w.put("    <tool")
	w.attribute("version", c.ToolVersion)
	w.put(">")
	w.text(c.Tool)
	w.put("</tool>\n")
	for _, a := range c.Authors {
		w.put("    <author")
		w.attribute("email", a.Email)
		w.attribute("phone", a.Phone)
		w.attribute("role", a.Role)
		w.put(">")
		w.text(a.Name)
		w.put("</author>\n")
	}
	if c.Location != "" {
		w.element("    ", "location", c.Location)
	}
	if c.Comment != "" {
		w.element("    ", "comment", c.Comment)
	}
	w.put("  </creatorinfo>\n")
}

func (w *writer) process(s *sheet) {
	w.put("  <processinfo>\n")
	w.element("    ", "process", string(s.generation.Process))
	if len(s.root.content) > 0 {
		w.put("    <roothash>\n")
		w.pair("      ", s.root)
		w.put("    </roothash>\n")
	}
	w.put("    <ignore>\n")
	for _, pattern := range s.ignore {
		w.element("      ", "pattern", pattern)
	}
	w.put("    </ignore>\n  </processinfo>\n")
}

// file writes the record of a file in the manifest of h.
func (w *writer) file(h *History, e *Entry) {
	w.put("    <hash>\n      <path")
	if e.Size >= 0 {
		w.put(` size="`, strconv.FormatInt(e.Size, 10), `"`)
	}
	name, _ := below(h.Scope, e.Path)
	w.rest(e.Modified, name)
	for _, one := range e.Hashes {
		w.hash("      ", one)
	}
	w.end("hash", h.before(e))
}

// folder writes the record of a folder.
func (w *writer) folder(r *pair) {
	w.put("    <directoryhash>\n      <path")
	w.rest(r.modified, r.path)
	w.pair("      ", r)
	w.end("directoryhash", r.previous)
}

// rest ends the tag of a path.
func (w *writer) rest(modified time.Time, name string) {
	w.attribute("lastmodificationdate", date(modified))
	w.put(">")
	w.text(name)
	w.put("</path>\n")
}

// end ends a record.
func (w *writer) end(name, previous string) {
	if previous != "" {
		w.element("      ", "previousPath", previous)
	}
	w.put("    </", name, ">\n")
}

// pair writes the content and structure hashes of a folder, in the same formats.
func (w *writer) pair(indent string, r *pair) {
	for _, part := range []struct {
		name string
		sums []digest.Sum
	}{{"content", r.content}, {"structure", r.structure}} {
		if len(part.sums) == 0 {
			w.put(indent, "<", part.name, "/>\n")
			continue
		}
		w.put(indent, "<", part.name, ">\n")
		for _, sum := range part.sums {
			w.hash(indent+"  ", Hash{Sum: sum, At: w.made})
		}
		w.put(indent, "</", part.name, ">\n")
	}
}

func (w *writer) hash(indent string, h Hash) {
	w.put(indent, "<", string(h.Format))
	w.attribute("action", string(h.Action))
	w.attribute("hashdate", date(h.At))
	w.put(">", h.Value, "</", string(h.Format), ">\n")
}

// date writes a date of XML Schema; what it has no spelling for is left out.
func date(t time.Time) string {
	if t.IsZero() || t.Year() < 1 || t.Year() > 9999 {
		return ""
	}
	return t.Format("2006-01-02T15:04:05-07:00")
}

// inOrder sorts hashes as the schema asks for.
func inOrder(hashes []Hash) []Hash {
	return slices.SortedFunc(slices.Values(hashes), byFormat)
}

func byFormat(a, b Hash) int {
	return cmp.Compare(slices.Index(digest.Formats, a.Format), slices.Index(digest.Formats, b.Format))
}

// mail is what the schema takes for the address of an author.
var mail = regexp.MustCompile(`^[^@]+@[^.]+\..+$`)

// check looks at what is the same for all manifests of a generation.
func (g *Generation) check() error {
	if g.Process != InPlace && g.Process != Transfer {
		return fault.New(fault.Internal, "%q is no process of a generation", g.Process)
	}
	return g.Creator.check()
}

func (c Creator) check() error {
	texts := []string{c.Host, c.Tool, c.ToolVersion, c.Location, c.Comment}
	for _, a := range c.Authors {
		if a.Email != "" && !mail.MatchString(a.Email) {
			return fault.New(fault.Invalid, "%q is no mail address", a.Email).WithRemedy("Write it as name@example.com, or leave it out.")
		}
		texts = append(texts, a.Name, a.Email, a.Phone, a.Role)
	}
	for _, text := range texts {
		for _, r := range text {
			if !inXML(r) {
				return fault.New(fault.Invalid, "%q holds the character %U, which XML cannot hold", text, r)
			}
		}
	}
	return nil
}

func (e *Entry) check() error {
	if !e.Folder && len(e.Hashes) == 0 && fs.ValidPath(e.Path) { // it is not written
		return nil
	}
	for _, name := range []string{e.Path, cmp.Or(e.Previous, e.Path)} {
		if err := Recordable(name); err != nil {
			return err
		}
	}
	for i, h := range e.Hashes {
		if !h.Format.InMHL() || !h.Format.Valid(h.Value) {
			return fault.New(fault.Invalid, "%s: %q is no %s hash that a manifest can hold", e.Path, h.Value, h.Format)
		}
		if i > 0 && h.Format == e.Hashes[i-1].Format {
			return fault.New(fault.Invalid, "%s: there are two %s hashes", e.Path, h.Format)
		}
	}
	if e.Folder && len(e.Hashes) > 0 {
		return fault.New(fault.Internal, "%s is a folder and has hashes of a file", fmt.Sprintf("%q", e.Path))
	}
	return nil
}
