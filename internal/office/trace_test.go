package office_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/storyboard"
	"github.com/btsdirector/bts/internal/worksheet"
)

// way is a trace as words: "from …, became …".
func (h *house) way(kind office.TraceKind, id string) string {
	h.t.Helper()
	tr, err := h.Trace(h.ctx, h.in, kind, id)
	must(h.t, err)
	var parts []string
	for _, list := range [][]office.Traced{tr.From, {{Kind: "→", Title: tr.Of.Title}}, tr.Became} {
		for _, x := range list {
			parts = append(parts, strings.TrimSpace(string(x.Kind)+" "+x.Title+" "+x.State))
		}
	}
	return strings.Join(parts, "; ")
}

// TestTheWayCanBeWalked: from the scene by the moment and the beat to the shot and what proves it, and back.
func TestTheWayCanBeWalked(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	h.hire("Nora", "video", "stills", "sound")
	plan := h.plan()
	cover := plan.Days[0].Covers[0]
	beat, _, err := h.AddBeat(h.ctx, h.in, outline.Beat{Arc: "daring", Title: "The jump"})
	must(t, err)
	_, err = h.TieMoments(h.ctx, h.in, beat.ID, []production.MomentID{cover.Moment})
	must(t, err)
	shot := h.shot(cover.Moment, "Faces")
	_, err = h.MarkShots(h.ctx, h.in, []production.WantedShotID{shot}, office.Mark{Status: shotlist.Got, Proof: "A017"})
	must(t, err)
	for _, step := range []struct {
		kind office.TraceKind
		id   string
		says []string
	}{
		{office.TraceScene, "1", []string{"paper two.fountain script", "paper white.csv schedule", "day Day 1 · Mon 1 Jun scheduled", "→ Scene 1 · EXT. ROOF - DAY; ", "moment " + cover.Title + " captured", "shot Faces got"}},
		{office.TraceMoment, string(cover.Moment), []string{"scene Scene 1 · EXT. ROOF - DAY script line", "finder Found in the papers", "arc Daring; beat The jump captured; → " + cover.Title + "; day Day 1 · Mon 1 Jun", "Nora; shot Faces got"}},
		{office.TraceBeat, string(beat.ID), []string{"arc Daring; → The jump; moment " + cover.Title + " captured; shot Faces got"}},
		{office.TraceArc, "daring", []string{"→ Daring; beat The jump captured"}},
		{office.TraceShot, string(shot), []string{"scene Scene 1", "moment " + cover.Title + " captured; arc Daring; beat The jump captured; → Faces; day Day 1", "proof A017 got"}},
	} {
		got := h.way(step.kind, step.id)
		for _, says := range step.says {
			if !strings.Contains(got, says) {
				t.Errorf("%s: %q does not say %q", step.kind, got, says)
			}
		}
	}
	talk, _, err := h.AddInterview(h.ctx, h.in, interview.Interview{Person: "Lena Hart", Beats: []production.BeatID{beat.ID}}, false)
	must(t, err)
	_, _, err = h.AddFrames(h.ctx, h.in, []office.NewFrame{{Frame: storyboard.Frame{Moment: cover.Moment, Title: "One"}}, {Frame: storyboard.Frame{Moment: cover.Moment, Title: "Two"}}})
	must(t, err)
	frame, _, err := h.AddFrames(h.ctx, h.in, []office.NewFrame{{Frame: storyboard.Frame{Title: "Loose"}}})
	must(t, err)
	if _, err := h.EditFrame(h.ctx, h.in, frame[0].ID, office.Written{Fields: map[string]any{"shot": shot}}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a loose frame shows the shot of a moment: %v", err)
	}
	must(t, result(h.EditFrame(h.ctx, h.in, frame[0].ID, office.Written{Fields: map[string]any{"moment": cover.Moment, "shot": shot}})))
	if got := h.way(office.TraceShot, string(shot)); !strings.Contains(got, "storyboard Storyboard 1 frame") {
		t.Errorf("the shot does not lead to its frame: %s", got)
	}
	must(t, result(h.EditFrame(h.ctx, h.in, frame[0].ID, office.Written{Fields: map[string]any{"gone": true}})))
	if got := h.way(office.TraceMoment, string(cover.Moment)); !strings.Contains(got, "storyboard Storyboard 2 frames") {
		t.Errorf("the moment does not lead to its board: %s", got)
	}
	if got := h.way(office.TraceBeat, string(beat.ID)); !strings.Contains(got, "interview Interview: Lena Hart") {
		t.Errorf("the beat does not lead to the talk: %s", got)
	}
	if got := h.way(office.TraceTalk, string(talk.ID)); !strings.Contains(got, "beat The jump") || !strings.Contains(got, "→ Interview: Lena Hart") {
		t.Errorf("the talk: %s", got)
	}
	if got := h.way(office.TraceMoment, string(h.byHand())); !strings.Contains(got, "finder Added by hand") {
		t.Errorf("by hand: %s", got)
	}
	h.answer(worksheet.Answers{"title": {"Two Days"}, "pieces": {"story_clip"}})
	sheet, err := h.Worksheet(h.ctx, h.in)
	must(t, err)
	board, err := h.Board(h.ctx, h.in, cover.Moment)
	must(t, err)
	for _, step := range []struct {
		kind office.TraceKind
		id   string
		says []string
	}{
		{office.TraceDay, "2026-06-01", []string{"paper white.csv schedule", "scene Scene 1 · EXT. ROOF - DAY 09:00–12:00; → Day 1 · Mon 1 Jun; moment " + cover.Title, "captured", "shot Faces got"}},
		{office.TraceBoard, string(cover.Moment), []string{"moment " + cover.Title, "→ Storyboard; frame Frame 1 One in words; frame Frame 2 Two in words"}},
		{office.TraceFrame, string(board.List[0].Frames[1].ID), []string{"moment " + cover.Title + " captured; storyboard Storyboard 2 frames; → Frame 2 Two"}},
		{office.TracePiece, string(sheet.Pieces[0].ID), []string{"paper The planning worksheet; shot Faces got; → "}},
		{office.TraceShot, string(shot), []string{"deliverable " + sheet.Pieces[0].Title}},
	} {
		got := h.way(step.kind, step.id)
		for _, says := range step.says {
			if !strings.Contains(got, says) {
				t.Errorf("%s: %q does not say %q", step.kind, got, says)
			}
		}
	}
	for _, kind := range append([]office.TraceKind{"dream"}, office.TraceKinds...) {
		if _, err := h.Trace(h.ctx, h.in, kind, "none"); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// TestTracesOfClosedSetsAreShielded: nobody learns by following the way what lies behind a closed set.
func TestTracesOfClosedSetsAreShielded(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,"))
	h.hire("Nora", "video", "stills")
	var secret production.MomentID
	for _, m := range h.moments() {
		if m.Scene == "1" {
			secret = m.ID
		}
	}
	beat, _, err := h.PromoteMoment(h.ctx, h.in, secret, "daring", "")
	must(t, err)
	shot := h.shot(secret, "secretword")
	talk, _, err := h.AddInterview(h.ctx, h.in, interview.Interview{Person: "secretword", Beats: []production.BeatID{beat.ID}}, false)
	must(t, err)
	frames, _, err := h.AddFrames(h.ctx, h.in, []office.NewFrame{{Frame: storyboard.Frame{Moment: secret, Title: "secretword"}}})
	must(t, err)
	h.plan()
	for _, role := range access.Roles {
		ctx := h.as(role)
		var text strings.Builder
		for kind, id := range map[office.TraceKind]string{office.TraceScene: "1", office.TraceMoment: string(secret), office.TraceBeat: string(beat.ID), office.TraceArc: "daring", office.TraceShot: string(shot), office.TraceTalk: string(talk.ID),
			office.TraceDay: "2026-06-01", office.TraceBoard: string(secret), office.TraceFrame: string(frames[0].ID)} {
			tr, err := h.Trace(ctx, h.in, kind, id)
			if err != nil {
				continue
			}
			line, err := json.Marshal(tr)
			must(t, err)
			text.Write(line)
		}
		for _, word := range []string{"ROOF", "explode", "secretword", beat.Title} {
			if strings.Contains(text.String(), word) && !actorSees(ctx, h.in) {
				t.Errorf("a %s follows the way to %q", role.Title(), word)
			}
		}
		if actorSees(ctx, h.in) && !strings.Contains(text.String(), "ROOF") {
			t.Errorf("a %s finds no way", role.Title())
		}
	}
}

// traceUses are the uses of the trace.
var traceUses = map[string]use{
	"Ways": {access.SeeMoments, func(h *house, ctx context.Context) error { return result(h.Ways(ctx, h.in)) }},
	"Trace": {access.SeeMoments, func(h *house, ctx context.Context) error {
		return result(h.Trace(ctx, h.in, office.TraceMoment, string(h.byHand())))
	}},
}
