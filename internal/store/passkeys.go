package store

import (
	"context"
	"encoding/json"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
)

var passkeys = table{
	name:    "passkey",
	key:     []string{"id"},
	columns: []string{"user_id", "label", "credential", "created_at", "last_used_at"},
}

func passkeyRow(k access.Passkey) []any {
	return []any{k.ID, k.User, k.Label, json.RawMessage(k.Credential), k.CreatedAt, k.LastUsedAt}
}

func scanPasskey(r row) (k access.Passkey, err error) {
	return k, r.Scan(&k.ID, &k.User, &k.Label, fromRaw{(*json.RawMessage)(&k.Credential)}, fromMillis{&k.CreatedAt},
		fromMillis{&k.LastUsedAt})
}

// CreatePasskey adds a passkey; fault.Conflict when it is registered already.
func (tx *Tx) CreatePasskey(ctx context.Context, k access.Passkey) error {
	return taken(passkeys.insert(ctx, tx, passkeyRow(k)), "this passkey is registered already")
}

// UpdatePasskey rewrites a passkey, or returns fault.NotFound.
func (tx *Tx) UpdatePasskey(ctx context.Context, k access.Passkey) error {
	return absent(passkeys.update(ctx, tx, passkeyRow(k)), "such passkey")
}

// DeletePasskey removes a passkey, or returns fault.NotFound.
func (tx *Tx) DeletePasskey(ctx context.Context, id string) error {
	return absent(passkeys.remove(ctx, tx, id), "such passkey")
}

// FindPasskey is the passkey with the credential id, or fault.NotFound.
func (tx *Tx) FindPasskey(ctx context.Context, id string) (access.Passkey, error) {
	k, err := one(ctx, tx, scanPasskey, `SELECT `+passkeys.list()+` FROM passkey WHERE id = $1`, id)
	return k, absent(err, "such passkey")
}

// FindPasskeysOf are the passkeys of one account, oldest first.
func (tx *Tx) FindPasskeysOf(ctx context.Context, user production.UserID) ([]access.Passkey, error) {
	return many(ctx, tx, scanPasskey, `SELECT `+passkeys.list()+` FROM passkey WHERE user_id = $1 ORDER BY created_at, id`, user)
}
