// Package derive makes what clips, stills and recordings are looked at by: small pictures, a strip of pictures, a film or sound to
// play, the shape of the sound. Originals are only read.
//
// Everything of a clip comes from one reading and one decoding of it, by ffmpeg in a process of its own: without network, with a
// limit of time, and with the memory that one picture may take bounded. docs/formats/derivatives.md has the recipes.
package derive

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/media"
)

// Recipe counts the ways in which things were made here; what an older one made may be made again.
const Recipe = 2

// Role is what something that was made is for.
type Role string

// The roles.
const (
	Small  Role = "small"  // at most 320 dots on the longer side
	Medium Role = "medium" // 1280
	Large  Role = "large"  // 2560, of stills alone
	Strip  Role = "strip"  // pictures of a clip from its beginning to its end, in rows, in one picture
	Wave   Role = "wave"   // loudest and softest sample of each piece of the sound, see Shape
	Proxy  Role = "proxy"  // a film of at most 1280 by 720, or a sound, that browsers play
)

// Output is something that was made.
type Output struct {
	Role    Role
	File    string // in the folder that was given
	MIME    string
	Width   int
	Height  int
	Frames  int // of a strip
	Columns int // of a strip
}

// Want says what is made.
type Want struct {
	First bool // one small picture alone, as fast as it can be had
	Proxy bool // a film or sound to play, beside the pictures
	Burn  bool // timecode and reel in the picture of the film
}

// Tool makes things. Its methods may be called from several goroutines.
type Tool struct {
	FFmpeg  string        // path of the program
	Slowest float64       // how many times its own length a clip may take; 0 is 20
	Least   time.Duration // that anything may take; 0 is two minutes
	Threads int           // for each ffmpeg; 0 is one
}

// Find looks for ffmpeg. It returns fault.Unavailable where there is none.
func Find() (Tool, error) {
	path, err := exec.LookPath("ffmpeg")
	if err != nil {
		return Tool{}, fault.New(fault.Unavailable, "ffmpeg is not installed").WithRemedy("Install ffmpeg; then pictures and films to look at are made.")
	}
	return Tool{FFmpeg: path}, nil
}

// Make makes what is wanted of a file into a folder, which must be there, and tells how many seconds of the recording are done. It
// returns fault.Corrupt where nothing can be made of the file, however often it is tried; fault.Unavailable where the file or
// the folder cannot be used; and fault.Cancelled. What it leaves in the folder after an error is of no use.
func (t Tool) Make(ctx context.Context, path string, r media.Reading, want Want, into string, report func(done, total float64)) ([]Output, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "the file cannot be found").WithCause(err)
	}
	info, err := os.Stat(absolute)
	if err != nil || !info.Mode().IsRegular() {
		return nil, fault.New(fault.Unavailable, "the file cannot be read").WithCause(err)
	}
	if report == nil {
		report = func(float64, float64) {}
	}
	job := job{Tool: t, path: absolute, about: r, want: want, into: into, report: report}
	switch r.Kind {
	case media.Still:
		return job.still(ctx)
	case media.Video:
		if want.First {
			return job.firstOfClip(ctx)
		}
		return job.clip(ctx)
	case media.Audio:
		return job.sound(ctx)
	}
	return nil, fault.New(fault.Corrupt, "nothing to look at can be made of it")
}

// job is one making.
type job struct {
	Tool
	path   string
	about  media.Reading
	want   Want
	into   string
	report func(done, total float64)
}

func (j job) file(name string) string { return filepath.Join(j.into, name) }
