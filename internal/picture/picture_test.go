package picture_test

import (
	"bytes"
	"context"
	"image/jpeg"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/picture"
)

func ffmpeg(t *testing.T) picture.Tool {
	t.Helper()
	tool, err := picture.Find()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("NOT TESTED: %v", err)
	}
	return tool
}

// film makes a test film of a size and a length.
func film(t *testing.T, tool picture.Tool, path, size, seconds string, more ...string) {
	t.Helper()
	args := append([]string{"-v", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc=size=" + size + ":rate=25", "-t", seconds}, more...)
	if out, err := exec.Command(tool.Path, append(args, "file:"+path)...).CombinedOutput(); err != nil { //nolint:gosec // arguments of the test
		t.Fatalf("%v: %s", err, out)
	}
}

func TestPicturesOfRecordings(t *testing.T) {
	t.Parallel()
	tool := ffmpeg(t)
	for _, c := range []struct {
		name, size, seconds string
		more                []string
		wide, high          int
	}{
		{"C0001.MP4", "1280x720", "2", nil, 320, 180},
		{"upright.mov", "360x640", "2", nil, 180, 320},
		{"short.mp4", "640x480", "0.2", nil, 320, 240},
		{"small.avi", "160x90", "1.5", nil, 160, 90},
		{"00000.MTS", "640x360", "2", []string{"-f", "mpegts"}, 320, 180},
		{"clip.mxf", "1280x720", "1.5", []string{"-c:v", "mpeg2video"}, 320, 180},
		{"still.png", "640x480", "0.04", []string{"-frames:v", "1"}, 320, 240},
		{"http:x -i 'a b' %d.mp4", "640x360", "1.2", []string{"-f", "mp4"}, 320, 180},
		{"IMG_%04d.JPG", "640x480", "0.04", []string{"-frames:v", "1", "-f", "image2pipe", "-c:v", "mjpeg"}, 320, 240},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), c.name)
			film(t, tool, path, c.size, c.seconds, c.more...)
			made, err := tool.Take(context.Background(), path)
			if err != nil {
				t.Fatal(err)
			}
			about, err := jpeg.DecodeConfig(bytes.NewReader(made))
			if err != nil || about.Width != c.wide || about.Height != c.high {
				t.Errorf("%dx%d, %v; want %dx%d", about.Width, about.Height, err, c.wide, c.high)
			}
		})
	}
}

// TestWhatPeopleHave takes pictures of films and stills among the shared data, a few of each kind: each gives one or
// says why not, and of some kinds one must.
func TestWhatPeopleHave(t *testing.T) {
	t.Parallel()
	tool := ffmpeg(t)
	root := "../../../shared/data"
	if _, err := os.Stat(root); err != nil {
		t.Skipf("NOT TESTED: %v", err)
	}
	made, tried := map[string]bool{}, map[string]int{}
	for _, folder := range []string{"stills", "video"} {
		_ = filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
			ext := strings.ToLower(filepath.Ext(path))
			if err != nil || d.IsDir() || !picture.Can(path) || tried[ext] >= 4 || made[ext] && tried[ext] >= 2 {
				return err
			}
			tried[ext]++
			got, err := tool.Take(context.Background(), path)
			switch {
			case err == nil && len(got) > 0:
				made[ext] = true
			case !fault.Is(err, fault.Invalid):
				t.Errorf("%s: %v", path, err)
			}
			return nil
		})
	}
	for _, ext := range []string{".mp4", ".mov", ".jpg", ".cr2", ".arw", ".raf", ".png"} {
		if !made[ext] {
			t.Errorf("of %d files no picture came of any %s", tried[ext], ext)
		}
	}
}

// TestHostileFiles are ones that would lead a program that guesses to other files, or to much memory.
func TestHostileFiles(t *testing.T) {
	t.Parallel()
	tool := ffmpeg(t)
	folder := t.TempDir()
	secret := filepath.Join(folder, "secret.mp4")
	film(t, tool, secret, "320x240", "1")
	for name, text := range map[string]string{
		"list.mp4":   "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1,\nfile:" + secret + "\n#EXT-X-ENDLIST\n",
		"concat.mov": "ffconcat version 1.0\nfile " + secret + "\n",
		"page.jpg":   "<svg xmlns='http://www.w3.org/2000/svg'><image href='file://" + secret + "'/></svg>",
		"empty.mp4":  "", "noise.mts": strings.Repeat("\x47\xff\xd8\xff", 10_000), "noise.nef": strings.Repeat("\xff\xd8\xff\xe0\xff\xff", 1_000_000), "noise.cr3": "ftypcrx ",
		"huge.png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x00\x00\x00\x01\x00\x00\x08\x06\x00\x00\x00\x00\x00\x00\x00",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(folder, "h-"+name)
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if made, err := tool.Take(context.Background(), path); !fault.Is(err, fault.Invalid) {
				t.Errorf("it gives %d bytes, %v", len(made), err)
			}
		})
	}
	if _, err := tool.Take(context.Background(), filepath.Join(folder, "gone.cr2")); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a file that is not there is answered with %v", err)
	}
	if _, err := tool.Take(context.Background(), "clip.r3d"); !fault.Is(err, fault.Invalid) || picture.Can("clip.R3D") {
		t.Errorf("a recording that ffmpeg does not know is answered with %v", err)
	}
}
