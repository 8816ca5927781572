//go:build !linux && !darwin

package medium

import (
	"io/fs"
	"os"
)

// dirs keeps nothing open here.
type dirs struct{}

func (dirs) close() error { return nil }

func (d *Folder) openIn(name string, flag int) (f *os.File, memory bool, err error) {
	f, err = d.root.OpenFile(name, flag, 0o644)
	return f, false, err
}

// Move gives a thing another name, replacing nothing: it returns an error that is fs.ErrExist where there is one.
func (d *Folder) Move(from, to string) error {
	if _, err := d.root.Lstat(to); err == nil {
		return &fs.PathError{Op: "rename", Path: to, Err: fs.ErrExist}
	}
	return d.root.Rename(from, to)
}
