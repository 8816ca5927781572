package ui

import (
	"strings"

	"github.com/btsdirector/bts/internal/story"
)

func sampleBoardView() BoardView {
	frame := func(n int, id, name, line string) FrameView {
		at := "/p/the-lamp-room/frames/" + id
		return FrameView{ID: id, Number: n, Name: name, Titled: true, Alt: name + ". " + line, Image: at + "/image.png?w=480&of=a", Large: at + "/image.png?w=1600&of=a", Inked: true,
			Line: line, URL: at, DrawURL: at + "/draw"}
	}
	b := BoardView{Key: "m1", Title: "The lamp is lit for real", Kind: story.Technical, When: "Day 4 · Thu 7 May", URL: "/p/the-lamp-room/boards/m1", Frames: []FrameView{
		frame(1, "f1", "Under the lens", "CU · low angle · 35 mm"), frame(2, "f2", "\u05e9\u05dc\u05d5\u05dd 🎬 "+strings.Repeat("very long name ", 20), "MS"),
		frame(3, "f3", "Frame 3", ""),
	}}
	b.Frames[0].Note, b.Frames[0].Sound = "She looks up before the lamp is lit.", "The wick"
	plan := sampleStand()
	b.Frames[0].Plan = &plan
	b.Frames[2].Titled, b.Frames[2].Image, b.Frames[2].Large = false, "", ""
	return b
}

func sampleBoards() BoardsView {
	closed := BoardView{Key: "m2", Title: "Closed", URL: "/p/the-lamp-room/boards/m2", Closed: true, Frames: []FrameView{{ID: "f9", Number: 1, Name: "Closed"}}}
	return BoardsView{Sentence: "4 frames on 2 boards.", Treatment: TreatmentView{Lines: sampleStory().Treatment.Lines}, Boards: []BoardView{sampleBoardView(), closed},
		New: Field{ID: "new-board", Name: "moment", Label: "Moment", Options: []Option{{"loose", "No moment yet: loose frames"}}}, NewURL: "/p/the-lamp-room/boards/open",
		Places: "/p/the-lamp-room/places", Untied: 1, AllPDF: "/p/the-lamp-room/boards/all/storyboard.pdf"}
}

func sampleBoardPage() BoardPageView {
	b := sampleBoardView()
	return BoardPageView{Board: b, Moment: "/p/the-lamp-room/moments/m1", Treatment: sampleStory().Treatment.Lines, Add: b.URL + "/frames", Draw: b.URL + "/draw",
		Prints: []Option{{b.URL + "/storyboard.pdf?per=3&paper=A4", "PDF, 3 on a page, A4"}}, Zip: b.URL + "/frames.zip", Present: b.URL + "/present", Plan: b.URL + "/plan", Keep: []string{b.URL + "/plan"}}
}

func sampleFramePage() FramePageView {
	b := sampleBoardView()
	return FramePageView{Board: b, Frame: b.Frames[0], Form: sampleStoryForm(b.Frames[0].URL), Framing: []Field{{ID: "frame-size", Name: "size", Label: "Size", List: "frame-sizes"}},
		Lists: []WordList{{ID: "frame-sizes", Words: []Option{{"CU", "Close-up"}}}}, Spot: sampleSpot("frame"),
		Move: sampleMove(), Picture: b.Frames[0].URL + "/picture", HasPic: true, History: sampleHistory()}
}

func sampleDraw() DrawView {
	b := sampleBoardView()
	return DrawView{Board: b, Frame: b.Frames[1], Base: "12", Over: "abc", Drawing: b.Frames[1].URL + "/drawing.json", Picture: b.Frames[1].URL + "/picture.jpg?of=a",
		Onion: b.Frames[0].Large, Sync: "/p/the-lamp-room/sync", Before: b.Frames[0].DrawURL, After: b.Frames[2].DrawURL, Save: b.Frames[1].URL, Spot: sampleSpot("draw"),
		Fields: []Field{{ID: "draw-title", Name: "title", Label: "Title"}, {ID: "draw-size", Name: "size", Label: "Size", List: "draw-sizes"}},
		Lists:  []WordList{{ID: "draw-sizes", Words: []Option{{"CU", "Close-up"}}}}}
}
