package web

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// homeRoutes are the list of productions.
func (s *Server) homeRoutes(mux *http.ServeMux) {
	s.handleSignedIn(mux, "GET /{$}", s.showHome)
	s.handleOwner(mux, "POST /productions", s.createProduction)
}

// showHome lists the productions. Whoever has a single one and cannot start another goes straight there.
func (s *Server) showHome(w http.ResponseWriter, r *http.Request) error {
	return s.showHomeWith(w, r, http.StatusOK, ui.NewProductionForm("Europe/London"))
}

func (s *Server) showHomeWith(w http.ResponseWriter, r *http.Request, status int, form ui.ProductionForm) error {
	c := current(r)
	all, err := s.office.Productions(r.Context())
	if err != nil {
		return err
	}
	if len(all) == 1 && !c.Actor.Operator {
		return seeOther(w, r, "/p/"+all[0].Slug)
	}
	view := ui.HomeView{}
	for _, p := range all {
		card, err := s.productionCard(r, p)
		if err != nil {
			return err
		}
		view.Productions = append(view.Productions, card)
	}
	if c.Actor.Operator {
		form.Open = form.Open || len(all) == 0
		view.New = &form
	}
	page := s.page(r, "Productions", "")
	page.URL = "/" // also after a POST that shows the page
	return s.show(w, r, status, ui.HomePage(page, view))
}

func (s *Server) productionCard(r *http.Request, p production.Production) (ui.ProductionCard, error) {
	c := current(r)
	kind := string(p.Kind)
	card := ui.ProductionCard{Title: p.Title, Kind: strings.ToUpper(kind[:1]) + kind[1:], URL: "/p/" + p.Slug}
	if role := c.Actor.RoleIn(p.ID); role != "" {
		card.Role = role.Title()
	} else if c.Actor.Operator {
		card.Role = "owner"
	}
	b, err := s.open(r.Context(), Current{Actor: c.Actor, Production: p}, ui.Page{Base: card.URL, Rights: ui.RightsOf(c.Actor, p.ID)})
	if err != nil {
		return card, err
	}
	card.Text = b.head()
	if card.Text == "" && b.links.Rights.Schedule {
		card.Text = "No schedule yet"
	}
	if b.plan != nil {
		covered := strconv.Itoa(b.plan.Covered) + " of " + strconv.Itoa(b.plan.Total) + " moments covered"
		card.Text = strings.TrimPrefix(card.Text+" · "+covered, " · ")
	}
	return card, nil
}

func (s *Server) createProduction(w http.ResponseWriter, r *http.Request) error {
	form := ui.NewProductionForm("")
	for _, f := range []*ui.Field{&form.Title, &form.Kind, &form.Zone, &form.CrewDays} {
		f.Value = r.PostFormValue(f.Name)
	}
	crewDays, err := strconv.Atoi(cmp.Or(strings.TrimSpace(form.CrewDays.Value), "0"))
	if err != nil {
		err = fault.New(fault.Invalid, "the paid crew-days are not a number").WithRemedy("Write a whole number, for example 12.")
	}
	var p production.Production
	if err == nil {
		p, err = s.office.CreateProduction(r.Context(), production.Production{
			Title: strings.TrimSpace(form.Title.Value), Kind: production.Kind(form.Kind.Value), TimeZone: form.Zone.Value, CrewDays: crewDays,
		})
	}
	if formFault(err) {
		form.Error, form.Open = spoken(err), true
		return s.showHomeWith(w, r, Status(err), form)
	}
	if err != nil {
		return err
	}
	s.say(r, p.Title+" is open.")
	return seeOther(w, r, "/p/"+p.Slug)
}

// roomRoutes are the rooms of a production that this file's neighbours serve.
func (s *Server) roomRoutes(mux *http.ServeMux) {
	s.homeRoutes(mux)
	s.handle(mux, "GET /p/{slug}", access.SeeProduction, s.showToday)
	s.scriptRoutes(mux)
	s.scheduleRoutes(mux)
	s.storyRoutes(mux)
	s.talkRoutes(mux)
	s.boardRoutes(mux)
	s.groundRoutes(mux)
	s.momentRoutes(mux)
	s.crewRoutes(mux)
	s.planRoutes(mux)
	s.dayRoutes(mux)
	s.shotlistRoutes(mux)
	s.traceRoutes(mux)
	s.cardRoutes(mux)
	s.uploadRoutes(mux)
	s.libraryRoutes(mux)
	s.matchRoutes(mux)
	s.captionRoutes(mux)
	s.viewRoutes(mux)
	s.importRoutes(mux)
	s.revisionRoutes(mux)
	s.correctionRoutes(mux)
	s.calendarRoutes(mux)
	s.bookingRoutes(mux)
	s.feedRoutes(mux)
	s.taskRoutes(mux)
	s.worksheetRoutes(mux)
}
