package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/mhl"
)

type mhlCmd struct {
	Flatten mhlFlattenCmd `cmd:"" help:"Write one manifest of all that a history knows."`
}

func (mhlCmd) Help() string { return example("bts mhl flatten /raid/day03/A001 --to A001.mhl") }

type mhlFlattenCmd struct {
	Dir string `arg:"" help:"Folder with an ASC MHL history."`
	To  string `help:"File to write, outside of the folder." required:"" type:"path" placeholder:"FILE"`
	Maker
}

func (mhlFlattenCmd) Help() string {
	return "Of each file the earliest hash of every format stands in it, from the history and those nested in it, never a failed one. " +
		"It is no part of the history, and nothing is verified.\n\n" +
		example("bts mhl flatten /raid/day03/A001 --to A001.mhl", "bts mhl flatten /raid/day03 --to day03.mhl --author Nora --role DIT")
}

func (c *mhlFlattenCmd) Run(s *session) error {
	full, err := filepath.Abs(c.Dir)
	if err != nil || !isFolder(full) {
		return fault.New(fault.NotFound, "there is no folder %s", c.Dir).WithRemedy("Look whether the medium is connected.")
	}
	if rel, err := filepath.Rel(full, c.To); err == nil && filepath.IsLocal(rel) {
		return fault.New(fault.Invalid, "%s lies in the folder itself", c.To).WithRemedy("Name a file outside: a flat manifest is no part of the history.")
	}
	place, err := mhl.At(full)
	if err != nil {
		return fault.New(fault.Unavailable, "the folder %s cannot be opened", c.Dir).WithCause(err)
	}
	defer place.Close()
	history, err := mhl.Open(s.ctx, place, filepath.Base(full))
	if err != nil {
		return err
	}
	switch {
	case len(history.Generations) == 0 && len(history.Nested) == 0:
		return fault.New(fault.NotFound, "%s has no ASC MHL history", c.Dir).WithRemedy("Begin one with: bts verify %s --begin", c.Dir)
	case history.Damaged():
		return fault.New(fault.Corrupt, "the history is damaged, so it is not written down as if it were whole").WithRemedy("See what is wrong with: bts verify %s --no-record", c.Dir)
	}
	now := time.Now()
	if err := writeFile(c.To, func(w io.Writer) error {
		return history.Flatten(w, mhl.Generation{Creator: c.creator(), Started: now, Created: now})
	}); err != nil {
		return err
	}
	info, err := os.Stat(c.To)
	if err != nil {
		return fault.New(fault.Unavailable, "%s cannot be read back", c.To).WithCause(err)
	}
	doc := struct {
		File  string `json:"file"`
		Bytes int64  `json:"bytes"`
	}{c.To, info.Size()}
	return s.print(doc, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "All that the history of %s knows is in %s.\n", c.Dir, c.To)
		return err
	})
}
