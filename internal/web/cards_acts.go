package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// cardFields are the fields of the form that logs a card, copyFields of the one that copies one.
var (
	cardFields = []string{"name", "day", "camera", "operator", "mark", "medium", "size_gb", "note"}
	copyFields = []string{"name", "day", "camera", "operator", "medium", "folder", "names", "verify"}
)

func (s *Server) addCard(w http.ResponseWriter, r *http.Request) error {
	card, err := cardOf(r)
	var act office.Act
	if err == nil {
		card, act, err = s.office.AddCard(r.Context(), current(r).Production.ID, card)
	}
	if formFault(err) {
		return s.showCardsWith(w, r, Status(err), refusedCards{added: &ui.CardForm{Fields: written(r, cardFields...), Error: spoken(err)}})
	}
	return s.didCard(w, r, card.Name+" is in the log.", act, err)
}

// didCard is did for the card log.
func (s *Server) didCard(w http.ResponseWriter, r *http.Request, said string, act office.Act, err error) error {
	if err == nil && r.PostFormValue("back") == "" {
		r.PostForm.Set("back", base(r)+"/cards")
	}
	return s.did(w, r, said, act, err)
}

func (s *Server) saveCard(w http.ResponseWriter, r *http.Request) error {
	fields := writtenFields(r, "name", "day", "camera", "operator", "medium", "note")
	size, err := sizeOf(typed(r.PostFormValue("size_gb")))
	var act office.Act
	if err == nil {
		if all, is := fields.Fields.(map[string]any); is && r.PostForm.Has("size_gb") {
			all["size_bytes"] = size
		}
		act, err = s.office.EditCard(r.Context(), current(r).Production.ID, cardID(r), fields)
	}
	return s.didCard(w, r, "The card is saved.", act, err)
}

// sizeOf is a size in gigabytes as bytes, 0 for "".
func sizeOf(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64)
	if err != nil || !(n >= 0 && n < 1e6) {
		return 0, fault.New(fault.Invalid, "%.40q is not the size of a card", text).WithRemedy("Write it in gigabytes: 128.")
	}
	return int64(n * gigabyte), nil
}

func (s *Server) markCard(w http.ResponseWriter, r *http.Request) error {
	mark := cardlog.Mark(r.PostFormValue("mark"))
	act, err := s.office.MarkCard(r.Context(), current(r).Production.ID, cardID(r), mark, typed(r.PostFormValue("reason")))
	said := map[cardlog.Mark]string{cardlog.Full: "The card is full.", cardlog.InUse: "The card is in use.", cardlog.Formatted: "The card is marked as formatted."}[mark]
	return s.didCard(w, r, said, act, err)
}

func (s *Server) useCardAgain(w http.ResponseWriter, r *http.Request) error {
	card, act, err := s.office.UseCardAgain(r.Context(), current(r).Production.ID, cardID(r))
	if r.PostFormValue("back") != "" { // the new roll has a page of its own: the log shows both
		r.PostForm.Set("back", base(r)+"/cards")
	}
	return s.didCard(w, r, card.Name+" is in use as a new roll.", act, err)
}

func (s *Server) removeCard(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.EditCard(r.Context(), current(r).Production.ID, cardID(r), offBoard())
	if strings.HasPrefix(r.PostFormValue("back"), base(r)+"/cards/") {
		r.PostForm.Set("back", base(r)+"/cards")
	}
	return s.didCard(w, r, "The card is off the log.", act, err)
}

func (s *Server) removeReceipt(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.RemoveReceipt(r.Context(), current(r).Production.ID, production.ReceiptID(r.PathValue("id")))
	return s.didCard(w, r, "The receipt is taken off.", act, err)
}

// registerReceipt takes in the receipt of a card that was copied elsewhere.
func (s *Server) registerReceipt(w http.ResponseWriter, r *http.Request) error {
	files, err := uploaded(r)
	if err == nil && len(files) != 1 {
		err = fault.New(fault.Invalid, "%d files were chosen", len(files)).WithRemedy("Choose one receipt, the .offload.json beside a copy.")
	}
	var receipt offload.Receipt
	if err == nil {
		receipt, err = cardlog.ReadReceipt(files[0].Data)
	}
	var reg office.Registered
	var act office.Act
	if err == nil {
		value := func(name string) string { return typed(r.PostFormValue(name)) }
		reg, act, err = s.office.RegisterReceipt(r.Context(), current(r).Production.ID, office.NewReceipt{
			Receipt: receipt, Day: production.Date(value("day")), Camera: value("camera"), Operator: production.MemberID(value("operator")),
		})
	}
	if formFault(err) {
		return s.showCardsWith(w, r, Status(err), refusedCards{notRegistered: spoken(err)})
	}
	return s.didCard(w, r, "The receipt of "+reg.Card.Name+" is registered.", act, err)
}

// startOffload begins to copy a card on this machine.
func (s *Server) startOffload(w http.ResponseWriter, r *http.Request) error {
	n, form, err := copyOrder(r)
	if err != nil {
		return err
	}
	_, _, err = s.office.StartOffload(r.Context(), current(r).Production.ID, n)
	if formFault(err) || fault.Is(err, fault.Forbidden) || fault.Is(err, fault.NotFound) {
		form.Error = spoken(err)
		return s.showCardsWith(w, r, Status(err), refusedCards{copying: &form})
	}
	return s.copies(w, r, n.Name, err)
}

// previewOffload shows what the copies are going to be called, beside the form as it is filled in.
func (s *Server) previewOffload(w http.ResponseWriter, r *http.Request) error {
	n, form, err := copyOrder(r)
	if err != nil {
		return err
	}
	names, err := s.office.PreviewOffload(r.Context(), current(r).Production.ID, n)
	form.Names = &ui.CopyNames{}
	switch {
	case formFault(err) || fault.Is(err, fault.Forbidden) || fault.Is(err, fault.NotFound):
		form.Names.Problem = spoken(err)
	case err != nil:
		return err
	}
	for _, c := range names.Copies {
		form.Names.Copies = append(form.Names.Copies, ui.CopyName{Path: c.Path, Here: c.Here})
	}
	return s.showCardsWith(w, r, http.StatusOK, refusedCards{copying: &form})
}

// copyOrder is what the form asks to be copied, and the form as it was filled in.
func copyOrder(r *http.Request) (office.NewOffload, ui.CopyForm, error) {
	value := func(name string) string { return typed(r.PostFormValue(name)) }
	if err := r.ParseForm(); err != nil {
		return office.NewOffload{}, ui.CopyForm{}, fault.New(fault.Invalid, "the form did not arrive whole").WithRemedy("Try again.").WithCause(err)
	}
	n := office.NewOffload{
		Source: value("source"), To: r.PostForm["to"], Name: value("name"), Day: production.Date(value("day")), Camera: value("camera"), Medium: value("medium"),
		Operator: production.MemberID(value("operator")), Folder: strings.Trim(value("folder"), "/"), Names: value("names"), Bring: value("bring") != "", Verify: offload.Verify(value("verify")),
	}
	if other := value("source_path"); other != "" {
		n.Source = other
	}
	if other := value("to_path"); other != "" {
		n.To = append(n.To, other)
	}
	form := ui.CopyForm{Bring: n.Bring, Fields: written(r, copyFields...), Source: ui.Field{Value: value("source_path")}, To: ui.Field{Value: value("to_path")}}
	form.Sources = []ui.PlaceView{{Path: value("source")}}
	for _, to := range r.PostForm["to"] {
		form.Targets = append(form.Targets, ui.PlaceView{Path: to})
	}
	return n, form, nil
}

func (s *Server) goOnOffload(w http.ResponseWriter, r *http.Request) error {
	_, _, err := s.office.GoOnOffload(r.Context(), current(r).Production.ID, production.TaskID(r.PathValue("id")))
	return s.copies(w, r, "The card", err)
}

// copies says that a card is being copied. What stops that is Cancel, so that no undo is offered.
func (s *Server) copies(w http.ResponseWriter, r *http.Request, name string, err error) error {
	if err != nil {
		return err
	}
	s.say(r, name+" is being copied.")
	return back(w, r, base(r)+"/cards")
}

func cardID(r *http.Request) production.CardID { return production.CardID(r.PathValue("id")) }
