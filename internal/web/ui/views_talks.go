package ui

import "github.com/btsdirector/bts/internal/interview"

// TalksView is the list of talks.
type TalksView struct {
	Sentence string // "6 talks, 3 h recorded, about 18–30 minutes used."
	Thumb    string // where that number comes from
	Talks    []TalkRow
	Proposed []ProposedTalk
	New      StoryForm
	Print    string // address of all sheets as a PDF, "" for none
}

// TalkRow is a talk in the list.
type TalkRow struct {
	ID      string
	Person  string
	Role    string
	When    string // "Tue 12 May, 14:10–14:40", "No time yet"
	Broken  string
	Asked   string // "3 of 8 asked"
	Status  ChoiceView
	Release ChoiceView
	Closed  bool
	URL     string
}

// ProposedTalk is a talk that the finder proposes and that has no sheet.
type ProposedTalk struct {
	ID, Title, Why, URL string
}

// ChoiceView is a state that is changed in two taps: open, choose.
type ChoiceView struct {
	Action  string // address to POST to, "" where the reader may not
	Name    string // of the field
	Label   string // "Status of the talk with Edda"
	Value   string
	Text    string
	Tone    string // "", "must", "clear" or "bad"
	Options []Option
}

// TalkPageView is the sheet of a talk.
type TalkPageView struct {
	Row       TalkRow
	About     string
	Minutes   string // "30 minutes, about 3–5 of them used"
	Quiet     string
	Care      string
	Note      string
	Tells     []NameLink // the beats that it is about
	Booking   *TalkBooking
	Moment    string // address of the moment that the plan schedules, "" for none
	Reminder  string
	Questions []AskedView
	Own       StoryForm // a question of one's own
	Suggested []SuggestedGroup
	AskURL    string
	Free      []FreeDayView
	Best      []string // the best times in words
	Unknown   bool     // the papers do not have the person
	Letter    LetterView
	Edit      StoryForm
	Beats     []TickView
	Remove    string
	Print     string
	History   []HistoryView
	Trace     *TraceView
}

// TalkBooking is when and where the plan has a talk.
type TalkBooking struct {
	Text   string // "Tue 12 May, 14:10–14:40, the tent by the harbour, Nora and Tom"
	Broken string
	Move   string // address of the calendar, "" while there is none
}

// NameLink is a name that leads somewhere.
type NameLink struct{ Text, URL string }

// TickView is a box that is ticked or not.
type TickView struct {
	Value, Text string
	On          bool
}

// AskedView is a question of the sheet.
type AskedView struct {
	ID     string
	Number int
	Text   string
	Begin  string
	Follow string
	Scene  NameLink
	Done   bool
	Wish   bool // what a beat wants said, not a question
	Answer string
	Action string // address to POST to, "" where the reader may not
	Base   string
	Edit   StoryForm
	Move   MoveForm
	Remove string
}

// askedWord is what the button says that ticks a line off, or not.
func askedWord(q AskedView) string {
	switch {
	case q.Wish && q.Done:
		return "Not said"
	case q.Wish:
		return "Said"
	case q.Done:
		return "Not asked"
	}
	return "Asked"
}

// SuggestedGroup are questions that fit a talk.
type SuggestedGroup struct {
	Name      string
	Questions []SuggestedQuestion
}

// SuggestedQuestion is one of them.
type SuggestedQuestion struct{ Key, Text, Begin string }

// FreeDayView is a day of somebody with when they could talk.
type FreeDayView struct {
	Title string
	Note  string
	Line  *DayLineView // nil for a day without shooting
	Times []FreeTimeView
}

// FreeTimeView is a time at which somebody could talk.
type FreeTimeView struct {
	Time  string
	Why   string // "between scene 9 and scene 16, at the lighthouse"
	Noise string
	Good  string // "good", "possible", "if need be"
	Tone  string
}

// LetterView is the invitation.
type LetterView struct {
	Form    StoryForm
	Written bool   // somebody wrote it; otherwise it is made from the sheet
	Action  string // address to POST to
	Mail    string // mailto address, "" where the reader may not know it
	Phone   string
}

// BankView is the question bank.
type BankView struct {
	Sentence string
	Reminder string
	Tabs     []Tab
	Crafts   []BankCraftView
	New      StoryForm
}

// BankCraftView is a group of the bank.
type BankCraftView struct {
	Key       string
	Name      string
	Questions []BankQuestionView
	Gone      []BankQuestionView // taken out
}

// BankQuestionView is a question of the bank.
type BankQuestionView struct {
	ID, Text, Begin, Follow string
	Edit                    StoryForm
	Remove, Restore         string
}

// StatusTone is how a status of a talk looks.
func StatusTone(s interview.Status) string {
	switch s {
	case interview.Agreed, interview.Done:
		return "clear"
	case interview.Declined:
		return "bad"
	case interview.Invited:
		return "must"
	}
	return ""
}

// ReleaseTone is how a state of a release looks.
func ReleaseTone(r interview.Release) string {
	switch r {
	case interview.ReleaseSigned, interview.ReleaseNone:
		return "clear"
	case interview.ReleaseRefused:
		return "bad"
	case interview.ReleaseSent:
		return "must"
	}
	return ""
}
