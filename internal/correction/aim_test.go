package correction

import (
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// twice is the sample with names that two things have.
func twice() production.Facts {
	f := sample()
	f.Events = append(f.Events, production.Event{ID: "e3", Title: "Fitting", Date: "2026-05-09"})
	f.Days[0].Units[1].Strips = append(f.Days[0].Units[1].Strips, production.Strip{ID: "p5", SceneNumber: "1", Start: 780})
	return f
}

func TestAim(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		what What
		said string
		want string
		code fault.Code
		says string
	}{
		"a scene by its number":         {Scene, "2", "s2", "", ""},
		"a scene by its id":             {Scene, "s3", "s3", "", ""},
		"a scene that is not there":     {Scene, "99", "", fault.NotFound, `no scene "99"`},
		"nothing said":                  {Scene, " ", "", fault.NotFound, "no scene"},
		"a day by its number":           {Day, "2", "d2", "", ""},
		"a day by its date":             {Day, "2026-05-11", "d1", "", ""},
		"an event by its title":         {Event, " party", "e2", "", ""},
		"an event that is there twice":  {Event, "fitting", "", fault.Invalid, "e1 (2026-05-08), e3 (2026-05-09)"},
		"an event with its date":        {Event, "Fitting 2026-05-09", "e3", "", ""},
		"a person by name":              {Person, "ann  ACTOR", "a1", "", ""},
		"a person by character":         {Person, "Edda", "a1", "", ""},
		"a location by name":            {Location, "light house", "", fault.NotFound, "no location"},
		"a location, whatever its case": {Location, "LIGHTHOUSE", "Lighthouse", "", ""},
		"a kind that is none":           {"prop", "Lamp", "", fault.NotFound, "scene, day, event, person, location"},
	}
	for name, test := range tests {
		got, err := Aim(twice(), test.what, test.said)
		if got != test.want || fault.CodeOf(err) != test.code || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %q, %v; want %q, %q %q", name, got, err, test.want, test.code, test.says)
		}
	}
}

func TestAimPart(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		what                What
		target, field, said string
		want                string
		code                fault.Code
		says                string
	}{
		"a unit":                         {Day, "d1", "call", "second", "Second", "", ""},
		"a unit in full":                 {Day, "d1", "call", "Main unit", "Main", "", ""},
		"the only unit":                  {Day, "d2", "wrap", "", "Main", "", ""},
		"one of two units":               {Day, "d1", "call", "", "", fault.Invalid, "2 units"},
		"which units there are":          {Day, "d1", "call", "", "", fault.Invalid, "Main, Second"},
		"a unit that is not there":       {Day, "d1", "call", "Third", "", fault.NotFound, `no unit of that day "Third"`},
		"a scene":                        {Day, "d1", "closed", "2", "p3", "", ""},
		"a banner":                       {Day, "d1", "start", "lunch", "p2", "", ""},
		"a strip by its id":              {Day, "d1", "start", "p1", "p1", "", ""},
		"the only scene":                 {Day, "d2", "cast", "", "p4", "", ""},
		"one of several scenes":          {Day, "d1", "cast", "", "", fault.Invalid, "1, LUNCH, 2, 1"},
		"a scene that is shot twice":     {Day, "d1", "cast", "1", "", fault.Invalid, "p1 (Main unit, 09:00), p5 (Second unit, 13:00)"},
		"the day itself":                 {Day, "d1", "note", "", "", "", ""},
		"a part that the field has not":  {Day, "d1", "note", "Main", "", fault.Invalid, "Leave the part out"},
		"a scene has no parts":           {Scene, "s1", "set", "Main", "", fault.Invalid, "itself"},
		"a field that is not there":      {Day, "d1", "weather", "", "", fault.NotFound, "weather"},
		"a part of a day that is gone":   {Day, "d9", "call", "Main", "", fault.NotFound, "unit"},
		"any part of a day that is gone": {Day, "d9", "start", "", "", fault.NotFound, "no scene"},
	}
	for name, test := range tests {
		got, err := AimPart(twice(), test.what, test.target, test.field, test.said)
		if got != test.want || fault.CodeOf(err) != test.code || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %q, %v; want %q, %q %q", name, got, err, test.want, test.code, test.says)
		}
	}
}

func TestName(t *testing.T) {
	t.Parallel()
	tests := []struct {
		what               What
		target, part, want string
	}{
		{Scene, "s2", "", "scene 2"}, {Day, "d1", "", "day 1"}, {Day, "d1", "second", "day 1, Second unit"}, {Day, "d2", "p1", "day 2, scene 1"},
		{Day, "d1", "p2", "day 1, scene LUNCH"}, {Day, "d1", "gone", "day 1"}, {Event, "e1", "", "Fitting"}, {Person, "a1", "", "Ann Actor"},
		{Location, "lighthouse", "", "Lighthouse"}, {Scene, "s9", "", ""}, {"prop", "x", "", ""},
	}
	for _, test := range tests {
		if got := Name(sample(), test.what, test.target, test.part); got != test.want {
			t.Errorf("%s %s %s is called %q, want %q", test.what, test.target, test.part, got, test.want)
		}
	}
}
