package slate

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

func TestKeyAndBase(t *testing.T) {
	t.Parallel()
	tests := []struct{ number, key, base string }{
		{"12", "12", "12"}, {"012", "12", "12"}, {"12.", "12", "12"}, {"#12#", "12", "12"}, {" 12a ", "12A", "12A"}, {"12 A", "12A", "12A"},
		{"12-A", "12A", "12A"}, {"12–A", "12A", "12A"}, {"12.A", "12A", "12A"}, {"A12", "A12", "A12"}, {"A-012", "A-12", "A-12"}, {"12aa", "12AA", "12AA"},
		{"12PT1", "12PT1", "12"}, {"12 (PT1)", "12PT1", "12"}, {"12 pt. 2", "12PT2", "12"}, {"12 Part 2", "12PT2", "12"}, {"12pt", "12PT", "12"},
		{"12A PT02", "12APT2", "12A"}, {"22 PT 1", "22PT1", "22"}, {"R12", "R12", "12"}, {"R12A", "R12A", "12A"}, {"12-14", "12-14", "12"}, {"12 - 14", "12-14", "12"},
		{"1.01", "1.01", "1.01"}, {"12/13", "12/13", "12/13"}, {"12 14", "12 14", "12 14"}, {"0", "0", "0"}, {"", "", ""}, {"PROLOGUE", "PROLOGUE", "PROLOGUE"}, {"100", "100", "100"},
	}
	for _, test := range tests {
		if got := Key(test.number); got != test.key {
			t.Errorf("the key of %q is %q, want %q", test.number, got, test.key)
		}
		if got := Key(Key(test.number)); got != test.key {
			t.Errorf("the key of the key of %q is %q", test.number, got)
		}
		if got := Base(test.number); got != test.base {
			t.Errorf("the base of %q is %q, want %q", test.number, got, test.base)
		}
	}
}

func TestOrder(t *testing.T) {
	t.Parallel()
	want := []string{"2", "A12", "12", "12A", "12B", "13", "100", "PROLOGUE"}
	var scenes []production.Scene
	for _, n := range slices.Backward(want) {
		scenes = append(scenes, production.Scene{Number: n})
	}
	var got []string
	for _, i := range Order(scenes) {
		got = append(got, scenes[i].Number)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestForms(t *testing.T) {
	t.Parallel()
	tests := []struct {
		number       string
		retake, span bool
	}{{"R22", true, false}, {"r22a.", true, false}, {"22R", false, false}, {"22-24", false, true}, {"22 – 24", false, true}, {"22-A", false, false}, {"", false, false}}
	for _, test := range tests {
		if got := IsRetake(test.number); got != test.retake {
			t.Errorf("%q is a retake: %t", test.number, got)
		}
		if got := IsSpan(test.number); got != test.span {
			t.Errorf("%q is a span: %t", test.number, got)
		}
	}
	if !SameDigits("12", "12AB") || SameDigits("12", "13") {
		t.Error("12AB has the digits of 12, and 13 has others")
	}
}

func TestInserted(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		before string
		letter int
		used   []string
		want   string
	}{
		"the first":     {"12", 0, nil, "12A"},
		"one is used":   {"12", 0, []string{"12A"}, "12B"},
		"behind a Z":    {"12", 26, nil, "12AA"},
		"behind letter": {"12A", 0, nil, "12AA"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			used := map[string]bool{}
			for _, n := range test.used {
				used[n] = true
			}
			if got, _ := Inserted(test.before, test.letter, used); got != test.want {
				t.Errorf("the number is %q, want %q", got, test.want)
			}
		})
	}
}
