package office

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// pen writes what one person does in one act: every change goes through it into the journal, from which it can be
// taken back.
type pen struct {
	o      *Office
	tx     *store.Tx
	in     production.ProductionID
	act    production.ActID
	undoes production.ActID // the act that this one takes back, "" for none
	lost   []journal.Field  // what gave way so far
	wrote  int              // entries
	topics []string         // of the feed, of what was written

	assets []library.Asset      // that were written, for the index of the library
	heard  []production.AssetID // what is said in these was written
}

func (o *Office) pen(_ context.Context, tx *store.Tx, in production.ProductionID) *pen {
	return &pen{o: o, tx: tx, in: in, act: production.NewID[production.ActID]()}
}

// touch notes that something of a topic was written.
func (p *pen) touch(topic string) {
	if !slices.Contains(p.topics, topic) {
		p.topics = append(p.topics, topic)
	}
}

// noun is a sort of object that is written by hand.
type noun[T any] struct {
	kind  journal.Kind
	right access.Action // to write it
	topic string        // of the feed
	find  func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (T, error)
	save  func(ctx context.Context, tx *store.Tx, in production.ProductionID, was, now T) error
	id    func(T) string
	title func(T) string
	check func(T) error
	tidy  func(was, now T) T  // puts in order what somebody wrote; nil for nothing to do
	wrote func(p *pen, now T) // notes what comes of it at the end of the act; nil for nothing
	whole func(was, now T) T  // puts back what the journal does not carry; nil for nothing
	place func(*T) *float64   // where it stands among its like; nil for what has no order
}

// What is written by hand.
var (
	treatments = noun[outline.Treatment]{
		kind: "treatment", right: access.EditStory, topic: topicStory,
		find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _ string) (outline.Treatment, error) {
			return tx.FindTreatment(ctx, in)
		},
		save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now outline.Treatment) error {
			return tx.SaveTreatment(ctx, in, now)
		},
		id: func(outline.Treatment) string { return "" }, title: func(outline.Treatment) string { return "Treatment" },
		check: outline.Treatment.Check,
	}
	arcs = noun[outline.Arc]{
		kind: "arc", right: access.EditStory, topic: topicStory, find: findArc, save: saveArc,
		id: func(a outline.Arc) string { return string(a.ID) }, title: func(a outline.Arc) string { return a.Name },
		check: outline.Arc.Check, place: func(a *outline.Arc) *float64 { return &a.Place },
	}
	beats = noun[outline.Beat]{
		kind: "beat", right: access.EditStory, topic: topicStory,
		find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (outline.Beat, error) {
			return tx.FindBeat(ctx, in, production.BeatID(id))
		},
		save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now outline.Beat) error {
			return tx.SaveBeat(ctx, in, now)
		},
		id: func(b outline.Beat) string { return string(b.ID) }, title: func(b outline.Beat) string { return b.Title },
		check: outline.Beat.Check, place: func(b *outline.Beat) *float64 { return &b.Place },
	}
	moments = noun[story.Moment]{
		kind: "moment", right: access.EditMoments, topic: topicMoments,
		find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (story.Moment, error) {
			return tx.FindMoment(ctx, in, production.MomentID(id))
		},
		save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now story.Moment) error {
			return tx.UpdateMoment(ctx, in, now)
		},
		id: func(m story.Moment) string { return string(m.ID) }, title: func(m story.Moment) string { return m.Title },
		check: story.Moment.Check,
	}
)

// write saves an object as it is now and notes what that changed. Without a change it does nothing.
func write[T any](ctx context.Context, p *pen, n noun[T], was, now T, lost ...journal.Field) error {
	if n.whole != nil {
		now = n.whole(was, now)
	}
	if err := n.check(now); err != nil {
		return err
	}
	fields, err := journal.Diff(was, now)
	if err != nil || len(fields) == 0 {
		return err
	}
	if err := n.save(ctx, p.tx, p.in, was, now); err != nil {
		return err
	}
	title := n.title(now)
	if title == "" {
		title = n.title(was)
	}
	if n.wrote != nil {
		n.wrote(p, now)
	}
	p.wrote++
	p.touch(n.topic)
	p.lost = append(p.lost, lost...)
	_, err = p.tx.AppendJournal(ctx, p.in, journal.Entry{
		Act: p.act, Kind: n.kind, Object: n.id(now), Title: title, Fields: fields, Lost: lost, Undoes: p.undoes,
		By: actorName(ctx), At: p.o.clock(),
	})
	return err
}

// Written is what somebody sends of an object: the fields, and the state of the journal that they were looking at.
// Fields that are as they were then count as untouched. A base of 0 says that every field is meant.
type Written struct {
	Base   int64
	Fields any // a struct or map whose JSON has the fields that were sent, by name
}

// amend applies what somebody sent to an object, field by field, and returns what it is then.
func amend[T any](ctx context.Context, p *pen, n noun[T], id string, w Written) (T, error) {
	now, merged, err := merge(ctx, p.tx, p.in, n, id, w)
	if err != nil {
		return now, err
	}
	return merged.Object, write(ctx, p, n, now, merged.Object, merged.Lost...)
}

// merge is what an object is and what it would be with what somebody sent; nothing is written.
func merge[T any](ctx context.Context, tx *store.Tx, in production.ProductionID, n noun[T], id string, w Written) (T, journal.Merged[T], error) {
	var merged journal.Merged[T]
	now, err := n.find(ctx, tx, in, id)
	if err != nil {
		return now, merged, err
	}
	change := map[string]json.RawMessage{}
	text, err := json.Marshal(w.Fields)
	if err == nil {
		err = json.Unmarshal(text, &change)
	}
	if err != nil {
		return now, merged, err
	}
	var since []journal.Entry
	if w.Base > 0 {
		since, err = tx.FindJournal(ctx, in, store.JournalFilter{Kind: n.kind, Object: id, After: w.Base})
		if err != nil {
			return now, merged, err
		}
		slices.Reverse(since)
	}
	if merged, err = journal.Merge(now, change, since); err != nil {
		return now, merged, err
	}
	if n.id(merged.Object) != n.id(now) {
		return now, merged, fault.New(fault.Invalid, "an id cannot be changed")
	}
	if n.tidy != nil {
		merged.Object = n.tidy(now, merged.Object)
	}
	return now, merged, nil
}

// kindOf is what the journal has to know of the objects of one kind.
type kindOf struct {
	right access.Action // to write them
	back  func(ctx context.Context, p *pen, e journal.Entry) error
	// hidden are the ids of those that the reader may not read about; nil where nobody reads the history of the kind
	hidden func(ctx context.Context, o *Office, tx *store.Tx, in production.ProductionID) (map[string]bool, error)
}

// kinds are all kinds of objects that are written by hand.
var kinds = map[journal.Kind]kindOf{}

func init() {
	enter(treatments, takeBack, nothing)
	enter(arcs, takeBack, nothing)
	enter(beats, takeBack, closedBeats)
	enter(moments, takeBackMoment, nil)
	enter(wantedShots, takeBack, closedShots)
}

// enter puts a noun on the list of what is written by hand.
func enter[T any](n noun[T], back func(context.Context, *pen, noun[T], journal.Entry) error,
	hidden func(context.Context, *Office, *store.Tx, production.ProductionID) (map[string]bool, error),
) {
	kinds[n.kind] = kindOf{n.right, func(ctx context.Context, p *pen, e journal.Entry) error { return back(ctx, p, n, e) }, hidden}
}

// nothing is hidden of a kind.
func nothing(context.Context, *Office, *store.Tx, production.ProductionID) (map[string]bool, error) {
	return nil, nil
}

// takeBack undoes one entry. It returns fault.Conflict when somebody has set one of its fields again since.
func takeBack[T any](ctx context.Context, p *pen, n noun[T], e journal.Entry) error {
	now, err := n.find(ctx, p.tx, p.in, e.Object)
	if err != nil {
		return err
	}
	object, changed, err := journal.Back(now, e)
	if err != nil {
		return err
	}
	if len(changed) > 0 {
		return fault.New(fault.Conflict, "%q was changed since: %s", e.Title, strings.Join(changed, ", ")).
			WithRemedy("Its history has every value; set the one that you want.")
	}
	return write(ctx, p, n, now, object)
}
