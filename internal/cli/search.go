package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type searchCmd struct {
	Query  []string `arg:"" help:"Words, \"phrases\", -what is not wanted, beginnings* and filters; a question that begins with - goes after --."`
	Limit  int      `help:"How many to list, at most 500." default:"50"`
	Offset int      `help:"How many of the best to pass over." default:"0"`
}

func (searchCmd) Help() string {
	return example("bts search harbour storm", `bts search '"the storm" day:3 kind:interview person:director rating:>3'`, "bts --json search has:release kind:still --limit 10 | jq -r '.assets[].name'",
		"bts search -- -has:people day:3..5")
}

func (c *searchCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		found, err := a.Office.Search(s.ctx, p.ID, strings.Join(c.Query, " "), c.Limit, c.Offset)
		if err != nil {
			return err
		}
		return s.print(paper.NewSearch(found, p.Zone()), func(w io.Writer) error { return printSearch(w, found, p) })
	})
}

func printSearch(w io.Writer, found office.Searched, p production.Production) error {
	for _, i := range found.Instead {
		fmt.Fprintf(w, "Nothing has %q; this is for %q.\n", oneLine(i.Said), oneLine(i.Used))
	}
	if found.Total == 0 {
		_, err := fmt.Fprintln(w, "Nothing fits.")
		return err
	}
	err := table(w, "SCORE\tDAY\tTAKEN\tKIND\tNAME\tPEOPLE\tMOMENT\tWHY\tID", func(row rowFunc) {
		for _, a := range found.Assets {
			taken, id := "", string(a.ID)
			if !a.TakenAt.IsZero() {
				taken = a.TakenAt.In(p.Zone()).Format("15:04:05")
			}
			row(fmt.Sprint(a.Score), dayNumber(a.DayNumber, string(a.Day)), taken, string(a.Kind), oneLine(a.Name), oneLine(strings.Join(a.People, ", ")), oneLine(a.MomentTitle),
				oneLine(a.Why.Text), id[max(0, len(id)-8):])
		}
	})
	if err != nil {
		return err
	}
	total := fmt.Sprint(found.Total)
	if found.More {
		total = "at least " + total
	}
	_, err = fmt.Fprintf(w, "%d of %s\n", len(found.Assets), total)
	return err
}

type reindexCmd struct{}

func (reindexCmd) Help() string { return example("bts library reindex") }

func (*reindexCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		progress := s.progress()
		n, err := a.Office.Reindex(s.ctx, p.ID, progress.report)
		progress.end()
		if err != nil {
			return err
		}
		return s.print(map[string]int{"assets": n}, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%d assets are indexed.\n", n)
			return err
		})
	})
}
