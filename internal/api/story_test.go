package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

// arc is one that was just made.
func (s *site) arc() string {
	s.t.Helper()
	a, _, err := s.app.Office.AddArc(s.ctx, s.film.ID, newName(), "")
	must(s.t, err)
	return string(a.ID)
}

// beat is one that was just made.
func (s *site) beat() string {
	s.t.Helper()
	b, _, err := s.app.Office.AddBeat(s.ctx, s.film.ID, outline.Beat{Arc: "people", Title: newName()})
	must(s.t, err)
	return string(b.ID)
}

// act is one that was just done.
func (s *site) act() string {
	s.t.Helper()
	act, err := s.app.Office.EditTreatment(s.ctx, s.film.ID, office.Written{Fields: map[string]any{"avoid": newName()}})
	must(s.t, err)
	return string(act.ID)
}

// told is a story with something of everything in it.
func (s *site) told() {
	s.t.Helper()
	s.act()
	s.frame()
	_, _, err := s.app.Office.AddArc(s.ctx, s.film.ID, "", "craft")
	must(s.t, err)
	_, err = s.app.Office.EditArc(s.ctx, s.film.ID, "people", office.Written{Fields: map[string]any{"logline": "Two who have to trust each other"}})
	must(s.t, err)
	_, err = s.app.Office.TieMoments(s.ctx, s.film.ID, production.BeatID(s.beat()), []production.MomentID{production.MomentID(s.moment())})
	must(s.t, err)
}

// ask makes a call that must do and reads its answer.
func ask[T any](s *site, method, path, body string) (doc T) {
	s.t.Helper()
	got := s.call(s.ctx, method, "/api/productions/the-lamp-room"+path, body)
	if got.Code != http.StatusOK {
		s.t.Fatalf("%s %s: %d %s", method, path, got.Code, got.Body)
	}
	must(s.t, json.Unmarshal(got.Body.Bytes(), &doc))
	return doc
}

// TestStoryIsWrittenByField: what is not sent stays, what two send from one state gives way and is told, and acts
// are taken back.
func TestStoryIsWrittenByField(t *testing.T) {
	t.Parallel()
	s := open(t)
	arc := ask[paper.Made](s, http.MethodPost, "/story/arcs", `{"template":"tradition"}`)
	made := ask[paper.Made](s, http.MethodPost, "/story/beats", `{"arc":"`+arc.ID+`","title":"The nod","note":"wait for it"}`)
	base, err := json.Marshal(ask[paper.Story](s, http.MethodGet, "/story", "").Base)
	must(t, err)
	beat := "/story/beats/" + made.ID
	ask[paper.Act](s, http.MethodPatch, beat, `{"title":"A nod"}`)
	mine := ask[paper.Act](s, http.MethodPatch, beat, `{"base":`+string(base)+`,"title":"The nod","note":"","wants":[{"source":"unplanned","text":"","count":1}]}`)
	if len(mine.Lost) != 0 {
		t.Errorf("a title that was not touched makes %v give way", mine.Lost)
	}
	last := ask[paper.Act](s, http.MethodPatch, beat, `{"base":`+string(base)+`,"title":"Nodding"}`)
	if diff := cmp.Diff([]paper.Field{{Name: "title", Was: "The nod", Now: "A nod"}}, last.Lost); diff != "" {
		t.Error(diff)
	}
	find := func() paper.Beat {
		arcs := ask[paper.Story](s, http.MethodGet, "/story", "").Arcs
		beats := arcs[len(arcs)-1].Beats
		return beats[len(beats)-1]
	}
	if b := find(); b.Title != "Nodding" || b.Note != "" || len(b.Wants) != 1 || b.Strength.Wanted != 1 || b.Level != "wanted" {
		t.Errorf("the beat is %+v", b)
	}
	ask[paper.Act](s, http.MethodPost, "/story/acts/"+mine.Act+"/undo", "")
	if b := find(); b.Title != "Nodding" || b.Note != "wait for it" || len(b.Wants) != 0 {
		t.Errorf("after undo the beat is %+v", b)
	}
	ask[paper.Act](s, http.MethodPatch, beat, `{"gone":true}`)
	if b := find(); b.Title != "Handed on" {
		t.Errorf("the beat that is gone is followed by %+v", b)
	}
	history := ask[paper.History](s, http.MethodGet, "/story/history?kind=beat&object="+made.ID, "").Entries
	if len(history) != 6 || history[1].Undoes != mine.Act || history[2].Lost[0].Now != "A nod" {
		t.Errorf("the history is %+v", history)
	}
}

// TestTiedMomentNamesItsBeat: the list of moments says which beat each tells.
func TestTiedMomentNamesItsBeat(t *testing.T) {
	t.Parallel()
	s := open(t)
	id, beat := s.moment(), s.beat()
	ask[paper.Act](s, http.MethodPost, "/story/tie", `{"beat":"`+beat+`","moments":["`+id+`"]}`)
	told := func() string {
		for _, m := range ask[paper.Moments](s, http.MethodGet, "/moments", "").Moments {
			if m.ID == id {
				return m.Beat
			}
		}
		return "gone"
	}
	if got := told(); got != beat {
		t.Errorf("it tells %q", got)
	}
	ask[paper.Act](s, http.MethodPost, "/story/tie", `{"moments":["`+id+`"]}`)
	if got := told(); got != "" {
		t.Errorf("untied it tells %q", got)
	}
	made := ask[paper.Made](s, http.MethodPost, "/moments/"+id+"/promote", `{"new_arc":"What nobody planned"}`)
	if got := told(); got != made.ID {
		t.Errorf("promoted it tells %q, not %q", got, made.ID)
	}
}
