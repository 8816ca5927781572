package cli

import (
	"fmt"
	"io"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type interviewsQuestionsCmd struct {
	List    questionsListCmd    `cmd:"" default:"withargs" help:"What could be asked."`
	Add     questionsAddCmd     `cmd:"" help:"Add a question to the bank of this production."`
	Set     questionsSetCmd     `cmd:"" help:"Change a question of the bank."`
	Remove  questionsRemoveCmd  `cmd:"" help:"Take a question out of the bank of this production."`
	Restore questionsRestoreCmd `cmd:"" help:"Bring a question back into it."`
}

func (interviewsQuestionsCmd) Help() string {
	return example("bts interviews questions --craft stunts", `bts interviews questions add stunts "Who counts you in?" --begin "I am counted in by …"`)
}

type questionsListCmd struct {
	Craft string `help:"Of one craft alone." placeholder:"KEY"`
}

func (questionsListCmd) Help() string { return interviewsQuestionsCmd{}.Help() }

func (c *questionsListCmd) Run(s *session) error {
	if c.Craft != "" && !interview.KnownCraft(c.Craft) {
		return fault.New(fault.Invalid, "%q is not a craft of the question bank", c.Craft).WithRemedy("See them with: bts interviews questions")
	}
	return s.with(func(a *app.App, p production.Production) error {
		bank, err := a.Office.QuestionBank(s.ctx, p.ID)
		if err != nil {
			return err
		}
		doc := paper.NewQuestionBank(bank, c.Craft)
		return s.print(doc, func(w io.Writer) error {
			for _, craft := range doc.Crafts {
				if _, err := fmt.Fprintf(w, "%s (%s)\n", craft.Name, craft.Key); err != nil {
					return err
				}
				for _, q := range craft.Questions {
					if q.Gone {
						continue
					}
					if _, err := fmt.Fprintf(w, "  %-22s %s\n  %-22s %s\n", shownQuestion(q.ID), oneLine(q.Text), "", oneLine(q.Begin)); err != nil {
						return err
					}
				}
			}
			return nil
		})
	})
}

// shownQuestion is the id of a question of the bank: those of the house are short already.
func shownQuestion(id string) string {
	if len(id) == 36 { // one of this production
		return short(id)
	}
	return id
}

type questionsAddCmd struct {
	Craft  string `arg:"" help:"Key of the craft."`
	Text   string `arg:"" help:"What is asked."`
	Begin  string `help:"How the answer begins, so that it contains the question." placeholder:"TEXT"`
	Follow string `help:"What to ask next." placeholder:"TEXT"`
}

func (questionsAddCmd) Help() string { return interviewsQuestionsCmd{}.Help() }

func (c *questionsAddCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		q, act, err := a.Office.AddQuestion(s.ctx, p.ID, interview.Question{Craft: c.Craft, Text: c.Text, Begin: c.Begin, Follow: c.Follow})
		if err != nil {
			return err
		}
		return s.acted(paper.NewMade(q.ID, act), act, "The question is in the bank.")
	})
}

type questionsSetCmd struct {
	ID     string  `arg:"" help:"Id."`
	Text   *string `help:"What is asked." placeholder:"TEXT"`
	Begin  *string `help:"How the answer begins." placeholder:"TEXT"`
	Follow *string `help:"What to ask next." placeholder:"TEXT"`
	Craft  *string `help:"Key of another craft." placeholder:"KEY"`
}

func (questionsSetCmd) Help() string {
	return example(`bts interviews questions set stunts-3 --text "Who checks the pads?"`)
}

func (c *questionsSetCmd) Run(s *session) error {
	fields := texts(map[string]*string{"text": c.Text, "begin": c.Begin, "follow": c.Follow, "craft": c.Craft})
	if len(fields) == 0 {
		return nothingGiven("--text, --begin, --follow or --craft")
	}
	return s.editQuestion(c.ID, fields, "The question is written.")
}

type questionsRemoveCmd struct {
	ID string `arg:"" help:"Id."`
}

func (questionsRemoveCmd) Help() string { return example("bts interviews questions remove stunts-3") }

func (c *questionsRemoveCmd) Run(s *session) error {
	return s.editQuestion(c.ID, map[string]any{"gone": true}, "The question is out of the bank.")
}

type questionsRestoreCmd struct {
	ID string `arg:"" help:"Id."`
}

func (questionsRestoreCmd) Help() string { return example("bts interviews questions restore stunts-3") }

func (c *questionsRestoreCmd) Run(s *session) error {
	return s.editQuestion(c.ID, map[string]any{"gone": false}, "The question is in the bank.")
}

func (s *session) editQuestion(said string, fields map[string]any, done string) error {
	return s.with(func(a *app.App, p production.Production) error {
		bank, err := a.Office.QuestionBank(s.ctx, p.ID)
		if err != nil {
			return err
		}
		var list []called
		for _, q := range bank.Questions {
			list = append(list, called{string(q.ID), q.Text})
		}
		id, err := meant(list, said, "question", "bts interviews questions")
		if err != nil {
			return err
		}
		act, err := a.Office.EditQuestion(s.ctx, p.ID, production.QuestionID(id), office.Written{Fields: fields})
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "%s", done)
	})
}
