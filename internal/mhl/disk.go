package mhl

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
)

// Disk is the folder that histories are read from and written to. Names are relative to it, joined by "/".
type Disk interface {
	fs.FS
	// Create makes an empty file, also where there is one, and the folder that it lies in.
	Create(name string) (File, error)
	Rename(from, to string) error
	Remove(name string) error
	// Sync makes what was created, renamed and removed in a folder durable.
	Sync(folder string) error
}

// File is being written.
type File interface {
	io.WriteCloser
	Sync() error
}

// Place is a Disk on a folder of this machine. No name and no link leads out of it. Unlike other file systems of
// this kind it opens names that are not UTF-8, which are found on old media.
type Place struct{ root *os.Root }

// At opens a folder.
func At(folder string) (*Place, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	return &Place{root}, nil
}

// Open is of fs.FS.
func (p *Place) Open(name string) (fs.File, error) { return p.root.Open(name) }

// Stat is of fs.StatFS.
func (p *Place) Stat(name string) (fs.FileInfo, error) { return p.root.Stat(name) }

// ReadDir is of fs.ReadDirFS; the entries are in order.
func (p *Place) ReadDir(name string) ([]fs.DirEntry, error) {
	f, err := p.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := f.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// Close ends the use of the folder.
func (p *Place) Close() error { return p.root.Close() }

// Create is of Disk.
func (p *Place) Create(name string) (File, error) {
	err := p.root.Mkdir(path.Dir(name), 0o777)
	if err == nil {
		err = p.Sync(path.Dir(path.Dir(name)))
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return p.root.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o666)
}

// Rename is of Disk.
func (p *Place) Rename(from, to string) error { return p.root.Rename(from, to) }

// Remove is of Disk.
func (p *Place) Remove(name string) error { return p.root.Remove(name) }

// Sync is of Disk. Windows knows no such thing for folders.
func (p *Place) Sync(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := p.root.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
