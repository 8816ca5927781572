package media

import (
	"cmp"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// Options say what a Reader reads with. The zero value finds the programs and suits most machines.
type Options struct {
	FFprobe    string        // path of the program; "" is looked for, None does without
	ExifTool   string        // likewise
	Workers    int           // how many files are read at once, each by processes of its own; 0 is one a core
	Patience   time.Duration // for one file and one program; 0 is 20 s
	MostMemory int64         // of a process, in bytes; 0 is 1 GiB. It is held on Linux.

	// Quick reads stills by our own reader where it knows the format, which is much faster, and asks exiftool for the
	// rest alone. What makers write in their own notes is not read then: lens and serial number are missing of some.
	Quick bool
}

// None is in place of a program that is not to be used.
const None = "-"

// Reader reads files. Several goroutines may use one.
type Reader struct {
	o        Options
	turns    chan struct{}
	spawn    *spawner
	exiftool *line // nil where there is none
	own      *line // our own parsers
	links    *links
	close    sync.Once
}

// Open looks for the programs and makes a Reader. Processes are started when they are needed. What is not installed is
// no error: it is missing of each Reading. It returns unavailable where no folder for temporary files can be made.
func Open(o Options) (*Reader, error) {
	o.Workers = cmp.Or(max(0, o.Workers), runtime.GOMAXPROCS(0))
	o.Patience = cmp.Or(max(0, o.Patience), 20*time.Second)
	o.MostMemory = cmp.Or(max(0, o.MostMemory), 1<<30)
	o.FFprobe, o.ExifTool = found(o.FFprobe, "ffprobe"), found(o.ExifTool, "exiftool")
	l, err := newLinks()
	if err != nil {
		return nil, err
	}
	r := &Reader{o: o, turns: make(chan struct{}, o.Workers), spawn: newSpawner(o.MostMemory), links: l}
	r.own = newLine(r, ownCommand)
	if o.ExifTool != "" {
		r.exiftool = newLine(r, r.exiftoolCommand)
	}
	return r, nil
}

// found is the path of a program, or "" where there is none.
func found(path, name string) string {
	if path == None {
		return ""
	}
	path, err := exec.LookPath(cmp.Or(path, name))
	if err != nil && !errors.Is(err, exec.ErrDot) {
		return ""
	}
	return path
}

// Has tells which programs are used.
func (r *Reader) Has() (ffprobe, exiftool bool) { return r.o.FFprobe != "", r.exiftool != nil }

// Close ends the processes. Nothing may be read while it runs or later.
func (r *Reader) Close() error {
	r.close.Do(func() {
		r.own.close()
		if r.exiftool != nil {
			r.exiftool.close()
		}
		r.spawn.close()
		r.links.close()
	})
	return nil
}

// Read tells what a file is and says of itself. A file that is broken, of no known kind or not to be opened is a Reading
// with Problems. It returns not_found where there is no file, and cancelled.
func (r *Reader) Read(ctx context.Context, path string) (Reading, error) {
	select {
	case r.turns <- struct{}{}:
		defer func() { <-r.turns }()
	case <-ctx.Done():
		return Reading{}, stopped()
	}
	j := &job{Reader: r, ctx: ctx, tags: tags{}}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return Reading{}, fault.New(fault.Unavailable, "%s cannot be found", path).WithCause(err)
	}
	j.path = absolute
	if err := j.look(); err != nil {
		return Reading{}, err
	}
	if j.readable {
		j.ask()
	}
	if ctx.Err() != nil {
		return Reading{}, stopped()
	}
	j.conclude()
	return j.Reading, nil
}

func stopped() error { return fault.New(fault.Cancelled, "the reading of files was stopped") }

// job is the reading of one file.
type job struct {
	*Reader
	Reading
	ctx      context.Context //nolint:containedctx // a job is no longer than the call that made it
	path     string          // absolute
	readable bool
	form     form
	tags     tags // all that was read
	probed   *probe
}

// flaw notes once what is wrong.
func (j *job) flaw(code, message string) {
	for _, p := range j.Problems {
		if p.Code == code && p.Message == message {
			return
		}
	}
	const most = 20
	if len(j.Problems) < most {
		j.Problems = append(j.Problems, Flaw{Code: code, Message: short(message, 300)})
	}
}

// look opens the file and tells its kind by its first bytes. A link is not followed: it leads out of what was given.
func (j *job) look() error {
	about, err := os.Lstat(j.path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fault.New(fault.NotFound, "%s is not there", j.path).WithCause(err)
	case err != nil:
		j.Kind = Unknown
		j.flaw("unreadable", "it cannot be looked at: "+reason(err))
		return nil
	case !about.Mode().IsRegular():
		j.Kind = Unknown
		j.flaw("unreadable", "it is "+sort(about.Mode())+", not a file")
		return nil
	}
	j.Bytes = about.Size()
	head, err := firstBytes(j.path)
	if err != nil {
		j.Kind = Unknown
		j.flaw("unreadable", "it cannot be read: "+reason(err))
		return nil
	}
	j.form = sniff(head, j.path)
	j.Kind, j.Format = j.form.kind, j.form.format
	switch {
	case j.Bytes == 0:
		j.Kind, j.Format = Unknown, ""
		j.flaw("empty", "it has no bytes")
	case j.Kind == Unknown:
		j.flaw("not_media", "its content is of no known kind")
	default:
		j.readable = true
	}
	return nil
}

// sort says in words what is not a file.
func sort(mode os.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&os.ModeSymlink != 0:
		return "a link"
	case mode&os.ModeNamedPipe != 0:
		return "a pipe"
	default:
		return "a device"
	}
}

// reason is the error of the system without the path, which the caller knows.
func reason(err error) string {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// ask lets each program say what it knows that reads such files.
func (j *job) ask() {
	if j.form.demuxer != "" {
		j.askFFprobe()
	}
	complete := j.askOwn()
	if j.form.exif && j.ctx.Err() == nil && !(j.o.Quick && complete) {
		j.askExifTool()
	}
}
