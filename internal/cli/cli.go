// Package cli is the command line: one file for each command, text for people, one JSON document for programs.
package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Streams are where a command writes: results to Out, progress and messages to Err.
type Streams struct{ Out, Err io.Writer }

// Global are the flags of every command; each can be given in the environment as BTS_….
type Global struct {
	Data       string `help:"Folder of the installation." default:"./bts-data" env:"BTS_DATA" placeholder:"DIR"`
	Database   string `help:"PostgreSQL instead of the file in the data folder." env:"BTS_DATABASE" placeholder:"URL"`
	Vault      string `help:"Folder for media instead of the one in the data folder, or a bucket: s3://bucket/folder?endpoint=https://…&region=…" env:"BTS_VAULT" placeholder:"DIR|URL"`
	Production string `help:"Short name of the production, where there are several." env:"BTS_PRODUCTION" placeholder:"SLUG" short:"p"`
	Mail       string `help:"Mail server that tells people of revisions, smtp://user:password@host?from=address." env:"BTS_MAIL" placeholder:"URL"`
	Fonts      string `help:"Folder with fonts to print with before those of this machine." env:"BTS_FONTS" placeholder:"DIR"`
	Private    bool   `help:"Let calendars and webhooks be on this machine and in private networks." env:"BTS_ALLOW_PRIVATE" name:"allow-private"`
	CardRoots  string `help:"Folders below which the server may copy cards, separated by colons; without it /media, /run/media, /mnt and /Volumes." env:"BTS_CARD_ROOTS" placeholder:"DIRS"`
	CopyRoots  string `help:"Folders below which the server may put copies; without it the same." env:"BTS_COPY_ROOTS" placeholder:"DIRS"`
	Whisper    string `help:"Program that writes down what is said, with the arguments of whisper.cpp's whisper-cli." env:"BTS_WHISPER" placeholder:"PROGRAM"`
	Model      string `help:"Its model, a ggml file." name:"whisper-model" env:"BTS_WHISPER_MODEL" placeholder:"FILE"`
	JSON       bool   `help:"Print one JSON document." env:"BTS_JSON"`
	Quiet      bool   `help:"No progress and no messages." env:"BTS_QUIET" short:"q"`
}

type commands struct {
	Global

	Init        initCmd        `cmd:"" help:"Open a new production."`
	Import      importCmd      `cmd:"" help:"Take in screenplays, schedules and other papers."`
	Read        readCmd        `cmd:"" help:"Show what can be read in a file, and take nothing in."`
	Revisions   revisionsCmd   `cmd:"" help:"What papers were handed in, and what they change and break."`
	Undo        undoCmd        `cmd:"" help:"Take the newest import back."`
	Calendar    calendarCmd    `cmd:"" help:"Calendars that are fetched again and again."`
	Correct     correctCmd     `cmd:"" help:"Show a fact other than the papers say."`
	Corrections correctionsCmd `cmd:"" help:"What is shown other than the papers say."`
	Scenes      scenesCmd      `cmd:"" help:"List the scenes."`
	Schedule    scheduleCmd    `cmd:"" help:"List the shoot days."`
	Moments     momentsCmd     `cmd:"" help:"List what is worth documenting."`
	Story       storyCmd       `cmd:"" help:"The story behind the story: treatment, arcs and beats."`
	Worksheet   worksheetCmd   `cmd:"" help:"The planning worksheet: print it, or make a plan of the answers."`
	Checklist   checklistCmd   `cmd:"" help:"What to look at before, during and after a day."`
	Cards       cardsCmd       `cmd:"" help:"What became of the unit's cards, and which are safe to format."`
	Shotlist    shotlistCmd    `cmd:"" help:"The BTS unit's own shot list."`
	Trace       traceCmd       `cmd:"" help:"Where something came from and what it became."`
	Interviews  interviewsCmd  `cmd:"" help:"Talks: who, what is asked, when they are free."`
	Storyboard  storyboardCmd  `cmd:"" help:"What the unit means to shoot, frame by frame."`
	Places      placesCmd      `cmd:"" help:"Plans of places, on which the cameras of the storyboards stand."`
	Views       viewsCmd       `cmd:"" help:"Views of lists that are kept by name."`
	Crew        crewCmd        `cmd:"" help:"The people of the BTS unit."`
	Offload     offloadCmd     `cmd:"" help:"Copy a card, prove the copies, and say whether it may be formatted."`
	Ingest      ingestCmd      `cmd:"" help:"Bring clips, stills and recordings into the library."`
	Asset       assetCmd       `cmd:"" help:"All that is kept of one clip, still or recording."`
	Library     libraryCmd     `cmd:"" help:"The unit's clips, stills and recordings."`
	Plan        planCmd        `cmd:"" help:"Choose the days and who covers what."`
	Day         dayCmd         `cmd:"" help:"The day packet."`
	Verify      verifyCmd      `cmd:"" help:"Read a folder again and compare it with what it says of its files."`
	MHL         mhlCmd         `cmd:"" name:"mhl" help:"ASC media hash lists."`
	Search      searchCmd      `cmd:"" help:"Look for clips, stills and recordings."`
	Shots       shotsCmd       `cmd:"" help:"List the shots of the main unit's shot list."`
	Feed        feedCmd        `cmd:"" help:"Calendars that programs subscribe to."`
	Export      exportCmd      `cmd:"" help:"Write what other programs read."`
	Serve       serveCmd       `cmd:"" help:"Serve the pages and work on jobs."`
	Worker      workerCmd      `cmd:"" help:"Work on jobs only."`
	Demo        demoCmd        `cmd:"" help:"Play the example production and serve it."`
	User        userCmd        `cmd:"" help:"Accounts and sign-in links."`
	Doctor      doctorCmd      `cmd:"" help:"What is installed, reachable and writable."`
	Version     versionCmd     `cmd:"" help:"Print the version."`
}

// session is what a running command works with.
type session struct {
	ctx context.Context
	Global
	Streams
}

// Run carries out one command line and returns its exit code (STYLE.md).
func Run(ctx context.Context, args []string, out Streams) int {
	var c commands
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("bts"),
		kong.Description("BTS Director: plan, cover and deliver the story behind the story.\n\n"+
			"bts help COMMAND shows an example for every command."),
		kong.Writers(out.Out, out.Err),
		kong.Exit(func(code int) { exited = code }),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.ShortUsageOnError(),
	)
	if err != nil {
		fmt.Fprintln(out.Err, "bts:", err)
		return ExitCode(err)
	}
	parsed, err := parser.Parse(negatives(helpFirst(args)))
	if exited >= 0 {
		return exited
	}
	if err != nil {
		fmt.Fprintf(out.Err, "bts: %s\nTry: bts --help\n", printable(err.Error()))
		return exitInvalid
	}
	s := &session{ctx: access.With(ctx, access.Operator("command line")), Global: c.Global, Streams: out}
	err = parsed.Run(s)
	if err != nil && ctx.Err() != nil { // whatever it was doing, it failed because it was stopped
		err = fault.New(fault.Cancelled, "stopped").WithCause(err)
	}
	if err != nil {
		fmt.Fprintln(out.Err, "bts:", printable(errorText(err)))
	}
	return ExitCode(err)
}

// helpFirst turns "help CMD…" into "CMD… --help".
func helpFirst(args []string) []string {
	if len(args) > 0 && args[0] == "help" {
		return append(append([]string{}, args[1:]...), "--help")
	}
	return args
}

// negative is a number below zero, which the parser takes for a flag.
var negative = regexp.MustCompile(`^-[0-9]`)

// negatives joins a number below zero to the flag before it, so that the command says why it cannot be.
func negatives(args []string) (out []string) {
	for _, arg := range args {
		if n := len(out); n > 0 && negative.MatchString(arg) && strings.HasPrefix(out[n-1], "--") && len(out[n-1]) > 2 && !strings.Contains(out[n-1], "=") {
			out[n-1] += "=" + arg
			continue
		}
		out = append(out, arg)
	}
	return out
}

// errorText is an error for a person: each line of a joined error on its own.
func errorText(err error) string {
	if fault.Is(err, fault.Cancelled) {
		return "stopped; what was not finished changes nothing"
	}
	return err.Error()
}

// print writes doc as JSON, or calls text for a person.
func (s *session) print(doc any, text func(w io.Writer) error) error {
	if s.JSON {
		e := json.NewEncoder(s.Out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(doc)
	}
	return printTo(s.Out, text)
}

// say writes a message for a person, unless --quiet.
func (s *session) say(format string, args ...any) {
	if !s.Quiet {
		fmt.Fprintln(s.Err, printable(fmt.Sprintf(format, args...)))
	}
}

// with opens the installation and the production that the command is about, and runs fn.
func (s *session) with(fn func(a *app.App, p production.Production) error) error {
	return s.inside(func(a *app.App) (err error) {
		var p production.Production
		if s.Production != "" {
			p, err = a.Office.FindProduction(s.ctx, s.Production)
		} else {
			p, err = a.Office.OnlyProduction(s.ctx)
		}
		if err != nil {
			return err
		}
		return fn(a, p)
	})
}

// inside opens the installation, which must be there, and runs fn.
func (s *session) inside(fn func(a *app.App) error) error { return s.opened(false, nil, fn) }

// insideNew is inside for commands that may make the installation.
func (s *session) insideNew(fn func(a *app.App) error) error { return s.opened(true, nil, fn) }

// insideAt is insideNew with another clock.
func (s *session) insideAt(clock func() time.Time, fn func(a *app.App) error) error {
	return s.opened(true, clock, fn)
}

func (s *session) opened(create bool, clock func() time.Time, fn func(a *app.App) error) (err error) {
	a, err := app.Open(s.ctx, app.Config{
		Data: s.Data, Database: s.Database, Vault: s.Vault, Log: s.log(), Clock: clock, Private: s.Private, Mail: s.Mail, Fonts: s.Fonts, Whisper: s.Whisper, WhisperModel: s.Model,
		Tool: "bts " + version, CardRoots: s.CardRoots, CopyRoots: s.CopyRoots,
	}, create)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return fn(a)
}

// log writes to Err what BTS_LOG asks for (debug, info, warn, error), warnings without it.
func (s *session) log() *slog.Logger {
	level := slog.LevelWarn
	if text := os.Getenv("BTS_LOG"); text != "" {
		if err := level.UnmarshalText([]byte(text)); err != nil {
			level = slog.LevelInfo
		}
	}
	return slog.New(slog.NewTextHandler(s.Err, &slog.HandlerOptions{Level: level}))
}
