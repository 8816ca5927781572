package cli

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type scenesCmd struct{}

func (scenesCmd) Help() string {
	return example("bts scenes", "bts --json scenes | jq '.scenes[].number'")
}

func (scenesCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		scenes, err := a.Office.Scenes(s.ctx, p.ID)
		if err != nil {
			return err
		}
		schedule, err := a.Office.Schedule(s.ctx, p.ID)
		if err != nil {
			return err
		}
		doc := paper.NewScenes(scenes, office.ShootDays(schedule.Days))
		return s.print(doc, func(w io.Writer) error {
			return table(w, "SCENE\tPAGES\tDAY\tHEADING\tCHARACTERS", func(row rowFunc) {
				for _, sc := range doc.Scenes {
					row(sc.Number, pages(sc.Eighths, sc.Estimated), numbers(sc.ShootDays), sc.Heading, strings.Join(sc.Characters, ", "))
				}
			})
		})
	})
}

type scheduleCmd struct{}

func (scheduleCmd) Help() string { return example("bts schedule") }

func (scheduleCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		schedule, err := a.Office.Schedule(s.ctx, p.ID)
		if err != nil {
			return err
		}
		return s.print(paper.NewSchedule(schedule.Days, p.Zone()), func(w io.Writer) error {
			return table(w, "DAY\tDATE\tCALL\tWRAP\tLOCATION\tSCENES", func(row rowFunc) {
				for _, d := range paper.NewSchedule(schedule.Days, p.Zone()).Days {
					row(fmt.Sprint(d.Number), production.Date(d.Date).Spoken(), clockOf(d.Call), clockOf(d.Wrap),
						strings.Join(d.Locations, ", "), strings.Join(d.Scenes, " "))
				}
			})
		})
	})
}

type shotsCmd struct {
	Scene string `help:"Of this scene alone." placeholder:"NUMBER"`
}

func (shotsCmd) Help() string { return example("bts shots --scene 12A") }

func (c *shotsCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		all, err := a.Office.Shots(s.ctx, p.ID)
		if err != nil {
			return err
		}
		doc := paper.NewShots(all, c.Scene)
		return s.print(doc, func(w io.Writer) error {
			return table(w, "SCENE\tSHOT\tSIZE\tANGLE\tMOVEMENT\tLENS\tDESCRIPTION", func(row rowFunc) {
				for _, shot := range doc.Shots {
					row(shot.Scene, shot.Number, shot.Size, shot.Angle, shot.Movement, shot.Lens, shot.Description)
				}
			})
		})
	})
}

// rowFunc prints one row of a table.
type rowFunc func(cells ...string)

// widestCell is how many letters of one cell are printed; the whole text is in the JSON document.
const widestCell = 120

// table prints rows under a head of tab-separated titles.
func table(w io.Writer, head string, fill func(row rowFunc)) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, head)
	fill(func(cells ...string) {
		for i, cell := range cells {
			if letters := []rune(cell); len(letters) > widestCell {
				cells[i] = string(letters[:widestCell-1]) + "…"
			}
		}
		fmt.Fprintln(t, strings.Join(cells, "\t"))
	})
	return t.Flush()
}

// pages is a length in eighths as a script supervisor writes it: "1 3/8", with ~ for an estimate.
func pages(eighths int, estimated bool) string {
	text := production.Pages(eighths)
	if estimated {
		return "~" + text
	}
	return text
}

func numbers(list []int) string {
	return strings.Trim(fmt.Sprint(list), "[]")
}

// clockOf is the clock part of an RFC 3339 time.
func clockOf(stamp string) string {
	if len(stamp) < 16 {
		return ""
	}
	return stamp[11:16]
}
