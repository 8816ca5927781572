package storyboard

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"strconv"
	"sync"

	scaling "golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"github.com/btsdirector/bts/internal/fault"
)

// The colours of cameras on a plan: seen on paper, on a dark photograph and on a map.
var (
	wedgeColor = color.RGBA{R: 0x84, G: 0x4c, A: 0x84} // amber, half transparent (premultiplied)
	signColor  = color.RGBA{R: 0x1d, G: 0x1b, B: 0x19, A: 0xff}
	gridColor  = color.RGBA{R: 0xd8, G: 0xd3, B: 0xca, A: 0xff}
)

// PlanImage is a plan with cameras on it as pixels, width wide. picture is nil for a plan without one: it is a grid.
func PlanImage(g GroundPlan, picture image.Image, cameras []Camera, width int) (*image.RGBA, error) {
	scale := float64(width) / PlanWidth
	high := max(int(math.Round(float64(width)*g.Shape())), 1)
	out := image.NewRGBA(image.Rect(0, 0, width, high))
	draw.Draw(out, out.Bounds(), image.NewUniform(Sheet), image.Point{}, draw.Src)
	if picture != nil {
		scaling.CatmullRom.Scale(out, out.Bounds(), picture, picture.Bounds(), draw.Over, nil)
	} else {
		grid(out)
	}
	signs := g.Signs(cameras)
	for _, s := range signs {
		s.drawWedge(out, scale)
	}
	for _, s := range signs {
		if err := s.drawLabel(out, scale); err != nil {
			return nil, err
		}
	}
	return out, g.drawMeasures(out, scale)
}

// grid draws the plain square.
func grid(out *image.RGBA) {
	b := out.Bounds()
	for i := range 5 {
		x, y := min(b.Dx()*i/4, b.Dx()-1), min(b.Dy()*i/4, b.Dy()-1)
		draw.Draw(out, image.Rect(x, 0, x+1, b.Dy()), image.NewUniform(gridColor), image.Point{}, draw.Src)
		draw.Draw(out, image.Rect(0, y, b.Dx(), y+1), image.NewUniform(gridColor), image.Point{}, draw.Src)
	}
}

func (s Sign) drawWedge(out *image.RGBA, scale float64) {
	w := s.Wedge()
	polygon(out, scale, wedgeColor, w[:]...)
}

// polygon fills what lies between points.
func polygon(out *image.RGBA, scale float64, c color.RGBA, points ...[2]float64) {
	fill := vector.NewRasterizer(out.Rect.Dx(), out.Rect.Dy())
	for i, p := range points {
		x, y := float32(p[0]*scale), float32(p[1]*scale)
		if i == 0 {
			fill.MoveTo(x, y)
			continue
		}
		fill.LineTo(x, y)
	}
	fill.ClosePath()
	fill.Draw(out, out.Rect, image.NewUniform(c), image.Point{})
}

// pill fills a disc of radius r, or one that is drawn out to both sides until it is twice half wide.
func pill(out *image.RGBA, scale, x, y, half, r float64, c color.RGBA) {
	mask := image.NewAlpha(out.Rect)
	capsule(mask, (x-half+r)*scale, y*scale, (x+half-r)*scale, y*scale, r*scale)
	draw.DrawMask(out, out.Rect, image.NewUniform(c), image.Point{}, mask, image.Point{}, draw.Over)
}

// drawMeasures draws an arrow to north into the upper right corner and a length into the lower left, as far as they are known.
func (g GroundPlan) drawMeasures(out *image.RGBA, scale float64) error {
	if g.North != nil {
		const x, y = PlanWidth - 7, 7.0
		sin, cos := math.Sincos(*g.North * math.Pi / 180)
		at := func(along, aside float64) [2]float64 {
			return [2]float64{x + along*sin + aside*cos, y - along*cos + aside*sin}
		}
		pill(out, scale, x, y, 4.6, 4.6, Sheet)
		polygon(out, scale, signColor, at(3.4, 0), at(-3, 2.2), at(-1.7, 0), at(-3, -2.2))
	}
	metres, part, ok := g.ScaleBar()
	if !ok {
		return nil
	}
	long, low := PlanWidth*part, PlanWidth*g.Shape()
	polygon(out, scale, Sheet, [2]float64{2, low - 8.6}, [2]float64{5 + long, low - 8.6}, [2]float64{5 + long, low - 1.6}, [2]float64{2, low - 1.6})
	polygon(out, scale, signColor, [2]float64{3.5, low - 3.8}, [2]float64{3.5 + long, low - 3.8}, [2]float64{3.5 + long, low - 3}, [2]float64{3.5, low - 3})
	return write(out, strconv.FormatFloat(metres, 'g', -1, 64)+" m", (3.5+long/2)*scale, (low-6.2)*scale, 3*scale, signColor)
}

// drawLabel draws the point where the camera stands, and its number behind it.
func (s Sign) drawLabel(out *image.RGBA, scale float64) error {
	const rim = 0.5
	pill(out, scale, s.X, s.Y, DotRadius+rim, DotRadius+rim, Sheet)
	pill(out, scale, s.X, s.Y, DotRadius, DotRadius, signColor)
	if s.Label() == "" {
		return nil
	}
	half := s.LabelHalf()
	pill(out, scale, s.LabelX, s.LabelY, half+rim, LabelRadius+rim, Sheet)
	pill(out, scale, s.LabelX, s.LabelY, half, LabelRadius, signColor)
	return write(out, s.Label(), s.LabelX*scale, s.LabelY*scale, 3.4*scale, Sheet)
}

// numbers is the type that numbers are set in.
var numbers = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(gobold.TTF) })

// write sets a text round a point, so many pixels high.
func write(out *image.RGBA, text string, x, y, high float64, c color.RGBA) error {
	parsed, err := numbers()
	if err != nil {
		return fault.Wrap(err, "read the type for numbers")
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: high, DPI: 72})
	if err != nil {
		return fault.Wrap(err, "set numbers")
	}
	defer face.Close()
	pen := font.Drawer{Dst: out, Src: image.NewUniform(c), Face: face}
	pen.Dot = fixed.Point26_6{X: fixed.Int26_6(x*64) - pen.MeasureString(text)/2, Y: fixed.Int26_6((y + 0.36*high) * 64)}
	pen.DrawString(text)
	return nil
}
