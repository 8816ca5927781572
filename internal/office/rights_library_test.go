package office_test

import (
	"context"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/transcript"
	"github.com/btsdirector/bts/internal/upload"
)

// asset is a still in the library, of no file.
func (h *house) asset(change ...func(*library.Asset)) library.Asset {
	h.t.Helper()
	a := library.Asset{
		ID: production.NewID[production.AssetID](), Content: newWord(), Name: newWord() + ".jpg", Kind: media.Still, State: library.Read, Day: "2026-06-20", TakenAt: time.Date(2026, 6, 20, 12, 0, 0, 0, time.UTC),
		People: []string{}, Tags: []string{}, Marks: []library.Mark{}, Matches: []library.Match{},
	}
	for _, c := range change {
		c(&a)
	}
	list := []library.Asset{a}
	must(h.t, h.store.Write(h.ctx, func(tx *store.Tx) error {
		if err := tx.AddAssets(h.ctx, h.in, list); err != nil {
			return err
		}
		return tx.SaveReading(h.ctx, h.in, a.ID, media.Reading{Kind: a.Kind})
	}))
	return list[0]
}

// libraryUses are the uses of the library. What reads folders of the server is for the installation's owner.
var libraryUses = map[string]use{
	"LibraryDays": {access.SeeLibrary, func(h *house, ctx context.Context) error {
		return result(h.LibraryDays(ctx, h.in, store.AssetFilter{}))
	}},
	"Assets": {access.SeeLibrary, func(h *house, ctx context.Context) error { return result(h.Assets(ctx, h.in, store.AssetFilter{})) }},
	"Asset":  {access.SeeLibrary, func(h *house, ctx context.Context) error { return result(h.Asset(ctx, h.in, h.asset(tied).ID)) }},
	"AssetMeant": {access.SeeLibrary, func(h *house, ctx context.Context) error {
		return result(h.AssetMeant(ctx, h.in, string(h.asset().ID)))
	}},
	"Derived": {access.SeeLibrary, func(h *house, ctx context.Context) error {
		_, _, err := h.Derived(ctx, h.in, h.asset(tied).ID, "small")
		return unlessSaid("nothing of this sort was made", err)
	}},
	"Original": {access.FetchOriginals, func(h *house, ctx context.Context) error {
		_, _, err := h.Original(ctx, h.in, h.asset(tied).ID)
		return unless(fault.Missing, err)
	}},
	"EditAssets": {access.EditLibrary, func(h *house, ctx context.Context) error {
		return result(h.EditAssets(ctx, h.in, []production.AssetID{h.asset(tied).ID}, office.Written{Fields: fields("note", newWord())}))
	}},
	"Transcript": {access.SeeLibrary, func(h *house, ctx context.Context) error { return result(h.Transcript(ctx, h.in, h.asset(tied).ID)) }},
	"ImportTranscript": {access.EditLibrary, func(h *house, ctx context.Context) error {
		_, _, err := h.ImportTranscript(ctx, h.in, h.asset(tied).ID, "talk.txt", []byte("Ada: Yes."))
		return err
	}},
	"ExportTranscript": {access.SeeLibrary, func(h *house, ctx context.Context) error {
		_, _, err := h.ExportTranscript(ctx, h.in, h.said().Asset, transcript.VTT)
		return err
	}},
	"EditCue": {access.EditLibrary, func(h *house, ctx context.Context) error {
		return result(h.EditCue(ctx, h.in, h.said().ID, office.Written{Fields: fields("text", newWord())}))
	}},
	"RemoveTranscript": {access.EditLibrary, func(h *house, ctx context.Context) error {
		return result(h.RemoveTranscript(ctx, h.in, h.said().Asset))
	}},
	"Dictation": {access.SeeLibrary, func(h *house, ctx context.Context) error { return result(h.Dictation(ctx, h.in)) }},
	"SetDictation": {access.EditProduction, func(h *house, ctx context.Context) error {
		return result(h.SetDictation(ctx, h.in, office.Written{Fields: fields("model", newWord())}, nil))
	}},
	"StartDictation": {access.EditLibrary, func(h *house, ctx context.Context) error {
		return unlessSaid("nothing is said in a still", result(h.StartDictation(ctx, h.in, h.asset(tied).ID)))
	}},
	"MayDictate": {access.EditLibrary, func(h *house, ctx context.Context) error {
		return unlessSaid("nothing is said in a still", h.MayDictate(ctx, h.in, h.asset(tied).ID))
	}},
	"Dictate": {access.EditLibrary, func(h *house, ctx context.Context) error {
		return unlessSaid("nothing is said in a still", result(h.Dictate(ctx, h.in, h.asset(tied).ID, nil)))
	}},
	"WatchFolder": {owner, func(h *house, ctx context.Context) error {
		return unlessSaid("whole path", result(h.WatchFolder(ctx, h.in, "nowhere", false)))
	}},
	"WatchedFolders": {owner, func(h *house, ctx context.Context) error { return result(h.WatchedFolders(ctx, h.in)) }},
	"UnwatchFolder": {owner, func(h *house, ctx context.Context) error {
		return unless(fault.NotFound, h.UnwatchFolder(ctx, h.in, newWord()))
	}},
	"CaptionStyle": {access.SeeLibrary, func(h *house, ctx context.Context) error { return result(h.CaptionStyle(ctx, h.in)) }},
	"SetCaptionStyle": {access.EditLibrary, func(h *house, ctx context.Context) error {
		return result(h.SetCaptionStyle(ctx, h.in, office.Written{Fields: fields("credit", newWord())}))
	}},
	"Captions": {access.SeeLibrary, func(h *house, ctx context.Context) error {
		return result(h.Captions(ctx, h.in, office.AssetChoice{IDs: []production.AssetID{h.asset(tied).ID}}))
	}},
	"KeepCaptions": {access.EditLibrary, func(h *house, ctx context.Context) error {
		_, _, err := h.KeepCaptions(ctx, h.in, office.AssetChoice{IDs: []production.AssetID{h.asset(tied).ID}}, false)
		return err
	}},
	"Hurry": {access.SeeLibrary, func(h *house, ctx context.Context) error {
		return h.Hurry(ctx, h.in, []production.AssetID{h.asset().ID})
	}},
	"WaitingLooks": {access.SeeLibrary, func(h *house, ctx context.Context) error { return result(h.WaitingLooks(ctx, h.in)) }},
	"StartLooks": {access.IngestMedia, func(h *house, ctx context.Context) error {
		return unless(fault.Unavailable, result(h.StartLooks(ctx, h.in)))
	}},
	"RetryLooks": {access.IngestMedia, func(h *house, ctx context.Context) error { return h.RetryLooks(ctx, h.in) }},
	"MakeLooks": {access.IngestMedia, func(h *house, ctx context.Context) error {
		return unless(fault.Unavailable, result(h.MakeLooks(ctx, h.in, nil)))
	}},
	"Search":       {access.SeeLibrary, func(h *house, ctx context.Context) error { return result(h.Search(ctx, h.in, "kind:still", 0, 0)) }},
	"StartReindex": {access.EditLibrary, func(h *house, ctx context.Context) error { return result(h.StartReindex(ctx, h.in)) }},
	"Reindex":      {access.EditLibrary, func(h *house, ctx context.Context) error { return result(h.Reindex(ctx, h.in, nil)) }},
	"Ingest": {owner, func(h *house, ctx context.Context) error {
		return unless(fault.Unavailable, result(h.Ingest(ctx, h.in, office.NewIngest{}, nil)))
	}},
	"StartIngest": {owner, func(h *house, ctx context.Context) error {
		return unless(fault.Invalid, result(h.StartIngest(ctx, h.in, office.NewIngest{})))
	}},
	"BeginUpload": {access.IngestMedia, func(h *house, ctx context.Context) error {
		return unless(fault.Unavailable, result(h.BeginUpload(ctx, h.in, upload.Upload{Name: "a"})))
	}},
	"Upload": {access.IngestMedia, func(h *house, ctx context.Context) error { return noUpload(result(h.Upload(ctx, h.in, newWord()))) }},
	"AppendUpload": {access.IngestMedia, func(h *house, ctx context.Context) error {
		return noUpload(result(h.AppendUpload(ctx, h.in, newWord(), 0, strings.NewReader(""))))
	}},
	"RemoveUpload": {access.IngestMedia, func(h *house, ctx context.Context) error { return noUpload(h.RemoveUpload(ctx, h.in, newWord())) }},
}

// said is something that is said in a recording.
func (h *house) said() transcript.Cue {
	h.t.Helper()
	asset := h.asset(tied).ID
	_, _, err := h.ImportTranscript(h.ctx, h.in, asset, "talk.txt", []byte("Ada: Yes."))
	must(h.t, err)
	t, err := h.Transcript(h.ctx, h.in, asset)
	must(h.t, err)
	return t.Cues[0]
}

// tied is an asset of a scene that is not closed: those of none are hidden from some on days of a closed set.
func tied(a *library.Asset) { a.Scene = "open" }

// unlessSaid lets an error pass by what it says: a code alone would let one pass that is about the right.
func unlessSaid(text string, err error) error {
	if err != nil && strings.Contains(err.Error(), text) {
		return nil
	}
	return err
}

func noUpload(err error) error { return unlessSaid("no such upload", err) }
