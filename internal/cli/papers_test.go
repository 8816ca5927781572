package cli

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/revise"
)

func TestLocaleOf(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		env  map[string]string
		want string
	}{
		"nothing said":          {nil, ""},
		"a language":            {map[string]string{"LANG": "de_DE.UTF-8"}, "de-DE"},
		"with a currency":       {map[string]string{"LANG": "de_DE@euro"}, "de-DE"},
		"without a country":     {map[string]string{"LANG": "pt"}, "pt"},
		"the computer's own":    {map[string]string{"LANG": "C"}, ""},
		"the same in UTF-8":     {map[string]string{"LANG": "C.UTF-8"}, ""},
		"the same by POSIX":     {map[string]string{"LANG": "POSIX"}, ""},
		"times before language": {map[string]string{"LANG": "de_DE.UTF-8", "LC_TIME": "en_US.UTF-8"}, "en-US"},
		"all before times":      {map[string]string{"LC_ALL": "C", "LC_TIME": "en_US.UTF-8"}, ""},
		"empty counts as unset": {map[string]string{"LC_ALL": "", "LANG": "en_GB"}, "en-GB"},
		"nonsense":              {map[string]string{"LANG": "klingonish_of_kronos"}, ""},
	}
	for name, test := range tests {
		if got := localeOf(func(key string) string { return test.env[key] }); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestWhole(t *testing.T) {
	t.Parallel()
	ids := []string{"01a21696-fe7d-7f3b-85e8-b1f2b74426dc", "01a21696-fe7d-7f3b-85e8-b1f2b7442700", "01a30000-fe7d-7f3b-85e8-aaaaaa4426dc"}
	tests := map[string]struct {
		said, want string
		code       fault.Code
	}{
		"the whole id":   {ids[0], ids[0], ""},
		"the end":        {"442700", ids[1], ""},
		"the beginning":  {"01a300", ids[2], ""},
		"too short":      {"42700", "", fault.NotFound},
		"none":           {"ffffff", "", fault.NotFound},
		"nothing":        {"", "", fault.NotFound},
		"two ends":       {"4426dc", "", fault.Invalid},
		"two beginnings": {"01a21696", "", fault.Invalid},
		"the middle":     {"7f3b-85e8", "", fault.NotFound},
	}
	for name, test := range tests {
		if got, err := whole(ids, test.said, "revision"); got != test.want || fault.CodeOf(err) != test.code {
			t.Errorf("%s: %q, %v; want %q, %q", name, got, err, test.want, test.code)
		}
	}
	if short("abc") != "abc" || short(ids[0]) != "b74426dc" {
		t.Errorf("printed are %q and %q", short("abc"), short(ids[0]))
	}
}

// TestTheMostUrgentStandsFirst: what breaks, what is disputed, what is in it, what changes; long lists
// and values are cut.
func TestTheMostUrgentStandsFirst(t *testing.T) {
	t.Parallel()
	many := make([]revise.Change, 25)
	for i := range many {
		many[i] = revise.Change{What: "scene", Title: "1", Why: "gone"}
	}
	r := office.ImportResult{
		Files: []office.ImportedFile{{File: "a.fdx", Kind: "script", Format: "fdx", Scenes: 3, Warnings: []intake.Warning{{Line: 4, Message: "odd"}}}},
		Corrections: []correction.Correction{
			{ID: "c-12345678", What: correction.Scene, Target: "s", Field: "set", Value: "ROOM", Paper: "", State: correction.Disputed},
			{ID: "d-12345678", What: correction.Day, Target: "gone", Field: "call", Value: "06:30", State: correction.Orphaned},
			{ID: "e-12345678", What: correction.Scene, Target: "s", Field: "synopsis", Value: "", State: correction.Agreed},
		},
		Changes: office.ImportChanges{
			Broken: []office.Broken{{Title: "Interview", Why: "it is no longer on Mon 4 May", Do: "Plan again."}}, Removed: many,
			Changed: []revise.Change{{What: "scene", Title: "2", Why: "all", Fields: []revise.FieldChange{
				{Field: "cast", Was: strings.Repeat("NAME ", 20), Is: ""}, {Field: "b"}, {Field: "c"}, {Field: "d"}, {Field: "e"},
			}}},
		},
	}
	var b strings.Builder
	writeResult(&b, r, production.Facts{Scenes: []production.Scene{{ID: "s", Number: "7"}}})
	want := `No longer holds: Interview: it is no longer on Mon 4 May. Plan again.
Disputed: scene 7, set is shown as ROOM, the paper now says nothing. Keep it, or: bts corrections remove 12345678
Correction of something that is gone: a day, call was to be 06:30. Remove it with: bts corrections remove 12345678
Now in the paper too: scene 7, synopsis is nothing.
a.fdx: script (fdx), 3 scenes
25 removed, 0 moved, 1 changed, 0 added.
` + strings.Repeat("  Removed scene: 1. gone\n", 20) + `  Removed: 5 more
  Changed scene: 2. cast: NAME NAME NAME NAME NAME NAME NAME NAME… -> nothing; b: nothing -> nothing; c: nothing -> nothing; d: nothing -> nothing; 1 more
  a.fdx, line 4: odd
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error("(-want +got)", diff)
	}
}

// TestPlainFacts: programs read times as people write them and lists that are never null.
func TestPlainFacts(t *testing.T) {
	t.Parallel()
	got, err := plainFacts(readFacts{Schedule: &production.Schedule{
		Days:   []production.Day{{Units: []production.UnitDay{{Call: 420, Wrap: 1470}}}},
		Events: []production.Event{{Start: production.NoClock, End: 600}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	schedule := got.(map[string]any)["schedule"].(map[string]any)
	unit := schedule["days"].([]any)[0].(map[string]any)["units"].([]any)[0].(map[string]any)
	event := schedule["events"].([]any)[0].(map[string]any)
	if unit["call"] != "07:00" || unit["wrap"] != "00:30+1" || event["start"] != "" || event["end"] != "10:00" {
		t.Errorf("times are %v and %v", unit, event)
	}
	if diff := cmp.Diff([]any{}, unit["strips"]); diff != "" {
		t.Error("an empty list is", diff)
	}
}
