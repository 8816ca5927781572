package lettering

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Setter sets the lines of one document. It is not for use by several goroutines.
type Setter struct {
	fonts  Fonts
	latin  Latin
	faces  [2][]*face   // by weight, beside the fonts; nil while not opened
	places map[rune]int // of the first font with a letter
	used   []*face      // by number
}

// Latin spells a letter that no font has in letters that every font has; lost tells that it could only be marked as missing.
type Latin func(letter rune) (spelt string, lost bool)

// Setter begins a document.
func (f Fonts) Setter(latin Latin) *Setter {
	s := &Setter{fonts: f, latin: latin, places: map[rune]int{}}
	for weight := range s.faces {
		s.faces[weight] = make([]*face, len(f.list()))
	}
	return s
}

// Line is a line of text, ready to be shown.
type Line struct {
	Pieces []Piece
	Width  float64 // in thousandths of the size of the type
	Lost   bool    // a letter is marked as missing
}

// Piece is a part of a line that is shown, and read, together.
type Piece struct {
	Parts []Part
	Says  string // what it means, where the codes do not say it themselves
}

// Part is a row of glyphs of one font.
type Part struct {
	Font  int     // its number, as in Fonts
	X, Y  float64 // where it begins, from the beginning of the line and up from the baseline, in thousandths of the size
	Codes string
}

// Line sets a text without line breaks. Equal calls of equal setters give equal lines.
func (s *Setter) Line(text string, bold bool) Line {
	weight := 0
	if bold {
		weight = 1
	}
	letters, homes, lost := s.house([]rune(norm.NFC.String(text)), weight)
	line := lineInTheMaking{setter: s, Line: Line{Lost: lost}}
	if simple(letters) {
		for i, r := range letters {
			line.addLetter(homes[i], r)
		}
	} else {
		line.addShaped(letters, homes)
	}
	line.flush()
	return line.Line
}

// house finds each letter a font, and spells what has none. A letter and its accents are in one font.
func (s *Setter) house(text []rune, weight int) (letters []rune, homes []*face, lost bool) {
	whole := s.wholeHome(text, weight)
	for from := 0; from < len(text); {
		to := from + 1
		for to < len(text) && joins(text[to]) {
			to++
		}
		home := whole
		if home == nil {
			home = s.home(text[from:to], weight)
		}
		for _, r := range text[from:to] {
			switch {
			case isUnseen(r):
				letters, homes = append(letters, r), append(homes, nil)
			case home != nil && home.has(r):
				letters, homes = append(letters, r), append(homes, home)
			case unicode.Is(unicode.Mn, r): // an accent that the font cannot set
			default:
				spelt, gone := s.latin(r)
				lost = lost || gone
				for _, l := range spelt {
					letters, homes = append(letters, l), append(homes, s.home([]rune{l}, weight))
				}
			}
		}
		from = to
	}
	return letters, settle(homes), lost
}

// settle gives letters that are not seen the font of what stands before them, or after.
func settle(homes []*face) []*face {
	var before *face
	for i, home := range homes {
		if home == nil {
			homes[i] = before
		} else {
			before = home
		}
	}
	for i := len(homes) - 2; i >= 0; i-- {
		if homes[i] == nil {
			homes[i] = homes[i+1]
		}
	}
	return homes
}

// wholeHome is the first font that has all of some letters, nil where none has. No font before that of the rarest letter
// can be, and fonts after it are not opened for that alone.
func (s *Setter) wholeHome(text []rune, weight int) *face {
	rarest := -1
	for _, r := range text {
		if !isUnseen(r) {
			rarest = max(rarest, s.place(r))
		}
	}
	f := s.face(rarest, weight)
	for _, r := range text {
		if f == nil || !isUnseen(r) && !f.has(r) {
			return nil
		}
	}
	return f
}

// home is the font of a letter with its accents, or else that of the letter; nil where there is none.
func (s *Setter) home(cluster []rune, weight int) *face {
	if f := s.wholeHome(cluster, weight); f != nil {
		return f
	}
	f := s.face(s.place(cluster[0]), weight)
	if f != nil && !f.has(cluster[0]) { // the bold one has fewer letters
		return s.face(s.place(cluster[0]), 0)
	}
	return f
}

// place is the place of the first font that has a letter, the number of fonts where none has.
func (s *Setter) place(r rune) int {
	place, known := s.places[r]
	if !known {
		place = s.fonts.place(r)
		s.places[r] = place
	}
	return place
}

// face is the font of a place in a weight, nil where there is none.
func (s *Setter) face(place, weight int) *face {
	if place < 0 || place >= len(s.fonts.list()) {
		return nil
	}
	if s.faces[weight][place] == nil {
		if opened := s.fonts.list()[place].open(weight == 1); opened != nil {
			s.faces[weight][place] = newFace(opened, weight == 1)
		}
	}
	return s.faces[weight][place]
}

// number is the number of a font in the document.
func (s *Setter) number(f *face) int {
	if f.number < 0 {
		f.number = len(s.used)
		s.used = append(s.used, f)
	}
	return f.number
}

func isBlank(r rune) bool { return unicode.IsSpace(r) }

// isUnseen tells of marks that say how others are shown, as directions, joiners and the choice between forms of a sign.
func isUnseen(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}

// joins tells of what belongs to the letter before it.
func joins(r rune) bool {
	return unicode.Is(unicode.M, r) || r == '\u200d' || isUnseen(r) && r < '\u2000'
}

// Cut is n or the next smaller number at which a text can be cut: a letter keeps its accents.
func Cut(text []rune, n int) int {
	for at := n; at > 0; at-- {
		if at >= len(text) || !joins(text[at]) && text[at-1] != '\u200d' {
			return at
		}
	}
	return n
}
