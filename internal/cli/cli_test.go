package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

func TestExitCode(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		err  error
		want int
	}{
		"fine":               {nil, 0},
		"internal":           {fault.New(fault.Internal, "x"), 1},
		"without a code":     {errors.New("x"), 1},
		"invalid":            {fault.New(fault.Invalid, "x"), 2},
		"unauthenticated":    {fault.New(fault.Unauthenticated, "x"), 3},
		"forbidden":          {fault.New(fault.Forbidden, "x"), 3},
		"not found":          {fault.New(fault.NotFound, "x"), 4},
		"conflict":           {fault.New(fault.Conflict, "x"), 5},
		"unavailable":        {fault.New(fault.Unavailable, "x"), 6},
		"missing":            {fault.New(fault.Missing, "x"), 10},
		"corrupt":            {fault.New(fault.Corrupt, "x"), 11},
		"cancelled":          {fault.New(fault.Cancelled, "x"), 130},
		"cancelled context":  {context.Canceled, 130},
		"wrapped":            {fault.Wrap(fault.New(fault.Conflict, "x"), "op"), 5},
		"joined with a nil":  {errors.Join(fault.New(fault.NotFound, "x"), nil), 4},
		"through other text": {fmt.Errorf("day: %w", fault.New(fault.Unavailable, "x")), 6},
	}
	for name, test := range tests {
		if got := ExitCode(test.err); got != test.want {
			t.Errorf("%s: exit code %d, want %d", name, got, test.want)
		}
	}
}

// TestStoppedBeforeItBegins: a stopped command ends with 130 whatever its work failed with, and says so.
func TestStoppedBeforeItBegins(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for name, args := range map[string][]string{
		"init": {"init", "X"}, "serve": {"serve", "--addr", "127.0.0.1:0"}, "demo": {"demo", "--no-serve"},
	} {
		var out, messages bytes.Buffer
		code := Run(ctx, append(args, "--data", filepath.Join(t.TempDir(), "data")), Streams{Out: &out, Err: &messages})
		if code != 130 || out.Len() > 0 || !strings.Contains(messages.String(), "stopped; what was not finished changes nothing") {
			t.Errorf("%s ends with %d, prints %q and says %q", name, code, &out, &messages)
		}
	}
}

func TestParseRange(t *testing.T) {
	t.Parallel()
	tests := map[string]production.DateRange{
		"2026-05-04":             {From: "2026-05-04", To: "2026-05-04"},
		"2026-05-04..2026-05-06": {From: "2026-05-04", To: "2026-05-06"},
		"2026-05-04..2026-05-04": {From: "2026-05-04", To: "2026-05-04"},
		"":                       {},
		"..":                     {},
		"2026-05-04..":           {},
		"2026-05-06..2026-05-04": {},
		"2026-05-04-2026-05-06":  {},
	}
	for text, want := range tests {
		got, err := parseRange(text)
		switch {
		case want.From == "" && !fault.Is(err, fault.Invalid):
			t.Errorf("%q: %v, %v; want it refused", text, got, err)
		case want.From != "" && (err != nil || got != want):
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
	}
}

// TestWriteFileIsAllOrNothing: a failure leaves the old file, and nothing beside it.
func TestWriteFileIsAllOrNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := filepath.Join(dir, "day.pdf")
	write := func(text string, err error) error {
		return writeFile(name, func(w io.Writer) error {
			if _, failed := io.WriteString(w, text); failed != nil {
				return failed
			}
			return err
		})
	}
	if err := write("first", nil); err != nil {
		t.Fatal(err)
	}
	if err := write("half of the sec", fault.New(fault.Invalid, "no more")); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v, want the writer's own error", err)
	}
	text, err := os.ReadFile(name)
	if err != nil || string(text) != "first" {
		t.Errorf("the file holds %q, %v", text, err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestProgressOnPlainStreams(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	p := &progress{w: &out, last: time.Now().Add(-time.Minute)}
	p.report(1, 4, "Reading")
	p.report(2, 4, "too soon for another line")
	p.end()
	if got := out.String(); got != " 25% Reading\n" {
		t.Errorf("printed %q", got)
	}
	silent := &progress{}
	silent.report(1, 4, "nobody looks")
	silent.end()
}

func TestProgressOnATerminal(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	p := &progress{w: &out, terminal: true}
	p.report(1, 2, "Reading")
	p.end()
	if got := out.String(); strings.Count(got, "█") != 14 || strings.Count(got, "░") != 14 || strings.Contains(got, "\n") || !strings.HasSuffix(got, "\r\033[K") {
		t.Errorf("printed %q, want half a bar that is cleared", got)
	}
}

func TestPercent(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ done, total, want int64 }{{0, 0, 0}, {5, 0, 0}, {1, 3, 33}, {3, 3, 100}, {9, 3, 100}, {-1, 3, 0}} {
		if got := percent(test.done, test.total); got != test.want {
			t.Errorf("%d of %d: %d %%, want %d", test.done, test.total, got, test.want)
		}
	}
}

func TestHelpFirst(t *testing.T) {
	t.Parallel()
	tests := map[string][]string{"help": {"--help"}, "help plan solve": {"plan", "solve", "--help"}, "scenes --json": {"scenes", "--json"}}
	for line, want := range tests {
		if diff := cmp.Diff(want, helpFirst(strings.Fields(line))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", line, diff)
		}
	}
}

// TestNumbersBelowZero: a number that cannot be is refused in our words, not taken for a flag.
func TestNumbersBelowZero(t *testing.T) {
	t.Parallel()
	for line, says := range map[string]string{
		"plan whatif --crew-days -3":          "-3 is not a number of crew-days. Give a whole number from 1",
		"plan whatif --crew-days=-3":          "-3 is not a number of crew-days. Give a whole number from 1",
		"plan whatif --crew-days 3 --time -5": "Try: bts --help",
		"plan whatif --time -5s":              "the time must be more than nothing. Give for example --time 5s.",
		"plan --crew-days -3":                 "Give for example --crew-days 12",
		"plan curve --step -1":                "--step is -1. Give a whole number from 1.",
	} {
		var out, messages bytes.Buffer
		if code := Run(t.Context(), strings.Fields(line), Streams{Out: &out, Err: &messages}); code != exitInvalid || !strings.Contains(messages.String(), says) {
			t.Errorf("%s ends with %d: %s", line, code, &messages)
		}
	}
}
