package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

type traceCmd struct {
	Object []string `arg:"" help:"A moment, arc, beat or shot, by id or title; or scene and its number."`
}

func (traceCmd) Help() string {
	return example(`bts trace "Lamp lit for real"`, "bts trace scene 21", `bts --json trace "Faces that watch" | jq '.from'`)
}

func (c *traceCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		kind, id, err := s.objectMeant(a, p, strings.Join(c.Object, " "))
		if err != nil {
			return err
		}
		t, err := a.Office.Trace(s.ctx, p.ID, kind, id)
		if err != nil {
			return err
		}
		return s.print(paper.NewTrace(t), func(w io.Writer) error { return printTrace(w, t) })
	})
}

func printTrace(w io.Writer, t office.Trace) error {
	var b strings.Builder
	line := func(x office.Traced) string {
		text := fmt.Sprintf("%s: %s", x.Kind, oneLine(x.Title))
		if x.State != "" {
			text += " (" + oneLine(x.State) + ")"
		}
		return text + "\n"
	}
	b.WriteString(line(t.Of))
	for _, part := range []struct {
		title string
		list  []office.Traced
	}{{"Where it came from", t.From}, {"What it became", t.Became}} {
		if len(part.list) > 0 {
			b.WriteString(part.title + "\n")
		}
		for _, x := range part.list {
			b.WriteString("  " + line(x))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// objectMeant is what can be traced: "scene 21", or a moment, arc, beat, shot or interview by its id or title.
func (s *session) objectMeant(a *app.App, p production.Production, said string) (office.TraceKind, string, error) {
	if number, is := strings.CutPrefix(strings.ToLower(said), "scene "); is {
		return office.TraceScene, strings.ToUpper(strings.TrimSpace(number)), nil
	}
	kinds := map[string]office.TraceKind{}
	var all []called
	add := func(kind office.TraceKind, id, name string) {
		kinds[id] = kind
		all = append(all, called{id, name})
	}
	moments, err := a.Office.Moments(s.ctx, p.ID, store.MomentFilter{})
	if err != nil {
		return "", "", err
	}
	for _, m := range moments {
		add(office.TraceMoment, string(m.ID), m.Title)
	}
	told, err := a.Office.Outline(s.ctx, p.ID)
	if err != nil {
		return "", "", err
	}
	for _, arc := range told.Arcs {
		add(office.TraceArc, string(arc.ID), arc.Name)
		for _, b := range arc.Beats {
			add(office.TraceBeat, string(b.ID), b.Title)
		}
	}
	shots, err := a.Office.Shotlist(s.ctx, p.ID, office.ShotFilter{})
	if err != nil {
		return "", "", err
	}
	for _, shot := range shots.Shots {
		add(office.TraceShot, string(shot.ID), shot.Title)
	}
	talks, err := a.Office.Interviews(s.ctx, p.ID)
	if err != nil {
		return "", "", err
	}
	for _, t := range talks.Talks {
		add(office.TraceTalk, string(t.ID), t.Person)
	}
	id, err := meant(all, said, "thing", "bts --json moments, story or shotlist")
	if fault.Is(err, fault.NotFound) {
		err = fault.New(fault.NotFound, "there is no moment, arc, beat, shot or interview %q", said).WithRemedy("A scene is traced by its number: bts trace scene 21")
	}
	return kinds[id], id, err
}
