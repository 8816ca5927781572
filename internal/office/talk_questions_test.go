package office_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store/storetest"
)

func TestQuestionsOfASheet(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	beat := h.talkBeat("The fall")
	i, _, err := h.AddInterview(h.ctx, h.in, interview.Interview{Person: "Zoë", Craft: "sound", Beats: []production.BeatID{beat}}, false)
	must(t, err)
	texts := func() (list []string) {
		for _, q := range h.askedOf(i.ID) {
			list = append(list, q.Text)
		}
		return list
	}
	keys := []string{}
	for _, q := range h.sheetOf(i.ID).Suggested {
		if q.Group == "Wanted for “The fall”" || q.Question.ID == "sound-1" {
			keys = append(keys, q.Key)
		}
	}
	_, err = h.AskQuestions(h.ctx, h.in, i.ID, append(keys, "editor-1"))
	must(t, err)
	_, _, err = h.AddAsked(h.ctx, h.in, interview.Asked{Interview: i.ID, Text: "שלום?", Scene: "2"})
	must(t, err)
	list := texts()
	if len(list) != 4 || list[0] != "Wanted for the beat “The fall”: What of The fall?" || list[3] != "שלום?" {
		t.Fatalf("%q", list)
	}
	for n, a := range h.askedOf(i.ID) {
		if wish := n == 0; a.Wish() != wish || wish == (a.Begin != "") && n < 3 {
			t.Errorf("%q is a wish: %v, its answer begins %q", a.Text, a.Wish(), a.Begin)
		}
	}
	for _, q := range h.sheetOf(i.ID).Suggested {
		if slices.Contains(keys, q.Key) {
			t.Errorf("%s is suggested again", q.Key)
		}
	}
	ids := h.askedOf(i.ID)
	for range 60 { // between the same two, until there is no room left
		_, err = h.MoveAsked(h.ctx, h.in, ids[3].ID, ids[0].ID)
		must(t, err)
		_, err = h.MoveAsked(h.ctx, h.in, ids[2].ID, ids[0].ID)
		must(t, err)
	}
	if got := texts(); got[0] != list[0] || got[1] != list[2] || got[2] != list[3] || got[3] != list[1] {
		t.Errorf("moved to %q", got)
	}
	for name, err := range map[string]error{
		"unknown key":     result(h.AskQuestions(h.ctx, h.in, i.ID, []string{"dreams-1"})),
		"unknown scene":   told(h.AddAsked(h.ctx, h.in, interview.Asked{Interview: i.ID, Text: "Why?", Scene: "99"})),
		"no words":        told(h.AddAsked(h.ctx, h.in, interview.Asked{Interview: i.ID, Text: " "})),
		"another sheet":   result(h.EditAsked(h.ctx, h.in, ids[0].ID, office.Written{Fields: fields("interview", "x")})),
		"another scene":   result(h.EditAsked(h.ctx, h.in, ids[0].ID, office.Written{Fields: fields("scene", "99")})),
		"nobody":          told(h.AddInterview(h.ctx, h.in, interview.Interview{}, true)),
		"unknown craft":   told(h.AddInterview(h.ctx, h.in, interview.Interview{Person: "A", Craft: "x"}, true)),
		"unknown status":  result(h.EditInterview(h.ctx, h.in, i.ID, office.Written{Fields: fields("status", "maybe")})),
		"no such craft":   told(h.AddQuestion(h.ctx, h.in, interview.Question{Craft: "x", Text: "Why?"})),
		"a moment of mud": told(h.AddInterview(h.ctx, h.in, interview.Interview{Moment: h.moment()}, true)),
	} {
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := texts(); len(got) != 4 {
		t.Errorf("what was refused changed the sheet: %q", got)
	}
	if _, err := h.FreeTimes(h.ctx, h.in, "Nobody"); !fault.Is(err, fault.NotFound) {
		t.Errorf("free times of nobody: %v", err)
	}
}

// Two who tick off and note at once lose nothing.
func TestTickingOffTogether(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); tickOffTogether(t, openOn(t, storetest.SQLite(t))) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); tickOffTogether(t, openOn(t, storetest.Postgres(t))) })
}

func tickOffTogether(t *testing.T, h *house) {
	i := h.talk()
	base := h.sheetOf(i.ID).Base
	list := h.askedOf(i.ID)
	var wait sync.WaitGroup
	for n, q := range list {
		for _, f := range []map[string]any{fields("done", true, "answer", q.Answer), fields("done", q.Done, "answer", "said "+string(rune('a'+n)))} {
			wait.Go(func() {
				if _, err := h.EditAsked(h.ctx, h.in, q.ID, office.Written{Base: base, Fields: f}); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wait.Wait()
	for n, q := range h.askedOf(i.ID) {
		if !q.Done || q.Answer != "said "+string(rune('a'+n)) {
			t.Errorf("question %d: %+v", n, q)
		}
	}
	all, err := h.Interviews(h.ctx, h.in)
	must(t, err)
	if all.Talks[0].Done != len(list) || all.Talks[0].Asked != len(list) {
		t.Errorf("%d of %d", all.Talks[0].Done, all.Talks[0].Asked)
	}
}

func TestBankOfAProduction(t *testing.T) {
	t.Parallel()
	h := open(t)
	q, _, err := h.AddQuestion(h.ctx, h.in, interview.Question{Craft: "sound", Text: "What does a boat say?"})
	must(t, err)
	out, err := h.EditQuestion(h.ctx, h.in, "sound-1", office.Written{Fields: fields("gone", true)})
	must(t, err)
	find := func(id production.QuestionID) interview.Question {
		bank, err := h.QuestionBank(h.ctx, h.in)
		must(t, err)
		return bank.Questions[slices.IndexFunc(bank.Questions, func(b interview.Question) bool { return b.ID == id })]
	}
	if find(q.ID).Text != q.Text || !find("sound-1").Gone || find("sound-2").Gone {
		t.Error("the bank is as it was")
	}
	if s := h.sheetOf(h.talk().ID); s.Questions[2].From != "sound-2" {
		t.Errorf("a new sheet asks %s", s.Questions[2].From)
	}
	_, err = h.UndoAct(h.ctx, h.in, out.ID)
	must(t, err)
	if find("sound-1").Gone {
		t.Error("undo leaves it out")
	}
}
