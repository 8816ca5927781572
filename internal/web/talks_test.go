package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
)

var talkGuards = map[string]guard{
	"GET /p/{slug}/interviews":                                {inProduction, access.SeeStory},
	"GET /p/{slug}/interviews/{id}":                           {inProduction, access.SeeStory},
	"GET /p/{slug}/interviews/{id}/sheet.pdf":                 {inProduction, access.SeeStory},
	"GET /p/{slug}/sheets.pdf":                                {inProduction, access.SeeStory},
	"GET /p/{slug}/questions":                                 {inProduction, access.SeeStory},
	"POST /p/{slug}/interviews":                               {inProduction, access.EditStory},
	"POST /p/{slug}/interviews/{id}":                          {inProduction, access.EditStory},
	"POST /p/{slug}/interviews/{id}/remove":                   {inProduction, access.EditStory},
	"POST /p/{slug}/interviews/{id}/invitation":               {inProduction, access.EditStory},
	"POST /p/{slug}/interviews/{id}/status":                   {inProduction, access.EditShots},
	"POST /p/{slug}/interviews/{id}/release":                  {inProduction, access.EditShots},
	"POST /p/{slug}/interviews/{id}/ask":                      {inProduction, access.EditShots},
	"POST /p/{slug}/interviews/{id}/questions":                {inProduction, access.EditShots},
	"POST /p/{slug}/interviews/{id}/questions/{asked}":        {inProduction, access.EditShots},
	"POST /p/{slug}/interviews/{id}/questions/{asked}/edit":   {inProduction, access.EditShots},
	"POST /p/{slug}/interviews/{id}/questions/{asked}/move":   {inProduction, access.EditShots},
	"POST /p/{slug}/interviews/{id}/questions/{asked}/remove": {inProduction, access.EditShots},
	"POST /p/{slug}/questions":                                {inProduction, access.EditStory},
	"POST /p/{slug}/questions/{id}":                           {inProduction, access.EditStory},
	"POST /p/{slug}/questions/{id}/remove":                    {inProduction, access.EditStory},
	"POST /p/{slug}/questions/{id}/restore":                   {inProduction, access.EditStory},
}

// TestWishOfABeatIsNoQuestion: what a beat wants said is shown as wanted, and ticked off when it was said.
func TestWishOfABeatIsNoQuestion(t *testing.T) {
	t.Parallel()
	s := played(t)
	op := s.operator()
	beat, _, err := s.office.AddBeat(op, s.film.ID, outline.Beat{Arc: "daring", Title: "The fall", Wants: []outline.Want{{Source: outline.FromInterview, Text: "why she jumps", Count: 1}}})
	must(t, err)
	i, _, err := s.office.AddInterview(op, s.film.ID, interview.Interview{Person: "edda", Beats: []production.BeatID{beat.ID}}, true)
	must(t, err)
	page := s.member(t, "Ada", access.Director).get(lampRoom+"/interviews/"+string(i.ID)).want(t, http.StatusOK, "the sheet")
	page.says(t, ".question.wish .question-text", "Wanted for the beat “The fall”: why she jumps")
	page.says(t, ".question.wish [name=done]", "Said")
}

// talk is one with the performer of Edda, and its address.
func (s *site) talk(t *testing.T) (office.TalkSheet, string) {
	t.Helper()
	i, _, err := s.office.AddInterview(s.operator(), s.film.ID, interview.Interview{Person: "edda"}, true)
	must(t, err)
	sheet, err := s.office.FindInterview(s.operator(), s.film.ID, i.ID)
	must(t, err)
	return sheet, lampRoom + "/interviews/" + string(i.ID)
}

func TestTalksPage(t *testing.T) {
	t.Parallel()
	s := played(t)
	ada := s.member(t, "Ada", access.Director)
	path := lampRoom + "/interviews"
	empty := ada.get(path).want(t, http.StatusOK, "the list")
	empty.says(t, ".empty", "No talks yet")
	empty.says(t, ".proposed", "Interview:", "Make the sheet")
	moment := empty.find(t, ".proposed [name=moment]").First().AttrOr("value", "")
	got := ada.post(path, url.Values{"moment": {moment}}).want(t, http.StatusSeeOther, "making a sheet")
	sheet := ada.get(got.header.Get("Location")).want(t, http.StatusOK, "the sheet")
	sheet.says(t, "#toasts", "is on the list", "Undo")
	sheet.says(t, ".asked", "The answer begins:")
	sheet.says(t, ".reminder", "answers that contain the question")

	bad := ada.post(path, url.Values{"person": {" "}, "about": {"the <b>fall"}}).want(t, http.StatusUnprocessableEntity, "a talk with nobody")
	bad.says(t, "#add-talk .wrong", "no name of a person")
	bad.says(t, "#add-talk textarea", "the <b>fall")
	long := "שלום 🎬 " + strings.Repeat("x", 9_980)
	ada.post(path, url.Values{"person": {long}}).want(t, http.StatusSeeOther, "a talk with a long name")
	ada.get(path).want(t, http.StatusOK, "the list with it").says(t, ".talks", "שלום 🎬")
	ada.post(path, url.Values{"person": {long + strings.Repeat("y", 100)}}).want(t, http.StatusUnprocessableEntity, "a longer one").says(t, "#add-talk .wrong", "more than 10000")

	dana := s.member(t, "Dana", access.Publicity)
	read := dana.get(path).want(t, http.StatusOK, "the list for publicity")
	if n := read.find(t, "main form[method=post]").Length(); n != 0 {
		t.Errorf("publicity are offered %d forms", n)
	}
}

func TestTalkSheetPage(t *testing.T) {
	t.Parallel()
	s := played(t)
	sheet, path := s.talk(t)
	ada, ben, dana := s.member(t, "Ada", access.Director), s.member(t, "Ben", access.Crew), s.member(t, "Dana", access.Publicity)
	page := ben.get(path).want(t, http.StatusOK, "the sheet")
	page.says(t, "h1", sheet.Person)
	page.says(t, ".free", "When they are free", "Best:", "Day by day")
	page.says(t, ".letter textarea", "Dear ", "The Lamp Room", "release")
	page.says(t, ".suggested", "Could be asked")
	page.silent(t, "main", "Edit the talk", "Save the letter")
	if page.find(t, ".free .dayline").Length() < 5 {
		t.Error("the days are not drawn")
	}
	for _, at := range []string{path + "/sheet.pdf?paper=Letter", lampRoom + "/sheets.pdf"} {
		if pdf := dana.get(at).want(t, http.StatusOK, at); !strings.HasPrefix(pdf.body, "%PDF-") {
			t.Errorf("%s begins %.20q", at, pdf.body)
		}
	}
	ada.get(path+"/sheet.pdf?paper=papyrus").want(t, http.StatusUnprocessableEntity, "on a paper that is none")
	first := path + "/questions/" + string(sheet.Questions[0].ID)
	ben.post(first, url.Values{"answer": {"I am Ruth, and …"}, "done": {"true"}}).want(t, http.StatusSeeOther, "ticking off")
	page = ben.get(path)
	page.says(t, ".question.ticked", "asked", "I am Ruth")
	page.says(t, "#questions-title", "1 of ")
	ben.post(path+"/status", url.Values{"status": {"done"}}).want(t, http.StatusSeeOther, "the talk is held")
	ben.get(path).says(t, "#toasts", "counts for its beats")
	ben.post(path+"/status", url.Values{"status": {"lost"}}).want(t, http.StatusUnprocessableEntity, "a status that is none")
	ben.post(path+"/release", url.Values{"release": {"signed"}}).want(t, http.StatusSeeOther, "the release")
	ben.post(path, url.Values{"person": {"X"}}).want(t, http.StatusForbidden, "editing by the crew")
	ben.post(path+"/ask", nil).want(t, http.StatusUnprocessableEntity, "asking nothing")
	ben.post(path+"/questions", url.Values{"text": {"How high?"}, "scene": {"999"}}).want(t, http.StatusUnprocessableEntity, "about no scene").says(t, "#ask .wrong", "no scene 999")

	dana.get(lampRoom+"/sheets.pdf").want(t, http.StatusNotFound, "all that are to be held, which is none")
	letter := ada.get(path).find(t, ".letter textarea").Text()
	ada.post(path+"/invitation", url.Values{"invitation": {letter}}).want(t, http.StatusSeeOther, "a letter as it was")
	ada.get(path).says(t, "#toasts", "Nothing was changed")
	ada.post(path+"/invitation", url.Values{"invitation": {"Come, please."}}).want(t, http.StatusSeeOther, "a letter of one's own")
	ada.get(path).says(t, ".letter", "Come, please.", "Write it anew from the sheet")
	ada.post(path, url.Values{"person": {"Ruth"}, "minutes": {"soon"}, "yield": {"0"}}).want(t, http.StatusUnprocessableEntity, "minutes in words").says(t, "[data-fault]", "soon")

	page = dana.get(path).want(t, http.StatusOK, "the sheet for publicity")
	page.silent(t, "main", "Could be asked", "Edit the talk", "Write a mail")
	dana.post(first, url.Values{"answer": {"x"}}).want(t, http.StatusForbidden, "ticking off by publicity")

	ada.post(path+"/remove", nil).want(t, http.StatusSeeOther, "taking it off")
	ada.get(lampRoom+"/interviews").says(t, "#toasts", "off the list", "Undo")
	ada.get(path).want(t, http.StatusNotFound, "a talk that is off the list").says(t, "[data-fault]", "taken off")
}

func TestBankPage(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	ada := s.member(t, "Ada", access.Director)
	path := lampRoom + "/questions"
	ada.post(path, url.Values{"craft": {"stunts"}, "text": {"Who counts you in?"}, "begin": {"I am counted in by …"}}).want(t, http.StatusSeeOther, "adding")
	page := ada.get(path+"?craft=stunts").want(t, http.StatusOK, "the bank")
	page.says(t, ".bank", "Who counts you in?", "I am counted in by …")
	ada.post(path+"/stunts-1/remove", nil).want(t, http.StatusSeeOther, "taking out")
	ada.get(path+"?craft=stunts").says(t, ".bank .fold", "1 question taken out", "Bring back")
	ada.post(path+"/stunts-1/restore", nil).want(t, http.StatusSeeOther, "bringing back")
	ada.post(path+"/stunts-2", url.Values{"text": {"How is it built?"}}).want(t, http.StatusSeeOther, "changing")
	ada.get(path+"?craft=stunts").says(t, ".bank", "How is it built?")
	ada.post(path, url.Values{"craft": {"mime"}, "text": {"Why?"}}).want(t, http.StatusUnprocessableEntity, "for no craft")
	ada.post(path+"/none", url.Values{"text": {"Why?"}}).want(t, http.StatusNotFound, "one that is not there")
	ada.get(path+"?craft=mime").want(t, http.StatusOK, "a craft that is none")
}
