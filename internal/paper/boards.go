package paper

import (
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/storyboard"
)

// Boards are the storyboards of a production.
type Boards struct {
	Boards []Board `json:"boards"` // as they are shot, the loose frames last
	Base   int64   `json:"base"`   // the state of what is written: send it back with a change
}

// Board is what is drawn for a moment.
type Board struct {
	Moment string  `json:"moment"` // id, "" for the loose frames
	Title  string  `json:"title"`
	Closed bool    `json:"closed"` // no more may be known of it than how many frames it has
	Frames []Frame `json:"frames"` // in their order
}

// Frame is one frame of a board.
type Frame struct {
	ID       string           `json:"id"`
	Number   int              `json:"number"` // on its board, from 1
	Shot     string           `json:"shot"`   // id of the shot that it shows, "" for none
	Title    string           `json:"title"`
	Note     string           `json:"note"`
	Size     string           `json:"size"`
	Angle    string           `json:"angle"`
	Movement string           `json:"movement"`
	Lens     string           `json:"lens"`
	Framing  string           `json:"framing"` // in a line
	Sound    string           `json:"sound"`
	Drawing  string           `json:"drawing"` // SHA-256 of the drawing, "" for none
	Picture  string           `json:"picture"` // SHA-256 of the picture, "" for none
	Spot     *storyboard.Spot `json:"spot"`    // where the camera stands on the plan of the place
	Ground   string           `json:"ground"`  // id of the plan that it stands on, "" where none is known
}

// NewBoards makes the document of the storyboards.
func NewBoards(all office.Boards) Boards {
	out := Boards{Boards: []Board{}, Base: all.Base}
	for _, b := range all.List {
		board := Board{Moment: string(b.Moment.ID), Title: b.Title(), Closed: b.Closed, Frames: []Frame{}}
		for i, f := range b.Frames {
			frame := newFrame(f, i+1)
			if plan, ok := all.GroundOf(b, f); ok {
				frame.Ground = string(plan.ID)
			}
			board.Frames = append(board.Frames, frame)
		}
		out.Boards = append(out.Boards, board)
	}
	return out
}

func newFrame(f storyboard.Frame, number int) Frame {
	return Frame{
		ID: string(f.ID), Number: number, Shot: string(f.Shot), Title: f.Title, Note: f.Note, Size: f.Size, Angle: f.Angle, Movement: f.Movement, Lens: f.Lens,
		Framing: f.Line(), Sound: f.Sound, Drawing: f.Drawing, Picture: f.Picture, Spot: f.Spot,
	}
}

// MadeFrames is an act that made frames.
type MadeFrames struct {
	Frames []string `json:"frames"` // ids
	Act
}

// NewMadeFrames makes the document of an act that made frames.
func NewMadeFrames(list []storyboard.Frame, a office.Act) MadeFrames {
	out := MadeFrames{Frames: []string{}, Act: NewAct(a)}
	for _, f := range list {
		out.Frames = append(out.Frames, string(f.ID))
	}
	return out
}
