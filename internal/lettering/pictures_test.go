package lettering_test

import (
	"testing"

	"github.com/btsdirector/bts/internal/lettering"
)

func TestPicturesAreLeftOut(t *testing.T) {
	t.Parallel()
	has := func(r rune) bool { return r < 0x2000 || r == '😀' }
	for text, want := range map[string]string{
		"The Ferry":        "The Ferry",
		"The Ferry 🎬":      "The Ferry",
		"🎬 The Ferry":      "The Ferry",
		"The 🎬 Ferry":      "The Ferry",
		"The🎬Ferry":        "TheFerry",
		"Lena 🎬, director": "Lena, director",
		"love ❤\ufe0f it":  "love it",
		"wrap 😀 party":     "wrap 😀 party",
		"crew 👩🏽\u200d🚒 and 🏴\U000e0067\U000e007f all": "crew and all",
		"two 🎬 🎥 cameras":     "two cameras",
		"🎬":                   "(emoji)",
		" 🎬 🎬\ufe0f ":         " (emoji) ",
		"🎬 · Stage 2":         "(emoji) · Stage 2",
		"Stage 2 · 🎬 · 14:00": "Stage 2 · (emoji) · 14:00",
		"1. 🎬 Load-in":        "1. Load-in",
		"":                    "",
	} {
		if got := lettering.LeaveOut(text, has, "(emoji)"); got != want {
			t.Errorf("%q is written as %q, want %q", text, got, want)
		}
	}
}

func FuzzLeaveOut(f *testing.F) {
	f.Add("a 🎬 b")
	f.Add("👩🏽\u200d🚒\u200d")
	f.Fuzz(func(t *testing.T, text string) {
		has := func(r rune) bool { return r < 0x2000 }
		once := lettering.LeaveOut(text, has, "(emoji)")
		if twice := lettering.LeaveOut(once, has, "(emoji)"); twice != once {
			t.Errorf("%q, then %q", once, twice)
		}
	})
}
