package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
	"github.com/btsdirector/bts/internal/worksheet"
)

// mostMade is how many things of a kind are listed beside the worksheet.
const mostMade = 12

// madeView says what the answers made so far.
func (s *Server) madeView(b *book, page ui.Page, w office.Worksheet) ui.SheetMade {
	v := ui.SheetMade{Remarks: w.Remarks()}
	moments := map[string]story.Moment{}
	for _, m := range b.moments {
		moments[string(m.ID)] = m
	}
	byKind := map[string][]ui.MadeItem{}
	for _, m := range w.Made {
		item := ui.MadeItem{Text: m.Title, URL: madeURL(page, m)}
		if moment, is := moments[m.ID]; is && len(moment.Windows) > 0 {
			item.Note = ui.Times(moment.Windows[0].Start, moment.Windows[len(moment.Windows)-1].End, false)
		}
		byKind[m.Kind] = append(byKind[m.Kind], item)
	}
	if days := b.schedule.Days; len(days) > 0 {
		group := ui.MadeGroup{Title: "Calendar", Icon: "schedule"}
		for _, d := range days {
			group.Items = append(group.Items, ui.MadeItem{
				Text: b.title(d.Date), Note: ui.Times(d.Call(), d.Wrap(), false), URL: page.Link("days", string(d.Date)),
			})
		}
		v.Groups = append(v.Groups, most(group))
	}
	for _, kind := range []struct{ key, title, icon string }{
		{"arc", "Story", "story"}, {"moment", "Moments", "moments"}, {"interview", "Interviews", "interview"}, {"shot", "Shots", "shoot"},
	} {
		if list := byKind[kind.key]; len(list) > 0 {
			v.Groups = append(v.Groups, most(ui.MadeGroup{Title: kind.title, Icon: kind.icon, Items: list}))
		}
	}
	if len(w.Pieces) > 0 {
		group := ui.MadeGroup{Title: "To deliver", Icon: "import"}
		for _, p := range w.Pieces {
			group.Items = append(group.Items, ui.MadeItem{Text: p.Title, Note: strings.ToLower(p.Due.Title()), URL: traceLink(page, office.TracePiece, string(p.ID))})
		}
		v.Groups = append(v.Groups, most(group))
	}
	if b.plan != nil {
		v.Plan = fmt.Sprintf("%d of %d moments are in the plan.", b.plan.Covered, b.plan.Total)
		if len(b.plan.Days) > 0 {
			date := b.plan.Days[0].Date
			line := b.line(date, "")
			v.Day, v.DayName, v.DayURL = &line, b.title(date), page.Link("days", string(date))
		}
	}
	return v
}

func most(g ui.MadeGroup) ui.MadeGroup {
	if len(g.Items) > mostMade {
		g.More = len(g.Items) - mostMade
		g.Items = g.Items[:mostMade]
	}
	return g
}

func madeURL(page ui.Page, m office.MadeThing) string {
	switch m.Kind {
	case "arc":
		return page.Link("story", "arcs", m.ID)
	case "moment":
		return page.Link("moments", m.ID)
	case "interview":
		return page.Link("interviews", m.ID)
	case "shot":
		return page.Link("shotlist", m.ID)
	}
	return ""
}

// checklist is the checklist of a date, empty for whoever may not see the day.
func (s *Server) checklist(r *http.Request, page ui.Page, date production.Date) (ui.ChecklistView, error) {
	var v ui.ChecklistView
	list, err := s.office.Checklist(r.Context(), current(r).Production.ID, date)
	if err != nil {
		return v, err
	}
	if page.Rights.EditShots {
		v.Add = page.Link("checks")
	}
	for _, stage := range worksheet.Stages {
		part := ui.CheckStage{Key: string(stage), Title: stage.Title()}
		for _, c := range list {
			if c.Stage != stage {
				continue
			}
			v.Of++
			if c.Done {
				v.Done++
			}
			view := ui.CheckView{ID: string(c.ID), Text: c.Text, Done: c.Done, By: c.By}
			if page.Rights.EditShots {
				view.Tick, view.Off = page.Link("days", string(date), "checks", string(c.ID)), page.Link("checks", string(c.ID))
			}
			part.Checks = append(part.Checks, view)
		}
		if len(part.Checks) > 0 {
			v.Stages = append(v.Stages, part)
		}
	}
	return v, nil
}

func (s *Server) addCheck(w http.ResponseWriter, r *http.Request) error {
	stage := worksheet.Stage(r.PostFormValue("stage"))
	if !slices.Contains(worksheet.Stages, stage) {
		stage = worksheet.Content
	}
	_, act, err := s.office.AddCheck(r.Context(), current(r).Production.ID, stage, r.PostFormValue("text"))
	return s.did(w, r, "It is on the list.", act, err)
}

func (s *Server) changeCheck(w http.ResponseWriter, r *http.Request) error {
	fields := map[string]any{}
	if text := strings.TrimSpace(r.PostFormValue("text")); text != "" {
		fields["text"] = text
	}
	said := "The list is changed."
	if r.PostFormValue("gone") == "true" {
		fields["gone"], said = true, "It is off the list, of every day."
	}
	act, err := s.office.EditCheck(r.Context(), current(r).Production.ID, production.CheckID(r.PathValue("id")), office.Written{Fields: fields})
	return s.did(w, r, said, act, err)
}

func (s *Server) tickCheck(w http.ResponseWriter, r *http.Request) error {
	done := r.PostFormValue("done") != "false"
	act, err := s.office.TickCheck(r.Context(), current(r).Production.ID, production.CheckID(r.PathValue("id")), production.Date(r.PathValue("date")), done)
	said := "Done."
	if !done {
		said = "Not done after all."
	}
	return s.did(w, r, said, act, err)
}
