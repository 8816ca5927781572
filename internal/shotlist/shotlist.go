// Package shotlist is the BTS unit's own shot list: what it wants to bring home, how much it matters and why, and what
// became of it. The main unit's list is something else: it comes with the papers.
package shotlist

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/production"
)

// Shot is something that somebody of the BTS unit is to bring home.
type Shot struct {
	ID     production.WantedShotID `json:"id"`
	Moment production.MomentID     `json:"moment"` // what it is shot of, "" for no moment
	On     production.Date         `json:"on"`     // the day that somebody wants it on; "" leaves it to its moment
	Title  string                  `json:"title"`  // what is to be seen
	Note   string                  `json:"note"`
	framing.Framing
	Sound    string                `json:"sound"`    // what is to be heard
	Medium   Medium                `json:"medium"`   // what it is shot with
	Priority Priority              `json:"priority"` // as somebody said; "" leaves it to Need
	Status   Status                `json:"status"`
	Proof    string                `json:"proof"` // the clip or picture that proves it was got
	Why      string                `json:"why"`   // it was missed
	Place    float64               `json:"place"` // shots of a moment stand in ascending order
	Gone     bool                  `json:"gone"`  // taken off the list
	Of       []production.MomentID `json:"of"`    // every moment that it was ever of: its words may be theirs
}

// Medium is what a shot is shot with, named as the skill that it takes.
type Medium string

// The media.
const (
	Video     Medium = "video"
	Stills    Medium = "stills"
	TimeLapse Medium = "timelapse"
	Sound     Medium = "sound"
)

// Media lists every medium in the order it is offered.
var Media = []Medium{Video, Stills, TimeLapse, Sound}

// Title is the medium in words.
func (m Medium) Title() string {
	switch m {
	case Video:
		return "Video"
	case Stills:
		return "Stills"
	case TimeLapse:
		return "Time-lapse"
	case Sound:
		return "Sound"
	}
	return string(m)
}

// Priority is how much a shot matters.
type Priority string

// The priorities, the most important first.
const (
	Must   Priority = "must"
	Should Priority = "should"
	Nice   Priority = "nice"
)

// Priorities lists every priority, the most important first.
var Priorities = []Priority{Must, Should, Nice}

// Rank is 0 for the most important.
func (p Priority) Rank() int { return slices.Index(Priorities, p) }

// Status is what became of a shot.
type Status string

// The states.
const (
	Planned Status = "planned"
	Got     Status = "got"
	Missed  Status = "missed"
)

// Statuses lists every state in the order it is offered.
var Statuses = []Status{Planned, Got, Missed}

// New is an empty shot as it is added: video, planned.
func New() Shot {
	return Shot{ID: production.NewID[production.WantedShotID](), Medium: Video, Status: Planned, Of: []production.MomentID{}}
}

// OfMoment is the shot as one of a moment, "" for none; it remembers those that it was of.
func (s Shot) OfMoment(id production.MomentID) Shot {
	s.Of = slices.Clone(s.Of)
	for _, was := range []production.MomentID{s.Moment, id} {
		if was != "" && !slices.Contains(s.Of, was) {
			s.Of = append(s.Of, was)
		}
	}
	s.Moment = id
	return s
}

// How is how it is shot, in a line: "CU · low angle · 85 mm · stills".
func (s Shot) How() string {
	line, medium := s.Line(), strings.ToLower(s.Medium.Title())
	switch {
	case line == "":
		return medium
	case s.Movement == string(s.Medium): // a time-lapse is said once
		return line
	}
	return line + " · " + medium
}

// Limits of what people write, in characters. A title may be a whole paragraph; pages shorten what they show.
const (
	longestTitle = 10_000
	longestNote  = 8_000 // what a cell of a spreadsheet holds, also of letters that take four bytes
	mostLines    = 200
)

// Check reports the first field that cannot be accepted, as fault.Invalid. What is gone need not be complete.
func (s Shot) Check() error {
	if s.Gone {
		return nil
	}
	if strings.TrimSpace(s.Title) == "" {
		return fault.New(fault.Invalid, "the shot has no title").WithRemedy("Say in a few words what is to be seen.")
	}
	if err := checkText("title", s.Title, longestTitle); err != nil {
		return err
	}
	for name, text := range map[string]string{"note": s.Note, "sound": s.Sound, "proof": s.Proof, "reason": s.Why} {
		if err := checkText(name, text, longestNote); err != nil {
			return err
		}
	}
	if !slices.Contains(Media, s.Medium) {
		return badWord(string(s.Medium), "medium", Media)
	}
	if s.Priority != "" && !slices.Contains(Priorities, s.Priority) {
		return badWord(string(s.Priority), "priority", Priorities)
	}
	if !slices.Contains(Statuses, s.Status) {
		return badWord(string(s.Status), "status", Statuses)
	}
	if s.On.Known() {
		if _, err := production.ParseDate(string(s.On)); err != nil {
			return err
		}
	}
	return s.Framing.Check()
}

// badWord is the refusal of a word that is not one of a list.
func badWord[T ~string](said, what string, known []T) error {
	var words []string
	for _, k := range known {
		words = append(words, string(k))
	}
	last := len(words) - 1
	return fault.New(fault.Invalid, "%q is not a %s of a shot", said, what).
		WithRemedy("Choose %s or %s.", strings.Join(words[:last], ", "), words[last])
}

func checkText(name, text string, longest int) error {
	if n := utf8.RuneCountInString(text); n > longest {
		return fault.New(fault.Invalid, "the %s has %d characters, more than %d", name, n, longest).WithRemedy("Shorten it.")
	}
	if n := strings.Count(text, "\n"); n >= mostLines {
		return fault.New(fault.Invalid, "the %s has %d lines, more than %d", name, n+1, mostLines).WithRemedy("Shorten it.")
	}
	return nil
}
