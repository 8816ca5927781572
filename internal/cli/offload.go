package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/btsdirector/bts/internal/card"
	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/lettering"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/receipt"
)

type offloadCmd struct {
	Source string   `arg:"" help:"Folder of the card." placeholder:"SOURCE"`
	To     []string `help:"Folder for a copy; once for each copy." placeholder:"DIR" required:"" sep:"none"`
	Hash   []string `help:"Hashes of the manifests: xxh128, xxh3, xxh64, md5, sha1, c4." default:"xxh128"`
	Verify string   `help:"What is read again: destination (every copy), both (the card, too), none." enum:"destination,both,none" default:"destination"`
	Resume bool     `help:"Go on with an offload that was interrupted, and say so where there was none (the same command goes on by itself, too)."`
	Name   string   `help:"Name of the card: the copies become DIR/NAME. The folder's own name without it." placeholder:"CARD"`

	Day      string `help:"When it was shot: a day's number or its date." placeholder:"DAY"`
	Camera   string `help:"Camera or recorder, as the unit calls it." placeholder:"A"`
	Template string `help:"Name the copies after this: {production}_{day}_{card}_{camera}, and {date}, {volume}, {reel}. With --day or --camera it is just that." placeholder:"TEMPLATE"`
	Preview  bool   `help:"Only say what the copies will be called."`

	CopiesWanted int    `help:"Verified copies that make the card safe to format; what the production wants without it." placeholder:"N"`
	Server       string `help:"Register the receipt with the server at this address." env:"BTS_SERVER" placeholder:"URL"`
	Token        string `help:"Token of your account at the server." env:"BTS_TOKEN" placeholder:"TOKEN"`

	Report bool   `help:"Leave a report with pictures beside every copy, to be signed (CARD.offload.pdf)."`
	Paper  string `help:"Paper of the report." enum:"A4,Letter" default:"A4"`
}

func (offloadCmd) Help() string {
	return example("bts offload /media/A001 --to /raid/day03 --to /shuttle/day03", "bts offload /media/NO_NAME --name B004 --to /raid/day03 --to /shuttle/day03 --hash xxh128,md5 --verify both",
		"bts offload /media/A001 --to /raid --to /shuttle --day 4 --camera A --preview",
		"bts offload /media/A001 --to /raid --to /shuttle --server https://bts.example.com --production the-lamp-room")
}

func (c *offloadCmd) Run(s *session) error {
	if c.CopiesWanted < 0 {
		return fault.New(fault.Invalid, "%d copies of a card cannot be wanted", c.CopiesWanted).WithRemedy("Leave --copies-wanted out, or name a number.")
	}
	if _, err := strconv.Atoi(c.Day); err != nil && c.Day != "" {
		if _, err := production.ParseDate(c.Day); err != nil {
			return err
		}
	}
	desk, err := c.desk(s)
	if err != nil {
		return err
	}
	job, err := c.job()
	if err != nil {
		return err
	}
	defer debug.SetGCPercent(debug.SetGCPercent(40)) // most of the memory are the names of the files, which stay
	looked := c.look(s, &job)
	if job.Card, job.Label, err = c.called(s, desk, looked); err != nil {
		return err
	}
	if c.Preview {
		return c.preview(s, job)
	}
	job.Wanted = desk.wanted
	doc, r, whole, err := c.carry(s, job, looked)
	if r.Schema == "" {
		return err
	}
	if whole {
		err = errors.Join(err, desk.register(s, r, &doc))
	}
	return errors.Join(err, s.print(doc, doc.write))
}

// carry copies the card and says what came of it; whole tells that it came to its end, whatever is wrong with the card or
// the copies.
func (c *offloadCmd) carry(s *session, job offload.Job, looked card.Card) (doc offloadDoc, r offload.Receipt, whole bool, err error) {
	resumed, err := c.resumes(s, job)
	if err != nil {
		return doc, r, false, err
	}
	earlier, err := c.earlier(s)
	if err != nil {
		return doc, r, false, err
	}
	clips := len(looked.Clips)
	if !c.Report {
		looked.Clips = nil // only their pictures are of use later
	}
	progress := s.progress()
	job.Report = func(p offload.Progress) { progress.report(offloadDone(p), offloadTotal(p), offloadLine(p)) }
	r, err = offload.Do(s.ctx, job)
	progress.end()
	if r.Schema == "" {
		return doc, r, false, err
	}
	doc = newOffloadDoc(r)
	doc.describe(looked, clips, earlier)
	doc.Resumed = append(doc.Resumed, resumed...)
	if whole = err == nil; whole {
		err = r.Err()
	}
	if c.Report {
		err = errors.Join(err, c.report(s, r, looked))
	}
	return doc, r, whole, err
}

// look finds out what the card is.
func (c *offloadCmd) look(s *session, job *offload.Job) card.Card {
	if !isFolder(c.Source) {
		return card.Card{} // the offload says what is wrong with it
	}
	defer debug.SetGCPercent(debug.SetGCPercent(15)) // all of it stays until the card is known
	looked := card.Look(os.DirFS(c.Source), c.Source)
	job.Origin = receipt.Origin(c.Source, looked)
	if !c.Preview {
		for _, n := range looked.Notes {
			s.say("Before you format: %s: %s", n.Path, n.Message)
		}
	}
	return looked
}

// earlier finds out whether the content of the card lies in one of the places already.
func (c *offloadCmd) earlier(s *session) (words []string, err error) {
	if !isFolder(c.Source) {
		return nil, nil
	}
	sources, err := receipt.Beside(c.To...)
	if err != nil || len(sources) == 0 {
		return nil, err
	}
	matches, err := receipt.Recognise(s.ctx, os.DirFS(c.Source), card.Read(os.DirFS(c.Source)).Files, sources)
	if fault.Is(err, fault.Cancelled) {
		return nil, err
	}
	if err != nil {
		s.say("A receipt in the folder of a copy cannot be read: %v", err)
	}
	for _, m := range matches {
		s.say("%s", m.Words())
		words = append(words, m.Words())
	}
	return words, nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// report prints the report beside every copy. The pictures are taken from a copy, so that the card may be pulled.
func (c *offloadCmd) report(s *session, r offload.Receipt, looked card.Card) (failed error) {
	fonts, err := lettering.OfMachine(s.Fonts)
	if err != nil {
		return err
	}
	var about receipt.About
	about.Card, about.Zone = looked, time.Local
	for _, one := range r.Copies {
		if !one.Verified {
			continue
		}
		if about.Sheet.Clips == 0 {
			if about.Sheet, err = receipt.Pictures(s.ctx, one.Path, looked, 0); err != nil {
				return err
			}
		}
		name := filepath.Join(one.To, r.Card+".offload.pdf")
		failed = errors.Join(failed, writeFile(name, func(w io.Writer) error {
			return receipt.Report(r, about).PDF(w, onset.Paper(c.Paper), fonts)
		}))
	}
	return failed
}

// job makes a job of the command line.
func (c *offloadCmd) job() (offload.Job, error) {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	job := offload.Job{
		Source: c.Source, To: c.To, Verify: offload.Verify(c.Verify), Tool: "bts " + version, Host: host,
		Started: time.Now().UTC().Truncate(time.Second),
	}
	for _, name := range c.Hash {
		format, err := digest.Parse(name)
		if err == nil && !format.InMHL() {
			err = fault.New(fault.Invalid, "%s has no place in a media hash list", format).WithRemedy("Choose from c4, md5, sha1, xxh128, xxh3, xxh64.")
		}
		if err != nil {
			return job, err
		}
		job.Formats = append(job.Formats, format)
	}
	return job, nil
}
