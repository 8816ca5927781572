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
	s.handle(mux, "POST /p/{slug}/tasks/{id}/cancel", access.SeeProduction, s.cancelTask)
}

func (s *Server) cancelTask(w http.ResponseWriter, r *http.Request) error {
	if err := s.office.CancelTask(r.Context(), current(r).Production.ID, production.TaskID(r.PathValue("id"))); err != nil {
		return err
	}
	s.say(r, "Stopped. What it had not finished changes nothing.")
	return back(w, r, base(r))
}

// openTasks is the long work of a production that is not over.
func (s *Server) openTasks(ctx context.Context, film production.Production, base string) ([]ui.TaskView, error) {
	tasks, err := s.office.Tasks(ctx, film.ID, true)
	var out []ui.TaskView
	for _, t := range tasks {
		out = append(out, taskView(t, base))
	}
	return out, err
}

// taskView is one piece of long work as pages show it.
func taskView(t production.Task, base string) ui.TaskView {
	v := ui.TaskView{
		ID: string(t.ID), Title: t.Title, Message: t.Message, Done: t.Done, Total: t.Total, State: string(t.State), Error: t.Error,
		OverURL: base + "/" + taskPage[t.Kind],
	}
	if !t.State.Over() {
		v.CancelURL = base + "/tasks/" + string(t.ID) + "/cancel"
	}
	return v
}

// taskPage is where the result of a kind of work is seen.
var taskPage = map[string]string{office.ImportTask: "import", office.PlanTask: "plan"}

// running is the first of the page's open tasks of the kind, nil for none.
func running(page ui.Page, kind string) *ui.TaskView {
	for i := range page.Tasks {
		if page.Tasks[i].OverURL == page.Link(taskPage[kind]) {
			return &page.Tasks[i]
		}
	}
	return nil
}
