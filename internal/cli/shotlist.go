package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
)

type shotlistCmd struct {
	List    shotlistListCmd    `cmd:"" default:"withargs" help:"What is to be brought home, what matters most first."`
	Add     shotlistAddCmd     `cmd:"" help:"Add a shot."`
	Set     shotlistSetCmd     `cmd:"" help:"Change shots: one, or several at once."`
	Got     shotlistGotCmd     `cmd:"" help:"Say that shots were got."`
	Missed  shotlistMissedCmd  `cmd:"" help:"Say that shots were missed."`
	Move    shotlistMoveCmd    `cmd:"" help:"Put a shot behind another of its moment."`
	Remove  shotlistRemoveCmd  `cmd:"" help:"Take shots off the list."`
	Import  shotlistImportCmd  `cmd:"" help:"Take in a table of shots, CSV or XLSX."`
	Suggest shotlistSuggestCmd `cmd:"" help:"Add first shots for a moment, by its kind."`
}

func (shotlistCmd) Help() string {
	return example("bts shotlist", `bts shotlist add "Faces that watch" --moment "Lamp lit for real" --size CU --medium stills`, `bts shotlist got "Faces that watch" --proof A017_C003`)
}

type shotlistListCmd struct {
	Day      string `help:"Of one day: its number or its date." placeholder:"DAY"`
	Moment   string `help:"Of one moment, by its id or title." placeholder:"MOMENT"`
	Arc      string `help:"Of moments that serve an arc, by its name." placeholder:"NAME"`
	Status   string `help:"${enum}." enum:",planned,got,missed" default:"" placeholder:"STATUS"`
	Priority string `help:"${enum}." enum:",must,should,nice" default:"" placeholder:"PRIORITY"`
	Medium   string `help:"${enum}." enum:",video,stills,timelapse,sound" default:"" placeholder:"MEDIUM"`
	Text     string `name:"find" help:"With these words." placeholder:"TEXT"`
}

func (shotlistListCmd) Help() string {
	return example("bts shotlist", "bts shotlist list --day 4 --status planned --priority must", "bts --json shotlist | jq '.totals'")
}

func (c *shotlistListCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		f := office.ShotFilter{Arc: c.Arc, Status: shotlist.Status(c.Status), Priority: shotlist.Priority(c.Priority), Medium: shotlist.Medium(c.Medium), Text: c.Text}
		var err error
		if f.Date, err = s.dayMeant(a, p, c.Day); err != nil {
			return err
		}
		if f.Moment, err = s.momentMeant(a, p, c.Moment); err != nil {
			return err
		}
		list, err := a.Office.Shotlist(s.ctx, p.ID, f)
		if err != nil {
			return err
		}
		return s.print(paper.NewShotlist(list, p.Zone()), func(w io.Writer) error { return printShotlist(w, list) })
	})
}

func printShotlist(w io.Writer, list office.Shotlist) error {
	if len(list.Shots) == 0 {
		_, err := fmt.Fprintln(w, "No shots. Begin with: bts shotlist suggest MOMENT")
		return err
	}
	return table(w, "PRIORITY\tSTATUS\tDAY\tTIME\tSHOT\tHOW\tMOMENT\tID\tWHY", func(row rowFunc) {
		for _, shot := range list.Shots {
			at := ""
			if shot.Date.Known() && shot.Start.Known() {
				at = shot.Start.String()
			}
			id := string(shot.ID)
			row(string(shot.Weight), string(shot.Status), dayNumber(shot.Day, string(shot.Date)), at, oneLine(shot.Title), shot.How(), oneLine(shot.Name), id[max(0, len(id)-8):], oneLine(shot.Reason))
		}
	})
}

// dayMeant is the date of a day by its number or its date, "" for "".
func (s *session) dayMeant(a *app.App, p production.Production, said string) (production.Date, error) {
	number, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(strings.ToLower(said), "day ")))
	if said == "" {
		return "", nil
	}
	if err != nil {
		return production.ParseDate(said)
	}
	schedule, err := a.Office.Schedule(s.ctx, p.ID)
	if err != nil {
		return "", err
	}
	for _, d := range schedule.Days {
		if d.Number == number {
			return d.Date, nil
		}
	}
	return "", fault.New(fault.NotFound, "there is no shoot day %d", number).WithRemedy("See them with: bts schedule")
}

// momentMeant is a moment by its id or title, "" for "".
func (s *session) momentMeant(a *app.App, p production.Production, said string) (production.MomentID, error) {
	if said == "" {
		return "", nil
	}
	ids, err := s.momentsMeant(a, p, []string{said})
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// shotsMeant are shots by their ids or titles.
func (s *session) shotsMeant(a *app.App, p production.Production, said []string) ([]office.ListedShot, error) {
	list, err := a.Office.Shotlist(s.ctx, p.ID, office.ShotFilter{})
	if err != nil {
		return nil, err
	}
	var known []called
	at := map[string]office.ListedShot{}
	for _, shot := range list.Shots {
		known, at[string(shot.ID)] = append(known, called{string(shot.ID), shot.Title}), shot
	}
	var out []office.ListedShot
	for _, text := range said {
		id, err := meant(known, text, "shot", "bts --json shotlist")
		if err != nil {
			return nil, err
		}
		out = append(out, at[id])
	}
	return out, nil
}

type shotlistSuggestCmd struct {
	Moment string `arg:"" help:"Id or title of a moment."`
}

func (shotlistSuggestCmd) Help() string { return example(`bts shotlist suggest "Lamp lit for real"`) }

func (c *shotlistSuggestCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		moment, err := s.momentMeant(a, p, c.Moment)
		if err != nil {
			return err
		}
		list, act, err := a.Office.SuggestShots(s.ctx, p.ID, moment)
		if err != nil {
			return err
		}
		return s.acted(paper.NewSuggested(list, act), act, "%s on the list.", plural(len(list), "shot is", "shots are"))
	})
}
