package queue

import (
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// maxAttempts ends a task that is begun over and over without coming to an end, as one that brings
// its process down each time. Interruptions by a restart count as well, hence the generous number.
const maxAttempts = 20

// unavailableWaits are the waits before the second, third … attempt when a part we depend on does
// not answer: short for a hiccup, then long enough for a restart or for a disk to be plugged in.
var unavailableWaits = []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute}

// internalWait is the wait before the only second attempt after a mistake of ours: some depend on a
// moment (a race, a lock) and do not come back; those that do would come back for ever.
const internalWait = 10 * time.Second

// retryAfter is the one place where a fault's code becomes a decision about another attempt.
// attempts counts those begun so far, at least 1. Whatever is not listed fails at once: the same
// input gives the same answer (invalid, not_found, forbidden, unauthenticated, conflict), somebody
// stopped it (cancelled), or a person has to decide (corrupt, missing).
func retryAfter(code fault.Code, attempts int) (wait time.Duration, again bool) {
	switch code {
	case fault.Unavailable:
		if attempts <= len(unavailableWaits) {
			return unavailableWaits[max(attempts, 1)-1], true
		}
	case fault.Internal:
		return internalWait, attempts <= 1
	}
	return 0, false
}
