package office_test

import (
	"context"
	"io/fs"
	"sync"
	"testing"
	"time"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/vault"
)

// clock is a clock that tests set.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Millisecond) // no two things happen at once
	return c.now
}

func (c *clock) set(date production.Date) { c.setTime(date.At(8*60, time.UTC)) }

func (c *clock) setTime(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = now
}

// house is an office on a fresh store and vault, with one production.
type house struct {
	*office.Office
	t     *testing.T
	store *store.Store
	clock *clock
	film  production.Production
	in    production.ProductionID
	ctx   context.Context // of the operator

	vault   string                        // its folder
	sources []production.CalendarSourceID // made by source
}

func open(t *testing.T) *house {
	t.Helper()
	return openOn(t, storetest.SQLite(t))
}

func openOn(t *testing.T, s *store.Store) *house {
	t.Helper()
	return openWith(t, s, office.Options{})
}

// openWith is openOn with further parts.
func openWith(t *testing.T, s *store.Store, opt office.Options) *house {
	t.Helper()
	folder := t.TempDir()
	v, err := vault.Open(folder)
	must(t, err)
	t.Cleanup(func() { v.Close() })
	h := &house{t: t, store: s, vault: folder, clock: &clock{}, ctx: access.With(t.Context(), access.Operator("operator"))}
	h.clock.set("2026-04-01")
	opt.Store, opt.Vault, opt.Clock = s, v, h.clock.Now
	h.Office = office.New(opt)
	h.film = h.produce("Two Days")
	h.in = h.film.ID
	return h
}

func (h *house) produce(title string) production.Production {
	h.t.Helper()
	p, err := h.CreateProduction(h.ctx, production.Production{Title: title, TimeZone: "Europe/Lisbon", CrewDays: 4})
	must(h.t, err)
	return p
}

// as is the context of a new account with a role in the production, "" for none.
func (h *house) as(role access.Role) context.Context {
	h.t.Helper()
	user := access.User{ID: production.NewID[production.UserID](), Name: "Some " + role.Title(), CreatedAt: h.clock.Now()}
	user.Email = string(user.ID) + "@example.com"
	actor := access.Actor{UserID: user.ID, Name: user.Name, Roles: map[production.ProductionID]access.Role{}}
	must(h.t, h.store.Write(h.ctx, func(tx *store.Tx) error {
		if err := tx.CreateUser(h.ctx, user); err != nil || role == "" {
			return err
		}
		actor.Roles[h.in] = role
		return tx.SaveMembership(h.ctx, access.Membership{Production: h.in, User: user.ID, Role: role, Since: h.clock.Now()})
	}))
	return access.With(h.t.Context(), actor)
}

// take imports papers that must be acceptable.
func (h *house) take(files ...office.File) office.ImportResult {
	h.t.Helper()
	result, err := h.Import(h.ctx, h.in, files, office.ImportOptions{}, nil)
	must(h.t, err)
	return result
}

func (h *house) hire(name string, skills ...string) crew.Member {
	h.t.Helper()
	m, err := h.AddMember(h.ctx, h.in, crew.Member{Name: name, Skills: skills, Cost: 400, Note: "vegan"})
	must(h.t, err)
	return m
}

func (h *house) plan() coverage.Plan {
	h.t.Helper()
	p, err := h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: 150 * time.Millisecond}, nil)
	must(h.t, err)
	return p
}

func (h *house) moments() []story.Moment {
	h.t.Helper()
	all, err := h.Moments(h.ctx, h.in, store.MomentFilter{})
	must(h.t, err)
	return all
}

// state is everything that an import can change.
type state struct {
	Facts     production.Facts
	Moments   []story.Moment
	Revisions []production.Revision
}

func (h *house) state() (s state) {
	h.t.Helper()
	must(h.t, h.store.Read(h.ctx, func(tx *store.Tx) (err error) {
		s.Facts, err = tx.FindFacts(h.ctx, h.in)
		return err
	}))
	s.Moments = h.moments()
	var err error
	s.Revisions, err = h.Revisions(h.ctx, h.in)
	must(h.t, err)
	return s
}

// The papers of a film of two days.
var (
	script = office.File{Name: "two.fountain", Data: []byte(`Title: Two Days

EXT. ROOF - DAY #1#

Ann falls from the balcony. A stunt. The windows explode into flames.

ANN
Help!

INT. KITCHEN - DAY #2#

Ben weeps. Tears run down his face.

BEN
I am so sorry.
`)}
	white = schedule("white.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,")
	blue  = schedule("blue.csv", "2026-06-02,1,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,", "2026-06-03,2,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,")
)

func schedule(name string, rows ...string) office.File {
	text := "Date,Day,Scene,Set,I/E,D/N,Location,Cast,Call,Wrap,Start,End,Closed\n"
	for _, row := range rows {
		text += row + "\n"
	}
	return office.File{Name: name, Data: []byte(text)}
}

// lamp are the papers of the example production.
func lamp(t *testing.T) []office.File {
	t.Helper()
	var files []office.File
	for _, name := range []string{examples.ScriptFile, examples.ScheduleFile} {
		data, err := fs.ReadFile(examples.LampRoom, name)
		must(t, err)
		files = append(files, office.File{Name: name, Data: data})
	}
	return files
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
