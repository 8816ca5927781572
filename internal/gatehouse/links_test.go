package gatehouse_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/store"
)

func TestSetup(t *testing.T) {
	t.Parallel()
	h := setup(t)
	_, err := h.SetupLink(t.Context())
	wantFault(t, err, fault.Unauthenticated)

	old, err := h.SetupLink(operator(t))
	must(t, err)
	token, err := h.SetupLink(operator(t))
	must(t, err)
	_, err = h.Setup(t.Context(), old, "Ada Moreau", adaMail, adaWord)
	wantFault(t, err, fault.NotFound) // replaced by the newer one

	_, err = h.Setup(t.Context(), token, "Ada Moreau", adaMail, "short")
	wantFault(t, err, fault.Invalid) // and the link stays usable
	pass, err := h.Setup(t.Context(), token, "  Ada   Moreau ", " Ada@Example.com ", adaWord)
	must(t, err)
	actor, err := h.ActorOfPass(t.Context(), pass)
	must(t, err)
	if !actor.Operator || actor.Name != "Ada Moreau" {
		t.Errorf("the first account is %+v, want the owner Ada Moreau", actor)
	}

	_, err = h.Setup(t.Context(), token, "Eve", "eve@example.com", adaWord)
	wantFault(t, err, fault.NotFound)
	_, err = h.SetupLink(operator(t))
	wantFault(t, err, fault.Conflict)
	if got := h.deeds(t); !slices.Equal(got, []string{"setup_link", "setup_link", "setup"}) {
		t.Errorf("the record has %q", got)
	}
}

func TestSignInLink(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	ben := h.member(t, "Ben Ito", "ben@example.com", access.Crew)

	_, err := h.SignInLink(ben, userOf(owner))
	wantFault(t, err, fault.Forbidden)

	token, err := h.SignInLink(owner, userOf(ben))
	must(t, err)
	pass, err := h.UseSignInLink(t.Context(), token)
	must(t, err)
	if pass.User != userOf(ben) {
		t.Errorf("the link let %q in", pass.User)
	}
	_, err = h.UseSignInLink(t.Context(), token)
	wantFault(t, err, fault.NotFound)

	late, err := h.SignInLink(owner, userOf(ben))
	must(t, err)
	h.clock.Turn(2 * time.Hour)
	_, err = h.UseSignInLink(t.Context(), late)
	wantFault(t, err, fault.NotFound)
}

// A link that two people open in the same moment lets one of them in.
func TestLinkOnce(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	token, err := h.SignInLink(owner, userOf(owner))
	must(t, err)
	var wg sync.WaitGroup
	var entered atomic.Int32
	for range 8 {
		wg.Go(func() {
			if _, err := h.UseSignInLink(t.Context(), token); err == nil {
				entered.Add(1)
			} else if !fault.Is(err, fault.NotFound) {
				t.Errorf("unexpected error %v", err)
			}
		})
	}
	wg.Wait()
	if entered.Load() != 1 {
		t.Errorf("%d people came in by one link", entered.Load())
	}
}

// A link opens the door it was made for and no other, and every refusal reads the same.
func TestLinkPurpose(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	signIn, err := h.SignInLink(owner, userOf(owner))
	must(t, err)
	invite, err := h.Invite(owner, h.film.ID, access.Director, "Ben")
	must(t, err)

	doors := map[string]func(ctx context.Context, token string) error{
		"setup": func(ctx context.Context, token string) error {
			_, err := h.Setup(ctx, token, "Eve", "eve@example.com", adaWord)
			return err
		},
		"sign-in": func(ctx context.Context, token string) error {
			_, err := h.UseSignInLink(ctx, token)
			return err
		},
		"invite": func(ctx context.Context, token string) error {
			_, _, err := h.AcceptInvite(ctx, token, "Eve", "eve@example.com", adaWord)
			return err
		},
	}
	for _, c := range []struct{ door, token string }{
		{"setup", signIn}, {"setup", invite}, {"setup", "nonsense"}, {"setup", ""},
		{"sign-in", invite}, {"sign-in", "nonsense"},
		{"invite", signIn}, {"invite", "nonsense"},
	} {
		err := doors[c.door](t.Context(), c.token)
		wantFault(t, err, fault.NotFound)
		if text := fault.PersonText(err); !strings.Contains(text, "this link cannot be used") {
			t.Errorf("%s: refused with %q", c.door, text)
		}
	}
}

// The database keeps no secret that opens a door.
func TestNoSecretInDatabase(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	invite, err := h.Invite(owner, h.film.ID, access.Crew, "Ben")
	must(t, err)
	secret, _, err := h.CreateToken(owner, "card reader")
	must(t, err)
	must(t, h.store.Read(t.Context(), func(tx *store.Tx) error {
		links, err := tx.FindOpenLinks(t.Context(), h.film.ID)
		if err != nil || len(links) != 1 || strings.Contains(links[0].TokenHash, invite) {
			t.Errorf("links %+v (%v)", links, err)
		}
		tokens, err := tx.FindTokensOf(t.Context(), userOf(owner))
		if err != nil || len(tokens) != 1 || strings.Contains(tokens[0].Hash, secret) {
			t.Errorf("tokens %+v (%v)", tokens, err)
		}
		user, err := tx.FindUser(t.Context(), userOf(owner))
		if err != nil || !strings.HasPrefix(user.PasswordHash, "$argon2id$v=19$m=19456,t=2,p=1$") {
			t.Errorf("password kept as %q (%v)", user.PasswordHash, err)
		}
		return nil
	}))
}
