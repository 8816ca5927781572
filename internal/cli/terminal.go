package cli

import (
	"io"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
)

// toTerminal takes out of text what steers a terminal: escape sequences that came in with somebody's paper,
// and marks that turn the order of what is written. Line breaks and tabs stay.
var toTerminal = runes.Map(func(r rune) rune {
	switch {
	case r == '\n', r == '\t':
		return r
	case r < ' ', r >= 0x7f && r < 0xa0: // C0, DEL and C1
		return '\uFFFD'
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069: // embeddings, overrides, isolates
		return '\uFFFD'
	}
	return r
})

// printable is text without anything that steers a terminal.
func printable(text string) string { return toTerminal.String(text) }

// printTo runs text with a writer that lets only printable text through.
func printTo(w io.Writer, text func(w io.Writer) error) error {
	clean := transform.NewWriter(w, toTerminal)
	if err := text(clean); err != nil {
		return err
	}
	return clean.Close() // what is left of a letter that was cut in two
}
