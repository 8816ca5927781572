package storyboard

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
)

func TestPlanAsImage(t *testing.T) {
	t.Parallel()
	grey := image.NewRGBA(image.Rect(0, 0, 40, 20))
	draw.Draw(grey, grey.Rect, image.NewUniform(color.Gray{0xc0}), image.Point{}, draw.Src)
	g := GroundPlan{Wide: 40, High: 20, North: number(90), Across: number(10)}
	img, err := PlanImage(g, grey, []Camera{{1, Spot{X: 0.5, Y: 0.5, Bearing: 0}}}, 400)
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds().Dx() != 400 || img.Bounds().Dy() != 200 {
		t.Errorf("the plan is %v", img.Bounds())
	}
	at := func(x, y int) color.RGBA { return img.RGBAAt(x, y) }
	dark := func(c color.RGBA) bool { return c.R < 0x40 && c.G < 0x40 }
	for what, ok := range map[string]bool{
		"the picture":             at(100, 30) == color.RGBA{0xc0, 0xc0, 0xc0, 0xff},
		"the camera":              dark(at(200, 100)),
		"the wedge to the right":  at(250, 100).R > at(250, 100).B+0x30,
		"no wedge above":          at(200, 50) == color.RGBA{0xc0, 0xc0, 0xc0, 0xff},
		"the label on the left":   dark(at(170, 100)),
		"the arrow to north":      dark(at(380, 28)),
		"the length of 5 metres":  dark(at(100, 186)),
		"nothing beyond 5 metres": at(230, 186) == color.RGBA{0xc0, 0xc0, 0xc0, 0xff},
	} {
		if !ok {
			t.Errorf("%s is missing", what)
		}
	}
	plain, err := PlanImage(GroundPlan{}, nil, nil, 100)
	if err != nil || plain.Bounds().Dy() != 100 || plain.RGBAAt(25, 60) != gridColor {
		t.Errorf("without a picture: %v, %v", err, plain.Bounds())
	}
}
