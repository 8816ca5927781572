package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type planMoveCmd struct {
	Moment string   `arg:"" help:"Id or title of the moment."`
	To     string   `help:"The day: YYYY-MM-DD or \"day 5\"; without it the day it is booked on." placeholder:"DATE"`
	At     string   `help:"When it begins; without it when it is booked for." placeholder:"HH:MM"`
	Team   []string `help:"Who covers it, by id or name; without it those who do, or whoever is free." placeholder:"NAME"`
	DryRun bool     `help:"Only say what it would be, and what stands against it."`
}

func (planMoveCmd) Help() string {
	return example(`bts plan move "Lamp lit for real" --to 2026-05-07 --at 14:10 --dry-run`, `bts plan move 4f0c91ab --at 14:10 --team "Ines Rook"`)
}

func (c *planMoveCmd) Run(s *session) error {
	w := coverage.Wanted{Moment: c.Moment, Day: c.To, At: c.At, Team: c.Team}
	return s.with(func(a *app.App, p production.Production) error {
		if !c.DryRun {
			return s.rebook(a, p, w)
		}
		t, err := a.Office.TryBooking(s.ctx, p.ID, w)
		if err != nil {
			return err
		}
		return s.print(paper.NewTrial(t, p.Zone()), func(out io.Writer) error { return printTrial(out, t) })
	})
}

type planTakeOffCmd struct {
	Moment string `arg:"" help:"Id or title of the moment."`
}

func (planTakeOffCmd) Help() string { return example(`bts plan take-off "Lamp lit for real"`) }

func (c *planTakeOffCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		return s.rebook(a, p, coverage.Wanted{Moment: c.Moment, Off: true})
	})
}

// rebook changes a booking and tells what that did.
func (s *session) rebook(a *app.App, p production.Production, w coverage.Wanted) error {
	r, err := a.Office.MoveBooking(s.ctx, p.ID, w)
	if err != nil {
		return err
	}
	return s.print(paper.NewRebooked(r, p.Zone()), func(out io.Writer) error {
		if err := printTrial(out, r.Trial); err != nil {
			return err
		}
		_, err := fmt.Fprintln(out, "Take it back with: bts plan undo")
		return err
	})
}

type planHoldCmd struct {
	Moment string `arg:"" help:"Id or title of the moment."`
}

func (planHoldCmd) Help() string { return example(`bts plan hold "Lamp lit for real"`) }

func (c *planHoldCmd) Run(s *session) error { return s.hold(c.Moment, true, "Held") }

type planReleaseCmd struct {
	Moment string `arg:"" help:"Id or title of the moment."`
}

func (planReleaseCmd) Help() string { return example(`bts plan release "Lamp lit for real"`) }

func (c *planReleaseCmd) Run(s *session) error { return s.hold(c.Moment, false, "Released") }

func (s *session) hold(moment string, held bool, said string) error {
	return s.with(func(a *app.App, p production.Production) error {
		ids, err := s.momentsMeant(a, p, []string{moment})
		if err != nil {
			return err
		}
		r, err := a.Office.HoldBooking(s.ctx, p.ID, ids[0], held)
		if err != nil {
			return err
		}
		return s.rebooked(p, r, said)
	})
}

// undoByHand takes the newest change by hand back.
func (s *session) undoByHand(a *app.App, p production.Production, plan coverage.Plan) error {
	r, err := a.Office.UndoBooking(s.ctx, p.ID, plan.ID)
	if err != nil {
		return err
	}
	return s.rebooked(p, r, fmt.Sprintf("“%s” is not %s any more", plan.Hand.Title, plan.Hand.Act.Words()))
}

func (s *session) rebooked(p production.Production, r office.Rebooking, said string) error {
	return s.print(paper.NewRebooked(r, p.Zone()), func(out io.Writer) error {
		_, err := fmt.Fprintf(out, "%s. %d moments are covered on %d crew-days.\n", said, r.Plan.Covered, r.Plan.UsedDays)
		return err
	})
}

// printTrial prints what a change would be or was, and what stands against it.
func printTrial(w io.Writer, t coverage.Trial) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", t.Title)
	if t.Was != nil {
		fmt.Fprintf(&b, "  was  %s\n", bookedWords(*t.Was))
	}
	switch {
	case t.Now != nil:
		fmt.Fprintf(&b, "  now  %s\n", bookedWords(*t.Now))
	case len(t.Clashes) == 0:
		b.WriteString("  now  not booked\n")
	}
	for _, c := range t.Clashes {
		fmt.Fprintf(&b, "!  %s\n", c.Text)
	}
	for _, note := range t.Notes {
		fmt.Fprintf(&b, "   %s\n", note)
	}
	if len(t.Clashes) == 0 {
		for _, turn := range t.Turns {
			fmt.Fprintf(&b, "   %s: %s\n", turn.Date.Spoken(), turn.Words())
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func bookedWords(b coverage.Booked) string {
	var team []string
	for _, t := range b.Cover.Team {
		team = append(team, t.Name)
	}
	return fmt.Sprintf("%s %s–%s · %s · %s", dayTitle(b.Number, b.Date), b.Cover.Start, b.Cover.End, production.CalmName(b.Cover.Place), strings.Join(team, ", "))
}
