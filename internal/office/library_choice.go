package office

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// AssetChoice says which assets are meant: those named, or without a name all that the filter chooses.
type AssetChoice struct {
	IDs    []production.AssetID
	Filter store.AssetFilter
}

// chosen are the assets of a choice that whoever asks may see, in the order of day and time. It returns fault.NotFound where one that
// is named is not there, and fault.Invalid for none and for more than most.
func (o *Office) chosen(ctx context.Context, tx *store.Tx, in production.ProductionID, c AssetChoice, most int) ([]library.Asset, error) {
	hide, err := hiddenAssets(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	if len(c.IDs) > most {
		return nil, tooMany(most)
	}
	var all []library.Asset
	if len(c.IDs) > 0 {
		if all, err = tx.FindAssetsByID(ctx, in, c.IDs, hide); err == nil && len(all) < countOnce(c.IDs) {
			err = fault.New(fault.NotFound, "one of the chosen assets is not there").WithRemedy("Load the page again and choose anew.")
		}
	} else {
		f := c.Filter
		f.Hide, f.Limit, f.Offset = hide, most+1, 0
		all, err = tx.FindAssets(ctx, in, f)
	}
	switch {
	case err != nil:
		return nil, err
	case len(all) == 0:
		return nil, fault.New(fault.Invalid, "nothing is chosen").WithRemedy("Choose some assets first.")
	case len(all) > most:
		return nil, tooMany(most)
	}
	return all, nil
}

func countOnce(ids []production.AssetID) int {
	seen := make(map[production.AssetID]bool, len(ids))
	for _, id := range ids {
		seen[id] = true
	}
	return len(seen)
}

func tooMany(most int) error {
	return fault.New(fault.Invalid, "more than %d assets do not go at once", most).WithRemedy("Choose fewer, for example one day.")
}

// Devices are the cameras and recorders of the assets that whoever asks may see.
func (o *Office) Devices(ctx context.Context, in production.ProductionID) (list []string, err error) {
	err = o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		hide, err := hiddenAssets(ctx, tx, in)
		if err == nil {
			list, err = tx.FindDevices(ctx, in, store.AssetFilter{Hide: hide})
		}
		return err
	})
	return list, err
}

// CardNames are the cards of the log as it is written, for choosing one, in the order in which they were logged, without what became of them.
func (o *Office) CardNames(ctx context.Context, in production.ProductionID) (list []cardlog.Card, err error) {
	err = o.look(ctx, access.SeeCards, in, func(tx *store.Tx) error {
		all, err := tx.FindCards(ctx, in)
		for _, c := range all {
			if !c.Gone {
				list = append(list, c)
			}
		}
		return err
	})
	return list, err
}

// AssetsBeside are the assets before and behind one in a list, "" for none.
func (o *Office) AssetsBeside(ctx context.Context, in production.ProductionID, id production.AssetID, f store.AssetFilter) (before, behind production.AssetID, err error) {
	err = o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		a, err := o.visibleAsset(ctx, tx, in, id)
		if err != nil {
			return err
		}
		if f.Hide, err = hiddenAssets(ctx, tx, in); err != nil {
			return err
		}
		if before, err = tx.FindAssetBeside(ctx, in, f, a, false); err == nil {
			behind, err = tx.FindAssetBeside(ctx, in, f, a, true)
		}
		return err
	})
	return before, behind, err
}
