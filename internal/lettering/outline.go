package lettering

import (
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// dot is a point of a TrueType outline, in thousandths of the size. Two points beside it that are not on the curve
// have one in the middle between them that is.
type dot struct {
	x, y int16
	on   bool
}

// contours are the closed curves of a glyph as TrueType wants them: lines and quadratic curves. Those of PostScript
// fonts are cubic and are cut until quadratic ones come near enough.
func (f *face) contours(gid font.GID) [][]dot {
	outline, _ := f.GlyphDataOutline(gid)
	scale := perEm / float64(f.Upem())
	var all [][]dot
	var pen point
	for _, s := range outline.Segments {
		at := func(i int) point { return point{float64(s.Args[i].X) * scale, float64(s.Args[i].Y) * scale} }
		if s.Op == opentype.SegmentOpMoveTo || len(all) == 0 {
			all = append(all, nil)
		}
		last := &all[len(all)-1]
		switch s.Op {
		case opentype.SegmentOpMoveTo, opentype.SegmentOpLineTo:
			pen = at(0)
			*last = append(*last, pen.dot(true))
		case opentype.SegmentOpQuadTo:
			pen = at(1)
			*last = append(*last, at(0).dot(false), pen.dot(true))
		case opentype.SegmentOpCubeTo:
			*last = append(*last, quadratic(pen, at(0), at(1), at(2))...)
			pen = at(2)
		}
	}
	var closed [][]dot
	for _, c := range all {
		if n := len(c); n > 1 && c[0] == c[n-1] {
			c = c[:n-1]
		}
		if len(c) > 1 {
			closed = append(closed, c)
		}
	}
	return closed
}

type point struct{ x, y float64 }

func (p point) dot(on bool) dot {
	fit := func(v float64) int16 { return int16(math.Round(min(max(v, math.MinInt16), math.MaxInt16))) }
	return dot{fit(p.x), fit(p.y), on}
}

func (p point) toward(q point, t float64) point { return point{p.x + (q.x-p.x)*t, p.y + (q.y-p.y)*t} }

// tolerance is how far a quadratic curve may be from the cubic one, in thousandths of the size: nothing that is seen.
const tolerance = 0.5

// quadratic are dots after a that follow the cubic curve a b c d. A quadratic curve misses a cubic one by at most
// √3/36 of |d − 3c + 3b − a|; cut into n, each part misses by 1/n³ of that.
func quadratic(a, b, c, d point) []dot {
	miss := math.Hypot(d.x-3*c.x+3*b.x-a.x, d.y-3*c.y+3*b.y-a.y) * math.Sqrt(3) / 36
	n := max(int(math.Ceil(math.Cbrt(miss/tolerance))), 1)
	var dots []dot
	for left := n; left > 0; left-- {
		p, q, r, s := a, b, c, d
		if left > 1 { // the first of the parts that are left (de Casteljau)
			t := 1 / float64(left)
			ab, bc, cd := a.toward(b, t), b.toward(c, t), c.toward(d, t)
			abc, bcd := ab.toward(bc, t), bc.toward(cd, t)
			q, r, s = ab, abc, abc.toward(bcd, t)
			a, b, c = s, bcd, cd
		}
		control := point{(3*q.x - p.x + 3*r.x - s.x) / 4, (3*q.y - p.y + 3*r.y - s.y) / 4}
		dots = append(dots, control.dot(false), s.dot(true))
	}
	return dots
}
