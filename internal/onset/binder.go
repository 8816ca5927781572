package onset

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"

	"github.com/btsdirector/bts/internal/fault"
)

// binder binds documents of the PDF writer into one while they are made, so that only one of them is in memory. It
// knows PDF as far as that writer makes it: objects one after the other, plain references, streams that tell their
// length (ISO 32000-1, 7.3 and 7.5). The pages of each document hang below one new root.
type binder struct {
	to      io.Writer
	at      int64   // bytes written
	objects []int64 // where each object begins, from number 1 on
	parts   []int   // the page tree of each document
	pages   int
	info    int // from the first document
}

var (
	objectHead = regexp.MustCompile(`^(\d+) 0 obj\n`)
	reference  = regexp.MustCompile(`\b(\d+) 0 R\b`)
	pageCount  = regexp.MustCompile(`/Count (\d+)\b`)
	rootOf     = regexp.MustCompile(`/Root (\d+) 0 R`)
	infoOf     = regexp.MustCompile(`/Info (\d+) 0 R`)
	startXref  = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n?$`)
)

// The root of all pages comes first.
const bindRoot = 1

// add takes a whole document.
func (b *binder) add(document []byte) error {
	starts, trailer, err := objectsOf(document)
	if err != nil {
		return err
	}
	if b.at == 0 {
		b.objects = make([]int64, bindRoot)
		if err := b.write(document[:starts[0].from]); err != nil { // the head tells the version
			return err
		}
	}
	shift := len(b.objects)
	b.objects = append(b.objects, make([]int64, len(starts))...)
	root, info := number(rootOf, trailer), number(infoOf, trailer)
	for _, o := range starts {
		text := document[o.from:o.to]
		if o.number == root || (o.number == info && len(b.parts) > 0) {
			text = fmt.Appendf(nil, "%d 0 obj\nnull\nendobj\n", o.number) // there is one catalogue, and one description
		}
		if err := b.object(text, o.number, shift); err != nil {
			return err
		}
	}
	if len(b.parts) == 0 {
		b.info = info + shift
	}
	b.parts = append(b.parts, 1+shift) // the writer begins with the page tree
	return nil
}

// object writes one with new numbers.
func (b *binder) object(text []byte, n, shift int) error {
	head, stream, streamed := bytes.Cut(text, []byte("\nstream\n"))
	head = objectHead.ReplaceAll(head, fmt.Appendf(nil, "%d 0 obj\n", n+shift))
	head = reference.ReplaceAllFunc(head, func(ref []byte) []byte {
		return fmt.Appendf(nil, "%d 0 R", number(reference, ref)+shift)
	})
	if n == 1 {
		b.pages += number(pageCount, head)
		head = bytes.Replace(head, []byte("/Type /Pages"), fmt.Appendf(nil, "/Type /Pages /Parent %d 0 R", bindRoot), 1)
	}
	b.objects[n+shift-1] = b.at
	if err := b.write(head); err != nil {
		return err
	}
	if streamed {
		if err := b.write([]byte("\nstream\n")); err != nil {
			return err
		}
		return b.write(stream)
	}
	return nil
}

// close writes the root of all pages, the catalogue and the table of objects.
func (b *binder) close() error {
	var kids bytes.Buffer
	for _, p := range b.parts {
		fmt.Fprintf(&kids, "%d 0 R ", p)
	}
	b.objects[bindRoot-1] = b.at
	catalogue := len(b.objects) + 1
	text := fmt.Sprintf("%d 0 obj\n<</Type /Pages /Kids [%s] /Count %d>>\nendobj\n", bindRoot, bytes.TrimSpace(kids.Bytes()), b.pages)
	b.objects = append(b.objects, b.at+int64(len(text)))
	text += fmt.Sprintf("%d 0 obj\n<</Type /Catalog /Pages %d 0 R>>\nendobj\n", catalogue, bindRoot)
	if err := b.write([]byte(text)); err != nil {
		return err
	}
	var end bytes.Buffer
	fmt.Fprintf(&end, "xref\n0 %d\n0000000000 65535 f \n", len(b.objects)+1)
	for _, at := range b.objects {
		fmt.Fprintf(&end, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&end, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n>>\nstartxref\n%d\n%%%%EOF\n", len(b.objects)+1, catalogue, b.info, b.at)
	return b.write(end.Bytes())
}

func (b *binder) write(text []byte) error {
	n, err := b.to.Write(text)
	b.at += int64(n)
	if err != nil {
		return fault.New(fault.Unavailable, "the report could not be written").WithCause(err)
	}
	return nil
}

// extent is where an object of a document lies.
type extent struct{ number, from, to int }

// objectsOf finds the objects of a document by its own table, in order of place.
func objectsOf(document []byte) (list []extent, trailer []byte, err error) {
	broken := fault.New(fault.Internal, "the PDF writer made something that cannot be bound")
	tail := document[max(0, len(document)-64):]
	at := number(startXref, tail)
	if at <= 0 || at >= len(document) {
		return nil, nil, broken
	}
	lines := bytes.Split(document[at:], []byte("\n"))
	if len(lines) < 3 || string(lines[0]) != "xref" {
		return nil, nil, broken
	}
	trailer = document[at:]
	for i, line := range lines[3:] { // the heads of the table and its unused first line
		if len(line) < 18 || line[17] != 'n' {
			break
		}
		from, err := strconv.Atoi(string(line[:10]))
		if err != nil || from >= at {
			return nil, nil, broken
		}
		list = append(list, extent{number: i + 1, from: from})
	}
	return ordered(list, at), trailer, nil
}

// ordered puts objects in order of place; each goes on to the next, the last to the table.
func ordered(list []extent, end int) []extent {
	slices.SortFunc(list, func(a, b extent) int { return cmp.Compare(a.from, b.from) })
	for i := range list {
		list[i].to = end
		if i+1 < len(list) {
			list[i].to = list[i+1].from
		}
	}
	return list
}

func number(of *regexp.Regexp, text []byte) int {
	match := of.FindSubmatch(text)
	if match == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(match[1]))
	return n
}
