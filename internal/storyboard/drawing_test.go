package storyboard_test

import (
	"encoding/json"
	"fmt"
	"image/color"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/storyboard"
)

const oneStroke = `{"version":1,"width":1600,"height":900,"strokes":[{"tool":"pen","color":"#1d1b19","size":9,"points":[[10,10,0.5],[90,90,0.5]]}]}`

func TestDrawingsAreReadStrictly(t *testing.T) {
	t.Parallel()
	d, err := storyboard.ReadDrawing([]byte(oneStroke))
	if err != nil {
		t.Fatal(err)
	}
	text, err := d.JSON()
	if err != nil || string(text) != oneStroke {
		t.Errorf("%s, %v", text, err)
	}
	stroke := func(s string) string {
		return `{"version":1,"width":1600,"height":900,"strokes":[` + s + `]}`
	}
	points := func(n int, p string) string {
		return stroke(`{"tool":"pen","color":"#1d1b19","size":9,"points":[` + strings.TrimSuffix(strings.Repeat(p+",", n), ",") + `]}`)
	}
	for name, c := range map[string]struct{ text, says string }{
		"no json":         {"<svg>", "not a drawing"},
		"unknown field":   {`{"version":1,"width":1,"height":1,"strokes":[],"onload":"alert(1)"}`, "not a drawing"},
		"two documents":   {oneStroke + oneStroke, "follows"},
		"version":         {`{"version":7,"width":1,"height":1,"strokes":[]}`, "version 7"},
		"no sheet":        {`{"version":1,"width":0,"height":1,"strokes":[]}`, "0 by 1"},
		"huge sheet":      {`{"version":1,"width":100000,"height":1,"strokes":[]}`, "100000 by 1"},
		"unknown tool":    {stroke(`{"tool":"laser","color":"#1d1b19","size":9,"points":[[1,1,1]]}`), "laser"},
		"script colour":   {stroke(`{"tool":"pen","color":"url(javascript:1)","size":9,"points":[[1,1,1]]}`), "not a colour"},
		"capital colour":  {stroke(`{"tool":"pen","color":"#1D1B19","size":9,"points":[[1,1,1]]}`), "not a colour"},
		"no width":        {stroke(`{"tool":"pen","color":"#1d1b19","size":0,"points":[[1,1,1]]}`), "width of a line"},
		"no points":       {stroke(`{"tool":"pen","color":"#1d1b19","size":9,"points":[]}`), "no points"},
		"far away":        {points(1, "[1e9,1,1]"), "no point near"},
		"hard pressed":    {points(1, "[1,1,2]"), "no point near"},
		"too many points": {points(200_001, "[1,1,1]"), "more than 200000 points"},
		"too much ink":    {strings.Replace(points(6_000, "[0,0,1],[1600,900,1]"), `"size":9`, `"size":400`, 1), "more ink"},
		"too many bytes":  {strings.Repeat(" ", storyboard.MaxBytes) + oneStroke, "bytes"},
	} {
		if _, err := storyboard.ReadDrawing([]byte(c.text)); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %.200v, want %q", name, err, c.says)
		}
	}
}

// TestLinesAreThoseOfThePage reads what the page's script makes of a drawing (client/test/ink.test.mjs writes the same file).
func TestLinesAreThoseOfThePage(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/ink.json")
	if err != nil {
		t.Fatal(err)
	}
	var same struct {
		Drawing storyboard.Drawing
		Lines   []struct {
			Width  float64
			Points [][2]float64
		}
	}
	if err := json.Unmarshal(text, &same); err != nil {
		t.Fatal(err)
	}
	if err := same.Drawing.Check(); err != nil {
		t.Fatal(err)
	}
	lines := same.Drawing.Lines()
	if len(lines) != len(same.Lines) || len(lines) < 4 {
		t.Fatalf("%d lines, the page has %d", len(lines), len(same.Lines))
	}
	for i, line := range lines {
		if line.Width != same.Lines[i].Width || cmp.Diff(line.Points, same.Lines[i].Points) != "" {
			t.Errorf("line %d is %v wide through %v, on the page %v", i, line.Width, line.Points, same.Lines[i])
		}
	}
}

func TestInkIsWhereTheHandWas(t *testing.T) {
	t.Parallel()
	d := storyboard.Drawing{Version: 1, Width: 200, Height: 100, Strokes: []storyboard.Stroke{
		{Tool: storyboard.Pen, Color: "#ff0000", Size: 20, Points: []storyboard.Point{{20, 50, 0.5}, {180, 50, 0.5}, {20, 50, 0.5}}}, // there and back: nothing cancels
		{Tool: storyboard.Eraser, Color: "#000000", Size: 30, Points: []storyboard.Point{{100, 20, 0.5}, {100, 80, 0.5}}},
		{Tool: storyboard.Pen, Color: "#0000ff", Size: 10, Points: []storyboard.Point{{100, 90, 0.5}}},
	}}
	picture := storyboard.Image(nil, nil, 100)
	for i := range picture.Pix {
		picture.Pix[i] = 0x80
	}
	img := storyboard.Image(&d, picture, 400)
	grey := color.RGBA{0x80, 0x80, 0x80, 0x80}
	for at, want := range map[[2]int]color.RGBA{
		{80, 100}:  {255, 0, 0, 255},
		{42, 100}:  {255, 0, 0, 255},
		{200, 100}: grey, // rubbed out: the picture is there again
		{200, 180}: {0, 0, 255, 255},
		{80, 160}:  grey,
	} {
		got := img.RGBAAt(at[0], at[1])
		if want == grey {
			if got.R == 255 && got.G == 0 || got.B == 255 && got.R == 0 {
				t.Errorf("there is ink at %v: %v", at, got)
			}
			continue
		}
		if got != want {
			t.Errorf("at %v is %v, want %v", at, got, want)
		}
	}
	if size := img.Bounds().Size(); size.X != 400 || size.Y != 200 {
		t.Errorf("the image is %v", size)
	}
}

func TestJoin(t *testing.T) {
	t.Parallel()
	drawing := func(names string) (d storyboard.Drawing) {
		d.Width, d.Height = 1, 1
		for _, r := range names {
			d.Strokes = append(d.Strokes, storyboard.Stroke{Tool: storyboard.Pen, Color: fmt.Sprintf("#0000%02x", r), Points: []storyboard.Point{{}}})
		}
		return d
	}
	for _, c := range []struct{ before, now, mine, want string }{
		{"", "a", "b", "ab"}, {"x", "xa", "xb", "xab"}, {"xy", "xya", "x", "xa"}, {"xy", "y", "x", ""}, {"x", "xa", "xa", "xa"}, {"x", "", "xb", "b"},
	} {
		got := storyboard.Join(drawing(c.before), drawing(c.now), drawing(c.mine))
		names := ""
		for _, s := range got.Strokes {
			var r rune
			if _, err := fmt.Sscanf(s.Color, "#0000%02x", &r); err != nil {
				t.Fatal(err)
			}
			names += string(r)
		}
		if names != c.want {
			t.Errorf("over %q came %q and %q: %q, want %q", c.before, c.now, c.mine, names, c.want)
		}
	}
}

func TestNamesOfFrames(t *testing.T) {
	t.Parallel()
	f := storyboard.Frame{}
	if f.Name(12) != "Frame 12" || f.Alternative(12) != "Frame 12. nothing drawn yet" {
		t.Errorf("%q, %q", f.Name(12), f.Alternative(12))
	}
	f.Size, f.Note, f.Drawing = "CU", "before the lamp", "x"
	if f.Name(1) != "CU" || f.Alternative(1) != "CU. before the lamp" {
		t.Errorf("%q, %q", f.Name(1), f.Alternative(1))
	}
	for bearing, want := range map[float64]string{0: "north", 44: "north-east", 90: "east", 180: "south", 337: "north-west", 338: "north", 359.9: "north"} {
		if got := (storyboard.Spot{Bearing: bearing}).Looks(); got != want {
			t.Errorf("%g looks %s, want %s", bearing, got, want)
		}
	}
}
