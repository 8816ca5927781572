package office

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// newestActs is how many entries of the history are shown at most.
const newestActs = 500

// History is what was written by hand, newest first: all of it, or of one object. Moments have a history of
// their own, which is not in it, and what is made of a closed set has none for whoever may not see these.
func (o *Office) History(ctx context.Context, in production.ProductionID, kind journal.Kind, object string) ([]journal.Entry, error) {
	list := []journal.Entry{}
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) error {
		all, err := tx.FindJournal(ctx, in, store.JournalFilter{Kind: kind, Object: object, Newest: newestActs})
		if err != nil {
			return err
		}
		hidden := map[journal.Kind]map[string]bool{}
		for _, e := range all {
			k, is := kinds[e.Kind]
			if !is || k.hidden == nil {
				continue
			}
			if _, asked := hidden[e.Kind]; !asked {
				if hidden[e.Kind], err = k.hidden(ctx, o, tx, in); err != nil {
					return err
				}
			}
			if !hidden[e.Kind][e.Object] {
				list = append(list, e)
			}
		}
		return nil
	})
	return list, err
}

// closedBeats are the beats made of moments of closed sets, for readers who may not see these.
func closedBeats(ctx context.Context, o *Office, tx *store.Tx, in production.ProductionID) (map[string]bool, error) {
	told, err := tx.FindBeats(ctx, in)
	if err != nil {
		return nil, err
	}
	_, closed, err := o.tiedMoments(ctx, tx, in, told)
	hidden := map[string]bool{}
	for id, is := range closed {
		hidden[string(id)] = is
	}
	return hidden, err
}

// UndoAct takes back all that one act changed. It is an act itself, so that it can be taken back as well. It returns
// fault.NotFound for an act that is not there, and fault.Conflict when one of its fields has another value by now.
func (o *Office) UndoAct(ctx context.Context, in production.ProductionID, id production.ActID) (Act, error) {
	var a Act
	sheet, action := false, "undo_act"
	err := o.change(ctx, access.SeeStory, in, func(tx *store.Tx) error {
		list, err := tx.FindJournal(ctx, in, store.JournalFilter{Act: id})
		if err != nil {
			return err
		}
		if len(list) == 0 || id == "" {
			return fault.New(fault.NotFound, "there is nothing of that kind to take back")
		}
		p := o.pen(ctx, tx, in)
		p.undoes = id
		for _, e := range list {
			sheet = sheet || e.Kind == worksheets.kind
			if e.Kind == moments.kind && slices.ContainsFunc(e.Fields, plannedBy) {
				action = undoMoments
			}
			if err := p.takeBackEntry(ctx, e); err != nil {
				return err
			}
		}
		a = p.done()
		return p.tell(ctx, action, list[0].Title)
	})
	if err == nil && sheet {
		err = o.sheetPapers(ctx, in)
	}
	return a, err
}

// undoMoments is the record's word for taking back what a plan is made from.
const undoMoments = "undo_moments"

// plannedBy reports whether a plan is made from a field of a moment.
func plannedBy(f journal.Field) bool {
	return !slices.Contains([]string{"arc", "beat", "note", "edited", "title"}, f.Name)
}

// takeBackEntry takes one entry back.
func (p *pen) takeBackEntry(ctx context.Context, e journal.Entry) error {
	k, is := kinds[e.Kind]
	if !is {
		return fault.New(fault.Internal, "the journal has an entry of the unknown kind %q", e.Kind)
	}
	if err := access.Require(ctx, k.right, p.in); err != nil {
		return err
	}
	return k.back(ctx, p, e)
}

// takeBackMoment undoes an entry of a moment. The names of the fields that people have set are a set of their own:
// what somebody set since stays in it, and stands in nobody's way.
func takeBackMoment(ctx context.Context, p *pen, moments noun[story.Moment], e journal.Entry) error {
	i := slices.IndexFunc(e.Fields, func(f journal.Field) bool { return f.Name == "edited" })
	if i < 0 {
		return takeBack(ctx, p, moments, e)
	}
	m, err := p.tx.FindMoment(ctx, p.in, production.MomentID(e.Object))
	if err != nil {
		return err
	}
	var was, then []string
	if err := cmp.Or(json.Unmarshal(e.Fields[i].Was, &was), json.Unmarshal(e.Fields[i].Now, &then)); err != nil {
		return err
	}
	names := slices.DeleteFunc(slices.Clone(m.Edited), func(name string) bool { return slices.Contains(then, name) && !slices.Contains(was, name) })
	for _, name := range was {
		if !slices.Contains(then, name) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	now, err := json.Marshal(append([]string{}, m.Edited...))
	if err != nil {
		return err
	}
	back, err := json.Marshal(append([]string{}, names...))
	if err != nil {
		return err
	}
	e.Fields = slices.Clone(e.Fields)
	e.Fields[i] = journal.Field{Name: "edited", Was: back, Now: now}
	return takeBack(ctx, p, moments, e)
}
