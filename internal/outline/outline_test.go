package outline_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/outline"
)

func TestTemplatesAreArcsThatHold(t *testing.T) {
	t.Parallel()
	want := []string{"craft", "people", "place", "obstacle", "first_time", "tradition"}
	var keys []string
	for _, template := range outline.Templates() {
		keys = append(keys, template.Key)
		arc, beats, err := outline.FromTemplate(template.Key, 7)
		if err != nil {
			t.Fatal(err)
		}
		if err := arc.Check(); err != nil || arc.Question == "" || arc.Logline == "" || arc.Place != 7 {
			t.Errorf("%s: %v %+v", template.Key, err, arc)
		}
		sources := map[outline.Source]bool{}
		for i, b := range beats {
			if err := b.Check(); err != nil || b.Arc != arc.ID || len(b.Wants) == 0 {
				t.Errorf("%s, %s: %v", template.Key, b.Title, err)
			}
			if i > 0 && beats[i-1].Place >= b.Place {
				t.Errorf("%s: %q is not after the beat before", template.Key, b.Title)
			}
			for _, w := range b.Wants {
				sources[w.Source] = true
			}
		}
		if len(beats) < 3 || !sources[outline.FromMoment] || !sources[outline.FromInterview] {
			t.Errorf("%s has %d beats from %v", template.Key, len(beats), sources)
		}
	}
	if d := cmp.Diff(want, keys); d != "" {
		t.Error(d)
	}
	if _, _, err := outline.FromTemplate("heist", 0); !fault.Is(err, fault.Invalid) {
		t.Errorf("error %v", err)
	}
}

func TestStrength(t *testing.T) {
	t.Parallel()
	moment := func(l outline.Level) outline.Thread { return outline.Thread{Source: outline.FromMoment, Level: l} }
	talk := func(l outline.Level) outline.Thread { return outline.Thread{Source: outline.FromInterview, Level: l} }
	wants := []outline.Want{{Source: outline.FromMoment, Count: 2}, {Source: outline.FromInterview, Count: 1}}
	tests := map[string]struct {
		wants   []outline.Want
		threads []outline.Thread
		want    outline.Bar
		now     outline.Level
	}{
		"nothing yet":                       {wants, nil, outline.Bar{3}, outline.Wanted},
		"half":                              {wants, []outline.Thread{moment(outline.Planned)}, outline.Bar{3, 1, 1}, outline.Wanted},
		"more of one does not stand in for": {wants, []outline.Thread{moment(outline.Cut), moment(outline.Tied), moment(outline.Tied)}, outline.Bar{3, 2, 1, 1, 1, 1}, outline.Wanted},
		"all planned":                       {wants, []outline.Thread{moment(outline.Planned), moment(outline.Captured), talk(outline.Planned)}, outline.Bar{3, 3, 3, 1}, outline.Planned},
		"nothing said, nothing there":       {nil, nil, outline.Bar{1}, outline.Wanted},
		"nothing said":                      {nil, []outline.Thread{talk(outline.Tied), moment(outline.Captured)}, outline.Bar{1, 1, 1, 1}, outline.Captured},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bar := outline.Beat{Wants: test.wants}.Strength(test.threads)
			if d := cmp.Diff(test.want, bar); d != "" {
				t.Error(d)
			}
			if bar.Now() != test.now {
				t.Errorf("now %s, want %s", bar.Now().Title(), test.now.Title())
			}
		})
	}
}

func TestBetween(t *testing.T) {
	t.Parallel()
	a, b := 1.0, 2.0
	for range 40 {
		m, ok := outline.Between(&a, &b)
		if !ok || m <= a || m >= b {
			t.Fatalf("%v between %v and %v", m, a, b)
		}
		b = m
	}
	for range 100 {
		if m, ok := outline.Between(&a, &b); ok {
			b = m
			continue
		}
		return // out of room, and says so
	}
	t.Error("there is always room")
}

func TestCheckRefuses(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ש", 10_001)
	for name, err := range map[string]error{
		"no name":       outline.Arc{Name: " "}.Check(),
		"long name":     outline.Arc{Name: long}.Check(),
		"no arc":        outline.Beat{Title: "a"}.Check(),
		"no title":      outline.Beat{Arc: "a"}.Check(),
		"source":        outline.Beat{Arc: "a", Title: "a", Wants: []outline.Want{{Source: "dream", Count: 1}}}.Check(),
		"count":         outline.Beat{Arc: "a", Title: "a", Wants: []outline.Want{{Source: outline.FromArchive}}}.Check(),
		"many checks":   outline.Treatment{Checks: make([]string, 201)}.Check(),
		"a long avoid":  outline.Treatment{Avoid: strings.Repeat("a", 100_001)}.Check(),
		"a long source": outline.Treatment{References: []string{strings.Repeat("a", 100_001)}}.Check(),
	} {
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if err := (outline.Arc{Name: strings.Repeat("🎬", 10_000)}).Check(); err != nil {
		t.Errorf("10,000 characters: %v", err)
	}
	if err := (outline.Beat{Gone: true}).Check(); err != nil {
		t.Errorf("what is gone: %v", err)
	}
}
