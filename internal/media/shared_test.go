package media_test

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/btsdirector/bts/internal/media"
)

// sharedData is where files of cameras and recorders lie.
const sharedData = "/work/shared/data"

// shared are the files in the folders below it.
func shared(t testing.TB, folders ...string) []string {
	t.Helper()
	root := cmp.Or(os.Getenv("BTS_SHARED_DATA"), sharedData)
	var list []string
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				list = append(list, path)
			}
			return err
		})
		if err != nil {
			t.Skipf("SKIPPED: THE FILES OF CAMERAS ARE NOT IN %s, so reading them is not tested", root)
		}
	}
	return list
}

// reader is one with real programs. Where they are missing the test fails: they are what is tested.
func reader(t testing.TB, o media.Options) *media.Reader {
	t.Helper()
	r, err := media.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	if ffprobe, exiftool := r.Has(); o == (media.Options{}) && (!ffprobe || !exiftool) {
		t.Fatal("ffprobe and exiftool must be installed to test the reading of media")
	}
	return r
}

// readAll reads many files at once, as an ingest does.
func readAll(t testing.TB, r *media.Reader, files []string) map[string]media.Reading {
	t.Helper()
	var mu sync.Mutex
	var wg sync.WaitGroup
	readings := map[string]media.Reading{}
	next := make(chan string)
	for range 4 {
		wg.Go(func() {
			for path := range next {
				got, err := r.Read(context.Background(), path)
				if err != nil {
					t.Errorf("%s: %v", path, err)
				}
				mu.Lock()
				readings[path] = got
				mu.Unlock()
			}
		})
	}
	for _, path := range files {
		next <- path
	}
	close(next)
	wg.Wait()
	return readings
}

// flaws are those of files that do not hold, by a part of their path; of all others none is expected.
var flaws = map[string]string{
	"testdata/images/goexif/20": "truncated", "testdata/images/goexif/FailedHash-NoDate-sep-remembory.jpg": "truncated", "testdata/images/corrupt/max_uint32_exif.jpg": "truncated", // headers alone
	"exiftool-av/MP3.mp3": "corrupt", "exiftool-av/Pentax.avi": "truncated", "exiftool-av/Red.r3d": "corrupt", "exiftool-av/WTV.wtv": "corrupt", // begins alone
	"PhotonApp5Test/reel": "corrupt", "TearsOfSteel_4k_Test_Master_Audio_002.mxf.hdr": "corrupt", // without essence
	"chunk_out_of_range.mp4": "corrupt", "wpt-tests/file-parsing/nulls.vtt": "not_media",
}

// kinds by extension.
var kinds = map[string]media.Kind{
	".mp4": media.Video, ".mov": media.Video, ".avi": media.Video, ".mts": media.Video, ".r3d": media.Video, ".wav": media.Audio, ".mp3": media.Audio, ".flac": media.Audio, ".aif": media.Audio,
	".jpg": media.Still, ".png": media.Still, ".tif": media.Still, ".tiff": media.Still, ".heic": media.Still, ".heif": media.Still, ".avif": media.Still, ".webp": media.Still, ".cr2": media.Still,
	".cr3": media.Still, ".crw": media.Still, ".nef": media.Still, ".arw": media.Still, ".raf": media.Still, ".pef": media.Still, ".dng": media.Still, ".x3f": media.Still, ".exr": media.Still,
	".xmp": media.Sidecar, ".raw": media.Sidecar, ".srt": media.Document, ".stl": media.Document, ".json": media.Document, ".xml": media.Document,
}

// checkRead compares kind and flaws with what is known of the file.
func checkRead(t *testing.T, path string, r media.Reading) {
	t.Helper()
	if want, there := kinds[strings.ToLower(filepath.Ext(path))]; there && r.Kind != want && (want != media.Video || r.Kind != media.Audio) {
		t.Errorf("%s is %s", path, r.Kind)
	}
	want := ""
	for part, code := range flaws {
		if strings.Contains(path, part) {
			want = code
		}
	}
	if (want != "" || len(r.Problems) > 0) && !slices.ContainsFunc(r.Problems, func(f media.Flaw) bool { return f.Code == want }) {
		t.Errorf("%s has %v, not %q", path, r.Problems, want)
	}
}

// TestEveryFileIsReadOrRefusedWithAReason reads all that there is.
func TestEveryFileIsReadOrRefusedWithAReason(t *testing.T) {
	t.Parallel()
	files := shared(t, "stills", "video", "subtitles-xmp")
	readings := readAll(t, reader(t, media.Options{}), files)
	count, table := map[string]int{}, []string{}
	for path, r := range readings {
		count[string(r.Kind)+" "+r.Format]++
		if r.Kind == media.Unknown && len(r.Problems) == 0 {
			t.Errorf("%s is of no kind, and no reason is given", path)
		}
		checkRead(t, path, r)
		line := fmt.Sprintf("%-9s %-10s %s", r.Kind, r.Format, filepath.Base(path))
		for _, p := range r.Problems {
			line += fmt.Sprintf("\n\t%s: %s", p.Code, p.Message)
		}
		table = append(table, line)
	}
	slices.Sort(table)
	t.Logf("%d files\n%s", len(files), strings.Join(table, "\n"))
	for what, n := range count {
		t.Logf("%4d %s", n, what)
	}
}
