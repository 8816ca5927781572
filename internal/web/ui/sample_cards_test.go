package ui

import (
	"strings"

	"github.com/a-h/templ"

	"github.com/btsdirector/bts/internal/cardlog"
)

func sampleCards() []CardView {
	return []CardView{
		{ID: "c1", URL: "/p/the-lamp-room/cards/c1", Name: "A001", Day: "Day 4 · Thu 7 May", Camera: "camera A", Operator: "Ada Moreau", Medium: "CFexpress B", Size: "128 GB", State: cardlog.Safe,
			Verdict: "Safe to format: two verified copies", Said: "Full, said Ada Moreau, Thu 7 May, 22:10"},
		{ID: "c2", URL: "/p/the-lamp-room/cards/c2", Name: strings.Repeat("שקט🎬", 15), State: cardlog.Verified, Verdict: "Do not format: 1 verified copy, and 2 are wanted", Why: []string{"copy 2 has 3 of 5 files proven", "1 verified copy, and 2 are wanted"}, Twin: "B007 of day 4"},
		{ID: "c3", URL: "/p/the-lamp-room/cards/c3", Name: "A003", State: cardlog.Copying, Verdict: "Do not format: it is being copied"},
		{ID: "c4", URL: "/p/the-lamp-room/cards/c4", Name: "A004", State: cardlog.StateInUse, Verdict: "In use. Do not format it before it is copied", Camera: "Sony FX3"},
		{ID: "c5", URL: "/p/the-lamp-room/cards/c5", Name: "A005", State: cardlog.StateFormatted, Verdict: "Formatted before it was safe", Reason: "The drive was handed over."},
		{ID: "c6", URL: "/p/the-lamp-room/cards/c6", Name: "A006", State: cardlog.StateFull, Verdict: "Do not format: nothing of it is copied and proven"},
	}
}

func sampleRuns() CardRunsView {
	return CardRunsView{ID: "copying", URL: "/p/the-lamp-room/cards/running", Runs: []CardRunView{
		{ID: "t1", Name: "A003", Text: "3 of 12 files, 1.2 GB of 4.8 GB read, 310 MB/s written and read back, 40 s left", Going: true, CancelURL: "/p/the-lamp-room/tasks/t1/cancel",
			Lanes:    []LaneView{{Title: "Copy 1: /media/raid", Done: 40, Total: 100, Text: "1.2 GB written, 0.8 GB proven, 3 files done"}, {Title: "Copy 2", Done: 10, Total: 100, Text: "0.4 GB written", Bad: true}},
			Problems: []string{"Copy 2 has ended: its drive is full or gone. The others go on."}},
		{ID: "t2", Name: "A006", Failed: "It was stopped. What is proven stays, and is not copied again.", GoOnURL: "/p/the-lamp-room/cards/offload/t2/again"},
	}}
}

// cardSamples are the pages of the card log.
func cardSamples() map[string]templ.Component {
	cards := sampleCards()
	form := func(prefix string) CardForm {
		return CardForm{Action: "/p/the-lamp-room/cards", Save: "Log it", Fields: []Field{{ID: prefix + "-name", Name: "name", Label: "Card", Hint: "As on its label: A001", Required: true}}}
	}
	place := PlaceView{Path: "/media/ada/A_0001", Name: "A_0001", Text: "exfat, 128 GB, 3.0 GB free", Chosen: true}
	mayCopy := func(title string) Page {
		p := samplePage(title, RoomCards)
		p.Rights.Cards, p.Rights.CopyCards, p.Owner = true, true, true
		return p
	}
	list := CardsView{
		Sentence: "4 cards full, 3 not safe yet.", States: []Tab{{Text: "All", URL: "/p/the-lamp-room/cards", Count: 6, Counted: true, Current: true}}, Runs: sampleRuns(),
		Days: []CardDay{{Key: "2026-05-07", Title: "Day 4 · Thu 7 May", Text: "4 cards full, 3 not safe yet", Cards: cards}}, New: form("new"), Register: CardForm{Action: "/p/the-lamp-room/cards/receipts"},
		Copy: &CopyForm{Action: "/p/the-lamp-room/cards/offload", Sources: []PlaceView{place}, Targets: []PlaceView{place, {Path: "/mnt/raid", Name: "raid"}}, Where: "/media",
			Source: Field{ID: "source-path", Name: "source_path", Label: "Another folder"}, To: Field{ID: "to-path", Name: "to_path", Label: "One more copy"}, Error: "A copy would lie on the card itself."},
	}
	receipt := ReceiptView{
		ID: "r1", Title: "Thu 7 May, 21:40: 2 copies", Facts: []Fact{{"Files", "5 files, 4.8 GB"}}, More: 3, JSON: "/p/the-lamp-room/cards/receipts/r1/json", PDF: "/p/the-lamp-room/cards/receipts/r1/pdf",
		Copies:   []CopyView{{Title: "Copy 1", Path: "/media/raid/A001", Text: "5 of 5 files proven", MHL: "ascmhl/0001_A001.mhl", Good: true}, {Title: "Copy 2", Text: "3 of 5 files proven"}},
		Problems: []ProblemView{{Path: "DCIM/" + strings.Repeat("long", 60), Where: "/media/raid", Text: "It does not take it"}, {Text: "Differs", Mended: true}}, Remove: "/p/the-lamp-room/cards/receipts/r1/remove",
	}
	sheet := CardPageView{Card: cards[1], Facts: []Fact{{"Card", "CFexpress B"}}, Run: CardRunsView{ID: "copying-card", Runs: sampleRuns().Runs}, Receipts: []ReceiptView{receipt}, Form: form("card"),
		Marks: []CardMark{{Mark: "in_use", Text: "Still in use"}}, Formats: true, Remove: "/p/the-lamp-room/cards/c2/remove", History: sampleHistory()}
	return map[string]templ.Component{
		"cards":       CardsPage(mayCopy("Cards"), list),
		"cards-empty": CardsPage(samplePage("Cards", RoomCards), CardsView{Runs: CardRunsView{ID: "copying"}}),
		"card":        CardPage(mayCopy("A001"), sheet),
		"card-safe":   CardPage(samplePage("A001", RoomCards), CardPageView{Card: cards[0], Run: CardRunsView{ID: "copying-card"}, Again: "/p/the-lamp-room/cards/c1/again"}),
	}
}
