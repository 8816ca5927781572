package paper_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// TestNothingIsNull: programs read lists; one without elements is [], never null.
func TestNothingIsNull(t *testing.T) {
	t.Parallel()
	docs := map[string]any{
		"no scenes":      paper.NewScenes(nil, nil),
		"bare scene":     paper.NewScenes([]production.Scene{{}}, nil),
		"no days":        paper.NewSchedule(nil, time.UTC),
		"bare day":       paper.NewSchedule([]production.Day{{Units: []production.UnitDay{{Strips: []production.Strip{{}}}}}}, time.UTC),
		"no moments":     paper.NewMoments(nil, time.UTC),
		"bare moment":    paper.NewMoments([]story.Moment{{}}, time.UTC),
		"no crew":        paper.NewCrew(nil),
		"bare member":    paper.NewCrew([]crew.Member{{}}),
		"empty plan":     paper.NewPlan(coverage.Plan{}, time.UTC),
		"bare plan":      paper.NewPlan(coverage.Plan{Days: []coverage.PlanDay{{Covers: []coverage.Cover{{}}}}}, time.UTC),
		"changed plan":   paper.NewPlan(coverage.Plan{Dropped: []coverage.Dropped{{}}, Days: []coverage.PlanDay{{Covers: []coverage.Cover{{Changed: "new in this plan"}}}}}, time.UTC),
		"empty packet":   paper.NewPacket(onset.Packet{}, time.UTC),
		"no revisions":   paper.NewRevisions(nil, time.UTC),
		"bare revision":  paper.NewRevisions([]production.Proposal{{Files: []production.PaperFile{{}}}}, time.UTC),
		"no calendars":   paper.NewCalendars(nil, time.UTC),
		"bare calendar":  paper.NewCalendars([]office.Source{{}}, time.UTC),
		"bare fetch":     paper.NewCheckedCalendar("c", office.Fetched{}, time.UTC),
		"no corrections": paper.NewCorrected(paper.NewCorrections(nil, production.Facts{}, time.UTC), nil),
		"no notices":     paper.NewNotices(nil, time.UTC),
		"no watches":     paper.NewWatches(nil, time.UTC),
		"bare packet":    paper.NewPacket(onset.Packet{Moments: []onset.Entry{{}}, Locations: []onset.PacketPlace{{}}}, time.UTC),
	}
	for name, doc := range docs {
		text, err := json.Marshal(doc)
		if err != nil || strings.Contains(string(text), "null") {
			t.Errorf("%s: %s, %v", name, text, err)
		}
	}
}

// TestTimesCarryTheOffset: in summer and in winter, past midnight, and "" for an unknown time.
func TestTimesCarryTheOffset(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	day := func(date production.Date, call, wrap production.Clock) production.Day {
		return production.Day{Date: date, Units: []production.UnitDay{{Call: call, Wrap: wrap}}}
	}
	tests := map[string]struct {
		day        production.Day
		call, wrap string
	}{
		"summer":        {day("2026-07-01", 420, 1110), "2026-07-01T07:00:00+01:00", "2026-07-01T18:30:00+01:00"},
		"winter":        {day("2026-01-15", 420, 1110), "2026-01-15T07:00:00Z", "2026-01-15T18:30:00Z"},
		"night":         {day("2026-07-01", 1080, 1710), "2026-07-01T18:00:00+01:00", "2026-07-02T04:30:00+01:00"},
		"clocks change": {day("2026-03-28", 1080, 1710), "2026-03-28T18:00:00Z", "2026-03-29T04:30:00+01:00"},
		"unknown":       {day("2026-07-01", production.NoClock, production.NoClock), "", ""},
		"no date":       {day("", 420, 1110), "", ""},
	}
	for name, test := range tests {
		got := paper.NewSchedule([]production.Day{test.day}, london).Days[0]
		if got.Call != test.call || got.Wrap != test.wrap {
			t.Errorf("%s: %s to %s, want %s to %s", name, got.Call, got.Wrap, test.call, test.wrap)
		}
	}
}

func TestScheduleNamesEverythingOnce(t *testing.T) {
	t.Parallel()
	strips := []production.Strip{
		{SceneNumber: "12", Cast: []string{"SUNNY", "EDDA"}}, {Banner: "LUNCH"}, {SceneNumber: "12", Cast: []string{"EDDA"}}, {SceneNumber: "7"},
	}
	got := paper.NewSchedule([]production.Day{{Number: 3, Date: "2026-05-06", Units: []production.UnitDay{
		{Unit: "Main", Call: 420, Wrap: 1080, Location: "Stage", Strips: strips}, {Unit: "Second", Call: 400, Wrap: 900, Location: "Stage", Estimated: true},
	}}}, time.UTC).Days[0]
	want := paper.Day{
		Number: 3, Date: "2026-05-06", Call: "2026-05-06T06:40:00Z", Wrap: "2026-05-06T18:00:00Z", Estimated: true,
		Units: []string{"Main", "Second"}, Scenes: []string{"12", "7"}, Locations: []string{"Stage"}, Cast: []string{"EDDA", "SUNNY"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMomentShowsItsBestWindow(t *testing.T) {
	t.Parallel()
	m := story.Moment{ID: "m", Title: "The fall", Minutes: 45, Reasons: []story.Reason{{Text: "stunt: fall from the gallery"}}, Windows: []story.Window{
		{Date: "2026-05-05", Day: 2, Start: 540, End: 600, Place: "ROCKS", Factor: 60},
		{Date: "2026-05-06", Day: 3, Start: 600, End: 660, Place: "GALLERY", Factor: 100, Closed: true},
		{Date: "2026-05-07", Day: 4, Start: 600, End: 660, Place: "STAIRS", Factor: 100},
	}}
	got := paper.NewMoment(m, time.UTC)
	want := paper.Moment{
		ID: "m", Title: "The fall", Day: 3, Date: "2026-05-06", Start: "2026-05-06T10:00:00Z", End: "2026-05-06T11:00:00Z",
		Place: "GALLERY", Closed: true, Reasons: []string{"stunt: fall from the gallery"}, Duration: 2700,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestPlanListsInterviewsApart: an interview stands in its day and once more among the interviews.
func TestPlanListsInterviewsApart(t *testing.T) {
	t.Parallel()
	plan := paper.NewPlan(coverage.Plan{Days: []coverage.PlanDay{{Date: "2026-05-06", Covers: []coverage.Cover{
		{Moment: "a", Kind: "stunt", Start: 540, End: 570}, {Moment: "b", Kind: "interview", Person: "Ruth", Start: 600, End: 630, Team: []coverage.TeamMember{
			{Name: "Nora", Skill: "video"}, {Name: "Kofi", Skill: "sound"}, {Name: "Kofi", Skill: "interview"},
		}},
	}}}}, time.UTC)
	if len(plan.Days[0].Covers) != 2 || len(plan.Interviews) != 1 || plan.Interviews[0].Moment != "b" || plan.Interviews[0].Date != "2026-05-06" {
		t.Errorf("interviews %+v in %+v", plan.Interviews, plan.Days)
	}
	if diff := cmp.Diff([]string{"Nora", "Kofi"}, plan.Interviews[0].Team); diff != "" {
		t.Errorf("team (-want +got):\n%s", diff)
	}
}

// TestRevisionTellsWhatItsResultTells: kinds, formats and breaks come out of the kept result, times
// carry the production's offset, and a time that is none is empty.
func TestRevisionTellsWhatItsResultTells(t *testing.T) {
	t.Parallel()
	lisbon, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	made := time.Date(2026, 6, 1, 8, 0, 0, 5000, time.UTC)
	p := production.Proposal{
		ID: "p", Title: "a.fountain and b.uss", State: production.ProposalOpen, MadeBy: "Mo", MadeAt: made, Source: "c",
		Files:  []production.PaperFile{{Name: "a.fountain"}, {Name: "b.uss"}},
		Result: json.RawMessage(`{"files":[{"kind":"script","format":"fountain"},{"kind":"schedule","format":"uss"}],"changes":{"broken":[{"what":"day"},{"what":"moment"}]}}`),
	}
	want := paper.Revision{
		ID: "p", Title: "a.fountain and b.uss", State: "open", MadeBy: "Mo", MadeAt: "2026-06-01T09:00:00+01:00", Calendar: "c", Broken: 2,
		Files: []paper.RevisionFile{{Name: "a.fountain", Kind: "script", Format: "fountain"}, {Name: "b.uss", Kind: "schedule", Format: "uss"}},
	}
	if diff := cmp.Diff(want, paper.NewRevisions([]production.Proposal{p}, lisbon).Revisions[0]); diff != "" {
		t.Error("(-want +got)", diff)
	}
}

// TestWebhookSecretIsToldOnce: the list of watches never holds it.
func TestWebhookSecretIsToldOnce(t *testing.T) {
	t.Parallel()
	w := production.Watch{Channel: production.ByWebhook, Secret: "whsec_x"}
	if got := paper.NewWatch(w, time.UTC).Secret; got != "whsec_x" {
		t.Errorf("when it is made the secret is %q", got)
	}
	if got := paper.NewWatches([]production.Watch{w}, time.UTC).Watches[0].Secret; got != "" {
		t.Errorf("the list tells the secret %q", got)
	}
}
