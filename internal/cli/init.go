package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/production"
)

type initCmd struct {
	Title    string `arg:"" help:"Working title."`
	Kind     string `help:"feature, series, short, commercial or documentary." default:"feature"`
	Zone     string `name:"tz" help:"Time zone of the shoot." placeholder:"Area/City" default:"UTC"`
	Start    string `help:"First shoot day, when known." placeholder:"YYYY-MM-DD"`
	CrewDays int    `help:"Paid crew-days of the BTS unit." placeholder:"N"`
	Rules    string `help:"Welfare rule pack." placeholder:"NAME"`
}

func (initCmd) Help() string {
	return example(`bts init "The Lamp Room" --kind short --tz Europe/London --start 2026-05-04 --crew-days 16`)
}

func (c *initCmd) Run(s *session) (err error) {
	p := production.Production{
		Title: c.Title, Kind: production.Kind(strings.ToLower(c.Kind)), TimeZone: c.Zone,
		CrewDays: c.CrewDays, RulePack: c.Rules,
	}
	if c.Start != "" {
		if p.Start, err = production.ParseDate(c.Start); err != nil {
			return err
		}
	}
	return s.insideNew(func(a *app.App) error {
		p, err := a.Office.CreateProduction(s.ctx, p)
		if err != nil {
			return err
		}
		return s.print(map[string]string{"production": p.Slug}, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s is open as %q in %s.\nNext: bts import script.fountain schedule.uss\n", p.Title, p.Slug, a.Config.Data)
			return err
		})
	})
}

// example is the help text that shows how a command is used.
func example(lines ...string) string {
	return "Example:\n  " + strings.Join(lines, "\n  ")
}
