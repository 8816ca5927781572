package web

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/web/ui"
)

// fileTypes are the types of the files that a shot list can be sent as.
var fileTypes = map[office.ShotFormat]string{
	office.ShotsCSV:  "text/csv; charset=utf-8",
	office.ShotsXLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	office.ShotsPDF:  "application/pdf",
}

// sendShots sends the list as it is filtered, as a file.
func (s *Server) sendShots(format office.ShotFormat) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		e := office.ShotExport{ShotFilter: shotFilterOf(r), Format: format, Paper: onset.Paper(cmp.Or(r.URL.Query().Get("paper"), string(onset.A4)))}
		e.URL = s.origin(r) + base(r) + "/shotlist"
		if e.Date != "" {
			e.URL += "?day=" + string(e.Date)
		}
		name, data, err := s.office.ExportShots(r.Context(), current(r).Production.ID, e)
		if err != nil {
			return err
		}
		kind := "attachment"
		if format == office.ShotsPDF {
			kind = "inline"
		}
		w.Header().Set("Content-Type", fileTypes[format])
		w.Header().Set("Content-Disposition", fmt.Sprintf("%s; filename=%q", kind, asciiName(name)))
		_, err = w.Write(data)
		return gone(err)
	}
}

// weighShots shows what a table that was sent would do, and does nothing.
func (s *Server) weighShots(w http.ResponseWriter, r *http.Request) error {
	files, err := uploaded(r)
	if err == nil && len(files) != 1 {
		err = fault.New(fault.Invalid, "%d files were chosen", len(files)).WithRemedy("Choose one table: .csv or .xlsx.")
	}
	if err != nil {
		return err
	}
	return s.showShotFile(w, r, files[0])
}

func (s *Server) showShotFile(w http.ResponseWriter, r *http.Request, f office.File) error {
	page := s.page(r, f.Name, ui.RoomShotlist)
	page.URL = page.Link("shotlist")
	if _, err := s.openPage(r, &page); err != nil {
		return err
	}
	view, status := ui.ShotFileView{Name: f.Name}, http.StatusOK
	did, _, err := s.office.ImportShots(r.Context(), current(r).Production.ID, f, true)
	switch {
	case formFault(err):
		view.Wrong, status = eachSpoken(err), Status(err)
	case err != nil:
		return err
	default:
		view.Content = base64.StdEncoding.EncodeToString(f.Data)
		view.Same = did.Same
		view.Added, view.Changed = shotChanges(did.Added), shotChanges(did.Changed)
	}
	return s.show(w, r, status, ui.ShotFilePage(page, view))
}

func shotChanges(list []office.ShotChange) []ui.ShotFileRow {
	var out []ui.ShotFileRow
	for _, c := range list {
		row := ui.ShotFileRow{Line: c.Line, Title: shortened(c.Title, 120)}
		for _, f := range c.Changes {
			row.Lines = append(row.Lines, ui.HistoryLine{Field: storyField(f.Field), Was: shortened(f.Was, 200), Now: shortened(f.Now, 200)})
		}
		out = append(out, row)
	}
	return out
}

// eachSpoken are the errors that are joined in one, each in a line.
func eachSpoken(err error) []string {
	if list, ok := err.(interface{ Unwrap() []error }); ok {
		var out []string
		for _, e := range list.Unwrap() {
			out = append(out, eachSpoken(e)...)
		}
		return out
	}
	return []string{spoken(err)}
}

// takeShots takes in the table that was looked at.
func (s *Server) takeShots(w http.ResponseWriter, r *http.Request) error {
	data, err := base64.StdEncoding.DecodeString(r.PostFormValue("content"))
	if err != nil || len(data) == 0 {
		return fault.New(fault.Invalid, "the table did not arrive whole").WithRemedy("Choose the file again.")
	}
	did, act, err := s.office.ImportShots(r.Context(), current(r).Production.ID, office.File{Name: r.PostFormValue("name"), Data: data}, false)
	if formFault(err) {
		return s.showShotFile(w, r, office.File{Name: r.PostFormValue("name"), Data: data})
	}
	var parts []string
	if n := len(did.Added); n > 0 {
		parts = append(parts, counted(n, "shot is new", "shots are new"))
	}
	if n := len(did.Changed); n > 0 {
		parts = append(parts, counted(n, "is changed", "are changed"))
	}
	return s.didShot(w, r, strings.Join(parts, ", ")+".", act, err)
}
