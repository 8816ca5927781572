package cli

import (
	"io"
	"path/filepath"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

type exportStoryboardCmd struct {
	Name    string `arg:"" help:"The moment whose board it is, by id or title; 'loose' for the frames of none, 'all'; for a .png the frame, by id or title."`
	Out     string `help:"File to write: .pdf, .zip with all images, or .png for one frame." placeholder:"FILE" required:""`
	PerPage int    `help:"Frames on a page of the PDF: ${enum}." enum:"2,3,6" default:"3"`
	Paper   string `help:"a4 or letter." default:"a4"`
	Width   int    `help:"Pixels of a .png." default:"1920"`
	Cameras bool   `help:"As .png: the cameras of a board on the plan of its place, not a frame."`
	Ground  string `help:"With --cameras: the plan, by id, title or place; without it the first of the board." placeholder:"PLAN"`
}

func (exportStoryboardCmd) Help() string {
	return example(`bts export storyboard "Lamp lit for real" --out lamp.pdf --per-page 3`, "bts export storyboard all --out boards.zip",
		`bts export storyboard "Under the lens" --out lens.png`, `bts export storyboard "Lamp lit for real" --cameras --out cameras.png`)
}

func (c *exportStoryboardCmd) Run(s *session) error {
	paper := map[string]onset.Paper{"a4": onset.A4, "letter": onset.Letter}[strings.ToLower(c.Paper)]
	if paper == "" {
		return fault.New(fault.Invalid, "%q is not a paper", c.Paper).WithRemedy("Give a4 or letter.")
	}
	kind := strings.ToLower(filepath.Ext(c.Out))
	if c.Cameras && kind != ".png" {
		return fault.New(fault.Invalid, "the cameras alone are written as an image").WithRemedy("End the file in .png; the PDF and the ZIP have their plan in any case.")
	}
	if kind != ".pdf" && kind != ".zip" && kind != ".png" {
		return fault.New(fault.Invalid, "%s says no kind of file that a storyboard is written as", c.Out).WithRemedy("End it in .pdf, .zip or .png.")
	}
	return s.withBoards(func(a *app.App, p production.Production, all office.Boards) error {
		data, err := c.made(s, a, p, all, kind, paper)
		if err != nil {
			return err
		}
		err = writeFile(c.Out, func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		})
		if err != nil {
			return err
		}
		return s.print(map[string]any{"file": c.Out, "bytes": len(data)}, func(io.Writer) error {
			s.say("%s is written.", c.Out)
			return nil
		})
	})
}

// made is the file's content.
func (c *exportStoryboardCmd) made(s *session, a *app.App, p production.Production, all office.Boards, kind string, paper onset.Paper) ([]byte, error) {
	if kind == ".png" && c.Cameras {
		return c.plan(s, a, p, all)
	}
	if kind == ".png" {
		f, err := frameMeant(all, c.Name)
		if err != nil {
			return nil, err
		}
		return a.Office.FrameImage(s.ctx, p.ID, f.ID, c.Width)
	}
	board, err := c.board(s, a, p, all)
	if err != nil {
		return nil, err
	}
	if kind == ".zip" {
		return a.Office.ZipBoards(s.ctx, p.ID, board)
	}
	return a.Office.BoardPDF(s.ctx, p.ID, board, string(paper), c.PerPage)
}

// plan is a board's plan with its cameras.
func (c *exportStoryboardCmd) plan(s *session, a *app.App, p production.Production, all office.Boards) ([]byte, error) {
	board, err := c.board(s, a, p, all)
	if err != nil {
		return nil, err
	}
	if board == office.AllBoards {
		return nil, fault.New(fault.Invalid, "a plan is of one board").WithRemedy("Give its moment, or 'loose'.")
	}
	var ground production.GroundPlanID
	if c.Ground != "" {
		if ground, err = s.groundMeant(a, p, c.Ground); err != nil {
			return nil, err
		}
	}
	return a.Office.BoardPlan(s.ctx, p.ID, board, ground, c.Width)
}

// board is the board that is meant: of those with frames, or of a moment without any, which the office then says.
func (c *exportStoryboardCmd) board(s *session, a *app.App, p production.Production, all office.Boards) (production.MomentID, error) {
	switch strings.ToLower(c.Name) {
	case string(office.AllBoards):
		return office.AllBoards, nil
	case "loose":
		return "", nil
	}
	var known []called
	there := map[string]bool{}
	for _, b := range all.List {
		if !b.Loose() {
			known = append(known, called{string(b.Moment.ID), b.Title()})
			there[string(b.Moment.ID)] = true
		}
	}
	moments, err := a.Office.Moments(s.ctx, p.ID, store.MomentFilter{})
	if err != nil {
		return "", err
	}
	id, err := meant(known, c.Name, "board", "bts storyboard list")
	if !fault.Is(err, fault.NotFound) {
		return production.MomentID(id), err
	}
	for _, m := range moments {
		if !there[string(m.ID)] {
			known = append(known, called{string(m.ID), m.Title})
		}
	}
	id, err = meant(known, c.Name, "board", "bts storyboard list")
	return production.MomentID(id), err
}
