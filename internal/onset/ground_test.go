package onset

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"
)

// planned is a storyboard of one board whose frames stand on a grey plan, twice as wide as high.
func planned(t *testing.T, frames int) Storyboard {
	t.Helper()
	grey := image.NewGray(image.Rect(0, 0, 200, 100))
	for i := range grey.Pix {
		grey.Pix[i] = 0xc0
	}
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, grey, nil); err != nil {
		t.Fatal(err)
	}
	north := 90.0
	plan := PrintedPlan{Key: "k", Title: "Upper floor", Note: "No tripods", Picture: picture.Bytes(), Shape: 0.5, North: &north, Bar: 5, BarPart: 0.4,
		Signs: []PrintedSign{{X: 50, Y: 25, Dot: 1.6, Wedge: [3][2]float64{{50, 25}, {72, 16}, {72, 34}}, Label: "1, 3", LabelX: 40, LabelY: 25, LabelHalf: 5.8, LabelRadius: 2.9}}}
	b := drawn(frames)
	for i := range b.Boards[0].Frames {
		small := plan
		b.Boards[0].Frames[i].Plan = &small
		plan.Cameras = append(plan.Cameras, PrintedCamera{Number: i + 1, Title: fmt.Sprint("Camera of ", i+1), Line: "CU", Looks: "looks east"})
	}
	b.Boards[0].Plans = []PrintedPlan{plan}
	return b
}

func TestPlansArePrintedBehindTheFrames(t *testing.T) {
	t.Parallel()
	for perPage, pages := range map[int]string{2: "3", 3: "2", 6: "2"} {
		pdf := printed(t, planned(t, 3), A4, perPage)
		text := textOf(t, pdf)
		for _, word := range []string{"plan", "Upper floor", "1, 3", "North lies 90", "No tripods", "5m", "Camera of 3", "looks east", "Page " + pages + "/" + pages} {
			if !strings.Contains(text, word) {
				t.Errorf("%d on a page: no %q in %s", perPage, word, text)
			}
		}
		if n := bytes.Count(pdf, []byte("/Subtype /Image")); n != 1 {
			t.Errorf("%d on a page: the picture is in the file %d times", perPage, n)
		}
	}
}

// TestCamerasOnPaper looks at a plan as a printer would: the picture keeps its shape, and the wedge lies on it.
func TestCamerasOnPaper(t *testing.T) {
	t.Parallel()
	b := planned(t, 1)
	b.Boards[0].Frames = nil
	pdf := printed(t, b, A4, 6)
	page, err := jpeg.Decode(strings.NewReader(tool(t, pdf, "pdftoppm", "-r", "72", "-jpeg", "-f", "2", "-l", "2", "FILE")))
	if err != nil {
		t.Fatal(err)
	}
	dpmm := float64(page.Bounds().Dx()) / 210
	top, wide := margin+head.line+4+body.line+1, 210-2*margin
	at := func(x, y float64) color.RGBA { // hundredths of the plan
		return color.RGBAModel.Convert(page.At(int((margin+x/100*wide)*dpmm), int((top+y/100*wide)*dpmm))).(color.RGBA)
	}
	for what, c := range map[string]struct {
		is  color.RGBA
		yes func(color.RGBA) bool
	}{
		"the picture on the left":     {at(10, 25), func(c color.RGBA) bool { return c.R == c.G && c.R > 0xb0 && c.R < 0xd0 }},
		"paper below the picture":     {at(99, 53), func(c color.RGBA) bool { return c.R > 0xf0 && c.B > 0xf0 }},
		"the wedge before the camera": {at(66, 25), func(c color.RGBA) bool { return int(c.R)-int(c.B) > 40 }},
		"the camera":                  {at(50, 25), func(c color.RGBA) bool { return c.R < 0x60 }},
	} {
		if !c.yes(c.is) {
			t.Errorf("%s: %v", what, c.is)
		}
	}
}

func TestManyCamerasAndTallPlans(t *testing.T) {
	t.Parallel()
	b := planned(t, 60)
	b.Boards[0].Plans[0].Shape = 20
	for i := range b.Boards[0].Frames {
		b.Boards[0].Frames[i].Plan.Shape = 20
	}
	b.Boards[0].Plans[0].Note = strings.Repeat("note ", 20_000)
	if text := textOf(t, printed(t, b, Letter, 6)); strings.Count(text, "note") > 2_000 {
		t.Error("a note runs off the page")
	}
	b.Boards[0].Plans[0].Note, b.Boards[0].Plans[0].Shape = "", 0.5
	if text := textOf(t, printed(t, b, Letter, 6)); !strings.Contains(text, "and ") || !strings.Contains(text, " more") {
		t.Error("it is not said that there are more cameras")
	}
}
