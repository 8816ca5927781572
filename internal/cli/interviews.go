package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type interviewsCmd struct {
	List      interviewsListCmd      `cmd:"" default:"1" help:"The talks, and what they come to."`
	Show      interviewsShowCmd      `cmd:"" help:"The sheet of a talk."`
	Add       interviewsAddCmd       `cmd:"" help:"Make the sheet of a talk."`
	Set       interviewsSetCmd       `cmd:"" help:"Say what it is about and how far it has come."`
	Remove    interviewsRemoveCmd    `cmd:"" help:"Take it off the list."`
	Ask       interviewsAskCmd       `cmd:"" help:"Put questions on the sheet."`
	Tick      interviewsTickCmd      `cmd:"" help:"Tick a question off, and note the answer."`
	Free      interviewsFreeCmd      `cmd:"" help:"When somebody could talk."`
	Invite    interviewsInviteCmd    `cmd:"" help:"Print the invitation."`
	Sheet     interviewsSheetCmd     `cmd:"" help:"Write sheets as PDF."`
	Questions interviewsQuestionsCmd `cmd:"" help:"The question bank."`
}

func (interviewsCmd) Help() string {
	return example("bts interviews", `bts interviews add "Ruth Calloway"`, `bts interviews free edda`, `bts interviews ask "Ruth Calloway" "What did the planks sound like?"`,
		`bts interviews set "Ruth Calloway" --status agreed --release signed`)
}

type interviewsListCmd struct{}

func (interviewsListCmd) Help() string { return example("bts interviews", "bts --json interviews") }

func (interviewsListCmd) Run(s *session) error {
	return s.withTalks(func(_ *app.App, p production.Production, all office.Interviews) error {
		return s.print(paper.NewInterviews(all, p.Zone()), func(w io.Writer) error {
			if err := table(w, "ID\tPERSON\tROLE\tWHEN\tQUESTIONS\tSTATUS\tRELEASE", func(row rowFunc) {
				for _, t := range all.Talks {
					row(short(string(t.ID)), oneLine(t.Person), oneLine(t.Role), bookingWords(t.Booking), fmt.Sprintf("%d of %d asked", t.Done, t.Asked), string(t.Status), string(t.Release))
				}
			}); err != nil {
				return err
			}
			_, err := fmt.Fprintf(w, "\n%s\n", all.Total.Words())
			if err == nil && len(all.Proposed) > 0 {
				_, err = fmt.Fprintf(w, "%s without a sheet. Make one with: bts interviews add NAME\n", plural(len(all.Proposed), "talk is proposed", "talks are proposed"))
			}
			return err
		})
	})
}

// bookingWords is when and where the plan has a talk.
func bookingWords(b *office.Booking) string {
	if b == nil {
		return "no time yet"
	}
	return fmt.Sprintf("%s %s–%s", b.Date.Spoken(), b.Start, b.End)
}

type interviewsShowCmd struct {
	Talk string `arg:"" help:"Id, or name of the person."`
}

func (interviewsShowCmd) Help() string { return example(`bts interviews show "Ruth Calloway"`) }

func (c *interviewsShowCmd) Run(s *session) error {
	return s.withSheet(c.Talk, func(_ *app.App, p production.Production, t office.TalkSheet) error {
		return s.print(paper.NewTalkSheet(t, p.Zone()), func(w io.Writer) error {
			_, err := io.WriteString(w, sheetWords(t))
			return err
		})
	})
}

// sheetWords is a sheet to read.
func sheetWords(t office.TalkSheet) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s", oneLine(t.Person))
	if t.Role != "" {
		fmt.Fprintf(&b, ", %s", oneLine(t.Role))
	}
	fmt.Fprintf(&b, "\n  %s, %s; %d minutes\n", t.Status, strings.ToLower(t.Release.Title()), t.Minutes)
	fmt.Fprintf(&b, "  %s\n", bookingWords(t.Booking))
	for _, line := range []struct{ name, text string }{{"About", t.About}, {"Where", t.Quiet}, {"Keep to", t.Care}} {
		if line.text != "" {
			fmt.Fprintf(&b, "  %s: %s\n", line.name, oneLine(line.text))
		}
	}
	fmt.Fprintf(&b, "\n%s\n\n", interview.Reminder())
	for n, q := range t.Questions {
		mark := " "
		if q.Done {
			mark = "x"
		}
		fmt.Fprintf(&b, "[%s] %d. %s\n", mark, n+1, oneLine(q.Text))
		for _, line := range []string{q.Begin, q.Answer} {
			if line != "" {
				fmt.Fprintf(&b, "       %s\n", oneLine(line))
			}
		}
	}
	return b.String()
}

type interviewsAddCmd struct {
	Person  string   `arg:"" help:"Name, as the papers have it, or of somebody else."`
	Role    string   `help:"What they are on this film." placeholder:"TEXT"`
	Craft   string   `help:"Whose questions of the bank fit; bts interviews questions lists them." placeholder:"KEY"`
	About   string   `help:"What the talk is for." placeholder:"TEXT"`
	Beat    []string `help:"A beat that it tells, by id or title; may be given again." placeholder:"BEAT" sep:"none"`
	Minutes int      `help:"To be recorded." default:"0" placeholder:"N"`
	Empty   bool     `help:"Begin without questions."`
}

func (interviewsAddCmd) Help() string {
	return example(`bts interviews add "Ruth Calloway" --about "The fall through the bridge" --beat "The eighth plank"`, `bts interviews add "The baker" --craft locations`)
}

func (c *interviewsAddCmd) Run(s *session) error {
	return s.withStory(func(a *app.App, p production.Production, o office.Outline) error {
		beats, err := beatsMeant(o, c.Beat)
		if err != nil {
			return err
		}
		i, act, err := a.Office.AddInterview(s.ctx, p.ID, interview.Interview{
			Person: c.Person, Role: c.Role, Craft: c.Craft, About: c.About, Beats: beats, Minutes: c.Minutes,
		}, !c.Empty)
		if err != nil {
			return err
		}
		return s.acted(paper.NewMade(i.ID, act), act, "Added the talk with %s.", oneLine(i.Person))
	})
}

func beatsMeant(o office.Outline, said []string) ([]production.BeatID, error) {
	beats := []production.BeatID{}
	for _, text := range said {
		b, err := beatMeant(o, text)
		if err != nil {
			return nil, err
		}
		beats = append(beats, b.ID)
	}
	return beats, nil
}

type interviewsSetCmd struct {
	Talk       string   `arg:"" help:"Id, or name of the person."`
	Status     *string  `help:"wanted, invited, agreed, done or declined; the plan leaves one alone who declined." placeholder:"STATUS"`
	Release    *string  `help:"needed, sent, signed, refused or not_needed." placeholder:"STATE"`
	Note       *string  `help:"What to remember." placeholder:"TEXT"`
	Role       *string  `help:"What they are on this film." placeholder:"TEXT"`
	Craft      *string  `help:"Whose questions of the bank fit." placeholder:"KEY"`
	About      *string  `help:"What the talk is for." placeholder:"TEXT"`
	Quiet      *string  `name:"where" help:"Where it is to be, and why there." placeholder:"TEXT"`
	Care       *string  `help:"What to keep to: a guardian, a subject that is left alone." placeholder:"TEXT"`
	Invitation *string  `help:"The letter; empty for the one that is written from the sheet." placeholder:"TEXT"`
	Minutes    *int     `help:"To be recorded." placeholder:"N"`
	Yield      *int     `help:"Minutes that will be used; 0 for the rule of thumb." placeholder:"N"`
	Beat       []string `help:"A beat that it tells, instead of those before; may be given again." placeholder:"BEAT" sep:"none"`
}

func (interviewsSetCmd) Help() string {
	return example(`bts interviews set "Ruth Calloway" --status agreed --release signed`, `bts interviews set "Posy Adair" --care "Her mother is there"`)
}

func (c *interviewsSetCmd) Run(s *session) error {
	return s.withStory(func(a *app.App, p production.Production, o office.Outline) error {
		fields := texts(map[string]*string{
			"status": c.Status, "release": c.Release, "note": c.Note, "role": c.Role, "craft": c.Craft, "about": c.About, "quiet": c.Quiet, "care": c.Care, "invitation": c.Invitation,
		})
		for name, n := range map[string]*int{"minutes": c.Minutes, "yield": c.Yield} {
			if n != nil {
				fields[name] = *n
			}
		}
		if len(c.Beat) > 0 {
			beats, err := beatsMeant(o, c.Beat)
			if err != nil {
				return err
			}
			fields["beats"] = beats
		}
		if len(fields) == 0 {
			return nothingGiven("--status, --release, --about or another")
		}
		return s.editTalk(c.Talk, fields, "The talk with %s is written.")
	})
}

type interviewsRemoveCmd struct {
	Talk string `arg:"" help:"Id, or name of the person."`
}

func (interviewsRemoveCmd) Help() string { return example(`bts interviews remove "The baker"`) }

func (c *interviewsRemoveCmd) Run(s *session) error {
	return s.editTalk(c.Talk, map[string]any{"gone": true}, "The talk with %s is off the list.")
}

func (s *session) editTalk(said string, fields map[string]any, done string) error {
	return s.withSheet(said, func(a *app.App, p production.Production, t office.TalkSheet) error {
		act, err := a.Office.EditInterview(s.ctx, p.ID, t.ID, office.Written{Fields: fields})
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, done, oneLine(t.Person))
	})
}

// withTalks runs fn with the talks as they are.
func (s *session) withTalks(fn func(a *app.App, p production.Production, all office.Interviews) error) error {
	return s.with(func(a *app.App, p production.Production) error {
		all, err := a.Office.Interviews(s.ctx, p.ID)
		if err != nil {
			return err
		}
		return fn(a, p, all)
	})
}

// withSheet runs fn with the sheet that is meant.
func (s *session) withSheet(said string, fn func(a *app.App, p production.Production, t office.TalkSheet) error) error {
	return s.withTalks(func(a *app.App, p production.Production, all office.Interviews) error {
		var list []called
		for _, t := range all.Talks {
			list = append(list, called{string(t.ID), t.Person})
		}
		id, err := meant(list, said, "talk", "bts interviews")
		if err != nil {
			return err
		}
		t, err := a.Office.FindInterview(s.ctx, p.ID, production.InterviewID(id))
		if err != nil {
			return err
		}
		return fn(a, p, t)
	})
}
