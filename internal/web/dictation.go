package web

import (
	"net/http"

	"github.com/btsdirector/bts/internal/dictate"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/web/ui"
)

func (s *Server) showDictation(w http.ResponseWriter, r *http.Request) error {
	return s.showDictationWith(w, r, http.StatusOK, "")
}

// showDictationWith shows who writes down what is said; wrong says why the form was refused.
func (s *Server) showDictationWith(w http.ResponseWriter, r *http.Request, status int, wrong string) error {
	page := s.page(r, "Who writes down what is said", ui.RoomLibrary)
	if _, err := s.openPage(r, &page); err != nil {
		return err
	}
	d, err := s.office.Dictation(r.Context(), current(r).Production.ID)
	if err != nil {
		return err
	}
	v := ui.DictationView{Action: page.Link("dictation"), Base: d.Base, Error: wrong, Sentence: "It is written down by " + d.How.String() + "."}
	if d.Here != nil {
		v.Here = spoken(d.Here)
	}
	key := ui.Field{ID: "dictation-key", Name: "key", Label: "Key of the server", Type: "password", Autocomplete: "off", Hint: "It is kept, and never shown again. Another server forgets it."}
	if d.HasKey {
		key.Hint = "One is kept. Empty leaves it; another server forgets it."
	}
	v.Fields = []ui.Field{
		{ID: "dictation-how", Name: "how", Label: "It is written down by", Value: string(d.How), Options: []ui.Option{{Text: "Nobody"}, {Value: string(dictate.Here), Text: "A program on this machine"}, {Value: string(dictate.Outside), Text: "A server"}}},
		{ID: "dictation-language", Name: "language", Label: "Language", Value: d.Language, Hint: "Two letters: en, pl, pt. Empty lets the machine find out.", Narrow: true},
		{ID: "dictation-url", Name: "url", Label: "Server", Value: d.URL, Hint: "That speaks OpenAI’s protocol, up to /v1"},
		{ID: "dictation-model", Name: "model", Label: "Its model", Value: d.Model, Hint: "Empty is whisper-1"}, key,
	}
	if wrong != "" {
		fillFields(v.Fields, map[string]string{"how": r.PostFormValue("how"), "language": typed(r.PostFormValue("language")), "url": typed(r.PostFormValue("url")), "model": typed(r.PostFormValue("model"))})
	}
	return s.show(w, r, status, ui.DictationPage(page, v))
}

func (s *Server) saveDictation(w http.ResponseWriter, r *http.Request) error {
	fields := writtenFields(r, "how", "language", "url", "model")
	var key *string
	if k := typed(r.PostFormValue("key")); k != "" {
		key = &k
	}
	fields.Base = baseOf(r)
	act, err := s.office.SetDictation(r.Context(), current(r).Production.ID, fields, key)
	if formFault(err) || fault.Is(err, fault.Forbidden) { // an address that is closed
		return s.showDictationWith(w, r, Status(err), spoken(err))
	}
	if err == nil && act.ID == "" && key != nil {
		s.say(r, "The key is kept.")
		return back(w, r, base(r)+"/dictation")
	}
	return s.didAt(w, r, base(r)+"/dictation", "It is saved.", act, err)
}

func (s *Server) makeTranscript(w http.ResponseWriter, r *http.Request) error {
	_, err := s.office.StartDictation(r.Context(), current(r).Production.ID, assetID(r))
	if err != nil {
		return err
	}
	s.say(r, "It is being written down. It stands here when it is.")
	return back(w, r, ui.Page{Base: base(r)}.Link("library", string(assetID(r))))
}
