package revise

import (
	"fmt"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
)

// TestMergeIsBounded merges papers that nothing can tell apart: no scene may be compared with every
// other one.
func TestMergeIsBounded(t *testing.T) {
	t.Parallel()
	same := func(numbered bool, text string) intake.Document {
		script := production.Script{}
		for n := range 5000 {
			s := production.Scene{Number: "1", NumberGiven: numbered, Position: n, Heading: "INT. ROOM - DAY", IntExt: production.Interior, Set: "ROOM", InScript: true, Characters: []string{"EDDA"}}
			if !numbered {
				s.Number = fmt.Sprint(n + 1)
			}
			s.Lines = []production.Line{{Kind: production.Action, Text: text}}
			script.Scenes = append(script.Scenes, s)
		}
		return intake.Document{Kind: intake.KindScript, Format: intake.FormatFountain, Script: &script}
	}
	for name, numbered := range map[string]bool{"one number": true, "no numbers": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			begun := time.Now()
			facts, _ := merged(t, production.Facts{}, same(numbered, "The rain it raineth every day."))
			facts, _ = merged(t, facts, same(numbered, "And yet the rain it raineth not, not every day."))
			if len(facts.Scenes) != 5000 {
				t.Errorf("%d scenes", len(facts.Scenes))
			}
			if took := time.Since(begun); took > time.Minute {
				t.Errorf("it took %v", took)
			}
		})
	}
}
