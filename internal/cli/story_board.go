package cli

import (
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type storyArcCmd struct {
	Add    storyArcAddCmd    `cmd:"" help:"Add an arc at the end."`
	Set    storyArcSetCmd    `cmd:"" help:"Say what it is about."`
	Move   storyArcMoveCmd   `cmd:"" help:"Put it elsewhere."`
	Remove storyArcRemoveCmd `cmd:"" help:"Take it off the board with its beats."`
}

func (storyArcCmd) Help() string {
	return example(`bts story arc add "The last keeper" --template tradition`, `bts story arc move "The last keeper"`)
}

type storyArcAddCmd struct {
	Name     string `arg:"" optional:"" help:"Unlike that of every other arc; without it that of the template."`
	Template string `help:"Begin with the beats of a template; bts story templates lists them." placeholder:"KEY"`
}

func (storyArcAddCmd) Help() string {
	return example(`bts story arc add "What nobody planned"`, `bts story arc add "The last keeper" --template tradition`)
}

func (c *storyArcAddCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		arc, act, err := a.Office.AddArc(s.ctx, p.ID, strings.TrimSpace(c.Name), c.Template)
		if err != nil {
			return err
		}
		return s.acted(paper.NewMade(arc.ID, act), act, "Added the arc %q.", arc.Name)
	})
}

type storyArcSetCmd struct {
	ID       string  `arg:"" help:"Id or name."`
	Name     *string `help:"What it is called; the moments that serve it stay with it." placeholder:"TEXT"`
	Logline  *string `help:"What it is about, in a line." placeholder:"TEXT"`
	Question *string `help:"What keeps somebody watching." placeholder:"TEXT"`
}

func (storyArcSetCmd) Help() string {
	return example(`bts story arc set daring --name "What it takes" --question "Will they dare?"`)
}

func (c *storyArcSetCmd) Run(s *session) error {
	fields := texts(map[string]*string{"name": c.Name, "logline": c.Logline, "question": c.Question})
	if len(fields) == 0 {
		return nothingGiven("--name, --logline or --question")
	}
	return s.editArc(c.ID, fields, "The arc %q is written.")
}

type storyArcMoveCmd struct {
	ID     string `arg:"" help:"Id or name."`
	Behind string `help:"Another arc, by id or name; without it this one is put first." placeholder:"ARC"`
}

func (storyArcMoveCmd) Help() string {
	return example(`bts story arc move "The last keeper" --behind daring`, `bts story arc move "The last keeper"`)
}

func (c *storyArcMoveCmd) Run(s *session) error {
	return s.withStory(func(a *app.App, p production.Production, o office.Outline) error {
		arc, err := arcMeant(o, c.ID)
		if err != nil {
			return err
		}
		var behind office.ArcStory
		if c.Behind != "" {
			if behind, err = arcMeant(o, c.Behind); err != nil {
				return err
			}
		}
		act, err := a.Office.MoveArc(s.ctx, p.ID, arc.ID, behind.ID)
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "Moved the arc %q.", arc.Name)
	})
}

type storyArcRemoveCmd struct {
	ID string `arg:"" help:"Id or name."`
}

func (storyArcRemoveCmd) Help() string { return example(`bts story arc remove "What nobody planned"`) }

func (c *storyArcRemoveCmd) Run(s *session) error {
	return s.editArc(c.ID, map[string]any{"gone": true}, "The arc %q is off the board.")
}

func (s *session) editArc(said string, fields map[string]any, done string) error {
	return s.withStory(func(a *app.App, p production.Production, o office.Outline) error {
		arc, err := arcMeant(o, said)
		if err != nil {
			return err
		}
		act, err := a.Office.EditArc(s.ctx, p.ID, arc.ID, office.Written{Fields: fields})
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, done, arc.Name)
	})
}

type storyBeatCmd struct {
	Add    storyBeatAddCmd    `cmd:"" help:"Add a beat at the end of an arc."`
	Set    storyBeatSetCmd    `cmd:"" help:"Say what it is and what it wants."`
	Move   storyBeatMoveCmd   `cmd:"" help:"Put it elsewhere, also into another arc."`
	Remove storyBeatRemoveCmd `cmd:"" help:"Take it off the board."`
}

func (storyBeatCmd) Help() string {
	return example(`bts story beat add people "The goodbye" --want "interview:2:Each about the other"`, `bts story beat move "The goodbye" --behind "The first day"`)
}

type storyBeatAddCmd struct {
	Arc   string   `arg:"" help:"Id or name of the arc."`
	Title string   `arg:"" help:"What happens."`
	Note  string   `help:"What to look for." placeholder:"TEXT"`
	Want  []string `help:"What it needs, \"SOURCE:COUNT:TEXT\"; the sources are moment, interview, archive, unplanned; may be given again." placeholder:"WANT" sep:"none"`
}

func (storyBeatAddCmd) Help() string {
	return example(`bts story beat add people "The goodbye" --note "Agree where not to be" --want "moment:1:Last shot" --want "interview:2:Each about the other"`)
}

func (c *storyBeatAddCmd) Run(s *session) error {
	wants, err := readWants(c.Want)
	if err != nil {
		return err
	}
	return s.withStory(func(a *app.App, p production.Production, o office.Outline) error {
		arc, err := arcMeant(o, c.Arc)
		if err != nil {
			return err
		}
		b, act, err := a.Office.AddBeat(s.ctx, p.ID, outline.Beat{Arc: arc.ID, Title: strings.TrimSpace(c.Title), Note: c.Note, Wants: wants})
		if err != nil {
			return err
		}
		return s.acted(paper.NewMade(b.ID, act), act, "Added the beat %q to %q.", b.Title, arc.Name)
	})
}

type storyBeatSetCmd struct {
	ID    string   `arg:"" help:"Id or title."`
	Title *string  `help:"What happens." placeholder:"TEXT"`
	Note  *string  `help:"What to look for." placeholder:"TEXT"`
	Want  []string `help:"What it needs, \"SOURCE:COUNT:TEXT\"; may be given again, and replaces all there is; \"\" takes all away." placeholder:"WANT" sep:"none"`
}

func (storyBeatSetCmd) Help() string {
	return example(`bts story beat set "The goodbye" --title "The last bulb" --want "moment:1:The last shot"`)
}

func (c *storyBeatSetCmd) Run(s *session) error {
	fields := texts(map[string]*string{"title": c.Title, "note": c.Note})
	if len(c.Want) > 0 {
		wants, err := readWants(filled(c.Want))
		if err != nil {
			return err
		}
		fields["wants"] = wants
	}
	if len(fields) == 0 {
		return nothingGiven("--title, --note or --want")
	}
	return s.editBeat(c.ID, fields, "The beat %q is written.")
}

type storyBeatMoveCmd struct {
	ID     string `arg:"" help:"Id or title."`
	Arc    string `help:"The arc to put it into, by id or name; without it, that of the beat before it." placeholder:"ARC"`
	Behind string `help:"Another beat, by id or title; without it this one is put first." placeholder:"BEAT"`
}

func (storyBeatMoveCmd) Help() string {
	return example(`bts story beat move "The goodbye" --behind "The first day"`, `bts story beat move "The goodbye" --arc daring`)
}

func (c *storyBeatMoveCmd) Run(s *session) error {
	return s.withStory(func(a *app.App, p production.Production, o office.Outline) error {
		b, err := beatMeant(o, c.ID)
		if err != nil {
			return err
		}
		to, behind := b.Arc, office.BeatStory{}
		if c.Behind != "" {
			if behind, err = beatMeant(o, c.Behind); err != nil {
				return err
			}
			to = behind.Arc
		}
		if c.Arc != "" {
			arc, err := arcMeant(o, c.Arc)
			if err != nil {
				return err
			}
			to = arc.ID
		}
		act, err := a.Office.MoveBeat(s.ctx, p.ID, b.ID, to, behind.ID)
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "Moved the beat %q.", b.Title)
	})
}

type storyBeatRemoveCmd struct {
	ID string `arg:"" help:"Id or title."`
}

func (storyBeatRemoveCmd) Help() string { return example(`bts story beat remove "The goodbye"`) }

func (c *storyBeatRemoveCmd) Run(s *session) error {
	return s.editBeat(c.ID, map[string]any{"gone": true}, "The beat %q is off the board.")
}

func (s *session) editBeat(said string, fields map[string]any, done string) error {
	return s.withStory(func(a *app.App, p production.Production, o office.Outline) error {
		b, err := beatMeant(o, said)
		if err != nil {
			return err
		}
		act, err := a.Office.EditBeat(s.ctx, p.ID, b.ID, office.Written{Fields: fields})
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, done, b.Title)
	})
}

// texts are the fields that were given.
func texts(given map[string]*string) map[string]any {
	fields := map[string]any{}
	for name, text := range given {
		if text != nil {
			fields[name] = *text
		}
	}
	return fields
}

func nothingGiven(flags string) error {
	return fault.New(fault.Invalid, "nothing to change is given").WithRemedy("Give %s.", flags)
}

// readWants reads what a beat wants, each as "SOURCE:COUNT:TEXT"; without a number it is one.
func readWants(said []string) ([]outline.Want, error) {
	wants := []outline.Want{}
	for _, text := range said {
		source, rest, ok := strings.Cut(text, ":")
		w := outline.Want{Source: outline.Source(strings.ToLower(strings.TrimSpace(source))), Count: 1}
		if !ok {
			return nil, fault.New(fault.Invalid, "%q does not say from where what is wanted comes", text).
				WithRemedy("Write \"interview:2:Each about the other\"; the sources are moment, interview, archive and unplanned.")
		}
		count, after, numbered := strings.Cut(rest, ":")
		if n, err := strconv.Atoi(strings.TrimSpace(count)); numbered && err == nil {
			w.Count, rest = n, after
		}
		w.Text = strings.TrimSpace(rest)
		wants = append(wants, w)
	}
	return wants, nil
}
