package cli

import (
	"context"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/lettering"
)

type doctorCmd struct{}

func (doctorCmd) Help() string { return example("bts doctor") }

// check is one thing the doctor looked at.
type check struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
	Off    string `json:"off"` // what does not work without it
	Remedy string `json:"remedy"`
}

// tool is a program that the system can start.
type tool struct{ name, version, off, debian string }

var tools = []tool{
	{"ffmpeg", "-version", "sample media; later proxies, renders and time-lapses", "ffmpeg"},
	{"ffprobe", "-version", "streams, length, rate and timecode of clips and sound", "ffmpeg"},
	{"exiftool", "-ver", "what cameras write into clips and raw stills (lens, serial number, place), and captions in copies of stills", "libimage-exiftool-perl"},
}

// Run looks at everything and always prints the whole list; it fails only when the installation itself
// cannot work.
func (doctorCmd) Run(s *session) error {
	var checks []check
	for _, t := range tools {
		checks = append(checks, t.check(s.ctx))
	}
	checks = append(checks, zoneCheck(), s.fontCheck())
	installation, err := s.installationCheck()
	checks = append(checks, installation)
	doc := map[string]any{"checks": checks, "version": version, "platform": runtime.GOOS + "/" + runtime.GOARCH}
	if printErr := s.print(doc, func(w io.Writer) error { return printChecks(w, checks) }); printErr != nil {
		return printErr
	}
	return err
}

// toolPatience bounds how long a program may take to say its version.
const toolPatience = 5 * time.Second

func (t tool) check(ctx context.Context) check {
	c := check{Name: t.name, Off: t.off, Remedy: "Install the package " + t.debian + "."}
	ctx, cancel := context.WithTimeout(ctx, toolPatience)
	defer cancel()
	out, err := exec.CommandContext(ctx, t.name, t.version).Output()
	if err != nil {
		c.Detail = "not installed"
		return c
	}
	c.OK, c.Off, c.Remedy = true, "", ""
	c.Detail, _, _ = strings.Cut(string(out), "\n")
	if words := strings.Fields(c.Detail); len(words) > 3 {
		c.Detail = strings.Join(words[:3], " ")
	}
	return c
}

func zoneCheck() check {
	c := check{Name: "time zones", OK: true, Detail: "known"}
	if _, err := time.LoadLocation("Europe/London"); err != nil {
		c = check{Name: "time zones", Detail: "not known to this machine", Off: "times in the production's own zone", Remedy: "Install the package tzdata."}
	}
	return c
}

// fontCheck says which fonts documents are printed with, and which scripts these have.
func (s *session) fontCheck() check {
	c := check{
		Name: "fonts", Detail: "none found", Off: "names in PDFs but in Latin letters", Remedy: "Install the package fonts-dejavu-core, or name a folder with BTS_FONTS.",
	}
	fonts, err := lettering.OfMachine(s.Fonts)
	if err != nil {
		c.Detail, c.Remedy = "", errorText(err)
		return c
	}
	names := fonts.Names()
	if len(names) == 0 {
		return c
	}
	const shown = 3
	c.Detail = strings.Join(names[:min(shown, len(names))], ", ")
	if more := len(names) - shown; more > 0 {
		c.Detail += fmt.Sprintf(" and %d more", more)
	}
	has, lacks := fonts.Scripts()
	c.OK, c.Off, c.Remedy = true, "", ""
	c.Detail += ": " + strings.Join(has, ", ")
	if len(lacks) > 0 {
		c.Detail += "; not " + strings.Join(lacks, ", ")
	}
	return c
}

func (s *session) installationCheck() (check, error) {
	c := check{Name: "data folder", Detail: s.Data}
	installed := *s
	installed.Fonts = "" // they have a line of their own
	err := installed.inside(func(a *app.App) error {
		c.Detail = fmt.Sprintf("%s, database %s", s.Data, a.Store.Dialect())
		return a.Store.Ping(s.ctx)
	})
	if fault.Is(err, fault.NotFound) {
		c.OK, c.Detail = true, "nothing is in "+s.Data+" yet; bts init begins there"
		return c, nil
	}
	c.OK = err == nil
	if err != nil {
		c.Off, c.Remedy = "everything", errorText(err)
	}
	return c, err
}

func printChecks(w io.Writer, checks []check) error {
	return table(w, "\tWHAT\tFOUND\tWITHOUT IT", func(row rowFunc) {
		for _, c := range checks {
			mark, without := "ok", ""
			if !c.OK {
				mark, without = "–", "no "+c.Off+". "+c.Remedy
			}
			row(mark, c.Name, c.Detail, without)
		}
	})
}
