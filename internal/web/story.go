package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// storyRoutes are the treatment, arcs and beats.
func (s *Server) storyRoutes(mux *http.ServeMux) {
	see := map[string]handler{
		"story": s.showStory, "story/treatment": s.showTreatment, "story/arcs/{id}": s.showArc, "story/beats/{id}": s.showBeat,
		"story/history": s.showHistory, "story/looks/{id}": s.sendLook,
	}
	for path, h := range see {
		s.handle(mux, "GET /p/{slug}/"+path, access.SeeStory, h)
	}
	edit := map[string]handler{
		"story/treatment": s.saveTreatment, "story/looks/{id}/remove": s.removeLook, "story/arcs": s.addArc, "story/arcs/{id}": s.saveArc, "story/arcs/{id}/move": s.moveArc,
		"story/arcs/{id}/remove": s.removeArc, "story/arcs/{id}/beats": s.addBeat, "story/beats/{id}": s.saveBeat,
		"story/beats/{id}/move": s.moveBeat, "story/beats/{id}/remove": s.removeBeat, "story/beats/{id}/tie": s.tieMoment,
		"story/moments/{id}/tie": s.tieThis, "story/moments/{id}/untie": s.untieMoment, "story/moments/{id}/promote": s.promoteMoment,
	}
	for path, h := range edit {
		s.handle(mux, "POST /p/{slug}/"+path, access.EditStory, h)
	}
	s.upload(mux, "POST /p/{slug}/story/looks", access.EditStory, s.addLooks)
	s.handle(mux, "POST /p/{slug}/story/undo/{act}", access.SeeStory, s.undoAct) // of moments too, which more may change; the act decides
}

// mostLoose is how many moments that tell nothing yet are on the board.
const mostLoose = 40

func (s *Server) showStory(w http.ResponseWriter, r *http.Request) error {
	return s.showStoryWith(w, r, http.StatusOK, newArcForm(r))
}

func (s *Server) showStoryWith(w http.ResponseWriter, r *http.Request, status int, form ui.NewArcForm) error {
	page, out, err := s.storyPage(r, "Story")
	if err != nil {
		return err
	}
	page.URL = page.Link("story")
	view := ui.StoryView{Sentence: storySentence(out), Treatment: ui.TreatmentView{Lines: treatmentInShort(out.Treatment)}, NewArc: form}
	hues := arcHues(out)
	for _, a := range out.Arcs {
		view.Arcs = append(view.Arcs, arcView(page, hues, a))
	}
	for i, m := range out.Loose {
		if i == mostLoose {
			view.LooseMore = len(out.Loose) - mostLoose
			break
		}
		view.Loose = append(view.Loose, ui.LooseMoment{
			ID: string(m.ID), Title: m.Title, Kind: m.Kind, Arc: hues[m.Arc], Scene: m.Scene, Score: m.Score, URL: page.Link("moments", string(m.ID)),
		})
	}
	return s.show(w, r, status, ui.StoryPage(page, view))
}

// arcHues gives the arcs of the board their hues, in its order.
func arcHues(out office.Outline) map[string]ui.Arc {
	var names []string
	for _, a := range out.Arcs {
		names = append(names, a.Name)
	}
	return ui.Arcs(names)
}

func storySentence(out office.Outline) string {
	beats, bar := 0, outline.Bar{}
	for _, a := range out.Arcs {
		beats += len(a.Beats)
		bar = bar.Add(a.Strength)
	}
	if beats == 0 {
		return "What the story behind the story asks, and what it takes to tell it."
	}
	return fmt.Sprintf("%s, %s. Of %s %d are planned.", counted(len(out.Arcs), "arc", "arcs"), counted(beats, "beat", "beats"),
		counted(bar[outline.Wanted], "thing wanted", "things wanted"), bar[outline.Planned])
}

func arcView(page ui.Page, hues map[string]ui.Arc, a office.ArcStory) ui.ArcView {
	hue := hues[a.Name]
	v := ui.ArcView{ID: string(a.ID), Arc: hue, Logline: a.Logline, Question: a.Question, Bar: ui.StrengthView{Arc: hue, Bar: a.Strength}}
	for _, b := range a.Beats {
		v.Beats = append(v.Beats, beatView(page, hue, b))
	}
	return v
}

func beatView(page ui.Page, arc ui.Arc, b office.BeatStory) ui.BeatView {
	v := ui.BeatView{
		ID: string(b.ID), Title: b.Title, Note: b.Note, Arc: arc, ArcID: string(b.Arc), Closed: b.Closed, Bar: ui.StrengthView{Arc: arc, Bar: b.Strength},
	}
	for _, w := range b.Wants {
		v.Wants = append(v.Wants, ui.WantView{Source: w.Source, Text: w.Text, Count: w.Count})
	}
	for _, m := range b.Moments {
		v.Moments = append(v.Moments, ui.BeatMoment{ID: string(m.ID), Title: m.Title, Kind: m.Kind, Level: m.Level, URL: page.Link("moments", string(m.ID))})
	}
	return v
}

// storyPage opens a page of the story room.
func (s *Server) storyPage(r *http.Request, title string) (ui.Page, office.Outline, error) {
	page := s.page(r, title, ui.RoomStory)
	if _, err := s.openPage(r, &page); err != nil {
		return page, office.Outline{}, err
	}
	out, err := s.outline(r)
	return page, out, err
}

// outline is the story, from the shelf where nothing has changed since.
func (s *Server) outline(r *http.Request) (office.Outline, error) {
	c := current(r)
	return shelved(&s.shelf, c, c.shelfPart("outline", access.SeeClosed), func() (office.Outline, error) {
		return s.office.Outline(r.Context(), c.Production.ID)
	})
}

func (s *Server) showTreatment(w http.ResponseWriter, r *http.Request) error {
	page, out, err := s.storyPage(r, "Treatment")
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.TreatmentPage(page, treatmentLines(out.Treatment), looksView(page, out.Treatment), treatmentForm(page, out)))
}

func (s *Server) showArc(w http.ResponseWriter, r *http.Request) error {
	page, out, err := s.storyPage(r, "")
	if err != nil {
		return err
	}
	for _, a := range out.Arcs {
		if string(a.ID) != r.PathValue("id") {
			continue
		}
		page.Title, page.URL = a.Name, page.Link("story", "arcs", string(a.ID))
		history, err := s.historyOf(r, page, "arc", string(a.ID))
		if err != nil {
			return err
		}
		trace, err := s.trace(r, page, office.TraceArc, string(a.ID))
		if err != nil {
			return err
		}
		return s.show(w, r, http.StatusOK, ui.ArcPage(page, ui.ArcPageView{
			Trace: trace, Arc: arcView(page, arcHues(out), a), Form: arcForm(page, out.Base, a.Arc), NewBeat: newBeatForm(page, a.Arc),
			Move: arcMoves(page, out, a.ID), History: history,
		}))
	}
	return fault.New(fault.NotFound, "there is no such arc on the board").WithRemedy("Look into the history: it may have been taken off.")
}

func (s *Server) showBeat(w http.ResponseWriter, r *http.Request) error {
	page, out, err := s.storyPage(r, "")
	if err != nil {
		return err
	}
	b, found := beatIn(out, production.BeatID(r.PathValue("id")))
	if !found {
		return fault.New(fault.NotFound, "there is no such beat on the board").WithRemedy("Look into the history: it may have been taken off.")
	}
	page.Title, page.URL = b.Title, page.Link("story", "beats", string(b.ID))
	history, err := s.historyOf(r, page, "beat", string(b.ID))
	if err != nil {
		return err
	}
	arc := ui.Arc{}
	for _, a := range out.Arcs {
		if a.ID == b.Arc {
			arc = arcHues(out)[a.Name]
		}
	}
	trace, err := s.trace(r, page, office.TraceBeat, string(b.ID))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.BeatPage(page, ui.BeatPageView{
		Trace: trace, Beat: beatView(page, arc, b), Form: beatForm(page, out.Base, b.Beat), Wants: wantFields(b.Wants), Move: beatMoves(page, out, b.Beat),
		Tie: looseField(out), History: history,
	}))
}

func beatIn(out office.Outline, id production.BeatID) (office.BeatStory, bool) {
	for _, a := range out.Arcs {
		for _, b := range a.Beats {
			if b.ID == id {
				return b, true
			}
		}
	}
	return office.BeatStory{}, false
}

// did tells what an act did, with a way to take it back, and of what somebody else wrote at the same time.
func (s *Server) did(w http.ResponseWriter, r *http.Request, said string, act office.Act, err error) error {
	return s.didAt(w, r, base(r)+"/story", said, act, err)
}

// didAt is did on another page than the story's: where the form does not say to which page it goes back.
func (s *Server) didAt(w http.ResponseWriter, r *http.Request, at, said string, act office.Act, err error) error {
	if err != nil {
		return err // the form stays as it was filled in
	}
	switch {
	case act.ID == "":
		s.say(r, "Nothing was changed.")
	case len(act.Lost) > 0:
		s.sayUndo(r, said+" Somebody else wrote "+lostWords(act)+" at the same time: it is in the history.", undoPath(r, act))
	default:
		s.sayUndo(r, said, undoPath(r, act))
	}
	return back(w, r, at)
}

func undoPath(r *http.Request, act office.Act) string {
	return base(r) + "/story/undo/" + url.PathEscape(string(act.ID))
}

func lostWords(act office.Act) string {
	var names []string
	for _, f := range act.Lost {
		names = append(names, strings.ToLower(storyField(f.Name))+" “"+shortened(outline.ValueWords(f.Now), 60)+"”")
	}
	return strings.Join(names, ", ")
}
