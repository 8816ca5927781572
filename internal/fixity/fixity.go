// Package fixity proves the files of a folder against what the folder says of them: an ASC MHL history, media hash
// lists of version 1, bags, checksum lists. Every file is read again; what is found is recorded as a new
// generation of the history.
package fixity

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/mhl"
)

// Options say what is to be proven and how.
type Options struct {
	Folder string
	// Open gives a file of the folder by its path, parts joined by "/"; nil opens it in the plain way. It is read
	// from its beginning in blocks that lie at multiples of 4096 in memory, as reading past the page cache
	// asks for.
	Open func(name string) (io.ReadCloser, error)
	// Lists are the manifests to prove against, by their paths below the folder; none looks for all there are.
	Lists []string
	// Deep compares every hash that was ever recorded, and those of the folders.
	Deep bool
	// Begin starts a history where there is none.
	Begin bool
	// Formats are hashes to record beside the one that is compared.
	Formats []digest.Format
	// Ignore are patterns to record beside those of the history.
	Ignore []string
	// Record says who proves; nil records nothing.
	Record *Recorder
	// Workers is how many large files are read at once, and a third of how many small ones; 0 chooses.
	Workers int
	// Before gives the sums of a file that an interrupted run has read already, nil for none; nil reads all. Noted is
	// told of each file that was read, by several goroutines at once.
	Before func(name string, size int64, modified time.Time, formats []digest.Format) []digest.Sum
	Noted  func(name string, size int64, modified time.Time, sums []digest.Sum)
	// Progress is told of the bytes and files that are read, from one goroutine at a time.
	Progress func(Progress)
}

// Recorder is who and when, for the manifests.
type Recorder struct {
	Creator mhl.Creator
	Clock   func() time.Time
}

// Progress is how far a run is.
type Progress struct {
	Bytes, AllBytes int64
	Files, AllFiles int
	Name            string
}

// Rename is a file that was found under another path, with the same content.
type Rename struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Problem is what is wrong with a file, a list or a history.
type Problem struct {
	Path    string     `json:"path"`
	Line    int        `json:"line,omitempty"`
	Code    fault.Code `json:"code,omitempty"` // "" for what is only worth knowing
	Message string     `json:"message"`
}

// Source is a list that was read.
type Source struct {
	Kind  string `json:"kind"` // ascmhl, mhl, bagit, checksums
	Path  string `json:"path"`
	Files int    `json:"files"`
	// Generations is how many a history has, before this run.
	Generations int    `json:"generations,omitempty"`
	Encoding    string `json:"encoding,omitempty"`
}

// Report is what came of it. Paths are below the folder and in order.
type Report struct {
	Files      int      `json:"files"` // that the lists name
	Bytes      int64    `json:"bytes"` // that were read
	OK         int      `json:"ok"`
	Missing    []string `json:"missing"` // folders end with a slash
	Differs    []string `json:"differs"`
	New        []string `json:"new"`
	Renamed    []Rename `json:"renamed"`
	Unreadable []string `json:"unreadable"`
	// Unproven are there, but the lists name no hash of theirs that counts.
	Unproven []string  `json:"unproven"`
	Recorded []string  `json:"recorded"` // manifests that were written
	Manifest []Source  `json:"manifest"`
	History  []Problem `json:"history"` // what is wrong with lists and histories, or worth knowing
	Problems []Problem `json:"problems"`
	// Cached tells that something may have come from the system's memory and not from the medium; who gives the
	// opener knows.
	Cached  bool    `json:"cached"`
	Seconds float64 `json:"seconds"`
}

// Verify proves a folder. What is wrong with files and lists is in the report, and Verdict makes an error of it;
// Verify itself returns not_found where there is no such folder or nothing describes it, invalid where a list that
// was asked for cannot be read, conflict where a history is to begin and there is one, and cancelled.
func Verify(ctx context.Context, o Options) (Report, error) {
	info, err := os.Stat(o.Folder)
	switch {
	case err != nil:
		return Report{}, fault.New(fault.NotFound, "there is no folder %s", o.Folder).WithCause(err).WithRemedy("Look whether the medium is connected.")
	case !info.IsDir():
		return Report{}, fault.New(fault.Invalid, "%s is a file", o.Folder).WithRemedy("Name the folder that it lies in.")
	}
	place, err := mhl.At(o.Folder)
	if err != nil {
		return Report{}, fault.New(fault.Unavailable, "the folder %s cannot be opened", o.Folder).WithCause(err)
	}
	defer place.Close()
	r := &run{Options: o, place: place, clock: time.Now}
	if o.Record != nil && o.Record.Clock != nil {
		r.clock = o.Record.Clock
	}
	if r.Open == nil {
		r.Open = func(name string) (io.ReadCloser, error) { return place.Open(name) }
	}
	if r.Workers == 0 {
		r.Workers = min(runtime.NumCPU(), 4)
	}
	err = r.verify(ctx)
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return r.report, err
}

// run is one verification.
type run struct {
	Options
	place   *mhl.Place
	clock   func() time.Time
	started time.Time
	history *mhl.History
	lists   lists
	files   []*file          // found, in order
	at      map[string]*file // the same by path
	folders map[string]time.Time
	missing []string // expected and not there, in order
	shared  [][]digest.Format
	sought  map[int64][]digest.Format
	report  Report
}

func (r *run) verify(ctx context.Context) error {
	r.started = r.clock()
	name, err := filepath.Abs(r.Folder)
	if err != nil {
		return err
	}
	if r.history, err = mhl.Open(ctx, r.place, filepath.Base(name)); err != nil {
		return err
	}
	if r.Begin && len(r.history.Generations) > 0 {
		return fault.New(fault.Conflict, "the folder has a history already").WithRemedy("Run it without --begin: that adds a generation.")
	}
	for _, step := range []func(context.Context) error{r.survey, r.find, r.tryWriting, r.expect, r.read, r.compare, r.record} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	r.report.Seconds = r.clock().Sub(r.started).Seconds()
	r.report.sort()
	return nil
}

// say adds what is worth knowing of one path.
func (r *run) say(code fault.Code, name, message string) {
	r.report.Problems = append(r.report.Problems, Problem{Path: name, Code: code, Message: message})
}

// sort puts the report in order, and empty lists for absent ones.
func (r *Report) sort() {
	for _, paths := range []*[]string{&r.Missing, &r.Differs, &r.New, &r.Unreadable, &r.Unproven, &r.Recorded} {
		slices.Sort(*paths)
		*paths = append([]string{}, *paths...)
	}
	slices.SortFunc(r.Renamed, func(a, b Rename) int { return strings.Compare(a.From, b.From) })
	for _, problems := range []*[]Problem{&r.History, &r.Problems} {
		slices.SortStableFunc(*problems, func(a, b Problem) int { return strings.Compare(a.Path, b.Path) })
		*problems = append([]Problem{}, *problems...)
	}
	r.Renamed = append([]Rename{}, r.Renamed...)
	r.Manifest = append([]Source{}, r.Manifest...)
}
