// Package receipt keeps what is known of an offload: it reads the documents that lie beside copies, recognises a card
// that was copied before, and prints the report that is signed when a card is handed over.
package receipt

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
)

// Extension is how the names of receipts end.
const Extension = ".offload.json"

// most is how many files a receipt may list, so that a broken one does not fill the memory.
const most = 10_000_000

// Read reads a receipt whole. See Scan for its errors.
func Read(r io.Reader) (offload.Receipt, error) {
	var items []offload.ReceiptItem
	doc, err := Scan(r, func(it offload.ReceiptItem) error {
		items = append(items, it)
		return nil
	})
	doc.Items = items
	return doc, err
}

// Scan reads a receipt and hands its files to visit one by one, so that a large one takes no memory; the receipt it
// returns has none. Keys that it does not know are passed over. It returns invalid for what is no receipt, for one of
// a later kind, and for paths that lead out of the copy; and the error of visit.
func Scan(r io.Reader, visit func(offload.ReceiptItem) error) (offload.Receipt, error) {
	s := scanner{d: json.NewDecoder(r), visit: visit, rest: map[string]json.RawMessage{}}
	if err := s.document(); err != nil {
		var told *fault.Error
		if errors.As(err, &told) {
			return offload.Receipt{}, err
		}
		return offload.Receipt{}, notOne(err)
	}
	doc, err := s.receipt()
	if err != nil {
		return offload.Receipt{}, err
	}
	return doc, nil
}

func notOne(err error) error {
	return fault.New(fault.Invalid, "it is no receipt of an offload, or it is damaged").WithCause(err)
}

// scanner reads one document.
type scanner struct {
	d     *json.Decoder
	visit func(offload.ReceiptItem) error
	rest  map[string]json.RawMessage // all but the items
	items int
	width int // of the list of copies in the items, -1 where they differ
}

func (s *scanner) document() error {
	if err := s.expect('{'); err != nil {
		return err
	}
	for s.d.More() {
		token, err := s.d.Token()
		if err != nil {
			return err
		}
		key, _ := token.(string)
		if key == "items" {
			if err := s.list(); err != nil {
				return err
			}
			continue
		}
		var value json.RawMessage
		if err := s.d.Decode(&value); err != nil {
			return err
		}
		s.rest[key] = value
		if key == "schema" {
			if err := checkSchema(value); err != nil {
				return err
			}
		}
	}
	return s.expect('}')
}

func (s *scanner) expect(want json.Delim) error {
	token, err := s.d.Token()
	if err != nil {
		return err
	}
	if token != want {
		return fault.New(fault.Invalid, "it is no receipt of an offload")
	}
	return nil
}

// checkSchema refuses another kind of document, and a later one of this kind.
func checkSchema(value json.RawMessage) error {
	var text string
	_ = json.Unmarshal(value, &text) // what is no text is no schema
	kind, number, _ := strings.Cut(offload.ReceiptSchema, "/")
	name, version, _ := strings.Cut(text, "/")
	if name != kind {
		return fault.New(fault.Invalid, "it is no receipt of an offload: its schema is %q", text)
	}
	major, _, _ := strings.Cut(version, ".")
	theirs, err := strconv.Atoi(major)
	ours, _ := strconv.Atoi(number)
	if err != nil || theirs > ours || theirs < 1 {
		return fault.New(fault.Invalid, "the receipt is of a later kind, %q", text).WithRemedy("Read it with a newer version of BTS Director.")
	}
	return nil
}

func (s *scanner) list() error {
	token, err := s.d.Token()
	if err != nil || token == nil { // null is an empty list
		return err
	}
	if token != json.Delim('[') {
		return fault.New(fault.Invalid, "its files are no list")
	}
	for s.d.More() {
		var it offload.ReceiptItem
		if err := s.d.Decode(&it); err != nil {
			return err
		}
		if err := s.check(it); err != nil {
			return err
		}
		if err := s.visit(it); err != nil {
			return err
		}
	}
	return s.expect(']')
}

func (s *scanner) check(it offload.ReceiptItem) error {
	if s.items++; s.items > most {
		return fault.New(fault.Invalid, "it lists more than %d files", most)
	}
	if s.items == 1 {
		s.width = len(it.Copies)
	} else if s.width != len(it.Copies) {
		s.width = -1
	}
	switch {
	case it.Path == "" || it.Path == "." || strings.HasPrefix(it.Path, "/") || strings.ContainsRune(it.Path, 0) || !within(it.Path):
		return fault.New(fault.Invalid, "the path %q is none below a copy", it.Path)
	case it.Size < 0:
		return fault.New(fault.Invalid, "%s has a size of %d", it.Path, it.Size)
	}
	for _, sum := range it.Sums {
		if !sum.Format.Valid(sum.Value) {
			return fault.New(fault.Invalid, "%s has a hash that is none: %s %q", it.Path, sum.Format, sum.Value)
		}
	}
	return nil
}

// within is fs.ValidPath for names that need not be UTF-8.
func within(path string) bool { return fs.ValidPath(strings.ToValidUTF8(path, "x")) }

// receipt is everything but the files.
func (s *scanner) receipt() (offload.Receipt, error) {
	var doc offload.Receipt
	if _, ok := s.rest["schema"]; !ok {
		return doc, fault.New(fault.Invalid, "it is no receipt of an offload: it has no schema")
	}
	text, err := json.Marshal(s.rest)
	if err != nil {
		return doc, notOne(err)
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		return doc, notOne(err)
	}
	if s.items > 0 && s.width != len(doc.Copies) {
		return doc, fault.New(fault.Invalid, "its files do not tell of its %d copies", len(doc.Copies))
	}
	return doc, nil
}
