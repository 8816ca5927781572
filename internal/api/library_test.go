package api_test

import (
	"net/http"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/timecode"
)

// $ASSET in a body, and {id} of an address, are a new clip of a scene that is open, with a mark and a file in the vault.
var libraryOperations = map[string]operation{
	"listAssets":         {right: access.SeeLibrary, query: "kind=video&rated=0&limit=5"},
	"listAssetDays":      {right: access.SeeLibrary},
	"getAsset":           {right: access.SeeLibrary, id: (*site).asset},
	"editAssets":         {right: access.EditLibrary, body: `{"ids":["$ASSET"],"verdict":"first","rating":3}`},
	"changeAssets":       {right: access.EditLibrary, body: `{"ids":["$ASSET"],"add_tags":["rain"],"note":"wind"}`},
	"getTranscript":      {right: access.SeeLibrary, id: (*site).asset},
	"importTranscript":   {right: access.EditLibrary, body: `{"name":"talk.txt","text":"Ada: Yes."}`, id: (*site).asset},
	"exportTranscript":   {right: access.SeeLibrary, id: (*site).said},
	"editCue":            {right: access.EditLibrary, body: `{"text":"No."}`, id: (*site).cue},
	"removeTranscript":   {right: access.EditLibrary, id: (*site).asset},
	"getDictation":       {right: access.SeeLibrary},
	"setDictation":       {right: access.EditProduction, body: `{"how":"","language":"en","key":"sk-1"}`},
	"makeTranscript":     {right: access.EditLibrary, id: (*site).asset, also: http.StatusConflict},
	"listWatchedFolders": {right: ownerInside},
	"watchFolder":        {right: ownerInside, body: `{"path":"/mnt/none"}`, also: http.StatusNotFound},
	"unwatchFolder":      {right: ownerInside, id: func(*site) string { return "none" }, also: http.StatusNotFound},
	"listCaptions":       {right: access.SeeLibrary, query: "ids=$ASSET"},
	"keepCaptions":       {right: access.EditLibrary, body: `{"ids":["$ASSET"],"over":true}`},
	"getCaptionStyle":    {right: access.SeeLibrary},
	"setCaptionStyle":    {right: access.EditLibrary, body: `{"credit":"The unit","codes":[{"code":"dir","says":["Ada"]}],"only_words":false}`},
	"addMark":            {right: access.EditLibrary, body: `{"in":"00:00:01:00","out":"00:00:02:00","text":"the fall"}`, id: (*site).asset},
	"removeMark":         {right: access.EditLibrary, body: `{"in":"1","out":"2","text":"here"}`, id: (*site).asset},
	"printContactSheet":  {right: access.SeeLibrary, query: "paper=Letter&ids=$ASSET"},
	"exportEditList":     {right: access.SeeLibrary, query: "format=ale&ids=$ASSET"},
	"bundleAssets":       {right: access.FetchOriginals, query: "ids=$ASSET"},
	"startIngest":        {right: ownerInside, body: `{"paths":["/mnt/none"]}`},
	"startLooks":         {right: access.IngestMedia},
}

// asset is a new clip.
func (s *site) asset() string {
	scenes, err := s.app.Office.Scenes(s.ctx, s.film.ID)
	must(s.t, err)
	blob, err := s.app.Vault.Put(s.ctx, strings.NewReader(newName()))
	must(s.t, err)
	id := production.NewID[production.AssetID]()
	a := library.Asset{
		ID: id, Content: string(id), Name: newName() + ".mov", Kind: media.Video, State: library.Read, Day: "2026-05-04", TakenAt: time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC), Scene: scenes[0].ID,
		Rate: timecode.Rate{Num: 25, Den: 1}, Duration: timecode.Rational{Num: 9, Den: 1}, People: []string{}, Tags: []string{}, Marks: []library.Mark{{In: 1, Out: 2, Text: "here"}}, Matches: []library.Match{},
	}
	must(s.t, s.app.Store.Write(s.ctx, func(tx *store.Tx) error {
		list := []library.Asset{a}
		err := tx.AddAssets(s.ctx, s.film.ID, list)
		if err == nil {
			err = tx.SaveReading(s.ctx, s.film.ID, id, media.Reading{Kind: a.Kind})
		}
		if err == nil {
			err = tx.SaveAssetFiles(s.ctx, s.film.ID, []library.File{{Asset: id, At: "vault:" + blob.SHA256, Name: a.Name, Bytes: blob.Bytes}})
		}
		return err
	}))
	return string(id)
}

// said is an asset in which something is said.
func (s *site) said() string {
	id := s.asset()
	_, _, err := s.app.Office.ImportTranscript(access.With(s.ctx, access.Operator("test")), s.film.ID, production.AssetID(id), "talk.txt", []byte("Ada: Yes."))
	must(s.t, err)
	return id
}

// cue is something that is said.
func (s *site) cue() string {
	t, err := s.app.Office.Transcript(access.With(s.ctx, access.Operator("test")), s.film.ID, production.AssetID(s.said()))
	must(s.t, err)
	return string(t.Cues[0].ID)
}
