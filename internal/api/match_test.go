package api_test

import (
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// matchOperations are those of what assets belong to.
var matchOperations = map[string]operation{
	"listMatches":     {right: access.SeeLibrary, query: "what=place&date=2026-05-04"},
	"decideMatches":   {right: access.EditLibrary, body: `{"take":true,"list":[{"asset":"$SUGGESTED","what":"place","id":"Quay"}]}`},
	"startMatch":      {right: access.EditLibrary, body: `{"date":"2026-05-04"}`},
	"getGaps":         {right: access.SeeLibrary, query: "date=2026-05-04"},
	"listClocks":      {right: access.SeeLibrary},
	"noteClock":       {right: access.EditLibrary, body: `{"asset":"$SUGGESTED","shown":"14:03:07"}`},
	"removeClockNote": {right: access.EditLibrary, id: (*site).clockNote},
}

// suggested is a clip of an open scene that may be from a place.
func (s *site) suggested() string {
	s.t.Helper()
	scenes, err := s.app.Office.Scenes(s.ctx, s.film.ID)
	must(s.t, err)
	shown, err := s.app.Office.Scenes(s.as(access.Post), s.film.ID)
	must(s.t, err)
	var open production.SceneID
	for i, scene := range shown {
		if scene.Heading == scenes[i].Heading {
			open = scene.ID
		}
	}
	list := []library.Asset{{
		ID: production.NewID[production.AssetID](), Content: newName(), Name: newName() + ".MP4", Kind: media.Video, State: library.Read, Day: "2026-05-04", Scene: open,
		TakenAt: time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC), Device: "FX3 " + newName(), People: []string{}, Tags: []string{}, Marks: []library.Mark{},
		Matches: []library.Match{{What: library.OfPlace, ID: "Quay", Title: "Quay", Score: 50, Reasons: []string{"a unit works there"}, State: library.Suggested}},
	}}
	must(s.t, s.app.Store.Write(s.ctx, func(tx *store.Tx) error { return tx.AddAssets(s.ctx, s.film.ID, list) }))
	return string(list[0].ID)
}

// clockNote is something that somebody said of a clock.
func (s *site) clockNote() string {
	s.t.Helper()
	_, err := s.app.Office.SetClock(s.ctx, s.film.ID, production.AssetID(s.suggested()), 60)
	must(s.t, err)
	sheet, err := s.app.Office.Clocks(s.ctx, s.film.ID)
	must(s.t, err)
	return string(sheet.Notes[len(sheet.Notes)-1].ID)
}
