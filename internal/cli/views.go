package cli

import (
	"io"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type viewsCmd struct {
	List   viewsListCmd   `cmd:"" default:"withargs" help:"The views that everybody has."`
	Save   viewsSaveCmd   `cmd:"" help:"Keep a view for everybody."`
	Rename viewsRenameCmd `cmd:"" help:"Give a view another name."`
	Remove viewsRemoveCmd `cmd:"" help:"Take a view away."`
}

func (viewsCmd) Help() string {
	return example("bts views", `bts views save "Musts of day 5" shotlist "priority=must&day=2026-05-08"`)
}

type viewsListCmd struct {
	Page string `help:"Of one page alone: moments or shotlist." enum:",moments,shotlist" default:"" placeholder:"PAGE"`
}

func (viewsListCmd) Help() string { return viewsCmd{}.Help() }

func (c *viewsListCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		list, err := a.Office.Views(s.ctx, p.ID, c.Page)
		if err != nil {
			return err
		}
		return s.print(paper.NewViews(list), func(w io.Writer) error {
			return table(w, "NAME\tPAGE\tQUERY\tID", func(row rowFunc) {
				for _, v := range list {
					row(oneLine(v.Name), v.Page, v.Query, string(v.ID[max(0, len(v.ID)-8):]))
				}
			})
		})
	})
}

type viewsSaveCmd struct {
	Name  string `arg:"" help:"What it is called."`
	Page  string `arg:"" help:"moments or shotlist."`
	Query string `arg:"" optional:"" help:"Of the page's address: kind=stunt&sort=day."`
}

func (viewsSaveCmd) Help() string {
	return example(`bts views save Stunts moments "kind=stunt&sort=day"`)
}

func (c *viewsSaveCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		v, act, err := a.Office.SaveView(s.ctx, p.ID, production.View{Name: c.Name, Page: c.Page, Query: c.Query, Shared: true})
		if err != nil {
			return err
		}
		return s.acted(paper.NewMade(v.ID, act), act, "Everybody has the view %q.", v.Name)
	})
}

type viewsRenameCmd struct {
	ID   string `arg:"" help:"Id or name."`
	Name string `arg:"" help:"What it is called from now on."`
}

func (viewsRenameCmd) Help() string { return example(`bts views rename Stunts "All stunts"`) }

func (c *viewsRenameCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		id, err := s.viewMeant(a, p, c.ID)
		if err != nil {
			return err
		}
		act, err := a.Office.EditView(s.ctx, p.ID, id, office.Written{Fields: map[string]any{"name": c.Name}})
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "The view is called %q.", c.Name)
	})
}

// viewMeant is a view that everybody has, by its id or name.
func (s *session) viewMeant(a *app.App, p production.Production, said string) (production.ViewID, error) {
	list, err := a.Office.Views(s.ctx, p.ID, "")
	if err != nil {
		return "", err
	}
	var known []called
	for _, v := range list {
		known = append(known, called{string(v.ID), v.Name})
	}
	id, err := meant(known, said, "view", "bts views")
	return production.ViewID(id), err
}

type viewsRemoveCmd struct {
	ID string `arg:"" help:"Id or name."`
}

func (viewsRemoveCmd) Help() string { return example("bts views remove Stunts") }

func (c *viewsRemoveCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		id, err := s.viewMeant(a, p, c.ID)
		if err != nil {
			return err
		}
		act, err := a.Office.RemoveView(s.ctx, p.ID, id)
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "The view is taken away.")
	})
}
