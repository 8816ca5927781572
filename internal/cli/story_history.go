package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type storyHistoryCmd struct {
	Arc  string `help:"Of one arc alone, by id or name." placeholder:"ARC" xor:"of"`
	Beat string `help:"Of one beat alone, by id or title." placeholder:"BEAT" xor:"of"`
}

func (storyHistoryCmd) Help() string {
	return example("bts story history", `bts story history --beat "The goodbye"`)
}

func (c *storyHistoryCmd) Run(s *session) error {
	return s.withStory(func(a *app.App, p production.Production, o office.Outline) error {
		all, err := a.Office.History(s.ctx, p.ID, "", "")
		if err != nil {
			return err
		}
		kind, object, err := c.about(o, all)
		if err != nil {
			return err
		}
		if kind != "" {
			if all, err = a.Office.History(s.ctx, p.ID, kind, object); err != nil {
				return err
			}
		}
		return s.print(paper.NewHistory(all, p.Zone()), func(w io.Writer) error {
			return table(w, "AT\tBY\tWHAT\tCHANGED\tACT", func(row rowFunc) {
				for _, e := range all {
					row(e.At.In(p.Zone()).Format("2006-01-02 15:04"), e.By, writtenName(e), changeWords(e, o), short(string(e.Act)))
				}
			})
		})
	})
}

// about is what the history is asked of; also of what is off the board.
func (c *storyHistoryCmd) about(o office.Outline, all []journal.Entry) (kind journal.Kind, object string, err error) {
	kind, said := journal.Kind("beat"), c.Beat
	if c.Arc != "" {
		kind, said = "arc", c.Arc
	}
	if said == "" {
		return "", "", nil
	}
	for _, e := range all {
		if e.Kind == kind && e.Object == said {
			return kind, said, nil
		}
	}
	if kind == "arc" {
		arc, err := arcMeant(o, said)
		return kind, string(arc.ID), err
	}
	b, err := beatMeant(o, said)
	return kind, string(b.ID), err
}

func writtenName(e journal.Entry) string {
	if e.Object == "" {
		return e.Title
	}
	return string(e.Kind) + " " + brief(e.Title)
}

// changeWords says what an entry changed, and what gave way.
func changeWords(e journal.Entry, o office.Outline) string {
	var parts []string
	if e.Undoes != "" {
		parts = append(parts, "took back "+short(string(e.Undoes)))
	}
	parts = append(parts, fieldWords(e, o)...)
	for _, f := range e.Lost {
		parts = append(parts, fmt.Sprintf("gave way: %s %s", f.Name, quoted(outline.ValueWords(f.Now))))
	}
	return strings.Join(parts, "; ")
}

func fieldWords(e journal.Entry, o office.Outline) []string {
	at := func(name string) *journal.Field {
		if i := slices.IndexFunc(e.Fields, func(f journal.Field) bool { return f.Name == name }); i >= 0 {
			return &e.Fields[i]
		}
		return nil
	}
	if gone := at("gone"); gone != nil {
		switch {
		case string(gone.Now) == "true":
			return []string{"taken off the board"}
		case at("name") != nil || at("title") != nil: // it was nothing before
			return []string{"added"}
		}
		return []string{"brought back"}
	}
	var parts []string
	if arc := at("arc"); arc != nil {
		parts = append(parts, "moved to "+quoted(arcName(o, outline.ValueWords(arc.Now))))
	} else if at("place") != nil {
		parts = append(parts, "moved")
	}
	for _, f := range e.Fields {
		if f.Name != "arc" && f.Name != "place" {
			parts = append(parts, fmt.Sprintf("%s: %s -> %s", f.Name, quoted(outline.ValueWords(f.Was)), quoted(outline.ValueWords(f.Now))))
		}
	}
	return parts
}

func arcName(o office.Outline, id string) string {
	for _, a := range o.Arcs {
		if string(a.ID) == id {
			return a.Name
		}
	}
	return "an arc that is off the board"
}

type storyUndoCmd struct {
	Act string `arg:"" help:"The act: its id, or for those in the history an end of it."`
}

func (storyUndoCmd) Help() string { return example("bts story undo 4f0c91ab") }

func (c *storyUndoCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		id, err := actMeant(s, a, p, c.Act)
		if err != nil {
			return err
		}
		act, err := a.Office.UndoAct(s.ctx, p.ID, id)
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "It is taken back.")
	})
}

// actMeant is the act that is meant. One that tied moments is in no history, and has to be named in full.
func actMeant(s *session, a *app.App, p production.Production, said string) (production.ActID, error) {
	all, err := a.Office.History(s.ctx, p.ID, "", "")
	if err != nil {
		return "", err
	}
	var ids []string
	for _, e := range all {
		if !slices.Contains(ids, string(e.Act)) {
			ids = append(ids, string(e.Act))
		}
	}
	id, err := whole(ids, said, "act")
	if fault.Is(err, fault.NotFound) {
		return production.ActID(said), nil
	}
	return production.ActID(id), err
}
