package cli

import (
	"encoding/json"

	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/planner/draw"
)

type planDrawCmd struct {
	Size   string `arg:"" help:"tiny (8 days, 30 moments), small (20, 100), feature (60, 400) or series (120, 1500)."`
	Seed   int64  `help:"Another seed draws another problem." default:"1"`
	Revise string `help:"Draw an evening's revision of the problem, with this solution of it as the plan so far." placeholder:"SOLUTION"`
}

func (planDrawCmd) Help() string {
	return example("bts plan draw feature --seed 7 > problem.json", "bts plan draw feature --seed 7 --revise solution.json > revised.json")
}

func (c *planDrawCmd) Run(s *session) error {
	problem, err := draw.Problem(draw.Size(c.Size), c.Seed)
	if err != nil {
		return err
	}
	if c.Revise != "" {
		if problem, err = c.revised(problem); err != nil {
			return err
		}
	}
	e := json.NewEncoder(s.Out)
	e.SetEscapeHTML(false)
	return e.Encode(problem)
}

func (c *planDrawCmd) revised(problem *planner.Problem) (*planner.Problem, error) {
	solution, err := readSolution(c.Revise)
	if err != nil {
		return nil, err
	}
	problem, err = draw.Revise(problem, solution, c.Seed)
	return problem, named(err, c.Revise)
}
