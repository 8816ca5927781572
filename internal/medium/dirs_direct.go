//go:build linux || darwin

package medium

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"sync"
	"weak"

	"golang.org/x/sys/unix"
)

// mostDirs is how many folders are kept open.
const mostDirs = 256

// dirs keeps folders open that were used, so that opening a file is one question to the system and not
// one for every folder on its way. They were opened by os.Root, so none lies outside.
type dirs struct {
	mu   sync.Mutex
	open map[string]*dir
	past []weak.Pointer[dir] // that were kept before, and may be open still
}

// dir is an open folder.
type dir struct {
	*os.File
	memory bool // on a file system that is nothing but memory
}

// dir gives the open folder that holds name.
func (d *Folder) dir(name string) (*dir, error) {
	above := path.Dir(name)
	d.dirs.mu.Lock()
	defer d.dirs.mu.Unlock()
	if known := d.dirs.open[above]; known != nil {
		return known, nil
	}
	f, err := d.root.OpenFile(above, os.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return nil, err
	}
	if len(d.dirs.open) >= mostDirs || d.dirs.open == nil {
		d.dirs.forget() // those before are closed when nobody uses them any more
	}
	one := &dir{f, inMemory(f)}
	d.dirs.open[above] = one
	return one, nil
}

// forget keeps none of the folders any more; hold mu.
func (d *dirs) forget() {
	d.past = slices.DeleteFunc(d.past, func(p weak.Pointer[dir]) bool { return p.Value() == nil })
	for _, one := range d.open {
		d.past = append(d.past, weak.Make(one))
	}
	d.open = map[string]*dir{}
}

// close closes all folders, so that the medium can be taken out: nobody uses them any more.
func (d *dirs) close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.forget()
	var failed error
	for _, p := range d.past {
		if one := p.Value(); one != nil {
			if err := one.Close(); !errors.Is(err, fs.ErrClosed) {
				failed = errors.Join(failed, err)
			}
		}
	}
	d.past = nil
	return failed
}

// again does something once more with folders opened anew where nothing was found: a folder that is kept
// open may have been removed, and another made in its place.
func (d *Folder) again(do func() error) error {
	err := do()
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	d.dirs.mu.Lock()
	d.dirs.forget()
	d.dirs.mu.Unlock()
	return do()
}

// openIn opens a file, never through a link.
func (d *Folder) openIn(name string, flag int) (f *os.File, memory bool, err error) {
	err = d.again(func() error {
		in, err := d.dir(name)
		if err != nil {
			return err
		}
		fd, err := unix.Openat(int(in.Fd()), path.Base(name), flag|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0o644)
		runtime.KeepAlive(in)
		if err != nil {
			return &fs.PathError{Op: "open", Path: name, Err: err}
		}
		f, memory = os.NewFile(uintptr(fd), name), in.memory
		return nil
	})
	return f, memory, err
}

// Move gives a thing another name, replacing nothing: it returns an error that is fs.ErrExist where there is one.
func (d *Folder) Move(from, to string) error {
	return d.again(func() error {
		a, err := d.dir(from)
		if err != nil {
			return err
		}
		b, err := d.dir(to)
		if err != nil {
			return err
		}
		err = renameNew(int(a.Fd()), path.Base(from), int(b.Fd()), path.Base(to))
		runtime.KeepAlive(a)
		runtime.KeepAlive(b)
		if err != nil {
			return &fs.PathError{Op: "rename", Path: to, Err: err}
		}
		return nil
	})
}

// renameLooked renames after a look at whether there is something of the new name, where the system cannot do both in one.
func renameLooked(fromDir int, from string, toDir int, to string) error {
	var s unix.Stat_t
	switch err := unix.Fstatat(toDir, to, &s, unix.AT_SYMLINK_NOFOLLOW); {
	case err == nil:
		return fs.ErrExist
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return unix.Renameat(fromDir, from, toDir, to)
}
