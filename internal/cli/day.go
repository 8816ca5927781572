package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type dayCmd struct {
	Date  string `arg:"" help:"Date of the day." placeholder:"YYYY-MM-DD"`
	PDF   string `help:"Write the packet as PDF." placeholder:"FILE"`
	ICS   string `help:"Write the day as calendar." placeholder:"FILE"`
	Paper string `help:"A4 or Letter." enum:"A4,Letter" default:"A4"`
}

func (dayCmd) Help() string {
	return example("bts day 2026-05-07", "bts day 2026-05-07 --pdf day-4.pdf --ics day-4.ics")
}

func (c *dayCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		date, err := production.ParseDate(c.Date)
		if err != nil {
			return err
		}
		packet, err := a.Office.Packet(s.ctx, p.ID, date)
		if err != nil {
			return err
		}
		if c.PDF != "" {
			err := writeFile(c.PDF, func(w io.Writer) error { return packet.PDF(w, onset.Paper(c.Paper), a.Office.Fonts()) })
			if err != nil {
				return err
			}
			s.say("%s is written.", c.PDF)
		}
		if c.ICS != "" {
			calendar, err := a.Office.Calendar(s.ctx, p.ID, packet)
			if err != nil {
				return err
			}
			if err := writeFile(c.ICS, calendar); err != nil {
				return err
			}
			s.say("%s is written.", c.ICS)
		}
		return s.print(paper.NewPacket(packet, p.Zone()), func(w io.Writer) error { return printPacket(w, packet) })
	})
}

// writeFile writes a file whole: beside it first, then renamed, so that a failure leaves no half of it.
func writeFile(name string, write func(w io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".bts-*")
	if err != nil {
		return fault.New(fault.Unavailable, "%s cannot be written", name).WithCause(err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return fault.New(fault.Unavailable, "%s cannot be written", name).WithCause(err)
	}
	if err := f.Close(); err != nil {
		return fault.New(fault.Unavailable, "%s cannot be written", name).WithCause(err)
	}
	if err := errors.Join(os.Chmod(f.Name(), 0o644), os.Rename(f.Name(), name)); err != nil {
		return fault.New(fault.Unavailable, "%s cannot be written", name).WithCause(err)
	}
	return nil
}

func printPacket(w io.Writer, p onset.Packet) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s · %s\nMain unit %s–%s\n", p.Production, p.Title, p.Call, p.Wrap)
	if p.Changed != "" {
		fmt.Fprintf(&b, "!  %s\n", p.Changed)
	}
	for _, s := range p.Shifts {
		fmt.Fprintf(&b, "  %s–%s  %s\n", s.Call, s.Wrap, s.Name)
	}
	for _, m := range p.Moments {
		if words := m.Warning(); words != "" {
			fmt.Fprintf(&b, "!  %s\n", words)
		}
		var team []string
		for _, t := range m.Team {
			team = append(team, t.Name)
		}
		fmt.Fprintf(&b, "%s–%s  %s\n", m.Start, m.End, dotted(m.Title, production.CalmName(m.Place), strings.Join(team, ", ")))
	}
	for _, shot := range p.Shots {
		box := "[ ]"
		if shot.Got {
			box = "[x]"
		} else if shot.Missed {
			box = "[-]"
		}
		fmt.Fprintf(&b, "%s %s: %s (%s)\n", box, shot.Priority, oneLine(shot.Title), shot.How)
	}
	for _, d := range p.DoNot {
		fmt.Fprintf(&b, "!  %s\n", d)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
