package web

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// whatIf is the part of the plan's page where plans are tried out, below the production.
const whatIf = "/plan#whatif"

// whatIfRoutes are the plans that are tried out beside the one there is.
func (s *Server) whatIfRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/plan/whatif", access.MakePlan, s.showWhatIf)
	s.handle(mux, "POST /p/{slug}/plan/whatif", access.MakePlan, s.tryOut)
	s.handle(mux, "POST /p/{slug}/plan/curve", access.MakePlan, s.drawCurve)
	s.handle(mux, "GET /p/{slug}/plan/scenarios/{id}", access.MakePlan, s.showScenario)
	s.handle(mux, "POST /p/{slug}/plan/scenarios/{id}/adopt", access.MakePlan, s.adoptScenario)
	s.handle(mux, "POST /p/{slug}/plan/scenarios/{id}/undo", access.MakePlan, s.undoAdoption)
	s.handle(mux, "POST /p/{slug}/plan/scenarios/{id}/discard", access.MakePlan, s.discardScenario)
	s.handle(mux, "POST /p/{slug}/plan/scenarios/{id}/restore", access.MakePlan, s.restoreScenario)
}

// whatIfView is what the plan's page shows of other plans to those who make plans, and nil to others.
func (s *Server) whatIfView(r *http.Request, b *book, page ui.Page) (*ui.WhatIfView, error) {
	if !page.Rights.MakePlan {
		return nil, nil
	}
	v := &ui.WhatIfView{TryURL: page.Link("plan", "whatif"), DrawURL: page.Link("plan", "curve")}
	if task := running(page); task != nil {
		if v.Busy = task.ID; task.Trial {
			v.Running = task
		}
	}
	all, err := s.office.Alternatives(r.Context(), b.film.ID)
	if err != nil {
		return nil, err
	}
	for _, sc := range all.Scenarios {
		v.Scenarios = append(v.Scenarios, b.scenarioView(sc))
	}
	if all.Curve != nil {
		v.Curve = b.curveView(*all.Curve)
	}
	return v, nil
}

func (b *book) curveView(c coverage.Curve) *ui.CurveView {
	v := &ui.CurveView{
		Sentence: c.Sentence(), Stale: strings.Join(c.Stale, " "), Made: fmt.Sprintf("Drawn by %s, %s.", c.MadeBy, minute(c.MadeAt, b.film.Zone())),
	}
	for _, p := range c.Points {
		v.Points = append(v.Points, curvePoint(p.Figures, c.IsPlan(p), b.links.Link("plan", "scenarios", string(p.ID))))
		v.Promised = v.Promised || p.Figures.PromisedTotal > 0
		v.Cost = v.Cost || p.Figures.Cost > 0
	}
	if c.Plan != nil && !c.HasPlan() {
		own := curvePoint(*c.Plan, true, "")
		v.Plan = &own
	}
	return v
}

func curvePoint(f coverage.Figures, now bool, url string) ui.CurvePoint {
	return ui.CurvePoint{
		CrewDays: f.CrewDays, UsedDays: f.UsedDays, Covered: f.Covered, Total: f.Total, Promised: f.Promised, PromisedTotal: f.PromisedTotal,
		Cost: f.Cost, Worth: f.Worth, Now: now, URL: url,
	}
}

func (b *book) scenarioView(s coverage.Scenario) ui.ScenarioView {
	at := b.links.Link("plan", "scenarios", string(s.ID))
	v := ui.ScenarioView{
		ID: string(s.ID), Title: s.Wish.Name, Change: s.Wish.Words(b.film.CrewDays), Difference: s.Sentence(b.film.CrewDays),
		Stale: strings.Join(s.Stale, " "), Made: fmt.Sprintf("Tried out by %s, %s.", s.MadeBy, minute(s.MadeAt, b.film.Zone())), URL: at,
		Figures: figuresOf(s.Figures),
	}
	if v.Title == "" {
		v.Title, v.Change = v.Change, ""
	}
	if v.Adopt = at + "/adopt"; s.Undoable {
		v.Adopt, v.Undo = "", at+"/undo"
	}
	if s.Curve == "" {
		v.Discard = at + "/discard"
	}
	return v
}

// figuresOf are the numbers of a plan that a producer asks for; what nobody knows is left out.
func figuresOf(f coverage.Figures) []ui.Figure {
	out := []ui.Figure{
		{Text: "Moments", Value: fmt.Sprintf("%d of %d", f.Covered, f.Total)},
		{Text: "Crew-days", Value: fmt.Sprintf("%d of %d", f.UsedDays, f.CrewDays)},
	}
	if f.PromisedTotal > 0 {
		out = append(out, ui.Figure{Text: "Promised kept", Value: fmt.Sprintf("%d of %d", f.Promised, f.PromisedTotal)})
	}
	if f.Cost > 0 {
		out = append(out, ui.Figure{Text: "Crew cost", Value: fmt.Sprint(f.Cost)})
	}
	return out
}

func (s *Server) showScenario(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "", ui.RoomPlan)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	found, err := s.office.FindScenario(r.Context(), b.film.ID, production.ScenarioID(r.PathValue("id")))
	if err != nil {
		return err
	}
	view := ui.ScenarioPageView{Scenario: b.scenarioView(found), Point: found.Curve != ""}
	page.Title = view.Scenario.Title
	for _, c := range found.Difference.Gained {
		view.More = append(view.More, b.coverView(c))
	}
	for _, c := range found.Difference.Lost {
		view.Fewer = append(view.Fewer, b.coverView(c))
	}
	for _, d := range found.Plan.Days {
		day := ui.ScenarioDay{Title: b.title(d.Date), Buys: d.Buys}
		var crew []string
		for _, sh := range d.Shifts {
			crew = append(crew, fmt.Sprintf("%s %s–%s", sh.Name, sh.Call, sh.Wrap))
		}
		day.Crew = strings.Join(crew, ", ")
		for _, c := range d.Covers {
			day.Covers = append(day.Covers, b.coverView(c))
		}
		view.Days = append(view.Days, day)
	}
	return s.show(w, r, http.StatusOK, ui.ScenarioPage(page, view))
}

func (s *Server) drawCurve(w http.ResponseWriter, r *http.Request) error {
	_, err := s.office.StartCurve(r.Context(), current(r).Production.ID, office.CurveOptions{})
	if formFault(err) {
		return s.refusePlan(w, r, err)
	}
	if err != nil {
		return err
	}
	return back(w, r, base(r)+whatIf)
}

func (s *Server) adoptScenario(w http.ResponseWriter, r *http.Request) error {
	adopted, err := s.office.AdoptScenario(r.Context(), current(r).Production.ID, production.ScenarioID(r.PathValue("id")))
	if formFault(err) || fault.Is(err, fault.Conflict) {
		return s.refusePlan(w, r, err)
	}
	if err != nil {
		return err
	}
	text := fmt.Sprintf("It is the plan now: %d of %d moments with %d crew-days.", adopted.Plan.Covered, adopted.Plan.Total, adopted.Plan.UsedDays)
	text = strings.Join(append([]string{text}, adopted.Notes...), " ")
	if adopted.Before != "" {
		s.sayUndo(r, text, base(r)+"/plan/scenarios/"+string(adopted.Before)+"/undo")
	} else {
		s.say(r, text)
	}
	return seeOther(w, r, base(r)+"/plan")
}

func (s *Server) undoAdoption(w http.ResponseWriter, r *http.Request) error {
	undone, err := s.office.UndoAdoption(r.Context(), current(r).Production.ID, production.ScenarioID(r.PathValue("id")))
	if fault.Is(err, fault.Conflict) {
		return s.refusePlan(w, r, err)
	}
	if err != nil {
		return err
	}
	s.say(r, strings.Join(append([]string{"The plan before is the plan again."}, undone.Notes...), " "))
	return seeOther(w, r, base(r)+"/plan")
}

func (s *Server) discardScenario(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	err := s.office.DiscardScenario(r.Context(), current(r).Production.ID, production.ScenarioID(id))
	if fault.Is(err, fault.Conflict) {
		return s.refusePlan(w, r, err)
	}
	if err != nil {
		return err
	}
	s.sayUndo(r, "Discarded.", base(r)+"/plan/scenarios/"+id+"/restore")
	return seeOther(w, r, base(r)+whatIf)
}

func (s *Server) restoreScenario(w http.ResponseWriter, r *http.Request) error {
	err := s.office.RestoreScenario(r.Context(), current(r).Production.ID, production.ScenarioID(r.PathValue("id")))
	if err != nil {
		return err
	}
	s.say(r, "It is back.")
	return seeOther(w, r, base(r)+whatIf)
}
