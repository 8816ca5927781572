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

// RemoveMember takes somebody off the BTS crew. Saved plans keep the name.
func (o *Office) RemoveMember(ctx context.Context, in production.ProductionID, id production.MemberID) error {
	return o.change(ctx, access.EditCrew, in, func(tx *store.Tx) error {
		m, err := tx.FindMember(ctx, in, id)
		if err != nil {
			return err
		}
		if err := tx.DeleteMember(ctx, in, id); err != nil {
			return err
		}
		return o.tell(ctx, tx, in, topicCrew, "remove_crew", m.Name)
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
