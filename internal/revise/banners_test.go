package revise

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// onBoard is a schedule of a format that has a place for everything: one day, the main unit's strips.
// "CLOSED …" closes the scene below it, as the reader does.
func onBoard(t testing.TB, strips string) intake.Document {
	t.Helper()
	u := production.UnitDay{Unit: "Main", Call: intaketest.Clock(t, "08:00"), Wrap: intaketest.Clock(t, "19:00")}
	doc := intake.Document{Kind: intake.KindSchedule, Format: intake.FormatUSS, Closed: true, Schedule: &production.Schedule{Unplaced: []string{"8", "9"}}}
	add := func(number string) {
		doc.Schedule.Breakdown = append(doc.Schedule.Breakdown, production.Scene{Number: number, NumberGiven: true, Eighths: 8, InSchedule: true, Heading: "INT. HUT " + number, Set: "HUT " + number})
	}
	for _, text := range strings.Split(strips, ",") {
		text = strings.TrimSpace(text)
		s := production.Strip{Start: production.NoClock, End: production.NoClock, Capacity: -1}
		if text[0] >= '0' && text[0] <= '9' {
			s.SceneNumber, s.Closed = text, len(u.Strips) > 0 && intake.SaysClosed(u.Strips[len(u.Strips)-1].Banner)
			add(text)
		} else {
			s.Banner = text
			if from, to, timed := strings.Cut(text[strings.LastIndex(text, " ")+1:], "-"); timed {
				s.Start, s.End = intaketest.Clock(t, from), intaketest.Clock(t, to)
			}
		}
		u.Strips = append(u.Strips, s)
	}
	add("8")
	add("9")
	doc.Schedule.Days = []production.Day{{Number: 1, Date: "2026-05-12", Note: "Tide at noon", Units: []production.UnitDay{u}}}
	intake.StandardDay.Fill(doc.Schedule.Days, doc.Schedule.Breakdown)
	return doc
}

// stripOrder shows the strips of a unit; "!" marks closed ones.
func stripOrder(strips []production.Strip) string {
	var out []string
	for _, s := range strips {
		name := s.SceneNumber + s.Banner
		if s.Closed {
			name += "!"
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

func TestTablesKeepBanners(t *testing.T) {
	t.Parallel()
	table := func(scenes string) string {
		text := "Date,Scene\n"
		for _, number := range strings.Fields(scenes) {
			text += "2026-05-12," + number + "\n"
		}
		return text
	}
	tests := map[string]struct{ known, table, want string }{
		"the same order":               {"1, LUNCH, 2, UNIT MOVE, 3", table("1 2 3"), "1, LUNCH, 2, UNIT MOVE, 3"},
		"another order":                {"1, LUNCH, 2, UNIT MOVE, 3", table("3 2 1"), "3, 2, UNIT MOVE, 1, LUNCH"},
		"the scene went":               {"1, 2, LUNCH, 3", table("1 3"), "1, LUNCH, 3"},
		"all scenes above went":        {"1, LUNCH, 3", table("3"), "LUNCH, 3"},
		"at the top and the end":       {"SAFETY TALK, 1, 2, WRAP PARTY", table("1 4 2"), "SAFETY TALK, 1, 4, 2, WRAP PARTY"},
		"two in a row":                 {"1, LUNCH, UNIT MOVE, 2", table("1 2"), "1, LUNCH, UNIT MOVE, 2"},
		"between parts":                {"1, LUNCH, 1, 2", table("1 1 2"), "1, LUNCH, 1, 2"},
		"closed goes with its scene":   {"1, CLOSED SET, 2, 3", table("3 2 1"), "3, CLOSED SET, 2!, 1"},
		"closed without its scene":     {"1, CLOSED SET, 2, 3", table("1 3"), "1, 3"},
		"closed below lunch":           {"1, LUNCH, CLOSED SET, 2", table("1 3 2"), "1, LUNCH, 3, CLOSED SET, 2!"},
		"closed that closes nothing":   {"1, CLOSED SET, LUNCH, 2", table("1 2"), "1, CLOSED SET, LUNCH, 2"},
		"closed last":                  {"1, 2, CLOSED SET", table("1 2 3"), "1, 2, 3"},
		"the table opens it":           {"1, CLOSED SET, 2", "Date,Scene,Closed\n2026-05-12,1,yes\n2026-05-12,2,no\n", "1!, 2"},
		"a table with banners":         {"1, LUNCH, 2", "Date,Scene,Description\n2026-05-12,1,x\n2026-05-12,,TEA\n2026-05-12,2,x\n", "1, TEA, 2"},
		"a unit of its own for scenes": {"1, LUNCH, 2", "Date,Unit,Scene\n2026-05-12,Second,1\n2026-05-12,Second,2\n", "1, LUNCH, 2"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before, _ := take(t, production.Facts{}, onBoard(t, test.known))
			facts, _ := take(t, before, readDoc(t, "a.csv", test.table))
			strips := facts.Days[0].Units[0].Strips
			if diff := cmp.Diff(test.want, stripOrder(strips)); diff != "" {
				t.Error(diff)
			}
			ids := map[production.StripID]bool{}
			for _, s := range before.Days[0].Units[0].Strips {
				ids[s.ID] = true
			}
			for _, s := range strips {
				if s.Banner != "" && !ids[s.ID] && s.Banner != "TEA" {
					t.Errorf("%s has another id", s.Banner)
				}
			}
			if facts.Days[0].Note != "Tide at noon" {
				t.Errorf("the note is %q", facts.Days[0].Note)
			}
		})
	}
}

func TestTimesOfBannersThatStay(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ known, table, want string }{
		"all estimated":         {"1, LUNCH, 2", "Date,Scene,Call,Wrap\n2026-05-12,1,08:00,19:00\n2026-05-12,2,,\n", "09:00-13:15 LUNCH 13:15-14:15 14:15-18:30"},
		"the table's times":     {"1, LUNCH, 2", "Date,Scene,Start,End\n2026-05-12,1,09:00,12:30\n2026-05-12,2,13:30,18:00\n", "09:00-12:30 LUNCH 12:30-13:30 13:30-18:00"},
		"a time of its own":     {"1, LUNCH 13:00-14:00, 2", "Date,Scene,Start,End\n2026-05-12,1,09:00,12:30\n2026-05-12,2,14:00,18:00\n", "09:00-12:30 LUNCH 13:00-14:00 13:00-14:00 14:00-18:00"},
		"no longer between":     {"1, LUNCH 13:00-14:00, 2", "Date,Scene,Call,Start,End\n2026-05-12,1,15:00,16:00,19:00\n2026-05-12,2,,20:00,23:00\n", "16:00-19:00 LUNCH 13:00-14:00 19:00-20:00 20:00-23:00"},
		"a length of no minute": {"1, UNIT MOVE, 2", "Date,Scene,Start,End\n2026-05-12,1,09:00,12:30\n2026-05-12,2,13:30,18:00\n", "09:00-12:30 UNIT MOVE 12:30-12:30 13:30-18:00"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			facts, _ := take(t, production.Facts{}, onBoard(t, test.known))
			facts, _ = take(t, facts, readDoc(t, "a.csv", test.table))
			var got []string
			for _, s := range facts.Days[0].Units[0].Strips {
				got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s-%s", s.Banner, s.Start, s.End)))
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTablesKeepScenesThatWait(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		table    string
		unplaced string
		scenes   string
	}{
		"says nothing":            {"Date,Scene\n2026-05-12,1\n", "8 9", "1 8 9"},
		"places one":              {"Date,Scene\n2026-05-12,1\n2026-05-12,9\n", "8", "1 8 9"},
		"places a part":           {"Date,Scene\n2026-05-12,1\n2026-05-12,9PT1\n", "8", "1 8 9PT1"},
		"has a boneyard":          {"Scene,Set,Pages\nDAY 1 - Tue 12 May 2026,,\n1,HUT,3/8\nBONEYARD,,\n7,HUT,1/8\n", "7", "1 7"},
		"says all in our own way": {"", "8 9", "1 8 9"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := onBoard(t, "1, 2")
			facts, _ := take(t, production.Facts{}, doc)
			if test.table != "" {
				doc = readDoc(t, "a.csv", test.table)
			} else {
				doc = onBoard(t, "1")
			}
			facts, _ = take(t, facts, doc)
			var scenes []string
			for _, s := range facts.Scenes {
				scenes = append(scenes, s.Number)
			}
			if got := strings.Join(facts.Unplaced, " "); got != test.unplaced || strings.Join(scenes, " ") != test.scenes {
				t.Errorf("%s wait, want %s; the scenes are %v", got, test.unplaced, scenes)
			}
		})
	}
}
