package web

import (
	"fmt"
	"strings"

	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// cardView is a card as the log shows it.
func (b *book) cardView(c office.LoggedCard) ui.CardView {
	v := ui.CardView{
		ID: string(c.ID), URL: b.links.Link("cards", string(c.ID)), Name: c.Name, Day: b.title(c.Day), Camera: cardCamera(c.Camera), Operator: c.OperatorName,
		Medium: c.Medium, State: c.State, Verdict: verdictWords(c), Reason: c.Reason, Twin: c.Twin,
	}
	if c.State.Open() {
		v.Why = c.Why
	}
	switch {
	case len(c.Receipts) > 0:
		v.Size = ui.Bytes(c.Receipts[0].Bytes)
	case c.Size > 0:
		v.Size = ui.Bytes(c.Size)
	}
	word := map[cardlog.Mark]string{cardlog.InUse: "In use", cardlog.Full: "Full", cardlog.Formatted: "Formatted"}[c.Mark]
	v.Said = word + ", said " + c.MarkedBy + ", " + minute(c.MarkedAt, b.film.Zone())
	return v
}

// cardCamera is a camera beside other words: a letter alone says nothing.
func cardCamera(camera string) string {
	if len([]rune(camera)) == 1 {
		return "camera " + camera
	}
	return camera
}

// verdictWords say in a sentence whether a card may be formatted.
func verdictWords(c office.LoggedCard) string {
	switch c.State {
	case cardlog.Safe:
		return "Safe to format: " + copiesWord(c.Copies)
	case cardlog.StateFormatted:
		if c.Reason != "" {
			return "Formatted before it was safe"
		}
		return "Formatted, " + copiesWord(c.Copies)
	case cardlog.StateInUse:
		return "In use. Do not format it before it is copied"
	}
	return "Do not format: " + strings.Join(c.Why, "; ")
}

// copiesWord is so many verified copies in words.
func copiesWord(n int) string {
	if n == 1 {
		return "one verified copy"
	}
	return numberWord(n) + " verified copies"
}

// numberWord is a small number in words.
func numberWord(n int) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	if n < len(words) {
		return words[n]
	}
	return fmt.Sprint(n)
}

// cardFacts are what is written of a card besides.
func cardFacts(c office.LoggedCard) (facts []ui.Fact) {
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, ui.Fact{Name: name, Value: value})
		}
	}
	add("Card", c.Medium)
	if c.Size > 0 {
		add("Size", ui.Bytes(c.Size))
	}
	add("Volume", c.Volume)
	add("Serial number", c.Serial)
	add("Note", c.Note)
	return facts
}

// cardMarks are what can be said of a card next; formats tells that it can be called formatted with a reason.
func cardMarks(c office.LoggedCard) (marks []ui.CardMark, formats bool) {
	switch c.State {
	case cardlog.StateInUse:
		return []ui.CardMark{{Mark: string(cardlog.Full), Text: "It is full", Go: true}}, false
	case cardlog.StateFull, cardlog.Verified:
		return []ui.CardMark{{Mark: string(cardlog.InUse), Text: "Still in use"}}, true
	case cardlog.Safe:
		return []ui.CardMark{{Mark: string(cardlog.Formatted), Text: "Mark as formatted", Go: true}, {Mark: string(cardlog.InUse), Text: "Still in use"}}, false
	}
	return nil, false
}

// cardRuns are the offloads of cards that go on, and those that ended without their card being safe.
func (b *book) cardRuns(page ui.Page, list []office.LoggedCard) ui.CardRunsView {
	v := ui.CardRunsView{ID: "copying", URL: page.Link("cards", "running")}
	for _, c := range list {
		over := c.Run == nil || c.Run.State == "" || c.Run.State == production.TaskDone || c.State == cardlog.Safe || c.State == cardlog.StateFormatted
		if !over {
			v.Runs = append(v.Runs, runView(page, c))
		}
	}
	return v
}

// runView is one offload.
func runView(page ui.Page, c office.LoggedCard) ui.CardRunView {
	run := c.Run
	v := ui.CardRunView{ID: string(run.Task), Name: c.Name, Going: run.Going(), Failed: run.Error, Text: runWords(run)}
	if v.Going && page.Rights.CopyCards {
		v.CancelURL = page.Link("tasks", string(run.Task), "cancel")
	}
	if !v.Going {
		if v.Failed == "" {
			v.Failed = "It was stopped. What is proven stays, and is not copied again."
		}
		if page.Owner {
			v.GoOnURL = page.Link("cards", "offload", string(run.Task), "again")
		}
	}
	for i, to := range run.To {
		lane := ui.LaneView{Title: fmt.Sprintf("Copy %d", i+1), Total: max(2*run.Total, 1), Text: "waits"}
		if to != "" {
			lane.Title += ": " + to
		}
		if i < len(run.Lanes) {
			l := run.Lanes[i]
			lane.Done, lane.Bad = l.Written+l.Proven, l.Ended
			lane.Text = fmt.Sprintf("%s written, %s proven, %s", ui.Bytes(l.Written), ui.Bytes(l.Proven), counted(l.Files, "file done", "files done"))
			if l.Ended {
				v.Problems = append(v.Problems, fmt.Sprintf("Copy %d has ended: its drive is full or gone. The others go on.", i+1))
			} else if l.Late {
				lane.Text += ", behind the others"
			}
		}
		v.Lanes = append(v.Lanes, lane)
	}
	return v
}

// runWords say how far an offload is: "3 of 12 files, 1.2 GB of 4.8 GB, 180 MB/s, 2 min left".
func runWords(run *office.CardRun) string {
	if len(run.Lanes) == 0 {
		return map[bool]string{true: "It waits to be begun."}[run.Going()]
	}
	words := []string{fmt.Sprintf("%d of %s", run.FilesDone, counted(run.Files, "file", "files")), ui.Bytes(run.Read) + " of " + ui.Bytes(run.Total) + " read"}
	if run.Going() && run.Speed > 0 {
		words = append(words, ui.Bytes(int64(run.Speed))+"/s written and read back")
		if run.Left >= 0 {
			words = append(words, ui.Duration(run.Left)+" left")
		}
	}
	return strings.Join(words, ", ")
}

// receiptView is what an offload came to.
func (b *book) receiptView(page ui.Page, r cardlog.Receipt) ui.ReceiptView {
	v := ui.ReceiptView{
		ID: string(r.ID), Title: minute(r.Started, b.film.Zone()) + ": " + counted(len(r.Copies), "copy", "copies"), Whole: r.Whole, More: r.Faults - len(r.Problems),
		Facts: []ui.Fact{{Name: "Files", Value: counted(r.Files, "file", "files") + ", " + ui.Bytes(r.Bytes)}, {Name: "Took", Value: ui.Duration(r.Seconds)}},
	}
	for _, f := range []ui.Fact{
		{Name: "Read back", Value: map[offload.Verify]string{offload.VerifyCopies: "every copy", offload.VerifyBoth: "every copy and the card", offload.VerifyNone: "nothing"}[r.Verify]},
		{Name: "Hash", Value: strings.Join(r.Hashes, ", ")}, {Name: "Machine", Value: r.Host}, {Name: "Card at", Value: r.Source.Path},
		{Name: "Registered", Value: r.By + ", " + minute(r.At, b.film.Zone())},
	} {
		if f.Value != "" {
			v.Facts = append(v.Facts, f)
		}
	}
	for i, c := range r.Copies {
		text := fmt.Sprintf("%d of %s proven", c.Files, counted(r.Files, "file", "files"))
		if c.Cached {
			text += ", perhaps from memory: the drive gave no way past it"
		}
		v.Copies = append(v.Copies, ui.CopyView{Title: fmt.Sprintf("Copy %d", i+1), Path: c.Path, MHL: c.MHL, Text: text, Good: c.Verified && c.Files == r.Files})
	}
	for _, p := range r.Problems {
		v.Problems = append(v.Problems, ui.ProblemView{Path: p.Path, Where: p.CopyPath, Text: problemWords(p), Mended: p.Mended})
	}
	if page.Rights.CopyCards {
		v.JSON, v.Remove = page.Link("cards", "receipts", v.ID, "json"), page.Link("cards", "receipts", v.ID, "remove")
		v.PDF = page.Link("cards", "receipts", v.ID, "pdf")
	}
	return v
}

// problemWords are a problem in words, also without its message, which may name a path.
func problemWords(p cardlog.Problem) string {
	if p.Message != "" {
		return ui.Capital(p.Message)
	}
	return ui.Capital(strings.ReplaceAll(p.Code, "_", " "))
}

// cardHistory is what was done to a card, newest first.
func (b *book) cardHistory(page ui.Page, sheet office.CardSheet) []ui.HistoryView {
	var out []ui.HistoryView
	for _, e := range sheet.History {
		v := ui.HistoryView{Who: e.By + ", " + minute(e.At, b.film.Zone()), What: e.Title}
		for _, f := range e.Fields {
			name, known := cardWords[f.Name]
			if known {
				v.Lines = append(v.Lines, ui.HistoryLine{Field: name, Was: cardValue(f.Name, outline.ValueWords(f.Was)), Now: cardValue(f.Name, outline.ValueWords(f.Now))})
			}
		}
		if page.Rights.CopyCards {
			v.Undo = page.Link("story", "undo", string(e.Act))
		}
		out = append(out, v)
	}
	return out
}

// cardWords are the fields of a card in words, those that a history shows.
var cardWords = map[string]string{
	"name": "Name", "day": "Day", "camera": "Camera", "medium": "Card", "serial": "Serial number", "volume": "Volume", "note": "Note", "mark": "State", "reason": "Reason",
}

func cardValue(field, value string) string {
	if field == "mark" {
		return strings.ReplaceAll(value, "_", " ")
	}
	return value
}
