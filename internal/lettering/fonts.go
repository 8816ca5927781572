// Package lettering prints names as they are written: it finds the fonts of a machine, puts the letters of any script
// where they belong, and makes a small font of just those letters, for a document to carry.
//
// A Setter sets the lines of one document. It takes the first font that has all letters of a line; where none has, each
// letter comes from the first font that has it. What no font has is spelt in Latin letters.
package lettering

import (
	"bytes"
	"encoding/binary"
	"os"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// Fonts are fonts to print with, the preferred first. The zero value has none. They are read when somebody needs their
// letters, and can be used by several documents at once.
type Fonts struct{ *shelf }

// shelf holds fonts, and remembers where letters were found.
type shelf struct {
	list func() []*typeface // finds them, once

	mu     sync.Mutex
	opened []*face // regular ones that were looked through, beside the list; nil for what cannot be used
	places map[rune]int
}

func newFonts(find func() []*typeface) Fonts {
	return Fonts{&shelf{list: sync.OnceValue(find), places: map[rune]int{}}}
}

// Any tells whether there are fonts at all.
func (f Fonts) Any() bool { return f.shelf != nil && len(f.list()) > 0 }

// Names are the names of the fonts, the preferred first.
func (f Fonts) Names() []string {
	if !f.Any() {
		return nil
	}
	names := make([]string, 0, len(f.list()))
	for _, t := range f.list() {
		names = append(names, t.name)
	}
	return names
}

// Has tells whether a font has the letter.
func (f Fonts) Has(letter rune) bool { return f.Any() && f.place(letter) < len(f.list()) }

// place is the place of the first font that has a letter, the number of fonts where none has. Fonts are opened one
// after the other until one has it.
func (s *shelf) place(letter rune) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if place, known := s.places[letter]; known {
		return place
	}
	faces, place := s.list(), 0
	for ; place < len(faces); place++ {
		if place == len(s.opened) {
			var opened *face
			if f := faces[place].open(false); f != nil {
				opened = newFace(f, false)
			}
			s.opened = append(s.opened, opened)
		}
		if f := s.opened[place]; f != nil && f.has(letter) {
			break
		}
	}
	s.places[letter] = place
	return place
}

// typeface is one design in one or two weights.
type typeface struct {
	name          string
	regular, bold string // files; where there is no bold one, bold words are printed as the others

	mu     sync.Mutex
	opened map[bool]*font.Font // by whether it is bold; nil for what cannot be read
}

// open is the font of a weight, nil when it cannot be used. It is read once.
func (t *typeface) open(bold bool) *font.Font {
	t.mu.Lock()
	defer t.mu.Unlock()
	if opened, known := t.opened[bold]; known {
		return opened
	}
	file := t.regular
	if bold && t.bold != "" || file == "" {
		file = t.bold
	}
	if t.opened == nil {
		t.opened = map[bool]*font.Font{}
	}
	t.opened[bold] = read(file)
	return t.opened[bold]
}

// mostBytes is the largest file that is read; the fonts of all Chinese letters in nine weights have a tenth of it.
const mostBytes = 1 << 28

// read reads the first font of a file, nil where it has none that may be printed.
func read(file string) *font.Font {
	if info, err := os.Stat(file); err != nil || info.Size() > mostBytes {
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	loaders, err := opentype.NewLoaders(bytes.NewReader(data))
	if err != nil || len(loaders) == 0 || !embeddable(loaders[0]) {
		return nil
	}
	opened, err := font.NewFont(loaders[0])
	if err != nil || opened.Upem() == 0 {
		return nil
	}
	return opened
}

// embeddable tells whether a font lets documents carry it: bit 1 of fsType in its table OS/2 forbids that, and bit 8
// forbids to carry a part of it (OpenType 1.9).
func embeddable(l *opentype.Loader) bool {
	const fsType, restricted, wholeOnly = 8, 0x0002, 0x0100
	table, err := l.RawTable(opentype.MustNewTag("OS/2"))
	return err != nil || len(table) < fsType+2 || binary.BigEndian.Uint16(table[fsType:])&(restricted|wholeOnly) == 0
}
