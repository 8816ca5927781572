package office_test

import (
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store/storetest"
)

func TestCurve(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); drawn(t, staged(t)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); drawn(t, stagedOn(t, openOn(t, storetest.Postgres(t)))) })
}

func drawn(t *testing.T, h *house) {
	before := h.latest()
	heard := int64(0)
	c, err := h.DrawCurve(h.ctx, h.in, office.CurveOptions{Time: short}, func(done, total int64, _ string) { heard = max(heard, done*100/total) })
	must(t, err)
	if heard < 80 || !c.Done || c.Now != 4 || len(c.Points) != 8 { // one to eight, around the four that are paid
		t.Errorf("%d points around %d, done %v, progress to %d %%", len(c.Points), c.Now, c.Done, heard)
	}
	if c.Sentence() == "" {
		t.Error("the curve says nothing")
	}
	worth := -1
	for _, p := range c.Points {
		if p.Figures.Worth < worth {
			t.Errorf("%d crew-days are worth %d, fewer were worth %d", p.Figures.CrewDays, p.Figures.Worth, worth)
		}
		worth = p.Figures.Worth
		whole, err := h.FindScenario(h.ctx, h.in, p.ID)
		must(t, err)
		if whole.Plan.Covered != p.Figures.Covered || whole.Plan.UsedDays > p.Figures.CrewDays || len(whole.Plan.Uncovered) == 0 {
			t.Errorf("the plan of %d crew-days: %d covered, %d used", p.Figures.CrewDays, whole.Plan.Covered, whole.Plan.UsedDays)
		}
		if p.Figures.CrewDays == 4 && p.Figures.Covered < before.Covered {
			t.Errorf("the paid days cover %d on the curve and %d in the plan", p.Figures.Covered, before.Covered)
		}
	}
	last := c.Points[len(c.Points)-1]
	h.adopt(last)
	if now, err := h.FindCurve(h.ctx, h.in); err != nil || !now.IsPlan(now.Points[len(now.Points)-1]) || len(now.Stale) > 0 {
		t.Errorf("the adopted point is not marked: %+v, %v, %v", now.Plan, now.Stale, err)
	}
	h.adopt(h.whatIf(coverage.Ask{NoGo: []string{string(h.latest().Days[0].Covers[0].Moment)}}))
	if now, err := h.FindCurve(h.ctx, h.in); err != nil || now.HasPlan() || now.Plan.Covered != h.latest().Covered ||
		!strings.Contains(strings.Join(now.Stale, " "), "There is another plan since: ") {
		t.Errorf("beside the curve there is %+v, %v, %v", now.Plan, now.Stale, err)
	}
	if h.crewDays() != last.Figures.CrewDays {
		t.Errorf("%d crew-days are paid after adopting %d", h.crewDays(), last.Figures.CrewDays)
	}
	if err := h.DiscardScenario(h.ctx, h.in, last.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("a point is discarded: %v", err)
	}
	again, err := h.DrawCurve(h.ctx, h.in, office.CurveOptions{Span: coverage.Span{From: 4, To: 6}, Time: short}, nil)
	must(t, err)
	if _, err := h.FindScenario(h.ctx, h.in, last.ID); !fault.Is(err, fault.NotFound) || len(again.Points) != 3 {
		t.Errorf("the old curve's points are still there: %v", err)
	}
	h.take(schedule("more.csv", "2026-06-20,99,77,QUAY,EXT,DAY,Harbour,ANN,08:00,18:00,09:00,12:00,"))
	if c, err := h.FindCurve(h.ctx, h.in); err != nil || len(c.Stale) == 0 {
		t.Errorf("the papers changed and the curve says nothing: %v", err)
	}
}

// TestTwoCurvesAtOnce: the one that is done last stays, and the other stops as soon as it is overtaken.
func TestTwoCurvesAtOnce(t *testing.T) {
	t.Parallel()
	h := staged(t)
	opt := office.CurveOptions{Span: coverage.Span{From: 4, To: 7}, Time: short}
	var last coverage.Curve
	heard := map[string]bool{}
	_, err := h.DrawCurve(h.ctx, h.in, opt, func(_, _ int64, message string) {
		heard[message[:1]] = true
		if last.ID == "" && message[:1] == "5" {
			last.ID = "is drawn"
			c, err := h.DrawCurve(h.ctx, h.in, opt, nil)
			must(t, err)
			last = c
		}
	})
	if !fault.Is(err, fault.Conflict) || heard["6"] {
		t.Errorf("the overtaken curve ended with %v, heard of %v", err, heard)
	}
	if c, err := h.FindCurve(h.ctx, h.in); err != nil || c.ID != last.ID || len(c.Points) != 4 {
		t.Errorf("there is %s with %d points, %v", c.ID, len(c.Points), err)
	}
}

// TestCurveByAJob: it can be stopped, and then the curve before stays; after a restart it goes on.
func TestCurveByAJob(t *testing.T) {
	t.Parallel()
	h := staged(t)
	first := h.newQueue()
	h.start(first)
	h.clock.set("2026-04-01")
	old, err := h.DrawCurve(h.ctx, h.in, office.CurveOptions{Span: coverage.Span{From: 4, To: 4}, Time: short}, nil)
	must(t, err)
	task, err := h.StartCurve(h.ctx, h.in, office.CurveOptions{Time: 20 * time.Second})
	must(t, err)
	h.await(task.ID, production.TaskRunning)
	must(t, h.CancelTask(h.ctx, h.in, task.ID))
	h.await(task.ID, production.TaskCancelled)
	if c, err := h.FindCurve(h.ctx, h.in); err != nil || c.ID != old.ID {
		t.Errorf("after stopping there is %s, %v", c.ID, err)
	}

	task, err = h.StartCurve(h.ctx, h.in, office.CurveOptions{Span: coverage.Span{From: 4, To: 7}, Time: time.Second})
	must(t, err)
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		now, err := h.FindTask(h.ctx, h.in, task.ID)
		must(t, err)
		if now.Done > 1100 || time.Now().After(deadline) {
			break
		}
	}
	h.stop(first)
	h.start(h.newQueue())
	h.clock.set("2026-04-01")
	done := h.await(task.ID, production.TaskDone)
	if c, err := h.FindCurve(h.ctx, h.in); err != nil || len(c.Points) != 4 || done.Attempts != 2 {
		t.Errorf("after the restart: %d points, attempt %d, %v", len(c.Points), done.Attempts, err)
	}
}

func TestCurveRefuses(t *testing.T) {
	t.Parallel()
	h := staged(t)
	for name, opt := range map[string]office.CurveOptions{
		"backwards": {Span: coverage.Span{From: 9, To: 2}}, "negative": {Span: coverage.Span{From: -2}},
		"too long": {Time: time.Hour}, "negative time": {Time: -1}, "too many": {Span: coverage.Span{From: 1, To: 400, Step: 1}},
	} {
		if _, err := h.DrawCurve(h.ctx, h.in, opt, nil); !fault.Is(err, fault.Invalid) || !strings.Contains(fault.PersonText(err), ". ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := h.FindCurve(h.ctx, h.in); !fault.Is(err, fault.NotFound) {
		t.Errorf("something was drawn: %v", err)
	}
}
