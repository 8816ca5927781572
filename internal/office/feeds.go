package office

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// Feed is a calendar to subscribe to, as it is listed. Its secret is told once, when it is made.
type Feed struct {
	ID        production.FeedID
	Name      string // "Nora Fielding", "All bookings, with the main unit's days"
	MadeBy    string
	MadeAt    time.Time
	ReadAt    time.Time // zero for never
	RevokedAt time.Time // zero while it works
	Mine      bool
}

// FeedWanted says what is to be subscribed to.
type FeedWanted struct {
	Member string // of the BTS crew, by id or name: that person's bookings and calls; "" for all bookings
	Days   bool   // with the main unit's shoot days
}

// mostFeeds bounds what one person may have open in a production.
const mostFeeds = 50

// AddFeed makes a calendar to subscribe to and tells its secret. What it shows is what whoever made it may see when
// it is read. It takes the right to the plan, and for somebody's own calendar the right to the crew.
func (o *Office) AddFeed(ctx context.Context, in production.ProductionID, w FeedWanted) (f Feed, secret string, err error) {
	err = o.change(ctx, access.SeePlan, in, func(tx *store.Tx) error {
		actor, _ := access.From(ctx)
		raw := make([]byte, 32)
		rand.Read(raw) // never fails: crypto/rand ends the program instead
		secret = base64.RawURLEncoding.EncodeToString(raw)
		s := production.Subscription{
			ID: production.NewID[production.FeedID](), Production: in, User: actor.UserID, MadeBy: actor.Name, Days: w.Days, Hash: sha256Hex([]byte(secret)), MadeAt: o.clock().UTC(),
		}
		if w.Member != "" {
			if s.Member, err = memberMeant(ctx, tx, in, w.Member); err != nil {
				return err
			}
		}
		all, err := tx.FindSubscriptions(ctx, in)
		if err != nil {
			return err
		}
		open := func(o production.Subscription) bool { return o.User == actor.UserID && o.RevokedAt.IsZero() }
		if n := len(slices.DeleteFunc(slices.Clone(all), func(o production.Subscription) bool { return !open(o) })); n >= mostFeeds {
			return fault.New(fault.Conflict, "you have %d calendar feeds already", n).WithRemedy("Revoke those that nobody reads.")
		}
		if err := tx.SaveSubscription(ctx, s); err != nil {
			return err
		}
		names, err := memberNames(ctx, tx, in)
		if err != nil {
			return err
		}
		f = shownFeed(s, names, actor)
		return o.record(ctx, tx, in, "add_feed", f.Name)
	})
	return f, secret, err
}

// record leaves a line in the record of what nobody else has to hear of at once.
func (o *Office) record(ctx context.Context, tx *store.Tx, in production.ProductionID, action, detail string) error {
	actor, _ := access.From(ctx)
	return tx.AppendAudit(ctx, access.AuditEntry{At: o.clock(), User: actor.UserID, Name: actor.Name, Production: in, Action: action, Detail: detail})
}

// memberMeant finds somebody of the crew, for whoever may see the crew.
func memberMeant(ctx context.Context, tx *store.Tx, in production.ProductionID, said string) (production.MemberID, error) {
	if err := access.Require(ctx, access.SeeCrew, in); err != nil {
		return "", err
	}
	members, err := tx.FindMembers(ctx, in)
	if err != nil {
		return "", err
	}
	said = strings.TrimSpace(said)
	is := func(m crew.Member) bool { return string(m.ID) == said || strings.EqualFold(m.Name, said) }
	i := slices.IndexFunc(members, is)
	switch {
	case i < 0:
		return "", fault.New(fault.NotFound, "there is nobody called %q in the BTS crew", said).WithRemedy("Write the name as it is listed, or the id.")
	case slices.IndexFunc(members[i+1:], is) >= 0 && string(members[i].ID) != said:
		return "", fault.New(fault.Invalid, "several of the BTS crew are called %q", said).WithRemedy("Write the id.")
	}
	return members[i].ID, nil
}

func memberNames(ctx context.Context, tx *store.Tx, in production.ProductionID) (map[production.MemberID]string, error) {
	members, err := tx.FindMembers(ctx, in)
	names := map[production.MemberID]string{}
	for _, m := range members {
		names[m.ID] = m.Name
	}
	return names, err
}

func shownFeed(s production.Subscription, names map[production.MemberID]string, actor access.Actor) Feed {
	f := Feed{ID: s.ID, Name: "All bookings", MadeBy: s.MadeBy, MadeAt: s.MadeAt, ReadAt: s.ReadAt, RevokedAt: s.RevokedAt, Mine: s.User == actor.UserID}
	if s.Member != "" {
		f.Name = cmp.Or(names[s.Member], "Somebody who has left")
	}
	if s.Days {
		f.Name += ", with the main unit's days"
	}
	return f
}

// Feeds are the calendar feeds that somebody made, newest first; whoever makes plans sees those of all.
func (o *Office) Feeds(ctx context.Context, in production.ProductionID) (list []Feed, err error) {
	err = o.look(ctx, access.SeePlan, in, func(tx *store.Tx) error {
		actor, _ := access.From(ctx)
		all, err := tx.FindSubscriptions(ctx, in)
		if err != nil {
			return err
		}
		names, err := memberNames(ctx, tx, in)
		for _, s := range all {
			if s.User == actor.UserID || actor.May(access.MakePlan, in) {
				list = append(list, shownFeed(s, names, actor))
			}
		}
		return err
	})
	return list, err
}

// RevokeFeed ends a feed at once, or lets it be read again. It is for whoever made it, and for whoever makes plans.
func (o *Office) RevokeFeed(ctx context.Context, in production.ProductionID, id production.FeedID, revoked bool) error {
	return o.change(ctx, access.SeePlan, in, func(tx *store.Tx) error {
		actor, _ := access.From(ctx)
		s, err := tx.FindSubscription(ctx, in, id)
		if err == nil && s.User != actor.UserID && !actor.May(access.MakePlan, in) {
			err = access.Require(ctx, access.MakePlan, in)
		}
		if err != nil || revoked != s.RevokedAt.IsZero() {
			return err
		}
		s.RevokedAt = time.Time{}
		act := "restore_feed"
		if revoked {
			s.RevokedAt, act = o.clock().UTC(), "revoke_feed"
		}
		if err := tx.SaveSubscription(ctx, s); err != nil {
			return err
		}
		return o.record(ctx, tx, in, act, string(s.ID))
	})
}

// FeedText is what a feed says now.
type FeedText struct {
	Data    []byte
	Tag     string    // of exactly these bytes
	Changed time.Time // the newest change in it
}

// ReadFeed reads a feed by its secret, with the rights that whoever made it has now. It returns fault.NotFound for a
// secret that nobody made, and ErrRevoked for one that was revoked or whose maker may not see it any more.
func (o *Office) ReadFeed(ctx context.Context, secret string) (text FeedText, err error) {
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		s, err := tx.FindSubscriptionByHash(ctx, sha256Hex([]byte(secret)))
		if err != nil {
			return err
		}
		actor, err := makerOf(ctx, tx, s)
		if err != nil {
			return err
		}
		if !s.RevokedAt.IsZero() || !actor.May(access.SeePlan, s.Production) || s.Member != "" && !actor.May(access.SeeCrew, s.Production) {
			return ErrRevoked
		}
		if text, err = o.feedText(access.With(ctx, actor), tx, s); err != nil {
			return err
		}
		if now := o.clock().UTC(); now.Sub(s.ReadAt) > touchEvery {
			return tx.TouchSubscription(ctx, s.Production, s.ID, now)
		}
		return nil
	})
	return text, err
}

// ErrRevoked is for a feed that was there and may not be read any more.
var ErrRevoked = fault.New(fault.NotFound, "this calendar was revoked").WithRemedy("Ask for a new address, and take this one out of your calendar.")

// touchEvery is how exactly the last reading of a feed is kept.
const touchEvery = time.Minute

// makerOf is whoever made a feed, with today's rights; somebody without any when the account is gone.
func makerOf(ctx context.Context, tx *store.Tx, s production.Subscription) (access.Actor, error) {
	if s.User == "" {
		return access.Operator(s.MadeBy), nil
	}
	user, err := tx.FindUser(ctx, s.User)
	if fault.Is(err, fault.NotFound) {
		return access.Actor{}, nil
	}
	if err != nil {
		return access.Actor{}, err
	}
	actor := access.Actor{UserID: user.ID, Name: user.Name, Operator: user.Operator, Roles: map[production.ProductionID]access.Role{}}
	memberships, err := tx.FindMembershipsOf(ctx, s.User)
	for _, m := range memberships {
		actor.Roles[m.Production] = m.Role
	}
	return actor, err
}

// keepGone is how long what was taken off stays in a feed, struck out.
const keepGone = 30 * 24 * time.Hour

// feedText writes a feed for whoever ctx is.
func (o *Office) feedText(ctx context.Context, tx *store.Tx, s production.Subscription) (text FeedText, err error) {
	film, err := tx.FindProduction(ctx, s.Production)
	if err != nil {
		return text, err
	}
	all, err := o.post(ctx, tx, s.Production)
	if err != nil {
		return text, err
	}
	r, err := readingFor(ctx, tx, s.Production)
	if err != nil {
		return text, err
	}
	names, err := memberNames(ctx, tx, s.Production)
	if err != nil {
		return text, err
	}
	head := onset.FeedHead{Production: s.Production, Name: film.Title + " · BTS", UIDDomain: calendarDomain}
	if s.Member != "" {
		head.Name = film.Title + " · " + cmp.Or(names[s.Member], "BTS")
	}
	var entries []onset.FeedEntry
	for _, p := range all {
		e, shown, err := o.feedEntry(r, s, p)
		if err != nil {
			return text, err
		}
		if shown {
			entries = append(entries, e)
			if e.Stamp.After(text.Changed) {
				text.Changed = e.Stamp
			}
		}
	}
	slices.SortFunc(entries, func(a, b onset.FeedEntry) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.From, b.From), cmp.Compare(a.Thing, b.Thing))
	})
	var out bytes.Buffer
	err = onset.WriteFeed(&out, head, entries, film.Zone())
	text.Data, text.Tag = out.Bytes(), `"`+sha256Hex(out.Bytes())[:32]+`"`
	return text, err
}

// feedEntry is an entry as the reader may see it; shown is false for what does not belong into the feed. What is made
// on a closed set is not in it for those who may not know, as in the plan.
func (o *Office) feedEntry(r reading, s production.Subscription, p production.Posted) (e onset.FeedEntry, shown bool, err error) {
	var post posting
	if err := json.Unmarshal([]byte(p.Body), &post); err != nil {
		return e, false, err
	}
	old := !p.GoneAt.IsZero() && o.clock().Sub(p.GoneAt) > keepGone
	switch {
	case old, post.Kind != postShoot && p.Member != s.Member, post.Kind == postShoot && (!s.Days || !r.schedule):
		return e, false, nil
	case post.Kind == postBooking:
		m, there := r.now[post.Moment]
		if r.screen.scenes != nil && (!there || r.screen.numbers[post.Scene] || r.screen.hidesMoment(m)) {
			return e, false, nil
		}
	}
	e = onset.FeedEntry{
		Thing: p.Thing + " " + string(p.Member), Date: post.Date, From: post.From, To: post.To, Title: post.Title, Place: post.Place, Text: post.Text,
		Sequence: p.Sequence, Stamp: p.ChangedAt, Gone: !p.GoneAt.IsZero(), Free: post.Kind != postBooking,
	}
	return e, true, nil
}

// ExportCalendar is a calendar as a file: of "production", or of somebody of the crew by id or name.
func (o *Office) ExportCalendar(ctx context.Context, in production.ProductionID, w FeedWanted) (data []byte, err error) {
	err = o.change(ctx, access.SeePlan, in, func(tx *store.Tx) error {
		s := production.Subscription{Production: in, Days: w.Days}
		if w.Member != "" {
			if s.Member, err = memberMeant(ctx, tx, in, w.Member); err != nil {
				return err
			}
		}
		text, err := o.feedText(ctx, tx, s)
		data = text.Data
		return err
	})
	return data, err
}
