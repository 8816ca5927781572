package cli

import (
	"bytes"
	"io"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// exportCmd writes what other programs read.
type exportCmd struct {
	USS        exportUSSCmd        `cmd:"" name:"uss" help:"The shooting schedule with our bookings, for scheduling programs."`
	Shotlist   exportShotlistCmd   `cmd:"" help:"The BTS unit's shot list, as CSV, XLSX or PDF."`
	ICS        exportICSCmd        `cmd:"" name:"ics" help:"Bookings as a calendar: of the production, of somebody of the crew, or of a day."`
	Storyboard exportStoryboardCmd `cmd:"" help:"Storyboards as PDF or images."`
}

func (exportCmd) Help() string {
	return example("bts export uss --out schedule-with-bts.uss", `bts export shotlist "day 5" --out day-5.pdf`)
}

type exportUSSCmd struct {
	Out string `help:"File to write." placeholder:"FILE" required:""`
}

func (exportUSSCmd) Help() string { return example("bts export uss --out schedule-with-bts.uss") }

func (c *exportUSSCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		_, data, err := a.Office.ExportSchedule(s.ctx, p.ID)
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

type exportICSCmd struct {
	Name string `arg:"" help:"Somebody of the BTS crew, \"production\", or a date."`
	Out  string `help:"File to write." placeholder:"FILE" required:""`
	Days bool   `help:"With the main unit's shoot days."`
}

func (exportICSCmd) Help() string {
	return example(`bts export ics "Nora Fielding" --out nora.ics`, "bts export ics production --days --out all.ics", "bts export ics 2026-05-07 --out day-4.ics")
}

func (c *exportICSCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		data, err := c.calendar(s, a, p)
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

// calendar is what was asked for.
func (c *exportICSCmd) calendar(s *session, a *app.App, p production.Production) ([]byte, error) {
	if date, err := production.ParseDate(c.Name); err == nil {
		packet, err := a.Office.Packet(s.ctx, p.ID, date)
		if err != nil {
			return nil, err
		}
		write, err := a.Office.Calendar(s.ctx, p.ID, packet)
		if err != nil {
			return nil, err
		}
		var out bytes.Buffer
		err = write(&out)
		return out.Bytes(), err
	}
	w := office.FeedWanted{Member: c.Name, Days: c.Days}
	if c.Name == "production" {
		w.Member = ""
	}
	return a.Office.ExportCalendar(s.ctx, p.ID, w)
}
