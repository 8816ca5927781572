package ui

import (
	"fmt"
	"strconv"

	"github.com/btsdirector/bts/internal/storyboard"
)

// wedge is what a camera looks at, from where it stands, and dot the point itself; spot.ts draws the same.
var (
	wedge = fmt.Sprintf("M0 0-%[1]g-%[2]g %[1]g-%[2]gz", storyboard.WedgeHalf, storyboard.WedgeLength)
	dot   = fmt.Sprint(storyboard.DotRadius)
)

// StandView is a place from above with cameras on it. Lengths on it are hundredths of its width.
type StandView struct {
	ID      string // of the plan, "" for the plain square
	Title   string
	Note    string
	URL     string // of the plan's own page, "" for the plain square
	Picture string // address, "" for the plain square
	High    float64
	North   *float64 // degrees clockwise from the top, nil where nobody said
	Bar     string   // "5 m", "" where nobody measured
	BarPart float64
	Signs   []SignView
	Alt     string // for whoever cannot see it
	Words   string // what is to be known to read it: "North is up. The camera looks north-east."
	Cameras []CameraRow
}

// SignView is the sign of one camera, or of several that stand alike.
type SignView struct {
	X, Y, Turn             float64
	Label                  string
	LabelX, LabelY         float64
	LabelHalf, LabelRadius float64
}

// CameraRow is what is said of a camera beside the plan.
type CameraRow struct {
	Frame FrameView
	Looks string // "looks north-east"
}

// viewBox is the drawing's own measure.
func (v StandView) viewBox() string { return "0 0 100 " + units(v.High) }

// grid are the lines of the plain square.
func (v StandView) grid() string {
	return fmt.Sprintf("M25 0v%[1]sM50 0v%[1]sM75 0v%[1]sM0 %[2]sh100M0 %[3]sh100M0 %[4]sh100", units(v.High), units(v.High/4), units(v.High/2), units(3*v.High/4))
}

// at is where the sign of the camera is put.
func (s SignView) at() string { return "translate(" + units(s.X) + " " + units(s.Y) + ")" }

// turned is how the wedge of the camera lies.
func (s SignView) turned() string { return "rotate(" + units(s.Turn) + ")" }

// north is where the arrow lies.
func (v StandView) north() string {
	return "translate(93 7) rotate(" + units(*v.North) + ")"
}

// wide is how wide the bar of the scale is.
func (v StandView) wide() string { return units(100 * v.BarPart) }

// low is a height so much above the lower edge.
func (v StandView) low(above float64) string { return units(v.High - above) }

func units(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// SpotForm is where somebody says where the camera stands.
type SpotForm struct {
	Fields []Field
	Ground *Field // the plan that it stands on, nil where there is none to choose
	Plans  string // JSON: picture, height and north of each plan by id, "" for the one of the frame's place
	Add    string // address where a plan of the place is added, "" for whoever may not
}

// GroundsView are the plans of places.
type GroundsView struct {
	Sentence string
	Lost     []GroundCard
	List     []GroundCard
	Add      *GroundForm // nil for whoever may not
	Boards   string
}

// GroundCard is one plan as a picture with its words.
type GroundCard struct {
	Name    string
	Facts   []string // "24 m wide", "north 90°"
	URL     string
	Picture string
	Wide    int // pixels
	High    int
}

// GroundForm is the form of a new plan.
type GroundForm struct {
	Action string
	Fields []Field
}

// GroundView is one plan with what can be done to it.
type GroundView struct {
	Card    GroundCard
	Plan    StandView
	Lost    bool
	Form    StoryForm
	Replace string // address that takes another picture
	Remove  string
	History []HistoryView
}

// BoardPlansView are the plans of a board with all its cameras.
type BoardPlansView struct {
	Board    BoardView
	Plans    []StandView
	Unplaced []FrameView // frames of which nobody said where the camera stands
	Images   []Option    // address and title of each plan as an image
}
