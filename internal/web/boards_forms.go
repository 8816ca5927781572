package web

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
	"github.com/btsdirector/bts/internal/web/ui"
)

// framingFields are the fields of how a camera looks, and the words that they offer. The ids begin with of.
func framingFields(of string, f framing.Framing) ([]ui.Field, []ui.WordList) {
	all := framing.All()
	fields := []ui.Field{
		{ID: of + "-size", Name: "size", Label: "Size", Value: f.Size, List: of + "-sizes"},
		{ID: of + "-angle", Name: "angle", Label: "Angle", Value: framing.Title(all.Angles, f.Angle), List: of + "-angles"},
		{ID: of + "-movement", Name: "movement", Label: "Movement", Value: framing.Title(all.Movements, f.Movement), List: of + "-movements"},
		{ID: of + "-lens", Name: "lens", Label: "Lens", Value: f.Lens},
	}
	list := func(id string, words []framing.Word, short bool) ui.WordList {
		l := ui.WordList{ID: of + "-" + id}
		for _, w := range words {
			o := ui.Option{Value: w.Title}
			if short {
				o = ui.Option{Value: w.Key, Text: w.Title}
			}
			l.Words = append(l.Words, o)
		}
		return l
	}
	return fields, []ui.WordList{list("sizes", all.Sizes, true), list("angles", all.Angles, false), list("movements", all.Movements, false)}
}

// frameForm is the form of a frame's words; shots are those of its moment.
func frameForm(page ui.Page, all office.Boards, f storyboard.Frame, shots []office.ListedShot) ui.StoryForm {
	form := ui.StoryForm{Action: page.Link("frames", string(f.ID)), Base: strconv.FormatInt(all.Base, 10), Save: "Save", Fields: []ui.Field{
		{ID: "frame-title", Name: "title", Label: "Title", Value: f.Title},
		{ID: "frame-note", Name: "note", Label: "Note", Value: f.Note, Lines: 3},
		{ID: "frame-sound", Name: "sound", Label: "Sound", Hint: "What is heard: voices, room, the wick", Value: f.Sound},
	}}
	if len(shots) > 0 {
		shot := ui.Field{ID: "frame-shot", Name: "shot", Label: "Shot", Hint: "The one of the shot list that it shows", Value: string(f.Shot), Options: []ui.Option{{Text: "None"}}}
		for _, s := range shots {
			shot.Options = append(shot.Options, ui.Option{Value: string(s.ID), Text: shortened(s.Title, 80)})
		}
		form.Fields = append(form.Fields, shot)
	}
	return form
}

// drawFields are the words of a frame beside its drawing.
func drawFields(f storyboard.Frame) ([]ui.Field, []ui.WordList) {
	fields := []ui.Field{
		{ID: "draw-title", Name: "title", Label: "Title", Value: f.Title},
		{ID: "draw-note", Name: "note", Label: "Note", Value: f.Note, Lines: 3},
	}
	frame, lists := framingFields("draw", f.Framing)
	fields = append(fields, frame...)
	return append(fields, ui.Field{ID: "draw-sound", Name: "sound", Label: "Sound", Value: f.Sound}), lists
}

// writtenFrame reads the words of a frame. A form that does not ask for a field does not set it.
func writtenFrame(r *http.Request) (office.Written, error) {
	fields := map[string]any{}
	if err := r.ParseForm(); err != nil {
		return office.Written{}, fault.New(fault.Invalid, "the form did not arrive whole").WithRemedy("Try again.").WithCause(err)
	}
	for _, name := range []string{"title", "note", "sound", "size", "angle", "movement", "lens", "shot", "ground"} {
		if r.PostForm.Has(name) {
			fields[name] = typed(r.PostFormValue(name))
		}
	}
	if r.PostForm.Has("spot_x") {
		spot, err := writtenSpot(r)
		if err != nil {
			return office.Written{}, err
		}
		fields["spot"] = spot
	}
	return office.Written{Base: baseOf(r), Fields: fields}, nil
}

// frameMoves is where a frame can go.
func frameMoves(page ui.Page, board ui.BoardView, f storyboard.Frame) ui.MoveForm {
	options, now, last := []ui.Option{{Text: "First"}}, "", ""
	for _, there := range board.Frames {
		if there.ID == string(f.ID) {
			now = last
			continue
		}
		last = there.ID
		options = append(options, ui.Option{Value: last, Text: fmt.Sprintf("Behind %d, %s", there.Number, shortened(there.Name, 50))})
	}
	return ui.MoveForm{
		Action: page.Link("frames", string(f.ID), "move"), Groups: []ui.MoveTarget{{Options: options}},
		To: ui.Field{ID: "move-to", Name: "to", Label: "Where", Hint: "Move", Value: now},
	}
}

// boardLink is what the page of a moment says of its board.
func (s *Server) boardLink(r *http.Request, page ui.Page, id production.MomentID) (*ui.BoardLink, error) {
	if !page.Rights.Story {
		return nil, nil
	}
	frames, err := s.office.FramesOf(r.Context(), current(r).Production.ID, id)
	if err != nil {
		return nil, err
	}
	link := &ui.BoardLink{URL: page.Link("boards", boardKey(id))}
	for i, f := range frames {
		link.Frames = append(link.Frames, frameView(page, f, i+1))
	}
	return link, nil
}
