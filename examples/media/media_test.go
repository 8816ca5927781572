package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
)

// setup opens a studio and finds ffprobe, or skips: without ffmpeg there is nothing to test.
// Where CI is set, a missing ffmpeg fails.
func setup(t *testing.T) (*Studio, string) {
	t.Helper()
	probe, err := exec.LookPath("ffprobe")
	var studio *Studio
	if err == nil {
		studio, err = Open(t.Context())
	}
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("sample media cannot be tested: %v", err)
		}
		t.Skipf("SKIPPED, sample media is not tested here: %v", err)
	}
	return studio, probe
}

// sample is a one-second clip; night is after midnight, to catch a wrong day in the time reference.
func sample(kind Kind, name string) Clip {
	return Clip{Kind: kind, Card: "T001", Name: name, Title: "Tam's 5%: it's lit", Scene: "21", Take: 1, Seconds: 1,
		Rate: Rate25, At: time.Date(2026, time.May, 8, 0, 30, 5, 0, time.UTC), Width: 640, Height: 360, Hue: tungsten}
}

type probed struct {
	Streams []struct {
		Type     string            `json:"codec_type"`
		Name     string            `json:"codec_name"`
		Width    int               `json:"width"`
		Height   int               `json:"height"`
		Duration string            `json:"duration"`
		Tags     map[string]string `json:"tags"`
	} `json:"streams"`
	Format struct {
		Duration string            `json:"duration"`
		Tags     map[string]string `json:"tags"`
	} `json:"format"`
}

func probeFile(t *testing.T, ffprobe, file string) probed {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), ffprobe, "-v", "error", "-show_streams", "-show_format", "-of", "json", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	var p probed
	if err := json.Unmarshal(out, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestVideoClip(t *testing.T) {
	t.Parallel()
	studio, ffprobe := setup(t)
	dir, c := t.TempDir(), sample(Video, "T001C001.MOV")
	if err := studio.Make(t.Context(), dir, c); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "T001", "T001C001.MOV")
	p := probeFile(t, ffprobe, file)
	if len(p.Streams) != 3 {
		t.Fatalf("%d streams, want picture, sound and timecode", len(p.Streams))
	}
	picture, sound, tc := p.Streams[0], p.Streams[1], p.Streams[2]
	if picture.Width != 640 || picture.Height != 360 || !strings.HasPrefix(p.Format.Duration, "1.000") {
		t.Errorf("%d x %d, %s s", picture.Width, picture.Height, p.Format.Duration)
	}
	if sound.Name != "pcm_s24le" {
		t.Errorf("sound is %s", sound.Name)
	}
	if tc.Tags["timecode"] != "00:30:05:00" || tc.Tags["reel_name"] != "T001" {
		t.Errorf("timecode track has %v", tc.Tags)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if !info.ModTime().Equal(c.At.Add(time.Second)) {
		t.Errorf("the file is dated %s", info.ModTime().UTC())
	}
	left, _ := filepath.Glob(filepath.Join(dir, "T001", ".part-*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	checkPop(t, studio.ffmpeg, file, c.popFrame())
}

// checkPop looks for the white frame and the loudest frame of sound: both are the pop's.
func checkPop(t *testing.T, ffmpeg, file string, frame int) {
	t.Helper()
	grey, err := exec.CommandContext(t.Context(), ffmpeg, "-v", "error", "-i", file, "-vf", "scale=1:1,format=gray", "-f", "rawvideo", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	if len(grey) != 25 {
		t.Fatalf("%d frames, want 25", len(grey))
	}
	tone, err := exec.CommandContext(t.Context(), ffmpeg, "-v", "error", "-i", file, "-vn", "-ac", "1", "-f", "s8", "-ar", "48000", "-c:a", "pcm_s8", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for i, luma := range grey {
		if white := luma > 200; white != (i == frame) {
			t.Errorf("frame %d has luma %d", i, luma)
		}
		loudest := int8(0)
		for _, b := range tone[i*1920 : (i+1)*1920] {
			loudest = max(loudest, int8(b))
		}
		if loud := loudest > 40; loud != (i == frame) {
			t.Errorf("frame %d peaks at %d of 127", i, loudest)
		}
	}
}

func TestSoundHasTimeReference(t *testing.T) {
	t.Parallel()
	studio, ffprobe := setup(t)
	dir := t.TempDir()
	if err := studio.Make(t.Context(), dir, sample(Sound, "T001T001.WAV")); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "T001", "T001T001.WAV")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data[:64], []byte("bext")) {
		t.Error("no bext chunk before the sound")
	}
	p := probeFile(t, ffprobe, file)
	if got := p.Format.Tags["time_reference"]; got != "86640000" { // 1805 s at 48 kHz
		t.Errorf("time reference %s", got)
	}
}

func TestSameListSameBytes(t *testing.T) {
	t.Parallel()
	studio, _ := setup(t)
	for _, c := range []Clip{sample(Video, "a.MOV"), sample(Still, "a.JPG"), sample(Sound, "a.WAV")} {
		t.Run(string(c.Kind), func(t *testing.T) {
			t.Parallel()
			var sums [2][32]byte
			for i := range sums {
				dir := t.TempDir()
				if err := studio.Make(t.Context(), dir, c); err != nil {
					t.Fatal(err)
				}
				data, err := os.ReadFile(filepath.Join(dir, c.Card, c.Name))
				if err != nil {
					t.Fatal(err)
				}
				sums[i] = sha256.Sum256(data)
			}
			if sums[0] != sums[1] {
				t.Error("two runs gave different bytes")
			}
		})
	}
}

func TestCancelledClipLeavesNothing(t *testing.T) {
	t.Parallel()
	studio, _ := setup(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	err := studio.Make(ctx, dir, sample(Video, "a.MOV"))
	if !fault.Is(err, fault.Cancelled) {
		t.Errorf("error is %v", err)
	}
	if files, _ := os.ReadDir(filepath.Join(dir, "T001")); len(files) > 0 {
		t.Errorf("left behind: %v", files)
	}
}

func TestMissingFfmpegIsNamed(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Open(t.Context())
	if !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "apt install ffmpeg") {
		t.Errorf("error is %v", err)
	}
}

func TestCardsAreWellNamed(t *testing.T) {
	t.Parallel()
	seen, kinds := map[string]bool{}, map[Kind]int{}
	for _, c := range Cards() {
		if seen[c.Path()] {
			t.Errorf("%s is there twice", c.Path())
		}
		seen[c.Path()] = true
		kinds[c.Kind]++
		if c.Kind != Still && c.Seconds < 1 {
			t.Errorf("%s has no length", c.Path())
		}
	}
	if diff := cmp.Diff(map[Kind]int{Video: 8, Still: 6, Sound: 2}, kinds); diff != "" {
		t.Error(diff)
	}
}
