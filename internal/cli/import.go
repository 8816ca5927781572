package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/language"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// maxImportBytes is the largest file that is read; screenplays and schedules are far smaller.
const maxImportBytes = 64 << 20

// papers are the files that a command reads, and how they are meant.
type papers struct {
	Files  []string          `arg:"" help:"Screenplays, schedules, calendars, contacts, lists." name:"file"`
	Map    map[string]string `help:"Which column of a table is which field." placeholder:"FIELD=COLUMN"`
	Locale string            `help:"How dates that can be read two ways are meant, for example en-US; without it as the environment says." env:"BTS_LOCALE" placeholder:"TAG"`
}

type importCmd struct {
	papers
	Force  bool   `help:"Take a schedule in although it hardly matches the script."`
	DryRun bool   `help:"Say what it would change and break, and keep nothing." xor:"how"`
	Ask    bool   `help:"Keep it for somebody to look at and decide, and take nothing in yet." xor:"how"`
	URL    string `help:"Where the server is." default:"http://localhost:8484" env:"BTS_URL"`
}

func (importCmd) Help() string {
	return example("bts import draft-3.fountain schedule-blue.uss",
		"bts import schedule-pink.uss --dry-run",
		`bts import oneliner.csv --map "scene=Sc.;date=Shoot date"`)
}

func (c *importCmd) Run(s *session) error {
	files, err := c.read()
	if err != nil {
		return err
	}
	opt := office.ImportOptions{Force: c.Force}
	if opt.Locale, err = c.locale(); err != nil {
		return err
	}
	return s.with(func(a *app.App, p production.Production) error {
		take := a.Office.Import
		switch {
		case c.DryRun:
			take = a.Office.Rehearse
		case c.Ask:
			take = a.Office.Propose
		}
		progress := s.progress()
		result, err := take(s.ctx, p.ID, files, opt, progress.report)
		progress.end()
		if err != nil {
			return err
		}
		return s.print(result, func(w io.Writer) error {
			names, err := namesFor(s, a, p, result)
			if err != nil {
				return err
			}
			var b strings.Builder
			writeResult(&b, result, names)
			b.WriteString(c.next(p, result))
			_, err = io.WriteString(w, b.String())
			return err
		})
	})
}

// next says what can be done now.
func (c *importCmd) next(p production.Production, r office.ImportResult) string {
	id := short(string(r.Proposal))
	switch {
	case r.State == production.ProposalUnchanged:
		return "It says nothing new; everything stays as it is.\n"
	case c.DryRun:
		return "Nothing was taken in.\n"
	case c.Ask:
		return fmt.Sprintf("Nothing is taken in yet; it waits as %s.\nNext: bts revisions apply %s\n  or %s\n",
			id, id, strings.TrimSuffix(c.URL, "/")+"/p/"+p.Slug+"/revisions/"+string(r.Proposal))
	case r.Silent():
		return "It changes nothing.\n"
	case !r.Harmless():
		return "Next: bts plan, or take it back with bts undo\n"
	}
	return ""
}

// read reads the named files whole.
func (c *papers) read() ([]office.File, error) {
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

// locale is the language tag (BCP 47) that was given, or that of the environment.
func (c *papers) locale() (string, error) {
	if c.Locale == "" {
		return localeOf(os.Getenv), nil
	}
	tag, err := language.Parse(c.Locale)
	if err != nil {
		return "", fault.New(fault.Invalid, "%q is not a language tag", c.Locale).WithRemedy("Write it as language and country, for example en-US or de-DE.")
	}
	return tag.String(), nil
}

// localeOf is how dates are written where the program runs, as POSIX names it (XBD 8.2): "de_DE.UTF-8" is
// "de-DE". It is "" where that says nothing.
func localeOf(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_TIME", "LANG"} {
		value := getenv(name)
		if value == "" {
			continue
		}
		value, _, _ = strings.Cut(value, ".")
		value, _, _ = strings.Cut(value, "@")
		tag, err := language.Parse(value)
		if err != nil || value == "C" || value == "POSIX" {
			return ""
		}
		return tag.String()
	}
	return ""
}
