package office_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func (h *house) correct(list ...correction.Correction) []office.Broken {
	h.t.Helper()
	broken, err := h.Correct(h.ctx, h.in, list)
	must(h.t, err)
	return broken
}

// firstDay is the first shoot day as everybody sees it.
func (h *house) firstDay() production.Day {
	h.t.Helper()
	return h.state().Facts.Days[0]
}

func (h *house) call(value string) correction.Correction {
	return correction.Correction{What: correction.Day, Target: string(h.firstDay().ID), Part: h.firstDay().Units[0].Unit, Field: "call", Value: value, Note: "the 1st AD said so"}
}

// TestCorrectionsLieOverThePapers: what the papers say is never lost, and comes back.
func TestCorrectionsLieOverThePapers(t *testing.T) {
	t.Parallel()
	h := planned(t)
	before := h.state()
	h.correct(h.call("06:30"))
	if got := h.firstDay().Call(); got != 390 {
		t.Errorf("the call shows as %s", got)
	}
	thing, err := h.FindCorrectable(h.ctx, h.in, correction.Day, string(h.firstDay().ID))
	must(t, err)
	found := false
	for _, f := range thing.Fields {
		if f.Name == "call" {
			found = true
			if f.Shown != "06:30" || f.Paper != "08:00" || f.Correction == nil || f.Correction.Note == "" || f.Correction.By != "operator" {
				t.Errorf("the call is %+v", f)
			}
		} else if f.Correction != nil {
			t.Errorf("%s is corrected too: %+v", f.Name, f.Correction)
		}
	}
	if !found {
		t.Errorf("the day's fields are %+v", thing.Fields)
	}
	if stale, err := h.Stale(h.ctx, h.in); err != nil || !strings.Contains(strings.Join(stale, " "), "corrected") {
		t.Errorf("the plan is not called old: %q, %v", stale, err)
	}
	all, err := h.Corrections(h.ctx, h.in)
	must(t, err)
	_, err = h.RemoveCorrection(h.ctx, h.in, all[0].ID)
	must(t, err)
	h.sameState(t, before, "after taking the correction away")
}

// TestTheNextRevisionDisagrees: a correction stays through revisions, and says when one disagrees.
func TestTheNextRevisionDisagrees(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		paper office.File
		state correction.State // "" when nobody has to look
		shows production.Clock
	}{
		"the same paper again": {white, "", 390},
		"another call":         {nextCall("07:00"), correction.Disputed, 390},
		"the very call":        {nextCall("06:30"), correction.Agreed, 390},
		"the day is gone":      {blue, correction.Orphaned, 480},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := planned(t)
			h.correct(h.call("06:30"))
			proposed := h.propose(test.paper)
			if test.state == "" {
				if proposed.State != production.ProposalUnchanged || h.firstDay().Call() != test.shows {
					t.Errorf("%s, the call shows as %s", proposed.State, h.firstDay().Call())
				}
				return
			}
			var states []correction.State
			for _, c := range proposed.Corrections {
				states = append(states, c.State)
			}
			if diff := cmp.Diff([]correction.State{test.state}, states); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
			_, err := h.Apply(h.ctx, h.in, proposed.Proposal)
			must(t, err)
			if got := h.firstDay().Call(); got != test.shows {
				t.Errorf("the call shows as %s", got)
			}
			all, err := h.Corrections(h.ctx, h.in)
			must(t, err)
			if test.state != "" && all[0].State != test.state {
				t.Errorf("the correction is %+v", all[0])
			}
			_, err = h.UndoImport(h.ctx, h.in, "")
			must(t, err)
			if got := h.firstDay().Call(); got != 390 {
				t.Errorf("after undoing the call shows as %s", got)
			}
		})
	}
}

// nextCall is a schedule with another call on its first day.
func nextCall(call string) office.File {
	return schedule("next.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,"+call+",18:00,09:00,12:00,", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,")
}

// TestAnAgreedCorrectionIsDone: when a paper has caught up, a later one that goes back to the old value is
// told, not silently corrected again.
func TestAnAgreedCorrectionIsDone(t *testing.T) {
	t.Parallel()
	h := planned(t)
	h.correct(h.call("06:30"))
	for _, step := range []struct {
		call string
		told []correction.State
	}{{"06:30", []correction.State{correction.Agreed}}, {"08:00", []correction.State{correction.Disputed}}} {
		proposed := h.propose(nextCall(step.call))
		var told []correction.State
		for _, c := range proposed.Corrections {
			told = append(told, c.State)
		}
		if diff := cmp.Diff(step.told, told); diff != "" {
			t.Errorf("a paper that says %s: told (-want +got):\n%s", step.call, diff)
		}
		_, err := h.Apply(h.ctx, h.in, proposed.Proposal)
		must(t, err)
	}
	if all, err := h.Corrections(h.ctx, h.in); err != nil || all[0].State != correction.Disputed || !all[0].Met {
		t.Errorf("it ends as %+v, %v", all, err)
	}
}

// secondDay is the first schedule with scene 1 shot on its second day too.
var secondDay = schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,", "2026-06-02,2,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,10:00,",
	"2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,10:00,12:00,")

// closedOf is how the closed sets of a day can be corrected.
func (h *house) closedOf(day production.Day) []office.CorrectedField {
	h.t.Helper()
	thing, err := h.FindCorrectable(h.ctx, h.in, correction.Day, string(day.ID))
	must(h.t, err)
	return slices.DeleteFunc(thing.Fields, func(f office.CorrectedField) bool { return f.Name != "closed" })
}

// TestAClosedSetStaysClosed: when the schedule shoots the scene on another day too, or only there, nobody
// walks in, and the page of that day says from where that comes.
func TestAClosedSetStaysClosed(t *testing.T) {
	t.Parallel()
	for name, paper := range map[string]office.File{"on a second day": secondDay, "on another day": blue} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := planned(t)
			strip := h.firstDay().Strips()[0]
			h.correct(correction.Correction{What: correction.Day, Target: string(h.firstDay().ID), Part: string(strip.ID), Field: "closed", Value: "yes"})
			_, err := h.Import(h.ctx, h.in, []office.File{paper}, office.ImportOptions{Force: true}, nil)
			must(t, err)
			days := h.state().Facts.Days
			last := days[len(days)-1]
			for _, s := range last.Strips() {
				if s.SceneID == strip.SceneID && !s.Closed {
					t.Errorf("scene %s is open on %s", s.SceneNumber, last.Date)
				}
			}
			f := h.closedOf(last)[0]
			if f.Shown != "yes" || f.Paper != "no" || f.Correction == nil {
				t.Fatalf("the set is %+v", f)
			}
			all, err := h.Corrections(h.ctx, h.in)
			must(t, err)
			if all[0].State != correction.Standing || f.Correction.ID != all[0].ID {
				t.Errorf("the correction is %+v, at the set it is %+v", all[0], f.Correction)
			}
			_, err = h.TakePaper(h.ctx, h.in, all[0].ID)
			must(t, err)
			if f := h.closedOf(last)[0]; f.Shown != "no" || f.Correction != nil {
				t.Errorf("after taking it away the set is %+v", f)
			}
		})
	}
}

// TestOpenedOnOneDay: what is said of one strip goes before what holds for its scene.
func TestOpenedOnOneDay(t *testing.T) {
	t.Parallel()
	h := planned(t)
	_, err := h.Import(h.ctx, h.in, []office.File{secondDay}, office.ImportOptions{Force: true}, nil)
	must(t, err)
	days := h.state().Facts.Days
	for i, value := range []string{"yes", "no"} {
		h.correct(correction.Correction{What: correction.Day, Target: string(days[i].ID), Part: string(days[i].Strips()[0].ID), Field: "closed", Value: value})
	}
	if f := h.closedOf(days[1])[0]; f.Shown != "no" || f.Correction == nil || f.Correction.State != correction.Standing || f.Correction.Value != "no" {
		t.Errorf("the set that was opened is %+v", f)
	}
	if f := h.closedOf(days[0])[0]; f.Shown != "yes" {
		t.Errorf("the set that was closed is %+v", f)
	}
}

// TestACorrectionThatBreaksThePlan: closing a set by hand closes it for the plan.
func TestACorrectionThatBreaksThePlan(t *testing.T) {
	t.Parallel()
	h := planned(t)
	strip := h.firstDay().Strips()[0]
	broken := h.correct(correction.Correction{What: correction.Day, Target: string(h.firstDay().ID), Part: string(strip.ID), Field: "closed", Value: "yes"})
	closed := func(b office.Broken) bool {
		return b.Why == "the set is closed now" && strings.Contains(b.Do, "1st AD") && len(b.Team) > 0
	}
	if !slices.ContainsFunc(broken, closed) {
		t.Errorf("broken: %+v", broken)
	}
}

// TestTheWayBack: a set that was closed by mistake and opened again leaves the plan as it was, and what
// was broken before is not told again.
func TestTheWayBack(t *testing.T) {
	t.Parallel()
	h := planned(t)
	before := h.state()
	strip := h.firstDay().Strips()[0]
	closed := correction.Correction{What: correction.Day, Target: string(h.firstDay().ID), Part: string(strip.ID), Field: "closed", Value: "yes"}
	first := h.correct(closed)
	if len(first) == 0 {
		t.Fatal("closing the set breaks nothing")
	}
	if again := h.correct(h.call("07:30")); len(again) != 0 {
		t.Errorf("told again: %+v", again)
	}
	all, err := h.Corrections(h.ctx, h.in)
	must(t, err)
	for _, c := range all {
		_, err := h.TakePaper(h.ctx, h.in, c.ID)
		must(t, err)
	}
	h.sameState(t, before, "after the way back")
	plan, err := h.LatestPlan(h.ctx, h.in)
	must(t, err)
	for _, d := range plan.Days {
		for _, c := range d.Covers {
			if c.Broken != "" {
				t.Errorf("%s is still broken: %s", c.Title, c.Broken)
			}
		}
	}
}

// TestTakingThePapersWord: of several corrections of one field all go.
func TestTakingThePapersWord(t *testing.T) {
	t.Parallel()
	h := planned(t)
	before := h.state()
	h.correct(h.call("06:30"))
	h.correct(h.call("06:45"))
	all, err := h.Corrections(h.ctx, h.in)
	must(t, err)
	_, err = h.RemoveCorrection(h.ctx, h.in, all[1].ID)
	must(t, err)
	if got := h.firstDay().Call(); got != 390 {
		t.Errorf("after removing the later one the call shows as %s", got)
	}
	h.correct(h.call("06:45"))
	all, err = h.Corrections(h.ctx, h.in)
	must(t, err)
	_, err = h.TakePaper(h.ctx, h.in, all[1].ID)
	must(t, err)
	h.sameState(t, before, "after taking the paper's word")
}

func TestCorrectionsThatCannotBe(t *testing.T) {
	t.Parallel()
	h := planned(t)
	before := h.state()
	good, odd, lost := h.call("06:30"), h.call("soon"), h.call("06:30")
	lost.Target = "none"
	for name, test := range map[string]struct {
		list []correction.Correction
		code fault.Code
	}{
		"none":                 {nil, fault.Invalid},
		"no time of day":       {[]correction.Correction{good, odd}, fault.Invalid},
		"no such day":          {[]correction.Correction{good, lost}, fault.NotFound},
		"what it says already": {[]correction.Correction{h.call("08:00")}, fault.Invalid},
	} {
		if _, err := h.Correct(h.ctx, h.in, test.list); !fault.Is(err, test.code) {
			t.Errorf("%s: %v", name, err)
		}
		h.sameState(t, before, name)
	}
	if all, err := h.Corrections(h.ctx, h.in); err != nil || len(all) != 0 {
		t.Errorf("kept: %+v, %v", all, err)
	}
	if _, err := h.FindCorrectable(h.ctx, h.in, "cat", "x"); !fault.Is(err, fault.NotFound) {
		t.Errorf("a thing of no known kind: %v", err)
	}
}

// TestNobodyHearsWhatWasCorrected: the feed reaches people who may not see a closed set, and says only
// that something happened.
func TestNobodyHearsWhatWasCorrected(t *testing.T) {
	t.Parallel()
	h := planned(t)
	var before int64
	must(t, h.store.Read(h.ctx, func(tx *store.Tx) (err error) {
		before, err = tx.LatestFeed(h.ctx, h.in, "")
		return err
	}))
	h.correct(correction.Correction{What: correction.Day, Target: string(h.firstDay().ID), Part: string(h.firstDay().Units[0].Strips[0].ID), Field: "set", Value: "QUICKSILVER"})
	var items []production.FeedItem
	must(t, h.store.Read(h.ctx, func(tx *store.Tx) (err error) {
		items, err = tx.FindFeedAfter(h.ctx, h.in, before, 0)
		return err
	}))
	heard := false
	for _, item := range items {
		if strings.Contains(string(item.Payload), "QUICKSILVER") {
			t.Errorf("the feed says %s", item.Payload)
		}
		heard = heard || item.Topic == "facts"
	}
	if !heard {
		t.Error("the feed does not say that something was corrected")
	}
}

// TestUndoForgetsThatAPaperAgreed: with the paper goes that it agreed, and the correction stands as before.
func TestUndoForgetsThatAPaperAgreed(t *testing.T) {
	t.Parallel()
	h := planned(t)
	h.correct(h.call("06:30"))
	h.take(schedule("next.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,06:30,18:00,09:00,12:00,", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,"))
	state := func() correction.Correction {
		all, err := h.Corrections(h.ctx, h.in)
		must(t, err)
		return all[0]
	}
	if got := state(); got.State != correction.Agreed || !got.Met {
		t.Fatalf("with the paper it is %+v", got)
	}
	_, err := h.UndoImport(h.ctx, h.in, "")
	must(t, err)
	if got := state(); got.State != correction.Standing || got.Met || h.firstDay().Call() != 390 {
		t.Errorf("without it %+v, the call shows as %s", got, h.firstDay().Call())
	}
}

// TestAPartOfAClosedSceneIsHidden: also before any schedule has it.
func TestAPartOfAClosedSceneIsHidden(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, schedule("closed.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,no"))
	split := strings.Replace(string(script.Data), "The windows explode into flames.\n\nANN\nHelp!\n",
		"\n\nEXT. ROOF - LATER #1A#\n\nThe windows explode into flames.\n\nANN\nHelp!\n", 1)
	h.take(office.File{Name: "split.fountain", Data: []byte(split)})
	scenes, err := h.Scenes(h.as(access.Publicity), h.in)
	must(t, err)
	var headings []string
	for _, s := range scenes {
		headings = append(headings, s.Number+" "+s.Heading)
	}
	if got := strings.Join(headings, ", "); got != "1 Closed, 1A Closed, 2 INT. KITCHEN - DAY" {
		t.Errorf("publicity sees %s", got)
	}
	moments, err := h.Moments(h.as(access.Publicity), h.in, store.MomentFilter{})
	if err == nil {
		for _, m := range moments {
			if strings.Contains(m.Title, "explode") {
				t.Errorf("publicity sees %q", m.Title)
			}
		}
	}
}
