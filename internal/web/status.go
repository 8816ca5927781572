package web

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/web/ui"
)

// statuses is the one place where a fault becomes an HTTP status.
var statuses = map[fault.Code]int{
	fault.Invalid:         http.StatusUnprocessableEntity,
	fault.Unauthenticated: http.StatusUnauthorized,
	fault.Forbidden:       http.StatusForbidden,
	fault.NotFound:        http.StatusNotFound,
	fault.Conflict:        http.StatusConflict,
	fault.Corrupt:         http.StatusInternalServerError,
	fault.Missing:         http.StatusInternalServerError,
	fault.Unavailable:     http.StatusServiceUnavailable,
	fault.Cancelled:       499, // the reader left; nobody sees it but the log
	fault.Internal:        http.StatusInternalServerError,
}

// Status is the HTTP status of an error, 500 for a code that the table does not have.
func Status(err error) int {
	if status, ok := statuses[fault.CodeOf(err)]; ok {
		return status
	}
	return http.StatusInternalServerError
}

// problem is an error as programs get it.
type problem struct {
	Code    fault.Code `json:"code"`
	Message string     `json:"message"`
	ID      string     `json:"id,omitempty"`
}

// fail answers with an error: a redirect to the sign-in page, JSON, or an error page. It is the one
// place that logs what went wrong on our side.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		err = tooLarge(large)
	}
	if fault.Is(err, fault.Cancelled) && r.Context().Err() != nil {
		w.WriteHeader(Status(err))
		return
	}
	if fault.Is(err, fault.Unauthenticated) && s.sendToSignIn(w, r) {
		return
	}
	view := s.explain(r, err)
	if wantsJSON(r) {
		s.writeJSON(w, r, view.Status, problem{Code: fault.CodeOf(err), Message: sentence(view), ID: view.ID})
		return
	}
	if shown := s.show(w, r, view.Status, ui.ErrorPage(s.page(r, "Not possible", ""), view)); shown != nil {
		s.log.ErrorContext(r.Context(), "error page", "error", shown)
	}
}

// explain turns an error into words. What a person can do nothing about gets a short id, under which
// the log has the cause.
func (s *Server) explain(r *http.Request, err error) ui.ErrorView {
	view := ui.ErrorView{Status: Status(err)}
	view.Message, view.Remedy = words(err)
	if view.Status >= http.StatusInternalServerError || view.Message == "" {
		view.ID = uuid.NewString()[:8]
		v := visitOf(r)
		s.log.ErrorContext(r.Context(), "request failed", slog.String("id", view.ID),
			slog.String("route", v.pattern), slog.String("code", string(fault.CodeOf(err))), slog.String("error", err.Error()))
	}
	if view.Message == "" {
		view.Message = "Something went wrong on our side."
		view.Remedy = "Try again; if it stays, tell the owner of this installation the number " + view.ID + "."
	}
	if base := visitOf(r).production.Slug; base != "" && view.Status != http.StatusNotFound {
		view.Back, view.BackTo = "/p/"+base, "Go to the production"
	}
	return view
}

// words are what a person may read of an error: the innermost message that is not internal, and what
// to do about it. Both are "" when there is nothing to read.
func words(err error) (message, remedy string) {
	message = fault.PersonText(err)
	if message == "" {
		return "", ""
	}
	var e *fault.Error
	for cause := err; errors.As(cause, &e); cause = e.Err {
		if e.Message != "" {
			remedy = e.Remedy
			break
		}
	}
	message = strings.TrimSuffix(message, remedy)
	message = strings.TrimSuffix(strings.TrimSpace(message), ".") + "."
	first, size := utf8.DecodeRuneInString(message)
	return string(unicode.ToUpper(first)) + message[size:], remedy
}

func sentence(v ui.ErrorView) string { return strings.TrimSpace(v.Message + " " + v.Remedy) }

func tooLarge(large *http.MaxBytesError) error {
	return fault.New(fault.Invalid, "that is larger than %d MB", large.Limit>>20).
		WithRemedy("Send a smaller file.").WithCause(large)
}

// sendToSignIn sends a person to the sign-in page and says whether it did. Programs get the 401.
func (s *Server) sendToSignIn(w http.ResponseWriter, r *http.Request) bool {
	next := r.URL.RequestURI()
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		next = "/"
		if r.Header.Get("Content-Type") == "application/x-www-form-urlencoded" { // no stranger's upload is read for this
			next = ui.SafeBack(r.PostFormValue("back"), next)
		}
	}
	path := "/sign-in?next=" + url.QueryEscape(next)
	switch {
	case r.Header.Get("HX-Request") == "true":
		w.Header().Set("HX-Redirect", "/sign-in") // a fragment's address is no page to come back to
		w.WriteHeader(http.StatusUnauthorized)
	case wantsJSON(r):
		return false
	default:
		http.Redirect(w, r, path, http.StatusSeeOther)
	}
	return true
}

// wantsJSON reports whether a program asks: one that says so, or a page's event stream.
func wantsJSON(r *http.Request) bool {
	accept := r.Header.Get("Accept")
	named := strings.Contains(accept, "application/json") || strings.Contains(accept, "text/event-stream")
	return strings.HasPrefix(r.URL.Path, "/api/") || named && !strings.Contains(accept, "text/html")
}

// writeJSON answers a program.
func (s *Server) writeJSON(w http.ResponseWriter, r *http.Request, status int, value any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(value); err != nil && r.Context().Err() == nil {
		s.log.WarnContext(r.Context(), "answer not written", "error", err)
	}
}
