package queue

import (
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name     string
		code     fault.Code
		attempts int
		wait     time.Duration
		again    bool
	}{
		{"no answer, first time", fault.Unavailable, 1, 5 * time.Second, true},
		{"no answer, fourth time", fault.Unavailable, 4, 10 * time.Minute, true},
		{"no answer, fifth time", fault.Unavailable, 5, 0, false},
		{"our mistake, first time", fault.Internal, 1, 10 * time.Second, true},
		{"our mistake, second time", fault.Internal, 2, 10 * time.Second, false},
		{"bad input", fault.Invalid, 1, 0, false},
		{"not signed in", fault.Unauthenticated, 1, 0, false},
		{"not allowed", fault.Forbidden, 1, 0, false},
		{"not there", fault.NotFound, 1, 0, false},
		{"changed meanwhile", fault.Conflict, 1, 0, false},
		{"differs", fault.Corrupt, 1, 0, false},
		{"lost file", fault.Missing, 1, 0, false},
		{"stopped", fault.Cancelled, 1, 0, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			wait, again := retryAfter(c.code, c.attempts)
			if again != c.again || again && wait != c.wait {
				t.Errorf("%v %v, not %v %v", wait, again, c.wait, c.again)
			}
		})
	}
}
