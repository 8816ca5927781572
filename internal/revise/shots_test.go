package revise

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
)

// Two drafts of which the second numbers every scene one higher.
const (
	threeScenes = "INT. HUT - DAY #1#\n\nRain on the roof. Edda counts the leaks, one, two, three, and gives up.\n\n" +
		"EXT. QUAY - NIGHT #2#\n\nThe ferry is late. Sunny coils the same rope again and again in the wind.\n\n" +
		"INT. CHURCH - DAY #3#\n\nNobody sings. The organ player sleeps over the keys and one note hangs.\n\n"
	oneHigher = "EXT. SEA - DAWN #1#\n\nNothing but water, grey and slow, and then a light that is no star.\n\n" +
		"INT. HUT - DAY #2#\n\nRain on the roof. Edda counts the leaks, one, two, three, and gives up.\n\n" +
		"EXT. QUAY - NIGHT #3#\n\nThe ferry is late. Sunny coils the same rope again and again in the wind.\n\n" +
		"INT. CHURCH - DAY #4#\n\nNobody sings. The organ player sleeps over the keys and one note hangs.\n\n"
)

// shotPlaces shows shots as "scene/number size heading of the scene".
func shotPlaces(facts production.Facts) []string {
	heading := map[production.SceneID]string{}
	for _, s := range facts.Scenes {
		heading[s.ID] = s.Set
	}
	out := shotTitles(facts)
	for i, s := range facts.Shots {
		out[i] += " " + heading[s.SceneID]
	}
	return out
}

// TestShotsStayAtTheirScene: a shot is of a scene, whatever number that has in the next draft.
func TestShotsStayAtTheirScene(t *testing.T) {
	t.Parallel()
	first := "Scene,Shot,Size\n1,1,LS\n2,1,CU\n2PT1,1,MS\n3,1,LS\n9,1,XX\n"
	tests := map[string]struct {
		papers []string // after the first draft and its shots
		want   []string
	}{
		"renumbered":               {[]string{oneHigher}, []string{"2/1 LS HUT", "3/1 CU QUAY", "3PT1/1 MS QUAY", "4/1 LS CHURCH", "9/1 XX "}},
		"and a list for one":       {[]string{oneHigher, "Scene,Shot,Size\n2,1,MCU\n"}, []string{"2/1 MCU HUT", "3/1 CU QUAY", "3PT1/1 MS QUAY", "4/1 LS CHURCH", "9/1 XX "}},
		"and a list for a new one": {[]string{oneHigher, "Scene,Shot,Size\n1,1,XLS\n"}, []string{"1/1 XLS SEA", "2/1 LS HUT", "3/1 CU QUAY", "3PT1/1 MS QUAY", "4/1 LS CHURCH", "9/1 XX "}},
		"the scene went":           {[]string{"EXT. SEA - DAWN #2#\n\nNothing but water, grey and slow, and then a light that is no star.\n\n"}, []string{"1/1 LS ", "2/1 CU SEA", "2PT1/1 MS SEA", "3/1 LS ", "9/1 XX "}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			facts, _ := take(t, production.Facts{}, readDoc(t, "a.fountain", threeScenes))
			facts, _ = take(t, facts, readDoc(t, "shots.csv", first))
			ids := map[production.ShotID]bool{}
			for _, s := range facts.Shots {
				ids[s.ID] = true
			}
			for _, paper := range test.papers {
				doc := mustRead(t, paper, intake.Options{})
				facts, _ = take(t, facts, doc)
			}
			if diff := cmp.Diff(test.want, shotPlaces(facts)); diff != "" {
				t.Error(diff)
			}
			for _, s := range facts.Shots {
				if s.Size != "XLS" && !ids[s.ID] {
					t.Errorf("shot %s/%s has another id", s.Scene, s.Number)
				}
			}
		})
	}
}
