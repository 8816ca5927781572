// Package medium reads and writes files as an offload needs it: past the page cache, so that what is
// read back comes from the drive; in aligned buffers; with space set aside before it is written.
//
// A Folder is one folder of a medium and everything below. Names are relative to it, with slashes, and
// never lead out of it (os.Root).
package medium

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"sync/atomic"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// Entry is one thing in a folder. A link is not followed.
type Entry struct {
	Name     string // below the folder, with slashes; the bytes that the file system gave
	Size     int64  // bytes, of a file
	Mode     fs.FileMode
	Modified time.Time
}

// File is an open file. Reading and writing past the cache wants buffers of a Pool, offsets that are
// multiples of Align and lengths that are, too; the last write may be longer than what is kept (Truncate).
type File interface {
	io.ReaderAt
	io.WriterAt
	Truncate(size int64) error
	Keep(e Entry) error // gives it the permissions and times of e
	Sync() error        // waits until data and size are on the medium
	Close() error
}

// Log is a file that is only written at its end.
type Log interface {
	io.WriteCloser
	Sync() error
}

// Hold takes the folder at path for this program alone, as far as other programs ask by Hold, too; nothing is
// written to it. It returns conflict where another has it. Release gives it back; it ends with the program as well.
func Hold(path string) (release func(), err error) {
	name, err := holdName(path)
	if err != nil {
		return nil, said(err, path)
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "%s cannot be taken hold of", path).WithCause(err)
	}
	if err := hold(f); err != nil {
		_ = f.Close() // nothing was written
		return nil, fault.New(fault.Conflict, "%s is being read by another run", path).WithRemedy("Wait for it, or stop it.").Because(err)
	}
	return func() { _ = f.Close() }, nil // closing lets go of it
}

// Folder is a folder of a medium.
type Folder struct {
	root   *os.Root
	path   string
	dirs   dirs
	cached atomic.Bool // some file was read or written through the cache and could not be dropped from it
}

// Open gives the folder at path. It returns not found, invalid where path is no folder, or unavailable.
func Open(path string) (*Folder, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, said(err, path)
	}
	return &Folder{root: root, path: path}, nil
}

// Path is where the folder is.
func (d *Folder) Path() string { return d.path }

// Cached tells whether something went through the page cache that could not be kept out of it, so that
// reading back may not have reached the medium.
func (d *Folder) Cached() bool { return d.cached.Load() }

// Close ends the use of the folder.
func (d *Folder) Close() error { return errors.Join(d.dirs.close(), d.root.Close()) }

// List gives what is in a folder, "." being the folder itself, sorted by name.
func (d *Folder) List(name string) ([]Entry, error) {
	dir, err := d.root.Open(name) // fs.ReadDir would refuse names that are no UTF-8
	if err != nil {
		return nil, err
	}
	list, err := dir.ReadDir(-1)
	if err := errors.Join(err, dir.Close()); err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	entries := make([]Entry, 0, len(list))
	for _, one := range list {
		info, err := one.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // gone since
		}
		if err != nil {
			return nil, err
		}
		entries = append(entries, entryOf(path.Join(name, one.Name()), info))
	}
	return entries, nil
}

// Stat looks at one thing without following a link. It returns an error that is fs.ErrNotExist where there is none.
func (d *Folder) Stat(name string) (Entry, error) {
	info, err := d.root.Lstat(name)
	if err != nil {
		return Entry{}, err
	}
	return entryOf(name, info), nil
}

func entryOf(name string, info fs.FileInfo) Entry {
	return Entry{Name: name, Size: info.Size(), Mode: info.Mode(), Modified: info.ModTime()}
}

// Read opens a file for reading past the cache.
func (d *Folder) Read(name string) (File, error) {
	return d.open(name, os.O_RDONLY, 0)
}

// Create makes a new file for writing past the cache, with size bytes set aside for it. It returns an
// error that is fs.ErrExist where there is one of this name.
func (d *Folder) Create(name string, size int64) (File, error) {
	return d.open(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, size)
}

// CreateSmall makes a new file that is written as usual: for small files it is quicker when the system writes many
// of them together. Settle waits for it; reading past the cache then finds it on the medium.
func (d *Folder) CreateSmall(name string) (File, error) {
	f, _, err := d.openIn(name, os.O_RDWR|os.O_CREATE|os.O_EXCL)
	if err != nil {
		return nil, err
	}
	return newSmall(f, d), nil
}

// Continue opens a file that is there, to write on.
func (d *Folder) Continue(name string) (File, error) { return d.open(name, os.O_RDWR, 0) }

func (d *Folder) open(name string, flag int, size int64) (File, error) {
	f, direct, err := d.openDirect(name, flag)
	if err != nil {
		return nil, err
	}
	if size > 0 {
		if err := setAside(f, size); err != nil {
			return nil, errors.Join(err, f.Close(), d.root.Remove(name))
		}
	}
	return newFile(f, d, direct), nil
}

// MakeFolder makes a folder and those above it.
func (d *Folder) MakeFolder(name string) error {
	if name == "." {
		return nil
	}
	return d.root.MkdirAll(name, 0o755)
}

// Remove takes a file or an empty folder away; one that is gone is no error.
func (d *Folder) Remove(name string) error {
	if err := d.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Keep gives a thing the times and the permissions of e.
func (d *Folder) Keep(name string, e Entry) error {
	return errors.Join(d.root.Chmod(name, e.Mode.Perm()), d.root.Chtimes(name, e.Modified, e.Modified))
}

// Load reads a small file whole, as usual.
func (d *Folder) Load(name string) ([]byte, error) { return d.root.ReadFile(name) }

// Append opens a file for writing at its end, as usual; it is made where there is none. Nobody else may
// append meanwhile: Append then returns conflict.
func (d *Folder) Append(name string) (Log, error) {
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return nil, err
	}
	if err := hold(f); err != nil {
		return nil, errors.Join(fault.New(fault.Conflict, "%s is held by another program", path.Join(d.path, name)).Because(err), f.Close())
	}
	return f, nil
}

// Settle waits until everything that was done in the folder up to now is on the medium.
func (d *Folder) Settle() error { return settle(d.root) }

// Free is how many bytes may still be written, and a number that is the same for folders of one file system.
func (d *Folder) Free() (bytes int64, system uint64, err error) { return free(d.root) }

// said makes an answer for a person of what the system says about a folder.
func said(err error, path string) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fault.New(fault.NotFound, "there is no folder %s", path)
	case errors.Is(err, fs.ErrPermission):
		return fault.New(fault.Forbidden, "%s may not be opened", path)
	}
	if info, failed := os.Stat(path); failed == nil && !info.IsDir() {
		return fault.New(fault.Invalid, "%s is no folder", path)
	}
	return fault.New(fault.Unavailable, "%s cannot be opened", path).WithCause(err)
}
