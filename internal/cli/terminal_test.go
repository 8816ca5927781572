package cli

import (
	"io"
	"strings"
	"testing"
)

func TestNothingSteersTheTerminal(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"INT. KITCHEN\t1\n":              "INT. KITCHEN\t1\n",
		"Zoë · 😀 · שלום":                 "Zoë · 😀 · שלום",
		"\x1b[2J\x1b]0;title\x07":        "\uFFFD[2J\uFFFD]0;title\uFFFD",
		"a\rb\x7fc\u009b31m":             "a\uFFFDb\uFFFDc\uFFFD31m",
		"gnp.\u202egpj":                  "gnp.\uFFFDgpj",
		"\x9b31m":                        "\uFFFD31m",
		"\u2066isolated\u2069 and \x00.": "\uFFFDisolated\uFFFD and \uFFFD.",
	}
	for text, want := range tests {
		if got := printable(text); got != want {
			t.Errorf("%q is printed as %q, want %q", text, got, want)
		}
		var b strings.Builder
		err := printTo(&b, func(w io.Writer) error { // byte for byte, as a buffer may cut it
			for i := range len(text) {
				if _, err := io.WriteString(w, text[i:i+1]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || b.String() != want {
			t.Errorf("%q is written as %q, want %q, %v", text, b.String(), want, err)
		}
	}
}
