package web

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// mediaPolicy keeps what is sent from being more than a picture, film or sound.
const mediaPolicy = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"

// sendLookOf sends what was made of an asset, or the original. Whether the person may have it is asked each time; the browser
// may keep it, because its name is its content.
func (s *Server) sendLookOf(w http.ResponseWriter, r *http.Request) error {
	in, id, role := current(r).Production.ID, assetID(r), r.PathValue("role")
	if role == "original" {
		return s.sendOriginal(w, r)
	}
	made, bytes, err := s.office.Derived(r.Context(), in, id, role)
	if err != nil {
		return err
	}
	defer bytes.Close()
	h := w.Header()
	h.Set("Content-Type", made.MIME)
	h.Set("ETag", `"`+made.SHA256+`"`)
	if r.URL.Query().Get("of") != "" {
		h.Set("Cache-Control", "private, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "private, no-cache")
	}
	serveMedia(w, r, bytes)
	return nil
}

// sendOriginal sends a file as it came from the camera.
func (s *Server) sendOriginal(w http.ResponseWriter, r *http.Request) error {
	a, bytes, err := s.office.Original(r.Context(), current(r).Production.ID, assetID(r))
	if err != nil {
		return err
	}
	defer bytes.Close()
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", asciiName(a.Name)))
	h.Set("ETag", `"`+a.Content+`"`)
	serveMedia(w, r, bytes)
	return nil
}

// serveMedia sends bytes, or the part of them that is asked for, for as long as the reader takes some.
func serveMedia(w http.ResponseWriter, r *http.Request, bytes io.ReadSeeker) {
	madeFor(w, r)
	w.Header().Set("Content-Security-Policy", mediaPolicy)
	http.ServeContent(&patient{ResponseWriter: w}, r, "", time.Time{}, bytes)
}

// patient gives every piece that is written its own time, instead of one for the whole answer: films and ZIPs take as long as the
// line does.
type patient struct {
	http.ResponseWriter
	until time.Time
}

// patience is how long a reader may take nothing.
const patience = time.Minute

func (p *patient) Write(b []byte) (int, error) {
	if now := time.Now(); now.Add(patience / 2).After(p.until) {
		p.until = now.Add(patience)
		_ = http.NewResponseController(p.ResponseWriter).SetWriteDeadline(p.until) // without deadlines nothing can be late
	}
	return p.ResponseWriter.Write(b)
}

// Unwrap lets the controller of the answer through.
func (p *patient) Unwrap() http.ResponseWriter { return p.ResponseWriter }

func assetID(r *http.Request) production.AssetID { return production.AssetID(r.PathValue("id")) }

// choiceOf are the assets that a form names, or that the filters of the address choose.
func choiceOf(r *http.Request) (office.AssetChoice, error) {
	if r.Method == http.MethodPost {
		ids, err := picked[production.AssetID](r, "assets")
		return office.AssetChoice{IDs: ids}, err
	}
	return office.AssetChoice{Filter: libraryFilter(r.URL.Query())}, nil
}

// sendBundle sends a ZIP while it is written.
func (s *Server) sendBundle(w http.ResponseWriter, r *http.Request) error {
	choice, err := choiceOf(r)
	if err != nil {
		return err
	}
	b, err := s.office.Bundle(r.Context(), current(r).Production.ID, choice, r.FormValue("what"))
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/zip")
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", asciiName(b.Name)))
	if b.Bytes >= 0 {
		h.Set("Content-Length", fmt.Sprint(b.Bytes)) // so that a browser can say how far it is
	}
	if err := b.Write(r.Context(), &patient{ResponseWriter: w}, func(int64) {}); err != nil {
		s.log.WarnContext(r.Context(), "a ZIP was not sent to its end", "error", err)
		panic(http.ErrAbortHandler) // the reader must not take a part for the whole
	}
	return nil
}

func (s *Server) sendContact(w http.ResponseWriter, r *http.Request) error {
	choice, err := choiceOf(r)
	if err != nil {
		return err
	}
	paper := onset.Paper(r.FormValue("paper"))
	live := s.origin(r) + base(r) + "/library"
	if r.Method == http.MethodGet {
		if query := filtersOf(r.URL.Query()); query != "" {
			live += "?" + query
		}
	}
	name, data, err := s.office.ContactSheet(r.Context(), current(r).Production.ID, choice, paper, live)
	if err != nil {
		return err
	}
	return sendFile(w, "application/pdf", name, data)
}

func (s *Server) sendEditList(w http.ResponseWriter, r *http.Request) error {
	choice, err := choiceOf(r)
	if err != nil {
		return err
	}
	format := office.EditFormat(r.FormValue("format"))
	name, data, err := s.office.ExportEditList(r.Context(), current(r).Production.ID, choice, format)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", map[office.EditFormat]string{office.EditCSV: "text/csv; charset=utf-8", office.EditJSON: "application/json"}[format])
	if format == office.EditALE {
		h.Set("Content-Type", "text/plain; charset=utf-8")
	}
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", asciiName(name)))
	_, err = w.Write(data)
	return gone(err)
}

// mostTold is how many assets one answer to a page tells of.
const mostTold = 500

// sendAssets tells a page of assets in their order: what culling and picking need.
func (s *Server) sendAssets(w http.ResponseWriter, r *http.Request) error {
	q, c := r.URL.Query(), current(r)
	f := libraryFilter(q)
	f.Offset, f.Limit = whole(q.Get("from")), min(mostTold, max(1, whole(q.Get("n"))))
	list, err := s.office.Assets(r.Context(), c.Production.ID, f)
	if err != nil {
		return err
	}
	page := ui.Page{Base: base(r)}
	type told struct {
		ID      string   `json:"id"`
		Name    string   `json:"name"`
		Day     string   `json:"day"`
		Time    string   `json:"time"`
		Small   string   `json:"small"`
		Medium  string   `json:"medium"`
		Large   string   `json:"large"`
		Verdict string   `json:"verdict"`
		Rating  int      `json:"rating"`
		Tags    []string `json:"tags"`
		Problem string   `json:"problem"`
		URL     string   `json:"url"`
	}
	out := []told{}
	for _, a := range list {
		t := told{
			ID: string(a.ID), Name: a.Name, Day: string(a.Day), Small: lookURL(page, a, "small"), Medium: lookURL(page, a, "medium", "large", "small"), Large: lookURL(page, a, "large", "medium", "small"),
			Verdict: string(a.Verdict), Rating: a.Rating, Tags: a.Tags, Problem: a.Problem, URL: page.Link("library", string(a.ID)),
		}
		if !a.TakenAt.IsZero() {
			t.Time = a.TakenAt.In(c.Production.Zone()).Format("15:04:05")
		}
		out = append(out, t)
	}
	s.writeJSON(w, r, http.StatusOK, map[string]any{"assets": out})
	return nil
}

// hurryAssets has what somebody looks at made before anything else.
func (s *Server) hurryAssets(w http.ResponseWriter, r *http.Request) error {
	ids, err := picked[production.AssetID](r, "assets")
	if err != nil {
		return err
	}
	if len(ids) > mostTold {
		return fault.New(fault.Invalid, "%d assets are more than a page shows", len(ids))
	}
	if err := s.office.Hurry(r.Context(), current(r).Production.ID, ids); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// makeLooks has what waits made, and what failed tried again.
func (s *Server) makeLooks(w http.ResponseWriter, r *http.Request) error {
	in := current(r).Production.ID
	err := s.office.RetryLooks(r.Context(), in)
	if err == nil {
		_, err = s.office.StartLooks(r.Context(), in)
	}
	if err != nil {
		return err
	}
	s.say(r, "Pictures and films to look at are being made.")
	return back(w, r, base(r)+"/library")
}

// newIngestForm is the form that brings folders of this machine in.
func newIngestForm(page ui.Page, roots string) *ui.IngestForm {
	return &ui.IngestForm{Action: page.Link("library", "ingest"), Fields: []ui.Field{
		{ID: "ingest-path", Name: "path", Label: "Folder or file", Hint: "On this machine, below " + roots, Required: true},
	}}
}

// startIngest begins to bring a folder of this machine in.
func (s *Server) startIngest(w http.ResponseWriter, r *http.Request) error {
	path := typed(r.PostFormValue("path"))
	_, err := s.office.StartIngest(r.Context(), current(r).Production.ID, office.NewIngest{Paths: []string{path}, NoProxies: r.PostFormValue("no_proxies") != "", Burn: r.PostFormValue("burn") != ""})
	if formFault(err) || fault.Is(err, fault.Forbidden) || fault.Is(err, fault.NotFound) || fault.Is(err, fault.Missing) {
		form := newIngestForm(ui.Page{Base: base(r)}, s.office.CopyRoots())
		form.Fields[0].Value, form.Error = path, spoken(err)
		return s.showLibraryWith(w, r, Status(err), form)
	}
	if err != nil {
		return err
	}
	s.say(r, strings.TrimSuffix(shortened(path, 80), "/")+" is being brought in.")
	return back(w, r, base(r)+"/library")
}
