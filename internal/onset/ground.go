package onset

import (
	"fmt"
	"math"
	"strconv"
)

// PrintedPlan is a place from above with cameras on it, as storyboard.GroundPlan has it. Lengths on it are hundredths of
// its width.
type PrintedPlan struct {
	Key, Title, Note string // plans with one key have one picture
	Picture          []byte // JPEG, nil for a plain square
	Shape            float64
	North            *float64 // degrees clockwise from the top, nil where nobody said
	Bar, BarPart     float64  // a length in metres and as a part of the width, 0 where nobody measured
	Signs            []PrintedSign
	Cameras          []PrintedCamera
}

// PrintedSign is how a camera is drawn on a plan.
type PrintedSign struct {
	X, Y, Dot              float64
	Wedge                  [3][2]float64
	Label                  string
	LabelX, LabelY         float64
	LabelHalf, LabelRadius float64
}

// PrintedCamera is what is said of a camera beside the plan.
type PrintedCamera struct {
	Number      int
	Title, Line string
	Looks       string // "looks north-east"
}

// mostTall is how high a plan may be for its width on paper.
const mostTall = 1.1

// setPlans sets the plans of a board, each on a page of its own behind the frames: one sheet from which all who
// operate a camera are told where they stand.
func (b Storyboard) setPlans(s *sheet, board PrintedBoard) {
	for _, plan := range board.Plans {
		s.pdf.AddPage()
		b.setBoardHead(s, PrintedBoard{Title: board.Title + " · plan", When: board.When})
		s.face(body, true)
		s.put(margin, s.y, s.fit(plan.Title, s.width))
		s.y += body.line + 1
		wide, high := s.width, s.width*plan.Shape
		if most := s.width * mostTall; high > most {
			wide, high = wide*most/high, most
		}
		s.setPlan(margin+(s.width-wide)/2, s.y, wide, plan)
		s.y += high + 3
		s.setPlanWords(plan)
		s.setCameras(plan)
	}
}

// setPlanWords sets what is to be known to read a plan.
func (s *sheet) setPlanWords(plan PrintedPlan) {
	north := "North is up."
	if len(plan.Picture) > 0 && plan.North == nil {
		north = "Nobody said where north is: the top is taken for it."
	}
	if plan.North != nil && *plan.North != 0 {
		north = fmt.Sprintf("North lies %.0f° clockwise from the top.", *plan.North)
	}
	s.face(small, false)
	for _, line := range s.wrap(joined(" ", north, plan.Note), s.width) {
		if s.y+small.line > s.bottom {
			return
		}
		s.put(margin, s.y, line)
		s.y += small.line
	}
	s.y += 2
}

// setCameras sets one line for each camera, as far as there is room; what there is none for is counted.
func (s *sheet) setCameras(plan PrintedPlan) {
	for i, c := range plan.Cameras {
		if left := len(plan.Cameras) - i; s.y+2*body.line > s.bottom && left > 1 {
			s.face(small, false)
			s.put(margin, s.y, fmt.Sprintf("and %d more", left))
			return
		}
		s.face(body, true)
		s.put(margin, s.y, strconv.Itoa(c.Number))
		s.put(margin+8, s.y, s.fit(c.Title, s.width*0.5))
		s.face(small, false)
		s.putRight(margin+s.width, s.y+0.5, s.fit(joined(" · ", c.Line, c.Looks), s.width*0.4))
		s.y += body.line + 0.5
	}
}

// setPlan sets a plan with its upper left corner at x and y.
func (s *sheet) setPlan(x, y, wide float64, plan PrintedPlan) {
	unit, high := wide/100, wide*plan.Shape
	s.pdf.ClipRect(x, y, wide, high, false)
	if len(plan.Picture) > 0 {
		s.setImage("plan"+plan.Key, "JPG", plan.Picture, x, y, wide, high)
	} else {
		s.pdf.SetDrawColor(216, 211, 202)
		s.pdf.SetLineWidth(0.15)
		for i := 1; i < 4; i++ {
			part := float64(i) / 4
			s.pdf.Line(x+part*wide, y, x+part*wide, y+high)
			s.pdf.Line(x, y+part*high, x+wide, y+part*high)
		}
	}
	for _, sign := range plan.Signs {
		s.setWedge(x, y, unit, sign)
	}
	for _, sign := range plan.Signs {
		s.setSign(x, y, unit, sign)
	}
	s.pdf.ClipEnd()
	s.setBar(x, y+high, wide, plan)
	s.setNorth(x+wide, y, unit, plan)
	s.pdf.SetTextColor(0, 0, 0)
	s.pdf.SetDrawColor(0, 0, 0)
	s.pdf.SetLineWidth(0.25)
	s.pdf.Rect(x, y, wide, high, "D")
}

func (s *sheet) setWedge(x, y, unit float64, sign PrintedSign) {
	s.pdf.SetAlpha(0.5, "Normal")
	s.pdf.SetFillColor(240, 150, 20)
	s.pdf.MoveTo(x+sign.Wedge[0][0]*unit, y+sign.Wedge[0][1]*unit)
	for _, p := range sign.Wedge[1:] {
		s.pdf.LineTo(x+p[0]*unit, y+p[1]*unit)
	}
	s.pdf.ClosePath()
	s.pdf.DrawPath("F")
	s.pdf.SetAlpha(1, "Normal")
}

// setSign sets the point of a camera and its number, white on black in a white rim.
func (s *sheet) setSign(x, y, unit float64, sign PrintedSign) {
	const rim = 0.5
	for _, ring := range []struct {
		grey int
		wide float64
	}{{255, rim}, {30, 0}} {
		s.pdf.SetFillColor(ring.grey, ring.grey, ring.grey)
		s.pdf.Circle(x+sign.X*unit, y+sign.Y*unit, (sign.Dot+ring.wide)*unit, "F")
		if sign.Label != "" {
			half, r := (sign.LabelHalf+ring.wide)*unit, (sign.LabelRadius+ring.wide)*unit
			s.pdf.RoundedRect(x+sign.LabelX*unit-half, y+sign.LabelY*unit-r, 2*half, 2*r, r, "1234", "F")
		}
	}
	if sign.Label == "" {
		return
	}
	points := 3.6 * unit / 0.3528 // 0.3528 mm is a point
	s.face(size{points, 0}, true)
	s.pdf.SetTextColor(255, 255, 255)
	s.putMid(x+sign.LabelX*unit, y+sign.LabelY*unit, sign.Label)
	s.pdf.SetTextColor(0, 0, 0)
}

// setBar sets the scale of a plan into its lower left corner.
func (s *sheet) setBar(x, bottom, wide float64, plan PrintedPlan) {
	if plan.Bar <= 0 || wide < 60 {
		return
	}
	long := plan.BarPart * wide
	s.pdf.SetFillColor(255, 255, 255)
	s.pdf.Rect(x+2, bottom-8, long+4, 6.5, "F")
	s.pdf.SetFillColor(30, 30, 30)
	s.pdf.Rect(x+4, bottom-3.4, long, 0.8, "F")
	s.face(small, true)
	s.put(x+4, bottom-7.6, strconv.FormatFloat(plan.Bar, 'g', -1, 64)+" m")
}

// setNorth sets an arrow to north into the upper right corner.
func (s *sheet) setNorth(right, y, unit float64, plan PrintedPlan) {
	if plan.North == nil || unit < 0.6 {
		return
	}
	x, y := right-7.5, y+7.5
	sin, cos := math.Sincos(*plan.North * math.Pi / 180)
	at := func(along, aside float64) (float64, float64) {
		return x + along*sin + aside*cos, y - along*cos + aside*sin
	}
	s.pdf.SetFillColor(255, 255, 255)
	s.pdf.Circle(x, y, 5.5, "F")
	s.pdf.SetFillColor(30, 30, 30)
	s.pdf.MoveTo(at(3.4, 0))
	for _, p := range [][2]float64{{-2.4, -1.7}, {-1.4, 0}, {-2.4, 1.7}} {
		s.pdf.LineTo(at(p[0], p[1]))
	}
	s.pdf.ClosePath()
	s.pdf.DrawPath("F")
	s.face(small, true)
	tx, ty := at(4.4, 0)
	s.pdf.SetTextColor(30, 30, 30)
	s.putMid(tx, ty-small.line/2, "N")
}
