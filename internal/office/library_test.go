package office_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/derive"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
	"github.com/btsdirector/bts/internal/upload"
)

// darkroom is the real one.
type darkroom struct{ derive.Tool }

func (d darkroom) Make(ctx context.Context, path string, r media.Reading, want office.Looks, into string, report func(done, total float64)) ([]office.MadeLook, error) {
	made, err := d.Tool.Make(ctx, path, r, derive.Want{First: want.First, Proxy: want.Proxy, Burn: want.Burn}, into, report)
	var looks []office.MadeLook
	for _, m := range made {
		looks = append(looks, office.MadeLook{Derived: library.Derived{Role: string(m.Role), MIME: m.MIME, Width: m.Width, Height: m.Height, Frames: m.Frames, Columns: m.Columns}, File: m.File})
	}
	return looks, err
}

// openLibrary is a house that reads media and makes pictures, with real tools.
func openLibrary(t *testing.T, s *store.Store) *house {
	t.Helper()
	tool, err := derive.Find()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("NOT TESTED: %v", err)
	}
	reader, err := media.Open(media.Options{Workers: 2})
	must(t, err)
	t.Cleanup(func() { reader.Close() })
	shelf, err := upload.Open(t.TempDir())
	must(t, err)
	t.Cleanup(func() { shelf.Close() })
	return openWith(t, s, office.Options{Reader: reader, Darkroom: darkroom{tool}, Uploads: shelf})
}

// record has ffmpeg make a file.
func record(t *testing.T, path string, args ...string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	out, err := exec.CommandContext(t.Context(), "ffmpeg", append(append([]string{"-v", "error", "-y"}, args...), path)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// cardOf is a folder as a camera leaves it: a clip, a still, a recording, what is no media, what is broken, a twin.
func cardOf(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	record(t, filepath.Join(dir, "CLIP", "C0001.MP4"), "-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=2", "-f", "lavfi", "-i", "sine=d=2", "-metadata", "creation_time=2026-06-20T10:30:00Z", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac")
	record(t, filepath.Join(dir, "DCIM", "DSC_0001.JPG"), "-f", "lavfi", "-i", "testsrc2=s=800x600", "-frames:v", "1")
	record(t, filepath.Join(dir, "SOUND", "T01.WAV"), "-f", "lavfi", "-i", "sine=d=1", "-c:a", "pcm_s16le")
	for name, content := range map[string]string{"READ ME.txt": "hello", ".DS_Store": "x", "CLIP/C0002.MP4": "no film at all", "empty.JPG": "", "ascmhl/0001.mhl": "<x/>"} {
		path := filepath.Join(dir, name)
		must(t, os.MkdirAll(filepath.Dir(path), 0o755))
		must(t, os.WriteFile(path, []byte(content), 0o600))
	}
	still, err := os.ReadFile(filepath.Join(dir, "DCIM", "DSC_0001.JPG"))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "DCIM", "DSC_0001 copy.JPG"), still, 0o600))
	return dir
}

// tree is every file of a folder with its size, time and content.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var text strings.Builder
	must(t, filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		content, err := os.ReadFile(path)
		text.WriteString(path + " " + info.ModTime().String() + " " + info.Mode().String() + " " + string(content) + "\n")
		return err
	}))
	return text.String()
}

func TestIngest(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(testing.TB) *store.Store{"SQLite": storetest.SQLite, "PostgreSQL": storetest.Postgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ingestOn(t, openLibrary(t, open(t)))
		})
	}
}

func ingestOn(t *testing.T, h *house) {
	t.Helper()
	card := cardOf(t)
	before := tree(t, card)
	got, err := h.Ingest(h.ctx, h.in, office.NewIngest{Paths: []string{card}}, nil)
	must(t, err)
	if got.Assets < 3 || got.ByKind[media.Video] < 1 || got.ByKind[media.Still] < 1 || got.ByKind[media.Audio] != 1 {
		t.Errorf("%+v", got)
	}
	for _, name := range []string{"CLIP/C0002.MP4", "empty.JPG"} {
		found := false
		for _, p := range got.Problems {
			found = found || p.Path == name && p.Message != ""
		}
		if !found {
			t.Errorf("%s is not among the problems: %+v", name, got.Problems)
		}
	}
	made, err := h.MakeLooks(h.ctx, h.in, nil)
	must(t, err)
	if made.Made < 5 || made.Failed != 0 {
		t.Errorf("made %+v", made)
	}
	if tree(t, card) != before {
		t.Error("the originals were touched")
	}
	h.checkLooks(map[string][]string{
		"C0001.MP4": {"medium", "proxy", "small", "strip", "wave"}, "DSC_0001.JPG": {"large", "medium", "small"}, "T01.WAV": {"proxy", "wave"},
	})
	again, err := h.Ingest(h.ctx, h.in, office.NewIngest{Paths: []string{card, card}}, nil)
	must(t, err)
	if again.New != 0 || again.Assets != got.Assets {
		t.Errorf("the second time: %+v", again)
	}
	if left, err := h.WaitingLooks(h.ctx, h.in); err != nil || left != 0 {
		t.Errorf("%d pieces wait, %v", left, err)
	}
}

// checkLooks holds what was made of assets by their names.
func (h *house) checkLooks(want map[string][]string) {
	h.t.Helper()
	all, err := h.Assets(h.ctx, h.in, store.AssetFilter{})
	must(h.t, err)
	for _, a := range all {
		name := strings.Replace(a.Name, " copy", "", 1) // of two twins either may come first
		for _, role := range want[name] {
			d, made := a.Looks[role]
			if !made {
				h.t.Errorf("%s has no %s", a.Name, role)
				continue
			}
			_, blob, err := h.Derived(h.ctx, h.in, a.ID, role)
			must(h.t, err)
			content, err := io.ReadAll(blob)
			blob.Close()
			if err != nil || int64(len(content)) != d.Bytes || d.Bytes == 0 {
				h.t.Errorf("%s of %s has %d bytes, not %d, %v", role, a.Name, len(content), d.Bytes, err)
			}
		}
		delete(want, name)
	}
	if len(want) > 0 {
		h.t.Errorf("not in the library: %v", want)
	}
}

func (h *house) named(name string) office.AssetSheet {
	h.t.Helper()
	all, err := h.Assets(h.ctx, h.in, store.AssetFilter{})
	must(h.t, err)
	for _, a := range all {
		if a.Name == name {
			sheet, err := h.Asset(h.ctx, h.in, a.ID)
			must(h.t, err)
			return sheet
		}
	}
	h.t.Fatalf("there is no %s", name)
	return office.AssetSheet{}
}

// TestTakenOutAndBroughtInAgain: what was taken out is back with all that was written on it, and Undo does the same.
func TestTakenOutAndBroughtInAgain(t *testing.T) {
	t.Parallel()
	h := openLibrary(t, storetest.SQLite(t))
	dir := t.TempDir()
	record(t, filepath.Join(dir, "a.jpg"), "-f", "lavfi", "-i", "testsrc2=s=64x64", "-frames:v", "1")
	paths := office.NewIngest{Paths: []string{dir}}
	must(t, result(h.Ingest(h.ctx, h.in, paths, nil)))
	a := h.named("a.jpg")
	must(t, result(h.EditAssets(h.ctx, h.in, []production.AssetID{a.ID}, office.Written{Fields: fields("rating", 4, "tags", []string{" bridge ", "bridge"}, "verdict", "first")})))
	must(t, result(h.EditAssets(h.ctx, h.in, []production.AssetID{a.ID}, office.Written{Fields: fields("gone", true)})))
	if _, err := h.Asset(h.ctx, h.in, a.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("taken out: %v", err)
	}
	got, err := h.Ingest(h.ctx, h.in, paths, nil)
	must(t, err)
	if a = h.named("a.jpg"); got.New != 0 || a.Rating != 4 || a.Verdict != library.First || len(a.Tags) != 1 || len(a.History) < 3 {
		t.Errorf("back: %+v, %+v", got, a.Asset)
	}
	act, err := h.EditAssets(h.ctx, h.in, []production.AssetID{a.ID}, office.Written{Fields: fields("gone", true)})
	must(t, err)
	must(t, result(h.UndoAct(h.ctx, h.in, act.ID)))
	h.named("a.jpg")
}

// TestEditAssetsRefuses: all or nothing.
func TestEditAssetsRefuses(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.asset(), h.asset()
	for name, test := range map[string]struct {
		ids    []production.AssetID
		fields map[string]any
		code   fault.Code
	}{
		"none":               {nil, fields("rating", 1), fault.Invalid},
		"one is not there":   {[]production.AssetID{a.ID, "none"}, fields("rating", 1), fault.NotFound},
		"six stars":          {[]production.AssetID{a.ID, b.ID}, fields("rating", 6), fault.Invalid},
		"no verdict":         {[]production.AssetID{a.ID}, fields("verdict", "maybe"), fault.Invalid},
		"no such moment":     {[]production.AssetID{a.ID, b.ID}, fields("moment", "none"), fault.NotFound},
		"no such scene":      {[]production.AssetID{a.ID}, fields("scene", "none"), fault.NotFound},
		"no such card":       {[]production.AssetID{a.ID}, fields("card", "none"), fault.NotFound},
		"a range backwards":  {[]production.AssetID{a.ID}, fields("marks", []library.Mark{{In: 5, Out: 4}}), fault.Invalid},
		"a day that is none": {[]production.AssetID{a.ID}, fields("day", "yesterday"), fault.Invalid},
		"a long note":        {[]production.AssetID{a.ID}, fields("note", strings.Repeat("x", 5000)), fault.Invalid},
		"no field":           {[]production.AssetID{a.ID}, fields("colour", "red"), fault.Invalid},
	} {
		if _, err := h.EditAssets(h.ctx, h.in, test.ids, office.Written{Fields: test.fields}); !fault.Is(err, test.code) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// What the file says is nobody's to write.
	must(t, result(h.EditAssets(h.ctx, h.in, []production.AssetID{a.ID}, office.Written{Fields: fields("content", "other", "note", "x")})))
	for _, id := range []production.AssetID{a.ID, b.ID} {
		sheet, err := h.Asset(h.ctx, h.in, id)
		must(t, err)
		if sheet.Rating != 0 || sheet.Content != map[production.AssetID]string{a.ID: a.Content, b.ID: b.Content}[id] {
			t.Errorf("%+v", sheet.Asset)
		}
	}
}

// TestUpload: a file that came in pieces is in the vault and in the library, once, whatever is repeated.
func TestUpload(t *testing.T) {
	t.Parallel()
	h := openLibrary(t, storetest.SQLite(t))
	h.Employ(idle{}, func(production.ProductionID) {})
	path := filepath.Join(t.TempDir(), "a.jpg")
	record(t, path, "-f", "lavfi", "-i", "testsrc2=s=640x480", "-frames:v", "1")
	content, err := os.ReadFile(path)
	must(t, err)
	nora, other := h.as(access.Crew), h.as(access.Crew)
	send := func() {
		t.Helper()
		u, err := h.BeginUpload(nora, h.in, upload.Upload{Name: "DSC_7.JPG", Folder: "day 3", Bytes: int64(len(content)), Modified: time.Date(2026, 6, 20, 9, 0, 0, 0, time.UTC)})
		must(t, err)
		if _, err := h.Upload(other, h.in, u.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("somebody else's upload: %v", err)
		}
		half := int64(len(content) / 2)
		must(t, result(h.AppendUpload(nora, h.in, u.ID, 0, bytes.NewReader(content[:half]))))
		must(t, result(h.AppendUpload(nora, h.in, u.ID, half, bytes.NewReader(content[half:]))))
		tasks, err := h.Tasks(h.ctx, h.in, true)
		must(t, err)
		for _, task := range tasks {
			if task.Kind != office.IngestTask {
				continue
			}
			must(t, result(h.Work(h.ctx, task, func(int64, int64, string) {})))
			task.State = production.TaskDone
			must(t, h.store.Write(h.ctx, func(tx *store.Tx) error { return tx.UpdateTask(h.ctx, task) }))
		}
		if _, err := h.Upload(nora, h.in, u.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("the upload is still on the shelf: %v", err)
		}
	}
	send()
	send()
	all, err := h.Assets(h.ctx, h.in, store.AssetFilter{})
	must(t, err)
	if len(all) != 1 || all[0].Name != "DSC_7.JPG" || all[0].Width != 640 {
		t.Fatalf("%d assets: %+v", len(all), all)
	}
	_, original, err := h.Original(nora, h.in, all[0].ID)
	must(t, err)
	defer original.Close()
	if back, err := io.ReadAll(original); err != nil || !bytes.Equal(back, content) {
		t.Errorf("other bytes came back, %v", err)
	}
	must(t, result(h.MakeLooks(h.ctx, h.in, nil)))
	h.checkLooks(map[string][]string{"DSC_7.JPG": {"small", "medium", "large"}})
}
