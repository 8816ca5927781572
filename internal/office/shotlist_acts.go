package office

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/store"
)

var wantedShots = noun[shotlist.Shot]{
	kind: "shot", right: access.EditShots, topic: topicShots,
	find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (shotlist.Shot, error) {
		return tx.FindWantedShot(ctx, in, production.WantedShotID(id))
	},
	save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now shotlist.Shot) error {
		return tx.SaveWantedShot(ctx, in, now)
	},
	id: func(s shotlist.Shot) string { return string(s.ID) }, title: func(s shotlist.Shot) string { return s.Title },
	check: shotlist.Shot.Check, place: func(s *shotlist.Shot) *float64 { return &s.Place },
}

// shotAct runs one act on the shot list in a transaction and tells everybody.
func (o *Office) shotAct(ctx context.Context, in production.ProductionID, action string, fn func(p *pen) (detail string, err error)) (Act, error) {
	return o.act(ctx, in, access.EditShots, action, fn)
}

// AddShot puts a shot behind the others of its moment. What is left out is as in shotlist.New.
func (o *Office) AddShot(ctx context.Context, in production.ProductionID, s shotlist.Shot) (shotlist.Shot, Act, error) {
	act, err := o.shotAct(ctx, in, "add_shot", func(p *pen) (_ string, err error) {
		s, err = p.addShot(ctx, s)
		return s.Title, err
	})
	return s, act, err
}

func (p *pen) addShot(ctx context.Context, s shotlist.Shot) (shotlist.Shot, error) {
	if s.Moment != "" {
		if _, err := p.tx.FindMoment(ctx, p.in, s.Moment); err != nil {
			return s, err
		}
	}
	others, err := p.shotsOf(ctx, s.Moment, "")
	if err != nil {
		return s, err
	}
	empty := shotlist.New()
	s.ID, s.Gone, s.Of, s.Place = empty.ID, false, nil, atEnd(wantedShots, others)
	if s.Medium == "" {
		s.Medium = empty.Medium
	}
	if s.Status == "" {
		s.Status = empty.Status
	}
	s.Framing = s.Tidy()
	s = s.OfMoment(s.Moment)
	return s, write(ctx, p, wantedShots, shotlist.Shot{ID: s.ID, Gone: true}, s)
}

// EditShot changes fields of a shot. Gone takes it off the list. A shot that gets another moment stands behind the
// others of it.
func (o *Office) EditShot(ctx context.Context, in production.ProductionID, id production.WantedShotID, w Written) (Act, error) {
	return o.shotAct(ctx, in, "edit_shot", func(p *pen) (string, error) {
		all, err := shotsOnList(ctx, p.tx, in)
		if err != nil {
			return "", err
		}
		s, err := p.editShot(ctx, all, id, w)
		return s.Title, err
	})
}

// EditShots changes the same fields of several shots on the list, all or none of them, as one act. Those that get
// another moment stand behind the others of it, in the order in which they are named.
func (o *Office) EditShots(ctx context.Context, in production.ProductionID, ids []production.WantedShotID, w Written) (Act, error) {
	return o.editShots(ctx, in, "edit_shots", ids, w)
}

func (o *Office) editShots(ctx context.Context, in production.ProductionID, action string, ids []production.WantedShotID, w Written) (Act, error) {
	return o.shotAct(ctx, in, action, func(p *pen) (string, error) {
		all, err := shotsOnList(ctx, p.tx, in)
		if err != nil {
			return "", err
		}
		for _, id := range ids {
			at := slices.IndexFunc(all, func(s shotlist.Shot) bool { return s.ID == id })
			if at < 0 {
				return "", p.notOnList(ctx, id)
			}
			if all[at], err = p.editShot(ctx, all, id, w); err != nil {
				return "", err
			}
		}
		return strconv.Itoa(len(ids)), nil
	})
}

// notOnList says why a shot is not on the list.
func (p *pen) notOnList(ctx context.Context, id production.WantedShotID) error {
	s, err := p.tx.FindWantedShot(ctx, p.in, id)
	if err != nil {
		return err
	}
	return fault.New(fault.Conflict, "the shot %q was taken off the list", s.Title).WithRemedy("Bring it back first.")
}

// editShot changes a shot as part of an act. all are those on the list, in their order.
func (p *pen) editShot(ctx context.Context, all []shotlist.Shot, id production.WantedShotID, w Written) (shotlist.Shot, error) {
	n, moved := wantedShots, false
	n.tidy = func(was, now shotlist.Shot) shotlist.Shot {
		now.Framing, now.Of = now.Tidy(), was.Of
		if moved = now.Moment != was.Moment; !moved {
			return now
		}
		for _, other := range all {
			if other.Moment == now.Moment && other.ID != id {
				now.Place = max(now.Place, other.Place+shotlist.Step)
			}
		}
		moment := now.Moment
		now.Moment = was.Moment
		return now.OfMoment(moment)
	}
	s, err := amend(ctx, p, n, string(id), w)
	if err == nil && moved && s.Moment != "" && !s.Gone {
		_, err = p.tx.FindMoment(ctx, p.in, s.Moment)
	}
	return s, err
}

// Mark is what became of a shot: with what proves it when it was got, with why when it was missed.
type Mark struct {
	Status shotlist.Status
	Proof  string // "" leaves what there is
	Why    string // "" leaves what there is
}

// MarkShots says what became of shots, all or none of them, as one act.
func (o *Office) MarkShots(ctx context.Context, in production.ProductionID, ids []production.WantedShotID, m Mark) (Act, error) {
	fields := map[string]any{"status": m.Status}
	for name, text := range map[string]string{"proof": m.Proof, "why": m.Why} {
		if text = strings.TrimSpace(text); text != "" {
			fields[name] = text
		}
	}
	return o.editShots(ctx, in, "mark_shots", ids, Written{Fields: fields})
}

// MoveShot puts a shot behind another of its moment; "" puts it first.
func (o *Office) MoveShot(ctx context.Context, in production.ProductionID, id, behind production.WantedShotID) (Act, error) {
	return o.shotAct(ctx, in, "move_shot", func(p *pen) (string, error) {
		now, err := p.tx.FindWantedShot(ctx, in, id)
		if err != nil {
			return "", err
		}
		others, err := p.shotsOf(ctx, now.Moment, id)
		if err != nil {
			return "", err
		}
		return now.Title, putBehind(ctx, p, wantedShots, others, now, string(behind))
	})
}

// shotsOf are the shots of a moment on the list in their order, without one.
func (p *pen) shotsOf(ctx context.Context, moment production.MomentID, but production.WantedShotID) ([]shotlist.Shot, error) {
	all, err := shotsOnList(ctx, p.tx, p.in)
	return slices.DeleteFunc(all, func(s shotlist.Shot) bool { return s.Moment != moment || s.ID == but }), err
}

// SuggestShots adds first shots for a moment, by its kind, as one act. Those whose title it has already are left out;
// fault.Conflict says that it has them all.
func (o *Office) SuggestShots(ctx context.Context, in production.ProductionID, moment production.MomentID) ([]shotlist.Shot, Act, error) {
	added := []shotlist.Shot{}
	act, err := o.shotAct(ctx, in, "suggest_shots", func(p *pen) (string, error) {
		m, err := p.tx.FindMoment(ctx, in, moment)
		if err != nil {
			return "", err
		}
		there, err := p.shotsOf(ctx, moment, "")
		if err != nil {
			return "", err
		}
		for _, s := range shotlist.Suggest(string(m.Kind)) {
			if slices.ContainsFunc(there, func(t shotlist.Shot) bool { return t.Title == s.Title }) {
				continue
			}
			s.Moment = moment
			if s, err = p.addShot(ctx, s); err != nil {
				return "", err
			}
			added = append(added, s)
		}
		if len(added) == 0 {
			return "", fault.New(fault.Conflict, "the moment has all the shots that can be suggested").WithRemedy("Write others by hand.")
		}
		return fmt.Sprintf("%d for %s", len(added), m.Title), nil
	})
	return added, act, err
}
