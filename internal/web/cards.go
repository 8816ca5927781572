package web

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// cardRoutes are the log of the unit's cards. What touches the folders of the server is for its owner.
func (s *Server) cardRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/cards", access.SeeCards, s.showCards)
	s.handle(mux, "GET /p/{slug}/cards/running", access.SeeCards, s.showRunning)
	s.handle(mux, "GET /p/{slug}/cards/{id}", access.SeeCards, s.showCard)
	s.handle(mux, "GET /p/{slug}/cards/receipts/{id}/json", access.CopyCards, s.sendReceipt)
	s.handle(mux, "GET /p/{slug}/cards/receipts/{id}/pdf", access.CopyCards, s.sendReceiptPDF)
	s.upload(mux, "POST /p/{slug}/cards/receipts", access.CopyCards, s.registerReceipt)
	copying := map[string]handler{
		"cards": s.addCard, "cards/{id}": s.saveCard, "cards/{id}/mark": s.markCard, "cards/{id}/again": s.useCardAgain, "cards/{id}/remove": s.removeCard,
		"cards/receipts/{id}/remove": s.removeReceipt,
	}
	for path, h := range copying {
		s.handle(mux, "POST /p/{slug}/"+path, access.CopyCards, h)
	}
	s.handle(mux, "POST /p/{slug}/cards/rules", access.EditProduction, s.saveCardRules)
	s.handleOwnerIn(mux, "POST /p/{slug}/cards/{id}/prove", access.CopyCards, s.proveCopies)
	s.handleOwnerIn(mux, "POST /p/{slug}/cards/proofs/{id}/again", access.CopyCards, s.goOnProof)
	s.handleOwnerIn(mux, "POST /p/{slug}/cards/offload", access.CopyCards, s.startOffload)
	s.handleOwnerIn(mux, "POST /p/{slug}/cards/{id}/bring", access.IngestMedia, s.bringCard)
	s.handleOwnerIn(mux, "POST /p/{slug}/cards/offload/preview", access.CopyCards, s.previewOffload)
	s.handleOwnerIn(mux, "POST /p/{slug}/cards/offload/{id}/again", access.CopyCards, s.goOnOffload)
}

func (s *Server) showCards(w http.ResponseWriter, r *http.Request) error {
	return s.showCardsWith(w, r, http.StatusOK, refusedCards{})
}

// refusedCards are forms that were refused, each nil or empty when it was not.
type refusedCards struct {
	copying       *ui.CopyForm
	added         *ui.CardForm
	notRegistered string
}

// showCardsWith shows the log with a form that was refused.
func (s *Server) showCardsWith(w http.ResponseWriter, r *http.Request, status int, refused refusedCards) error {
	page := s.page(r, "Cards", ui.RoomCards)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	if status != http.StatusOK {
		page.URL = page.Link("cards")
	}
	log, err := s.office.Cards(r.Context(), b.film.ID, office.CardFilter{})
	if err != nil {
		return err
	}
	state := cardlog.State(r.URL.Query().Get("state"))
	view := ui.CardsView{
		Sentence: cardSentence(log.Cards), Filtered: state != "", AllURL: page.Link("cards"), Runs: b.cardRuns(page, log.Cards), States: cardStates(r, log.Cards, state),
		Days: b.cardDays(log.Cards, state),
	}
	view.Due = b.dueCopies(log.Cards)
	if view.Rules, err = s.rulesForm(r, page); err != nil {
		return err
	}
	if page.Rights.CopyCards {
		members, err := s.office.Members(r.Context(), b.film.ID)
		if err != nil {
			return err
		}
		form := b.newCardForm(page.Link("cards"), "Log it", "new", members)
		if refused.added != nil {
			fillFields(form.Fields, valuesOf(refused.added.Fields))
			form.Error = refused.added.Error
		}
		view.New, view.Register = form, b.registerForm(page, members)
		view.Register.Error = refused.notRegistered
		if view.Copy, err = s.copyForm(r, b, page, members, refused.copying); err != nil {
			return err
		}
	}
	return s.show(w, r, status, ui.CardsPage(page, view))
}

// showRunning sends how far offloads are, alone: open pages ask for it every second.
func (s *Server) showRunning(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Cards", ui.RoomCards)
	page.URL = page.Link("cards")
	log, err := s.office.Cards(r.Context(), current(r).Production.ID, office.CardFilter{})
	if err != nil {
		return err
	}
	b := &book{film: current(r).Production, links: page}
	return s.show(w, r, http.StatusOK, ui.CardRuns(page, b.cardRuns(page, log.Cards)))
}

// cardSentence says how things stand: "3 cards full, 1 not safe yet."
func cardSentence(list []office.LoggedCard) string {
	var full, open int
	for _, c := range list {
		if c.State.Open() {
			open++
		}
		if c.State.Open() || c.State == cardlog.Safe {
			full++
		}
	}
	switch {
	case len(list) == 0:
		return "What was shot on which card, where its copies lie, and whether it may be formatted."
	case full == 0:
		return "No card waits to be copied or formatted."
	}
	return fullWords(full, open) + "."
}

// fullWords are the full cards and what is open of them: "3 cards full, 1 not safe yet".
func fullWords(full, open int) string {
	text := counted(full, "card full", "cards full")
	switch {
	case open == 0 && full == 1:
		return text + ", safe to format"
	case open == 0:
		return text + ", all safe to format"
	}
	return fmt.Sprintf("%s, %d not safe yet", text, open)
}

// cardsOfDay say how far the cards of a day are, nil where none is full.
func (s *Server) cardsOfDay(r *http.Request, page ui.Page, date production.Date) (*ui.CardsOfDay, error) {
	if !page.Rights.Cards {
		return nil, nil
	}
	full, open, err := s.office.OpenCards(r.Context(), current(r).Production.ID, date)
	if err != nil || full == 0 {
		return nil, err
	}
	return &ui.CardsOfDay{Text: fullWords(full, open), Open: open > 0, URL: page.Link("cards")}, nil
}

// cardStates are the states that there are as filters.
func cardStates(r *http.Request, list []office.LoggedCard, current cardlog.State) []ui.Tab {
	count := map[cardlog.State]int{}
	for _, c := range list {
		count[c.State]++
	}
	if len(count) < 2 && current == "" {
		return nil
	}
	tabs := []ui.Tab{{Text: "All", URL: with(r, "state", ""), Count: len(list), Counted: true, Current: current == ""}}
	for _, state := range cardlog.States {
		if count[state] > 0 || state == current {
			tabs = append(tabs, ui.Tab{Text: ui.Capital(ui.StateWord(state)), URL: with(r, "state", string(state)), Count: count[state], Counted: true, Current: state == current})
		}
	}
	return tabs
}

// cardDays are the cards of a state by day, all for "".
func (b *book) cardDays(list []office.LoggedCard, state cardlog.State) []ui.CardDay {
	var days []ui.CardDay
	full, open := 0, 0
	for i, c := range list {
		if i == 0 || list[i-1].Day != c.Day {
			full, open = 0, 0
			days = append(days, ui.CardDay{Key: string(c.Day), Title: b.title(c.Day)})
		}
		d := &days[len(days)-1]
		if c.State.Open() {
			open++
		}
		if c.State.Open() || c.State == cardlog.Safe {
			full++
		}
		if full > 0 {
			d.Text = fullWords(full, open)
		}
		if state == "" || c.State == state {
			d.Cards = append(d.Cards, b.cardView(c))
		}
	}
	return slices.DeleteFunc(days, func(d ui.CardDay) bool { return len(d.Cards) == 0 })
}

func (s *Server) showCard(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "", ui.RoomCards)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	sheet, err := s.office.Card(r.Context(), b.film.ID, production.CardID(r.PathValue("id")))
	if err != nil {
		return err
	}
	page.Title, page.URL = sheet.Name, page.Link("cards", string(sheet.ID))
	v := ui.CardPageView{
		Card: b.cardView(sheet.LoggedCard), Facts: cardFacts(sheet.LoggedCard), Run: b.cardRuns(page, []office.LoggedCard{sheet.LoggedCard}),
		History: b.cardHistory(page, sheet), Remove: page.URL + "/remove",
	}
	v.Run.ID, v.Run.URL = "copying-card", ""
	v.Proofs = b.proofsView(page, sheet.LoggedCard)
	if page.Owner && page.Rights.CopyCards {
		v.Proofs.Prove, v.Proofs.Where = page.URL+"/prove", s.office.CopyRoots()
	}
	for _, receipt := range sheet.Receipts {
		v.Receipts = append(v.Receipts, b.receiptView(page, receipt))
	}
	if err := s.cardLibrary(r, page, sheet.LoggedCard, &v); err != nil {
		return err
	}
	if page.Rights.CopyCards {
		members, err := s.office.Members(r.Context(), b.film.ID)
		if err != nil {
			return err
		}
		v.Form = b.newCardForm(page.URL, "Save", "card", members)
		v.Form.Base = fmt.Sprint(sheet.Base)
		v.Form.Fields = slices.DeleteFunc(v.Form.Fields, func(f ui.Field) bool { return f.Name == "mark" })
		fillFields(v.Form.Fields, cardValues(sheet.Card))
		v.Marks, v.Formats = cardMarks(sheet.LoggedCard)
		if sheet.State == cardlog.StateFormatted {
			v.Again = page.URL + "/again"
		}
	}
	return s.show(w, r, http.StatusOK, ui.CardPage(page, v))
}

// sendReceipt sends the whole document of a receipt.
func (s *Server) sendReceipt(w http.ResponseWriter, r *http.Request) error {
	document, name, err := s.office.ReceiptDocument(r.Context(), current(r).Production.ID, production.ReceiptID(r.PathValue("id")))
	if err != nil {
		return err
	}
	defer document.Close() // only read
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", asciiName(name+".offload.json")))
	_, err = io.Copy(w, document) // that of a large card has tens of megabytes
	return gone(err)
}

func (s *Server) sendReceiptPDF(w http.ResponseWriter, r *http.Request) error {
	paper := office.Paper("A4")
	if strings.EqualFold(r.URL.Query().Get("paper"), "letter") {
		paper = "Letter"
	}
	allowSlow(w) // 200,000 files fill thousands of pages
	data, err := s.office.CardReceiptPDF(r.Context(), current(r).Production.ID, production.ReceiptID(r.PathValue("id")), paper)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Disposition", `inline; filename="receipt.pdf"`)
	_, err = w.Write(data)
	return gone(err)
}
