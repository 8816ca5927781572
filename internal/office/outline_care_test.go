package office_test

import (
	"slices"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// act is one that was just done.
func (h *house) act() production.ActID {
	h.t.Helper()
	act, err := h.EditTreatment(h.ctx, h.in, office.Written{Fields: fields("tone", newWord())})
	must(h.t, err)
	return act.ID
}

func TestIDsStay(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.beat("daring", "The jump")
	_, err := h.EditBeat(h.ctx, h.in, b.ID, office.Written{Fields: fields("id", "another")})
	if !fault.Is(err, fault.Invalid) || len(h.board()) != 1 || h.find(b.ID).Title != "The jump" {
		t.Errorf("%v, board %q", err, h.board())
	}
	if _, err := h.EditArc(h.ctx, h.in, "daring", office.Written{Fields: fields("id", "people")}); !fault.Is(err, fault.Invalid) {
		t.Errorf("error %v", err)
	}
}

func TestNothingIsTiedToWhatIsGone(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.beat("daring", "The jump")
	title := "A song in the rain"
	m, err := h.AddMoment(h.ctx, h.in, story.Change{Title: &title})
	must(t, err)
	_, err = h.EditBeat(h.ctx, h.in, b.ID, office.Written{Fields: fields("gone", true)})
	must(t, err)
	if _, err := h.TieMoments(h.ctx, h.in, b.ID, []production.MomentID{m.ID}); !fault.Is(err, fault.Conflict) {
		t.Errorf("to a beat that is gone: %v", err)
	}
	_, err = h.EditArc(h.ctx, h.in, "people", office.Written{Fields: fields("gone", true)})
	must(t, err)
	if _, _, err := h.PromoteMoment(h.ctx, h.in, m.ID, "people", ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("into an arc that is gone: %v", err)
	}
	if _, _, err := h.AddBeat(h.ctx, h.in, outline.Beat{Arc: "people", Title: "x"}); !fault.Is(err, fault.Conflict) {
		t.Errorf("a beat of an arc that is gone: %v", err)
	}
}

// TestWhoEditsAMomentDoesNotRewriteTheStory: which beat a moment tells is for those who write the story, and the beat
// must be there.
func TestWhoEditsAMomentDoesNotRewriteTheStory(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(lamp(t)...)
	id, beat, nowhere := h.moment(), h.beat("people", "The nod").ID, production.BeatID("nowhere")
	crew, title, none := h.as(access.Crew), "The cat arrives", production.BeatID("")
	for name, err := range map[string]error{
		"edit": result(h.EditMoment(crew, h.in, id, story.Change{Beat: &beat})),
		"add":  result(h.AddMoment(crew, h.in, story.Change{Title: &title, Beat: &beat})),
	} {
		if !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s by the crew: %v", name, err)
		}
	}
	if _, err := h.EditMoment(h.ctx, h.in, id, story.Change{Beat: &nowhere}); !fault.Is(err, fault.NotFound) {
		t.Errorf("a beat that is not there: %v", err)
	}
	must(t, result(h.EditMoment(crew, h.in, id, story.Change{Title: &title, Beat: &none})))
	must(t, result(h.EditMoment(h.ctx, h.in, id, story.Change{Beat: &beat})))
	must(t, result(h.EditMoment(crew, h.in, id, story.Change{Title: &title, Beat: &beat})))
	if len(h.find(beat).Moments) != 1 {
		t.Error("the moment does not tell the beat")
	}
}

// TestUndoOfATieAfterAnEdit: whoever edits another field of a tied moment does not stand in the way of untying it,
// and the finder still leaves that field alone.
func TestUndoOfATieAfterAnEdit(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(lamp(t)...)
	id := h.moment()
	before, err := h.FindMoment(h.ctx, h.in, id)
	must(t, err)
	act, err := h.TieMoments(h.ctx, h.in, h.beat("world", "The light").ID, []production.MomentID{id})
	must(t, err)
	title := "The light goes"
	_, err = h.EditMoment(h.ctx, h.in, id, story.Change{Title: &title})
	must(t, err)
	undone, err := h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	m, err := h.FindMoment(h.ctx, h.in, id)
	must(t, err)
	if m.Beat != "" || m.Arc != before.Arc || m.Title != title || !slices.Equal(m.Edited, []string{"title"}) {
		t.Errorf("beat %q, arc %q, title %q, edited %q", m.Beat, m.Arc, m.Title, m.Edited)
	}
	_, err = h.UndoAct(h.ctx, h.in, undone.ID)
	must(t, err)
	m, err = h.FindMoment(h.ctx, h.in, id)
	must(t, err)
	if m.Beat == "" || !slices.Equal(m.Edited, []string{"arc", "title"}) {
		t.Errorf("tied again: beat %q, edited %q", m.Beat, m.Edited)
	}
}
