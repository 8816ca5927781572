package cli

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/worksheet"
)

type worksheetCmd struct {
	Answers string        `help:"File with the answers, as text or JSON; - reads them from the standard input." placeholder:"FILE"`
	Filled  bool          `help:"Print the worksheet as it is filled in."`
	Zone    string        `name:"tz" help:"Time zone of a production that the answers open." placeholder:"Area/City"`
	Time    time.Duration `help:"How long to search for the plan." default:"2s"`
}

func (worksheetCmd) Help() string {
	return example("bts worksheet > my-first-day.txt", "bts worksheet --answers my-first-day.txt", "bts worksheet --filled")
}

func (c *worksheetCmd) Run(s *session) error {
	switch {
	case c.Answers != "" && c.Filled:
		return fault.New(fault.Invalid, "--answers and --filled say two things").WithRemedy("Hand the answers in first, then print the sheet.")
	case c.Time <= 0:
		return fault.New(fault.Invalid, "the time must be more than nothing").WithRemedy("Give for example --time 2s.")
	case c.Answers != "":
		return c.answer(s)
	case c.Filled:
		return s.with(func(a *app.App, p production.Production) error {
			w, err := a.Office.Worksheet(s.ctx, p.ID)
			if err != nil {
				return err
			}
			return s.print(paper.NewWorksheet(w), func(out io.Writer) error { return worksheet.Print(out, w.Answers) })
		})
	}
	empty := office.Worksheet{Answers: worksheet.NoAnswers()}
	return s.print(paper.NewWorksheet(empty), func(out io.Writer) error { return worksheet.Print(out, empty.Answers) })
}

// worksheetDoc is what answers made.
type worksheetDoc struct {
	Production string          `json:"production"`
	Opened     bool            `json:"opened"` // the answers opened it
	Worksheet  paper.Worksheet `json:"worksheet"`
	Plan       *paper.Plan     `json:"plan"` // null where there is nothing that could be planned
}

// answer takes the answers in, makes what they make, and plans.
func (c *worksheetCmd) answer(s *session) error {
	answers, err := readAnswers(c.Answers)
	if err != nil {
		return err
	}
	return s.insideNew(func(a *app.App) error {
		film, opened, err := c.takeIn(s, a, answers)
		if err != nil {
			return err
		}
		w, err := a.Office.Worksheet(s.ctx, film.ID)
		if err != nil {
			return err
		}
		progress := s.progress()
		plan, err := a.Office.MakePlan(s.ctx, film.ID, office.PlanOptions{Time: c.Time}, progress.report)
		progress.end()
		doc := worksheetDoc{Production: film.Slug, Opened: opened, Worksheet: paper.NewWorksheet(w)}
		switch {
		case fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict):
			s.say("Nothing is planned yet: %v", err)
		case err != nil:
			return err
		default:
			planned := paper.NewPlan(plan, film.Zone())
			doc.Plan = &planned
		}
		return s.print(doc, func(out io.Writer) error { return printMade(out, film, w, doc.Plan != nil, plan) })
	})
}

// takeIn finds the production that the answers are about, or opens it, and takes them in.
func (c *worksheetCmd) takeIn(s *session, a *app.App, answers worksheet.Answers) (film production.Production, opened bool, err error) {
	if s.Production != "" {
		if film, err = a.Office.FindProduction(s.ctx, s.Production); err != nil {
			return film, false, err
		}
	} else {
		all, err := a.Office.Productions(s.ctx)
		if err != nil {
			return film, false, err
		}
		at := slices.IndexFunc(all, func(p production.Production) bool { return p.Title == answers.One("title") })
		if at < 0 {
			film, err = a.Office.StartFromWorksheet(s.ctx, answers, cmp.Or(c.Zone, "UTC"))
			return film, true, err
		}
		film = all[at]
	}
	sent := worksheet.Answers{}
	for key, lines := range answers {
		if len(lines) > 0 { // what a file leaves out stays
			sent[key] = lines
		}
	}
	if _, err = a.Office.AnswerWorksheet(s.ctx, film.ID, office.Written{Fields: sent}); err != nil {
		return film, false, err
	}
	film, err = a.Office.FindProduction(s.ctx, film.Slug)
	return film, false, err
}

// mostAnswers bounds the size of a file of answers, in bytes.
const mostAnswers = 4 << 20

func readAnswers(name string) (worksheet.Answers, error) {
	from := io.ReadCloser(os.Stdin)
	if name != "-" {
		file, err := openFile(name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		from = file
	}
	data, err := io.ReadAll(io.LimitReader(from, mostAnswers+1))
	if err != nil {
		return nil, fault.New(fault.Unavailable, "%s cannot be read", name).WithCause(err)
	}
	if len(data) > mostAnswers {
		return nil, fault.New(fault.Invalid, "%s has more than %d bytes: this is no worksheet", name, mostAnswers).WithRemedy("Hand in the text that bts worksheet prints, filled in.")
	}
	return worksheet.Read(name, data)
}

// printMade says what the answers made, and the plan.
func printMade(out io.Writer, film production.Production, w office.Worksheet, planned bool, plan coverage.Plan) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n\n", film.Title, film.Slug)
	count := map[string]int{}
	for _, m := range w.Made {
		count[m.Kind]++
	}
	for _, kind := range madeKinds {
		if n := count[kind.key]; n > 0 {
			fmt.Fprintf(&b, "%s:\n", plural(n, kind.one, kind.many))
			for _, m := range w.Made {
				if m.Kind == kind.key {
					fmt.Fprintf(&b, "  %s\n", oneLine(m.Title))
				}
			}
		}
	}
	if n := len(w.Pieces); n > 0 {
		fmt.Fprintf(&b, "%s to deliver:\n", plural(n, "thing", "things"))
		for _, p := range w.Pieces {
			fmt.Fprintf(&b, "  %s: %s\n", oneLine(p.Title), strings.ToLower(p.Due.Title()))
		}
	}
	for _, remark := range w.Remarks() {
		fmt.Fprintf(&b, "%s\n", remark)
	}
	b.WriteByte('\n')
	if _, err := io.WriteString(out, b.String()); err != nil || !planned {
		return err
	}
	if err := printPlan(out, plan); err != nil {
		return err
	}
	if len(plan.Days) == 0 {
		return nil
	}
	first := plan.Days[0].Date
	_, err := fmt.Fprintf(out, "\nFor the day: bts day %s --pdf day.pdf, and bts checklist %s\n", first, first)
	return err
}

// madeKinds are the kinds of things that a worksheet makes, in the order they are told.
var madeKinds = []struct{ key, one, many string }{
	{"arc", "arc", "arcs"}, {"moment", "moment", "moments"}, {"shot", "shot", "shots"}, {"interview", "interview", "interviews"},
}
