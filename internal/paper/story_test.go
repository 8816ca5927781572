package paper_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// TestNothingOfTheStoryIsNull: nor is a value of a list that nobody had written anything into.
func TestNothingOfTheStoryIsNull(t *testing.T) {
	t.Parallel()
	bare := []journal.Entry{{}, {Fields: []journal.Field{{Name: "wants", Was: json.RawMessage("null"), Now: json.RawMessage("null")}, {Name: "title"}}}}
	docs := map[string]any{
		"no story":     paper.NewStory(office.Outline{}),
		"bare arc":     paper.NewStory(office.Outline{Arcs: []office.ArcStory{{}}}),
		"bare beat":    paper.NewStory(office.Outline{Arcs: []office.ArcStory{{Beats: []office.BeatStory{{}}}}}),
		"bare moments": paper.NewStory(office.Outline{Loose: []story.Moment{{}}, Arcs: []office.ArcStory{{Beats: []office.BeatStory{{Moments: []office.TiedMoment{{}}}}}}}),
		"bare act":     paper.NewAct(office.Act{}),
		"bare arc act": paper.NewMade(production.ArcID("a"), office.Act{}),
		"no history":   paper.NewHistory(nil, time.UTC),
		"bare history": paper.NewHistory(bare, time.UTC),
		"no templates": paper.NewTemplates(nil),
		"templates":    paper.NewTemplates(outline.Templates()),
	}
	for name, doc := range docs {
		text, err := json.Marshal(doc)
		if err != nil || strings.Contains(string(text), "null") {
			t.Errorf("%s: %s, %v", name, text, err)
		}
	}
}

// TestStoryCounts: strength by level, and the level that all that is wanted has come to, in words.
func TestStoryCounts(t *testing.T) {
	t.Parallel()
	beat := office.BeatStory{
		Beat:     outline.Beat{ID: "b", Arc: "a", Title: "The jump", Note: "wide", Wants: []outline.Want{{Source: outline.FromMoment, Text: "twice", Count: 2}}},
		Strength: outline.Bar{2, 2, 1},
		Moments:  []office.TiedMoment{{Moment: story.Moment{ID: "m", Title: "The fall", Kind: story.Stunt, Scene: "33"}, Level: outline.Planned}},
	}
	o := office.Outline{Base: 7, Arcs: []office.ArcStory{{
		Arc: outline.Arc{ID: "a", Name: "Daring", Logline: "One falls", Question: "Who?", Template: "craft"}, Beats: []office.BeatStory{beat}, Strength: outline.Bar{2, 2, 1},
	}}}
	strength := paper.Strength{Wanted: 2, Found: 2, Planned: 1}
	want := paper.Story{
		Treatment: outline.Treatment{References: []string{}, Checks: []string{}, Pictures: []outline.Picture{}}, Loose: []paper.LooseMoment{}, Base: 7,
		Arcs: []paper.Arc{{
			ID: "a", Name: "Daring", Logline: "One falls", Question: "Who?", Template: "craft", Strength: strength, Level: "found",
			Beats: []paper.Beat{{
				ID: "b", Title: "The jump", Note: "wide", Wants: beat.Wants, Strength: strength, Level: "found",
				Moments: []paper.TiedMoment{{LooseMoment: paper.LooseMoment{ID: "m", Title: "The fall", Kind: "stunt", Scene: "33"}, Level: "planned"}},
			}},
		}},
	}
	if diff := cmp.Diff(want, paper.NewStory(o)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestHistoryKeepsValuesAsTheyAre: values stay the JSON they are, times carry the production's offset.
func TestHistoryKeepsValuesAsTheyAre(t *testing.T) {
	t.Parallel()
	lisbon, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	doc := paper.NewHistory([]journal.Entry{{
		Seq: 3, Act: "x", Kind: "beat", Object: "b", Title: "The jump", By: "Mo", At: time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC), Undoes: "w",
		Fields: []journal.Field{{Name: "place", Was: json.RawMessage("1024"), Now: json.RawMessage("1536.5")}},
		Lost:   []journal.Field{{Name: "title", Was: json.RawMessage(`"A"`), Now: json.RawMessage(`"B"`)}},
	}}, lisbon)
	text, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"entries":[{"act":"x","at":"2026-06-01T09:00:00+01:00","by":"Mo","kind":"beat","object":"b","title":"The jump",` +
		`"fields":[{"name":"place","was":1024,"now":1536.5}],"lost":[{"name":"title","was":"A","now":"B"}],"undoes":"w"}]}`
	if string(text) != want {
		t.Errorf("got %s", text)
	}
}
