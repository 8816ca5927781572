package office_test

import (
	"archive/zip"
	"bytes"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/storyboard"
)

// TestImagesInAZIPHaveATime: unpacked, they are not of the year 1980.
func TestImagesInAZIPHaveATime(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, _, err := h.AddFrames(h.ctx, h.in, []office.NewFrame{{Frame: storyboard.Frame{Title: "One"}}})
	must(t, err)
	data, err := h.ZipBoards(h.ctx, h.in, office.AllBoards)
	must(t, err)
	packed, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	for _, f := range packed.File {
		if apart := f.Modified.Sub(h.clock.Now()).Abs(); apart > time.Minute {
			t.Errorf("%s is of %s", f.Name, f.Modified)
		}
	}
	if len(packed.File) == 0 {
		t.Error("nothing is packed")
	}
}
