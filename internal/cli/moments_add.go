package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

type momentsAddCmd struct {
	Title   string  `arg:"" help:"What is worth documenting."`
	Kind    *string `help:"What sort of moment it is; without it, unplanned." placeholder:"KIND"`
	Scene   *string `help:"Number of the scene that it belongs to." placeholder:"N"`
	Day     string  `help:"The day it happens on: its number or its date." placeholder:"DAY"`
	At      string  `help:"From when until when." placeholder:"09:30-11:00"`
	Place   string  `help:"Set or location." placeholder:"PLACE"`
	Person  *string `help:"Whom it is about, for an interview." placeholder:"NAME"`
	Minutes *int    `help:"How long somebody has to be there." placeholder:"N"`
	Arc     *string `help:"Name of the arc that it serves." placeholder:"NAME"`
	Score   *int    `help:"What it is worth, 0 to 100." placeholder:"N"`
	Note    *string `help:"A note." placeholder:"TEXT"`
	Must    *bool   `help:"Promised: counts far above its score." negatable:""`
}

func (momentsAddCmd) Help() string {
	return example(`bts moments add "The set goes up" --kind set_construction --day 2026-05-02 --at 09:00-17:00 --place "Lamp room"`)
}

func (c *momentsAddCmd) Run(s *session) error {
	change := story.Change{Title: &c.Title, Scene: c.Scene, Person: c.Person, Minutes: c.Minutes, Arc: c.Arc, Score: c.Score, Note: c.Note, MustHave: c.Must}
	if c.Kind != nil {
		kind := story.Kind(*c.Kind)
		change.Kind = &kind
	}
	return s.with(func(a *app.App, p production.Production) (err error) {
		if change.Windows, err = c.windows(s, a, p); err != nil {
			return err
		}
		m, err := a.Office.AddMoment(s.ctx, p.ID, change)
		if err != nil {
			return err
		}
		return s.print(paper.NewMoment(m, p.Zone()), func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "Added the moment %q (%s).\n", m.Title, short(string(m.ID)))
			return err
		})
	})
}

// windows are when it can happen: nil where nobody said. Day and time belong together.
func (c *momentsAddCmd) windows(s *session, a *app.App, p production.Production) (*[]story.Window, error) {
	if c.Day == "" && c.At == "" && c.Place == "" {
		return nil, nil
	}
	from, to, both := strings.Cut(c.At, "-")
	if c.Day == "" || !both {
		return nil, fault.New(fault.Invalid, "it is not said when it happens").WithRemedy("Give both, for example --day 3 --at 09:30-11:00.")
	}
	date, err := s.dayMeant(a, p, c.Day)
	if err != nil {
		return nil, err
	}
	w := story.Window{Date: date, Place: c.Place, Factor: 100, Capacity: -1}
	if w.Start, err = production.ParseClock(from); err != nil {
		return nil, err
	}
	if w.End, err = production.ParseClock(to); err != nil {
		return nil, err
	}
	if w.End <= w.Start {
		w.End += 24 * 60 // it ends after midnight
	}
	return &[]story.Window{w}, nil
}
