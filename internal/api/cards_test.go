package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

var cardOperations = map[string]operation{
	"listCards":       {right: access.SeeCards, query: "state=safe&date=2026-06-01&name=a001"},
	"getCard":         {right: access.SeeCards, id: (*site).fullCard},
	"addCard":         {right: access.CopyCards, body: `{"name":"$NEW","date":"2026-06-01","camera":"A","medium":"SD","size_bytes":128000000000}`},
	"changeCard":      {right: access.CopyCards, body: `{"note":"$NEW","date":"2026-06-02"}`, id: (*site).fullCard},
	"markCard":        {right: access.CopyCards, body: `{"state":"formatted","reason":"handed over"}`, id: (*site).fullCard},
	"useCardAgain":    {right: access.CopyCards, id: (*site).formattedCard},
	"registerReceipt": {right: access.CopyCards, body: `{"receipt":$RECEIPT,"camera":"A"}`},
	"getReceipt":      {right: access.CopyCards, id: (*site).receipt},
	"removeReceipt":   {right: access.CopyCards, id: (*site).receipt},
	"printReceipt":    {right: access.CopyCards, id: (*site).receipt, query: "paper=Letter"},
	"getCardRules":    {right: access.SeeCards},
	"setCardRules":    {right: access.EditProduction, body: `{"copies":3,"days":30}`},
	"listDueCopies":   {right: access.SeeCards},
	"proveCopies":     {right: ownerInside, id: (*site).fullCard, body: `{"path":"/mnt/none"}`},
	"goOnProof":       {right: ownerInside, id: func(*site) string { return "none" }},
	"listCardPlaces":  {right: ownerInside},
	"previewOffload":  {right: ownerInside, body: `{"source":"/media/none","to":["/mnt/none"],"name":"A001"}`},
	"startOffload":    {right: ownerInside, body: `{"source":"/media/none","to":["/mnt/none"],"name":"A001"}`},
	"goOnOffload":     {right: ownerInside, id: func(*site) string { return "none" }},
}

// receiptOf is the receipt of a card that has so many copies on another machine.
func receiptOf(name string, copies int) offload.Receipt {
	item := offload.ReceiptItem{Path: "DCIM/" + name + ".MP4", Size: 5, Sums: []digest.Sum{{Format: digest.XXH128, Value: strings.Repeat("ab", 16)}}}
	r := offload.Receipt{
		Schema: offload.ReceiptSchema, Card: name, Started: time.Date(2026, 6, 1, 18, 0, 0, 0, time.UTC), Host: "cart", Tool: "bts", Verify: offload.VerifyCopies,
		Hashes: []string{"xxh128"}, Files: 1, Bytes: 5, SafeToFormat: true, Problems: []offload.ReceiptProblem{},
	}
	for i := range copies {
		to := "/mnt/raid" + string(rune('1'+i))
		r.Copies = append(r.Copies, offload.ReceiptCopy{To: to, Path: to + "/" + name, Files: 1, Verified: true})
		item.Copies = append(item.Copies, true)
	}
	r.Items = []offload.ReceiptItem{item}
	return r
}

// receiptText is a receipt as a request sends it.
func receiptText(name string, copies int) string {
	text, err := json.Marshal(receiptOf(name, copies))
	if err != nil {
		panic(err) // it is made of plain fields
	}
	return string(text)
}

func (s *site) registered(r offload.Receipt) office.Registered {
	s.t.Helper()
	reg, _, err := s.app.Office.RegisterReceipt(s.ctx, s.film.ID, office.NewReceipt{Receipt: r})
	must(s.t, err)
	return reg
}

func (s *site) receipt() string  { return string(s.registered(receiptOf(newName(), 2)).Receipt) }
func (s *site) fullCard() string { return string(s.registered(receiptOf(newName(), 1)).Card.ID) }
func (s *site) card() string     { return string(s.registered(receiptOf("A099", 2)).Card.ID) }

func (s *site) formattedCard() string {
	s.t.Helper()
	id := s.fullCard()
	_, err := s.app.Office.MarkCard(s.ctx, s.film.ID, production.CardID(id), cardlog.Formatted, "handed over")
	must(s.t, err)
	return id
}

// TestCardIsRegisteredFromElsewhere is the way of bts offload on another machine.
func TestCardIsRegisteredFromElsewhere(t *testing.T) {
	t.Parallel()
	s := open(t)
	reg := ask[paper.Registered](s, http.MethodPost, "/cards/receipts", `{"receipt":`+receiptText("A001", 2)+`}`)
	if !reg.New || !reg.Safe || reg.Copies != 2 || reg.Act.Act == "" {
		t.Errorf("%+v", reg)
	}
	whole := ask[offload.Receipt](s, http.MethodGet, "/cards/receipts/"+reg.Receipt, "")
	if len(whole.Items) != 1 || whole.Items[0].Path != "DCIM/A001.MP4" {
		t.Errorf("%+v", whole)
	}
	act := ask[paper.Act](s, http.MethodPost, "/cards/"+reg.Card+"/mark", `{"state":"formatted"}`)
	card := ask[paper.Card](s, http.MethodGet, "/cards/"+reg.Card, "")
	if card.State != "formatted" || !card.Safe || card.MarkedAt == "" || card.Receipts[0].Copies[1].Path != "/mnt/raid2/A001" {
		t.Errorf("%+v", card)
	}
	ask[paper.Act](s, http.MethodPost, "/story/acts/"+act.Act+"/undo", "")
	if card := ask[paper.Card](s, http.MethodGet, "/cards/"+reg.Card, ""); card.State != "safe" {
		t.Errorf("taken back: %+v", card)
	}
	for name, test := range map[string]struct {
		body   string
		status int
		says   string
	}{
		"again":           {`{"receipt":` + receiptText("A001", 2) + `}`, http.StatusConflict, "registered already"},
		"a newer version": {`{"receipt":` + strings.Replace(receiptText("A002", 2), "bts.offload/1", "bts.offload/2", 1) + `}`, http.StatusUnprocessableEntity, "version"},
		"another sum":     {`{"receipt":` + strings.Replace(receiptText("A002", 2), `"bytes":5`, `"bytes":99`, 1) + `}`, http.StatusUnprocessableEntity, "99"},
		"no receipt":      {`{"receipt":null}`, http.StatusUnprocessableEntity, ""},
		"no such card":    {`{"receipt":` + receiptText("A002", 2) + `,"card":"none"}`, http.StatusNotFound, "no such card"},
	} {
		got := s.call(s.ctx, http.MethodPost, "/api/productions/the-lamp-room/cards/receipts", test.body)
		if got.Code != test.status || !strings.Contains(got.Body.String(), test.says) {
			t.Errorf("%s: %d %s", name, got.Code, got.Body)
		}
	}
}
