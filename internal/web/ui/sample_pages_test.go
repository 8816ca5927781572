package ui

import (
	"fmt"
	"maps"

	"github.com/a-h/templ"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// sampleBoard is the board of twelve days.
func sampleBoard() []BoardDay {
	dates := []string{"Mon 4 May", "Tue 5 May", "Wed 6 May", "Thu 7 May", "Fri 8 May", "Mon 11 May", "Tue 12 May", "Wed 13 May", "Thu 14 May", "Fri 15 May", "Sat 16 May", "Mon 18 May"}
	short := []string{"4 May", "5 May", "6 May", "7 May", "8 May", "11 May", "12 May", "13 May", "14 May", "15 May", "16 May", "18 May"}
	strips := [][]StripView{
		{strip("1", "Ferry", "EXT", false, 0, 0), strip("4", "Kitchen", "INT", false, 0, 0), strip("2", "Quay", "EXT", false, 0, 0)},
		{strip("9", "Lighthouse", "EXT", false, 0, 0), strip("10", "Rocks", "EXT", false, 0, 0), strip("11", "North jetty", "EXT", false, 0, 0)},
		{{Scene: "14", Text: "Bedroom", IntExt: "INT", Closed: true}, strip("15", "Kitchen", "INT", false, 0, 0)},
		{strip("20", "Lamp room", "INT", false, 0, 0), strip("21", "Lamp room", "INT", false, 0, 0), strip("22", "Lamp room stairs", "INT", true, 0, 0)},
		{strip("23", "Lamp room", "INT", true, 0, 0), strip("24", "Gallery", "EXT", true, 0, 0)},
		{strip("5", "Shop", "INT", false, 0, 0), strip("6", "Shop", "INT", false, 0, 0)},
		{strip("30", "Jetty, storm", "EXT", true, 0, 0), strip("31", "Jetty, storm", "EXT", true, 0, 0)},
		{strip("7", "School", "INT", false, 0, 0), strip("8", "Yard", "EXT", false, 0, 0)},
		{strip("33", "Bridge", "EXT", true, 0, 0), strip("34", "Bridge", "EXT", true, 0, 0)},
		{strip("12", "Office", "INT", false, 0, 0)},
		{strip("35", "Rocks at dawn", "EXT", false, 0, 0)},
		{strip("36", "Ferry", "EXT", false, 0, 0)},
	}
	covers := map[int][]CoverView{1: sampleCovers()[:2], 3: sampleCovers(), 4: sampleCovers()[2:], 6: sampleCovers()[:2], 8: sampleCovers()[1:], 10: sampleCovers()[:1]}
	days := make([]BoardDay, len(dates))
	for i := range days {
		days[i] = BoardDay{Date: dates[i], Short: short[i], Number: i + 1, Strips: strips[i], Covers: covers[i], Attended: covers[i] != nil,
			Now: i == 3, Past: i < 3, Break: i == 5 || i == 11, URL: "/p/the-lamp-room/plan?day=" + fmt.Sprint(i), Call: "07:00", Wrap: "19:00",
			Buys: "The lamp, the gaffer's interview, director and lead alone.", Selected: i == 3}
	}
	return days
}

func sampleCrewRows() []BoardCrew {
	rows := []BoardCrew{{Name: "Ada Moreau", Skills: "Video, interview", Used: "5 of 6 days"}, {Name: "Jun Sato", Skills: "Stills, time-lapse", Used: "4 of 6 days"},
		{Name: "Petra Lind", Skills: "Sound, video", Used: "2 of 6 days"}}
	for i := range rows {
		rows[i].Shifts, rows[i].Away = make([]*ShiftView, 12), make([]bool, 12)
		for _, day := range []int{1, 3, 6, 8, 10}[i:] {
			shift := sampleShifts()[i%2]
			rows[i].Shifts[day] = &shift
		}
		rows[i].Away[2] = i == 1
	}
	return rows
}

func samplePlan() PlanView {
	return PlanView{Headline: "9 of 12 crew-days used well.", Sentence: "31 of 44 moments covered, every arc fed. Within 1.4\u00a0% of the best possible plan.",
		Made: "Made by Billie Dunmore, Tue 5 May 21:40", Changes: "24 kept, 3 moved, 1 dropped, 4 added", CrewDays: 12, Seconds: 5,
		Days: sampleBoard(), Crew: sampleCrewRows(), Uncovered: sampleUncovered(), Changed: sampleChanged(),
		Price: "One more crew-day, Jun Sato on Wed 13 May, would bring 3 more moments. The one that brings least is Petra Lind on Tue 12 May: 1 moment would be lost without it.",
		Selected: &PlanDayView{Title: "Day 4 · Thu 7 May", Buys: "The lamp, the gaffer's interview, director and lead alone.", Line: withHours(dayFour("", false)),
			Loss: "Without this day 3 of its 4 moments would be lost.", Only: []string{"The lamp is lit for real", "The lens is reset by hand"},
			Covers: sampleCovers(), Shifts: sampleShifts(), PacketURL: "/p/the-lamp-room/days/2026-05-07", CloseURL: "/p/the-lamp-room/plan"}}
}

func withHours(v DayLineView) DayLineView { v.Hours = true; return v }

func samplePacket() PacketView {
	line := dayFour("", true)
	line.Now = clock(14, 22)
	late := strip("22", "Lamp room stairs", "INT", true, clock(17, 0), clock(21, 0))
	late.Mark = sampleMark("Start", "16:00")
	return PacketView{Correct: sampleCorrectURL, Marks: DayMarks{Call: sampleMark("Call", "07:30"), Place: sampleMark("Location", "Harbour")},
		Title: "Day 4 · Thu 7 May", Place: "Ytterholm lighthouse", Attended: true, Buys: "the lamp, and the people who light it",
		Call: "10:00", Meal: "13:30–14:00", Wrap: "18:30", MainCall: "08:30", MainWrap: "~21:00", Line: line, Live: true,
		Changes: []string{"Scene 22 moved to 17:00; the lamp stays at 14:10."},
		Moments: []PacketMoment{
			{ID: "m9", Title: "Director and lead at the rail", Kind: story.DirectorActor, Arc: pair, Time: "11:00–12:00", Scene: "20", Place: "Lamp room",
				Team: []string{"Jun Sato, stills"}, State: "past", URL: "/p/the-lamp-room/moments/m9"},
			{ID: "m6", Title: "Interview: Solveig Aune, gaffer", Kind: story.Interview, Arc: makers, Time: "12:45–13:30", Place: "Base, quiet room", Person: "Solveig Aune",
				Team: []string{"Ada Moreau, interview", "Jun Sato, video"}, Kit: []string{"interview light", "two lavaliers"}, State: "past", URL: "/p/the-lamp-room/moments/m6"},
			{ID: "m1", Title: "The lamp is lit for real", Kind: story.Technical, Arc: light, Time: "14:10–15:40", Scene: "21", Place: "Lamp room",
				Team: []string{"Ada Moreau, video", "Jun Sato, stills"}, Why: "Practical effect: working Fresnel lens, lit in one take.", State: "now",
				Notes: []string{"Two people at most. Stay off the stairs while they rig."}, URL: "/p/the-lamp-room/moments/m1"},
			{ID: "m11", Title: "The lens is reset by hand", Kind: story.Collaboration, Arc: light, Time: "16:15–17:00", Scene: "21", Place: "Lamp room",
				Team: []string{"Ada Moreau, video"}, State: "next", URL: "/p/the-lamp-room/moments/m11"}},
		Places: []PacketPlace{{Name: "Lamp room", Location: "Ytterholm lighthouse", Time: "11:00–17:00", Note: "2 BTS people allowed"},
			{Name: "Quiet room", Location: "Base, boat shed", Time: "12:45–13:30"}, {Name: "Keeper's bedroom", Location: "Ytterholm lighthouse", Note: "Closed set all day: nobody from BTS enters or watches a monitor.", Closed: true}},
		Crew: sampleShifts(), Strips: []StripView{strip("20", "Lamp room", "INT", false, clock(9, 30), clock(12, 0)), {Text: "Meal", Time: "12:00"},
			strip("21", "Lamp room", "INT", false, clock(13, 0), clock(16, 30)), late},
		Contacts: []Contact{{Name: "Anders Vik", Role: "1st assistant director", Phone: "+47 555 01 42"}, {Name: "Solveig Aune", Role: "Gaffer"}},
		Checks:   sampleChecklist(), Missed: sampleUncovered()[2:3], PDF: "/p/the-lamp-room/days/2026-05-07/packet.pdf", ICS: "/p/the-lamp-room/days/2026-05-07/packet.ics",
		Before: &DayLink{"Day 3", "/p/the-lamp-room/days/2026-05-06"}, After: &DayLink{"Day 5", "/p/the-lamp-room/days/2026-05-08"},
		Revision: "Schedule: blue, 2 May. Plan: Tue 5 May 21:40."}
}

func sampleChanged() []ChangedView {
	return []ChangedView{
		{Title: "Coat and oilskins, second fitting", Kind: "dropped", What: "Was on Day 3 · Wed 6 May, 11:00", Why: "Jun Sato is not available on day 3 (Wed 6 May) any more.", URL: "/p/the-lamp-room/moments/m8"},
		{Title: "The lamp is lit for real", Kind: "moved", What: "Day 4 · Thu 7 May, 14:10; moved from Tue 5 May", Why: "Scene 21 moved to day 4 (Thu 7 May).", URL: "/p/the-lamp-room/moments/m1"},
		{Title: "Rain towers, take one", Kind: "other people", What: "Day 7 · Tue 12 May, 19:30; Petra Lind instead of Jun Sato", Why: "Jun Sato would not get the 11 h of rest before the next day."},
		{Title: "The school arrives as extras", Kind: "new", What: "Day 6 · Mon 11 May, 09:00", Why: "It was found after the plan before. Ada Moreau works on day 6 (Mon 11 May) anyway and can take it in."}}
}

func sampleDays() []DayRow {
	row := func(title, text string, on, now bool, people ...string) DayRow {
		return DayRow{Title: title, Place: "Ytterholm lighthouse", Attended: on, Now: now, Line: dayFour("", false), Text: text, People: people, URL: "/p/the-lamp-room/days/2026-05-07"}
	}
	return []DayRow{row("Day 4 · Thu 7 May", "4 moments: the lamp is lit, gaffer's interview", true, true, "Ada Moreau", "Jun Sato"),
		row("Day 5 · Fri 8 May", "1 moment: Ebbe reads the last letter", true, false, "Ada Moreau"),
		row("Day 6 · Mon 11 May", "Not attended: brings too little", false, false),
		row("Day 7 · Tue 12 May", "2 moments: rain towers, storm take one", true, false, "Ada Moreau", "Jun Sato", "Petra Lind")}
}

func sampleForm() MomentForm {
	f := NewMomentForm("/p/the-lamp-room/moments", "Add the moment", "new")
	f.Kind.Value, f.Minutes.Value, f.Score.Value = string(story.Unplanned), "60", "50"
	return f
}

func sampleScene() SceneView {
	line := func(k production.LineKind, text string) production.Line { return production.Line{Kind: k, Text: text} }
	return SceneView{Number: "21", Heading: "INT. LAMP ROOM - DAY", Strip: strip("21", "Lamp room", "INT", false, 0, 0),
		Facts: []MarkedFact{{Name: "Length", Value: "1 3/8 pages"}, {Name: "Script day", Value: "D3", Mark: sampleMark("Script day", "D2")}, {Name: "Characters", Value: "Marit, Ebbe"}},
		Mark:  sampleMark("Set", "LAMP STORE"), Correct: sampleCorrectURL,
		Lines: []production.Line{line(production.Action, "The lens stands dark. MARIT wipes salt from the brass; the cloth comes away green."),
			line(production.Character, "Ebbe"), line(production.Parenthetical, "(from the stairs)"), line(production.Dialogue, "They said it would never burn again."),
			line(production.Character, "Marit"), line(production.Dialogue, "They said it from the mainland."),
			line(production.Action, "She strikes the match. The room fills, slowly, as if the light had to remember how."), line(production.Transition, "CUT TO:")},
		Notes: []production.Note{{Text: "The lamp must really burn: one take, no wall behind the lens."}}, Moments: sampleMoments()[:2],
		Elements: []ElementGroup{{"Special effects", []string{"working Fresnel lamp"}}, {"Props", []string{"matches", "brass cloth"}}},
		Days:     []DayLink{{"Day 4 · Thu 7 May", "/p/the-lamp-room/days/2026-05-07"}},
		Before:   &DayLink{"Scene 20", "/p/the-lamp-room/script/20"}, After: &DayLink{"Scene 22", "/p/the-lamp-room/script/22"}}
}

// samples are all pages with true-looking content, by the name of their file.
func samples() map[string]templ.Component {
	all := houseSamples()
	for _, more := range []map[string]templ.Component{shotlistSamples()} {
		maps.Copy(all, more)
	}
	return all
}

func houseSamples() map[string]templ.Component {
	door := Page{Title: "Sign in", Assets: testAssets(), Theme: Night, URL: "/sign-in"}
	home := Page{Title: "Productions", Assets: testAssets(), Theme: Night, URL: "/", Account: "Billie Dunmore", Owner: true}
	name, email, password := NewAccountFields()
	busy := samplePage("Coverage plan", RoomPlan)
	busy.Tasks = []TaskView{{ID: "t1", Title: "Plan the coverage", Message: "1,240 plans tried", Done: 62, Total: 100, State: "running", CancelURL: "/p/the-lamp-room/tasks/t1/cancel"}}
	flashed := samplePage("Moments", RoomMoments)
	flashed.Flash = &Flash{Text: "“Coat and oilskins” is dismissed.", Undo: "/p/the-lamp-room/moments/m8/restore"}
	viewer := samplePage("The Lamp Room", RoomToday)
	viewer.Rights = Rights{Plan: true}
	line := dayFour("", true)
	line.Now = clock(14, 22)
	packet := samplePacket()
	moments := sampleMomentsView()
	cards := moments
	cards.Cards = true
	running := samplePlan()
	running.Running, running.Stale = &busy.Tasks[0], "The schedule changed after this plan was made. Plan again."
	zone := NewProductionForm("Europe/Oslo")
	edit := NewMomentForm("/p/the-lamp-room/moments/m1", "Save", "edit")
	edit.Title.Value, edit.Title.Error, edit.Open = "", "Say in a few words what happens.", true
	return map[string]templ.Component{
		"today": TodayPage(samplePage("Today", RoomToday), TodayView{Title: "Day 4 · Thu 7 May", Sentence: "Two people, four moments. Call 10:00 at Ytterholm lighthouse.",
			Line: &line, Now: &packet.Moments[2], Next: packet.Moments[3:], PacketURL: "/p/the-lamp-room/days/2026-05-07", Coming: sampleDays()[1:],
			Attention: []Attention{{Text: "The bridge fall is not covered", Detail: "Worth 92. Two more crew-days cover it.", Action: "Open the plan", URL: "/p/the-lamp-room/plan", Bad: true},
				{Text: "31 moments wait for a yes or no", Detail: "The strongest: The lamp is lit for real, 87.", Action: "Decide", URL: "/p/the-lamp-room/moments?status=proposed"}},
			Figures: []Figure{{"31 of 44", "moments covered", "/p/the-lamp-room/plan"}, {"9 of 12", "crew-days used", "/p/the-lamp-room/plan"}, {"36", "scenes", "/p/the-lamp-room/script"}, {"3", "in the crew", "/p/the-lamp-room/crew"}},
			News:    []News{{"Tue 21:40", "Billie made a new plan", "/p/the-lamp-room/plan"}, {"Tue 18:05", "Blue schedule: 3 scenes moved", "/p/the-lamp-room/import"}}}),
		"today-new": TodayPage(viewer, TodayView{Title: "The Lamp Room", Sentence: "Four steps to the first plan.", Steps: []Step{
			{Title: "Import the script", Text: "Scenes, cast and what is in the text.", Action: "Import", URL: "/p/the-lamp-room/import", Done: true},
			{Title: "Import the schedule", Text: "Shoot days, strips and locations.", Action: "Import", URL: "/p/the-lamp-room/import"},
			{Title: "Name the BTS crew", Text: "Who can do what, and when they are away.", Action: "Add people", URL: "/p/the-lamp-room/crew"},
			{Title: "Plan", Text: "Which days, who, where, when, and why not.", Action: "Open the plan", URL: "/p/the-lamp-room/plan"}}}),
		"moments": MomentsPage(flashed, moments), "moments-cards": MomentsPage(samplePage("Moments", RoomMoments), cards),
		"moments-empty":   MomentsPage(samplePage("Moments", RoomMoments), MomentsView{New: sampleForm()}),
		"worksheet":       WorksheetPage(samplePage("Worksheet", RoomSheet), sampleWorksheet()),
		"boards":          BoardsPage(samplePage("Storyboards", RoomBoards), sampleBoards()),
		"board":           BoardPage(samplePage("The lamp is lit for real", RoomBoards), sampleBoardPage()),
		"board-plans":     BoardPlansPage(samplePage("Where the cameras stand", RoomBoards), sampleBoardPlans()),
		"places":          GroundsPage(samplePage("Plans of places", RoomBoards), sampleGrounds()),
		"places-none":     GroundsPage(samplePage("Plans of places", RoomBoards), GroundsView{Boards: "/p/the-lamp-room/boards"}),
		"place":           GroundPage(samplePage("Lighthouse", RoomBoards), sampleGround()),
		"board-present":   PresentPage(samplePage("The lamp is lit for real", RoomBoards), sampleBoardPage()),
		"frame":           FramePage(samplePage("Under the lens", RoomBoards), sampleFramePage()),
		"frame-draw":      DrawPage(samplePage("Draw", RoomBoards), sampleDraw()),
		"story":           StoryPage(samplePage("Story", RoomStory), sampleStory()),
		"story-treatment": TreatmentPage(samplePage("Treatment", RoomStory), sampleStory().Treatment.Lines, []LookView{{URL: "/p/the-lamp-room/story/looks/a", Caption: "The lens by day", Remove: "/p/the-lamp-room/story/looks/a/remove"}, {URL: "/p/the-lamp-room/story/looks/b", Remove: "/p/the-lamp-room/story/looks/b/remove"}}, sampleStoryForm("/treatment")),
		"story-history":   StoryHistoryPage(samplePage("History of the story", RoomStory), sampleHistory()),
		"story-arc": ArcPage(samplePage("The light itself", RoomStory), ArcPageView{Arc: sampleStory().Arcs[0], Form: sampleStoryForm("/arc"),
			NewBeat: sampleStoryForm("/beats"), Move: sampleMove(), History: sampleHistory()}),
		"story-beat": BeatPage(samplePage("It works", RoomStory), BeatPageView{Beat: sampleStory().Arcs[0].Beats[0], Form: sampleStoryForm("/beat"),
			Wants: []WantFields{{Source: Field{ID: "ws", Name: "want_source", Label: "From", Options: []Option{{"moment", "Moment"}}},
				Count: Field{ID: "wc", Name: "want_count", Label: "How many", Type: "number"}, Text: Field{ID: "wt", Name: "want_text", Label: "What"}}},
			Move: sampleMove(), Tie: Field{ID: "tie-moment", Name: "moment", Label: "Tie a moment", Options: []Option{{"m9", "Ebbe falls"}}}, History: sampleHistory()}),
		"moment": MomentPage(samplePage("The lamp is lit for real", RoomMoments), MomentPageView{Moment: sampleMoments()[0], Form: edit, Story: sampleTie(),
			Windows: []WindowView{{When: "Day 4 · Thu 7 May", Time: "14:10–15:40", Place: "Lamp room", Worth: 100, People: "2 BTS people allowed", Chosen: true, DayURL: "/p/the-lamp-room/days/2026-05-07", Outline: sampleMoments()[0].Line},
				{When: "Day 5 · Fri 8 May", Time: "~16:00–18:00", Place: "Lamp room", Worth: 60, DayURL: "/p/the-lamp-room/days/2026-05-08"}}}),
		"plan": PlanPage(samplePage("Coverage plan", RoomPlan), samplePlan()), "plan-running": PlanPage(busy, running),
		"plan-whatif": PlanPage(samplePage("Coverage plan", RoomPlan), withWhatIf(samplePlan())),
		"scenario":    ScenarioPage(samplePage("Cheap", RoomPlan), sampleScenarioPage()), "whatif": WhatIfPage(samplePage("Try something out", RoomPlan), sampleWhatIfForm()),
		"plan-empty": PlanPage(samplePage("Coverage plan", RoomPlan), PlanView{CrewDays: 12, Seconds: 5}),
		"packet":     PacketPage(samplePage("Day 4", RoomDays), packet), "days": DaysPage(samplePage("Days", RoomDays), DaysView{Sentence: "12 shoot days, 7 attended.", Days: sampleDays()}),
		"script": ScriptPage(samplePage("Script", RoomScript), ScriptView{Sentence: "36 scenes, 41 2/8 pages. Blue draft of 28 April.", Scenes: sampleScenes()}),
		"scene":  ScenePage(samplePage("Scene 21", RoomScript), sampleScene()),
		"schedule": SchedulePage(samplePage("Schedule", RoomSchedule), ScheduleView{Sentence: "12 shoot days, 4 to 18 May 2026. Blue schedule of 2 May.", Days: sampleSchedule(),
			Events:    []EventRow{{When: "Wed 6 May 09:00–10:00", Kind: "Costume fitting", Title: "coat and oilskins", Who: "Marit", Place: "Costume store", Mark: sampleMark("Start", "08:30"), Correct: sampleCorrectURL}},
			Cast:      []CastRow{{BoardID: "1", Character: "Marit", Name: "Ann Actor", Scenes: 12, Days: 6, Mark: sampleMark("Name", "ANN ACTER"), Correct: sampleCorrectURL}},
			People:    []PersonRow{{Name: "Solveig Aune", Role: "Gaffer", Correct: sampleCorrectURL}},
			Locations: []LocationRow{{Name: "Ytterholm lighthouse", Sets: "Lamp room, Gallery", Days: "Days 2, 4, 11", Mark: sampleMark("Address", ""), Correct: sampleCorrectURL}},
			Unplaced:  sampleScenes()[:1]}),
		"crew": CrewPage(samplePage("BTS crew", RoomCrew), sampleCrew()), "import": ImportPage(samplePage("Import", RoomImport), sampleImport()),
		"revision": RevisionPage(sampleNews(samplePage("pink-schedule.uss", RoomImport)), sampleRevision()),
		"correct":  CorrectPage(samplePage("Day 5 · Fri 8 May", RoomSchedule), sampleCorrect()), "correct-read": CorrectPage(samplePage("Day 5 · Fri 8 May", RoomSchedule), readOnly(sampleCorrect())),
		"corrections": CorrectionsPage(samplePage("Corrections", RoomImport), sampleCorrections()), "corrections-none": CorrectionsPage(samplePage("Corrections", RoomImport), CorrectionsView{Sentence: "Everything shows as the papers say."}),
		"revision-in": RevisionPage(samplePage("pink-schedule.uss", RoomImport), takenIn(sampleRevision())),
		"import-mapping": ImportPage(samplePage("Import", RoomImport), ImportView{Mapping: &MappingView{File: "one-liner.csv", Token: "abc", Columns: []string{"Sc", "Day", "Date", "Set"},
			Rows: [][]string{{"20", "4", "2026-05-07", "LAMP ROOM"}, {"21", "4", "2026-05-07", "LAMP ROOM"}}, Fields: []MappingField{{"scene", "Scene number", true, "Sc"}, {"date", "Date", true, "Date"}, {"set", "Set", false, "Set"}}}}),
		"people": PeoplePage(samplePage("People and roles", RoomPeople), samplePeople()),
		"home": HomePage(home, HomeView{New: &zone, Productions: []ProductionCard{{Title: "The Lamp Room", Kind: "Feature", Role: "BTS director", Text: "Day 4 of 12 · 31 of 44 moments covered", URL: "/p/the-lamp-room", Line: sampleMoments()[0].Line},
			{Title: "Salt", Kind: "Short", Role: "BTS crew member", Text: "Prep · no schedule yet", URL: "/p/salt"}}}),
		"account": AccountPage(home, AccountView{Name: "Billie Dunmore", Email: "billie@lamproom.example", HasPassword: true, Begin: "/account/passkeys/begin", End: "/account/passkeys/finish",
			Watches: sampleWatches(), CanMail: true,
			Passkeys: []PasskeyRow{{Label: "Phone", Made: "made 2 May", Used: "used today", Remove: "/account/passkeys/k1/remove"}},
			Tokens:   []TokenRow{{Label: "Card reader", Made: "works until 2 May 2027", Used: "not used yet", Remove: "/account/tokens/t1/remove"}},
			NewToken: &NewToken{Label: "Card reader", Secret: "bts_3fK9", Until: "2 May 2027"}}),
		"account-new": AccountPage(home, AccountView{Name: "Vera Lund", Email: "vera@lamproom.example", Watches: []WatchView{sampleWatch("the-lamp-room", "The Lamp Room", "never", "never")}}),
		"sign-in":     SignInPage(door, SignInView{Begin: "/sign-in/passkey/begin", End: "/sign-in/passkey/finish", Error: "Email and password do not belong together."}),
		"setup":       SetupPage(door, SetupView{Action: "/setup/token", Name: name, Email: email, Pass: password}),
		"invite":      InvitePage(door, InviteView{Action: "/invite/token", Production: "The Lamp Room", Role: "BTS crew member", From: "Billie Dunmore", Name: name, Email: email, Pass: password}),
		"link":        LinkPage(door, LinkView{Action: "/link/token", Name: "Billie Dunmore"}),
		"error":       ErrorPage(samplePage("Not found", ""), ErrorView{Status: 404, Message: "There is no scene 99 in this script.", Remedy: "The script has scenes 1 to 36. It may have been renumbered in the blue draft.", Back: "/p/the-lamp-room/script", BackTo: "Show the scenes"}),
		"error-door":  ErrorPage(door, ErrorView{Status: 500, Message: "Something broke on our side.", Remedy: "Nothing was changed. Try again in a minute.", ID: "k7f3"}),
	}
}
