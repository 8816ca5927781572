package cli

import (
	"io"
	"time"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type planCmd struct {
	Make      planMakeCmd      `cmd:"" default:"withargs" help:"Choose days, people and times, save and print the plan."`
	WhatIf    planWhatIfCmd    `cmd:"" name:"whatif" help:"Try a plan out: more or fewer days or people, must-haves, no-gos."`
	Curve     planCurveCmd     `cmd:"" help:"What crew-days bring: a plan for each of several numbers of them."`
	Scenarios planScenariosCmd `cmd:"" help:"List the plans that were tried out."`
	Scenario  planScenarioCmd  `cmd:"" help:"Print a plan that was tried out."`
	Adopt     planAdoptCmd     `cmd:"" help:"Make a plan that was tried out the plan."`
	Move      planMoveCmd      `cmd:"" help:"Book a moment, or move its booking, by hand; it is held there."`
	TakeOff   planTakeOffCmd   `cmd:"" help:"Take a booking off."`
	Hold      planHoldCmd      `cmd:"" help:"Hold a booking where it is: the next plan has it so."`
	Release   planReleaseCmd   `cmd:"" help:"Let the next plan have a booking as it likes."`
	Undo      planUndoCmd      `cmd:"" help:"Take the newest change by hand back, or the newest adoption."`
	Discard   planDiscardCmd   `cmd:"" help:"Put a plan that was tried out away."`
	Restore   planRestoreCmd   `cmd:"" help:"Take discarding back, until the next is tried out."`
	Solve     planSolveCmd     `cmd:"" help:"Run the optimiser on a problem file."`
	Check     planCheckCmd     `cmd:"" help:"Check a solution against a problem file."`
	Draw      planDrawCmd      `cmd:"" help:"Draw a problem file to try the optimiser on."`
}

func (planCmd) Help() string {
	return example("bts plan --crew-days 16 --time 30s", "bts help plan make")
}

type planMakeCmd struct {
	CrewDays int           `help:"Paid crew-days; kept for the next time." placeholder:"N"`
	Time     time.Duration `help:"How long to search." default:"5s"`
	Seed     int64         `help:"Another seed may find another plan of the same worth." default:"1"`
	Afresh   bool          `help:"Do not try to keep the plan before."`
}

func (planMakeCmd) Help() string {
	return example("bts plan --crew-days 16", "bts plan --time 30s --seed 2")
}

func (c *planMakeCmd) Run(s *session) error {
	if c.CrewDays < 0 || c.Time <= 0 {
		return fault.New(fault.Invalid, "crew-days and time must be more than nothing").WithRemedy("Give for example --crew-days 12 --time 5s.")
	}
	return s.with(func(a *app.App, p production.Production) error {
		progress := s.progress()
		plan, err := a.Office.MakePlan(s.ctx, p.ID, office.PlanOptions{
			CrewDays: c.CrewDays, Time: c.Time, Seed: c.Seed, Afresh: c.Afresh,
		}, progress.report)
		progress.end()
		if err != nil {
			return err
		}
		return s.print(paper.NewPlan(plan, p.Zone()), func(w io.Writer) error { return printPlan(w, plan) })
	})
}
