package cli

import (
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

type storyTieCmd struct {
	Beat    string   `arg:"" help:"Id or title of the beat."`
	Moments []string `arg:"" name:"moment" help:"Ids or titles of moments."`
}

func (storyTieCmd) Help() string {
	return example(`bts story tie "It works" "Lamp lit for real" 4f0c91ab`)
}

func (c *storyTieCmd) Run(s *session) error {
	return s.withStory(func(a *app.App, p production.Production, o office.Outline) error {
		b, err := beatMeant(o, c.Beat)
		if err != nil {
			return err
		}
		ids, err := s.momentsMeant(a, p, c.Moments)
		if err != nil {
			return err
		}
		act, err := a.Office.TieMoments(s.ctx, p.ID, b.ID, ids)
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "%s %q now.", plural(len(ids), "moment tells", "moments tell"), b.Title)
	})
}

type storyUntieCmd struct {
	Moments []string `arg:"" name:"moment" help:"Ids or titles of moments."`
}

func (storyUntieCmd) Help() string { return example(`bts story untie "Lamp lit for real"`) }

func (c *storyUntieCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		ids, err := s.momentsMeant(a, p, c.Moments)
		if err != nil {
			return err
		}
		act, err := a.Office.TieMoments(s.ctx, p.ID, "", ids)
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "%s no beat now.", plural(len(ids), "moment tells", "moments tell"))
	})
}

type storyPromoteCmd struct {
	Moment string `arg:"" help:"Id or title of the moment."`
	Arc    string `help:"The arc at the end of which it is put, by id or name." placeholder:"ARC"`
	NewArc string `help:"Name of an arc that is made for it." placeholder:"NAME"`
}

func (storyPromoteCmd) Help() string {
	return example(`bts story promote "The goat eats the call sheet" --new-arc "What nobody planned"`, `bts story promote 4f0c91ab --arc people`)
}

func (c *storyPromoteCmd) Run(s *session) error {
	newArc := strings.TrimSpace(c.NewArc)
	if (c.Arc == "") == (newArc == "") {
		return fault.New(fault.Invalid, "it is not said what the beat is a step of").WithRemedy("Give either --arc or --new-arc.")
	}
	return s.withStory(func(a *app.App, p production.Production, o office.Outline) error {
		ids, err := s.momentsMeant(a, p, []string{c.Moment})
		if err != nil {
			return err
		}
		var arc office.ArcStory
		name := newArc
		if c.Arc != "" {
			if arc, err = arcMeant(o, c.Arc); err != nil {
				return err
			}
			name = arc.Name
		}
		b, act, err := a.Office.PromoteMoment(s.ctx, p.ID, ids[0], arc.ID, newArc)
		if err != nil {
			return err
		}
		return s.acted(paper.NewMade(b.ID, act), act, "%q is a beat of %q now.", b.Title, name)
	})
}

// momentsMeant are the ids of moments that are meant.
func (s *session) momentsMeant(a *app.App, p production.Production, said []string) ([]production.MomentID, error) {
	all, err := a.Office.Moments(s.ctx, p.ID, store.MomentFilter{})
	if err != nil {
		return nil, err
	}
	var known []called
	for _, m := range all {
		known = append(known, called{string(m.ID), m.Title})
	}
	var ids []production.MomentID
	for _, text := range said {
		id, err := meant(known, text, "moment", "bts --json moments")
		if err != nil {
			return nil, err
		}
		ids = append(ids, production.MomentID(id))
	}
	return ids, nil
}
