package ui

import (
	"strings"

	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/story"
)

func sampleStory() StoryView {
	bar := func(arc Arc, n ...int) StrengthView {
		v := StrengthView{Arc: arc}
		copy(v.Bar[:], n)
		return v
	}
	return StoryView{
		Sentence: "3 arcs, 5 beats. Of 14 things wanted 5 are planned.",
		Treatment: TreatmentView{Lines: []Fact{{"Tone of the film", "Quiet, close, as if by one lamp."}, {"Palette", "Wet slate, brass, one warm source."},
			{"What to avoid", "The last scene. Anything that explains the light."}}},
		Arcs: []ArcView{
			{ID: "a1", Arc: light, Question: "Will it burn for real?", Bar: bar(light, 6, 4, 3, 1), Beats: []BeatView{
				{ID: "b1", Title: "A lens nobody had cleaned for forty years", Arc: light, ArcID: "a1", Bar: bar(light, 2, 2, 2, 1),
					Moments: []BeatMoment{{ID: "m1", Title: "The lamp is lit for real", Kind: story.Technical, Level: outline.Planned, URL: "/p/the-lamp-room/moments/m1"}}},
				{ID: "b2", Title: "Closed", Arc: light, ArcID: "a1", Bar: bar(light, 1), Closed: true}}},
			{ID: "a2", Arc: makers, Question: "Who are they before somebody says action?", Bar: bar(makers), Beats: nil},
			{ID: "a3", Arc: Arc{Name: "\u05e9\u05dc\u05d5\u05dd 🎬 " + strings.Repeat("very long name ", 20), Hue: 3}, Bar: bar(pair, 1)},
		},
		Loose:     []LooseMoment{{ID: "m9", Title: "Ebbe falls from the bridge", Kind: story.Stunt, Arc: bridge, Scene: "21", Score: 91, URL: "/p/the-lamp-room/moments/m9"}},
		LooseMore: 3,
		NewArc: NewArcForm{Name: Field{ID: "arc-name", Name: "name", Label: "Name"},
			Template: Field{ID: "arc-template", Name: "template", Label: "Begin from", Options: []Option{{Text: "An empty arc"}, {"craft", "The craft"}}}},
	}
}

func sampleHistory() []HistoryView {
	return []HistoryView{{Who: "Ada Moreau, Tue 5 May, 22:10", What: "The goodbye changed", Undo: "/p/the-lamp-room/story/undo/x",
		Lines: []HistoryLine{{Field: "Title", Was: "The end", Now: "The goodbye"}, {Field: "Note", Now: "On the pier", Lost: true}}}}
}

func sampleMove() MoveForm {
	return MoveForm{Action: "/p/the-lamp-room/story/beats/b1/move", To: Field{ID: "move-to", Name: "to", Label: "Where", Hint: "Move", Value: "a1|"},
		Groups: []MoveTarget{{Name: "The light itself", Options: []Option{{"a1|", "First"}, {"a1|b2", "Behind Closed"}}}}}
}

func sampleStoryForm(action string) StoryForm {
	return StoryForm{Action: action, Base: "12", Save: "Save", Fields: []Field{{ID: "f-" + strings.ReplaceAll(action, "/", "-"), Name: "title", Label: "Title", Lines: 2}}}
}

func sampleTie() *StoryTie {
	return &StoryTie{Beat: "It works", BeatURL: "/p/the-lamp-room/story/beats/b1", Tie: sampleMove(), Promote: sampleStoryForm("/promote")}
}
