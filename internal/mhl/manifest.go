package mhl

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/digest"
)

// Manifest is what a manifest says beside its records.
type Manifest struct {
	Created            time.Time // zero where it cannot be read
	Creator            Creator
	Process            Process
	Content, Structure []Hash // of the root
	Ignore             []string
	References         []Link
	Records            int
}

// Link names a manifest of a nested history and its C4 hash.
type Link struct{ Path, C4 string }

// Record is one file or folder of a manifest.
type Record struct {
	Entry
	Content, Structure []Hash // of folders
	Line               int
	// Fault says what is wrong with this record alone: a path that leads out of the scope or is none, a hash that
	// cannot be one. What was wrong is left out of the record.
	Fault error
}

// ReadManifest reads a manifest and calls each for every record; file is its name in errors. Elements that the
// schema does not know are passed over. It returns invalid, with the line, for what is no such manifest.
func ReadManifest(r io.Reader, file string, each func(Record) error) (Manifest, error) {
	d := newDocument(r, file)
	var m Manifest
	start, err := d.root(namespace, "hashlist")
	if err != nil {
		return m, err
	}
	if v := attribute(start, "version"); v != version {
		return m, d.broken("this is version %q of the media hash list, and only %s is known", v, version)
	}
	seen := map[string]bool{}
	err = d.children(namespace, func(start xml.StartElement) error {
		seen[start.Name.Local] = true
		switch start.Name.Local {
		case "creatorinfo":
			return d.creator(&m)
		case "processinfo":
			return d.process(&m)
		case "hashes":
			return d.records(&m, each)
		case "references":
			return d.references(&m)
		}
		return nil
	})
	if err != nil {
		return m, err
	}
	for _, part := range []string{"creatorinfo", "processinfo"} {
		if !seen[part] {
			return m, d.broken("<%s> is missing", part)
		}
	}
	if !seen["hashes"] && !seen["references"] {
		return m, d.broken("there are neither hashes nor references in it")
	}
	return m, nil
}

func (d *document) creator(m *Manifest) error {
	c := &m.Creator
	return d.children(namespace, func(start xml.StartElement) error {
		text, err := d.text()
		switch start.Name.Local {
		case "creationdate":
			m.Created = moment(text)
		case "hostname":
			c.Host = text
		case "tool":
			c.Tool, c.ToolVersion = text, attribute(start, "version")
		case "author":
			c.Authors = append(c.Authors, Author{text, attribute(start, "email"), attribute(start, "phone"), attribute(start, "role")})
		case "location":
			c.Location = text
		case "comment":
			c.Comment = text
		}
		return err
	})
}

func (d *document) process(m *Manifest) error {
	return d.children(namespace, func(start xml.StartElement) (err error) {
		switch start.Name.Local {
		case "process":
			var text string
			text, err = d.text()
			m.Process = Process(strings.TrimSpace(text))
		case "roothash":
			m.Content, m.Structure, err = d.pair()
		case "ignore":
			err = d.children(namespace, func(start xml.StartElement) error {
				if start.Name.Local != "pattern" {
					return nil
				}
				text, err := d.text()
				m.Ignore = append(m.Ignore, text)
				return err
			})
		}
		return err
	})
}

// pair reads the content and structure hashes of a folder.
func (d *document) pair() (content, structure []Hash, err error) {
	err = d.children(namespace, func(start xml.StartElement) (err error) {
		switch start.Name.Local {
		case "content":
			content, err = d.hashes()
		case "structure":
			structure, err = d.hashes()
		}
		return err
	})
	return content, structure, err
}

func (d *document) hashes() (hashes []Hash, err error) {
	err = d.children(namespace, func(start xml.StartElement) error {
		h, ok, err := d.hash(start)
		if ok {
			hashes = append(hashes, h)
		}
		return err
	})
	return hashes, err
}

// hash reads one hash; false says that its format is none of the standard's.
func (d *document) hash(start xml.StartElement) (Hash, bool, error) {
	format, known := digest.Known(start.Name.Local)
	if !known || !format.InMHL() {
		return Hash{}, false, nil
	}
	text, err := d.text()
	if err != nil {
		return Hash{}, false, err
	}
	value := strings.Join(strings.Fields(text), "")
	if !format.Valid(value) {
		d.spoil("%q is not a hash of format %s", shortened(value), format)
		return Hash{}, false, nil
	}
	return Hash{digest.Sum{Format: format, Value: value}, actionOf(attribute(start, "action")), moment(attribute(start, "hashdate"))}, true, nil
}

func (d *document) records(m *Manifest, each func(Record) error) error {
	return d.children(namespace, func(start xml.StartElement) error {
		var r Record
		switch start.Name.Local {
		case "hash":
		case "directoryhash":
			r.Folder = true
		default:
			return nil
		}
		r.Line, d.spoilt = d.at().Line, nil
		if err := d.record(&r); err != nil {
			return err
		}
		r.Fault = d.spoilt
		m.Records++
		return each(r)
	})
}

func (d *document) record(r *Record) error {
	err := d.children(namespace, func(start xml.StartElement) (err error) {
		switch name := start.Name.Local; {
		case name == "path":
			r.Size, r.Modified = -1, moment(attribute(start, "lastmodificationdate"))
			if size, err := strconv.ParseInt(strings.TrimSpace(attribute(start, "size")), 10, 64); err == nil && size >= 0 {
				r.Size = size
			}
			r.Path, err = d.path(r.Path)
		case name == "previousPath":
			r.Previous, err = d.path("")
		case name == "content" && r.Folder:
			r.Content, err = d.hashes()
		case name == "structure" && r.Folder:
			r.Structure, err = d.hashes()
		case !r.Folder:
			var h Hash
			var ok bool
			if h, ok, err = d.hash(start); ok {
				r.Hashes = append(r.Hashes, h)
			}
		}
		return err
	})
	if r.Path == "" {
		d.spoil("this record has no path")
	}
	return err
}

// path reads a path that stays inside the scope.
func (d *document) path(before string) (string, error) {
	text, err := d.text()
	if err != nil {
		return "", err
	}
	name, ok := clean(text)
	if !ok || before != "" {
		d.spoil("%q is no path below the folder that the list is of", shortened(text))
		return before, nil
	}
	return name, nil
}

// spoil keeps the first thing that is wrong with a record, and reading goes on.
func (d *document) spoil(format string, args ...any) {
	if d.spoilt == nil {
		d.spoilt = d.broken(format, args...)
	}
}

func (d *document) references(m *Manifest) error {
	return d.children(namespace, func(start xml.StartElement) error {
		if start.Name.Local != "hashlistreference" {
			return nil
		}
		link, err := d.link(namespace)
		m.References = append(m.References, link)
		return err
	})
}

// link reads a path and its C4 hash.
func (d *document) link(space string) (link Link, err error) {
	d.spoilt = nil
	err = d.children(space, func(start xml.StartElement) (err error) {
		var text string
		switch start.Name.Local {
		case "path":
			link.Path, err = d.path(link.Path)
		case "c4":
			text, err = d.text()
			link.C4 = strings.Join(strings.Fields(text), "")
		}
		return err
	})
	if link.Path == "" || !digest.C4.Valid(link.C4) {
		d.spoil("this reference has no path, or no C4 hash")
	}
	return link, errors.Join(err, d.spoilt)
}

// actionOf is an action; of those that the standard knows nothing is kept but the constant.
func actionOf(text string) Action {
	for _, a := range []Action{Original, Verified, Failed} {
		if text == string(a) {
			return a
		}
	}
	return Action(text)
}

// moment reads a date of XML Schema; without an offset it is taken as UTC. What cannot be read is the zero time.
func moment(text string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
		if t, err := time.Parse(layout, strings.TrimSpace(text)); err == nil {
			return t
		}
	}
	return time.Time{}
}

func shortened(text string) string {
	if len(text) > 80 {
		return fmt.Sprintf("%s… (%d bytes)", strings.ToValidUTF8(text[:80], ""), len(text))
	}
	return text
}
