package cli

import (
	"path/filepath"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// libraryDemo plays the night after the reader, once: what was copied comes into the library, with pictures and films to look at.
func libraryDemo(s *session, a *app.App, film production.Production) error {
	ctx := access.With(s.ctx, access.Operator(demoName))
	folder := filepath.Join(s.CopyRoots, "raid", film.Slug)
	days, err := a.Office.LibraryDays(ctx, film.ID, store.AssetFilter{})
	if err != nil || len(days) > 0 || !isFolder(folder) {
		return err
	}
	s.say("Library: the copies are looked through, and pictures of them are made.")
	if _, err := a.Office.Ingest(ctx, film.ID, office.NewIngest{Paths: []string{folder}}, nil); err != nil {
		return err
	}
	_, err = a.Office.MakeLooks(ctx, film.ID, nil)
	if fault.Is(err, fault.Unavailable) {
		s.say("The library of the example has no pictures: %s", err)
		return nil
	}
	return err
}
