package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/story"
)

var shotlistOperations = map[string]operation{
	"getShotlist":  {right: access.SeeStory, query: "status=planned&priority=nice&medium=video&q=a"},
	"addShot":      {right: access.EditShots, body: `{"title":"$NEW","moment":"$MOMENT","medium":"stills","size":"close-up"}`},
	"changeShot":   {right: access.EditShots, body: `{"note":"$NEW","priority":""}`, id: (*site).shot},
	"changeShots":  {right: access.EditShots, body: `{"ids":["$SHOT"],"change":{"priority":"must"}}`},
	"markShots":    {right: access.EditShots, body: `{"shots":["$SHOT"],"status":"got","proof":"A017_C003"}`},
	"moveShot":     {right: access.EditShots, body: `{}`, id: (*site).shot},
	"exportShots":  {right: access.SeeStory, query: "format=pdf&paper=Letter"},
	"importShots":  {right: access.EditShots, body: `{"name":"t.csv","content":"U2hvdApBIHNob3QK"}`},
	"getTrace":     {right: access.SeeMoments, query: "kind=scene&id=1"},
	"listViews":    {right: access.SeeStory, query: "page=moments"},
	"saveView":     {right: access.SeeStory, body: `{"name":"$NEW","page":"shotlist","query":"priority=must"}`},
	"changeView":   {right: access.EditShots, id: (*site).view, body: `{"name":"$NEW"}`},
	"removeView":   {right: access.EditShots, id: (*site).view},
	"suggestShots": {right: access.EditShots, body: `{"moment":"$BARE"}`},
}

// shot is one that was just added.
func (s *site) shot() string {
	s.t.Helper()
	shot, _, err := s.app.Office.AddShot(s.ctx, s.film.ID, shotlist.Shot{Title: newName(), Moment: production.MomentID(s.moment())})
	must(s.t, err)
	return string(shot.ID)
}

// view is one that everybody has, which not everybody may take away.
func (s *site) view() string {
	s.t.Helper()
	v, _, err := s.app.Office.SaveView(s.ctx, s.film.ID, production.View{Name: newName(), Page: "moments", Query: "kind=stunt", Shared: true})
	must(s.t, err)
	return string(v.ID)
}

// bare is a moment without shots.
func (s *site) bare() string {
	s.t.Helper()
	title := newName()
	m, err := s.app.Office.AddMoment(s.ctx, s.film.ID, story.Change{Title: &title})
	must(s.t, err)
	return string(m.ID)
}

func TestShotlistIsWrittenByField(t *testing.T) {
	t.Parallel()
	s := open(t)
	made := ask[paper.Made](s, http.MethodPost, "/shotlist", `{"title":"The wick","moment":"`+s.moment()+`","size":"extreme close up"}`)
	act := ask[paper.Act](s, http.MethodPatch, "/shotlist/"+made.ID, `{"note":"beside the lens","priority":"must"}`)
	ask[paper.Act](s, http.MethodPost, "/shotlist/mark", `{"shots":["`+made.ID+`"],"status":"missed","why":"fog"}`)
	list := ask[paper.Shotlist](s, http.MethodGet, "/shotlist?priority=must", "")
	if len(list.Shots) != 1 || list.Totals[0] != (paper.ShotTotal{Priority: "must", Shots: 1, Missed: 1}) {
		t.Fatalf("%+v", list)
	}
	if got := list.Shots[0]; got.Size != "ECU" || got.Note != "beside the lens" || got.Why != "fog" || !got.ByHand || got.MomentTitle == "" {
		t.Errorf("%+v", got)
	}
	ask[paper.Act](s, http.MethodPost, "/story/acts/"+act.Act+"/undo", "")
	if got := ask[paper.Shotlist](s, http.MethodGet, "/shotlist", "").Shots[0]; got.Note != "" || got.ByHand {
		t.Errorf("taken back: %+v", got)
	}
	for body, says := range map[string]string{
		`{"title":" "}`: "no title", `{"title":"a","moment":"none"}`: "moment", `{"title":"a","medium":"oil"}`: "medium", `{"title":"a","place":3}`: "place",
	} {
		got := s.call(s.ctx, http.MethodPost, "/api/productions/the-lamp-room/shotlist", body)
		if got.Code != http.StatusUnprocessableEntity && got.Code != http.StatusNotFound || !strings.Contains(got.Body.String(), says) {
			t.Errorf("%s: %d %s", body, got.Code, got.Body)
		}
	}
	if list := ask[paper.Shotlist](s, http.MethodGet, "/shotlist", ""); len(list.Shots) != 1 {
		t.Errorf("what was refused is on the list: %+v", list.Shots)
	}
}

// shotsToShow are shots of every state.
func (s *site) shotsToShow() {
	s.t.Helper()
	for _, status := range shotlist.Statuses {
		_, err := s.app.Office.MarkShots(s.ctx, s.film.ID, []production.WantedShotID{production.WantedShotID(s.shot())}, office.Mark{Status: status})
		must(s.t, err)
	}
}
