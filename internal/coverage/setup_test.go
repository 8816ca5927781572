package coverage_test

import (
	"testing"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// The shoot days of the tests: Monday and Tuesday, and a Thursday.
const (
	monday   production.Date = "2026-05-04"
	tuesday  production.Date = "2026-05-05"
	thursday production.Date = "2026-05-07"
)

// day is a shoot day with one scene from nine to noon at a set of the lighthouse.
func day(number int, date production.Date, set string, change ...func(*production.Strip)) production.Day {
	strip := production.Strip{
		SceneNumber: "1", SceneID: "scene", Start: 540, End: 720, Set: set, Capacity: -1, Cast: []string{"EDDA"},
	}
	for _, c := range change {
		c(&strip)
	}
	return production.Day{Number: number, Date: date, Units: []production.UnitDay{{
		Unit: "Main", Call: 480, Wrap: 1080, Location: "Lighthouse", Strips: []production.Strip{strip},
	}}}
}

// moment is one that needs a video camera for half an hour in the window.
func moment(id string, score int, windows ...story.Window) story.Moment {
	return story.Moment{
		ID: production.MomentID(id), Title: "moment " + id, Kind: story.Stunt, Score: score, Windows: windows, Minutes: 30,
		Roles: []story.Role{{Skill: story.Video, Count: 1}}, Arc: "The light", Status: story.Proposed,
	}
}

// at is a window at a set of the lighthouse.
func at(date production.Date, start, end production.Clock, set string) story.Window {
	return story.Window{Date: date, Start: start, End: end, Place: set, Location: "Lighthouse", Factor: 100, Capacity: -1}
}

func member(id string, skills ...string) crew.Member {
	return crew.Member{ID: production.MemberID(id), Name: "Name of " + id, Skills: skills, Cost: 400, MaxWeek: 5}
}

// input is three shoot days, one moment on each, and Nora, who can do everything.
func input(t *testing.T, change ...func(*coverage.Input)) coverage.Input {
	t.Helper()
	rules, err := crew.FindRules(crew.DefaultRules)
	if err != nil {
		t.Fatal(err)
	}
	in := coverage.Input{
		Facts: production.Facts{
			Scenes: []production.Scene{{ID: "scene", Number: "1"}},
			Days:   []production.Day{day(1, monday, "LAMP ROOM"), day(2, tuesday, "GALLERY"), day(3, thursday, "ROCKS")},
			People: []production.Person{{Name: "Ruth", Character: "EDDA", Kind: production.Cast}},
		},
		Moments: []story.Moment{
			moment("fall", 90, at(monday, 540, 720, "LAMP ROOM")), moment("talk", 60, at(tuesday, 540, 720, "GALLERY")),
			moment("rain", 50, at(thursday, 540, 720, "ROCKS")),
		},
		Members: []crew.Member{member("nora", "video", "stills", "interview", "sound")},
		Rules:   rules, Settings: coverage.DefaultSettings(), CrewDays: 3, Seed: 1,
	}
	for _, c := range change {
		c(&in)
	}
	return in
}

func build(t *testing.T, in coverage.Input) *coverage.Desk {
	t.Helper()
	desk, err := coverage.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	if err := planner.Invalid(desk.Problem.Validate()); err != nil {
		t.Fatalf("the problem is not valid: %v", err)
	}
	return desk
}

// plan builds, solves, checks and reads back.
func plan(t *testing.T, in coverage.Input) coverage.Plan {
	t.Helper()
	desk := build(t, in)
	solution, err := planner.Solve(t.Context(), desk.Problem, planner.Options{Iterations: 2000, Seed: 1, Wording: desk.Wording()})
	if err != nil {
		t.Fatal(err)
	}
	if report := planner.Check(desk.Problem, solution); !report.Valid {
		t.Fatalf("the plan breaks a rule: %v", report.Errors)
	}
	return desk.Read(solution)
}

// covered are the ids of the covered moments with the dates.
func covered(p coverage.Plan) map[string]production.Date {
	out := map[string]production.Date{}
	for _, d := range p.Days {
		for _, c := range d.Covers {
			out[string(c.Moment)] = d.Date
		}
	}
	return out
}

// reasons are why moments are left out, by id.
func reasons(p coverage.Plan) map[string]string {
	out := map[string]string{}
	for _, u := range p.Uncovered {
		out[string(u.Moment)] = u.Reason
	}
	return out
}
