package office

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// keepSnapshot puts a value into the vault as it is now and returns the address: of equal values the
// same one.
func (o *Office) keepSnapshot(ctx context.Context, value any) (address string, err error) {
	var packed bytes.Buffer
	zip, err := gzip.NewWriterLevel(&packed, gzip.BestSpeed)
	if err != nil {
		return "", err
	}
	if err := errors.Join(json.NewEncoder(zip).Encode(value), zip.Close()); err != nil {
		return "", fault.Wrap(err, "office.keepSnapshot")
	}
	blob, err := o.vault.Put(ctx, &packed)
	return blob.SHA256, err
}

// snapshot reads back what keepSnapshot kept.
func (o *Office) snapshot(ctx context.Context, address string, into any) error {
	blob, err := o.vault.Get(ctx, address)
	if err != nil {
		return err
	}
	defer blob.Close()
	zip, err := gzip.NewReader(blob)
	if err == nil {
		err = json.NewDecoder(zip).Decode(into)
	}
	if err != nil {
		return fault.New(fault.Corrupt, "a kept revision (%s) cannot be read back", address[:12]).
			WithRemedy("Restore the vault from a backup.").WithCause(err)
	}
	return nil
}

// paperFacts are the facts as the papers say them, without corrections, and their address; "" and no
// facts before the first import.
func (o *Office) paperFacts(ctx context.Context, tx *store.Tx, in production.ProductionID) (f production.Facts, address string, err error) {
	if address, err = tx.FindPaper(ctx, in); err != nil {
		return f, "", err
	}
	if address != "" {
		err := o.snapshot(ctx, address, &f)
		if !fault.Is(err, fault.Missing) {
			return f, address, err
		}
		// The vault has lost it. Without corrections the tables say the same.
		if corrected, findErr := tx.FindCorrections(ctx, in); findErr != nil || len(corrected) > 0 {
			return f, "", firstErr(findErr, err)
		}
	}
	counts, err := tx.CountFacts(ctx, in)
	if err != nil || counts == (store.FactCounts{}) {
		return f, "", err
	}
	if f, err = tx.FindFacts(ctx, in); err != nil { // taken in before there were corrections: the tables are the papers
		return f, "", err
	}
	address, err = o.keepSnapshot(ctx, f)
	return f, address, err
}

// factsAt are the facts kept at an address, none for "".
func (o *Office) factsAt(ctx context.Context, address string) (f production.Facts, err error) {
	if address == "" {
		return f, nil
	}
	return f, o.snapshot(ctx, address, &f)
}
