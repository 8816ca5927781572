package office_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// TestAClosedSetIsNotToldInReasons: what the plan before did on a set that is closed since, and what others
// would have to replace there, is nothing to whoever does not work at the set; neither in the list of what
// was dropped nor in the reasons of other moments.
func TestAClosedSetIsNotToldInReasons(t *testing.T) {
	t.Parallel()
	h := open(t)
	kitchen := "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,"
	h.take(script, schedule("white.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,", kitchen))
	h.hire("Nora", "video", "stills", "sound", "interview")
	h.hire("Ines", "video", "stills", "sound", "interview")
	arc := "How to explode"
	for _, m := range h.moments() {
		if m.Scene == "1" {
			must(t, result(h.EditMoment(h.ctx, h.in, m.ID, story.Change{Arc: &arc})))
		}
	}
	first, err := h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: 150 * time.Millisecond, CrewDays: 2}, nil)
	must(t, err)
	if !slices.Contains(first.Days[0].Arcs, arc) {
		t.Fatalf("the day serves %q", first.Days[0].Arcs)
	}
	if len(first.Days) != 1 || len(first.Uncovered) == 0 || !strings.Contains(first.Uncovered[0].Reason, "would have to replace") {
		t.Fatalf("one day should be chosen before the other: %+v", first)
	}
	h.take(schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes", kitchen))
	heard := func(role access.Role) string {
		plan, err := h.LatestPlan(h.as(role), h.in)
		must(t, err)
		text, err := json.Marshal(plan)
		must(t, err)
		return strings.ToLower(string(text))
	}
	words := []string{"roof", "explode", "stunt", "balcony"}
	for round := range 2 { // the plan from before the set was closed, and the one after
		if viewer := heard(access.Viewer); strings.Contains(viewer, "null,null") || containsAny(viewer, words) {
			t.Errorf("round %d: a viewer hears of the closed set: %s", round, viewer)
		}
		if director := heard(access.Director); !containsAny(director, words) {
			t.Errorf("round %d: the test looks at the wrong thing: %s", round, director)
		}
		if round == 0 {
			if second := h.plan(); len(second.Dropped) == 0 || second.Dropped[0].Why == "" {
				t.Fatalf("nothing was dropped: %+v", second)
			}
		}
	}
}

// TestReasonsAreForWhoMayKnow: what a reason tells of the crew is for those who see the crew, what it tells of the
// schedule for those who see that, and a set that is closed by now is told to nobody who does not work there.
func TestReasonsAreForWhoMayKnow(t *testing.T) {
	t.Parallel()
	h := open(t)
	more := office.File{Name: "three.fountain", Data: append(slices.Clone(script.Data), "\n\nEXT. ROOF - DAY #3#\n\nBen falls down the stairs. A stunt. He bleeds.\n\nBEN\nHelp!\n"...)}
	paper := func(name, closed, third string) office.File {
		return schedule(name, "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,"+closed, "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,",
			"2026-06-03,3,3,"+third+",EXT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,")
	}
	h.take(more, paper("white.csv", "", "ROOF"))
	nora := h.hire("Nora Fielding", "video", "stills", "sound", "interview")
	ines := h.hire("Ines Carrow", "video", "stills", "sound", "interview")
	must(t, result(h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: 150 * time.Millisecond, CrewDays: 6}, nil)))
	h.take(paper("pink.csv", "yes", "KITCHEN"))
	must(t, h.UpdateMember(h.ctx, h.in, away(nora, "2026-06-02")))
	must(t, h.UpdateMember(h.ctx, h.in, away(ines, "2026-06-02")))
	second := h.plan()
	h.toldRightly(second, "not at Roof", "Kitchen now", "is not available")
	read, err := h.LatestPlan(h.as(access.Publicity), h.in)
	must(t, err)
	if all := strings.Join(sentences(read), "\n"); !strings.Contains(all, "happens at Kitchen now, not at that set.") {
		t.Errorf("publicity may know where the scene is shot now and reads\n%s", all)
	}
	must(t, result(h.RemoveMember(h.ctx, h.in, second.Days[len(second.Days)-1].Shifts[0].Member)))
	plan, err := h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: 150 * time.Millisecond, CrewDays: 1}, nil)
	must(t, err)
	h.toldRightly(plan, "has left the crew", "stills photographer on")
}

// toldRightly checks what every role reads of the plan there is, of which the words are a part.
func (h *house) toldRightly(plan coverage.Plan, words ...string) {
	t := h.t
	t.Helper()
	for _, word := range words {
		if all := strings.Join(sentences(plan), "\n"); !strings.Contains(all, word) {
			t.Fatalf("the test looks at the wrong thing, nobody reads %q in\n%s", word, all)
		}
	}
	for _, role := range access.Roles {
		ctx := h.as(role)
		actor, _ := access.From(ctx)
		may := func(right access.Action) bool { return actor.May(right, h.in) }
		read, err := h.LatestPlan(ctx, h.in)
		must(t, err)
		for _, sentence := range sentences(read) {
			sentence = title.ReplaceAllString(sentence, "a moment") // of which the plan speaks anyway
			if aboutCrew.MatchString(sentence) && !may(access.SeeCrew) || aboutDays.MatchString(sentence) && !may(access.SeeSchedule) ||
				aboutClosed.MatchString(sentence) && !may(access.SeeClosed) {
				t.Errorf("a %s reads %q", role.Title(), sentence)
			}
		}
		if priced := read.CrewDay.Words() != ""; priced != (may(access.SeeCrew) && plan.CrewDay.Words() != "") {
			t.Errorf("a %s reads the price of a crew-day: %v", role.Title(), priced)
		}
		for _, day := range read.Days {
			for _, arc := range day.Arcs {
				if !slices.ContainsFunc(day.Covers, func(c coverage.Cover) bool { return c.Arc == arc }) {
					t.Errorf("a %s reads the arc %q of no moment on %s", role.Title(), arc, day.Date)
				}
			}
		}
	}
}

var (
	aboutCrew   = regexp.MustCompile(`Nora|Ines|left the crew|not free|available`)
	aboutDays   = regexp.MustCompile(`(?i)\bday \d|\bJun\b|\d\d:\d\d|Roof|Kitchen|scene \d`)
	title       = regexp.MustCompile(`“[^”]*”`)
	aboutClosed = regexp.MustCompile(`(?i)roof`)
)

// sentences are all that a plan says beside what it plans.
func sentences(p coverage.Plan) (out []string) {
	for _, c := range p.ChangedList() {
		out = append(out, c.Why)
	}
	for _, u := range p.Uncovered {
		out = append(out, u.Reason, u.Change)
	}
	return append(out, p.CrewDay.Words())
}

// away is somebody who cannot come on a day.
func away(m crew.Member, date production.Date) crew.Member {
	m.Away = []production.DateRange{{From: date, To: date}}
	return m
}

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
