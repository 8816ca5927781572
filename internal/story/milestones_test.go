package story

import (
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/production"
)

// manyTogether is a film whose parts all begin and end with the same strip.
func manyTogether(parts ...string) production.Facts {
	f := film()
	for i := range f.Scenes {
		f.Scenes[i].Characters = parts
	}
	for i := range f.Days {
		for j := range f.Days[i].Units[0].Strips {
			f.Days[i].Units[0].Strips[j].Cast = parts
		}
	}
	return f
}

func TestOneMomentForAllWhoWrapTogether(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		parts       []string
		wrap, first string
	}{
		"one": {[]string{"MAYA"}, "Nora Vance (Maya)", "Nora Vance (Maya)"},
		"two": {[]string{"MAYA", "TOM"}, "Nora Vance (Maya) and Ben Ode (Tom)", "Nora Vance (Maya) and Ben Ode (Tom)"},
		"three": {[]string{"ADA", "MAYA", "TOM"}, "Ada, Nora Vance (Maya) and Ben Ode (Tom)",
			"Ada, Nora Vance (Maya) and Ben Ode (Tom)"},
		"five": {[]string{"ADA", "EVE", "IDA", "MAYA", "TOM"}, "Ada, Eve and 3 more", "Ada, Eve and 3 more"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			list := Find(manyTogether(test.parts...), Options{MinScore: 1})
			wrap := titled(t, list, "Last shot of the film: scene 3, and wrap of "+test.wrap)
			titled(t, list, "First day of "+test.first)
			if said := said(wrap); strings.Count(said, "Ada") > 0 != slices.Contains(test.parts, "ADA") || !strings.Contains(said, "Nora Vance (Maya)") {
				t.Errorf("the reasons do not name everybody: %s", said)
			}
			if !slices.Equal(wrap.Cast, test.parts) {
				t.Errorf("the moment is of %v", wrap.Cast)
			}
			ends := 0
			for _, m := range list {
				if m.Kind == Wrap || m.Kind == LastShot {
					ends++
				}
				if strings.HasPrefix(m.Title, "Wrap of") {
					t.Errorf("%q is a moment beside the last shot", m.Title)
				}
			}
			if want := 2; ends != want { // and the last day on the kitchen set
				t.Errorf("%d moments for things that end, want %d", ends, want)
			}
		})
	}
}
