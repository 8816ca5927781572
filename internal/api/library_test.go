package api_test

import (
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

var libraryOperations = map[string]operation{
	"listAssets":        {right: access.SeeLibrary, query: "kind=video&date=2026-05-04&limit=10"},
	"listAssetDays":     {right: access.SeeLibrary, query: "verdict=first"},
	"getAsset":          {right: access.SeeLibrary, id: (*site).kept},
	"editAssets":        {right: access.EditLibrary, body: `{"ids":["$ASSET"],"rating":4,"note":"$NEW"}`},
	"changeAssets":      {right: access.EditLibrary, body: `{"ids":["$ASSET"],"add_tags":["$NEW"]}`},
	"addMark":           {right: access.EditLibrary, id: (*site).kept, body: `{"in":"12","text":"$NEW"}`},
	"removeMark":        {right: access.EditLibrary, id: (*site).marked, body: `{"in":"5","text":"a look"}`},
	"startIngest":       {right: ownerInside, body: `{"paths":["/mnt/none"]}`},
	"startLooks":        {right: access.IngestMedia},
	"printContactSheet": {right: access.SeeLibrary, query: "paper=Letter"},
	"exportEditList":    {right: access.SeeLibrary, query: "format=csv"},
}

// kept is an asset of an open scene with a file in the vault.
func (s *site) kept() string {
	s.t.Helper()
	id := production.AssetID(s.suggested())
	blob, err := s.app.Vault.Put(s.ctx, strings.NewReader(newName()))
	must(s.t, err)
	must(s.t, s.app.Store.Write(s.ctx, func(tx *store.Tx) error {
		if err := tx.SaveReading(s.ctx, s.film.ID, id, media.Reading{Kind: media.Video}); err != nil {
			return err
		}
		return tx.SaveAssetFiles(s.ctx, s.film.ID, []library.File{{Asset: id, At: "vault:" + blob.SHA256, Name: "a.MP4", Bytes: blob.Bytes}})
	}))
	return string(id)
}

// marked is an asset with a mark.
func (s *site) marked() string {
	s.t.Helper()
	id := production.AssetID(s.kept())
	_, _, err := s.app.Office.AddMark(s.ctx, s.film.ID, id, library.Mark{In: 5, Out: 5, Text: "a look"})
	must(s.t, err)
	return string(id)
}
