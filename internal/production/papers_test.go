package production

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBuildHeading(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		where     IntExt
		set, time string
		want      string
	}{
		"all":         {Interior, "HUT", "NIGHT", "INT. HUT - NIGHT"},
		"no time":     {Both, "CAR", "", "INT/EXT. CAR"},
		"set alone":   {"", "QUAY", "", "QUAY"},
		"without set": {Exterior, "", "DAY", "EXT. DAY"},
		"where alone": {Exterior, "", "", "EXT."},
	}
	for name, test := range tests {
		if got := BuildHeading(test.where, test.set, test.time); got != test.want {
			t.Errorf("%s: the heading is %q, want %q", name, got, test.want)
		}
	}
}

func TestAddToScene(t *testing.T) {
	t.Parallel()
	var s Scene
	for _, e := range []Element{{Name: "Rope", Source: FromScript}, {}, {Name: "Rope", Source: FromScript}, {Name: "Rope", Source: FromSchedule}} {
		s.AddElement(e)
	}
	if len(s.Elements) != 2 {
		t.Errorf("the elements are %v", s.Elements)
	}
	for _, name := range []string{"ANN", "", "BEA", "ANN"} {
		AddName(&s.Characters, name)
	}
	if diff := cmp.Diff([]string{"ANN", "BEA"}, s.Characters); diff != "" {
		t.Error(diff)
	}
	for i := range 2 * MostPerScene {
		AddName(&s.Tags, fmt.Sprint(i))
		s.AddElement(Element{Name: fmt.Sprint(i)})
	}
	if len(s.Tags) != MostPerScene || len(s.Elements) != MostPerScene {
		t.Errorf("%d names and %d elements", len(s.Tags), len(s.Elements))
	}
}

func TestCloneDays(t *testing.T) {
	t.Parallel()
	days := []Day{{Units: []UnitDay{{Unit: "Main", Strips: []Strip{{SceneNumber: "1", Start: NoClock}, {SceneNumber: "2", Start: 600}}}}}}
	clone := CloneDays(days)
	if diff := cmp.Diff(days, clone); diff != "" {
		t.Error(diff)
	}
	clone[0].Number, clone[0].Units[0].Unit, clone[0].Units[0].Strips[0].SceneNumber = 7, "Second", "9"
	if d := days[0]; d.Number != 0 || d.Units[0].Unit != "Main" || d.Units[0].Strips[0].SceneNumber != "1" {
		t.Errorf("changing the clone changed %+v", days)
	}
	if at := FirstStart(days[0].Units[0].Strips); at != 600 {
		t.Errorf("the first start is %s", at)
	}
	if at := FirstStart(days[0].Units[0].Strips[:1]); at.Known() {
		t.Errorf("there is a start: %s", at)
	}
}

func TestIsBoardID(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"1": true, "104A": true, "": false, "EDDA": false, "2 MEN": false, "12345": false} {
		if IsBoardID(name) != want {
			t.Errorf("%q is a cast number: %t", name, !want)
		}
	}
}
