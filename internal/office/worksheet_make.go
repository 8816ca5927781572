package office

import (
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/worksheet"
)

// maker makes what changed from one draft of a worksheet to the next. What the sheet made before it finds by a key.
type maker struct {
	*pen
	old, next worksheet.Draft
	made      map[string]string // id by key
	crew      []crew.Member     // with who is new
	days      []production.Day
	taken     map[onDay]bool // shots on the list by day and title, read when the first are made
}

// makeOf makes what changed from one draft to the next.
func (o *Office) makeOf(ctx context.Context, p *pen, old, next worksheet.Draft) error {
	_, made, err := p.tx.FindWorksheet(ctx, p.in)
	if err != nil {
		return err
	}
	m := maker{pen: p, old: old, next: next, made: made}
	if m.days, err = p.tx.FindDays(ctx, p.in); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{m.production, m.team, m.treatment, m.arcs, m.moments, m.talks, m.checks, m.pieces} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	answers, _, err := p.tx.FindWorksheet(ctx, p.in)
	if err != nil {
		return err
	}
	return p.tx.SaveWorksheet(ctx, p.in, answers, m.made)
}

// follow calls off for what a draft no longer has, on for what it has anew, and change, if any, for what it has otherwise.
func follow[T any](old, next []T, key func(T) string, off, on func(T) error, change func(was, now T) error) error {
	find := func(list []T, of T) int {
		return slices.IndexFunc(list, func(other T) bool { return key(other) == key(of) })
	}
	for _, thing := range old {
		if find(next, thing) < 0 {
			if err := off(thing); err != nil {
				return err
			}
		}
	}
	for _, thing := range next {
		at := find(old, thing)
		var err error
		switch {
		case at < 0:
			err = on(thing)
		case change != nil:
			err = change(old[at], thing)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// put sets fields of something that the sheet made; there is false where it never did, or where it is not there any more.
func put[T any](ctx context.Context, m *maker, n noun[T], key string, fields map[string]any) (there bool, err error) {
	id := m.made[key]
	if id == "" {
		return false, nil
	}
	now, err := n.find(ctx, m.tx, m.in, id)
	if fault.Is(err, fault.NotFound) || err == nil && n.title(now) == "" { // its making was taken back
		return false, nil
	}
	if err != nil || len(fields) == 0 {
		return true, err
	}
	_, err = amend(ctx, m.pen, n, id, Written{Fields: fields})
	return true, err
}

var (
	gone = map[string]any{"gone": true}
	back = map[string]any{"gone": false}
)

// production keeps the title, the kind and the paid days as the sheet says, where it says otherwise than before.
func (m *maker) production(ctx context.Context) error {
	p, err := m.tx.FindProduction(ctx, m.in)
	if err != nil {
		return err
	}
	before := p
	if m.next.Title != m.old.Title {
		p.Title = firstWords(m.next.Title, production.LongestTitle)
	}
	if m.next.Kind != m.old.Kind {
		p.Kind = production.Kind(m.next.Kind)
	}
	if p.CrewDays == m.old.CrewDays() {
		p.CrewDays = m.next.CrewDays()
	}
	if p == before {
		return nil
	}
	if err := p.Check(); err != nil {
		return err
	}
	m.touch(topicFacts)
	return m.tx.UpdateProduction(ctx, p)
}

// team adds who is new. Nobody is taken off the crew by a sheet.
func (m *maker) team(ctx context.Context) error {
	var err error
	if m.crew, err = m.tx.FindMembers(ctx, m.in); err != nil {
		return err
	}
	if m.next.Alone && len(m.crew) > 0 {
		return nil
	}
	member := func(mate worksheet.Mate) int {
		return slices.IndexFunc(m.crew, func(c crew.Member) bool { return c.Name == mate.Name })
	}
	stay := func(worksheet.Mate) error { return nil }
	join := func(mate worksheet.Mate) error {
		if member(mate) >= 0 {
			return nil
		}
		c := crew.Member{ID: production.NewID[production.MemberID](), Name: mate.Name, Skills: mate.Skills, Away: []production.DateRange{}}
		if err := m.o.checkMember(ctx, m.tx, m.in, &c); err != nil {
			return err
		}
		m.touch(topicCrew)
		m.crew = append(m.crew, c)
		return m.tx.CreateMember(ctx, m.in, c)
	}
	learn := func(was, now worksheet.Mate) error {
		at := member(now)
		if at < 0 || slices.Equal(was.Skills, now.Skills) {
			return nil
		}
		m.crew[at].Skills = now.Skills
		m.touch(topicCrew)
		return m.tx.UpdateMember(ctx, m.in, m.crew[at])
	}
	return follow(m.old.Team, m.next.Team, func(mate worksheet.Mate) string { return mate.Name }, stay, join, learn)
}

// treatment sets the fields that the sheet says otherwise than before.
func (m *maker) treatment(ctx context.Context) error {
	change := map[string]string{}
	for _, draft := range []worksheet.Draft{m.old, m.next} {
		for field := range draft.Treatment {
			if m.old.Treatment[field] != m.next.Treatment[field] {
				change[field] = m.next.Treatment[field]
			}
		}
	}
	if len(change) == 0 {
		return nil
	}
	_, err := amend(ctx, m.pen, treatments, "", Written{Fields: change})
	return err
}

// checks makes what is on the lists.
func (m *maker) checks(ctx context.Context) error {
	key := func(c worksheet.Check) string { return "check/" + string(c.Stage) + "/" + c.Text }
	off := func(c worksheet.Check) error {
		_, err := put(ctx, m, checks, key(c), gone)
		return err
	}
	on := func(c worksheet.Check) error {
		if there, err := put(ctx, m, checks, key(c), back); there || err != nil {
			return err
		}
		c.ID = production.NewID[production.CheckID]()
		m.made[key(c)] = string(c.ID)
		return write(ctx, m.pen, checks, worksheet.Check{ID: c.ID, Gone: true}, c)
	}
	return follow(m.old.Checks, m.next.Checks, key, off, on, nil)
}

// pieces makes what is to be delivered.
func (m *maker) pieces(ctx context.Context) error {
	key := func(p worksheet.Piece) string { return "piece/" + p.Key }
	off := func(p worksheet.Piece) error {
		_, err := put(ctx, m, pieces, key(p), gone)
		return err
	}
	on := func(p worksheet.Piece) error {
		if there, err := put(ctx, m, pieces, key(p), back); there || err != nil {
			return err
		}
		p.ID = production.NewID[production.PieceID]()
		m.made[key(p)] = string(p.ID)
		return write(ctx, m.pen, pieces, worksheet.Piece{ID: p.ID, Gone: true}, p)
	}
	return follow(m.old.Pieces, m.next.Pieces, key, off, on, nil)
}
