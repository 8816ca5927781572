package lettering

import (
	"math"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// perEm is the unit of everything that is measured here: a thousandth of the size of the type, as in PDF.
const perEm = 1000

// The codes of glyphs that no single letter stands for (the private use area of Unicode).
const (
	firstOwn rune = 0xE000
	lastOwn  rune = 0xF8FF
	lastBMP  rune = 0xFFFF
)

// face is a font as one document uses it, in one weight: it shapes, and remembers what was used.
type face struct {
	*font.Face
	number int // among the fonts of the document, -1 while it has not been used
	shaper shaping.HarfbuzzShaper
	known  map[rune]bool

	drawn map[rune]font.GID // what the document shows, by code
	own   map[font.GID]rune // codes from firstOwn on
}

func newFace(f *font.Font, bold bool) *face {
	face := &face{Face: font.NewFace(f), number: -1, known: map[rune]bool{}, drawn: map[rune]font.GID{}, own: map[font.GID]rune{}}
	if bold {
		const boldWeight = 700
		face.SetVariations([]font.Variation{{Tag: opentype.MustNewTag("wght"), Value: boldWeight}}) // a variable font has all weights in one file
	}
	return face
}

// has tells whether the font shows a letter. A letter without an outline is none: fonts of coloured pictures have such.
func (f *face) has(r rune) bool {
	if has, known := f.known[r]; known {
		return has
	}
	gid, has := f.NominalGlyph(r)
	if has && gid != 0 && !isBlank(r) {
		outline, ok := f.GlyphDataOutline(gid)
		has = ok && len(outline.Segments) > 0
	}
	f.known[r] = has && gid != 0 && !isOwn(r)
	return f.known[r]
}

// isOwn tells of a code that means something else in every font.
func isOwn(r rune) bool { return r >= firstOwn && r <= lastOwn || r >= 0xF0000 }

// advance is how wide a glyph is, in thousandths of the size.
func (f *face) advance(gid font.GID) int {
	return int(math.Round(float64(f.HorizontalAdvance(gid)) * perEm / float64(f.Upem())))
}

// code is the code by which the document shows a glyph, and whether that code is the letter itself. It is 0 when no
// code is left.
func (f *face) code(gid font.GID, letters []rune) (code rune, plain bool) {
	if len(letters) == 1 && letters[0] <= lastBMP && !isOwn(letters[0]) {
		for _, letter := range []rune{letters[0], partner(letters[0])} { // a bracket that runs from right to left is drawn as its partner
			if nominal, ok := f.NominalGlyph(letter); ok && nominal == gid {
				f.drawn[letter] = gid
				return letter, true
			}
		}
	}
	code, known := f.own[gid]
	if !known {
		code = firstOwn + rune(len(f.own))
		if code > lastOwn {
			return 0, false
		}
		f.own[gid], f.drawn[code] = code, gid
	}
	return code, false
}

// noKerning keeps the width of a line the sum of the widths of its letters wherever the script allows it.
var noKerning = []shaping.FontFeature{{Tag: opentype.MustNewTag("kern")}, {Tag: opentype.MustNewTag("liga")}}

// shape sets text[from:to], which is of one script and runs in one direction; its glyphs come from left to right.
func (f *face) shape(text []rune, from, to int, script language.Script, rightToLeft bool) []shaping.Glyph {
	direction := di.DirectionLTR
	if rightToLeft {
		direction = di.DirectionRTL
	}
	return f.shaper.ShapeNoExtents(shaping.Input{
		Text: text, RunStart: from, RunEnd: to, Direction: direction, Face: f.Face, FontFeatures: noKerning,
		Size: fixed.I(perEm), Script: script, Language: "en",
	}).Glyphs
}
