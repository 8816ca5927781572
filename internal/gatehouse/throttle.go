package gatehouse

import (
	"net/netip"
	"sync"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// How guesses are slowed down. Each kind of key has some free attempts; after them the wait doubles
// from one second to a quarter of an hour. An hour of quiet forgets everything. The account alone is
// never locked: that would let a stranger keep its owner out.
const (
	freePerAccount = 5  // wrong passwords for one account from one address
	freePerAddress = 40 // wrong passwords from one address for any accounts
	freeCeremonies = 60 // passkey sign-ins begun from one address
	firstWait      = time.Second
	longestWait    = 15 * time.Minute
	forgetAfter    = time.Hour
	mostKeys       = 20_000 // bounds the memory that strangers can make us use
)

// throttle counts attempts in memory. Several machines count apart, which multiplies the free
// attempts by their number and nothing else.
type throttle struct {
	mu   sync.Mutex
	seen map[string]*attempts
}

type attempts struct {
	count int
	last  time.Time
	until time.Time // nothing is accepted before
}

func newThrottle() *throttle { return &throttle{seen: map[string]*attempts{}} }

// take counts one attempt before its outcome is known, so that guesses sent at once do not slip
// through together. wait > 0 means refused; last marks the attempt after which waiting begins.
func (t *throttle) take(now time.Time, key string, free int) (wait time.Duration, last bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	a := t.seen[key]
	if a == nil || now.Sub(a.last) > forgetAfter {
		t.makeRoom(now)
		a = &attempts{}
		t.seen[key] = a
	}
	if now.Before(a.until) {
		return a.until.Sub(now), false
	}
	a.count++
	a.last = now
	over := a.count - free
	if over < 0 {
		return 0, false
	}
	a.until = now.Add(min(firstWait<<min(over, 20), longestWait))
	return 0, over == 0
}

// forgive forgets a key: its owner has shown who they are.
func (t *throttle) forgive(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.seen, key)
}

// giveBack takes one counted attempt back: it was right, and a busy office shares one address.
func (t *throttle) giveBack(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if a := t.seen[key]; a != nil {
		a.count--
		a.until = time.Time{}
	}
}

// makeRoom drops what is old, and everything when strangers filled the table.
func (t *throttle) makeRoom(now time.Time) {
	if len(t.seen) < mostKeys {
		return
	}
	for key, a := range t.seen {
		if now.Sub(a.last) > forgetAfter {
			delete(t.seen, key)
		}
	}
	if len(t.seen) >= mostKeys {
		clear(t.seen)
	}
}

// addressKey is the part of a network address that one customer holds: an IPv4 address, or the first
// 64 bits of an IPv6 address.
func addressKey(remote string) string {
	addr, err := netip.ParseAddr(remote)
	if err != nil {
		return remote
	}
	addr = addr.Unmap()
	if addr.Is6() {
		if prefix, err := addr.WithZone("").Prefix(64); err == nil {
			return prefix.String()
		}
	}
	return addr.String()
}

// tooMany is the refusal while a wait lasts. It is fault.Unavailable: trying again later helps.
func tooMany(wait time.Duration) error {
	seconds := int(wait/time.Second) + 1
	if seconds > 90 {
		return fault.New(fault.Unavailable, "too many attempts").WithRemedy("Wait %d minutes and try again.", seconds/60+1)
	}
	return fault.New(fault.Unavailable, "too many attempts").WithRemedy("Wait %d seconds and try again.", seconds)
}
