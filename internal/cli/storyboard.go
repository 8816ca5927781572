package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
)

type storyboardCmd struct {
	List   storyboardListCmd   `cmd:"" default:"1" help:"What is drawn for which moment."`
	Add    storyboardAddCmd    `cmd:"" help:"Add a frame at the end of a board."`
	Set    storyboardSetCmd    `cmd:"" help:"Say how the camera looks, put a picture or a drawing in."`
	Move   storyboardMoveCmd   `cmd:"" help:"Put a frame elsewhere on its board."`
	Remove storyboardRemoveCmd `cmd:"" help:"Take a frame off its board."`
}

func (storyboardCmd) Help() string {
	return example("bts storyboard", `bts storyboard add "Lamp lit for real" --title "Under the lens" --size CU --picture lens.jpg`,
		`bts storyboard move "Under the lens"`, `bts export storyboard "Lamp lit for real" --out lamp.pdf --per-page 3`)
}

type storyboardListCmd struct{}

func (storyboardListCmd) Help() string {
	return example("bts storyboard list", "bts --json storyboard list | jq '.boards[].frames[].framing'")
}

func (storyboardListCmd) Run(s *session) error {
	return s.withBoards(func(_ *app.App, _ production.Production, all office.Boards) error {
		return s.print(paper.NewBoards(all), func(w io.Writer) error {
			var b strings.Builder
			for _, board := range all.List {
				fmt.Fprintf(&b, "%s\n", oneLine(board.Title()))
				for i, f := range board.Frames {
					fmt.Fprintf(&b, "  %d. %s", i+1, oneLine(f.Name(i+1)))
					if line := f.Line(); line != "" && line != f.Name(i+1) {
						fmt.Fprintf(&b, " · %s", line)
					}
					fmt.Fprintf(&b, " (%s, %s)\n", shows(f), short(string(f.ID)))
				}
			}
			if b.Len() == 0 {
				b.WriteString("Nothing is drawn yet. Begin with: bts storyboard add MOMENT --title TEXT\n")
			}
			_, err := io.WriteString(w, b.String())
			return err
		})
	})
}

// shows says what there is to see.
func shows(f storyboard.Frame) string {
	switch {
	case f.Drawing != "" && f.Picture != "":
		return "drawn on a picture"
	case f.Drawing != "":
		return "drawn"
	case f.Picture != "":
		return "picture"
	}
	return "nothing drawn yet"
}

// frameWords are the flags that say what a frame is.
type frameWords struct {
	Title    *string `help:"What it is called." placeholder:"TEXT"`
	Note     *string `help:"What to look for." placeholder:"TEXT"`
	Size     *string `help:"Shot size: CU, \"close-up\", or words of your own." placeholder:"TEXT"`
	Angle    *string `help:"\"low angle\" …" placeholder:"TEXT"`
	Movement *string `help:"\"handheld\" …" placeholder:"TEXT"`
	Lens     *string `help:"\"35 mm\" …" placeholder:"TEXT"`
	Sound    *string `help:"What is heard." placeholder:"TEXT"`
}

func (c frameWords) fields() map[string]any {
	return texts(map[string]*string{
		"title": c.Title, "note": c.Note, "size": c.Size, "angle": c.Angle, "movement": c.Movement, "lens": c.Lens, "sound": c.Sound,
	})
}

type storyboardAddCmd struct {
	Moment string `arg:"" optional:"" help:"Id or title of the moment; without it the frame is loose."`
	frameWords
	frameSpot
	Picture string `help:"JPEG, PNG, GIF or WebP to show." placeholder:"FILE"`
}

func (storyboardAddCmd) Help() string {
	return example(`bts storyboard add "Lamp lit for real" --title "Under the lens" --size CU --angle "low angle" --lens "35 mm"`,
		`bts storyboard add --title "The pier at night" --picture pier.jpg`)
}

func (c *storyboardAddCmd) Run(s *session) error {
	n := office.NewFrame{}
	if c.Picture != "" {
		var err error
		if n.File, err = readPicture(c.Picture); err != nil {
			return err
		}
	}
	text := func(p *string) string {
		if p == nil {
			return ""
		}
		return *p
	}
	n.Title, n.Note, n.Sound = text(c.Title), text(c.Note), text(c.Sound)
	n.Framing = framing.Framing{Size: text(c.Size), Angle: text(c.Angle), Movement: text(c.Movement), Lens: text(c.Lens)}
	return s.with(func(a *app.App, p production.Production) error {
		if c.Moment != "" {
			ids, err := s.momentsMeant(a, p, []string{c.Moment})
			if err != nil {
				return err
			}
			n.Moment = ids[0]
		}
		at, err := c.said(s, a, p)
		if err != nil {
			return err
		}
		n.Spot, n.Ground = at.spot, at.ground
		made, act, err := a.Office.AddFrames(s.ctx, p.ID, []office.NewFrame{n})
		if err != nil {
			return err
		}
		return s.acted(paper.NewMade(made[0].ID, act), act, "The frame %s is on the board.", short(string(made[0].ID)))
	})
}

type storyboardSetCmd struct {
	Frame string `arg:"" help:"Id or title of the frame."`
	frameWords
	frameSpot
	Picture *string `help:"JPEG, PNG, GIF or WebP to show; '' takes the picture out." placeholder:"FILE"`
	Shot    *string `help:"Shot of the shot list that it shows, by id or title; '' for none." placeholder:"SHOT"`
	Drawing string  `help:"Drawing to show, a JSON document as the API gives it." placeholder:"FILE"`
}

func (storyboardSetCmd) Help() string {
	return example(`bts storyboard set "Under the lens" --movement handheld --note "Before the lamp is lit"`, `bts storyboard set "Under the lens" --picture lens.jpg`,
		`bts storyboard set "Under the lens" --stands 40,65,90 --ground "Upper floor"`)
}

func (c *storyboardSetCmd) Run(s *session) error {
	fields := c.fields()
	if c.Picture != nil && *c.Picture == "" {
		fields["picture"] = ""
	}
	picture := c.Picture != nil && *c.Picture != ""
	if len(fields) == 0 && !picture && c.Drawing == "" && c.Shot == nil && c.Stands == nil && c.Ground == nil {
		return nothingGiven("--title, --note, --size, --angle, --movement, --lens, --sound, --stands, --ground, --shot, --picture or --drawing")
	}
	return s.withBoards(func(a *app.App, p production.Production, all office.Boards) error {
		f, err := frameMeant(all, c.Frame)
		if err != nil {
			return err
		}
		at, err := c.said(s, a, p)
		if err != nil {
			return err
		}
		at.into(fields)
		if c.Shot != nil {
			fields["shot"] = ""
			if *c.Shot != "" {
				shots, err := s.shotsMeant(a, p, []string{*c.Shot})
				if err != nil {
					return err
				}
				fields["shot"] = shots[0].ID
			}
		}
		var act office.Act
		if len(fields) > 0 {
			if act, err = a.Office.EditFrame(s.ctx, p.ID, f.ID, office.Written{Fields: fields}); err != nil {
				return err
			}
		}
		if picture {
			data, err := readPicture(*c.Picture)
			if err != nil {
				return err
			}
			if _, act, err = a.Office.SetPicture(s.ctx, p.ID, f.ID, data); err != nil {
				return err
			}
		}
		if c.Drawing != "" {
			data, err := readPicture(c.Drawing)
			if err != nil {
				return err
			}
			if _, act, err = a.Office.DrawFrame(s.ctx, p.ID, f.ID, f.Drawing, data); err != nil {
				return err
			}
		}
		return s.acted(paper.NewAct(act), act, "The frame %q is written.", f.Name(0))
	})
}

type storyboardMoveCmd struct {
	Frame  string `arg:"" help:"Id or title of the frame."`
	Behind string `help:"Another frame of the board, by id or title; without it this one is put first." placeholder:"FRAME"`
}

func (storyboardMoveCmd) Help() string {
	return example(`bts storyboard move "Under the lens" --behind "The pier at night"`, `bts storyboard move "Under the lens"`)
}

func (c *storyboardMoveCmd) Run(s *session) error {
	return s.withBoards(func(a *app.App, p production.Production, all office.Boards) error {
		f, err := frameMeant(all, c.Frame)
		if err != nil {
			return err
		}
		var behind storyboard.Frame
		if c.Behind != "" {
			if behind, err = frameMeant(all, c.Behind); err != nil {
				return err
			}
		}
		act, err := a.Office.MoveFrame(s.ctx, p.ID, f.ID, behind.ID)
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "Moved the frame %q.", f.Name(0))
	})
}

type storyboardRemoveCmd struct {
	Frame string `arg:"" help:"Id or title of the frame."`
}

func (storyboardRemoveCmd) Help() string { return example(`bts storyboard remove "Under the lens"`) }

func (c *storyboardRemoveCmd) Run(s *session) error {
	return s.withBoards(func(a *app.App, p production.Production, all office.Boards) error {
		f, err := frameMeant(all, c.Frame)
		if err != nil {
			return err
		}
		act, err := a.Office.EditFrame(s.ctx, p.ID, f.ID, office.Written{Fields: map[string]any{"gone": true}})
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "The frame %q is off the board.", f.Name(0))
	})
}

func (s *session) withBoards(fn func(a *app.App, p production.Production, all office.Boards) error) error {
	return s.with(func(a *app.App, p production.Production) error {
		all, err := a.Office.Boards(s.ctx, p.ID)
		if err != nil {
			return err
		}
		return fn(a, p, all)
	})
}

// frameMeant is the frame that is meant.
func frameMeant(all office.Boards, said string) (storyboard.Frame, error) {
	var known []called
	at := map[string]storyboard.Frame{}
	for _, b := range all.List {
		for _, f := range b.Frames {
			known = append(known, called{string(f.ID), f.Title})
			at[string(f.ID)] = f
		}
	}
	id, err := meant(known, said, "frame", "bts storyboard list")
	return at[id], err
}

// readPicture reads a file that is to be shown, no more of it than a picture may have.
func readPicture(name string) ([]byte, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.Missing, "there is no file %s", name).WithRemedy("Check the path.")
	}
	if err != nil {
		return nil, fault.New(fault.Unavailable, "%s cannot be read", name).WithCause(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, storyboard.MaxPictureBytes+1))
	if err != nil {
		return nil, fault.New(fault.Unavailable, "%s cannot be read", name).WithCause(err)
	}
	return data, nil
}
