package office_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/revise"
	"github.com/btsdirector/bts/internal/story"
)

// sameState compares all that an import can change.
func (h *house) sameState(t *testing.T, before state, when string, options ...cmp.Option) {
	t.Helper()
	if diff := cmp.Diff(before, h.state(), append(options, cmpopts.EquateEmpty())...); diff != "" {
		t.Errorf("%s (-before +after):\n%s", when, diff)
	}
}

func (h *house) propose(files ...office.File) office.ImportResult {
	h.t.Helper()
	r, err := h.Propose(h.ctx, h.in, files, office.ImportOptions{}, nil)
	must(h.t, err)
	return r
}

// planned is a house with papers, a crew and a plan.
func planned(t *testing.T) *house {
	t.Helper()
	h := open(t)
	h.take(script, white)
	h.hire("Nora", "video", "stills", "sound", "interview")
	h.plan()
	return h
}

func TestAProposalChangesNothingUntilItIsApplied(t *testing.T) {
	t.Parallel()
	h := planned(t)
	before := h.state()
	proposed := h.propose(blue)
	h.sameState(t, before, "after proposing")
	if proposed.State != production.ProposalOpen || len(proposed.Changes.Broken) == 0 {
		t.Errorf("the proposal is %s and breaks %v", proposed.State, proposed.Changes.Broken)
	}
	rehearsed, err := h.Rehearse(h.ctx, h.in, []office.File{blue}, office.ImportOptions{}, nil)
	must(t, err)
	h.sameState(t, before, "after rehearsing")
	newIDs := cmpopts.IgnoreFields(revise.Change{}, "ID") // what is new gets another name each time
	if diff := cmp.Diff(proposed, rehearsed, cmpopts.IgnoreFields(office.ImportResult{}, "Proposal"), newIDs); diff != "" {
		t.Errorf("rehearsed (-proposed +rehearsed):\n%s", diff)
	}
	applied, err := h.Apply(h.ctx, h.in, proposed.Proposal)
	must(t, err)
	if diff := cmp.Diff(proposed, applied, cmpopts.IgnoreFields(office.ImportResult{}, "State")); diff != "" {
		t.Errorf("applied (-proposed +applied):\n%s", diff)
	}
	after := h.state()
	if after.Facts.Days[0].Date != "2026-06-02" || len(after.Revisions) != len(before.Revisions)+1 {
		t.Errorf("the first day is %s, %d revisions", after.Facts.Days[0].Date, len(after.Revisions))
	}
	if _, err := h.Apply(h.ctx, h.in, proposed.Proposal); !fault.Is(err, fault.Conflict) {
		t.Errorf("applied twice: %v", err)
	}
	if err := h.Discard(h.ctx, h.in, proposed.Proposal); !fault.Is(err, fault.Conflict) {
		t.Errorf("discarded after it was applied: %v", err)
	}
}

func TestADiscardedProposalLeavesNothing(t *testing.T) {
	t.Parallel()
	h := planned(t)
	before := h.state()
	id := h.propose(blue).Proposal
	must(t, h.Discard(h.ctx, h.in, id))
	h.sameState(t, before, "after discarding")
	p, _, err := h.FindProposal(h.ctx, h.in, id)
	must(t, err)
	if p.State != production.ProposalDiscarded || p.DecidedBy != "operator" || p.DecidedAt.IsZero() {
		t.Errorf("the proposal is %+v", p)
	}
	if _, err := h.Apply(h.ctx, h.in, id); !fault.Is(err, fault.Conflict) {
		t.Errorf("applied after it was discarded: %v", err)
	}
}

// TestWhatWasShownIsWhatIsApplied: a proposal never lands on facts that it was not compared with.
func TestWhatWasShownIsWhatIsApplied(t *testing.T) {
	t.Parallel()
	h := planned(t)
	id := h.propose(blue).Proposal
	pink := schedule("pink.csv", "2026-06-05,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,", "2026-06-06,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,")
	h.take(pink)
	before := h.state()
	_, err := h.Apply(h.ctx, h.in, id)
	if !fault.Is(err, fault.Conflict) || !strings.Contains(fault.PersonText(err), "ompare again") {
		t.Fatalf("applied to other facts: %v", err)
	}
	h.sameState(t, before, "after the refusal")
	_, err = h.CompareAgain(h.ctx, h.in, id)
	must(t, err)
	h.sameState(t, before, "after comparing again")
	_, err = h.Apply(h.ctx, h.in, id)
	must(t, err)
	if first := h.state().Facts.Days[0].Date; first != "2026-06-02" {
		t.Errorf("the first day is %s", first)
	}
}

// TestUndo: taking a paper back gives every fact and every moment back under its own id.
func TestUndo(t *testing.T) {
	t.Parallel()
	cut := office.File{Name: "cut.fountain", Data: []byte("INT. KITCHEN - DAY #2#\n\nBen weeps. Tears run down his face.\n\nBEN\nI am so sorry.\n")}
	for name, papers := range map[string][]office.File{"a schedule": {blue}, "a script that loses a scene": {cut}, "both": {cut, blue}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := planned(t)
			before := h.state()
			h.take(papers...)
			if diff := cmp.Diff(before.Facts, h.state().Facts); diff == "" {
				t.Fatal("the papers changed nothing")
			}
			_, err := h.UndoImport(h.ctx, h.in, "")
			must(t, err)
			h.sameState(t, before, "after undoing")
			plan, err := h.LatestPlan(h.ctx, h.in)
			must(t, err)
			for _, d := range plan.Days {
				for _, c := range d.Covers {
					if c.Broken != "" {
						t.Errorf("%s is still broken: %s", c.Title, c.Broken)
					}
				}
			}
			if stale, err := h.Stale(h.ctx, h.in); err != nil || len(stale) != 0 {
				t.Errorf("the plan is called old: %q, %v", stale, err)
			}
		})
	}
}

func TestUndoToTheVeryBeginningAndForthAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	empty := h.state()
	h.take(script)
	one := h.state()
	h.take(white)
	two := h.state()
	all, err := h.Proposals(h.ctx, h.in, 0)
	must(t, err)
	if _, err := h.UndoImport(h.ctx, h.in, all[1].ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("the older one was undone before the newer: %v", err)
	}
	_, err = h.UndoImport(h.ctx, h.in, all[0].ID)
	must(t, err)
	h.sameState(t, one, "after one step back")
	_, err = h.UndoImport(h.ctx, h.in, "")
	must(t, err)
	h.sameState(t, empty, "after two steps back")
	if _, err := h.UndoImport(h.ctx, h.in, ""); !fault.Is(err, fault.NotFound) {
		t.Errorf("undone with nothing to undo: %v", err)
	}
	for i := range all { // and forth again, the first first
		_, err := h.Apply(h.ctx, h.in, all[len(all)-1-i].ID)
		must(t, err)
	}
	h.sameState(t, two, "after going forth again", cmpopts.IgnoreFields(production.Revision{}, "ID", "ImportedAt"),
		cmpopts.IgnoreFields(story.Moment{}, "ID"))
}

// TestUndoKeepsWhatPeopleDecidedSince: only the papers go back.
func TestUndoKeepsWhatPeopleDecidedSince(t *testing.T) {
	t.Parallel()
	h := planned(t)
	h.take(blue)
	m := h.moments()[0]
	title := "The fall, from below"
	_, err := h.EditMoment(h.ctx, h.in, m.ID, story.Change{Title: &title})
	must(t, err)
	_, err = h.UndoImport(h.ctx, h.in, "")
	must(t, err)
	now, err := h.FindMoment(h.ctx, h.in, m.ID)
	must(t, err)
	if now.Title != title {
		t.Errorf("the moment is called %q again", now.Title)
	}
}

// TestBringAsksWhenItReplaces: what only adds comes in, what replaces or breaks waits.
func TestBringAsksWhenItReplaces(t *testing.T) {
	t.Parallel()
	h := open(t)
	bring := func(files ...office.File) production.ProposalState {
		t.Helper()
		r, err := h.Bring(h.ctx, h.in, files, office.ImportOptions{}, nil)
		must(t, err)
		return r.State
	}
	steps := []struct {
		name  string
		files []office.File
		want  production.ProposalState
	}{
		{"the first script", []office.File{script}, production.ProposalApplied},
		{"the first schedule", []office.File{white}, production.ProposalApplied},
		{"the same again", []office.File{script, white}, production.ProposalUnchanged},
		{"another schedule", []office.File{blue}, production.ProposalOpen},
	}
	for _, step := range steps {
		if got := bring(step.files...); got != step.want {
			t.Errorf("%s is %s, want %s", step.name, got, step.want)
		}
	}
}

// TestTheCalendarNeverCountsBack: a calendar program drops an entry whose sequence number falls.
func TestTheCalendarNeverCountsBack(t *testing.T) {
	t.Parallel()
	h := planned(t)
	sequence := func() string {
		t.Helper()
		packet, err := h.Packet(h.ctx, h.in, "2026-06-01")
		must(t, err)
		write, err := h.Calendar(h.ctx, h.in, packet)
		must(t, err)
		var ics strings.Builder
		must(t, write(&ics))
		_, rest, _ := strings.Cut(ics.String(), "SEQUENCE:")
		number, _, _ := strings.Cut(rest, "\r\n")
		return number
	}
	before := sequence()
	h.take(blue)
	during := sequence()
	_, err := h.UndoImport(h.ctx, h.in, "")
	must(t, err)
	if after := sequence(); !(before < during && during < after) {
		t.Errorf("the sequence numbers are %s, %s, %s", before, during, after)
	}
}

func TestNotices(t *testing.T) {
	t.Parallel()
	h := planned(t)
	director, viewer := h.as(access.Director), h.as(access.Viewer)
	_, err := h.Import(director, h.in, []office.File{blue}, office.ImportOptions{}, nil)
	must(t, err)
	crew := h.as(access.Crew)
	told, err := h.Notices(crew, h.in)
	must(t, err)
	if len(told) == 0 || told[0].Broken == 0 || !strings.Contains(told[0].Title, "blue.csv came in") || !strings.Contains(told[0].Title, "no longer hold") {
		t.Fatalf("the crew is told %+v", told)
	}
	must(t, h.PutAway(crew, h.in, told[0].ID))
	if now, err := h.Notices(crew, h.in); err != nil || len(now) != len(told)-1 {
		t.Errorf("after putting it away the crew is told %+v, %v", now, err)
	}
	if own, err := h.Notices(director, h.in); err != nil || len(own) != len(told)-1 {
		t.Errorf("who did it is told %+v, %v", own, err)
	}
	if none, err := h.Notices(viewer, h.in); err != nil || len(none) != 0 {
		t.Errorf("who may not see the schedule is told %+v, %v", none, err)
	}
	other := h.as(access.AD)
	h.clock.set("2026-05-01")
	if old, err := h.Notices(other, h.in); err != nil || len(old) != 0 {
		t.Errorf("a month later it is still news: %+v, %v", old, err)
	}
}
