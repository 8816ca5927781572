package office_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// later is a way to move a booking of the plan a little, which nothing stands against.
func (h *house) later() coverage.Wanted {
	h.t.Helper()
	for _, day := range h.latest().Days {
		for _, c := range day.Covers {
			for _, step := range []production.Clock{5, -5, 15, -15, 30, -30, 60, -60} {
				w := coverage.Wanted{Moment: string(c.Moment), At: (c.Start + step).String()}
				trial, err := h.TryBooking(h.ctx, h.in, w)
				must(h.t, err)
				if len(trial.Clashes) == 0 {
					return w
				}
			}
		}
	}
	h.t.Fatal("nothing of the plan can be moved")
	return coverage.Wanted{}
}

func (h *house) move(w coverage.Wanted) office.Rebooking {
	h.t.Helper()
	r, err := h.MoveBooking(h.ctx, h.in, w)
	must(h.t, err)
	return r
}

func TestMoveBookingAndTakeItBack(t *testing.T) {
	t.Parallel()
	h := staged(t)
	before := h.latest()
	w := h.later()
	if diff := cmp.Diff(before, h.latest()); diff != "" {
		t.Fatalf("trying changed the plan: %s", diff)
	}
	r := h.move(w)
	booked := r.Plan.Booked(production.MomentID(w.Moment))
	if booked.Cover.Start.String() != w.At || !booked.Cover.Held || r.Plan.Covered != before.Covered || r.Plan.Hand == nil || r.Plan.Hand.Before != before.ID {
		t.Errorf("moved: %+v, %+v", booked, r.Plan.Hand)
	}
	if now := h.latest(); cmp.Diff(now, r.Plan) != "" {
		t.Error("the answer is not the plan")
	}
	if why, err := h.Stale(h.ctx, h.in); err != nil || len(why) > 0 {
		t.Errorf("a plan that was changed by hand is old at once: %v, %v", why, err)
	}
	off := h.move(coverage.Wanted{Moment: w.Moment, Off: true})
	if off.Plan.Covered != before.Covered-1 || off.Plan.Booked(booked.Cover.Moment) != nil {
		t.Errorf("taken off: %d covered", off.Plan.Covered)
	}
	if _, err := h.UndoBooking(h.ctx, h.in, r.Plan.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("an older change is taken back before a newer one: %v", err)
	}
	undone, err := h.UndoBooking(h.ctx, h.in, off.Plan.ID)
	must(t, err)
	if undone.Plan.ID != r.Plan.ID {
		t.Error("not the plan before is back")
	}
	must(t, result(h.UndoBooking(h.ctx, h.in, "")))
	if diff := cmp.Diff(before, h.latest()); diff != "" {
		t.Errorf("taken back, it is not as it was: %s", diff)
	}
	if _, err := h.UndoBooking(h.ctx, h.in, ""); !fault.Is(err, fault.NotFound) {
		t.Errorf("taken back too often: %v", err)
	}
}

func TestMoveBookingRefusesWhatClashes(t *testing.T) {
	t.Parallel()
	h := staged(t)
	before := h.latest()
	c := before.Days[0].Covers[0]
	m, err := h.FindMoment(h.ctx, h.in, c.Moment)
	must(t, err)
	shut := production.Clock(0)
	for slices.ContainsFunc(m.Windows, func(w story.Window) bool { return w.Start < shut+60 && shut < w.End+60 }) {
		shut += 30
	}
	_, err = h.MoveBooking(h.ctx, h.in, coverage.Wanted{Moment: string(c.Moment), At: shut.String()})
	if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "it can be covered") {
		t.Errorf("at %s, outside of %v: %v", shut, m.Windows, err)
	}
	if _, err = h.TryBooking(h.ctx, h.in, coverage.Wanted{Moment: string(c.Moment), At: "quarter past"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("no time: %v", err)
	}
	if diff := cmp.Diff(before, h.latest()); diff != "" {
		t.Errorf("a refused move changes the plan: %s", diff)
	}
	empty := open(t)
	if _, err := empty.TryBooking(empty.ctx, empty.in, coverage.Wanted{Moment: "x"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("without a plan: %v", err)
	}
}

// TestPlanningKeepsWhatIsHeld: again and afresh, until it is released.
func TestPlanningKeepsWhatIsHeld(t *testing.T) {
	t.Parallel()
	h := staged(t)
	w := h.later()
	h.move(w)
	id := production.MomentID(w.Moment)
	for _, afresh := range []bool{false, true} {
		p, err := h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: short, Afresh: afresh}, nil)
		must(t, err)
		if b := p.Booked(id); b == nil || b.Cover.Start.String() != w.At || !b.Cover.Held {
			t.Errorf("afresh %v: %+v", afresh, b)
		}
		if _, err := h.UndoBooking(h.ctx, h.in, ""); !fault.Is(err, fault.NotFound) {
			t.Errorf("a plan was made since: %v", err)
		}
	}
	tried := h.whatIf(coverage.Ask{CrewDays: 7})
	if b := tried.Plan.Booked(id); b == nil || b.Cover.Start.String() != w.At {
		t.Errorf("tried out: %+v", b)
	}
	h.adopt(tried)
	released, err := h.HoldBooking(h.ctx, h.in, id, false)
	must(t, err)
	if released.Plan.Booked(id).Cover.Held {
		t.Error("it is held still")
	}
	must(t, result(h.UndoBooking(h.ctx, h.in, "")))
	held := h.latest()
	if !held.Booked(id).Cover.Held {
		t.Error("releasing was not taken back")
	}
	if again, err := h.HoldBooking(h.ctx, h.in, id, true); err != nil || again.Plan.ID != held.ID {
		t.Errorf("holding what is held makes a plan: %v", err)
	}
}

// TestHistoryCannotBeMoved: neither a booking of a day that is over, nor one to such a day, nor back by undoing.
func TestHistoryCannotBeMoved(t *testing.T) {
	t.Parallel()
	h := staged(t)
	first := h.latest().Days[0]
	r := h.move(h.later())
	h.clock.set(first.Date.AddDays(1))
	for _, w := range []coverage.Wanted{
		{Moment: string(first.Covers[0].Moment), Off: true},
		{Moment: string(h.latest().Days[1].Covers[0].Moment), Day: string(first.Date)},
	} {
		trial, err := h.TryBooking(h.ctx, h.in, w)
		must(t, err)
		if len(trial.Clashes) != 1 || !strings.Contains(trial.Clashes[0].Text, "over") {
			t.Errorf("%+v: %+v", w, trial.Clashes)
		}
	}
	if r.Trial.Was.Date == first.Date {
		if _, err := h.UndoBooking(h.ctx, h.in, ""); !fault.Is(err, fault.Conflict) {
			t.Errorf("history is taken back: %v", err)
		}
	}
}

// TestOthersChangesAreSeenAtOnce: the desk that is kept between tries is laid out again when anything changes.
func TestOthersChangesAreSeenAtOnce(t *testing.T) {
	t.Parallel()
	h := staged(t)
	w := h.later()
	c := h.latest()
	date := c.Booked(production.MomentID(w.Moment)).Date
	for _, member := range []string{"Nora Fielding", "Ines Carrow"} {
		m := h.called(member)
		m.Away = []production.DateRange{{From: date, To: date}}
		must(t, h.UpdateMember(h.ctx, h.in, m))
	}
	trial, err := h.TryBooking(h.ctx, h.in, w)
	must(t, err)
	if len(trial.Clashes) == 0 || !strings.Contains(trial.Clashes[0].Text, "is away on") {
		t.Errorf("clashes: %+v", trial.Clashes)
	}
}

// TestWhatWasMovedIsNotNamed: to whoever may not know of closed sets.
func TestWhatWasMovedIsNotNamed(t *testing.T) {
	t.Parallel()
	h := open(t)
	kitchen := "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,"
	h.take(script, schedule("white.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,", kitchen))
	h.hire("Nora", "video", "stills", "sound", "interview")
	h.plan()
	for _, day := range h.latest().Days {
		for _, c := range day.Covers {
			if c.Scene == "1" {
				h.move(coverage.Wanted{Moment: string(c.Moment), Off: true})
			}
		}
	}
	h.take(schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes", kitchen))
	for role, knows := range map[access.Role]bool{access.Viewer: false, access.Publicity: false, access.Director: true} {
		p, err := h.LatestPlan(h.as(role), h.in)
		must(t, err)
		text, err := json.Marshal(p)
		must(t, err)
		if got := containsAny(strings.ToLower(string(text)), []string{"roof", "explode", "stunt", "balcony"}); got != knows || p.Hand == nil {
			t.Errorf("a %s hears of it: %v: %s", role.Title(), got, text)
		}
	}
}

// TestOnlySoManyStepsAreKept: a long afternoon of moving does not fill the disk.
func TestOnlySoManyStepsAreKept(t *testing.T) {
	t.Parallel()
	h := staged(t)
	id := h.someBooking()
	for i := range 105 {
		must(t, result(h.HoldBooking(h.ctx, h.in, id, i%2 == 0)))
	}
	var kept []coverage.Plan
	must(t, h.store.Read(h.ctx, func(tx *store.Tx) (err error) {
		kept, err = tx.FindPlans(h.ctx, h.in)
		return err
	}))
	if len(kept) != 101 {
		t.Errorf("%d plans are kept", len(kept))
	}
}
