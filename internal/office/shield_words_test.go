package office

import "testing"

// TestSetsAreNotNamed: a closed set is taken out of a sentence however it is written there, and nothing else is.
func TestSetsAreNotNamed(t *testing.T) {
	t.Parallel()
	screen := shield{sets: map[string]bool{"ROOF": true, "BAR": true, "BAR - BACK ROOM": true, "": true}}
	for sentence, want := range map[string]string{
		"Roof is a closed set at that time now.":                                  "That set is a closed set at that time now.",
		"On day 1 it happens at Kitchen now, not at Roof.":                        "On day 1 it happens at Kitchen now, not at that set.",
		"Closed set on day 1 at ROOF: nobody of the crew may be there. Roof, too": "Closed set on day 1 at that set: nobody of the crew may be there. That set, too",
		"No room at Bar - Back Room on day 2, nor at Bar.":                        "No room at that set on day 2, nor at that set.",
		"No room at BAR - BACK ROOM.":                                             "No room at that set.",
		"Barbara is busy with “Roof by night” until 10:00 at Bar":                 "Barbara is busy with “Roof by night” until 10:00 at that set",
		"Nothing of the kind":                                                     "Nothing of the kind",
	} {
		if got := withoutNames(sentence, screen.setNames()); got != want {
			t.Errorf("%q becomes %q, want %q", sentence, got, want)
		}
	}
	if got := withoutNames("Roof", shield{}.setNames()); got != "Roof" {
		t.Errorf("nothing is closed and Roof becomes %q", got)
	}
}
