package cli

import (
	"io"
	"path/filepath"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/medium"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// libraryFilter are the flags that choose assets.
type libraryFilter struct {
	Day     string `help:"Of one day: its number, its date, or none." placeholder:"DAY"`
	Kind    string `help:"${enum}." enum:",video,audio,still" default:"" placeholder:"KIND"`
	Camera  string `help:"Of one camera or recorder, by its whole name." placeholder:"NAME"`
	Card    string `help:"Of one card, by its name or id." placeholder:"CARD"`
	Moment  string `help:"Of one moment, by its id or title." placeholder:"MOMENT"`
	Verdict string `help:"${enum}." enum:",first,second,kill,none" default:"" placeholder:"VERDICT"`
	Rated   int    `help:"With at least so many stars." placeholder:"N"`
	State   string `help:"${enum}." enum:",broken,waiting" default:"" placeholder:"STATE"`
}

// filter are the assets that the flags choose.
func (l libraryFilter) filter(s *session, a *app.App, p production.Production) (f store.AssetFilter, err error) {
	f = store.AssetFilter{Kind: media.Kind(l.Kind), Device: l.Camera, Rated: l.Rated, Waiting: l.State == "waiting", Undecided: l.Verdict == "none"}
	if l.Verdict != "none" {
		f.Verdict = library.Verdict(l.Verdict)
	}
	if l.State == "broken" {
		f.State = library.Broken
	}
	if l.Day != "" {
		var day production.Date
		if l.Day != "none" {
			if day, err = s.dayMeant(a, p, l.Day); err != nil {
				return f, err
			}
		}
		f.Day = &day
	}
	if l.Card != "" {
		log, err := a.Office.Cards(s.ctx, p.ID, office.CardFilter{})
		if err != nil {
			return f, err
		}
		card, err := cardMeant(log.Cards, l.Card)
		if err != nil {
			return f, err
		}
		f.Card = card.ID
	}
	f.Moment, err = s.momentMeant(a, p, l.Moment)
	return f, err
}

// libraryChoice are assets by id, or all that the flags choose.
type libraryChoice struct {
	IDs []string `arg:"" optional:"" help:"Ids of assets, or their ends; without any, all that the flags choose." placeholder:"ID"`
	libraryFilter
}

func (l libraryChoice) choice(s *session, a *app.App, p production.Production) (c office.AssetChoice, err error) {
	for _, said := range l.IDs {
		id, err := a.Office.AssetMeant(s.ctx, p.ID, said)
		if err != nil {
			return c, err
		}
		c.IDs = append(c.IDs, id)
	}
	if len(c.IDs) == 0 {
		c.Filter, err = l.filter(s, a, p)
	}
	return c, err
}

type librarySetCmd struct {
	libraryChoice
	All bool `help:"All that the flags choose are meant; needed where no id is given."`

	SetVerdict *string  `help:"first, second, kill, or '' for none." placeholder:"VERDICT"`
	SetRating  *int     `help:"0 to 5 stars." placeholder:"N"`
	SetDay     *string  `help:"Shoot day: a date, or '' for none." placeholder:"DATE"`
	SetMoment  *string  `help:"Moment, by id or title; '' for none." placeholder:"MOMENT"`
	SetTitle   *string  `help:"Title." placeholder:"TEXT"`
	SetCaption *string  `help:"Caption." placeholder:"TEXT"`
	SetNote    *string  `help:"Note." placeholder:"TEXT"`
	Tag        []string `help:"Add tags." placeholder:"TAG"`
	Untag      []string `help:"Take tags off." placeholder:"TAG"`
	Person     []string `help:"Add people." placeholder:"NAME" sep:"none"`
	Unperson   []string `help:"Take people off." placeholder:"NAME" sep:"none"`
	Remove     bool     `help:"Take them out of the library; their files stay where they are."`
}

func (librarySetCmd) Help() string {
	return example("bts library set 4f1d09ab --set-verdict first --tag bridge", "bts library set --all --day 4 --kind still --verdict kill --remove", "bts library set 4f1d09ab --set-moment 'Lamp lit for real'")
}

func (c *librarySetCmd) Run(s *session) error {
	if len(c.IDs) == 0 && !c.All {
		return fault.New(fault.Invalid, "no asset is named").WithRemedy("Give ids, or --all with flags that choose.")
	}
	change := office.AssetChange{
		Fields:  texts(map[string]*string{"verdict": c.SetVerdict, "day": c.SetDay, "title": c.SetTitle, "caption": c.SetCaption, "note": c.SetNote}),
		AddTags: c.Tag, RemoveTags: c.Untag, AddPeople: c.Person, RemovePeople: c.Unperson,
	}
	if c.SetRating != nil {
		change.Fields["rating"] = *c.SetRating
	}
	if c.Remove {
		change.Fields["gone"] = true
	}
	if len(change.Fields)+len(c.Tag)+len(c.Untag)+len(c.Person)+len(c.Unperson) == 0 && c.SetMoment == nil {
		return nothingGiven("--set-verdict, --set-rating, --tag or another")
	}
	return s.with(func(a *app.App, p production.Production) error {
		if c.SetMoment != nil {
			moment, err := s.momentMeant(a, p, *c.SetMoment)
			if err != nil {
				return err
			}
			change.Fields["moment"] = moment
		}
		choice, err := c.choice(s, a, p)
		if err != nil {
			return err
		}
		act, n, err := a.Office.ChangeAssets(s.ctx, p.ID, choice, change)
		if err != nil {
			return err
		}
		return s.acted(paper.NewChangedAssets(n, act), act, "%s changed.", plural(n, "asset is", "assets are"))
	})
}

type libraryMarkCmd struct {
	ID     string `arg:"" help:"Id of the asset, or its end."`
	In     string `help:"Where it begins: a timecode, or a number of frames." required:"" placeholder:"TIMECODE"`
	Out    string `help:"Where it ends; without it a point." placeholder:"TIMECODE"`
	Text   string `arg:"" optional:"" help:"What is there."`
	Remove bool   `help:"Take this mark off."`
}

func (libraryMarkCmd) Help() string {
	return example(`bts library mark 4f1d09ab --in 01:02:03:04 --out 01:02:09:00 "the fall"`, "bts library mark 4f1d09ab --in 120")
}

func (c *libraryMarkCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		id, err := a.Office.AssetMeant(s.ctx, p.ID, c.ID)
		if err != nil {
			return err
		}
		sheet, err := a.Office.Asset(s.ctx, p.ID, id)
		if err != nil {
			return err
		}
		m := library.Mark{Text: c.Text}
		if m.In, err = sheet.Point(c.In); err != nil {
			return err
		}
		if m.Out = m.In; c.Out != "" {
			if m.Out, err = sheet.Point(c.Out); err != nil {
				return err
			}
		}
		if c.Remove {
			act, err := a.Office.RemoveMark(s.ctx, p.ID, id, m)
			if err != nil {
				return err
			}
			return s.acted(paper.NewAct(act), act, "The mark is taken off.")
		}
		_, act, err := a.Office.AddMark(s.ctx, p.ID, id, m)
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "%s is marked at %s.", sheet.Name, sheet.At(m.In))
	})
}

type libraryContactCmd struct {
	libraryChoice
	Out   string `help:"File to write, .pdf." placeholder:"FILE" required:""`
	Paper string `help:"A4 or Letter." enum:"A4,Letter" default:"A4"`
}

func (libraryContactCmd) Help() string {
	return example("bts library contact --day 4 --verdict first --out day-4.pdf")
}

func (c *libraryContactCmd) Run(s *session) error {
	return c.write(s, c.Out, func(a *app.App, p production.Production, choice office.AssetChoice) ([]byte, error) {
		_, data, err := a.Office.ContactSheet(s.ctx, p.ID, choice, office.Paper(c.Paper), "")
		return data, err
	})
}

// write writes what is made of a choice into a file.
func (l libraryChoice) write(s *session, out string, made func(*app.App, production.Production, office.AssetChoice) ([]byte, error)) error {
	return s.with(func(a *app.App, p production.Production) error {
		choice, err := l.choice(s, a, p)
		if err != nil {
			return err
		}
		data, err := made(a, p, choice)
		if err != nil {
			return err
		}
		err = writeFile(out, func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		})
		return firstOf(err, s.wrote(out, int64(len(data))))
	})
}

// wrote says that a file is written.
func (s *session) wrote(out string, bytes int64) error {
	return s.print(map[string]any{"file": out, "bytes": bytes}, func(io.Writer) error {
		s.say("%s is written.", out)
		return nil
	})
}

type libraryEditListCmd struct {
	libraryChoice
	Out string `help:"File to write: .ale, .csv or .json; without it JSON or a table on the screen." placeholder:"FILE"`
}

func (libraryEditListCmd) Help() string {
	return example("bts library list-for-edit --day 4 --verdict first --out day-4.ale", "bts --json library list-for-edit --kind video")
}

func (c *libraryEditListCmd) Run(s *session) error {
	if c.Out != "" {
		return c.write(s, c.Out, func(a *app.App, p production.Production, choice office.AssetChoice) ([]byte, error) {
			_, data, err := a.Office.ExportEditList(s.ctx, p.ID, choice, office.EditFormat(strings.TrimPrefix(strings.ToLower(filepath.Ext(c.Out)), ".")))
			return data, err
		})
	}
	return s.with(func(a *app.App, p production.Production) error {
		choice, err := c.choice(s, a, p)
		if err != nil {
			return err
		}
		list, err := a.Office.EditList(s.ctx, p.ID, choice)
		if err != nil {
			return err
		}
		return s.print(list, list.CSV)
	})
}

type libraryZipCmd struct {
	libraryChoice
	Out  string `help:"File to write, .zip." placeholder:"FILE" required:""`
	What string `help:"${enum}." enum:"originals,proxies,captioned,press,sidecars" default:"originals"`
}

func (libraryZipCmd) Help() string {
	return example("bts library zip --day 4 --verdict first --out day-4.zip", "bts library zip 4f1d09ab --what proxies --out look.zip", "bts library zip --verdict first --kind still --what captioned --out press.zip") +
		"\ncaptioned are copies with their captions in them, press the stills to look at with theirs, sidecars the captions alone (.xmp)."
}

func (c *libraryZipCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		choice, err := c.choice(s, a, p)
		if err != nil {
			return err
		}
		b, err := a.Office.Bundle(s.ctx, p.ID, choice, c.What)
		if err != nil {
			return err
		}
		bar := s.progress()
		var bytes int64
		err = writeFile(c.Out, func(w io.Writer) error {
			return b.Write(s.ctx, &counted{w, &bytes}, func(done int64) {
				text := medium.Words(done)
				if b.Bytes >= 0 {
					text += " of " + medium.Words(b.Bytes)
				}
				bar.report(done, max(b.Bytes, done), text)
			})
		})
		bar.end()
		if err != nil {
			return err
		}
		for _, name := range b.Missing {
			s.say("No file of %s can be reached from here.", name)
		}
		return s.print(map[string]any{"file": c.Out, "bytes": bytes, "files": b.Files, "missing": append([]string{}, b.Missing...)}, func(io.Writer) error {
			s.say("%s is written: %s.", c.Out, plural(b.Files, "file", "files"))
			return nil
		})
	})
}

// counted counts the bytes that are written.
type counted struct {
	to io.Writer
	n  *int64
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	*c.n += int64(n)
	return n, err
}
