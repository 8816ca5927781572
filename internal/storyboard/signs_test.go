package storyboard

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCamerasThatStandAlikeShareASign(t *testing.T) {
	t.Parallel()
	at := func(n int, x, y, bearing float64) Camera { return Camera{n, Spot{x, y, bearing}} }
	for name, c := range map[string]struct {
		cameras []Camera
		want    []string
	}{
		"none":                    {nil, nil},
		"apart":                   {[]Camera{at(1, 0.2, 0.5, 0), at(2, 0.8, 0.5, 0)}, []string{"1", "2"}},
		"the same":                {[]Camera{at(1, 0.5, 0.5, 90), at(2, 0.1, 0.5, 90), at(3, 0.5, 0.51, 95)}, []string{"1, 3", "2"}},
		"the same across north":   {[]Camera{at(1, 0.5, 0.5, 358), at(2, 0.5, 0.5, 2)}, []string{"1, 2"}},
		"one spot, two ways":      {[]Camera{at(1, 0.5, 0.5, 0), at(2, 0.5, 0.5, 180)}, []string{"1", "2"}},
		"many on one spot":        {[]Camera{at(1, 0, 0, 0), at(2, 0, 0, 0), at(3, 0, 0, 0), at(4, 0, 0, 0), at(5, 0, 0, 0)}, []string{"1, 2 +3"}},
		"without a number, alone": {[]Camera{at(0, 0.5, 0.5, 0)}, []string{""}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, s := range (GroundPlan{Wide: 400, High: 200}).Signs(c.cameras) {
				got = append(got, s.Label())
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSignsStandOnThePicture(t *testing.T) {
	t.Parallel()
	g := GroundPlan{Wide: 400, High: 200, North: number(90)}
	s := g.Signs([]Camera{{7, Spot{X: 0.25, Y: 0.5, Bearing: 0}}})[0]
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is %g, want %g", what, got, want)
		}
	}
	near("x", s.X, 25)
	near("y", s.Y, 25)
	near("turn", s.Turn, 90) // north is to the right
	w := s.Wedge()
	near("the far end", w[1][0], 25+WedgeLength)
	near("the near end", w[0][0], 25)
	near("the width", math.Abs(w[1][1]-w[2][1]), 2*WedgeHalf)
	if s.LabelX >= s.X {
		t.Errorf("the label stands before the camera, at %g", s.LabelX)
	}
	for _, spot := range []Spot{{0, 0, 135}, {1, 1, 315}, {0, 1, 45}, {0.5, 0, 180}, {1, 0.5, 270}} {
		s := GroundPlan{}.Signs([]Camera{{12, spot}})[0]
		if s.LabelX < 0 || s.LabelX > PlanWidth || s.LabelY < 0 || s.LabelY > PlanWidth {
			t.Errorf("the label of a camera at %v is off the picture: %g, %g", spot, s.LabelX, s.LabelY)
		}
	}
}
