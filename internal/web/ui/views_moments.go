package ui

import (
	"fmt"

	"github.com/btsdirector/bts/internal/story"
)

// MomentView is a moment as cards, rows and its own page show it.
type MomentView struct {
	ID        string
	Title     string
	Kind      story.Kind
	Scene     string // number, "" for none
	SceneURL  string
	Score     int // 0 to 100
	Status    story.Status
	ByHand    bool
	Gone      bool   // the evidence is no longer in script or schedule
	MustHave  bool   // promised
	Closed    bool   // every window is on a closed set
	When      string // best window's day: "Day 4 · Thu 7 May", "No day yet"
	Time      string // "14:10–15:40", with ~ when estimated
	Place     string
	OtherDays int          // further windows
	Line      *DayLineView // the day of the best window, nil for none
	Reasons   []ReasonView
	Arc       Arc
	Team      string // "1 video, 1 stills"
	Minutes   int
	Covered   string // what the newest plan says: "Ada and Jun, day 4, 14:10", "" where there is no plan
	Uncovered string // why the newest plan leaves it out, "" when covered or no plan
	Note      string
	Kept      string // what a person changed: "Title and score set by hand"
}

// ReasonView is one reason, with its share of the score and where it stands.
type ReasonView struct {
	Text   string
	Points int    // negative when it speaks against
	Where  string // "scene 21, line 640", "" unknown
	URL    string // of the scene, "" for none
}

// WindowView is one chance to cover a moment.
type WindowView struct {
	When    string // "Day 4 · Thu 7 May"
	Time    string
	Place   string
	Worth   int // percent of full value
	Closed  bool
	People  string // "2 BTS people allowed", "" when nobody said
	Chosen  bool   // the plan covers it here
	DayURL  string
	Outline *DayLineView
}

// MomentsView is the page of all moments. Filters are in the query: kind, status, arc, day, told, q, sort, view.
type MomentsView struct {
	Sentence string // "44 moments: 31 proposed, 11 confirmed, 2 dismissed."
	Statuses []Tab
	Kinds    []Option // for the filter, first "" for all
	Kind     string
	Arcs     []Option // for the filter, first "" for all
	Arc      string
	Days     []Option // dates with chances, first "" for all
	Day      string
	Tolds    []Option // whether they tell a beat; none for whoever may not see the story
	Told     string
	Sorts    []Option // "score", "day", "scene"
	Sort     string
	Status   string // kept in the filter form
	Query    string
	Cards    bool // view=cards; otherwise rows
	RowsURL  string
	CardsURL string
	Moments  []MomentView
	Finding  *TaskView // finding moments runs
	HasFacts bool      // a script or schedule was imported
	Filtered bool      // something is filtered away
	AllURL   string    // without filters
	New      MomentForm
	Bulk     BulkView
	Kept     *SavedViews
}

// BulkView is what can be chosen for all rows that are picked. Field names in the POST: id (each), do (confirm,
// dismiss, must, arc, tie), arc, beat, back.
type BulkView struct {
	Arc   Field
	Beats []MoveTarget // by arc; none for whoever may not tie
}

// MomentPageView is one moment with everything known about it.
type MomentPageView struct {
	Moment  MomentView
	Windows []WindowView
	Form    MomentForm
	Story   *StoryTie // nil for whoever may not see the story
	Shots   *ShotsSection
	Trace   *TraceView
	Board   *BoardLink
}

// MomentForm is the form that adds or changes a moment. Field names in the POST: title, kind, scene,
// score, date, start, end, place, minutes, team_<skill> (a number each), person, arc, last_date,
// must_have (on), note, back.
type MomentForm struct {
	Action  string // URL to POST to
	Save    string // words of the button
	Title   Field
	Kind    Field
	Scene   Field
	Score   Field
	Date    Field
	Start   Field
	End     Field
	Place   Field
	Minutes Field
	Team    []Field
	Person  Field
	Arc     Field
	Last    Field
	Must    bool
	Note    Field
	Error   string // sentence above the form when something was wrong
	Open    bool   // shown unfolded
}

// NewMomentForm is a form with every field named and explained; set Value and Error of what is known.
// prefix keeps ids apart when two forms stand on one page.
func NewMomentForm(action, save, prefix string) MomentForm {
	id := func(name string) string { return prefix + "-" + name }
	f := MomentForm{
		Action: action, Save: save,
		Title:   Field{ID: id("title"), Name: "title", Label: "What happens", Hint: "For example: the lamp is lit for real", Required: true},
		Kind:    Field{ID: id("kind"), Name: "kind", Label: "Kind", Options: KindOptions()},
		Scene:   Field{ID: id("scene"), Name: "scene", Label: "Scene", Narrow: true},
		Score:   Field{ID: id("score"), Name: "score", Label: "Worth, 0 to 100", Type: "number", Min: "0", Max: "100", Narrow: true},
		Date:    Field{ID: id("date"), Name: "date", Label: "Date", Type: "date"},
		Start:   Field{ID: id("start"), Name: "start", Label: "From", Type: "time", Narrow: true},
		End:     Field{ID: id("end"), Name: "end", Label: "To", Type: "time", Narrow: true},
		Place:   Field{ID: id("place"), Name: "place", Label: "Set or place"},
		Minutes: Field{ID: id("minutes"), Name: "minutes", Label: "Minutes needed", Type: "number", Min: "15", Max: "1440", Narrow: true},
		Person:  Field{ID: id("person"), Name: "person", Label: "Who is interviewed"},
		Arc:     Field{ID: id("arc"), Name: "arc", Label: "Arc"},
		Last:    Field{ID: id("last"), Name: "last_date", Label: "No use after", Type: "date"},
		Note:    Field{ID: id("note"), Name: "note", Label: "Note", Lines: 3},
	}
	for _, skill := range story.Skills {
		name := "team_" + string(skill)
		f.Team = append(f.Team, Field{ID: id(name), Name: name, Label: SkillName(string(skill)), Type: "number", Min: "0", Max: "9", Narrow: true})
	}
	return f
}

// KindOptions are all kinds of moment as choices of a form.
func KindOptions() []Option {
	options := make([]Option, len(story.Kinds))
	for i, k := range story.Kinds {
		options[i] = Option{Value: string(k), Text: k.Title()}
	}
	return options
}

// SkillName is a skill in words.
func SkillName(skill string) string {
	switch story.Skill(skill) {
	case story.Video:
		return "Video"
	case story.Stills:
		return "Stills"
	case story.TimeLapse:
		return "Time-lapse"
	case story.Interviewer:
		return "Interview"
	case story.Sound:
		return "Sound"
	}
	return skill
}

// statusWord is the moment's state as a word beside its mark.
func (m MomentView) statusWord() string {
	switch m.Status {
	case story.Confirmed:
		return "Confirmed"
	case story.Dismissed:
		return "Dismissed"
	}
	return "Proposed"
}

// worth is the score's step, 1 to 4, for the weight of the figure.
func (m MomentView) worth() string {
	switch {
	case m.Score >= 75:
		return "worth-4"
	case m.Score >= 50:
		return "worth-3"
	case m.Score >= 25:
		return "worth-2"
	}
	return "worth-1"
}

// points writes a reason's share with its sign: "+24", "−10".
func (r ReasonView) points() string {
	if r.Points < 0 {
		return fmt.Sprintf("−%d", -r.Points)
	}
	return fmt.Sprintf("+%d", r.Points)
}

// noun is "44 moments" for the heading of a list.
func (v MomentsView) noun() string { return count(len(v.Moments), "moment", "moments") }

// windowWords says what a window is worth and who may come: "Closed set: nobody from BTS enters".
func windowWords(w WindowView) string {
	if w.Closed {
		return "Closed set: nobody from BTS enters or watches a monitor."
	}
	text := "Full worth"
	if w.Worth < 100 {
		text = fmt.Sprintf("%d %% of its worth", w.Worth)
	}
	if w.People != "" {
		text += ", " + w.People
	}
	if w.Chosen {
		text += ". The plan covers it here."
	}
	return text
}
