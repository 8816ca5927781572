package ui

import (
	"strings"

	"github.com/a-h/templ"
)

func sampleChoice(id, name, value, tone string) ChoiceView {
	return ChoiceView{Action: "/p/the-lamp-room/interviews/" + id + "/" + name, Name: name, Label: name + " of " + id, Value: value, Text: value, Tone: tone,
		Options: []Option{{"wanted", "Wanted"}, {"done", "Done"}}}
}

func sampleTalks() TalksView {
	row := func(id, person, role, when string) TalkRow {
		return TalkRow{ID: id, Person: person, Role: role, When: when, Asked: "3 of 8 asked", URL: "/p/the-lamp-room/interviews/" + id,
			Status: sampleChoice(id, "status", "wanted", "must"), Release: sampleChoice(id, "release", "signed", "clear")}
	}
	closed := row("t3", "Closed", "", "No time yet")
	closed.Closed, closed.Asked, closed.Status.Action, closed.Release.Action = true, "", "", ""
	broken := row("t2", "שרה 🎬 "+strings.Repeat("long name ", 30), "Location manager", "Day 7 · Tue 12 May, 14:10–14:40")
	broken.Broken = "it cannot happen as planned any more"
	return TalksView{Sentence: "3 talks, 1 h 30 min recorded, about 9–15 minutes used.", Thumb: "A rule of thumb.",
		Talks:    []TalkRow{row("t1", "Ruth Calloway", "Edda", "Day 4 · Thu 7 May, 13:15–14:00"), broken, closed},
		Proposed: []ProposedTalk{{ID: "m6", Title: "Interview: Solveig Aune, gaffer", Why: "head of department: Gaffer", URL: "/p/the-lamp-room/moments/m6"}},
		New:      sampleStoryForm("/p/the-lamp-room/interviews")}
}

func sampleTalkPage() TalkPageView {
	asked := func(id string, number int, done bool) AskedView {
		path := "/p/the-lamp-room/interviews/t1/questions/" + id
		move := sampleMove()
		move.Action, move.To.ID = path+"/move", "move-"+id
		return AskedView{ID: id, Number: number, Text: "What was the hardest part of it?", Begin: "The hardest part of scene 28 was …", Follow: "How did you get past it?", Done: done,
			Scene: NameLink{Text: "Scene 28", URL: "/p/the-lamp-room/script/28"}, Answer: "The cold", Action: path, Base: "12", Edit: sampleStoryForm(path + "/edit"), Move: move, Remove: path + "/remove"}
	}
	line := dayFour("", false)
	return TalkPageView{Row: sampleTalks().Talks[0], About: "The fall\nthrough the bridge", Minutes: "30 minutes, about 3–5 of them used", Quiet: "The school library", Care: "Her mother is there.", Note: "Tea",
		Tells: []NameLink{{"The eighth plank", "/p/the-lamp-room/story/beats/b1"}}, Booking: &TalkBooking{Text: "Tue 12 May, 14:10–14:40, the tent by the harbour, Nora and Tom", Broken: "the day has moved", Move: "/p/the-lamp-room/calendar"},
		Moment: "/p/the-lamp-room/moments/m6", Reminder: "Ask for answers that contain the question.", Questions: []AskedView{asked("q1", 1, true), asked("q2", 2, false)}, Own: sampleStoryForm("/own"),
		Suggested: []SuggestedGroup{{Name: "Stunts", Questions: []SuggestedQuestion{{"stunts-1", "How much of it is real?", "What is real about it is …"}}}}, AskURL: "/ask",
		Free: []FreeDayView{{Title: "Day 4 · Thu 7 May", Line: &line, Times: []FreeTimeView{{"13:15–14:00", "between scene 20 and scene 21", "Scene 6 is shot close by.", "good", "clear"}}}, {Title: "Sun 10 May", Note: "A day off: only if they offer it."}},
		Best: []string{"Day 4 · Thu 7 May, 13:15–14:00: between scene 20 and scene 21"}, Letter: LetterView{Form: StoryForm{Base: "12", Fields: []Field{{ID: "invitation", Name: "invitation", Label: "Invitation", Lines: 12, Value: "Dear Ruth"}}},
			Written: true, Action: "/invitation", Mail: "mailto:ruth@example.com?subject=Talk", Phone: "+44 1632 960"},
		Edit: sampleStoryForm("/talk"), Beats: []TickView{{"b1", "Daring: The eighth plank", true}}, Remove: "/remove", Print: "/p/the-lamp-room/interviews/t1/sheet.pdf", History: sampleHistory()}
}

// talkSamples are the pages of interviews.
func talkSamples() map[string]templ.Component {
	closed := TalkPageView{Row: sampleTalks().Talks[2]}
	question := func(id string) BankQuestionView {
		return BankQuestionView{ID: id, Text: "How much of it is real?", Begin: "What is real about it is …", Follow: "Why was that worth it?", Edit: sampleStoryForm("/bank/" + id), Remove: "/remove/" + id, Restore: "/restore/" + id}
	}
	return map[string]templ.Component{
		"trace":       TracePage(samplePage("Storyboard", RoomStory), TracePageView{Kind: "Storyboard", Title: "Storyboard", State: "2 frames", URL: "/p/the-lamp-room/boards/1", Trace: &TraceView{From: []TraceLine{{Kind: "Moment", Title: "The fall", URL: "/m"}}}}),
		"trace-none":  TracePage(samplePage("Frame 1", RoomStory), TracePageView{Kind: "Frame", Title: "Frame 1"}),
		"talks":       TalksPage(samplePage("Interviews", RoomTalks), sampleTalks()),
		"talks-none":  TalksPage(samplePage("Interviews", RoomTalks), TalksView{New: sampleStoryForm("/new")}),
		"talk":        TalkPage(samplePage("Ruth Calloway", RoomTalks), sampleTalkPage()),
		"talk-closed": TalkPage(samplePage("Closed", RoomTalks), closed),
		"bank": BankPage(samplePage("Question bank", RoomTalks), BankView{Sentence: "146 questions by craft.", Reminder: "Ask for answers that contain the question.", Tabs: []Tab{{Text: "Stunts", URL: "/p/the-lamp-room/questions?craft=stunts", Count: 8, Counted: true, Current: true}},
			Crafts: []BankCraftView{{Key: "stunts", Name: "Stunts", Questions: []BankQuestionView{question("stunts-1")}, Gone: []BankQuestionView{question("stunts-2")}}}, New: sampleStoryForm("/add")}),
	}
}
