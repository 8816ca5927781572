// Package outline is the story behind the story as people mean to tell it: the treatment, and arcs of beats with
// what each of them wants. It knows moments only by what a beat asks of them.
package outline

import (
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Treatment says how the story is to look and sound, so that what is shot matches the film.
type Treatment struct {
	Tone       string   `json:"tone"`       // of the film, in the director's words
	Palette    string   `json:"palette"`    // colours and light
	Lenses     string   `json:"lenses"`     //
	Movement   string   `json:"movement"`   // of the camera
	Sound      string   `json:"sound"`      //
	References []string `json:"references"` // films, pictures, addresses
	Audience   string   `json:"audience"`   // who is to see it, and where
	Avoid      string   `json:"avoid"`      // what must not be shown or done
	Checks     []string `json:"checks"`     // questions to ask of every cut: does it match the tone?

	Pictures []Picture `json:"pictures"` // of how it is to look, in the order they came
}

// Picture is a picture that shows how something is to look.
type Picture struct {
	Address string `json:"address"` // of a clean JPEG in the vault
	Caption string `json:"caption"`
}

// Arc is a thread of the story: what it is about in a line, and the question that keeps somebody watching.
type Arc struct {
	ID       production.ArcID `json:"id"`
	Name     string           `json:"name"` // unlike that of every other arc of the production
	Logline  string           `json:"logline"`
	Question string           `json:"question"`
	Template string           `json:"template"` // key of the template it was made from, "" for none
	Place    float64          `json:"place"`    // arcs are told in ascending order
	Gone     bool             `json:"gone"`     // taken off the board
}

// Beat is a step of an arc: a turn of the story, and what is wanted to tell it.
type Beat struct {
	ID    production.BeatID   `json:"id"`
	Arc   production.ArcID    `json:"arc"`
	Title string              `json:"title"`
	Note  string              `json:"note"`
	Wants []Want              `json:"wants"`
	Place float64             `json:"place"` // beats of an arc are told in ascending order
	Gone  bool                `json:"gone"`  // taken off the board
	Of    production.MomentID `json:"of"`    // the moment whose words it has, "" for none
}

// Want is something that a beat needs before it can be cut.
type Want struct {
	Source Source `json:"source"`
	Text   string `json:"text"`
	Count  int    `json:"count"`
}

// Source says where what is wanted comes from.
type Source string

// The sources.
const (
	FromMoment    Source = "moment"    // planned and shot
	FromInterview Source = "interview" // said to camera
	FromArchive   Source = "archive"   // there already: drawings, tests, stills of the art department
	FromChance    Source = "unplanned" // whatever happens
)

// Sources lists every source in the order it is offered.
var Sources = []Source{FromMoment, FromInterview, FromArchive, FromChance}

// Title is the source in words.
func (s Source) Title() string {
	switch s {
	case FromMoment:
		return "Moment"
	case FromInterview:
		return "Interview"
	case FromArchive:
		return "Archive"
	case FromChance:
		return "Unplanned"
	}
	return string(s)
}

// Limits of what people write, in characters. A title may be a whole paragraph; pages shorten what they show.
const (
	longestTitle = 10_000
	longestText  = 100_000
	mostItems    = 200 // of a list
	mostWanted   = 999
	mostPictures = 60
)

// Check reports the first field that cannot be accepted, as fault.Invalid.
func (t Treatment) Check() error {
	for _, text := range []string{t.Tone, t.Palette, t.Lenses, t.Movement, t.Sound, t.Audience, t.Avoid} {
		if err := checkText(text); err != nil {
			return err
		}
	}
	if len(t.Pictures) > mostPictures {
		return fault.New(fault.Invalid, "there are more than %d pictures", mostPictures).WithRemedy("Take one out first.")
	}
	for _, p := range t.Pictures {
		if err := checkText(p.Caption); err != nil {
			return err
		}
	}
	return checkLists(t.References, t.Checks)
}

// Check reports the first field that cannot be accepted, as fault.Invalid. What is gone need not be complete.
func (a Arc) Check() error {
	if a.Gone {
		return nil
	}
	if err := checkTitle("arc", "name", a.Name); err != nil {
		return err
	}
	if err := checkText(a.Logline); err != nil {
		return err
	}
	return checkText(a.Question)
}

// Check reports the first field that cannot be accepted, as fault.Invalid. What is gone need not be complete.
func (b Beat) Check() error {
	if b.Gone {
		return nil
	}
	if err := checkTitle("beat", "title", b.Title); err != nil {
		return err
	}
	if b.Arc == "" {
		return fault.New(fault.Invalid, "the beat belongs to no arc").WithRemedy("Choose the arc that it is a step of.")
	}
	if err := checkText(b.Note); err != nil {
		return err
	}
	if len(b.Wants) > mostItems {
		return tooMany()
	}
	for _, w := range b.Wants {
		if w.Source.Title() == string(w.Source) {
			return fault.New(fault.Invalid, "%q is not where something can come from", w.Source).
				WithRemedy("Choose moment, interview, archive or unplanned.")
		}
		if w.Count < 1 || w.Count > mostWanted {
			return fault.New(fault.Invalid, "%d is not a number of things to want", w.Count).WithRemedy("Write a number from 1 to 999.")
		}
		if err := checkText(w.Text); err != nil {
			return err
		}
	}
	return nil
}

func checkTitle(what, field, text string) error {
	if strings.TrimSpace(text) == "" {
		return fault.New(fault.Invalid, "the %s has no %s", what, field).WithRemedy("Say it in a few words.")
	}
	if n := utf8.RuneCountInString(text); n > longestTitle {
		return fault.New(fault.Invalid, "the %s has %d characters, more than %d", field, n, longestTitle).
			WithRemedy("Put the rest into the note.")
	}
	return nil
}

func checkText(text string) error {
	if n := utf8.RuneCountInString(text); n > longestText {
		return fault.New(fault.Invalid, "a text has %d characters, more than %d", n, longestText).WithRemedy("Shorten it.")
	}
	return nil
}

func checkLists(lists ...[]string) error {
	for _, list := range lists {
		if len(list) > mostItems {
			return tooMany()
		}
		for _, text := range list {
			if err := checkText(text); err != nil {
				return err
			}
		}
	}
	return nil
}

func tooMany() error {
	return fault.New(fault.Invalid, "a list has more than %d entries", mostItems).WithRemedy("Leave some out.")
}
