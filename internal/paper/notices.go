package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// Notices is what somebody should know and has not put away, newest first.
type Notices struct {
	Notices []Notice `json:"notices"`
}

// Notice is one of them.
type Notice struct {
	ID       string `json:"id"`
	Revision string `json:"revision"`
	Title    string `json:"title"`
	Broken   int    `json:"broken"` // so many of our bookings no longer hold
	MadeBy   string `json:"made_by"`
	MadeAt   string `json:"made_at"`
}

// NewNotices makes the list of notices.
func NewNotices(all []production.Notice, zone *time.Location) Notices {
	out := Notices{Notices: []Notice{}}
	for _, n := range all {
		out.Notices = append(out.Notices, Notice{string(n.ID), string(n.Proposal), n.Title, n.Broken, n.MadeBy, instant(n.MadeAt, zone)})
	}
	return out
}

// Watches is how somebody is told of revisions.
type Watches struct {
	Watches []Watch `json:"watches"`
}

// Watch is one way of being told.
type Watch struct {
	Channel string `json:"channel"` // mail or webhook
	Address string `json:"address"` // of the webhook
	Level   string `json:"level"`   // breaks or all
	Since   string `json:"since"`
	Problem string `json:"problem"`          // why the last message did not arrive
	Secret  string `json:"secret,omitempty"` // signs what goes to the webhook; told once, when it is made
}

// NewWatches makes the list, without secrets.
func NewWatches(all []production.Watch, zone *time.Location) Watches {
	out := Watches{Watches: []Watch{}}
	for _, w := range all {
		w.Secret = ""
		out.Watches = append(out.Watches, NewWatch(w, zone))
	}
	return out
}

// NewWatch makes one watch, with its secret.
func NewWatch(w production.Watch, zone *time.Location) Watch {
	return Watch{string(w.Channel), w.Address, string(w.Level), instant(w.Since, zone), w.Problem, w.Secret}
}
