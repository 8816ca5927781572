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

// libraryDemo plays the night after the reader, once: what was copied comes into the library. The pictures and films to look
// at are made behind the pages.
func libraryDemo(s *session, a *app.App, film production.Production) error {
	ctx := access.With(s.ctx, access.Operator(demoName))
	folder := filepath.Join(s.CopyRoots, "raid", film.Slug)
	days, err := a.Office.LibraryDays(ctx, film.ID, store.AssetFilter{})
	if err != nil || len(days) > 0 || !isFolder(folder) {
		return err
	}
	s.say("Library: the copies are looked through.")
	_, err = a.Office.Ingest(ctx, film.ID, office.NewIngest{Paths: []string{folder}}, nil)
	return err
}

// lookDemo makes what the library is looked at by: behind the pages where they are served, and otherwise now.
func lookDemo(s *session, a *app.App, film production.Production, served bool) error {
	ctx := access.With(s.ctx, access.Operator(demoName))
	waiting, err := a.Office.WaitingLooks(ctx, film.ID)
	if err != nil || waiting == 0 {
		return err
	}
	if served {
		_, err := a.Office.StartLooks(ctx, film.ID)
		return err
	}
	_, err = a.Office.MakeLooks(ctx, film.ID, nil)
	if fault.Is(err, fault.Unavailable) {
		s.say("The library of the example has no pictures: %s", err)
		return nil
	}
	return err
}
