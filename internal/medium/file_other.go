//go:build !linux && !darwin

package medium

import (
	"errors"
	"os"
)

// file is an open file; past the cache is not known here, and what was written is pushed out before it is closed.
type file struct {
	*os.File
	writes bool
}

func newFile(f *os.File, folder *Folder, _ bool) File {
	folder.cached.Store(true)
	return &file{File: f}
}

func newSmall(f *os.File, folder *Folder) File { return newFile(f, folder, false) }

// Keep gives the file the permissions and times of e.
func (f *file) Keep(e Entry) error {
	return errors.Join(f.Chmod(e.Mode.Perm()), os.Chtimes(f.Name(), e.Modified, e.Modified))
}

// WriteAt writes all of b.
func (f *file) WriteAt(b []byte, off int64) (int, error) {
	f.writes = true
	return f.File.WriteAt(b, off)
}

// Close pushes out what was written and ends the use of the file.
func (f *file) Close() error {
	if f.writes {
		if err := f.Sync(); err != nil {
			return err
		}
	}
	return f.File.Close()
}
