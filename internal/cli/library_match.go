package cli

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type libraryMatchCmd struct {
	Day string `help:"Assets of one day: its number or its date." placeholder:"DAY"`
}

func (libraryMatchCmd) Help() string {
	return "It is done by itself as assets come in. Do it again when the plan or the card log has changed. What people decided stays.\n\n" +
		example("bts library match", "bts library match --day 4")
}

func (c *libraryMatchCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		var opt office.MatchOptions
		if c.Day != "" {
			day, err := s.dayMeant(a, p, c.Day)
			if err != nil {
				return err
			}
			opt.Day = &day
		}
		bar := s.progress()
		got, err := a.Office.MatchAssets(s.ctx, p.ID, opt, bar.report)
		bar.end()
		if err != nil {
			return err
		}
		return s.print(got, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s looked at, %d changed. %d belong to a moment, scene or talk; %d have something to decide: bts library matches.\n",
				plural(got.Assets, "asset is", "assets are"), got.Changed, got.Matched, got.Open)
			return err
		})
	})
}

type libraryMatchesCmd struct {
	Day    string `help:"Of assets of one day." placeholder:"DAY"`
	What   string `help:"${enum}." enum:",moment,scene,talk,person,place,card,operator,shot" default:"" placeholder:"WHAT"`
	Take   string `help:"Take this suggestion, by its number in the list." placeholder:"N"`
	Refuse string `help:"Refuse it; it is not suggested again." placeholder:"N"`
}

func (libraryMatchesCmd) Help() string {
	return "Lists what assets may belong to, with reasons. A number decides all assets of a group.\n\n" +
		example("bts library matches", "bts library matches --what moment --day 4", "bts library matches --what moment --take 1")
}

func (c *libraryMatchesCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		f := office.OpenTieFilter{What: library.What(c.What), Each: 500}
		if c.Day != "" {
			day, err := s.dayMeant(a, p, c.Day)
			if err != nil {
				return err
			}
			f.Day = &day
		}
		groups, total, err := a.Office.Suggestions(s.ctx, p.ID, f)
		if err != nil {
			return err
		}
		if said := cmp.Or(c.Take, c.Refuse); said != "" {
			return s.decideGroup(a, p, groups, said, c.Take != "")
		}
		return s.print(paper.NewOpenTies(groups, total, p.Zone()), func(w io.Writer) error { return printSuggestions(w, groups, p) })
	})
}

// decideGroup takes or refuses all of a group.
func (s *session) decideGroup(a *app.App, p production.Production, groups []office.OpenTie, said string, take bool) error {
	var n int
	if _, err := fmt.Sscanf(said, "%d", &n); err != nil || n < 1 || n > len(groups) {
		return nothingGiven("a number of the list, as bts library matches prints it")
	}
	g := groups[n-1]
	var list []office.Deciding
	for _, one := range g.Assets {
		list = append(list, office.Deciding{Asset: one.ID, What: g.What, ID: g.ID})
	}
	act, err := a.Office.DecideMatches(s.ctx, p.ID, list, take)
	if err != nil {
		return err
	}
	done := map[bool]string{true: "%s of %s.", false: "%s not of %s."}[take]
	return s.acted(paper.NewAct(act), act, done, plural(len(list), "asset is", "assets are"), oneLine(g.Title))
}

func printSuggestions(w io.Writer, groups []office.OpenTie, p production.Production) error {
	if len(groups) == 0 {
		_, err := fmt.Fprintln(w, "Nothing waits to be decided.")
		return err
	}
	for i, g := range groups {
		if _, err := fmt.Fprintf(w, "%d. %s %s: %s\n", i+1, g.What, oneLine(g.Title), plural(g.Count, "asset", "assets")); err != nil {
			return err
		}
		for _, one := range g.Assets[:min(5, len(g.Assets))] {
			m := g.Match(one.Asset)
			if _, err := fmt.Fprintf(w, "   %3d  %s  %s\n", m.Score, oneLine(one.Name), oneLine(strings.Join(m.Reasons, "; "))); err != nil {
				return err
			}
		}
	}
	return nil
}

type libraryGapsCmd struct {
	Day string `arg:"" optional:"" help:"Number of the shoot day or date; today is usual." placeholder:"DATE"`
}

func (libraryGapsCmd) Help() string {
	return example("bts library gaps", "bts library gaps 2026-05-12", "bts --json library gaps 9 | jq '.gaps[].title'")
}

func (c *libraryGapsCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		day, err := a.Office.Today(s.ctx, p.ID)
		if err == nil && c.Day != "" {
			day, err = s.dayMeant(a, p, c.Day)
		}
		if err != nil {
			return err
		}
		t, err := a.Office.Tonight(s.ctx, p.ID, day)
		if err != nil {
			return err
		}
		return s.print(paper.NewTonight(t, p.Zone()), func(w io.Writer) error { return printTonight(w, t) })
	})
}

func printTonight(w io.Writer, t library.Tonight) error {
	if _, err := fmt.Fprintf(w, "%s: %s\n", t.Day.Spoken(), cmp.Or(t.Words, "Nothing is planned.")); err != nil {
		return err
	}
	for _, g := range t.Gaps {
		must := ""
		if g.Must {
			must = " (must have)"
		}
		if _, err := fmt.Fprintf(w, "  %s%s: %s. %s\n", oneLine(g.Title), must, g.Why, g.Still); err != nil {
			return err
		}
	}
	return nil
}

type libraryClocksCmd struct {
	List   libraryClocksListCmd   `cmd:"" default:"1" help:"How the clocks of cameras and recorders are off, and why that is known."`
	Note   libraryClocksNoteCmd   `cmd:"" help:"Say how the clock of the camera that recorded an asset is off."`
	Forget libraryClocksForgetCmd `cmd:"" help:"Take back what somebody said of a clock."`
}

type libraryClocksListCmd struct{}

func (libraryClocksListCmd) Help() string { return example("bts library clocks") }

func (c *libraryClocksListCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		sheet, err := a.Office.Clocks(s.ctx, p.ID)
		if err != nil {
			return err
		}
		return s.print(paper.NewClocks(sheet, p.Zone()), func(w io.Writer) error {
			if len(sheet.Clocks) == 0 {
				_, err := fmt.Fprintln(w, "Nothing is known of the clocks; every camera is taken to be right.")
				return err
			}
			for _, c := range sheet.Clocks {
				if _, err := fmt.Fprintln(w, oneLine(c.Words)); err != nil {
					return err
				}
			}
			for _, n := range sheet.Notes {
				if _, err := fmt.Fprintf(w, "  %s  %s %s, said by %s\n", short(string(n.ID)), n.Kind, oneLine(library.DeviceName(n.Device)), oneLine(n.By)); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

type libraryClocksNoteCmd struct {
	Asset  string `arg:"" help:"Id of the asset, or its end."`
	Shows  string `help:"Time that a slate or telephone in its picture shows." placeholder:"14:03:07" xor:"how"`
	SameAs string `help:"Asset of another device that is of the same instant." placeholder:"ID" xor:"how"`
	Offset *int64 `help:"Seconds to be added to the clock of the device from then on." placeholder:"SECONDS" xor:"how"`
}

func (libraryClocksNoteCmd) Help() string {
	return example("bts library clocks note 4f1d09ab --shows 14:03:07", "bts library clocks note 4f1d09ab --same-as 77aa01", "bts library clocks note 4f1d09ab --offset -3600")
}

func (c *libraryClocksNoteCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		id, err := a.Office.AssetMeant(s.ctx, p.ID, c.Asset)
		if err != nil {
			return err
		}
		var act office.Act
		switch {
		case c.Shows != "":
			act, err = a.Office.NoteClock(s.ctx, p.ID, id, c.Shows)
		case c.SameAs != "":
			other, failed := a.Office.AssetMeant(s.ctx, p.ID, c.SameAs)
			if failed != nil {
				return failed
			}
			act, err = a.Office.PairClocks(s.ctx, p.ID, id, other)
		case c.Offset != nil:
			act, err = a.Office.SetClock(s.ctx, p.ID, id, *c.Offset)
		default:
			return nothingGiven("--shows, --same-as or --offset")
		}
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "The clock is noted; assets of the camera are looked at again.")
	})
}

type libraryClocksForgetCmd struct {
	Note string `arg:"" help:"Id of what was said, or its end, as bts library clocks prints it."`
}

func (libraryClocksForgetCmd) Help() string { return example("bts library clocks forget 4f1d09ab") }

func (c *libraryClocksForgetCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		sheet, err := a.Office.Clocks(s.ctx, p.ID)
		if err != nil {
			return err
		}
		id := production.ClockNoteID(c.Note)
		for _, n := range sheet.Notes {
			if strings.HasSuffix(string(n.ID), c.Note) {
				id = n.ID
			}
		}
		act, err := a.Office.RemoveClockNote(s.ctx, p.ID, id)
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "What was said of the clock is taken back.")
	})
}
