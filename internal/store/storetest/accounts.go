package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func user(t *testing.T, s *store.Store, name, email string) access.User {
	t.Helper()
	u := access.User{ID: production.NewID[production.UserID](), Name: name, Email: email, Operator: name == "Zoë", PasswordHash: "$argon2id$", CreatedAt: noon}
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.CreateUser(ctx, u) })
	return u
}

func testUsers(t *testing.T, s *store.Store) {
	zoe, adam := user(t, s, "Zoë", "zoe@example.org"), user(t, s, "adam", "")
	emil := user(t, s, "Émil", "")
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]access.User, error) { return tx.FindUsers(ctx) }), []access.User{adam, emil, zoe})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (int, error) { return tx.CountUsers(ctx) }), 3)
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (access.User, error) {
		return tx.FindUserByEmail(ctx, " ZOE@example.org ")
	}), zoe)

	adam.Email, adam.PasswordHash = "adam@example.org", ""
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateUser(ctx, adam) })
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (access.User, error) { return tx.FindUser(ctx, adam.ID) }), adam)

	adam.Email = "Zoe@Example.org"
	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateUser(ctx, adam) })
	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error {
		return tx.CreateUser(ctx, access.User{ID: "x", Email: "ZOE@EXAMPLE.ORG"})
	})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateUser(ctx, access.User{ID: "x"}) })
	missing(t, s, func(ctx context.Context, tx *store.Tx) (access.User, error) { return tx.FindUser(ctx, "x") })
	missing(t, s, func(ctx context.Context, tx *store.Tx) (access.User, error) { return tx.FindUserByEmail(ctx, "") })
}

func testMemberships(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "One"), Production(t, s, "Other")
	zoe, adam := user(t, s, "Zoë", "zoe@example.org"), user(t, s, "adam", "adam@example.org")
	of := func(in production.Production, u access.User, role access.Role, since time.Time) access.Membership {
		return access.Membership{Production: in.ID, User: u.ID, UserName: u.Name, Email: u.Email, Role: role, Since: since}
	}
	directs, assists, views := of(p, zoe, access.Director, noon), of(p, adam, access.AD, noon), of(other, zoe, access.Viewer, noon.Add(time.Hour))
	for _, m := range []access.Membership{of(p, zoe, access.Viewer, noon), directs, assists, views} {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SaveMembership(ctx, m) })
	}
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]access.Membership, error) {
		return tx.FindMemberships(ctx, p.ID)
	}), []access.Membership{assists, directs})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]access.Membership, error) {
		return tx.FindMembershipsOf(ctx, zoe.ID)
	}), []access.Membership{directs, views})
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteMembership(ctx, p.ID, zoe.ID) })
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]access.Membership, error) {
		return tx.FindMembershipsOf(ctx, zoe.ID)
	}), []access.Membership{views})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteMembership(ctx, p.ID, zoe.ID) })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error {
		return tx.SaveMembership(ctx, access.Membership{Production: p.ID, User: "none", Role: access.Viewer})
	})
}

func testLinks(t *testing.T, s *store.Store) {
	p := Production(t, s, "Invites")
	zoe := user(t, s, "Zoë", "zoe@example.org")
	link := access.Link{TokenHash: "h1", Purpose: access.InviteLink, Production: p.ID, Role: access.Crew, Label: "for Émil", CreatedBy: "Zoë", CreatedAt: noon, ExpiresAt: noon.Add(time.Hour)}
	setup := access.Link{TokenHash: "h2", Purpose: access.SetupLink, CreatedAt: noon, ExpiresAt: noon.Add(time.Hour)}
	signIn := access.Link{TokenHash: "h3", Purpose: access.SignInLink, User: zoe.ID, CreatedAt: noon.Add(time.Minute), ExpiresAt: noon.Add(time.Hour)}
	for _, l := range []access.Link{link, setup, signIn} {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.CreateLink(ctx, l) })
	}
	open := func(in production.ProductionID) []access.Link {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]access.Link, error) { return tx.FindOpenLinks(ctx, in) })
	}
	same(t, open(p.ID), []access.Link{link})
	same(t, open(""), []access.Link{signIn, setup})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (access.Link, error) { return tx.FindLink(ctx, "h3") }), signIn)

	use := func(hash string, at time.Time) (used access.Link, err error) {
		err = s.Write(t.Context(), func(tx *store.Tx) error {
			used, err = tx.UseLink(t.Context(), hash, at)
			return err
		})
		return used, err
	}
	_, err := use("h1", link.ExpiresAt)
	wantCode(t, err, fault.Invalid)
	link.UsedAt = noon.Add(time.Minute)
	used, err := use("h1", link.UsedAt)
	same(t, used, link)
	same(t, err, nil)
	_, err = use("h1", link.UsedAt)
	wantCode(t, err, fault.Conflict)
	_, err = use("none", noon)
	wantCode(t, err, fault.NotFound)
	same(t, open(p.ID), []access.Link{})

	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteLink(ctx, "h2") })
	missing(t, s, func(ctx context.Context, tx *store.Tx) (access.Link, error) { return tx.FindLink(ctx, "h2") })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteLink(ctx, "h2") })
	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error { return tx.CreateLink(ctx, signIn) })
	refuse(t, s, fault.Invalid, func(ctx context.Context, tx *store.Tx) error { return tx.CreateLink(ctx, access.Link{TokenHash: "h4"}) })
}

// testLinkRace lets many use one link at the same time: one succeeds, the others are told.
func testLinkRace(t *testing.T, s *store.Store) {
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return tx.CreateLink(ctx, access.Link{TokenHash: "h", Purpose: access.SetupLink, ExpiresAt: noon.Add(time.Hour)})
	})
	var won, lost atomic.Int32
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			err := s.Write(t.Context(), func(tx *store.Tx) error {
				_, err := tx.UseLink(t.Context(), "h", noon)
				return err
			})
			switch {
			case err == nil:
				won.Add(1)
			case fault.Is(err, fault.Conflict):
				lost.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	wait.Wait()
	same(t, fmt.Sprint(won.Load(), lost.Load()), "1 7")
}

func testKeys(t *testing.T, s *store.Store) {
	zoe := user(t, s, "Zoë", "zoe@example.org")
	key := access.Passkey{ID: "k1", User: zoe.ID, Label: "phone", Credential: []byte(`{"id":"k1"}`), CreatedAt: noon}
	token := access.Token{Hash: "t1", User: zoe.ID, Label: "script", CreatedAt: noon, ExpiresAt: noon.Add(time.Hour)}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return errors.Join(tx.CreatePasskey(ctx, key), tx.CreateToken(ctx, token))
	})
	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error { return tx.CreatePasskey(ctx, key) })
	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error { return tx.CreateToken(ctx, token) })

	key.LastUsedAt, key.Credential, token.LastUsedAt = noon.Add(time.Minute), []byte(`{"id":"k1","count":2}`), noon.Add(time.Minute)
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return errors.Join(tx.UpdatePasskey(ctx, key), tx.TouchToken(ctx, "t1", token.LastUsedAt))
	})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (access.Passkey, error) { return tx.FindPasskey(ctx, "k1") }), key)
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]access.Passkey, error) {
		return tx.FindPasskeysOf(ctx, zoe.ID)
	}), []access.Passkey{key})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (access.Token, error) { return tx.FindToken(ctx, "t1") }), token)
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]access.Token, error) { return tx.FindTokensOf(ctx, zoe.ID) }), []access.Token{token})

	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return errors.Join(tx.DeletePasskey(ctx, "k1"), tx.DeleteToken(ctx, "t1"))
	})
	missing(t, s, func(ctx context.Context, tx *store.Tx) (access.Passkey, error) { return tx.FindPasskey(ctx, "k1") })
	missing(t, s, func(ctx context.Context, tx *store.Tx) (access.Token, error) { return tx.FindToken(ctx, "t1") })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.UpdatePasskey(ctx, key) })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.DeletePasskey(ctx, "k1") })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.TouchToken(ctx, "t1", noon) })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.DeleteToken(ctx, "t1") })
}

func testAudit(t *testing.T, s *store.Store) {
	p := Production(t, s, "Audited")
	var lines []access.AuditEntry
	for i, in := range []production.ProductionID{p.ID, "", p.ID} {
		e := access.AuditEntry{At: noon, User: "u", Name: "Zoë", Production: in, Action: "import", Detail: fmt.Sprint(i), Remote: "192.0.2.1"}
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.AppendAudit(ctx, e) })
		lines = append(lines, e)
	}
	find := func(in production.ProductionID, limit int) []access.AuditEntry {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]access.AuditEntry, error) {
			return tx.FindAudit(ctx, in, limit)
		})
	}
	same(t, find(p.ID, 0), []access.AuditEntry{lines[2], lines[0]})
	same(t, find(p.ID, 1), []access.AuditEntry{lines[2]})
	same(t, find("", 0), []access.AuditEntry{lines[2], lines[1], lines[0]})
}
