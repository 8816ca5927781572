package office_test

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// owner marks what only the installation's owner may do, anybody what needs no role.
const (
	owner   access.Action = "owner"
	anybody access.Action = "anybody"
)

// use is one method of the office and the right it needs.
type use struct {
	action access.Action
	call   func(h *house, ctx context.Context) error
}

func result[T any](_ T, err error) error { return err }

func told[T any](_ T, _ office.Act, err error) error { return err }

func newWord() string { return string(production.NewID[production.TaskID]()) }

// uses are all methods that somebody can call; TestEveryMethodIsInTheTable holds the list complete.
var uses = joined(houseUses, storyUses, worksheetUses, shotlistUses, traceUses, talkUses, bookingUses, feedUses, boardUses, groundUses, viewUses, cardUses, libraryUses, libraryPageUses, matchUses)

// joined are the rows of several tables. A row that two of them have is a mistake.
func joined[T any](tables ...map[string]T) map[string]T {
	all := map[string]T{}
	for _, rows := range tables {
		for name, row := range rows {
			if _, twice := all[name]; twice {
				panic(name + " is in two tables")
			}
			all[name] = row
		}
	}
	return all
}

// oneDay is the quickest curve.
var oneDay = office.CurveOptions{Span: coverage.Span{From: 4, To: 4}, Time: 20 * time.Millisecond}

// place is a location list with a place that nobody knows yet.
func place() office.File {
	return office.File{Name: "places.csv", Data: []byte("Location,Address\nHouse " + string(production.NewID[production.TaskID]()) + ",High Street 1\n")}
}

// proposal is a fresh open proposal.
func (h *house) proposal() production.ProposalID {
	h.t.Helper()
	r, err := h.Propose(h.ctx, h.in, []office.File{place()}, office.ImportOptions{}, nil)
	must(h.t, err)
	return r.Proposal
}

// account lets pass that the operator has no account, which no right gives.
func account(ctx context.Context, err error) error {
	if actor, ok := access.From(ctx); ok && actor.UserID == "" && fault.Is(err, fault.Invalid) {
		return nil
	}
	return err
}

// correction is one that can be made: another synopsis each time.
func (h *house) correction() correction.Correction {
	h.t.Helper()
	scenes, err := h.Scenes(h.ctx, h.in)
	must(h.t, err)
	return correction.Correction{What: correction.Scene, Target: string(scenes[0].ID), Field: "synopsis", Value: string(production.NewID[production.TaskID]())}
}

// source is a calendar that cannot be reached.
func (h *house) source() production.CalendarSourceID {
	h.t.Helper()
	s, err := h.AddCalendar(h.ctx, h.in, office.NewCalendar{Address: "file:///nowhere/" + string(production.NewID[production.TaskID]()) + ".ics"})
	must(h.t, err)
	h.sources = append(h.sources, s.ID)
	if len(h.sources) > 10 { // a production may fetch so many alone
		must(h.t, h.store.Write(h.ctx, func(tx *store.Tx) error {
			err := tx.DeleteCalendarSource(h.ctx, h.sources[0])
			h.sources = h.sources[1:]
			if fault.Is(err, fault.NotFound) {
				err = nil
			}
			return err
		}))
	}
	return s.ID
}

// notice is what the newest import told everybody.
func (h *house) notice() production.NoticeID {
	h.t.Helper()
	h.take(white)
	all, err := h.Notices(h.as(access.Director), h.in)
	must(h.t, err)
	return all[0].ID
}

// wiring is what the program calls, not a person, what only prints what somebody was given, and what these tests look with.
var wiring = []string{"Shelve", "Shield", "CopyRoots", "TidyUploads", "NewWatcher", "Fonts", "PrintTalks", "Employ", "TaskRows", "Work", "Kinds", "ReachedAt", "CanMail", "StartDueChecks", "ReadFeed", "CardRoots"}

func TestEveryMethodIsInTheTable(t *testing.T) {
	t.Parallel()
	kind := reflect.TypeFor[*office.Office]()
	known := map[string]bool{}
	for _, name := range wiring {
		known[name] = true
	}
	for name := range uses {
		known[name] = true
	}
	for i := range kind.NumMethod() {
		if name := kind.Method(i).Name; !known[name] {
			t.Errorf("%s has no line in the table of rights", name)
		}
	}
	if want := len(uses) + len(wiring); kind.NumMethod() != want {
		t.Errorf("the office has %d methods, the table %d", kind.NumMethod(), want)
	}
}

func TestRights(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("one call after the other: there is nothing to race, and the long run makes all of them")
	}
	h := open(t)
	h.take(script, white)
	h.Employ(idle{}, func(production.ProductionID) {})
	h.hire("Nora", "video")
	h.plan()
	people := map[access.Role]context.Context{"": h.as("")}
	for _, role := range access.Roles {
		people[role] = h.as(role)
	}
	for name, u := range uses {
		if err := u.call(h, t.Context()); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("%s by nobody: %v", name, err)
		}
		for role, ctx := range people {
			wantRight(t, name+" by a "+role.Title(), u.call(h, ctx), expected(ctx, h.in, u.action))
		}
		several := name == "OnlyProduction" // by now there may be
		if err := u.call(h, h.ctx); err != nil && (!several || !fault.Is(err, fault.Invalid)) {
			t.Errorf("%s by the owner: %v", name, err)
		}
	}
}

// expected is the code that the table of rights demands, "" for leave.
func expected(ctx context.Context, in production.ProductionID, action access.Action) fault.Code {
	actor, _ := access.From(ctx)
	switch {
	case action == anybody, actor.May(action, in):
		return ""
	case action == owner:
		return fault.Forbidden
	case actor.RoleIn(in) == "":
		return fault.NotFound
	}
	return fault.Forbidden
}

func wantRight(t *testing.T, what string, err error, want fault.Code) {
	t.Helper()
	got := fault.CodeOf(err)
	if want == "" && got == fault.NotFound && what == "OnlyProduction by a stranger" {
		return // a stranger has no production at all
	}
	if got != want {
		t.Errorf("%s: %v, want %q", what, err, want)
	}
}

// TestHiddenReadsLikeAbsent: nobody learns from an answer which productions exist.
func TestHiddenReadsLikeAbsent(t *testing.T) {
	t.Parallel()
	h := open(t)
	stranger := h.as("")
	_, hidden := h.FindProduction(stranger, h.film.Slug)
	_, absent := h.FindProduction(stranger, "two-dayz")
	if fault.PersonText(hidden) != `there is no production "two-days"` || fault.PersonText(absent) != `there is no production "two-dayz"` {
		t.Errorf("hidden reads %q, absent %q", hidden, absent)
	}
	_, hidden = h.FindProduction(t.Context(), h.film.Slug)
	_, absent = h.FindProduction(t.Context(), "two-dayz")
	if !fault.Is(hidden, fault.Unauthenticated) || hidden.Error() != absent.Error() {
		t.Errorf("to nobody hidden reads %q, absent %q", hidden, absent)
	}
	other := h.produce("Other")
	all, err := h.Productions(h.as(access.Viewer))
	must(t, err)
	if len(all) != 1 || all[0].ID != h.in {
		t.Errorf("a viewer of one production sees %v and %s", all, other.Title)
	}
}

// TestThingsOfOtherProductionsAreNotFound: a right in one production is none in another.
func TestThingsOfOtherProductionsAreNotFound(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	h.Employ(idle{}, func(production.ProductionID) {})
	h.hire("Nora", "video")
	moment, member, task := h.moment(), h.member(), h.task()
	beat, act := h.beat("people", "The nod"), h.act()
	director := h.as(access.Director)
	elsewhere := h.produce("Other").ID
	actor, _ := access.From(director)
	actor.Roles[elsewhere] = access.Director
	note := "mine now"
	for name, err := range map[string]error{
		"moment": result(h.EditMoment(director, elsewhere, moment, story.Change{Note: &note})),
		"member": result(h.RemoveMember(director, elsewhere, member)),
		"task":   result(h.FindTask(director, elsewhere, task)),
		"cancel": h.CancelTask(director, elsewhere, task),
		"beat":   result(h.EditBeat(director, elsewhere, beat.ID, office.Written{Fields: fields("note", "mine")})),
		"act":    result(h.UndoAct(director, elsewhere, act)),
		"tying":  result(h.TieMoments(director, elsewhere, beat.ID, nil)),
		"scene":  result(h.FindScene(director, elsewhere, "1")),
	} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s of another production: %v", name, err)
		}
	}
}

// TestClosedScenesAreShielded: a closed scene is a number to whoever does not work at the set.
func TestClosedScenesAreShielded(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,"))
	h.hire("Nora", "video", "stills", "sound", "interview")
	h.plan()
	secret := ""
	for _, m := range h.moments() {
		if m.Scene == "1" {
			secret = string(m.ID)
		}
	}
	if secret == "" {
		t.Fatal("no moment of the closed scene was found")
	}
	for _, role := range access.Roles {
		ctx := h.as(role)
		sees := actorSees(ctx, h.in)
		if want := role == access.Director || role == access.Crew || role == access.AD; sees != want {
			t.Errorf("a %s sees closed scenes: %v", role.Title(), sees)
		}
		scenes, _ := h.Scenes(ctx, h.in)
		board, _ := h.Schedule(ctx, h.in)
		moments, _ := h.Moments(ctx, h.in, store.MomentFilter{})
		one, err := h.FindMoment(ctx, h.in, production.MomentID(secret))
		if !sees && err == nil {
			t.Errorf("a %s finds %s", role.Title(), one.Title)
		}
		plan, err := h.LatestPlan(ctx, h.in)
		must(t, err)
		text, err := json.Marshal([]any{scenes, board.Days, moments, plan})
		must(t, err)
		for _, word := range []string{"ROOF", "ANN", "explode", "stunt"} {
			if got := strings.Contains(string(text), word); got && !sees || !got && sees {
				t.Errorf("a %s hears of %s: %v", role.Title(), word, got)
			}
		}
		if len(scenes) > 0 && !sees && (scenes[0].Number != "1" || scenes[0].Heading != "Closed" || scenes[1].Heading == "Closed") {
			t.Errorf("a %s sees %+v", role.Title(), scenes)
		}
	}
}

func actorSees(ctx context.Context, in production.ProductionID) bool {
	actor, _ := access.From(ctx)
	return actor.May(access.SeeClosed, in)
}
