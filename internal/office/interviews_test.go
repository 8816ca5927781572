package office_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// talk is one that was just put on the list, with questions.
func (h *house) talk() interview.Interview {
	h.t.Helper()
	i, _, err := h.AddInterview(h.ctx, h.in, interview.Interview{Person: newWord(), Craft: "sound"}, true)
	must(h.t, err)
	return i
}

func (h *house) sheetOf(id production.InterviewID) office.TalkSheet {
	h.t.Helper()
	s, err := h.FindInterview(h.ctx, h.in, id)
	must(h.t, err)
	return s
}

func (h *house) askedOf(id production.InterviewID) []interview.Asked {
	h.t.Helper()
	return h.sheetOf(id).Questions
}

func (h *house) momentAt(id production.MomentID) story.Moment {
	h.t.Helper()
	m, err := h.FindMoment(h.ctx, h.in, id)
	must(h.t, err)
	return m
}

// proposedTalk is a talk that the finder proposes.
func (h *house) proposedTalk(with string) story.Moment {
	h.t.Helper()
	all, err := h.Interviews(h.ctx, h.in)
	must(h.t, err)
	for _, m := range all.Proposed {
		if strings.Contains(m.Title, with) {
			return m
		}
	}
	h.t.Fatalf("no talk with %q is proposed", with)
	return story.Moment{}
}

func TestTalkForAProposedMoment(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(lamp(t)...)
	m := h.proposedTalk("Edda")
	i, act, err := h.AddInterview(h.ctx, h.in, interview.Interview{Moment: m.ID}, true)
	must(t, err)
	if i.Moment != m.ID || i.Person == "" || i.Craft != interview.Lead || i.Minutes != m.Minutes || i.PersonID == "" {
		t.Errorf("%+v", i)
	}
	sheet := h.sheetOf(i.ID)
	var about string
	for _, q := range sheet.Questions {
		if q.Scene != "" {
			about = q.Text
		}
	}
	if len(sheet.Questions) < 6 || !strings.HasPrefix(about, "Scene ") || len(sheet.Suggested) == 0 || len(sheet.Free) == 0 {
		t.Errorf("%d questions, about her scene %q, %d more, %d days", len(sheet.Questions), about, len(sheet.Suggested), len(sheet.Free))
	}
	if _, _, err := h.AddInterview(h.ctx, h.in, interview.Interview{Moment: m.ID}, true); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second sheet: %v", err)
	}
	_, err = h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	if _, err := h.FindInterview(h.ctx, h.in, i.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("after undo: %v", err)
	}
	h.proposedTalk("Edda")
}

// A talk with somebody whom the finder does not propose gets a moment in their free times, and loses it with the talk.
func TestTalkMakesItsMoment(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(lamp(t)...)
	i, act, err := h.AddInterview(h.ctx, h.in, interview.Interview{Person: "mag"}, false)
	must(t, err)
	m := h.momentAt(i.Moment)
	if m.Kind != story.Interview || m.Origin != story.ByHand || m.Status != story.Confirmed || len(m.Windows) == 0 || m.Person != i.Person || len(m.Roles) == 0 {
		t.Errorf("%+v", m)
	}
	_, err = h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	if m = h.momentAt(i.Moment); m.Status != story.Dismissed {
		t.Errorf("after undo its moment is %s", m.Status)
	}
}

func TestStatusOfATalkIsThatOfItsMoment(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(lamp(t)...)
	m := h.proposedTalk("Edda")
	i, _, err := h.AddInterview(h.ctx, h.in, interview.Interview{Moment: m.ID}, false)
	must(t, err)
	crew := h.as(access.Crew)
	set := func(status interview.Status) office.Act {
		t.Helper()
		act, err := h.EditInterview(crew, h.in, i.ID, office.Written{Fields: fields("status", status)})
		must(t, err)
		return act
	}
	want := func(status interview.Status, moment story.Status) {
		t.Helper()
		if got := h.sheetOf(i.ID).Status; got != status || h.momentAt(m.ID).Status != moment {
			t.Errorf("the talk is %s, its moment %s; want %s and %s", got, h.momentAt(m.ID).Status, status, moment)
		}
	}
	want(interview.Wanted, story.Proposed)
	no := set(interview.Declined)
	want(interview.Declined, story.Dismissed)
	_, err = h.UndoAct(crew, h.in, no.ID)
	must(t, err)
	want(interview.Wanted, story.Proposed)
	set(interview.Declined)
	set(interview.Wanted)
	want(interview.Wanted, story.Confirmed)
	set(interview.Done)
	want(interview.Done, story.Confirmed)

	if _, err := h.EditInterview(crew, h.in, i.ID, office.Written{Fields: fields("about", "all of it")}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the crew say what it is about: %v", err)
	}
	gone, err := h.EditInterview(h.ctx, h.in, i.ID, office.Written{Fields: fields("about", "the fall", "minutes", 60)})
	must(t, err)
	if got := h.momentAt(m.ID).Minutes; got != 60 {
		t.Errorf("its moment takes %d minutes", got)
	}
	if _, err := h.UndoAct(crew, h.in, gone.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the crew take it back: %v", err)
	}
}

// A talk that was held counts for its beats, and nobody is planned for it again.
func TestTalkThatWasHeld(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(lamp(t)...)
	h.hire("Nora", "interview")
	h.hire("Tom", "video")
	h.hire("Ida", "sound")
	m := h.proposedTalk("Edda")
	promised := true
	_, err := h.EditMoment(h.ctx, h.in, m.ID, story.Change{MustHave: &promised})
	must(t, err)
	two := []production.BeatID{h.talkBeat("The fall"), h.talkBeat("The landing")}
	i, _, err := h.AddInterview(h.ctx, h.in, interview.Interview{Moment: m.ID, Beats: two}, false)
	must(t, err)
	level := func() (levels []outline.Level) {
		for _, a := range h.outline().Arcs {
			for _, b := range a.Beats {
				levels = append(levels, b.Strength.Now())
			}
		}
		return levels
	}
	if got := level(); !slices.Equal(got, []outline.Level{outline.Tied, outline.Tied}) {
		t.Errorf("tied: %v", got)
	}
	planned := func() bool {
		for _, d := range h.plan().Days {
			for _, c := range d.Covers {
				if c.Moment == m.ID {
					return true
				}
			}
		}
		return false
	}
	for tries := 0; !planned(); tries++ { // it is promised, but a busy machine may not find it at once
		if tries == 10 {
			t.Fatal("the plan leaves the talk out")
		}
	}
	if b := h.sheetOf(i.ID).Booking; b == nil || len(b.Team) != 3 || b.Broken != "" {
		t.Errorf("booked %+v", b)
	}
	done, err := h.EditInterview(h.ctx, h.in, i.ID, office.Written{Fields: fields("status", "done")})
	must(t, err)
	if got := level(); !slices.Equal(got, []outline.Level{outline.Captured, outline.Captured}) {
		t.Errorf("held: %v", got)
	}
	stale, err := h.Stale(h.ctx, h.in)
	must(t, err)
	if len(stale) != 1 || !strings.HasPrefix(stale[0], "Moments were changed") {
		t.Errorf("of the plan is said %q", stale)
	}
	if planned() {
		t.Error("it is planned again")
	}
	p, err := h.LatestPlan(h.ctx, h.in)
	must(t, err)
	if !slices.ContainsFunc(p.Dropped, func(d coverage.Dropped) bool { return d.Moment == m.ID && d.Why == "It is recorded already." }) {
		t.Errorf("the plan drops %+v", p.Dropped)
	}
	_, err = h.UndoAct(h.ctx, h.in, done.ID)
	must(t, err)
	if got := level(); slices.Contains(got, outline.Captured) {
		t.Errorf("after undo: %v", got)
	}
}

// talkBeat is a beat that wants a talk.
func (h *house) talkBeat(title string) production.BeatID {
	h.t.Helper()
	b, _, err := h.AddBeat(h.ctx, h.in, outline.Beat{Arc: "daring", Title: title, Wants: []outline.Want{{Source: outline.FromInterview, Text: "What of " + title + "?", Count: 1}}})
	must(h.t, err)
	return b.ID
}

// What a talk says of a closed set is not for everybody.
func TestTalksAboutClosedSets(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,"))
	i, _, err := h.AddInterview(h.ctx, h.in, interview.Interview{Person: "Ann"}, true)
	must(t, err)
	_, _, err = h.AddAsked(h.ctx, h.in, interview.Asked{Interview: i.ID, Text: "How high was the balcony?", Scene: "1"})
	must(t, err)
	secret := ""
	for _, m := range h.moments() {
		if m.Scene == "1" && m.Kind != story.Interview {
			secret = string(m.ID)
		}
	}
	b, _, err := h.PromoteMoment(h.ctx, h.in, production.MomentID(secret), "daring", "")
	must(t, err)
	whole, _, err := h.AddInterview(h.ctx, h.in, interview.Interview{Person: "Xaver the rigger", About: "the balcony", Beats: []production.BeatID{b.ID}}, false)
	must(t, err)
	for _, role := range []access.Role{access.Director, access.Crew, access.Publicity, access.Post} {
		ctx := h.as(role)
		sees := actorSees(ctx, h.in)
		all, err := h.Interviews(ctx, h.in)
		must(t, err)
		one, err := h.FindInterview(ctx, h.in, i.ID)
		must(t, err)
		two, err := h.FindInterview(ctx, h.in, whole.ID)
		must(t, err)
		sheets, err := h.Sheets(ctx, h.in)
		must(t, err)
		history, err := h.History(ctx, h.in, "", "")
		must(t, err)
		free, err := h.FreeTimes(ctx, h.in, "Ann")
		must(t, err)
		one.Days, two.Days = nil, nil // the schedule has its own test
		for k := range sheets {
			sheets[k].Days = nil
		}
		text, err := json.Marshal([]any{all, one, two, history, sheets, free})
		must(t, err)
		for _, word := range []string{"balcony", "Xaver", "Roof", `"scene":"1"`} {
			if got := strings.Contains(string(text), word); got != sees {
				t.Errorf("a %s reads %q: %v", role.Title(), word, got)
			}
		}
		if len(all.Talks) != 2 || two.Closed == sees {
			t.Errorf("a %s sees %d talks, the second closed: %v", role.Title(), len(all.Talks), two.Closed)
		}
	}
}
