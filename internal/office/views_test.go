package office_test

import (
	"context"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// viewUses are the uses of views.
var viewUses = map[string]use{
	"Views":    {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.Views(ctx, h.in, "")) }},
	"SaveView": {access.SeeStory, func(h *house, ctx context.Context) error { return told(h.SaveView(ctx, h.in, aView())) }},
	"EditView": {access.SeeStory, func(h *house, ctx context.Context) error {
		w := office.Written{Fields: fields("name", newWord())}
		v, _, err := h.SaveView(ctx, h.in, aView())
		if err != nil {
			_, err := h.EditView(ctx, h.in, "none", w)
			return err
		}
		return result(h.EditView(ctx, h.in, v.ID, w))
	}},
	"RemoveView": {access.SeeStory, func(h *house, ctx context.Context) error {
		v, _, err := h.SaveView(ctx, h.in, aView())
		if err != nil {
			_, err := h.RemoveView(ctx, h.in, "none")
			return err
		}
		return result(h.RemoveView(ctx, h.in, v.ID))
	}},
}

func aView() production.View {
	return production.View{Name: "View " + newWord(), Page: "moments", Query: "kind=stunt"}
}

func TestViewsAreOnesOwnOrShared(t *testing.T) {
	t.Parallel()
	h := open(t)
	ada, ben, eve := h.as(access.Director), h.as(access.Crew), h.as(access.Publicity)
	mine, _, err := h.SaveView(ada, h.in, production.View{Name: "Mine", Page: "shotlist", Query: "?priority=must&day="})
	must(t, err)
	shared, _, err := h.SaveView(ada, h.in, production.View{Name: "all stunts", Page: "moments", Query: "kind=stunt", Shared: true})
	must(t, err)
	names := func(ctx context.Context) (text string) {
		list, err := h.Views(ctx, h.in, "")
		must(t, err)
		for _, v := range list {
			text += v.Name + "?" + v.Query + ";"
		}
		return text
	}
	if got := names(ada); got != "all stunts?kind=stunt;Mine?priority=must;" {
		t.Errorf("the owner has %s", got)
	}
	if got := names(ben); got != "all stunts?kind=stunt;" {
		t.Errorf("another has %s", got)
	}
	if _, err := h.RemoveView(ben, h.in, mine.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody else's own: %v", err)
	}
	if _, err := h.RemoveView(eve, h.in, shared.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a shared one by publicity: %v", err)
	}
	act, err := h.RemoveView(ada, h.in, mine.ID)
	must(t, err)
	if _, err := h.UndoAct(ben, h.in, act.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody else's removal: %v", err)
	}
	_, err = h.UndoAct(ada, h.in, act.ID)
	must(t, err)
	_, err = h.RemoveView(ben, h.in, shared.ID)
	must(t, err)
	if got := names(ada); got != "Mine?priority=must;" {
		t.Errorf("after all of it the owner has %s", got)
	}
	if _, _, err := h.SaveView(ada, h.in, production.View{Name: "x", Page: "moments", Query: "next=//elsewhere.example"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("an address of elsewhere: %v", err)
	}
}

// TestRemovalOfASharedViewIsTakenBackByWhoMay: by its owner, and by who could have taken it away.
func TestRemovalOfASharedViewIsTakenBackByWhoMay(t *testing.T) {
	t.Parallel()
	h := open(t)
	ada, ben, eve, eva := h.as(access.Director), h.as(access.Crew), h.as(access.Publicity), h.as(access.Publicity)
	for name, c := range map[string]struct {
		owner, undoes context.Context
		want          fault.Code
	}{
		"its owner":             {eve, eve, ""},
		"who may edit shots":    {eve, ben, ""},
		"who only sees":         {ada, eve, fault.Forbidden},
		"another who only sees": {eve, eva, fault.Forbidden},
	} {
		v := aView()
		v.Shared = true
		v, made, err := h.SaveView(c.owner, h.in, v)
		must(t, err)
		if c.want != "" {
			if _, err := h.UndoAct(c.undoes, h.in, made.ID); !fault.Is(err, c.want) {
				t.Errorf("%s takes its making back: %v", name, err)
			}
		}
		removed, err := h.RemoveView(ada, h.in, v.ID)
		must(t, err)
		if _, err = h.UndoAct(c.undoes, h.in, removed.ID); fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestViewsAreRenamedAndShared(t *testing.T) {
	t.Parallel()
	h := open(t)
	ada, ben, eve := h.as(access.Director), h.as(access.Crew), h.as(access.Publicity)
	v, _, err := h.SaveView(eve, h.in, production.View{Name: "Mine", Page: "moments", Query: "kind=stunt"})
	must(t, err)
	everybodys, _, err := h.SaveView(h.ctx, h.in, production.View{Name: "All", Page: "moments"})
	must(t, err)
	edit := func(ctx context.Context, id production.ViewID, pairs ...any) error {
		return result(h.EditView(ctx, h.in, id, office.Written{Fields: fields(pairs...)}))
	}
	if err := edit(ben, v.ID, "name", "His"); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody else's own: %v", err)
	}
	must(t, edit(eve, v.ID, "name", "  Stunts  of eve ", "shared", true))
	must(t, edit(ben, v.ID, "name", "Stunts"))
	for name, test := range map[string]struct {
		ctx   context.Context
		id    production.ViewID
		field string
		value any
		want  fault.Code
	}{
		"no name":                  {eve, v.ID, "name", " ", fault.Invalid},
		"another page":             {eve, v.ID, "page", "plan", fault.Invalid},
		"another owner":            {eve, v.ID, "owner", "ben", fault.Invalid},
		"gone":                     {eve, v.ID, "gone", true, fault.Invalid},
		"shared by another":        {ada, v.ID, "shared", false, fault.Forbidden},
		"everybody's by who sees":  {eve, everybodys.ID, "name", "Hers", fault.Forbidden},
		"everybody's for somebody": {h.ctx, everybodys.ID, "shared", false, fault.Invalid},
	} {
		if err := edit(test.ctx, test.id, test.field, test.value); fault.CodeOf(err) != test.want {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
	list, err := h.Views(ben, h.in, "moments")
	must(t, err)
	if len(list) != 2 || list[0].Name != "All" || list[1].Name != "Stunts" || list[1].Query != "kind=stunt" {
		t.Errorf("others have %+v", list)
	}
	must(t, edit(eve, v.ID, "shared", false))
	if list, err := h.Views(ben, h.in, ""); err != nil || len(list) != 1 {
		t.Errorf("others have what is no longer shared: %+v, %v", list, err)
	}
}
