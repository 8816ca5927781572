package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/mounts"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type cardsRegisterCmd struct {
	File     string `arg:"" help:"Receipt that lies beside a copy, .offload.json." type:"path"`
	Card     string `help:"The card that it is of, by name or id; without it the open one of its name and day." placeholder:"CARD"`
	Day      string `help:"When it was shot: a day's number or its date; without it the day of the offload." placeholder:"DAY"`
	Camera   string `help:"Camera or recorder; without it what the receipt says." placeholder:"A"`
	Operator string `help:"Of the BTS crew, by id or name." placeholder:"NAME"`
	Again    bool   `help:"The same content may be in the log as another card."`
	Server   string `help:"Register it with the server at this address." env:"BTS_SERVER" placeholder:"URL"`
	Token    string `help:"Token of your account at the server." env:"BTS_TOKEN" placeholder:"TOKEN"`
}

func (cardsRegisterCmd) Help() string {
	return example("bts cards register /mnt/raid/A001.offload.json", "bts cards register A001.offload.json --day 4 --operator Nora",
		"bts cards register A001.offload.json --server https://bts.example.com --production the-lamp-room")
}

func (c *cardsRegisterCmd) Run(s *session) error {
	document, err := os.ReadFile(c.File)
	if err != nil {
		return fault.New(fault.Missing, "%s cannot be read", c.File).WithCause(err)
	}
	receipt, err := cardlog.ReadReceipt(document)
	if err != nil {
		return err
	}
	if c.Server != "" {
		return c.registerAt(s, receipt)
	}
	return s.with(func(a *app.App, p production.Production) error {
		n := office.NewReceipt{Receipt: receipt, Camera: c.Camera, Operator: production.MemberID(c.Operator), Again: c.Again}
		if n.Day, err = s.dayMeant(a, p, c.Day); err != nil {
			return err
		}
		if c.Card != "" {
			log, err := a.Office.Cards(s.ctx, p.ID, office.CardFilter{})
			if err != nil {
				return err
			}
			card, err := cardMeant(log.Cards, c.Card)
			if err != nil {
				return err
			}
			n.Card = card.ID
		}
		reg, act, err := a.Office.RegisterReceipt(s.ctx, p.ID, n)
		if err != nil {
			return err
		}
		return s.acted(paper.NewRegistered(reg, act), act, "%s", registeredWords(reg))
	})
}

// registeredWords say what came of a receipt.
func registeredWords(reg office.Registered) string {
	if reg.Standing.State == cardlog.Safe {
		return fmt.Sprintf("%s of %s is safe to format: %s.", reg.Card.Name, reg.Card.Day.Spoken(), plural(reg.Standing.Copies, "verified copy", "verified copies"))
	}
	return fmt.Sprintf("%s of %s is registered. Do not format it: %s.", reg.Card.Name, reg.Card.Day.Spoken(), strings.Join(reg.Standing.Why, "; "))
}

type cardsReceiptCmd struct {
	Card string `arg:"" help:"Name or id of the card."`
	Out  string `help:"File to write; a name that ends in .pdf gives a sheet of paper." required:"" type:"path" placeholder:"FILE"`
}

func (cardsReceiptCmd) Help() string {
	return example("bts cards receipt A001 --out A001.offload.json")
}

func (c *cardsReceiptCmd) Run(s *session) error {
	return s.withCard(c.Card, func(a *app.App, p production.Production, card office.LoggedCard) error {
		if len(card.Receipts) == 0 {
			return fault.New(fault.NotFound, "%s has no receipt", card.Name).WithRemedy("Copy it, or register one: bts cards register FILE")
		}
		data, err := receiptFile(s.ctx, a, p, card.Receipts[0].ID, c.Out)
		if err != nil {
			return err
		}
		if err := os.WriteFile(c.Out, data, 0o600); err != nil {
			return fault.New(fault.Unavailable, "%s cannot be written", c.Out).WithCause(err)
		}
		return s.print(map[string]string{"file": c.Out}, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "The receipt of %s is in %s.\n", card.Name, c.Out)
			return err
		})
	})
}

func receiptFile(ctx context.Context, a *app.App, p production.Production, id production.ReceiptID, name string) ([]byte, error) {
	if strings.HasSuffix(strings.ToLower(name), ".pdf") {
		return a.Office.CardReceiptPDF(ctx, p.ID, id, "A4")
	}
	r, err := a.Office.CardReceipt(ctx, p.ID, id)
	if err != nil {
		return nil, err
	}
	return json.MarshalIndent(r, "", "  ")
}

type cardsForgetCmd struct {
	Card    string `arg:"" help:"Name or id of the card."`
	Receipt string `help:"Id of the receipt, or its end; without it the newest." placeholder:"ID"`
}

func (cardsForgetCmd) Help() string { return example("bts cards forget A001") }

func (c *cardsForgetCmd) Run(s *session) error {
	return s.withCard(c.Card, func(a *app.App, p production.Production, card office.LoggedCard) error {
		var known []called
		for _, r := range card.Receipts {
			known = append(known, called{string(r.ID), ""})
		}
		if len(known) == 0 {
			return fault.New(fault.NotFound, "%s has no receipt", card.Name)
		}
		id := known[0].id
		if c.Receipt != "" {
			var err error
			if id, err = meant(known, c.Receipt, "receipt", "bts --json cards show "+card.Name); err != nil {
				return err
			}
		}
		act, err := a.Office.RemoveReceipt(s.ctx, p.ID, production.ReceiptID(id))
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "The receipt is off %s.", card.Name)
	})
}

type cardsPlacesCmd struct{}

func (cardsPlacesCmd) Help() string { return example("bts cards places") }

func (cardsPlacesCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		sources, targets, err := a.Office.CardPlaces(s.ctx, p.ID)
		if err != nil {
			return err
		}
		return s.print(paper.NewCardPlaces(sources, targets), func(w io.Writer) error {
			return table(w, "FOR\tPATH\tSYSTEM\tBYTES\tFREE", func(row rowFunc) {
				line := func(what string, v mounts.Volume) {
					row(what, oneLine(v.Path), v.System, fmt.Sprint(v.Size), fmt.Sprint(v.Free))
				}
				for _, v := range sources {
					line("card", v)
				}
				for _, v := range targets {
					line("copies", v)
				}
			})
		})
	})
}

type cardsCopyCmd struct {
	Source string   `arg:"" help:"Folder of the card." type:"path"`
	To     []string `help:"Folder for a copy; once for each." required:"" type:"path" placeholder:"DIR"`
	Name   string   `help:"Of the card, and of the folder that each copy is." required:"" placeholder:"A001"`
	Folder string   `help:"Inside each target, made where it is not there." placeholder:"FOLDER"`
	Day    string   `help:"When it was shot: a day's number or its date; without it today." placeholder:"DAY"`
	Camera string   `help:"Camera or recorder." placeholder:"A"`
	Medium string   `help:"What sort of card." placeholder:"SD"`
	Verify string   `help:"What is read back: ${enum}." enum:"destination,both,none" default:"destination"`
	Hash   []string `help:"Hashes, xxh128 without." placeholder:"FORMAT"`

	Operator string `help:"Of the BTS crew, by id or name." placeholder:"NAME"`
}

func (cardsCopyCmd) Help() string {
	return example("bts cards copy /media/nora/A_0001 --name A001 --to /mnt/raid --to /mnt/shuttle --folder the-lamp-room/day-04")
}

func (c *cardsCopyCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		day, err := s.dayMeant(a, p, c.Day)
		if err != nil {
			return err
		}
		task, act, err := a.Office.StartOffload(s.ctx, p.ID, office.NewOffload{
			Source: c.Source, To: c.To, Folder: c.Folder, Name: c.Name, Day: day, Camera: c.Camera, Medium: c.Medium, Operator: production.MemberID(c.Operator),
			Verify: offload.Verify(c.Verify), Hashes: c.Hash,
		})
		if err != nil {
			return err
		}
		return s.handedOn(task, act, c.Name)
	})
}

// handedOn says that a copy waits for the server.
func (s *session) handedOn(task production.Task, act office.Act, name string) error {
	doc := struct {
		Task string `json:"task"`
		paper.Act
	}{string(task.ID), paper.NewAct(act)}
	return s.print(doc, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "%s is copied as soon as bts serve or bts worker runs. Look with: bts cards show %s\n", name, name)
		return err
	})
}

type cardsGoOnCmd struct {
	Card string `arg:"" help:"Name or id."`
}

func (cardsGoOnCmd) Help() string { return example("bts cards go-on A001") }

func (c *cardsGoOnCmd) Run(s *session) error {
	return s.withCard(c.Card, func(a *app.App, p production.Production, card office.LoggedCard) error {
		if card.Run == nil {
			return fault.New(fault.NotFound, "%s was never copied by the server", card.Name).WithRemedy("Begin with: bts cards copy")
		}
		task, act, err := a.Office.GoOnOffload(s.ctx, p.ID, card.Run.Task)
		if err != nil {
			return err
		}
		return s.handedOn(task, act, card.Name)
	})
}

type cardsCancelCmd struct {
	Card string `arg:"" help:"Name or id."`
}

func (cardsCancelCmd) Help() string { return example("bts cards cancel A001") }

func (c *cardsCancelCmd) Run(s *session) error {
	return s.withCard(c.Card, func(a *app.App, p production.Production, card office.LoggedCard) error {
		if !card.Run.Going() {
			return fault.New(fault.Conflict, "%s is not being copied", card.Name)
		}
		if err := a.Office.CancelTask(s.ctx, p.ID, card.Run.Task); err != nil {
			return err
		}
		return s.print(map[string]string{"task": string(card.Run.Task)}, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "The copying of %s is stopped. What is proven stays.\n", card.Name)
			return err
		})
	})
}
