package office

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/worksheet"
)

// What is looked at on the day, and what is to be delivered.
var (
	checks = noun[worksheet.Check]{
		kind: "check", right: access.EditShots, topic: topicWorksheet,
		find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (worksheet.Check, error) {
			return tx.FindCheck(ctx, in, production.CheckID(id))
		},
		save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now worksheet.Check) error {
			return tx.SaveCheck(ctx, in, now)
		},
		id: func(c worksheet.Check) string { return string(c.ID) }, title: func(c worksheet.Check) string { return c.Text },
		check: worksheet.Check.Check,
	}
	ticks = noun[worksheet.Tick]{
		kind: "tick", right: access.EditShots, topic: topicWorksheet,
		find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (worksheet.Tick, error) {
			check, date, _ := strings.Cut(id, "/")
			return tx.FindTick(ctx, in, production.CheckID(check), production.Date(date))
		},
		save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now worksheet.Tick) error {
			return tx.SaveTick(ctx, in, now)
		},
		id: func(t worksheet.Tick) string { return string(t.Check) + "/" + string(t.Date) }, title: func(worksheet.Tick) string { return "Checklist" },
		check: func(worksheet.Tick) error { return nil },
	}
	pieces = noun[worksheet.Piece]{
		kind: "piece", right: access.EditProduction, topic: topicWorksheet,
		find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (worksheet.Piece, error) {
			return tx.FindPiece(ctx, in, production.PieceID(id))
		},
		save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now worksheet.Piece) error {
			return tx.SavePiece(ctx, in, now)
		},
		id: func(p worksheet.Piece) string { return string(p.ID) }, title: func(p worksheet.Piece) string { return p.Title },
		check: worksheet.Piece.Check,
	}
)

func init() {
	enter(checks, takeBack, nil) // not everybody who sees the story sees the day
	enter(ticks, takeBack, nil)
	enter(pieces, takeBack, nil)
}

// CheckLine is something on the checklist of a day, and whether it is done.
type CheckLine struct {
	worksheet.Check
	Done bool
	By   string // who said so
}

// Checklist is the checklist of a date in the order of the day.
func (o *Office) Checklist(ctx context.Context, in production.ProductionID, date production.Date) ([]CheckLine, error) {
	var list []CheckLine
	err := o.look(ctx, access.SeePacket, in, func(tx *store.Tx) (err error) {
		list, err = checklist(ctx, tx, in, date)
		return err
	})
	return list, err
}

func checklist(ctx context.Context, tx *store.Tx, in production.ProductionID, date production.Date) ([]CheckLine, error) {
	all, err := tx.FindChecks(ctx, in)
	if err != nil {
		return nil, err
	}
	said, err := tx.FindTicks(ctx, in, date)
	if err != nil {
		return nil, err
	}
	list := []CheckLine{}
	for _, c := range all {
		if c.Gone {
			continue
		}
		line := CheckLine{Check: c}
		for _, t := range said {
			if t.Check == c.ID && t.Date == tickDate(c, date) {
				line.Done, line.By = t.Done, t.By
			}
		}
		list = append(list, line)
	}
	slices.SortStableFunc(list, func(a, b CheckLine) int {
		return cmp.Or(cmp.Compare(slices.Index(worksheet.Stages, a.Stage), slices.Index(worksheet.Stages, b.Stage)), cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID))
	})
	return list, nil
}

// tickDate is the date under which a check is ticked off: none for what is done once.
func tickDate(c worksheet.Check, date production.Date) production.Date {
	if c.Stage == worksheet.Before {
		return ""
	}
	return date
}

// AddCheck puts something at the end of a checklist.
func (o *Office) AddCheck(ctx context.Context, in production.ProductionID, stage worksheet.Stage, text string) (worksheet.Check, Act, error) {
	c := worksheet.Check{ID: production.NewID[production.CheckID](), Stage: stage, Text: strings.TrimSpace(text)}
	act, err := o.act(ctx, in, access.EditShots, "add_check", func(p *pen) (string, error) {
		all, err := p.tx.FindChecks(ctx, in)
		if err != nil {
			return "", err
		}
		for _, other := range all {
			c.Place = max(c.Place, other.Place)
		}
		c.Place += worksheet.PlaceStep
		return c.Text, write(ctx, p, checks, worksheet.Check{ID: c.ID, Gone: true}, c)
	})
	return c, act, err
}

// EditCheck changes fields of something on a checklist. Gone takes it off.
func (o *Office) EditCheck(ctx context.Context, in production.ProductionID, id production.CheckID, w Written) (Act, error) {
	return o.act(ctx, in, access.EditShots, "edit_check", func(p *pen) (string, error) {
		c, err := amend(ctx, p, checks, string(id), w)
		return c.Text, err
	})
}

// TickCheck says that something on the checklist of a date is done, or is not.
func (o *Office) TickCheck(ctx context.Context, in production.ProductionID, id production.CheckID, date production.Date, done bool) (Act, error) {
	return o.act(ctx, in, access.EditShots, "tick_check", func(p *pen) (string, error) {
		if _, err := production.ParseDate(string(date)); err != nil {
			return "", err
		}
		c, err := p.tx.FindCheck(ctx, in, id)
		if err != nil {
			return "", err
		}
		if c.Gone {
			return "", fault.New(fault.Conflict, "this was taken off the list").WithRemedy("Put it back first, or write it anew.")
		}
		was, err := p.tx.FindTick(ctx, in, id, tickDate(c, date))
		if err != nil || was.Done == done {
			return "", err
		}
		now := was
		now.Done, now.By, now.At = done, actorName(ctx), o.clock()
		return c.Text, write(ctx, p, ticks, was, now)
	})
}

// madeOf are the things that a worksheet made and that are still there.
func (o *Office) madeOf(ctx context.Context, tx *store.Tx, in production.ProductionID, made map[string]string) ([]MadeThing, []worksheet.Piece, error) {
	ours := map[string]bool{}
	for _, id := range made {
		ours[id] = true
	}
	list, kept := []MadeThing{}, []worksheet.Piece{}
	arcs, err := findArcs(ctx, tx, in)
	if err != nil {
		return nil, nil, err
	}
	for _, a := range arcs {
		if ours[string(a.ID)] {
			list = append(list, MadeThing{"arc", string(a.ID), a.Name})
		}
	}
	moments, err := tx.FindMoments(ctx, in, store.MomentFilter{})
	if err != nil {
		return nil, nil, err
	}
	for _, m := range moments {
		if ours[string(m.ID)] && m.Status != "dismissed" {
			list = append(list, MadeThing{"moment", string(m.ID), m.Title})
		}
	}
	asked, err := tx.FindInterviews(ctx, in)
	if err != nil {
		return nil, nil, err
	}
	for _, i := range asked {
		if ours[string(i.ID)] && !i.Gone {
			list = append(list, MadeThing{"interview", string(i.ID), i.Person})
		}
	}
	shots, err := tx.FindWantedShots(ctx, in)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range shots {
		if ours[string(s.ID)] && !s.Gone {
			list = append(list, MadeThing{"shot", string(s.ID), s.Title})
		}
	}
	all, err := tx.FindPieces(ctx, in)
	for _, p := range all {
		if !p.Gone {
			kept = append(kept, p)
		}
	}
	return list, kept, err
}
