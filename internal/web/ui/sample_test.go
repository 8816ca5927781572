package ui

import (
	"testing/fstest"

	"github.com/btsdirector/bts/internal/web/client"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// The sample is a production in mid-shoot, with the words that a unit would use.

var (
	light   = Arc{Name: "The light itself", Hue: 1}
	makers  = Arc{Name: "The people who make it", Hue: 2}
	pair    = Arc{Name: "Director and lead", Hue: 3}
	storm   = Arc{Name: "The storm", Hue: 4}
	bridge  = Arc{Name: "The fall from the bridge", Hue: 5}
	harbour = Arc{Name: "A harbour for three weeks", Hue: 6}
)

func clock(h, m int) production.Clock { return production.Clock(h*60 + m) }

// testAssets are the built client, or names that stand in for it before the first build.
func testAssets() *Assets {
	if built, err := NewAssets(client.Files()); err == nil {
		return built
	}
	assets, err := NewAssets(fstest.MapFS{"manifest.json": {Data: []byte(
		`{"app.css":"app-AAAAAAAA.css","app.js":"app-BBBBBBBB.js","board.js":"board-EEEEEEEE.js","calendar.js":"calendar-FFFFFFFF.js","cull.js":"cull-JJJJJJJJ.js","library.js":"library-KKKKKKKK.js","peaking.js":"peaking-LLLLLLLL.js","storyboard.js":"storyboard-HHHHHHHH.js","sw.js":"sw-GGGGGGGG.js","upload.js":"upload-MMMMMMMM.js","mark.svg":"mark-CCCCCCCC.svg",
		"inter-latin-opsz-normal.woff2":"inter-latin-opsz-normal-DDDDDDDD.woff2"}`)}})
	if err != nil {
		panic(err)
	}
	return assets
}

// samplePage is a page of The Lamp Room as its BTS director sees it.
func samplePage(title string, room Room) Page {
	return Page{
		Title: title, Assets: testAssets(), Theme: Night, Room: room, URL: "/p/the-lamp-room/" + string(room),
		Production: &ProductionHead{Slug: "the-lamp-room", Title: "The Lamp Room", Day: "Day 4 of 12"},
		Base:       "/p/the-lamp-room", Account: "Billie Dunmore", Live: "/p/the-lamp-room/events",
		Rights: Rights{Script: true, Schedule: true, Moments: true, Crew: true, Plan: true, Packet: true, People: true,
			Import: true, EditMoments: true, EditCrew: true, MakePlan: true, Edit: true, Revisions: true, Story: true, EditStory: true, EditShots: true},
	}
}

func strip(scene, text string, side production.IntExt, night bool, from, to production.Clock) StripView {
	if to == 0 {
		from = production.NoClock
	}
	return StripView{Scene: scene, Text: text, IntExt: side, Night: night, Time: Times(from, to, false),
		Length: "1 3/8", Cast: "Marit, Ebbe", URL: "/p/the-lamp-room/script/" + scene}
}

// dayFour is the day line of day 4, with the moment called lit brought out.
func dayFour(lit string, bigger bool) DayLineView {
	span := func(text string, h, m, h2, m2 int, arc Arc) Span {
		return Span{Start: clock(h, m), End: clock(h2, m2), Text: text, Arc: arc, Lit: text == lit}
	}
	scene := func(number, text string, night bool, h, m, h2, m2 int) Span {
		return Span{Start: clock(h, m), End: clock(h2, m2), Text: number + " " + text, Strip: strip(number, text, "INT", night, 0, 0)}
	}
	return DayLineView{
		Label:  "Day 4 from 9 to 22: main unit scenes 20, 21 and 22; BTS at 11:00, 12:45 and 14:10",
		Main:   []Span{scene("20", "Lamp room", false, 9, 30, 12, 0), scene("21", "Lamp room", false, 13, 0, 16, 30), scene("22", "Lamp room stairs", true, 17, 0, 21, 0)},
		BTS:    []Span{span("Director & lead", 11, 0, 12, 0, pair), span("Interview: gaffer", 12, 45, 13, 30, makers), span("Lamp lit for real", 14, 10, 15, 40, light)},
		Meals:  []Span{{Start: clock(12, 0), End: clock(13, 0)}},
		Hours:  bigger,
		Bigger: bigger,
	}
}

func sampleMoments() []MomentView {
	line := func(lit string) *DayLineView { v := dayFour(lit, false); return &v }
	return []MomentView{
		{ID: "m1", Title: "The lamp is lit for real", Kind: story.Technical, Scene: "21", SceneURL: "/p/the-lamp-room/script/21", Score: 87,
			Status: story.Proposed, MustHave: true, When: "Day 4 · Thu 7 May", Time: "14:10–15:40", Place: "Lamp room", OtherDays: 1,
			Line: line("Lamp lit for real"), Arc: light, Team: "1 video, 1 stills", Minutes: 90,
			Reasons: []ReasonView{
				{Text: "Practical effect: working Fresnel lens, lit in one take", Points: 34, Where: "scene 21, line 640", URL: "/p/the-lamp-room/script/21"},
				{Text: "Only day in the lamp room with director, lead and gaffer together", Points: 28},
				{Text: "First time the lamp burns in the story", Points: 25, Where: "scene 21, line 652", URL: "/p/the-lamp-room/script/21"},
				{Text: "Narrow set: two BTS people at most", Points: -6}},
			Covered: "Ada and Jun cover it on day 4, 14:10–15:40.", Kept: "Title set by hand"},
		{ID: "m2", Title: "Fall from the bridge, take one", Kind: story.Stunt, Scene: "33", Score: 92, Status: story.Confirmed,
			When: "Day 9 · Thu 14 May", Time: "20:30–23:00", Place: "Sluice bridge", Line: &DayLineView{Label: "Day 9 from 15 to 1", From: clock(15, 0), To: clock(25, 0),
				Main: []Span{{Start: clock(16, 0), End: clock(19, 30), Strip: strip("33", "Bridge", "EXT", true, 0, 0)}, {Start: clock(20, 30), End: clock(24, 0), Strip: strip("34", "Bridge", "EXT", true, 0, 0)}},
				BTS:  []Span{{Start: clock(20, 30), End: clock(23, 0), Arc: bridge, Lit: true}}},
			Arc: bridge, Team: "2 video, 1 stills", Minutes: 150,
			Reasons:   []ReasonView{{Text: "Stunt: fall from the bridge into the sluice", Points: 46, Where: "scene 33, line 1012"}, {Text: "Stunt double Rikke Holm is called", Points: 22}},
			Uncovered: "Both camera people would start 9 h after the wrap of day 8. Two more crew-days cover it."},
		{ID: "m3", Title: "Ebbe reads the last letter", Kind: story.Performance, Scene: "24", Score: 71, Status: story.Proposed, When: "Day 5 · Fri 8 May",
			Time: "~19:30–21:00", Place: "Gallery", Line: line(""), Arc: pair, Team: "1 stills", Minutes: 60, OtherDays: 0,
			Reasons: []ReasonView{{Text: "Longest monologue of the script: 31 lines of Ebbe's", Points: 38, Where: "scene 24, line 702"}}},
		{ID: "m4", Title: "Rain towers go up", Kind: story.SetBuild, Scene: "30", Score: 64, Status: story.Proposed, When: "Day 7 · Tue 12 May",
			Time: "15:30–18:00", Place: "North jetty", Line: line(""), Arc: storm, Team: "1 time-lapse", Minutes: 30,
			Reasons: []ReasonView{{Text: "Special equipment: 2 rain towers, 1 wind machine", Points: 33}}},
		{ID: "m5", Title: "Bedroom at night", Kind: story.Performance, Scene: "14", Score: 41, Status: story.Proposed, Closed: true, When: "Day 3 · Wed 6 May",
			Time: "10:00–12:30", Place: "Keeper's house", Line: line(""), Team: "1 stills", Minutes: 45,
			Reasons: []ReasonView{{Text: "Closed set all morning: nobody from BTS enters", Points: -30}}},
		{ID: "m6", Title: "Interview: Solveig Aune, gaffer", Kind: story.Interview, Score: 58, Status: story.Confirmed, ByHand: true, When: "Day 4 · Thu 7 May",
			Time: "12:45–13:30", Place: "Base, quiet room", Line: line("Interview: gaffer"), Arc: makers, Team: "1 interview, 1 video, 1 sound", Minutes: 45,
			Reasons: []ReasonView{{Text: "Free between scenes 20 and 21, ten minutes from set", Points: 21}}},
		{ID: "m7", Title: "First shot of the film", Kind: story.FirstShot, Scene: "9", Score: 78, Status: story.Confirmed, When: "Day 1 · Mon 4 May",
			Time: "07:40–08:30", Place: "Lighthouse rocks", Line: line(""), Arc: harbour, Team: "1 video, 1 stills", Minutes: 50,
			Reasons: []ReasonView{{Text: "First strip of day 1", Points: 40}}},
		{ID: "m8", Title: "Coat and oilskins, second fitting", Kind: story.FittingTest, Score: 22, Status: story.Dismissed, When: "Wed 6 May",
			Time: "09:00–10:00", Place: "Costume store", Line: line(""), Team: "1 stills", Minutes: 30, Gone: true,
			Reasons: []ReasonView{{Text: "Costume fitting of Marit", Points: 18}}},
	}
}

func sampleCovers() []CoverView {
	team := []string{"Ada Moreau, video", "Jun Sato, stills"}
	names := []string{"Ada Moreau", "Jun Sato"}
	cover := func(id, title string, k story.Kind, arc Arc, h, m, h2, m2 int) CoverView {
		return CoverView{MomentID: id, Title: title, Kind: k, Arc: arc, Start: clock(h, m), End: clock(h2, m2), Place: "Lamp room",
			Team: team, Names: names, Score: 70, URL: "/p/the-lamp-room/moments/" + id}
	}
	return []CoverView{
		cover("m9", "Director and lead at the rail", story.DirectorActor, pair, 11, 0, 12, 0),
		cover("m6", "Interview: Solveig Aune, gaffer", story.Interview, makers, 12, 45, 13, 30),
		cover("m1", "The lamp is lit for real", story.Technical, light, 14, 10, 15, 40),
	}
}

func sampleShifts() []ShiftView {
	return []ShiftView{
		{Name: "Ada Moreau", Skills: "Video, interview", Call: clock(10, 0), Wrap: clock(18, 30), Meal: clock(13, 30), MealTo: clock(14, 0)},
		{Name: "Jun Sato", Skills: "Stills, time-lapse", Call: clock(10, 0), Wrap: clock(18, 30), Meal: clock(13, 30), MealTo: clock(14, 0)},
	}
}

func sampleUncovered() []UncoveredView {
	return []UncoveredView{
		{MomentID: "m2", Title: "Fall from the bridge, take one", Kind: story.Stunt, Score: 92, URL: "/p/the-lamp-room/moments/m2",
			Reason: "Both camera people would start 9 h after the wrap of day 8. Two more crew-days cover it.", Change: "Two more crew-days on day 9 (Wed 13 May), for Ada Moreau and Jun Sato"},
		{MomentID: "m5", Title: "Bedroom at night", Kind: story.Performance, Score: 41, URL: "/p/the-lamp-room/moments/m5",
			Reason: "Closed set. Nobody from BTS enters or watches a monitor."},
		{MomentID: "m10", Title: "The school arrives as extras", Kind: story.Collaboration, Score: 24, URL: "/p/the-lamp-room/moments/m10",
			Reason: "Day 8 alone brings too little. Moving a person from day 2 would cost 11."},
		{MomentID: "m8", Title: "Coat and oilskins, second fitting", Kind: story.FittingTest, Score: 22, URL: "/p/the-lamp-room/moments/m8",
			Reason: "No stills photographer is free on Wed 6 May.", Change: "A second stills photographer on day 3 (Wed 6 May)"},
	}
}
