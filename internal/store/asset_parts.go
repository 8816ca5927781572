package store

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"io"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
)

var (
	readings   = table{name: "asset_reading", key: []string{"production_id", "asset_id"}, columns: []string{"body"}}
	assetFiles = table{name: "asset_file", key: []string{"production_id", "asset_id", "host", "place"}, columns: []string{"modified_at", "bytes", "name"}}
	derived    = table{name: "asset_derived", key: []string{"production_id", "asset_id", "role"}, columns: []string{"body"}}
)

// SaveReading keeps what the file of an asset says of itself.
func (tx *Tx) SaveReading(ctx context.Context, in production.ProductionID, id production.AssetID, r media.Reading) error {
	var packed bytes.Buffer
	out := gzip.NewWriter(&packed)
	if err := json.NewEncoder(out).Encode(r); err != nil {
		return fault.Wrap(err, "store.SaveReading")
	}
	if err := out.Close(); err != nil {
		return fault.Wrap(err, "store.SaveReading")
	}
	return readings.save(ctx, tx, []any{in, id, base64.StdEncoding.EncodeToString(packed.Bytes())})
}

// FindReading is what the file of an asset says of itself, or fault.NotFound.
func (tx *Tx) FindReading(ctx context.Context, in production.ProductionID, id production.AssetID) (r media.Reading, err error) {
	text, err := one(ctx, tx, scanText, `SELECT body FROM asset_reading WHERE production_id = $1 AND asset_id = $2`, in, id)
	if err != nil {
		return r, absent(err, "such asset")
	}
	packed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return r, fault.New(fault.Corrupt, "what the file of an asset says cannot be read back").WithCause(err)
	}
	open, err := gzip.NewReader(bytes.NewReader(packed))
	if err == nil {
		err = json.NewDecoder(io.LimitReader(open, mostOfReading)).Decode(&r)
	}
	if err != nil {
		return r, fault.New(fault.Corrupt, "what the file of an asset says cannot be read back").WithCause(err)
	}
	return r, nil
}

// mostOfReading bounds what is read back of a reading.
const mostOfReading = 64 << 20

// SaveAssetFiles adds or rewrites where bytes of assets lie.
func (tx *Tx) SaveAssetFiles(ctx context.Context, in production.ProductionID, list []library.File) error {
	rows := make([][]any, len(list))
	for i, f := range list {
		rows[i] = []any{in, f.Asset, f.Host, f.At, f.Modified, f.Bytes, f.Name}
	}
	return assetFiles.save(ctx, tx, rows...)
}

// FindAssetFiles are the places where the bytes of an asset lie.
func (tx *Tx) FindAssetFiles(ctx context.Context, in production.ProductionID, id production.AssetID) ([]library.File, error) {
	return many(ctx, tx, scanFile, `SELECT `+assetFiles.list()+` FROM asset_file WHERE production_id = $1 AND asset_id = $2 ORDER BY host, place`, in, id)
}

// FindFileAt is the file that lies at a place of a host, or fault.NotFound.
func (tx *Tx) FindFileAt(ctx context.Context, in production.ProductionID, host, at string) (library.File, error) {
	f, err := one(ctx, tx, scanFile, `SELECT `+assetFiles.list()+` FROM asset_file WHERE production_id = $1 AND host = $2 AND place = $3`, in, host, at)
	return f, absent(err, "such file")
}

func scanFile(r row) (f library.File, err error) {
	return f, r.Scan(new(string), &f.Asset, &f.Host, &f.At, fromMillis{&f.Modified}, &f.Bytes, &f.Name)
}

// SaveDerived adds or rewrites what was made of assets.
func (tx *Tx) SaveDerived(ctx context.Context, in production.ProductionID, list ...library.Derived) error {
	rows := make([][]any, len(list))
	for i, d := range list {
		rows[i] = []any{in, d.Asset, d.Role, asJSON{d}}
	}
	return derived.save(ctx, tx, rows...)
}

// FindDerived is what was made of the assets, in the order of id and role.
func (tx *Tx) FindDerived(ctx context.Context, in production.ProductionID, ids ...production.AssetID) ([]library.Derived, error) {
	all := []library.Derived{}
	for len(ids) > 0 {
		chunk := ids[:min(argsAtOnce-1, len(ids))]
		ids = ids[len(chunk):]
		args := []any{in}
		for _, id := range chunk {
			args = append(args, id)
		}
		found, err := many(ctx, tx, scanJSON[library.Derived], `SELECT body FROM asset_derived WHERE production_id = $1 AND asset_id IN (`+places(2, len(chunk))+`) ORDER BY asset_id, role`, args...)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}
