package cli

import (
	"context"
	"path/filepath"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/caption"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/media"
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
	if _, err = a.Office.Ingest(ctx, film.ID, office.NewIngest{Paths: []string{folder}}, nil); err != nil {
		return err
	}
	return captionDemo(ctx, a, film)
}

// captionDemo writes captions as a unit does: what the photographer typed in the camera goes into the template, and two of the cast
// are named by their numbers.
func captionDemo(ctx context.Context, a *app.App, film production.Production) error {
	_, err := a.Office.SetCaptionStyle(ctx, film.ID, office.Written{Fields: map[string]any{
		"description": "{caption}[, with {people}][, {place}][, {date}]. {production}[, scene {scene}].[ Photo: {operator}]",
		"copyright":   "© {date:yyyy} {production}", "instructions": "Not before the film is announced.",
		"spellings": []caption.Word{{Use: "Steadicam", For: []string{"steadycam"}}},
	}})
	if err != nil {
		return err
	}
	style, err := a.Office.CaptionStyle(ctx, film.ID)
	if err != nil {
		return err
	}
	people := []string{}
	for _, c := range style.Known {
		if len(c.Says) == 3 && len(people) < 2 {
			people = append(people, style.Mark+c.Code+"#2"+style.Mark)
		}
	}
	stills, err := a.Office.Assets(ctx, film.ID, store.AssetFilter{Kind: media.Still})
	if err != nil || len(stills) < 2 || len(people) == 0 {
		return err
	}
	_, err = a.Office.EditAssets(ctx, film.ID, []production.AssetID{stills[0].ID, stills[1].ID}, office.Written{Fields: map[string]any{"people": people}})
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
