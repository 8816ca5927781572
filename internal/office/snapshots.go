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

// snapshot is a value as the vault keeps it, known by its address before it is put there: equal values
// have the same one. The zero value is that of no facts.
type snapshot struct {
	address string // hex
	packed  []byte // nil where the vault has it already
}

// pack makes a snapshot of a value as it is now, without keeping it.
func pack(value any) (snapshot, error) {
	var packed bytes.Buffer
	zip, err := gzip.NewWriterLevel(&packed, gzip.BestSpeed)
	if err != nil {
		return snapshot{}, err
	}
	if err := errors.Join(json.NewEncoder(zip).Encode(value), zip.Close()); err != nil {
		return snapshot{}, fault.Wrap(err, "office.pack")
	}
	return snapshot{sha256Hex(packed.Bytes()), packed.Bytes()}, nil
}

// keep puts snapshots into the vault that are not there yet.
func (o *Office) keep(ctx context.Context, list ...snapshot) error {
	for _, s := range list {
		if s.packed == nil {
			continue
		}
		if _, err := o.vault.Put(ctx, bytes.NewReader(s.packed)); err != nil {
			return err
		}
	}
	return nil
}

// unpack reads back what keep kept.
func (o *Office) unpack(ctx context.Context, address string, into any) error {
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

// paperFacts are the facts as the papers say them, without corrections, and their snapshot; no facts and
// the zero snapshot before the first import.
func (o *Office) paperFacts(ctx context.Context, tx *store.Tx, in production.ProductionID) (f production.Facts, at snapshot, err error) {
	address, err := tx.FindPaper(ctx, in)
	if err != nil {
		return f, at, err
	}
	if address != "" {
		err := o.unpack(ctx, address, &f)
		if !fault.Is(err, fault.Missing) {
			return f, snapshot{address: address}, err
		}
		// The vault has lost it. Without corrections the tables say the same.
		if corrected, findErr := tx.FindCorrections(ctx, in); findErr != nil || len(corrected) > 0 {
			return f, at, firstErr(findErr, err)
		}
	}
	f, err = tx.FindFacts(ctx, in) // taken in before there were corrections: the tables are the papers
	if err != nil || empty(f) {
		return f, at, err
	}
	at, err = pack(f)
	return f, at, err
}

// empty reports that no paper has said anything yet.
func empty(f production.Facts) bool {
	return len(f.Scenes)+len(f.Days)+len(f.Events)+len(f.People)+len(f.Locations)+len(f.Unplaced)+len(f.Shots) == 0
}

// factsAt are the facts kept at an address, none for "".
func (o *Office) factsAt(ctx context.Context, address string) (f production.Facts, err error) {
	if address == "" {
		return f, nil
	}
	return f, o.unpack(ctx, address, &f)
}
