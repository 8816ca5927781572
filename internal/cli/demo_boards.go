package cli

import (
	"encoding/json"
	"io/fs"
	"math"
	"strings"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/storyboard"
)

// demoBoards are the example's storyboards. Moments are named by how their titles begin.
type demoBoards struct {
	Boards []struct {
		Moment string      `json:"moment"`
		Frames []demoFrame `json:"frames"`
	} `json:"boards"`
	Loose []demoFrame `json:"loose"`
}

type demoFrame struct {
	Title, Note, Sound string
	framing.Framing
	Spot *storyboard.Spot
	Draw []demoStroke
}

// demoStroke is a stroke as the example has it: [colour, width, "line", [[x, y], …]] or [colour, width, "round",
// [x, y, half the width, half the height]].
type demoStroke struct {
	color  string
	size   float64
	points [][2]float64
}

// UnmarshalJSON reads a stroke.
func (s *demoStroke) UnmarshalJSON(text []byte) error {
	var parts [4]json.RawMessage
	var shape string
	if err := json.Unmarshal(text, &parts); err != nil {
		return err
	}
	for i, into := range []any{&s.color, &s.size, &shape} {
		if err := json.Unmarshal(parts[i], into); err != nil {
			return err
		}
	}
	if shape != "round" {
		return json.Unmarshal(parts[3], &s.points)
	}
	var round [4]float64
	if err := json.Unmarshal(parts[3], &round); err != nil {
		return err
	}
	for i := range 31 {
		turn := 2*math.Pi*float64(i)/30 - 0.4
		s.points = append(s.points, [2]float64{round[0] + round[2]*math.Cos(turn), round[1] + round[3]*math.Sin(turn)})
	}
	return nil
}

// drawn is a stroke as a hand would draw it: harder in the middle than at its ends, and never quite straight.
func (s demoStroke) drawn() storyboard.Stroke {
	out := storyboard.Stroke{Tool: storyboard.Pen, Color: s.color, Size: s.size}
	for i := 1; i < len(s.points); i++ {
		a, b := s.points[i-1], s.points[i]
		way := math.Hypot(b[0]-a[0], b[1]-a[1])
		steps := max(int(way/20), 1)
		for k := range steps {
			t := float64(k) / float64(steps)
			bend := way / 160 * math.Sin(math.Pi*t+float64(i))
			out.Points = append(out.Points, storyboard.Point{tenth(a[0] + (b[0]-a[0])*t - bend*(b[1]-a[1])/way), tenth(a[1] + (b[1]-a[1])*t + bend*(b[0]-a[0])/way), 0.5})
		}
	}
	last := s.points[len(s.points)-1]
	out.Points = append(out.Points, storyboard.Point{last[0], last[1], 0.5})
	for i := range out.Points {
		out.Points[i][2] = math.Round(100*(0.3+0.25*math.Sin(math.Pi*float64(i)/float64(len(out.Points))))) / 100
	}
	return out
}

// drawnOn is a sheet with strokes on it.
func drawnOn(wide, high int, strokes []demoStroke) storyboard.Drawing {
	d := storyboard.Drawing{Version: 1, Width: wide, Height: high}
	for _, stroke := range strokes {
		d.Strokes = append(d.Strokes, stroke.drawn())
	}
	return d
}

func tenth(v float64) float64 { return math.Round(10*v) / 10 }

// drawDemo plays what the director drew before the shoot. Where there is a board, all of it was played before.
func drawDemo(s *session, a *app.App, film production.Production) error {
	ctx := access.With(s.ctx, access.Operator(demoName))
	there, err := a.Office.Boards(ctx, film.ID)
	if err != nil || len(there.List) > 0 {
		return err
	}
	var all demoBoards
	text, err := fs.ReadFile(examples.LampRoom, examples.BoardsFile)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &all); err != nil {
		return fault.Wrap(err, "read the example's storyboards")
	}
	s.say("Storyboards: the lamp, and the rain.")
	moments, err := a.Office.Moments(ctx, film.ID, store.MomentFilter{})
	if err != nil {
		return err
	}
	as := *s
	as.ctx = ctx
	if err := as.drawPlaces(a, film); err != nil {
		return err
	}
	for _, b := range all.Boards {
		for _, m := range moments {
			if strings.HasPrefix(m.Title, b.Moment) {
				if err := as.drawBoard(a, film, m.ID, b.Frames); err != nil {
					return err
				}
				break
			}
		}
	}
	return as.drawBoard(a, film, "", all.Loose)
}

// drawBoard adds frames to a board and draws on them.
func (s *session) drawBoard(a *app.App, film production.Production, moment production.MomentID, list []demoFrame) error {
	var frames []office.NewFrame
	for _, f := range list {
		frames = append(frames, office.NewFrame{Frame: storyboard.Frame{Moment: moment, Title: f.Title, Note: f.Note, Sound: f.Sound, Framing: f.Framing, Spot: f.Spot}})
	}
	made, _, err := a.Office.AddFrames(s.ctx, film.ID, frames)
	if err != nil {
		return err
	}
	for i, f := range list {
		if len(f.Draw) == 0 {
			continue
		}
		d := drawnOn(storyboard.SheetWidth, storyboard.SheetHeight, f.Draw)
		text, err := d.JSON()
		if err != nil {
			return err
		}
		if _, _, err := a.Office.DrawFrame(s.ctx, film.ID, made[i].ID, "", text); err != nil {
			return err
		}
	}
	return nil
}
