package gatehouse_test

import (
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
)

func TestForgottenPassword(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	before, err := h.SignIn(t.Context(), adaMail, adaWord)
	must(t, err)
	secret, _, err := h.CreateToken(owner, "script")
	must(t, err)

	other := h.member(t, "Ben", "ben@example.com", access.Crew)
	wantFault(t, h.ResetPassword(other, userOf(owner)), fault.Forbidden)
	must(t, h.ResetPassword(operator(t), userOf(owner)))

	_, err = h.SignIn(t.Context(), adaMail, adaWord)
	wantFault(t, err, fault.Unauthenticated)
	_, err = h.ActorOfPass(t.Context(), before)
	wantFault(t, err, fault.Unauthenticated)
	_, err = h.ActorOfToken(t.Context(), secret)
	wantFault(t, err, fault.Unauthenticated)

	token, err := h.SignInLink(operator(t), userOf(owner))
	must(t, err)
	pass, err := h.UseSignInLink(t.Context(), token)
	must(t, err)
	_, err = h.ChangePassword(h.as(t, pass), "", benWord)
	must(t, err)
	_, err = h.SignIn(t.Context(), adaMail, benWord)
	must(t, err)
}

func TestANewPasswordEndsTheTokens(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	secret, _, err := h.CreateToken(owner, "script")
	must(t, err)
	_, err = h.ChangePassword(owner, adaWord, benWord)
	must(t, err)
	_, err = h.ActorOfToken(t.Context(), secret)
	wantFault(t, err, fault.Unauthenticated)
}
