package intake

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// sharedFile reads a file of the shared sample data: under BTS_SHARED, or shared/data beside the
// project. Without it the test is skipped, in continuous integration it fails.
func sharedFile(t testing.TB, parts ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{sharedRoot()}, parts...)...))
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatal(err)
	case err != nil:
		t.Skipf("SKIPPED, NOT TESTED: the shared sample data is missing (%v); set BTS_SHARED", err)
	}
	return data
}

// sharedRoot is the folder of the shared sample data, "" where there is none.
func sharedRoot() string {
	root := os.Getenv("BTS_SHARED")
	for dir, _ := os.Getwd(); root == "" && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if candidate := filepath.Join(dir, "..", "shared", "data"); isDir(candidate) {
			root = candidate
		}
	}
	return root
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

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

// wantInvalid checks an error's code and returns it.
func wantInvalid(t *testing.T, err error) *fault.Error {
	t.Helper()
	if !fault.Is(err, fault.Invalid) {
		t.Fatalf("the error is %v, want one with code invalid", err)
	}
	var e *fault.Error
	if !errors.As(err, &e) || e.Message == "" || e.Remedy == "" {
		t.Fatalf("%#v does not say what was found and what to do", err)
	}
	return e
}

// clock is a time for tables of expectations.
func clock(t testing.TB, s string) production.Clock {
	t.Helper()
	if s == "" {
		return production.NoClock
	}
	c, err := production.ParseClock(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
