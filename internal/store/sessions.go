package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"time"

	"github.com/alexedwards/scs/v2"
)

// Sessions keeps signed-in sessions, for the session manager (scs). Tokens are kept as they come: set
// the manager's HashTokenInStore, so that a stolen database opens no door.
type Sessions struct{ store *Store }

// Sessions must fit both interfaces of the session manager.
var (
	_ scs.CtxStore         = Sessions{}
	_ scs.IterableStore    = Sessions{}
	_ scs.IterableCtxStore = Sessions{}
)

var sessions = table{name: "session", key: []string{"token"}, columns: []string{"data", "expires_at"}}

// session is a row of the session table.
type session struct {
	token string
	data  []byte
}

func scanSession(r row) (s session, err error) {
	var text string
	if err := r.Scan(&s.token, &text); err != nil {
		return s, err
	}
	s.data, err = base64.StdEncoding.DecodeString(text)
	return s, err
}

// Sessions is the session table.
func (s *Store) Sessions() Sessions { return Sessions{s} }

// FindCtx is the data of a session; found is false for an unknown or expired one.
func (s Sessions) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	err = s.store.Read(ctx, func(tx *Tx) error {
		row, err := one(ctx, tx, scanSession, `SELECT token, data FROM session WHERE token = $1 AND expires_at > $2`,
			token, s.store.now())
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		data, found = row.data, err == nil
		return err
	})
	return data, found, err
}

// CommitCtx keeps a session until expiry, instead of what was kept before.
func (s Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	return s.store.Write(ctx, func(tx *Tx) error {
		return sessions.save(ctx, tx, []any{token, base64.StdEncoding.EncodeToString(data), expiry})
	})
}

// DeleteCtx removes a session, if it is there.
func (s Sessions) DeleteCtx(ctx context.Context, token string) error {
	return s.store.Write(ctx, func(tx *Tx) error {
		_, err := tx.exec(ctx, `DELETE FROM session WHERE token = $1`, token)
		return err
	})
}

// AllCtx are the data of all sessions that have not expired, by token.
func (s Sessions) AllCtx(ctx context.Context) (map[string][]byte, error) {
	all := map[string][]byte{}
	err := s.store.Read(ctx, func(tx *Tx) error {
		rows, err := many(ctx, tx, scanSession, `SELECT token, data FROM session WHERE expires_at > $1`, s.store.now())
		for _, row := range rows {
			all[row.token] = row.data
		}
		return err
	})
	return all, err
}

// Find is FindCtx without a context.
func (s Sessions) Find(token string) (data []byte, found bool, err error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context.
func (s Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx without a context.
func (s Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

// All is AllCtx without a context.
func (s Sessions) All() (map[string][]byte, error) { return s.AllCtx(context.Background()) }

// DeleteExpiredSessions removes the sessions that have expired at the time, and returns how many.
func (s *Store) DeleteExpiredSessions(ctx context.Context, now time.Time) (int, error) {
	var gone int64
	err := s.Write(ctx, func(tx *Tx) (err error) {
		gone, err = tx.exec(ctx, `DELETE FROM session WHERE expires_at <= $1`, now)
		return err
	})
	return int(gone), err
}
