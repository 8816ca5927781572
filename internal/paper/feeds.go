package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/office"
)

// Feeds is the list of calendars to subscribe to.
type Feeds struct {
	Feeds []Feed `json:"feeds"`
}

// Feed is a calendar that programs read by a secret address.
type Feed struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	MadeBy    string `json:"made_by"`
	MadeAt    string `json:"made_at"`
	ReadAt    string `json:"read_at"`    // "" for never
	RevokedAt string `json:"revoked_at"` // "" while it works
	Path      string `json:"path,omitempty"`
}

// NewFeeds makes the document of the list.
func NewFeeds(all []office.Feed, zone *time.Location) Feeds {
	out := Feeds{[]Feed{}}
	for _, f := range all {
		out.Feeds = append(out.Feeds, NewFeed(f, "", zone))
	}
	return out
}

// NewFeed makes the document of a feed; with the secret, which is told once, where it is read.
func NewFeed(f office.Feed, secret string, zone *time.Location) Feed {
	out := Feed{
		ID: string(f.ID), Name: f.Name, MadeBy: f.MadeBy, MadeAt: instant(f.MadeAt, zone), ReadAt: instant(f.ReadAt, zone), RevokedAt: instant(f.RevokedAt, zone),
	}
	if secret != "" {
		out.Path = FeedPath(secret)
	}
	return out
}

// FeedPath is where the server has a feed.
func FeedPath(secret string) string { return "/feeds/" + secret + ".ics" }
