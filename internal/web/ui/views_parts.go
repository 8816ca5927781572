package ui

import "github.com/a-h/templ"

// ErrorView is what a person is told when a page cannot be shown.
type ErrorView struct {
	Status  int    // HTTP status
	Message string // what was found: "There is no such scene."
	Remedy  string // what to do
	ID      string // short id under which the log has the cause, for internal errors
	Back    string // where to go from here, "/" when ""
	BackTo  string // words of that link
}

// TaskView is one piece of long work.
type TaskView struct {
	ID        string
	Title     string // "Import the-lamp-room.fdx"
	Message   string // "scene 21 of 36"
	Done      int64
	Total     int64 // 0 unknown
	State     string
	Error     string // for a person, when failed
	CancelURL string // "" when it cannot be cancelled (any more)
	Back      string // where cancelling leads to
	OverURL   string // page that shows the result
	Library   bool   // files are brought into the library, or pictures of them made
	Trial     bool   // something is tried out beside the plan: what came of it is told with a way there
}

// over reports whether nothing more will happen.
func (t TaskView) over() bool {
	return t.State == "done" || t.State == "failed" || t.State == "cancelled"
}

// running are the tasks of the page that are not over.
func (p Page) running() []TaskView {
	var tasks []TaskView
	for _, t := range p.Tasks {
		if !t.over() {
			tasks = append(tasks, t)
		}
	}
	return tasks
}

func toastKind(f Flash) string {
	if f.Bad {
		return "bad"
	}
	return "good"
}

func keyed(key string) templ.Attributes {
	if key == "" {
		return nil
	}
	return templ.Attributes{"data-key": key}
}

func orHome(url string) string {
	if url == "" {
		return "/"
	}
	return url
}

func backWords(v ErrorView) string {
	if v.BackTo == "" {
		return "Go to the productions"
	}
	return v.BackTo
}
