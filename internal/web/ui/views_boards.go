package ui

import (
	"strconv"

	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/storyboard"
)

// FrameView is a frame as a card, on its own page and in the presentation.
type FrameView struct {
	ID      string
	Number  int    // on its board, from 1
	Name    string // its title, or what stands for it
	Titled  bool   // somebody gave it a title
	Alt     string // for whoever cannot see it
	Image   string // address of a small image, "" where there is nothing to see
	Large   string // address of a large one
	Inked   bool   // nothing but a drawing: it may be shown dark
	Line    string // "CU · low angle · 35 mm"
	Note    string
	Sound   string
	Plan    *StandView // where its camera stands, nil where nobody said
	URL     string
	DrawURL string
}

// BoardView is a board as a row of small images.
type BoardView struct {
	Key    string // id of the moment, or "loose"
	Title  string
	Kind   story.Kind // "" for the loose frames
	When   string     // "Day 4 · Tue 12 May"
	URL    string
	Closed bool
	Lost   bool // the moment is no more
	Frames []FrameView
}

// BoardsView is every board of the production.
type BoardsView struct {
	Sentence  string
	Treatment TreatmentView
	Boards    []BoardView
	New       Field // moments without a board
	NewURL    string
	AllPDF    string
	Places    string // address of the plans of places
	Untied    int    // how many of these have lost their place
}

// BoardPageView is one board with what can be done to it.
type BoardPageView struct {
	Board     BoardView
	Moment    string // address of the moment, "" for none that may be opened
	Trace     string // address of where the board came from and what it became, "" for none
	Treatment []Fact
	Looks     []LookView
	Add       string // address that takes pictures and what is new
	Draw      string // address that adds an empty frame to draw on
	Prints    []Option
	Zip       string
	Present   string
	Plan      string   // address of the plans with all cameras, "" where none stands anywhere
	Keep      []string // addresses that the plans need without a connection
}

// FramePageView is one frame with what can be done to it.
type FramePageView struct {
	Board   BoardView
	Frame   FrameView
	Form    StoryForm
	Framing []Field // size, angle, movement, lens
	Lists   []WordList
	Spot    SpotForm
	Move    MoveForm
	Picture string // address that takes a picture
	HasPic  bool
	Trace   *TraceView
	History []HistoryView
}

// BoardLink is what the page of a moment says of its board.
type BoardLink struct {
	URL    string
	Frames []FrameView
}

// LookView is a picture of how it is to look.
type LookView struct {
	URL     string
	Caption string
	Remove  string // address to POST to for taking it out
}

// WordList is what a field offers; other words are welcome.
type WordList struct {
	ID    string
	Words []Option
}

// DrawView is a frame under the pen.
type DrawView struct {
	Board   BoardView
	Frame   FrameView
	Base    string
	Over    string // address of the drawing, "" for none
	Drawing string // address of the document
	Picture string // address of the picture below, "" for none
	Onion   string // address of the frame before, "" for the first
	Sync    string
	Before  string // address to draw the frame before, "" for none
	After   string
	Fields  []Field
	Lists   []WordList
	Spot    SpotForm
	Save    string // address that takes the fields as a form
}

// Done is where somebody goes who has drawn enough.
func (v DrawView) Done() string {
	if v.Frame.ID == "" {
		return v.Board.URL
	}
	return v.Board.URL + "#frame-" + v.Frame.ID
}

// inks and tips are what is on the desk.
var inks = []Option{{"#1d1b19", "Ink"}, {"#8c8373", "Pencil"}, {"#b3211f", "Red"}, {"#c07a12", "Amber"}, {"#2f5fa3", "Blue"}}

var tips = []Option{{"4", "Fine"}, {"9", "Medium"}, {"22", "Broad"}, {"60", "Wash"}}

// sheetSize is the shape of the paper.
func sheetSize() (wide, high string) {
	return strconv.Itoa(storyboard.SheetWidth), strconv.Itoa(storyboard.SheetHeight)
}

func sheetWide() string { w, _ := sheetSize(); return w }
func sheetHigh() string { _, h := sheetSize(); return h }
