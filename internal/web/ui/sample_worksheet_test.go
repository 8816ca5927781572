package ui

import "github.com/btsdirector/bts/internal/worksheet"

func sampleWorksheet() WorksheetView {
	sheet := worksheet.The()
	v := WorksheetView{
		Action: "/p/the-lamp-room/worksheet", Base: "7", Sheet: sheet, Begun: true, Next: "strategy", Error: "“27:80” begins with a time that there is not. Write times as 09:30-11:00.",
		Print: "/p/the-lamp-room/worksheet?part=all",
		Made: SheetMade{
			Plan: "6 of 8 moments are in the plan.", Remarks: []string{"The schedule is white.uss."},
			Groups: []MadeGroup{{Title: "Moments", Icon: "moments", More: 3, Items: []MadeItem{{Text: "Scene 4: the storm", Note: "10:00–12:30", URL: "/m"}, {Text: "שלום 🎬"}}}},
		},
	}
	for i, p := range sheet.Parts {
		v.Steps = append(v.Steps, SheetStep{Number: i + 1, Title: p.Title, URL: "/s", Current: i == 0, Done: "2 of 11"})
		part := SheetPart{Number: i + 1, Key: p.Key, Title: p.Title, Intro: p.Intro}
		for _, q := range p.Questions {
			view := SheetQuestion{Question: q, Lines: []string{"One", "Two"}}
			for k, c := range q.Choices {
				view.Choices = append(view.Choices, SheetChoice{Key: c.Key, Title: c.Title, On: k == 0})
			}
			if q.Type == worksheet.Happenings {
				view.Rows = []SheetRow{{N: 1, Row: worksheet.Row{From: "10:00", To: "12:30", What: "Scene 4: the storm", Who: "Mara", Closed: true}}, {N: 2}}
			}
			part.Questions = append(part.Questions, view)
		}
		v.Parts = append(v.Parts, part)
	}
	return v
}

func sampleChecklist() ChecklistView {
	return ChecklistView{Done: 1, Of: 2, Add: "/checks", Stages: []CheckStage{{Key: "technical", Title: "Technical setup", Checks: []CheckView{
		{ID: "c1", Text: "Batteries", Done: true, By: "Ada", Tick: "/t", Off: "/o"}, {ID: "c2", Text: "Oars are on board", Tick: "/t", Off: "/o"},
	}}}}
}
