package web

import (
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/web/ui"
)

func (s *Server) addShot(w http.ResponseWriter, r *http.Request) error {
	shot, act, err := s.office.AddShot(r.Context(), current(r).Production.ID, shotOf(r))
	if formFault(err) {
		form := fillShotForm(ui.NewShotForm(base(r)+"/shotlist", "Add the shot", "new"), shotOf(r))
		form.Error, form.Open = spoken(err), true
		return s.showShotlistWith(w, r, Status(err), &form)
	}
	return s.didShot(w, r, "“"+shortened(shot.Title, 80)+"” is on the list.", act, err)
}

// didShot is did for the shot list.
func (s *Server) didShot(w http.ResponseWriter, r *http.Request, said string, act office.Act, err error) error {
	return s.didAt(w, r, base(r)+"/shotlist", said, act, err)
}

func (s *Server) saveShot(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.EditShot(r.Context(), current(r).Production.ID, shotID(r), writtenShot(r))
	return s.didShot(w, r, "The shot is saved.", act, err)
}

// markShot says what became of a shot; with "proof" or "why" it keeps what was asked afterwards.
func (s *Server) markShot(w http.ResponseWriter, r *http.Request) error {
	mark := office.Mark{Status: shotlist.Status(r.PostFormValue("status")), Proof: typed(r.PostFormValue("proof")), Why: typed(r.PostFormValue("why"))}
	act, err := s.office.MarkShots(r.Context(), current(r).Production.ID, []production.WantedShotID{shotID(r)}, mark)
	said := map[shotlist.Status]string{shotlist.Got: "The shot is got.", shotlist.Missed: "The shot is missed.", shotlist.Planned: "The shot is open again."}[mark.Status]
	if mark.Proof != "" || mark.Why != "" {
		said = "Kept."
	}
	return s.didShot(w, r, said, act, err)
}

func (s *Server) moveShot(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.MoveShot(r.Context(), current(r).Production.ID, shotID(r), production.WantedShotID(r.PostFormValue("to")))
	return s.didShot(w, r, "The shot is moved.", act, err)
}

func (s *Server) removeShot(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.EditShot(r.Context(), current(r).Production.ID, shotID(r), offBoard())
	if strings.HasPrefix(r.PostFormValue("back"), base(r)+"/shotlist/") {
		r.PostForm.Set("back", base(r)+"/shotlist")
	}
	return s.didShot(w, r, "The shot is off the list.", act, err)
}

func (s *Server) suggestShots(w http.ResponseWriter, r *http.Request) error {
	added, act, err := s.office.SuggestShots(r.Context(), current(r).Production.ID, production.MomentID(r.PostFormValue("moment")))
	return s.didShot(w, r, counted(len(added), "shot is", "shots are")+" on the list.", act, err)
}

func shotID(r *http.Request) production.WantedShotID {
	return production.WantedShotID(r.PathValue("id"))
}
