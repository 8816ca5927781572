package office

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/card"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// cardRules are what a production wants of the copies of its cards.
var cardRules = noun[cardlog.Rules]{
	kind: "card_rules", right: access.EditProduction, topic: topicCards,
	find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _ string) (cardlog.Rules, error) {
		return tx.FindCardRules(ctx, in)
	},
	save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now cardlog.Rules) error {
		return tx.SaveCardRules(ctx, in, now)
	},
	id: func(cardlog.Rules) string { return "" }, title: func(cardlog.Rules) string { return "Rules for copies" },
	check: func(r cardlog.Rules) error {
		if err := r.Check(); err != nil || r.Names == "" {
			return err
		}
		_, err := card.ParseTemplate(r.Names)
		return err
	},
}

func init() { enter(cardRules, takeBack, nothing) }

// CardRules are what is wanted of copies, and what whoever asks may do about them.
type CardRules struct {
	cardlog.Rules
	Base        int64
	MayRegister bool // receipts, which name files
	MaySet      bool
}

// CardRules are what a production wants of the copies of its cards. They name nothing of any card.
func (o *Office) CardRules(ctx context.Context, in production.ProductionID) (CardRules, error) {
	out := CardRules{
		MayRegister: access.Require(ctx, access.CopyCards, in) == nil, MaySet: access.Require(ctx, access.EditProduction, in) == nil,
	}
	err := o.look(ctx, access.SeeCards, in, func(tx *store.Tx) (err error) {
		if out.Rules, err = tx.FindCardRules(ctx, in); err != nil {
			return err
		}
		out.Base, err = tx.LastJournal(ctx, in)
		return err
	})
	return out, err
}

// SetCardRules changes what is wanted of copies: the fields that are sent. Cards that lack copies by the new rules are not
// safe any more from then on; what is formatted stays so.
func (o *Office) SetCardRules(ctx context.Context, in production.ProductionID, w Written) (Act, error) {
	return o.act(ctx, in, access.EditProduction, "set_card_rules", func(p *pen) (string, error) {
		_, err := amend(ctx, p, cardRules, "", w)
		return "", err
	})
}
