package store

import (
	"context"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
)

var accounts = table{
	name:    "account",
	key:     []string{"id"},
	columns: []string{"name", "email", "operator", "password_hash", "created_at", "sort_name"},
}

var accountColumns = strings.TrimSuffix(accounts.list(), ", sort_name")

func accountRow(u access.User) []any {
	return []any{u.ID, u.Name, normalEmail(u.Email), u.Operator, u.PasswordHash, u.CreatedAt, sortKey(u.Name)}
}

func scanUser(r row) (u access.User, err error) {
	return u, r.Scan(&u.ID, &u.Name, &u.Email, &u.Operator, &u.PasswordHash, fromMillis{&u.CreatedAt})
}

// normalEmail is how an address is kept and looked up.
func normalEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// CreateUser adds an account; fault.Conflict when its e-mail address has one already. Accounts
// without an address may be many.
func (tx *Tx) CreateUser(ctx context.Context, u access.User) error {
	return taken(accounts.insert(ctx, tx, accountRow(u)), "there is an account with this e-mail address already")
}

// UpdateUser rewrites an account; fault.NotFound when absent, fault.Conflict when the e-mail address is
// somebody else's.
func (tx *Tx) UpdateUser(ctx context.Context, u access.User) error {
	err := taken(accounts.update(ctx, tx, accountRow(u)), "there is an account with this e-mail address already")
	return absent(err, "such account")
}

// FindUser is the account with the id, or fault.NotFound.
func (tx *Tx) FindUser(ctx context.Context, id production.UserID) (access.User, error) {
	u, err := one(ctx, tx, scanUser, `SELECT `+accountColumns+` FROM account WHERE id = $1`, id)
	return u, absent(err, "such account")
}

// FindUserByEmail is the account with the e-mail address in any case, or fault.NotFound. No account
// is found by an empty address.
func (tx *Tx) FindUserByEmail(ctx context.Context, email string) (access.User, error) {
	u, err := one(ctx, tx, scanUser, `SELECT `+accountColumns+` FROM account WHERE email = $1 AND email <> ''`, normalEmail(email))
	return u, absent(err, "such account")
}

// FindUsers are all accounts in order of name.
func (tx *Tx) FindUsers(ctx context.Context) ([]access.User, error) {
	return many(ctx, tx, scanUser, `SELECT `+accountColumns+` FROM account ORDER BY sort_name, id`)
}

// CountUsers is the number of accounts.
func (tx *Tx) CountUsers(ctx context.Context) (int, error) {
	n, err := one(ctx, tx, scanNumber, `SELECT COUNT(*) FROM account`)
	return int(n), err
}
