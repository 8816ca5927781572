package web

import (
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
)

func (s *Server) saveTreatment(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.EditTreatment(r.Context(), current(r).Production.ID, writtenTreatment(r))
	return s.did(w, r, "The treatment is saved.", act, err)
}

func (s *Server) addArc(w http.ResponseWriter, r *http.Request) error {
	name := strings.TrimSpace(r.PostFormValue("name"))
	arc, act, err := s.office.AddArc(r.Context(), current(r).Production.ID, name, r.PostFormValue("template"))
	if formFault(err) {
		form := newArcForm(r)
		form.Name.Value, form.Template.Value = name, r.PostFormValue("template")
		form.Error, form.Open = spoken(err), true
		return s.showStoryWith(w, r, Status(err), form)
	}
	return s.did(w, r, shortened(arc.Name, 80)+" is on the board.", act, err)
}

func (s *Server) saveArc(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.EditArc(r.Context(), current(r).Production.ID, arcID(r), writtenFields(r, "name", "logline", "question"))
	return s.did(w, r, "The arc is saved.", act, err)
}

func (s *Server) moveArc(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.MoveArc(r.Context(), current(r).Production.ID, arcID(r), production.ArcID(r.PostFormValue("to")))
	return s.did(w, r, "The arc is moved.", act, err)
}

func (s *Server) removeArc(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.EditArc(r.Context(), current(r).Production.ID, arcID(r), offBoard())
	return s.didAway(w, r, "The arc is off the board.", act, err)
}

func (s *Server) addBeat(w http.ResponseWriter, r *http.Request) error {
	beat, act, err := s.office.AddBeat(r.Context(), current(r).Production.ID, outline.Beat{
		Arc: arcID(r), Title: strings.TrimSpace(r.PostFormValue("title")), Note: typed(r.PostFormValue("note")), Wants: []outline.Want{},
	})
	return s.did(w, r, shortened(beat.Title, 80)+" is on the board.", act, err)
}

func (s *Server) saveBeat(w http.ResponseWriter, r *http.Request) error {
	written, err := writtenBeat(r)
	var act office.Act
	if err == nil {
		act, err = s.office.EditBeat(r.Context(), current(r).Production.ID, beatID(r), written)
	}
	return s.did(w, r, "The beat is saved.", act, err)
}

// moveBeat takes "arc" and "behind", or both in "to" with a stroke between.
func (s *Server) moveBeat(w http.ResponseWriter, r *http.Request) error {
	arc, behind := r.PostFormValue("arc"), r.PostFormValue("behind")
	if to := r.PostFormValue("to"); to != "" {
		arc, behind, _ = strings.Cut(to, "|")
	}
	act, err := s.office.MoveBeat(r.Context(), current(r).Production.ID, beatID(r), production.ArcID(arc), production.BeatID(behind))
	return s.did(w, r, "The beat is moved.", act, err)
}

func (s *Server) removeBeat(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.EditBeat(r.Context(), current(r).Production.ID, beatID(r), offBoard())
	return s.didAway(w, r, "The beat is off the board.", act, err)
}

// didAway is did for what has no page any more.
func (s *Server) didAway(w http.ResponseWriter, r *http.Request, said string, act office.Act, err error) error {
	if strings.HasPrefix(r.PostFormValue("back"), base(r)+"/story/") {
		r.PostForm.Set("back", base(r)+"/story")
	}
	return s.did(w, r, said, act, err)
}

func offBoard() office.Written { return office.Written{Fields: map[string]bool{"gone": true}} }

// tieMoment ties a moment to the beat of the address, tieThis the moment of the address to a beat.
func (s *Server) tieMoment(w http.ResponseWriter, r *http.Request) error {
	return s.tie(w, r, beatID(r), production.MomentID(r.PostFormValue("moment")))
}

func (s *Server) tieThis(w http.ResponseWriter, r *http.Request) error {
	return s.tie(w, r, production.BeatID(r.PostFormValue("to")), momentID(r))
}

func (s *Server) untieMoment(w http.ResponseWriter, r *http.Request) error {
	return s.tie(w, r, "", momentID(r))
}

func (s *Server) tie(w http.ResponseWriter, r *http.Request, beat production.BeatID, moment production.MomentID) error {
	act, err := s.office.TieMoments(r.Context(), current(r).Production.ID, beat, []production.MomentID{moment})
	said := "The moment tells the beat."
	if beat == "" {
		said = "The moment tells no beat."
	}
	return s.did(w, r, said, act, err)
}

func (s *Server) promoteMoment(w http.ResponseWriter, r *http.Request) error {
	beat, act, err := s.office.PromoteMoment(r.Context(), current(r).Production.ID, momentID(r), production.ArcID(r.PostFormValue("arc")),
		strings.TrimSpace(r.PostFormValue("new_arc")))
	return s.did(w, r, shortened(beat.Title, 80)+" is a beat now.", act, err)
}

func (s *Server) undoAct(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.UndoAct(r.Context(), current(r).Production.ID, production.ActID(r.PathValue("act")))
	return s.did(w, r, "Taken back.", act, err)
}

func arcID(r *http.Request) production.ArcID       { return production.ArcID(r.PathValue("id")) }
func beatID(r *http.Request) production.BeatID     { return production.BeatID(r.PathValue("id")) }
func momentID(r *http.Request) production.MomentID { return production.MomentID(r.PathValue("id")) }
