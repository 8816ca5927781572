package derive

import (
	"bufio"
	"image"
	"image/jpeg"
	"os"

	"golang.org/x/image/draw"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/picture"
)

// firstOfStill makes a small picture from the one that a still carries of itself, within this process. The picture that is made with the
// others takes its place later.
func (j job) firstOfStill() ([]Output, error) {
	still, err := os.Open(j.path)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "the still cannot be read").WithCause(err)
	}
	defer still.Close()
	thumb, err := picture.Thumb(still)
	if err != nil {
		return nil, err
	}
	upright := upright(shrunk(thumb), j.about.Turn)
	o := Output{Role: Small, File: j.file("small.jpg"), MIME: "image/jpeg", Width: upright.Bounds().Dx(), Height: upright.Bounds().Dy()}
	file, err := os.Create(o.File)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "the picture cannot be written").WithCause(err)
	}
	buffered := bufio.NewWriter(file)
	err = jpeg.Encode(buffered, upright, &jpeg.Options{Quality: 80})
	if err == nil {
		err = buffered.Flush()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return nil, fault.New(fault.Unavailable, "the picture cannot be written").WithCause(err)
	}
	return []Output{o}, nil
}

// shrunk is a picture that fits into the small square.
func shrunk(p image.Image) image.Image {
	size := p.Bounds().Size()
	longer := max(size.X, size.Y)
	if longer <= smallSide {
		return p
	}
	into := image.NewRGBA(image.Rect(0, 0, max(1, size.X*smallSide/longer), max(1, size.Y*smallSide/longer)))
	draw.ApproxBiLinear.Scale(into, into.Bounds(), p, p.Bounds(), draw.Src, nil)
	return into
}

// upright turns a picture as its orientation says (EXIF 2.32, 4.6.5, tag 274).
func upright(p image.Image, orientation int) image.Image {
	if orientation < 2 || orientation > 8 {
		return p
	}
	b := p.Bounds()
	w, h := b.Dx(), b.Dy()
	turned := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation > 4 {
		turned = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch orientation {
			case 2:
				tx = w - 1 - x
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				ty = h - 1 - y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			turned.Set(tx, ty, p.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return turned
}
