package office

import (
	"cmp"
	"context"
	"fmt"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// Act is what somebody did, so that it can be taken back.
type Act struct {
	ID   production.ActID `json:"act"`  // "" when nothing changed
	Lost []journal.Field  `json:"lost"` // what others had written meanwhile and gave way; the history keeps it
}

// storyAct runs one act on the story in a transaction and tells everybody.
func (o *Office) storyAct(ctx context.Context, in production.ProductionID, action string, fn func(p *pen) (detail string, err error)) (Act, error) {
	return o.act(ctx, in, access.EditStory, action, func(p *pen) (string, error) {
		detail, err := fn(p)
		if p.wrote > 0 {
			p.touch(topicStory) // also when only moments were: they are tied
		}
		return detail, err
	})
}

// act runs one act of somebody who has the right in a transaction and tells everybody.
func (o *Office) act(ctx context.Context, in production.ProductionID, right access.Action, action string, fn func(p *pen) (detail string, err error)) (Act, error) {
	var a Act
	err := o.change(ctx, right, in, func(tx *store.Tx) error {
		p := o.pen(ctx, tx, in)
		detail, err := fn(p)
		if err != nil {
			return err
		}
		a = p.done()
		return p.tell(ctx, action, detail)
	})
	return a, err
}

// tell tells everybody of what was written.
func (p *pen) tell(ctx context.Context, action, detail string) error {
	for _, id := range p.heard {
		a, err := p.tx.FindAsset(ctx, p.in, id)
		if err != nil {
			return err
		}
		p.assets = append(p.assets, a)
	}
	if err := indexAssets(ctx, p.tx, p.in, p.assets); err != nil {
		return err
	}
	for _, topic := range p.topics {
		if err := p.o.tell(ctx, p.tx, p.in, topic, action, detail); err != nil {
			return err
		}
	}
	return nil
}

// done is the act as it was written.
func (p *pen) done() Act {
	if p.wrote == 0 {
		return Act{Lost: []journal.Field{}}
	}
	return Act{p.act, append([]journal.Field{}, p.lost...)}
}

// EditTreatment changes fields of the treatment.
func (o *Office) EditTreatment(ctx context.Context, in production.ProductionID, w Written) (Act, error) {
	return o.storyAct(ctx, in, "edit_treatment", func(p *pen) (string, error) {
		was, err := p.tx.FindTreatment(ctx, in)
		if err != nil {
			return "", err
		}
		now, err := amend(ctx, p, treatments, "", w)
		if err == nil {
			err = onlyKnown(was.Pictures, now.Pictures)
		}
		return "", err
	})
}

// AddArc puts an arc at the end of the board: empty, with a name, or with the beats of a template.
func (o *Office) AddArc(ctx context.Context, in production.ProductionID, name, template string) (outline.Arc, Act, error) {
	var arc outline.Arc
	act, err := o.storyAct(ctx, in, "add_arc", func(p *pen) (_ string, err error) {
		arc, err = p.addArc(ctx, name, template)
		return arc.Name, err
	})
	return arc, act, err
}

func (p *pen) addArc(ctx context.Context, name, template string) (outline.Arc, error) {
	all, err := findArcs(ctx, p.tx, p.in)
	if err != nil {
		return outline.Arc{}, err
	}
	arc := outline.Arc{ID: production.NewID[production.ArcID](), Name: name, Place: atEnd(arcs, all)}
	var list []outline.Beat
	if template != "" {
		if arc, list, err = outline.FromTemplate(template, arc.Place); err != nil {
			return arc, err
		}
		arc.Name = unlikeOthers(cmp.Or(name, arc.Name), all)
	}
	if err := write(ctx, p, arcs, outline.Arc{ID: arc.ID, Gone: true}, arc); err != nil {
		return arc, err
	}
	for _, b := range list {
		if err := write(ctx, p, beats, outline.Beat{ID: b.ID, Gone: true}, b); err != nil {
			return arc, err
		}
	}
	return arc, nil
}

// unlikeOthers is the name of a template's arc, numbered where there is one of that name.
func unlikeOthers(name string, all []outline.Arc) string {
	taken := map[string]bool{}
	for _, a := range all {
		taken[a.Name] = true
	}
	free := name
	for n := 2; taken[free]; n++ {
		free = fmt.Sprintf("%s %d", name, n)
	}
	return free
}

// EditArc changes fields of an arc. Gone takes it off the board; its beats come back with it.
func (o *Office) EditArc(ctx context.Context, in production.ProductionID, id production.ArcID, w Written) (Act, error) {
	return o.storyAct(ctx, in, "edit_arc", func(p *pen) (string, error) {
		a, err := amend(ctx, p, arcs, string(id), w)
		return a.Name, err
	})
}

// AddBeat puts a beat at the end of an arc.
func (o *Office) AddBeat(ctx context.Context, in production.ProductionID, b outline.Beat) (outline.Beat, Act, error) {
	act, err := o.storyAct(ctx, in, "add_beat", func(p *pen) (_ string, err error) {
		b, err = p.addBeat(ctx, b)
		return b.Title, err
	})
	return b, act, err
}

func (p *pen) addBeat(ctx context.Context, b outline.Beat) (outline.Beat, error) {
	if b.Arc != "" {
		if _, err := p.arcOnBoard(ctx, b.Arc); err != nil {
			return b, err
		}
	}
	others, err := p.beatsOf(ctx, b.Arc, "")
	if err != nil {
		return b, err
	}
	b.ID, b.Gone, b.Place = production.NewID[production.BeatID](), false, atEnd(beats, others)
	return b, write(ctx, p, beats, outline.Beat{ID: b.ID, Gone: true}, b)
}

// EditBeat changes fields of a beat. Gone takes it off the board; the moments tied to it are loose until it is back.
func (o *Office) EditBeat(ctx context.Context, in production.ProductionID, id production.BeatID, w Written) (Act, error) {
	return o.storyAct(ctx, in, "edit_beat", func(p *pen) (string, error) {
		b, err := amend(ctx, p, beats, string(id), w)
		if err == nil && b.Arc != "" {
			_, err = findArc(ctx, p.tx, in, string(b.Arc))
		}
		return b.Title, err
	})
}

// arcOnBoard is an arc that is not gone.
func (p *pen) arcOnBoard(ctx context.Context, id production.ArcID) (outline.Arc, error) {
	a, err := findArc(ctx, p.tx, p.in, string(id))
	if err == nil && a.Gone {
		err = fault.New(fault.Conflict, "the arc %q was taken off the board", a.Name).WithRemedy("Choose another, or bring it back first.")
	}
	return a, err
}

// PromoteMoment makes a beat of a moment that nobody had planned for, at the end of an arc, or of a new one with a
// name.
func (o *Office) PromoteMoment(ctx context.Context, in production.ProductionID, id production.MomentID, arc production.ArcID, newArc string) (outline.Beat, Act, error) {
	var b outline.Beat
	act, err := o.storyAct(ctx, in, "promote_moment", func(p *pen) (string, error) {
		if err := access.Require(ctx, access.EditMoments, in); err != nil {
			return "", err
		}
		m, err := p.tx.FindMoment(ctx, in, id)
		if err != nil {
			return "", err
		}
		if newArc != "" {
			a, err := p.addArc(ctx, newArc, "")
			if err != nil {
				return "", err
			}
			arc = a.ID
		}
		source := outline.FromMoment
		if m.Kind == story.Unplanned {
			source = outline.FromChance
		}
		b, err = p.addBeat(ctx, outline.Beat{Arc: arc, Of: id, Title: m.Title, Note: m.Note, Wants: []outline.Want{{Source: source, Text: m.Title, Count: 1}}})
		if err != nil {
			return "", err
		}
		return b.Title, o.tie(ctx, p, b, []production.MomentID{id})
	})
	return b, act, err
}

// TieMoments lets moments tell a beat, and serve its arc; "" lets them tell none.
func (o *Office) TieMoments(ctx context.Context, in production.ProductionID, beat production.BeatID, ids []production.MomentID) (Act, error) {
	return o.storyAct(ctx, in, "tie_moments", func(p *pen) (string, error) {
		if err := access.Require(ctx, access.EditMoments, in); err != nil {
			return "", err
		}
		var b outline.Beat
		if beat != "" {
			var err error
			if b, err = p.tx.FindBeat(ctx, in, beat); err != nil {
				return "", err
			}
		}
		return b.Title, o.tie(ctx, p, b, ids)
	})
}

func (o *Office) tie(ctx context.Context, p *pen, b outline.Beat, ids []production.MomentID) error {
	c := story.Change{Beat: &b.ID}
	if err := onBoard(b); err != nil {
		return err
	}
	if b.ID != "" {
		a, err := p.arcOnBoard(ctx, b.Arc)
		if err != nil {
			return err
		}
		c.Arc = &a.Name
	}
	for _, id := range ids {
		if _, err := o.editMoment(ctx, p, id, c); err != nil {
			return err
		}
	}
	return nil
}

// onBoard returns fault.Conflict for a beat that is gone.
func onBoard(b outline.Beat) error {
	if b.Gone {
		return fault.New(fault.Conflict, "the beat %q was taken off the board", b.Title).WithRemedy("Choose another, or bring it back first.")
	}
	return nil
}

// mayTell looks whether a moment that tells one beat may tell another: that is a change of the story, and the beat must
// be there. A wish of nil is none.
func (p *pen) mayTell(ctx context.Context, now production.BeatID, wish *production.BeatID) error {
	if wish == nil || *wish == now {
		return nil
	}
	if err := access.Require(ctx, access.EditStory, p.in); err != nil || *wish == "" {
		return err
	}
	b, err := p.tx.FindBeat(ctx, p.in, *wish)
	if err != nil {
		return err
	}
	return onBoard(b)
}
