// Package interview is a talk with somebody as it is prepared and held: what it is for, what is asked, who has agreed to
// what, and the bank of questions to choose from.
package interview

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Interview is a talk with one person. Its questions are Asked, each of its own, so that two who write on one sheet
// are not in each other's way.
type Interview struct {
	ID         production.InterviewID `json:"id"`
	Moment     production.MomentID    `json:"moment"`     // what the plan schedules, "" for a talk that nobody schedules
	Person     string                 `json:"person"`     // who talks
	PersonID   production.PersonID    `json:"person_id"`  // of the main unit's papers, "" for somebody else
	Role       string                 `json:"role"`       // what the person is on this film, as people say it
	Craft      string                 `json:"craft"`      // key of a craft of the bank, "" for none
	About      string                 `json:"about"`      // what the talk is for
	Beats      []production.BeatID    `json:"beats"`      // what of the story it tells
	Minutes    int                    `json:"minutes"`    // to be recorded
	Yield      int                    `json:"yield"`      // minutes of it that will be used, 0 for the rule of thumb
	Quiet      string                 `json:"quiet"`      // where it is to be, and why there
	Care       string                 `json:"care"`       // what to keep to: a guardian, a subject that is left alone
	Invitation string                 `json:"invitation"` // "" for the one that is written from the sheet
	Release    Release                `json:"release"`
	Status     Status                 `json:"status"`
	Note       string                 `json:"note"`
	Gone       bool                   `json:"gone"` // taken off the list
}

// Status says how far a talk has come.
type Status string

// The states of a talk.
const (
	Wanted   Status = "wanted"
	Invited  Status = "invited"
	Agreed   Status = "agreed"
	Done     Status = "done"     // recorded
	Declined Status = "declined" // the plan leaves it alone
)

// Statuses lists every status in the order it is offered.
var Statuses = []Status{Wanted, Invited, Agreed, Done, Declined}

// Title is the status in words.
func (s Status) Title() string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(string(s[:1])) + string(s[1:])
}

// Release says whether what was said may be used.
type Release string

// The states of a release.
const (
	ReleaseNeeded  Release = "needed"
	ReleaseSent    Release = "sent"
	ReleaseSigned  Release = "signed"
	ReleaseRefused Release = "refused"
	ReleaseNone    Release = "not_needed" // another paper covers it
)

// Releases lists every state in the order it is offered.
var Releases = []Release{ReleaseNeeded, ReleaseSent, ReleaseSigned, ReleaseRefused, ReleaseNone}

// Title is the release in words.
func (r Release) Title() string {
	switch r {
	case ReleaseNeeded:
		return "Release needed"
	case ReleaseSent:
		return "Release sent"
	case ReleaseSigned:
		return "Release signed"
	case ReleaseRefused:
		return "Release refused"
	case ReleaseNone:
		return "No release needed"
	}
	return string(r)
}

// AskedID names a question of a sheet.
type AskedID string

// Asked is a question on the sheet of a talk, and what was answered.
type Asked struct {
	ID        AskedID                `json:"id"`
	Interview production.InterviewID `json:"interview"`
	Text      string                 `json:"text"`
	Begin     string                 `json:"begin"`  // how the answer begins, so that it contains the question
	Follow    string                 `json:"follow"` // what to ask next
	From      production.QuestionID  `json:"from"`   // of the bank, "" for one of its own
	Scene     string                 `json:"scene"`  // number of the scene that it is about, "" for none
	SceneID   production.SceneID     `json:"scene_id"`
	Done      bool                   `json:"done"`   // it was asked
	Answer    string                 `json:"answer"` // what was said, as far as somebody noted it
	Place     float64                `json:"place"`  // asked in ascending order
	Gone      bool                   `json:"gone"`   // taken off the sheet
}

// Question is one of the bank.
type Question struct {
	ID     production.QuestionID `json:"id"`
	Craft  string                `json:"craft"` // key
	Text   string                `json:"text"`
	Begin  string                `json:"begin"`
	Follow string                `json:"follow"`
	Place  float64               `json:"place"`
	Gone   bool                  `json:"gone"` // taken out of the bank of this production
}

// Limits of what people write, in characters. A question may be a whole paragraph; pages shorten what they show.
const (
	longestTitle = 10_000
	longestText  = 100_000
	mostBeats    = 200
	mostMinutes  = 24 * 60
	fewMinutes   = 15 // a moment is no shorter
)

// Check reports the first field that cannot be accepted, as fault.Invalid. What is gone need not be complete.
func (i Interview) Check() error {
	if i.Gone {
		return nil
	}
	if err := checkTitle("interview", "name of a person", i.Person, "Say who it is with."); err != nil {
		return err
	}
	switch {
	case i.Craft != "" && !KnownCraft(i.Craft):
		return fault.New(fault.Invalid, "%q is not a craft of the question bank", i.Craft).WithRemedy("Choose one of the list.")
	case i.Minutes < fewMinutes || i.Minutes > mostMinutes:
		return fault.New(fault.Invalid, "%d minutes is not a length for a talk", i.Minutes).WithRemedy("Write a number from 15 to 1440.")
	case i.Yield < 0 || i.Yield > i.Minutes:
		return fault.New(fault.Invalid, "%d minutes cannot be used of %d", i.Yield, i.Minutes).WithRemedy("Write fewer, or 0 for the rule of thumb.")
	case !slices.Contains(Statuses, i.Status):
		return fault.New(fault.Invalid, "%q is not a status of an interview", i.Status).WithRemedy("Choose wanted, invited, agreed, done or declined.")
	case !slices.Contains(Releases, i.Release):
		return fault.New(fault.Invalid, "%q is not a state of a release", i.Release).WithRemedy("Choose needed, sent, signed, refused or not_needed.")
	case len(i.Beats) > mostBeats:
		return fault.New(fault.Invalid, "the talk is about more than %d beats", mostBeats).WithRemedy("Leave some out.")
	}
	return checkTexts(i.Role, i.About, i.Quiet, i.Care, i.Invitation, i.Note)
}

// Check reports the first field that cannot be accepted, as fault.Invalid. What is gone need not be complete.
func (a Asked) Check() error {
	if a.Gone {
		return nil
	}
	if err := checkTitle("question", "words", a.Text, "Write what is asked."); err != nil {
		return err
	}
	return checkTexts(a.Begin, a.Follow, a.Answer, a.Scene)
}

// Check reports the first field that cannot be accepted, as fault.Invalid. What is gone need not be complete.
func (q Question) Check() error {
	if q.Gone {
		return nil
	}
	if err := checkTitle("question", "words", q.Text, "Write what is asked."); err != nil {
		return err
	}
	if !KnownCraft(q.Craft) {
		return fault.New(fault.Invalid, "%q is not a craft of the question bank", q.Craft).WithRemedy("Choose one of the list.")
	}
	return checkTexts(q.Begin, q.Follow)
}

func checkTitle(what, field, text, remedy string) error {
	if strings.TrimSpace(text) == "" {
		return fault.New(fault.Invalid, "the %s has no %s", what, field).WithRemedy("%s", remedy)
	}
	if n := utf8.RuneCountInString(text); n > longestTitle {
		return fault.New(fault.Invalid, "the %s has %d characters, more than %d", what, n, longestTitle).WithRemedy("Put the rest into the note.")
	}
	return nil
}

func checkTexts(texts ...string) error {
	for _, text := range texts {
		if n := utf8.RuneCountInString(text); n > longestText {
			return fault.New(fault.Invalid, "a text has %d characters, more than %d", n, longestText).WithRemedy("Shorten it.")
		}
	}
	return nil
}
