package cli

import (
	"io"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/production"
)

// exportCmd writes what other programs read.
type exportCmd struct {
	USS        exportUSSCmd        `cmd:"" name:"uss" help:"The shooting schedule with our bookings, for scheduling programs."`
	Shotlist   exportShotlistCmd   `cmd:"" help:"The BTS unit's shot list, as CSV, XLSX or PDF."`
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
