package gatehouse

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// Invite makes a link that gives one person a role in a production. It is valid for seven days and
// works once. label says for whom it is, as the inviter knows them.
func (s *Service) Invite(ctx context.Context, in production.ProductionID, role access.Role, label string) (token string, err error) {
	if err := access.Require(ctx, access.InvitePeople, in); err != nil {
		return "", err
	}
	if !role.Known() {
		return "", unknownRole(role)
	}
	label, err = checkLine("name of the invited person", label)
	if err != nil {
		return "", err
	}
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		link := access.Link{Purpose: access.InviteLink, Production: in, Role: role, Label: label}
		if token, err = s.newLink(ctx, tx, link, inviteFor); err != nil {
			return err
		}
		return s.audit(ctx, tx, in, "invite", label+" as "+role.Title())
	})
	return token, err
}

func unknownRole(role access.Role) error {
	return fault.New(fault.Invalid, "%q is not a role", clip(string(role))).WithRemedy("Choose one of the roles in the list.")
}

// OpenInvites lists the invitations of a production that can still be used.
func (s *Service) OpenInvites(ctx context.Context, in production.ProductionID) (invites []access.Link, err error) {
	if err := access.Require(ctx, access.InvitePeople, in); err != nil {
		return nil, err
	}
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		open, err := tx.FindOpenLinks(ctx, in)
		invites = invites[:0]
		for _, l := range open {
			if l.Purpose == access.InviteLink && s.now().Before(l.ExpiresAt) {
				invites = append(invites, l)
			}
		}
		return err
	})
	return invites, err
}

// RevokeInvite takes an invitation back. An invitation of another production is fault.NotFound.
func (s *Service) RevokeInvite(ctx context.Context, in production.ProductionID, tokenHash string) error {
	if err := access.Require(ctx, access.InvitePeople, in); err != nil {
		return err
	}
	return s.store.Write(ctx, func(tx *store.Tx) error {
		link, err := tx.FindLink(ctx, tokenHash)
		if err == nil && (link.Production != in || link.Purpose != access.InviteLink) {
			err = fault.New(fault.NotFound, "there is no such invitation")
		}
		if err != nil {
			return err
		}
		if err := tx.DeleteLink(ctx, tokenHash); err != nil {
			return err
		}
		return s.audit(ctx, tx, in, "invite_revoke", link.Label)
	})
}

// AcceptInvite makes an account with the invitation's role and signs it in. An address that has an
// account already is fault.Conflict and leaves the invitation usable: its owner signs in and joins.
// (Only somebody who holds a valid invitation can learn that much.)
func (s *Service) AcceptInvite(ctx context.Context, token, name, email, password string) (Pass, production.ProductionID, error) {
	if _, err := s.FindLink(ctx, token, access.InviteLink); err != nil {
		return Pass{}, "", err // before the costly hash
	}
	who, err := s.applicant(ctx, name, email, password)
	if err != nil {
		return Pass{}, "", err
	}
	user := s.userFrom(who)
	var in production.ProductionID
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		link, err := s.useLink(ctx, tx, token, access.InviteLink)
		if err != nil {
			return err
		}
		if err := vacant(ctx, tx, user.Email); err != nil {
			return err
		}
		if err := tx.CreateUser(ctx, user); err != nil {
			return err
		}
		in = link.Production
		return s.join(ctx, tx, user, link)
	})
	return passOf(user), in, err
}

// JoinByInvite gives the signed-in person the invitation's role. Somebody who has a role in the
// production already gets fault.Conflict, and the invitation stays usable for whom it is meant: roles
// of members are changed by a director, never by a link.
func (s *Service) JoinByInvite(ctx context.Context, token string) (in production.ProductionID, err error) {
	actor, err := self(ctx)
	if err != nil {
		return "", err
	}
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		link, err := s.useLink(ctx, tx, token, access.InviteLink)
		if err != nil {
			return err
		}
		user, err := tx.FindUser(ctx, actor.UserID)
		if err != nil {
			return err
		}
		held, err := tx.FindMembershipsOf(ctx, user.ID)
		if err != nil {
			return err
		}
		if role := actorFrom(user, held).RoleIn(link.Production); role != "" {
			return fault.New(fault.Conflict, "you are a %s in this production already", role.Title()).
				WithRemedy("Send the invitation to the person it is for, or ask the BTS director to change your role.")
		}
		in = link.Production
		return s.join(ctx, tx, user, link)
	})
	return in, err
}

func (s *Service) join(ctx context.Context, tx *store.Tx, user access.User, link access.Link) error {
	err := tx.SaveMembership(ctx, access.Membership{
		Production: link.Production, User: user.ID, Role: link.Role, Since: s.now().UTC(),
	})
	if err != nil {
		return err
	}
	return s.auditAs(ctx, tx, user.ID, user.Name, link.Production, "invite_accept", "as "+link.Role.Title())
}
