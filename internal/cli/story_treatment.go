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

type storyTreatmentCmd struct {
	Tone      *string  `help:"Of the film, in the director's words." placeholder:"TEXT"`
	Palette   *string  `help:"Colours and light." placeholder:"TEXT"`
	Lenses    *string  `help:"What it is shot with." placeholder:"TEXT"`
	Movement  *string  `help:"Of the camera." placeholder:"TEXT"`
	Sound     *string  `help:"What is heard." placeholder:"TEXT"`
	Audience  *string  `help:"Who is to see it, and where." placeholder:"TEXT"`
	Avoid     *string  `help:"What must not be shown or done." placeholder:"TEXT"`
	Reference []string `help:"A film, picture or address; may be given again, and replaces those there are; \"\" takes all away." placeholder:"TEXT" sep:"none"`
	Picture   []string `help:"A picture of how it is to look, added to those there are; may be given again." placeholder:"FILE" sep:"none"`
	Caption   string   `help:"What the pictures show." placeholder:"TEXT"`
	Without   []string `help:"Address of a picture to take out." placeholder:"ADDRESS" sep:"none"`
	Check     []string `help:"A question to ask of every cut; may be given again, and replaces those there are; \"\" takes all away." placeholder:"TEXT" sep:"none"`
}

func (storyTreatmentCmd) Help() string {
	return example("bts story treatment", `bts story treatment --tone "Dry, and warm underneath" --check "Would Tam say so?" --check "Is the sea in it?"`)
}

func (c *storyTreatmentCmd) Run(s *session) error {
	fields := texts(map[string]*string{
		"tone": c.Tone, "palette": c.Palette, "lenses": c.Lenses, "movement": c.Movement, "sound": c.Sound, "audience": c.Audience, "avoid": c.Avoid,
	})
	for name, list := range map[string][]string{"references": c.Reference, "checks": c.Check} {
		if len(list) > 0 {
			fields[name] = filled(list)
		}
	}
	if len(fields) == 0 && len(c.Picture) == 0 && len(c.Without) == 0 {
		return s.withStory(func(_ *app.App, _ production.Production, o office.Outline) error {
			return s.print(paper.NewTreatment(o.Treatment), func(w io.Writer) error { return printTreatment(w, o) })
		})
	}
	return s.with(func(a *app.App, p production.Production) error {
		act, err := c.lookAt(s, a, p)
		if err == nil && len(fields) > 0 {
			act, err = a.Office.EditTreatment(s.ctx, p.ID, office.Written{Fields: fields})
		}
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "The treatment is written.")
	})
}

// lookAt puts pictures in and takes them out.
func (c *storyTreatmentCmd) lookAt(s *session, a *app.App, p production.Production) (act office.Act, err error) {
	for _, name := range c.Picture {
		data, err := readPicture(name)
		if err != nil {
			return act, err
		}
		if _, act, err = a.Office.AddLook(s.ctx, p.ID, data, c.Caption); err != nil {
			return act, err
		}
	}
	for _, at := range c.Without {
		if act, err = a.Office.RemoveLook(s.ctx, p.ID, at); err != nil {
			return act, err
		}
	}
	return act, nil
}

// filled is the list without what is empty, never nil.
func filled(list []string) []string {
	out := []string{}
	for _, text := range list {
		if strings.TrimSpace(text) != "" {
			out = append(out, text)
		}
	}
	return out
}

func printTreatment(w io.Writer, o office.Outline) error {
	t := o.Treatment
	var b strings.Builder
	for _, line := range [][2]string{
		{"Tone", t.Tone}, {"Palette", t.Palette}, {"Lenses", t.Lenses}, {"Movement", t.Movement}, {"Sound", t.Sound},
		{"Audience", t.Audience}, {"Avoid", t.Avoid}, {"References", strings.Join(t.References, "\n")}, {"Ask of every cut", strings.Join(t.Checks, "\n")},
	} {
		if line[1] != "" {
			fmt.Fprintf(&b, "%s\n  %s\n", line[0], strings.ReplaceAll(strings.TrimSpace(line[1]), "\n", "\n  "))
		}
	}
	for _, p := range t.Pictures {
		fmt.Fprintf(&b, "Picture %s\n  %s\n", p.Address, oneLine(p.Caption))
	}
	if b.Len() == 0 {
		b.WriteString("Nobody has written a treatment yet. Begin with: bts story treatment --tone TEXT\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
