package intake

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

func TestNumberKeys(t *testing.T) {
	t.Parallel()
	tests := []struct{ number, key, base string }{
		{"12", "12", "12"}, {"012", "12", "12"}, {"12.", "12", "12"}, {"#12#", "12", "12"}, {" 12a ", "12A", "12A"}, {"12 A", "12A", "12A"},
		{"12-A", "12A", "12A"}, {"12–A", "12A", "12A"}, {"12.A", "12A", "12A"}, {"A12", "A12", "A12"}, {"A-012", "A-12", "A-12"}, {"12aa", "12AA", "12AA"},
		{"12PT1", "12PT1", "12"}, {"12 (PT1)", "12PT1", "12"}, {"12 pt. 2", "12PT2", "12"}, {"12 Part 2", "12PT2", "12"}, {"12pt", "12PT", "12"},
		{"12A PT02", "12APT2", "12A"}, {"22 PT 1", "22PT1", "22"}, {"R12", "R12", "12"}, {"R12A", "R12A", "12A"}, {"12-14", "12-14", "12"}, {"12 - 14", "12-14", "12"},
		{"1.01", "1.01", "1.01"}, {"12/13", "12/13", "12/13"}, {"12 14", "12 14", "12 14"}, {"0", "0", "0"}, {"", "", ""}, {"PROLOGUE", "PROLOGUE", "PROLOGUE"}, {"100", "100", "100"},
	}
	for _, test := range tests {
		if got := numberKey(test.number); got != test.key {
			t.Errorf("the key of %q is %q, want %q", test.number, got, test.key)
		}
		if got := numberKey(numberKey(test.number)); got != test.key {
			t.Errorf("the key of the key of %q is %q", test.number, got)
		}
		if got := baseNumber(test.number); got != test.base {
			t.Errorf("the base of %q is %q, want %q", test.number, got, test.base)
		}
	}
}

func TestNumberOrder(t *testing.T) {
	t.Parallel()
	want := []string{"2", "A12", "12", "12A", "12B", "13", "100", "PROLOGUE"}
	var scenes []production.Scene
	for _, n := range slices.Backward(want) {
		scenes = append(scenes, production.Scene{Number: n})
	}
	var got []string
	for _, i := range numberOrder(scenes) {
		got = append(got, scenes[i].Number)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
