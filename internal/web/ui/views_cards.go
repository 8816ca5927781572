package ui

import (
	"fmt"
	"math"

	"github.com/a-h/templ"

	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/medium"
)

// CardsView is the log of the unit's cards. The state is in the query: state.
type CardsView struct {
	Sentence string // "3 cards full, 1 not safe yet."
	States   []Tab
	Runs     CardRunsView
	Days     []CardDay
	Filtered bool
	AllURL   string
	Due      []DueCopyView // copies that are to be proven again
	Rules    *CardForm     // what is wanted of copies, nil for whoever may not say
	Copy     *CopyForm     // for the owner of the installation, nil for anybody else
	New      CardForm
	Register CardForm
}

// CardDay are the cards of one day.
type CardDay struct {
	Key   string // date
	Title string // "Day 4 · Thu 7 May"
	Text  string // "3 cards, 1 not safe yet"
	Cards []CardView
}

// CardView is a card as the log shows it.
type CardView struct {
	ID       string
	URL      string
	Name     string
	Day      string
	Camera   string
	Operator string
	Medium   string
	Size     string // what is on it, else what goes on it: "128 GB"
	State    cardlog.State
	Verdict  string // "Safe to format: two verified copies"
	Why      []string
	Reason   string // why it was formatted before it was safe
	Said     string // "formatted by Ada, Thu 7 May, 22:10"
	Twin     string
}

// chip is a state in a word or two.
func (v CardView) chip() string { return StateWord(v.State) }

// StateWord is a state of a card in words.
func StateWord(s cardlog.State) string {
	switch s {
	case cardlog.StateInUse:
		return "in use"
	case cardlog.StateFull:
		return "full"
	case cardlog.Copying:
		return "copying"
	case cardlog.Verified:
		return "not safe yet"
	case cardlog.Safe:
		return "safe"
	case cardlog.StateFormatted:
		return "formatted"
	}
	return string(s)
}

// CardRunsView are the offloads on the server's machine that are not over, or ended without their card being safe.
type CardRunsView struct {
	ID   string // of the element
	Runs []CardRunView
	URL  string // that gives this part alone, "" for the page itself
}

// CardRunView is one offload.
type CardRunView struct {
	ID        string
	Name      string
	Text      string // "3 of 12 files, 1.2 of 4.8 GB, 180 MB/s, 2 min left"
	Going     bool
	Failed    string // why it ended, "" while it goes
	Problems  []string
	Lanes     []LaneView
	CancelURL string
	GoOnURL   string
}

// LaneView is how far one copy is.
type LaneView struct {
	Title       string // "Copy 1: /media/raid"
	Done, Total int64
	Text        string // "written 80 %, read back 60 %"
	Bad         bool
}

// CopyForm starts an offload. Field names in the POST: source, source_path, to (several), to_path, name, day, camera,
// medium, operator, folder, names, verify, bring, back.
type CopyForm struct {
	Action  string
	Preview string // address of the same form that only shows the names
	Names   *CopyNames
	Brings  bool // a tick says whether the copy goes into the library
	Bring   bool
	Sources []PlaceView
	Targets []PlaceView
	Fields  []Field
	Source  Field // another folder
	To      Field // another folder
	Where   string
	Error   string
}

// CopyNames is where copies are going to lie.
type CopyNames struct {
	Copies  []CopyName
	Problem string // why that cannot be said yet
}

// CopyName is where one copy is going to lie.
type CopyName struct {
	Path string
	Here bool // something of that name is there
}

// PlaceView is a volume to choose.
type PlaceView struct {
	Path   string
	Name   string
	Text   string // "exfat, 128 GB, 3 GB free"
	Chosen bool
}

// CardForm logs a card, changes one or registers a receipt.
type CardForm struct {
	Action string
	Base   string
	Save   string
	Fields []Field
	Error  string
	Open   bool
}

// CardPageView is a card with all that is known of it.
type CardPageView struct {
	Card     CardView
	Facts    []Fact
	Run      CardRunsView
	Proofs   ProofsView
	Receipts []ReceiptView
	Form     CardForm
	Marks    []CardMark
	Again    string // address to POST to for a new roll, "" where that is not possible
	Formats  bool   // a form asks for the reason of formatting before it is safe
	Remove   string
	History  []HistoryView
	Library  string // what of it is in the library, in words, "" where that is nothing
	Shows    string // the library, with the card alone
	Bring    string // address to POST to that brings its copy into the library, "" where that is not possible
}

// DueCopyView is a copy that was not proven for long.
type DueCopyView struct {
	Name, URL, Text string // "A001", its page, "last proven Thu 7 May, copy 1"
}

// ProofsView are the copies of a card and what came of reading them again. Fields of the POST to Prove: path, deep, back.
type ProofsView struct {
	Places []ProofPlace
	Runs   []ProofView
	Prove  string // address to POST to, "" for whoever may not
	Where  string // below which folders copies can be read here
}

// ProofPlace is one copy.
type ProofPlace struct {
	Title, Path, Text string
	Overdue           bool
}

// ProofView is one reading of a copy.
type ProofView struct {
	Title, Path, Text string
	Good, Going       bool
	Done, Total       int64
	Names             []ProblemView
	CancelURL         string
	GoOnURL           string
}

// CardMark is one thing that can be said of a card.
type CardMark struct {
	Mark string
	Text string
	Go   bool // it is the next step
}

// ReceiptView is what an offload came to.
type ReceiptView struct {
	ID        string
	Title     string // "Thu 7 May, 21:40: 2 copies"
	Facts     []Fact
	Copies    []CopyView
	Problems  []ProblemView
	More      int // problems that are in the document alone
	Whole     bool
	JSON, PDF string
	Remove    string
}

// CopyView is one copy.
type CopyView struct {
	Title string // "Copy 1"
	Path  string // "" for whoever may not know
	Text  string // "12 of 12 files proven"
	MHL   string
	Good  bool
}

// ProblemView is a problem of an offload.
type ProblemView struct {
	Path, Where, Text string
	Mended            bool
}

// Bytes is a number of bytes as drives are sold: "4.8 GB".
func Bytes(n int64) string { return medium.Words(n) }

// Duration is a length of time as one waits for it: "40 s", "2 min", "1 h 10 min".
func Duration(seconds float64) string {
	switch s := int(math.Ceil(seconds)); {
	case s < 90:
		return fmt.Sprintf("%d s", s)
	case s < 90*60:
		return fmt.Sprintf("%d min", (s+59)/60)
	default:
		return fmt.Sprintf("%d h %d min", s/3600, s%3600/60)
	}
}

// liveRuns are the attributes of the part that shows how far offloads are: it asks for itself alone.
func liveRuns(p Page, v CardRunsView) templ.Attributes {
	attrs := live(p, v.ID, "copying", "tasks")
	if p.Live != "" && v.URL != "" {
		attrs["hx-get"] = v.URL
	}
	return attrs
}
