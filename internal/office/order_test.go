package office_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// kept counts the objects of the vault.
func (h *house) kept() (n int) {
	h.t.Helper()
	must(h.t, filepath.WalkDir(h.vault, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			n++
		}
		return err
	}))
	return n
}

// TestUndoGoesByOrderAndNotByTheClock: a clock that is set back does not make an older import the newest.
func TestUndoGoesByOrderAndNotByTheClock(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	before := h.state()
	h.clock.setTime(h.clock.Now().Add(-3 * time.Hour))
	h.take(blue)
	_, err := h.UndoImport(h.ctx, h.in, "")
	must(t, err)
	h.sameState(t, before, "after undoing the last import")
}

// TestUndoRefusesOtherFacts: what came in some other way is not lost with the import before it.
func TestUndoRefusesOtherFacts(t *testing.T) {
	t.Parallel()
	h := open(t)
	first := h.take(script)
	h.take(white)
	var paper string
	must(t, h.store.Write(h.ctx, func(tx *store.Tx) (err error) { // as a restored backup may have it
		if paper, err = tx.FindPaper(h.ctx, h.in); err != nil {
			return err
		}
		p, err := tx.FindProposal(h.ctx, h.in, first.Proposal)
		if err != nil {
			return err
		}
		return tx.SetPaper(h.ctx, h.in, p.After)
	}))
	before := h.state()
	if _, err := h.UndoImport(h.ctx, h.in, ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("it is taken back: %v", err)
	}
	h.sameState(t, before, "after the refusal")
	must(t, h.store.Write(h.ctx, func(tx *store.Tx) error { return tx.SetPaper(h.ctx, h.in, paper) }))
	_, err := h.UndoImport(h.ctx, h.in, "")
	must(t, err)
}

// TestRehearsingKeepsNothing: neither the files nor what they would make of the facts.
func TestRehearsingKeepsNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	before := h.kept()
	_, err := h.Rehearse(h.ctx, h.in, []office.File{blue}, office.ImportOptions{}, nil)
	must(t, err)
	h.take(script, white)
	if after := h.kept(); after != before {
		t.Errorf("the vault holds %d objects, %d before", after, before)
	}
	h.take(blue)
	if after := h.kept(); after == before {
		t.Error("the vault keeps nothing of what was taken in")
	}
}

// TestComparingAgainReadsAsBefore: dates that can be read two ways stay as they were meant.
func TestComparingAgainReadsAsBefore(t *testing.T) {
	t.Parallel()
	h := open(t)
	table := office.File{Name: "us.csv", Data: []byte("Date,Day,Scene,Set\n05/04/2026,1,1,ROOF\n06/05/2026,2,2,KITCHEN\n07/06/2026,3,3,YARD\n")}
	proposed, err := h.Propose(h.ctx, h.in, []office.File{table}, office.ImportOptions{Locale: "en-US"}, nil)
	must(t, err)
	h.take(place()) // so that it has to be compared again
	_, err = h.CompareAgain(h.ctx, h.in, proposed.Proposal)
	must(t, err)
	_, err = h.Apply(h.ctx, h.in, proposed.Proposal)
	must(t, err)
	var dates []string
	for _, d := range h.state().Facts.Days {
		dates = append(dates, string(d.Date))
	}
	if got := strings.Join(dates, " "); got != "2026-05-04 2026-06-05 2026-07-06" {
		t.Errorf("the days are %s", got)
	}
}

// TestShotsSurviveALostVault: without it the tables still know what the papers said.
func TestShotsSurviveALostVault(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(office.File{Name: "shots.csv", Data: []byte("Scene,Shot,Size,Description\n1,A,CU,The lamp\n1,B,Wide,The roof\n")})
	must(t, filepath.WalkDir(h.vault, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			return os.Remove(path)
		}
		return err
	}))
	h.take(place())
	if n := len(h.state().Facts.Shots); n != 2 {
		t.Errorf("%d shots are left of 2", n)
	}
}

// TestTakingBackTellsWhatThatBreaks: not what the import broke.
func TestTakingBackTellsWhatThatBreaks(t *testing.T) {
	t.Parallel()
	h := near(t)
	h.clock.setTime(time.Now()) // signatures are good for minutes
	day := func(n int) string { return string(production.DateOf(h.clock.Now().AddDate(0, 1, 0)).AddDays(n)) }
	table := func(name string, a, b int) office.File {
		return schedule(name, day(a)+",1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,", day(b)+",2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,")
	}
	h.take(table("pink.csv", 0, 1))
	h.hire("Nora", "video", "stills", "sound", "interview")
	h.plan()
	h.take(table("yellow.csv", 7, 8)) // breaks the plan
	ctx := h.as(access.Crew)
	var secret string
	r := newRing(t, &secret)
	w, err := h.SaveWatch(ctx, production.Watch{Production: h.in, Channel: production.ByWebhook, Address: r.URL, Level: production.WatchAll})
	must(t, err)
	secret = w.Secret
	undone, err := h.UndoImport(h.ctx, h.in, "")
	must(t, err)
	if _, errs := h.deliver(); len(errs) > 0 || len(r.said) != 1 {
		t.Fatalf("%v, %d arrived", errs, len(r.said))
	}
	data := r.said[0]["data"].(map[string]any)
	if n := len(undone.Breaks()); n != 0 || data["breaks"].(float64) != 0 || data["broken"] != nil || strings.Contains(data["sentence"].(string), "no longer") {
		t.Errorf("taking it back breaks %d, and is told as %+v", n, data)
	}
}

// TestWhatPeopleDoMeanwhileStays: somebody who decides while papers are compared loses nothing.
func TestWhatPeopleDoMeanwhileStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	moment, decided := h.moments()[0].ID, false
	_, err := h.Import(h.ctx, h.in, []office.File{blue}, office.ImportOptions{}, func(_, _ int64, message string) {
		if strings.HasPrefix(message, "Taking in") && !decided {
			decided = true
			must(t, result(h.DecideMoment(h.ctx, h.in, moment, story.Dismissed)))
		}
	})
	must(t, err)
	for _, m := range h.moments() {
		if m.ID == moment && m.Status != story.Dismissed || !decided {
			t.Errorf("%s is %s after the import", m.Title, m.Status)
		}
	}
}

// TestOnlyWhatIsInUseIsTakenBack: for anything else it is said what it is, and not to undo others first.
func TestOnlyWhatIsInUseIsTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	open, discarded := h.proposal(), h.proposal()
	must(t, h.Discard(h.ctx, h.in, discarded))
	undone := h.take(place()).Proposal
	_, err := h.UndoImport(h.ctx, h.in, undone)
	must(t, err)
	for id, says := range map[production.ProposalID]string{open: "is not taken in", discarded: "already set aside by operator", undone: "already taken back by operator"} {
		_, err := h.UndoImport(h.ctx, h.in, id)
		if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
}
