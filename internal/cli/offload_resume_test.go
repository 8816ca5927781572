package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestResumeSaysWhatItGoesOnWith begins with what a killed run left: one file proven, one interrupted inside.
func TestResumeSaysWhatItGoesOnWith(t *testing.T) {
	t.Parallel()
	for _, flag := range []string{"--resume", "--quiet=false"} { // with and without, the same is said and done
		card, raid, _ := newCard(t)
		clip := filepath.Join(card, "CLIP.MP4")
		must(t, os.WriteFile(clip, make([]byte, 65<<20), 0o600))
		code, _, said := bts(t, "offload", card, "--to", raid, flag)
		if code != 0 || (flag == "--resume") != strings.Contains(said, "No offload of A001 was interrupted here: it begins now.") {
			t.Errorf("%d %s", code, said)
		}
		info, err := os.Stat(clip)
		must(t, err)
		work := filepath.Join(raid, ".bts-offload", "A001")
		must(t, os.MkdirAll(work, 0o755))
		must(t, os.Rename(filepath.Join(raid, "A001", "CLIP.MP4"), filepath.Join(work, "0")))
		journal := `{"offload":1,"card":"A001","started":"2026-05-07T18:00:00Z","hashes":["xxh128"]}
{"partial":0,"path":"CLIP.MP4","size":68157440,"modified":"` + info.ModTime().UTC().Format("2006-01-02T15:04:05.999999999Z07:00") + `"}
{"of":0,"block":0,"sum":"of an earlier version"}
{"of":0,"blo`
		must(t, os.WriteFile(filepath.Join(work, "journal"), []byte(journal), 0o600))
		code, doc, said := bts(t, "offload", card, "--to", raid, flag)
		if code != 0 || !doc.SafeToFormat || len(doc.Resumed) != 1 || doc.Resumed[0].Reread != 64<<20 || doc.Resumed[0].Inside[0].Path != "CLIP.MP4" {
			t.Errorf("%s: %d %+v", flag, code, doc)
		}
		for _, words := range []string{"was interrupted", "It goes on: 0 files are proven there already", "inside CLIP.MP4: 67.1 MB of 68.2 MB were written; these are read back first"} {
			if !strings.Contains(said, words) {
				t.Errorf("%s does not say %q: %s", flag, words, said)
			}
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
