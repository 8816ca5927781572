package office_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/storyboard"
)

// loose are the titles of the loose frames in their order.
func (h *house) loose() []string {
	h.t.Helper()
	all, err := h.Board(h.ctx, h.in, "")
	must(h.t, err)
	titles := []string{}
	for _, f := range all.List[0].Frames {
		titles = append(titles, f.Title)
	}
	return titles
}

func (h *house) add(titles ...string) []storyboard.Frame {
	h.t.Helper()
	var list []office.NewFrame
	for _, title := range titles {
		list = append(list, office.NewFrame{Frame: storyboard.Frame{Title: title}})
	}
	made, _, err := h.AddFrames(h.ctx, h.in, list)
	must(h.t, err)
	return made
}

func (h *house) at1(id production.FrameID) storyboard.Frame {
	h.t.Helper()
	f, _, err := h.FindFrame(h.ctx, h.in, id)
	must(h.t, err)
	return f
}

// colors are those of a frame's drawing.
func (h *house) colors(id production.FrameID) []string {
	h.t.Helper()
	d, err := h.Drawing(h.ctx, h.in, id)
	must(h.t, err)
	all := []string{}
	for _, s := range d.Strokes {
		all = append(all, s.Color)
	}
	slices.Sort(all)
	return all
}

func TestFramesAreMovedTakenOffAndBroughtBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	made := h.add("one", "two", "three")
	steps := []struct {
		what string
		do   func() (office.Act, error)
		want []string
	}{
		{"first", func() (office.Act, error) { return h.MoveFrame(h.ctx, h.in, made[2].ID, "") }, []string{"three", "one", "two"}},
		{"behind", func() (office.Act, error) { return h.MoveFrame(h.ctx, h.in, made[0].ID, made[1].ID) }, []string{"three", "two", "one"}},
		{"off", func() (office.Act, error) {
			return h.EditFrame(h.ctx, h.in, made[1].ID, office.Written{Fields: fields("gone", true)})
		}, []string{"three", "one"}},
	}
	var last office.Act
	for _, step := range steps {
		act, err := step.do()
		must(t, err)
		if diff := cmp.Diff(step.want, h.loose()); diff != "" {
			t.Errorf("%s: %s", step.what, diff)
		}
		last = act
	}
	if _, _, err := h.FindFrame(h.ctx, h.in, made[1].ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("one that is off: %v", err)
	}
	_, err := h.UndoAct(h.ctx, h.in, last.ID)
	must(t, err)
	if diff := cmp.Diff([]string{"three", "two", "one"}, h.loose()); diff != "" {
		t.Error(diff)
	}
	for range 60 { // until there is no room between two
		_, err := h.MoveFrame(h.ctx, h.in, made[1].ID, made[2].ID)
		must(t, err)
		_, err = h.MoveFrame(h.ctx, h.in, made[0].ID, made[2].ID)
		must(t, err)
	}
	if diff := cmp.Diff([]string{"three", "one", "two"}, h.loose()); diff != "" {
		t.Error(diff)
	}
}

func TestFramesSpeakTheWordsOfTheTrade(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.add("x")[0].ID
	_, err := h.EditFrame(h.ctx, h.in, id, office.Written{Fields: fields("size", "close up", "angle", "Low angle", "movement", "on a donkey")})
	must(t, err)
	want := framing.Framing{Size: "CU", Angle: framing.Key(framing.All().Angles, "low angle"), Movement: "on a donkey"}
	if diff := cmp.Diff(want, h.at1(id).Framing); diff != "" {
		t.Error(diff)
	}
}

// TestTwoDrawOneFrame: whoever draws over the same sheet at the same time loses nothing.
func TestTwoDrawOneFrame(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.add("x")[0].ID
	f, _, err := h.DrawFrame(h.ctx, h.in, id, "", ink("#000001"))
	must(t, err)
	over := f.Drawing
	var both sync.WaitGroup
	for _, c := range []string{"#00000a", "#00000b"} {
		both.Go(func() {
			if _, _, err := h.DrawFrame(h.ctx, h.in, id, over, ink("#000001", c)); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if diff := cmp.Diff([]string{"#000001", "#00000a", "#00000b"}, h.colors(id)); diff != "" {
		t.Error(diff)
	}
	_, _, err = h.DrawFrame(h.ctx, h.in, id, over, ink()) // one takes out what was there before
	must(t, err)
	if diff := cmp.Diff([]string{"#00000a", "#00000b"}, h.colors(id)); diff != "" {
		t.Error(diff)
	}
	_, act, err := h.DrawFrame(h.ctx, h.in, id, h.at1(id).Drawing, ink())
	must(t, err)
	if h.at1(id).Drawing != "" {
		t.Error("an empty sheet is no drawing")
	}
	_, err = h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	if diff := cmp.Diff([]string{"#00000a", "#00000b"}, h.colors(id)); diff != "" {
		t.Error(diff)
	}
}

// TestAddressesAreNotSet: what lies in the vault is not shown to whoever knows its address.
func TestAddressesAreNotSet(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, secret := h.add("x")[0].ID, h.at1(h.frame()).Picture
	for _, name := range []string{"picture", "drawing"} {
		if _, err := h.EditFrame(h.ctx, h.in, id, office.Written{Fields: fields(name, secret)}); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	made, _, err := h.AddFrames(h.ctx, h.in, []office.NewFrame{{Frame: storyboard.Frame{Picture: secret, Drawing: secret}}})
	must(t, err)
	for _, f := range []storyboard.Frame{h.at1(id), h.at1(made[0].ID)} {
		if f.Picture != "" || f.Drawing != "" {
			t.Errorf("frame %+v", f)
		}
	}
}

func operation(object string, change func(*office.Operation)) office.Operation {
	op := office.Operation{ID: production.NewID[production.ActID](), Kind: "frame", Object: object, Fields: map[string]json.RawMessage{}}
	change(&op)
	return op
}

// TestOperationsAreDoneOnce: a device that sends again what it queued up changes nothing, and what it made offline has
// the id that it gave.
func TestOperationsAreDoneOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := string(production.NewID[production.FrameID]())
	ops := []office.Operation{
		operation(id, func(op *office.Operation) {
			op.New, op.Drawing = true, ink("#000001")
			op.Fields["title"] = json.RawMessage(`"Drawn on the ferry"`)
		}),
		operation("nowhere", func(op *office.Operation) { op.New = true }),
		operation(id, func(op *office.Operation) { op.Fields["note"] = json.RawMessage(`"no signal"`) }),
		operation(id, func(op *office.Operation) { op.Kind = "beat" }),
	}
	states := func() (list []office.OutcomeState) {
		outcomes, err := h.Sync(h.ctx, h.in, ops)
		must(t, err)
		for _, o := range outcomes {
			list = append(list, o.State)
		}
		return list
	}
	want := []office.OutcomeState{office.OperationDone, office.OperationRefused, office.OperationDone, office.OperationRefused}
	if diff := cmp.Diff(want, states()); diff != "" {
		t.Error(diff)
	}
	_, err := h.EditFrame(h.ctx, h.in, production.FrameID(id), office.Written{Fields: fields("note", "on the ferry", "title", "The ferry")})
	must(t, err)
	before := h.at1(production.FrameID(id))
	if diff := cmp.Diff(want, states()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before, h.at1(production.FrameID(id))); diff != "" {
		t.Errorf("sent again: %s", diff)
	}
	if list := h.loose(); len(list) != 1 {
		t.Errorf("frames %q", list)
	}
}

// TestOfflineEditsMergeByField: what others wrote while a device was out of reach stays, and what they drew.
func TestOfflineEditsMergeByField(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.add("x")[0].ID
	f, _, err := h.DrawFrame(h.ctx, h.in, id, "", ink("#000001"))
	must(t, err)
	_, all, err := h.FindFrame(h.ctx, h.in, id)
	must(t, err)
	_, err = h.EditFrame(h.ctx, h.in, id, office.Written{Fields: fields("title", "Theirs", "note", "theirs")})
	must(t, err)
	_, _, err = h.DrawFrame(h.ctx, h.in, id, f.Drawing, ink("#000001", "#00000a"))
	must(t, err)
	outcomes, err := h.Sync(h.ctx, h.in, []office.Operation{operation(string(id), func(op *office.Operation) {
		op.Base, op.Over, op.Drawing = all.Base, f.Drawing, ink("#000001", "#00000b")
		op.Fields["note"], op.Fields["title"] = json.RawMessage(`"mine"`), json.RawMessage(`"x"`)
	})})
	must(t, err)
	got := h.at1(id)
	if got.Title != "Theirs" || got.Note != "mine" || len(outcomes[0].Lost) != 1 || outcomes[0].Lost[0].Name != "note" {
		t.Errorf("frame %+v, lost %v", got, outcomes[0].Lost)
	}
	if diff := cmp.Diff([]string{"#000001", "#00000a", "#00000b"}, h.colors(id)); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(string(outcomes[0].Drawing), "#00000a") {
		t.Error("the device is not told what others drew")
	}
}

// TestBoardsOfClosedSets: who may not see a closed set learns how many frames its board has and nothing more, in no
// document, image, print or history.
func TestBoardsOfClosedSets(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(lamp(t)...)
	secret := h.closedMoment()
	const word = "Zanzibar"
	made, _, err := h.AddFrames(h.ctx, h.in, []office.NewFrame{{Frame: storyboard.Frame{Moment: secret, Title: word, Note: word}, File: picture(32)}})
	must(t, err)
	id := made[0].ID
	h.frame()
	for role, sees := range map[access.Role]bool{access.Director: true, access.Publicity: false, access.Post: false} {
		ctx := h.as(role)
		all, err := h.Boards(ctx, h.in)
		must(t, err)
		history, err := h.History(ctx, h.in, "", "")
		must(t, err)
		text, err := json.Marshal([]any{all, history})
		must(t, err)
		if strings.Contains(string(text), word) != sees || strings.Contains(string(text), made[0].Picture) != sees {
			t.Errorf("%s reads %s", role, text)
		}
		pdf, err := h.BoardPDF(ctx, h.in, office.AllBoards, "A4", 3)
		must(t, err)
		zip, err := h.ZipBoards(ctx, h.in, office.AllBoards)
		must(t, err)
		if len(pdf) == 0 || len(zip) == 0 {
			t.Error("nothing is printed")
		}
		if of, err := h.FramesOf(ctx, h.in, secret); err != nil || len(of) == 1 != sees {
			t.Errorf("%s gets %d frames of the moment: %v", role, len(of), err)
		}
		for what, err := range map[string]error{
			"frame":   second(h.FindFrame(ctx, h.in, id)),
			"image":   result(h.FrameImage(ctx, h.in, id, 64)),
			"picture": result(h.FramePicture(ctx, h.in, id)),
			"drawing": result(h.Drawing(ctx, h.in, id)),
			"pdf":     result(h.BoardPDF(ctx, h.in, secret, "A4", 3)),
			"zip":     result(h.ZipBoards(ctx, h.in, secret)),
		} {
			if (err == nil) != sees || !sees && !fault.Is(err, fault.NotFound) {
				t.Errorf("%s gets the %s: %v", role, what, err)
			}
		}
	}
}

func second[A, B any](_ A, _ B, err error) error { return err }

// closedMoment is a moment of a closed set.
func (h *house) closedMoment() production.MomentID {
	h.t.Helper()
	open := map[production.MomentID]bool{}
	list, err := h.Moments(h.as(access.Publicity), h.in, store.MomentFilter{})
	must(h.t, err)
	for _, m := range list {
		open[m.ID] = true
	}
	for _, m := range h.moments() {
		if !open[m.ID] {
			return m.ID
		}
	}
	h.t.Fatal("no moment of a closed set")
	return ""
}

func TestBadFramesChangeNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.frame()
	before := h.at1(id)
	long, title := strings.Repeat("x", 10_001), "Arrival"
	m, err := h.AddMoment(h.ctx, h.in, story.Change{Title: &title})
	must(t, err)
	for name, c := range map[string]struct {
		err  error
		code fault.Code
	}{
		"long title":     {result(h.EditFrame(h.ctx, h.in, id, office.Written{Fields: fields("title", long)})), fault.Invalid},
		"unknown field":  {result(h.EditFrame(h.ctx, h.in, id, office.Written{Fields: fields("colour", "red")})), fault.Invalid},
		"beside the map": {result(h.EditFrame(h.ctx, h.in, id, office.Written{Fields: fields("spot", storyboard.Spot{X: 2})})), fault.Invalid},
		"unknown moment": {result(h.EditFrame(h.ctx, h.in, id, office.Written{Fields: fields("moment", "nowhere")})), fault.NotFound},
		"behind nothing": {result(h.MoveFrame(h.ctx, h.in, id, "nowhere")), fault.Conflict},
		"svg":            {told(h.SetPicture(h.ctx, h.in, id, []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`))), fault.Invalid},
		"no drawing":     {told(h.DrawFrame(h.ctx, h.in, id, "", []byte(`{"version":2}`))), fault.Invalid},
		"wide image":     {result(h.FrameImage(h.ctx, h.in, id, 100_000)), fault.Invalid},
		"seven a page":   {result(h.BoardPDF(h.ctx, h.in, "", "A4", 7)), fault.Invalid},
		"empty board":    {result(h.BoardPDF(h.ctx, h.in, m.ID, "A4", 3)), fault.NotFound},
		"own id":         {told(h.AddFrames(h.ctx, h.in, []office.NewFrame{{Frame: storyboard.Frame{ID: "mine"}}})), fault.Invalid},
	} {
		if !fault.Is(c.err, c.code) {
			t.Errorf("%s: %v, want %s", name, c.err, c.code)
		}
	}
	if diff := cmp.Diff(before, h.at1(id)); diff != "" {
		t.Error(diff)
	}
	_, err = h.EditFrame(context.Background(), h.in, id, office.Written{Fields: fields("title", "x")})
	if err == nil {
		t.Error("nobody may edit")
	}
}
