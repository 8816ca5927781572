package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/revise"
	"github.com/btsdirector/bts/internal/web/ui"
)

// importRoutes take in the main unit's papers.
func (s *Server) importRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/import", access.ImportFacts, s.showImport)
	s.upload(mux, "POST /p/{slug}/import", access.ImportFacts, s.importFiles)
	s.handle(mux, "POST /p/{slug}/import/mapping", access.ImportFacts, s.importMapped)
	s.handle(mux, "POST /p/{slug}/import/anyway", access.ImportFacts, s.importAnyway)
}

// bigImport is the size from which an import runs as a job instead of inside the request.
const bigImport = 1 << 20

func (s *Server) showImport(w http.ResponseWriter, r *http.Request) error {
	return s.showImportWith(w, r, http.StatusOK, ui.ImportView{})
}

// showImportWith shows the page with what just happened.
func (s *Server) showImportWith(w http.ResponseWriter, r *http.Request, status int, view ui.ImportView) error {
	page := s.page(r, "Import", ui.RoomImport)
	page.URL = page.Link("import") // also after a POST that shows the page
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	tasks, err := s.office.Tasks(r.Context(), b.film.ID, false)
	if err != nil {
		return err
	}
	for i, t := range tasks {
		if t.Kind == office.ImportTask && (!t.State.Over() || i == 0) {
			view.Running = append(view.Running, taskView(t, page))
		}
	}
	if err := s.fillImport(r, b, page, &view); err != nil {
		return err
	}
	return s.show(w, r, status, ui.ImportPage(page, view))
}

// formatWords are the formats as people call them.
var formatWords = map[string]string{
	"fountain": "Fountain", "fdx": "Final Draft", "uss": "Universal Schedule", "csv": "Table", "xlsx": "Excel table", "ics": "Calendar",
	"vcf": "Contacts", "osf": "Open Screenplay Format", "celtx": "Celtx",
}

func importedWords(f office.ImportedFile) string {
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{
		{f.Scenes, "scene", "scenes"}, {f.Characters, "character", "characters"}, {f.Days, "shoot day", "shoot days"},
		{f.Events, "event", "events"}, {f.People, "person", "people"}, {f.Shots, "shot", "shots"},
	} {
		if p.n > 0 {
			parts = append(parts, counted(p.n, p.one, p.many))
		}
	}
	return strings.Join(parts, ", ")
}

func warningWords(f office.ImportedFile) []string {
	var out []string
	for _, w := range f.Warnings {
		if w.Line > 0 {
			out = append(out, fmt.Sprintf("Line %d: %s", w.Line, w.Message))
		} else {
			out = append(out, w.Message)
		}
	}
	return out
}

func (s *Server) importFiles(w http.ResponseWriter, r *http.Request) error {
	files, err := uploaded(r)
	if err != nil {
		return s.refuseImport(w, r, nil, err)
	}
	size := 0
	for _, f := range files {
		size += len(f.Data)
	}
	if size > bigImport {
		if _, err := s.office.StartImport(r.Context(), current(r).Production.ID, files, importOptions(r)); err != nil {
			return s.refuseImport(w, r, files, err)
		}
		return seeOther(w, r, base(r)+"/import")
	}
	return s.takeIn(w, r, files, importOptions(r))
}

// importOptions are what the browser tells about whoever imports: how they write dates.
func importOptions(r *http.Request) office.ImportOptions {
	tag, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	tag, _, _ = strings.Cut(tag, ";")
	return office.ImportOptions{Locale: strings.TrimSpace(tag)}
}

// takeIn brings the files in on the spot and shows what they brought, or what they would change.
func (s *Server) takeIn(w http.ResponseWriter, r *http.Request, files []office.File, opt office.ImportOptions) error {
	result, err := s.office.Bring(r.Context(), current(r).Production.ID, files, opt, nil)
	if err != nil {
		return s.refuseImport(w, r, files, err)
	}
	return s.showBrought(w, r, result)
}

// showBrought shows what an import brought, or leads to what waits for a decision.
func (s *Server) showBrought(w http.ResponseWriter, r *http.Request, result office.ImportResult) error {
	if result.State == production.ProposalOpen {
		return seeOther(w, r, revisionURL(r, result.Proposal))
	}
	return s.showImportWith(w, r, http.StatusOK, ui.ImportView{Result: resultView(result, base(r))})
}

// uploaded reads the files of the form.
func uploaded(r *http.Request) ([]office.File, error) {
	if err := r.ParseMultipartForm(bigImport); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return nil, err
		}
		return nil, fault.New(fault.Invalid, "the upload did not arrive whole").WithRemedy("Choose the files again.").WithCause(err)
	}
	defer r.MultipartForm.RemoveAll() //nolint:errcheck // temporary files; the system clears them too
	var files []office.File
	for _, header := range r.MultipartForm.File["file"] {
		f, err := readUpload(header)
		if err != nil {
			return nil, err
		}
		if f.Name != "" {
			files = append(files, f)
		}
	}
	return files, nil
}

func readUpload(header *multipart.FileHeader) (office.File, error) {
	f, err := header.Open()
	if err != nil {
		return office.File{}, fault.New(fault.Unavailable, "%s did not arrive", header.Filename).WithCause(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return office.File{}, fault.New(fault.Invalid, "%s did not arrive whole", header.Filename).WithRemedy("Choose it again.").WithCause(err)
	}
	return office.File{Name: header.Filename, Data: data}, nil
}

// refuseImport shows why files were not taken in; for a table whose columns are not understood it asks
// what they mean.
func (s *Server) refuseImport(w http.ResponseWriter, r *http.Request, files []office.File, err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) || !formFault(err) {
		return err
	}
	view := ui.ImportView{Problem: problemView(err)}
	if view.Problem.File == "" && len(files) == 1 {
		view.Problem.File = files[0].Name
	}
	if len(files) == 1 && errors.Is(err, intake.ErrColumns) {
		mapping, keepErr := s.askMapping(r, files[0])
		if keepErr != nil {
			return keepErr
		}
		view.Mapping, view.Problem = mapping, nil
	}
	if errors.Is(err, revise.ErrForeign) {
		if err := s.offerForce(r, files, view.Problem); err != nil {
			return err
		}
	}
	return s.showImportWith(w, r, Status(err), view)
}

// problemView is a refused file in words: where, what was found, what to do.
func problemView(err error) *ui.ImportProblem {
	p := &ui.ImportProblem{}
	p.Found, p.Remedy = words(err)
	var f *fault.Error
	for cause := err; errors.As(cause, &f); cause = f.Err {
		if f.Message == "" {
			continue
		}
		plain := *f
		plain.At, plain.Err = fault.Position{}, nil
		p.Found, p.Remedy = words(&plain)
		p.File = f.At.File
		if f.At.Line > 0 {
			p.At = fmt.Sprintf("line %d", f.At.Line)
		}
		break
	}
	return p
}

// resultView is what an import brought, in words.
func resultView(result office.ImportResult, base string) *ui.ImportResult {
	v := &ui.ImportResult{}
	var names []string
	for _, f := range result.Files {
		names = append(names, f.File)
		v.Facts = append(v.Facts, ui.Fact{Name: f.File, Value: importedWords(f)})
		v.Warnings = append(v.Warnings, warningWords(f)...)
	}
	v.Warnings = append(v.Warnings, untiedWords(result)...)
	v.Title = strings.Join(names, " and ") + " is in"
	if len(names) > 1 {
		v.Title = strings.Join(names, " and ") + " are in"
	}
	if result.State == production.ProposalUnchanged {
		v.Title = strings.Join(names, " and ") + ": nothing new"
		return v
	}
	for _, group := range []struct {
		word string
		list []revise.Change
	}{{"Removed", result.Changes.Removed}, {"Moved", result.Changes.Moved}, {"Changed", result.Changes.Changed}, {"New", result.Changes.Added}} {
		for _, c := range group.list {
			v.Changes = append(v.Changes, strings.TrimSpace(group.word+" "+c.What+": "+c.Title+". "+ui.Capital(c.Why)))
		}
	}
	v.Look, v.Undo = base+"/revisions/"+string(result.Proposal), base+"/revisions/"+string(result.Proposal)+"/undo"
	v.Next = &ui.Attention{Action: "See the moments", URL: base + "/moments"}
	return v
}
