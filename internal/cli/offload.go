package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/card"
	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/lettering"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/receipt"
)

type offloadCmd struct {
	Source string   `arg:"" help:"Folder of the card." placeholder:"SOURCE"`
	To     []string `help:"Folder for a copy; once for each copy." placeholder:"DIR" required:"" sep:"none"`
	Hash   []string `help:"Hashes of the manifests: xxh128, xxh3, xxh64, md5, sha1, c4." default:"xxh128"`
	Verify string   `help:"What is read again: destination (every copy), both (the card, too), none." enum:"destination,both,none" default:"destination"`
	Resume bool     `help:"Only go on with an offload that was interrupted (the same command goes on by itself, too)."`
	Name   string   `help:"Name of the card: the copies become DIR/NAME. The folder's own name without it." placeholder:"CARD"`
	Report bool     `help:"Leave a report with pictures beside every copy, to be signed (CARD.offload.pdf)."`
	Paper  string   `help:"Paper of the report." enum:"A4,Letter" default:"A4"`
}

func (offloadCmd) Help() string {
	return example("bts offload /media/A001 --to /raid/day03 --to /shuttle/day03", "bts offload /media/NO_NAME --name B004 --to /raid/day03 --to /shuttle/day03 --hash xxh128,md5 --verify both")
}

// offloadDoc is what the contract says of an offload.
type offloadDoc struct {
	Card         string           `json:"card"`
	Files        int              `json:"files"`
	Bytes        int64            `json:"bytes"`
	Seconds      float64          `json:"seconds"`
	Copies       []offloadCopy    `json:"copies"`
	SafeToFormat bool             `json:"safe_to_format"`
	Problems     []offloadProblem `json:"problems"`
	Verdict      string           `json:"verdict"`
	Camera       string           `json:"camera"` // as far as the folders of the card tell
	Clips        int              `json:"clips"`
	Notes        []offloadNote    `json:"notes"`   // what the card itself lacks
	Earlier      []string         `json:"earlier"` // offloads of the same content that lie there already, in words
}

// offloadNote is something about the card that a person should look at before it is formatted.
type offloadNote struct {
	Path    string `json:"path"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Grave   bool   `json:"grave"`
}

type offloadCopy struct {
	To       string `json:"to"`
	Path     string `json:"path"`
	Files    int    `json:"files"`
	Verified bool   `json:"verified"`
	MHL      string `json:"mhl"`
	Cached   bool   `json:"cached"` // read back through the system's memory: the medium may not have answered
}

type offloadProblem struct {
	Path    string `json:"path"`
	Copy    string `json:"copy"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Mended  bool   `json:"mended"`
}

func (c *offloadCmd) Run(s *session) error {
	job, err := c.job()
	if err != nil {
		return err
	}
	if c.Resume && !slices.ContainsFunc(job.To, func(to string) bool { return offload.Interrupted(to, job.Card) }) {
		s.say("No offload of %s was interrupted here: it begins now.", job.Card)
	}
	looked, earlier, err := c.look(s, &job)
	if err != nil {
		return err
	}
	clips := len(looked.Clips)
	if !c.Report {
		looked.Clips = nil // only their pictures are of use later
	}
	defer debug.SetGCPercent(debug.SetGCPercent(40)) // most of the memory are the names of the files, which stay
	progress := s.progress()
	job.Report = func(p offload.Progress) { progress.report(offloadDone(p), offloadTotal(p), offloadLine(p)) }
	r, err := offload.Do(s.ctx, job)
	progress.end()
	if r.Schema == "" {
		return err
	}
	doc := newOffloadDoc(r)
	doc.describe(looked, clips, earlier)
	whole := err == nil // it came to its end, whatever is wrong with the card or the copies
	if whole {
		err = r.Err()
	}
	if c.Report {
		err = errors.Join(err, c.report(s, r, looked))
	}
	if whole {
		err = errors.Join(err, registerOffload(s, r))
	}
	return errors.Join(err, s.print(doc, doc.write))
}

// look finds out what the card is, and whether its content lies in one of the places already.
func (c *offloadCmd) look(s *session, job *offload.Job) (card.Card, []string, error) {
	if !isFolder(c.Source) {
		return card.Card{}, nil, nil // the offload says what is wrong with it
	}
	looked := card.Look(os.DirFS(c.Source), c.Source)
	job.Origin = receipt.Origin(c.Source, looked)
	for _, n := range looked.Notes {
		s.say("Before you format: %s: %s", n.Path, n.Message)
	}
	sources, err := receipt.Beside(c.To...)
	if err != nil || len(sources) == 0 {
		return looked, nil, err
	}
	matches, err := receipt.Recognise(s.ctx, os.DirFS(c.Source), card.Read(os.DirFS(c.Source)).Files, sources)
	if fault.Is(err, fault.Cancelled) {
		return looked, nil, err
	}
	if err != nil {
		s.say("A receipt in the folder of a copy cannot be read: %v", err)
	}
	var earlier []string
	for _, m := range matches {
		s.say("%s", m.Words())
		earlier = append(earlier, m.Words())
	}
	return looked, earlier, nil
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
		Source: c.Source, To: c.To, Card: c.Name, Verify: offload.Verify(c.Verify), Tool: "bts " + version, Host: host,
		Started: time.Now().UTC().Truncate(time.Second),
	}
	if job.Card == "" {
		job.Card = offload.NameOf(c.Source)
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

func newOffloadDoc(r offload.Receipt) offloadDoc {
	doc := offloadDoc{Card: r.Card, Files: r.Files, Bytes: r.Bytes, Seconds: r.Seconds, SafeToFormat: r.SafeToFormat,
		Verdict: r.Verdict(), Copies: []offloadCopy{}, Problems: []offloadProblem{}, Notes: []offloadNote{}, Earlier: []string{}}
	for _, c := range r.Copies {
		doc.Copies = append(doc.Copies, offloadCopy{To: c.To, Path: c.Path, Files: c.Files, Verified: c.Verified, MHL: c.MHL, Cached: c.Cached})
	}
	for _, p := range r.Problems {
		doc.Problems = append(doc.Problems, offloadProblem{Path: p.Path, Copy: p.CopyPath, Code: p.Code, Message: p.Message, Mended: p.Mended})
	}
	return doc
}

// describe says what the card is.
func (d *offloadDoc) describe(c card.Card, clips int, earlier []string) {
	d.Camera, d.Clips = c.Camera(), clips
	for _, n := range c.Notes {
		d.Notes = append(d.Notes, offloadNote{n.Path, n.Code, n.Message, n.Grave})
	}
	d.Earlier = append(d.Earlier, earlier...)
}

// write is the document for a person: what came of every copy, what is wrong, and last whether the card may be formatted.
func (d offloadDoc) write(w io.Writer) error {
	var b strings.Builder
	what := d.Card
	if d.Camera != "" {
		what += fmt.Sprintf(" (%s, %s)", d.Camera, plural(d.Clips, "clip", "clips"))
	}
	fmt.Fprintf(&b, "%s: %s, %s in %s.\n", what, plural(d.Files, "file", "files"), sizeInWords(d.Bytes), time.Duration(d.Seconds*float64(time.Second)).Round(100*time.Millisecond))
	for _, c := range d.Copies {
		state := fmt.Sprintf("%d of %d verified", c.Files, d.Files)
		if c.Verified {
			state = "verified"
		}
		fmt.Fprintf(&b, "  %-10s %s\n", state, c.Path)
		if c.Cached {
			fmt.Fprintf(&b, "             read back through the system's memory: this drive gives no way past it\n")
		}
		if c.MHL != "" {
			fmt.Fprintf(&b, "             %s\n", c.MHL)
		}
	}
	for _, p := range d.Problems {
		where := strings.TrimPrefix(strings.Join([]string{p.Copy, p.Path}, ": "), ": ")
		fmt.Fprintf(&b, "  %s: %s (%s)\n", strings.TrimSuffix(where, ": "), p.Message, p.Code)
	}
	fmt.Fprintf(&b, "%s\n", d.Verdict)
	_, err := io.WriteString(w, b.String())
	return err
}

// offloadDone counts what was written and what was proven, in the copies that still go on.
func offloadDone(p offload.Progress) (bytes int64) {
	for _, l := range p.Lanes {
		if !l.Ended {
			bytes += l.Written + l.Proven
		}
	}
	return bytes
}

func offloadTotal(p offload.Progress) (bytes int64) {
	for _, l := range p.Lanes {
		if !l.Ended {
			bytes += 2 * p.Total
		}
	}
	return max(1, bytes)
}

// offloadLine says how far the copies are, how quick it is and how long it will take.
func offloadLine(p offload.Progress) string {
	done, total := offloadDone(p), offloadTotal(p)
	line := fmt.Sprintf("%d of %d files verified, %s", p.FilesDone, p.Files, sizeInWords(p.Read))
	if seconds := p.Elapsed.Seconds(); seconds > 1 && done > 0 {
		left := time.Duration(float64(p.Elapsed) / float64(done) * float64(total-done)).Round(time.Second)
		line += fmt.Sprintf(" read, %s/s, %s left", sizeInWords(int64(float64(p.Read)/seconds)), left)
	}
	for i, l := range p.Lanes {
		switch {
		case l.Ended:
			line += fmt.Sprintf("; copy %d ended", i+1)
		case l.Late:
			line += fmt.Sprintf("; copy %d follows behind, %s", i+1, sizeInWords(l.Written))
		}
	}
	return line
}

// sizeInWords writes bytes as drives are sold: 1 GB is 1,000,000,000 bytes.
func sizeInWords(bytes int64) string {
	units := []string{"bytes", "kB", "MB", "GB", "TB"}
	size, at := float64(bytes), 0
	for size >= 1000 && at < len(units)-1 {
		size, at = size/1000, at+1
	}
	if at == 0 {
		return fmt.Sprintf("%d bytes", bytes)
	}
	return fmt.Sprintf("%.1f %s", size, units[at])
}
