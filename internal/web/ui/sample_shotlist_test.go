package ui

import (
	"strings"

	"github.com/a-h/templ"

	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/story"
)

func sampleShots() []ShotView {
	return []ShotView{
		{ID: "s1", Title: "Faces that watch", How: "CU · eye level · 85 mm · stills", Medium: "Stills", Weight: shotlist.Must, Reason: "promised", Status: shotlist.Planned,
			Moment: "The lamp is lit for real", MomentURL: "/p/the-lamp-room/moments/m1", Kind: story.Technical, Arc: light, When: "Day 4 · Thu 7 May", Time: "14:10–15:40", Place: "Lamp room", Booked: true, Team: []string{"Ada Moreau"}},
		{ID: "s2", Title: strings.Repeat("שקט 🎬 ", 60), Medium: "Video", Weight: shotlist.Must, Reason: "the beat “It works” has nothing else", Status: shotlist.Got, When: "Any day"},
		{ID: "s3", Title: "The wick", Medium: "Video", Sound: "the match", Note: "From beside the lens.", Weight: shotlist.Nice, Reason: "of no moment", Status: shotlist.Missed, When: "Any day"},
		{ID: "s4", Title: "Closed", Medium: "Video", Weight: shotlist.Nice, Status: shotlist.Planned, When: "Any day", Closed: true},
		{ID: "s5", Title: "The keeper", Medium: "Sound", Weight: shotlist.Nice, Reason: "said by hand", Status: shotlist.Got, Proof: "A017_C003", When: "Any day", Beat: "It works", BeatURL: "/p/the-lamp-room/story/beats/b1"},
	}
}

func sampleShotForm(prefix string) ShotForm {
	f := NewShotForm("/p/the-lamp-room/shotlist", "Add the shot", prefix)
	f.Moment.Options = []Option{{"", "Of no moment"}, {"m1", "The lamp is lit for real (day 4)"}}
	return f
}

// shotlistSamples are the pages of the shot list.
func shotlistSamples() map[string]templ.Component {
	shots := sampleShots()
	list := ShotlistView{
		Sentence: "1 of 2 musts are got. Of all 5, 2 are got.", Treatment: sampleStory().Treatment,
		Statuses: []Tab{{Text: "All", URL: "/p/the-lamp-room/shotlist", Count: 5, Counted: true, Current: true}, {Text: "Got", URL: "/p/the-lamp-room/shotlist?status=got", Count: 2, Counted: true}},
		Selects:  []Field{{ID: "filter-day", Name: "day", Label: "Day", Options: []Option{{"", "Any day"}, {"2026-05-07", "Day 4 · Thu 7 May"}}}},
		Groups:   []ShotGroup{{Title: "Must", Key: "must", Shots: shots[:2], Open: 1}, {Title: "Nice to have", Key: "nice", Shots: shots[2:], Open: 1}},
		Files:    []DayLink{{"PDF", "/p/the-lamp-room/shotlist.pdf"}}, New: sampleShotForm("new"),
		Bulk: []BulkSet{{Field{ID: "bulk-priority", Name: "priority", Label: "Priority", Options: PriorityOptions()}, "Set the priority"}},
		Kept: &SavedViews{Page: "shotlist", Query: "status=got", Views: []SavedView{{Name: "Musts 🎬", URL: "/p/the-lamp-room/shotlist", Current: true, Owned: true,
			Edit: "/p/the-lamp-room/views/v1", Remove: "/p/the-lamp-room/views/v1/remove"}}},
		Suggest: Field{ID: "suggest-moment", Name: "moment", Label: "Moment without shots", Options: []Option{{"m1", "The lamp is lit for real"}}},
	}
	refused := sampleShotForm("new")
	refused.Error = "The shot has no title. Say in a few words what is to be seen."
	return map[string]templ.Component{
		"shotlist":       ShotlistPage(samplePage("Shot list", RoomShotlist), list),
		"shotlist-empty": ShotlistPage(samplePage("Shot list", RoomShotlist), ShotlistView{Empty: true, New: refused}),
		"shot": ShotPage(samplePage("The wick", RoomShotlist), ShotPageView{Shot: shots[0], Form: sampleShotForm("shot"), History: sampleHistory(),
			Move: MoveForm{Action: "/p/the-lamp-room/shotlist/s1/move", To: Field{ID: "move-to", Name: "to", Label: "Where", Hint: "Move"}, Groups: []MoveTarget{{Options: []Option{{"", "First"}}}}}}),
	}
}
