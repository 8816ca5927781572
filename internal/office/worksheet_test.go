package office_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/worksheet"
)

// ferry are the answers of somebody who knows their day.
func ferry() worksheet.Answers {
	return worksheet.Answers{
		"title": {"The Ferry"}, "date": {"2026-05-09"}, "call": {"08:00"}, "wrap": {"18:00"}, "place": {"Ferry landing"},
		"day":    {"08:00-09:00 Load-in", "09:00-10:00 Rehearsal with Mara", "10:00-12:30 Scene 4: the storm with Mara, Jon", "12:30-13:30 Lunch", "13:30-17:00 Scene 5 with Jon"},
		"people": {"Lena Hart, director"}, "interviews": {"Lena Hart"}, "question": {"How do you film a storm on a calm river?"}, "arcs": {"craft"},
		"tone": {"Quiet and wet"}, "team": {"Me: video, stills, interview"},
	}
}

func (h *house) answer(a worksheet.Answers) office.Act {
	h.t.Helper()
	act, err := h.AnswerWorksheet(h.ctx, h.in, office.Written{Fields: a})
	must(h.t, err)
	return act
}

// fromSheet are the moments that a worksheet made and nobody dismissed, by title.
func (h *house) fromSheet() map[string]story.Moment {
	h.t.Helper()
	list := map[string]story.Moment{}
	for _, m := range h.moments() {
		if m.Origin == story.ByHand && m.Status != story.Dismissed {
			list[m.Title] = m
		}
	}
	return list
}

func TestWorksheetMakesAPlan(t *testing.T) {
	t.Parallel()
	h := open(t)
	film, err := h.StartFromWorksheet(h.ctx, ferry(), "Europe/London")
	must(t, err)
	h.in = film.ID
	if film.Title != "The Ferry" || film.Kind != production.Short {
		t.Errorf("the production: %+v", film)
	}
	made := h.fromSheet()
	var talks []story.Moment
	for _, m := range h.moments() {
		if m.Person == "Lena Hart" {
			talks = append(talks, m)
		}
	}
	if len(talks) != 1 {
		t.Fatalf("Lena Hart is asked %d times", len(talks))
	}
	storm, talk := made["Scene 4: the storm"], talks[0]
	if storm.Scene != "4" || storm.Beat == "" || len(storm.Windows) != 1 || storm.Windows[0].Day != 1 {
		t.Errorf("the storm: %+v", storm)
	}
	if talk.Kind != story.Interview || talk.Status != story.Confirmed || talk.Beat == "" || talk.Roles[0].Skill != story.Interviewer {
		t.Errorf("the talk: %+v", talk)
	}
	told, err := h.Outline(h.ctx, h.in)
	must(t, err)
	if first := told.Arcs[0]; first.Name != "The craft" || !strings.HasPrefix(first.Question, "How do you film a storm") || len(first.Beats) != 5 || told.Treatment.Tone != "Quiet and wet" {
		t.Errorf("the first arc: %+v, treatment %+v", told.Arcs[0].Arc, told.Treatment)
	}
	plan, err := h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: 200 * time.Millisecond}, nil)
	must(t, err)
	if len(plan.Days) != 1 || plan.Days[0].Date != "2026-05-09" || plan.Covered < 6 {
		t.Errorf("the plan covers %d of %d on %d days", plan.Covered, plan.Total, len(plan.Days))
	}
	packet, err := h.Packet(h.ctx, h.in, "2026-05-09")
	must(t, err)
	if packet.Number != 1 || len(packet.Moments) != plan.Covered {
		t.Errorf("the packet of day %d has %d moments", packet.Number, len(packet.Moments))
	}
	list, err := h.Checklist(h.ctx, h.in, "2026-05-09")
	must(t, err)
	if len(list) < 25 || list[0].Stage != worksheet.Before || list[len(list)-1].Stage != worksheet.After {
		t.Errorf("the checklist has %d lines", len(list))
	}
	asked, err := h.Interviews(h.ctx, h.in)
	must(t, err)
	if len(asked.Talks) != 1 || asked.Talks[0].Moment != talk.ID || asked.Talks[0].Asked < 5 {
		t.Errorf("the sheet of the talk: %+v", asked.Talks)
	}
	shots, err := h.Shotlist(h.ctx, h.in, office.ShotFilter{Moment: storm.ID})
	must(t, err)
	if len(shots.Shots) != 3 {
		t.Errorf("%d shots of the storm", len(shots.Shots))
	}
	sheet, err := h.Worksheet(h.ctx, h.in)
	must(t, err)
	if len(sheet.Pieces) != 4 || len(sheet.Made) < 8 || sheet.Kept != "" {
		t.Errorf("%d pieces, %d things made, %q", len(sheet.Pieces), len(sheet.Made), sheet.Kept)
	}
}

func TestNothingKnownIsStillAPlan(t *testing.T) {
	t.Parallel()
	h := open(t)
	film, err := h.StartFromWorksheet(h.ctx, worksheet.Answers{"title": {strings.Repeat("סיפור 🎬 ", 500)}}, "UTC")
	must(t, err)
	plan, err := h.MakePlan(h.ctx, film.ID, office.PlanOptions{Time: 200 * time.Millisecond}, nil)
	must(t, err)
	if len(plan.Days) != 1 || plan.Covered < 4 {
		t.Errorf("the plan covers %d of %d on %d days", plan.Covered, plan.Total, len(plan.Days))
	}
	sheet, err := h.Worksheet(h.ctx, film.ID)
	must(t, err)
	if !sheet.Answers.Answered("date") {
		t.Error("nobody can see which day was chosen")
	}
}

func TestAnswersChangeWhatTheyMade(t *testing.T) {
	t.Parallel()
	h := open(t)
	film, err := h.StartFromWorksheet(h.ctx, ferry(), "UTC")
	must(t, err)
	h.in = film.ID
	before := h.fromSheet()
	hand := "Stay low."
	must(t, result(h.EditMoment(h.ctx, h.in, before["Load-in"].ID, story.Change{Note: &hand})))

	act := h.answer(worksheet.Answers{
		"day":  {"07:00-09:00 Load-in", "09:00-10:00 Rehearsal with Mara", "12:30-13:30 Lunch", "13:30-17:00 Scene 5 with Jon"},
		"arcs": {"people"}, "pieces": {"stills"}, "hopes": {"The rain starts"}, "technical": {"Oars are on board"},
	})
	after := h.fromSheet()
	load := after["Load-in"]
	if load.ID != before["Load-in"].ID || load.Windows[0].Start != 420 || load.Note != hand {
		t.Errorf("the load-in: %+v", load)
	}
	if _, still := after["Scene 4: the storm"]; still || !after["The rain starts"].MustHave {
		t.Errorf("after: %v", after)
	}
	told, err := h.Outline(h.ctx, h.in)
	must(t, err)
	names := func(o office.Outline) (list []string) {
		for _, a := range o.Arcs {
			list = append(list, a.Name)
		}
		return list
	}
	if got := names(told); got[0] != "The people" || slices.Contains(got, "The craft") {
		t.Errorf("the arcs: %v", got)
	}
	sheet, err := h.Worksheet(h.ctx, h.in)
	must(t, err)
	if len(sheet.Pieces) != 1 {
		t.Errorf("the pieces: %v", sheet.Pieces)
	}

	must(t, result(h.UndoAct(h.ctx, h.in, act.ID)))
	back, err := h.Outline(h.ctx, h.in)
	must(t, err)
	at := slices.Index(names(back), "The people") // which every board has, without beats
	if got := names(back); got[0] != "The craft" || at < 1 || len(back.Arcs[at].Beats) > 0 {
		t.Errorf("the arcs after undo: %v", got)
	}
	again := h.fromSheet()
	if storm := again["Scene 4: the storm"]; storm.ID != before["Scene 4: the storm"].ID || again["Load-in"].Note != hand {
		t.Errorf("after undo: %v", again)
	}
	if sheet, err = h.Worksheet(h.ctx, h.in); err != nil || len(sheet.Pieces) != 4 || !slices.Equal(sheet.Answers["day"], ferry()["day"]) {
		t.Errorf("after undo: %v, %v", sheet, err)
	}
	h.answer(worksheet.Answers{"arcs": {"people"}})
	if told, err = h.Outline(h.ctx, h.in); err != nil || told.Arcs[0].Name != "The people" || len(told.Arcs[0].Beats) != 4 {
		t.Errorf("an arc that was taken back is not made again: %v, %v", names(told), err)
	}
}

// TestARealScheduleStays: a worksheet never writes over what the production office handed out.
func TestARealScheduleStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(lamp(t)...)
	days := func() []production.Day {
		list, err := h.Schedule(h.ctx, h.in)
		must(t, err)
		return list.Days
	}
	h.hire("Nora Fielding", "video")
	before := len(days())
	h.answer(worksheet.Answers{"date": {"2026-05-09"}, "title": {"The Lamp Room"}, "people": {"Lena Hart, director"}})
	if after := len(days()); after != before {
		t.Errorf("%d days, %d before", after, before)
	}
	if made := h.fromSheet(); len(made) > 0 {
		t.Errorf("moments of a day of which nobody said anything: %v", made)
	}
	if crew, err := h.Members(h.ctx, h.in); err != nil || len(crew) != 1 {
		t.Errorf("the crew: %v, %v", crew, err)
	}
	sheet, err := h.Worksheet(h.ctx, h.in)
	must(t, err)
	if !strings.Contains(sheet.Kept, "lamp-room") {
		t.Errorf("nobody says that the schedule stays: %q", sheet.Kept)
	}
}

func TestTwoAnswerAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	film, err := h.StartFromWorksheet(h.ctx, ferry(), "UTC")
	must(t, err)
	h.in = film.ID
	sheet, err := h.Worksheet(h.ctx, h.in)
	must(t, err)
	both := func(tone, question []string) worksheet.Answers { // a form sends all of its fields
		a := worksheet.Answers{"tone": sheet.Answers["tone"], "question": sheet.Answers["question"]}
		if tone != nil {
			a["tone"] = tone
		}
		if question != nil {
			a["question"] = question
		}
		return a
	}
	must(t, result(h.AnswerWorksheet(h.ctx, h.in, office.Written{Base: sheet.Base, Fields: both([]string{"Loud"}, nil)})))
	must(t, result(h.AnswerWorksheet(h.ctx, h.in, office.Written{Base: sheet.Base, Fields: both(nil, []string{"Who rows?"})})))
	now, err := h.Worksheet(h.ctx, h.in)
	must(t, err)
	told, err := h.Outline(h.ctx, h.in)
	must(t, err)
	if now.Answers.One("tone") != "Loud" || now.Answers.One("question") != "Who rows?" || told.Treatment.Tone != "Loud" || told.Arcs[0].Question != "Who rows?" {
		t.Errorf("%v, %+v, %q", now.Answers, told.Treatment, told.Arcs[0].Question)
	}
}

func TestChecklist(t *testing.T) {
	t.Parallel()
	h := open(t)
	film, err := h.StartFromWorksheet(h.ctx, worksheet.Answers{"title": {"A"}, "date": {"2026-05-09"}}, "UTC")
	must(t, err)
	h.in = film.ID
	crew := h.as(access.Crew)
	list := func(date production.Date) []office.CheckLine {
		all, err := h.Checklist(crew, h.in, date)
		must(t, err)
		return all
	}
	find := func(date production.Date, text string) office.CheckLine {
		all := list(date)
		i := slices.IndexFunc(all, func(c office.CheckLine) bool { return strings.HasPrefix(c.Text, text) })
		if i < 0 {
			return office.CheckLine{}
		}
		return all[i]
	}
	power, place := find("2026-05-09", "Batteries"), find("2026-05-09", "The place allows")
	act, err := h.TickCheck(crew, h.in, power.ID, "2026-05-09", true)
	must(t, err)
	must(t, result(h.TickCheck(crew, h.in, place.ID, "2026-05-09", true)))
	if !find("2026-05-09", "Batteries").Done || find("2026-05-10", "Batteries").Done {
		t.Error("what is ticked off on a day is that day's")
	}
	if !find("2026-05-10", "The place allows").Done {
		t.Error("what is done before the day is done once")
	}
	must(t, result(h.UndoAct(crew, h.in, act.ID)))
	if find("2026-05-09", "Batteries").Done {
		t.Error("a tick cannot be taken back")
	}
	must(t, told(h.AddCheck(crew, h.in, worksheet.Content, "The cat")))
	history, err := h.History(h.as(access.Publicity), h.in, "", "")
	must(t, err)
	for _, e := range history {
		if e.Kind == "check" || e.Kind == "tick" || e.Kind == "piece" || e.Kind == "worksheet" {
			t.Errorf("publicity reads %s %q in the history", e.Kind, e.Title)
		}
	}
	off, err := h.EditCheck(crew, h.in, power.ID, office.Written{Fields: map[string]any{"gone": true}})
	must(t, err)
	if find("2026-05-09", "The cat").Stage != worksheet.Content || find("2026-05-09", "Batteries").ID != "" {
		t.Error("the list is as it was")
	}
	if _, err := h.TickCheck(crew, h.in, power.ID, "2026-05-09", true); !fault.Is(err, fault.Conflict) {
		t.Errorf("what is off the list is ticked off: %v", err)
	}
	must(t, result(h.UndoAct(crew, h.in, off.ID)))
	if find("2026-05-09", "Batteries").ID != power.ID {
		t.Error("it does not come back")
	}
	for _, bad := range []error{
		told(h.AddCheck(crew, h.in, "later", "The cat")), told(h.AddCheck(crew, h.in, worksheet.Content, " ")),
		result(h.TickCheck(crew, h.in, power.ID, "soon", true)),
	} {
		if !fault.Is(bad, fault.Invalid) {
			t.Errorf("got %v", bad)
		}
	}
}

func TestBadAnswersChangeNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	for name, a := range map[string]worksheet.Answers{
		"no title": {"title": {""}}, "no question of ours": {"colour": {"red"}}, "a date that is none": {"date": {"soon"}}, "a choice that is none": {"kind": {"opera"}},
	} {
		if a["title"] == nil {
			a["title"] = []string{"A"}
		}
		if _, err := h.AnswerWorksheet(h.ctx, h.in, office.Written{Fields: a}); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	sheet, err := h.Worksheet(h.ctx, h.in)
	must(t, err)
	if len(sheet.Made) > 0 || len(sheet.Pieces) > 0 || sheet.Base > 0 {
		t.Errorf("something was made: %+v", sheet)
	}
}
