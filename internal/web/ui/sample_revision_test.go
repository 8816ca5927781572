package ui

import "github.com/btsdirector/bts/internal/story"

// sampleNews is a page with news above it.
func sampleNews(p Page) Page {
	p.Notices = []NoticeView{{Text: "Costume fittings has changed and waits for somebody to look.", Who: "command line, Wed 6 May, 07:00", URL: "/p/the-lamp-room/revisions/r4", Away: "/p/the-lamp-room/notices/n3/away"},
		{Text: "blue-schedule.uss came in: 2 BTS bookings no longer hold.", Who: "Anders Vik, Tue 5 May, 18:05", Bad: true, URL: "/p/the-lamp-room/revisions/r2", Away: "/p/the-lamp-room/notices/n1/away"},
		{Text: "draft-2.fountain was taken back.", Who: "Billie Dunmore, Mon 4 May, 10:12", Away: "/p/the-lamp-room/notices/n2/away"}}
	return p
}

func sampleRevision() RevisionView {
	const at = "/p/the-lamp-room/revisions/r3/"
	return RevisionView{
		Title: "pink-schedule.uss", Sentence: "Handed in by Anders Vik, Tue 5 May, 22:10. Nothing is changed until somebody takes it in.", State: "open",
		Apply: at + "apply", Discard: at + "discard",
		Facts:  []Fact{{"pink-schedule.uss", "36 scenes, 12 shoot days, 6 events"}},
		Counts: []RevisionCount{{3, "of ours no longer hold", "#breaks", true}, {3, "corrections of ours", "#corrections", true}, {2, "moved", "#moved", false}, {1, "changed", "#changed", false}, {1, "removed", "#removed", false}},
		Breaks: []BreakView{
			{Title: "Thu 7 May", When: "Thu 7 May", Why: "it is no longer a shoot day", Do: "Plan again, and tell Ada Moreau and Jun Sato not to come.", Team: []string{"Ada Moreau", "Jun Sato"}, URL: "/p/the-lamp-room/plan"},
			{Kind: story.Stunt, Title: "Ebbe falls from the gallery", When: "Thu 7 May", Scene: "22", Why: "on Thu 7 May it now runs 16:00–19:00", Do: "Plan again: it can be covered on Thu 7 May, 16:00–19:00 at Lamp Room.",
				Team: []string{"Ada Moreau"}, Kit: "time-lapse camera", URL: "/p/the-lamp-room/moments/m1"},
			{Kind: story.Technical, Title: "The lamp is lit for real", When: "Thu 7 May", Scene: "21", Why: "it is no longer on Thu 7 May", Do: "Plan again: it can be covered on Fri 8 May, 14:10–15:40 at Lamp Room.", Team: []string{"Ada Moreau", "Jun Sato"}, Kit: "video camera, stills body", URL: "/p/the-lamp-room/moments/m1"},
			{Kind: story.Interview, Title: "Interview with Marit", When: "Tue 12 May", Why: "it is no longer on Tue 12 May", Do: "Wait for the next schedule, or give it times of your own.", Team: []string{"Jun Sato"}, URL: "/p/the-lamp-room/moments/m2"}},
		Disputes: []DisputeView{{Title: "Day 5 · Fri 8 May, main unit: call", Ours: "06:30", Paper: "07:30", Words: "The paper said 07:00 when this was corrected. Ours keeps showing until somebody takes the paper’s word.", Bad: true},
			{Title: "Scene 14: set", Ours: "LAMP ROOM", Paper: "LAMP ROOM", Words: "This paper says so itself; with it the correction is no longer needed."},
			{Title: "Wind machine test, Sat 2 May: place", Ours: "North jetty", Paper: "nothing", Words: "What it is about is gone in this paper.", Bad: true}},
		Lineage: []LineageView{{Text: "Scene 12 is now 12 and 12A."}, {Joined: true, Text: "Scenes 30 and 31 are one: 30."}},
		Groups: []ChangeGroup{
			{ID: "moved", Title: "Moved", Open: true, Rows: []ChangeRow{{What: "Scene", Icon: "script", Title: "22 INT. LAMP ROOM - NIGHT", Why: "from Thu 7 May to Fri 8 May", URL: "/p/the-lamp-room/script/22"},
				{What: "Event", Icon: "clock", Title: "Camera test, Mon 4 May", Why: "from Sat 2 May to Mon 4 May"}}},
			{ID: "changed", Title: "Changed", Open: true, Rows: []ChangeRow{{What: "Scene", Icon: "script", Title: "14 INT. STAIRS - DAY", Fields: []FieldChange{{"Length", "1 3/8", "2"}, {"Cast", "", "EBBE"}, {"Synopsis", "Marit counts the steps.", ""}}}}},
			{ID: "removed", Title: "Removed", Rows: []ChangeRow{{What: "Day", Icon: "schedule", Title: "Day 12, Sat 16 May", Why: "no longer a shoot day"}}}},
		Warnings: []string{"Scene 29 is in the schedule but not in the script."},
	}
}
