package cli

import (
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

type momentsSetCmd struct {
	Moments []string `arg:"" name:"moment" help:"Ids or titles of moments."`
	Status  *string  `help:"${enum}." enum:"proposed,confirmed,dismissed" placeholder:"STATUS"`
	Kind    *string  `help:"What sort of moment it is." placeholder:"KIND"`
	Arc     *string  `help:"Name of the arc that it serves; '' for none." placeholder:"NAME"`
	Score   *int     `help:"What it is worth, 0 to 100." placeholder:"N"`
	Note    *string  `help:"A note; '' for none." placeholder:"TEXT"`
	Must    *bool    `help:"Promised: counts far above its score." negatable:""`
}

func (momentsSetCmd) Help() string {
	return example(`bts moments set "Lamp lit for real" 4f0c91ab --status confirmed --must`, `bts moments set 4f0c91ab --arc Daring --score 90`)
}

func (c *momentsSetCmd) Run(s *session) error {
	change := story.Change{Arc: c.Arc, Score: c.Score, Note: c.Note, MustHave: c.Must}
	if c.Status != nil {
		status := story.Status(*c.Status)
		change.Status = &status
	}
	if c.Kind != nil {
		kind := story.Kind(*c.Kind)
		change.Kind = &kind
	}
	if change == (story.Change{}) {
		return fault.New(fault.Invalid, "it is not said what to change").WithRemedy("Give --status, --kind, --arc, --score, --note or --must.")
	}
	return s.with(func(a *app.App, p production.Production) error {
		ids, err := s.momentsMeant(a, p, c.Moments)
		if err != nil {
			return err
		}
		act, err := a.Office.EditMoments(s.ctx, p.ID, ids, change)
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "Changed %s.", plural(len(ids), "moment", "moments"))
	})
}
