package office

import (
	"bytes"
	"context"
	"io"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// EditFormat is a kind of file that a list for the editing room can be written as.
type EditFormat string

// The formats: a table, an Avid Log Exchange, and the document library.EditListSchema.
const (
	EditCSV  EditFormat = "csv"
	EditALE  EditFormat = "ale"
	EditJSON EditFormat = "json"
)

// mostListed is how many assets a list for the editing room has at most.
const mostListed = 50000

// EditList is a choice of assets as an editing room takes it in. Paths of files are told to those alone who may copy cards.
func (o *Office) EditList(ctx context.Context, in production.ProductionID, c AssetChoice) (library.EditList, error) {
	out := library.EditList{Schema: library.EditListSchema, MadeAt: o.clock().UTC().Truncate(time.Second), Assets: []library.EditLine{}}
	paths := access.Require(ctx, access.CopyCards, in) == nil
	err := o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		film, err := tx.FindProduction(ctx, in)
		if err != nil {
			return err
		}
		out.Production = film.Title
		all, err := o.chosen(ctx, tx, in, c, mostListed)
		if err != nil {
			return err
		}
		shown := make([]Shown, len(all))
		for i, a := range all {
			shown[i].Asset = a
		}
		if err := nameTies(ctx, tx, in, shown); err != nil {
			return err
		}
		at := map[production.AssetID]string{}
		if paths {
			if at, err = tx.FindAssetPaths(ctx, in, idsOf(all)); err != nil {
				return err
			}
		}
		for _, a := range shown {
			line := library.NewEditLine(a.Asset)
			line.Day, line.Card, line.Moment, line.Path = a.DayNumber, a.CardName, a.MomentTitle, at[a.ID]
			if a.SceneNumber != "" {
				line.Scene = a.SceneNumber
			}
			if !a.TakenAt.IsZero() {
				line.CapturedAt = a.TakenAt.In(film.Zone()).Format(time.RFC3339)
			}
			out.Assets = append(out.Assets, line)
		}
		return nil
	})
	return out, err
}

func idsOf(all []library.Asset) []production.AssetID {
	ids := make([]production.AssetID, len(all))
	for i, a := range all {
		ids[i] = a.ID
	}
	return ids
}

// ExportEditList is the list as a file. It returns fault.Invalid for a format that it does not know.
func (o *Office) ExportEditList(ctx context.Context, in production.ProductionID, c AssetChoice, format EditFormat) (name string, data []byte, err error) {
	write := map[EditFormat]func(library.EditList, io.Writer) error{EditCSV: library.EditList.CSV, EditALE: library.EditList.ALE, EditJSON: library.EditList.JSON}[format]
	if write == nil {
		return "", nil, fault.New(fault.Invalid, "%.40q is no format of a list for the editing room", string(format)).WithRemedy("Choose csv, ale or json.")
	}
	list, err := o.EditList(ctx, in, c)
	if err != nil {
		return "", nil, err
	}
	var file bytes.Buffer
	err = write(list, &file)
	return production.Slug(list.Production) + "-library." + string(format), file.Bytes(), err
}
