package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// correctionRoutes show and make local corrections of the main unit's facts.
func (s *Server) correctionRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/corrections", access.SeeRevisions, s.showCorrections)
	s.handle(mux, "POST /p/{slug}/corrections", access.ImportFacts, s.correct)
	s.handle(mux, "POST /p/{slug}/corrections/{id}/remove", access.ImportFacts, s.removeCorrection)
}

// longestUndo is how long the address of an undo may be, in bytes; what would be longer is not offered.
const longestUndo = 2000

// correctURL is the page that corrects something of the production at base.
func correctURL(base string, what correction.What, target string) string {
	return base + "/corrections?" + url.Values{"what": {string(what)}, "target": {target}}.Encode()
}

// showCorrections lists all corrections, or shows one thing with what can be corrected of it.
func (s *Server) showCorrections(w http.ResponseWriter, r *http.Request) error {
	if r.URL.Query().Get("what") == "" {
		return s.listCorrections(w, r)
	}
	thing, err := s.office.FindCorrectable(r.Context(), current(r).Production.ID, correction.What(r.URL.Query().Get("what")), r.URL.Query().Get("target"))
	if err != nil {
		return err
	}
	return s.showCorrect(w, r, http.StatusOK, thing, nil)
}

// showCorrect shows the form of one thing; refused is what was sent and not taken, nil for a fresh form.
func (s *Server) showCorrect(w http.ResponseWriter, r *http.Request, status int, thing office.CorrectedThing, refused *refusedCorrection) error {
	page := s.page(r, thing.Title, correctRoom(thing.What))
	page.URL = correctURL(page.Base, thing.What, thing.Target) // also after a POST that shows the page
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	return s.show(w, r, status, ui.CorrectPage(page, b.correctView(page, thing, refused)))
}

// correctRoom is the room in which a kind of thing stands.
func correctRoom(what correction.What) ui.Room {
	if what == correction.Scene {
		return ui.RoomScript
	}
	return ui.RoomSchedule
}

// correct takes the fields of the form that were changed, all of them or none.
func (s *Server) correct(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "the form did not arrive whole").WithRemedy("Send it again.").WithCause(err)
	}
	in := current(r).Production.ID
	thing, err := s.office.FindCorrectable(r.Context(), in, correction.What(r.Form.Get("what")), r.Form.Get("target"))
	if err != nil {
		return err
	}
	changed := changedFields(thing, r.Form)
	broken, err := s.office.Correct(r.Context(), in, corrections(thing, changed, r.Form.Get("note")))
	if formFault(err) {
		return s.showCorrect(w, r, Status(err), thing, &refusedCorrection{r.Form, changed, err})
	}
	if err != nil {
		return err
	}
	s.sayCorrected(r, thing, changed, broken)
	return seeOther(w, r, ui.SafeBack(r.PostFormValue("back"), correctURL(base(r), thing.What, thing.Target)))
}

func corrections(thing office.CorrectedThing, changed []changedField, note string) []correction.Correction {
	var list []correction.Correction
	for _, f := range changed {
		list = append(list, correction.Correction{
			What: thing.What, Target: thing.Target, Part: f.Part, Field: f.Name, Value: f.value, Note: strings.TrimSpace(note),
		})
	}
	return list
}

// sayCorrected says what was corrected and what it breaks. A single correction can be undone.
func (s *Server) sayCorrected(r *http.Request, thing office.CorrectedThing, changed []changedField, broken []office.Broken) {
	if len(changed) != 1 {
		s.say(r, counted(len(changed), "field", "fields")+" corrected."+alsoBroken(broken))
		return
	}
	text := changed[0].Label + " is corrected." + alsoBroken(broken)
	now, err := s.office.FindCorrectable(r.Context(), current(r).Production.ID, thing.What, thing.Target)
	if err == nil {
		for _, f := range now.Fields {
			if f.Part == changed[0].Part && f.Name == changed[0].Name && f.Correction != nil {
				s.sayUndo(r, text, base(r)+"/corrections/"+string(f.Correction.ID)+"/remove?last=yes")
				return
			}
		}
	}
	s.say(r, text)
}

// alsoBroken adds to a sentence how much of ours no longer holds, "" for nothing.
func alsoBroken(broken []office.Broken) string {
	if len(broken) == 0 {
		return ""
	}
	return " " + counted(len(broken), "booking no longer holds", "bookings no longer hold") + ": plan again."
}

// removeCorrection shows again what the papers say. Undoing that corrects once more.
func (s *Server) removeCorrection(w http.ResponseWriter, r *http.Request) error {
	in, id := current(r).Production.ID, production.CorrectionID(r.PathValue("id"))
	all, err := s.office.Corrections(r.Context(), in)
	if err != nil {
		return err
	}
	text, undo := "The paper’s word shows again.", ""
	if at := slices.IndexFunc(all, func(c correction.Correction) bool { return c.ID == id }); at >= 0 {
		undo = correctAgain(base(r), all[at])
	}
	remove := s.office.TakePaper
	if r.FormValue("last") != "" {
		remove, text = s.office.RemoveCorrection, "It shows as it did before."
	}
	broken, err := remove(r.Context(), in, id)
	if err != nil {
		return err
	}
	if undo != "" {
		if text, err = s.shownInstead(r, in, all, id, text); err != nil {
			return err
		}
	}
	if text += alsoBroken(broken); undo == "" {
		s.say(r, text)
	} else {
		s.sayUndo(r, text, undo)
	}
	return back(w, r, base(r)+"/corrections")
}

// shownInstead says what shows after a correction was taken away: where another of the scene holds for its
// strip, not what text says.
func (s *Server) shownInstead(r *http.Request, in production.ProductionID, before []correction.Correction, id production.CorrectionID, text string) (string, error) {
	at := slices.IndexFunc(before, func(c correction.Correction) bool { return c.ID == id })
	now, err := s.office.Corrections(r.Context(), in)
	if err != nil || at < 0 {
		return text, err
	}
	gone := before[at]
	holds := func(c correction.Correction) bool {
		return c.Field == gone.Field && slices.ContainsFunc(c.Also, func(e correction.Elsewhere) bool { return string(e.Strip) == gone.Part })
	}
	if slices.ContainsFunc(now, holds) {
		return "It is taken away. Another correction holds for the whole scene and shows in its place.", nil
	}
	return text, nil
}

// correctAgain is the address to POST to for making a correction once more; "" for one that shows nothing
// or says too much for an address.
func correctAgain(base string, c correction.Correction) string {
	if c.State != correction.Standing && c.State != correction.Disputed {
		return ""
	}
	form := url.Values{"what": {string(c.What)}, "target": {c.Target}, "note": {c.Note}, fieldName("f", c.Part, c.Field): {c.Value}}
	if address := base + "/corrections?" + form.Encode(); len(address) <= longestUndo {
		return address
	}
	return ""
}
