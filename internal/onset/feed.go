package onset

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// FeedHead names a calendar that programs subscribe to.
type FeedHead struct {
	Production production.ProductionID
	Name       string // "The Lamp Room · Nora Fielding"
	UIDDomain  string
}

// FeedEntry is one entry of it.
type FeedEntry struct {
	Thing    string // what keeps its name as long as it is the same: "booking …"
	Date     production.Date
	From     production.Clock // NoClock for the whole day
	To       production.Clock
	Title    string
	Place    string
	Text     string
	Sequence int
	Stamp    time.Time // when it last changed
	Gone     bool      // taken off: calendars that have it strike it out
	Free     bool      // does not make anybody busy
}

// refresh is how often programs should ask again. Many ask less often: Google every 8 to 24 hours.
const refresh = "PT1H"

// WriteFeed writes a calendar (RFC 5545). The same entries give the same bytes. Times are instants in UTC, taken from
// the wall clock in zone, and thus right on either side of a change of clocks. It returns fault.Unavailable when w
// fails.
func WriteFeed(w io.Writer, head FeedHead, entries []FeedEntry, zone *time.Location) error {
	cal := ics.NewCalendarFor("BTS Director")
	cal.SetProductId("-//BTS Director//bts//EN")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(head.Name)
	cal.SetXWRTimezone(zone.String())
	cal.SetRefreshInterval(refresh)
	cal.SetXPublishedTTL(refresh)
	for _, e := range entries {
		head.add(cal, e, zone)
	}
	if _, err := io.WriteString(w, cal.Serialize(ics.WithNewLineWindows)); err != nil {
		return fault.New(fault.Unavailable, "the calendar could not be written").WithCause(err)
	}
	return nil
}

func (h FeedHead) add(cal *ics.Calendar, e FeedEntry, zone *time.Location) {
	event := cal.AddEvent(h.uid(e.Thing))
	event.SetDtStampTime(e.Stamp.UTC())
	event.SetSequence(e.Sequence)
	Packet{Date: e.Date}.setSpan(event, e.From, e.To, zone)
	event.SetSummary(e.Title)
	if e.Place != "" {
		event.SetLocation(production.CalmName(e.Place))
	}
	if e.Text != "" {
		event.SetDescription(e.Text)
	}
	status := ics.ObjectStatusConfirmed
	if e.Gone {
		status = ics.ObjectStatusCancelled
	}
	event.SetStatus(status)
	if e.Free || e.Gone {
		event.SetTimeTransparency(ics.TransparencyTransparent)
	}
}

// uid is the same for the same production and thing, whenever it is, and tells nobody their names.
func (h FeedHead) uid(thing string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{string(h.Production), "feed", thing}, "\x00")))
	return hex.EncodeToString(sum[:16]) + "@" + cmp.Or(h.UIDDomain, "bts.invalid")
}
