package storyboard

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// How cameras are drawn on a plan, on pages, images and paper alike. All lengths are hundredths of the plan's width.
const (
	PlanWidth   = 100.0 // a plan is so wide, whatever its picture has in pixels
	WedgeLength = 22.0  // how far a camera is shown to look
	WedgeHalf   = 9.0   // half the width of the wedge at its far end
	DotRadius   = 1.6   // of the point where the camera stands
	LabelRadius = 2.9   // of the disc with the number
	labelBehind = 5.4   // from the camera to the middle of the disc
)

// Camera is where the camera of a frame stands, with the frame's number on its board; 0 for one without a label.
type Camera struct {
	Number int
	Spot   Spot
}

// Sign is one camera on a plan, or several that stand and look alike.
type Sign struct {
	X, Y           float64 // hundredths of the width, from the upper left
	Turn           float64 // degrees clockwise from the top of the picture
	Numbers        []int   // of the frames, in their order; none for a sign without a label
	LabelX, LabelY float64 // middle of the label, which stands behind the camera
}

// Cameras that are nearer to each other than this share a sign.
const (
	sameSpot = 2.0  // hundredths of the width
	sameTurn = 10.0 // degrees
)

// Signs are the signs of cameras on the plan.
func (g GroundPlan) Signs(cameras []Camera) []Sign {
	var signs []Sign
	for _, c := range cameras {
		s := Sign{X: PlanWidth * c.Spot.X, Y: PlanWidth * g.Shape() * c.Spot.Y, Turn: g.Turn(c.Spot.Bearing)}
		if c.Number > 0 {
			s.Numbers = []int{c.Number}
		}
		if i := slices.IndexFunc(signs, s.near); i >= 0 {
			signs[i].Numbers = append(signs[i].Numbers, s.Numbers...)
			continue
		}
		signs = append(signs, s)
	}
	for i := range signs {
		signs[i].placeLabel(PlanWidth * g.Shape())
	}
	return signs
}

func (s Sign) near(other Sign) bool {
	apart := math.Abs(s.Turn - other.Turn)
	return math.Hypot(s.X-other.X, s.Y-other.Y) < sameSpot && min(apart, 360-apart) < sameTurn
}

// placeLabel puts the label behind the camera, inside the picture: where the edge is in the way, beside it.
func (s *Sign) placeLabel(high float64) {
	inside := func(x, y float64) bool {
		edge := LabelRadius + 0.5
		half := s.LabelHalf() + 0.5
		return x >= half && x <= PlanWidth-half && y >= edge && y <= high-edge
	}
	for _, turn := range []float64{180, 120, 240, 90, 270, 0} {
		sin, cos := math.Sincos((s.Turn + turn) * math.Pi / 180)
		x, y := s.X+(labelBehind+s.LabelHalf()-LabelRadius)*sin, s.Y-labelBehind*cos
		if turn == 180 || inside(x, y) && !inside(s.LabelX, s.LabelY) {
			s.LabelX, s.LabelY = x, y
		}
	}
}

// Label is what is written on the sign: "1", "1, 3", or for more than three frames "1, 2 +3".
func (s Sign) Label() string {
	const most = 3
	var parts []string
	for i, n := range s.Numbers {
		if i == most-1 && len(s.Numbers) > most {
			return strings.Join(parts, ", ") + " +" + strconv.Itoa(len(s.Numbers)-i)
		}
		parts = append(parts, strconv.Itoa(n))
	}
	return strings.Join(parts, ", ")
}

// LabelHalf is half the width of the label.
func (s Sign) LabelHalf() float64 {
	return max(LabelRadius, 1.1*float64(len(s.Label()))+1.4)
}

// Wedge are the corners of what the camera looks at, beginning at the camera.
func (s Sign) Wedge() [3][2]float64 {
	sin, cos := math.Sincos(s.Turn * math.Pi / 180)
	at := func(along, aside float64) [2]float64 {
		return [2]float64{s.X + along*sin + aside*cos, s.Y - along*cos + aside*sin}
	}
	return [3][2]float64{{s.X, s.Y}, at(WedgeLength, -WedgeHalf), at(WedgeLength, WedgeHalf)}
}
