package media

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// Studio makes clips with an ffmpeg and a font of this machine.
type Studio struct {
	ffmpeg   string
	font     string
	exiftool string // "" where there is none
}

// fontFiles are looked for where fontconfig does not answer: Debian, Fedora, macOS, Windows.
var fontFiles = []string{
	"/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
	"/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf",
	"/usr/share/fonts/dejavu-sans-mono-fonts/DejaVuSansMono.ttf",
	"/System/Library/Fonts/Menlo.ttc",
	`C:\Windows\Fonts\consola.ttf`,
}

// Open finds ffmpeg and a monospaced font. It returns fault.Unavailable, saying what to install,
// when one is missing.
func Open(ctx context.Context) (*Studio, error) {
	ffmpeg, err := exec.LookPath("ffmpeg")
	if err != nil {
		return nil, fault.New(fault.Unavailable, "ffmpeg is not installed").WithCause(err).
			WithRemedy("Install it: apt install ffmpeg, or brew install ffmpeg.")
	}
	font, err := findFont(ctx)
	if err != nil {
		return nil, err
	}
	exiftool, err := exec.LookPath("exiftool")
	if err != nil {
		exiftool = "" // stills then say nothing of themselves
	}
	return &Studio{ffmpeg: ffmpeg, font: font, exiftool: exiftool}, nil
}

// findFont asks fontconfig for a monospaced font file, then looks in the usual places.
func findFont(ctx context.Context) (string, error) {
	candidates := fontFiles
	if out, err := exec.CommandContext(ctx, "fc-match", "-f", "%{file}", "DejaVu Sans Mono").Output(); err == nil {
		candidates = append([]string{strings.TrimSpace(string(out))}, fontFiles...)
	}
	for _, file := range candidates {
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			return file, nil
		}
	}
	return "", fault.New(fault.Unavailable, "no font was found for the slates").
		WithRemedy("Install one: apt install fonts-dejavu-core.")
}

// Make writes the clip below dir and dates the file to the end of the recording. The file appears
// under its name only when it is complete. It returns fault.Cancelled when ctx ends, and
// fault.Unavailable with ffmpeg's own words when ffmpeg cannot make it.
func (s *Studio) Make(ctx context.Context, dir string, c Clip) error {
	target := filepath.Join(dir, filepath.FromSlash(c.Path()))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return fault.New(fault.Unavailable, "cannot make the folder of card %s", c.Card).WithCause(err)
	}
	part := filepath.Join(filepath.Dir(target), ".part-"+c.Name)
	defer os.Remove(part) // gone after the rename; only a failed clip leaves one
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, s.ffmpeg, c.arguments(s.font, part)...)
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return fault.New(fault.Cancelled, "stopped while making %s", c.Path()).WithCause(ctx.Err())
		}
		return fault.New(fault.Unavailable, "ffmpeg could not make %s: %s", c.Path(), strings.TrimSpace(said.String())).WithCause(err).
			WithRemedy("It needs libx264 and libfreetype; the ffmpeg of Debian and Homebrew has both.")
	}
	if err := s.expose(ctx, part, c); err != nil {
		return err
	}
	return finish(part, target, c)
}

// expose writes into a still what its camera would have: when it was taken, and by which camera. Without exiftool it stays without.
func (s *Studio) expose(ctx context.Context, part string, c Clip) error {
	if c.Kind != Still || s.exiftool == "" {
		return nil
	}
	out, err := exec.CommandContext(ctx, s.exiftool, "-q", "-overwrite_original", "-Make=SONY", "-Model=ILCE-7M4", "-SerialNumber=4401127", "-LensModel=FE 35mm F1.4 GM",
		"-DateTimeOriginal="+c.At.Format("2006:01:02 15:04:05"), "-OffsetTimeOriginal="+c.At.Format("-07:00"), "-ImageDescription="+c.Title, part).CombinedOutput()
	if err != nil {
		return fault.New(fault.Unavailable, "exiftool could not date %s: %s", c.Path(), strings.TrimSpace(string(out))).WithCause(err)
	}
	return nil
}

// finish syncs the part, dates it and gives it its name.
func finish(part, target string, c Clip) error {
	f, err := os.OpenFile(part, os.O_RDWR, 0)
	if err == nil {
		err = f.Sync()
		f.Close()
	}
	if err == nil {
		end := c.At.Add(time.Duration(c.Seconds) * time.Second)
		err = os.Chtimes(part, end, end)
	}
	if err == nil {
		err = os.Rename(part, target)
	}
	if err != nil {
		return fault.New(fault.Unavailable, "cannot finish %s", c.Path()).WithCause(err)
	}
	return nil
}
