package gatehouse_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/argon2"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/gatehouse"
	"github.com/btsdirector/bts/internal/store"
)

func from(ctx context.Context, address string) context.Context {
	return gatehouse.WithRemote(ctx, address)
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	h := setup(t)
	h.owner(t)
	ctx := from(t.Context(), "192.0.2.1")
	pass, err := h.SignIn(ctx, " ADA@example.com", adaWord)
	must(t, err)
	if _, err := h.ActorOfPass(ctx, pass); err != nil {
		t.Errorf("the pass is refused: %v", err)
	}
	_, wrong := h.SignIn(ctx, adaMail, "not the password")
	_, unknown := h.SignIn(ctx, "nobody@example.com", adaWord)
	_, empty := h.SignIn(ctx, "", "")
	for _, err := range []error{wrong, unknown, empty} {
		wantFault(t, err, fault.Unauthenticated)
		if err.Error() != wrong.Error() {
			t.Errorf("%q and %q tell accounts apart", err, wrong)
		}
	}
	if got := h.deeds(t)[2:]; !slices.Equal(got, []string{"sign_in", "sign_in_refused", "sign_in_refused", "sign_in_refused"}) {
		t.Errorf("the record has %q", got)
	}
}

// Letters that keyboards write in two ways are one.
func TestPasswordForms(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	_, err := h.ChangePassword(owner, adaWord, "la lumière du caméraman") // é as one character
	must(t, err)
	_, err = h.SignIn(t.Context(), adaMail, "la lumie\u0300re du came\u0301raman") // and as two
	must(t, err)
}

// A hash made with another cost lets its owner in and is replaced; other sessions notice, as they do
// for every new hash.
func TestOldHash(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	salt := []byte("salt of long ago")
	b64 := base64.RawStdEncoding.EncodeToString
	old := "$argon2id$v=19$m=64,t=1,p=1$" + b64(salt) + "$" + b64(argon2.IDKey([]byte(benWord), salt, 1, 64, 1, 32))
	keep := func(hash string) {
		must(t, h.store.Write(t.Context(), func(tx *store.Tx) error {
			user, err := tx.FindUser(t.Context(), userOf(owner))
			if err != nil {
				return err
			}
			user.PasswordHash = hash
			return tx.UpdateUser(t.Context(), user)
		}))
	}
	keep(old)
	_, err := h.SignIn(t.Context(), adaMail, "not the password")
	wantFault(t, err, fault.Unauthenticated)
	pass, err := h.SignIn(t.Context(), adaMail, benWord)
	must(t, err)
	_, err = h.ActorOfPass(t.Context(), pass)
	must(t, err)
	user, err := h.Account(owner)
	must(t, err)
	if !strings.HasPrefix(user.PasswordHash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("still kept as %q", user.PasswordHash)
	}
	for _, broken := range []string{"plain", "$argon2id$v=19$m=64,t=0,p=1$c2FsdA$a2V5", "$argon2i$v=19$m=64,t=1,p=1$c2FsdA$a2V5", "$argon2id$v=19$m=64,t=1,p=1$c2FsdA$"} {
		keep(broken)
		_, err = h.SignIn(from(t.Context(), broken), adaMail, benWord)
		wantFault(t, err, fault.Corrupt)
	}
}

// An unknown address costs as much as a wrong password. Only the order of magnitude is checked:
// without the work the answer would come a thousand times faster.
func TestSignInSameWork(t *testing.T) {
	t.Parallel()
	h := setup(t)
	h.owner(t)
	took := func(email string) time.Duration {
		best := time.Hour
		for i := range 3 {
			start := time.Now()
			_, err := h.SignIn(from(t.Context(), fmt.Sprintf("192.0.2.%d", i)), email, "not the password")
			wantFault(t, err, fault.Unauthenticated)
			best = min(best, time.Since(start))
		}
		return best
	}
	known, unknown := took(adaMail), took("nobody@example.com")
	if unknown*4 < known || known*4 < unknown {
		t.Errorf("a known account answers in %v, an unknown one in %v", known, unknown)
	}
}

func TestThrottle(t *testing.T) {
	t.Parallel()
	h := setup(t)
	h.owner(t)
	guess := func(address, email, password string) error {
		_, err := h.SignIn(from(t.Context(), address), email, password)
		return err
	}
	for range 5 {
		wantFault(t, guess("192.0.2.1", adaMail, "not the password"), fault.Unauthenticated)
	}
	wantFault(t, guess("192.0.2.1", adaMail, adaWord), fault.Unavailable) // even the right one has to wait
	must(t, guess("192.0.2.2", adaMail, adaWord))                         // the owner elsewhere is not kept out
	h.clock.Turn(2 * time.Second)
	wantFault(t, guess("192.0.2.1", adaMail, "not the password"), fault.Unauthenticated)
	err := guess("192.0.2.1", adaMail, adaWord)
	wantFault(t, err, fault.Unavailable)
	if text := fault.PersonText(err); !strings.Contains(text, "Wait") {
		t.Errorf("the refusal %q does not say how long", text)
	}
	h.clock.Turn(time.Hour)
	must(t, guess("192.0.2.1", adaMail, adaWord))
}

// Trying one password on many accounts is slowed down too, per network and not per address.
func TestThrottleSpray(t *testing.T) {
	t.Parallel()
	h := setup(t)
	h.owner(t)
	var err error
	tries := 0
	for ; tries < 100 && !fault.Is(err, fault.Unavailable); tries++ {
		address := fmt.Sprintf("2001:db8:1:2::%x", tries)
		_, err = h.SignIn(from(t.Context(), address), fmt.Sprintf("person%d@example.com", tries), "password1234x")
	}
	if tries < 20 || tries > 60 {
		t.Errorf("slowed down after %d accounts", tries)
	}
	_, err = h.SignIn(from(t.Context(), "2001:db8:1:3::1"), adaMail, adaWord)
	must(t, err)
}

func TestChangePassword(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	before, err := h.SignIn(t.Context(), adaMail, adaWord)
	must(t, err)
	_, err = h.ChangePassword(owner, "not the password", benWord)
	wantFault(t, err, fault.Invalid)
	_, err = h.ChangePassword(t.Context(), adaWord, benWord)
	wantFault(t, err, fault.Unauthenticated)
	after, err := h.ChangePassword(owner, adaWord, benWord)
	must(t, err)
	_, err = h.ActorOfPass(t.Context(), before)
	wantFault(t, err, fault.Unauthenticated) // other sessions have ended
	_, err = h.ActorOfPass(t.Context(), after)
	must(t, err)
	_, err = h.SignIn(t.Context(), adaMail, adaWord)
	wantFault(t, err, fault.Unauthenticated)
}

func TestFirstPassword(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	user, err := h.AddUser(owner, "Cleo", "")
	must(t, err)
	_, err = h.SignIn(t.Context(), "", "")
	wantFault(t, err, fault.Unauthenticated) // no address, no password: no way in
	token, err := h.SignInLink(owner, user.ID)
	must(t, err)
	pass, err := h.UseSignInLink(t.Context(), token)
	must(t, err)
	_, err = h.ChangePassword(h.as(t, pass), "", benWord)
	must(t, err)
}

func TestPasswordRules(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	for name, c := range map[string]struct {
		password string
		ok       bool
	}{
		"eleven characters": {"abcdefghijx", false}, "twelve letters of Greek": {"λάμπα στο παράθυρο", true},
		"200": {strings.Repeat("lamp", 50), true}, "201": {strings.Repeat("lamp", 50) + "s", false},
		"one character": {"zzzzzzzzzzzzzz", false}, "key row": {"qwertyuiop asdf", false}, "digits": {"123456789012", false},
		"own address": {adaMail, false}, "own name": {"Ada  Moreau", false}, "spaces only": {"             ", false},
	} {
		t.Run(name, func(t *testing.T) {
			token, err := h.Invite(owner, h.film.ID, access.Crew, name)
			must(t, err)
			email := strings.ReplaceAll(name, " ", ".") + "@example.com"
			if name == "own address" {
				email = "second." + adaMail
				c.password = email
			}
			_, _, err = h.AcceptInvite(t.Context(), token, "Ada Moreau", email, c.password)
			if c.ok {
				must(t, err)
			} else {
				wantFault(t, err, fault.Invalid)
			}
		})
	}
}

func TestEmailAndName(t *testing.T) {
	t.Parallel()
	h := setup(t)
	owner := h.owner(t)
	for name, c := range map[string]struct{ name, email string }{
		"no at":          {"Ben", "ben.example.com"},
		"display name":   {"Ben", "Ben <ben@example.com>"},
		"two":            {"Ben", "ben@example.com, eve@example.com"},
		"line break":     {"Ben", "ben@example.com\nBcc: eve@example.com"},
		"empty":          {"Ben", ""},
		"long":           {"Ben", strings.Repeat("b", 260) + "@example.com"},
		"nameless":       {"  ", "ben@example.com"},
		"hidden letters": {"B\u202een", "ben@example.com"},
		"long name":      {strings.Repeat("b", 121), "ben@example.com"},
	} {
		t.Run(name, func(t *testing.T) {
			token, err := h.Invite(owner, h.film.ID, access.Crew, "Ben")
			must(t, err)
			_, _, err = h.AcceptInvite(t.Context(), token, c.name, c.email, benWord)
			wantFault(t, err, fault.Invalid)
		})
	}
}
