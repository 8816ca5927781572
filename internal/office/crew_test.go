package office_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// TestOffTheCrewAndBack takes somebody off the crew and takes that back: everything that was known of them is there again.
func TestOffTheCrewAndBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	before, err := h.AddMember(h.ctx, h.in, crew.Member{
		Name: "Zoë “Z” דָוִד", Skills: []string{"video", "sound"}, Cost: 455, MaxWeek: 4, Note: "calls before eight",
		Away: []production.DateRange{{From: "2026-05-04", To: "2026-05-06"}},
	})
	must(t, err)
	act, err := h.RemoveMember(h.ctx, h.in, before.ID)
	must(t, err)
	if _, err := h.FindMember(h.ctx, h.in, before.ID); fault.CodeOf(err) != fault.NotFound {
		t.Fatalf("still on the crew: %v", err)
	}
	undone, err := h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	after, err := h.FindMember(h.ctx, h.in, before.ID)
	must(t, err)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("came back otherwise:\n%s", diff)
	}
	must(t, result(h.UndoAct(h.ctx, h.in, undone.ID)))
	if _, err := h.FindMember(h.ctx, h.in, before.ID); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("the undo was not taken back: %v", err)
	}
}

// TestOffTheCrewAndReplaced cannot come back where somebody else has the name by now.
func TestOffTheCrewAndReplaced(t *testing.T) {
	t.Parallel()
	h := open(t)
	ana := crew.Member{Name: "Ana Prime", Skills: []string{"stills"}}
	first, err := h.AddMember(h.ctx, h.in, ana)
	must(t, err)
	act, err := h.RemoveMember(h.ctx, h.in, first.ID)
	must(t, err)
	must(t, result(h.AddMember(h.ctx, h.in, ana)))
	if _, err := h.UndoAct(h.ctx, h.in, act.ID); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("two of one name: %v", err)
	}
}
