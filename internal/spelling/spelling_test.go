package spelling

import "testing"

func TestKey(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, want string }{
		"plain already": {"will s room 2", "will s room 2"}, "capitals and signs": {"WILL'S  Room", "will s room"}, "accents": {"Almoço, Déjà", "almoco deja"},
		"Turkish": {"ISPARTA ıspa", "isparta ispa"}, "other scripts": {"内景", "内景"}, "at the ends": {" - A - ", "a"}, "nothing": {"–", ""},
	}
	for name, test := range tests {
		if got := Key(test.text); got != test.want {
			t.Errorf("%s: the key of %q is %q, want %q", name, test.text, got, test.want)
		}
		if got := Key(Key(test.text)); got != test.want {
			t.Errorf("%s: the key of the key is %q", name, got)
		}
	}
}

func TestSingleAndShorten(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"a b": "a b", " a\t b\n": "a b", "a ": "a", "a\u00a0 b": "a b", " ": "", "": ""} {
		if got := Single(text); got != want {
			t.Errorf("%q is single-spaced %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"Größe": "Größe", "Größer": "Größe…", " a  b ": "a b"} {
		if got := Shorten(text, 5); got != want {
			t.Errorf("%q is cut to %q, want %q", text, got, want)
		}
	}
	if words := Words("mr  mrs"); len(words) != 2 || !words["mr"] || words[""] {
		t.Errorf("the words are %v", words)
	}
}
