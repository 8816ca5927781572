package cli

import (
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type cardsAddCmd struct {
	Name     string `arg:"" help:"As on its label."`
	Day      string `help:"When it is shot: a day's number or its date; without it today." placeholder:"DAY"`
	Camera   string `help:"Camera or recorder." placeholder:"A"`
	Operator string `help:"Of the BTS crew, by id or name." placeholder:"NAME"`
	Medium   string `help:"What sort of card." placeholder:"SD"`
	Serial   string `help:"Serial number." placeholder:"TEXT"`
	Size     int64  `help:"Bytes that go on it." placeholder:"BYTES"`
	Note     string `help:"Note." placeholder:"TEXT"`
	Full     bool   `help:"It is full already."`
}

func (cardsAddCmd) Help() string {
	return example("bts cards add A001 --camera A --operator Nora --medium 'CFexpress B'", "bts cards add S001 --day 4 --full")
}

func (c *cardsAddCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		day, err := s.dayMeant(a, p, c.Day)
		if err != nil {
			return err
		}
		card := cardlog.Card{
			Name: c.Name, Day: day, Camera: c.Camera, Operator: production.MemberID(c.Operator), Medium: c.Medium, Serial: c.Serial, Size: c.Size, Note: c.Note, Mark: cardlog.InUse,
		}
		if c.Full {
			card.Mark = cardlog.Full
		}
		card, act, err := a.Office.AddCard(s.ctx, p.ID, card)
		if err != nil {
			return err
		}
		return s.acted(paper.NewMade(card.ID, act), act, "%s is in the log of %s.", card.Name, card.Day.Spoken())
	})
}

type cardsSetCmd struct {
	Card   string  `arg:"" help:"Name or id."`
	Name   *string `help:"As on its label." placeholder:"NAME"`
	Day    *string `help:"When it was shot: a day's number or its date." placeholder:"DAY"`
	Camera *string `help:"Camera or recorder." placeholder:"A"`
	Medium *string `help:"What sort of card." placeholder:"SD"`
	Serial *string `help:"Serial number." placeholder:"TEXT"`
	Note   *string `help:"Note." placeholder:"TEXT"`
	Size   *int64  `help:"Bytes that go on it." placeholder:"BYTES"`

	Operator *string `help:"Of the BTS crew, by id or name; '' for nobody." placeholder:"NAME"`
}

func (cardsSetCmd) Help() string {
	return example("bts cards set A001 --camera B --note 'second half is time-lapse'")
}

func (c *cardsSetCmd) Run(s *session) error {
	fields := texts(map[string]*string{"name": c.Name, "camera": c.Camera, "medium": c.Medium, "serial": c.Serial, "note": c.Note})
	if c.Size != nil {
		fields["size_bytes"] = *c.Size
	}
	if len(fields) == 0 && c.Day == nil && c.Operator == nil {
		return nothingGiven("--camera, --day, --operator, --note or another")
	}
	return s.withCard(c.Card, func(a *app.App, p production.Production, card office.LoggedCard) error {
		if c.Day != nil {
			day, err := s.dayMeant(a, p, *c.Day)
			if err != nil {
				return err
			}
			fields["day"] = day
		}
		if c.Operator != nil {
			id, err := s.operatorMeant(a, p, *c.Operator)
			if err != nil {
				return err
			}
			fields["operator"] = id
		}
		return s.editCard(a, p, card, fields, "%s is written.")
	})
}

// operatorMeant is somebody of the BTS crew by id or name, "" for "".
func (s *session) operatorMeant(a *app.App, p production.Production, said string) (string, error) {
	if strings.TrimSpace(said) == "" {
		return "", nil
	}
	members, err := a.Office.Members(s.ctx, p.ID)
	if err != nil {
		return "", err
	}
	var known []called
	for _, m := range members {
		known = append(known, called{string(m.ID), m.Name})
	}
	return meant(known, said, "member of the BTS crew", "bts crew")
}

func (s *session) editCard(a *app.App, p production.Production, card office.LoggedCard, fields map[string]any, done string) error {
	act, err := a.Office.EditCard(s.ctx, p.ID, card.ID, office.Written{Fields: fields})
	if err != nil {
		return err
	}
	return s.acted(paper.NewAct(act), act, done, card.Name)
}

type cardsRemoveCmd struct {
	Card string `arg:"" help:"Name or id."`
}

func (cardsRemoveCmd) Help() string { return example("bts cards remove A001") }

func (c *cardsRemoveCmd) Run(s *session) error {
	return s.withCard(c.Card, func(a *app.App, p production.Production, card office.LoggedCard) error {
		return s.editCard(a, p, card, map[string]any{"gone": true}, "%s is off the log.")
	})
}

type cardsFullCmd struct {
	Card string `arg:"" help:"Name or id."`
}

func (cardsFullCmd) Help() string { return example("bts cards full A001") }

func (c *cardsFullCmd) Run(s *session) error {
	return s.markCard(c.Card, cardlog.Full, "", "%s is full.")
}

type cardsInUseCmd struct {
	Card string `arg:"" help:"Name or id."`
}

func (cardsInUseCmd) Help() string { return example("bts cards in-use A001") }

func (c *cardsInUseCmd) Run(s *session) error {
	return s.markCard(c.Card, cardlog.InUse, "", "%s is in use.")
}

type cardsFormattedCmd struct {
	Card   string `arg:"" help:"Name or id."`
	Reason string `help:"Why, though it was not safe; it is kept." placeholder:"TEXT"`
}

func (cardsFormattedCmd) Help() string {
	return example("bts cards formatted A001", "bts cards formatted A001 --reason 'handed over to the main unit'")
}

func (c *cardsFormattedCmd) Run(s *session) error {
	return s.markCard(c.Card, cardlog.Formatted, c.Reason, "%s is marked as formatted.")
}

func (s *session) markCard(said string, m cardlog.Mark, reason, done string) error {
	return s.withCard(said, func(a *app.App, p production.Production, card office.LoggedCard) error {
		act, err := a.Office.MarkCard(s.ctx, p.ID, card.ID, m, reason)
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, done, card.Name)
	})
}

type cardsAgainCmd struct {
	Card string `arg:"" help:"Name or id."`
}

func (cardsAgainCmd) Help() string { return example("bts cards again A001") }

func (c *cardsAgainCmd) Run(s *session) error {
	return s.withCard(c.Card, func(a *app.App, p production.Production, card office.LoggedCard) error {
		next, act, err := a.Office.UseCardAgain(s.ctx, p.ID, card.ID)
		if err != nil {
			return err
		}
		return s.acted(paper.NewMade(next.ID, act), act, "%s is in use as a new roll of %s.", next.Name, next.Day.Spoken())
	})
}
