package examples_test

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

func TestScriptAndScheduleHaveTheSameScenes(t *testing.T) {
	t.Parallel()
	s := readSchedule(t)
	scheduled := map[string]string{}
	for _, b := range s.scenes() {
		number, _, _ := strings.Cut(*b.Scene, "PT")
		heading := s.only(t, b, production.CategoryIntExt) + ". " + s.only(t, b, production.CategorySet) + " - " + s.only(t, b, production.CategoryDayNight)
		if before, again := scheduled[number]; again && before != heading {
			t.Errorf("the parts of scene %s have the headings %q and %q", number, before, heading)
		}
		scheduled[number] = heading
	}
	written := map[string]string{}
	for _, scene := range readScript(t) {
		written[scene.number] = scene.heading
	}
	if diff := cmp.Diff(written, scheduled); diff != "" {
		t.Errorf("script (-) and schedule (+) differ:\n%s", diff)
	}
	if len(written) != 36 {
		t.Errorf("%d scenes in the script, want 35 and 12A", len(written))
	}
}

func TestDaysHoldTheirStrips(t *testing.T) {
	t.Parallel()
	s := readSchedule(t)
	if len(s.Stripboards[0].Boards[0].BreakdownIDs) != 12 {
		t.Fatalf("%d shoot days, want 12", len(s.Stripboards[0].Boards[0].BreakdownIDs))
	}
	lastWrap := production.Clock(-24 * 60)
	dates := shootDates(t, s)
	for i, ids := range s.Stripboards[0].Boards[0].BreakdownIDs {
		day := s.breakdown(ids[len(ids)-1])
		if day.Type != "day" {
			t.Fatalf("day %d ends with a %s, not with its day strip", i+1, day.Type)
		}
		call, wrap := clock(t, day.Call), clock(t, day.Wrap)
		total, end := 0.0, call
		for _, id := range ids[:len(ids)-1] {
			b := s.breakdown(id)
			if b.Type != "scene" {
				continue
			}
			start := clock(t, b.Start)
			if start < end {
				t.Errorf("day %d: scene %s starts at %s, before %s", i+1, *b.Scene, start, end)
			}
			end = clock(t, b.End)
			if end <= start || int(end-start)*60_000 != *b.Duration {
				t.Errorf("day %d: scene %s runs %s to %s, duration %d ms", i+1, *b.Scene, start, end, *b.Duration)
			}
			total += *b.Pages
		}
		if end > wrap {
			t.Errorf("day %d: the last scene ends at %s, after wrap at %s", i+1, end, wrap)
		}
		if total != *day.Pages || total < 2 || total > 6 {
			t.Errorf("day %d: scenes have %.3f pages, the day strip says %.3f", i+1, total, *day.Pages)
		}
		begin := production.Clock(dates[i].DaysSince(dates[0])*24*60) + call
		if rest := begin - lastWrap; rest < 11*60 {
			t.Errorf("day %d starts %d minutes after the wrap before; eleven hours of rest are due", i+1, rest)
		}
		lastWrap = begin - call + wrap
	}
}

// shootDates walks the calendar as a reader of the standard does: from the start event, skipping days off.
func shootDates(t *testing.T, s schedule) []production.Date {
	t.Helper()
	var day production.Date
	var off []production.Date
	for _, e := range s.Calendars[0].Events {
		date, err := production.ParseDate(e.Date[:10])
		if err != nil {
			t.Fatal(err)
		}
		switch e.Type {
		case "start":
			day = date
		case "dayOff":
			off = append(off, date)
		}
	}
	var dates []production.Date
	for len(dates) < 12 {
		if !slices.Contains(off, day) && !slices.Contains(s.Calendars[0].DaysOff, int(day.Weekday())) {
			dates = append(dates, day)
		}
		day = day.AddDays(1)
	}
	return dates
}

func TestCalendarGivesTheDates(t *testing.T) {
	t.Parallel()
	want := []production.Date{"2026-05-04", "2026-05-05", "2026-05-06", "2026-05-07", "2026-05-08", "2026-05-11",
		"2026-05-12", "2026-05-13", "2026-05-14", "2026-05-15", "2026-05-16", "2026-05-18"}
	if diff := cmp.Diff(want, shootDates(t, readSchedule(t))); diff != "" {
		t.Error(diff)
	}
}

func TestCastIsInTheScene(t *testing.T) {
	t.Parallel()
	s, texts := readSchedule(t), map[string]string{}
	for _, scene := range readScript(t) {
		texts[scene.number] = strings.ToUpper(scene.text)
	}
	cast := map[string]bool{}
	for _, b := range s.scenes() {
		number, _, _ := strings.Cut(*b.Scene, "PT")
		for _, name := range s.named(b, production.CategoryCast) {
			cast[name] = true
			if !strings.Contains(texts[number], name) {
				t.Errorf("scene %s: the schedule has %s, the script does not", number, name)
			}
		}
	}
	var played []string
	for _, p := range s.People {
		if p.Character != "" {
			played = append(played, p.Character)
		}
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(cast)), slices.Sorted(slices.Values(played))); diff != "" {
		t.Errorf("cast on the board (-) and performers (+) differ:\n%s", diff)
	}
	if len(cast) != 10 {
		t.Errorf("%d cast, want 10", len(cast))
	}
}

func TestSpeakersAreCast(t *testing.T) {
	t.Parallel()
	// On the radio, in chorus: heard in the scene, but not called to the set for it.
	offSet := []string{"35 BEE", "7 CLASS", "18 CLASS", "19 CLASS"}
	s, called := readSchedule(t), map[string][]string{}
	for _, b := range s.scenes() {
		number, _, _ := strings.Cut(*b.Scene, "PT")
		called[number] = s.named(b, production.CategoryCast)
	}
	for _, scene := range readScript(t) {
		for _, name := range scene.speakers {
			if !slices.Contains(called[scene.number], name) && !slices.Contains(offSet, scene.number+" "+name) {
				t.Errorf("scene %s: %s speaks and is not called", scene.number, name)
			}
		}
	}
}

func TestPagesFollowTheScript(t *testing.T) {
	t.Parallel()
	planned, total := map[string]float64{}, 0.0
	s := readSchedule(t)
	for _, b := range s.scenes() {
		number, _, _ := strings.Cut(*b.Scene, "PT")
		planned[number] += *b.Pages
		total += *b.Pages
	}
	for _, scene := range readScript(t) {
		if measured := float64(scene.lines) / 55; math.Abs(measured-planned[scene.number]) > 0.25 {
			t.Errorf("scene %s: %.2f pages in the script, %.2f on the board", scene.number, measured, planned[scene.number])
		}
	}
	if total < 40 || total > 55 {
		t.Errorf("the board has %.1f pages", total)
	}
}

func TestOnlyTheBedroomIsClosed(t *testing.T) {
	t.Parallel()
	s := readSchedule(t)
	for _, b := range s.scenes() {
		if want := *b.Scene == "14"; b.Closed != want || (*b.Room == 0) != want {
			t.Errorf("scene %s: closed %v, room for %d BTS people", *b.Scene, b.Closed, *b.Room)
		}
	}
	for _, e := range s.Calendars[0].Events {
		if e.Scene == "14" {
			t.Errorf("the event %q shows a rehearsal of the closed scene", *e.Name)
		}
	}
}

func TestEventsNameKnownPeopleAndTimes(t *testing.T) {
	t.Parallel()
	s := readSchedule(t)
	kinds := map[string]int{}
	for _, e := range s.Calendars[0].Events {
		if e.Type != "event" {
			continue
		}
		kinds[strings.ToLower(strings.FieldsFunc(*e.Name, func(r rune) bool { return r == ':' || r >= '0' && r <= '9' })[0])]++
		if clock(t, e.End) <= clock(t, e.Start) {
			t.Errorf("%s ends before it starts", *e.Name)
		}
		for _, name := range e.People {
			if !slices.ContainsFunc(s.People, func(p personEntry) bool { return p.Name == name }) {
				t.Errorf("%s: nobody is called %q", *e.Name, name)
			}
		}
	}
	want := map[string]int{"fitting ": 3, "make-up test": 1, "camera test": 1, "set build": 4, "publicity visit": 1, "rehearsal": 3, "travel": 2}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Error(diff)
	}
}

func TestCrewCanWork(t *testing.T) {
	t.Parallel()
	var list struct {
		Title    string          `json:"title"`
		Kind     production.Kind `json:"kind"`
		TimeZone string          `json:"time_zone"`
		CrewDays int             `json:"crew_days"`
		RulePack string          `json:"rule_pack"`
		Crew     []crew.Member   `json:"crew"`
	}
	data, err := examples.LampRoom.ReadFile(examples.CrewFile)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	p := production.Production{Title: list.Title, Kind: list.Kind, TimeZone: list.TimeZone, CrewDays: list.CrewDays}
	if err := p.Check(); err != nil {
		t.Error(err)
	}
	if list.RulePack != "uk-bectu" || list.CrewDays != 16 || len(list.Crew) != 4 {
		t.Errorf("rule pack %q, %d crew-days, %d people", list.RulePack, list.CrewDays, len(list.Crew))
	}
	var known []string
	for _, s := range story.Skills {
		known = append(known, string(s))
	}
	for _, m := range list.Crew {
		if err := m.Check(known); err != nil {
			t.Error(err)
		}
	}
	if _, err := time.LoadLocation(list.TimeZone); err != nil {
		t.Error(err)
	}
}
