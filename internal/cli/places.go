package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
)

type placesCmd struct {
	List   placesListCmd   `cmd:"" default:"1" help:"The places of the papers, and which of them have a plan."`
	Add    placesAddCmd    `cmd:"" help:"Add a plan of a place."`
	Set    placesSetCmd    `cmd:"" help:"Change what a plan says, its picture, or the place it is tied to."`
	Remove placesRemoveCmd `cmd:"" help:"Take a plan away."`
}

func (placesCmd) Help() string {
	return example("bts places", `bts places add Lighthouse --picture floor.jpg --across 12 --north 30`, `bts places set "Upper floor" --place "Lamp room"`)
}

type placesListCmd struct{}

func (placesListCmd) Help() string {
	return example("bts places list", "bts --json places list | jq '.plans[] | select(.lost)'")
}

func (placesListCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		all, err := a.Office.Grounds(s.ctx, p.ID)
		if err != nil {
			return err
		}
		return s.print(paper.NewGrounds(all), func(w io.Writer) error {
			_, err := io.WriteString(w, placesText(all))
			return err
		})
	})
}

func placesText(all office.Grounds) string {
	var b strings.Builder
	for _, g := range all.List {
		if g.Lost {
			fmt.Fprintf(&b, "! %s: no paper names %s any more. Tie it again: bts places set %s --place PLACE\n", oneLine(g.Name()), oneLine(g.Where), short(string(g.ID)))
		}
	}
	for _, place := range all.Places {
		indent := ""
		if place.Within != "" {
			indent = "  "
		}
		fmt.Fprintf(&b, "%s%s\n", indent, oneLine(place.Name))
		for _, g := range all.Of(place.Name) {
			fmt.Fprintf(&b, "%s  plan %s (%s)\n", indent, strings.Join(groundFacts(g.GroundPlan), " · "), short(string(g.ID)))
		}
	}
	if b.Len() == 0 {
		b.WriteString("The papers name no place yet. Take a script or a schedule in first: bts import FILE\n")
	}
	return b.String()
}

// groundFacts say what is known of a plan.
func groundFacts(g storyboard.GroundPlan) []string {
	facts := []string{oneLine(g.Name()), fmt.Sprintf("%d by %d pixels", g.Wide, g.High)}
	if g.Across != nil {
		facts = append(facts, fmt.Sprintf("%g m wide", *g.Across))
	}
	if g.North != nil {
		facts = append(facts, fmt.Sprintf("north %g°", *g.North))
	}
	return facts
}

// groundWords are the flags that say what a plan is.
type groundWords struct {
	Title  *string `help:"What it is called, where a place has several." placeholder:"TEXT"`
	Note   *string `help:"What is to be known at the place." placeholder:"TEXT"`
	Across *string `help:"Metres from the left edge of the picture to the right; '' where nobody knows." placeholder:"METRES"`
	North  *string `help:"Degrees clockwise from the top of the picture to north; '' where nobody knows." placeholder:"DEGREES"`
}

func (c groundWords) fields() (map[string]any, error) {
	fields := texts(map[string]*string{"title": c.Title, "note": c.Note})
	for name, text := range map[string]*string{"across": c.Across, "north": c.North} {
		if text == nil {
			continue
		}
		fields[name] = nil
		if *text == "" {
			continue
		}
		n, err := strconv.ParseFloat(*text, 64)
		if err != nil {
			return nil, fault.New(fault.Invalid, "--%s %q is not a number", name, *text).WithRemedy("Write 12 or 12.5.")
		}
		fields[name] = n
	}
	return fields, nil
}

type placesAddCmd struct {
	Place   string `arg:"" help:"Name of a location or a set, as the papers have it."`
	Picture string `help:"JPEG, PNG, GIF or WebP of the place from above." placeholder:"FILE" required:""`
	groundWords
}

func (placesAddCmd) Help() string {
	return example(`bts places add Lighthouse --picture floor.jpg --across 12 --north 30`, `bts places add "Lamp room" --picture sketch.png --title "Upper floor"`)
}

func (c *placesAddCmd) Run(s *session) error {
	data, err := readPicture(c.Picture)
	if err != nil {
		return err
	}
	fields, err := c.fields()
	if err != nil {
		return err
	}
	g := storyboard.GroundPlan{Where: c.Place}
	g.Title, _ = fields["title"].(string)
	g.Note, _ = fields["note"].(string)
	if n, given := fields["across"].(float64); given {
		g.Across = &n
	}
	if n, given := fields["north"].(float64); given {
		g.North = &n
	}
	return s.with(func(a *app.App, p production.Production) error {
		made, act, err := a.Office.AddGround(s.ctx, p.ID, g, data)
		if err != nil {
			return err
		}
		return s.acted(paper.NewMade(made.ID, act), act, "The plan %s of %s is there.", short(string(made.ID)), oneLine(made.Where))
	})
}

type placesSetCmd struct {
	Plan    string  `arg:"" help:"Id, title or place of the plan."`
	Place   *string `help:"Location or set that it is tied to." placeholder:"PLACE"`
	Picture string  `help:"Another picture; cameras stay where they stand." placeholder:"FILE"`
	groundWords
}

func (placesSetCmd) Help() string {
	return example(`bts places set "Upper floor" --place "Lamp room"`, `bts places set Lighthouse --across 12.5 --north ''`, `bts places set Lighthouse --picture newer.jpg`)
}

func (c *placesSetCmd) Run(s *session) error {
	fields, err := c.fields()
	if err != nil {
		return err
	}
	if c.Place != nil {
		fields["where"] = *c.Place
	}
	if len(fields) == 0 && c.Picture == "" {
		return nothingGiven("--place, --title, --note, --across, --north or --picture")
	}
	return s.with(func(a *app.App, p production.Production) error {
		id, err := s.groundMeant(a, p, c.Plan)
		if err != nil {
			return err
		}
		var act office.Act
		if len(fields) > 0 {
			if act, err = a.Office.EditGround(s.ctx, p.ID, id, office.Written{Fields: fields}); err != nil {
				return err
			}
		}
		if c.Picture != "" {
			data, err := readPicture(c.Picture)
			if err != nil {
				return err
			}
			if _, act, err = a.Office.SetGroundPicture(s.ctx, p.ID, id, data); err != nil {
				return err
			}
		}
		return s.acted(paper.NewAct(act), act, "The plan is written.")
	})
}

type placesRemoveCmd struct {
	Plan string `arg:"" help:"Id, title or place of the plan."`
}

func (placesRemoveCmd) Help() string { return example(`bts places remove "Upper floor"`) }

func (c *placesRemoveCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		id, err := s.groundMeant(a, p, c.Plan)
		if err != nil {
			return err
		}
		act, err := a.Office.EditGround(s.ctx, p.ID, id, office.Written{Fields: map[string]any{"gone": true}})
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "The plan is taken away.")
	})
}

// groundMeant is the plan that is meant: by its id, its title, or a place that has one plan.
func (s *session) groundMeant(a *app.App, p production.Production, said string) (production.GroundPlanID, error) {
	all, err := a.Office.Grounds(s.ctx, p.ID)
	if err != nil {
		return "", err
	}
	var known []called
	for _, g := range all.List {
		known = append(known, called{string(g.ID), g.Name()})
	}
	id, err := meant(known, said, "plan", "bts places")
	if of := all.Of(said); fault.Is(err, fault.NotFound) && len(of) == 1 {
		return of[0].ID, nil
	}
	return production.GroundPlanID(id), err
}
