package worksheet

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Stage is the checklist that something is on.
type Stage string

// The stages of a day, in order.
const (
	Before    Stage = "before"    // before the day
	Technical Stage = "technical" // technical setup
	Content   Stage = "content"   // content capture
	After     Stage = "after"     // post-shooting
)

// Stages lists every stage in the order of the day.
var Stages = []Stage{Before, Technical, Content, After}

// Title is the stage in words.
func (s Stage) Title() string {
	switch s {
	case Before:
		return "Before the day"
	case Technical:
		return "Technical setup"
	case Content:
		return "Content capture"
	case After:
		return "Post-shooting"
	}
	return string(s)
}

// Check is something to look at. What is to be done before the day is done once, the rest on every day.
type Check struct {
	ID    production.CheckID `json:"id"`
	Stage Stage              `json:"stage"`
	Text  string             `json:"text"`
	Place float64            `json:"place"` // checks of a stage are shown in ascending order
	Gone  bool               `json:"gone"`  // taken off the list
}

// longestText is how much somebody may write, in characters.
const longestText = 10_000

// Check reports the first field that cannot be accepted, as fault.Invalid.
func (c Check) Check() error {
	if c.Gone {
		return nil
	}
	if !slices.Contains(Stages, c.Stage) {
		return fault.New(fault.Invalid, "%q is no checklist", c.Stage).WithRemedy("Choose before, technical, content or after.")
	}
	return checkText("what there is to look at", c.Text)
}

func checkText(what, text string) error {
	if strings.TrimSpace(text) == "" {
		return fault.New(fault.Invalid, "nobody said %s", what).WithRemedy("Say it in a few words.")
	}
	if n := utf8.RuneCountInString(text); n > longestText {
		return fault.New(fault.Invalid, "a text has %d characters, more than %d", n, longestText).WithRemedy("Shorten it.")
	}
	return nil
}

// Tick is a check that somebody did on a day.
type Tick struct {
	Check production.CheckID `json:"check"`
	Date  production.Date    `json:"date"` // "" for what is done once
	Done  bool               `json:"done"`
	By    string             `json:"by"`
	At    time.Time          `json:"at"`
}

// Cadence says when a piece is due.
type Cadence string

// The cadences.
const (
	Daily   Cadence = "day"
	Weekly  Cadence = "week"
	Monthly Cadence = "month"
	AtEnd   Cadence = "end"
)

// Title is the cadence in words.
func (c Cadence) Title() string {
	switch c {
	case Daily:
		return "The same day"
	case Weekly:
		return "The same week"
	case Monthly:
		return "Within a month"
	case AtEnd:
		return "At the end"
	}
	return string(c)
}

// Piece is something that is to be delivered.
type Piece struct {
	ID     production.PieceID `json:"id"`
	Key    string             `json:"key"` // of the choice it came from
	Title  string             `json:"title"`
	Family string             `json:"family"` // "social", "marketing", "archive"
	Due    Cadence            `json:"due"`
	Gone   bool               `json:"gone"`
}

// Check reports the first field that cannot be accepted, as fault.Invalid.
func (p Piece) Check() error {
	if p.Gone {
		return nil
	}
	return checkText("what is to be made", p.Title)
}

// addPieces makes what is to be delivered.
func (d *Draft) addPieces(a Answers) {
	q, _ := The().Find("pieces")
	for _, key := range a.Or("pieces") {
		if c, is := q.Choice(key); is {
			d.Pieces = append(d.Pieces, Piece{Key: key, Title: c.Title, Family: c.Family, Due: Cadence(c.Due)})
		}
	}
}

// addChecks makes the lists: what is not agreed yet, then those of the day.
func (d *Draft) addChecks(a Answers) {
	agreed, _ := The().Find("agreed")
	for _, c := range agreed.Choices {
		if !slices.Contains(a.Or("agreed"), c.Key) {
			d.addCheck(Before, c.Title)
		}
	}
	for _, q := range The().Questions() {
		if q.List == "" {
			continue
		}
		for _, line := range a.Or(q.Key) {
			if c, is := q.Choice(line); is {
				line = c.Title
			}
			d.addCheck(Stage(q.List), line)
		}
	}
}

func (d *Draft) addCheck(stage Stage, text string) {
	d.Checks = append(d.Checks, Check{Stage: stage, Text: text, Place: float64(len(d.Checks)+1) * PlaceStep})
}

// PlaceStep is the room between two checks, for those that somebody puts between.
const PlaceStep = 1024
