package api

import (
	"encoding/json"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/storyboard"
)

// sentSpot is a spot as a program sends it: null takes it away, and one that is not there at all leaves it.
type sentSpot struct {
	sent bool
	spot *storyboard.Spot
}

// IsZero reports whether nobody sent it.
func (s sentSpot) IsZero() bool { return !s.sent }

// MarshalJSON writes what was sent.
func (s sentSpot) MarshalJSON() ([]byte, error) { return json.Marshal(s.spot) }

// UnmarshalJSON notes that something was sent.
func (s *sentSpot) UnmarshalJSON(text []byte) error {
	s.sent = true
	return json.Unmarshal(text, &s.spot)
}

// Schema is that of a spot, or null.
func (sentSpot) Schema(r huma.Registry) *huma.Schema {
	fields := func(name string) *huma.Schema { return &huma.Schema{Type: huma.TypeNumber, Description: name} }
	s := &huma.Schema{
		Type: huma.TypeObject, Nullable: true, Required: []string{"x", "y", "bearing"}, AdditionalProperties: false,
		Properties: map[string]*huma.Schema{
			"x": fields("0 left to 1 right"), "y": fields("0 top to 1 bottom"), "bearing": fields("Degrees clockwise from north"),
		},
	}
	s.PrecomputeMessages()
	return s
}
