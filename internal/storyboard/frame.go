// Package storyboard is what a BTS unit means to shoot, frame by frame: boards of drawings and pictures for a moment, with
// how the camera looks at each. It knows a moment only by its id, and drawings and pictures by their addresses in
// the vault; how a drawing becomes lines and pixels is its business.
package storyboard

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/production"
)

// Frame is one picture of a board, in words and as it is drawn. The frames of one moment, in the order of their
// places, are its board; those of none are the loose ones.
type Frame struct {
	ID              production.FrameID      `json:"id"`
	Moment          production.MomentID     `json:"moment"` // "" for a loose frame
	Shot            production.WantedShotID `json:"shot"`   // of the unit's shot list, "" for none
	Title           string                  `json:"title"`  // may be empty: a picture can speak for itself
	Note            string                  `json:"note"`
	framing.Framing                         // size, angle, movement and lens, each a field of its own
	Sound           string                  `json:"sound"`
	Drawing         string                  `json:"drawing"` // address of a Drawing in the vault, "" for none
	Picture         string                  `json:"picture"` // address of a clean JPEG in the vault, "" for none
	Spot            *Spot                   `json:"spot"`    // nil where nobody has said it
	Ground          production.GroundPlanID `json:"ground"`  // the plan that it stands on; "" for the one of its moment's place
	Place           float64                 `json:"place"`   // frames of a board are shown in ascending order
	Gone            bool                    `json:"gone"`    // taken off the board
}

// Spot is where the camera stands on the plan of the place, and where it looks. Without a ground plan the place is a square
// with north up.
type Spot struct {
	X       float64 `json:"x"`       // 0 left to 1 right, a part of the picture's width
	Y       float64 `json:"y"`       // 0 top to 1 bottom, a part of its height
	Bearing float64 `json:"bearing"` // degrees clockwise from north, 0 to below 360
}

// Limits of what people write, in characters.
const (
	longestTitle = 10_000
	longestText  = 100_000
)

var address = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Check reports the first field that cannot be accepted, as fault.Invalid. What is gone need not be complete.
func (f Frame) Check() error {
	if f.Gone {
		return nil
	}
	if n := utf8.RuneCountInString(f.Title); n > longestTitle {
		return fault.New(fault.Invalid, "the title has %d characters, more than %d", n, longestTitle).WithRemedy("Put the rest into the note.")
	}
	for name, text := range map[string]string{"note": f.Note, "sound": f.Sound} {
		if n := utf8.RuneCountInString(text); n > longestText {
			return fault.New(fault.Invalid, "the %s has %d characters, more than %d", name, n, longestText).WithRemedy("Shorten it.")
		}
	}
	for _, at := range []string{f.Drawing, f.Picture} {
		if at != "" && !address.MatchString(at) {
			return fault.New(fault.Invalid, "%.80q is not the address of a drawing or a picture", at)
		}
	}
	if err := f.Spot.check(); err != nil {
		return err
	}
	return f.Framing.Check()
}

func (s *Spot) check() error {
	if s == nil {
		return nil
	}
	on := func(v float64) bool { return v >= 0 && v <= 1 } // false for what is no number
	if !on(s.X) || !on(s.Y) {
		return fault.New(fault.Invalid, "the camera stands beside the plan, at %g, %g", s.X, s.Y).WithRemedy("Both lie between 0 and 1: left to right, top to bottom.")
	}
	if math.IsNaN(s.Bearing) || s.Bearing < 0 || s.Bearing >= 360 {
		return fault.New(fault.Invalid, "%g is not a direction", s.Bearing).WithRemedy("Write degrees from 0 to 359, clockwise from north.")
	}
	return nil
}

// Looks is the direction in words: "north-east".
func (s Spot) Looks() string {
	words := []string{"north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"}
	return words[int(math.Mod(s.Bearing+22.5, 360)/45)]
}

// Name is what the frame is called: its title, or how the camera looks, or its number on the board, counted from 1.
func (f Frame) Name(number int) string {
	if t := strings.TrimSpace(f.Title); t != "" {
		return t
	}
	if line := f.Line(); line != "" {
		return line
	}
	return "Frame " + strconv.Itoa(number)
}

// Alternative is what somebody reads who cannot see the picture.
func (f Frame) Alternative(number int) string {
	var parts []string
	for _, part := range []string{f.Name(number), f.Line(), strings.TrimSpace(f.Note)} {
		if part != "" && (len(parts) == 0 || parts[0] != part) {
			parts = append(parts, part)
		}
	}
	if f.Drawing == "" && f.Picture == "" {
		parts = append(parts, "nothing drawn yet")
	}
	return strings.Join(parts, ". ")
}
