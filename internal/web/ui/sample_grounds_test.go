package ui

import "strings"

// sampleStand is a plan with two signs on it.
func sampleStand() StandView {
	north := 30.0
	return StandView{ID: "g1", Title: "Lighthouse", Note: "No tripod on the stairs.", URL: "/p/the-lamp-room/places/g1", Picture: "/p/the-lamp-room/places/g1/picture.jpg?of=a",
		High: 75, North: &north, Bar: "5 m", BarPart: 0.4, Alt: "Lighthouse with 2 cameras", Words: "North lies 30\u00b0 clockwise from the top.",
		Signs: []SignView{{X: 25, Y: 60, Turn: 45, Label: "1, 3", LabelX: 20, LabelY: 65, LabelHalf: 5.8, LabelRadius: 2.9}, {X: 80, Y: 20, Turn: 270}}}
}

func sampleSpot(of string) SpotForm {
	ground := Field{ID: of + "-ground", Name: "ground", Label: "Plan", Options: []Option{{"", "That of the place: Lighthouse"}, {"g1", "Lighthouse"}}}
	return SpotForm{Fields: []Field{{ID: of + "-spot-x", Name: "spot_x", Label: "From the left, %", Type: "number"}}, Ground: &ground,
		Plans: `{"":{"picture":"","shape":1,"north":0}}`, Add: "/p/the-lamp-room/places#add-ground"}
}

func sampleGroundCard(name string) GroundCard {
	return GroundCard{Name: name, Facts: []string{"24 m wide", "north 90\u00b0"}, URL: "/p/the-lamp-room/places/g1", Picture: "/p/the-lamp-room/places/g1/picture.jpg?of=a", Wide: 1600, High: 1200}
}

func sampleGroundFields() []Field {
	return []Field{{ID: "new-where", Name: "where", Label: "Place", Options: []Option{{"Lighthouse", "Lighthouse"}}}, {ID: "new-title", Name: "title", Label: "Title"}}
}

func sampleGrounds() GroundsView {
	return GroundsView{Sentence: "The cameras of the storyboards stand on them.", Lost: []GroundCard{sampleGroundCard("\u05e9\u05dc\u05d5\u05dd 🎬 " + strings.Repeat("verylongname", 20))},
		List: []GroundCard{sampleGroundCard("Lighthouse")}, Add: &GroundForm{Action: "/p/the-lamp-room/places", Fields: sampleGroundFields()}, Boards: "/p/the-lamp-room/boards"}
}

func sampleGround() GroundView {
	form := sampleStoryForm("/p/the-lamp-room/places/g1")
	plan := sampleStand()
	plan.Signs = nil
	return GroundView{Card: sampleGroundCard("Lighthouse"), Plan: plan, Lost: true, Form: form, Replace: "/p/the-lamp-room/places/g1/picture",
		Remove: "/p/the-lamp-room/places/g1/remove", History: sampleHistory()}
}

func sampleBoardPlans() BoardPlansView {
	b, plan := sampleBoardView(), sampleStand()
	plan.Cameras = []CameraRow{{b.Frames[0], "looks north-east"}, {b.Frames[1], "looks west"}}
	square := StandView{Title: "A plain square", High: 100, Alt: "A plain square with 1 camera", Words: "North is up.", Signs: []SignView{{X: 50, Y: 50}}}
	return BoardPlansView{Board: b, Plans: []StandView{plan, square}, Unplaced: b.Frames[2:], Images: []Option{{b.URL + "/plan.png?ground=g1", "Image of Lighthouse"}}}
}
