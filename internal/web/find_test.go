package web

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMatching(t *testing.T) {
	t.Parallel()
	all := []thing{
		{Text: "Scene 12", Hint: "INT. BAR"}, {Text: "Scene 1", Hint: "INT. LAMP ROOM"}, {Text: "Lamp lit for real", Hint: "Technical, day 4"},
		{Text: "Day 4 · Thu 7 May", Hint: "Stage"}, {Text: "Rain", Hint: "Technical, day 7"},
	}
	for name, tc := range map[string]struct {
		words []string
		want  []string
	}{
		"the whole name first":        {[]string{"scene", "1"}, []string{"Scene 1", "Scene 12"}},
		"names before hints":          {[]string{"lamp"}, []string{"Lamp lit for real", "Scene 1"}},
		"every word must be there":    {[]string{"lamp", "technical"}, []string{"Lamp lit for real"}},
		"a name before what names it": {[]string{"day", "4"}, []string{"Day 4 · Thu 7 May", "Lamp lit for real"}},
		"nothing":                     {[]string{"submarine"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, found := range matching(all, tc.words) {
				got = append(got, found.Text)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMatchingKeepsTheListShort(t *testing.T) {
	t.Parallel()
	all := make([]thing, 40)
	for i := range all {
		all[i].Text = "Scene"
	}
	if got := len(matching(all, []string{"scene"})); got != mostFound {
		t.Errorf("%d things, want %d", got, mostFound)
	}
}
