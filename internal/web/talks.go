package web

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// talkRoutes are the interviews and the question bank.
func (s *Server) talkRoutes(mux *http.ServeMux) {
	for path, h := range map[string]handler{
		"interviews": s.showTalks, "questions": s.showBank, "interviews/{id}": s.showTalk,
		"interviews/{id}/sheet.pdf": s.printTalk, "sheets.pdf": s.printTalks,
	} {
		s.handle(mux, "GET /p/{slug}/"+path, access.SeeStory, h)
	}
	for path, h := range map[string]handler{
		"interviews": s.addTalk, "interviews/{id}": s.saveTalk, "interviews/{id}/remove": s.removeTalk, "interviews/{id}/invitation": s.saveInvitation,
		"questions": s.addQuestion, "questions/{id}": s.saveQuestion, "questions/{id}/remove": s.keepQuestion(true),
		"questions/{id}/restore": s.keepQuestion(false),
	} {
		s.handle(mux, "POST /p/{slug}/"+path, access.EditStory, h)
	}
	for path, h := range map[string]handler{
		"interviews/{id}/status": s.setTalk("status"), "interviews/{id}/release": s.setTalk("release"), "interviews/{id}/ask": s.askQuestions,
		"interviews/{id}/questions": s.addAsked, "interviews/{id}/questions/{asked}": s.tickAsked, "interviews/{id}/questions/{asked}/edit": s.saveAsked,
		"interviews/{id}/questions/{asked}/move": s.moveAsked, "interviews/{id}/questions/{asked}/remove": s.removeAsked,
	} {
		s.handle(mux, "POST /p/{slug}/"+path, access.EditShots, h)
	}
}

func (s *Server) showTalks(w http.ResponseWriter, r *http.Request) error {
	return s.showTalksWith(w, r, http.StatusOK, nil)
}

// showTalksWith shows the list with a form that was refused.
func (s *Server) showTalksWith(w http.ResponseWriter, r *http.Request, status int, refused error) error {
	page := s.page(r, "Interviews", ui.RoomTalks)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	page.URL = page.Link("interviews")
	all, err := s.office.Interviews(r.Context(), b.film.ID)
	if err != nil {
		return err
	}
	view := ui.TalksView{Sentence: talksSentence(all), Thumb: thumbWords(), New: newTalkForm(page, b, all)}
	if refused != nil {
		view.New.Error = spoken(refused)
		for i := range view.New.Fields {
			view.New.Fields[i].Value = r.PostFormValue(view.New.Fields[i].Name)
		}
	}
	for _, t := range all.Talks {
		if !t.Closed && t.Status != interview.Done && t.Status != interview.Declined {
			view.Print = page.Link("sheets.pdf")
		}
		view.Talks = append(view.Talks, talkRow(page, b, t))
	}
	for _, m := range all.Proposed {
		v := ui.ProposedTalk{ID: string(m.ID), Title: m.Title, URL: page.Link("moments", string(m.ID))}
		var why []string
		for _, reason := range m.Reasons {
			why = append(why, reason.Text)
		}
		v.Why = shortened(strings.Join(why, "; "), 160)
		view.Proposed = append(view.Proposed, v)
	}
	return s.show(w, r, status, ui.TalksPage(page, view))
}

func talksSentence(all office.Interviews) string {
	if len(all.Talks) == 0 {
		return "What only people can tell, and when they have the time."
	}
	return all.Total.Words()
}

func thumbWords() string {
	t := interview.RuleOfThumb()
	return fmt.Sprintf("A rule of thumb: of %d minutes recorded %d–%d are used (%s).", t.Of, t.Least, t.Most, t.Source)
}

func talkRow(page ui.Page, b *book, t office.Talk) ui.TalkRow {
	row := ui.TalkRow{
		ID: string(t.ID), Person: t.Person, Role: t.Role, When: "No time yet", Asked: fmt.Sprintf("%d of %d asked", t.Done, t.Asked), Closed: t.Closed,
		URL: page.Link("interviews", string(t.ID)), Status: statusChoice(page, t), Release: releaseChoice(page, t),
	}
	switch t.Status {
	case interview.Done:
		row.When = "Recorded"
	case interview.Declined:
		row.When = "Not planned"
	}
	if t.Asked == 0 {
		row.Asked = "no questions yet"
	}
	if t.Closed {
		row.Asked = ""
	}
	if k := t.Booking; k != nil {
		row.When, row.Broken = fmt.Sprintf("%s, %s–%s", b.title(k.Date), k.Start, k.End), k.Broken
	}
	return row
}

func statusChoice(page ui.Page, t office.Talk) ui.ChoiceView {
	c := ui.ChoiceView{Name: "status", Label: "Status of the talk with " + shortened(t.Person, 60), Value: string(t.Status), Text: t.Status.Title(), Tone: ui.StatusTone(t.Status)}
	for _, o := range interview.Statuses {
		c.Options = append(c.Options, ui.Option{Value: string(o), Text: o.Title()})
	}
	if page.Rights.EditShots && !t.Closed {
		c.Action = page.Link("interviews", string(t.ID), "status")
	}
	return c
}

func releaseChoice(page ui.Page, t office.Talk) ui.ChoiceView {
	c := ui.ChoiceView{Name: "release", Label: "Release of " + shortened(t.Person, 60), Value: string(t.Release), Text: t.Release.Title(), Tone: ui.ReleaseTone(t.Release)}
	for _, o := range interview.Releases {
		c.Options = append(c.Options, ui.Option{Value: string(o), Text: o.Title()})
	}
	if page.Rights.EditShots && !t.Closed {
		c.Action = page.Link("interviews", string(t.ID), "release")
	}
	return c
}

func (s *Server) showTalk(w http.ResponseWriter, r *http.Request) error {
	return s.showTalkWith(w, r, http.StatusOK, nil)
}

// showTalkWith shows a sheet; refused is what was wrong with a question of one's own.
func (s *Server) showTalkWith(w http.ResponseWriter, r *http.Request, status int, refused error) error {
	page := s.page(r, "", ui.RoomTalks)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	t, err := s.office.FindInterview(r.Context(), b.film.ID, talkID(r))
	if err != nil {
		return err
	}
	out, err := s.outline(r)
	if err != nil {
		return err
	}
	page.Title, page.URL = t.Person, page.Link("interviews", string(t.ID))
	view := talkPage(page, b, t, out)
	if view.Booking != nil && page.Rights.MakePlan {
		view.Booking.Move = page.Link("calendar") + "?moment=" + string(t.Moment)
	}
	if refused != nil {
		view.Own.Open, view.Own.Error = true, spoken(refused)
		for i := range view.Own.Fields {
			view.Own.Fields[i].Value = r.PostFormValue(view.Own.Fields[i].Name)
		}
	}
	if !t.Closed {
		if view.History, err = s.historyOf(r, page, "interview", string(t.ID)); err != nil {
			return err
		}
		if view.Trace, err = s.trace(r, page, office.TraceTalk, string(t.ID)); err != nil {
			return err
		}
	}
	return s.show(w, r, status, ui.TalkPage(page, view))
}

// talkOf leads from a moment to the sheet of its talk, or to making one.
func (s *Server) talkOf(r *http.Request, page ui.Page, m story.Moment, v *ui.StoryTie) error {
	if m.Kind != story.Interview {
		return nil
	}
	all, err := s.office.Interviews(r.Context(), current(r).Production.ID)
	if err != nil {
		return err
	}
	v.Sheet, v.Moment = page.Link("interviews"), string(m.ID)
	for _, t := range all.Talks {
		if t.Moment == m.ID && !t.Closed {
			v.Talk = page.Link("interviews", string(t.ID))
		}
	}
	return nil
}

func (s *Server) printTalk(w http.ResponseWriter, r *http.Request) error {
	t, err := s.office.FindInterview(r.Context(), current(r).Production.ID, talkID(r))
	if err != nil {
		return err
	}
	return s.sendTalks(w, r, production.Slug(current(r).Production.Title+" "+t.Person), t)
}

func (s *Server) printTalks(w http.ResponseWriter, r *http.Request) error {
	list, err := s.office.Sheets(r.Context(), current(r).Production.ID)
	if err != nil {
		return err
	}
	return s.sendTalks(w, r, current(r).Production.Slug+"-interviews", list...)
}

func (s *Server) sendTalks(w http.ResponseWriter, r *http.Request, name string, list ...office.TalkSheet) error {
	paper := onset.Paper(cmp.Or(r.URL.Query().Get("paper"), string(onset.A4)))
	return send(w, "application/pdf", name+".pdf", func(w io.Writer) error { return s.office.PrintTalks(w, list, paper) })
}

func talkID(r *http.Request) production.InterviewID {
	return production.InterviewID(r.PathValue("id"))
}

func askedID(r *http.Request) interview.AskedID { return interview.AskedID(r.PathValue("asked")) }
