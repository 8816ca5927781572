package cli

import (
	"fmt"
	"io"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type cardsRulesCmd struct {
	Copies *int    `help:"Verified copies that make a card safe to format; two are usual." placeholder:"N"`
	Days   *int    `help:"After how many days a copy is to be proven again; 0 for never." placeholder:"N"`
	Names  *string `help:"How the folders of copies are called; \"\" for the name of the card. Fields: {production}, {day}, {card}, {camera}, {date}, {volume}, {reel}, {operator}." placeholder:"TEMPLATE"`
}

func (cardsRulesCmd) Help() string {
	return "What the production wants of copies. Without a flag it is printed.\n\n" + example("bts cards rules", "bts cards rules --copies 3 --days 30")
}

func (c *cardsRulesCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		var act office.Act
		fields := map[string]any{}
		for name, n := range map[string]*int{"copies": c.Copies, "days": c.Days} {
			if n != nil {
				fields[name] = *n
			}
		}
		if c.Names != nil {
			fields["names"] = *c.Names
		}
		if len(fields) > 0 {
			var err error
			if act, err = a.Office.SetCardRules(s.ctx, p.ID, office.Written{Fields: fields}); err != nil {
				return err
			}
		}
		rules, err := a.Office.CardRules(s.ctx, p.ID)
		if err != nil {
			return err
		}
		doc := struct {
			paper.CardRules
			paper.Act
		}{paper.NewCardRules(rules), paper.NewAct(act)}
		return s.print(doc, func(w io.Writer) error {
			again := "Nobody asks to prove them again."
			if rules.Days > 0 {
				again = fmt.Sprintf("They are to be proven again after %s.", plural(rules.Days, "day", "days"))
			}
			called := "its name"
			if rules.Names != "" {
				called = rules.Names
			}
			_, err := fmt.Fprintf(w, "A card is safe to format with %s. %s\nThe folders of its copies are called after %s.\n", plural(rules.Copies, "verified copy", "verified copies"), again, called)
			return err
		})
	})
}
