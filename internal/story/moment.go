// Package story finds and holds what is worth documenting: moments, and the arcs they serve.
package story

import (
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Kind is the kind of a moment, in the field's words.
type Kind string

// The kinds of moment.
const (
	DirectorActor Kind = "director_actor"   // director and actor in discussion
	SetBuild      Kind = "set_construction" // a build, for time-lapse
	FittingTest   Kind = "costume_makeup"   // costume fitting, make-up or camera test
	RehearsalKind Kind = "rehearsal"        //
	Stunt         Kind = "stunt"            // complex stunt set-up
	Performance   Kind = "performance"      // emotional performance
	Technical     Kind = "technical"        // technical problem-solving: effects, rigs, water, night exteriors
	Collaboration Kind = "collaboration"    // many hands: crowds, several departments at once
	Arrival       Kind = "arrival"          // first day of a person or at a place, company moves
	FirstShot     Kind = "first_shot"       //
	LastShot      Kind = "last_shot"        //
	Wrap          Kind = "wrap"             // somebody's or a set's last day
	Interview     Kind = "interview"        //
	Publicity     Kind = "publicity_visit"  //
	Unplanned     Kind = "unplanned"        //
)

// Kinds lists every kind in the order it is offered.
var Kinds = []Kind{DirectorActor, SetBuild, FittingTest, RehearsalKind, Stunt, Performance, Technical,
	Collaboration, Arrival, FirstShot, LastShot, Wrap, Interview, Publicity, Unplanned}

// Status says what people made of a proposed moment.
type Status string

// The states of a moment.
const (
	Proposed  Status = "proposed"
	Confirmed Status = "confirmed"
	Dismissed Status = "dismissed"
)

// Origin says who thought of a moment.
type Origin string

// The origins.
const (
	Found  Origin = "found"   // by the finder; re-found and updated on every import
	ByHand Origin = "by_hand" // by a person; only people change it
)

// Skill is what a BTS crew member can do.
type Skill string

// The skills.
const (
	Video       Skill = "video"
	Stills      Skill = "stills"
	TimeLapse   Skill = "timelapse"
	Interviewer Skill = "interview"
	Sound       Skill = "sound"
)

// Skills lists every skill in the order it is offered.
var Skills = []Skill{Video, Stills, TimeLapse, Interviewer, Sound}

// Role is a slot in the team that a moment needs.
type Role struct {
	Skill Skill `json:"skill"`
	Count int   `json:"count"`
}

// Reason is one piece of evidence for a moment, in words that name what was found.
type Reason struct {
	Text   string `json:"text"`            // "stunt: fall from balcony"
	Points int    `json:"points"`          // its share of the score, negative when it speaks against
	Line   int    `json:"line,omitempty"`  // script line of the evidence
	Scene  string `json:"scene,omitempty"` // scene number of the evidence
}

// Window is a span on a shoot day in which the moment can be covered.
type Window struct {
	Date      production.Date  `json:"date"`
	Day       int              `json:"day"` // shoot day number, 0 for a day without shooting
	Start     production.Clock `json:"start"`
	End       production.Clock `json:"end"`
	Place     string           `json:"place"`     // set or location
	Location  string           `json:"location"`  // where the place is
	Factor    int              `json:"factor"`    // worth in this window, percent of full value
	Estimated bool             `json:"estimated"` // times come from our day model
	Closed    bool             `json:"closed"`    // on a closed set: cannot be covered
	Capacity  int              `json:"cap"`       // BTS people allowed, -1 when nobody said
}

// Moment is something worth documenting.
type Moment struct {
	ID       production.MomentID `json:"id"`
	Key      string              `json:"key"` // what the finder knows it by across drafts: kind, scene or person, evidence
	Title    string              `json:"title"`
	Kind     Kind                `json:"kind"`
	SceneID  production.SceneID  `json:"scene_id"`
	Scene    string              `json:"scene"` // scene number, "" for moments without a scene
	Score    int                 `json:"score"` // 0..100
	Reasons  []Reason            `json:"reasons"`
	Windows  []Window            `json:"windows"`
	Minutes  int                 `json:"minutes"`   // people needed for this long
	HoldKit  int                 `json:"hold_kit"`  // minutes that kit stays, for time-lapse; 0 = as long as people
	Roles    []Role              `json:"roles"`     // team
	Person   string              `json:"person"`    // interviewee's name, "" otherwise
	Cast     []string            `json:"cast"`      // characters involved
	Arc      string              `json:"arc"`       // name of the story arc it serves
	LastDate production.Date     `json:"last_date"` // latest useful date, "" for any
	Status   Status              `json:"status"`    //
	Origin   Origin              `json:"origin"`    //
	Edited   []string            `json:"edited"`    // names of fields that a person set; the finder leaves them alone
	Note     string              `json:"note"`      //
	Gone     bool                `json:"gone"`      // the evidence is no longer in script or schedule; kept because of hand edits
	MustHave bool                `json:"must_have"` // promised: counts far above its score
	Beat     production.BeatID   `json:"beat"`      // the step of an arc that it tells, "" for none
}

// LongestTitle is how much a moment's title may have, in characters.
const LongestTitle = 300

// Check reports the first field that cannot be accepted, as fault.Invalid.
func (m Moment) Check() error {
	switch {
	case strings.TrimSpace(m.Title) == "":
		return fault.New(fault.Invalid, "the moment has no title").WithRemedy("Say in a few words what happens.")
	case utf8.RuneCountInString(m.Title) > LongestTitle:
		return fault.New(fault.Invalid, "the title is longer than %d characters", LongestTitle).WithRemedy("Put the rest into the note.")
	case !m.Kind.Known():
		return fault.New(fault.Invalid, "%q is not a kind of moment", m.Kind)
	case m.Score < 0 || m.Score > 100:
		return fault.New(fault.Invalid, "the score %d is not between 0 and 100", m.Score)
	case m.Minutes < 15 || m.Minutes > 24*60:
		return fault.New(fault.Invalid, "%d minutes is not a length between 15 minutes and a day", m.Minutes)
	case m.Status != Proposed && m.Status != Confirmed && m.Status != Dismissed:
		return fault.New(fault.Invalid, "%q is not a status of a moment", m.Status)
	}
	for _, w := range m.Windows {
		if w.End <= w.Start || w.Start < 0 {
			return fault.New(fault.Invalid, "the window %s to %s on %s ends before it starts", w.Start, w.End, w.Date)
		}
	}
	return nil
}

// Known reports whether k is one of Kinds.
func (k Kind) Known() bool {
	for _, known := range Kinds {
		if k == known {
			return true
		}
	}
	return false
}

// Title is the kind in words.
func (k Kind) Title() string {
	switch k {
	case DirectorActor:
		return "Director and actor"
	case SetBuild:
		return "Set construction"
	case FittingTest:
		return "Costume and make-up"
	case RehearsalKind:
		return "Rehearsal"
	case Performance:
		return "Performance"
	case Technical:
		return "Technical"
	case Collaboration:
		return "Crew at work"
	case FirstShot:
		return "First shot"
	case LastShot:
		return "Last shot"
	case Publicity:
		return "Publicity visit"
	}
	if k == "" {
		return "Moment"
	}
	return strings.ToUpper(string(k[:1])) + string(k[1:])
}

// BestWindow is the window where the moment is worth most, the earliest of equals; ok is false when it
// has none.
func (m Moment) BestWindow() (best Window, ok bool) {
	for _, w := range m.Windows {
		if !ok || w.Factor > best.Factor {
			best, ok = w, true
		}
	}
	return best, ok
}
