package spelling

import "testing"

func TestSingle(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"INT. KITCHEN - DAY":            "INT. KITCHEN - DAY",
		"  two\twords \n here ":         "two words here",
		"ends ":                         "ends",
		"RED \x1b[31mDOOR\x07":          "RED [31mDOOR",
		"A\x00B\x7fC":                   "A B C",
		"Zoë\u0085 \u00a0Ölund\u009b1m": "Zoë Ölund 1m",
		"":                              "",
		" ":                             "",
	} {
		if got := Single(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
