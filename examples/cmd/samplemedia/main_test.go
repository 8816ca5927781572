package main

import (
	"testing"

	"github.com/btsdirector/bts/internal/fault"
)

func TestRunRefusesBadArguments(t *testing.T) {
	t.Parallel()
	for name, try := range map[string]struct {
		out  string
		only int
	}{
		"no folder":     {"", 0},
		"negative":      {t.TempDir(), -1},
		"more than all": {t.TempDir(), 1000},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := run(t.Context(), try.out, try.only)
			if !fault.Is(err, fault.Invalid) || exitCode(err) != 2 {
				t.Errorf("error is %v, exit code %d", err, exitCode(err))
			}
		})
	}
}
