package web

import (
	"sync"

	"github.com/btsdirector/bts/internal/production"
)

// shelf keeps what pages last read of a production, for as long as its feed has nothing new: every
// change of the facts, the moments and the plan is told to the feed in its own transaction, and the
// feed's numbers become visible in order. Readers share what lies here and must not change it. Who
// may see a part is asked before the shelf is.
type shelf struct {
	mu   sync.Mutex
	kept map[slot]reading
}

// slot names one part of one production.
type slot struct {
	in   production.ProductionID
	part string
}

// reading is a part as it was when the feed's newest item had this number, or a little later.
type reading struct {
	at    int64
	value any
}

// mostKept is how many parts lie on the shelf; it is cleared when it is full.
const mostKept = 32

// shelved is a part of the request's production: from the shelf, or read and put there.
func shelved[T any](s *shelf, c Current, part string, read func() (T, error)) (T, error) {
	key := slot{c.Production.ID, part}
	s.mu.Lock()
	last, found := s.kept[key]
	s.mu.Unlock()
	if value, ok := last.value.(T); ok && found && last.at == c.latest && c.latest > 0 {
		return value, nil
	}
	value, err := read()
	if err != nil || c.latest == 0 {
		return value, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil || len(s.kept) >= mostKept {
		s.kept = map[slot]reading{}
	}
	if s.kept[key].at <= c.latest {
		s.kept[key] = reading{c.latest, value}
	}
	return value, nil
}
