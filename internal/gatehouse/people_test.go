package gatehouse_test

import (
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func TestInvite(t *testing.T) {
	t.Parallel()
	h := setup(t)
	h.owner(t)
	director := h.member(t, "Dana Fox", "dana@example.com", access.Director)
	crew := h.member(t, "Ben Ito", "ben@example.com", access.Crew)

	_, err := h.Invite(crew, h.film.ID, access.Director, "Eve")
	wantFault(t, err, fault.Forbidden)
	_, err = h.Invite(director, h.film.ID, "king", "Eve")
	wantFault(t, err, fault.Invalid)
	_, err = h.Invite(director, h.film.ID, access.Viewer, " ")
	wantFault(t, err, fault.Invalid)

	token, err := h.Invite(director, h.film.ID, access.Viewer, "Eve, publicist")
	must(t, err)
	invites, err := h.OpenInvites(director, h.film.ID)
	must(t, err)
	if len(invites) != 1 || invites[0].Label != "Eve, publicist" || invites[0].CreatedBy != "Dana Fox" {
		t.Errorf("open invitations: %+v", invites)
	}
	_, _, err = h.AcceptInvite(t.Context(), token, "Eve", "ben@example.com", benWord)
	wantFault(t, err, fault.Conflict) // taken address, and the invitation stays
	pass, _, err := h.AcceptInvite(t.Context(), token, "Eve", "eve@example.com", benWord)
	must(t, err)
	actor, err := h.ActorOfPass(t.Context(), pass)
	must(t, err)
	if actor.RoleIn(h.film.ID) != access.Viewer || actor.Operator {
		t.Errorf("Eve came in as %+v", actor)
	}
	_, _, err = h.AcceptInvite(t.Context(), token, "Mallory", "mallory@example.com", benWord)
	wantFault(t, err, fault.NotFound)
}

func TestInviteRunsOut(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	token, err := h.Invite(owner, h.film.ID, access.Crew, "Ben")
	must(t, err)
	h.clock.Turn(7*24*time.Hour + time.Second)
	_, _, err = h.AcceptInvite(t.Context(), token, "Ben", "ben@example.com", benWord)
	wantFault(t, err, fault.NotFound)
	if open, err := h.OpenInvites(owner, h.film.ID); err != nil || len(open) != 0 {
		t.Errorf("a dead invitation is listed: %+v (%v)", open, err)
	}
}

func TestRevokeInvite(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	token, err := h.Invite(owner, h.film.ID, access.Crew, "Ben")
	must(t, err)
	open, err := h.OpenInvites(owner, h.film.ID)
	must(t, err)
	other := h.secondFilm(t)
	wantFault(t, h.RevokeInvite(owner, other, open[0].TokenHash), fault.NotFound)
	must(t, h.RevokeInvite(owner, h.film.ID, open[0].TokenHash))
	_, _, err = h.AcceptInvite(t.Context(), token, "Ben", "ben@example.com", benWord)
	wantFault(t, err, fault.NotFound)
}

func TestJoinByInvite(t *testing.T) {
	t.Parallel()
	h := setup(t)
	h.owner(t)
	director := h.member(t, "Dana Fox", "dana@example.com", access.Director)
	other := h.secondFilm(t)

	token, err := h.Invite(operator(t), other, access.Crew, "Dana")
	must(t, err)
	_, err = h.JoinByInvite(t.Context(), token)
	wantFault(t, err, fault.Unauthenticated)
	in, err := h.JoinByInvite(director, token)
	must(t, err)
	actor, err := h.ActorOf(t.Context(), userOf(director))
	must(t, err)
	if in != other || actor.RoleIn(other) != access.Crew || actor.RoleIn(h.film.ID) != access.Director {
		t.Errorf("joined %q as %+v", in, actor)
	}

	// A director who tries their own invitation does not become a viewer, and does not use it up.
	token, err = h.Invite(director, h.film.ID, access.Viewer, "Eve")
	must(t, err)
	_, err = h.JoinByInvite(director, token)
	wantFault(t, err, fault.Conflict)
	_, _, err = h.AcceptInvite(t.Context(), token, "Eve", "eve@example.com", benWord)
	must(t, err)
}

func TestLastDirector(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	dana := h.member(t, "Dana Fox", "dana@example.com", access.Director)
	ben := h.member(t, "Ben Ito", "ben@example.com", access.Crew)

	wantFault(t, h.SetRole(ben, h.film.ID, userOf(ben), access.Director), fault.Forbidden)
	wantFault(t, h.SetRole(dana, h.film.ID, userOf(dana), access.Crew), fault.Conflict)
	wantFault(t, h.RemoveMember(dana, h.film.ID, userOf(dana)), fault.Conflict)
	wantFault(t, h.SetRole(dana, h.film.ID, "nobody", access.Crew), fault.NotFound)
	must(t, h.SetRole(dana, h.film.ID, userOf(dana), access.Director)) // stays one: nothing is lost
	must(t, h.SetRole(dana, h.film.ID, userOf(ben), access.Director))
	must(t, h.RemoveMember(dana, h.film.ID, userOf(dana)))
	must(t, h.RemoveMember(owner, h.film.ID, userOf(ben))) // the owner may, even the last one
	if members, err := h.Members(owner, h.film.ID); err != nil || len(members) != 0 {
		t.Errorf("members left: %+v (%v)", members, err)
	}
	actor, err := h.ActorOf(t.Context(), userOf(ben))
	must(t, err)
	if actor.May(access.SeeProduction, h.film.ID) {
		t.Error("a removed member may still see the production")
	}
}

func TestUsers(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	ben := h.member(t, "Ben Ito", "ben@example.com", access.Crew)
	_, err := h.Users(ben)
	wantFault(t, err, fault.Forbidden)
	_, err = h.AddUser(ben, "Eve", "eve@example.com")
	wantFault(t, err, fault.Forbidden)
	wantFault(t, h.AddMember(ben, h.film.ID, userOf(ben), access.Director), fault.Forbidden)
	_, err = h.AddUser(owner, "Ben again", "BEN@example.com")
	wantFault(t, err, fault.Conflict)
	cleo, err := h.AddUser(owner, "Cleo", "cleo@example.com")
	must(t, err)
	must(t, h.AddMember(owner, h.film.ID, cleo.ID, access.Post))
	users, err := h.Users(owner)
	must(t, err)
	if len(users) != 3 {
		t.Errorf("accounts: %+v", users)
	}
}

// secondFilm makes another production.
func (h *house) secondFilm(t *testing.T) production.ProductionID {
	t.Helper()
	film := h.film
	film.ID, film.Slug, film.Title = production.NewID[production.ProductionID](), "night-ferry", "Night Ferry"
	must(t, h.store.Write(t.Context(), func(tx *store.Tx) error { return tx.CreateProduction(t.Context(), film) }))
	return film.ID
}
