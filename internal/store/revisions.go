package store

import (
	"context"

	"github.com/btsdirector/bts/internal/production"
)

var revisions = table{
	name: "revision",
	key:  []string{"id"},
	columns: []string{"production_id", "kind", "format", "file_name", "sha256", "size_bytes", "summary", "imported_by",
		"imported_at", "proposal_id", "undone"},
}

var mappings = table{
	name:    "mapping",
	key:     []string{"production_id", "header"},
	columns: []string{"fields"},
}

func scanRevision(r row) (v production.Revision, err error) {
	return v, r.Scan(&v.ID, &v.Production, &v.Kind, &v.Format, &v.FileName, &v.SHA256, &v.Bytes, fromRaw{&v.Summary},
		&v.ImportedBy, fromMillis{&v.ImportedAt}, &v.Proposal, new(bool))
}

// CreateRevision records an import that was taken in.
func (tx *Tx) CreateRevision(ctx context.Context, v production.Revision) error {
	return revisions.insert(ctx, tx, []any{v.ID, v.Production, v.Kind, v.Format, v.FileName, v.SHA256, v.Bytes, v.Summary,
		v.ImportedBy, v.ImportedAt, v.Proposal, false})
}

// FindRevisions are the imports of a production that were not undone, newest first.
func (tx *Tx) FindRevisions(ctx context.Context, in production.ProductionID) ([]production.Revision, error) {
	return many(ctx, tx, scanRevision, `SELECT `+revisions.list()+` FROM revision
		WHERE production_id = $1 AND NOT undone ORDER BY imported_at DESC, id DESC`, in)
}

// UndoRevisions takes the imports of a proposal out of what FindRevisions gives.
func (tx *Tx) UndoRevisions(ctx context.Context, id production.ProposalID) error {
	_, err := tx.exec(ctx, `UPDATE revision SET undone = $2 WHERE proposal_id = $1`, id, true)
	return err
}

// SaveMapping remembers what the columns of a table with this header mean, instead of what was
// remembered before.
func (tx *Tx) SaveMapping(ctx context.Context, in production.ProductionID, m production.Mapping) error {
	return mappings.save(ctx, tx, []any{in, m.Header, asJSON{m.Columns}})
}

// FindMapping is what was remembered for the header, or fault.NotFound.
func (tx *Tx) FindMapping(ctx context.Context, in production.ProductionID, header string) (production.Mapping, error) {
	scan := func(r row) (m production.Mapping, err error) { return m, r.Scan(&m.Header, fromJSON{&m.Columns}) }
	m, err := one(ctx, tx, scan, `SELECT header, fields FROM mapping WHERE production_id = $1 AND header = $2`, in, header)
	return m, absent(err, "mapping of these columns")
}
