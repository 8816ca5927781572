package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type cardsCmd struct {
	List      cardsListCmd      `cmd:"" default:"withargs" help:"The cards, the newest day first, and which are safe to format."`
	Show      cardsShowCmd      `cmd:"" help:"A card with its copies and problems."`
	Add       cardsAddCmd       `cmd:"" help:"Log a card."`
	Set       cardsSetCmd       `cmd:"" help:"Change what is written of a card."`
	Full      cardsFullCmd      `cmd:"" help:"Say that a card is full."`
	InUse     cardsInUseCmd     `cmd:"" help:"Say that a card is in use."`
	Formatted cardsFormattedCmd `cmd:"" help:"Say that a card was formatted."`
	Again     cardsAgainCmd     `cmd:"" help:"Put a formatted card to use as a new roll."`
	Remove    cardsRemoveCmd    `cmd:"" help:"Take a card off the log."`
	Register  cardsRegisterCmd  `cmd:"" help:"Register the receipt of an offload."`
	Receipt   cardsReceiptCmd   `cmd:"" help:"Write the newest receipt of a card to a file."`
	Forget    cardsForgetCmd    `cmd:"" help:"Take a receipt off its card."`
	Places    cardsPlacesCmd    `cmd:"" help:"Volumes of this machine that can be copied from and to."`
	Copy      cardsCopyCmd      `cmd:"" help:"Have a card copied by the server of this installation."`
	GoOn      cardsGoOnCmd      `cmd:"" help:"Go on with a copy that was stopped or failed."`
	Cancel    cardsCancelCmd    `cmd:"" help:"Stop the copying of a card."`
	Prove     cardsProveCmd     `cmd:"" help:"Have copies of a card read again by the server of this installation."`
	Due       cardsDueCmd       `cmd:"" help:"Copies that were not proven for long."`
	Rules     cardsRulesCmd     `cmd:"" help:"How many verified copies are wanted, and when they are to be proven again."`
}

func (cardsCmd) Help() string {
	return example("bts cards", "bts cards add A001 --camera A --operator Nora", "bts cards register A001.offload.json", "bts cards formatted A001")
}

type cardsListCmd struct {
	Day   string `help:"Of one day: its number or its date." placeholder:"DAY"`
	State string `help:"${enum}." enum:",in_use,full,copying,verified,safe,formatted" default:"" placeholder:"STATE"`
	Name  string `help:"Of this name." placeholder:"NAME"`
}

func (cardsListCmd) Help() string {
	return example("bts cards", "bts cards list --day 4 --state verified", "bts --json cards | jq '.cards[] | select(.safe_to_format | not)'")
}

func (c *cardsListCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		f := office.CardFilter{State: cardlog.State(c.State), Name: c.Name}
		var err error
		if f.Day, err = s.dayMeant(a, p, c.Day); err != nil {
			return err
		}
		log, err := a.Office.Cards(s.ctx, p.ID, f)
		if err != nil {
			return err
		}
		return s.print(paper.NewCards(log, p.Zone()), func(w io.Writer) error { return printCards(w, log) })
	})
}

func printCards(w io.Writer, log office.CardLog) error {
	if len(log.Cards) == 0 {
		_, err := fmt.Fprintln(w, "No cards. Begin with: bts cards add A001, or bts cards register A001.offload.json")
		return err
	}
	return table(w, "DAY\tCARD\tCAMERA\tOPERATOR\tSTATE\tCOPIES\tID\tWHY NOT", func(row rowFunc) {
		for _, c := range log.Cards {
			id := string(c.ID)
			row(dayNumber(c.DayNumber, string(c.Day)), oneLine(c.Name), oneLine(c.Camera), oneLine(c.OperatorName), string(c.State), fmt.Sprint(c.Copies), id[max(0, len(id)-8):],
				oneLine(strings.Join(c.Why, "; ")))
		}
	})
}

type cardsShowCmd struct {
	Card string `arg:"" help:"Name or id."`
}

func (cardsShowCmd) Help() string { return example("bts cards show A001") }

func (c *cardsShowCmd) Run(s *session) error {
	return s.withCard(c.Card, func(a *app.App, p production.Production, card office.LoggedCard) error {
		return s.print(paper.NewCard(card, p.Zone()), func(w io.Writer) error { return printCard(w, card) })
	})
}

func printCard(w io.Writer, c office.LoggedCard) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s of %s: %s\n", oneLine(c.Name), dayNumber(c.DayNumber, string(c.Day)), c.State)
	for _, why := range c.Why {
		fmt.Fprintf(&b, "  not safe to format: %s\n", why)
	}
	if c.Reason != "" {
		fmt.Fprintf(&b, "  formatted before it was safe: %s\n", oneLine(c.Reason))
	}
	for _, p := range c.Proofs {
		fmt.Fprintf(&b, "%s\n", oneLine(proofWords(p)))
		for _, n := range p.Names {
			fmt.Fprintf(&b, "  %s: %s %s\n", n.Code, oneLine(n.Path), oneLine(n.Note))
		}
	}
	for _, r := range c.Receipts {
		fmt.Fprintf(&b, "receipt %s: %d files, %d bytes\n", r.ID[max(0, len(r.ID)-8):], r.Files, r.Bytes)
		for _, copied := range r.Copies {
			fmt.Fprintf(&b, "  %d of %d files proven in %s\n", copied.Files, r.Files, oneLine(copied.Path))
		}
		for _, problem := range r.Problems {
			fmt.Fprintf(&b, "  %s: %s: %s\n", problem.Code, oneLine(problem.Path), oneLine(problem.Message))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// proofWords say what came of reading a copy again.
func proofWords(p office.ProofRun) string {
	what := "copy " + p.Path
	switch {
	case p.Good():
		return fmt.Sprintf("%s was proven %s: %d files", what, p.At.Format(time.DateOnly), p.OK)
	case p.Over:
		return fmt.Sprintf("%s was read %s, and is not what was recorded: %d differ, %d missing, %d unreadable", what, p.At.Format(time.DateOnly), p.Differs, p.Missing, p.Lost)
	case p.Going():
		return fmt.Sprintf("%s is being read: %d of %d bytes", what, p.Done, p.Total)
	}
	return what + " was not read to the end: " + p.Error
}

// withCard finds the card that is meant: by its id or a part of it, or by its name, if one roll of that name alone is
// not formatted yet, or there is one at all.
func (s *session) withCard(said string, fn func(a *app.App, p production.Production, card office.LoggedCard) error) error {
	return s.with(func(a *app.App, p production.Production) error {
		log, err := a.Office.Cards(s.ctx, p.ID, office.CardFilter{})
		if err != nil {
			return err
		}
		card, err := cardMeant(log.Cards, said)
		if err != nil {
			return err
		}
		return fn(a, p, card)
	})
}

func cardMeant(all []office.LoggedCard, said string) (office.LoggedCard, error) {
	var known []called
	var open []office.LoggedCard
	at := map[string]office.LoggedCard{}
	for _, c := range all {
		known, at[string(c.ID)] = append(known, called{string(c.ID), c.Name}), c
		if cardlog.SameName(c.Name, said) && c.State != cardlog.StateFormatted {
			open = append(open, c)
		}
	}
	if len(open) == 1 {
		return open[0], nil
	}
	id, err := meant(known, said, "card", "bts --json cards")
	if fault.Is(err, fault.Invalid) {
		return office.LoggedCard{}, fault.New(fault.Invalid, "there are several rolls of %s", said).WithRemedy("Name one by its id; see them with: bts cards list --name %s", said)
	}
	return at[id], err
}
