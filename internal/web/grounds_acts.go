package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/spelling"
	"github.com/btsdirector/bts/internal/storyboard"
	"github.com/btsdirector/bts/internal/web/ui"
)

// groundFields are the fields of a plan. A plan that has lost its place keeps the old name until another is chosen.
func groundFields(of string, g storyboard.GroundPlan, places []office.Place, lost bool) []ui.Field {
	where := ui.Field{ID: of + "-where", Name: "where", Label: "Place", Hint: "A location, or one set of it", Value: g.Where, Required: true}
	if lost {
		where.Options = append(where.Options, ui.Option{Value: g.Where, Text: shortened(ui.Place(g.Where), 60) + " (no longer in the papers)"})
	}
	for _, p := range places {
		text := shortened(ui.Place(p.Name), 80)
		if p.Within != "" {
			text = shortened(ui.Place(p.Within), 40) + ": " + text
		}
		if spelling.Key(p.Name) == spelling.Key(g.Where) {
			where.Value = p.Name // the papers may spell it otherwise by now
		}
		where.Options = append(where.Options, ui.Option{Value: p.Name, Text: text})
	}
	number := func(v *float64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatFloat(*v, 'f', -1, 64)
	}
	return []ui.Field{
		where,
		{ID: of + "-title", Name: "title", Label: "Title", Hint: "“Upper floor”; may stay empty", Value: g.Title},
		{ID: of + "-note", Name: "note", Label: "Note", Hint: "Power, sight lines, where nobody may stand", Value: g.Note, Lines: 2},
		{ID: of + "-across", Name: "across", Label: "Wide, metres", Hint: "From the left edge of the picture to the right", Value: number(g.Across), Narrow: true},
		{ID: of + "-north", Name: "north", Label: "North, degrees", Hint: "Clockwise from the top of the picture; 0 is up", Value: number(g.North), Narrow: true},
	}
}

// measure reads a number that may stay empty.
func measure(r *http.Request, name string) (*float64, error) {
	text := strings.TrimSpace(r.PostFormValue(name))
	if text == "" {
		return nil, nil
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64)
	if err != nil {
		return nil, fault.New(fault.Invalid, "%.40q is not a number", text).WithRemedy("Write the width in metres, and north in degrees, or leave them empty.")
	}
	return &n, nil
}

// writtenGround reads the words of a plan.
func writtenGround(r *http.Request) (g storyboard.GroundPlan, err error) {
	g = storyboard.GroundPlan{Where: r.PostFormValue("where"), Title: typed(r.PostFormValue("title")), Note: typed(r.PostFormValue("note"))}
	if g.Across, err = measure(r, "across"); err != nil {
		return g, err
	}
	g.North, err = measure(r, "north")
	return g, err
}

func (s *Server) addGround(w http.ResponseWriter, r *http.Request) error {
	files, err := pictures(r)
	if err != nil {
		return err
	}
	g, err := writtenGround(r)
	if err != nil {
		return err
	}
	_, act, err := s.office.AddGround(r.Context(), current(r).Production.ID, g, files[0])
	return s.didGround(w, r, "The plan is there.", act, err)
}

func (s *Server) saveGround(w http.ResponseWriter, r *http.Request) error {
	g, err := writtenGround(r)
	var act office.Act
	if err == nil {
		fields := map[string]any{"where": g.Where, "title": g.Title, "note": g.Note, "across": g.Across, "north": g.North}
		act, err = s.office.EditGround(r.Context(), current(r).Production.ID, groundID(r), office.Written{Base: baseOf(r), Fields: fields})
	}
	return s.didGround(w, r, "The plan is saved.", act, err)
}

func (s *Server) saveGroundPicture(w http.ResponseWriter, r *http.Request) error {
	files, err := pictures(r)
	if err != nil {
		return err
	}
	_, act, err := s.office.SetGroundPicture(r.Context(), current(r).Production.ID, groundID(r), files[0])
	return s.didGround(w, r, "The plan has another picture.", act, err)
}

// removeGround takes a plan away, and shows the others where its own page is gone.
func (s *Server) removeGround(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.EditGround(r.Context(), current(r).Production.ID, groundID(r), offBoard())
	if r.PostFormValue("back") == base(r)+"/places/"+string(groundID(r)) {
		r.PostForm.Set("back", base(r)+"/places")
	}
	return s.didGround(w, r, "The plan is taken away.", act, err)
}

// didGround is did for the plans of places.
func (s *Server) didGround(w http.ResponseWriter, r *http.Request, said string, act office.Act, err error) error {
	if r.PostFormValue("back") == "" && r.PostForm != nil {
		r.PostForm.Set("back", base(r)+"/places")
	}
	return s.did(w, r, said, act, err)
}
