package office

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fixity"
	"github.com/btsdirector/bts/internal/medium"
	"github.com/btsdirector/bts/internal/production"
)

// VerifyPastCache proves a folder as fixity.Verify does, and reads the files from the medium and not from the system's
// memory, as far as the drive lets it. It returns the errors of that.
func VerifyPastCache(ctx context.Context, o fixity.Options) (fixity.Report, error) {
	if info, err := os.Stat(o.Folder); err != nil || !info.IsDir() {
		return fixity.Verify(ctx, o) // which says what is wrong with it
	}
	folder, err := medium.Open(o.Folder)
	if err != nil {
		return fixity.Report{}, err
	}
	o.Open = func(name string) (io.ReadCloser, error) {
		f, err := folder.Read(name)
		return &inTurn{File: f}, err
	}
	defer debug.SetGCPercent(debug.SetGCPercent(40)) // most of the memory are the lists, which stay
	report, err := fixity.Verify(ctx, o)
	report.Cached = folder.Cached()
	return report, errors.Join(err, folder.Close())
}

// inTurn reads a file of a medium from its beginning to its end.
type inTurn struct {
	medium.File
	at int64
}

// Read reads on.
func (f *inTurn) Read(b []byte) (int, error) {
	n, err := f.ReadAt(b, f.at)
	f.at += int64(n)
	return n, err
}

// wasRead is what a proof that was interrupted has read already. It lies on the machine that reads, and is worth nothing
// elsewhere: there all is read anew.
type wasRead struct {
	mu    sync.Mutex
	files map[string]readFile
	out   *os.File
	lines *bufio.Writer
}

// readFile is one line of it.
type readFile struct {
	Path     string       `json:"path"`
	Size     int64        `json:"size"`
	Modified time.Time    `json:"modified"`
	Sums     []digest.Sum `json:"sums"`
}

// proofPath is where the files of a proof are noted.
func proofPath(id production.TaskID) string {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "bts-proofs", string(id))
}

// openWasRead reads what is noted and goes on noting. A line that was cut off is passed over.
func openWasRead(id production.TaskID) (*wasRead, error) {
	w := &wasRead{files: map[string]readFile{}}
	path := proofPath(id)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	forgetReads(filepath.Dir(path))
	out, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600) //nolint:gosec // made of an id
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var f readFile
		if json.Unmarshal(lines.Bytes(), &f) == nil {
			w.files[f.Path] = f
		}
	}
	w.out, w.lines = out, bufio.NewWriter(out)
	_, err = w.lines.WriteString("\n") // ends a line that was cut off
	return w, err
}

// forgetReads takes away what nobody went on with for a month.
func forgetReads(dir string) {
	list, err := os.ReadDir(dir)
	if err != nil {
		return // there is nothing to forget
	}
	for _, e := range list {
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > 30*24*time.Hour {
			_ = os.Remove(filepath.Join(dir, e.Name())) // it is tried again the next time
		}
	}
}

// before is for fixity.Options: what was read of a file, while it is as it was then.
func (w *wasRead) before(name string, size int64, modified time.Time, formats []digest.Format) (sums []digest.Sum) {
	f, ok := w.files[name]
	if !ok || f.Size != size || !f.Modified.Equal(modified) {
		return nil
	}
	for _, format := range formats {
		sum, ok := digest.Find(f.Sums, format)
		if !ok {
			return nil
		}
		sums = append(sums, sum)
	}
	return sums
}

// noted is for fixity.Options.
func (w *wasRead) noted(name string, size int64, modified time.Time, sums []digest.Sum) {
	text, err := json.Marshal(readFile{name, size, modified, sums})
	if err != nil {
		return // it will be read again
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	_, _ = w.lines.Write(append(text, '\n')) // what is not noted is read again
}

// close ends it; over tells that nothing will go on with it.
func (w *wasRead) close(over bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	_ = errors.Join(w.lines.Flush(), w.out.Close()) // what is not noted is read again
	if over {
		_ = os.Remove(w.out.Name()) // it lies in a folder for what can be lost
	}
}
