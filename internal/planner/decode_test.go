package planner

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
)

func TestDecodeReadsWhatWasWritten(t *testing.T) {
	t.Parallel()
	want, _ := handMade()
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	data = append([]byte(`{"made_by":"another program",`), data[1:]...)
	got, err := Decode(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestDecodeAnswersBadInput(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"empty", " \n", "empty"},
		{"noise", "\x00\xff\xfe\x01", "not JSON"},
		{"cut off", `{"params":{"prep":30`, "ends in the middle"},
		{"a list", `[1,2]`, "the document is a list; an object was expected"},
		{"text for a number", "{\n \"params\": {\"prep\": \"half an hour\"}}", "line 2"},
		{"wrong type is named", `{"params":{"prep":"x"}}`, "params.prep is a text; a whole number was expected"},
		{"fraction", `{"budget_days":1.5}`, "budget_days"},
		{"two documents", `{} {}`, "something follows"},
		{"nothing there", `{}`, "the file lacks params, skills, arcs, places, travel, days, crew, moments and budget_days"},
		{"a key misspelt", everyKeyBut("budget_days"), "the file lacks budget_days"},
		{"nothing set", everyKeyBut(""), "params.grid: 0 is not between 1 and 1440"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := Decode(strings.NewReader(c.in))
			if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v does not say %q", err, c.want)
			}
		})
	}
}

// everyKeyBut is a document with every key of a problem but one, and nothing in them.
func everyKeyBut(left string) string {
	doc := map[string]any{"params": Params{}, "budget_days": 0}
	for _, key := range []string{"skills", "arcs", "places", "travel", "days", "crew", "moments"} {
		doc[key] = []int{}
	}
	delete(doc, left)
	data, err := json.Marshal(doc)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// TestDecodeKnowsNoneFromTheFirst: who leaves person and last_day out means nobody and no day.
func TestDecodeKnowsNoneFromTheFirst(t *testing.T) {
	t.Parallel()
	p, _ := handMade()
	data, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	for _, m := range doc["moments"].([]any) {
		delete(m.(map[string]any), "person")
		delete(m.(map[string]any), "last_day")
	}
	if data, err = json.Marshal(doc); err != nil {
		t.Fatal(err)
	}
	got, err := Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range got.Moments {
		if m.Person != none || m.LastDay != none {
			t.Errorf("moments[%d]: person %d, last day %d", i, m.Person, m.LastDay)
		}
	}
}

// TestValidateNamesEverythingAtOnce spoils many things in one problem and wants each by its path.
func TestValidateNamesEverythingAtOnce(t *testing.T) {
	t.Parallel()
	p, _ := handMade()
	p.Params.Grid = 0
	p.Params.MealMin = 400
	p.Params.Slopes = [3]int{1, 2, 3}
	p.Travel[1] = []int{0}
	p.Days[1].Calendar = 0
	p.Days[0].Units[0].Strips[0].Cast[0] = 4
	p.Days[0].Units[0].Strips[0].End = 500
	p.Crew[0].Avail = p.Crew[0].Avail[:1]
	p.Crew[1].Skills[0] = -1
	p.Moments[3].Windows[0].Day = 99
	p.Moments[2].Windows[0].Start = -15
	p.Moments[1].Windows[0] = Window{0, 5000, 5100, 1, 100}
	p.Moments[0].Roles[0].N = 0
	p.Moments[4].Roles = nil
	p.Deliverables[0].Members = []int{1, 1}
	p.Baseline.Covers[0].Team[0] = 9
	p.FreezeDay = 3
	want := []string{
		"params.grid: 0 is not between 1 and 1440",
		"params.meal_min: 400 is later than meal_max",
		"params.slopes: [1 2 3] rises",
		"freeze_day: 3 is not between 0 and 2",
		"travel[1]: 1 entry for 2 places",
		"days[0].units[0].strips[0].end: 500 is before the start, 540",
		"days[0].units[0].strips[0].cast[0]: 4 is not one of 1 person",
		"days[1].calendar: 0 is not after the day before it, 0",
		"crew[0].avail: 1 entry for 2 days",
		"crew[1].skills[0]: -1 is not one of 2 skills",
		"moments[0].roles[0].n: 0 is not between",
		"moments[1].windows[0]: 5000 to 5100 lies outside day 0",
		"moments[2].windows[0].start: -15 is not between",
		"moments[3].windows[0].day: 99 is not one of 2 days",
		"moments[4].roles: nobody is asked for",
		"deliverables[0].members[1]: moment 1 is listed twice",
		"baseline.covers[0].team[0]: 9 is not one of 3 crew members",
	}
	var got []string
	for _, e := range p.Validate() {
		got = append(got, e.Error())
	}
	if len(got) != len(want) {
		t.Errorf("%d mistakes named, want %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
	}
	for _, w := range want {
		if !strings.Contains(strings.Join(got, "\n"), w) {
			t.Errorf("%q is not named in\n%s", w, strings.Join(got, "\n"))
		}
	}
}

func TestValidateRefusesTablesThatWouldNotFit(t *testing.T) {
	t.Parallel()
	p, _ := handMade()
	p.Days[1].Calendar = 3600
	p.Moments[4].Windows[0] = Window{1, 3600*dayMinutes + 1, 3600*dayMinutes + 61, 0, 100}
	p.Moments[3].Windows = p.Moments[3].Windows[:1]
	p.Days[1].Units, p.Baseline, p.FreezeDay = nil, nil, 0
	p.People = make([]string, 1000)
	errs := p.Validate()
	if len(errs) != 1 || !strings.Contains(errs[0].Error(), "too much to plan at once") {
		t.Errorf("%v", errs)
	}
}

func FuzzDecode(f *testing.F) {
	p, _ := handMade()
	data, _ := json.Marshal(p)
	f.Add(string(data))
	f.Add(`{"params":{}}`)
	f.Fuzz(func(t *testing.T, in string) {
		p, err := Decode(strings.NewReader(in))
		if (p == nil) == (err == nil) {
			t.Errorf("problem %v, error %v", p, err)
		}
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("error without a code: %v", err)
		}
	})
}

// TestDecodeSolutionNeedsCoversAndShifts: another document is no plan without anything in it.
func TestDecodeSolutionNeedsCoversAndShifts(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`null`: "lacks covers and shifts", `{}`: "lacks covers and shifts", `{"covers":[]}`: "lacks shifts", `{"moments":[]}`: "lacks covers and shifts",
	} {
		if _, err := DecodeSolution(strings.NewReader(in)); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", in, err)
		}
	}
	if _, err := DecodeSolution(strings.NewReader(`{"covers":null,"shifts":[]}`)); err != nil {
		t.Error(err)
	}
}

// TestShiftEatsFirst: where work leaves no time for a meal, an earlier call makes time for it before.
func TestShiftEatsFirst(t *testing.T) {
	t.Parallel()
	m := &model{p: &Problem{Params: Params{Prep: 45, Post: 30, MaxShift: 720, MealLen: 30, MealMin: 150, MealMax: 360, AfterMeal: 360, Grid: 30}},
		places: 1, travel: []int32{5}}
	jobs := []job{{start: 705, end: 915}, {start: 945, end: 1035}}
	if call, wrap, meal, ok := m.shift(jobs, noCall); !ok || call != 510 || wrap != 1065 || meal != 675 {
		t.Errorf("call %d, wrap %d, meal %d, %v", call, wrap, meal, ok)
	}
}
