package office_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/storyboard"
)

// twoPlaces is a schedule in which scene 1 is shot on the roof of a studio, scene 2 at the pier. closed is "yes" for a
// closed scene 1.
func twoPlaces(name, studio, closed string) office.File {
	return schedule(name, "2026-06-01,1,1,ROOF,EXT,DAY,"+studio+",ANN,08:00,18:00,09:00,12:00,"+closed,
		"2026-06-02,2,2,KITCHEN,INT,DAY,Pier House,BEN,08:00,18:00,09:00,12:00,")
}

// momentOf is a moment of a scene.
func (h *house) momentOf(scene string) story.Moment {
	h.t.Helper()
	for _, m := range h.moments() {
		if m.Scene == scene {
			return m
		}
	}
	h.t.Fatalf("no moment of scene %s", scene)
	return story.Moment{}
}

func TestPlansAreTiedToPlacesByName(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, twoPlaces("pink.csv", "Studio", ""))
	across, north := 12.0, 90.0
	g, act, err := h.AddGround(h.ctx, h.in, storyboard.GroundPlan{Where: " studio ", Across: &across, North: &north}, picture(32))
	must(t, err)
	if g.Where != "Studio" || g.Wide != 32 || g.High != 9 || act.ID == "" {
		t.Errorf("%+v", g)
	}
	data, err := h.GroundPicture(h.ctx, h.in, g.ID)
	must(t, err)
	if img, err := jpeg.Decode(bytes.NewReader(data)); err != nil || img.Bounds().Dx() != 32 {
		t.Errorf("the picture: %v", err)
	}
	list := func() map[string]bool { // by place, whether it is lost
		all, err := h.Grounds(h.ctx, h.in)
		must(t, err)
		got := map[string]bool{}
		for _, g := range all.List {
			got[g.Where] = g.Lost
		}
		return got
	}
	want := func(what string, want map[string]bool) {
		t.Helper()
		if diff := cmp.Diff(want, list()); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
	want("added", map[string]bool{"Studio": false})
	h.take(twoPlaces("blue.csv", "STUDIO", ""))
	want("spelt otherwise", map[string]bool{"Studio": false})
	result := h.take(twoPlaces("green.csv", "Hangar", ""))
	if diff := cmp.Diff([]office.UntiedPlan{{ID: g.ID, Title: "Studio", Place: "Studio"}}, result.Untied); diff != "" {
		t.Errorf("what the import says: %s", diff)
	}
	if again := h.take(twoPlaces("grey.csv", "Barn", "")); len(again.Untied) != 0 {
		t.Errorf("what is lost already is said again: %v", again.Untied)
	}
	h.take(twoPlaces("rose.csv", "Hangar", ""))
	want("no longer named", map[string]bool{"Studio": true})
	tied, err := h.EditGround(h.ctx, h.in, g.ID, office.Written{Fields: fields("where", "hangar")})
	must(t, err)
	want("tied again", map[string]bool{"Hangar": false})
	_, err = h.UndoAct(h.ctx, h.in, tied.ID)
	must(t, err)
	want("tying taken back", map[string]bool{"Studio": true})
	off, err := h.EditGround(h.ctx, h.in, g.ID, office.Written{Fields: fields("gone", true)})
	must(t, err)
	want("taken away", map[string]bool{})
	_, err = h.UndoAct(h.ctx, h.in, off.ID)
	must(t, err)
	want("brought back", map[string]bool{"Studio": true})
}

func TestPicturesOfPlansAreReplaced(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, twoPlaces("pink.csv", "Studio", ""))
	was := h.ground("Studio")
	now, act, err := h.SetGroundPicture(h.ctx, h.in, was.ID, picture(64))
	must(t, err)
	if now.Picture == was.Picture || now.Wide != 64 {
		t.Errorf("%+v", now)
	}
	_, err = h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	back, _, err := h.FindGround(h.ctx, h.in, was.ID)
	must(t, err)
	if diff := cmp.Diff(was, back.GroundPlan); diff != "" {
		t.Error(diff)
	}
}

func TestFramesStandOnThePlanOfTheirPlace(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, twoPlaces("pink.csv", "Studio", ""))
	moment := h.momentOf("1").ID
	spot := &storyboard.Spot{X: 0.25, Y: 0.5, Bearing: 90}
	made, _, err := h.AddFrames(h.ctx, h.in, []office.NewFrame{{Frame: storyboard.Frame{Moment: moment, Spot: spot}}, {Frame: storyboard.Frame{Moment: moment}}})
	must(t, err)
	stands := func() []string {
		all, err := h.Board(h.ctx, h.in, moment)
		must(t, err)
		var got []string
		for _, s := range all.Stands(all.List[0]) {
			got = append(got, s.Plan.Where)
		}
		return got
	}
	want := func(what string, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, stands()); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
	want("without any plan", "")
	h.ground("Studio")
	want("on that of the location", "Studio")
	h.ground("Roof")
	want("on that of the set, which is more exact", "ROOF")
	pier := h.ground("Pier House")
	want("still", "ROOF")
	_, err = h.EditFrame(h.ctx, h.in, made[0].ID, office.Written{Fields: fields("ground", string(pier.ID))})
	must(t, err)
	want("on the one that was chosen", "Pier House")
	_, err = h.EditGround(h.ctx, h.in, pier.ID, office.Written{Fields: fields("gone", true)})
	must(t, err)
	want("on that of the set when the chosen one is taken away", "ROOF")
	_, err = h.EditFrame(h.ctx, h.in, made[0].ID, office.Written{Fields: fields("ground", "nowhere")})
	if !fault.Is(err, fault.NotFound) {
		t.Errorf("a plan that is not there: %v", err)
	}
}

func TestPlansAreHandedOut(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, twoPlaces("pink.csv", "Studio", ""))
	h.stand(h.ground("Studio"))
	h.frame()
	data, err := h.BoardPlan(h.ctx, h.in, "", "", 320)
	must(t, err)
	img, err := png.Decode(bytes.NewReader(data))
	must(t, err)
	if img.Bounds().Dx() != 320 || img.Bounds().Dy() != 90 {
		t.Errorf("the plan is %v", img.Bounds())
	}
	if r, g, b, _ := img.At(160, 45).RGBA(); r > 0x4000 || g > 0x4000 || b > 0x4000 {
		t.Error("no camera stands in the middle")
	}
	data, err = h.ZipBoards(h.ctx, h.in, "")
	must(t, err)
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	var names []string
	for _, f := range archive.File {
		names = append(names, f.Name)
	}
	if diff := cmp.Diff([]string{"loose-frames-01.png", "loose-frames-02.png", "loose-frames-plan-1.png"}, names); diff != "" {
		t.Error(diff)
	}
	if _, err := h.BoardPlan(h.ctx, h.in, "", "nowhere", 320); !fault.Is(err, fault.NotFound) {
		t.Errorf("another plan: %v", err)
	}
}

func TestBadPlansChangeNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, twoPlaces("pink.csv", "Studio", ""))
	g := h.ground("Studio")
	before, err := h.Grounds(h.ctx, h.in)
	must(t, err)
	add := func(where string, file []byte) error {
		return told(h.AddGround(h.ctx, h.in, storyboard.GroundPlan{Where: where}, file))
	}
	edit := func(name string, value any) error {
		return result(h.EditGround(h.ctx, h.in, g.ID, office.Written{Fields: fields(name, value)}))
	}
	for what, c := range map[string]struct {
		err  error
		code fault.Code
	}{
		"a drawing that can hold programs": {add("Studio", []byte("<svg><script/></svg>")), fault.Invalid},
		"no file":                          {add("Studio", nil), fault.Invalid},
		"a place of no paper":              {add("Atlantis", pixels()), fault.NotFound},
		"no place":                         {edit("where", ""), fault.NotFound},
		"another place of no paper":        {edit("where", "Atlantis"), fault.NotFound},
		"a picture by its address":         {edit("picture", strings.Repeat("a", 64)), fault.Invalid},
		"another size":                     {edit("wide", 1), fault.Invalid},
		"north nowhere":                    {edit("north", 400), fault.Invalid},
		"no width":                         {edit("across", -1), fault.Invalid},
		"a picture that is none":           {told(h.SetGroundPicture(h.ctx, h.in, g.ID, []byte("%PDF-1.7"))), fault.Invalid},
		"another plan":                     {told(h.SetGroundPicture(h.ctx, h.in, "none", pixels())), fault.NotFound},
	} {
		if !fault.Is(c.err, c.code) {
			t.Errorf("%s: %v", what, c.err)
		}
	}
	after, err := h.Grounds(h.ctx, h.in)
	must(t, err)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
}

// TestPlansOfClosedSets: who may not see a closed set gets no plan of where it is shot, in no list, picture, print or
// history, and cannot find out by tying one.
func TestPlansOfClosedSets(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, twoPlaces("pink.csv", "Studio", ""))
	roof, studio, house, pier := h.ground("ROOF"), h.ground("Studio"), h.ground("Pier House"), h.ground("KITCHEN")
	for _, g := range []storyboard.GroundPlan{roof, studio, house} {
		h.stand(g)
	}
	h.take(twoPlaces("blue.csv", "Studio", "yes"))
	lost := h.ground("Pier House")
	_, err := h.EditGround(h.ctx, h.in, lost.ID, office.Written{Fields: fields("where", "Studio")})
	must(t, err)
	for role, sees := range map[access.Role]bool{access.Director: true, access.Publicity: false, access.Post: false} {
		ctx := h.as(role)
		all, err := h.Grounds(ctx, h.in)
		must(t, err)
		boards, err := h.Board(ctx, h.in, "")
		must(t, err)
		history, err := h.History(ctx, h.in, "", "")
		must(t, err)
		text, err := json.Marshal([]any{all, boards.Grounds, boards.Stands(boards.List[0]), history})
		must(t, err)
		for name, word := range map[string]string{"set": roof.Title, "location": studio.Title, "retied": lost.Title} {
			if strings.Contains(string(text), word) != sees {
				t.Errorf("a %s reads of the plan of the closed %s: %v", role.Title(), name, !sees)
			}
		}
		for _, g := range []storyboard.GroundPlan{house, pier} {
			if !strings.Contains(string(text), g.Title) {
				t.Errorf("a %s does not read of %s", role.Title(), g.Where)
			}
		}
		for what, err := range map[string]error{
			"plan":    second(h.FindGround(ctx, h.in, studio.ID)),
			"picture": result(h.GroundPicture(ctx, h.in, roof.ID)),
			"image":   result(h.BoardPlan(ctx, h.in, "", studio.ID, 64)),
		} {
			if (err == nil) != sees || !sees && !fault.Is(err, fault.NotFound) {
				t.Errorf("a %s gets the %s: %v", role.Title(), what, err)
			}
		}
	}
}
