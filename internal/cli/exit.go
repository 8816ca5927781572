package cli

import "github.com/btsdirector/bts/internal/fault"

const (
	exitInvalid   = 2
	exitCancelled = 130
)

// ExitCode is the one table from fault code to exit code (STYLE.md).
func ExitCode(err error) int {
	if err == nil {
		return 0
	}
	switch fault.CodeOf(err) {
	case fault.Invalid:
		return exitInvalid
	case fault.Unauthenticated, fault.Forbidden:
		return 3
	case fault.NotFound:
		return 4
	case fault.Conflict:
		return 5
	case fault.Unavailable:
		return 6
	case fault.Missing:
		return 10
	case fault.Corrupt:
		return 11
	case fault.Cancelled:
		return exitCancelled
	}
	return 1
}
