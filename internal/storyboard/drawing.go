package storyboard

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"

	"github.com/btsdirector/bts/internal/fault"
)

// Drawing is what a hand drew, stroke after stroke, on a sheet of Width by Height units. Its JSON is a document that
// is kept and sent; Version says how it is read.
type Drawing struct {
	Version int      `json:"version"` // 1
	Width   int      `json:"width"`
	Height  int      `json:"height"`
	Strokes []Stroke `json:"strokes"`
}

// Stroke is one line of a hand.
type Stroke struct {
	Tool   Tool    `json:"tool"`
	Color  string  `json:"color"` // "#1d1b19"; of an eraser it does not matter
	Size   float64 `json:"size"`  // width at half pressure, in units of the sheet
	Points []Point `json:"points"`
}

// Point is where the tip was and how hard it pressed: x, y, and a pressure from 0 to 1.
type Point [3]float64

// Tool is what a stroke was drawn with.
type Tool string

// The tools.
const (
	Pen    Tool = "pen"
	Eraser Tool = "eraser" // takes away what was drawn before, not the picture below
)

// The sheet that pages draw on, and limits of a drawing. A long evening of drawing stays far below them.
const (
	SheetWidth  = 1600
	SheetHeight = 900
	MaxBytes    = 8 << 20 // of the document
	maxEdge     = 8192
	maxStrokes  = 5_000
	maxPoints   = 200_000
	maxSize     = 400
	mostInk     = 500e6 // square units that lines may pass over: a full evening's drawing has a hundredth of it
)

var colorText = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// ReadDrawing reads a document, strictly: unknown fields, numbers beyond the sheet's surroundings and drawings beyond
// the limits are fault.Invalid.
func ReadDrawing(text []byte) (Drawing, error) {
	var d Drawing
	if len(text) > MaxBytes {
		return d, fault.New(fault.Invalid, "the drawing has %d bytes, more than %d", len(text), MaxBytes).WithRemedy("Draw the rest on another frame.")
	}
	read := json.NewDecoder(bytes.NewReader(text))
	read.DisallowUnknownFields()
	if err := read.Decode(&d); err != nil {
		return d, fault.New(fault.Invalid, "that is not a drawing").WithRemedy("Send a document of version 1: width, height and strokes.").WithCause(err)
	}
	if _, err := read.Token(); !errors.Is(err, io.EOF) {
		return d, fault.New(fault.Invalid, "something follows the drawing").WithRemedy("Send one document.")
	}
	return d, d.Check()
}

// Check returns fault.Invalid for a drawing that cannot be shown.
func (d Drawing) Check() error {
	if d.Version != 1 {
		return fault.New(fault.Invalid, "the drawing has version %d", d.Version).WithRemedy("This program reads version 1; bring it up to date.")
	}
	if d.Width < 1 || d.Height < 1 || d.Width > maxEdge || d.Height > maxEdge {
		return fault.New(fault.Invalid, "a sheet of %d by %d cannot be drawn on", d.Width, d.Height).WithRemedy("Each edge has 1 to 8192 units.")
	}
	if len(d.Strokes) > maxStrokes {
		return fault.New(fault.Invalid, "the drawing has %d strokes, more than %d", len(d.Strokes), maxStrokes).WithRemedy("Draw the rest on another frame.")
	}
	points, ink := 0, 0.0
	for i, s := range d.Strokes {
		if points += len(s.Points); points > maxPoints {
			return fault.New(fault.Invalid, "the drawing has more than %d points", maxPoints).WithRemedy("Draw the rest on another frame.")
		}
		if err := s.check(d.Width, d.Height); err != nil {
			return fault.New(fault.Invalid, "stroke %d: %s", i+1, fault.PersonText(err))
		}
		if ink += s.ink() * math.Pow(SheetWidth/float64(d.Width), 2); ink > mostInk {
			return fault.New(fault.Invalid, "the drawing has more ink than the sheet can take").WithRemedy("Draw the rest on another frame, or use thinner lines.")
		}
	}
	return nil
}

// ink is how much of the sheet the pieces of a stroke touch, each in a square of its own: what it costs to draw it.
func (s Stroke) ink() (sum float64) {
	edge := s.Size * 1.6
	for i, p := range s.Points {
		last := s.Points[max(i-1, 0)]
		sum += (math.Abs(p[0]-last[0]) + edge) * (math.Abs(p[1]-last[1]) + edge)
	}
	return sum
}

func (s Stroke) check(width, height int) error {
	switch {
	case s.Tool != Pen && s.Tool != Eraser:
		return fault.New(fault.Invalid, "%.40q is not a tool; draw with pen or eraser", s.Tool)
	case !colorText.MatchString(s.Color):
		return fault.New(fault.Invalid, "%.40q is not a colour; write it like #1d1b19", s.Color)
	case !(s.Size > 0 && s.Size <= maxSize):
		return fault.New(fault.Invalid, "%g is not the width of a line; it is more than 0 and at most %d", s.Size, maxSize)
	case len(s.Points) == 0:
		return fault.New(fault.Invalid, "it has no points")
	}
	for _, p := range s.Points {
		near := p[0] >= -float64(width) && p[0] <= 2*float64(width) && p[1] >= -float64(height) && p[1] <= 2*float64(height)
		if !near || !(p[2] >= 0 && p[2] <= 1) {
			return fault.New(fault.Invalid, "%g, %g with a pressure of %g is no point near the sheet", p[0], p[1], p[2])
		}
	}
	return nil
}

// JSON is the drawing as a document.
func (d Drawing) JSON() ([]byte, error) {
	if d.Strokes == nil {
		d.Strokes = []Stroke{}
	}
	return json.Marshal(d)
}

// Line is a part of a stroke that has one width: straight from point to point, with round ends. Pages, prints and
// pixels are all made of these, so that they agree. The page's script makes them in the same way (ink.ts).
type Line struct {
	Tool   Tool
	Color  string
	Width  float64
	Points [][2]float64
}

// Lines are the strokes as lines in the order they are drawn.
func (d Drawing) Lines() []Line {
	var out []Line
	for _, s := range d.Strokes {
		out = s.lines(out)
	}
	return out
}

func (s Stroke) lines(out []Line) []Line {
	at := func(p Point) [2]float64 { return [2]float64{p[0], p[1]} }
	first := s.Points[0]
	line := Line{s.Tool, s.Color, s.width(first[2]), [][2]float64{at(first)}}
	for i := 1; i < len(s.Points); i++ {
		p, before := s.Points[i], s.Points[i-1]
		if width := s.width((p[2] + before[2]) / 2); width != line.Width {
			if len(line.Points) > 1 {
				out = append(out, line)
			}
			line = Line{s.Tool, s.Color, width, [][2]float64{at(before)}}
		}
		line.Points = append(line.Points, at(p))
	}
	return append(out, line)
}

// width is how wide the tip draws under a pressure, in steps of half a unit so that neighbours are mostly of one width.
func (s Stroke) width(pressure float64) float64 {
	return max(math.Round(s.Size*(0.4+1.2*pressure)*2)/2, 0.5)
}

// Join brings what two people drew over the same sheet together: now with what mine added to before and without what
// mine took out of it. Strokes that both added the same are drawn once.
func Join(before, now, mine Drawing) Drawing {
	has := func(d Drawing, s Stroke) bool { return slices.ContainsFunc(d.Strokes, s.same) }
	out := Drawing{Version: 1, Width: mine.Width, Height: mine.Height, Strokes: []Stroke{}}
	for _, s := range now.Strokes {
		if !has(before, s) || has(mine, s) {
			out.Strokes = append(out.Strokes, s)
		}
	}
	for _, s := range mine.Strokes {
		if !has(before, s) && !has(now, s) {
			out.Strokes = append(out.Strokes, s)
		}
	}
	return out
}

func (s Stroke) same(o Stroke) bool {
	return s.Tool == o.Tool && s.Color == o.Color && s.Size == o.Size && slices.Equal(s.Points, o.Points)
}
