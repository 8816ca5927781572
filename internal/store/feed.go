package store

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

var feed = table{
	name:    "feed",
	key:     []string{"seq"},
	columns: []string{"production_id", "topic", "payload", "happened_at"},
}

func scanFeed(r row) (f production.FeedItem, err error) {
	return f, r.Scan(&f.Seq, &f.Production, &f.Topic, fromRaw{&f.Payload}, fromMillis{&f.At})
}

// AppendFeed adds an item and numbers it; the Seq it comes with is ignored. Numbers become visible in
// their order, for which other writers of the feed wait until this transaction ends: do it last.
func (tx *Tx) AppendFeed(ctx context.Context, f production.FeedItem) error {
	seq, err := tx.store.dialect.nextFeed(ctx, tx)
	if err != nil {
		return err
	}
	return feed.insert(ctx, tx, []any{seq, f.Production, f.Topic, f.Payload, f.At})
}

// FindFeedAfter are the items of a production that came after seq, in order. A limit of 0 is none.
func (tx *Tx) FindFeedAfter(ctx context.Context, in production.ProductionID, seq int64, limit int) ([]production.FeedItem, error) {
	if limit <= 0 {
		limit = math.MaxInt
	}
	return many(ctx, tx, scanFeed, `SELECT `+feed.list()+` FROM feed
		WHERE production_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`, in, seq, limit)
}

// LatestFeed is the number of a production's latest item, 0 when there is none. Items of the topic
// without, "" for no topic, do not count.
func (tx *Tx) LatestFeed(ctx context.Context, in production.ProductionID, without string) (int64, error) {
	seq, err := one(ctx, tx, scanNumber, `SELECT seq FROM feed WHERE production_id = $1 AND ($2 = '' OR topic <> $2) ORDER BY seq DESC LIMIT 1`, in, without)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return seq, err
}

// TrimFeed removes the items from before the time. Their numbers are never given out again.
func (tx *Tx) TrimFeed(ctx context.Context, before time.Time) error {
	_, err := tx.exec(ctx, `DELETE FROM feed WHERE happened_at < $1`, before)
	return err
}
