package api_test

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"net/http"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
)

// frame is a loose one that was just added.
func (s *site) frame() string {
	s.t.Helper()
	made, _, err := s.app.Office.AddFrames(s.ctx, s.film.ID, []office.NewFrame{{Frame: storyboard.Frame{Title: newName()}}})
	must(s.t, err)
	return string(made[0].ID)
}

// look is a picture of the treatment.
func (s *site) look() string {
	s.t.Helper()
	data, err := base64.StdEncoding.DecodeString(pixels())
	must(s.t, err)
	at, _, err := s.app.Office.AddLook(s.ctx, s.film.ID, data, "")
	must(s.t, err)
	return at
}

// pixels is a small picture in base64.
func pixels() string {
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewRGBA(image.Rect(0, 0, 16, 9))); err != nil {
		panic(err)
	}
	return base64.StdEncoding.EncodeToString(out.Bytes())
}

var boardOperations = map[string]operation{
	"listStoryboards": {right: access.SeeStory},
	"addFrames":       {right: access.EditShots, body: `{"moment":"$MOMENT","frames":[{"title":"$NEW","size":"close up","picture":"` + pixels() + `"}]}`},
	"changeFrame":     {right: access.EditShots, body: `{"title":"$NEW","spot":{"x":0.5,"y":0.25,"bearing":90}}`, id: (*site).frame},
	"moveFrame":       {right: access.EditShots, body: `{}`, id: (*site).frame},
	"getDrawing":      {right: access.SeeStory, id: (*site).frame},
	"drawFrame": {right: access.EditShots, id: (*site).frame,
		body: `{"drawing":{"version":1,"width":1600,"height":900,"strokes":[{"tool":"pen","color":"#1d1b19","size":9,"points":[[10,10,0.5],[90,90,0.5]]}]}}`},
	"setPicture":      {right: access.EditShots, body: `{"picture":"` + pixels() + `"}`, id: (*site).frame},
	"getFrameImage":   {right: access.SeeStory, id: (*site).frame, query: "width=64"},
	"printStoryboard": {right: access.SeeStory, id: (*site).frame, query: "per_page=6&paper=Letter"},
	"addLook":         {right: access.EditStory, body: `{"picture":"` + pixels() + `","caption":"$NEW"}`},
	"removeLook":      {right: access.EditStory, id: (*site).look},
	"getLook":         {right: access.SeeStory, id: (*site).look},
	"zipStoryboard":   {right: access.SeeStory, id: (*site).frame},
}

// TestASpotIsTakenOff: null takes a frame off the plan of its place, and what is left out stays.
func TestASpotIsTakenOff(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := s.frame()
	spot := func() *storyboard.Spot {
		f, _, err := s.app.Office.FindFrame(s.ctx, s.film.ID, production.FrameID(id))
		must(t, err)
		return f.Spot
	}
	ask[paper.Act](s, http.MethodPatch, "/frames/"+id, `{"spot":{"x":0.5,"y":0.25,"bearing":90}}`)
	ask[paper.Act](s, http.MethodPatch, "/frames/"+id, `{"title":"The door"}`)
	if got := spot(); got == nil || *got != (storyboard.Spot{X: 0.5, Y: 0.25, Bearing: 90}) {
		t.Errorf("left out, it is %+v", got)
	}
	ask[paper.Act](s, http.MethodPatch, "/frames/"+id, `{"spot":null}`)
	if got := spot(); got != nil {
		t.Errorf("taken off, it is %+v", got)
	}
}
