package gatehouse_test

import (
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/gatehouse"
	"github.com/btsdirector/bts/internal/gatehouse/gatetest"
)

func TestPasskey(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	party, err := gatehouse.PartyOf("https://bts.example.com")
	must(t, err)
	device := &gatetest.Authenticator{Origin: party.Origin}

	begun, err := h.BeginPasskey(owner, party)
	must(t, err)
	answer := device.Register(t, begun.Options)
	key, err := h.FinishPasskey(owner, party, begun.State, "Ada's phone", answer)
	must(t, err)
	_, err = h.FinishPasskey(owner, party, nil, "again", answer)
	wantFault(t, err, fault.Invalid)

	signIn := func(with *gatetest.Authenticator) (gatehouse.Pass, error) {
		begun, err := h.BeginPasskeySignIn(t.Context(), party)
		must(t, err)
		return h.FinishPasskeySignIn(t.Context(), party, begun.State, with.Sign(t, begun.Options))
	}
	for range 2 {
		pass, err := signIn(device)
		must(t, err)
		if pass.User != userOf(owner) {
			t.Errorf("the passkey let %q in", pass.User)
		}
	}

	copied := *device
	_, err = signIn(device)
	must(t, err)
	_, err = signIn(&copied) // its counter stands where the real one has been
	wantFault(t, err, fault.Unauthenticated)

	device.Origin = "https://bts.example.com.evil.example"
	_, err = signIn(device)
	wantFault(t, err, fault.Unauthenticated)
	device.Origin = party.Origin

	first, err := h.BeginPasskeySignIn(t.Context(), party)
	must(t, err)
	second, err := h.BeginPasskeySignIn(t.Context(), party)
	must(t, err)
	_, err = h.FinishPasskeySignIn(t.Context(), party, second.State, device.Sign(t, first.Options))
	wantFault(t, err, fault.Unauthenticated) // an answer to another challenge

	must(t, h.RenamePasskey(owner, key.ID, "Blue key"))
	keys, err := h.Passkeys(owner)
	must(t, err)
	if len(keys) != 1 || keys[0].Label != "Blue key" || keys[0].LastUsedAt.IsZero() {
		t.Errorf("passkeys: %+v", keys)
	}
	must(t, h.RemovePasskey(owner, key.ID))
	_, err = signIn(device)
	wantFault(t, err, fault.Unauthenticated)
}

// Nobody touches the keys of others, and nobody throws away their only way in.
func TestPasskeyOwner(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	ben := h.member(t, "Ben Ito", "ben@example.com", access.Crew)
	party, err := gatehouse.PartyOf("http://localhost:8484")
	must(t, err)
	cleo, err := h.AddUser(owner, "Cleo", "")
	must(t, err)
	link, err := h.SignInLink(owner, cleo.ID)
	must(t, err)
	pass, err := h.UseSignInLink(t.Context(), link)
	must(t, err)
	ctx := h.as(t, pass)

	begun, err := h.BeginPasskey(ctx, party)
	must(t, err)
	device := &gatetest.Authenticator{Origin: party.Origin}
	key, err := h.FinishPasskey(ctx, party, begun.State, "Laptop", device.Register(t, begun.Options))
	must(t, err)
	wantFault(t, h.RemovePasskey(ben, key.ID), fault.NotFound)
	wantFault(t, h.RenamePasskey(ben, key.ID, "mine"), fault.NotFound)
	wantFault(t, h.RemovePasskey(ctx, key.ID), fault.Conflict)
}

func TestPartyOf(t *testing.T) {
	t.Parallel()
	for _, origin := range []string{"http://127.0.0.1:8484", "http://[::1]:8484", "", "bts.example.com"} {
		_, err := gatehouse.PartyOf(origin)
		wantFault(t, err, fault.Invalid)
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	ben := h.member(t, "Ben Ito", "ben@example.com", access.Crew)
	_, _, err := h.CreateToken(operator(t), "nobody's")
	wantFault(t, err, fault.Invalid)
	secret, token, err := h.CreateToken(ben, "card reader")
	must(t, err)
	if !strings.HasPrefix(secret, "bts_") {
		t.Errorf("the secret %q does not show what it is", secret)
	}
	actor, err := h.ActorOfToken(t.Context(), secret)
	must(t, err)
	if actor.UserID != userOf(ben) || actor.RoleIn(h.film.ID) != access.Crew {
		t.Errorf("the token acts as %+v", actor)
	}
	for _, wrong := range []string{"", "bts_", secret[:len(secret)-1], secret + "A", token.Hash, "bts_" + token.Hash} {
		_, err := h.ActorOfToken(t.Context(), wrong)
		wantFault(t, err, fault.Unauthenticated)
	}
	tokens, err := h.Tokens(ben)
	must(t, err)
	if len(tokens) != 1 || tokens[0].LastUsedAt.IsZero() {
		t.Errorf("tokens: %+v", tokens)
	}
	wantFault(t, h.RemoveToken(owner, token.Hash), fault.NotFound)
	must(t, h.RemoveMember(owner, h.film.ID, userOf(ben)))
	actor, err = h.ActorOfToken(t.Context(), secret)
	must(t, err)
	if actor.May(access.SeeProduction, h.film.ID) {
		t.Error("a token keeps the role of a removed member")
	}
	must(t, h.RemoveToken(ben, token.Hash))
	_, err = h.ActorOfToken(t.Context(), secret)
	wantFault(t, err, fault.Unauthenticated)
}

func TestTokenRunsOut(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	secret, _, err := h.CreateToken(owner, "card reader")
	must(t, err)
	h.clock.Turn(366 * 24 * time.Hour)
	_, err = h.ActorOfToken(t.Context(), secret)
	wantFault(t, err, fault.Unauthenticated)
}
