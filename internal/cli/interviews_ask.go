package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type interviewsAskCmd struct {
	Talk   string   `arg:"" help:"Id, or name of the person."`
	Text   string   `arg:"" optional:"" help:"A question of your own."`
	Begin  string   `help:"How the answer begins, so that it contains the question." placeholder:"TEXT"`
	Follow string   `help:"What to ask next." placeholder:"TEXT"`
	Scene  string   `help:"Number of the scene that it is about." placeholder:"SCENE"`
	From   []string `help:"Key of a suggested question, or id of one of the bank; may be given again." placeholder:"KEY" sep:"none"`
}

func (interviewsAskCmd) Help() string {
	return example(`bts interviews ask "Ruth Calloway" "What did the planks sound like?" --scene 28`, `bts interviews ask "Ruth Calloway" --from lead-3 --from closer-1`)
}

func (c *interviewsAskCmd) Run(s *session) error {
	if text := strings.TrimSpace(c.Text); (text == "") == (len(c.From) == 0) {
		return nothingGiven("a question, or --from")
	}
	return s.withSheet(c.Talk, func(a *app.App, p production.Production, t office.TalkSheet) error {
		if len(c.From) > 0 {
			act, err := a.Office.AskQuestions(s.ctx, p.ID, t.ID, c.From)
			if err != nil {
				return err
			}
			return s.acted(paper.NewAct(act), act, "%s on the sheet.", plural(len(c.From), "question is", "questions are"))
		}
		q, act, err := a.Office.AddAsked(s.ctx, p.ID, interview.Asked{Interview: t.ID, Text: c.Text, Begin: c.Begin, Follow: c.Follow, Scene: c.Scene})
		if err != nil {
			return err
		}
		return s.acted(paper.NewMade(q.ID, act), act, "The question is on the sheet.")
	})
}

type interviewsTickCmd struct {
	Talk   string  `arg:"" help:"Id, or name of the person."`
	Number int     `arg:"" help:"Which question of the sheet."`
	Answer *string `help:"What was said." placeholder:"TEXT"`
	Undone bool    `help:"It was not asked after all."`
	Off    bool    `help:"Take it off the sheet."`
	Behind *int    `help:"Put it behind that question instead; 0 puts it first." placeholder:"N"`
}

func (interviewsTickCmd) Help() string {
	return example(`bts interviews tick "Ruth Calloway" 3 --answer "She laughed first"`, `bts interviews tick "Ruth Calloway" 5 --behind 1`)
}

func (c *interviewsTickCmd) Run(s *session) error {
	return s.withSheet(c.Talk, func(a *app.App, p production.Production, t office.TalkSheet) error {
		id, err := numbered(t, c.Number)
		if err != nil {
			return err
		}
		if c.Behind != nil {
			behind := interview.AskedID("")
			if *c.Behind != 0 {
				if behind, err = numbered(t, *c.Behind); err != nil {
					return err
				}
			}
			act, err := a.Office.MoveAsked(s.ctx, p.ID, id, behind)
			if err != nil {
				return err
			}
			return s.acted(paper.NewAct(act), act, "Moved question %d.", c.Number)
		}
		fields := texts(map[string]*string{"answer": c.Answer})
		if fields["done"] = !c.Undone; c.Off {
			fields = map[string]any{"gone": true}
		}
		act, err := a.Office.EditAsked(s.ctx, p.ID, id, office.Written{Fields: fields})
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "Question %d is written.", c.Number)
	})
}

func numbered(t office.TalkSheet, n int) (interview.AskedID, error) {
	if n < 1 || n > len(t.Questions) {
		return "", fault.New(fault.NotFound, "there is no question %d on the sheet", n).WithRemedy("It has %s.", plural(len(t.Questions), "question", "questions"))
	}
	return t.Questions[n-1].ID, nil
}

type interviewsFreeCmd struct {
	Person string `arg:"" help:"Name, or that of the part."`
}

func (interviewsFreeCmd) Help() string { return example("bts interviews free edda") }

func (c *interviewsFreeCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		days, err := a.Office.FreeTimes(s.ctx, p.ID, c.Person)
		if err != nil {
			return err
		}
		return s.print(paper.NewFreeTimes(days, p.Zone()), func(w io.Writer) error {
			return table(w, "DAY\tDATE\tFROM\tTO\tGOOD\tWHY\tNOISE", func(row rowFunc) {
				for _, d := range days {
					for _, f := range d.Free {
						row(dayNumber(d.Day, ""), string(d.Date), f.Start.String(), f.End.String(), strconv.Itoa(f.Worth)+" %", f.Why, f.Noise)
					}
					if len(d.Free) == 0 {
						row(dayNumber(d.Day, ""), string(d.Date), "", "", "", d.Note, "")
					}
				}
			})
		})
	})
}

type interviewsSheetCmd struct {
	Talk  string `arg:"" optional:"" help:"Id, or name of the person; without it all that are to be held."`
	Out   string `help:"Where to." required:"" placeholder:"FILE.pdf"`
	Paper string `help:"A4 or Letter." enum:"A4,Letter" default:"A4"`
}

func (interviewsSheetCmd) Help() string {
	return example(`bts interviews sheet "Ruth Calloway" --out ruth.pdf`, "bts interviews sheet --out all.pdf --paper Letter")
}

func (c *interviewsSheetCmd) Run(s *session) error {
	write := func(a *app.App, list ...office.TalkSheet) error {
		err := writeFile(c.Out, func(w io.Writer) error { return a.Office.PrintTalks(w, list, onset.Paper(c.Paper)) })
		if err != nil {
			return err
		}
		return s.print(map[string]any{"file": c.Out, "sheets": len(list)}, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s is written: %s.\n", c.Out, plural(len(list), "sheet", "sheets"))
			return err
		})
	}
	if c.Talk != "" {
		return s.withSheet(c.Talk, func(a *app.App, _ production.Production, t office.TalkSheet) error { return write(a, t) })
	}
	return s.with(func(a *app.App, p production.Production) error {
		list, err := a.Office.Sheets(s.ctx, p.ID)
		if err != nil {
			return err
		}
		return write(a, list...)
	})
}

type interviewsInviteCmd struct {
	Talk string `arg:"" help:"Id, or name of the person."`
}

func (interviewsInviteCmd) Help() string { return example(`bts interviews invite "Ruth Calloway"`) }

func (c *interviewsInviteCmd) Run(s *session) error {
	return s.withSheet(c.Talk, func(_ *app.App, p production.Production, t office.TalkSheet) error {
		doc := paper.NewTalkSheet(t, p.Zone()).Invitation
		return s.print(doc, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s\n\n%s\n", doc.Subject, doc.Text)
			return err
		})
	})
}
