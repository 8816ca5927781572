package office_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

func TestARefusedImportLeavesEverything(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	before := h.state()
	stranger := office.File{Name: "harbour.fountain", Data: []byte(strings.Repeat("INT. FISH HALL - DAY\n\nIce.\n\n", 12))}
	lampHouse := open(t)
	lampHouse.take(lamp(t)...)
	stopped, stop := context.WithCancel(h.ctx)
	stop()
	tests := map[string]struct {
		h     *house
		ctx   context.Context
		files []office.File
		code  fault.Code
		says  string
	}{
		"nothing":         {h, h.ctx, nil, fault.Invalid, "no file"},
		"empty":           {h, h.ctx, []office.File{{Name: "empty.fdx"}}, fault.Invalid, "empty.fdx"},
		"good and bad":    {h, h.ctx, []office.File{blue, {Name: "bad.uss", Data: []byte("[1]")}}, fault.Invalid, "bad.uss"},
		"stopped":         {h, stopped, []office.File{blue}, fault.Cancelled, ""},
		"another film":    {lampHouse, lampHouse.ctx, []office.File{stranger}, fault.Invalid, "harbour.fountain: only 0 of 12"},
		"with one of its": {lampHouse, lampHouse.ctx, append(lamp(t), stranger), fault.Invalid, "Two Days"},
		"nobody's film":   {&house{Office: h.Office, in: "none"}, h.ctx, []office.File{script}, fault.NotFound, ""},
	}
	lampBefore := lampHouse.state()
	for name, test := range tests {
		_, err := test.h.Import(test.ctx, test.h.in, test.files, office.ImportOptions{}, nil)
		if !fault.Is(err, test.code) || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: got %v, want %s with %q", name, err, test.code, test.says)
		}
	}
	if diff := cmp.Diff(before, h.state()); diff != "" {
		t.Errorf("a refused import changed (-before +after):\n%s", diff)
	}
	if diff := cmp.Diff(lampBefore, lampHouse.state()); diff != "" {
		t.Errorf("a refused import changed (-before +after):\n%s", diff)
	}
	if _, err := lampHouse.Import(lampHouse.ctx, lampHouse.in, []office.File{stranger}, office.ImportOptions{Force: true}, nil); err != nil {
		t.Errorf("with force: %v", err)
	}
}

func TestTheSamePapersAgainChangeNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(lamp(t)...)
	before := h.state()
	result := h.take(lamp(t)...)
	if n := len(result.Changes.Added) + len(result.Changes.Removed) + len(result.Changes.Moved); n != 0 {
		t.Errorf("%d changes: %+v", n, result.Changes)
	}
	after := h.state()
	if diff := cmp.Diff(before, after, cmpopts.IgnoreFields(state{}, "Revisions"), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
	if len(after.Revisions) != 2 || result.State != production.ProposalUnchanged || result.Proposal != "" {
		t.Errorf("%d imports are on record, want the first 2; the second is %s", len(after.Revisions), result.State)
	}
	_, err := h.UndoImport(h.ctx, h.in, "")
	must(t, err)
	if n := len(h.state().Facts.Scenes); n > 0 {
		t.Errorf("%d scenes are left: what was taken back is not the import that brought them", n)
	}
}

// TestWorkSurvivesRevisions: what people decided about moments stays through every paper that comes.
func TestWorkSurvivesRevisions(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	all := h.moments()
	if len(all) < 3 {
		t.Fatalf("only %d moments were found", len(all))
	}
	dismissed, edited, promised := all[0], all[1], all[2]
	title, note, yes, score := "The fall, from below", "ask for a second slate", true, 97
	_, err := h.DecideMoment(h.ctx, h.in, dismissed.ID, story.Dismissed)
	must(t, err)
	_, err = h.EditMoment(h.ctx, h.in, edited.ID, story.Change{Title: &title, Score: &score})
	must(t, err)
	_, err = h.EditMoment(h.ctx, h.in, promised.ID, story.Change{Note: &note, MustHave: &yes})
	must(t, err)
	byHand, err := h.AddMoment(h.ctx, h.in, story.Change{Title: &note})
	must(t, err)
	for _, papers := range [][]office.File{{script, white}, {blue}, {script}, {white}} {
		h.take(papers...)
	}
	_, err = h.RefreshMoments(h.ctx, h.in)
	must(t, err)
	now := map[production.MomentID]story.Moment{}
	for _, m := range h.moments() {
		now[m.ID] = m
	}
	if now[dismissed.ID].Status != story.Dismissed {
		t.Errorf("the dismissed moment is %+v", now[dismissed.ID])
	}
	if m := now[edited.ID]; m.Title != title || m.Score != score || len(m.Windows) == 0 {
		t.Errorf("the edited moment is %+v", m)
	}
	if m := now[promised.ID]; m.Note != note || !m.MustHave {
		t.Errorf("the promised moment is %+v", m)
	}
	if diff := cmp.Diff(byHand, now[byHand.ID], cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("the moment by hand changed (-before +after):\n%s", diff)
	}
	if len(now) != len(all)+1 {
		t.Errorf("%d moments became %d", len(all)+1, len(now))
	}
}

// TestBroken: a revision that moves what was planned names it, in words.
func TestBroken(t *testing.T) {
	t.Parallel()
	closed := schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,")
	later := schedule("green.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,12:00,23:00,16:00,19:00,", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,")
	tests := map[string]struct {
		paper office.File
		says  string // "" for nothing
		today production.Date
	}{
		"the same":          {white, "", "2026-05-01"},
		"moved":             {blue, "it is no longer on Mon 1 Jun", "2026-05-01"},
		"day gone":          {blue, "it is no longer a shoot day", "2026-05-01"},
		"closed":            {closed, "the set is closed now", "2026-05-01"},
		"later":             {later, "on Mon 1 Jun it now runs 1", "2026-05-01"},
		"moved, but it was": {blue, "", "2026-06-02"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			h.take(script, white)
			h.hire("Nora", "video", "stills", "sound", "interview")
			h.plan()
			h.clock.set(test.today)
			broken := h.take(test.paper).Changes.Broken
			var words []string
			for _, b := range broken {
				if b.What == "" || b.ID == "" || b.Title == "" {
					t.Errorf("%+v says too little", b)
				}
				if strings.Contains(b.Title, "Mon 1 Jun") == (b.What != "day") {
					t.Errorf("%+v is called a %s", b, b.What)
				}
				words = append(words, b.Why)
			}
			if all := strings.Join(words, "\n"); (test.says == "") != (all == "") || !strings.Contains(all, test.says) {
				t.Errorf("broken: %q, want %q", all, test.says)
			}
		})
	}
}

// TestThePacketTellsWhatDoesNotHold: a packet never sends people where a newer schedule forbids it
// without saying so, in every form it is handed out.
func TestThePacketTellsWhatDoesNotHold(t *testing.T) {
	t.Parallel()
	closed := schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,")
	tests := map[string]struct {
		paper office.File
		says  string // "" for nothing
		today production.Date
	}{
		"the same":          {white, "", "2026-05-01"},
		"moved":             {blue, "it is no longer on Mon 1 Jun", "2026-05-01"},
		"closed":            {closed, "the set is closed now", "2026-05-01"},
		"moved, but it was": {blue, "", "2026-06-02"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			h.take(script, white)
			h.hire("Nora", "video", "stills", "sound", "interview")
			h.plan()
			before, err := h.Packet(h.ctx, h.in, "2026-06-01")
			must(t, err)
			h.clock.set(test.today)
			h.take(test.paper)
			packet, err := h.Packet(h.ctx, h.in, "2026-06-01")
			must(t, err)
			calendar, err := h.Calendar(h.ctx, h.in, packet)
			must(t, err)
			var ics bytes.Buffer
			must(t, calendar(&ics))
			broken, said := 0, test.says == ""
			for i, m := range packet.Moments {
				if before.Moments[i].Broken != "" {
					t.Errorf("of a fresh plan %s is broken: %s", m.Title, before.Moments[i].Broken)
				}
				if m.Broken != "" {
					broken++
					said = said || m.Broken == test.says
				}
			}
			if !said || (broken > 0) != (test.says != "") || strings.Count(ics.String(), "STATUS:CANCELLED") != broken {
				t.Errorf("%d broken, and in the calendar:\n%s", broken, ics.String())
			}
			changed := "The schedule changed after this plan."
			if test.paper.Name == white.Name {
				changed = "" // it says what it said
			}
			if before.Changed != "" || packet.Changed != changed {
				t.Errorf("on top: %q, then %q", before.Changed, packet.Changed)
			}
		})
	}
}

func TestRememberedMapping(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script)
	odd := office.File{Name: "odd.csv", Data: []byte("Nr,Drehtag,Motiv\n1,2026-06-01,ROOF\n2,2026-06-02,KITCHEN\n")}
	columns := map[string]string{"scene": "Nr", "date": "Drehtag", "set": "Motiv"}
	must(t, h.SaveMapping(h.ctx, h.in, []string{"Nr", "Drehtag", "Motiv"}, columns))
	if result := h.take(odd); result.Files[0].Days != 2 || result.Files[0].Scenes != 2 {
		t.Errorf("read with the remembered mapping: %+v", result.Files[0])
	}
}

func TestUploadsWaitForTheirMapping(t *testing.T) {
	t.Parallel()
	h := open(t)
	token, err := h.KeepUpload(h.ctx, h.in, white)
	must(t, err)
	back, err := h.KeptUpload(h.ctx, h.in, token)
	must(t, err)
	if diff := cmp.Diff(white, back); diff != "" {
		t.Errorf("(-kept +back):\n%s", diff)
	}
	sum := sha256.Sum256(white.Data)
	for _, token := range []string{"", "nonsense", "../../bts.db", strings.Repeat("0", 64), hex.EncodeToString(sum[:])} {
		if _, err := h.KeptUpload(h.ctx, h.in, token); !fault.Is(err, fault.NotFound) {
			t.Errorf("token %q: %v, want it not found", token, err)
		}
	}
	other := h.produce("Another film")
	if _, err := h.KeptUpload(h.ctx, other.ID, token); !fault.Is(err, fault.NotFound) {
		t.Errorf("in another production: %v, want it not found", err)
	}
	if tasks, err := h.Tasks(h.ctx, h.in, false); err != nil || len(tasks) != 0 {
		t.Errorf("an upload is listed as work: %+v, %v", tasks, err)
	}
}

// TestHashesAreForThoseWhoImport: others see which papers came, not what names their bytes.
func TestHashesAreForThoseWhoImport(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script)
	for role, want := range map[access.Role]bool{access.Director: true, access.AD: true, access.Crew: false, access.Post: false} {
		all, err := h.Revisions(h.as(role), h.in)
		must(t, err)
		if len(all) != 1 || (all[0].SHA256 != "") != want {
			t.Errorf("a %s sees %+v", role.Title(), all)
		}
	}
}
