package derive

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"image"
	_ "image/jpeg" // outputs are measured
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// mostAlloc is the largest piece of memory that ffmpeg may take at once, in bytes: a picture of 24,000 by 16,000 dots in 8 bit fits.
const mostAlloc = 1 << 30

// run starts ffmpeg and watches over it. from is its standard input, nil for none.
func (j job) run(ctx context.Context, from io.Reader, args ...string) error {
	limited, cancel := context.WithTimeout(ctx, j.patience())
	defer cancel()
	threads := strconv.Itoa(max(1, j.Threads))
	all := append([]string{
		"-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-protocol_whitelist", "file,pipe", "-max_alloc", strconv.Itoa(mostAlloc), "-threads", threads,
		"-filter_threads", threads, "-filter_complex_threads", threads, "-progress", "pipe:1", "-stats_period", "0.5",
	}, args...)
	cmd := exec.CommandContext(limited, j.FFmpeg, all...) //nolint:gosec // a list of arguments, no shell reads them
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "HOME=" + os.TempDir()}
	cmd.Stdin, cmd.WaitDelay = from, time.Second
	told := &tail{most: 4 << 10}
	cmd.Stderr = told
	alone(cmd)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return fault.New(fault.Unavailable, "ffmpeg cannot be started").WithCause(err).WithRemedy("Look with bts doctor.")
	}
	politely(cmd)
	j.listen(out)
	err = cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return fault.New(fault.Cancelled, "the making was stopped")
	case limited.Err() != nil:
		return fault.New(fault.Corrupt, "it took too long to decode, as broken or hostile files do")
	case err == nil:
		return nil
	case strings.Contains(told.String(), "No space left"):
		return fault.New(fault.Unavailable, "there is no room for what is made").WithRemedy("Free space in the folder for temporary files.")
	}
	return fault.New(fault.Corrupt, "it cannot be decoded").WithCause(errors.New(cmp.Or(told.first(), err.Error())))
}

// patience is how long a run may take.
func (j job) patience() time.Duration {
	length := time.Duration(j.about.Duration.Seconds() * cmp.Or(j.Slowest, 20) * float64(time.Second))
	return max(length, cmp.Or(j.Least, 2*time.Minute))
}

// listen reads what ffmpeg says of its progress.
func (j job) listen(out io.Reader) {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if text, is := strings.CutPrefix(lines.Text(), "out_time_us="); is {
			if us, err := strconv.ParseInt(text, 10, 64); err == nil && us > 0 {
				total := j.about.Duration.Seconds()
				j.report(min(float64(us)/1e6, total), total)
			}
		}
	}
	_, _ = io.Copy(io.Discard, out) // a line that was too long ends the scanning and nothing else
}

// tail keeps the last bytes of what is written to it.
type tail struct {
	kept bytes.Buffer
	most int
}

// Write takes everything.
func (t *tail) Write(b []byte) (int, error) {
	t.kept.Write(b)
	if over := t.kept.Len() - t.most; over > 0 {
		t.kept.Next(over)
	}
	return len(b), nil
}

func (t *tail) String() string { return t.kept.String() }

func (t *tail) first() string {
	line, _, _ := strings.Cut(strings.TrimSpace(t.kept.String()), "\n")
	return line
}

// pictures are those of the outputs that are there, with their sizes; of none it is fault.Corrupt.
func (j job) pictures(outputs ...Output) ([]Output, error) {
	var made []Output
	for _, o := range outputs {
		file, err := os.Open(o.File)
		if err != nil {
			continue
		}
		about, _, err := image.DecodeConfig(file)
		file.Close()
		if err == nil && about.Width > 0 && about.Height > 0 {
			o.Width, o.Height, o.MIME = about.Width, about.Height, "image/jpeg"
			made = append(made, o)
		}
	}
	if len(made) == 0 {
		return nil, fault.New(fault.Corrupt, "it holds no picture that can be decoded")
	}
	return made, nil
}
