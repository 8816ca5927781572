package cli

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type planWhatIfCmd struct {
	CrewDays *int          `help:"Paid crew-days." placeholder:"N"`
	Without  []string      `help:"Somebody of the crew who is left out; may be given again." placeholder:"NAME" sep:"none"`
	Extra    []string      `help:"Somebody more, \"NAME: skill, skill\"; may be given again." placeholder:"PERSON" sep:"none"`
	Must     []string      `help:"A moment that has to be covered; may be given again." placeholder:"MOMENT" sep:"none"`
	NoGo     []string      `help:"A moment that nobody covers or a day on which nobody goes; may be given again." placeholder:"MOMENT|DATE" sep:"none"`
	Name     string        `help:"What to call it." placeholder:"TEXT"`
	Time     time.Duration `help:"How long to search." default:"5s"`
	Seed     int64         `help:"Another seed may find another plan of the same worth." default:"1"`
	Adopt    bool          `help:"Make it the plan."`
}

func (planWhatIfCmd) Help() string {
	return example("bts plan whatif --crew-days 16 --without 'Nora Fielding'", "bts plan whatif --extra 'Sam Lee: video, sound' --must 'The lamp is lit' --no-go 2026-05-08 --adopt")
}

func (c *planWhatIfCmd) Run(s *session) error {
	ask := coverage.Ask{Name: c.Name, Without: c.Without, Must: c.Must, NoGo: c.NoGo, Time: c.Time, Seed: c.Seed}
	if c.CrewDays != nil {
		if ask.CrewDays = *c.CrewDays; ask.CrewDays < 1 {
			return fault.New(fault.Invalid, "%d is not a number of crew-days", *c.CrewDays).
				WithRemedy("Give a whole number from 1; one person on one day is one crew-day.")
		}
	}
	if c.Time <= 0 {
		return fault.New(fault.Invalid, "the time must be more than nothing").WithRemedy("Give for example --time 5s.")
	}
	for _, text := range c.Extra {
		m, err := readExtra(text)
		if err != nil {
			return err
		}
		ask.Extra = append(ask.Extra, m)
	}
	return s.with(func(a *app.App, p production.Production) error {
		progress := s.progress()
		found, err := a.Office.WhatIf(s.ctx, p.ID, ask, progress.report)
		progress.end()
		if err != nil {
			return err
		}
		doc := trial{Scenario: paper.NewScenario(found, p.CrewDays, p.Zone())}
		if c.Adopt {
			adopted, err := a.Office.AdoptScenario(s.ctx, p.ID, found.ID)
			if err != nil {
				return err
			}
			doc.Adopted, doc.Notes = true, adopted.Notes
		}
		return s.print(doc, func(w io.Writer) error { return printTried(w, found, p.CrewDays, doc) })
	})
}

// trial is the document of a what-if.
type trial struct {
	paper.Scenario
	Adopted bool     `json:"adopted"`
	Notes   []string `json:"notes,omitempty"`
}

// readExtra reads "Sam Lee: video, sound".
func readExtra(text string) (crew.Member, error) {
	name, skills, ok := strings.Cut(text, ":")
	m := crew.Member{Name: strings.TrimSpace(name)}
	for _, skill := range strings.Split(skills, ",") {
		if skill = strings.TrimSpace(skill); skill != "" {
			m.Skills = append(m.Skills, strings.ToLower(skill))
		}
	}
	if !ok || m.Name == "" || len(m.Skills) == 0 {
		return m, fault.New(fault.Invalid, "%q does not say who and what they can do", text).
			WithRemedy("Write \"Sam Lee: video, sound\"; the skills are %s.", strings.Join(office.SkillNames(), ", "))
	}
	return m, nil
}

func printTried(w io.Writer, s coverage.Scenario, paid int, doc trial) error {
	var b strings.Builder
	printDifference(&b, s, paid)
	if doc.Adopted {
		b.WriteString("\nIt is the plan now. Take it back with: bts plan undo\n")
	} else {
		fmt.Fprintf(&b, "\nKept as %s. To make it the plan: bts plan adopt %s\n", short(string(s.ID)), short(string(s.ID)))
	}
	for _, note := range doc.Notes {
		fmt.Fprintln(&b, note)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// printDifference prints what a scenario changes.
func printDifference(b *strings.Builder, s coverage.Scenario, paid int) {
	fmt.Fprintf(b, "%s\n%s\n%s\n", scenarioTitle(s.Wish, paid), s.Sentence(paid), figureLine(s.Figures))
	printCovers(b, "More", s.Difference.Gained)
	printCovers(b, "Fewer", s.Difference.Lost)
}

// scenarioTitle is a scenario's name, or what it changes.
func scenarioTitle(w coverage.Wish, paid int) string {
	words := w.Words(paid)
	switch {
	case w.Name == "":
		return words
	case words == "":
		return w.Name
	}
	return w.Name + ": " + words
}

// figureLine is what a plan is worth in one line.
func figureLine(f coverage.Figures) string {
	text := fmt.Sprintf("%d of %d moments with %d of %d crew-days", f.Covered, f.Total, f.UsedDays, f.CrewDays)
	if f.PromisedTotal > 0 {
		text += fmt.Sprintf("; %d of %d promised", f.Promised, f.PromisedTotal)
	}
	if f.Cost > 0 {
		text += fmt.Sprintf("; crew cost %d", f.Cost)
	}
	return text + "."
}

func printCovers(b *strings.Builder, head string, covers []coverage.Cover) {
	if len(covers) > 0 {
		fmt.Fprintf(b, "\n%s\n", head)
	}
	for _, c := range covers {
		fmt.Fprintf(b, "  %3d  %s\n", c.Score, c.Title)
	}
}

type planScenariosCmd struct {
	Discarded bool `help:"Those that were put away and can be restored."`
}

func (planScenariosCmd) Help() string {
	return example("bts plan scenarios", "bts plan scenarios --discarded")
}

func (c *planScenariosCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		list := a.Office.Scenarios
		if c.Discarded {
			list = a.Office.Discarded
		}
		all, err := list(s.ctx, p.ID)
		if err != nil {
			return err
		}
		return s.print(paper.NewScenarios(all, p.CrewDays, p.Zone()), func(w io.Writer) error {
			for _, sc := range all {
				fmt.Fprintf(w, "%s  %s\n          %s\n", short(string(sc.ID)), scenarioTitle(sc.Wish, p.CrewDays), sc.Sentence(p.CrewDays))
				for _, why := range sc.Stale {
					fmt.Fprintf(w, "          %s\n", why)
				}
			}
			return nil
		})
	})
}

type planScenarioCmd struct {
	ID string `arg:"" help:"The scenario, or a point of the curve: its id or an end of it."`
}

func (planScenarioCmd) Help() string { return example("bts plan scenario 0c3fe1a2") }

func (c *planScenarioCmd) Run(s *session) error {
	return s.withScenario(c.ID, tried, func(a *app.App, p production.Production, id production.ScenarioID) error {
		found, err := a.Office.FindScenario(s.ctx, p.ID, id)
		if err != nil {
			return err
		}
		return s.print(paper.NewScenario(found, p.CrewDays, p.Zone()), func(w io.Writer) error { return printScenario(w, found, p.CrewDays) })
	})
}

// printScenario prints a scenario as its page shows it: what it changes, then its plan.
func printScenario(w io.Writer, s coverage.Scenario, paid int) error {
	var b strings.Builder
	printDifference(&b, s, paid)
	for _, why := range s.Stale {
		fmt.Fprintln(&b, why)
	}
	for _, d := range s.Plan.Days {
		printPlanDay(&b, d)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

type planAdoptCmd struct {
	ID string `arg:"" help:"The scenario, or a point of the curve: its id or an end of it."`
}

func (planAdoptCmd) Help() string { return example("bts plan adopt 0c3fe1a2") }

func (c *planAdoptCmd) Run(s *session) error {
	return s.withScenario(c.ID, tried, func(a *app.App, p production.Production, id production.ScenarioID) error {
		adopted, err := a.Office.AdoptScenario(s.ctx, p.ID, id)
		if err != nil {
			return err
		}
		return s.print(paper.NewAdopted(adopted, p.Zone()), func(w io.Writer) error {
			if err := printPlan(w, adopted.Plan); err != nil {
				return err
			}
			for _, note := range adopted.Notes {
				fmt.Fprintln(w, note)
			}
			if adopted.Before != "" {
				fmt.Fprintln(w, "Take it back with: bts plan undo")
			}
			return nil
		})
	})
}

type planUndoCmd struct {
	ID string `arg:"" optional:"" help:"The plan before, that must be the one that was replaced last; without it whichever is."`
}

func (planUndoCmd) Help() string { return example("bts plan undo") }

func (c *planUndoCmd) Run(s *session) error {
	undo := func(a *app.App, p production.Production, id production.ScenarioID) error {
		undone, err := a.Office.UndoAdoption(s.ctx, p.ID, id)
		if err != nil {
			return err
		}
		return s.print(paper.NewUnadopted(undone, p.Zone()), func(w io.Writer) error {
			if err := printPlan(w, undone.Plan); err != nil {
				return err
			}
			for _, note := range undone.Notes {
				fmt.Fprintln(w, note)
			}
			return nil
		})
	}
	if c.ID == "" {
		return s.with(func(a *app.App, p production.Production) error {
			if plan, err := a.Office.LatestPlan(s.ctx, p.ID); err == nil && plan.Hand != nil {
				return s.undoByHand(a, p, plan)
			}
			return undo(a, p, "")
		})
	}
	return s.withScenario(c.ID, beside, undo)
}

type planDiscardCmd struct {
	ID string `arg:"" help:"The scenario: its id or an end of it."`
}

func (planDiscardCmd) Help() string { return example("bts plan discard 0c3fe1a2") }

func (c *planDiscardCmd) Run(s *session) error {
	return s.withScenario(c.ID, beside, func(a *app.App, p production.Production, id production.ScenarioID) error {
		if err := a.Office.DiscardScenario(s.ctx, p.ID, id); err != nil {
			return err
		}
		return s.print(map[string]string{"discarded": string(id)}, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "Discarded. To take that back: bts plan restore %s\n", short(string(id)))
			return err
		})
	})
}

type planRestoreCmd struct {
	ID string `arg:"" help:"The scenario that was discarded: its id or an end of it."`
}

func (planRestoreCmd) Help() string { return example("bts plan restore 0c3fe1a2") }

func (c *planRestoreCmd) Run(s *session) error {
	return s.withScenario(c.ID, discarded, func(a *app.App, p production.Production, id production.ScenarioID) error {
		if err := a.Office.RestoreScenario(s.ctx, p.ID, id); err != nil {
			return err
		}
		return s.print(map[string]string{"restored": string(id)}, func(w io.Writer) error {
			_, err := fmt.Fprintln(w, "It is back.")
			return err
		})
	})
}

// which scenarios a command is about.
type which int

const (
	beside    which = iota // those that lie beside the plan
	tried                  // those and the points of the curve
	discarded              // those that were put away
)

// withScenario runs fn with the scenario that is meant.
func (s *session) withScenario(said string, of which, fn func(a *app.App, p production.Production, id production.ScenarioID) error) error {
	return s.with(func(a *app.App, p production.Production) error {
		all, err := scenariosOf(s.ctx, a, p.ID, of)
		if err != nil {
			return err
		}
		ids := make([]string, len(all))
		for i, sc := range all {
			ids[i] = string(sc.ID)
		}
		id, err := whole(ids, said, "scenario")
		if err != nil {
			return err
		}
		return fn(a, p, production.ScenarioID(id))
	})
}

func scenariosOf(ctx context.Context, a *app.App, in production.ProductionID, of which) ([]coverage.Scenario, error) {
	if of == discarded {
		return a.Office.Discarded(ctx, in)
	}
	all, err := a.Office.Alternatives(ctx, in)
	if all.Curve != nil && of == tried {
		all.Scenarios = append(all.Scenarios, all.Curve.Points...)
	}
	return all.Scenarios, err
}
