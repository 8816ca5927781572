//go:build unix

package picture_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/picture"
)

// bad is a program in the place of ffmpeg that does not do as it should.
func bad(t *testing.T, script string) picture.Tool {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ffmpeg")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil { //nolint:gosec // it must run
		t.Fatal(err)
	}
	return picture.Tool{Path: path, Patience: 500 * time.Millisecond}
}

func TestTheWatchdog(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"hangs":                  "sleep 600",
		"hangs with a child":     "sleep 600 & wait",
		"hangs and holds on":     "trap '' TERM INT; while :; do :; done",
		"floods":                 "yes",
		"floods with complaints": "yes >&2 & sleep 600",
		"crashes":                "kill -SEGV $$",
		"gives nothing":          "exit 0",
		"gives rubbish":          "echo rubbish",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			_, err := bad(t, script).Take(context.Background(), "C0001.MP4")
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("it ends with %v", err)
			}
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// TestNothingOutlivesIt lets the program start another, which holds a pipe open as long as it lives.
func TestNothingOutlivesIt(t *testing.T) {
	t.Parallel()
	pipe := filepath.Join(t.TempDir(), "alive")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	said := make(chan string)
	go func() {
		text, _ := os.ReadFile(pipe) // it comes to its end when nobody holds the other one
		said <- string(text)
	}()
	_, err := bad(t, "(exec >"+pipe+" 2>&1 </dev/null; echo alive; sleep 600) & wait").Take(context.Background(), "C0001.MP4")
	if !picture.IsSlow(err) || !strings.Contains(err.Error(), "in time") {
		t.Fatalf("it ends with %v", err)
	}
	select {
	case text := <-said:
		if text != "alive\n" {
			t.Errorf("the child said %q", text)
		}
	case <-time.After(30 * time.Second):
		t.Error("the child lives on")
	}
}

func TestItCanBeStopped(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := bad(t, "sleep 600").Take(ctx, "C0001.MP4"); !fault.Is(err, fault.Cancelled) {
		t.Errorf("it ends with %v", err)
	}
}
