package office_test

import (
	"bytes"
	"context"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// feed makes a feed that must be possible and answers its secret.
func (h *house) feed(ctx context.Context, w office.FeedWanted) (office.Feed, string) {
	h.t.Helper()
	f, secret, err := h.AddFeed(ctx, h.in, w)
	must(h.t, err)
	return f, secret
}

func (h *house) readFeed(secret string) string {
	h.t.Helper()
	text, err := h.ReadFeed(h.t.Context(), secret)
	must(h.t, err)
	return string(text.Data)
}

// entries are the entries of a calendar by their names.
func calendarEntries(text string) map[string]string {
	text = strings.ReplaceAll(text, "\r\n ", "")
	all := map[string]string{}
	for _, part := range strings.Split(text, "BEGIN:VEVENT")[1:] {
		all[regexp.MustCompile(`UID:(\S+)`).FindStringSubmatch(part)[1]] = part
	}
	return all
}

func TestFeedsFollowThePlan(t *testing.T) {
	t.Parallel()
	h := staged(t)
	_, whole := h.feed(h.ctx, office.FeedWanted{Days: true})
	nora := h.called("Nora Fielding")
	_, own := h.feed(h.ctx, office.FeedWanted{Member: "nora fielding"})
	first := h.readFeed(whole)
	if h.clock.setTime(h.clock.Now().Add(time.Hour)); h.readFeed(whole) != first {
		t.Error("an hour later the same entries are other bytes")
	}
	for _, line := range strings.Split(first, "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d octets: %s", len(line), line)
		}
	}
	for _, part := range []string{"METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-WR-TIMEZONE:Europe/Lisbon", "Day 1\\, main unit", "STATUS:CONFIRMED"} {
		if !strings.Contains(first, part) {
			t.Errorf("the calendar lacks %s", part)
		}
	}
	w := h.later()
	booked := h.latest()
	was := booked.Booked(production.MomentID(w.Moment))
	before, mine := calendarEntries(first), calendarEntries(h.readFeed(own))
	h.move(w)
	after, mineNow := calendarEntries(h.readFeed(whole)), calendarEntries(h.readFeed(own))
	changed := 0
	for uid, e := range after {
		if before[uid] == e {
			continue
		}
		changed++
		if before[uid] == "" || sequence(t, e) != sequence(t, before[uid])+1 {
			t.Errorf("the moved booking has another name, or number: %s", e)
		}
	}
	if changed != 1 || len(after) != len(before) {
		t.Errorf("%d entries changed, %d became %d", changed, len(before), len(after))
	}
	hers := false
	for _, m := range was.Cover.Team {
		hers = hers || m.Member == nora.ID
	}
	if hers == (len(diffEntries(mine, mineNow)) == 0) {
		t.Errorf("Nora's calendar changed: %v", diffEntries(mine, mineNow))
	}
	h.move(coverage.Wanted{Moment: w.Moment, Off: true})
	off := h.readFeed(whole)
	if got := strings.Count(off, "STATUS:CANCELLED"); got != 1 {
		t.Errorf("%d entries are struck out", got)
	}
	h.clock.setTime(h.clock.Now().AddDate(0, 0, 31))
	if strings.Contains(h.readFeed(whole), "STATUS:CANCELLED") {
		t.Error("a month later it is struck out still")
	}
}

func diffEntries(a, b map[string]string) (uids []string) {
	for uid, e := range b {
		if a[uid] != e {
			uids = append(uids, uid)
		}
	}
	return uids
}

func sequence(t *testing.T, entry string) int {
	t.Helper()
	n, err := strconv.Atoi(regexp.MustCompile(`SEQUENCE:(\d+)`).FindStringSubmatch(entry)[1])
	must(t, err)
	return n
}

// TestFeedsObeyTodaysRights: of whoever made them.
func TestFeedsObeyTodaysRights(t *testing.T) {
	t.Parallel()
	h := staged(t)
	vera, cora := h.as(access.Viewer), h.as(access.Crew)
	if _, _, err := h.AddFeed(vera, h.in, office.FeedWanted{Member: "Nora Fielding"}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a viewer makes a calendar of one of the crew: %v", err)
	}
	_, secret := h.feed(vera, office.FeedWanted{Days: true})
	if text := h.readFeed(secret); strings.Contains(text, "main unit") {
		t.Error("a viewer reads the main unit's schedule")
	}
	_, hers := h.feed(cora, office.FeedWanted{Member: "Nora Fielding"})
	h.readFeed(hers)
	actor, _ := access.From(cora)
	must(t, h.store.Write(h.ctx, func(tx *store.Tx) error { return tx.DeleteMembership(h.ctx, h.in, actor.UserID) }))
	if _, err := h.ReadFeed(t.Context(), hers); !errors.Is(err, office.ErrRevoked) {
		t.Errorf("somebody without a role reads on: %v", err)
	}
	if _, err := h.ReadFeed(t.Context(), "guessed"); !fault.Is(err, fault.NotFound) || errors.Is(err, office.ErrRevoked) {
		t.Errorf("a guess: %v", err)
	}
	var kept []production.Subscription
	must(t, h.store.Read(h.ctx, func(tx *store.Tx) (err error) {
		kept, err = tx.FindSubscriptions(h.ctx, h.in)
		return err
	}))
	for _, s := range kept {
		if strings.Contains(s.Hash, secret) || len(s.Hash) != 64 {
			t.Errorf("the secret is kept: %s", s.Hash)
		}
	}
}

func TestRevokeFeed(t *testing.T) {
	t.Parallel()
	h := staged(t)
	vera, dana := h.as(access.Viewer), h.as(access.Director)
	f, secret := h.feed(vera, office.FeedWanted{})
	if err := h.RevokeFeed(h.as(access.Crew), h.in, f.ID, true); !fault.Is(err, fault.Forbidden) {
		t.Errorf("somebody else revokes it: %v", err)
	}
	h.readFeed(secret)
	list, err := h.Feeds(dana, h.in)
	must(t, err)
	if len(list) != 1 || list[0].Mine || list[0].ReadAt.IsZero() {
		t.Errorf("the list is %+v", list)
	}
	if others, err := h.Feeds(h.as(access.Crew), h.in); err != nil || len(others) != 0 {
		t.Errorf("others see %v, %v", others, err)
	}
	must(t, h.RevokeFeed(dana, h.in, f.ID, true))
	if _, err := h.ReadFeed(t.Context(), secret); !errors.Is(err, office.ErrRevoked) {
		t.Errorf("revoked: %v", err)
	}
	must(t, h.RevokeFeed(vera, h.in, f.ID, false))
	h.readFeed(secret)
}

// TestFeedsKeepClosedSetsToThemselves: also when the set is closed after somebody subscribed, and the booking gone.
func TestFeedsKeepClosedSetsToThemselves(t *testing.T) {
	t.Parallel()
	h := open(t)
	kitchen := "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,"
	h.take(script, schedule("white.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,", kitchen))
	h.hire("Nora", "video", "stills", "sound", "interview")
	h.plan()
	_, viewers := h.feed(h.as(access.Viewer), office.FeedWanted{})
	_, directors := h.feed(h.as(access.Director), office.FeedWanted{})
	words := []string{"roof", "explode", "stunt", "balcony"}
	hears := func(secret string) bool {
		return containsAny(strings.ToLower(strings.ReplaceAll(h.readFeed(secret), "\r\n ", "")), words)
	}
	if !hears(viewers) {
		t.Fatal("the test looks at the wrong thing")
	}
	h.take(schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes", kitchen))
	for range 2 { // as it was planned, and struck out
		if hears(viewers) || !hears(directors) {
			t.Errorf("a viewer hears of it: %v, a director: %v", hears(viewers), hears(directors))
		}
		h.plan()
	}
}

func TestExportCalendar(t *testing.T) {
	t.Parallel()
	h := staged(t)
	all, err := h.ExportCalendar(h.ctx, h.in, office.FeedWanted{})
	must(t, err)
	if n := bytes.Count(all, []byte("BEGIN:VEVENT")); n != h.latest().Covered {
		t.Errorf("%d entries", n)
	}
	if _, err := h.ExportCalendar(h.ctx, h.in, office.FeedWanted{Member: "Zed"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("of nobody: %v", err)
	}
}
