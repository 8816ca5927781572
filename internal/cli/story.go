package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type storyCmd struct {
	Show      storyShowCmd      `cmd:"" default:"1" help:"Arcs with their beats, and what tells them."`
	Treatment storyTreatmentCmd `cmd:"" help:"How it is to look and sound; with flags, set that."`
	Arc       storyArcCmd       `cmd:"" help:"Threads of the story."`
	Beat      storyBeatCmd      `cmd:"" help:"Steps of an arc."`
	Tie       storyTieCmd       `cmd:"" help:"Let moments tell a beat."`
	Untie     storyUntieCmd     `cmd:"" help:"Let moments tell no beat any more."`
	Promote   storyPromoteCmd   `cmd:"" help:"Make a beat of a moment that nobody had planned for."`
	Templates storyTemplatesCmd `cmd:"" help:"Arcs to begin from."`
	History   storyHistoryCmd   `cmd:"" help:"Who wrote what."`
	Undo      storyUndoCmd      `cmd:"" help:"Take back what one act changed."`
}

func (storyCmd) Help() string {
	return example("bts story", `bts story arc add "The last keeper" --template tradition`, `bts story beat add "The last keeper" "The nod" --want "unplanned:1:The nod"`,
		`bts story tie "The nod" "Lamp lit for real"`)
}

type storyShowCmd struct{}

func (storyShowCmd) Help() string {
	return example("bts story", "bts --json story | jq '.arcs[].strength'")
}

func (storyShowCmd) Run(s *session) error {
	return s.withStory(func(_ *app.App, _ production.Production, o office.Outline) error {
		return s.print(paper.NewStory(o), func(w io.Writer) error {
			var b strings.Builder
			for _, a := range o.Arcs {
				writeArc(&b, a)
			}
			if n := len(o.Loose); n > 0 {
				fmt.Fprintf(&b, "%s. Tie them with: bts story tie BEAT MOMENT\n", plural(n, "moment tells no beat yet", "moments tell no beat yet"))
			}
			_, err := io.WriteString(w, b.String())
			return err
		})
	})
}

// writeArc prints an arc with its beats and what tells them.
func writeArc(b *strings.Builder, a office.ArcStory) {
	fmt.Fprintf(b, "%s\n", oneLine(a.Name))
	for _, line := range []string{a.Question, a.Logline} {
		if line != "" {
			fmt.Fprintf(b, "  %s\n", oneLine(line))
		}
	}
	if len(a.Beats) == 0 {
		b.WriteString("  no beats yet\n\n")
		return
	}
	fmt.Fprintf(b, "  %s\n", strengthWords(a.Strength))
	for i, beat := range a.Beats {
		fmt.Fprintf(b, "  %d. %s: %s\n", i+1, oneLine(beat.Title), strengthWords(beat.Strength))
		for _, want := range beat.Wants {
			fmt.Fprintf(b, "       wants %s\n", want.Words())
		}
		for _, m := range beat.Moments {
			fmt.Fprintf(b, "       %s: %s\n", m.Level.Title(), oneLine(m.Title))
		}
	}
	b.WriteByte('\n')
}

// strengthWords is a bar in words: "2 of 5 planned"; what has come to a later level as a whole is said of that alone.
func strengthWords(bar outline.Bar) string {
	var parts []string
	for l := outline.Tied; l <= outline.Cut; l++ {
		switch {
		case bar[l] == 0 || l < outline.Cut && bar[l+1] == bar[l]:
			continue
		case len(parts) == 0:
			parts = append(parts, fmt.Sprintf("%d of %d %s", bar[l], bar[outline.Wanted], l.Title()))
		default:
			parts = append(parts, fmt.Sprintf("%d %s", bar[l], l.Title()))
		}
	}
	if len(parts) == 0 {
		return fmt.Sprintf("0 of %d found", bar[outline.Wanted])
	}
	return strings.Join(parts, ", ")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

type storyTemplatesCmd struct{}

func (storyTemplatesCmd) Help() string { return example("bts story templates") }

func (storyTemplatesCmd) Run(s *session) error {
	all := outline.Templates()
	return s.print(paper.NewTemplates(all), func(w io.Writer) error {
		return table(w, "KEY\tARC\tBEATS\tQUESTION", func(row rowFunc) {
			for _, t := range all {
				row(t.Key, t.Name, fmt.Sprint(len(t.Beats)), t.Question)
			}
		})
	})
}

// withStory runs fn with the story as it is.
func (s *session) withStory(fn func(a *app.App, p production.Production, o office.Outline) error) error {
	return s.with(func(a *app.App, p production.Production) error {
		o, err := a.Office.Outline(s.ctx, p.ID)
		if err != nil {
			return err
		}
		return fn(a, p, o)
	})
}

// acted prints what an act did, and how to take it back.
func (s *session) acted(doc any, act office.Act, format string, args ...any) error {
	if act.ID == "" {
		format, args = "Nothing is different.", nil
	}
	err := s.print(doc, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, format+"\n", args...)
		return err
	})
	if err == nil && act.ID != "" {
		s.say("Take it back with: bts story undo %s", act.ID)
	}
	return err
}

// called is something that people mean by its name as well as by its id.
type called struct{ id, name string }

// meant finds the id of what is meant: by its id or a part of it, or by a name that no other has. It returns
// fault.NotFound for none and fault.Invalid for several.
func meant(all []called, said, thing, list string) (string, error) {
	var ids, named []string
	for _, c := range all {
		if c.id == said {
			return c.id, nil
		}
		ids = append(ids, c.id)
		if strings.EqualFold(oneLine(c.name), oneLine(said)) {
			named = append(named, c.id)
		}
	}
	switch {
	case len(named) == 1:
		return named[0], nil
	case len(named) > 1:
		return "", fault.New(fault.Invalid, "%d %ss are called %q", len(named), thing, said).WithRemedy("Give the id; %s has it.", list)
	}
	id, err := whole(ids, said, thing)
	if fault.Is(err, fault.NotFound) {
		err = fault.New(fault.NotFound, "there is no %s %q", thing, said).WithRemedy("See them with: %s", list)
	}
	return id, err
}

func arcMeant(o office.Outline, said string) (office.ArcStory, error) {
	var all []called
	for _, a := range o.Arcs {
		all = append(all, called{string(a.ID), a.Name})
	}
	id, err := meant(all, said, "arc", "bts --json story")
	for _, a := range o.Arcs {
		if string(a.ID) == id {
			return a, err
		}
	}
	return office.ArcStory{}, err
}

func beatMeant(o office.Outline, said string) (office.BeatStory, error) {
	var all []called
	var beats []office.BeatStory
	for _, a := range o.Arcs {
		for _, b := range a.Beats {
			all, beats = append(all, called{string(b.ID), b.Title}), append(beats, b)
		}
	}
	id, err := meant(all, said, "beat", "bts --json story")
	for _, b := range beats {
		if string(b.ID) == id {
			return b, err
		}
	}
	return office.BeatStory{}, err
}
