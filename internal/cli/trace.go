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

type traceCmd struct {
	Object []string `arg:"" help:"What is meant by id or title, with or without what it is: moment, arc, beat, shot, interview, storyboard, frame, deliverable; or scene and day with their number."`
}

func (traceCmd) Help() string {
	return example(`bts trace "Lamp lit for real"`, "bts trace scene 21", "bts trace day 3", `bts --json trace "Faces that watch" | jq '.from'`)
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
