package web

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// didAsset is did for the library. A page that keeps its grid asks for the sentence alone.
func (s *Server) didAsset(w http.ResponseWriter, r *http.Request, said string, act office.Act, err error) error {
	if err != nil || !wantsJSON(r) {
		return s.didAt(w, r, base(r)+"/library", said, act, err)
	}
	answer := map[string]string{"said": said}
	if act.ID == "" {
		answer["said"] = "Nothing was changed."
	} else {
		answer["undo"] = undoPath(r, act)
	}
	s.writeJSON(w, r, http.StatusOK, answer)
	return nil
}

// changeAssets does one thing with all that are picked.
func (s *Server) changeAssets(w http.ResponseWriter, r *http.Request) error {
	ids, err := picked[production.AssetID](r, "assets")
	if err != nil {
		return err
	}
	change, words, err := bulkChange(r)
	if err != nil {
		return err
	}
	act, n, err := s.office.ChangeAssets(r.Context(), current(r).Production.ID, office.AssetChoice{IDs: ids}, change)
	return s.didAsset(w, r, counted(n, "asset", "assets")+" "+words+".", act, err)
}

// bulkChange is what a form does with assets, and how that is said.
func bulkChange(r *http.Request) (c office.AssetChange, words string, err error) {
	do := r.PostFormValue("do")
	value := func(name string) string { return typed(r.PostFormValue(name)) }
	list := func(name string) []string {
		var out []string
		for word := range strings.SplitSeq(value(name), ",") {
			if word = strings.TrimSpace(word); word != "" {
				out = append(out, word)
			}
		}
		return out
	}
	one := map[string]string{"tag": "tag", "untag": "tag", "person": "person", "unperson": "person"}[do]
	if one != "" && len(list(one)) == 0 {
		return c, "", fault.New(fault.Invalid, "no %s is written", one).WithRemedy("Write it first; several are parted by commas.")
	}
	set := func(name string, value any) map[string]any { return map[string]any{name: value} }
	switch verb, verdict, _ := strings.Cut(do, ":"); verb {
	case "verdict":
		c.Fields = set("verdict", verdict)
		words = "judged: " + map[string]string{"": "undecided", "first": "1st", "second": "2nd", "kill": "kill"}[verdict]
	case "rating":
		n, err := strconv.Atoi(value("rating"))
		if err != nil {
			return c, "", fault.New(fault.Invalid, "the stars are no number").WithRemedy("Choose 0 to 5.")
		}
		c.Fields, words = set("rating", n), "rated"
	case "tag":
		c.AddTags, words = list("tag"), "tagged"
	case "untag":
		c.RemoveTags, words = list("tag"), "untagged"
	case "person":
		c.AddPeople, words = list("person"), "with "+value("person")
	case "unperson":
		c.RemovePeople, words = list("person"), "without "+value("person")
	case "moment":
		c.Fields, words = set("moment", value("moment")), "set to a moment"
	case "card":
		c.Fields, words = set("card", value("card")), "set to a card"
	case "day":
		c.Fields, words = set("day", value("day")), "moved to another day"
	case "note":
		c.Fields, words = set("note", value("note")), "noted"
	case "remove":
		c.Fields, words = set("gone", true), "taken out of the library"
	default:
		err = fault.New(fault.Invalid, "%.40q is nothing that can be done with assets", do)
	}
	return c, words, err
}

// mostEdits is how many edits come at once from a page.
const mostEdits = 500

// takeEdits takes what was decided at culling, perhaps long ago and without a connection.
func (s *Server) takeEdits(w http.ResponseWriter, r *http.Request) error {
	body, err := readBody(r)
	if err != nil {
		return err
	}
	var sent struct {
		Edits []office.AssetEdit `json:"edits"`
	}
	if err := json.Unmarshal(body, &sent); err != nil {
		return fault.New(fault.Invalid, "what was sent is no list of edits").WithCause(err)
	}
	if len(sent.Edits) > mostEdits {
		return fault.New(fault.Invalid, "%d edits are too many at once", len(sent.Edits)).WithRemedy("Send at most %d.", mostEdits)
	}
	for _, e := range sent.Edits {
		for name := range e.Fields {
			if name != "verdict" && name != "rating" && name != "tags" {
				return fault.New(fault.Invalid, "%.40q is not decided at culling", name)
			}
		}
	}
	_, refused, err := s.office.EditEach(r.Context(), current(r).Production.ID, sent.Edits)
	if err != nil {
		return err
	}
	s.writeJSON(w, r, http.StatusOK, map[string]any{"refused": refused})
	return nil
}

// judgeAsset sets verdict or stars of one asset.
func (s *Server) judgeAsset(w http.ResponseWriter, r *http.Request) error {
	_ = r.PostFormValue("") // reads the form
	fields := map[string]any{}
	if r.PostForm.Has("verdict") {
		fields["verdict"] = r.PostFormValue("verdict")
	}
	if r.PostForm.Has("rating") {
		n, err := strconv.Atoi(r.PostFormValue("rating"))
		if err != nil {
			return fault.New(fault.Invalid, "the stars are no number").WithRemedy("Choose 0 to 5.")
		}
		fields["rating"] = n
	}
	act, err := s.office.EditAssets(r.Context(), current(r).Production.ID, []production.AssetID{assetID(r)}, office.Written{Fields: fields})
	return s.didAsset(w, r, "It is judged.", act, err)
}

// assetTexts are the fields of the form of an asset that are plain texts.
var assetTexts = []string{"title", "caption", "note", "place", "day", "moment", "card", "scene"}

func (s *Server) saveAsset(w http.ResponseWriter, r *http.Request) error {
	_ = r.PostFormValue("") // reads the form
	fields := map[string]any{}
	for _, name := range assetTexts {
		if r.PostForm.Has(name) {
			fields[name] = typed(r.PostFormValue(name))
		}
	}
	for _, name := range []string{"people", "tags"} {
		if r.PostForm.Has(name) {
			fields[name] = strings.Split(typed(r.PostFormValue(name)), ",")
		}
	}
	act, err := s.office.EditAssets(r.Context(), current(r).Production.ID, []production.AssetID{assetID(r)}, office.Written{Base: baseOf(r), Fields: fields})
	if formFault(err) {
		return s.showAssetWith(w, r, Status(err), spoken(err))
	}
	return s.didAsset(w, r, "It is saved.", act, err)
}

func (s *Server) removeAsset(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.EditAssets(r.Context(), current(r).Production.ID, []production.AssetID{assetID(r)}, office.Written{Fields: map[string]any{"gone": true}})
	return s.didAsset(w, r, "It is out of the library; its files stay where they are.", act, err)
}

// markOf is the mark of a form, whose in and out are timecodes or plain numbers of frames.
func (s *Server) markOf(r *http.Request) (m library.Mark, err error) {
	sheet, err := s.office.Asset(r.Context(), current(r).Production.ID, assetID(r))
	if err != nil {
		return m, err
	}
	m.Text = typed(r.PostFormValue("text"))
	if m.In, err = sheet.Point(typed(r.PostFormValue("in"))); err != nil {
		return m, err
	}
	m.Out = m.In
	if out := typed(r.PostFormValue("out")); out != "" {
		m.Out, err = sheet.Point(out)
	}
	return m, err
}

func (s *Server) addMark(w http.ResponseWriter, r *http.Request) error {
	m, err := s.markOf(r)
	var act office.Act
	if err == nil {
		_, act, err = s.office.AddMark(r.Context(), current(r).Production.ID, assetID(r), m)
	}
	return s.didMark(w, r, "It is marked.", act, err)
}

func (s *Server) removeMark(w http.ResponseWriter, r *http.Request) error {
	m, err := s.markOf(r)
	var act office.Act
	if err == nil {
		act, err = s.office.RemoveMark(r.Context(), current(r).Production.ID, assetID(r), m)
	}
	return s.didMark(w, r, "The mark is taken off.", act, err)
}

// didMark goes back to the clip.
func (s *Server) didMark(w http.ResponseWriter, r *http.Request, said string, act office.Act, err error) error {
	if err == nil && r.PostFormValue("back") == "" {
		r.PostForm.Set("back", ui.Page{Base: base(r)}.Link("library", string(assetID(r))))
	}
	return s.didAsset(w, r, said, act, err)
}
