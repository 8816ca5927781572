package office

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// Shelve adds assets as bringing them in does.
func (o *Office) Shelve(ctx context.Context, in production.ProductionID, list []library.Asset) error {
	return o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.AddAssets(ctx, in, list); err != nil {
			return err
		}
		return indexAssets(ctx, tx, in, list)
	})
}

// Shield is what is hidden from whoever asks.
func (o *Office) Shield(ctx context.Context, in production.ProductionID) (h store.Hidden, err error) {
	err = o.store.Read(ctx, func(tx *store.Tx) error {
		h, err = hiddenAssets(ctx, tx, in)
		return err
	})
	return h, err
}

func TestIDsOfAssets(t *testing.T) {
	t.Parallel()
	list := []library.Asset{{Scene: "s2"}, {}, {Scene: "s1"}, {Scene: "s2"}}
	if diff := cmp.Diff([]production.SceneID{"s1", "s2"}, ids(list, func(a library.Asset) production.SceneID { return a.Scene })); diff != "" {
		t.Error(diff)
	}
}
