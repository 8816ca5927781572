package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type planCurveCmd struct {
	From *int          `help:"Fewest crew-days." placeholder:"N"`
	To   *int          `help:"Most crew-days." placeholder:"N"`
	Step *int          `help:"Crew-days from one point to the next." placeholder:"N"`
	Time time.Duration `help:"How long to search for each point." default:"2s"`
	Seed int64         `help:"Another seed may find other plans of the same worth." default:"1"`
	Show bool          `help:"Show the curve that was drawn last."`
}

func (planCurveCmd) Help() string {
	return example("bts plan curve", "bts plan curve --from 8 --to 24 --step 4 --time 5s", "bts plan curve --show")
}

func (c *planCurveCmd) Run(s *session) error {
	opt := office.CurveOptions{Time: c.Time, Seed: c.Seed}
	for _, n := range []struct {
		said *int
		into *int
		flag string
	}{{c.From, &opt.Span.From, "--from"}, {c.To, &opt.Span.To, "--to"}, {c.Step, &opt.Span.Step, "--step"}} {
		if n.said == nil {
			continue
		}
		if *n.into = *n.said; *n.said < 1 {
			return fault.New(fault.Invalid, "%s is %d", n.flag, *n.said).WithRemedy("Give a whole number from 1.")
		}
	}
	if c.Time <= 0 {
		return fault.New(fault.Invalid, "the time must be more than nothing").WithRemedy("Give for example --time 5s.")
	}
	return s.with(func(a *app.App, p production.Production) error {
		curve, err := c.curve(s, a, p, opt)
		if err != nil {
			return err
		}
		return s.print(paper.NewCurve(curve, p.Zone()), func(w io.Writer) error { return printCurve(w, curve) })
	})
}

func (c *planCurveCmd) curve(s *session, a *app.App, p production.Production, opt office.CurveOptions) (coverage.Curve, error) {
	if c.Show {
		return a.Office.FindCurve(s.ctx, p.ID)
	}
	progress := s.progress()
	defer progress.end()
	return a.Office.DrawCurve(s.ctx, p.ID, opt, progress.report)
}

// printCurve prints the curve as a table, the plan there is marked: a point, or a row of its own.
func printCurve(w io.Writer, c coverage.Curve) error {
	var b strings.Builder
	cost := slices.ContainsFunc(c.Points, func(p coverage.Scenario) bool { return p.Figures.Cost > 0 })
	b.WriteString("  Crew-days  Used   Moments  Promised  Worth")
	if cost {
		b.WriteString("    Cost")
	}
	b.WriteString("   Plan\n")
	row := func(mark string, f coverage.Figures, name string) {
		fmt.Fprintf(&b, "%s %9d  %4d  %3d/%4d  %3d/%4d  %3d %%", mark, f.CrewDays, f.UsedDays, f.Covered, f.Total, f.Promised, f.PromisedTotal, (f.Worth+5)/10)
		if cost {
			fmt.Fprintf(&b, "  %6d", f.Cost)
		}
		fmt.Fprintf(&b, "   %s\n", name)
	}
	for _, p := range c.Points {
		mark := " "
		if c.IsPlan(p) {
			mark = "*"
		}
		row(mark, p.Figures, short(string(p.ID)))
	}
	if c.Plan != nil && !c.HasPlan() {
		row("*", *c.Plan, "the plan there is")
	}
	if text := c.Sentence(); text != "" {
		fmt.Fprintln(&b, text)
	}
	for _, why := range c.Stale {
		fmt.Fprintln(&b, why)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
