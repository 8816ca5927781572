package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/fixity"
	"github.com/btsdirector/bts/internal/medium"
	"github.com/btsdirector/bts/internal/mhl"
	"github.com/btsdirector/bts/internal/office"
)

type verifyCmd struct {
	Dir    string   `arg:"" help:"Folder to read again."`
	Deep   bool     `help:"Compare every hash that was ever recorded, those of folders too, and every kind of list."`
	List   []string `help:"Compare with this list only, by its path below the folder; again for more." placeholder:"FILE"`
	Begin  bool     `help:"Begin an ASC MHL history in a folder that has none."`
	Record bool     `help:"Add what is found to the ASC MHL history." default:"true" negatable:""`
	Hash   []string `help:"Record these hashes too: c4, md5, sha1, xxh128, xxh3, xxh64." placeholder:"NAME"`
	Ignore []string `help:"Leave out what matches, as in .gitignore; a history keeps that." placeholder:"PATTERN"`
	Maker
}

// Maker says in a manifest who made it.
type Maker struct {
	Author   string `help:"Your name, for the manifest." env:"BTS_AUTHOR" placeholder:"NAME"`
	Role     string `help:"Your role, for the manifest." env:"BTS_AUTHOR_ROLE" placeholder:"DIT"`
	Email    string `help:"Your mail address, for the manifest." env:"BTS_AUTHOR_EMAIL" placeholder:"ADDRESS"`
	Location string `help:"Where this is done, for the manifest." placeholder:"PLACE"`
	Comment  string `help:"A remark for the manifest." placeholder:"TEXT"`
}

func (verifyCmd) Help() string {
	return "Reads every file again and compares it with what the folder says: its ASC MHL history, otherwise media hash lists " +
		"of version 1, bags and checksum lists. A history gets a new generation.\n" +
		"Ends with 0 when all is there and as recorded, 10 when something is missing, 11 when something differs.\n\n" +
		example("bts verify /Volumes/TRAVEL_01/A002R2EC", "bts verify /Volumes/TRAVEL_01 --deep --no-record",
			"bts verify /Volumes/SERVER/2026-05-04 --begin --hash xxh128,md5", "bts verify /Volumes/TRAVEL_01 --list 2026-05-04.md5")
}

func (c *verifyCmd) Run(s *session) error {
	o := fixity.Options{Folder: c.Dir, Lists: c.List, Deep: c.Deep, Begin: c.Begin, Ignore: c.Ignore}
	for _, name := range c.Hash {
		format, err := digest.Parse(name)
		if err == nil && !format.InMHL() {
			err = fault.New(fault.Invalid, "an ASC MHL history has no %s", format).WithRemedy("Choose from %s.", digest.All(digest.Formats[:6]))
		}
		if err != nil {
			return err
		}
		o.Formats = append(o.Formats, format)
	}
	if c.Begin && !c.Record {
		return fault.New(fault.Invalid, "a history cannot begin without being recorded").WithRemedy("Leave out --no-record.")
	}
	if c.Record {
		o.Record = &fixity.Recorder{Creator: c.creator()}
	}
	bar := s.progress()
	o.Progress = func(p fixity.Progress) {
		bar.report(p.Bytes, p.AllBytes, fmt.Sprintf("%s of %s · file %d of %d · %s", medium.Words(p.Bytes), medium.Words(p.AllBytes), p.Files+1, p.AllFiles, p.Name))
	}
	report, err := office.VerifyPastCache(s.ctx, o)
	bar.end()
	if err != nil {
		return err
	}
	if err := s.print(report, func(w io.Writer) error { return writeVerified(w, report) }); err != nil {
		return err
	}
	return report.Verdict()
}

// creator is who makes a manifest on this machine.
func (m Maker) creator() mhl.Creator {
	host, err := os.Hostname()
	if err != nil || host == "" {
		host = "unknown"
	}
	c := mhl.Creator{Host: host, Tool: "bts", ToolVersion: version, Location: m.Location, Comment: m.Comment}
	if m.Author != "" || m.Email != "" || m.Role != "" {
		c.Authors = []mhl.Author{{Name: m.Author, Email: m.Email, Role: m.Role}}
	}
	return c
}
