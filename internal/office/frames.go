package office

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/storyboard"
)

// frames are what boards are made of.
var frames = noun[storyboard.Frame]{
	kind: "frame", right: access.EditShots, topic: topicBoards,
	find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (storyboard.Frame, error) {
		return tx.FindFrame(ctx, in, production.FrameID(id))
	},
	save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now storyboard.Frame) error {
		return tx.SaveFrame(ctx, in, now)
	},
	id: func(f storyboard.Frame) string { return string(f.ID) }, title: func(f storyboard.Frame) string { return f.Name(0) },
	check: storyboard.Frame.Check, place: func(f *storyboard.Frame) *float64 { return &f.Place },
}

func init() { enter(frames, takeBack, closedFrames) }

// NewFrame is a frame that somebody adds, with the picture that it is to show as the file it came in, nil for none.
type NewFrame struct {
	storyboard.Frame
	File []byte
}

// AddFrames puts frames at the end of a moment's board, or of the loose ones, as one act. A frame may bring an id of its
// own, a UUID of version 7; one that is there already is left as it is. Pictures are cleaned (storyboard.Clean).
func (o *Office) AddFrames(ctx context.Context, in production.ProductionID, list []NewFrame) ([]storyboard.Frame, Act, error) {
	made := make([]storyboard.Frame, len(list))
	if err := access.Require(ctx, access.EditShots, in); err != nil {
		return nil, Act{}, err
	}
	for i, n := range list {
		made[i] = n.Frame
		made[i].Drawing, made[i].Picture = "", ""
		if n.File != nil {
			var err error
			if made[i].Picture, err = o.keepPicture(ctx, n.File); err != nil {
				return nil, Act{}, err
			}
		}
	}
	act, err := o.act(ctx, in, access.EditShots, "add_frames", func(p *pen) (string, error) {
		for i, f := range made {
			var err error
			if made[i], err = p.addFrame(ctx, f); err != nil {
				return "", err
			}
		}
		return "", nil
	})
	return made, act, err
}

// addFrame puts a frame at the end of its board.
func (p *pen) addFrame(ctx context.Context, f storyboard.Frame) (storyboard.Frame, error) {
	if f.ID == "" {
		f.ID = production.NewID[production.FrameID]()
	} else if err := checkGiven(string(f.ID)); err != nil {
		return f, err
	}
	if there, err := p.tx.FindFrame(ctx, p.in, f.ID); !fault.Is(err, fault.NotFound) {
		return there, err
	}
	if err := p.mayDraw(ctx, f.Moment); err != nil {
		return f, err
	}
	if f.Ground != "" {
		if _, err := p.groundFor(ctx, f.Ground); err != nil {
			return f, err
		}
	}
	others, err := p.framesOf(ctx, f.Moment, "")
	if err != nil {
		return f, err
	}
	f.Framing, f.Gone, f.Place = f.Tidy(), false, atEnd(frames, others)
	return f, write(ctx, p, frames, storyboard.Frame{ID: f.ID, Gone: true}, f)
}

// mayDraw returns fault.NotFound for a moment that is not there, or that the person may not see.
func (p *pen) mayDraw(ctx context.Context, moment production.MomentID) error {
	if moment == "" {
		return nil
	}
	m, err := p.tx.FindMoment(ctx, p.in, moment)
	if err != nil {
		return err
	}
	screen, err := shieldFor(ctx, p.tx, p.in)
	if err == nil && screen.hidesMoment(m) {
		err = fault.New(fault.NotFound, "there is no such moment")
	}
	return err
}

// framesOf are the frames of a board in their order, without one.
func (p *pen) framesOf(ctx context.Context, moment production.MomentID, but production.FrameID) ([]storyboard.Frame, error) {
	list, err := p.tx.FindBoard(ctx, p.in, moment)
	list = slices.DeleteFunc(list, func(f storyboard.Frame) bool { return f.Gone || f.ID == but })
	slices.SortStableFunc(list, inOrder)
	return list, err
}

// EditFrame changes fields of a frame. Gone takes it off the board. A picture or drawing can be taken out here, and put
// in with SetPicture and DrawFrame.
func (o *Office) EditFrame(ctx context.Context, in production.ProductionID, id production.FrameID, w Written) (Act, error) {
	return o.act(ctx, in, access.EditShots, "edit_frame", func(p *pen) (string, error) {
		f, err := p.editFrame(ctx, id, w)
		return f.Title, err
	})
}

func (p *pen) editFrame(ctx context.Context, id production.FrameID, w Written) (storyboard.Frame, error) {
	was, err := p.frameFor(ctx, id)
	if err != nil {
		return was, err
	}
	if w.Fields, err = tidied(w.Fields); err != nil {
		return was, err
	}
	now, err := amend(ctx, p, frames, string(id), w)
	if err != nil {
		return now, err
	}
	for _, set := range [][2]string{{was.Drawing, now.Drawing}, {was.Picture, now.Picture}} {
		if set[1] != "" && set[0] != set[1] { // whoever knows an address of the vault does not thereby see what lies there
			return now, fault.New(fault.Invalid, "a drawing or a picture is not set by its address").WithRemedy("Send the drawing or the picture itself.")
		}
	}
	if was.Moment != now.Moment {
		if err := p.mayDraw(ctx, now.Moment); err != nil {
			return now, err
		}
	}
	if was.Ground != now.Ground && now.Ground != "" {
		if _, err := p.groundFor(ctx, now.Ground); err != nil {
			return now, err
		}
	}
	if was.Shot != now.Shot && now.Shot != "" {
		return now, p.shows(ctx, now)
	}
	return now, nil
}

// shows refuses a frame that shows a shot of something else than its board is of.
func (p *pen) shows(ctx context.Context, f storyboard.Frame) error {
	shot, err := p.tx.FindWantedShot(ctx, p.in, f.Shot)
	if err == nil && shot.Gone {
		err = fault.New(fault.NotFound, "there is no such shot")
	}
	if err == nil && shot.Moment != f.Moment {
		err = fault.New(fault.Invalid, "the shot is of another moment than the board").WithRemedy("Choose one of the moment's shots, or move the frame to its board.")
	}
	return err
}

// tidied are the fields that were sent, with the words of the trade under their keys.
func tidied(fields any) (map[string]json.RawMessage, error) {
	out := map[string]json.RawMessage{}
	text, err := json.Marshal(fields)
	if err == nil {
		err = json.Unmarshal(text, &out)
	}
	all := framing.All()
	for name, words := range map[string][]framing.Word{"size": all.Sizes, "angle": all.Angles, "movement": all.Movements} {
		var said string
		if err != nil || out[name] == nil || json.Unmarshal(out[name], &said) != nil {
			continue // of a wrong type: who merges it says so
		}
		out[name], err = json.Marshal(framing.Key(words, said))
	}
	return out, err
}

// frameFor is a frame that the person may see.
func (p *pen) frameFor(ctx context.Context, id production.FrameID) (storyboard.Frame, error) {
	f, err := p.tx.FindFrame(ctx, p.in, id)
	if err == nil && access.Require(ctx, access.SeeClosed, p.in) != nil {
		err = p.mayDraw(ctx, f.Moment)
	}
	return f, err
}

// MoveFrame puts a frame behind another of its board; "" puts it first. Whoever moves others at the same time is not
// disturbed.
func (o *Office) MoveFrame(ctx context.Context, in production.ProductionID, id, behind production.FrameID) (Act, error) {
	return o.act(ctx, in, access.EditShots, "move_frame", func(p *pen) (string, error) {
		now, err := p.frameFor(ctx, id)
		if err != nil {
			return "", err
		}
		others, err := p.framesOf(ctx, now.Moment, id)
		if err != nil {
			return "", err
		}
		return now.Title, putBehind(ctx, p, frames, others, now, string(behind))
	})
}

// DrawFrame keeps what somebody drew. over is the address of the drawing that they had before them, "" for an empty
// sheet: what others drew over the same meanwhile stays beside it (storyboard.Join).
func (o *Office) DrawFrame(ctx context.Context, in production.ProductionID, id production.FrameID, over string, document []byte) (storyboard.Frame, Act, error) {
	var f storyboard.Frame
	if err := access.Require(ctx, access.EditShots, in); err != nil {
		return f, Act{}, err
	}
	mine, err := storyboard.ReadDrawing(document)
	if err != nil {
		return f, Act{}, err
	}
	act, err := o.act(ctx, in, access.EditShots, "draw_frame", func(p *pen) (_ string, err error) {
		f, err = p.draw(ctx, id, over, mine)
		return f.Title, err
	})
	return f, act, err
}

func (p *pen) draw(ctx context.Context, id production.FrameID, over string, mine storyboard.Drawing) (storyboard.Frame, error) {
	was, err := p.frameFor(ctx, id)
	if err != nil {
		return was, err
	}
	if was.Drawing != over {
		if mine, err = p.join(ctx, was, over, mine); err != nil {
			return was, err
		}
	}
	now := was
	now.Drawing = ""
	if len(mine.Strokes) > 0 {
		text, err := mine.JSON()
		if err != nil {
			return was, err
		}
		blob, err := p.o.vault.Put(ctx, bytes.NewReader(text))
		if err != nil {
			return was, err
		}
		now.Drawing = blob.SHA256
	}
	return now, write(ctx, p, frames, was, now)
}

// join brings a drawing together with what the frame shows by now. A state that the frame never had counts as empty.
func (p *pen) join(ctx context.Context, f storyboard.Frame, over string, mine storyboard.Drawing) (storyboard.Drawing, error) {
	var before, now storyboard.Drawing
	had, err := p.tx.FindJournal(ctx, p.in, store.JournalFilter{Kind: frames.kind, Object: string(f.ID)})
	if err != nil {
		return mine, err
	}
	want, err := json.Marshal(over)
	if err != nil {
		return mine, err
	}
	for _, e := range had {
		for _, field := range e.Fields {
			if over == "" || field.Name != "drawing" || !bytes.Equal(field.Now, want) {
				continue
			}
			if before, err = p.o.drawing(ctx, over); err != nil {
				return mine, err
			}
		}
	}
	if f.Drawing != "" {
		if now, err = p.o.drawing(ctx, f.Drawing); err != nil {
			return mine, err
		}
	}
	out := storyboard.Join(before, now, mine)
	return out, out.Check()
}

// drawing reads a drawing from the vault.
func (o *Office) drawing(ctx context.Context, at string) (storyboard.Drawing, error) {
	text, err := o.blob(ctx, at)
	if err != nil {
		return storyboard.Drawing{}, err
	}
	return storyboard.ReadDrawing(text)
}

// SetPicture puts a picture into a frame; the drawing stays over it.
func (o *Office) SetPicture(ctx context.Context, in production.ProductionID, id production.FrameID, file []byte) (storyboard.Frame, Act, error) {
	var f storyboard.Frame
	if err := access.Require(ctx, access.EditShots, in); err != nil {
		return f, Act{}, err
	}
	at, err := o.keepPicture(ctx, file)
	if err != nil {
		return f, Act{}, err
	}
	act, err := o.act(ctx, in, access.EditShots, "set_picture", func(p *pen) (string, error) {
		was, err := p.frameFor(ctx, id)
		if err != nil {
			return "", err
		}
		f = was
		f.Picture = at
		return f.Title, write(ctx, p, frames, was, f)
	})
	return f, act, err
}

// closedFrames are the frames of moments of closed sets, for readers who may not see these. A moment that is gone may
// have been one.
func closedFrames(ctx context.Context, o *Office, tx *store.Tx, in production.ProductionID) (map[string]bool, error) {
	hidden := map[string]bool{}
	if access.Require(ctx, access.SeeClosed, in) == nil {
		return hidden, nil
	}
	all, err := tx.FindFrames(ctx, in)
	if err != nil {
		return nil, err
	}
	open, err := openMoments(ctx, tx, in)
	for _, f := range all {
		_, is := open[f.Moment]
		hidden[string(f.ID)] = f.Moment != "" && !is
	}
	return hidden, err
}

// openMoments are the moments that the reader may see.
func openMoments(ctx context.Context, tx *store.Tx, in production.ProductionID) (map[production.MomentID]story.Moment, error) {
	all, err := tx.FindMoments(ctx, in, store.MomentFilter{})
	if err != nil {
		return nil, err
	}
	screen, err := shieldFor(ctx, tx, in)
	open := map[production.MomentID]story.Moment{}
	for _, m := range all {
		if !screen.hidesMoment(m) {
			open[m.ID] = screen.moment(m)
		}
	}
	return open, err
}
