package cli

import (
	"fmt"
	"io"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type feedCmd struct {
	Add    feedAddCmd    `cmd:"" help:"Make a calendar that programs subscribe to."`
	List   feedListCmd   `cmd:"" help:"List the calendars to subscribe to."`
	Revoke feedRevokeCmd `cmd:"" help:"End a calendar feed at once."`
}

func (feedCmd) Help() string {
	return example(`bts feed add --member "Nora Fielding"`, "bts feed list")
}

type feedAddCmd struct {
	Member string `help:"Somebody of the BTS crew, by id or name: their bookings and calls; without it all bookings." placeholder:"NAME"`
	Days   bool   `help:"With the main unit's shoot days."`
}

func (feedAddCmd) Help() string {
	return example(`bts feed add --member "Nora Fielding"`, "bts feed add --days")
}

func (c *feedAddCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		f, secret, err := a.Office.AddFeed(s.ctx, p.ID, office.FeedWanted{Member: c.Member, Days: c.Days})
		if err != nil {
			return err
		}
		return s.print(paper.NewFeed(f, secret, p.Zone()), func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s, below the address of the server:\n  %s\nIt is not shown again. To end it: bts feed revoke %s\n", f.Name, paper.FeedPath(secret), short(string(f.ID)))
			return err
		})
	})
}

type feedListCmd struct{}

func (feedListCmd) Help() string { return example("bts feed list") }

func (feedListCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		all, err := a.Office.Feeds(s.ctx, p.ID)
		if err != nil {
			return err
		}
		doc := paper.NewFeeds(all, p.Zone())
		return s.print(doc, func(w io.Writer) error {
			return table(w, "ID\tNAME\tMADE BY\tREAD\tREVOKED", func(row rowFunc) {
				for _, f := range doc.Feeds {
					row(short(f.ID), f.Name, f.MadeBy, f.ReadAt, f.RevokedAt)
				}
			})
		})
	})
}

type feedRevokeCmd struct {
	ID      string `arg:"" help:"The feed: its id or an end of it."`
	Restore bool   `help:"Let it be read again instead."`
}

func (feedRevokeCmd) Help() string { return example("bts feed revoke 0c3fe1a2") }

func (c *feedRevokeCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		all, err := a.Office.Feeds(s.ctx, p.ID)
		if err != nil {
			return err
		}
		ids := make([]string, len(all))
		for i, f := range all {
			ids[i] = string(f.ID)
		}
		id, err := whole(ids, c.ID, "calendar feed")
		if err != nil {
			return err
		}
		if err := a.Office.RevokeFeed(s.ctx, p.ID, production.FeedID(id), !c.Restore); err != nil {
			return err
		}
		return s.print(map[string]any{"feed": id, "revoked": !c.Restore}, func(w io.Writer) error {
			said := "Revoked. To take that back: bts feed revoke --restore " + short(id)
			if c.Restore {
				said = "It is read again."
			}
			_, err := fmt.Fprintln(w, said)
			return err
		})
	})
}
