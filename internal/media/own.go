package media

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// Our own parsers run in a process of their own too: the same program, started once more with a sign in its
// environment. What crashes or swells it costs one file. The sign is looked for as the program begins, so that every
// program that reads media can do so, tests too.
const ownSign = "BTS_MEDIA_PARSERS"

func init() { //nolint:gochecknoinits // see above
	if os.Getenv(ownSign) != "" {
		serve(os.Stdin, os.Stdout)
		os.Exit(0)
	}
}

func ownCommand() *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	cmd := exec.Command(self) //nolint:gosec,noctx // it is ourselves; the line watches over it
	cmd.Env = append(quiet(), ownSign+"=1", "GOMAXPROCS=1", "GOTRACEBACK=none")
	return cmd
}

// ask is what is put to the process of our own parsers.
type question struct {
	Path   string `json:"path"`
	Format string `json:"format"`
	Still  bool   `json:"still"` // EXIF, IPTC and XMP are wanted too
}

// told is what our own parsers read of a file.
type told struct {
	Tags     map[string]any `json:"tags"`
	Flaws    []Flaw         `json:"flaws"`
	Complete bool           `json:"complete"` // all was read that the still says by the standards
}

// put keeps a value that is not blank.
func (t *told) put(key string, value any) {
	if s, ok := value.(string); ok {
		value = strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD"))
		if value == "" {
			return
		}
	}
	if _, there := t.Tags[key]; !there && len(t.Tags) < mostFields {
		t.Tags[key] = value
	}
}

func (t *told) flaw(code, format string, args ...any) {
	t.Flaws = append(t.Flaws, Flaw{Code: code, Message: fmt.Sprintf(format, args...)})
}

// askOwn lets our own parsers read the file. It tells whether exiftool has little to add.
func (j *job) askOwn() (complete bool) {
	if !j.form.own || j.ctx.Err() != nil {
		return false
	}
	text, err := json.Marshal(question{Path: j.path, Format: j.form.format, Still: j.exiftool == nil || j.o.Quick})
	if err != nil {
		return false
	}
	answer, err := j.own.ask(j.ctx, append(text, '\n'))
	switch {
	case j.ctx.Err() != nil:
		return false
	case errors.Is(err, errSlow):
		j.flaw("too_slow", "its structure could not be read in time")
		return false
	case errors.Is(err, errFlood):
		j.flaw("too_large", "it says more of itself than is kept")
		return false
	case err != nil:
		j.flaw("corrupt", "its structure cannot be read")
		return false
	}
	var t told
	d := json.NewDecoder(bytes.NewReader(answer))
	d.UseNumber()
	if err := d.Decode(&t); err != nil {
		j.flaw("corrupt", "its structure cannot be read")
		return false
	}
	for key, value := range t.Tags {
		j.tags.put("bts", key, value)
	}
	for _, f := range t.Flaws {
		j.flaw(f.Code, f.Message)
	}
	return t.Complete
}

// serve answers questions until there are no more.
func serve(in io.Reader, out io.Writer) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	var asked []byte
	for lines.Scan() {
		line := lines.Bytes()
		n, end := bytes.CutPrefix(line, []byte("-execute"))
		if !end {
			asked = bytes.Clone(line)
			continue
		}
		answer, err := json.Marshal(answerTo(asked))
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(out, "%s\n{ready%s}\n", answer, n); err != nil {
			return
		}
	}
}

func answerTo(asked []byte) *told {
	t := &told{Tags: map[string]any{}}
	var q question
	if err := json.Unmarshal(asked, &q); err != nil {
		t.flaw("unreadable", "the question cannot be read")
		return t
	}
	f, err := os.OpenFile(q.Path, os.O_RDONLY|noWait, 0)
	if err != nil {
		t.flaw("unreadable", "it cannot be read: %s", reason(err))
		return t
	}
	defer f.Close()
	about, err := f.Stat()
	if err != nil || !about.Mode().IsRegular() {
		t.flaw("unreadable", "it is no file")
		return t
	}
	t.read(q, f, about.Size())
	return t
}

// parsers by format. Each keeps what it finds and says what does not hold.
func (t *told) read(q question, f io.ReaderAt, size int64) {
	switch q.Format {
	case "wav", "rf64":
		t.wave(f, size)
	case "mov", "mp4", "m4v", "3gp", "m4a", "braw", "crm", "lrv", "lrf", "heic", "heif", "avif", "cr3":
		t.isobmff(f, size)
	case "camera_xml":
		t.cameraXML(whole(f, size))
	case "drone_srt":
		t.drone(whole(f, size))
	case "gpmf":
		t.gpmf(whole(f, size))
	case "jpeg", "thm":
		t.jpeg(f, size)
	case "png":
		t.png(f, size)
	case "webp", "avi":
		t.riff(f, size)
	}
	if q.Still {
		t.still(q.Format, io.NewSectionReader(f, 0, size))
	}
}

// mostWhole is how much is read of files that are small by their nature.
const mostWhole = 4 << 20

// whole is the file, or its begin.
func whole(f io.ReaderAt, size int64) []byte {
	text := make([]byte, min(size, mostWhole))
	n, _ := f.ReadAt(text, 0) // what is missing was lost since its size was read
	return text[:n]
}
