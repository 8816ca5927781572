package ui

const sampleCorrectURL = "/p/the-lamp-room/corrections?target=d5&what=day"

func sampleMark(label, paper string) *MarkView {
	if paper == "" {
		paper = "nothing"
	}
	return &MarkView{URL: sampleCorrectURL, Lines: []string{label + ": the paper says " + paper + ". Corrected by Anders Vik, Tue 5 May, 18:05: the 1st AD said so."}}
}

func sampleCorrect() CorrectView {
	const at = "/p/the-lamp-room/corrections"
	row := func(part, name, label, value, hint string) CorrectRow {
		return CorrectRow{Field: Field{ID: part + "-" + name, Name: "f_" + part + "_" + name, Label: label, Value: value, Hint: hint}, Was: Field{Name: "w_" + part + "_" + name, Value: value}, Shown: value}
	}
	corrected := func(r CorrectRow, by CorrectedBy) CorrectRow {
		by.Form, by.Remove = "take-"+r.Field.ID, at+"/c1/remove"
		r.By = &by
		return r
	}
	strip := func(id, name string, open bool) CorrectPart {
		closed := row(id, "closed", "Closed set", "no", "")
		closed.Field.Options = []Option{{"yes", "Yes"}, {"no", "No"}}
		cast := row(id, "cast", "Cast", "MARIT, EBBE", "")
		cast.Field.Lines = 2
		p := CorrectPart{ID: id, Name: name, Fold: true, Open: open, Rows: []CorrectRow{row(id, "start", "Start", "", "We estimate 09:15; no paper says."), row(id, "end", "End", "", "We estimate 11:00; no paper says."),
			row(id, "set", "Set", "LAMP ROOM", ""), closed, row(id, "cap", "BTS people allowed at the set", "", "For example: 2"), cast}}
		if !open {
			p.Rows[3].By = &CorrectedBy{Words: "Corrected for the whole scene by Anders Vik, Tue 5 May, 18:05.", Paper: "The paper says no.", Form: "take-" + id, From: DayLink{"See the correction: Day 7 · Mon 11 May, scene 24: closed set", "/p/the-lamp-room/corrections#c-8"}}
		}
		if open {
			p.Rows[2] = corrected(p.Rows[2], CorrectedBy{Words: "Corrected by Billie Dunmore, Mon 4 May, 10:12.", Paper: "The paper says LAMP STORE.", Why: "The paper said LAP ROOM when this was corrected. Ours shows until somebody decides.", Bad: true})
		}
		return p
	}
	note := row("whole", "note", "Note", "Low tide at 14:00", "")
	note.Field.Lines = 3
	wrap := row("Main", "wrap", "Wrap", "tea time", "Like 00:30+1")
	wrap.Field.Error = "Wrap: “tea time” is no time of day. Write it like this: 00:30+1."
	return CorrectView{Title: "Day 5 · Fri 8 May", Crumb: DayLink{"Day 5 · Fri 8 May", "/p/the-lamp-room/days/2026-05-08"}, Action: at, What: "day", Target: "d5",
		Note: Field{ID: "correct-note", Name: "note", Label: "Why", Hint: "Whoever reads the mark sees it, for example: the 1st AD said so on the phone"},
		Parts: []CorrectPart{{ID: "part-0", Name: "The whole day", Rows: []CorrectRow{note}},
			{ID: "part-1", Name: "Main unit", Rows: []CorrectRow{corrected(row("Main", "call", "Call", "06:30", ""), CorrectedBy{Words: "Corrected by Anders Vik, Tue 5 May, 18:05: the 1st AD said so.", Paper: "The paper says 07:30."}),
				wrap, row("Main", "location", "Location", "Ytterholm lighthouse", "")}},
			strip("s23", "Scene 23", true), strip("s24", "Scene 24", false)}}
}

// readOnly is the page for whoever may only look.
func readOnly(v CorrectView) CorrectView {
	v.Action, v.Error = "", ""
	for _, part := range v.Parts {
		for _, row := range part.Rows {
			if row.By != nil {
				row.By.Remove = ""
			}
		}
	}
	return v
}

func sampleCorrections() CorrectionsView {
	const at = "/p/the-lamp-room/corrections/c1/remove"
	return CorrectionsView{Sentence: "4 fields show other than the papers say. 2 need somebody to look.", Groups: []CorrectionGroup{
		{ID: "disputed", Title: "The papers have changed", Text: "A newer paper says something else than what was corrected. Each says which of the two shows until somebody decides.", Rows: []CorrectionRow{
			{ID: "c-1", Title: "Day 5 · Fri 8 May, main unit: call", URL: sampleCorrectURL, Ours: "06:30", Paper: "07:30", Flag: "disputed", Tone: "bad", Words: "The paper said 07:00 when this was corrected. Ours shows until somebody decides.",
				Who: "Anders Vik, Tue 5 May, 18:05", Why: "the 1st AD said so", Remove: at, Act: "Take the paper’s word"}}},
		{ID: "orphaned", Title: "What they were about is gone", Text: "They show nowhere, and come back if it comes back.", Rows: []CorrectionRow{
			{ID: "c-2", Title: "An event that is gone: place", Ours: "North jetty", Paper: "Stage 2", Flag: "gone", Tone: "must", Words: "What it was about is gone.", Who: "Anders Vik, Tue 5 May, 18:05", Remove: at, Act: "Remove"}}},
		{ID: "standing", Title: "In place of the papers", Text: "What was written here shows instead of what the papers say.", Rows: []CorrectionRow{
			{ID: "c-8", Title: "Day 5 · Fri 8 May, scene 23: closed set", URL: sampleCorrectURL, Ours: "yes", Paper: "no", Flag: "shows", Words: "It holds for the whole scene: also on Day 7 · Mon 11 May.", Who: "Anders Vik, Tue 5 May, 18:05", Remove: at, Act: "Take the paper’s word"},
			{ID: "c-3", Title: "Scene 14: set", URL: sampleCorrectURL, Ours: "LAMP ROOM", Paper: "LAMP STORE", Flag: "shows", Who: "Billie Dunmore, Mon 4 May, 10:12", Remove: at, Act: "Take the paper’s word"},
			{ID: "c-4", Title: "Scene 21: synopsis", URL: sampleCorrectURL, Ours: "Marit lights the lamp, and the mainland answers.", Paper: "nothing", Flag: "shows", Who: "Billie Dunmore, Mon 4 May, 10:14", Why: "so that the crew knows what to wait for", Remove: at, Act: "Take the paper’s word"}}},
		{ID: "replaced", Title: "Replaced by another correction", Text: "They would show again if the other one were taken away.", Fold: true, Rows: []CorrectionRow{
			{ID: "c-5", Title: "Day 5 · Fri 8 May, main unit: call", URL: sampleCorrectURL, Ours: "06:45", Paper: "07:30", Flag: "replaced", Who: "Anders Vik, Mon 4 May, 18:05", Remove: at, Act: "Remove"}}}}}
}

// takenIn is the revision after somebody took it in.
func takenIn(v RevisionView) RevisionView {
	v.State, v.Sentence = "applied", "Handed in by Anders Vik, Tue 5 May, 22:10. Taken in by Billie Dunmore, Wed 6 May, 07:40."
	v.Apply, v.Discard, v.Undo, v.Plan = "", "", "/p/the-lamp-room/revisions/r3/undo", "/p/the-lamp-room/plan"
	v.Disputes = append([]DisputeView{}, v.Disputes...)
	for i := range v.Disputes {
		v.Disputes[i].Accept, v.Disputes[i].Act = "/p/the-lamp-room/corrections/c1/remove", "Take the paper’s word"
	}
	return v
}

func sampleCalendars() CalendarsView {
	const at = "/p/the-lamp-room/calendars"
	return CalendarsView{Form: CalendarForm{Action: at, Open: true, Alone: true, Error: "localhost lies in a network that is closed to requests from here. Use an address on the public internet.",
		Address: Field{ID: "calendar-address", Name: "address", Label: "Address", Value: "https://localhost/unit.ics", Required: true, Hint: "The secret address of the calendar, as its program gives it: https://… or webcal://…"},
		Name:    Field{ID: "calendar-name", Name: "name", Label: "What you call it", Hint: "For example: Costume fittings"}},
		List: []CalendarRow{
			{Name: "Costume fittings", Address: "https://calendar.example.com/ical/…/basic.ics", Rule: "asks before anything changes", Checked: "looked at Wed 6 May, 07:00, next about Wed 6 May, 08:00", Waits: "/p/the-lamp-room/revisions/r4", Look: at + "/1/check", Remove: at + "/1/remove"},
			{Name: "Travel", Address: "https://office.example.com/travel.ics", Rule: "comes in by itself when nothing breaks", Checked: "looked at Wed 6 May, 06:40, next about Wed 6 May, 07:40", Look: at + "/2/check", Remove: at + "/2/remove"},
			{Name: "Rehearsals", Address: "https://old.example.com/rehearsals.ics", Rule: "asks before anything changes", Checked: "looked at Tue 5 May, 18:00, next about Wed 6 May, 12:00", Problem: "the server says that there is no such calendar (404)", Look: at + "/3/check", Remove: at + "/3/remove"}}}
}

func sampleWatch(slug, title, mail, hook string) WatchView {
	levels := []Option{{"never", "Never"}, {"breaks", "When something of ours breaks"}, {"all", "Every revision"}}
	v := WatchView{Slug: slug, Title: title, Open: mail+hook != "nevernever", Summary: "not told",
		Mail: WatchForm{Level: Field{ID: "mail-" + slug, Name: "level", Label: "By mail", Options: levels, Value: mail}},
		Hook: WatchForm{Level: Field{ID: "hook-" + slug, Name: "level", Label: "To another program, by webhook", Options: levels, Value: hook},
			Address: Field{ID: "hook-address-" + slug, Name: "address", Label: "Address of the program", Type: "url", Hint: "Signed messages (Standard Webhooks) are sent to this https:// address. Each time it is saved there is a new secret."}}}
	return v
}

func sampleWatches() []WatchView {
	lamp, salt := sampleWatch("the-lamp-room", "The Lamp Room", "breaks", "all"), sampleWatch("salt", "Salt", "never", "never")
	lamp.Summary = "by mail: when something of ours breaks · by webhook: every revision"
	lamp.Hook.Address.Value, lamp.Hook.Problem, lamp.Secret = "https://hooks.example.com/unit", "the server answered 500", "whsec_c2FtcGxl"
	return []WatchView{lamp, salt}
}
