package office_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
)

// card is one that was just logged as full.
func (h *house) card() cardlog.Card {
	h.t.Helper()
	c, _, err := h.AddCard(h.ctx, h.in, cardlog.Card{Name: newWord(), Mark: cardlog.Full})
	must(h.t, err)
	return c
}

// receipt is that of a card of one file in so many whole copies; the card's name is in its content.
func receipt(name string, copies int) offload.Receipt {
	item := offload.ReceiptItem{Path: name + "/1.MP4", Size: 5, Sums: []digest.Sum{{Format: digest.XXH128, Value: strings.Repeat("ab", 16)}}}
	r := offload.Receipt{
		Schema: offload.ReceiptSchema, Card: name, Source: offload.Origin{Path: "/media/secret/" + name, Volume: "A_0001", Camera: "Sony FX3"},
		Started: time.Date(2026, 6, 1, 18, 0, 0, 0, time.UTC), Host: "secret-cart", Tool: "bts", Verify: offload.VerifyCopies, Hashes: []string{"xxh128"},
		Files: 1, Bytes: 5, SafeToFormat: true, Problems: []offload.ReceiptProblem{},
	}
	for i := range copies {
		to := "/media/secret/raid" + string(rune('1'+i))
		r.Copies = append(r.Copies, offload.ReceiptCopy{To: to, Path: to + "/" + name, Files: 1, Verified: true})
		item.Copies = append(item.Copies, true)
	}
	r.Items = []offload.ReceiptItem{item}
	return r
}

func (h *house) registered(r offload.Receipt) office.Registered {
	h.t.Helper()
	reg, _, err := h.RegisterReceipt(h.ctx, h.in, office.NewReceipt{Receipt: r})
	must(h.t, err)
	return reg
}

// logged is the log as the operator sees it.
func (h *house) logged() []office.LoggedCard {
	h.t.Helper()
	log, err := h.Cards(h.ctx, h.in, office.CardFilter{})
	must(h.t, err)
	return log.Cards
}

// TestCardFromCameraToCamera walks a card once round, and back by undo.
func TestCardFromCameraToCamera(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	nora := h.hire("Nora", "video")
	card, _, err := h.AddCard(h.ctx, h.in, cardlog.Card{Name: " A001 ", Day: "2026-06-01", Camera: "A", Operator: "nora"})
	must(t, err)
	if card.Name != "A001" || card.Operator != nora.ID || card.Mark != cardlog.InUse {
		t.Fatalf("%+v", card)
	}
	reg := h.registered(receipt("a001", 2))
	if reg.New || reg.Card.ID != card.ID || reg.Standing.State != cardlog.Safe || reg.Card.Camera != "A" || reg.Card.Volume != "A_0001" {
		t.Errorf("%+v", reg)
	}
	act, err := h.MarkCard(h.ctx, h.in, card.ID, cardlog.Formatted, "")
	must(t, err)
	if got := h.logged()[0]; got.State != cardlog.StateFormatted || got.DayNumber != 1 || got.OperatorName != "Nora" || got.Reason != "" {
		t.Errorf("%+v", got)
	}
	must(t, result(h.UndoAct(h.ctx, h.in, act.ID)))
	if got := h.logged()[0]; got.State != cardlog.Safe || got.MarkedBy == "" {
		t.Errorf("taken back: %+v", got)
	}
	must(t, result(h.MarkCard(h.ctx, h.in, card.ID, cardlog.Formatted, "")))
	h.clock.set("2026-06-02")
	next, _, err := h.UseCardAgain(h.ctx, h.in, card.ID)
	must(t, err)
	if next.Day != "2026-06-02" || next.Name != "A001" || next.ID == card.ID || len(h.logged()) != 2 {
		t.Errorf("%+v", next)
	}
	sheet, err := h.Card(h.ctx, h.in, card.ID)
	must(t, err)
	if len(sheet.History) < 4 || len(sheet.Receipts) != 1 {
		t.Errorf("%d acts, %d receipts", len(sheet.History), len(sheet.Receipts))
	}
}

func TestNotSafeTakesAReasonThatStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	card := h.registered(receipt("A001", 1)).Card
	_, err := h.MarkCard(h.ctx, h.in, card.ID, cardlog.Formatted, "")
	if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "1 verified copy, and 2 are wanted") {
		t.Fatalf("got %v", err)
	}
	must(t, result(h.MarkCard(h.ctx, h.in, card.ID, cardlog.Formatted, "the second drive is in the car")))
	if got := h.logged()[0]; got.State != cardlog.StateFormatted || got.Reason != "the second drive is in the car" {
		t.Errorf("%+v", got)
	}
	var said string
	must(t, h.store.Read(h.ctx, func(tx *store.Tx) error {
		list, err := tx.FindAudit(h.ctx, h.in, 1)
		if len(list) > 0 {
			said = list[0].Action + " " + list[0].Detail
		}
		return err
	}))
	if said != "mark_card A001 formatted before it was safe: the second drive is in the car" {
		t.Errorf("the record says %q", said)
	}
	must(t, result(h.EditCard(h.ctx, h.in, card.ID, office.Written{Fields: fields("mark", "full")})))
	if got := h.logged()[0]; got.Mark != cardlog.Formatted {
		t.Errorf("an edit says what became of it: %+v", got)
	}
}

func TestContentIsRecognised(t *testing.T) {
	t.Parallel()
	h := openOn(t, storetest.SQLite(t))
	h.take(script, white)
	first := h.registered(receipt("A003", 2))
	copied := receipt("B007", 2)
	copied.Items = receipt("A003", 2).Items
	_, _, err := h.RegisterReceipt(h.ctx, h.in, office.NewReceipt{Receipt: copied})
	if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "this content is here already as A003 of day 1") {
		t.Errorf("the content under another name: %v", err)
	}
	_, _, err = h.RegisterReceipt(h.ctx, h.in, office.NewReceipt{Receipt: receipt("A003", 2)})
	if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "registered already") {
		t.Errorf("the receipt twice: %v", err)
	}
	reg, _, err := h.RegisterReceipt(h.ctx, h.in, office.NewReceipt{Receipt: copied, Card: first.Card.ID})
	must(t, err)
	if reg.Card.ID != first.Card.ID || reg.Standing.Copies != 4 {
		t.Errorf("at the card that it is: %+v", reg)
	}
	copied.Started = copied.Started.Add(time.Minute)
	_, _, err = h.RegisterReceipt(h.ctx, h.in, office.NewReceipt{Receipt: copied, Again: true})
	must(t, err)
	if all := h.logged(); len(all) != 2 || all[0].Twin != "B007 of day 1" || all[1].Twin != "A003 of day 1" {
		t.Errorf("%+v", all)
	}
}

func TestNextDayIsANewRoll(t *testing.T) {
	t.Parallel()
	h := open(t)
	first := h.registered(receipt("A001", 2)).Card
	night, morrow := receipt("A001", 2), receipt("A001", 2)
	night.Started, night.Items[0].Path = night.Started.Add(9*time.Hour), "more" // three in the morning
	if got := h.registered(night).Card; got.ID != first.ID {
		t.Errorf("after midnight it is another card: %+v", got)
	}
	morrow.Started, morrow.Items[0].Path = morrow.Started.Add(24*time.Hour), "other"
	if got := h.registered(morrow); !got.New || got.Card.Day != "2026-06-02" {
		t.Errorf("%+v", got)
	}
}

func TestRegisteringCanBeTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, act, err := h.RegisterReceipt(h.ctx, h.in, office.NewReceipt{Receipt: receipt("A001", 2)})
	must(t, err)
	back, err := h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	if all := h.logged(); len(all) != 0 {
		t.Errorf("%+v", all)
	}
	must(t, result(h.UndoAct(h.ctx, h.in, back.ID)))
	if all := h.logged(); len(all) != 1 || all[0].State != cardlog.Safe {
		t.Errorf("%+v", all)
	}
	act, err = h.RemoveReceipt(h.ctx, h.in, h.logged()[0].Receipts[0].ID)
	must(t, err)
	if got := h.logged()[0]; got.State != cardlog.StateFull || len(got.Receipts) != 0 {
		t.Errorf("%+v", got)
	}
	must(t, result(h.UndoAct(h.ctx, h.in, act.ID)))
	if got := h.logged()[0]; got.State != cardlog.Safe {
		t.Errorf("%+v", got)
	}
}

func TestHostileReceiptsChangeNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	for name, change := range map[string]func(r *offload.Receipt){
		"a newer version":   func(r *offload.Receipt) { r.Schema = "bts.offload/2" },
		"another size":      func(r *offload.Receipt) { r.Bytes = 1 << 60 },
		"a path that leads": func(r *offload.Receipt) { r.Items[0].Path = "../x" },
		"a zero in a text":  func(r *offload.Receipt) { r.Host = "a\x00b" },
	} {
		r := receipt("A001", 2)
		change(&r)
		if _, _, err := h.RegisterReceipt(h.ctx, h.in, office.NewReceipt{Receipt: r}); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if all := h.logged(); len(all) != 0 {
		t.Errorf("%+v", all)
	}
}

// TestPlacesAreForThoseWhoCopy: who only sees the cards learns of no path of any machine.
func TestPlacesAreForThoseWhoCopy(t *testing.T) {
	t.Parallel()
	h := open(t)
	r := receipt("A001", 2)
	r.Problems = []offload.ReceiptProblem{{Problem: offload.Problem{Path: "x", Code: offload.Unwritable, Message: "open /media/secret/x"}, CopyPath: "/media/secret/raid1/A001"}}
	r.SafeToFormat = false
	card := h.registered(r).Card
	for role, sees := range map[access.Role]bool{access.Crew: true, access.Post: false} {
		who := h.as(role)
		log, err := h.Cards(who, h.in, office.CardFilter{})
		must(t, err)
		sheet, err := h.Card(who, h.in, card.ID)
		must(t, err)
		sheet.History = nil // cards name no path
		text, err := json.Marshal([]any{log, sheet})
		must(t, err)
		if strings.Contains(string(text), "secret") != sees {
			t.Errorf("a %s reads %s", role.Title(), text)
		}
		if log.Cards[0].State != cardlog.Verified && log.Cards[0].State != cardlog.StateFull {
			t.Errorf("%+v", log.Cards[0].Standing)
		}
	}
}

func TestOpenCardsOfADay(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.registered(receipt("A001", 2))
	h.registered(receipt("A002", 1))
	must(t, told(h.AddCard(h.ctx, h.in, cardlog.Card{Name: "B001", Day: "2026-06-01"})))
	full, notSafe, err := h.OpenCards(h.ctx, h.in, "2026-06-01")
	if err != nil || full != 2 || notSafe != 1 {
		t.Errorf("%d full, %d open, %v", full, notSafe, err)
	}
	must(t, told(h.AddCard(h.ctx, h.in, cardlog.Card{Name: "B001"})))
	_, _, err = h.AddCard(h.ctx, h.in, cardlog.Card{Name: "b001", Day: production.Date("2026-06-01")})
	if !fault.Is(err, fault.Conflict) {
		t.Errorf("the same card twice on a day: %v", err)
	}
}
