package lettering

import (
	"encoding/binary"
	"maps"
	"math/bits"
	"slices"

	"github.com/go-text/typesetting/font"
)

// Files are TrueType files of the glyphs that the lines so far show, by the number of the font. Each has its glyphs by
// their codes, a thousand units to the size of the type, and no instructions, which paper does not need. They are the
// same for equal lines.
func (s *Setter) Files() [][]byte {
	files := make([][]byte, 0, len(s.used))
	for _, f := range s.used {
		files = append(files, f.file())
	}
	return files
}

// table is the content of a table of a font: numbers in the order of the network.
type table []byte

func (t *table) add(numbers ...int) {
	for _, n := range numbers {
		*t = binary.BigEndian.AppendUint16(*t, uint16(n)) //nolint:gosec // signed numbers are written as their bits
	}
}

func (t *table) long(numbers ...int) {
	for _, n := range numbers {
		*t = binary.BigEndian.AppendUint32(*t, uint32(n)) //nolint:gosec // as above
	}
}

// padded is the table with zeros up to a multiple of four bytes, where the next can begin.
func (t table) padded() table {
	return append(t, make(table, -len(t)&3)...)
}

// extent are the edges of what is drawn.
type extent struct{ left, low, right, high int }

func (e *extent) hold(x, y int) {
	e.left, e.low, e.right, e.high = min(e.left, x), min(e.low, y), max(e.right, x), max(e.high, y)
}

// file writes the font (OpenType 1.9, with TrueType outlines).
func (f *face) file() []byte {
	codes := slices.Sorted(maps.Keys(f.drawn))
	var glyphs, places, widths table
	var all extent
	points, parts := 0, 0
	add := func(gid font.GID, contours [][]dot) {
		places.long(len(glyphs))
		edges := writeGlyph(&glyphs, contours)
		widths.add(f.advance(gid), edges.left)
		all.hold(edges.left, edges.low)
		all.hold(edges.right, edges.high)
		count := 0
		for _, c := range contours {
			count += len(c)
		}
		points, parts = max(points, count), max(parts, len(contours))
	}
	add(0, nil) // the glyph for what is missing shows nothing
	for _, code := range codes {
		add(f.drawn[code], f.contours(f.drawn[code]))
	}
	places.long(len(glyphs))
	count := len(codes) + 1
	tables := map[string]table{"glyf": glyphs, "loca": places, "hmtx": widths, "cmap": cmapOf(codes)}
	f.describe(tables, all, count)
	var maxp table
	maxp.long(0x00010000)
	maxp.add(count, points, parts, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)
	tables["maxp"] = maxp
	return assembled(tables)
}

// assembled is a file of tables: a directory of them by name, then what is in them.
func assembled(tables map[string]table) []byte {
	const headBytes, entryBytes = 12, 16
	steps := bits.Len(uint(len(tables))) - 1
	var file, body table
	file.long(0x00010000)
	file.add(len(tables), entryBytes<<steps, steps, entryBytes*len(tables)-entryBytes<<steps)
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		content := tables[name].padded()
		sum := 0
		for i := 0; i < len(content); i += 4 {
			sum += int(binary.BigEndian.Uint32(content[i:]))
		}
		file = append(file, name...)
		file.long(sum, headBytes+entryBytes*len(tables)+len(body), len(tables[name]))
		body = append(body, content...)
	}
	return append(file, body...)
}

// describe adds the tables with the measures of the whole font.
func (f *face) describe(tables map[string]table, all extent, count int) {
	ascent, descent := perEm*4/5, -perEm/5
	if e, ok := f.FontHExtents(); ok {
		ascent, descent = int(e.Ascender*perEm/float32(f.Upem())), int(e.Descender*perEm/float32(f.Upem()))
	}
	var head, hhea, os2, post, name table
	head.long(0x00010000, 0, 0, 0x5F0F3CF5)
	head.add(0, perEm)
	head.long(0, 0, 0, 0) // times, which would differ
	head.add(all.left, all.low, all.right, all.high, 0, 8, 2, 1, 0)
	hhea.long(0x00010000)
	hhea.add(ascent, descent, 0, perEm, all.left, 0, all.right, 1, 0, 0, 0, 0, 0, 0, 0, count)
	os2.add(2, perEm/2, 400, 5, 0)
	os2.add(make([]int, 10)...)                                    // places of small letters
	os2.add(0)                                                     // family class
	os2.add(make([]int, 5+8+2)...)                                 // appearance, scripts, vendor
	os2.add(0x40, 0, 0xFFFF, ascent, descent, 0, ascent, -descent) // selection to the height of Windows
	os2.add(0, 0, 0, 0, perEm/2, perEm*7/10, 0, 32, 0)
	post.long(0x00030000, 0)
	post.add(-perEm/10, perEm/20)
	post.long(0, 0, 0, 0, 0)
	name.add(0, 0, 6)
	tables["head"], tables["hhea"], tables["OS/2"], tables["post"], tables["name"] = head, hhea, os2, post, name
}

// writeGlyph appends a glyph and gives its edges; one without contours has no bytes.
func writeGlyph(out *table, contours [][]dot) extent {
	if len(contours) == 0 {
		return extent{}
	}
	first := contours[0][0]
	edges := extent{int(first.x), int(first.y), int(first.x), int(first.y)}
	var ends, flags, xs, ys table
	last, x, y := -1, 0, 0
	for _, contour := range contours {
		last += len(contour)
		ends.add(last)
		for _, d := range contour {
			edges.hold(int(d.x), int(d.y))
			flag := byte(0)
			if d.on {
				flag = 1
			}
			flag |= step(&xs, int(d.x)-x, 0x02, 0x10) | step(&ys, int(d.y)-y, 0x04, 0x20)
			flags = append(flags, flag)
			x, y = int(d.x), int(d.y)
		}
	}
	out.add(len(contours), edges.left, edges.low, edges.right, edges.high)
	*out = slices.Concat(*out, ends, table{0, 0}, flags, xs, ys).padded() // no instructions
	return edges
}

// step writes how far a point is from the one before it, and gives the flags that say in how many bytes.
func step(out *table, by int, short, same byte) byte {
	switch {
	case by == 0:
		return same
	case by > 0 && by < 256:
		*out = append(*out, byte(by))
		return short | same
	case by < 0 && by > -256:
		*out = append(*out, byte(-by))
		return short
	}
	out.add(by)
	return 0
}

// cmapOf maps codes, which are sorted, to the glyphs 1, 2, 3 … (format 4).
func cmapOf(codes []rune) table {
	var begins, ends, shifts []int
	for i, code := range codes {
		if n := len(ends); n > 0 && ends[n-1] == int(code)-1 {
			ends[n-1]++
			continue
		}
		begins, ends, shifts = append(begins, int(code)), append(ends, int(code)), append(shifts, i+1-int(code))
	}
	begins, ends, shifts = append(begins, 0xFFFF), append(ends, 0xFFFF), append(shifts, 1)
	n := len(ends)
	search, steps := 1, 0
	for search*2 <= n {
		search, steps = search*2, steps+1
	}
	var t table
	t.add(0, 1, 3, 1)
	t.long(12)
	t.add(4, 16+8*n, 0, 2*n, 2*search, steps, 2*(n-search))
	t.add(ends...)
	t.add(0)
	t.add(begins...)
	t.add(shifts...)
	t.add(make([]int, n)...)
	return t
}
