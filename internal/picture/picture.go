// Package picture takes small pictures out of recordings, for a person who wants to see what is on a card.
//
// The work is done by ffmpeg in a process of its own, with a time limit, with its container named and not guessed, and
// without the network: what is on a card is not to be trusted. A recording that makes it crash, hang or swell costs its
// own picture and nothing else. Without ffmpeg there are no pictures.
package picture

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"image/jpeg"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// Tool is ffmpeg, as it is found.
type Tool struct {
	Path     string        // of the program
	Patience time.Duration // for one picture; 0 is 15 s
	Width    int           // of the pictures, in dots; 0 is 320
}

// Find looks for ffmpeg. It returns unavailable where there is none.
func Find() (Tool, error) {
	path, err := exec.LookPath("ffmpeg")
	if err != nil {
		return Tool{}, fault.New(fault.Unavailable, "ffmpeg is not installed").WithRemedy("Install ffmpeg to see pictures of the clips.")
	}
	return Tool{Path: path}, nil
}

// formats are the demuxers of ffmpeg by extension: none is guessed from what a file holds.
var formats = map[string]string{
	"mp4": "mov", "mov": "mov", "m4v": "mov", "3gp": "mov", "360": "mov", "insv": "mov", "lrv": "mov", "lrf": "mov", "mxf": "mxf",
	"mts": "mpegts", "m2ts": "mpegts", "m2t": "mpegts", "avi": "avi", "dv": "dv", "mkv": "matroska", "webm": "matroska", "wmv": "asf",
	"jpg": "jpeg_pipe", "jpeg": "jpeg_pipe", "thm": "jpeg_pipe", "insp": "jpeg_pipe", "mpo": "jpeg_pipe", "png": "png_pipe",
	"tif": "tiff_pipe", "tiff": "tiff_pipe", "webp": "webp_pipe", "bmp": "bmp_pipe", "exr": "exr_pipe",
}

// raws are stills that carry a picture of themselves.
var raws = map[string]bool{
	"dng": true, "cr2": true, "cr3": true, "crw": true, "nef": true, "nrw": true, "arw": true, "sr2": true, "raf": true, "rw2": true, "orf": true,
	"pef": true, "x3f": true, "iiq": true, "3fr": true, "fff": true, "rwl": true, "srw": true, "gpr": true, "heic": true, "heif": true, "hif": true,
}

// Can tells whether a picture may be taken from a file of this name.
func Can(name string) bool {
	ext := extension(name)
	return formats[ext] != "" || raws[ext]
}

func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
}

// The most that is believed.
const (
	mostBytes = 4 << 20 // of a picture
	mostTold  = 4 << 10 // of what ffmpeg says
)

// Take makes a JPEG out of a recording, no wider than t.Width and no higher than that. Of a film it is a frame a second
// after its begin, or the first. It returns invalid where no picture can be made of it, unavailable where the file
// cannot be read, and cancelled.
func (t Tool) Take(ctx context.Context, path string) ([]byte, error) {
	ext := extension(path)
	if raws[ext] {
		return t.preview(ctx, path)
	}
	format, ok := formats[ext]
	if !ok {
		return nil, fault.New(fault.Invalid, "of a file .%s no picture is made", ext)
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "%s cannot be found", path).WithCause(err)
	}
	input := []string{"-f", format, "-i", "file:" + absolute} // whatever it is called, it is a file
	if strings.HasSuffix(format, "_pipe") {
		return t.run(ctx, input, nil)
	}
	made, err := t.run(ctx, append([]string{"-ss", "1"}, input...), nil)
	if err != nil && ctx.Err() == nil && !errors.Is(err, errTooSlow) {
		made, err = t.run(ctx, input, nil) // it is shorter than a second
	}
	return made, err
}

// preview makes the picture of a still from the one that it carries.
func (t Tool) preview(ctx context.Context, path string) ([]byte, error) {
	still, err := os.Open(path)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "%s cannot be read", path).WithCause(err)
	}
	defer func() { _ = still.Close() }() // it was only read
	at, err := embedded(still)
	if err != nil {
		return nil, err
	}
	return t.run(ctx, []string{"-f", "jpeg_pipe", "-i", "pipe:0"}, io.NewSectionReader(still, at, window))
}

var errTooSlow = errors.New("it took too long")

// run starts ffmpeg for one picture and watches over it.
func (t Tool) run(ctx context.Context, input []string, from io.Reader) ([]byte, error) {
	limited, cancel := context.WithTimeout(ctx, cmp.Or(t.Patience, 15*time.Second))
	defer cancel()
	cmd := exec.CommandContext(limited, t.Path, t.arguments(input)...) //nolint:gosec // a list of arguments, no shell reads them
	out, told := &limit{most: mostBytes}, &limit{most: mostTold, drop: true}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = from, out, told
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "HOME=" + os.TempDir()}
	cmd.WaitDelay = time.Second
	alone(cmd)
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, fault.New(fault.Cancelled, "the taking of pictures was stopped")
	case limited.Err() != nil:
		return nil, fault.New(fault.Invalid, "no picture came of it in time").WithCause(errTooSlow)
	case err != nil && out.Len() == 0:
		return nil, fault.New(fault.Invalid, "no picture can be made of it").WithCause(firstLine(told.String(), err))
	}
	return checked(out.Bytes())
}

// arguments for one picture: the input, then what is made of it.
func (t Tool) arguments(input []string) []string {
	width := cmp.Or(t.Width, 320)
	args := []string{
		"-nostdin", "-hide_banner", "-loglevel", "error", "-protocol_whitelist", "file,pipe", "-max_alloc", "536870912", "-threads", "1",
		"-probesize", "20000000", "-analyzeduration", "5000000",
	}
	args = append(args, input...)
	return append(args, "-map", "0:v:0", "-frames:v", "1", "-an", "-sn", "-dn", "-vf", scale(width), "-threads", "1", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "5", "-map_metadata", "-1", "-f", "image2pipe", "pipe:1")
}

// checked believes only a JPEG of a sensible size.
func checked(made []byte) ([]byte, error) {
	about, err := jpeg.DecodeConfig(bytes.NewReader(made))
	if err != nil || about.Width < 2 || about.Height < 2 || about.Width > 4096 || about.Height > 4096 {
		return nil, fault.New(fault.Invalid, "no picture can be made of it").WithCause(err)
	}
	return made, nil
}

func firstLine(told string, err error) error {
	if line, _, _ := strings.Cut(strings.TrimSpace(told), "\n"); line != "" {
		return errors.New(line)
	}
	return err
}

// limit keeps the first bytes of what is written to it. The rest is dropped, or ends the writer.
type limit struct {
	bytes.Buffer
	most int
	drop bool
}

func (l *limit) Write(b []byte) (int, error) {
	kept := b[:min(len(b), l.most-l.Len())]
	l.Buffer.Write(kept)
	if len(kept) < len(b) && !l.drop {
		return len(kept), errors.New("it is too much")
	}
	return len(b), nil
}
