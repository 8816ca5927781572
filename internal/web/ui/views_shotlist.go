package ui

import (
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/story"
)

// ShotlistView is the BTS unit's shot list. Filters are in the query: day, moment, arc, status, priority, medium, q.
type ShotlistView struct {
	Sentence  string // "9 of 14 musts are got; 2 are missed."
	Treatment TreatmentView
	Statuses  []Tab
	Status    string // kept in the filter form
	Selects   []Field
	Query     string
	Moment    string // title of the moment that the list is of alone, "" for all
	MomentID  string
	Groups    []ShotGroup
	Filtered  bool
	AllURL    string
	Files     []DayLink // the list as it is filtered, as files
	New       ShotForm
	Suggest   Field // moments without shots
	Empty     bool  // nobody has written any shot
	Kept      *SavedViews
	Bulk      []BulkSet // what can be set for all shots that are picked; none for whoever may not
}

// BulkSet is a field that can be set for all rows that are picked: do in the POST is its name.
type BulkSet struct {
	Field
	Words string // of the button
}

// ShotGroup are shots that matter alike.
type ShotGroup struct {
	Title string // "Must"
	Key   string // "must"
	Shots []ShotView
	Open  int
}

// ShotView is a shot as rows and its own page show it.
type ShotView struct {
	ID        string
	Title     string
	Note      string
	How       string // "CU · low angle · 85 mm · stills"
	Medium    string // in words
	Sound     string
	Weight    shotlist.Priority
	Reason    string // why it matters so much
	ByHand    bool   // somebody said how much
	Status    shotlist.Status
	Proof     string
	Why       string // it was missed
	Moment    string // title of its moment, "" for none
	MomentURL string
	Kind      story.Kind
	Scene     string
	Arc       Arc
	Beat      string
	BeatURL   string
	When      string // "Day 4 · Thu 7 May", "Any day"
	Time      string
	Place     string
	Team      []string
	Booked    bool
	Closed    bool // the reader may know no more than that it is there
}

// ShotForm is the form that adds or changes a shot. Field names in the POST: title, moment, on, size, angle, movement, lens,
// medium, priority, sound, note, base, back.
type ShotForm struct {
	Action string
	Base   string
	Save   string
	Title  Field
	Moment Field
	On     Field   // the day that somebody wants it on
	Frame  []Field // size, angle, movement, lens
	How    []Field // medium, priority
	Texts  []Field // sound, note
	Error  string
	Open   bool
}

// ShotPageView is a shot with what can be done to it.
type ShotPageView struct {
	Trace   *TraceView
	Shot    ShotView
	Form    ShotForm
	Move    MoveForm
	History []HistoryView
}

// ShotsSection is the part of a moment's page, or of a day's, that shows shots; nil for whoever may not see the list.
type ShotsSection struct {
	Title   string // "Shots", "Today's shots"
	Text    string // "2 of 3 musts are got"
	Shots   []ShotView
	URL     string // of the list with these alone
	Moment  string // id of the moment that more can be suggested for, "" for none
	Lines   []Fact // of the treatment, how it is to look and sound
	Suggest bool   // more can be suggested
}

// ShotFileView is what a table that came in would do to the list, or why it cannot be taken in.
type ShotFileView struct {
	Name    string
	Content string // of the file, in base64: sent back to take it in
	Added   []ShotFileRow
	Changed []ShotFileRow
	Same    int
	Wrong   []string // what cannot be taken in, each with its row and what to do
}

// ShotFileRow is what one row does.
type ShotFileRow struct {
	Line  int
	Title string
	Lines []HistoryLine
}

// sentence says what the table would do.
func (v ShotFileView) sentence() string {
	switch {
	case len(v.Wrong) > 0:
		return "Nothing was taken in. Mend this in the table and choose it again."
	case len(v.Added)+len(v.Changed) == 0:
		return "The table says what the list says: nothing would change."
	}
	return count(len(v.Added), "shot is new", "shots are new") + ", " + count(len(v.Changed), "changes", "change") + ", " + count(v.Same, "stays as it is", "stay as they are") + "."
}

// NewShotForm is a form with every field named and explained; set Value of what is known. prefix keeps ids apart when
// two forms stand on one page.
func NewShotForm(action, save, prefix string) ShotForm {
	id := func(name string) string { return prefix + "-" + name }
	f := ShotForm{
		Action: action, Save: save,
		Title:  Field{ID: id("title"), Name: "title", Label: "What is to be seen", Hint: "For example: faces that watch", Required: true},
		Moment: Field{ID: id("moment"), Name: "moment", Label: "Of the moment"},
		On:     Field{ID: id("on"), Name: "on", Label: "On the day"},
		Frame: []Field{
			{ID: id("size"), Name: "size", Label: "Size", List: "framing-sizes"}, {ID: id("angle"), Name: "angle", Label: "Angle", List: "framing-angles"},
			{ID: id("movement"), Name: "movement", Label: "Movement", List: "framing-movements"}, {ID: id("lens"), Name: "lens", Label: "Lens"},
		},
		How: []Field{
			{ID: id("medium"), Name: "medium", Label: "Shot with"},
			{ID: id("priority"), Name: "priority", Label: "How much it matters", Options: PriorityOptions()},
		},
		Texts: []Field{
			{ID: id("sound"), Name: "sound", Label: "Sound", Hint: "What is to be heard"},
			{ID: id("note"), Name: "note", Label: "Note", Hint: "Where to stand, whom to ask", Lines: 3},
		},
	}
	for _, m := range shotlist.Media {
		f.How[0].Options = append(f.How[0].Options, Option{string(m), m.Title()})
	}
	return f
}

// PriorityOptions are the priorities that somebody can set by hand.
func PriorityOptions() []Option {
	options := []Option{{"", "As what is owed says"}}
	for _, p := range shotlist.Priorities {
		options = append(options, Option{string(p), weightWord(p)})
	}
	return options
}

// All are the fields of the form.
func (f *ShotForm) All() []*Field {
	fields := []*Field{&f.Title, &f.Moment, &f.On}
	for _, list := range [][]Field{f.Frame, f.How, f.Texts} {
		for i := range list {
			fields = append(fields, &list[i])
		}
	}
	return fields
}

// framingWords are the words of the trade for a field.
func framingWords(words []framing.Word) []Option {
	var out []Option
	for _, w := range words {
		out = append(out, Option{w.Key, w.Title})
	}
	return out
}

// weightWord is a priority as a word beside a shot.
func weightWord(p shotlist.Priority) string {
	switch p {
	case shotlist.Must:
		return "Must"
	case shotlist.Should:
		return "Should"
	}
	return "Nice to have"
}

// shotGroupWords say how much of a group is open.
func shotGroupWords(g ShotGroup) string {
	if g.Open == 0 {
		return count(len(g.Shots), "shot", "shots") + ", none open"
	}
	if g.Open == len(g.Shots) {
		return count(len(g.Shots), "shot", "shots")
	}
	return count(len(g.Shots), "shot", "shots") + ", " + number(g.Open) + " open"
}

// shorter is a text as a row shows it.
func shorter(text string) string {
	const most = 140
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	return string(letters[:most-1]) + "…"
}
