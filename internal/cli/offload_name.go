package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/btsdirector/bts/internal/card"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
)

// called is what the folders of the copies are called, and what stands on the card where that is something else. Without
// --template, --day and --camera it is what the production's rules say, and else the name of the card.
func (c *offloadCmd) called(s *session, desk *desk, looked card.Card) (folder, label string, err error) {
	name := c.Name
	if name == "" {
		name = offload.NameOf(c.Source)
	}
	text := firstText(c.Template, desk.film.Names)
	if text == "" && !c.named() {
		return name, "", nil
	}
	if text == "" {
		text = card.DefaultTemplate
	}
	template, err := card.ParseTemplate(text)
	if err != nil {
		return "", "", err
	}
	if err := offload.CheckName(name); err != nil {
		return "", "", err
	}
	camera := c.Camera
	if camera == "" {
		camera = looked.Camera()
	}
	date := time.Now().Format(time.DateOnly)
	if d, err := production.ParseDate(c.Day); err == nil {
		date = string(d)
	}
	folder, err = template.Fill(map[string]string{
		"production": firstText(desk.film.Slug, s.Production), "day": c.Day, "card": name, "camera": camera,
		"date": date, "volume": looked.Volume.Name, "reel": looked.Reel,
	})
	if err != nil {
		return "", "", err
	}
	if folder == name {
		name = ""
	}
	return folder, name, offload.CheckName(folder)
}

// named tells that folders are called after a template.
func (c *offloadCmd) named() bool { return c.Template != "" || c.Day != "" || c.Camera != "" }

func firstText(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// preview says what the copies will be called, and whether there is something of that name.
func (c *offloadCmd) preview(s *session, job offload.Job) error {
	type place struct {
		To     string `json:"to"`
		Path   string `json:"path"`
		Exists bool   `json:"exists"`
	}
	doc := struct {
		Folder string  `json:"folder"`
		Card   string  `json:"card"`
		Copies []place `json:"copies"`
	}{Folder: job.Card, Card: firstText(job.Label, job.Card)}
	for _, to := range job.To {
		p := place{To: to, Path: filepath.Join(to, job.Card)}
		_, err := os.Lstat(p.Path)
		p.Exists = err == nil
		doc.Copies = append(doc.Copies, p)
	}
	if !isFolder(c.Source) {
		return fault.New(fault.NotFound, "there is no folder %s", c.Source).WithRemedy("Is the card in the reader, and mounted?")
	}
	return s.print(doc, func(w io.Writer) error {
		for _, p := range doc.Copies {
			there := ""
			if p.Exists {
				there = "  (is there already: it is compared, and gets what it lacks)"
			}
			if _, err := fmt.Fprintf(w, "%s%s\n", p.Path, there); err != nil {
				return err
			}
		}
		return nil
	})
}
