package web

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

func (s *Server) showBank(w http.ResponseWriter, r *http.Request) error {
	return s.showBankWith(w, r, http.StatusOK, r.URL.Query().Get("craft"), nil)
}

// showBankWith shows one craft of the bank, the first for one that it does not have; refused is what was wrong with the form.
func (s *Server) showBankWith(w http.ResponseWriter, r *http.Request, status int, craft string, refused error) error {
	page := s.page(r, "Question bank", ui.RoomTalks)
	if _, err := s.openPage(r, &page); err != nil {
		return err
	}
	bank, err := s.office.QuestionBank(r.Context(), current(r).Production.ID)
	if err != nil {
		return err
	}
	if !interview.KnownCraft(craft) {
		craft = interview.Opener
	}
	page.URL = page.Link("questions?craft=" + craft)
	view := ui.BankView{Reminder: interview.Reminder(), New: newQuestionForm(page, craft)}
	total := 0
	for _, c := range interview.Crafts() {
		group, n := bankCraft(page, bank, c)
		total += n
		view.Tabs = append(view.Tabs, ui.Tab{Text: c.Name, URL: page.Link("questions?craft=" + c.Key), Count: n, Counted: true, Current: c.Key == craft})
		if c.Key == craft {
			view.Crafts = []ui.BankCraftView{group}
		}
	}
	view.Sentence = fmt.Sprintf("%s by craft. What you change here is changed for this production.", counted(total, "question", "questions"))
	if refused != nil {
		view.New.Error = spoken(refused)
		for i := range view.New.Fields {
			view.New.Fields[i].Value = r.PostFormValue(view.New.Fields[i].Name)
		}
	}
	return s.show(w, r, status, ui.BankPage(page, view))
}

func bankCraft(page ui.Page, bank office.QuestionBank, c interview.Craft) (ui.BankCraftView, int) {
	group := ui.BankCraftView{Key: c.Key, Name: c.Name}
	for _, q := range bank.Questions {
		if q.Craft != c.Key {
			continue
		}
		path := page.Link("questions", string(q.ID))
		v := ui.BankQuestionView{ID: string(q.ID), Text: q.Text, Begin: q.Begin, Follow: q.Follow, Remove: path + "/remove", Restore: path + "/restore"}
		v.Edit = ui.StoryForm{Action: path, Base: strconv.FormatInt(bank.Base, 10), Save: "Save", Fields: questionFields("bank-"+string(q.ID), q.Text, q.Begin, q.Follow)}
		if q.Gone {
			group.Gone = append(group.Gone, v)
		} else {
			group.Questions = append(group.Questions, v)
		}
	}
	return group, len(group.Questions)
}

func newQuestionForm(page ui.Page, craft string) ui.StoryForm {
	return ui.StoryForm{Action: page.Link("questions"), Save: "Add the question", Fields: append([]ui.Field{
		{ID: "question-craft", Name: "craft", Label: "For", Options: craftOptions(true), Value: craft},
	}, questionFields("question-new", "", "", "")...)}
}

func (s *Server) addQuestion(w http.ResponseWriter, r *http.Request) error {
	q := interview.Question{
		Craft: r.PostFormValue("craft"), Text: typed(r.PostFormValue("text")), Begin: typed(r.PostFormValue("begin")), Follow: typed(r.PostFormValue("follow")),
	}
	_, act, err := s.office.AddQuestion(r.Context(), current(r).Production.ID, q)
	if formFault(err) {
		return s.showBankWith(w, r, Status(err), q.Craft, err)
	}
	return s.did(w, r, "The question is in the bank.", act, err)
}

func (s *Server) saveQuestion(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.EditQuestion(r.Context(), current(r).Production.ID, questionID(r), writtenFields(r, "text", "begin", "follow"))
	return s.did(w, r, "The question is saved.", act, err)
}

// keepQuestion takes a question out of the bank, or brings it back.
func (s *Server) keepQuestion(gone bool) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		act, err := s.office.EditQuestion(r.Context(), current(r).Production.ID, questionID(r), office.Written{Fields: map[string]bool{"gone": gone}})
		return s.did(w, r, map[bool]string{true: "The question is out of the bank.", false: "The question is in the bank."}[gone], act, err)
	}
}

func questionID(r *http.Request) production.QuestionID {
	return production.QuestionID(r.PathValue("id"))
}
