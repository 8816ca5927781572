package derive_test

import (
	"context"
	"encoding/json"
	"image"
	"image/color"
	_ "image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/derive"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/timecode"
)

func setup(t *testing.T) (derive.Tool, string) {
	t.Helper()
	tool, err := derive.Find()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("NOT TESTED: %v", err)
	}
	return tool, t.TempDir()
}

// film has ffmpeg make a file; the arguments end with its name in the folder.
func film(t *testing.T, dir string, args ...string) string {
	t.Helper()
	name := filepath.Join(dir, args[len(args)-1])
	out, err := exec.CommandContext(t.Context(), "ffmpeg", append(append([]string{"-v", "error", "-y"}, args[:len(args)-1]...), name)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return name
}

func made(t *testing.T, outputs []derive.Output) map[derive.Role]derive.Output {
	t.Helper()
	by := map[derive.Role]derive.Output{}
	for _, o := range outputs {
		by[o.Role] = o
		if info, err := os.Stat(o.File); err != nil || info.Size() == 0 || o.MIME == "" {
			t.Errorf("%+v: %v", o, err)
		}
	}
	return by
}

func decode(t *testing.T, path string) image.Image {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	picture, _, err := image.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// isColour reports whether a dot is near a colour.
func isColour(p image.Image, x, y int, want color.RGBA) bool {
	r, g, b, _ := p.At(x, y).RGBA()
	far := func(a uint32, b uint8) bool { d := int(a>>8) - int(b); return d > 40 || d < -40 }
	return !far(r, want.R) && !far(g, want.G) && !far(b, want.B)
}

var (
	red  = color.RGBA{255, 0, 0, 255}
	blue = color.RGBA{0, 0, 255, 255}
	pal  = timecode.Rate{Num: 25, Den: 1}
)

func secs(n int64) timecode.Rational { return timecode.Rational{Num: n, Den: 1} }

var withSound = []media.Track{{Kind: "video"}, {Kind: "audio"}}

func TestStill(t *testing.T) {
	t.Parallel()
	tool, dir := setup(t)
	// Left half red, right half blue, lying on its side: upright, red is at the top (orientation 6 turns clockwise).
	still := film(t, dir, "-f", "lavfi", "-i", "color=red:s=1500x2000", "-f", "lavfi", "-i", "color=blue:s=1500x2000", "-filter_complex", "hstack", "-frames:v", "1", "-q:v", "2", "still.jpg")
	about := media.Reading{Kind: media.Still, Format: "jpeg", Width: 2000, Height: 3000, Turn: 6}
	outputs, err := tool.Make(t.Context(), still, about, derive.Want{}, dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	by := made(t, outputs)
	for role, want := range map[derive.Role][2]int{derive.Large: {1707, 2560}, derive.Medium: {853, 1280}, derive.Small: {213, 320}} {
		o := by[role]
		if abs(o.Width-want[0]) > 1 || o.Height != want[1] {
			t.Errorf("%s is %d by %d, want %v", role, o.Width, o.Height, want)
			continue
		}
		p := decode(t, o.File)
		if !isColour(p, o.Width/2, o.Height/4, red) || !isColour(p, o.Width/2, o.Height*3/4, blue) {
			t.Errorf("%s is not upright", role)
		}
	}
	// What is small stays small.
	little := film(t, dir, "-f", "lavfi", "-i", "color=red:s=100x60", "-frames:v", "1", "little.png")
	outputs, err = tool.Make(t.Context(), little, media.Reading{Kind: media.Still, Format: "png", Width: 100, Height: 60}, derive.Want{}, dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	for role, o := range made(t, outputs) {
		if o.Width != 100 || o.Height != 60 {
			t.Errorf("%s of a little picture is %d by %d", role, o.Width, o.Height)
		}
	}
}

func abs(n int) int { return max(n, -n) }

func TestClip(t *testing.T) {
	t.Parallel()
	tool, dir := setup(t)
	source := film(t, dir, "-f", "lavfi", "-i", "color=red:s=1920x1080:r=25:d=2", "-f", "lavfi", "-i", "color=blue:s=1920x1080:r=25:d=10", "-f", "lavfi", "-i", "sine=1000:d=12", "-filter_complex", "[0][1]concat[v]",
		"-map", "[v]", "-map", "2:a", "-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-c:a", "pcm_s16le", "clip.mov")
	start, err := timecode.Parse("10:00:00:00", pal)
	if err != nil {
		t.Fatal(err)
	}
	about := media.Reading{Kind: media.Video, Format: "mov", Duration: secs(12), Rate: pal, Start: start, Width: 1920, Height: 1080, Streams: withSound}
	var last, total float64
	outputs, err := tool.Make(t.Context(), source, about, derive.Want{Proxy: true}, dir, func(done, all float64) { last, total = done, all })
	if err != nil {
		t.Fatal(err)
	}
	by := made(t, outputs)
	if len(by) != 5 || last <= 0 || total != 12 {
		t.Errorf("%d outputs, %f of %f s", len(by), last, total)
	}
	if m := by[derive.Medium]; m.Width != 1280 || m.Height != 720 {
		t.Errorf("the poster is %+v", m)
	}
	strip := by[derive.Strip]
	if strip.Frames != 12 || strip.Columns != 10 {
		t.Fatalf("the strip is %+v", strip)
	}
	p := decode(t, strip.File)
	w, h := strip.Width/strip.Columns, strip.Height/2
	for i, want := range map[int]color.RGBA{0: red, 1: red, 2: blue, 9: blue, 11: blue} {
		if !isColour(p, i%10*w+w/2, i/10*h+h/2, want) {
			t.Errorf("picture %d of the strip has another colour", i)
		}
	}
	probed := probe(t, by[derive.Proxy].File)
	for _, want := range []string{"h264", "aac", "width=1280", "height=720", "pix_fmt=yuv420p", "timecode=10:00:00:00", "r_frame_rate=25/1"} {
		if !strings.Contains(probed, want) {
			t.Errorf("the film lacks %s:\n%s", want, probed)
		}
	}
	var wave derive.Shape
	text, err := os.ReadFile(by[derive.Wave].File)
	if err == nil {
		err = json.Unmarshal(text, &wave)
	}
	if n := len(wave.Peaks) / 2; err != nil || n < 1190 || n > 1210 || wave.Rate != 100 || wave.Peaks[101] < 10 {
		t.Errorf("the wave has %d pieces at %f, %v", n, wave.Rate, err)
	}
	first, err := tool.Make(t.Context(), source, about, derive.Want{First: true}, t.TempDir(), nil)
	if err != nil || len(first) != 1 || first[0].Role != derive.Small || first[0].Width != 320 {
		t.Errorf("the first picture is %+v, %v", first, err)
	}
	stills, err := tool.Make(t.Context(), source, about, derive.Want{}, t.TempDir(), nil)
	if err != nil || len(made(t, stills)) != 4 {
		t.Errorf("without a film there is %+v, %v", stills, err)
	}
}

func probe(t *testing.T, path string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "ffprobe", "-v", "error", "-show_streams", path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

// TestOddClips: whatever is a clip gets pictures and a film.
func TestOddClips(t *testing.T) {
	t.Parallel()
	tool, dir := setup(t)
	video := []media.Track{{Kind: "video"}}
	for name, test := range map[string]struct {
		args  []string
		about media.Reading
		w, h  int
	}{
		"one frame":       {[]string{"-f", "lavfi", "-i", "testsrc2=s=640x360:r=25", "-frames:v", "1", "-c:v", "libx264", "one.mp4"}, media.Reading{Duration: timecode.Rational{Num: 1, Den: 25}, Rate: pal, Width: 640, Height: 360, Streams: video}, 640, 360},
		"no length known": {[]string{"-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=2", "-c:v", "libx264", "none.mkv"}, media.Reading{Width: 640, Height: 360, Streams: video}, 640, 360},
		"one key frame":   {[]string{"-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=4", "-c:v", "libx264", "-g", "1000", "key.mp4"}, media.Reading{Duration: secs(4), Rate: pal, Width: 640, Height: 360, Streams: video}, 640, 360},
		"wide dots":       {[]string{"-f", "lavfi", "-i", "testsrc2=s=720x576:r=25:d=1,setsar=64/45", "-c:v", "libx264", "sar.mp4"}, media.Reading{Duration: secs(1), Rate: pal, Width: 1024, Height: 576, Streams: video}, 1024, 576},
		"interlaced":      {[]string{"-f", "lavfi", "-i", "testsrc2=s=720x576:r=50:d=1,interlace", "-c:v", "mpeg2video", "-flags", "+ilme+ildct", "inter.mxf"}, media.Reading{Duration: secs(1), Rate: pal, Width: 720, Height: 576, Streams: video}, 720, 576},
		"ten bit":         {[]string{"-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=1", "-c:v", "prores_ks", "-pix_fmt", "yuv422p10le", "ten.mov"}, media.Reading{Duration: secs(1), Rate: pal, Width: 640, Height: 360, Streams: video}, 640, 360},
		"odd size":        {[]string{"-f", "lavfi", "-i", "testsrc2=s=321x243:r=25:d=1", "-c:v", "ffv1", "odd.mkv"}, media.Reading{Duration: secs(1), Rate: pal, Width: 321, Height: 243, Streams: video}, 320, 242},
		"length too long": {[]string{"-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=1", "-c:v", "libx264", "-g", "5", "long.mp4"}, media.Reading{Duration: secs(100), Rate: pal, Width: 640, Height: 360, Streams: video}, 640, 360},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.about.Kind = media.Video
			source := film(t, dir, test.args...)
			for _, want := range []derive.Want{{Proxy: true}, {}, {First: true}} {
				outputs, err := tool.Make(t.Context(), source, test.about, want, t.TempDir(), nil)
				if err != nil {
					t.Errorf("%+v: %v", want, err)
					continue
				}
				by := made(t, outputs)
				if by[derive.Small].Width == 0 || !want.First && (by[derive.Medium].Width == 0 || by[derive.Strip].Width == 0) {
					t.Errorf("%+v lacks pictures: %+v", want, outputs)
				}
				if p := by[derive.Proxy]; want.Proxy && (abs(p.Width-test.w) > 2 || abs(p.Height-test.h) > 2 || !strings.Contains(probe(t, p.File), "h264")) {
					t.Errorf("the film is %+v", p)
				}
			}
		})
	}
}

func TestSound(t *testing.T) {
	t.Parallel()
	tool, dir := setup(t)
	source := film(t, dir, "-f", "lavfi", "-i", "sine=440:d=3", "-ac", "1", "-c:a", "pcm_s24le", "-ar", "48000", "sound.wav")
	about := media.Reading{Kind: media.Audio, Format: "wav", Duration: secs(3), Streams: []media.Track{{Kind: "audio"}}}
	outputs, err := tool.Make(t.Context(), source, about, derive.Want{Proxy: true}, dir, nil)
	if by := made(t, outputs); err != nil || len(by) != 2 || !strings.Contains(probe(t, by[derive.Proxy].File), "aac") {
		t.Errorf("%+v, %v", outputs, err)
	}
}

// TestBadFiles: what cannot be decoded is corrupt, and is not tried for ever.
func TestBadFiles(t *testing.T) {
	t.Parallel()
	tool, dir := setup(t)
	tool.Least = 20 * time.Second
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, test := range map[string]struct {
		path  string
		about media.Reading
		code  fault.Code
	}{
		"empty":            {write("empty.jpg", ""), media.Reading{Kind: media.Still, Format: "jpeg"}, fault.Corrupt},
		"text":             {write("text.mov", strings.Repeat("no film ", 1000)), media.Reading{Kind: media.Video, Format: "mov", Streams: withSound}, fault.Corrupt},
		"a list of others": {write("list.mp4", "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/x.ts\n"), media.Reading{Kind: media.Video, Format: "mp4", Streams: withSound}, fault.Corrupt},
		"a bomb":           {write("bomb.png", "x"), media.Reading{Kind: media.Still, Format: "png", Width: 100_000, Height: 100_000}, fault.Corrupt},
		"raw without more": {write("a.cr2", "II*\x00nothing"), media.Reading{Kind: media.Still, Format: "cr2"}, fault.Corrupt},
		"gone":             {filepath.Join(dir, "gone.mov"), media.Reading{Kind: media.Video}, fault.Unavailable},
		"a folder":         {dir, media.Reading{Kind: media.Video}, fault.Unavailable},
		"a document":       {write("a.pdf", "%PDF"), media.Reading{Kind: media.Document}, fault.Corrupt},
	} {
		for _, want := range []derive.Want{{Proxy: true}, {First: true}} {
			if outputs, err := tool.Make(t.Context(), test.path, test.about, want, t.TempDir(), nil); !fault.Is(err, test.code) {
				t.Errorf("%s: %+v, %v", name, outputs, err)
			}
		}
	}
}

func TestStopped(t *testing.T) {
	t.Parallel()
	tool, dir := setup(t)
	source := film(t, dir, "-f", "lavfi", "-i", "testsrc2=s=1280x720:r=25:d=60", "-c:v", "libx264", "-preset", "ultrafast", "long.mp4")
	ctx, stop := context.WithCancel(t.Context())
	time.AfterFunc(300*time.Millisecond, stop)
	began := time.Now()
	_, err := tool.Make(ctx, source, media.Reading{Kind: media.Video, Duration: secs(60), Rate: pal, Streams: []media.Track{{Kind: "video"}}}, derive.Want{Proxy: true}, t.TempDir(), nil)
	if !fault.Is(err, fault.Cancelled) || time.Since(began) > 5*time.Second {
		t.Errorf("%v after %s", err, time.Since(began))
	}
}
