package office

import (
	"context"
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
)

// AssetEdit is what somebody wrote on one asset: fields by their names.
type AssetEdit struct {
	ID     production.AssetID `json:"id"`
	Fields map[string]any     `json:"fields"`
}

// EditEach changes assets, each in its own way, as one act: what culling sends. Those that are not there for whoever asks are passed over
// and named: what was decided on the others holds.
func (o *Office) EditEach(ctx context.Context, in production.ProductionID, edits []AssetEdit) (act Act, refused []production.AssetID, err error) {
	if len(edits) == 0 || len(edits) > mostAtOnce {
		return Act{}, nil, fault.New(fault.Invalid, "%d assets cannot be changed at once", len(edits)).WithRemedy("Send between 1 and %d.", mostAtOnce)
	}
	act, err = o.act(ctx, in, access.EditLibrary, "edit_assets", func(p *pen) (string, error) {
		refused = []production.AssetID{}
		hide, err := hiddenAssets(ctx, p.tx, in)
		if err != nil {
			return "", err
		}
		for _, e := range edits {
			was, err := p.tx.FindAsset(ctx, in, e.ID)
			if fault.Is(err, fault.NotFound) || err == nil && (was.Gone || hide.Hides(was)) {
				refused = append(refused, e.ID)
				continue
			}
			if err != nil {
				return "", err
			}
			now, err := amend(ctx, p, assets, string(e.ID), Written{Fields: e.Fields})
			if err == nil {
				err = p.knownTies(ctx, was, now)
			}
			if err != nil {
				return "", err
			}
		}
		return fmt.Sprintf("%d assets", len(edits)-len(refused)), nil
	})
	return act, refused, err
}

// AddMark puts a mark on an asset, signed with who does it, and returns it.
func (o *Office) AddMark(ctx context.Context, in production.ProductionID, id production.AssetID, m library.Mark) (library.Mark, Act, error) {
	m.By = actorName(ctx)
	act, err := o.editMarks(ctx, in, id, func(marks []library.Mark) ([]library.Mark, error) { return append(slices.Clone(marks), m), nil })
	return m, act, err
}

// RemoveMark takes a mark off an asset: the one with this in, out and text. It returns fault.NotFound where there is none.
func (o *Office) RemoveMark(ctx context.Context, in production.ProductionID, id production.AssetID, m library.Mark) (Act, error) {
	return o.editMarks(ctx, in, id, func(marks []library.Mark) ([]library.Mark, error) {
		at := slices.IndexFunc(marks, func(is library.Mark) bool { return is.In == m.In && is.Out == m.Out && is.Text == m.Text })
		if at < 0 {
			return nil, fault.New(fault.NotFound, "there is no such mark")
		}
		return slices.Delete(slices.Clone(marks), at, at+1), nil
	})
}

func (o *Office) editMarks(ctx context.Context, in production.ProductionID, id production.AssetID, change func([]library.Mark) ([]library.Mark, error)) (Act, error) {
	return o.act(ctx, in, access.EditLibrary, "mark_asset", func(p *pen) (string, error) {
		a, err := o.visibleAsset(ctx, p.tx, in, id)
		if err != nil {
			return "", err
		}
		marks, err := change(a.Marks)
		if err != nil {
			return "", err
		}
		now, err := amend(ctx, p, assets, string(id), Written{Fields: map[string]any{"marks": marks}})
		return now.Name, err
	})
}
