package office_test

import (
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// TestTheScheduleSaysWhereAMomentIs: whoever adds a moment by hand need not write what the schedule says of its set.
func TestTheScheduleSaysWhereAMomentIs(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, office.File{Name: "caps.csv", Data: []byte(`Date,Day,Scene,Set,I/E,D/N,Location,Cast,Call,Wrap,Start,End,Closed,Cap
2026-06-01,7,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,,2
2026-06-01,7,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,13:00,16:00,yes,
`)})
	at := func(place string, start, end int, limit int) story.Window {
		return story.Window{Date: "2026-06-01", Start: production.Clock(start), End: production.Clock(end), Place: place, Factor: 100, Capacity: limit}
	}
	one, two := "1", "2"
	for name, test := range map[string]struct {
		scene *string
		given story.Window
		want  story.Window
	}{
		"by its set":         {nil, at("roof", 600, 660, -1), story.Window{Day: 7, Place: "roof", Location: "Studio", Capacity: 2}},
		"by its scene":       {&one, at("", 600, 660, -1), story.Window{Day: 7, Place: "ROOF", Location: "Studio", Capacity: 2}},
		"a limit by hand":    {nil, at("ROOF", 600, 660, 1), story.Window{Day: 7, Place: "ROOF", Location: "Studio", Capacity: 1}},
		"at another time":    {nil, at("ROOF", 780, 840, -1), story.Window{Day: 7, Place: "ROOF", Location: "Studio", Capacity: -1}},
		"somewhere else":     {nil, at("Canteen", 600, 660, -1), story.Window{Day: 7, Place: "Canteen", Location: "Studio", Capacity: -1}},
		"on a closed set":    {nil, at("Kitchen", 780, 840, -1), story.Window{Day: 7, Place: "Kitchen", Location: "Studio", Capacity: -1, Closed: true}},
		"of a closed scene":  {&two, at("", 780, 840, -1), story.Window{Day: 7, Place: "KITCHEN", Location: "Studio", Capacity: -1, Closed: true}},
		"on a day of no set": {&one, story.Window{Date: "2026-06-02", Start: 600, End: 660, Capacity: -1, Factor: 100}, story.Window{Capacity: -1}},
	} {
		title := name
		m, err := h.AddMoment(h.ctx, h.in, story.Change{Title: &title, Scene: test.scene, Windows: &[]story.Window{test.given}})
		must(t, err)
		test.want.Date, test.want.Start, test.want.End, test.want.Factor = test.given.Date, test.given.Start, test.given.End, 100
		if m.Windows[0] != test.want {
			t.Errorf("%s: %+v, want %+v", name, m.Windows[0], test.want)
		}
		blank, err := h.AddMoment(h.ctx, h.in, story.Change{Title: &title, Scene: test.scene})
		must(t, err)
		if m, err = h.EditMoment(h.as(access.Crew), h.in, blank.ID, story.Change{Windows: &[]story.Window{test.given}}); err != nil || m.Windows[0] != test.want {
			t.Errorf("%s, changed: %+v, %v; want %+v", name, m.Windows[0], err, test.want)
		}
	}
}
