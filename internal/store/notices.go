package store

import (
	"context"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

var notices = table{
	name:    "notice",
	key:     []string{"id"},
	columns: []string{"production_id", "proposal_id", "audience", "title", "broken", "made_by", "made_at"},
}

func scanNotice(r row) (n production.Notice, err error) {
	return n, r.Scan(&n.ID, &n.Production, &n.Proposal, &n.Audience, &n.Title, &n.Broken, &n.MadeBy, fromMillis{&n.MadeAt})
}

// CreateNotice tells everybody of a production something.
func (tx *Tx) CreateNotice(ctx context.Context, n production.Notice) error {
	return notices.insert(ctx, tx, []any{n.ID, n.Production, n.Proposal, n.Audience, n.Title, n.Broken, n.MadeBy, n.MadeAt})
}

// DeleteNoticesOf takes back what was told of a proposal.
func (tx *Tx) DeleteNoticesOf(ctx context.Context, id production.ProposalID) error {
	_, err := tx.exec(ctx, `DELETE FROM notice WHERE proposal_id = $1`, id)
	return err
}

// DeleteNotice takes back what was told; nothing happens when there is no such notice.
func (tx *Tx) DeleteNotice(ctx context.Context, id production.NoticeID) error {
	_, err := tx.exec(ctx, `DELETE FROM notice WHERE id = $1`, id)
	return err
}

// FindNotices are the notices of a production since a time that the user has not put away, newest first.
func (tx *Tx) FindNotices(ctx context.Context, in production.ProductionID, user production.UserID, since time.Time) ([]production.Notice, error) {
	return many(ctx, tx, scanNotice, `SELECT `+notices.list()+` FROM notice
		WHERE production_id = $1 AND made_at > $3
		AND NOT EXISTS (SELECT 1 FROM notice_seen s WHERE s.notice_id = notice.id AND s.user_id = $2)
		ORDER BY made_at DESC, id DESC`, in, user, since)
}

var noticesSeen = table{
	name:    "notice_seen",
	key:     []string{"notice_id", "user_id"},
	columns: []string{"seen_at"},
}

// SeeNotice puts a notice away for a user; fault.NotFound when there is no such notice.
func (tx *Tx) SeeNotice(ctx context.Context, id production.NoticeID, user production.UserID, at time.Time) error {
	return noticesSeen.save(ctx, tx, []any{id, user, at})
}

var watches = table{
	name:    "watch",
	key:     []string{"production_id", "user_id", "channel"},
	columns: []string{"address", "secret", "level", "since_at", "problem"},
}

func scanWatch(r row) (w production.Watch, err error) {
	return w, r.Scan(&w.Production, &w.User, &w.Channel, &w.Address, &w.Secret, &w.Level, fromMillis{&w.Since}, &w.Problem)
}

// SaveWatch notes how somebody wants to be told, instead of what was noted for the channel before.
func (tx *Tx) SaveWatch(ctx context.Context, w production.Watch) error {
	return watches.save(ctx, tx, []any{w.Production, w.User, w.Channel, w.Address, w.Secret, w.Level, w.Since, w.Problem})
}

// DeleteWatch forgets it; nothing happens when there is none.
func (tx *Tx) DeleteWatch(ctx context.Context, in production.ProductionID, user production.UserID, channel production.WatchChannel) error {
	_, err := tx.exec(ctx, `DELETE FROM watch WHERE production_id = $1 AND user_id = $2 AND channel = $3`, in, user, channel)
	return err
}

// NoteWatch notes why the last message of a watch did not arrive, "" for nothing; not at a watch that was
// saved anew since this one was read.
func (tx *Tx) NoteWatch(ctx context.Context, w production.Watch, problem string) error {
	_, err := tx.exec(ctx, `UPDATE watch SET problem = $6
		WHERE production_id = $1 AND user_id = $2 AND channel = $3 AND address = $4 AND secret = $5 AND since_at = $7`,
		w.Production, w.User, w.Channel, w.Address, w.Secret, problem, w.Since)
	return err
}

// EndWatch forgets a watch, unless it was saved anew since this one was read.
func (tx *Tx) EndWatch(ctx context.Context, w production.Watch) error {
	_, err := tx.exec(ctx, `DELETE FROM watch
		WHERE production_id = $1 AND user_id = $2 AND channel = $3 AND address = $4 AND secret = $5 AND since_at = $6`,
		w.Production, w.User, w.Channel, w.Address, w.Secret, w.Since)
	return err
}

// FindWatches are all who want to be told of a production's revisions.
func (tx *Tx) FindWatches(ctx context.Context, in production.ProductionID) ([]production.Watch, error) {
	return many(ctx, tx, scanWatch, `SELECT `+watches.list()+` FROM watch WHERE production_id = $1 ORDER BY user_id, channel`, in)
}

// FindWatchesOf are the wishes of one person, in all productions.
func (tx *Tx) FindWatchesOf(ctx context.Context, user production.UserID) ([]production.Watch, error) {
	return many(ctx, tx, scanWatch, `SELECT `+watches.list()+` FROM watch WHERE user_id = $1 ORDER BY production_id, channel`, user)
}
