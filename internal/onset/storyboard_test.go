package onset

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// drawn is a storyboard of one board with so many frames: a cross from corner to corner on each.
func drawn(frames int) Storyboard {
	b := PrintedBoard{Title: "The lamp is lit for real", When: "Day 4"}
	for i := range frames {
		b.Frames = append(b.Frames, PrintedFrame{
			Title: "Frame of " + strconv.Itoa(i+1), Line: "CU · low angle", Note: "She looks up", Sound: "the wick", Wide: 1600, High: 900,
			Ink: []InkLine{{R: 200, Width: 20, Points: [][2]float64{{0, 0}, {1600, 900}}}, {B: 200, Width: 20, Points: [][2]float64{{1600, 0}, {0, 900}}}},
		})
	}
	return Storyboard{Production: "The Lamp Room", Revision: "Blue", Made: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Boards: []PrintedBoard{b}}
}

func printed(t *testing.T, b Storyboard, paper Paper, perPage int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := b.PDF(&out, paper, perPage, Fonts{}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestStoryboardOnPaper(t *testing.T) {
	t.Parallel()
	for perPage, pages := range map[int]string{2: "4", 3: "3", 6: "2"} {
		for _, paper := range []Paper{A4, Letter} {
			pdf := printed(t, drawn(7), paper, perPage)
			if !bytes.Equal(pdf, printed(t, drawn(7), paper, perPage)) {
				t.Error("equal boards give other bytes")
			}
			text := textOf(t, pdf)
			for _, word := range []string{"The lamp is lit for real", "Day 4", "1 Frame of 1", "7 Frame of 7", "CU · low angle", "Sound: the wick", "The Lamp Room · BTS storyboards · Blue", "Page 1/" + pages} {
				if !strings.Contains(text, word) {
					t.Errorf("%d on %s: no %q in %s", perPage, paper, word, text)
				}
			}
		}
	}
}

// TestInkOnPaper looks at the page as a printer would: the cross is where it was drawn, over the picture.
func TestInkOnPaper(t *testing.T) {
	t.Parallel()
	b := drawn(1)
	grey := image.NewGray(image.Rect(0, 0, 160, 90))
	for i := range grey.Pix {
		grey.Pix[i] = 0xc0
	}
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, grey, nil); err != nil {
		t.Fatal(err)
	}
	f := &b.Boards[0].Frames[0]
	f.Picture, f.PictureWide, f.PictureHigh = picture.Bytes(), 160, 90
	page := pixelsOf(t, printed(t, b, A4, 2))
	dpmm := float64(page.Bounds().Dx()) / 210
	at := func(x, y float64) color.RGBA { // parts of the frame
		top := margin + head.line + 4
		wide := 210 - 2*margin
		return color.RGBAModel.Convert(page.At(int((margin+x*wide)*dpmm), int((top+y*wide*9/16)*dpmm))).(color.RGBA)
	}
	if c := at(0.25, 0.25); c.R < 150 || c.G > 60 {
		t.Errorf("no red line from the upper left: %v", c)
	}
	if c := at(0.75, 0.25); c.B < 150 || c.R > 60 {
		t.Errorf("no blue line from the upper right: %v", c)
	}
	if c := at(0.5, 0.1); c.R != c.G || c.R < 0xb0 || c.R > 0xd0 {
		t.Errorf("no picture below: %v", c)
	}
}

func TestHostileStoryboards(t *testing.T) {
	t.Parallel()
	b := drawn(1)
	b.Boards[0].Frames[0].Title = strings.Repeat("x", 10_000)
	b.Boards[0].Title = strings.Repeat("y", 10_000)
	b.Boards[0].Frames[0].Note = strings.Repeat("note ", 20_000)
	start := time.Now()
	text := textOf(t, printed(t, b, A4, 6))
	if took := time.Since(start); took > 10*time.Second || len(text) > 20_000 {
		t.Errorf("%v, %d letters", took, len(text))
	}
	for _, c := range []struct {
		paper Paper
		per   int
	}{{"A3", 3}, {A4, 0}, {A4, 4}} {
		if err := b.PDF(&bytes.Buffer{}, c.paper, c.per, Fonts{}); !fault.Is(err, fault.Invalid) {
			t.Errorf("%v: %v", c, err)
		}
	}
	empty := Storyboard{Boards: []PrintedBoard{{Title: "שלום 🎬"}}}
	if len(printed(t, empty, A4, 3)) == 0 {
		t.Error("an empty board prints nothing")
	}
}

// BenchmarkSixtyFrames prints a long board: sixty frames of a hundred strokes.
func BenchmarkSixtyFrames(b *testing.B) {
	board := drawn(60)
	for i := range board.Boards[0].Frames {
		var ink []InkLine
		for n := range 100 {
			line := InkLine{Width: 6}
			for k := range 40 {
				line.Points = append(line.Points, [2]float64{float64(k * 30), float64((n*9 + k) % 900)})
			}
			ink = append(ink, line)
		}
		board.Boards[0].Frames[i].Ink = ink
	}
	for b.Loop() {
		var out bytes.Buffer
		if err := board.PDF(&out, A4, 6, Fonts{}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(out.Len())/1e6, "MB")
	}
}

// pixelsOf is the first page as a printer sees it.
func pixelsOf(t *testing.T, pdf []byte) image.Image {
	t.Helper()
	data := tool(t, pdf, "pdftoppm", "-r", "72", "-jpeg", "-f", "1", "-l", "1", "FILE")
	img, err := jpeg.Decode(strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}
