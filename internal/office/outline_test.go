package office_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
	"github.com/btsdirector/bts/internal/story"
)

// board is the outline as words: each arc with its beats.
func (h *house) board() []string {
	h.t.Helper()
	var lines []string
	for _, a := range h.outline().Arcs {
		line := a.Name + ":"
		for _, b := range a.Beats {
			line += " " + b.Title
		}
		if len(a.Beats) > 0 {
			lines = append(lines, line)
		}
	}
	return lines
}

func (h *house) outline() office.Outline {
	h.t.Helper()
	out, err := h.Outline(h.ctx, h.in)
	must(h.t, err)
	return out
}

func (h *house) beat(arc production.ArcID, title string) outline.Beat {
	h.t.Helper()
	b, _, err := h.AddBeat(h.ctx, h.in, outline.Beat{Arc: arc, Title: title})
	must(h.t, err)
	return b
}

func fields(pairs ...any) map[string]any {
	m := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1]
	}
	return m
}

func TestBoardBeginsWithArcs(t *testing.T) {
	t.Parallel()
	h := open(t)
	out := h.outline()
	if len(out.Arcs) != len(story.Arcs()) || out.Arcs[0].Question == "" || out.Base != 0 {
		t.Errorf("%d arcs, base %d", len(out.Arcs), out.Base)
	}
}

func TestMoveBeats(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b, c := h.beat("daring", "A"), h.beat("daring", "B"), h.beat("people", "C")
	move := func(id production.BeatID, to production.ArcID, behind production.BeatID) office.Act {
		t.Helper()
		act, err := h.MoveBeat(h.ctx, h.in, id, to, behind)
		must(t, err)
		return act
	}
	want := func(lines ...string) {
		t.Helper()
		if d := cmp.Diff(lines, h.board()); d != "" {
			t.Error(d)
		}
	}
	move(b.ID, "daring", "")
	want("Daring: B A", "The people: C")
	act := move(c.ID, "daring", b.ID)
	want("Daring: B C A")
	undone, err := h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	want("Daring: B A", "The people: C")
	_, err = h.UndoAct(h.ctx, h.in, undone.ID)
	must(t, err)
	want("Daring: B C A")
	for range 70 { // until there is no room between the two that are always parted
		move(a.ID, "daring", b.ID)
		want("Daring: B A C")
		move(c.ID, "daring", b.ID)
		want("Daring: B C A")
	}
	if _, err := h.MoveBeat(h.ctx, h.in, a.ID, "nowhere", ""); !fault.Is(err, fault.NotFound) {
		t.Errorf("error %v", err)
	}
	if _, err := h.MoveBeat(h.ctx, h.in, a.ID, "people", c.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("error %v", err)
	}
}

// TestTwoWriteAtOnce lets two people send the form of one beat from the same state.
func TestTwoWriteAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.beat("daring", "The jump")
	base := h.outline().Base
	_, err := h.EditBeat(h.ctx, h.in, b.ID, office.Written{Base: base, Fields: fields("title", "The jump, from the water", "note", "")})
	must(t, err)
	act, err := h.EditBeat(h.ctx, h.in, b.ID, office.Written{Base: base, Fields: fields("title", "The jump", "note", "two cameras")})
	must(t, err)
	now := h.outline().Arcs[1].Beats[0]
	if now.Title != "The jump, from the water" || now.Note != "two cameras" || len(act.Lost) != 0 {
		t.Errorf("%q, %q, lost %v", now.Title, now.Note, act.Lost)
	}
	act, err = h.EditBeat(h.ctx, h.in, b.ID, office.Written{Base: base, Fields: fields("title", "The leap")})
	must(t, err)
	if len(act.Lost) != 1 || string(act.Lost[0].Now) != `"The jump, from the water"` {
		t.Errorf("lost %+v", act.Lost)
	}
	history, err := h.History(h.ctx, h.in, "beat", string(b.ID))
	must(t, err)
	if len(history) != 4 || len(history[0].Lost) != 1 || history[0].By != "operator" {
		t.Errorf("history %+v", history)
	}
	_, err = h.EditBeat(h.ctx, h.in, b.ID, office.Written{Fields: fields("colour", "red")})
	if !fault.Is(err, fault.Invalid) {
		t.Errorf("error %v", err)
	}
	if after, err := h.History(h.ctx, h.in, "", ""); err != nil || len(after) != 4 {
		t.Errorf("%d entries after what was refused: %v", len(after), err)
	}
}

func TestManyWriteAtOnce(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); manyWriteAtOnce(t, open(t)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); manyWriteAtOnce(t, openOn(t, storetest.Postgres(t))) })
}

// manyWriteAtOnce lets eight people move and rename beats of one board: every act arrives, none is lost.
func manyWriteAtOnce(t *testing.T, h *house) {
	t.Helper()
	var list []outline.Beat
	for range 8 {
		list = append(list, h.beat("daring", "A beat"))
	}
	var wait sync.WaitGroup
	for i, b := range list {
		wait.Go(func() {
			title := strings.Repeat("x", i+1)
			if _, err := h.EditBeat(h.ctx, h.in, b.ID, office.Written{Fields: fields("title", title)}); err != nil {
				t.Error(err)
			}
			if _, err := h.MoveBeat(h.ctx, h.in, b.ID, "people", ""); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	seen := map[string]bool{}
	for _, a := range h.outline().Arcs {
		for _, b := range a.Beats {
			seen[b.Title] = a.ID == "people"
		}
	}
	for i := range list {
		if !seen[strings.Repeat("x", i+1)] {
			t.Errorf("what the writer of beat %d did is lost: %v", i, seen)
		}
	}
}

func TestUndoOfWhatChangedSince(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.beat("daring", "The jump")
	first, err := h.EditBeat(h.ctx, h.in, b.ID, office.Written{Fields: fields("title", "The leap", "note", "wide")})
	must(t, err)
	_, err = h.EditBeat(h.ctx, h.in, b.ID, office.Written{Fields: fields("title", "The fall")})
	must(t, err)
	if _, err := h.UndoAct(h.ctx, h.in, first.ID); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "title") {
		t.Errorf("error %v", err)
	}
	if now := h.outline().Arcs[1].Beats[0]; now.Title != "The fall" || now.Note != "wide" {
		t.Errorf("%+v", now.Beat)
	}
	if _, err := h.UndoAct(h.ctx, h.in, "none"); !fault.Is(err, fault.NotFound) {
		t.Errorf("error %v", err)
	}
}

func TestArcOfATemplate(t *testing.T) {
	t.Parallel()
	h := open(t)
	arc, act, err := h.AddArc(h.ctx, h.in, "", "place")
	must(t, err)
	if arc.Name != "The place 2" { // every production starts with one of that name
		t.Errorf("the arc is called %q", arc.Name)
	}
	list := h.board()
	if len(list) != 1 || !strings.HasPrefix(list[0], "The place 2: The place before us The circus comes") {
		t.Errorf("board %q", list)
	}
	undone, err := h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	if list := h.board(); len(list) != 0 || len(h.outline().Arcs) != len(story.Arcs()) {
		t.Errorf("after undo: %q", list)
	}
	redone, err := h.UndoAct(h.ctx, h.in, undone.ID)
	must(t, err)
	if d := cmp.Diff(list, h.board()); d != "" {
		t.Errorf("after undo of the undo: %s", d)
	}
	must(t, result(h.UndoAct(h.ctx, h.in, redone.ID)))
	if _, _, err := h.AddArc(h.ctx, h.in, "Daring", ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second arc of one name: %v", err)
	}
	if _, _, err := h.AddArc(h.ctx, h.in, "", ""); !fault.Is(err, fault.Invalid) {
		t.Errorf("an arc without a name: %v", err)
	}
}

// TestRenamedArcKeepsItsMoments: the finder knows an arc by another name than the production does.
func TestRenamedArcKeepsItsMoments(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(lamp(t)...)
	serving := func(name string) int {
		n := 0
		for _, m := range h.moments() {
			if m.Arc == name {
				n++
			}
		}
		return n
	}
	before := serving("Daring")
	if before == 0 {
		t.Fatal("nothing serves the arc")
	}
	act, err := h.EditArc(h.ctx, h.in, "daring", office.Written{Fields: fields("name", "What it takes")})
	must(t, err)
	if serving("Daring") != 0 || serving("What it takes") != before {
		t.Errorf("%d and %d moments", serving("Daring"), serving("What it takes"))
	}
	if _, err := h.RefreshMoments(h.ctx, h.in); err != nil || serving("What it takes") != before {
		t.Errorf("after looking again: %d, %v", serving("What it takes"), err)
	}
	_, err = h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	if serving("Daring") != before {
		t.Errorf("after undo: %d", serving("Daring"))
	}
	_, err = h.EditArc(h.ctx, h.in, "daring", office.Written{Fields: fields("gone", true)})
	must(t, err)
	if _, err := h.RefreshMoments(h.ctx, h.in); err != nil || serving("Daring") != 0 {
		t.Errorf("an arc that is gone still gets %d moments, %v", serving("Daring"), err)
	}
}

func TestTieMoments(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.beat("people", "The goodbye")
	_, err := h.EditBeat(h.ctx, h.in, b.ID, office.Written{Fields: fields("wants", []outline.Want{{Source: outline.FromChance, Text: "tears", Count: 2}})})
	must(t, err)
	title := "A song in the rain"
	m, err := h.AddMoment(h.ctx, h.in, story.Change{Title: &title})
	must(t, err)
	act, err := h.TieMoments(h.ctx, h.in, b.ID, []production.MomentID{m.ID})
	must(t, err)
	beat := h.find(b.ID)
	if len(beat.Moments) != 1 || beat.Strength != (outline.Bar{2, 1}) || len(h.outline().Loose) != 0 || beat.Moments[0].Arc != "The people" {
		t.Errorf("%+v, %d loose", beat, len(h.outline().Loose))
	}
	_, err = h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	if beat = h.find(b.ID); len(beat.Moments) != 0 || len(h.outline().Loose) != 1 {
		t.Errorf("after undo: %+v", beat)
	}
	promoted, act, err := h.PromoteMoment(h.ctx, h.in, m.ID, "", "What nobody planned")
	must(t, err)
	if beat = h.find(promoted.ID); len(beat.Moments) != 1 || beat.Title != title || beat.Moments[0].Arc != "What nobody planned" {
		t.Errorf("promoted: %+v", beat)
	}
	_, err = h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	if d := cmp.Diff([]string{"The people: The goodbye"}, h.board()); d != "" {
		t.Error(d)
	}
}

func (h *house) find(id production.BeatID) office.BeatStory {
	h.t.Helper()
	for _, a := range h.outline().Arcs {
		for _, b := range a.Beats {
			if b.ID == id {
				return b
			}
		}
	}
	h.t.Fatalf("there is no beat %s", id)
	return office.BeatStory{}
}

// TestClosedBeats: whoever may not see closed sets learns no more of a beat that tells one than that it is there.
func TestClosedBeats(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(lamp(t)...)
	var hidden story.Moment
	seen := map[production.MomentID]bool{}
	ada := h.as(access.Publicity)
	list, err := h.Moments(ada, h.in, store.MomentFilter{})
	must(t, err)
	for _, m := range list {
		seen[m.ID] = true
	}
	for _, m := range h.moments() {
		if !seen[m.ID] {
			hidden = m
		}
	}
	if hidden.ID == "" {
		t.Fatal("nothing is hidden")
	}
	b, _, err := h.PromoteMoment(h.ctx, h.in, hidden.ID, "people", "")
	must(t, err)
	note := "two cameras"
	must(t, result(h.EditMoment(h.ctx, h.in, hidden.ID, story.Change{Note: &note})))
	must(t, h.store.Read(h.ctx, func(tx *store.Tx) error {
		items, err := tx.FindFeedAfter(h.ctx, h.in, 0, 0)
		for _, item := range items {
			if strings.Contains(string(item.Payload), hidden.Title) {
				t.Errorf("the feed says %s", item.Payload)
			}
		}
		return err
	}))
	out, err := h.Outline(ada, h.in)
	must(t, err)
	for _, a := range out.Arcs {
		for _, beat := range a.Beats {
			if beat.ID == b.ID && (beat.Title != "Closed" || len(beat.Moments) > 0 || len(beat.Wants) > 0 || beat.Note != "") {
				t.Errorf("publicity reads %+v", beat)
			}
		}
	}
	history, err := h.History(ada, h.in, "", "")
	must(t, err)
	if len(history) != 0 {
		t.Errorf("publicity reads in the history %+v", history)
	}
	must(t, result(h.TieMoments(h.ctx, h.in, "", []production.MomentID{hidden.ID}))) // its words stay behind
	out, err = h.Outline(ada, h.in)
	must(t, err)
	told, err := json.Marshal(out.Arcs)
	must(t, err)
	if strings.Contains(string(told), hidden.Title) {
		t.Errorf("publicity reads the title of what the beat was made of: %s", told)
	}
	if history, err = h.History(ada, h.in, "", ""); err != nil || len(history) != 0 {
		t.Errorf("publicity reads in the history %+v, %v", history, err)
	}
	if _, err := h.Outline(h.as(access.Viewer), h.in); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a viewer: %v", err)
	}
	if _, _, err := h.AddBeat(ada, h.in, outline.Beat{Arc: "people", Title: "x"}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("publicity writes: %v", err)
	}
}
