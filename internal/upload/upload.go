// Package upload keeps files that come over the network piece by piece, until they are whole.
//
// What has come stays, whatever breaks: a connection, the browser, this process. Whoever sends asks how much is here and
// goes on from there, as the tus protocol 1.0 has it (tus.io). A whole file is handed on and then removed from here.
package upload

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Upload is a file on its way.
type Upload struct {
	ID         string                  `json:"id"`
	Production production.ProductionID `json:"production"`
	User       production.UserID       `json:"user"`     // who sends it; nobody else sees it
	Name       string                  `json:"name"`     // of the file, without a path
	Folder     string                  `json:"folder"`   // below the folder that was chosen, with slashes; "" for none
	Bytes      int64                   `json:"bytes"`    // of the whole file
	Modified   time.Time               `json:"modified"` // by the sender's clock, zero unknown
	Card       production.CardID       `json:"card"`
	MadeAt     time.Time               `json:"made_at"`

	Have int64 `json:"-"` // that are here
}

// Whole reports whether all of it is here.
func (u Upload) Whole() bool { return u.Have == u.Bytes }

// Shelf is a folder for uploads. Its methods may be called from several goroutines.
type Shelf struct {
	root *os.Root
	dir  string

	mu   sync.Mutex
	busy map[string]bool // uploads that somebody writes to
}

// Open opens the shelf in a folder, made when it is not there. It returns fault.Unavailable when the folder cannot be used.
func Open(dir string) (*Shelf, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, unusable(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, unusable(err)
	}
	return &Shelf{root: root, dir: dir, busy: map[string]bool{}}, nil
}

// Close lets go of the folder.
func (s *Shelf) Close() error { return s.root.Close() }

// Bounds of what is taken.
const (
	longestName = 255
	longestPath = 1024
	mostBytes   = 16 << 40
)

// Make begins an upload: its ID and MadeAt are set. It returns fault.Invalid for a name or size that cannot be.
func (s *Shelf) Make(u Upload, now time.Time) (Upload, error) {
	u.Name = path.Base(strings.ReplaceAll(u.Name, `\`, "/"))
	u.Folder = strings.Trim(path.Clean("/"+strings.ReplaceAll(u.Folder, `\`, "/")), "/")
	switch {
	case u.Name == "." || u.Name == "/" || u.Name == ".." || len(u.Name) > longestName || !utf8.ValidString(u.Name) || strings.ContainsFunc(u.Name, control):
		return u, fault.New(fault.Invalid, "%.80q cannot be the name of a file", u.Name).WithRemedy("Give it a name of at most %d bytes.", longestName)
	case len(u.Folder) > longestPath || !utf8.ValidString(u.Folder) || strings.ContainsFunc(u.Folder, control):
		return u, fault.New(fault.Invalid, "the folder of %.80q cannot be", u.Name)
	case u.Bytes < 0 || u.Bytes > mostBytes:
		return u, fault.New(fault.Invalid, "a file of %d bytes cannot be", u.Bytes).WithRemedy("Say how long it is before sending it.")
	}
	if free := room(s.dir); free >= 0 && free < u.Bytes+reserve {
		return u, fault.New(fault.Unavailable, "there is no room for %s: it needs %d bytes, and %d are free", u.Name, u.Bytes, max(0, free-reserve)).
			WithRemedy("Free space where the data folder lies.")
	}
	u.ID, u.MadeAt, u.Have = uuid.NewString(), now.UTC(), 0
	text, err := json.Marshal(u)
	if err != nil {
		return u, fault.Wrap(err, "upload.Make")
	}
	part, err := s.root.OpenFile(u.ID+partEnd, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err == nil {
		err = part.Close()
	}
	if err == nil {
		err = s.root.WriteFile(u.ID+noteEnd, text, 0o600)
	}
	if err != nil {
		return u, unusable(err)
	}
	return u, nil
}

// reserve is what stays free for everything else on the disk.
const reserve = 256 << 20

func control(r rune) bool { return r < ' ' || r == 0x7f }

// Ends of the names of an upload's two files.
const (
	partEnd = ".part"
	noteEnd = ".json"

	namedEnd = ".named" // of a folder
)

// Find is an upload, or fault.NotFound.
func (s *Shelf) Find(id string) (Upload, error) {
	var u Upload
	none := fault.New(fault.NotFound, "there is no such upload").WithRemedy("Begin it again.")
	if parsed, err := uuid.Parse(id); err != nil || parsed.String() != id {
		return u, none
	}
	text, err := s.root.ReadFile(id + noteEnd)
	if errors.Is(err, fs.ErrNotExist) {
		return u, none
	}
	if err != nil {
		return u, unusable(err)
	}
	if err := json.Unmarshal(text, &u); err != nil {
		return u, none // it was interrupted while it was begun
	}
	info, err := s.root.Stat(id + partEnd)
	if err != nil {
		return u, none
	}
	u.Have = info.Size()
	return u, nil
}

// Append adds what comes to an upload, from the byte on that it has already, and brings it to the medium. What came stays also when
// r breaks off; its error is returned. Another offset than that is fault.Conflict, as is somebody else writing. More than the whole
// file is fault.Invalid, and of such a piece nothing stays.
func (s *Shelf) Append(ctx context.Context, id string, offset int64, r io.Reader) (Upload, error) {
	if !s.hold(id) {
		return Upload{}, fault.New(fault.Conflict, "this upload is being written already").WithRemedy("Wait a moment and ask how much of it is here.")
	}
	defer s.release(id)
	u, err := s.Find(id)
	if err != nil {
		return u, err
	}
	if offset != u.Have {
		return u, fault.New(fault.Conflict, "the upload has %d bytes, not %d", u.Have, offset).WithRemedy("Go on from byte %d.", u.Have)
	}
	part, err := s.root.OpenFile(id+partEnd, os.O_WRONLY, 0o600)
	if err != nil {
		return u, unusable(err)
	}
	defer part.Close() // closed below on the good way
	if _, err := part.Seek(offset, io.SeekStart); err != nil {
		return u, unusable(err)
	}
	source := &stoppable{ctx: ctx, from: r}
	n, err := io.Copy(part, io.LimitReader(source, u.Bytes-offset+1))
	if n > u.Bytes-offset {
		if err := part.Truncate(offset); err != nil {
			return u, unusable(err)
		}
		return u, fault.New(fault.Invalid, "more came than the %d bytes of the whole file", u.Bytes).WithRemedy("Begin it again with its right length.")
	}
	if source.err == nil && err != nil {
		return u, unusable(err)
	}
	if err := errors.Join(part.Sync(), part.Close()); err != nil {
		return u, unusable(err)
	}
	u.Have += n
	return u, source.err
}

func (s *Shelf) hold(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy[id] {
		return false
	}
	s.busy[id] = true
	return true
}

func (s *Shelf) release(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.busy, id)
}

// Path is where the bytes of an upload lie.
func (s *Shelf) Path(id string) string { return filepath.Join(s.dir, id+partEnd) }

// Named gives the bytes of an upload the name that the file has, for programs that go by it. done takes the name back.
func (s *Shelf) Named(u Upload) (file string, done func(), err error) {
	folder := u.ID + namedEnd
	if err := s.root.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", nil, unusable(err)
	}
	done = func() { _ = s.root.RemoveAll(folder) } // what stays goes with the upload
	if err := s.root.Link(u.ID+partEnd, path.Join(folder, u.Name)); err != nil && !errors.Is(err, fs.ErrExist) {
		done()
		return "", nil, unusable(err)
	}
	return filepath.Join(s.dir, folder, u.Name), done, nil
}

// Remove forgets an upload and what came of it. One that is not there is passed over; one that is being written is fault.Conflict.
func (s *Shelf) Remove(id string) error {
	if parsed, err := uuid.Parse(id); err != nil || parsed.String() != id {
		return nil
	}
	if !s.hold(id) {
		return fault.New(fault.Conflict, "this upload is being written")
	}
	defer s.release(id)
	for _, name := range []string{id + namedEnd, id + noteEnd, id + partEnd} {
		if err := s.root.RemoveAll(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return unusable(err)
		}
	}
	return nil
}

// Lying is an upload and when something of it last came.
type Lying struct {
	Upload
	At time.Time
}

// All are the uploads that lie here, in no order.
func (s *Shelf) All() ([]Lying, error) {
	folder, err := s.root.Open(".")
	if err != nil {
		return nil, unusable(err)
	}
	defer folder.Close()
	entries, err := folder.ReadDir(-1)
	if err != nil {
		return nil, unusable(err)
	}
	var all []Lying
	for _, entry := range entries {
		id, part := strings.CutSuffix(entry.Name(), partEnd)
		info, err := entry.Info()
		if !part || err != nil {
			continue
		}
		u, err := s.Find(id)
		if fault.Is(err, fault.NotFound) {
			u = Upload{ID: id} // it was interrupted while it was begun
		} else if err != nil {
			return nil, err
		}
		all = append(all, Lying{u, info.ModTime()})
	}
	return all, nil
}

// stoppable reads until its context ends, and remembers that it was the source that failed.
type stoppable struct {
	ctx  context.Context
	from io.Reader
	err  error
}

// Read reads from the source.
func (s *stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		s.err = err
		return 0, err
	}
	n, err := s.from.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

func unusable(err error) error {
	return fault.New(fault.Unavailable, "the folder for uploads cannot be used").WithCause(err).WithRemedy("Check that its disk is there, has room and may be written. Nothing that came is lost.")
}
