package office_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/mounts"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
)

// TestWatchedFolders: what has been still comes in, once; what still moves, is not finished, or is no media does not; the folder stays
// as it is.
func TestWatchedFolders(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(testing.TB) *store.Store{"SQLite": storetest.SQLite, "PostgreSQL": storetest.Postgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reader, err := media.Open(media.Options{Workers: 1})
			must(t, err)
			t.Cleanup(func() { reader.Close() })
			root := t.TempDir()
			roots, err := mounts.ParseRoots(root)
			must(t, err)
			h := openWith(t, open(t), office.Options{Reader: reader, CopyRoots: roots})
			watch(t, h, root)
		})
	}
}

func watch(t *testing.T, h *house, root string) {
	t.Helper()
	dir := filepath.Join(root, "stills")
	record(t, filepath.Join(dir, "day 3", "A.JPG"), "-f", "lavfi", "-i", "testsrc2=s=320x200", "-frames:v", "1")
	for name, text := range map[string]string{"B.JPG.part": "half", ".hidden.JPG": "x", "notes.txt": "hello", "empty.JPG": ""} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	if _, err := h.WatchFolder(h.ctx, h.in, "/etc", false); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a folder that is not allowed: %v", err)
	}
	if _, err := h.WatchFolder(h.as(access.Director), h.in, dir, false); !fault.Is(err, fault.Forbidden) {
		t.Errorf("who does not own the machine: %v", err)
	}
	f, err := h.WatchFolder(h.ctx, h.in, dir, false)
	must(t, err)
	if _, err := h.WatchFolder(h.ctx, h.in, dir, false); !fault.Is(err, fault.Conflict) {
		t.Errorf("watched twice: %v", err)
	}
	before := tree(t, filepath.Join(dir, "day 3"))
	now := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	w, other := h.NewWatcher(), h.NewWatcher()
	look := func(by *office.Watcher, later time.Duration, wantAssets, wantWaiting int) {
		t.Helper()
		now = now.Add(later)
		h.clock.setTime(now)
		must(t, by.Look(h.ctx))
		all, err := h.Assets(h.ctx, h.in, store.AssetFilter{})
		must(t, err)
		list, err := h.WatchedFolders(h.ctx, h.in)
		must(t, err)
		if len(all) != wantAssets || list[0].Waiting != wantWaiting || list[0].Problem != "" {
			t.Errorf("after %v: %d assets, want %d; %+v, want %d waiting", later, len(all), wantAssets, list[0], wantWaiting)
		}
	}
	look(w, 0, 0, 3)
	look(w, 9*time.Second, 0, 3)
	look(other, time.Second, 0, 3) // another process leaves it alone
	must(t, os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("hello again"), 0o600))
	look(w, 2*time.Second, 1, 2) // A.JPG; the notes were written anew, the empty one is not begun
	look(w, 11*time.Second, 1, 1)
	look(w, time.Minute, 1, 1)
	must(t, os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("hello"), 0o600))
	if after := tree(t, filepath.Join(dir, "day 3")); after != before {
		t.Error("the folder was touched")
	}
	still, err := os.ReadFile(filepath.Join(dir, "day 3", "A.JPG"))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "C.JPG"), still, 0o600)) // the same content
	record(t, filepath.Join(dir, "D.JPG"), "-f", "lavfi", "-i", "testsrc=s=320x200", "-frames:v", "1")
	must(t, os.WriteFile(filepath.Join(dir, "broken.MOV"), []byte("no film at all"), 0o600))
	look(w, time.Second, 1, 5)
	look(w, 11*time.Second, 2, 1)
	list, err := h.WatchedFolders(h.ctx, h.in)
	must(t, err)
	if len(list[0].Refused) == 0 || list[0].Came != 2 {
		t.Errorf("%+v", list[0])
	}
	must(t, os.Rename(dir, dir+" away"))
	now = now.Add(time.Minute)
	h.clock.setTime(now)
	must(t, w.Look(h.ctx))
	if list, err := h.WatchedFolders(h.ctx, h.in); err != nil || list[0].Problem == "" {
		t.Errorf("a folder that is gone: %+v %v", list, err)
	}
	must(t, h.UnwatchFolder(h.ctx, h.in, f.ID))
	must(t, w.Look(h.ctx))
	if err := h.UnwatchFolder(h.ctx, h.in, f.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("ended twice: %v", err)
	}
}
