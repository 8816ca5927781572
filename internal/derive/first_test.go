package derive_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/btsdirector/bts/internal/derive"
	"github.com/btsdirector/bts/internal/media"
)

// TestFirstPictureOfAStill: from the small picture in it, upright whatever the orientation, without decoding the still itself.
func TestFirstPictureOfAStill(t *testing.T) {
	t.Parallel()
	tool, dir := setup(t)
	thumb := film(t, dir, "-f", "lavfi", "-i", "color=red:s=80x120", "-f", "lavfi", "-i", "color=blue:s=80x120", "-filter_complex", "hstack", "-frames:v", "1", "-q:v", "2", "thumb.jpg")
	still := film(t, dir, "-f", "lavfi", "-i", "color=green:s=1600x1200", "-frames:v", "1", "-q:v", "2", "still.jpg")
	if out, err := exec.CommandContext(t.Context(), "exiftool", "-q", "-overwrite_original", "-EXIF:Orientation#=1", "-ThumbnailImage<="+thumb, still).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	// Where the red half is, for each orientation: left, right, right, left, top, top, bottom, bottom.
	for turn, at := range map[int][2]int{1: {20, 60}, 2: {140, 60}, 3: {140, 60}, 4: {20, 60}, 5: {60, 20}, 6: {60, 20}, 7: {60, 140}, 8: {60, 140}} {
		into := t.TempDir()
		out, err := tool.Make(t.Context(), still, media.Reading{Kind: media.Still, Format: "jpeg", Width: 1600, Height: 1200, Turn: turn}, derive.Want{First: true}, into, nil)
		if err != nil {
			t.Fatal(err)
		}
		o := made(t, out)[derive.Small]
		if p := decode(t, o.File); p.Bounds().Dx() != o.Width || max(o.Width, o.Height) != 160 || !isColour(p, at[0], at[1], red) {
			t.Errorf("orientation %d: %d by %d, and not red at %v", turn, o.Width, o.Height, at)
		}
	}
	// One without falls back to the still itself, also where what looks like a picture is broken.
	bare := filepath.Join(dir, "bare.jpg")
	data, err := os.ReadFile(film(t, dir, "-f", "lavfi", "-i", "color=red:s=1600x1200", "-frames:v", "1", "plain.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(bare, append(data, 0xff, 0xd8, 0xff, 0xe0), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := tool.Make(t.Context(), bare, media.Reading{Kind: media.Still, Format: "jpeg", Width: 1600, Height: 1200}, derive.Want{First: true}, t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if o := made(t, out)[derive.Small]; o.Width != 320 {
		t.Errorf("without one it is %d wide", o.Width)
	}
}
