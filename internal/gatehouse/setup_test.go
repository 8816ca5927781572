package gatehouse_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/gatehouse"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

const (
	adaMail = "ada@example.com"
	adaWord = "seven strips on a board"
	benWord = "a lamp in the window"
)

// house is a gatehouse over a fresh database, with a clock that tests turn.
type house struct {
	*gatehouse.Service
	store *store.Store
	clock *clock
	film  production.Production
}

type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Turn(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func setup(t *testing.T) *house {
	t.Helper()
	ctx := t.Context()
	st, err := store.Open(ctx, filepath.Join(t.TempDir(), "bts.db"))
	must(t, err)
	t.Cleanup(func() { must(t, st.Close()) })
	must(t, st.Migrate(ctx))
	c := &clock{now: time.Date(2026, 5, 12, 6, 0, 0, 0, time.UTC)}
	film := production.Production{
		ID: production.NewID[production.ProductionID](), Slug: "the-lamp-room", Title: "The Lamp Room",
		Kind: production.Short, TimeZone: "Europe/London", CreatedAt: c.Now(),
	}
	must(t, st.Write(ctx, func(tx *store.Tx) error { return tx.CreateProduction(ctx, film) }))
	return &house{Service: gatehouse.New(gatehouse.Options{Store: st, Clock: c.Now}), store: st, clock: c, film: film}
}

// owner sets the house up and returns the owner's context.
func (h *house) owner(t *testing.T) context.Context {
	t.Helper()
	token, err := h.SetupLink(operator(t))
	must(t, err)
	pass, err := h.Setup(t.Context(), token, "Ada Moreau", adaMail, adaWord)
	must(t, err)
	return h.as(t, pass)
}

// member lets somebody new in with a role and returns their context.
func (h *house) member(t *testing.T, name, email string, role access.Role) context.Context {
	t.Helper()
	token, err := h.Invite(operator(t), h.film.ID, role, name)
	must(t, err)
	pass, in, err := h.AcceptInvite(t.Context(), token, name, email, benWord)
	must(t, err)
	if in != h.film.ID {
		t.Fatalf("joined production %q", in)
	}
	return h.as(t, pass)
}

// as is the context of whoever holds the pass.
func (h *house) as(t *testing.T, pass gatehouse.Pass) context.Context {
	t.Helper()
	actor, err := h.ActorOfPass(t.Context(), pass)
	must(t, err)
	return access.With(t.Context(), actor)
}

// deeds are the actions on the record, oldest first.
func (h *house) deeds(t *testing.T) []string {
	t.Helper()
	var deeds []string
	must(t, h.store.Read(t.Context(), func(tx *store.Tx) error {
		entries, err := tx.FindAudit(t.Context(), "", 1000)
		for _, e := range entries {
			deeds = append([]string{e.Action}, deeds...)
		}
		return err
	}))
	return deeds
}

func operator(t *testing.T) context.Context {
	return access.With(t.Context(), access.Operator("command line"))
}

func userOf(ctx context.Context) production.UserID {
	actor, _ := access.From(ctx)
	return actor.UserID
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantFault(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Errorf("got error %v, want code %s", err, code)
	}
}
