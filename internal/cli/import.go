package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// maxImportBytes is the largest file that is read; screenplays and schedules are far smaller.
const maxImportBytes = 64 << 20

type importCmd struct {
	Files []string          `arg:"" help:"Screenplays (.fountain, .fdx) and schedules (.uss, .csv)." name:"file"`
	Map   map[string]string `help:"Which column of a table is which field." placeholder:"FIELD=COLUMN"`
	Force bool              `help:"Take a schedule in although it hardly matches the script."`
}

func (importCmd) Help() string {
	return example("bts import draft-3.fountain schedule-blue.uss",
		`bts import oneliner.csv --map "scene=Sc.;date=Shoot date"`)
}

func (c *importCmd) Run(s *session) error {
	files, err := c.read()
	if err != nil {
		return err
	}
	return s.with(func(a *app.App, p production.Production) error {
		progress := s.progress()
		result, err := a.Office.Import(s.ctx, p.ID, files, office.ImportOptions{Force: c.Force}, progress.report)
		progress.end()
		if err != nil {
			return err
		}
		return s.print(result, func(w io.Writer) error { return printImport(w, result) })
	})
}

// read reads the named files whole.
func (c *importCmd) read() ([]office.File, error) {
	var files []office.File
	for _, name := range c.Files {
		info, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fault.New(fault.NotFound, "%s is not there", name)
		case err != nil:
			return nil, fault.New(fault.Unavailable, "%s cannot be read", name).WithCause(err)
		case info.IsDir():
			return nil, fault.New(fault.Invalid, "%s is a folder", name).WithRemedy("Name the file inside it.")
		case info.Size() > maxImportBytes:
			return nil, fault.New(fault.Invalid, "%s is larger than 64 MB", name).
				WithRemedy("A screenplay or schedule is far smaller; check that it is the right file.")
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, fault.New(fault.Unavailable, "%s cannot be read", name).WithCause(err)
		}
		files = append(files, office.File{Name: filepath.Base(name), Data: data, Mapping: c.Map})
	}
	return files, nil
}

// printChanges lists changes of one sort, at most so many.
func printChanges(b *strings.Builder, word string, list []intake.Change, most int) {
	for _, c := range list[:min(most, len(list))] {
		fmt.Fprintf(b, "  %s\n", strings.TrimSpace(word+" "+c.What+": "+c.Title+". "+c.Why))
	}
	if more := len(list) - most; more > 0 {
		fmt.Fprintf(b, "  %s: %d more\n", word, more)
	}
}

func printImport(w io.Writer, r office.ImportResult) error {
	var b strings.Builder
	for _, f := range r.Files {
		fmt.Fprintf(&b, "%s: %s (%s), %d scenes", f.File, f.Kind, f.Format, f.Scenes)
		for _, part := range []struct {
			n    int
			word string
		}{{f.Characters, "characters"}, {f.Days, "shoot days"}, {f.Events, "events"}, {f.Elements, "elements"}, {f.Locations, "locations"}, {f.People, "people"}} {
			if part.n > 0 {
				fmt.Fprintf(&b, ", %d %s", part.n, part.word)
			}
		}
		b.WriteByte('\n')
		for _, warning := range f.Warnings {
			if warning.Line > 0 {
				fmt.Fprintf(&b, "  line %d: %s\n", warning.Line, warning.Message)
			} else {
				fmt.Fprintf(&b, "  %s\n", warning.Message)
			}
		}
	}
	c := r.Changes
	if len(c.Added)+len(c.Removed)+len(c.Moved) > 0 {
		fmt.Fprintf(&b, "%d added, %d removed, %d moved.\n", len(c.Added), len(c.Removed), len(c.Moved))
	}
	printChanges(&b, "Removed", c.Removed, 20)
	printChanges(&b, "Moved", c.Moved, 20)
	printChanges(&b, "Added", c.Added, 5)
	for _, broken := range c.Broken {
		fmt.Fprintf(&b, "No longer holds: %s: %s.\n", broken.Title, broken.Why)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
