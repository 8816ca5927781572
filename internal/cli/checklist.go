package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/worksheet"
)

type checklistCmd struct {
	Date   string   `arg:"" help:"Date of the day." placeholder:"YYYY-MM-DD"`
	Done   []string `help:"What is done: number in the list, id, or the beginning of its text; may be given again." placeholder:"WHAT" sep:"none"`
	Undone []string `help:"What is not done after all." placeholder:"WHAT" sep:"none"`
	Add    string   `help:"Put something on the list, \"STAGE:TEXT\"; the stages are before, technical, content, after." placeholder:"STAGE:TEXT"`
	Off    []string `help:"What to take off the list, also of other days." placeholder:"WHAT" sep:"none"`
}

func (checklistCmd) Help() string {
	return example("bts checklist 2026-05-09", "bts checklist 2026-05-09 --done 3 --done Batteries", `bts checklist 2026-05-09 --add "content:The cat"`)
}

func (c *checklistCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		date, err := production.ParseDate(c.Date)
		if err != nil {
			return err
		}
		list, err := a.Office.Checklist(s.ctx, p.ID, date)
		if err != nil {
			return err
		}
		if err := c.change(s, a, p, date, list); err != nil {
			return err
		}
		if list, err = a.Office.Checklist(s.ctx, p.ID, date); err != nil {
			return err
		}
		return s.print(paper.NewChecklist(list), func(w io.Writer) error { return printChecklist(w, list) })
	})
}

// change does what the flags say; everything that they name is looked for before anything is changed.
func (c *checklistCmd) change(s *session, a *app.App, p production.Production, date production.Date, list []office.CheckLine) error {
	var done, undone, off []office.CheckLine
	for _, group := range []struct {
		said []string
		list *[]office.CheckLine
	}{{c.Done, &done}, {c.Undone, &undone}, {c.Off, &off}} {
		for _, said := range group.said {
			line, err := meantCheck(list, said)
			if err != nil {
				return err
			}
			*group.list = append(*group.list, line)
		}
	}
	stage, text, is := strings.Cut(c.Add, ":")
	if c.Add != "" && !is {
		return fault.New(fault.Invalid, "%q does not say on which list", c.Add).WithRemedy("Write it as \"content:The cat\"; the stages are before, technical, content, after.")
	}
	for i, line := range slices.Concat(done, undone) {
		if _, err := a.Office.TickCheck(s.ctx, p.ID, line.ID, date, i < len(done)); err != nil {
			return err
		}
	}
	for _, line := range off {
		if _, err := a.Office.EditCheck(s.ctx, p.ID, line.ID, office.Written{Fields: map[string]bool{"gone": true}}); err != nil {
			return err
		}
	}
	if c.Add == "" {
		return nil
	}
	_, _, err := a.Office.AddCheck(s.ctx, p.ID, worksheet.Stage(stage), text)
	return err
}

// meantCheck is the line that somebody means: by its number in the list, its id, or the beginning of its text.
func meantCheck(list []office.CheckLine, said string) (office.CheckLine, error) {
	var found []office.CheckLine
	for i, line := range list {
		if fmt.Sprint(i+1) == said || string(line.ID) == said {
			return line, nil
		}
		if said != "" && strings.HasPrefix(strings.ToLower(line.Text), strings.ToLower(said)) {
			found = append(found, line)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return office.CheckLine{}, fault.New(fault.NotFound, "nothing on the list is called %q", said).WithRemedy("Give its number in the list.")
	}
	return office.CheckLine{}, fault.New(fault.Invalid, "%q is the beginning of %d things on the list", said, len(found)).WithRemedy("Give its number in the list.")
}

func printChecklist(w io.Writer, list []office.CheckLine) error {
	var b strings.Builder
	stage := worksheet.Stage("")
	for i, line := range list {
		if line.Stage != stage {
			stage = line.Stage
			fmt.Fprintf(&b, "%s\n", stage.Title())
		}
		mark := " "
		if line.Done {
			mark = "x"
		}
		fmt.Fprintf(&b, "  [%s] %2d  %s\n", mark, i+1, oneLine(line.Text))
	}
	if len(list) == 0 {
		b.WriteString("Nothing is on the checklist yet. bts worksheet begins one; bts checklist DATE --add \"content:…\" adds to it.\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
