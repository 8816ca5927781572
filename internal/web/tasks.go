package web

import (
	"context"
	"net/http"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// taskRoutes are the long work that people can see and stop.
func (s *Server) taskRoutes(mux *http.ServeMux) {
	s.handle(mux, "POST /p/{slug}/tasks/{id}/cancel", access.SeeSchedule, s.cancelTask)
}

func (s *Server) cancelTask(w http.ResponseWriter, r *http.Request) error {
	in, id := current(r).Production.ID, production.TaskID(r.PathValue("id"))
	task, err := s.office.FindTask(r.Context(), in, id)
	if err != nil {
		return err
	}
	if err := s.office.CancelTask(r.Context(), in, id); err != nil {
		return err
	}
	if task.State.Over() {
		s.say(r, "That was over already.")
		return back(w, r, base(r))
	}
	s.say(r, "Stopped. What it had not finished changes nothing.")
	return back(w, r, base(r))
}

// openTasks is the long work of the page's production that is not over. Titles name imported files:
// who may not see the schedule does not see them, on live events neither.
func (s *Server) openTasks(ctx context.Context, film production.Production, page ui.Page) ([]ui.TaskView, error) {
	if !page.Rights.Schedule {
		return nil, nil
	}
	tasks, err := s.office.Tasks(ctx, film.ID, true)
	var out []ui.TaskView
	for _, t := range tasks {
		out = append(out, taskView(t, page))
	}
	return out, err
}

// taskRoom is where the result of a kind of work is seen.
var taskRoom = map[string]ui.Room{
	office.ImportTask: ui.RoomImport, office.PlanTask: ui.RoomPlan,
}

// taskView is one piece of long work as the page shows it. Only the page of its result is loaded again
// when it is over: on any other somebody may be in the middle of a form.
func taskView(t production.Task, page ui.Page) ui.TaskView {
	v := ui.TaskView{
		ID: string(t.ID), Title: t.Title, Message: t.Message, Done: t.Done, Total: t.Total, State: string(t.State), Error: t.Error,
	}
	v.Library = t.Kind == office.IngestTask || t.Kind == office.LooksTask
	v.Trial = t.Kind == office.WhatIfTask || t.Kind == office.CurveTask
	if room := taskRoom[t.Kind]; room == page.Room {
		v.OverURL = page.Link(string(room))
	}
	mayStop := map[string]bool{
		office.ImportTask: page.Rights.Import, office.PlanTask: page.Rights.MakePlan, office.WhatIfTask: page.Rights.MakePlan,
		office.CurveTask: page.Rights.MakePlan, office.OffloadTask: page.Rights.CopyCards,
		office.IngestTask: page.Rights.IngestMedia, office.LooksTask: page.Rights.IngestMedia, office.ProofTask: page.Rights.CopyCards,
		office.DictationTask: page.Rights.EditLibrary,
	}
	if !t.State.Over() && mayStop[t.Kind] {
		v.CancelURL, v.Back = page.Link("tasks", string(t.ID), "cancel"), page.URL
	}
	return v
}

// running is the first of the open tasks whose result this page shows, nil for none.
func running(page ui.Page) *ui.TaskView {
	for i := range page.Tasks {
		if t := page.Tasks[i]; t.OverURL != "" || t.Trial && page.Room == ui.RoomPlan {
			return &page.Tasks[i]
		}
	}
	return nil
}
