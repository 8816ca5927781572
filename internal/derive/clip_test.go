package derive_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/btsdirector/bts/internal/derive"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/timecode"
)

// about reads what a file is, with the real programs.
func about(t *testing.T, path string) media.Reading {
	t.Helper()
	reader, err := media.Open(media.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	r, err := reader.Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// loudness is the root mean square of the sound of a film, of 32767.
func loudness(t *testing.T, path string) float64 {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "ffmpeg", "-v", "error", "-i", path, "-vn", "-ac", "1", "-f", "s16le", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	samples := make([]int16, len(out)/2)
	_ = binary.Read(bytes.NewReader(out), binary.LittleEndian, samples)
	sum := 0.0
	for _, s := range samples {
		sum += float64(s) * float64(s)
	}
	return math.Sqrt(sum / float64(max(1, len(samples))))
}

// TestEveryTrackIsHeard: the voice is on the third track alone, as a lapel microphone is on a camera's; film and shape have it.
func TestEveryTrackIsHeard(t *testing.T) {
	t.Parallel()
	tool, dir := setup(t)
	silence := []string{"-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono:d=2"}
	args := append([]string{"-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=2"}, append(append(silence, silence...), "-f", "lavfi", "-i", "sine=f=440:d=2:r=48000")...)
	path := film(t, dir, append(args, "-map", "0:v", "-map", "1:a", "-map", "2:a", "-map", "3:a", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "pcm_s16le", "tracks.mov")...)
	got := made(t, make1(t, tool, path, derive.Want{Proxy: true}, t.TempDir()))
	if l := loudness(t, got[derive.Proxy].File); l < 1000 {
		t.Errorf("the film is as loud as %.0f", l)
	}
	shape, err := os.ReadFile(got[derive.Wave].File)
	if err != nil || !bytes.Contains(shape, []byte("1")) || len(shape) < 200 {
		t.Errorf("the shape is %.80s %v", shape, err)
	}
	wav := filepath.Join(dir, "speech.wav")
	if err := tool.Speech(t.Context(), path, wav, 3, 0.5, 1); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(wav)
	if err != nil || info.Size() < 32000 || info.Size() > 33000 || loudness(t, wav) < 1000 {
		t.Errorf("a second of speech has %d bytes and is as loud as %.0f, %v", info.Size(), loudness(t, wav), err)
	}
}

func make1(t *testing.T, tool derive.Tool, path string, want derive.Want, into string) []derive.Output {
	t.Helper()
	out, err := tool.Make(t.Context(), path, about(t, path), want, into, nil)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// bright is how bright a part of a picture is, 0 to 255.
func bright(p image.Image, r image.Rectangle) float64 {
	sum, n := 0.0, 0
	for y := r.Min.Y; y < r.Max.Y; y += 2 {
		for x := r.Min.X; x < r.Max.X; x += 2 {
			red, green, blue, _ := p.At(x, y).RGBA()
			sum += float64(red+green+blue) / 3 / 257
			n++
		}
	}
	return sum / float64(n)
}

// white counts the white dots in a part of a picture.
func white(p image.Image, r image.Rectangle) (n int) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if red, green, blue, _ := p.At(x, y).RGBA(); min(red, green, blue) > 200<<8 {
				n++
			}
		}
	}
	return n
}

// TestPosterPassesFlashesOver: at a tenth of the clip a flash is white; the poster is what the clip shows.
func TestPosterPassesFlashesOver(t *testing.T) {
	t.Parallel()
	tool, dir := setup(t)
	path := film(t, dir, "-f", "lavfi", "-i", "color=c=0x303060:s=640x360:r=25:d=10", "-vf", "drawbox=c=white:t=fill:enable='between(t,0.9,1.3)'", "-c:v", "libx264", "-preset", "ultrafast", "flash.mp4")
	got := made(t, make1(t, tool, path, derive.Want{Proxy: true}, t.TempDir()))
	if b := bright(decode(t, got[derive.Medium].File), image.Rect(0, 0, 640, 360)); b > 120 {
		t.Errorf("the poster is as bright as %.0f", b)
	}
}

// TestBurnedTimecode: the film has its timecode in the picture where that is wanted, and the pictures beside it have not.
func TestBurnedTimecode(t *testing.T) {
	t.Parallel()
	tool, dir := setup(t)
	path := film(t, dir, "-f", "lavfi", "-i", "color=c=red:s=1280x720:r=30000/1001:d=2", "-timecode", "00:00:59;28", "-c:v", "libx264", "-preset", "ultrafast", "dropped.mov")
	foot := image.Rect(440, 640, 840, 700)
	for _, burn := range []bool{false, true} {
		r := about(t, path)
		r.Reel = `A001' :drawbox`
		if !r.Start.Known() || r.Rate != (timecode.Rate{Num: 30000, Den: 1001}) {
			t.Fatalf("read as %v at %v", r.Start, r.Rate)
		}
		out, err := tool.Make(t.Context(), path, r, derive.Want{Proxy: true, Burn: burn}, t.TempDir(), nil)
		if err != nil {
			t.Fatal(err)
		}
		got := made(t, out)
		frame := film(t, dir, "-ss", "1", "-i", got[derive.Proxy].File, "-frames:v", "1", map[bool]string{false: "clean.png", true: "burned.png"}[burn])
		picture := decodePNG(t, frame)
		if n := white(picture, foot); n > 0 != burn {
			t.Errorf("burn %v: %d white dots at the foot", burn, n)
		}
		if n := white(decode(t, got[derive.Medium].File), foot); n > 0 {
			t.Error("the poster has it, too")
		}
	}
}

// TestUprightFilms: a film that was recorded on its side says the size that it plays in.
func TestUprightFilms(t *testing.T) {
	t.Parallel()
	tool, dir := setup(t)
	flat := film(t, dir, "-f", "lavfi", "-i", "testsrc2=s=1920x1080:r=25:d=1", "-c:v", "libx264", "-preset", "ultrafast", "flat.mp4")
	path := filepath.Join(dir, "side.mp4")
	for _, args := range [][]string{{"-display_rotation", "90", "-i", flat, "-c", "copy", path}, {"-i", flat, "-c", "copy", "-metadata:s:v:0", "rotate=90", path}} { // before ffmpeg 6
		if exec.CommandContext(t.Context(), "ffmpeg", append([]string{"-v", "error", "-y"}, args...)...).Run() == nil { //nolint:gosec // of the test
			break
		}
	}
	got := made(t, make1(t, tool, path, derive.Want{Proxy: true}, t.TempDir()))
	p := got[derive.Proxy]
	out, err := exec.CommandContext(t.Context(), "ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "stream=width,height", "-of", "csv=p=0:s=x", p.File).Output()
	if err != nil || string(bytes.TrimSpace(out)) != size(p.Width, p.Height) || p.Height <= p.Width {
		t.Errorf("it plays as %s and says %s, %v", bytes.TrimSpace(out), size(p.Width, p.Height), err)
	}
}

func size(w, h int) string { return fmt.Sprintf("%dx%d", w, h) }

func decodePNG(t *testing.T, path string) image.Image {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}
