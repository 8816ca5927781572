package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// talkPage is a sheet as the page shows it.
func talkPage(page ui.Page, b *book, t office.TalkSheet, out office.Outline) ui.TalkPageView {
	v := ui.TalkPageView{Row: talkRow(page, b, t.Talk), Reminder: interview.Reminder()}
	if t.Closed {
		return v
	}
	v.Minutes, v.About, v.Quiet, v.Care, v.Note = t.Length(), t.About, t.Quiet, t.Keep(), t.Note
	for _, beat := range t.Tells {
		v.Tells = append(v.Tells, ui.NameLink{Text: beat.Title, URL: page.Link("story", "beats", string(beat.ID))})
	}
	if t.Moment != "" && page.Rights.Moments {
		v.Moment = page.Link("moments", string(t.Moment))
	}
	v.Booking = bookingView(b, t.Booking)
	base := strconv.FormatInt(t.Base, 10)
	for i, q := range t.Questions {
		v.Questions = append(v.Questions, askedView(page, b, t, q, i+1, base))
	}
	path := page.Link("interviews", string(t.ID))
	v.Own, v.AskURL, v.Print = ownQuestionForm(path), path+"/ask", path+"/sheet.pdf"
	for _, q := range t.Suggested {
		n := len(v.Suggested)
		if n == 0 || v.Suggested[n-1].Name != q.Group {
			v.Suggested = append(v.Suggested, ui.SuggestedGroup{Name: q.Group})
			n++
		}
		v.Suggested[n-1].Questions = append(v.Suggested[n-1].Questions, ui.SuggestedQuestion{Key: q.Key, Text: q.Question.Text, Begin: q.Question.Begin})
	}
	v.Free, v.Best = freeViews(b, t)
	v.Unknown = t.PersonID == "" && len(b.schedule.Days) > 0
	v.Letter = letterView(path, base, t)
	v.Edit, v.Beats, v.Remove = talkForm(path, base, t.Interview), beatTicks(out, t.Beats), path+"/remove"
	return v
}

func bookingView(b *book, k *office.Booking) *ui.TalkBooking {
	if k == nil {
		return nil
	}
	text := fmt.Sprintf("%s, %s–%s", b.title(k.Date), k.Start, k.End)
	for _, more := range []string{ui.Place(k.Place), andNames(k.Team)} {
		if more != "" {
			text += ", " + more
		}
	}
	return &ui.TalkBooking{Text: text, Broken: k.Broken}
}

// andNames is "Nora and Tom".
func andNames(names []string) string {
	var first []string
	for _, name := range names {
		word, _, _ := strings.Cut(name, " ")
		first = append(first, word)
	}
	if len(first) < 2 {
		return strings.Join(first, "")
	}
	return strings.Join(first[:len(first)-1], ", ") + " and " + first[len(first)-1]
}

func askedView(page ui.Page, b *book, t office.TalkSheet, q interview.Asked, number int, base string) ui.AskedView {
	v := ui.AskedView{ID: string(q.ID), Number: number, Text: q.Text, Begin: q.Begin, Follow: q.Follow, Done: q.Done, Wish: q.Wish(), Answer: q.Answer, Base: base}
	if q.Scene != "" {
		v.Scene = ui.NameLink{Text: "Scene " + q.Scene, URL: b.sceneURL(q.Scene)}
	}
	if !page.Rights.EditShots {
		return v
	}
	path := page.Link("interviews", string(t.ID), "questions", string(q.ID))
	v.Action, v.Remove = path, path+"/remove"
	v.Edit = ui.StoryForm{Action: path + "/edit", Base: base, Save: "Save", Fields: questionFields("asked-"+string(q.ID), q.Text, q.Begin, q.Follow)}
	v.Move = ui.MoveForm{Action: path + "/move", To: ui.Field{ID: "move-" + string(q.ID), Name: "to", Label: "Where", Hint: "Move"}}
	options, last := []ui.Option{{Text: "First"}}, ""
	for i, other := range t.Questions {
		if other.ID == q.ID {
			v.Move.To.Value = last
			continue
		}
		last = string(other.ID)
		options = append(options, ui.Option{Value: last, Text: fmt.Sprintf("Behind %d. %s", i+1, shortened(other.Text, 50))})
	}
	v.Move.Groups = []ui.MoveTarget{{Options: options}}
	return v
}

// Worth of a free time from which on it is called good, and possible.
const (
	goodWorth     = 75
	possibleWorth = 45
	mostBest      = 3
)

// freeViews are the days of somebody, and the best of their times in words.
func freeViews(b *book, t office.TalkSheet) (days []ui.FreeDayView, best []string) {
	type at struct {
		worth int
		words string
	}
	var all []at
	coming := len(t.Free) > 0 && t.Free[len(t.Free)-1].Date >= b.today // of a shoot that is over all days are shown
	for _, d := range t.Free {
		if coming && d.Date < b.today {
			continue
		}
		v := ui.FreeDayView{Title: b.title(d.Date), Note: d.Note}
		if d.Day > 0 && b.dayAt[d.Date] != nil {
			line := freeLine(b, d, t.Booking)
			v.Line = &line
		}
		for _, f := range d.Free {
			time := ui.Times(f.Start, f.End, f.Estimated)
			view := ui.FreeTimeView{Time: time, Why: f.Why, Noise: f.Noise, Good: "if need be"}
			if f.Location != "" {
				view.Why += ", " + ui.Place(f.Location)
			}
			switch {
			case f.Worth >= goodWorth:
				view.Good, view.Tone = "good", "clear"
			case f.Worth >= possibleWorth:
				view.Good, view.Tone = "possible", "must"
			}
			v.Times = append(v.Times, view)
			if int(f.End-f.Start) >= t.Minutes && d.Date >= b.today {
				all = append(all, at{f.Worth, fmt.Sprintf("%s, %s: %s", v.Title, time, view.Why)})
			}
		}
		days = append(days, v)
	}
	slices.SortStableFunc(all, func(x, y at) int { return y.worth - x.worth })
	for _, x := range all[:min(len(all), mostBest)] {
		best = append(best, x.words)
	}
	return days, best
}

// freeLine is a day as a line: the main unit above, when the person is free below.
func freeLine(b *book, d story.FreeDay, booked *office.Booking) ui.DayLineView {
	line := b.line(d.Date, "")
	line.BTS, line.Meals = nil, nil
	busy := map[string]bool{}
	for _, s := range d.Busy {
		busy[s.Scene] = true
	}
	for i := range line.Main {
		line.Main[i].Lit = busy[line.Main[i].Text]
	}
	for _, m := range d.Meals {
		line.Meals = append(line.Meals, ui.Span{Start: m.Start, End: m.End})
	}
	var said []string
	for _, f := range d.Free {
		line.BTS = append(line.BTS, ui.Span{Start: f.Start, End: f.End, Text: f.Why, Arc: freeArc})
		said = append(said, fmt.Sprintf("%s to %s", f.Start, f.End))
	}
	if booked != nil && booked.Date == d.Date {
		line.BTS = append(line.BTS, ui.Span{Start: booked.Start, End: booked.End, Text: "booked", Lit: true})
	}
	line.Hours = true
	line.Label = b.title(d.Date) + ": not free"
	if len(said) > 0 {
		line.Label = b.title(d.Date) + ": free " + strings.Join(said, ", ")
	}
	return line
}

// freeArc colours free times.
var freeArc = ui.Arc{Name: "free", Hue: 4}

func letterView(path, base string, t office.TalkSheet) ui.LetterView {
	v := ui.LetterView{
		Action: path + "/invitation", Written: t.Invitation != "", Phone: t.Phone,
		Form: ui.StoryForm{Base: base, Fields: []ui.Field{{ID: "invitation", Name: "invitation", Label: "Invitation", Lines: 12, Value: t.Letter}}},
	}
	if strings.Contains(t.Email, "@") {
		v.Mail = "mailto:" + strings.ReplaceAll(url.PathEscape(t.Email), "%40", "@") + "?subject=" + mailEscape(t.Subject) + "&body=" + mailEscape(strings.ReplaceAll(t.Letter, "\n", "\r\n"))
	}
	return v
}

// mailEscape writes a text into a mailto address, where a plus is a plus.
func mailEscape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

func beatTicks(out office.Outline, on []production.BeatID) []ui.TickView {
	var list []ui.TickView
	for _, a := range out.Arcs {
		for _, b := range a.Beats {
			if !b.Closed {
				list = append(list, ui.TickView{Value: string(b.ID), Text: shortened(a.Name, 40) + ": " + shortened(b.Title, 60), On: slices.Contains(on, b.ID)})
			}
		}
	}
	return list
}
