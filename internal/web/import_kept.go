package web

import (
	"net/http"
	"slices"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/web/ui"
)

// askMapping keeps the table and asks what its columns mean.
func (s *Server) askMapping(r *http.Request, file office.File) (*ui.MappingView, error) {
	token, err := s.office.KeepUpload(r.Context(), current(r).Production.ID, file)
	if err != nil {
		return nil, err
	}
	return mappingView(token, file, "", nil)
}

// mappingView asks what the columns of a table mean, as a table of the kind: the likeliest one for "".
// chosen are the columns that somebody chose already, nil for our own guess.
func mappingView(token string, file office.File, kind string, chosen map[string]string) (*ui.MappingView, error) {
	header, rows, err := intake.TableHeader(file.Data)
	if err != nil {
		return nil, err
	}
	if kind == "" {
		kind = intake.GuessKind(header)
	}
	if chosen == nil {
		chosen = intake.GuessMapping(header)
	}
	kinds := intake.TableKinds()
	at := max(0, slices.IndexFunc(kinds, func(k intake.TableKind) bool { return k.Kind == kind }))
	v := &ui.MappingView{File: file.Name, Token: token, Columns: header, Rows: rows, Kind: kinds[at].Kind}
	for _, k := range kinds {
		v.Kinds = append(v.Kinds, ui.Option{Value: k.Kind, Text: k.Label})
	}
	for _, f := range kinds[at].Fields {
		v.Fields = append(v.Fields, ui.MappingField{Field: f.Name, Label: f.Label, Required: f.Required, Column: chosen[f.Name]})
	}
	return v, nil
}

// importMapped takes a kept table in with the meaning that a person gave its columns, and remembers it
// for the next table with the same header.
func (s *Server) importMapped(w http.ResponseWriter, r *http.Request) error {
	in := current(r).Production.ID
	token := r.PostFormValue("token")
	file, err := s.office.KeptUpload(r.Context(), in, token)
	if err != nil {
		return err
	}
	kind := firstWord(r.PostFormValue("as"), r.PostFormValue("kind"))
	file.Mapping = map[string]string{}
	for _, f := range intake.Fields() {
		if column := r.PostFormValue("col_" + f.Name); column != "" {
			file.Mapping[f.Name] = column
		}
	}
	if r.PostFormValue("as") != "" { // another kind of table was chosen: ask for its columns
		view, err := mappingView(token, file, kind, nil)
		if err != nil {
			return err
		}
		return s.showImportWith(w, r, http.StatusOK, ui.ImportView{Mapping: view})
	}
	if kind != "" {
		file.Mapping[intake.KindKey] = kind
	}
	result, err := s.office.Bring(r.Context(), in, []office.File{file}, importOptions(r), nil)
	if formFault(err) {
		view, viewErr := mappingView(token, file, kind, file.Mapping)
		if viewErr != nil {
			return viewErr
		}
		view.Error = spoken(err)
		return s.showImportWith(w, r, Status(err), ui.ImportView{Mapping: view})
	}
	if err != nil {
		return err
	}
	header, _, err := intake.TableHeader(file.Data)
	if err == nil {
		err = s.office.SaveMapping(r.Context(), in, header, file.Mapping)
	}
	if err != nil {
		return err
	}
	return s.showBrought(w, r, result)
}

// offerForce keeps papers that seem to belong to another production, so that a person who knows better
// can take them in with one button.
func (s *Server) offerForce(r *http.Request, files []office.File, p *ui.ImportProblem) error {
	for _, f := range files {
		token, err := s.office.KeepUpload(r.Context(), current(r).Production.ID, f)
		if err != nil {
			return err
		}
		p.Anyway = append(p.Anyway, token)
	}
	p.Remedy = "Check that the file belongs to this production."
	return nil
}

// importAnyway takes kept papers in although they hardly match.
func (s *Server) importAnyway(w http.ResponseWriter, r *http.Request) error {
	in := current(r).Production.ID
	if err := r.ParseForm(); err != nil {
		return s.refuseImport(w, r, nil, err)
	}
	var files []office.File
	for _, token := range r.PostForm["token"] {
		file, err := s.office.KeptUpload(r.Context(), in, token)
		if err != nil {
			return err
		}
		files = append(files, file)
	}
	opt := importOptions(r)
	opt.Force = true
	return s.takeIn(w, r, files, opt)
}
