package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
)

type offloadCmd struct {
	Source string   `arg:"" help:"Folder of the card." placeholder:"SOURCE"`
	To     []string `help:"Folder for a copy; once for each copy." placeholder:"DIR" required:"" sep:"none"`
	Hash   []string `help:"Hashes of the manifests: xxh128, xxh3, xxh64, md5, sha1, c4." default:"xxh128"`
	Verify string   `help:"What is read again: destination (every copy), both (the card, too), none." enum:"destination,both,none" default:"destination"`
	Resume bool     `help:"Only go on with an offload that was interrupted (the same command goes on by itself, too)."`
	Name   string   `help:"Name of the card: the copies become DIR/NAME. The folder's own name without it." placeholder:"CARD"`
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
	progress := s.progress()
	job.Report = func(p offload.Progress) { progress.report(offloadDone(p), offloadTotal(p), offloadLine(p)) }
	receipt, err := offload.Do(s.ctx, job)
	progress.end()
	if receipt.Schema == "" {
		return err
	}
	doc := newOffloadDoc(receipt)
	if err == nil {
		err = receipt.Err()
	}
	return errors.Join(err, s.print(doc, doc.write))
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
		Verdict: r.Verdict(), Copies: []offloadCopy{}, Problems: []offloadProblem{}}
	for _, c := range r.Copies {
		doc.Copies = append(doc.Copies, offloadCopy{To: c.To, Path: c.Path, Files: c.Files, Verified: c.Verified, MHL: c.MHL, Cached: c.Cached})
	}
	for _, p := range r.Problems {
		doc.Problems = append(doc.Problems, offloadProblem{Path: p.Path, Copy: p.CopyPath, Code: p.Code, Message: p.Message, Mended: p.Mended})
	}
	return doc
}

// write is the document for a person: what came of every copy, what is wrong, and last whether the card may be formatted.
func (d offloadDoc) write(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s, %s in %s.\n", d.Card, plural(d.Files, "file", "files"), sizeInWords(d.Bytes), time.Duration(d.Seconds*float64(time.Second)).Round(100*time.Millisecond))
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
