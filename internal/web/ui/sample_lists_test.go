package ui

import "fmt"

func sampleMomentsView() MomentsView {
	return MomentsView{Sentence: "44 moments: 31 wait for you, 11 confirmed, 2 dismissed.", Moments: sampleMoments(), HasFacts: true,
		Bulk: BulkView{Arc: Field{ID: "bulk-arc", Name: "arc", Label: "Arc", Options: []Option{{"", "No arc"}}}, Beats: []MoveTarget{{Name: "Light", Options: []Option{{"b1", "It works"}}}}}, New: sampleForm(),
		Statuses: []Tab{{Text: "All", URL: "/p/the-lamp-room/moments", Count: 44, Counted: true, Current: true}, {Text: "Proposed", URL: "?status=proposed", Count: 31, Counted: true},
			{Text: "Confirmed", URL: "?status=confirmed", Count: 11, Counted: true}, {Text: "Dismissed", URL: "?status=dismissed", Count: 2, Counted: true}},
		Kinds: append([]Option{{"", "Every kind"}}, KindOptions()...), Sorts: []Option{{"score", "Worth first"}, {"day", "By day"}, {"scene", "By scene"}}, Sort: "score",
		RowsURL: "/p/the-lamp-room/moments", CardsURL: "/p/the-lamp-room/moments?view=cards"}
}

func sampleScenes() []SceneRow {
	var rows []SceneRow
	for i, s := range sampleBoard() {
		for _, v := range s.Strips {
			rows = append(rows, SceneRow{Strip: v, Length: "1 3/8", Cast: "Marit, Ebbe", Days: fmt.Sprintf("Day %d · %s", i+1, s.Short), Moments: i % 3, Synopsis: "Marit finds the lens under the tarpaulin."})
		}
	}
	return rows
}

func sampleSchedule() []ScheduleDay {
	var days []ScheduleDay
	for i, d := range sampleBoard()[:6] {
		strips := d.Strips
		if i == 3 {
			strips = samplePacket().Strips
		}
		days = append(days, ScheduleDay{Anchor: fmt.Sprintf("day-%d", i+1), Title: dayTitle(d), Now: i == 3, Pages: "4 2/8 pages", Attended: d.Attended, URL: "/p/the-lamp-room/days/2026-05-07",
			Correct: sampleCorrectURL, Units: []UnitView{{Name: "Main", Times: "07:00–19:00", Location: "Ytterholm lighthouse", Strips: strips}}})
		if i == 3 {
			days[i].Units[0].Mark = sampleMark("Call", "07:30")
		}
	}
	return days
}

func sampleCrew() CrewView {
	week := func(states ...string) []CrewDay {
		days := make([]CrewDay, len(states))
		for i, s := range states {
			days[i] = CrewDay{Label: fmt.Sprintf("Day %d: %s", i+1, s), State: s}
		}
		return days
	}
	return CrewView{Sentence: "3 people, 12 paid crew-days.", ShowCost: true, New: NewCrewForm("/p/the-lamp-room/crew", "Add", "new"), Members: []CrewMember{
		{ID: "a", Name: "Ada Moreau", Skills: []string{"Video", "Interview"}, Days: "5 of 6 days planned", Cost: "420 a day", Remove: "/p/the-lamp-room/crew/a/remove",
			Week: week("free", "works", "free", "works", "works", "free", "works", "free", "works", "free", "works", "free"), Form: NewCrewForm("/p/the-lamp-room/crew/a", "Save", "a")},
		{ID: "b", Name: "Jun Sato", Skills: []string{"Stills", "Time-lapse"}, Days: "4 of 6 days planned", Away: "away Wed 6 May", Cost: "380 a day", Remove: "/p/the-lamp-room/crew/b/remove",
			Week: week("free", "works", "away", "works", "free", "free", "works", "free", "works", "free", "free", "free"), Form: NewCrewForm("/p/the-lamp-room/crew/b", "Save", "b"), Note: "Brings the rain cover and the long lens."}}}
}

func sampleImport() ImportView {
	return ImportView{Corrected: "3 fields show other than the papers say. 1 needs somebody to look.", Calendars: sampleCalendars(),
		Problem: &ImportProblem{File: "one-line.uss", At: "line 212", Found: "The file ends in the middle of a list of strips.", Remedy: "Export it again from the scheduling program."},
		Result: &ImportResult{Title: "the-lamp-room.fountain is in", Facts: []Fact{{"Scenes", "36"}, {"Characters", "10"}, {"Pages", "41 2/8"}}, Changes: []string{"Scene 22 changed", "Scene 14 is a closed set"},
			Warnings: []string{"Scene 29 is in the schedule but not in the script."}, Next: &Attention{Action: "Look at the moments", URL: "/p/the-lamp-room/moments"}},
		Running: []TaskView{{ID: "t2", Title: "Import blue-schedule.uss", Message: "day 8 of 12", Done: 8, Total: 12, State: "running", CancelURL: "/p/the-lamp-room/tasks/t2/cancel"}},
		Revisions: []RevisionRow{{Title: "pink-schedule.uss", Kinds: "Schedule, Universal Schedule", State: "open", When: "Tue 5 May, 22:10", Who: "Anders Vik",
			Lines: []string{"12 shoot days, 36 scenes"}, Breaks: "3 bookings of ours do not hold with it", URL: "/p/the-lamp-room/revisions/r3"},
			{Title: "blue-schedule.uss", Kinds: "Schedule, Universal Schedule", State: "applied", Newest: true, When: "Tue 5 May, 18:05", Who: "Anders Vik", Lines: []string{"12 shoot days, 36 scenes"}, URL: "/p/the-lamp-room/revisions/r2"},
			{Title: "draft-2.fountain", Kinds: "Script, Fountain", State: "undone", When: "Mon 4 May, 10:12", Who: "Billie Dunmore", Lines: []string{"36 scenes, 10 characters"}, URL: "/p/the-lamp-room/revisions/r1"}}}
}

func samplePeople() PeopleView {
	return PeopleView{
		Roles: []RoleChoice{{"bts_director", "BTS director", "everything in this production"}, {"bts_crew", "BTS crew member", "script, moments, plan and day packets"},
			{"assistant_director", "Assistant director", "papers, moments, plan; brings in schedules"}, {"viewer", "Viewer", "the plan"}},
		Members: []MemberRow{{UserID: "u1", Name: "Billie Dunmore", Email: "billie@lamproom.example", Role: "bts_director", Since: "20 Apr", Self: true},
			{UserID: "u2", Name: "Anders Vik", Email: "anders@lamproom.example", Role: "assistant_director", Since: "22 Apr"}},
		Invite:  InviteForm{Label: Field{ID: "label", Name: "label", Label: "For whom", Hint: "Only you see this, for example: Petra, sound", Required: true}, Role: "bts_crew"},
		Link:    &InviteLink{URL: "https://bts.lamproom.example/invite/9tq4…", For: "Petra, sound", Role: "BTS crew member", Expires: "Thu 14 May"},
		Waiting: []WaitingInvite{{"Petra, sound", "BTS crew member", "Thu 14 May", "/p/the-lamp-room/people/invite/h1/revoke"}}}
}
