package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type shotlistImportCmd struct {
	File   string `arg:"" help:"Table to take in, .csv or .xlsx." type:"path"`
	DryRun bool   `help:"Tell what it would do, and do nothing."`
}

func (shotlistImportCmd) Help() string {
	return example("bts export shotlist all --out shots.xlsx", "bts shotlist import shots.xlsx --dry-run", "bts shotlist import shots.xlsx")
}

func (c *shotlistImportCmd) Run(s *session) error {
	data, err := os.ReadFile(c.File)
	if err != nil {
		return fault.New(fault.Missing, "%s cannot be read", c.File).WithCause(err)
	}
	return s.with(func(a *app.App, p production.Production) error {
		did, act, err := a.Office.ImportShots(s.ctx, p.ID, office.File{Name: filepath.Base(c.File), Data: data}, c.DryRun)
		if err != nil {
			return err
		}
		err = s.print(paper.NewShotFile(did, act, c.DryRun), func(w io.Writer) error { return printShotFile(w, did, c.DryRun) })
		if err == nil && act.ID != "" {
			s.say("Take it back with: bts story undo %s", act.ID)
		}
		return err
	})
}

func printShotFile(w io.Writer, f office.ShotFile, dry bool) error {
	var b strings.Builder
	for _, c := range f.Changed {
		fmt.Fprintf(&b, "row %d: %s\n", c.Line, oneLine(c.Title))
		for _, field := range c.Changes {
			fmt.Fprintf(&b, "  %s: %q → %q\n", field.Field, oneLine(field.Was), oneLine(field.Now))
		}
	}
	for _, c := range f.Added {
		fmt.Fprintf(&b, "row %d: new: %s\n", c.Line, oneLine(c.Title))
	}
	verb := ""
	if dry {
		verb = " would be"
	}
	fmt.Fprintf(&b, "%d%s new, %d%s changed, %d as they were.\n", len(f.Added), verb, len(f.Changed), verb, f.Same)
	_, err := io.WriteString(w, b.String())
	return err
}

type exportShotlistCmd struct {
	Name  string `arg:"" help:"What of it: a date, \"day 5\", a moment, or all." placeholder:"NAME"`
	Out   string `help:"File to write, .csv, .xlsx or .pdf." placeholder:"FILE" required:""`
	Paper string `help:"Of a PDF: A4 or Letter." enum:"A4,Letter" default:"A4"`
}

func (exportShotlistCmd) Help() string {
	return example("bts export shotlist all --out shots.xlsx", `bts export shotlist "day 5" --out day-5.pdf --paper Letter`, "bts export shotlist 2026-05-07 --out thursday.csv")
}

func (c *exportShotlistCmd) Run(s *session) error {
	format := office.ShotFormat(strings.TrimPrefix(strings.ToLower(filepath.Ext(c.Out)), "."))
	return s.with(func(a *app.App, p production.Production) error {
		f, err := s.shotsNamed(a, p, c.Name)
		if err != nil {
			return err
		}
		_, data, err := a.Office.ExportShots(s.ctx, p.ID, office.ShotExport{ShotFilter: f, Format: format, Paper: office.Paper(c.Paper)})
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

// shotsNamed is what somebody calls a part of the list: a date, "day 5", a moment, or all.
func (s *session) shotsNamed(a *app.App, p production.Production, name string) (f office.ShotFilter, err error) {
	if strings.EqualFold(name, "all") {
		return f, nil
	}
	_, dateErr := production.ParseDate(name)
	if dateErr == nil || strings.HasPrefix(strings.ToLower(name), "day ") {
		f.Date, err = s.dayMeant(a, p, name)
		return f, err
	}
	f.Moment, err = s.momentMeant(a, p, name)
	if fault.Is(err, fault.NotFound) {
		err = fault.New(fault.NotFound, "%q is no date, day or moment", name).WithRemedy("Give a date, \"day 5\", the title or id of a moment, or all.")
	}
	return f, err
}
