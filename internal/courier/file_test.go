package courier

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

func TestFetchFile(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	name := filepath.Join(folder, "main unit.ics")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(calendar)
	fetcher := Fetcher{Guard: Guard{AllowFiles: true}}
	ask := Request{URL: (&url.URL{Scheme: "file", Path: name}).String()}
	first, err := fetcher.Fetch(t.Context(), ask)
	if err != nil || string(first.Body) != calendar || first.NotModified {
		t.Fatalf("got %+v, %v", first, err)
	}
	ask.ETag = first.ETag
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(name, later, later); err != nil {
		t.Fatal(err)
	}
	if again, err := fetcher.Fetch(t.Context(), ask); err != nil || !again.NotModified || again.Body != nil || again.ETag != first.ETag {
		t.Errorf("a file written again as it was: %+v, %v", again, err)
	}
	write(strings.Replace(calendar, "END", "ENT", 1))
	if err := os.Chtimes(name, later, later); err != nil {
		t.Fatal(err)
	}
	if again, err := fetcher.Fetch(t.Context(), ask); err != nil || again.NotModified || again.ETag == first.ETag {
		t.Errorf("a file of the same size and time with other contents: %+v, %v", again, err)
	}
	ask.MaxBytes = 10
	if _, err := fetcher.Fetch(t.Context(), ask); !fault.Is(err, fault.Invalid) {
		t.Errorf("a file too large: %v", err)
	}
	link := filepath.Join(folder, "link.ics")
	if err := os.Symlink(name, link); err != nil {
		t.Fatal(err)
	}
	if got, err := fetcher.Fetch(t.Context(), Request{URL: "file://" + link}); err != nil || len(got.Body) != len(calendar) {
		t.Errorf("a link to a file: %v", err)
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := fetcher.Fetch(stopped, Request{URL: "file://" + link}); !fault.Is(err, fault.Cancelled) {
		t.Errorf("a stopped request: %v", err)
	}
}
