package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/medium"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type ingestCmd struct {
	Path      []string `arg:"" optional:"" help:"Folders and files. Originals are read and never changed. Without any, and with --card, the copy of the card that was proven last." placeholder:"PATH"`
	Card      string   `help:"Card of the log that they come from, by name or id; receipts beside copies say it by themselves." placeholder:"NAME"`
	NoProxies bool     `help:"Make pictures, but no films to look at."`
	Burn      bool     `help:"Write timecode and reel into the picture of films to look at." name:"burn-timecode"`
	Later     bool     `help:"Leave the making of pictures and films to bts serve or bts worker."`
}

func (ingestCmd) Help() string {
	return "What is here already, whatever it is called, is not taken in twice; a run that was stopped goes on where it was.\n\n" +
		example("bts ingest /raid/day03/A001", "bts ingest --card A001", "bts ingest /raid/day03 --no-proxies", "bts ingest stills/*.NEF --card S004")
}

func (c *ingestCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		n := office.NewIngest{Paths: c.Path, NoProxies: c.NoProxies, Burn: c.Burn}
		if len(c.Path) == 0 && c.Card == "" {
			return fault.New(fault.Invalid, "nothing is named to be brought in").WithRemedy("Name folders or files, or a card of the log with --card.")
		}
		if c.Card != "" {
			log, err := a.Office.Cards(s.ctx, p.ID, office.CardFilter{})
			if err != nil {
				return err
			}
			card, err := cardMeant(log.Cards, c.Card)
			if err != nil {
				return err
			}
			n.Card = card.ID
		}
		bar := s.progress()
		got, err := a.Office.Ingest(s.ctx, p.ID, n, bar.report)
		bar.end()
		doc := paper.NewIngested(got)
		if err == nil && !c.Later {
			err = s.makeLooks(a, p, &doc)
		}
		if left, failed := a.Office.WaitingLooks(s.ctx, p.ID); failed == nil {
			doc.Waiting = left
		}
		if err != nil && got.Assets == 0 {
			return err
		}
		return firstOf(err, s.print(doc, func(w io.Writer) error { return printIngested(w, doc) }))
	})
}

// firstOf is the first error that is one.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// makeLooks makes pictures and films here and now. Without the tools for it that is said, and nothing else is wrong.
func (s *session) makeLooks(a *app.App, p production.Production, doc *paper.Ingested) error {
	bar := s.progress()
	made, err := a.Office.MakeLooks(s.ctx, p.ID, bar.report)
	bar.end()
	doc.Made = made.Made
	if fault.Is(err, fault.Unavailable) {
		s.say("%s", errorText(err))
		return nil
	}
	return err
}

func printIngested(w io.Writer, d paper.Ingested) error {
	var kinds []string
	for _, k := range []struct {
		kind      media.Kind
		one, many string
	}{{media.Video, "clip", "clips"}, {media.Still, "still", "stills"}, {media.Audio, "recording", "recordings"}} {
		if n := d.ByKind[string(k.kind)]; n == 1 {
			kinds = append(kinds, "1 "+k.one)
		} else if n > 1 {
			kinds = append(kinds, fmt.Sprint(n, " ", k.many))
		}
	}
	if len(kinds) == 0 {
		kinds = []string{"no media"}
	}
	if _, err := fmt.Fprintf(w, "%s (%s), %d new.\n", strings.Join(kinds, ", "), medium.Words(d.Bytes), d.New); err != nil {
		return err
	}
	for _, p := range d.Problems {
		if _, err := fmt.Fprintf(w, "  %s: %s (%s)\n", oneLine(p.Path), oneLine(p.Message), p.Code); err != nil {
			return err
		}
	}
	if d.Waiting > 0 {
		_, err := fmt.Fprintf(w, "%d pieces of work on pictures and films wait: bts serve, bts worker or bts library looks does them.\n", d.Waiting)
		return err
	}
	return nil
}

type assetCmd struct {
	ID string `arg:"" help:"Id of the asset, or its end."`
}

func (assetCmd) Help() string {
	return example("bts asset 4f1d09ab", "bts --json asset 4f1d09ab | jq .fields")
}

func (c *assetCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		id, err := a.Office.AssetMeant(s.ctx, p.ID, c.ID)
		if err != nil {
			return err
		}
		sheet, err := a.Office.Asset(s.ctx, p.ID, id)
		if err != nil {
			return err
		}
		doc := paper.NewAssetSheet(sheet, p.Zone())
		return s.print(doc, func(w io.Writer) error { return printAsset(w, doc) })
	})
}

func printAsset(w io.Writer, d paper.AssetSheet) error {
	lines := [][2]string{
		{"Name", d.Name}, {"Id", d.ID}, {"Kind", strings.TrimSpace(d.Kind + " " + d.Format)}, {"Problem", d.Problem}, {"Size", medium.Words(d.Bytes)}, {"Captured", d.CapturedAt},
		{"By", d.Clock}, {"Day", dayNumber(d.Day, d.Date)}, {"Timecode", d.Timecode}, {"Device", d.Device}, {"Reel", d.Reel}, {"Card", d.CardName}, {"Moment", d.MomentTitle},
		{"Scene", d.Scene}, {"People", strings.Join(d.People, ", ")}, {"Place", d.Place}, {"Verdict", d.Verdict}, {"Tags", strings.Join(d.Tags, ", ")}, {"Title", d.Title},
		{"Caption", d.Caption}, {"Note", d.Note},
	}
	if d.Duration > 0 {
		lines = append(lines, [2]string{"Length", (time.Duration(d.Duration*1000) * time.Millisecond).String() + " at " + d.FrameRate})
	}
	if d.Width > 0 {
		lines = append(lines, [2]string{"Picture", fmt.Sprintf("%d × %d", d.Width, d.Height)})
	}
	for _, f := range d.Files {
		lines = append(lines, [2]string{"File", strings.TrimSpace(f.Path + " " + f.Host)})
	}
	for _, m := range d.Matches {
		lines = append(lines, [2]string{"May be " + string(m.What), fmt.Sprintf("%s (%d): %s; %s", m.Title, m.Score, strings.Join(m.Reasons, ", "), m.State)})
	}
	for _, l := range d.Looks {
		lines = append(lines, [2]string{"Made", fmt.Sprintf("%s %d × %d", l.Role, l.Width, l.Height)})
	}
	for _, f := range d.Fields {
		lines = append(lines, [2]string{f.Group + ":" + f.Name, f.Value + "  [" + f.From + "]"})
	}
	lines = slices.DeleteFunc(lines, func(l [2]string) bool { return strings.TrimSpace(l[1]) == "" })
	return table(w, "", func(row rowFunc) {
		for _, l := range lines {
			row(oneLine(l[0]), oneLine(l[1]))
		}
	})
}

type libraryCmd struct {
	List       libraryListCmd       `cmd:"" default:"withargs" help:"How much each day has, or the assets of one."`
	Set        librarySetCmd        `cmd:"" help:"Say what assets are: verdict, stars, tags, people, day, moment."`
	Mark       libraryMarkCmd       `cmd:"" help:"Mark a point or range of a clip."`
	Contact    libraryContactCmd    `cmd:"" help:"Print contact sheets, twenty pictures on a page."`
	Edit       libraryEditListCmd   `cmd:"" name:"list-for-edit" help:"List assets for the editing room: ALE, CSV or JSON."`
	Zip        libraryZipCmd        `cmd:"" help:"Put originals, or what is looked at, into a ZIP."`
	Transcript libraryTranscriptCmd `cmd:"" help:"What is said in a recording: read it from a file, write it to one."`
	Watch      libraryWatchCmd      `cmd:"" help:"Folders from which the library takes what comes."`
	Dictation  libraryDictationCmd  `cmd:"" help:"Who writes down what is said in interviews."`

	Captions     libraryCaptionsCmd     `cmd:"" help:"Captions of stills as they would be written."`
	CaptionStyle libraryCaptionStyleCmd `cmd:"" help:"How captions are written: templates, words and codes."`
	Looks        libraryLooksCmd        `cmd:"" help:"Make the pictures and films to look at that wait."`

	Reindex reindexCmd        `cmd:"" help:"Write what assets are found by anew."`
	Match   libraryMatchCmd   `cmd:"" help:"Look again what assets belong to: day, card, moment, scene, people, place."`
	Matches libraryMatchesCmd `cmd:"" help:"What assets may belong to, with reasons, and take or refuse it."`
	Gaps    libraryGapsCmd    `cmd:"" help:"What a day was to bring and is missing, and what can still be done."`
	Clocks  libraryClocksCmd  `cmd:"" help:"How the clocks of cameras and recorders are off."`
}

type libraryListCmd struct{ libraryFilter }

func (libraryListCmd) Help() string {
	return example("bts library", "bts library list --day 4 --kind video")
}

func (c *libraryListCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		f, err := c.filter(s, a, p)
		if err != nil {
			return err
		}
		if c.libraryFilter == (libraryFilter{Kind: c.Kind}) {
			days, err := a.Office.LibraryDays(s.ctx, p.ID, f)
			if err != nil {
				return err
			}
			return s.print(paper.NewLibraryDays(days), func(w io.Writer) error { return printLibraryDays(w, days) })
		}
		var all []office.Shown
		for { // the office gives out so many at once
			some, err := a.Office.Assets(s.ctx, p.ID, f)
			if err != nil {
				return err
			}
			all, f.Offset = append(all, some...), f.Offset+len(some)
			if len(some) == 0 {
				break
			}
		}
		return s.print(paper.NewAssets(all, p.Zone()), func(w io.Writer) error { return printAssets(w, all, p) })
	})
}

func printLibraryDays(w io.Writer, days []office.LibraryDay) error {
	if len(days) == 0 {
		_, err := fmt.Fprintln(w, "Nothing here yet. Begin with: bts ingest FOLDER")
		return err
	}
	return table(w, "DAY\tSTILLS\tCLIPS\tRECORDINGS", func(row rowFunc) {
		for _, d := range days {
			row(dayNumber(d.Number, string(d.Day)), fmt.Sprint(d.ByKind[media.Still]), fmt.Sprint(d.ByKind[media.Video]), fmt.Sprint(d.ByKind[media.Audio]))
		}
	})
}

func printAssets(w io.Writer, all []office.Shown, p production.Production) error {
	return table(w, "TIME\tNAME\tKIND\tTIMECODE\tDEVICE\tMOMENT\tVERDICT\tID", func(row rowFunc) {
		for _, a := range all {
			at := ""
			if !a.TakenAt.IsZero() {
				at = a.TakenAt.In(p.Zone()).Format("15:04:05")
			}
			row(at, oneLine(a.Name), string(a.Kind), a.Start.String(), oneLine(a.Device), oneLine(a.MomentTitle), string(a.Verdict), short(string(a.ID)))
		}
	})
}

type libraryLooksCmd struct {
	Retry bool `help:"Try again what failed."`
}

func (libraryLooksCmd) Help() string {
	return example("bts library looks", "bts library looks --retry")
}

func (c *libraryLooksCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		if c.Retry {
			if err := a.Office.RetryLooks(s.ctx, p.ID); err != nil {
				return err
			}
		}
		bar := s.progress()
		made, err := a.Office.MakeLooks(s.ctx, p.ID, bar.report)
		bar.end()
		return firstOf(err, s.print(made, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%d made, %d could not be.\n", made.Made, made.Failed)
			return err
		}))
	})
}
