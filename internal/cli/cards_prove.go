package cli

import (
	"fmt"
	"io"
	"time"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type cardsProveCmd struct {
	Card string `arg:"" help:"Name or id."`
	Path string `help:"Folder of one copy; without it every copy that the log knows on the server's machine." placeholder:"DIR"`
	Deep bool   `help:"Compare every hash that was ever recorded, those of folders too."`
	GoOn bool   `help:"Go on with the newest proof, which was stopped or failed: what was read is not read again."`
}

func (cardsProveCmd) Help() string {
	return example("bts cards prove A001", "bts cards prove A001 --path /mnt/raid/A001 --deep", "bts cards prove A001 --go-on")
}

func (c *cardsProveCmd) Run(s *session) error {
	return s.withCard(c.Card, func(a *app.App, p production.Production, card office.LoggedCard) error {
		tasks, act, err := c.start(s, a, p, card)
		if err != nil {
			return err
		}
		doc := paper.StartedProofs{Tasks: []string{}, Act: paper.NewAct(act)}
		for _, t := range tasks {
			doc.Tasks = append(doc.Tasks, string(t.ID))
		}
		return s.print(doc, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s of %s to be read again as soon as bts serve or bts worker runs. Look with: bts cards show %s\n",
				plural(len(tasks), "copy is", "copies are"), card.Name, card.Name)
			return err
		})
	})
}

func (c *cardsProveCmd) start(s *session, a *app.App, p production.Production, card office.LoggedCard) ([]production.Task, office.Act, error) {
	if !c.GoOn {
		return a.Office.StartProofs(s.ctx, p.ID, office.NewProof{Card: card.ID, Path: c.Path, Deep: c.Deep})
	}
	if len(card.Proofs) == 0 {
		return nil, office.Act{}, fault.New(fault.NotFound, "no copy of %s was proven by the server yet", card.Name).WithRemedy("Begin with: bts cards prove %s", card.Name)
	}
	task, act, err := a.Office.GoOnProof(s.ctx, p.ID, card.Proofs[0].Task)
	return []production.Task{task}, act, err
}

type cardsDueCmd struct{}

func (cardsDueCmd) Help() string { return example("bts cards due") }

func (cardsDueCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		due, err := a.Office.DueCopies(s.ctx, p.ID)
		if err != nil {
			return err
		}
		return s.print(paper.NewDueCopies(due, p.Zone()), func(w io.Writer) error {
			if len(due) == 0 {
				_, err := fmt.Fprintln(w, "No copy is to be proven again.")
				return err
			}
			return table(w, "CARD\tDAY\tLAST PROVEN\tCOPY", func(row rowFunc) {
				for _, d := range due {
					proven := "never"
					if !d.Proven.IsZero() {
						proven = d.Proven.In(p.Zone()).Format(time.DateOnly)
					}
					row(oneLine(d.Card.Name), string(d.Card.Day), proven, oneLine(d.Path))
				}
			})
		})
	})
}
