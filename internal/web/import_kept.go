package web

import (
	"net/http"

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
	return mappingView(token, file)
}

func mappingView(token string, file office.File) (*ui.MappingView, error) {
	header, rows, err := intake.TableHeader(file.Data)
	if err != nil {
		return nil, err
	}
	v := &ui.MappingView{File: file.Name, Token: token, Columns: header, Rows: rows}
	guess := intake.GuessMapping(header)
	for _, f := range intake.Fields() {
		v.Fields = append(v.Fields, ui.MappingField{Field: f.Name, Label: f.Label, Required: f.Required, Column: guess[f.Name]})
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
	file.Mapping = map[string]string{}
	for _, f := range intake.Fields() {
		if column := r.PostFormValue("col_" + f.Name); column != "" {
			file.Mapping[f.Name] = column
		}
	}
	result, err := s.office.Bring(r.Context(), in, []office.File{file}, importOptions(r), nil)
	if formFault(err) {
		view, viewErr := mappingView(token, file)
		if viewErr != nil {
			return viewErr
		}
		view.Error = spoken(err)
		for i, f := range view.Fields {
			view.Fields[i].Column = file.Mapping[f.Field]
		}
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
