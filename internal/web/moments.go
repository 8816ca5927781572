package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// momentRoutes are the moments worth documenting.
func (s *Server) momentRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/moments", access.SeeMoments, s.showMoments)
	s.handle(mux, "POST /p/{slug}/moments", access.EditMoments, s.addMoment)
	s.handle(mux, "POST /p/{slug}/moments/bulk", access.EditMoments, s.changeMoments)
	s.handle(mux, "POST /p/{slug}/moments/find", access.EditMoments, s.findMoments)
	s.handle(mux, "GET /p/{slug}/moments/{id}", access.SeeMoments, s.showMoment)
	s.handle(mux, "POST /p/{slug}/moments/{id}", access.EditMoments, s.saveMoment)
	s.handle(mux, "POST /p/{slug}/moments/{id}/confirm", access.EditMoments, s.decide(story.Confirmed))
	s.handle(mux, "POST /p/{slug}/moments/{id}/dismiss", access.EditMoments, s.decide(story.Dismissed))
	s.handle(mux, "POST /p/{slug}/moments/{id}/restore", access.EditMoments, s.decide(story.Proposed))
}

func (s *Server) showMoments(w http.ResponseWriter, r *http.Request) error {
	return s.showMomentsWith(w, r, http.StatusOK, ui.NewMomentForm(base(r)+"/moments", "Add the moment", "new"))
}

// showMomentsWith shows the list with the state of the form that adds one.
func (s *Server) showMomentsWith(w http.ResponseWriter, r *http.Request, status int, form ui.MomentForm) error {
	page := s.page(r, "Moments", ui.RoomMoments)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	view := ui.MomentsView{
		Kind: q.Get("kind"), Status: q.Get("status"), Query: q.Get("q"), Sort: cmp.Or(q.Get("sort"), "score"),
		Cards: q.Get("view") == "cards", Kinds: append([]ui.Option{{Text: "All kinds"}}, ui.KindOptions()...),
		Sorts:    []ui.Option{{Value: "score", Text: "Worth"}, {Value: "day", Text: "Day"}, {Value: "scene", Text: "Scene"}},
		HasFacts: len(b.scenes)+len(b.schedule.Days) > 0, New: b.momentChoices(form), AllURL: page.Link("moments"),
		RowsURL: with(r, "view", ""), CardsURL: with(r, "view", "cards"),
	}
	if err := s.momentFilters(r, b, page, &view); err != nil {
		return err
	}
	if view.Kept, err = s.savedViews(r, page, "moments"); err != nil {
		return err
	}
	view.Sentence, view.Statuses = b.momentCounts(r, view.Status)
	list, err := s.listed(r, b, view)
	if err != nil {
		return err
	}
	b.sortMoments(list, view.Sort)
	for _, m := range list {
		if view.Cards {
			view.Moments = append(view.Moments, b.withLine(m))
		} else {
			view.Moments = append(view.Moments, b.moment(m))
		}
	}
	return s.show(w, r, status, ui.MomentsPage(page, view))
}

// with is the address of this page with one value of the query changed; "" takes it out.
func with(r *http.Request, key, value string) string {
	q := r.URL.Query()
	if value == "" {
		q.Del(key)
	} else {
		q.Set(key, value)
	}
	if len(q) == 0 {
		return r.URL.Path
	}
	return r.URL.Path + "?" + q.Encode()
}

// listed are the moments that pass the filters, best first. Without a status the dismissed are left
// out. Only words are looked for by the store.
func (s *Server) listed(r *http.Request, b *book, v ui.MomentsView) ([]story.Moment, error) {
	all := b.moments
	if v.Query != "" {
		var err error
		if all, err = s.office.Moments(r.Context(), b.film.ID, store.MomentFilter{Text: v.Query}); err != nil {
			return nil, err
		}
	}
	var list []story.Moment
	for _, m := range all {
		status := m.Status == story.Status(v.Status) || v.Status == "" && m.Status != story.Dismissed
		if status && (v.Kind == "" || m.Kind == story.Kind(v.Kind)) && passes(m, v) {
			list = append(list, m)
		}
	}
	return list, nil
}

// momentCounts is the sentence above the list and the tabs by status.
func (b *book) momentCounts(r *http.Request, status string) (string, []ui.Tab) {
	count := map[story.Status]int{}
	for _, m := range b.moments {
		count[m.Status]++
	}
	open := count[story.Proposed] + count[story.Confirmed]
	tabs := []ui.Tab{{Text: "To cover", URL: with(r, "status", ""), Count: open, Counted: true, Current: status == ""}}
	for _, t := range []struct {
		status story.Status
		text   string
	}{{story.Proposed, "Proposed"}, {story.Confirmed, "Confirmed"}, {story.Dismissed, "Dismissed"}} {
		tabs = append(tabs, ui.Tab{Text: t.text, URL: with(r, "status", string(t.status)), Count: count[t.status],
			Counted: true, Current: status == string(t.status)})
	}
	if len(b.moments) == 0 {
		return "What is worth documenting, and why.", tabs
	}
	return fmt.Sprintf("%d worth documenting: %d confirmed, %d proposed. %d dismissed.", open,
		count[story.Confirmed], count[story.Proposed], count[story.Dismissed]), tabs
}

// sortMoments puts the list in the asked order; it comes best first.
func (b *book) sortMoments(list []story.Moment, by string) {
	position := map[string]int{}
	for i, sc := range b.scenes {
		position[sc.Number] = i + 1
	}
	when := func(m story.Moment) string {
		if p, covered := b.coverAt[m.ID]; covered {
			return fmt.Sprintf("%s %05d", p.day.Date, p.cover.Start)
		}
		if w, ok := m.BestWindow(); ok {
			return fmt.Sprintf("%s %05d", w.Date, w.Start)
		}
		return "~"
	}
	switch by {
	case "day":
		slices.SortStableFunc(list, func(a, c story.Moment) int { return cmp.Compare(when(a), when(c)) })
	case "scene":
		slices.SortStableFunc(list, func(a, c story.Moment) int {
			return cmp.Compare(sceneOrder(position, a.Scene), sceneOrder(position, c.Scene))
		})
	}
}

// sceneOrder puts moments without a scene last.
func sceneOrder(position map[string]int, scene string) int {
	if at, known := position[scene]; known {
		return at
	}
	return len(position) + 1
}

func (s *Server) showMoment(w http.ResponseWriter, r *http.Request) error {
	return s.showMomentWith(w, r, http.StatusOK, nil)
}

// showMomentWith shows one moment; form, when given, is a form that was refused.
func (s *Server) showMomentWith(w http.ResponseWriter, r *http.Request, status int, form *ui.MomentForm) error {
	page := s.page(r, "", ui.RoomMoments)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	m, err := s.momentOf(r, b)
	if err != nil {
		return err
	}
	page.Title = m.Title
	page.URL = page.Link("moments", string(m.ID))
	if form == nil {
		filled := fillMomentForm(ui.NewMomentForm(page.URL, "Save", "moment"), m)
		form = &filled
	}
	tie, err := s.storyTie(r, page, m)
	if err != nil {
		return err
	}
	shots, err := s.shotsOfMoment(r, b, m.ID)
	if err != nil {
		return err
	}
	trace, err := s.trace(r, page, office.TraceMoment, string(m.ID))
	if err != nil {
		return err
	}
	board, err := s.boardLink(r, page, m.ID)
	if err != nil {
		return err
	}
	return s.show(w, r, status, ui.MomentPage(page, ui.MomentPageView{
		Moment: b.withLine(m), Windows: b.windows(m), Form: b.momentChoices(*form), Story: tie, Shots: shots, Trace: trace, Board: board,
	}))
}

// momentOf is the moment that the address names: one of those that the page has read anyway, or else asked for.
func (s *Server) momentOf(r *http.Request, b *book) (story.Moment, error) {
	id := production.MomentID(r.PathValue("id"))
	if i := slices.IndexFunc(b.moments, func(m story.Moment) bool { return m.ID == id }); i >= 0 {
		return b.moments[i], nil
	}
	return s.office.FindMoment(r.Context(), b.film.ID, id)
}

func (s *Server) addMoment(w http.ResponseWriter, r *http.Request) error {
	b, err := s.open(r.Context(), current(r), ui.Page{Base: base(r)})
	if err != nil {
		return err
	}
	change, err := b.momentChange(r, nil)
	var m story.Moment
	if err == nil {
		m, err = s.office.AddMoment(r.Context(), b.film.ID, change)
	}
	if formFault(err) {
		form := keepMomentForm(ui.NewMomentForm(base(r)+"/moments", "Add the moment", "new"), r)
		form.Error, form.Open = spoken(err), true
		return s.showMomentsWith(w, r, Status(err), form)
	}
	if err != nil {
		return err
	}
	s.sayUndo(r, m.Title+" is added.", base(r)+"/moments/"+string(m.ID)+"/dismiss")
	return back(w, r, base(r)+"/moments")
}

func (s *Server) saveMoment(w http.ResponseWriter, r *http.Request) error {
	b, err := s.open(r.Context(), current(r), ui.Page{Base: base(r)})
	if err != nil {
		return err
	}
	id := production.MomentID(r.PathValue("id"))
	m, err := s.office.FindMoment(r.Context(), b.film.ID, id)
	if err != nil {
		return err
	}
	change, err := b.momentChange(r, &m)
	if err == nil {
		_, err = s.office.EditMoment(r.Context(), b.film.ID, id, change)
	}
	if formFault(err) {
		form := keepMomentForm(ui.NewMomentForm(base(r)+"/moments/"+string(id), "Save", "moment"), r)
		form.Error, form.Open = spoken(err), true
		return s.showMomentWith(w, r, Status(err), &form)
	}
	if err != nil {
		return err
	}
	s.say(r, "Saved. New drafts leave what you set alone.")
	return back(w, r, base(r)+"/moments/"+string(id))
}

// decide confirms, dismisses or re-opens a moment, and offers to take it back.
func (s *Server) decide(to story.Status) handler {
	said := map[story.Status]string{story.Confirmed: "confirmed", story.Dismissed: "dismissed", story.Proposed: "open again"}
	path := map[story.Status]string{story.Confirmed: "confirm", story.Dismissed: "dismiss", story.Proposed: "restore"}
	return func(w http.ResponseWriter, r *http.Request) error {
		c := current(r)
		id := production.MomentID(r.PathValue("id"))
		before, err := s.office.FindMoment(r.Context(), c.Production.ID, id)
		if err != nil {
			return err
		}
		if _, err := s.office.DecideMoment(r.Context(), c.Production.ID, id, to); err != nil {
			return err
		}
		moments := base(r) + "/moments"
		s.sayUndo(r, before.Title+" is "+said[to]+".", moments+"/"+url.PathEscape(string(id))+"/"+path[before.Status])
		return back(w, r, moments)
	}
}

func (s *Server) findMoments(w http.ResponseWriter, r *http.Request) error {
	c := current(r)
	counts, err := s.office.RefreshMoments(r.Context(), c.Production.ID)
	if err != nil {
		return err
	}
	s.say(r, fmt.Sprintf("Looked again: %d new, %d updated, %d gone.", counts.Added, counts.Updated, counts.Removed))
	return back(w, r, base(r)+"/moments")
}
