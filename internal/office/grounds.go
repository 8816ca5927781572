package office

import (
	"context"
	"encoding/json"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/storyboard"
)

// grounds are the plans of places.
var grounds = noun[storyboard.GroundPlan]{
	kind: "ground", right: access.EditShots, topic: topicBoards,
	find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (storyboard.GroundPlan, error) {
		return tx.FindGroundPlan(ctx, in, production.GroundPlanID(id))
	},
	save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now storyboard.GroundPlan) error {
		return tx.SaveGroundPlan(ctx, in, now)
	},
	id: func(g storyboard.GroundPlan) string { return string(g.ID) }, title: storyboard.GroundPlan.Name,
	check: storyboard.GroundPlan.Check,
}

func init() { enter(grounds, takeBack, closedGrounds) }

// AddGround adds a ground plan with its picture, which is cleaned (storyboard.Clean). It returns fault.NotFound for a place
// that no paper names, and for one that the person may not see.
func (o *Office) AddGround(ctx context.Context, in production.ProductionID, g storyboard.GroundPlan, file []byte) (storyboard.GroundPlan, Act, error) {
	if err := access.Require(ctx, access.EditShots, in); err != nil {
		return g, Act{}, err
	}
	at, size, err := o.keepSized(ctx, file)
	if err != nil {
		return g, Act{}, err
	}
	g.ID, g.Gone = production.NewID[production.GroundPlanID](), false
	g.Picture, g.Wide, g.High = at, size.X, size.Y
	act, err := o.act(ctx, in, access.EditShots, "add_ground", func(p *pen) (string, error) {
		if g.Where, err = p.placeNamed(ctx, g.Where); err != nil {
			return "", err
		}
		return g.Name(), write(ctx, p, grounds, storyboard.GroundPlan{ID: g.ID, Gone: true}, g)
	})
	return g, act, err
}

// placeNamed is the name of a place as the papers have it.
func (p *pen) placeNamed(ctx context.Context, said string) (string, error) {
	known, err := findPlaces(ctx, p.tx, p.in)
	if err != nil {
		return "", err
	}
	place, ok := known.find(said)
	if !ok {
		return "", fault.New(fault.NotFound, "no paper names the place %.80q", said).WithRemedy("Choose a location or a set that the script or the schedule has.")
	}
	return place.Name, nil
}

// EditGround changes fields of a ground plan: what it says, and with "where" which place it is tied to. Gone takes it away.
func (o *Office) EditGround(ctx context.Context, in production.ProductionID, id production.GroundPlanID, w Written) (Act, error) {
	return o.act(ctx, in, access.EditShots, "edit_ground", func(p *pen) (string, error) {
		was, err := p.groundFor(ctx, id)
		if err != nil {
			return "", err
		}
		if w.Fields, err = p.placed(ctx, was, w.Fields); err != nil {
			return "", err
		}
		now, err := amend(ctx, p, grounds, string(id), w)
		if err == nil && (was.Picture != now.Picture || was.Wide != now.Wide || was.High != now.High) {
			err = fault.New(fault.Invalid, "a picture is not set by its address").WithRemedy("Send the picture itself.")
		}
		return now.Name(), err
	})
}

// placed are the fields that were sent, with the place under the name that the papers have for it. A plan that has lost its
// place may be written while it waits for another.
func (p *pen) placed(ctx context.Context, was storyboard.GroundPlan, fields any) (map[string]json.RawMessage, error) {
	out := map[string]json.RawMessage{}
	text, err := json.Marshal(fields)
	if err == nil {
		err = json.Unmarshal(text, &out)
	}
	var said string
	if err != nil || out["where"] == nil || json.Unmarshal(out["where"], &said) != nil || said == was.Where {
		return out, err
	}
	name, err := p.placeNamed(ctx, said)
	if err == nil {
		out["where"], err = json.Marshal(name)
	}
	return out, err
}

// groundFor is a ground plan that the person may see. Whoever may not see closed sets may also not see the plan of a place
// that the papers no longer name: it may have been one.
func (p *pen) groundFor(ctx context.Context, id production.GroundPlanID) (storyboard.GroundPlan, error) {
	g, err := p.tx.FindGroundPlan(ctx, p.in, id)
	if err != nil {
		return g, err
	}
	known, err := findPlaces(ctx, p.tx, p.in)
	if err == nil && !known.shows(g) {
		err = fault.New(fault.NotFound, "there is no such ground plan")
	}
	return g, err
}

// shows reports whether the reader may see a plan.
func (p places) shows(g storyboard.GroundPlan) bool {
	_, known := p.find(g.Where)
	return p.all || known
}

// SetGroundPicture replaces the picture of a ground plan. Cameras stay where they stood on the old one.
func (o *Office) SetGroundPicture(ctx context.Context, in production.ProductionID, id production.GroundPlanID, file []byte) (storyboard.GroundPlan, Act, error) {
	var g storyboard.GroundPlan
	if err := access.Require(ctx, access.EditShots, in); err != nil {
		return g, Act{}, err
	}
	at, size, err := o.keepSized(ctx, file)
	if err != nil {
		return g, Act{}, err
	}
	act, err := o.act(ctx, in, access.EditShots, "set_ground_picture", func(p *pen) (string, error) {
		was, err := p.groundFor(ctx, id)
		if err != nil {
			return "", err
		}
		g = was
		g.Picture, g.Wide, g.High = at, size.X, size.Y
		return g.Name(), write(ctx, p, grounds, was, g)
	})
	return g, act, err
}

// closedGrounds are the plans that the reader may not see.
func closedGrounds(ctx context.Context, _ *Office, tx *store.Tx, in production.ProductionID) (map[string]bool, error) {
	hidden := map[string]bool{}
	if access.Require(ctx, access.SeeClosed, in) == nil {
		return hidden, nil
	}
	known, err := findPlaces(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	all, err := tx.FindGroundPlans(ctx, in)
	for _, g := range all {
		hidden[string(g.ID)] = !known.shows(g)
	}
	return hidden, err
}
