package api

import (
	"context"
	"encoding/json"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

const cardsPath = "/api/productions/{slug}/cards"

type cardsInput struct {
	InProduction
	Date  string `query:"date" doc:"Of this day, 2026-05-07"`
	State string `query:"state" enum:"in_use,full,copying,verified,safe,formatted"`
	Name  string `query:"name" doc:"Of this name, in any case"`
}

type addCardInput struct {
	InProduction
	Body struct {
		Name      string `json:"name" doc:"As on its label: A001"`
		Date      string `json:"date,omitempty" doc:"On which it was shot; without it today"`
		Camera    string `json:"camera,omitempty"`
		Operator  string `json:"operator,omitempty" doc:"Of the BTS crew, id or name"`
		Medium    string `json:"medium,omitempty" doc:"What sort of card: CFexpress B"`
		Serial    string `json:"serial,omitempty"`
		Volume    string `json:"volume,omitempty"`
		SizeBytes int64  `json:"size_bytes,omitempty" minimum:"0"`
		Note      string `json:"note,omitempty"`
		State     string `json:"state,omitempty" enum:"in_use,full" default:"in_use"`
	}
}

// CardFields are the fields of a card that somebody sends; those left out stay.
type CardFields struct {
	Name      *string `json:"name,omitempty"`
	Date      *string `json:"date,omitempty" doc:"On which it was shot, 2026-05-07"`
	Camera    *string `json:"camera,omitempty"`
	Operator  *string `json:"operator,omitempty" doc:"Id of somebody of the BTS crew; an empty one for nobody"`
	Medium    *string `json:"medium,omitempty"`
	Serial    *string `json:"serial,omitempty"`
	Volume    *string `json:"volume,omitempty"`
	SizeBytes *int64  `json:"size_bytes,omitempty" minimum:"0"`
	Note      *string `json:"note,omitempty"`
	Gone      *bool   `json:"gone,omitempty" doc:"Taken off the log; false brings it back"`
}

// written are the fields by the names that the log keeps them under.
func (f CardFields) written() map[string]any {
	fields := map[string]any{}
	for name, text := range map[string]*string{
		"name": f.Name, "day": f.Date, "camera": f.Camera, "operator": f.Operator, "medium": f.Medium, "serial": f.Serial, "volume": f.Volume, "note": f.Note,
	} {
		if text != nil {
			fields[name] = *text
		}
	}
	if f.SizeBytes != nil {
		fields["size_bytes"] = *f.SizeBytes
	}
	if f.Gone != nil {
		fields["gone"] = *f.Gone
	}
	return fields
}

type changeCardInput struct {
	OneOfStory
	Body struct {
		Based
		CardFields
	}
}

type markCardInput struct {
	OneOfStory
	Body struct {
		State  string `json:"state" enum:"in_use,full,formatted"`
		Reason string `json:"reason,omitempty" doc:"Why it was formatted though it was not safe; it is kept"`
	}
}

type registerReceiptInput struct {
	InProduction
	Body struct {
		Receipt  json.RawMessage `json:"receipt" doc:"The document of an offload, bts.offload/1"`
		Card     string          `json:"card,omitempty" doc:"Id of the card that it is of; without it the open one of its name and day, which is logged where there is none"`
		Date     string          `json:"date,omitempty" doc:"On which it was shot, or the number of the shoot day; without it the day of the offload"`
		Camera   string          `json:"camera,omitempty"`
		Operator string          `json:"operator,omitempty" doc:"Of the BTS crew, id or name"`
		Again    bool            `json:"again,omitempty" doc:"The same content may be in the log as another card"`
		Once     bool            `json:"once,omitempty" doc:"One that is registered already is told as it stands: what fails on the way can be sent again"`
	}
}

type startOffloadInput struct {
	InProduction
	Body struct {
		Source   string   `json:"source" doc:"Folder of the card on the server's machine"`
		To       []string `json:"to" minItems:"1" doc:"Folders there, each gets a copy"`
		Folder   string   `json:"folder,omitempty" doc:"Inside each of them, made where it is not there"`
		Name     string   `json:"name,omitempty" doc:"Of the card"`
		Names    string   `json:"names,omitempty" maxLength:"200" doc:"How the folders of the copies are called, such as {day:02}_{card}_{camera}; without it as the rules of the production say"`
		Card     string   `json:"card,omitempty" doc:"Id of the card; without it the open one of the name and day, which is logged where there is none"`
		Date     string   `json:"date,omitempty" doc:"On which it was shot; without it today"`
		Camera   string   `json:"camera,omitempty"`
		Medium   string   `json:"medium,omitempty"`
		Operator string   `json:"operator,omitempty" doc:"Of the BTS crew, id or name"`
		Verify   string   `json:"verify,omitempty" enum:"destination,both,none" default:"destination"`
		Hashes   []string `json:"hashes,omitempty" doc:"xxh128 without"`
		Bring    bool     `json:"bring,omitempty" doc:"Into the library, when a copy is proven"`
	}
}

type startedOffload struct {
	Task string `json:"task"` // id
	paper.Act
}

func (a *API) cards(h huma.API) {
	register(h, a, operation(http.MethodGet, cardsPath, "listCards", "The unit's cards, the newest day first"),
		func(ctx context.Context, in *cardsInput) (paper.Cards, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Cards, error) {
				log, err := a.office.Cards(ctx, p.ID, office.CardFilter{Day: production.Date(in.Date), State: cardlog.State(in.State), Name: in.Name})
				return paper.NewCards(log, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodGet, cardsPath+"/{id}", "getCard", "A card with its receipts"),
		func(ctx context.Context, in *OneOfStory) (paper.Card, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Card, error) {
				sheet, err := a.office.Card(ctx, p.ID, production.CardID(in.ID))
				return paper.NewCard(sheet.LoggedCard, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPost, cardsPath, "addCard", "Log a card"),
		func(ctx context.Context, in *addCardInput) (paper.Made, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Made, error) {
				b := in.Body
				c, act, err := a.office.AddCard(ctx, p.ID, cardlog.Card{
					Name: b.Name, Day: production.Date(b.Date), Camera: b.Camera, Operator: production.MemberID(b.Operator), Medium: b.Medium, Serial: b.Serial,
					Volume: b.Volume, Size: b.SizeBytes, Note: b.Note, Mark: cardlog.Mark(b.State),
				})
				return paper.NewMade(c.ID, act), err
			})
		})
	a.cardActs(h)
	a.receipts(h)
	a.offloads(h)
	a.cardRules(h)
	a.proofs(h)
}

func (a *API) cardActs(h huma.API) {
	register(h, a, operation(http.MethodPatch, cardsPath+"/{id}", "changeCard", "Change what is written of a card, take it off the log or bring it back"),
		func(ctx context.Context, in *changeCardInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.EditCard(ctx, p.ID, production.CardID(in.ID), office.Written{Base: in.Body.Base, Fields: in.Body.written()})
			})
		})
	register(h, a, operation(http.MethodPost, cardsPath+"/{id}/mark", "markCard", "Say that a card is in use, full or formatted"),
		func(ctx context.Context, in *markCardInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.MarkCard(ctx, p.ID, production.CardID(in.ID), cardlog.Mark(in.Body.State), in.Body.Reason)
			})
		})
	register(h, a, operation(http.MethodPost, cardsPath+"/{id}/again", "useCardAgain", "Put a formatted card to use as a new roll of today"),
		func(ctx context.Context, in *OneOfStory) (paper.Made, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Made, error) {
				c, act, err := a.office.UseCardAgain(ctx, p.ID, production.CardID(in.ID))
				return paper.NewMade(c.ID, act), err
			})
		})
}

// receipts are how an offload on another machine tells what came of it.
func (a *API) receipts(h huma.API) {
	register(h, a, large(operation(http.MethodPost, cardsPath+"/receipts", "registerReceipt", "Register the receipt of an offload"), cardlog.MostBytes+1<<20),
		func(ctx context.Context, in *registerReceiptInput) (paper.Registered, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Registered, error) {
				receipt, err := cardlog.ReadReceipt(in.Body.Receipt)
				if err != nil {
					return paper.Registered{}, err
				}
				b := in.Body
				reg, act, err := a.office.RegisterReceipt(ctx, p.ID, office.NewReceipt{
					Receipt: receipt, Card: production.CardID(b.Card), Day: production.Date(b.Date), Camera: b.Camera, Operator: production.MemberID(b.Operator), Again: b.Again, Once: b.Once,
				})
				return paper.NewRegistered(reg, act), err
			})
		})
	register(h, a, operation(http.MethodGet, cardsPath+"/receipts/{id}", "getReceipt", "The whole document of an offload, with every file"),
		func(ctx context.Context, in *OneOfStory) (offload.Receipt, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (offload.Receipt, error) {
				return a.office.CardReceipt(ctx, p.ID, production.ReceiptID(in.ID))
			})
		})
	register(h, a, operation(http.MethodDelete, cardsPath+"/receipts/{id}", "removeReceipt", "Take a receipt off its card"),
		func(ctx context.Context, in *OneOfStory) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.RemoveReceipt(ctx, p.ID, production.ReceiptID(in.ID))
			})
		})
	op := operation(http.MethodGet, cardsPath+"/receipts/{id}/pdf", "printReceipt", "A receipt as a sheet of paper with a line to sign")
	huma.Register(h, op, func(ctx context.Context, in *printReceiptInput) (*fileReply, error) {
		reply := &fileReply{ContentType: "application/pdf", ContentDisposition: mime.FormatMediaType("attachment", map[string]string{"filename": "receipt.pdf"})}
		_, err := within(ctx, a, in.Slug, func(p production.Production) (_ struct{}, err error) {
			reply.Body, err = a.office.CardReceiptPDF(ctx, p.ID, production.ReceiptID(in.ID), office.Paper(in.Paper))
			return struct{}{}, err
		})
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		return reply, nil
	})
}

type printReceiptInput struct {
	OneOfStory
	Paper string `query:"paper" enum:"A4,Letter" default:"A4"`
}

func (in *startOffloadInput) offload() office.NewOffload {
	b := in.Body
	return office.NewOffload{
		Source: b.Source, To: b.To, Folder: b.Folder, Name: b.Name, Names: b.Names, Card: production.CardID(b.Card), Day: production.Date(b.Date), Camera: b.Camera,
		Medium: b.Medium, Operator: production.MemberID(b.Operator), Verify: offload.Verify(b.Verify), Hashes: b.Hashes, Bring: b.Bring,
	}
}

// offloads copy cards on the machine of the server, for its owner.
func (a *API) offloads(h huma.API) {
	register(h, a, operation(http.MethodGet, cardsPath+"/places", "listCardPlaces", "Volumes of the server from which cards can be copied, and that take copies; for the installation's owner"),
		func(ctx context.Context, in *InProduction) (paper.CardPlaces, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.CardPlaces, error) {
				sources, targets, err := a.office.CardPlaces(ctx, p.ID)
				return paper.NewCardPlaces(sources, targets), err
			})
		})
	register(h, a, operation(http.MethodPost, cardsPath+"/offload", "startOffload", "Have a card copied on the server's machine; for the installation's owner"),
		func(ctx context.Context, in *startOffloadInput) (startedOffload, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (startedOffload, error) {
				task, act, err := a.office.StartOffload(ctx, p.ID, in.offload())
				return startedOffload{string(task.ID), paper.NewAct(act)}, err
			})
		})
	register(h, a, operation(http.MethodPost, cardsPath+"/offload/preview", "previewOffload", "What the copies of an offload would be called, and where they would lie; nothing is changed"),
		func(ctx context.Context, in *startOffloadInput) (paper.OffloadNames, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.OffloadNames, error) {
				names, err := a.office.PreviewOffload(ctx, p.ID, in.offload())
				return paper.NewOffloadNames(names), err
			})
		})
	register(h, a, operation(http.MethodPost, cardsPath+"/offload/{id}/again", "goOnOffload", "Go on with an offload that was stopped or failed; what is proven is not copied again"),
		func(ctx context.Context, in *OneOfStory) (startedOffload, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (startedOffload, error) {
				task, act, err := a.office.GoOnOffload(ctx, p.ID, production.TaskID(in.ID))
				return startedOffload{string(task.ID), paper.NewAct(act)}, err
			})
		})
}
