package office

import (
	"context"
	"slices"
	"strconv"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// Moments are the moments of a production that pass the filter, best first, without those of closed
// sets for whoever may not see these.
func (o *Office) Moments(ctx context.Context, in production.ProductionID, f store.MomentFilter) ([]story.Moment, error) {
	var all []story.Moment
	err := o.look(ctx, access.SeeMoments, in, func(tx *store.Tx) (err error) {
		if all, err = tx.FindMoments(ctx, in, f); err != nil {
			return err
		}
		screen, err := shieldFor(ctx, tx, in)
		all = slices.DeleteFunc(all, screen.hidesMoment)
		for i := range all {
			all[i] = screen.moment(all[i])
		}
		return err
	})
	return all, err
}

// FindMoment is one moment.
func (o *Office) FindMoment(ctx context.Context, in production.ProductionID, id production.MomentID) (story.Moment, error) {
	var m story.Moment
	err := o.look(ctx, access.SeeMoments, in, func(tx *store.Tx) (err error) {
		if m, err = tx.FindMoment(ctx, in, id); err != nil {
			return err
		}
		screen, err := shieldFor(ctx, tx, in)
		if err == nil && screen.hidesMoment(m) {
			err = fault.New(fault.NotFound, "there is no such moment")
		}
		m = screen.moment(m)
		return err
	})
	if err != nil {
		return story.Moment{}, err
	}
	return m, nil
}

// RefreshMoments runs the finder over the facts again. What people decided stays.
func (o *Office) RefreshMoments(ctx context.Context, in production.ProductionID) (story.MergeCounts, error) {
	var counts story.MergeCounts
	err := o.change(ctx, access.EditMoments, in, func(tx *store.Tx) error {
		facts, err := tx.FindFacts(ctx, in)
		if err != nil {
			return err
		}
		if counts, err = o.findAgain(ctx, tx, in, facts); err != nil {
			return err
		}
		return o.tell(ctx, tx, in, topicMoments, "find_moments", "")
	})
	return counts, err
}

// findAgain merges what the finder sees in facts into the moments of the production.
func (o *Office) findAgain(ctx context.Context, tx *store.Tx, in production.ProductionID, facts production.Facts) (story.MergeCounts, error) {
	before, err := tx.FindMoments(ctx, in, store.MomentFilter{})
	if err != nil {
		return story.MergeCounts{}, err
	}
	found, err := findMoments(ctx, tx, in, facts)
	if err != nil {
		return story.MergeCounts{}, err
	}
	held, err := heldMoments(ctx, tx, in)
	if err != nil {
		return story.MergeCounts{}, err
	}
	after, counts := story.MergeHolding(before, found, held)
	return counts, saveMoments(ctx, tx, in, momentsMove{before, after})
}

// blankMoment is what a moment added by hand starts from: somebody with a camera for half an hour.
func blankMoment() story.Moment {
	id := production.NewID[production.MomentID]()
	return story.Moment{
		ID: id, Key: "hand:" + string(id), Kind: story.Unplanned, Score: 60, Minutes: 30, Status: story.Confirmed,
		Origin: story.ByHand, Roles: []story.Role{{Skill: story.Video, Count: 1}},
		Reasons: []story.Reason{}, Windows: []story.Window{},
	}
}

// AddMoment adds a moment by hand. What the change leaves out is as in blankMoment.
func (o *Office) AddMoment(ctx context.Context, in production.ProductionID, c story.Change) (story.Moment, error) {
	var m story.Moment
	err := o.change(ctx, access.EditMoments, in, func(tx *store.Tx) (err error) {
		if m, err = story.Edit(blankMoment(), c); err != nil {
			return err
		}
		if err := o.pen(ctx, tx, in).mayTell(ctx, "", c.Beat); err != nil {
			return err
		}
		if err := o.placeScene(ctx, tx, in, &m); err != nil {
			return err
		}
		if err := placeWindows(ctx, tx, in, &m); err != nil {
			return err
		}
		if err := tx.SaveMoments(ctx, in, []story.Moment{m}); err != nil {
			return err
		}
		return o.tell(ctx, tx, in, topicMoments, "add_moment", m.Title)
	})
	return m, err
}

// placeScene resolves a scene number that a person gave.
func (o *Office) placeScene(ctx context.Context, tx *store.Tx, in production.ProductionID, m *story.Moment) error {
	if m.Scene == "" {
		return nil
	}
	scene, err := tx.FindSceneByNumber(ctx, in, m.Scene)
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.Invalid, "there is no scene %s", m.Scene).WithRemedy("Use a scene number of the script, or leave it empty.")
	}
	m.SceneID = scene.ID
	return err
}

// EditMoment applies a person's change; the finder will leave the changed fields alone from now on.
func (o *Office) EditMoment(ctx context.Context, in production.ProductionID, id production.MomentID, c story.Change) (story.Moment, error) {
	var m story.Moment
	err := o.change(ctx, access.EditMoments, in, func(tx *store.Tx) (err error) {
		p := o.pen(ctx, tx, in)
		if m, err = tx.FindMoment(ctx, in, id); err != nil {
			return err
		}
		if err := p.mayTell(ctx, m.Beat, c.Beat); err != nil {
			return err
		}
		if m, err = o.editMoment(ctx, p, id, c); err != nil {
			return err
		}
		return o.tell(ctx, tx, in, topicMoments, "edit_moment", m.Title)
	})
	return m, err
}

// EditMoments applies one change to several moments, all or none of them, as one act that UndoAct takes back.
func (o *Office) EditMoments(ctx context.Context, in production.ProductionID, ids []production.MomentID, c story.Change) (Act, error) {
	var a Act
	err := o.change(ctx, access.EditMoments, in, func(tx *store.Tx) error {
		p := o.pen(ctx, tx, in)
		for _, id := range ids {
			now, err := tx.FindMoment(ctx, in, id)
			if err != nil {
				return err
			}
			if err := p.mayTell(ctx, now.Beat, c.Beat); err != nil {
				return err
			}
			if _, err := o.editMoment(ctx, p, id, c); err != nil {
				return err
			}
		}
		a = p.done()
		return o.tell(ctx, tx, in, topicMoments, "edit_moments", strconv.Itoa(p.wrote))
	})
	return a, err
}

// editMoment changes a moment as part of an act.
func (o *Office) editMoment(ctx context.Context, p *pen, id production.MomentID, c story.Change) (story.Moment, error) {
	now, err := p.tx.FindMoment(ctx, p.in, id)
	if err != nil {
		return now, err
	}
	m, err := story.Edit(now, c)
	if err != nil {
		return m, err
	}
	if err := o.placeScene(ctx, p.tx, p.in, &m); err != nil {
		return m, err
	}
	if c.Windows != nil {
		if err := placeWindows(ctx, p.tx, p.in, &m); err != nil {
			return m, err
		}
	}
	return m, write(ctx, p, moments, now, m)
}

// DecideMoment confirms, dismisses or re-opens a moment.
func (o *Office) DecideMoment(ctx context.Context, in production.ProductionID, id production.MomentID, s story.Status) (story.Moment, error) {
	return o.EditMoment(ctx, in, id, story.Change{Status: &s})
}
