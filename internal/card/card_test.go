package card_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/btsdirector/bts/internal/card"
	"github.com/google/go-cmp/cmp"
)

var shotAt = time.Date(2026, 5, 7, 10, 0, 0, 0, time.UTC)

// tree makes a card of paths. One that ends with a slash is an empty folder, one with "=0" an empty file.
func tree(paths ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i, path := range paths {
		switch name, empty := strings.CutSuffix(path, "=0"); {
		case strings.HasSuffix(path, "/"):
			fsys[strings.TrimSuffix(path, "/")] = &fstest.MapFile{Mode: fs.ModeDir | 0o755}
		case empty:
			fsys[name] = &fstest.MapFile{ModTime: shotAt}
		default:
			fsys[path] = &fstest.MapFile{Data: make([]byte, 100+i), ModTime: shotAt.Add(time.Duration(i) * time.Minute)}
		}
	}
	return fsys
}

// said are the notes in one line each: "! path: code" for grave ones.
func said(c card.Card) []string {
	var lines []string
	for _, n := range c.Notes {
		mark := ""
		if n.Grave {
			mark = "! "
		}
		lines = append(lines, mark+n.Path+": "+n.Code)
	}
	return lines
}

func TestCards(t *testing.T) {
	t.Parallel()
	for _, c := range cards() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := card.Look(tree(c.paths...), "")
			if got.Camera() != c.camera || got.Reel != c.reel {
				t.Errorf("it is %q, reel %q; want %q, reel %q", got.Camera(), got.Reel, c.camera, c.reel)
			}
			var clips []string
			for _, clip := range got.Clips {
				clips = append(clips, fmt.Sprintf("%s %s %d+%d", clip.Kind, clip.Name, len(clip.Media), len(clip.Others)))
			}
			if diff := cmp.Diff(c.clips, clips); diff != "" {
				t.Errorf("clips (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.notes, said(got)); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWhatIsTakenAwayIsMissed takes cards apart: whatever single recording or index is taken away, a note tells of it.
func TestWhatIsTakenAwayIsMissed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ paths, taken []string }{
		"red":   {redCard, []string{"A001_0507AB.RDM/A001_C001_0507XY.RDC/A001_C001_0507XY_001.R3D", "A001_0507AB.RDM/A001_C001_0507XY.RDC/A001_C001_0507XY_002.R3D"}},
		"p2":    {p2Card, []string{"CONTENTS/VIDEO/0001AB.MXF", "CONTENTS/AUDIO/0001AB00.MXF", "CONTENTS/CLIP/0001AB.XML", "LASTCLIP.TXT"}},
		"avchd": {avchdCard, []string{"PRIVATE/AVCHD/BDMV/INDEX.BDM", "PRIVATE/AVCHD/BDMV/STREAM/00001.MTS", "PRIVATE/AVCHD/BDMV/CLIPINF/00000.CPI"}},
		"xdcam": {xdrootCard, []string{"XDROOT/Clip/C0001.MXF", "XDROOT/Clip/C0001M01.XML", "XDROOT/MEDIAPRO.XML"}},
		"xavc":  {m4Card, []string{"PRIVATE/M4ROOT/CLIP/C0001.MP4", "PRIVATE/M4ROOT/CLIP/C0002M01.XML", "PRIVATE/M4ROOT/MEDIAPRO.XML"}},
		"ex":    {exCard, []string{"BPAV/CLPR/701_0001_01/701_0001_01.MP4", "BPAV/CLPR/701_0001_01/701_0001_01M01.XML", "BPAV/MEDIAPRO.XML"}},
		"gopro": {goproCard, []string{"DCIM/100GOPRO/GX010012.MP4", "DCIM/100GOPRO/GX020012.MP4"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if notes := said(card.Look(tree(c.paths...), "")); notes != nil {
				t.Fatalf("the whole card has notes: %q", notes)
			}
			for _, gone := range c.taken {
				fsys := tree(c.paths...)
				if fsys[gone] == nil {
					t.Fatalf("%s is not on the card", gone)
				}
				delete(fsys, gone)
				if notes := said(card.Look(fsys, "")); len(notes) == 0 {
					t.Errorf("nobody misses %s", gone)
				}
			}
		})
	}
}

func TestAFolderThatCannotBeRead(t *testing.T) {
	t.Parallel()
	fsys := broken{tree("DCIM/100MSDCF/DSC00001.ARW", "DCIM/101MSDCF/DSC00002.ARW"), "DCIM/101MSDCF"}
	got := card.Look(fsys, "")
	if diff := cmp.Diff([]string{"! DCIM/101MSDCF: not_listed"}, said(got)); diff != "" || got.Files != 1 {
		t.Errorf("%d files, notes %s", got.Files, diff)
	}
}

type broken struct {
	fstest.MapFS
	folder string
}

func (b broken) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == b.folder {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrPermission}
	}
	return b.MapFS.ReadDir(name)
}

func (b broken) Open(name string) (fs.File, error) {
	if name == b.folder {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return b.MapFS.Open(name)
}

// TestManyFiles holds a full card of stills to a time that grows with its files alone.
func TestManyFiles(t *testing.T) {
	t.Parallel()
	var paths card.Tree
	for i := range 50_000 {
		folder, number := 100+i/10_000, i%10_000
		ext := "JPG"
		if i%2 == 1 {
			ext, number = "ARW", number-1
		}
		paths.Files = append(paths.Files, card.File{Path: fmt.Sprintf("DCIM/%dMSDCF/DSC%05d.%s", folder, number, ext), Size: 1, Modified: shotAt})
	}
	start := time.Now()
	got := card.Of(paths)
	if len(got.Clips) != 25_000 || got.Maker != "Sony" || len(got.Notes) != 0 {
		t.Errorf("%d clips of %q, notes %v", len(got.Clips), got.Camera(), said(got)[:min(3, len(got.Notes))])
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("it took %v", took)
	} else {
		t.Logf("50,000 files in %v", took)
	}
}

func FuzzOf(f *testing.F) {
	for _, list := range [][]string{redCard, p2Card, avchdCard, xdrootCard, m4Card, exCard, goproCard} {
		f.Add(strings.Join(list, "\n"))
	}
	f.Fuzz(func(t *testing.T, text string) {
		var in card.Tree
		for i, path := range strings.Split(text, "\n") {
			in.Files = append(in.Files, card.File{Path: path, Size: int64(i)})
			in.Folders = append(in.Folders, path)
		}
		got, files := card.Of(in), 0
		for _, clip := range got.Clips {
			files += len(clip.Media) + len(clip.Others)
		}
		if files > len(in.Files) || got.Files > len(in.Files) {
			t.Errorf("%d files became %d, of clips %d", len(in.Files), got.Files, files)
		}
	})
}
