package cli

import (
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
)

type shotlistAddCmd struct {
	Title    string `arg:"" help:"What is to be seen."`
	Moment   string `help:"The moment it is of, by id or title." placeholder:"MOMENT"`
	Day      string `help:"The day to shoot it on: its number or its date; without it, that of its moment." placeholder:"DAY"`
	Size     string `help:"Size, in the words of the trade." placeholder:"CU"`
	Angle    string `help:"Angle." placeholder:"low"`
	Movement string `help:"Movement of the camera." placeholder:"handheld"`
	Lens     string `help:"Lens." placeholder:"85mm"`
	Medium   string `help:"${enum}." enum:"video,stills,timelapse,sound" default:"video"`
	Priority string `help:"${enum}; without it, what is owed says." enum:",must,should,nice" default:"" placeholder:"PRIORITY"`
	Sound    string `help:"What is to be heard." placeholder:"TEXT"`
	Note     string `help:"Where to stand, whom to ask." placeholder:"TEXT"`
}

func (shotlistAddCmd) Help() string {
	return example(`bts shotlist add "Faces that watch" --moment "Lamp lit for real" --size CU --lens 85mm --medium stills`)
}

func (c *shotlistAddCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		moment, err := s.momentMeant(a, p, c.Moment)
		if err != nil {
			return err
		}
		on, err := s.dayMeant(a, p, c.Day)
		if err != nil {
			return err
		}
		shot, act, err := a.Office.AddShot(s.ctx, p.ID, shotlist.Shot{
			Title: strings.TrimSpace(c.Title), Moment: moment, On: on, Note: c.Note, Sound: c.Sound, Medium: shotlist.Medium(c.Medium), Priority: shotlist.Priority(c.Priority),
			Framing: framing.Framing{Size: c.Size, Angle: c.Angle, Movement: c.Movement, Lens: c.Lens},
		})
		if err != nil {
			return err
		}
		return s.acted(paper.NewMade(shot.ID, act), act, "Added the shot %q.", shot.Title)
	})
}

type shotlistSetCmd struct {
	Shots    []string `arg:"" name:"shot" help:"Ids or titles of shots."`
	Title    *string  `help:"What is to be seen." placeholder:"TEXT"`
	Moment   *string  `help:"The moment it is of, by id or title; '' for none." placeholder:"MOMENT"`
	Day      *string  `help:"The day to shoot it on: its number or its date; '' for that of its moment." placeholder:"DAY"`
	Size     *string  `help:"Size, in the words of the trade." placeholder:"CU"`
	Angle    *string  `help:"Angle." placeholder:"low"`
	Movement *string  `help:"Movement of the camera." placeholder:"handheld"`
	Lens     *string  `help:"Lens." placeholder:"85mm"`
	Medium   *string  `help:"video, stills, timelapse or sound." placeholder:"MEDIUM"`
	Priority *string  `help:"must, should or nice; '' leaves it to what is owed." placeholder:"PRIORITY"`
	Status   *string  `help:"planned, got or missed." placeholder:"STATUS"`
	Proof    *string  `help:"What proves it: clip or picture." placeholder:"NAME"`
	Why      *string  `help:"Why it was missed." placeholder:"TEXT"`
	Sound    *string  `help:"What is to be heard." placeholder:"TEXT"`
	Note     *string  `help:"Where to stand, whom to ask." placeholder:"TEXT"`
}

func (shotlistSetCmd) Help() string {
	return example(`bts shotlist set "Faces that watch" --priority must --lens 135mm`, `bts shotlist set 4f0c91ab "In the air" --status planned --day 5`)
}

func (c *shotlistSetCmd) Run(s *session) error {
	fields := texts(map[string]*string{
		"title": c.Title, "size": c.Size, "angle": c.Angle, "movement": c.Movement, "lens": c.Lens, "medium": c.Medium, "priority": c.Priority,
		"status": c.Status, "proof": c.Proof, "why": c.Why, "sound": c.Sound, "note": c.Note,
	})
	if len(fields) == 0 && c.Moment == nil && c.Day == nil {
		return nothingGiven("--title, --moment, --day, --priority, --note or another")
	}
	return s.with(func(a *app.App, p production.Production) error {
		if c.Moment != nil {
			moment, err := s.momentMeant(a, p, *c.Moment)
			if err != nil {
				return err
			}
			fields["moment"] = moment
		}
		if c.Day != nil {
			on, err := s.dayMeant(a, p, *c.Day)
			if err != nil {
				return err
			}
			fields["on"] = on
		}
		return s.editShots(a, p, c.Shots, fields, "is written", "are written")
	})
}

// editShots changes fields of shots as one act and says what was done with one of them, or with several.
func (s *session) editShots(a *app.App, p production.Production, said []string, fields map[string]any, one, many string) error {
	ids, title, err := s.shotIDs(a, p, said)
	if err != nil {
		return err
	}
	act, err := a.Office.EditShots(s.ctx, p.ID, ids, office.Written{Fields: fields})
	if err != nil {
		return err
	}
	if len(ids) == 1 {
		return s.acted(paper.NewAct(act), act, "The shot %q %s.", title, one)
	}
	return s.acted(paper.NewAct(act), act, "%d shots %s.", len(ids), many)
}

// shotIDs are the ids of shots by their ids or titles, and the title of the first.
func (s *session) shotIDs(a *app.App, p production.Production, said []string) (ids []production.WantedShotID, title string, err error) {
	list, err := s.shotsMeant(a, p, said)
	for _, shot := range list {
		ids = append(ids, shot.ID)
	}
	if len(list) > 0 {
		title = list[0].Title
	}
	return ids, title, err
}

type shotlistGotCmd struct {
	Shots []string `arg:"" name:"shot" help:"Ids or titles of shots."`
	Proof string   `help:"What proves it: clip or picture." placeholder:"NAME"`
}

func (shotlistGotCmd) Help() string {
	return example(`bts shotlist got "Faces that watch" --proof A017_C003`)
}

func (c *shotlistGotCmd) Run(s *session) error {
	return s.markShots(c.Shots, office.Mark{Status: shotlist.Got, Proof: c.Proof}, "got")
}

type shotlistMissedCmd struct {
	Shots []string `arg:"" name:"shot" help:"Ids or titles of shots."`
	Why   string   `help:"Why." placeholder:"TEXT"`
}

func (shotlistMissedCmd) Help() string {
	return example(`bts shotlist missed "Faces that watch" --why "a truck stood there"`)
}

func (c *shotlistMissedCmd) Run(s *session) error {
	return s.markShots(c.Shots, office.Mark{Status: shotlist.Missed, Why: c.Why}, "missed")
}

func (s *session) markShots(said []string, m office.Mark, word string) error {
	return s.with(func(a *app.App, p production.Production) error {
		ids, _, err := s.shotIDs(a, p, said)
		if err != nil {
			return err
		}
		act, err := a.Office.MarkShots(s.ctx, p.ID, ids, m)
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "%s %s.", plural(len(ids), "shot is", "shots are"), word)
	})
}

type shotlistMoveCmd struct {
	ID     string `arg:"" help:"Id or title."`
	Behind string `help:"Another shot of the moment, by id or title; without it this one is put first." placeholder:"SHOT"`
}

func (shotlistMoveCmd) Help() string {
	return example(`bts shotlist move "Faces that watch" --behind "In the air"`, `bts shotlist move "Faces that watch"`)
}

func (c *shotlistMoveCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		said := []string{c.ID}
		if c.Behind != "" {
			said = append(said, c.Behind)
		}
		list, err := s.shotsMeant(a, p, said)
		if err != nil {
			return err
		}
		behind := production.WantedShotID("")
		if c.Behind != "" {
			behind = list[1].ID
		}
		act, err := a.Office.MoveShot(s.ctx, p.ID, list[0].ID, behind)
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "Moved the shot %q.", list[0].Title)
	})
}

type shotlistRemoveCmd struct {
	Shots []string `arg:"" name:"shot" help:"Ids or titles of shots."`
}

func (shotlistRemoveCmd) Help() string { return example(`bts shotlist remove "Faces that watch"`) }

func (c *shotlistRemoveCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		return s.editShots(a, p, c.Shots, map[string]any{"gone": true}, "is off the list", "are off the list")
	})
}
