package api_test

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cli"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/paper"
)

var talkOperations = map[string]operation{
	"listInterviews":  {right: access.SeeStory},
	"addInterview":    {right: access.EditStory, body: `{"person":"$NEW","craft":"sound"}`},
	"getInterview":    {right: access.SeeStory, id: (*site).talk},
	"changeInterview": {right: access.EditShots, body: `{"status":"agreed","release":"signed"}`, id: (*site).talk},
	"askQuestions":    {right: access.EditShots, body: `{"keys":["sound-7"]}`, id: (*site).talk},
	"addAsked":        {right: access.EditShots, body: `{"text":"$NEW"}`, id: (*site).talk},
	"changeAsked":     {right: access.EditShots, body: `{"done":true,"answer":"$NEW"}`, id: (*site).askedOne},
	"moveAsked":       {right: access.EditShots, body: `{}`, id: (*site).askedOne},
	"freeTimes":       {right: access.SeeStory, query: "person=edda"},
	"listQuestions":   {right: access.SeeStory},
	"addQuestion":     {right: access.EditStory, body: `{"craft":"sound","text":"$NEW"}`},
	"changeQuestion":  {right: access.EditStory, body: `{"text":"$NEW"}`, id: func(*site) string { return "sound-2" }},
}

// talk is one that was just put on the list.
func (s *site) talk() string {
	s.t.Helper()
	i, _, err := s.app.Office.AddInterview(s.ctx, s.film.ID, interview.Interview{Person: newName(), Craft: "sound"}, true)
	must(s.t, err)
	return string(i.ID)
}

// askedOne is the first question of such a talk.
func (s *site) askedOne() string {
	s.t.Helper()
	return ask[paper.TalkSheet](s, http.MethodGet, "/interviews/"+s.talk(), "").Questions[1].ID
}

func TestTalkByProgram(t *testing.T) {
	t.Parallel()
	s := open(t)
	made := ask[paper.Made](s, http.MethodPost, "/interviews", `{"person":"edda","about":"the fall"}`)
	path := "/interviews/" + made.ID
	sheet := func() paper.TalkSheet { return ask[paper.TalkSheet](s, http.MethodGet, path, "") }
	first := sheet()
	if len(first.Questions) == 0 || len(first.Free) == 0 || len(first.Suggested) == 0 || first.Invitation.Text == "" || first.Reminder == "" || first.About != "the fall" {
		t.Fatalf("%+v", first)
	}
	ask[paper.Act](s, http.MethodPatch, "/asked/"+first.Questions[0].ID, `{"done":true,"answer":"I was not there"}`)
	own := ask[paper.Made](s, http.MethodPost, path+"/questions", `{"text":"Who else?"}`)
	ask[paper.Act](s, http.MethodPost, "/asked/"+own.ID+"/move", `{}`)
	no := ask[paper.Act](s, http.MethodPatch, path, `{"status":"declined"}`)
	if got := sheet(); got.Questions[0].ID != own.ID || !got.Questions[1].Done || got.Done != 1 || got.Status != "declined" {
		t.Errorf("%+v", got)
	}
	ask[paper.Act](s, http.MethodPost, "/story/acts/"+no.Act+"/undo", "")
	if got := sheet(); got.Status != "wanted" {
		t.Errorf("after undo it is %s", got.Status)
	}
	for name, c := range map[string]struct {
		method, path, body string
		status             int
	}{
		"no such talk":      {http.MethodGet, "/interviews/none", "", 404},
		"no such status":    {http.MethodPatch, path, `{"status":"maybe"}`, 422},
		"no person":         {http.MethodPost, "/interviews", `{}`, 422},
		"no such question":  {http.MethodPost, path + "/ask", `{"keys":["dreams-1"]}`, 422},
		"no such scene":     {http.MethodPost, path + "/questions", `{"text":"Why?","scene":"999"}`, 422},
		"free who":          {http.MethodGet, "/free?person=nobody", "", 404},
		"no such craft":     {http.MethodPost, "/questions", `{"craft":"mime","text":"Why?"}`, 422},
		"no such asked":     {http.MethodPatch, "/asked/none", `{"done":true}`, 404},
		"no such of a bank": {http.MethodPatch, "/questions/none", `{"text":"?"}`, 404},
	} {
		got := s.call(s.ctx, c.method, "/api/productions/the-lamp-room"+c.path, c.body)
		if got.Code != c.status {
			t.Errorf("%s: %d %s", name, got.Code, got.Body)
		}
	}
}

func TestTalkDocumentsAreThoseOfTheCommandLine(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := ask[paper.Made](s, http.MethodPost, "/interviews", `{"person":"edda"}`).ID
	for path, command := range map[string][]string{
		"/interviews": {"interviews"}, "/questions": {"interviews", "questions"}, "/questions?craft=sound": {"interviews", "questions", "--craft", "sound"},
		"/free?person=edda": {"interviews", "free", "edda"},
		"/interviews/" + id: {"interviews", "show", id[len(id)-8:]},
	} {
		var out, messages bytes.Buffer
		if code := cli.Run(t.Context(), append([]string{"--json", "--data", s.data}, command...), cli.Streams{Out: &out, Err: &messages}); code != 0 {
			t.Fatalf("%v ends with %d: %s", command, code, &messages)
		}
		got := s.call(s.ctx, http.MethodGet, "/api/productions/the-lamp-room"+path, "")
		want, have := decode(t, out.Bytes()), decode(t, got.Body.Bytes())
		if sheet, is := want.(map[string]any); is { // the letter is signed by whoever asks
			delete(sheet, "invitation")
			delete(have.(map[string]any), "invitation")
		}
		if diff := cmp.Diff(want, have); diff != "" || got.Code != http.StatusOK {
			t.Errorf("%s: status %d (-bts +api):\n%s", path, got.Code, diff)
		}
	}
}
