package intake

import (
	"testing"

	"github.com/btsdirector/bts/internal/production"
)

// mustRead reads a paper that must be readable.
func mustRead(t testing.TB, data string, opt Options) Document {
	t.Helper()
	doc, err := Read([]byte(data), opt)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// script reads a Fountain text.
func script(t testing.TB, text string) *production.Script {
	t.Helper()
	doc, err := ReadFountain([]byte(text), Options{Name: "test.fountain"})
	if err != nil {
		t.Fatal(err)
	}
	return doc.Script
}
