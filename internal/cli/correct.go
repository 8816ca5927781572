package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type correctCmd struct {
	What   string  `arg:"" help:"scene, day, event, person or location." enum:"scene,day,event,person,location"`
	Target string  `arg:"" help:"Number of a scene, number or date of a day, title of an event, name or character of a person, name of a location."`
	Field  *string `arg:"" optional:"" help:"What of it; without it the fields are listed."`
	Value  *string `arg:"" optional:"" help:"As what it is to be shown; without it what it is now."`
	Part   string  `help:"Of a day: the unit by its name, or the strip by the number of its scene." placeholder:"P"`
	Note   string  `help:"Why." placeholder:"TEXT"`
}

func (correctCmd) Help() string {
	return example("bts correct day 5", `bts correct day 5 call 06:30 --part Main --note "Phone, 1st AD"`,
		"bts correct day 2026-05-08 closed yes --part 12A", `bts correct person "Ann Actor" away "2026-05-12 to 2026-05-14"`)
}

func (c *correctCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		facts, err := shownFacts(s, a, p)
		if err != nil {
			return err
		}
		what := correction.What(c.What)
		target, err := correction.Aim(facts, what, c.Target)
		if err != nil {
			return err
		}
		if c.Field == nil || c.Value == nil {
			return c.list(s, a, p, facts, target)
		}
		part, err := correction.AimPart(facts, what, target, *c.Field, c.Part)
		if err != nil {
			return err
		}
		wanted := correction.Correction{What: what, Target: target, Part: part, Field: *c.Field, Value: *c.Value, Note: c.Note}
		broken, err := a.Office.Correct(s.ctx, p.ID, []correction.Correction{wanted})
		if err != nil {
			return err
		}
		return printCorrected(s, a, p, broken, func(b *strings.Builder) error { return c.writeShown(s, a, p, b, target, part) })
	})
}

// list prints what can be corrected of the thing: everything, one part of it or one field.
func (c *correctCmd) list(s *session, a *app.App, p production.Production, facts production.Facts, target string) error {
	what := correction.What(c.What)
	thing, err := a.Office.FindCorrectable(s.ctx, p.ID, what, target)
	if err != nil {
		return err
	}
	thing.Fields = slices.DeleteFunc(thing.Fields, func(f office.CorrectedField) bool {
		if c.Field != nil && f.Name != *c.Field {
			return true
		}
		part, err := correction.AimPart(facts, what, target, f.Name, c.Part)
		return c.Part != "" && (err != nil || part != f.Part)
	})
	if len(thing.Fields) == 0 && c.Field != nil {
		_, err = correction.AimPart(facts, what, target, *c.Field, c.Part)
	} else if len(thing.Fields) == 0 {
		err = fault.New(fault.NotFound, "it has no part %q", c.Part).WithRemedy("See its parts with: bts correct %s %q", c.What, c.Target)
	}
	if err != nil {
		return err
	}
	return s.print(thing, func(w io.Writer) error { return printFields(w, thing) })
}

func printFields(w io.Writer, thing office.CorrectedThing) error {
	fmt.Fprintln(w, thing.Title)
	return table(w, "PART\tFIELD\tSHOWN\tPAPER SAYS\tFOR EXAMPLE", func(row rowFunc) {
		for _, f := range thing.Fields {
			said := ""
			if f.Correction != nil {
				said = quoted(f.Paper)
			}
			hint := f.Example
			if len(f.Choices) > 0 {
				hint = strings.Join(f.Choices, ", ")
			}
			row(f.PartName, f.Name, brief(f.Shown), said, hint)
		}
	})
}

// writeShown says how the corrected field is shown now.
func (c *correctCmd) writeShown(s *session, a *app.App, p production.Production, b *strings.Builder, target, part string) error {
	thing, err := a.Office.FindCorrectable(s.ctx, p.ID, correction.What(c.What), target)
	if err != nil {
		return err
	}
	for _, f := range thing.Fields {
		if f.Name == *c.Field && f.Part == part {
			name := strings.Trim(thing.Title+", "+f.PartName, ", ")
			said := "as the paper says"
			if f.Shown != f.Paper {
				said = "the paper says " + quoted(f.Paper)
			}
			fmt.Fprintf(b, "%s: %s is shown as %s; %s.\n", name, strings.ToLower(f.Label), quoted(f.Shown), said)
		}
	}
	return nil
}

// printCorrected prints what correcting something came to.
func printCorrected(s *session, a *app.App, p production.Production, broken []office.Broken, say func(b *strings.Builder) error) error {
	doc, err := correctionsDoc(s, a, p)
	if err != nil {
		return err
	}
	return s.print(paper.NewCorrected(doc, broken), func(w io.Writer) error {
		var b strings.Builder
		writeBroken(&b, broken)
		if err := say(&b); err != nil {
			return err
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

func correctionsDoc(s *session, a *app.App, p production.Production) (paper.Corrections, error) {
	all, err := a.Office.Corrections(s.ctx, p.ID)
	if err != nil {
		return paper.Corrections{}, err
	}
	facts, err := shownFacts(s, a, p)
	return paper.NewCorrections(all, facts, p.Zone()), err
}

type correctionsCmd struct {
	List   correctionsListCmd   `cmd:"" default:"1" help:"List what is shown other than the papers say."`
	Remove correctionsRemoveCmd `cmd:"" help:"Show again what the papers say."`
}

func (correctionsCmd) Help() string {
	return example("bts corrections", "bts corrections remove 4f0c91ab")
}

type correctionsListCmd struct{}

func (correctionsListCmd) Help() string { return example("bts corrections") }

func (correctionsListCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		doc, err := correctionsDoc(s, a, p)
		if err != nil {
			return err
		}
		all, err := a.Office.Corrections(s.ctx, p.ID)
		if err != nil {
			return err
		}
		facts, err := shownFacts(s, a, p)
		if err != nil {
			return err
		}
		return s.print(doc, func(w io.Writer) error {
			return table(w, "ID\tSTATE\tOF\tFIELD\tCORRECTED TO\tPAPER SAYS\tSHOWN\tWHY\tBY", func(row rowFunc) {
				for _, c := range all {
					row(short(string(c.ID)), string(c.State), nameOfCorrected(c, facts), c.Field, quoted(c.Value), quoted(c.Paper), whichShows(c), brief(c.Note), c.By)
				}
			})
		})
	})
}

// nameOfCorrected is what people call what a correction is about.
func nameOfCorrected(c correction.Correction, facts production.Facts) string {
	if name := correction.NameOf(facts, c); name != "" {
		return name
	}
	return "a " + string(c.What) + " that is gone"
}

// whichShows says in a word whether ours or the paper's value is shown, and where else.
func whichShows(c correction.Correction) string {
	switch {
	case c.State == correction.Orphaned || c.State == correction.Replaced:
		return ""
	case c.State == correction.Agreed:
		return "both"
	case c.PaperShows:
		return "the paper's"
	case len(c.Also) > 0:
		return "ours, the whole scene"
	}
	return "ours"
}

type correctionsRemoveCmd struct {
	ID string `arg:"" help:"Id, or the last characters of it."`
}

func (correctionsRemoveCmd) Help() string { return example("bts corrections remove 4f0c91ab") }

func (c *correctionsRemoveCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		all, err := a.Office.Corrections(s.ctx, p.ID)
		if err != nil {
			return err
		}
		ids := make([]string, len(all))
		for i, one := range all {
			ids[i] = string(one.ID)
		}
		id, err := whole(ids, c.ID, "correction")
		if err != nil {
			return err
		}
		broken, err := a.Office.TakePaper(s.ctx, p.ID, production.CorrectionID(id))
		if err != nil {
			return err
		}
		return printCorrected(s, a, p, broken, func(b *strings.Builder) error {
			b.WriteString("What the papers say is shown again.\n")
			return nil
		})
	})
}
