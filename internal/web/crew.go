package web

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// crewRoutes are the people of the BTS unit.
func (s *Server) crewRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/crew", access.SeeCrew, s.showCrew)
	s.handle(mux, "POST /p/{slug}/crew", access.EditCrew, s.addCrew)
	s.handle(mux, "POST /p/{slug}/crew/{id}", access.EditCrew, s.saveCrew)
	s.handle(mux, "POST /p/{slug}/crew/{id}/remove", access.EditCrew, s.removeCrew)
}

func (s *Server) showCrew(w http.ResponseWriter, r *http.Request) error {
	return s.showCrewWith(w, r, http.StatusOK, nil)
}

// showCrewWith shows the crew; refused, when given, is a form that was not accepted.
func (s *Server) showCrewWith(w http.ResponseWriter, r *http.Request, status int, refused *ui.CrewForm) error {
	page := s.page(r, "BTS crew", ui.RoomCrew)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	members, err := s.office.Members(r.Context(), b.film.ID)
	if err != nil {
		return err
	}
	page.URL = page.Link("crew") // also after a POST that shows the page
	view := ui.CrewView{ShowCost: page.Rights.EditCrew, New: ui.NewCrewForm(page.URL, "Add to the crew", "new")}
	view.New.Open = len(members) == 0
	for _, m := range members {
		view.Members = append(view.Members, b.crewMember(m, view.ShowCost))
	}
	if refused != nil {
		placeRefused(&view, *refused)
	}
	view.Sentence = crewSentence(len(members), b.film.CrewDays)
	return s.show(w, r, status, ui.CrewPage(page, view))
}

func crewSentence(people, crewDays int) string {
	if people == 0 {
		return "Who films, who photographs, who records sound, and when they are free."
	}
	return counted(people, "person", "people") + ", " + counted(crewDays, "paid crew-day", "paid crew-days") + "."
}

// placeRefused puts a refused form back where it was filled in.
func placeRefused(view *ui.CrewView, form ui.CrewForm) {
	for i := range view.Members {
		if view.Members[i].Form.Action == form.Action {
			view.Members[i].Form = form
			return
		}
	}
	view.New = form
}

func (b *book) crewMember(m crew.Member, cost bool) ui.CrewMember {
	v := ui.CrewMember{
		ID: string(m.ID), Name: m.Name, Note: m.Note, Away: awayWords(m.Away),
		Remove: b.links.Link("crew", string(m.ID), "remove"), Form: b.crewForm(m),
	}
	for _, skill := range m.Skills {
		v.Skills = append(v.Skills, ui.SkillName(skill))
	}
	if cost && m.Cost > 0 {
		v.Cost = fmt.Sprintf("%d a day", m.Cost)
	}
	planned := 0
	for _, d := range b.schedule.Days {
		day := ui.CrewDay{Label: b.title(d.Date) + ": free", State: "free"}
		if !m.Free(d.Date) {
			day.Label, day.State = b.title(d.Date)+": away", "away"
		}
		if shift, works := b.shiftOf(m.ID, d.Date); works {
			planned++
			day.Label, day.State = b.title(d.Date)+": "+ui.Times(shift.Call, shift.Wrap, false), "works"
		}
		v.Week = append(v.Week, day)
	}
	if b.plan != nil {
		v.Days = counted(planned, "day", "days") + " planned"
	}
	return v
}

// crewForm is the form with what is known of a member.
func (b *book) crewForm(m crew.Member) ui.CrewForm {
	f := ui.NewCrewForm(b.links.Link("crew", string(m.ID)), "Save", "crew-"+string(m.ID))
	f.Name.Value, f.Note.Value = m.Name, m.Note
	f.MaxWeek.Value = strconv.Itoa(m.MaxWeek)
	if m.Cost > 0 {
		f.Cost.Value = strconv.Itoa(m.Cost)
	}
	var away []string
	for _, r := range m.Away {
		text := string(r.From)
		if r.To != r.From {
			text += " to " + string(r.To)
		}
		away = append(away, text)
	}
	f.Away.Value = strings.Join(away, "; ")
	for i := range f.Skills {
		f.Skills[i].On = slices.Contains(m.Skills, f.Skills[i].Value)
	}
	return f
}

func awayWords(away []production.DateRange) string {
	if len(away) == 0 {
		return ""
	}
	var spans []string
	for _, r := range away {
		spans = append(spans, r.Spoken())
	}
	return "away " + strings.Join(spans, ", ")
}

func (s *Server) addCrew(w http.ResponseWriter, r *http.Request) error {
	c := current(r)
	m, err := memberOfForm(r)
	if err == nil {
		m, err = s.office.AddMember(r.Context(), c.Production.ID, m)
	}
	if formFault(err) {
		return s.refuseCrew(w, r, ui.NewCrewForm(base(r)+"/crew", "Add to the crew", "new"), err)
	}
	if err != nil {
		return err
	}
	s.sayUndo(r, m.Name+" is in the crew.", base(r)+"/crew/"+string(m.ID)+"/remove")
	return back(w, r, base(r)+"/crew")
}

func (s *Server) saveCrew(w http.ResponseWriter, r *http.Request) error {
	c := current(r)
	id := r.PathValue("id")
	m, err := memberOfForm(r)
	if err == nil {
		m.ID = production.MemberID(id)
		err = s.office.UpdateMember(r.Context(), c.Production.ID, m)
	}
	if formFault(err) {
		return s.refuseCrew(w, r, ui.NewCrewForm(base(r)+"/crew/"+id, "Save", "crew-"+id), err)
	}
	if err != nil {
		return err
	}
	s.say(r, "Saved. Plan again to use it.")
	return back(w, r, base(r)+"/crew")
}

// refuseCrew shows the crew with the form as it was filled in and what is wrong with it.
func (s *Server) refuseCrew(w http.ResponseWriter, r *http.Request, f ui.CrewForm, err error) error {
	for _, field := range []*ui.Field{&f.Name, &f.Cost, &f.MaxWeek, &f.Away, &f.Note} {
		field.Value = r.PostFormValue(field.Name)
	}
	for i := range f.Skills {
		f.Skills[i].On = slices.Contains(r.PostForm["skills"], f.Skills[i].Value)
	}
	f.Error, f.Open = spoken(err), true
	return s.showCrewWith(w, r, Status(err), &f)
}

func (s *Server) removeCrew(w http.ResponseWriter, r *http.Request) error {
	c := current(r)
	act, err := s.office.RemoveMember(r.Context(), c.Production.ID, production.MemberID(r.PathValue("id")))
	if err != nil {
		return err
	}
	s.sayUndo(r, "Off the crew. Plan again to close the gaps.", undoPath(r, act))
	return back(w, r, base(r)+"/crew")
}

// memberOfForm reads a crew member from the form. It returns fault.Invalid for what cannot be read.
func memberOfForm(r *http.Request) (m crew.Member, err error) {
	m.Name, m.Note = strings.TrimSpace(r.PostFormValue("name")), strings.TrimSpace(r.PostFormValue("note"))
	m.Skills = r.PostForm["skills"]
	if m.Cost, err = strconv.Atoi(cmp.Or(strings.TrimSpace(r.PostFormValue("cost")), "0")); err != nil {
		return m, fault.New(fault.Invalid, "the cost is not a number").WithRemedy("Write a whole number, for example 450.")
	}
	if m.MaxWeek, err = strconv.Atoi(cmp.Or(strings.TrimSpace(r.PostFormValue("max_week")), "0")); err != nil {
		return m, fault.New(fault.Invalid, "the days in seven are not a number").WithRemedy("Write a number from 1 to 7.")
	}
	m.Away, err = parseAway(r.PostFormValue("away"))
	return m, err
}

var awaySpan = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(?:\s*(?:to|\.\.|–|-)\s*(\d{4}-\d{2}-\d{2}))?$`)

// parseAway reads "2026-05-06 to 2026-05-08; 2026-05-12".
func parseAway(text string) ([]production.DateRange, error) {
	var out []production.DateRange
	for _, part := range strings.FieldsFunc(text, func(c rune) bool { return c == ';' || c == ',' || c == '\n' }) {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		found := awaySpan.FindStringSubmatch(part)
		if found == nil {
			return nil, fault.New(fault.Invalid, "%q is not a date or a span of dates", part).
				WithRemedy("Write them like 2026-05-06 to 2026-05-08; 2026-05-12.")
		}
		from, err := production.ParseDate(found[1])
		if err != nil {
			return nil, err
		}
		to, err := production.ParseDate(cmp.Or(found[2], found[1]))
		if err != nil {
			return nil, err
		}
		out = append(out, production.DateRange{From: from, To: to})
	}
	return out, nil
}
