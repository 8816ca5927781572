package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// How many people and moments the form has fields for.
const (
	extraFields  = 2
	momentFields = 3
)

func (s *Server) showWhatIf(w http.ResponseWriter, r *http.Request) error {
	return s.showWhatIfWith(w, r, http.StatusOK, nil)
}

// showWhatIfWith shows the form; refused, when given, is why what was filled in cannot be tried out.
func (s *Server) showWhatIfWith(w http.ResponseWriter, r *http.Request, status int, refused error) error {
	page := s.page(r, "Try something out", ui.RoomPlan)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	members, err := s.office.Members(r.Context(), b.film.ID)
	if err != nil {
		return err
	}
	open, err := s.office.OpenFrom(r.Context(), b.film.ID)
	if err != nil {
		return err
	}
	form := b.whatIfForm(r, members, open)
	if refused != nil {
		form.Error = spoken(refused)
	}
	return s.show(w, r, status, ui.WhatIfPage(page, form))
}

// whatIfForm is the form with what was filled in, or with the crew-days that are paid. open is the first day that can
// be planned again.
func (b *book) whatIfForm(r *http.Request, members []crew.Member, open production.Date) ui.WhatIfForm {
	said := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	f := ui.WhatIfForm{
		Action: b.links.Link("plan", "whatif"),
		CrewDays: ui.Field{ID: "wi-days", Name: "crew_days", Label: "Crew-days", Type: "number", Min: "1", Max: fmt.Sprint(maxCrewDays),
			Hint: fmt.Sprintf("Paid now: %d", b.film.CrewDays), Value: cmp.Or(said("crew_days"), fmt.Sprint(max(b.film.CrewDays, 1)))},
		Seconds: ui.Field{ID: "wi-seconds", Name: "seconds", Label: "Seconds to search", Type: "number", Min: "1", Max: "300",
			Hint: "A longer search finds more", Value: cmp.Or(said("seconds"), fmt.Sprint(int(office.DefaultPlanTime.Seconds())))},
		Name: ui.Field{ID: "wi-name", Name: "name", Label: "Name", Hint: "Only if you like: “Cheap”", Value: said("name")},
	}
	for _, m := range members {
		f.Without = append(f.Without, choice(r, "without", string(m.ID), m.Name))
	}
	for i := range extraFields {
		f.Extra = append(f.Extra, b.extraFields(r, i))
	}
	for i := range momentFields {
		label := fmt.Sprintf("Moment %d", i+1)
		id := fmt.Sprint(i)
		f.Must = append(f.Must, ui.Field{ID: "wi-must-" + id, Name: "must", Label: label, List: "moment-titles", Autocomplete: "off", Value: nth(r, "must", i)})
		f.NoGo = append(f.NoGo, ui.Field{ID: "wi-no-go-" + id, Name: "no_go", Label: label, List: "moment-titles", Autocomplete: "off", Value: nth(r, "no_go", i)})
	}
	f.Moments = b.momentOptions()
	for _, d := range b.schedule.Days {
		if d.Date >= open {
			f.Days = append(f.Days, choice(r, "day", string(d.Date), b.title(d.Date)))
		}
	}
	return f
}

// momentOptions are the moments that can be named: by title, or by id where several have the same.
func (b *book) momentOptions() (out []ui.Option) {
	times := map[string]int{}
	for _, m := range b.moments {
		times[strings.ToLower(m.Title)]++
	}
	for _, m := range b.moments {
		switch {
		case m.Status == story.Dismissed:
		case times[strings.ToLower(m.Title)] > 1:
			out = append(out, ui.Option{Value: string(m.ID), Text: m.Title + ", " + m.Scene})
		default:
			out = append(out, ui.Option{Value: m.Title})
		}
	}
	return out
}

func (b *book) extraFields(r *http.Request, i int) ui.ExtraFields {
	id := fmt.Sprint(i)
	e := ui.ExtraFields{
		Name: ui.Field{ID: "wi-extra-" + id, Name: "extra_" + id, Label: "Name", Value: r.PostFormValue("extra_" + id)},
		Cost: ui.Field{ID: "wi-cost-" + id, Name: "cost_" + id, Label: "Cost a day", Type: "number", Min: "0", Value: r.PostFormValue("cost_" + id)},
	}
	for _, skill := range office.SkillNames() {
		e.Skills = append(e.Skills, choice(r, "skills_"+id, skill, ui.SkillName(skill)))
	}
	return e
}

func choice(r *http.Request, field, value, text string) ui.Choice {
	return ui.Choice{Value: value, Text: text, On: slices.Contains(r.PostForm[field], value)}
}

// nth is the value of the i-th field of the name, "" where there is none.
func nth(r *http.Request, field string, i int) string {
	if values := r.PostForm[field]; i < len(values) {
		return values[i]
	}
	return ""
}

func (s *Server) tryOut(w http.ResponseWriter, r *http.Request) error {
	ask, err := askOfForm(r, current(r).Production.CrewDays)
	if err == nil {
		_, err = s.office.StartWhatIf(r.Context(), current(r).Production.ID, ask)
	}
	if formFault(err) {
		return s.showWhatIfWith(w, r, Status(err), err)
	}
	if err != nil {
		return err
	}
	return seeOther(w, r, base(r)+whatIf)
}

// askOfForm reads what is to be tried out. The crew-days as they are paid change nothing.
func askOfForm(r *http.Request, paid int) (ask coverage.Ask, err error) {
	ask.Name = r.PostFormValue("name")
	if ask.CrewDays, err = wholeNumber(r, "crew_days", "crew-days"); err != nil {
		return ask, err
	}
	if ask.CrewDays == paid {
		ask.CrewDays = 0
	}
	seconds, err := wholeNumber(r, "seconds", "seconds")
	if err != nil {
		return ask, err
	}
	ask.Time = time.Duration(min(seconds, int(2*office.MaxPlanTime.Seconds()))) * time.Second
	ask.Without = r.PostForm["without"]
	for i := range extraFields {
		id := fmt.Sprint(i)
		m := crew.Member{Name: strings.TrimSpace(r.PostFormValue("extra_" + id)), Skills: r.PostForm["skills_"+id]}
		if m.Name == "" && len(m.Skills) == 0 {
			continue
		}
		if text := strings.TrimSpace(r.PostFormValue("cost_" + id)); text != "" {
			if m.Cost, err = strconv.Atoi(text); err != nil || m.Cost < 0 {
				return ask, fault.New(fault.Invalid, "the cost is not a number").WithRemedy("Write a whole number, for example 450.")
			}
		}
		ask.Extra = append(ask.Extra, m)
	}
	ask.Must, ask.NoGo = filled(r.PostForm["must"]), append(filled(r.PostForm["no_go"]), r.PostForm["day"]...)
	return ask, nil
}

// wholeNumber reads a number from 1 on; 0 where the field is empty.
func wholeNumber(r *http.Request, field, what string) (int, error) {
	text := strings.TrimSpace(r.PostFormValue(field))
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, fault.New(fault.Invalid, "%q is not a number of %s", text, what).WithRemedy("Write a whole number from 1, for example 12.")
	}
	return n, nil
}

func filled(values []string) (out []string) {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}
