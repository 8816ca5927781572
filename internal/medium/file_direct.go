//go:build linux || darwin

package medium

import (
	"errors"
	"io"
	"os"
	"sync/atomic"
	"syscall"

	"golang.org/x/sys/unix"
)

// file is an open file that goes past the page cache as long as its file system lets it. Where it does
// not (network drives, memory, some in user space), what was written is pushed out and dropped from the
// cache before it is read.
type file struct {
	*os.File
	folder *Folder
	cached atomic.Bool // goes through the cache
	small  bool        // and stays there
}

// newSmall is a file that is written through the cache, and left there until it has settled.
func newSmall(f *os.File, folder *Folder) File {
	one := &file{File: f, folder: folder, small: true}
	one.cached.Store(true)
	return one
}

func newFile(f *os.File, folder *Folder, direct bool) File {
	one := &file{File: f, folder: folder}
	if !direct {
		one.passThrough()
	}
	return one
}

// passThrough goes on through the cache, which forgets the file first.
func (f *file) passThrough() {
	f.cached.Store(true)
	f.forget()
}

func (f *file) forget() {
	if !dropCache(f.File) {
		f.folder.cached.Store(true)
	}
}

// ReadAt reads once more only where a whole number of sectors was read: the end of a file is no place to
// read from directly.
func (f *file) ReadAt(b []byte, off int64) (n int, err error) {
	for n < len(b) {
		m, err := unix.Pread(int(f.Fd()), b[n:], off+int64(n))
		switch {
		case errors.Is(err, syscall.EINTR):
			continue
		case errors.Is(err, syscall.EINVAL) && !f.cached.Load():
			if err := goThroughCache(f.File); err != nil {
				return n, err
			}
			f.passThrough()
			continue
		case err != nil:
			return n, &os.PathError{Op: "read", Path: f.Name(), Err: err}
		}
		n += m
		if m == 0 || (n%Align != 0 && n < len(b)) {
			return n, io.EOF
		}
	}
	return n, nil
}

// WriteAt writes all of b.
func (f *file) WriteAt(b []byte, off int64) (int, error) {
	n, err := f.File.WriteAt(b, off)
	if !errors.Is(err, syscall.EINVAL) || f.cached.Load() {
		return n, err
	}
	if err := goThroughCache(f.File); err != nil {
		return n, err
	}
	f.passThrough()
	m, err := f.File.WriteAt(b[n:], off+int64(n))
	return n + m, err
}

// Sync pushes out what was written.
func (f *file) Sync() error {
	err := f.File.Sync()
	if f.cached.Load() {
		f.forget()
	}
	return err
}

// Close ends the use of the file and leaves nothing of it in the cache.
func (f *file) Close() error {
	if f.cached.Load() && !f.small {
		f.forget()
	}
	return f.File.Close()
}

// Keep gives the file the permissions and times of e.
func (f *file) Keep(e Entry) error {
	return errors.Join(f.Chmod(e.Mode.Perm()), setTimes(f.File, e.Modified))
}
