package coverage_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// changed are what and why of every change, by moment.
func changed(p coverage.Plan) map[production.MomentID]string {
	out := map[production.MomentID]string{}
	for _, c := range p.ChangedList() {
		out[c.Moment] = string(c.Kind) + ": " + c.What + ". " + c.Why
	}
	return out
}

// TestChangesHaveReasons revises the three days in one way after the other and wants what changed and why.
func TestChangesHaveReasons(t *testing.T) {
	t.Parallel()
	short := func(in *coverage.Input) { in.Moments[1].Windows[0] = at(tuesday, 660, 690, "GALLERY") } // no other minute
	before := plan(t, input(t, short))
	ines := member("ines", "video")
	for name, test := range map[string]struct {
		change func(in *coverage.Input)
		moment production.MomentID
		want   string
	}{
		"the scene moved": {func(in *coverage.Input) {
			in.Moments[0].SceneID, in.Moments[0].Scene = "scene 2", "12A"
			in.Facts.Scenes = append(in.Facts.Scenes, production.Scene{ID: "scene 2", Number: "12A"})
			strips := &in.Facts.Days[2].Units[0].Strips
			*strips = append(*strips, production.Strip{SceneNumber: "12A", SceneID: "scene 2", Start: 780, End: 900, Set: "LAMP ROOM", Capacity: -1})
			in.Moments[0].Windows[0] = at(thursday, 780, 900, "LAMP ROOM")
		}, "fall", "moved: moved from Mon 4 May. Scene 12A moved to day 3 (Thu 7 May)."},
		"she is away": {func(in *coverage.Input) { in.Members[0].Away = []production.DateRange{{From: tuesday, To: tuesday}} }, "talk",
			"dropped: was on Tue 5 May. Name of nora is not available on day 2 (Tue 5 May) any more."},
		"somebody else goes": {func(in *coverage.Input) {
			in.Members[0].Away = []production.DateRange{{From: tuesday, To: tuesday}}
			in.Members = append(in.Members, ines)
		}, "talk", "team: Name of ines instead of Name of nora. Name of nora is not available on day 2 (Tue 5 May) any more."},
		"she left": {func(in *coverage.Input) { in.Members = []crew.Member{ines} }, "talk",
			"team: Name of ines instead of Name of nora. Name of nora has left the crew."},
		"she left after a day of work": {func(in *coverage.Input) {
			in.Members, in.Frozen = []crew.Member{ines}, tuesday
		}, "talk", "team: Name of ines instead of Name of nora. Name of nora has left the crew."},
		"she left, and nobody is there instead": {func(in *coverage.Input) {
			in.Members, in.Frozen = []crew.Member{member("otto", "sound")}, tuesday
		}, "talk", "dropped: was on Tue 5 May. Name of nora has left the crew."},
		"somebody is tried without after a day of work": {func(in *coverage.Input) {
			in.Frozen = tuesday
			in.Members = append(in.Members, ines)
			*in = coverage.Wish{Without: []coverage.Named{{ID: "nora"}}}.Apply(*in)
		}, "talk", "team: Name of ines instead of Name of nora. Name of nora is left out here."},
		"all paid days were used, and she left": {func(in *coverage.Input) {
			in.Frozen = tuesday
			in.Members = []crew.Member{ines}
			in.Moments = append(in.Moments[:1:1], in.Moments[1:]...)
			in.Moments = append(in.Moments, moment("new", 70, at(thursday, 540, 720, "ROCKS")))
		}, "new", "added: new in this plan. It was found after the plan before. A crew-day brings Name of ines on day 3 (Thu 7 May)."},
		"dismissed": {func(in *coverage.Input) { in.Moments[1].Status = story.Dismissed }, "talk", "dropped: was on Tue 5 May. It was dismissed."},
		"gone":      {func(in *coverage.Input) { in.Moments = in.Moments[2:] }, "talk", "dropped: was on Tue 5 May. The moment is gone: the papers no longer have what it was found in."},
		"closed": {func(in *coverage.Input) { in.Moments[1].Windows[0].Closed = true }, "talk",
			"dropped: was on Tue 5 May. Closed set: nobody from BTS enters or watches a monitor."},
		"the day is off": {func(in *coverage.Input) {
			in.Facts.Days = append(in.Facts.Days[:1:1], in.Facts.Days[2])
			in.Moments[1].Scene, in.Moments[1].Windows[0] = "1", at(thursday, 780, 900, "GALLERY")
		}, "talk", "moved: moved from Tue 5 May. Scene 1 moved to day 3 (Thu 7 May): Tue 5 May is no shoot day any more."},
		"a larger team": {func(in *coverage.Input) {
			in.Moments[1].Roles[0].Count = 2
			in.Members, in.CrewDays = append(in.Members, ines), 4
		}, "talk", "team: Name of ines as well. It takes 2 of the crew now, and had 1."},
		"fewer days": {func(in *coverage.Input) { in.CrewDays = 2 }, "rain",
			"dropped: was on Thu 7 May. Only 2 crew-days are paid now, the plan before had 3; Name of nora stays at home on day 3 (Thu 7 May)."},
		"found since": {func(in *coverage.Input) {
			in.Moments = append(in.Moments, moment("new", 70, at(thursday, 780, 900, "ROCKS")))
		}, "new", "added: new in this plan. It was found after the plan before. Name of nora works on day 3 (Thu 7 May) anyway and can take it in."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			after := plan(t, input(t, func(in *coverage.Input) { short(in); in.Previous = &before; test.change(in) }))
			if got := changed(after)[test.moment]; got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			for _, g := range after.Dropped {
				wantTelling(t, g.Why, g.WhyTells)
			}
			for _, day := range after.Days {
				for _, c := range day.Covers {
					wantTelling(t, c.Why, c.WhyTells)
				}
			}
			for _, u := range after.Uncovered {
				wantTelling(t, u.Reason, u.ReasonTells)
				wantTelling(t, u.Change, u.ChangeTells)
			}
			for id, words := range changed(after) {
				if strings.HasSuffix(words, ". ") {
					t.Errorf("%s changed without a reason: %q", id, words)
				}
			}
			if n := len(after.Dropped); n != after.Changes.Dropped {
				t.Errorf("%d are listed as dropped, %d are counted", n, after.Changes.Dropped)
			}
		})
	}
}

// TestWhatADayBuys: a day says what is only there and what would be lost without it.
func TestWhatADayBuys(t *testing.T) {
	t.Parallel()
	p := plan(t, input(t, func(in *coverage.Input) {
		in.Moments[0].Windows = append(in.Moments[0].Windows, at(tuesday, 540, 720, "GALLERY"))
		in.Moments = append(in.Moments, moment("glass", 70, at(tuesday, 540, 720, "GALLERY")), moment("lens", 40, at(tuesday, 540, 720, "GALLERY")))
		in.CrewDays = 2
	}))
	i := 0
	for p.Days[i].Date != tuesday {
		i++
	}
	day := p.Days[i]
	if len(day.Covers) != 4 || len(day.Only) != 3 || day.Loss == "" {
		t.Fatalf("the day reads %+v", day)
	}
	if want := "moment glass and moment talk, which happen on no other day, and 2 more"; day.Buys != want {
		t.Errorf("it buys %q, want %q", day.Buys, want)
	}
	if diff := cmp.Diff([]string{"The light"}, day.Arcs); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(day.Loss, "Without this day ") {
		t.Errorf("lost would be %q", day.Loss)
	}
}

// TestThePriceOfACrewDay names who would come and what would be gained.
func TestThePriceOfACrewDay(t *testing.T) {
	t.Parallel()
	p := plan(t, input(t, func(in *coverage.Input) { in.CrewDays = 2 }))
	want := "One more crew-day, Name of nora on Thu 7 May, would bring 1 more moment. " +
		"The one that brings least is Name of nora on Tue 5 May: 1 moment would be lost without it."
	if got := p.CrewDay.Words(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := p.Uncovered[0].Change; got != "One more crew-day on day 3 (Thu 7 May), for Name of nora" {
		t.Errorf("it would take %q", got)
	}
	for name, c := range map[string]struct {
		day  coverage.CrewDay
		want string
	}{
		"an old plan":   {coverage.CrewDay{}, ""},
		"days are left": {coverage.CrewDay{LeastName: "Ines", LeastDate: monday, Least: 2}, "The one that brings least is Ines on Mon 4 May: 2 moments would be lost without it."},
		"nothing to gain": {coverage.CrewDay{Used: true, LeastName: "Ines", LeastDate: monday},
			"One more crew-day would bring nothing that is worth its cost. Ines on Mon 4 May could almost stay at home: no moment would be lost."},
	} {
		if got := c.day.Words(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestWhoWouldBeHired: without anybody who does it, the trade is named as a crew list does.
func TestWhoWouldBeHired(t *testing.T) {
	t.Parallel()
	p := plan(t, input(t, func(in *coverage.Input) {
		in.Members = []crew.Member{member("ines", "video"), member("nora", "stills", "video")}
		in.Members[1].Away = []production.DateRange{{From: monday, To: monday}}
		in.Moments = []story.Moment{moment("m", 60, at(monday, 540, 720, "LAMP ROOM"))}
		in.Moments[0].Roles = []story.Role{{Skill: story.Video, Count: 2}}
	}))
	if got := p.Uncovered[0].Change; got != "Name of nora on day 1 (Mon 4 May), who is not free then" {
		t.Errorf("it would take %q", got)
	}
}

// TestOldPlansStillRead: a plan saved before reasons were looked for names its changes without them.
func TestOldPlansStillRead(t *testing.T) {
	t.Parallel()
	p := coverage.Plan{Days: []coverage.PlanDay{{Date: monday, Covers: []coverage.Cover{{Moment: "m", Changed: "moved from Tue 5 May"}}}}}
	got := p.ChangedList()
	if len(got) != 1 || got[0].Kind != planner.Moved || p.Days[0].Covers[0].ChangedWords() != "moved from Tue 5 May" || p.CrewDay.Words() != "" {
		t.Errorf("%+v", got)
	}
}

// TestAdviceForDaysThatAreOver: of a day that has passed no crew-day can be bought any more, nothing be lost, nobody
// asked to come; a plan for an old schedule is an exercise, and all its days count. Advice that does not say when it
// holds is old.
func TestAdviceForDaysThatAreOver(t *testing.T) {
	t.Parallel()
	for open, want := range map[production.Date]string{
		"":           "price, loss 2026-05-05, loss 2026-05-07, takes 2026-05-05, takes 2026-05-07, takes ",
		"2026-05-05": "price, loss 2026-05-05, loss 2026-05-07, takes 2026-05-05, takes 2026-05-07",
		"2026-05-06": "loss 2026-05-07, past, takes 2026-05-07",
		"2026-05-08": "past, past",
	} {
		p := coverage.Plan{
			Days:      []coverage.PlanDay{{Date: "2026-05-05", Loss: "all"}, {Date: "2026-05-07", Loss: "all"}},
			Uncovered: []coverage.Uncovered{{Change: "a rig", ChangeDate: "2026-05-05"}, {Change: "a rig", ChangeDate: "2026-05-07"}, {Change: "a rig"}},
			CrewDay:   coverage.CrewDay{LeastName: "Nora", LeastDate: "2026-05-07", MoreName: "Ines", MoreDate: "2026-05-05"},
		}
		p.HoldBack(open)
		var left []string
		if p.CrewDay.Words() != "" {
			left = append(left, "price")
		}
		for _, d := range p.Days {
			if d.Loss != "" {
				left = append(left, "loss "+string(d.Date))
			}
		}
		for _, u := range p.Uncovered {
			if u.Change != "" {
				left = append(left, "takes "+string(u.ChangeDate))
			}
			if u.Reason != "" {
				left = append(left, "past")
			}
		}
		if got := strings.Join(left, ", "); got != want {
			t.Errorf("open from %q: %s, want %s", open, got, want)
		}
	}
}

// wantTelling checks that a reason which names somebody of the crew, a day or a place is marked with that.
func wantTelling(t *testing.T, why string, tells coverage.Telling) {
	t.Helper()
	if strings.Contains(why, "Name of") && !tells.OfCrew() || regexp.MustCompile(`day \d|\bMay\b|Scene|[Cc]losed set`).MatchString(why) && !tells.OfSchedule() {
		t.Errorf("%q is said to tell of %q", why, tells)
	}
}
