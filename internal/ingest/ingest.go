// Package ingest finds the media in folders and reads what they are, for the library to keep.
//
// Files are opened for reading and never changed, moved or renamed. Every file has its hash computed from its bytes, unless
// an offload has proven it, or the library knows the same file of the same size and time already. One file that
// cannot be read or understood never stops the rest.
package ingest

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/zeebo/xxh3"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
)

// Reader reads what a file is; a *media.Reader is one.
type Reader interface {
	Read(ctx context.Context, path string) (media.Reading, error)
}

// Found is a file that a folder has.
type Found struct {
	Path     string // absolute
	Name     string // below the folder that was brought in, with slashes
	Bytes    int64
	Modified time.Time
}

// Item is a file with all that was found out about it.
type Item struct {
	Found
	Content string        // see library.ContentOf
	Known   bool          // the library has the content already; there is no reading then
	Reading media.Reading // of a new one
}

// Problem is a file that did not come in.
type Problem struct {
	Path    string `json:"path"` // below the folder that was brought in
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Job says what is brought in and who is asked and told.
type Job struct {
	Paths  []string // folders and files
	Reader Reader
	Hands  int // files read at the same time; 0 is one for each core

	// Same is the content of a file that the library knows at this place with this size and time, "" for one it does not.
	Same func(ctx context.Context, f Found) (string, error)
	// Proven is the xxHash-128 of a file that an offload has proven, "" for none; nil knows of no offload.
	Proven func(f Found) string
	// Have tells which of the contents the library has.
	Have func(ctx context.Context, contents []string) (map[string]bool, error)
	// Keep takes items as they come, in no order, one call at a time. An error ends the job.
	Keep func(ctx context.Context, items []Item) error
	// Report tells how far it is, in bytes; nil tells nobody.
	Report func(done, total int64, message string)
}

// Result is what a job came to.
type Result struct {
	Files    int       // media files found
	New      int       // contents that the library did not have
	Bytes    int64     // of all media files
	Passed   int       // files that belong to others or say something of them: sidecars, lists, what systems leave
	Problems []Problem // in the order of their paths
}

// Do brings in what the paths hold. It returns fault.NotFound for a path that is not there, fault.Cancelled, and what Keep returns;
// what was kept until then stays, and the same job goes on where it was.
func Do(ctx context.Context, job Job) (Result, error) {
	found, out, err := walk(ctx, job.Paths)
	if err != nil {
		return out, err
	}
	var total int64
	for _, f := range found {
		total += f.Bytes
	}
	r := &run{job: job, out: out, total: total, all: len(found)}
	if r.job.Hands <= 0 {
		r.job.Hands = runtime.GOMAXPROCS(0)
	}
	err = r.readAll(ctx, found)
	r.out.sort()
	return r.out, err
}

// run is a job under way.
type run struct {
	job   Job
	total int64 // bytes
	all   int   // files

	mu    sync.Mutex // guards what is below
	out   Result
	done  int64
	files int // looked at
	batch []Item
	twins []Item          // of contents that came before in this run
	seen  map[string]bool // contents of this run
	since time.Time       // when the oldest of the batch came
}

// How many items are kept at once, and how long one waits for others.
const (
	batchSize = 64
	batchWait = 2 * time.Second
)

// readAll reads all files by several hands.
func (r *run) readAll(ctx context.Context, found []Found) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	r.seen = map[string]bool{}
	queue := make(chan Found)
	var hands sync.WaitGroup
	for range r.job.Hands {
		hands.Go(func() {
			buffer := make([]byte, 1<<20)
			for f := range queue {
				if err := r.one(ctx, f, buffer); err != nil {
					stop(err)
				}
			}
		})
	}
	for _, f := range found {
		if ctx.Err() != nil {
			break
		}
		queue <- f
	}
	close(queue)
	hands.Wait()
	if ctx.Err() != nil {
		return ended(ctx)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.flush(ctx); err != nil {
		return err
	}
	r.batch = r.twins
	return r.flush(ctx)
}

// ended is why a context ended.
func ended(ctx context.Context) error {
	if cause := context.Cause(ctx); cause != nil && fault.CodeOf(cause) != fault.Internal {
		return cause
	}
	return fault.New(fault.Cancelled, "the bringing in was stopped").WithRemedy("The same command goes on where it was.")
}

// one finds out about one file and hands it on.
func (r *run) one(ctx context.Context, f Found, buffer []byte) error {
	if ctx.Err() != nil {
		return nil
	}
	defer r.looked()
	item := Item{Found: f}
	var err error
	if item.Content, err = r.job.Same(ctx, f); err != nil {
		return err
	}
	if item.Content == "" {
		if item.Content, err = r.content(ctx, f, buffer); err != nil {
			return r.refuse(ctx, f, err)
		}
	}
	have, err := r.job.Have(ctx, []string{item.Content})
	if err != nil {
		return err
	}
	if !have[item.Content] && !r.first(item.Content) {
		r.keepTwin(item)
		return nil
	}
	if item.Known = have[item.Content]; !item.Known {
		if item.Reading, err = r.job.Reader.Read(ctx, f.Path); err != nil {
			return r.refuse(ctx, f, err)
		}
		if !Wanted(item.Reading) {
			return r.passOver(f, item.Reading)
		}
	}
	return r.keep(ctx, item)
}

// looked counts a file that was looked at.
func (r *run) looked() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.files++
}

// first reports whether a content comes for the first time in this run.
func (r *run) first(content string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	before := r.seen[content]
	r.seen[content] = true
	return !before
}

// content is the hash of a file's bytes and how many they are.
func (r *run) content(ctx context.Context, f Found, buffer []byte) (string, error) {
	if r.job.Proven != nil {
		if sum := r.job.Proven(f); sum != "" {
			r.progress(f.Bytes)
			return library.ContentOf(sum, f.Bytes), nil
		}
	}
	file, err := os.Open(f.Path)
	if err != nil {
		return "", fault.New(fault.Unavailable, "it cannot be opened").WithCause(err)
	}
	defer file.Close()
	hash, bytes := xxh3.New(), int64(0)
	for {
		if ctx.Err() != nil {
			return "", ended(ctx)
		}
		n, err := file.Read(buffer)
		_, _ = hash.Write(buffer[:n]) // a hash never fails
		bytes += int64(n)
		r.progress(int64(n))
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", fault.New(fault.Unavailable, "it cannot be read after %d bytes", bytes).WithCause(err)
		}
	}
	if bytes != f.Bytes {
		return "", fault.New(fault.Unavailable, "it changed while it was read").WithRemedy("Bring it in again when nobody writes to it any more.")
	}
	sum := hash.Sum128().Bytes()
	return library.ContentOf(hex.EncodeToString(sum[:]), bytes), nil
}

// progress tells how far the job is. It names no file: who hears it may not be one who may see them all.
func (r *run) progress(bytes int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done += bytes
	if r.job.Report != nil {
		r.job.Report(min(r.done, r.total), r.total, fmt.Sprintf("%d of %d files", r.files, r.all))
	}
}

// refuse notes a file that cannot come in; an error that concerns the whole job is returned.
func (r *run) refuse(ctx context.Context, f Found, err error) error {
	if ctx.Err() != nil {
		return nil // the job has ended, and not for this file
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	message := fault.PersonText(err)
	if message == "" {
		message = err.Error()
	}
	r.out.Problems = append(r.out.Problems, Problem{f.Name, string(fault.CodeOf(err)), message})
	return nil
}

// calledMedia are ends of names that cameras and recorders give: such a file that is something else is lost or broken.
var calledMedia = map[string]bool{
	".mp4": true, ".mov": true, ".mxf": true, ".mts": true, ".m2ts": true, ".avi": true, ".mkv": true, ".wav": true, ".aif": true, ".aiff": true, ".mp3": true, ".m4a": true, ".jpg": true,
	".jpeg": true, ".png": true, ".tif": true, ".tiff": true, ".heic": true, ".dng": true, ".cr2": true, ".cr3": true, ".nef": true, ".arw": true, ".raf": true, ".rw2": true, ".orf": true,
	".braw": true, ".r3d": true,
}

// passOver counts a file that is no media, and notes one that should be.
func (r *run) passOver(f Found, reading media.Reading) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	named := calledMedia[strings.ToLower(filepath.Ext(f.Name))]
	if reading.Kind != media.Unknown && !named {
		r.out.Passed++
		return nil
	}
	p := Problem{f.Name, "not_media", "it is no picture, film or sound that is known here"}
	if named {
		p.Message = "it is called one, and is no picture, film or sound"
	}
	if len(reading.Problems) > 0 {
		p.Code, p.Message = reading.Problems[0].Code, reading.Problems[0].Message
	}
	r.out.Problems = append(r.out.Problems, p)
	return nil
}

// Wanted reports whether a file becomes an asset.
func Wanted(r media.Reading) bool {
	return r.Kind == media.Video || r.Kind == media.Audio || r.Kind == media.Still
}

// keep puts an item into the batch and hands that on when it is full or old.
func (r *run) keep(ctx context.Context, item Item) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.batch) == 0 {
		r.since = time.Now()
	}
	r.batch = append(r.batch, item)
	r.out.Files++
	r.out.Bytes += item.Bytes
	if !item.Known {
		r.out.New++
	}
	if len(r.batch) < batchSize && time.Since(r.since) < batchWait {
		return nil
	}
	return r.flush(ctx)
}

// keepTwin holds a file back whose content came before in this run: that must be kept first.
func (r *run) keepTwin(item Item) {
	r.mu.Lock()
	defer r.mu.Unlock()
	item.Known = true
	r.twins = append(r.twins, item)
	r.out.Files++
	r.out.Bytes += item.Bytes
}

// flush hands on what waits.
func (r *run) flush(ctx context.Context) error {
	if len(r.batch) == 0 {
		return nil
	}
	items := r.batch
	r.batch = nil
	return r.job.Keep(ctx, items)
}

// absolute is a path as the system knows it, links followed.
func absolute(path string) (string, error) {
	real, err := filepath.EvalSymlinks(path)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return "", fault.New(fault.NotFound, "%s is not there", path).WithRemedy("Name a folder or file that is there.")
	}
	return real, nil
}
