package store

import (
	"context"

	"github.com/btsdirector/bts/internal/dictate"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Dictation is what is kept of who writes down what is said.
type Dictation struct {
	Rules   dictate.Rules
	KeyHost string // server and port that the key is for, "" for none
	Key     string
}

// SaveDictation rewrites who writes down what is said.
func (tx *Tx) SaveDictation(ctx context.Context, in production.ProductionID, d Dictation) error {
	return dictations.save(ctx, tx, []any{in, asJSON{d.Rules}, d.KeyHost, d.Key})
}

var dictations = table{name: "dictation", key: []string{"production_id"}, columns: []string{"body", "key_host", "key_value"}}

// FindDictation is who writes down what is said: nobody where nothing was said.
func (tx *Tx) FindDictation(ctx context.Context, in production.ProductionID) (Dictation, error) {
	d, err := one(ctx, tx, scanDictation, `SELECT body, key_host, key_value FROM dictation WHERE production_id = $1`, in)
	if err = absent(err, "rules"); fault.Is(err, fault.NotFound) {
		return Dictation{}, nil
	}
	return d, err
}

func scanDictation(r row) (d Dictation, err error) {
	return d, r.Scan(fromJSON{&d.Rules}, &d.KeyHost, &d.Key)
}
