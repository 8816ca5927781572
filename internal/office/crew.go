package office

import (
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// Members are the BTS crew of a production, sorted by name. What they cost is left out for anybody who
// may not change the crew.
func (o *Office) Members(ctx context.Context, in production.ProductionID) ([]crew.Member, error) {
	var all []crew.Member
	err := o.look(ctx, access.SeeCrew, in, func(tx *store.Tx) (err error) {
		all, err = tx.FindMembers(ctx, in)
		return err
	})
	if actor, _ := access.From(ctx); !actor.May(access.EditCrew, in) {
		for i := range all {
			all[i].Cost, all[i].Note = 0, ""
		}
	}
	return all, err
}

// FindMember is one of the BTS crew; see Members for what is left out.
func (o *Office) FindMember(ctx context.Context, in production.ProductionID, id production.MemberID) (crew.Member, error) {
	all, err := o.Members(ctx, in)
	if err != nil {
		return crew.Member{}, err
	}
	i := slices.IndexFunc(all, func(m crew.Member) bool { return m.ID == id })
	if i < 0 {
		return crew.Member{}, fault.New(fault.NotFound, "there is no such crew member")
	}
	return all[i], nil
}

// enlisted is somebody as the journal knows them: everything that is known, or that they are off the crew.
type enlisted struct {
	crew.Member
	Gone bool `json:"gone"`
}

var enlistment = noun[enlisted]{
	kind: "member", right: access.EditCrew, topic: topicCrew, find: findEnlisted, save: saveEnlisted,
	id: func(e enlisted) string { return string(e.ID) }, title: func(e enlisted) string { return e.Name },
	check: func(e enlisted) error {
		if e.Gone {
			return nil
		}
		return e.Check(SkillNames())
	},
}

func init() { enter(enlistment, takeBack, nil) } // what people cost is nothing for everybody's reading

// findEnlisted finds somebody; who is not on the crew is gone.
func findEnlisted(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (enlisted, error) {
	m, err := tx.FindMember(ctx, in, production.MemberID(id))
	if fault.Is(err, fault.NotFound) {
		return enlisted{Member: crew.Member{ID: production.MemberID(id)}, Gone: true}, nil
	}
	return enlisted{Member: m}, err
}

func saveEnlisted(ctx context.Context, tx *store.Tx, in production.ProductionID, was, now enlisted) error {
	switch {
	case now.Gone:
		return tx.DeleteMember(ctx, in, now.ID)
	case was.Gone:
		return tx.CreateMember(ctx, in, now.Member)
	}
	return tx.UpdateMember(ctx, in, now.Member)
}

// AddMember adds somebody to the BTS crew. MaxWeek 0 takes the rule pack's.
func (o *Office) AddMember(ctx context.Context, in production.ProductionID, m crew.Member) (crew.Member, error) {
	m.ID = production.NewID[production.MemberID]()
	err := o.change(ctx, access.EditCrew, in, func(tx *store.Tx) error {
		if err := o.checkMember(ctx, tx, in, &m); err != nil {
			return err
		}
		if err := tx.CreateMember(ctx, in, m); err != nil {
			return err
		}
		return o.tell(ctx, tx, in, topicCrew, "add_crew", m.Name)
	})
	return m, err
}

// UpdateMember replaces what is known of a crew member.
func (o *Office) UpdateMember(ctx context.Context, in production.ProductionID, m crew.Member) error {
	return o.change(ctx, access.EditCrew, in, func(tx *store.Tx) error {
		if err := o.checkMember(ctx, tx, in, &m); err != nil {
			return err
		}
		if err := tx.UpdateMember(ctx, in, m); err != nil {
			return err
		}
		return o.tell(ctx, tx, in, topicCrew, "edit_crew", m.Name)
	})
}

// RemoveMember takes somebody off the BTS crew. Saved plans keep the name. Taking the act back brings them back with all
// that was known of them.
func (o *Office) RemoveMember(ctx context.Context, in production.ProductionID, id production.MemberID) (Act, error) {
	return o.act(ctx, in, access.EditCrew, "remove_crew", func(p *pen) (string, error) {
		m, err := p.tx.FindMember(ctx, in, id)
		if err != nil {
			return "", err
		}
		off := enlisted{Member: crew.Member{ID: id}, Gone: true}
		return m.Name, write(ctx, p, enlistment, enlisted{Member: m}, off)
	})
}

func (o *Office) checkMember(ctx context.Context, tx *store.Tx, in production.ProductionID, m *crew.Member) error {
	p, err := tx.FindProduction(ctx, in)
	if err != nil {
		return err
	}
	if m.MaxWeek == 0 {
		rules, err := crew.FindRules(p.RulePack)
		if err != nil {
			return err
		}
		m.MaxWeek = rules.MaxWeek
	}
	return m.Check(SkillNames())
}

// SkillNames are the skills a crew member can have.
func SkillNames() []string {
	names := make([]string, len(story.Skills))
	for i, s := range story.Skills {
		names[i] = string(s)
	}
	return names
}
