package lettering

import (
	"math"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
)

// plainScripts are scripts that are set letter by letter, from left to right.
var plainScripts = []*unicode.RangeTable{
	unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Armenian, unicode.Georgian, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Common,
}

// simple tells whether a line can be set letter by letter.
func simple(text []rune) bool {
	for _, r := range text {
		if r >= 0x300 && (isUnseen(r) || !unicode.In(r, plainScripts...)) || unicode.Is(unicode.M, r) {
			return false
		}
	}
	return true
}

// lineInTheMaking collects glyphs from left to right; those that need nothing but their widths go into one part.
type lineInTheMaking struct {
	Line
	setter *Setter
	run    []rune // codes of the part that is being collected
	face   *face
	begin  float64
}

// addLetter adds a letter of a simple line.
func (l *lineInTheMaking) addLetter(home *face, r rune) {
	if home == nil {
		return
	}
	gid, _ := home.NominalGlyph(r)
	l.add(home, []shaping.Glyph{{GlyphID: gid}}, []rune{r}, true)
}

// addShaped adds a line of scripts that join, stack or run from right to left.
func (l *lineInTheMaking) addShaped(text []rune, homes []*face) {
	for _, s := range inSight(text) {
		parts := parted(text, homes, s)
		for i := range parts {
			if s.leftward() {
				i = len(parts) - 1 - i
			}
			p := parts[i]
			if p.face != nil {
				l.addGlyphs(p.face, p.face.shape(text, p.from, p.to, p.script, s.leftward()), text)
			}
		}
	}
}

// part is text of one font and one script.
type part struct {
	from, to int
	face     *face
	script   language.Script
}

// parted cuts a span where font or script change. Signs and spaces go with the script before them.
func parted(text []rune, homes []*face, s span) []part {
	var parts []part
	for i := s.from; i < s.to; i++ {
		script := language.LookupScript(text[i])
		common := script == language.Common || script == language.Inherited
		if n := len(parts) - 1; n >= 0 && parts[n].face == homes[i] {
			if p := &parts[n]; common || p.script == script || p.script == language.Common {
				if !common {
					p.script = script
				}
				p.to = i + 1
				continue
			}
		}
		if common {
			script = language.Common
		}
		parts = append(parts, part{i, i + 1, homes[i], script})
	}
	return parts
}

// addGlyphs adds shaped glyphs, those of one cluster of letters together.
func (l *lineInTheMaking) addGlyphs(f *face, glyphs []shaping.Glyph, text []rune) {
	for len(glyphs) > 0 {
		n := max(glyphs[0].GlyphsCount(), 1)
		n = min(n, len(glyphs))
		first := glyphs[0].TextIndex()
		l.add(f, glyphs[:n], text[first:min(first+glyphs[0].RunesCount(), len(text))], false)
		glyphs = glyphs[n:]
	}
}

// add adds the glyphs of a cluster of letters; natural glyphs stand where the widths of the font put them.
func (l *lineInTheMaking) add(f *face, glyphs []shaping.Glyph, letters []rune, natural bool) {
	letters = visible(letters)
	if len(glyphs) == 1 && glyphs[0].GlyphID != 0 {
		g := glyphs[0]
		width := f.advance(g.GlyphID)
		if natural || g.XOffset == 0 && g.YOffset == 0 && rounded(g.Advance) == float64(width) {
			if code, plain := f.code(g.GlyphID, letters); plain {
				l.extend(f, code)
				l.Width += float64(width)
				return
			}
		}
	}
	l.flush()
	piece := Piece{Says: string(letters)}
	for _, g := range glyphs {
		x, advance := l.Width+rounded(g.XOffset), rounded(g.Advance)
		if natural {
			advance = float64(f.advance(g.GlyphID))
		}
		l.Width += advance
		if len(letters) == 0 || !f.draws(g.GlyphID) {
			continue
		}
		if code, _ := f.code(g.GlyphID, nil); code != 0 {
			piece.Parts = append(piece.Parts, Part{Font: l.setter.number(f), X: x, Y: rounded(g.YOffset), Codes: string(code)})
		}
	}
	if len(piece.Parts) > 0 {
		l.Pieces = append(l.Pieces, piece)
	}
}

// extend adds a code to the part that is being collected.
func (l *lineInTheMaking) extend(f *face, code rune) {
	if f != l.face {
		l.flush()
		l.face, l.begin = f, l.Width
	}
	l.run = append(l.run, code)
}

// flush ends the part that is being collected.
func (l *lineInTheMaking) flush() {
	if len(l.run) > 0 {
		l.Pieces = append(l.Pieces, Piece{Parts: []Part{{Font: l.setter.number(l.face), X: l.begin, Codes: string(l.run)}}})
	}
	l.run, l.face = nil, nil
}

// draws tells whether a glyph shows something; the one that fonts show for what they do not have is never shown.
func (f *face) draws(gid font.GID) bool {
	outline, ok := f.GlyphDataOutline(gid)
	return gid != 0 && ok && len(outline.Segments) > 0
}

// rounded is a length of the shaper in whole thousandths of the size.
func rounded[T ~int32](length T) float64 { return math.Round(float64(length) / 64) }

// visible are letters without the marks that are not seen.
func visible(letters []rune) []rune {
	for i, r := range letters {
		if isUnseen(r) {
			out := append([]rune(nil), letters[:i]...)
			for _, r := range letters[i+1:] {
				if !isUnseen(r) {
					out = append(out, r)
				}
			}
			return out
		}
	}
	return letters
}
