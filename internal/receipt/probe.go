package receipt

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/btsdirector/bts/internal/card"
)

// endSize is how much of each end of a file is compared.
const endSize = 64 << 10

// probe compares both ends of the largest files with the first earlier copy that can be read.
func (m *Match) probe(fsys fs.FS, files []card.File) {
	for _, c := range m.Receipt.Copies {
		root, err := os.OpenRoot(c.Path)
		if err != nil {
			continue
		}
		m.probeIn(fsys, root.FS(), files)
		_ = root.Close() // it was only read
		if m.Probed > 0 {
			m.Copy = c.Path
			return
		}
	}
}

func (m *Match) probeIn(fsys, copied fs.FS, files []card.File) {
	for _, f := range files {
		there, err := fs.Stat(copied, f.Path)
		if err != nil || there.Size() != f.Size {
			continue // this copy has not got it any more
		}
		now, err := ends(fsys, f)
		if err != nil {
			continue
		}
		then, err := ends(copied, f)
		if err != nil {
			continue
		}
		m.Probed++
		if !bytes.Equal(now, then) {
			m.Sure, m.Other = Refuted, f.Path
			return
		}
		m.Sure = ByEnds
	}
}

// ends are the first and the last bytes of a file.
func ends(fsys fs.FS, f card.File) ([]byte, error) {
	file, err := fsys.Open(f.Path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	at, ok := file.(io.ReaderAt)
	if !ok {
		return nil, errors.New("it can only be read from its begin")
	}
	both := make([]byte, min(2*endSize, f.Size))
	first := both[:min(endSize, len(both))]
	if _, err := io.ReadFull(io.NewSectionReader(at, 0, int64(len(first))), first); err != nil {
		return nil, err
	}
	last := both[len(first):]
	_, err = io.ReadFull(io.NewSectionReader(at, f.Size-int64(len(last)), int64(len(last))), last)
	return both, err
}

// Words say what is known of the earlier offload, and how sure that is.
func (m Match) Words() string {
	when := m.Receipt.Started.Format("2 Jan 2006 15:04 MST")
	var b strings.Builder
	switch {
	case m.Sure == Refuted:
		fmt.Fprintf(&b, "A card with the same names, sizes and times was copied as %s, %s, but it is another: %s has other content.", m.Receipt.Card, when, m.Other)
		return b.String()
	case m.Whole():
		fmt.Fprintf(&b, "Everything on this card was copied already: as %s, %s", m.Receipt.Card, when)
	default:
		fmt.Fprintf(&b, "This card was copied in part: %s as %s, %s; %s new since then", counted(m.Files, "file"), m.Receipt.Card, when, isOrAre(m.New))
	}
	if paths := places(m); paths != "" {
		b.WriteString(", to " + paths)
	}
	b.WriteString(". ")
	if m.Receipt.SafeToFormat {
		b.WriteString("Every copy was verified then. ")
	} else {
		b.WriteString("It was not safe to format then. ")
	}
	if m.Sure == ByEnds {
		fmt.Fprintf(&b, "Begin and end of %s are the same in %s; the rest was not read.", counted(m.Probed, "file"), m.Copy)
	} else {
		b.WriteString("This is by names, sizes and times; no earlier copy could be read here.")
	}
	return b.String()
}

func places(m Match) string {
	paths := make([]string, 0, len(m.Receipt.Copies))
	for _, c := range m.Receipt.Copies {
		paths = append(paths, c.Path)
	}
	return strings.Join(paths, " and ")
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%s %ss", grouped(int64(n)), what)
}

func isOrAre(n int) string {
	if n == 1 {
		return "1 is"
	}
	return grouped(int64(n)) + " are"
}

// grouped writes a number with its thousands apart.
func grouped(n int64) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
