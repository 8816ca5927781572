package office

import (
	"bytes"
	"cmp"
	"context"
	"image"
	"image/jpeg"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/storyboard"
)

// Boards are all boards of a production, beside how the story is to look.
type Boards struct {
	List      []Board // as they are shot, the loose frames last; only boards with frames
	Treatment outline.Treatment
	Grounds   []storyboard.GroundPlan // the plans of places that the reader may see
	Untied    int                     // how many of these have lost their place
	Base      int64                   // number of the journal's newest entry
}

// Board is what is drawn for a moment.
type Board struct {
	Moment story.Moment // zero for the loose frames
	Lost   bool         // the moment is no more: its frames are kept
	Closed bool         // the reader may know no more of it than how many frames it has
	Frames []storyboard.Frame

	Grounds []storyboard.GroundPlan // those of the moment's places, the most exact first
}

// Loose is the board of the frames that belong to no moment.
func (b Board) Loose() bool { return b.Moment.ID == "" }

// Title is what the board is called.
func (b Board) Title() string {
	switch {
	case b.Closed:
		return closedTitle
	case b.Loose():
		return "Loose frames"
	case b.Lost:
		return "A moment that is no more"
	}
	return b.Moment.Title
}

// Boards are the boards of a production. Of what is drawn for a closed set, readers who may not see these get the
// frames' places and nothing else.
func (o *Office) Boards(ctx context.Context, in production.ProductionID) (Boards, error) {
	return o.boards(ctx, in, func(tx *store.Tx) ([]storyboard.Frame, error) { return tx.FindFrames(ctx, in) })
}

// Board is one board; "" is that of the loose frames. A moment that is there has a board, even if it is empty.
func (o *Office) Board(ctx context.Context, in production.ProductionID, moment production.MomentID) (Boards, error) {
	all, err := o.boards(ctx, in, func(tx *store.Tx) ([]storyboard.Frame, error) { return tx.FindBoard(ctx, in, moment) })
	if err != nil || len(all.List) > 0 {
		return all, err
	}
	empty := Board{Frames: []storyboard.Frame{}}
	if moment != "" {
		if empty.Moment, err = o.FindMoment(ctx, in, moment); err != nil {
			return all, err
		}
	}
	all.List = []Board{empty}
	return all, nil
}

// FramesOf are the frames of a moment in their order, for its own page; none for whoever may not see what it shows.
func (o *Office) FramesOf(ctx context.Context, in production.ProductionID, moment production.MomentID) ([]storyboard.Frame, error) {
	var list []storyboard.Frame
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) (err error) {
		list, err = o.pen(ctx, tx, in).framesOf(ctx, moment, "")
		if err != nil || len(list) == 0 || access.Require(ctx, access.SeeClosed, in) == nil {
			return err
		}
		open, err := openMoments(ctx, tx, in)
		if _, is := open[moment]; !is && moment != "" {
			list = nil
		}
		return err
	})
	return list, err
}

func (o *Office) boards(ctx context.Context, in production.ProductionID, find func(tx *store.Tx) ([]storyboard.Frame, error)) (Boards, error) {
	out := Boards{List: []Board{}}
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) (err error) {
		if out.Treatment, err = tx.FindTreatment(ctx, in); err != nil {
			return err
		}
		if out.Base, err = tx.LastJournal(ctx, in); err != nil {
			return err
		}
		all, err := find(tx)
		if err != nil {
			return err
		}
		open, err := openMoments(ctx, tx, in)
		if err != nil {
			return err
		}
		out.List = arrangeBoards(all, open, access.Require(ctx, access.SeeClosed, in) == nil)
		return out.ground(ctx, tx, in)
	})
	return out, err
}

func arrangeBoards(all []storyboard.Frame, open map[production.MomentID]story.Moment, seesClosed bool) []Board {
	at, list := map[production.MomentID]int{}, []Board{}
	slices.SortStableFunc(all, inOrder)
	for _, f := range all {
		if f.Gone {
			continue
		}
		i, there := at[f.Moment]
		if !there {
			m, is := open[f.Moment]
			lost := f.Moment != "" && !is
			m.ID = f.Moment
			i, at[f.Moment] = len(list), len(list)
			list = append(list, Board{Moment: m, Lost: lost && seesClosed, Closed: lost && !seesClosed})
		}
		if list[i].Closed {
			f = storyboard.Frame{ID: f.ID, Moment: f.Moment, Title: closedTitle, Place: f.Place}
		}
		list[i].Frames = append(list[i].Frames, f)
	}
	slices.SortStableFunc(list, func(a, b Board) int {
		when := func(b Board) (production.Date, production.Clock) {
			w, _ := b.Moment.BestWindow()
			return w.Date, w.Start
		}
		aDate, aStart := when(a)
		bDate, bStart := when(b)
		return cmp.Or(boolean(a.Loose(), b.Loose()), boolean(aDate == "", bDate == ""), cmp.Compare(aDate, bDate), cmp.Compare(aStart, bStart),
			cmp.Compare(a.Title(), b.Title()), cmp.Compare(a.Moment.ID, b.Moment.ID))
	})
	return list
}

// boolean puts what is not before what is.
func boolean(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func inOrder(a, b storyboard.Frame) int {
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID))
}

// FindFrame is one frame with its board. It returns fault.NotFound for one that was taken off, and for one of which
// the reader may know no more than that it is there.
func (o *Office) FindFrame(ctx context.Context, in production.ProductionID, id production.FrameID) (storyboard.Frame, Boards, error) {
	none := fault.New(fault.NotFound, "there is no such frame").WithRemedy("Look into the history: it may have been taken off the board.")
	var f storyboard.Frame
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) (err error) {
		f, err = tx.FindFrame(ctx, in, id)
		return err
	})
	if fault.Is(err, fault.NotFound) || err == nil && f.Gone {
		return storyboard.Frame{}, Boards{}, none
	}
	if err != nil {
		return storyboard.Frame{}, Boards{}, err
	}
	all, err := o.Board(ctx, in, f.Moment)
	if err != nil {
		return storyboard.Frame{}, Boards{}, err
	}
	for _, there := range all.List[0].Frames {
		if there.ID == id && !all.List[0].Closed {
			return there, all, nil
		}
	}
	return storyboard.Frame{}, Boards{}, none
}

// Drawing is what was drawn on a frame, as a document; an empty sheet where nothing was.
func (o *Office) Drawing(ctx context.Context, in production.ProductionID, id production.FrameID) (storyboard.Drawing, error) {
	f, _, err := o.FindFrame(ctx, in, id)
	if err != nil {
		return storyboard.Drawing{}, err
	}
	if f.Drawing == "" {
		return storyboard.Drawing{Version: 1, Width: storyboard.SheetWidth, Height: storyboard.SheetHeight, Strokes: []storyboard.Stroke{}}, nil
	}
	return o.drawing(ctx, f.Drawing)
}

// FramePicture is the picture of a frame alone, without the drawing, as a JPEG. It returns fault.NotFound for a frame
// without one.
func (o *Office) FramePicture(ctx context.Context, in production.ProductionID, id production.FrameID) ([]byte, error) {
	f, _, err := o.FindFrame(ctx, in, id)
	if err == nil && f.Picture == "" {
		err = fault.New(fault.NotFound, "the frame has no picture")
	}
	if err != nil {
		return nil, err
	}
	return o.blob(ctx, f.Picture)
}

// FrameImage is a frame as a PNG, so many pixels wide (at least 16, at most 3200): its picture, and over it the drawing.
func (o *Office) FrameImage(ctx context.Context, in production.ProductionID, id production.FrameID, width int) ([]byte, error) {
	f, _, err := o.FindFrame(ctx, in, id)
	if err != nil {
		return nil, err
	}
	return o.frameImage(ctx, f, width)
}

func (o *Office) frameImage(ctx context.Context, f storyboard.Frame, width int) ([]byte, error) {
	if err := checkWidth(width); err != nil {
		return nil, err
	}
	d, picture, err := o.shown(ctx, f)
	if err != nil {
		return nil, err
	}
	return storyboard.PNG(storyboard.Image(d, picture, width))
}

func checkWidth(pixels int) error {
	if pixels < 16 || pixels > 3200 {
		return fault.New(fault.Invalid, "an image %d pixels wide is not made", pixels).WithRemedy("Ask for 16 to 3200.")
	}
	return nil
}

// shown are the drawing and the picture of a frame, nil for none.
func (o *Office) shown(ctx context.Context, f storyboard.Frame) (*storyboard.Drawing, image.Image, error) {
	var drawn *storyboard.Drawing
	if f.Drawing != "" {
		d, err := o.drawing(ctx, f.Drawing)
		if err != nil {
			return nil, nil, err
		}
		drawn = &d
	}
	if f.Picture == "" {
		return drawn, nil, nil
	}
	text, err := o.blob(ctx, f.Picture)
	if err != nil {
		return nil, nil, err
	}
	picture, err := jpeg.Decode(bytes.NewReader(text))
	if err != nil {
		return nil, nil, fault.New(fault.Corrupt, "the picture %s is damaged", f.Picture[:12]).WithCause(err)
	}
	return drawn, picture, nil
}
