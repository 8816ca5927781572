package office

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/receipt"
	"github.com/btsdirector/bts/internal/store"
)

// NewReceipt is the document of an offload with what it does not say itself. All but the receipt may be empty.
type NewReceipt struct {
	Receipt  offload.Receipt
	Card     production.CardID   // the card of the log that it is of; "" finds the open one of its name and day, or logs it
	Day      production.Date     // on which it was shot; "" is the day of the offload, that before until six in the morning
	Camera   string              // "" is what the receipt says
	Operator production.MemberID // of the BTS crew, by id or name
	Again    bool                // the same content may be in the log under another name or day
	Once     bool                // one that is registered already is told as it stands, and nothing is changed
}

// Registered is what came of a receipt.
type Registered struct {
	Receipt  production.ReceiptID
	Card     cardlog.Card
	New      bool // the card was not in the log
	Already  bool // the receipt was registered before
	Standing cardlog.Standing
}

// RegisterReceipt takes the receipt of an offload into the card log, with all its files, as one act. It returns
// fault.Invalid for a receipt that cannot be, and fault.Conflict for one that is registered already, unless Once, or whose
// content is in the log as another card.
func (o *Office) RegisterReceipt(ctx context.Context, in production.ProductionID, n NewReceipt) (Registered, Act, error) {
	var out Registered
	if err := access.Require(ctx, access.CopyCards, in); err != nil {
		return out, Act{}, err
	}
	if err := cardlog.CheckReceipt(n.Receipt); err != nil {
		return out, Act{}, err
	}
	n.Receipt.Content = firstOf(n.Receipt.Content, offload.Content(n.Receipt.Items))
	document, err := json.Marshal(n.Receipt)
	if err != nil {
		return out, Act{}, fault.Wrap(err, "office.RegisterReceipt")
	}
	if len(document) > cardlog.MostBytes { // it could not be read back
		return out, Act{}, fault.New(fault.Invalid, "the receipt has %d bytes, more than %d", len(document), cardlog.MostBytes)
	}
	blob, err := o.vault.Put(ctx, bytes.NewReader(document))
	if err != nil {
		return out, Act{}, err
	}
	act, err := o.cardAct(ctx, in, "register_receipt", func(p *pen) (string, error) {
		out = Registered{}
		r := cardlog.Summary(n.Receipt)
		r.Document, r.By, r.At = blob.SHA256, actorName(ctx), o.clock().UTC().Truncate(time.Millisecond)
		if err := p.register(ctx, n, r, &out); err != nil {
			return "", err
		}
		out.Standing, err = p.stand(ctx, out.Card)
		return out.Card.Name, err
	})
	return out, act, err
}

// register finds or logs the card of a receipt and writes both.
func (p *pen) register(ctx context.Context, n NewReceipt, r cardlog.Receipt, out *Registered) error {
	film, err := p.tx.FindProduction(ctx, p.in)
	if err != nil {
		return err
	}
	if n.Day, err = p.dayOf(ctx, film, n.Day, r.Started); err != nil {
		return err
	}
	all, err := p.tx.FindCards(ctx, p.in)
	if err != nil {
		return err
	}
	twin, before, err := p.twinOf(ctx, all, r)
	if err != nil {
		return err
	}
	if before != nil && n.Once {
		out.Card, out.Receipt, out.Already = *twin, before.ID, true
		return nil
	}
	if before != nil {
		return fault.New(fault.Conflict, "this receipt is registered already, at %s of %s", twin.Name, twin.Day.Spoken())
	}
	card := cardOf(all, n, twin)
	if n.Card != "" && card == nil {
		return fault.New(fault.NotFound, "there is no such card in the log")
	}
	if twin != nil && (card == nil || card.ID != twin.ID) && !n.Again {
		numbers, err := dayNumbers(ctx, p.tx, p.in)
		if err != nil {
			return err
		}
		return fault.New(fault.Conflict, "this content is here already as %s", cardCalled(*twin, numbers[twin.Day])).
			WithRemedy("Register the receipt at that card, or say that it is meant to be here twice.")
	}
	if out.New = card == nil; out.New {
		made, err := p.addCard(ctx, cardlog.Card{
			Name: n.Receipt.Name(), Day: n.Day, Camera: firstOf(n.Camera, r.Source.Camera), Operator: n.Operator, Serial: r.Source.Serial,
			Volume: r.Source.Volume, Mark: cardlog.Full,
		})
		if err != nil {
			return err
		}
		card = &made
	}
	r.Card, out.Receipt = card.ID, r.ID
	if out.Card, err = p.fill(ctx, *card, n, r); err != nil {
		return err
	}
	return write(ctx, p, receipts, cardlog.Receipt{ID: r.ID, Gone: true}, r)
}

// dayOf is the day that a receipt is of: as somebody says it, by its date or as the number of a shoot day, else that of the
// offload.
func (p *pen) dayOf(ctx context.Context, film production.Production, said production.Date, started time.Time) (production.Date, error) {
	if said == "" {
		return rollDay(film, started), nil
	}
	number, notNumber := strconv.Atoi(string(said))
	if notNumber != nil {
		return said, nil //nolint:nilerr // the card says whether it is a date
	}
	numbers, err := dayNumbers(ctx, p.tx, p.in)
	for date, n := range numbers {
		if n == number {
			return date, err
		}
	}
	if err == nil {
		err = fault.New(fault.NotFound, "there is no shoot day %d", number).WithRemedy("Give the date, or leave it out for the day of the offload.")
	}
	return "", err
}

// twinOf is the card that the same content is registered at, nil for none, and the receipt itself where it is registered
// there already.
func (p *pen) twinOf(ctx context.Context, all []cardlog.Card, r cardlog.Receipt) (twin *cardlog.Card, before *cardlog.Receipt, err error) {
	same, err := p.tx.FindReceipts(ctx, p.in, store.ReceiptFilter{Content: r.Content})
	if err != nil {
		return nil, nil, err
	}
	for _, other := range same {
		at := slices.IndexFunc(all, func(c cardlog.Card) bool { return c.ID == other.Card && !c.Gone })
		if other.Gone || at < 0 {
			continue
		}
		if other.Document == r.Document {
			return &all[at], &other, nil
		}
		if twin == nil && r.Content != "" {
			twin = &all[at]
		}
	}
	return twin, nil, nil
}

// cardOf is the card of the log that a receipt is of: the one that is named, that of the same content if it has the same
// name and day, or the open one of the name on the day; nil for none.
func cardOf(all []cardlog.Card, n NewReceipt, twin *cardlog.Card) *cardlog.Card {
	if n.Card != "" {
		at := slices.IndexFunc(all, func(c cardlog.Card) bool { return c.ID == n.Card && !c.Gone })
		if at < 0 {
			return nil
		}
		return &all[at]
	}
	if twin != nil && cardlog.SameName(twin.Name, n.Receipt.Name()) && twin.Day == n.Day {
		return twin
	}
	return openRoll(all, n.Receipt.Name(), n.Day)
}

// fill writes at a card what its receipt knows of it: it is full, and what nobody wrote by hand.
func (p *pen) fill(ctx context.Context, was cardlog.Card, n NewReceipt, r cardlog.Receipt) (cardlog.Card, error) {
	now := was
	now.Camera, now.Serial, now.Volume = firstOf(was.Camera, n.Camera, r.Source.Camera), firstOf(was.Serial, r.Source.Serial), firstOf(was.Volume, r.Source.Volume)
	if was.Mark == cardlog.InUse {
		now.Mark, now.MarkedBy, now.MarkedAt = cardlog.Full, r.By, r.At
	}
	return now, write(ctx, p, cards, was, now)
}

// RemoveReceipt takes a receipt off its card: the card is then as safe as the others make it.
func (o *Office) RemoveReceipt(ctx context.Context, in production.ProductionID, id production.ReceiptID) (Act, error) {
	return o.cardAct(ctx, in, "remove_receipt", func(p *pen) (string, error) {
		r, err := amend(ctx, p, receipts, string(id), Written{Fields: map[string]bool{"gone": true}})
		if err != nil {
			return "", err
		}
		c, err := p.tx.FindCard(ctx, in, r.Card)
		return c.Name, err
	})
}

// takeBackReceipt undoes an entry of a receipt, which either puts it at its card or takes it off.
func takeBackReceipt(ctx context.Context, p *pen, n noun[cardlog.Receipt], e journal.Entry) error {
	now, err := n.find(ctx, p.tx, p.in, e.Object)
	if err != nil {
		return err
	}
	was := now
	for _, f := range e.Fields {
		if f.Name == "gone" {
			if err := json.Unmarshal(f.Was, &now.Gone); err != nil {
				return err
			}
		}
	}
	return write(ctx, p, n, was, now) // all else of a receipt never changes
}

// ReceiptDocument is the document of a receipt as it is kept, with the name of its card; whoever gets it closes it. It says
// where copies lie, and takes the right to copy.
func (o *Office) ReceiptDocument(ctx context.Context, in production.ProductionID, id production.ReceiptID) (document io.ReadCloser, name string, err error) {
	var r cardlog.Receipt
	err = o.look(ctx, access.CopyCards, in, func(tx *store.Tx) error {
		if r, err = tx.FindReceipt(ctx, in, id); err != nil {
			return err
		}
		card, err := tx.FindCard(ctx, in, r.Card)
		name = card.Name
		return err
	})
	if err != nil {
		return nil, "", err
	}
	if r.Gone {
		return nil, "", fault.New(fault.NotFound, "there is no such receipt")
	}
	document, err = o.vault.Get(ctx, r.Document)
	return document, name, err
}

// CardReceipt is the whole document of a receipt with every file, as ReceiptDocument has it.
func (o *Office) CardReceipt(ctx context.Context, in production.ProductionID, id production.ReceiptID) (offload.Receipt, error) {
	blob, _, err := o.ReceiptDocument(ctx, in, id)
	if err != nil {
		return offload.Receipt{}, err
	}
	defer blob.Close() // only read
	document, err := io.ReadAll(blob)
	if err != nil {
		return offload.Receipt{}, fault.New(fault.Unavailable, "the receipt cannot be read back").WithCause(err)
	}
	return cardlog.ReadReceipt(document)
}

// CardReceiptPDF is a receipt as a sheet of paper with a line to sign.
func (o *Office) CardReceiptPDF(ctx context.Context, in production.ProductionID, id production.ReceiptID, paper Paper) ([]byte, error) {
	r, err := o.CardReceipt(ctx, in, id)
	if err != nil {
		return nil, err
	}
	about := receipt.About{}
	err = o.look(ctx, access.CopyCards, in, func(tx *store.Tx) error {
		film, err := tx.FindProduction(ctx, in)
		if err != nil {
			return err
		}
		kept, err := tx.FindReceipt(ctx, in, id)
		if err != nil {
			return err
		}
		card, err := tx.FindCard(ctx, in, kept.Card)
		if err != nil {
			return err
		}
		numbers, err := dayNumbers(ctx, tx, in)
		if err != nil {
			return err
		}
		stand, err := o.pen(ctx, tx, in).stand(ctx, card)
		if err != nil {
			return err
		}
		about = receipt.About{Standing: standingWords(stand), Production: film.Title, Day: dayTitle(numbers[card.Day], card.Day), Zone: film.Zone()}
		if o.origin != "" {
			about.URL = o.origin + "/p/" + film.Slug + "/cards/" + string(card.ID)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	var sheet bytes.Buffer
	err = receipt.Report(r, about).PDF(&sheet, paper, o.fonts)
	return sheet.Bytes(), err
}

// standingWords are what the log says of a card whose receipt is printed, which counts: it knows the other receipts.
func standingWords(s cardlog.Standing) receipt.Standing {
	switch s.State {
	case cardlog.Safe:
		return receipt.Standing{Safe: true, Words: fmt.Sprintf("%d verified copies.", s.Copies)}
	case cardlog.StateFull, cardlog.Verified:
		return receipt.Standing{Words: strings.Join(s.Why, "; ") + "."}
	}
	return receipt.Standing{} // it is formatted or goes on: the receipt speaks for its time
}

// dayTitle is a day at the head of a sheet: "Day 4 · Thu 7 May".
func dayTitle(number int, date production.Date) string {
	if number == 0 {
		return date.Spoken()
	}
	return fmt.Sprintf("Day %d · %s", number, date.Spoken())
}
