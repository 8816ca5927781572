package cli

import (
	"fmt"
	"io"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

type momentsCmd struct {
	List momentsListCmd `cmd:"" default:"withargs" help:"List what is worth documenting."`
	Add  momentsAddCmd  `cmd:"" help:"Add a moment by hand."`
	Set  momentsSetCmd  `cmd:"" help:"Change, confirm or dismiss moments."`
}

func (momentsCmd) Help() string {
	return example("bts moments", "bts --json moments | jq '.moments[0].reasons'", `bts moments add "The set goes up" --kind set_construction --day 1 --at 07:00-09:00`, `bts moments set "Lamp lit for real" 4f0c91ab --status confirmed`)
}

type momentsListCmd struct {
	Refresh bool `help:"Run the finder over script and schedule again."`
}

func (momentsListCmd) Help() string { return momentsCmd{}.Help() }

func (c *momentsListCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		if c.Refresh {
			counts, err := a.Office.RefreshMoments(s.ctx, p.ID)
			if err != nil {
				return err
			}
			s.say("%d new, %d updated, %d removed.", counts.Added, counts.Updated, counts.Removed)
		}
		moments, err := a.Office.Moments(s.ctx, p.ID, store.MomentFilter{})
		if err != nil {
			return err
		}
		doc := paper.NewMoments(moments, p.Zone())
		return s.print(doc, func(w io.Writer) error {
			return table(w, "SCORE\tSTATUS\tSCENE\tDAY\tTIME\tMOMENT\tWHY", func(row rowFunc) {
				for _, m := range doc.Moments {
					why := ""
					if len(m.Reasons) > 0 {
						why = m.Reasons[0]
					}
					row(fmt.Sprint(m.Score), m.Status, m.Scene, dayNumber(m.Day, m.Date), clockOf(m.Start), m.Title, why)
				}
			})
		})
	})
}

// dayNumber is the shoot day, or the date of a day without shooting.
func dayNumber(number int, date string) string {
	if number > 0 {
		return fmt.Sprint(number)
	}
	if date == "" {
		return "–"
	}
	return production.Date(date).Spoken()
}
