package storyboard

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"strconv"

	scaling "golang.org/x/image/draw"
	"golang.org/x/image/vector"

	"github.com/btsdirector/bts/internal/fault"
)

// Sheet is the colour of the paper: a drawing is ink on white in every light.
var Sheet = color.RGBA{0xff, 0xff, 0xff, 0xff}

// Image is a frame as pixels, width wide: the picture as far as the sheet shows it, and over it the drawing. Without
// either it is a white sheet. d and picture may be nil.
func Image(d *Drawing, picture image.Image, width int) *image.RGBA {
	wide, high := SheetWidth, SheetHeight
	if d != nil {
		wide, high = d.Width, d.Height
	}
	height := max(int(math.Round(float64(width)*float64(high)/float64(wide))), 1)
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(out, out.Bounds(), image.NewUniform(Sheet), image.Point{}, draw.Src)
	if picture != nil {
		scaling.CatmullRom.Scale(out, Within(picture.Bounds(), out.Bounds()), picture, picture.Bounds(), draw.Over, nil)
	}
	if d != nil {
		draw.Draw(out, out.Bounds(), Ink(*d, width), image.Point{}, draw.Over)
	}
	return out
}

// Within is the largest rectangle in the middle of another that has the shape of a picture.
func Within(picture, sheet image.Rectangle) image.Rectangle {
	w, h := float64(picture.Dx()), float64(picture.Dy())
	scale := math.Min(float64(sheet.Dx())/w, float64(sheet.Dy())/h)
	dx, dy := int(math.Round(w*scale)), int(math.Round(h*scale))
	at := image.Pt(sheet.Min.X+(sheet.Dx()-dx)/2, sheet.Min.Y+(sheet.Dy()-dy)/2)
	return image.Rectangle{at, at.Add(image.Pt(dx, dy))}
}

// Ink is a drawing alone, width pixels wide, on nothing.
func Ink(d Drawing, width int) *image.RGBA {
	scale := float64(width) / float64(d.Width)
	out := image.NewRGBA(image.Rect(0, 0, width, max(int(math.Round(float64(d.Height)*scale)), 1)))
	for _, line := range d.Lines() {
		line.pixels(out, scale)
	}
	return out
}

// pixels draws the line into an image. Only the part of it that the line touches is worked on.
func (l Line) pixels(out *image.RGBA, scale float64) {
	r := l.Width * scale / 2
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range l.Points {
		x0, y0, x1, y1 = min(x0, p[0]*scale), min(y0, p[1]*scale), max(x1, p[0]*scale), max(y1, p[1]*scale)
	}
	box := image.Rect(int(math.Floor(x0-r))-1, int(math.Floor(y0-r))-1, int(math.Ceil(x1+r))+1, int(math.Ceil(y1+r))+1).Intersect(out.Bounds())
	if box.Empty() {
		return
	}
	// Each piece is filled on its own: filled together, pieces that turn either way would cancel each other out.
	mask := image.NewAlpha(box.Sub(box.Min))
	for i, p := range l.Points {
		to := p
		if i+1 < len(l.Points) {
			to = l.Points[i+1]
		} else if i > 0 {
			break
		}
		capsule(mask, p[0]*scale-float64(box.Min.X), p[1]*scale-float64(box.Min.Y), to[0]*scale-float64(box.Min.X), to[1]*scale-float64(box.Min.Y), r)
	}
	if l.Tool == Eraser {
		rub(out, box, mask)
		return
	}
	draw.DrawMask(out, box, image.NewUniform(rgb(l.Color)), image.Point{}, mask, image.Point{}, draw.Over)
}

// capsule fills what a disc of radius r covers on its way from one point to another.
func capsule(mask *image.Alpha, ax, ay, bx, by, r float64) {
	box := image.Rect(int(math.Floor(min(ax, bx)-r))-1, int(math.Floor(min(ay, by)-r))-1, int(math.Ceil(max(ax, bx)+r))+1, int(math.Ceil(max(ay, by)+r))+1).
		Intersect(mask.Bounds())
	if box.Empty() {
		return
	}
	angle := math.Atan2(by-ay, bx-ax)
	fill := vector.NewRasterizer(box.Dx(), box.Dy())
	steps := max(int(math.Ceil(math.Pi*math.Sqrt(r+1))), 4) // of half a circle: the corners stay below a tenth of a pixel
	point := func(x, y, turn float64) (float32, float32) {
		return float32(x + r*math.Cos(angle+turn) - float64(box.Min.X)), float32(y + r*math.Sin(angle+turn) - float64(box.Min.Y))
	}
	fill.MoveTo(point(bx, by, -math.Pi/2))
	for i := 1; i <= steps; i++ {
		fill.LineTo(point(bx, by, -math.Pi/2+math.Pi*float64(i)/float64(steps)))
	}
	for i := range steps + 1 {
		fill.LineTo(point(ax, ay, math.Pi/2+math.Pi*float64(i)/float64(steps)))
	}
	fill.ClosePath()
	fill.Draw(mask, box, image.Opaque, image.Point{})
}

// rub takes away what the mask covers.
func rub(out *image.RGBA, box image.Rectangle, mask *image.Alpha) {
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			left := 255 - uint32(mask.AlphaAt(x-box.Min.X, y-box.Min.Y).A)
			i := out.PixOffset(x, y)
			for k := range 4 {
				out.Pix[i+k] = uint8(uint32(out.Pix[i+k]) * left / 255)
			}
		}
	}
}

// RGB is the colour of the ink; an eraser leaves the paper.
func (l Line) RGB() color.RGBA {
	if l.Tool == Eraser {
		return Sheet
	}
	return rgb(l.Color)
}

// rgb is a colour that Stroke.check has accepted.
func rgb(text string) color.RGBA {
	n, err := strconv.ParseUint(text[1:], 16, 32)
	if err != nil {
		return color.RGBA{A: 255}
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
}

// PNG is an image as a file.
func PNG(img image.Image) ([]byte, error) {
	var out bytes.Buffer
	coder := png.Encoder{CompressionLevel: png.DefaultCompression}
	if err := coder.Encode(&out, img); err != nil {
		return nil, fault.Wrap(err, "write a PNG")
	}
	return out.Bytes(), nil
}
