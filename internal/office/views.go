package office

import (
	"context"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// views are kept by whoever sees the story; nobody reads their history.
var views = noun[production.View]{
	kind: "view", right: access.SeeStory, topic: topicStory, find: findView,
	save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now production.View) error {
		return tx.SaveView(ctx, in, now)
	},
	id: func(v production.View) string { return string(v.ID) }, title: func(v production.View) string { return v.Name },
	check: production.View.Check,
}

func init() { enter(views, takeBackView, nil) }

// takeBackView undoes an entry of a view, for whoever may take the view away.
func takeBackView(ctx context.Context, p *pen, views noun[production.View], e journal.Entry) error {
	v, err := findView(ctx, p.tx, p.in, e.Object)
	if err != nil {
		return err
	}
	if err := p.mayKeep(ctx, v); err != nil {
		return err
	}
	return takeBack(ctx, p, views, e)
}

// mayKeep looks whether the person may change a view or take it away: one's own, or a shared one who may edit those.
func (p *pen) mayKeep(ctx context.Context, v production.View) error {
	if actor, _ := access.From(ctx); v.Owner == actor.UserID {
		return nil
	}
	return access.Require(ctx, access.EditShots, p.in)
}

// findView is a view that whoever asks has: their own, or one that everybody has.
func findView(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (production.View, error) {
	actor, _ := access.From(ctx)
	list, err := tx.FindViews(ctx, in, actor.UserID)
	if i := slices.IndexFunc(list, func(v production.View) bool { return string(v.ID) == id }); i >= 0 {
		return list[i], err
	}
	if err == nil {
		err = fault.New(fault.NotFound, "there is no such view")
	}
	return production.View{}, err
}

// Views are the views that whoever asks has of a page, "" for all, by name.
func (o *Office) Views(ctx context.Context, in production.ProductionID, page string) ([]production.View, error) {
	list := []production.View{}
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) error {
		actor, _ := access.From(ctx)
		all, err := tx.FindViews(ctx, in, actor.UserID)
		for _, v := range all {
			if !v.Gone && (page == "" || v.Page == page) {
				list = append(list, v)
			}
		}
		return err
	})
	slices.SortStableFunc(list, func(a, b production.View) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return list, err
}

// SaveView keeps a view by its name. Whoever has no account, as at the command line, shares it with the production.
func (o *Office) SaveView(ctx context.Context, in production.ProductionID, v production.View) (production.View, Act, error) {
	act, err := o.act(ctx, in, access.SeeStory, "save_view", func(p *pen) (string, error) {
		actor, _ := access.From(ctx)
		v = v.Tidy()
		v.ID, v.Owner, v.Gone = production.NewID[production.ViewID](), actor.UserID, false
		v.Shared = v.Shared || actor.UserID == ""
		return v.Name, write(ctx, p, views, production.View{ID: v.ID, Owner: v.Owner, Shared: v.Shared, Gone: true}, v)
	})
	return v, act, err
}

// EditView changes the name of a view, and whether everybody has it, which is for its owner to say. What is kept from the
// command line is everybody's.
func (o *Office) EditView(ctx context.Context, in production.ProductionID, id production.ViewID, w Written) (Act, error) {
	return o.act(ctx, in, access.SeeStory, "edit_view", func(p *pen) (string, error) {
		was, err := findView(ctx, p.tx, in, string(id))
		if err != nil {
			return "", err
		}
		if err := p.mayKeep(ctx, was); err != nil {
			return "", err
		}
		n := views
		n.tidy = func(_, now production.View) production.View { return now.Tidy() }
		now, err := amend(ctx, p, n, string(id), w)
		if err != nil {
			return "", err
		}
		actor, _ := access.From(ctx)
		switch {
		case now.Owner != was.Owner || now.Gone != was.Gone:
			return "", fault.New(fault.Invalid, "only the name, the filters and who has a view can be changed")
		case now.Shared == was.Shared:
		case was.Owner == "":
			return "", fault.New(fault.Invalid, "nobody owns the view “%s”: it is everybody's", was.Name).WithRemedy("Take it away, and keep one of your own.")
		case was.Owner != actor.UserID:
			return "", fault.New(fault.Forbidden, "who has the view “%s” is for its owner to say", was.Name).WithRemedy("Keep one of your own.")
		}
		return now.Name, nil
	})
}

// RemoveView takes a view away: one's own, or a shared one by whoever writes the story or the shots.
func (o *Office) RemoveView(ctx context.Context, in production.ProductionID, id production.ViewID) (Act, error) {
	return o.act(ctx, in, access.SeeStory, "remove_view", func(p *pen) (string, error) {
		v, err := findView(ctx, p.tx, in, string(id))
		if err != nil {
			return "", err
		}
		if err := p.mayKeep(ctx, v); err != nil {
			return "", err
		}
		now := v
		now.Gone = true
		return v.Name, write(ctx, p, views, v, now)
	})
}
