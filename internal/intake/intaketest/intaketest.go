// Package intaketest holds sample papers and checks for the tests of those who read papers and of those who merge
// them.
package intaketest

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// SharedFile reads a file of the shared sample data: under BTS_SHARED, or shared/data beside the
// project. Without it the test is skipped, in continuous integration it fails.
func SharedFile(t testing.TB, parts ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{SharedRoot()}, parts...)...))
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatal(err)
	case err != nil:
		t.Skipf("SKIPPED, NOT TESTED: the shared sample data is missing (%v); set BTS_SHARED", err)
	}
	return data
}

// SharedRoot is the folder of the shared sample data, "" where there is none.
func SharedRoot() string {
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

// WantInvalid checks an error's code and returns it.
func WantInvalid(t *testing.T, err error) *fault.Error {
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

// Clock is a time for tables of expectations.
func Clock(t testing.TB, s string) production.Clock {
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

// Calendar is a calendar file that wraps events, each given by its lines.
func Calendar(head string, events ...string) string {
	out := "BEGIN:VCALENDAR\n" + head
	for _, e := range events {
		out += "BEGIN:VEVENT\n" + e + "END:VEVENT\n"
	}
	return out + "END:VCALENDAR\n"
}
