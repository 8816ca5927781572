package office_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
)

// withPlan is a house with a plan, and a cover of it whose team is one person.
func withPlan(t *testing.T, h *house) (coverage.PlanDay, coverage.Cover) {
	t.Helper()
	h.take(script, white)
	h.hire("Nora", "video", "stills", "sound")
	day := h.plan().Days[0]
	return day, day.Covers[0]
}

// during is a clip that was recorded in the middle of a cover, by somebody.
func (h *house) during(day coverage.PlanDay, c coverage.Cover, by production.MemberID, more ...func(*library.Asset)) library.Asset {
	at := day.Date.At((c.Start+c.End)/2, h.film.Zone()).UTC()
	return h.asset(append([]func(*library.Asset){func(a *library.Asset) {
		a.Kind, a.Day, a.DayBy, a.TakenAt, a.Operator, a.Device = media.Video, day.Date, "the camera's clock", at, by, "Sony ILME-FX3 5012345"
	}}, more...)...)
}

func (h *house) found(id production.AssetID) library.Asset {
	h.t.Helper()
	sheet, err := h.Asset(h.ctx, h.in, id)
	must(h.t, err)
	return sheet.Asset
}

func (h *house) match() office.MatchedAssets {
	h.t.Helper()
	got, err := h.MatchAssets(h.ctx, h.in, office.MatchOptions{}, nil)
	must(h.t, err)
	return got
}

// level is how far a moment has come, on the story board.
func (h *house) level(id production.MomentID) outline.Level {
	h.t.Helper()
	beat, _, err := h.AddBeat(h.ctx, h.in, outline.Beat{Arc: "daring", Title: newWord()})
	must(h.t, err)
	_, err = h.TieMoments(h.ctx, h.in, beat.ID, []production.MomentID{id})
	must(h.t, err)
	board, err := h.Outline(h.ctx, h.in)
	must(h.t, err)
	for _, arc := range board.Arcs {
		for _, b := range arc.Beats {
			for _, m := range b.Moments {
				if m.ID == id {
					return m.Level
				}
			}
		}
	}
	h.t.Fatalf("moment %s is on no beat", id)
	return 0
}

// TestAMomentIsCapturedByItself: a clip that is surely of a moment captures it, a clip that is killed does not, and undo gives back.
func TestAMomentIsCapturedByItself(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(testing.TB) *store.Store{"SQLite": storetest.SQLite, "PostgreSQL": storetest.Postgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := openOn(t, open(t))
			day, c := withPlan(t, h)
			h.clock.setTime(day.Date.At(22*60, h.film.Zone()))
			a := h.during(day, c, c.Team[0].Member)
			if got := h.level(c.Moment); got != outline.Planned {
				t.Errorf("before the match it is %v", got)
			}
			got := h.match()
			if got.Assets != 1 || got.Matched != 1 || h.found(a.ID).Moment != c.Moment {
				t.Fatalf("%+v: %+v", got, h.found(a.ID).Matches)
			}
			if again := h.match(); again.Changed != 0 {
				t.Errorf("matching again changed %d", again.Changed)
			}
			if got := h.level(c.Moment); got != outline.Captured {
				t.Errorf("after the match it is %v", got)
			}
			if way := h.way(office.TraceMoment, string(c.Moment)); !strings.Contains(way, "clips 1 clip in the library") {
				t.Errorf("the trace keeps quiet: %s", way)
			}
			if way := h.way(office.TraceAsset, string(a.ID)); !strings.Contains(way, "moment "+c.Title+" captured; scene Scene 1 · EXT. ROOF - DAY script line") {
				t.Errorf("the way back: %s", way)
			}
			tonight, err := h.Tonight(h.ctx, h.in, day.Date)
			must(t, err)
			if tonight.Covered != 1 || slices.ContainsFunc(tonight.Gaps, func(g library.Gap) bool { return g.Moment == c.Moment && g.What != library.GapShot }) {
				t.Errorf("%+v", tonight)
			}
			act, err := h.EditAssets(h.ctx, h.in, []production.AssetID{a.ID}, office.Written{Fields: fields("verdict", "kill")})
			must(t, err)
			if got := h.level(c.Moment); got != outline.Planned {
				t.Errorf("what was killed captures: %v", got)
			}
			_, err = h.UndoAct(h.ctx, h.in, act.ID)
			must(t, err)
			if got := h.level(c.Moment); got != outline.Captured {
				t.Errorf("what was taken back does not: %v", got)
			}
		})
	}
}

func TestSuggestionsAreDecidedAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	day, c := withPlan(t, h)
	shot := h.shot(c.Moment, "Faces")
	first, second := h.during(day, c, ""), h.during(day, c, "")
	for _, a := range []library.Asset{first, second} { // nobody knows who recorded it, and two things were planned then
		a.Moment = ""
		a.Matches = []library.Match{{What: library.OfMoment, ID: string(c.Moment), Title: c.Title, Score: 60, Reasons: []string{"the hour"}, State: library.Suggested}}
		must(t, h.store.Write(h.ctx, func(tx *store.Tx) error { return tx.UpdateAsset(h.ctx, h.in, a) }))
	}
	groups, total, err := h.Suggestions(h.ctx, h.in, office.OpenTieFilter{})
	must(t, err)
	if total != 2 || len(groups) != 1 || groups[0].Count != 2 || groups[0].Title != c.Title || len(groups[0].Assets) != 2 {
		t.Fatalf("%d: %+v", total, groups)
	}
	before := h.found(first.ID)
	list := []office.Deciding{{Asset: first.ID, What: library.OfMoment, ID: string(c.Moment)}, {Asset: second.ID, What: library.OfMoment, ID: string(c.Moment)}}
	act, err := h.DecideMatches(h.ctx, h.in, list, true)
	must(t, err)
	got := h.found(first.ID)
	if got.Moment != c.Moment || got.Scene == "" || matchState(got, library.OfMoment, string(c.Moment)) != library.Taken {
		t.Errorf("taken, it is of moment %q, scene %q: %+v", got.Moment, got.Scene, got.Matches)
	}
	h.match()
	_, err = h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	back := h.found(first.ID)
	if diff := cmp.Diff(before.Moment, back.Moment); diff != "" {
		t.Errorf("taken back: %s", diff)
	}
	if state := matchState(back, library.OfMoment, string(c.Moment)); state != library.Suggested {
		t.Errorf("taken back it is %q", state)
	}

	_, err = h.DecideMatches(h.ctx, h.in, list[:1], false)
	must(t, err)
	h.match()
	if a := h.found(first.ID); a.Moment != "" || matchState(a, library.OfMoment, string(c.Moment)) != library.Refused {
		t.Errorf("what was refused came back: %+v", a.Matches)
	}

	_, err = h.DecideMatches(h.ctx, h.in, list[1:], true)
	must(t, err)
	_, err = h.DecideMatches(h.ctx, h.in, []office.Deciding{{Asset: second.ID, What: library.OfShot, ID: string(shot)}}, true)
	must(t, err)
	if way := h.way(office.TraceShot, string(shot)); !strings.Contains(way, "proof "+second.Name) {
		t.Errorf("the shot that it proves: %s", way)
	}
	shots, err := h.Shotlist(h.ctx, h.in, office.ShotFilter{})
	must(t, err)
	if shots.Shots[0].Status != shotlist.Got {
		t.Errorf("the shot is %s", shots.Shots[0].Status)
	}
}

func matchState(a library.Asset, w library.What, id string) library.Decision {
	for _, m := range a.Matches {
		if m.What == w && m.ID == id {
			return m.State
		}
	}
	return ""
}

// TestAClockIsCorrected: what somebody reads off a slate moves all assets of the camera, and taking it back moves them back.
func TestAClockIsCorrected(t *testing.T) {
	t.Parallel()
	h := open(t)
	day, c := withPlan(t, h)
	hourAhead := func(a *library.Asset) { a.TakenAt = a.TakenAt.Add(9 * time.Hour) }
	slate, clip := h.during(day, c, c.Team[0].Member, hourAhead), h.during(day, c, c.Team[0].Member, hourAhead)
	h.match()
	before := h.found(clip.ID)
	if before.Moment == c.Moment {
		t.Fatal("nine hours off, it is of the moment already")
	}
	truth := slate.TakenAt.Add(-9 * time.Hour).In(h.film.Zone())
	act, err := h.NoteClock(h.ctx, h.in, slate.ID, truth.Format("2006-01-02 15:04:05"))
	must(t, err)
	got := h.found(clip.ID)
	if got.Offset != -9*3600 || got.Moment != c.Moment || got.DayBy != "the camera's clock, corrected" {
		t.Errorf("offset %d, moment %q, day by %q", got.Offset, got.Moment, got.DayBy)
	}
	sheet, err := h.Clocks(h.ctx, h.in)
	must(t, err)
	if len(sheet.Clocks) != 1 || sheet.Clocks[0].Words != "The Sony ILME-FX3 is 9 h ahead: 1 clock in a picture says so. Another time zone, 9 h." {
		t.Errorf("%+v", sheet.Clocks)
	}
	_, err = h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	if diff := cmp.Diff(before, h.found(clip.ID)); diff != "" {
		t.Errorf("taken back: %s", diff)
	}
}

// TestClosedSetsAreNotSuggested: who may not see closed sets reads of none of their moments.
func TestClosedSetsAreNotSuggested(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, schedule("closed.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes"))
	var closed production.MomentID
	for _, m := range h.moments() {
		if m.Scene == "1" {
			closed = m.ID
		}
	}
	a := h.asset(tied, func(a *library.Asset) {
		a.Matches = []library.Match{{What: library.OfMoment, ID: string(closed), Title: "secret", Score: 60, Reasons: []string{"secret"}, State: library.Suggested}}
	})
	post := h.as(access.Post)
	groups, total, err := h.Suggestions(post, h.in, office.OpenTieFilter{})
	must(t, err)
	if total != 0 || len(groups) != 0 {
		t.Errorf("%+v", groups)
	}
	sheet, err := h.Asset(post, h.in, a.ID)
	must(t, err)
	if len(sheet.Matches) != 0 {
		t.Errorf("the sheet names it: %+v", sheet.Matches)
	}
	if groups, _, err := h.Suggestions(h.ctx, h.in, office.OpenTieFilter{}); err != nil || len(groups) != 1 {
		t.Errorf("the operator sees %d: %v", len(groups), err)
	}
}

// TestIngestSaysWhatAssetsBelongTo: what comes in from a card is the card's, and its operator's.
func TestIngestSaysWhatAssetsBelongTo(t *testing.T) {
	t.Parallel()
	h := openLibrary(t, storetest.SQLite(t))
	h.take(script, white)
	nora := h.hire("Nora", "video", "stills", "sound")
	c, _, err := h.AddCard(h.ctx, h.in, cardlog.Card{Name: "A003", Day: "2026-06-20", Operator: nora.ID, Mark: cardlog.Full})
	must(t, err)
	folder := filepath.Join(t.TempDir(), "A003")
	record(t, filepath.Join(folder, "CLIP", "C0001.MP4"), "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=1", "-metadata", "creation_time=2026-06-20T10:30:00Z", "-c:v", "libx264", "-preset", "ultrafast")
	got, err := h.Ingest(h.ctx, h.in, office.NewIngest{Paths: []string{folder}}, nil)
	must(t, err)
	a := h.found(got.IDs[0])
	if a.Card != c.ID || a.Operator != nora.ID || a.DayBy != "the camera's clock" {
		t.Errorf("card %q, operator %q, day by %q: %+v", a.Card, a.Operator, a.DayBy, a.Matches)
	}
}
