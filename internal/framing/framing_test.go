package framing_test

import (
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/framing"
)

func TestWordsAreFoundHoweverWritten(t *testing.T) {
	t.Parallel()
	got := framing.Framing{Size: " close-up ", Angle: "Over the Shoulder", Movement: "dolly_in", Lens: " 35 mm "}.Tidy()
	if want := (framing.Framing{Size: "CU", Angle: "ots", Movement: "push", Lens: "35 mm"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if line, want := got.Line(), "CU · over the shoulder · push in · 35 mm"; line != want {
		t.Errorf("got %q, want %q", line, want)
	}
	own := framing.Framing{Size: "through the keyhole"}.Tidy()
	if own.Size != "through the keyhole" {
		t.Errorf("somebody's own words became %q", own.Size)
	}
}

func TestEveryWayOfWritingIsOneWord(t *testing.T) {
	t.Parallel()
	all := framing.All()
	for name, words := range map[string][]framing.Word{"sizes": all.Sizes, "angles": all.Angles, "movements": all.Movements} {
		taken := map[string]string{}
		for _, w := range words {
			if w.Key == "" || w.Title == "" {
				t.Errorf("%s: a word without a key or a title: %+v", name, w)
			}
			for _, said := range append([]string{strings.ToLower(w.Key), strings.ToLower(w.Title)}, w.Also...) {
				if other, twice := taken[said]; twice && other != w.Key {
					t.Errorf("%s: %q is %s and %s", name, said, other, w.Key)
				}
				taken[said] = w.Key
				if framing.Key(words, said) != w.Key {
					t.Errorf("%s: %q is not found as %s", name, said, w.Key)
				}
			}
		}
	}
}

func TestTooLong(t *testing.T) {
	t.Parallel()
	if err := (framing.Framing{Lens: strings.Repeat("é", 200)}).Check(); err != nil {
		t.Error(err)
	}
	if err := (framing.Framing{Lens: strings.Repeat("é", 201)}).Check(); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v", err)
	}
}
