package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/planner"
)

type planSolveCmd struct {
	Problem string        `arg:"" help:"Problem file."`
	Time    time.Duration `help:"How long to search." default:"10s"`
	Seed    int64         `help:"Seed of the search." default:"1"`
}

func (planSolveCmd) Help() string { return example("bts plan solve problem.json --time 10s --seed 1") }

func (c *planSolveCmd) Run(s *session) error {
	if c.Time <= 0 {
		return fault.New(fault.Invalid, "the time must be more than nothing")
	}
	problem, err := readProblem(c.Problem)
	if err != nil {
		return err
	}
	progress := s.progress()
	solution, err := planner.Solve(s.ctx, problem, planner.Options{
		Time: c.Time, Seed: c.Seed, Workers: runtime.NumCPU(), Wording: planner.Wording{Prices: true},
		Progress: func(p planner.Progress) {
			progress.report(p.Elapsed.Milliseconds(), c.Time.Milliseconds(), fmt.Sprintf("value %d, bound %d", p.Value, p.Bound))
		},
	})
	progress.end()
	if solution == nil {
		return err
	}
	e := json.NewEncoder(s.Out) // also when stopped early: the best plan so far
	e.SetEscapeHTML(false)
	return errors.Join(err, e.Encode(solution))
}

type planCheckCmd struct {
	Problem  string `arg:"" help:"Problem file."`
	Solution string `arg:"" help:"Solution file."`
}

func (planCheckCmd) Help() string { return example("bts plan check problem.json solution.json") }

func (c *planCheckCmd) Run(s *session) error {
	problem, err := readProblem(c.Problem)
	if err != nil {
		return err
	}
	solution, err := readSolution(c.Solution)
	if err != nil {
		return err
	}
	report := planner.Check(problem, solution)
	s.JSON = true // the contract: always a document
	if err := s.print(report, nil); err != nil {
		return err
	}
	if !report.Valid {
		return fault.New(fault.Invalid, "the solution breaks %d rules", len(report.Errors))
	}
	return nil
}

func readProblem(name string) (*planner.Problem, error) {
	f, err := openFile(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	problem, err := planner.Decode(f)
	return problem, named(err, name)
}

func readSolution(name string) (*planner.Solution, error) {
	f, err := openFile(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	solution, err := planner.DecodeSolution(f)
	return solution, named(err, name)
}

func openFile(name string) (io.ReadCloser, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil, fault.New(fault.Invalid, "%s is a folder", name).WithRemedy("Name the file inside it.")
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "%s is not there", name)
	}
	if err != nil {
		return nil, fault.New(fault.Unavailable, "%s cannot be read", name).WithCause(err)
	}
	return f, nil
}

// named puts the file's name before an error about its content.
func named(err error, file string) error {
	if err == nil {
		return nil
	}
	return &fault.Error{Code: fault.CodeOf(err), At: fault.Position{File: file}, Err: err}
}
