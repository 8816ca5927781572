package office

import (
	"context"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// What is written by hand of cards. Where copies lie is not for everybody who sees the story: neither has a history there.
var (
	cards = noun[cardlog.Card]{
		kind: "card", right: access.CopyCards, topic: topicCards,
		find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (cardlog.Card, error) {
			return tx.FindCard(ctx, in, production.CardID(id))
		},
		save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now cardlog.Card) error {
			return tx.SaveCard(ctx, in, now)
		},
		id: func(c cardlog.Card) string { return string(c.ID) }, title: func(c cardlog.Card) string { return c.Name },
		check: cardlog.Card.Check,
		tidy: func(was, now cardlog.Card) cardlog.Card { // what was said of it is said by MarkCard alone
			now.Mark, now.MarkedBy, now.MarkedAt, now.Reason = was.Mark, was.MarkedBy, was.MarkedAt, was.Reason
			return now.Tidy()
		},
	}
	receipts = noun[cardlog.Receipt]{
		kind: "receipt", right: access.CopyCards, topic: topicCards,
		find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (cardlog.Receipt, error) {
			return tx.FindReceipt(ctx, in, production.ReceiptID(id))
		},
		save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now cardlog.Receipt) error {
			return tx.SaveReceipt(ctx, in, now)
		},
		id: func(r cardlog.Receipt) string { return string(r.ID) }, title: func(cardlog.Receipt) string { return "Receipt" },
		check: func(cardlog.Receipt) error { return nil },
	}
)

func init() {
	enter(cards, takeBack, nil)
	enter(receipts, takeBackReceipt, nil)
}

// cardAct runs one act on the cards in a transaction and tells everybody.
func (o *Office) cardAct(ctx context.Context, in production.ProductionID, action string, fn func(p *pen) (detail string, err error)) (Act, error) {
	return o.act(ctx, in, access.CopyCards, action, fn)
}

// AddCard logs a card. Without a day it is today's, without a mark in use; its operator may be given by name. It returns
// fault.Conflict where a card of this name is open on that day.
func (o *Office) AddCard(ctx context.Context, in production.ProductionID, c cardlog.Card) (cardlog.Card, Act, error) {
	act, err := o.cardAct(ctx, in, "add_card", func(p *pen) (string, error) {
		film, err := p.tx.FindProduction(ctx, in)
		if err != nil {
			return "", err
		}
		if c.Day == "" {
			c.Day = rollDay(film, o.clock())
		}
		c, err = p.addCard(ctx, c)
		return c.Name, err
	})
	return c, act, err
}

func (p *pen) addCard(ctx context.Context, c cardlog.Card) (cardlog.Card, error) {
	c = c.Tidy()
	c.ID, c.Gone, c.Reason = production.NewID[production.CardID](), false, ""
	if c.Mark == "" {
		c.Mark = cardlog.InUse
	}
	if c.Mark == cardlog.Formatted {
		return c, fault.New(fault.Invalid, "a card is not logged as formatted").WithRemedy("Log it as full, and mark it as formatted with the reason.")
	}
	c.MarkedBy, c.MarkedAt = actorName(ctx), p.o.clock().UTC().Truncate(time.Millisecond)
	if c.Operator != "" {
		id, err := memberMeant(ctx, p.tx, p.in, string(c.Operator))
		if err != nil {
			return c, err
		}
		c.Operator = id
	}
	all, err := p.tx.FindCards(ctx, p.in)
	if err != nil {
		return c, err
	}
	if other := openRoll(all, c.Name, c.Day); other != nil {
		return c, fault.New(fault.Conflict, "%s is in the log of %s already", other.Name, other.Day.Spoken()).
			WithRemedy("Use that one, or mark it as formatted first.")
	}
	return c, write(ctx, p, cards, cardlog.Card{ID: c.ID, Gone: true}, c)
}

// openRoll is the card of a name on a day that is not formatted, nil for none.
func openRoll(all []cardlog.Card, name string, day production.Date) *cardlog.Card {
	at := slices.IndexFunc(all, func(c cardlog.Card) bool {
		return !c.Gone && c.Mark != cardlog.Formatted && c.Day == day && cardlog.SameName(c.Name, name)
	})
	if at < 0 {
		return nil
	}
	return &all[at]
}

// EditCard changes what is written of a card. Gone takes it off the log; what was said of it stays, see MarkCard.
func (o *Office) EditCard(ctx context.Context, in production.ProductionID, id production.CardID, w Written) (Act, error) {
	return o.cardAct(ctx, in, "edit_card", func(p *pen) (string, error) {
		was, err := p.tx.FindCard(ctx, in, id)
		if err != nil {
			return "", err
		}
		if err := p.stillCopying(ctx, was); err != nil {
			return "", err
		}
		c, err := amend(ctx, p, cards, string(id), w)
		if err == nil && c.Operator != "" && c.Operator != was.Operator {
			_, err = memberMeant(ctx, p.tx, in, string(c.Operator))
		}
		return c.Name, err
	})
}

// stillCopying returns fault.Conflict for a card that is being copied: its name is that of the copies' folders.
func (p *pen) stillCopying(ctx context.Context, c cardlog.Card) error {
	runs, err := runsByCard(ctx, p.tx, p.in)
	if err == nil && runs[c.ID].Going() {
		err = fault.New(fault.Conflict, "%s is being copied", c.Name).WithRemedy("Wait until that has ended, or cancel it.")
	}
	return err
}

// MarkCard says what became of a card. Formatted takes a card that is safe, or a reason, which is kept beside it and in
// the record.
func (o *Office) MarkCard(ctx context.Context, in production.ProductionID, id production.CardID, m cardlog.Mark, reason string) (Act, error) {
	return o.cardAct(ctx, in, "mark_card", func(p *pen) (string, error) {
		was, err := p.tx.FindCard(ctx, in, id)
		if err != nil {
			return "", err
		}
		if was.Gone {
			return "", fault.New(fault.Conflict, "%s was taken off the log", was.Name).WithRemedy("Bring it back by undo.")
		}
		stand, err := p.stand(ctx, was)
		if err != nil {
			return "", err
		}
		now, err := was.Said(m, reason, stand, actorName(ctx), o.clock().UTC().Truncate(time.Millisecond))
		if err != nil {
			return "", err
		}
		detail := now.Name + " " + string(m)
		if now.Reason != "" {
			detail += " before it was safe: " + now.Reason
		}
		return detail, write(ctx, p, cards, was, now)
	})
}

// stand is where a card stands now.
func (p *pen) stand(ctx context.Context, c cardlog.Card) (cardlog.Standing, error) {
	list, err := p.tx.FindReceipts(ctx, p.in, store.ReceiptFilter{Card: c.ID})
	if err != nil {
		return cardlog.Standing{}, err
	}
	rules, err := p.tx.FindCardRules(ctx, p.in)
	if err != nil {
		return cardlog.Standing{}, err
	}
	runs, err := runsByCard(ctx, p.tx, p.in)
	return c.Stand(list, runs[c.ID].Going(), rules.Copies), err
}

// UseCardAgain puts a formatted card to use as a new roll of today.
func (o *Office) UseCardAgain(ctx context.Context, in production.ProductionID, id production.CardID) (cardlog.Card, Act, error) {
	var next cardlog.Card
	act, err := o.cardAct(ctx, in, "use_card_again", func(p *pen) (string, error) {
		film, err := p.tx.FindProduction(ctx, in)
		if err != nil {
			return "", err
		}
		was, err := p.tx.FindCard(ctx, in, id)
		if err != nil {
			return "", err
		}
		if next, err = was.Again(rollDay(film, o.clock()), actorName(ctx), o.clock().UTC().Truncate(time.Millisecond)); err != nil {
			return "", err
		}
		next, err = p.addCard(ctx, next)
		return next.Name, err
	})
	return next, act, err
}

// nightEnds is until when in the morning work belongs to the day before: a night shoot copies its cards after midnight.
const nightEnds = 6 * time.Hour

// rollDay is the day that a card of a time belongs to.
func rollDay(film production.Production, at time.Time) production.Date {
	return production.DateOf(at.In(film.Zone()).Add(-nightEnds))
}
