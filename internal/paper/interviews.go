package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// Interviews are the talks of a production.
type Interviews struct {
	Interviews []Talk        `json:"interviews"` // by what is to come first
	Proposed   []LooseMoment `json:"proposed"`   // talks that nobody has made a sheet for
	Total      TalkTotal     `json:"total"`
	Base       int64         `json:"base"` // the state of what is written: send it back with a change
}

// TalkTotal is what talks come to.
type TalkTotal struct {
	Talks     int    `json:"talks"`
	Recorded  int    `json:"recorded"`   // seconds
	UsedLeast int    `json:"used_least"` // seconds
	UsedMost  int    `json:"used_most"`  // seconds
	Words     string `json:"words"`
	Source    string `json:"source"` // of the rule of thumb
}

// Talk is one talk.
type Talk struct {
	ID      string       `json:"id"`
	Moment  string       `json:"moment"`
	Person  string       `json:"person"`
	Role    string       `json:"role"`
	Craft   string       `json:"craft"`
	About   string       `json:"about"`
	Beats   []string     `json:"beats"`
	Minutes int          `json:"minutes"`
	Yield   int          `json:"yield"` // minutes that are used, 0 for the rule of thumb
	Quiet   string       `json:"quiet"`
	Care    string       `json:"care"`
	Release string       `json:"release"`
	Status  string       `json:"status"`
	Note    string       `json:"note"`
	Booking *TalkBooking `json:"booking"` // null while the plan has none
	Asked   int          `json:"question_count"`
	Done    int          `json:"asked_count"`
	Closed  bool         `json:"closed"` // no more may be known of it
}

// TalkBooking is when and where the plan has a talk.
type TalkBooking struct {
	Start  string   `json:"start"`
	End    string   `json:"end"`
	Day    int      `json:"day"` // shoot day number, 0 for a day without shooting
	Place  string   `json:"place"`
	Team   []string `json:"team"`
	Broken string   `json:"broken"` // why the newest papers do not allow it any more
}

// TalkSheet is a talk with what is asked.
type TalkSheet struct {
	Talk
	Reminder   string          `json:"reminder"`
	Questions  []AskedQuestion `json:"questions"`
	Suggested  []Suggestion    `json:"suggested"`
	Free       []FreeDay       `json:"free"`
	Invitation Invitation      `json:"invitation"`
	Base       int64           `json:"base"`
}

// Invitation is the letter to somebody.
type Invitation struct {
	Subject string `json:"subject"`
	Text    string `json:"text"`
	Email   string `json:"email"` // "" unknown, or not for whoever asks
	Phone   string `json:"phone"`
}

// AskedQuestion is a question of a sheet.
type AskedQuestion struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Begin  string `json:"begin"` // how the answer begins, so that it contains the question
	Follow string `json:"follow"`
	From   string `json:"from"` // id of the question of the bank, "" for one of its own
	Scene  string `json:"scene"`
	Done   bool   `json:"done"`
	Answer string `json:"answer"`
	Wish   bool   `json:"wish"` // what a beat wants said, not a question
}

// Suggestion is a question that fits a talk.
type Suggestion struct {
	Key    string `json:"key"`
	Group  string `json:"group"`
	Text   string `json:"text"`
	Begin  string `json:"begin"`
	Follow string `json:"follow"`
	Scene  string `json:"scene"`
	Wish   bool   `json:"wish"` // what a beat wants said, not a question
}

// FreeTimes are when somebody could talk.
type FreeTimes struct {
	Days []FreeDay `json:"days"`
}

// FreeDay is a day of somebody.
type FreeDay struct {
	Date string     `json:"date"`
	Day  int        `json:"day"` // shoot day number, 0 for a day without shooting
	Note string     `json:"note"`
	Busy []BusySpan `json:"busy"`
	Free []FreeSpan `json:"free"`
}

// BusySpan is a time on set.
type BusySpan struct {
	Start string `json:"start"`
	End   string `json:"end"`
	Scene string `json:"scene"`
}

// FreeSpan is a time at which somebody could talk.
type FreeSpan struct {
	Start     string `json:"start"`
	End       string `json:"end"`
	Kind      string `json:"kind"`
	Why       string `json:"why"`
	Worth     int    `json:"worth"` // percent of a talk that nothing disturbs
	Noise     string `json:"noise"`
	Location  string `json:"location"`
	Estimated bool   `json:"estimated"`
}

// QuestionBank is what could be asked.
type QuestionBank struct {
	Reminder string      `json:"reminder"`
	Crafts   []BankCraft `json:"crafts"`
	Base     int64       `json:"base"`
}

// BankCraft is a group of the bank.
type BankCraft struct {
	Key       string         `json:"key"`
	Name      string         `json:"name"`
	General   bool           `json:"general"` // for everybody
	Questions []BankQuestion `json:"questions"`
}

// BankQuestion is a question of the bank.
type BankQuestion struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Begin  string `json:"begin"`
	Follow string `json:"follow"`
	Gone   bool   `json:"gone"` // taken out of the bank of this production
}

// NewInterviews makes the document of the talks.
func NewInterviews(all office.Interviews, zone *time.Location) Interviews {
	doc := Interviews{Interviews: []Talk{}, Proposed: []LooseMoment{}, Base: all.Base, Total: TalkTotal{
		Talks: all.Total.Talks, Recorded: all.Total.Minutes * 60, UsedLeast: all.Total.Least * 60, UsedMost: all.Total.Most * 60,
		Words: all.Total.Words(), Source: interview.RuleOfThumb().Source,
	}}
	for _, t := range all.Talks {
		doc.Interviews = append(doc.Interviews, newTalk(t, zone))
	}
	for _, m := range all.Proposed {
		doc.Proposed = append(doc.Proposed, looseMoment(m))
	}
	return doc
}

func newTalk(t office.Talk, zone *time.Location) Talk {
	out := Talk{
		ID: string(t.ID), Moment: string(t.Moment), Person: t.Person, Role: t.Role, Craft: t.Craft, About: t.About, Beats: []string{}, Minutes: t.Minutes,
		Yield: t.Yield, Quiet: t.Quiet, Care: t.Care, Release: string(t.Release), Status: string(t.Status), Note: t.Note, Asked: t.Asked, Done: t.Done, Closed: t.Closed,
	}
	for _, b := range t.Beats {
		out.Beats = append(out.Beats, string(b))
	}
	if b := t.Booking; b != nil {
		out.Booking = &TalkBooking{stamp(b.Date, b.Start, zone), stamp(b.Date, b.End, zone), b.Day, b.Place, list(b.Team), b.Broken}
	}
	return out
}

// NewTalkSheet makes the document of a sheet.
func NewTalkSheet(s office.TalkSheet, zone *time.Location) TalkSheet {
	doc := TalkSheet{Talk: newTalk(s.Talk, zone), Reminder: interview.Reminder(), Questions: []AskedQuestion{}, Suggested: []Suggestion{}, Free: newFreeDays(s.Free, zone),
		Invitation: Invitation{s.Subject, s.Letter, s.Email, s.Phone}, Base: s.Base}
	for _, q := range s.Questions {
		doc.Questions = append(doc.Questions, AskedQuestion{string(q.ID), q.Text, q.Begin, q.Follow, string(q.From), q.Scene, q.Done, q.Answer, q.Wish()})
	}
	for _, q := range s.Suggested {
		doc.Suggested = append(doc.Suggested, Suggestion{q.Key, q.Group, q.Question.Text, q.Question.Begin, q.Question.Follow, q.Scene, q.Question.Wish()})
	}
	return doc
}

// NewFreeTimes makes the document of free times.
func NewFreeTimes(days []story.FreeDay, zone *time.Location) FreeTimes {
	return FreeTimes{newFreeDays(days, zone)}
}

func newFreeDays(days []story.FreeDay, zone *time.Location) []FreeDay {
	out := []FreeDay{}
	for _, d := range days {
		day := FreeDay{Date: string(d.Date), Day: d.Day, Note: d.Note, Busy: []BusySpan{}, Free: []FreeSpan{}}
		for _, b := range d.Busy {
			scene := b.Scene
			if b.Closed {
				scene = "closed"
			}
			day.Busy = append(day.Busy, BusySpan{stamp(d.Date, b.Start, zone), stamp(d.Date, b.End, zone), scene})
		}
		for _, f := range d.Free {
			day.Free = append(day.Free, FreeSpan{stamp(d.Date, f.Start, zone), stamp(d.Date, f.End, zone), string(f.Kind), f.Why, f.Worth, f.Noise, production.CalmName(f.Location), f.Estimated})
		}
		out = append(out, day)
	}
	return out
}

// NewQuestionBank makes the document of the bank, of one craft or, for "", of all.
func NewQuestionBank(bank office.QuestionBank, craft string) QuestionBank {
	doc := QuestionBank{Reminder: interview.Reminder(), Crafts: []BankCraft{}, Base: bank.Base}
	for _, c := range interview.Crafts() {
		if craft != "" && craft != c.Key {
			continue
		}
		group := BankCraft{Key: c.Key, Name: c.Name, General: interview.General(c.Key), Questions: []BankQuestion{}}
		for _, q := range bank.Questions {
			if q.Craft == c.Key {
				group.Questions = append(group.Questions, BankQuestion{string(q.ID), q.Text, q.Begin, q.Follow, q.Gone})
			}
		}
		doc.Crafts = append(doc.Crafts, group)
	}
	return doc
}
