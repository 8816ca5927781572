package office_test

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
)

// cardUses are the uses of the card log. What touches the folders of the server is for the installation's owner.
var cardUses = map[string]use{
	"Cards": {access.SeeCards, func(h *house, ctx context.Context) error { return result(h.Cards(ctx, h.in, office.CardFilter{})) }},
	"Card":  {access.SeeCards, func(h *house, ctx context.Context) error { return result(h.Card(ctx, h.in, h.card().ID)) }},
	"OpenCards": {access.SeeCards, func(h *house, ctx context.Context) error {
		return third(h.OpenCards(ctx, h.in, "2026-06-01"))
	}},
	"AddCard": {access.CopyCards, func(h *house, ctx context.Context) error {
		return told(h.AddCard(ctx, h.in, cardlog.Card{Name: newWord()}))
	}},
	"EditCard": {access.CopyCards, func(h *house, ctx context.Context) error {
		return result(h.EditCard(ctx, h.in, h.card().ID, office.Written{Fields: fields("note", newWord())}))
	}},
	"MarkCard": {access.CopyCards, func(h *house, ctx context.Context) error {
		return result(h.MarkCard(ctx, h.in, h.card().ID, cardlog.Formatted, "handed over"))
	}},
	"UseCardAgain": {access.CopyCards, func(h *house, ctx context.Context) error {
		c := h.card()
		must(h.t, result(h.MarkCard(h.ctx, h.in, c.ID, cardlog.Formatted, "handed over")))
		return told(h.UseCardAgain(ctx, h.in, c.ID))
	}},
	"RegisterReceipt": {access.CopyCards, func(h *house, ctx context.Context) error {
		return told(h.RegisterReceipt(ctx, h.in, office.NewReceipt{Receipt: receipt(newWord(), 2)}))
	}},
	"RemoveReceipt": {access.CopyCards, func(h *house, ctx context.Context) error {
		return result(h.RemoveReceipt(ctx, h.in, h.registered(receipt(newWord(), 2)).Receipt))
	}},
	"CardReceipt": {access.CopyCards, func(h *house, ctx context.Context) error {
		return result(h.CardReceipt(ctx, h.in, h.registered(receipt(newWord(), 2)).Receipt))
	}},
	"CardReceiptPDF": {access.CopyCards, func(h *house, ctx context.Context) error {
		return result(h.CardReceiptPDF(ctx, h.in, h.registered(receipt(newWord(), 2)).Receipt, "A4"))
	}},
	"CardRules": {access.SeeCards, func(h *house, ctx context.Context) error { return result(h.CardRules(ctx, h.in)) }},
	"SetCardRules": {access.EditProduction, func(h *house, ctx context.Context) error {
		return result(h.SetCardRules(ctx, h.in, office.Written{Fields: fields("copies", 3)}))
	}},
	"DueCopies": {access.SeeCards, func(h *house, ctx context.Context) error { return result(h.DueCopies(ctx, h.in)) }},
	"ReceiptDocument": {access.CopyCards, func(h *house, ctx context.Context) error {
		document, _, err := h.ReceiptDocument(ctx, h.in, h.registered(receipt(newWord(), 2)).Receipt)
		if err == nil {
			err = document.Close()
		}
		return err
	}},
	"StartProofs": {owner, func(h *house, ctx context.Context) error {
		return unless(fault.NotFound, told(h.StartProofs(ctx, h.in, office.NewProof{Card: "none"})))
	}},
	"GoOnProof": {owner, func(h *house, ctx context.Context) error {
		return unless(fault.NotFound, told(h.GoOnProof(ctx, h.in, "none")))
	}},
	"CardPlaces": {owner, func(h *house, ctx context.Context) error { return third(h.CardPlaces(ctx, h.in)) }},
	"PreviewOffload": {owner, func(h *house, ctx context.Context) error {
		return unless(fault.Invalid, result(h.PreviewOffload(ctx, h.in, office.NewOffload{})))
	}},
	"CopyHere": {owner, func(h *house, ctx context.Context) error {
		return unless(fault.NotFound, result(h.CopyHere(ctx, h.in, "none")))
	}},
	"StartOffload": {owner, func(h *house, ctx context.Context) error {
		return unless(fault.Invalid, told(h.StartOffload(ctx, h.in, office.NewOffload{})))
	}},
	"GoOnOffload": {owner, func(h *house, ctx context.Context) error {
		return unless(fault.NotFound, told(h.GoOnOffload(ctx, h.in, "none")))
	}},
}

// unless lets an error pass that the right does not decide about.
func unless(code fault.Code, err error) error {
	if fault.Is(err, code) {
		return nil
	}
	return err
}
