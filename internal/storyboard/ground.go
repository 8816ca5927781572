package storyboard

import (
	"cmp"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// GroundPlan is the picture of a place from above: a floor plan, a sketch, a map, a still from a drone. Cameras are put on it
// as parts of its width and height (Spot). It knows its place by the name that the papers have for it, because places have
// no ids and every import writes them anew.
type GroundPlan struct {
	ID      production.GroundPlanID `json:"id"`
	Where   string                  `json:"where"`   // name of a location or a set
	Title   string                  `json:"title"`   // "Ground floor"; may be empty: it is then called after its place
	Note    string                  `json:"note"`    //
	Picture string                  `json:"picture"` // address of a clean JPEG in the vault
	Wide    int                     `json:"wide"`    // pixels of the picture
	High    int                     `json:"high"`    //
	Across  *float64                `json:"across"`  // metres from the left edge to the right, nil where nobody measured
	North   *float64                `json:"north"`   // where north is, degrees clockwise from the top, 0 to below 360; nil where nobody said
	Gone    bool                    `json:"gone"`    // taken away
}

// mostAcross is the widest place there is a plan of, in metres.
const mostAcross = 100_000

// Check reports the first field that cannot be accepted, as fault.Invalid. What is gone need not be complete.
func (g GroundPlan) Check() error {
	if g.Gone {
		return nil
	}
	if strings.TrimSpace(g.Where) == "" {
		return fault.New(fault.Invalid, "the plan is of no place").WithRemedy("Choose a location or a set.")
	}
	for name, text := range map[string]string{"place": g.Where, "title": g.Title, "note": g.Note} {
		most := longestTitle
		if name == "note" {
			most = longestText
		}
		if n := utf8.RuneCountInString(text); n > most {
			return fault.New(fault.Invalid, "the %s has %d characters, more than %d", name, n, most).WithRemedy("Shorten it.")
		}
	}
	if !address.MatchString(g.Picture) || g.Wide < 1 || g.High < 1 {
		return fault.New(fault.Invalid, "the plan has no picture").WithRemedy("Choose one first.")
	}
	return g.checkMeasures()
}

func (g GroundPlan) checkMeasures() error {
	if a := g.Across; a != nil && !(*a > 0 && *a <= mostAcross) { // also for what is no number
		return fault.New(fault.Invalid, "a place %g metres wide has no plan", *a).WithRemedy("Say how many metres lie between the left edge of the picture and the right, or leave it empty.")
	}
	if n := g.North; n != nil && !(*n >= 0 && *n < 360) {
		return fault.New(fault.Invalid, "%g is not a direction", *n).WithRemedy("Write degrees from 0 to 359, clockwise from the top of the picture to north.")
	}
	return nil
}

// Name is what the plan is called.
func (g GroundPlan) Name() string {
	return cmp.Or(strings.TrimSpace(g.Title), g.Where)
}

// Shape is how high the picture is for its width. Without a picture the plan is a square.
func (g GroundPlan) Shape() float64 {
	if g.Wide < 1 || g.High < 1 {
		return 1
	}
	return float64(g.High) / float64(g.Wide)
}

// Turn is a compass bearing as it lies on the picture, degrees clockwise from its top. Where nobody said where north is,
// the top is taken for it.
func (g GroundPlan) Turn(bearing float64) float64 {
	if g.North != nil {
		bearing += *g.North
	}
	return math.Mod(bearing, 360)
}

// ScaleBar is a length that reads well beside the picture: in metres, and as a part of the picture's width, a fifth to a
// half. ok is false where nobody measured.
func (g GroundPlan) ScaleBar() (metres, part float64, ok bool) {
	if g.Across == nil || !(*g.Across > 0) {
		return 0, 0, false
	}
	step := math.Pow(10, math.Floor(math.Log10(*g.Across/2)))
	for _, times := range []float64{5, 2, 1} {
		if metres = step * times; metres <= *g.Across/2 {
			break
		}
	}
	return metres, metres / *g.Across, true
}
