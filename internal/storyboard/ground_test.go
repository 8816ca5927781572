package storyboard

import (
	"math"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
)

func number(v float64) *float64 { return &v }

func TestGroundPlansAreChecked(t *testing.T) {
	t.Parallel()
	good := GroundPlan{Where: "Lighthouse", Picture: strings.Repeat("a", 64), Wide: 400, High: 300}
	for name, c := range map[string]struct {
		change func(g *GroundPlan)
		refuse bool
	}{
		"as it is":            {func(*GroundPlan) {}, false},
		"measured":            {func(g *GroundPlan) { g.Across, g.North = number(12.5), number(359.9) }, false},
		"gone and incomplete": {func(g *GroundPlan) { *g = GroundPlan{Gone: true} }, false},
		"no place":            {func(g *GroundPlan) { g.Where = " " }, true},
		"no picture":          {func(g *GroundPlan) { g.Picture = "" }, true},
		"another address":     {func(g *GroundPlan) { g.Picture = "../../etc/passwd" }, true},
		"no pixels":           {func(g *GroundPlan) { g.High = 0 }, true},
		"nothing wide":        {func(g *GroundPlan) { g.Across = number(0) }, true},
		"wider than a city":   {func(g *GroundPlan) { g.Across = number(1e9) }, true},
		"width is no number":  {func(g *GroundPlan) { g.Across = number(math.NaN()) }, true},
		"north full circle":   {func(g *GroundPlan) { g.North = number(360) }, true},
		"north is no number":  {func(g *GroundPlan) { g.North = number(math.NaN()) }, true},
		"endless note":        {func(g *GroundPlan) { g.Note = strings.Repeat("x", longestText+1) }, true},
		"endless title":       {func(g *GroundPlan) { g.Title = strings.Repeat("x", longestTitle+1) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := good
			c.change(&g)
			if err := g.Check(); (err != nil) != c.refuse || err != nil && !fault.Is(err, fault.Invalid) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestBearingsLieOnThePicture(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		north         *float64
		bearing, want float64
	}{{nil, 90, 90}, {number(0), 90, 90}, {number(90), 0, 90}, {number(300), 90, 30}} {
		if got := (GroundPlan{North: c.north}).Turn(c.bearing); got != c.want {
			t.Errorf("%+v lies at %g", c, got)
		}
	}
	if got := (GroundPlan{Wide: 400, High: 100}).Shape(); got != 0.25 {
		t.Errorf("the shape is %g", got)
	}
	if got := (GroundPlan{}).Shape(); got != 1 {
		t.Errorf("without a picture the shape is %g", got)
	}
}

func TestScaleBarsReadWell(t *testing.T) {
	t.Parallel()
	for across, want := range map[float64]float64{10: 5, 12: 5, 40: 20, 39: 10, 3: 1, 0.9: 0.2, 2500: 1000} {
		metres, part, ok := GroundPlan{Across: &across}.ScaleBar()
		if !ok || math.Abs(metres-want) > 1e-9 || part < 0.2 || part > 0.5 {
			t.Errorf("%g m wide: a bar of %g m, %g of the width", across, metres, part)
		}
	}
	if _, _, ok := (GroundPlan{}).ScaleBar(); ok {
		t.Error("a bar without a measure")
	}
}
