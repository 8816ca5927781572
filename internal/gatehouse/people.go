package gatehouse

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// Members lists who has a role in a production.
func (s *Service) Members(ctx context.Context, in production.ProductionID) (members []access.Membership, err error) {
	if err := access.Require(ctx, access.InvitePeople, in); err != nil {
		return nil, err
	}
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		members, err = tx.FindMemberships(ctx, in)
		return err
	})
	return members, err
}

// SetRole changes a member's role. A production never loses its last BTS director this way
// (fault.Conflict), unless the operator does it.
func (s *Service) SetRole(ctx context.Context, in production.ProductionID, user production.UserID, role access.Role) error {
	if !role.Known() {
		return unknownRole(role)
	}
	return s.changeMember(ctx, in, user, func(tx *store.Tx, m access.Membership, last bool) error {
		if last && role != access.Director {
			return lastDirector(m)
		}
		m.Role = role
		if err := tx.SaveMembership(ctx, m); err != nil {
			return err
		}
		return s.audit(ctx, tx, in, "role", m.UserName+" is now "+role.Title())
	})
}

// RemoveMember takes a member's role away; the account stays. The last BTS director can only be
// removed by the operator.
func (s *Service) RemoveMember(ctx context.Context, in production.ProductionID, user production.UserID) error {
	return s.changeMember(ctx, in, user, func(tx *store.Tx, m access.Membership, last bool) error {
		if last {
			return lastDirector(m)
		}
		if err := tx.DeleteMembership(ctx, in, user); err != nil {
			return err
		}
		return s.audit(ctx, tx, in, "member_remove", m.UserName)
	})
}

// AddMember gives an account a role in a production, for the operator: the command line and whoever
// creates a production.
func (s *Service) AddMember(ctx context.Context, in production.ProductionID, user production.UserID, role access.Role) error {
	if err := access.RequireOperator(ctx); err != nil {
		return err
	}
	if !role.Known() {
		return unknownRole(role)
	}
	return s.store.Write(ctx, func(tx *store.Tx) error {
		u, err := tx.FindUser(ctx, user)
		if err != nil {
			return err
		}
		m := access.Membership{Production: in, User: user, Role: role, Since: s.now().UTC()}
		if err := tx.SaveMembership(ctx, m); err != nil {
			return err
		}
		return s.audit(ctx, tx, in, "member_add", u.Name+" as "+role.Title())
	})
}

// changeMember finds a member and whether they are the last BTS director that only the operator may
// touch, and lets change do the rest in the same transaction.
func (s *Service) changeMember(ctx context.Context, in production.ProductionID, user production.UserID,
	change func(tx *store.Tx, m access.Membership, last bool) error) error {
	if err := access.Require(ctx, access.InvitePeople, in); err != nil {
		return err
	}
	actor, _ := access.From(ctx)
	return s.store.Write(ctx, func(tx *store.Tx) error {
		members, err := tx.FindMemberships(ctx, in)
		if err != nil {
			return err
		}
		var found *access.Membership
		directors := 0
		for i, m := range members {
			if m.Role == access.Director {
				directors++
			}
			if m.User == user {
				found = &members[i]
			}
		}
		if found == nil {
			return fault.New(fault.NotFound, "this person has no role in the production")
		}
		last := found.Role == access.Director && directors == 1 && !actor.Operator
		return change(tx, *found, last)
	})
}

func lastDirector(m access.Membership) error {
	return fault.New(fault.Conflict, "%s is the only BTS director of this production", m.UserName).
		WithRemedy("Make somebody else BTS director first.")
}
