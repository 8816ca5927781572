package office_test

import (
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
	"github.com/btsdirector/bts/internal/transcript"
)

const talkText = "[00:00:05] Ada: What did you see?\n[00:00:09] Pete Hallard: The beam over the bay.\n[00:00:14] Nothing else.\n"

// TestTranscripts: read from a file, found by a word, mended by two, read anew, taken back.
func TestTranscripts(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(testing.TB) *store.Store{"SQLite": storetest.SQLite, "PostgreSQL": storetest.Postgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := openLibrary(t, open(t))
			clip := h.oneClip(t)
			act, n, err := h.ImportTranscript(h.ctx, h.in, clip.ID, "talk.txt", []byte(talkText))
			must(t, err)
			got, err := h.Transcript(h.ctx, h.in, clip.ID)
			must(t, err)
			if n != 3 || len(got.Cues) != 3 || got.Cues[1].Speaker != "Pete Hallard" || got.Cues[1].From != 9000 {
				t.Fatalf("%d %+v", n, got)
			}
			found := func(word string) int {
				s, err := h.Search(h.ctx, h.in, word, 0, 0)
				must(t, err)
				if len(s.Assets) > 0 && s.Assets[0].Why.Field != "transcript" {
					t.Errorf("%s was found in %+v", word, s.Assets[0].Why)
				}
				return s.Total
			}
			if found("hallard") != 1 || found("bay") != 1 {
				t.Error("what is said is not found")
			}

			ada := h.as(access.Director)
			mend := func(cue transcript.Cue, fields map[string]any) office.Act {
				act, err := h.EditCue(ada, h.in, cue.ID, office.Written{Base: got.Base, Fields: fields})
				must(t, err)
				return act
			}
			mended := mend(got.Cues[1], map[string]any{"text": "The beam over the harbour."})
			mend(got.Cues[1], map[string]any{"speaker": "Peter Hallard"}) // of somebody who saw neither change
			now, err := h.Transcript(h.ctx, h.in, clip.ID)
			must(t, err)
			if c := now.Cues[1]; c.Text != "The beam over the harbour." || c.Speaker != "Peter Hallard" {
				t.Errorf("of two changes one is lost: %+v", c)
			}
			if found("bay") != 0 || found("harbour") != 1 {
				t.Error("what was mended is found by what it was")
			}
			must(t, result(h.UndoAct(ada, h.in, mended.ID)))
			if found("bay") != 1 {
				t.Error("what was taken back is not found")
			}

			again, _, err := h.ImportTranscript(h.ctx, h.in, clip.ID, "talk.srt", []byte("1\n00:00:05,000 --> 00:00:09,000\nSomething else entirely.\n"))
			must(t, err)
			if all, err := h.Transcript(h.ctx, h.in, clip.ID); err != nil || len(all.Cues) != 1 {
				t.Errorf("read anew: %+v %v", all, err)
			}
			must(t, result(h.UndoAct(h.ctx, h.in, again.ID)))
			data, file, err := h.ExportTranscript(h.ctx, h.in, clip.ID, transcript.VTT)
			if err != nil || !strings.Contains(string(data), "00:00:09.000 --> 00:00:14.000\n<v Peter Hallard>The beam over the bay.") || !strings.HasSuffix(file, ".vtt") {
				t.Errorf("%v %s %s", err, file, data)
			}
			must(t, result(h.RemoveTranscript(h.ctx, h.in, clip.ID)))
			if _, _, err := h.ExportTranscript(h.ctx, h.in, clip.ID, transcript.SRT); !fault.Is(err, fault.NotFound) || found("bay") != 0 {
				t.Errorf("taken off: %v", err)
			}
			if _, _, err := h.ImportTranscript(h.ctx, h.in, clip.ID, "x.srt", []byte("1\n00:0x --> 00:01\nx\n")); !fault.Is(err, fault.Invalid) {
				t.Errorf("a broken file: %v", err)
			}
			if _, err := h.UndoAct(h.ctx, h.in, act.ID); !fault.Is(err, fault.Conflict) {
				t.Errorf("an import that was written over is taken back: %v", err)
			}
			if _, _, err := h.ImportTranscript(h.as(access.Viewer), h.in, clip.ID, "talk.txt", []byte(talkText)); !fault.Is(err, fault.Forbidden) {
				t.Errorf("a viewer writes: %v", err)
			}
		})
	}
}

// oneClip is a clip of the library.
func (h *house) oneClip(t *testing.T) library.Asset {
	t.Helper()
	_, err := h.Ingest(h.ctx, h.in, office.NewIngest{Paths: []string{cardOf(t)}}, nil)
	must(t, err)
	all, err := h.Assets(h.ctx, h.in, store.AssetFilter{Kind: "video"})
	must(t, err)
	for _, a := range all {
		if a.State != library.Broken {
			return a.Asset
		}
	}
	t.Fatal("there is no clip")
	return library.Asset{}
}
