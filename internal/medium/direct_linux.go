package medium

import (
	"errors"
	"os"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// openDirect opens past the page cache where the file system has that (open(2), O_DIRECT), and as
// usual where it answers that it has not.
func (d *Folder) openDirect(name string, flag int) (f *os.File, direct bool, err error) {
	f, memory, err := d.openIn(name, flag|unix.O_DIRECT)
	if err == nil {
		return f, !memory, nil // memory takes the flag, and has nothing behind it
	}
	if !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return nil, false, err
	}
	if flag&os.O_EXCL != 0 {
		_ = d.root.Remove(name) // some file systems make the file before they refuse the flag
	}
	f, _, err = d.openIn(name, flag)
	return f, false, err
}

// setAside reserves room for size bytes, so that a full disk is known before writing and a file lies in one piece.
// A file system that cannot do this goes without.
func setAside(f *os.File, size int64) error {
	err := unix.Fallocate(int(f.Fd()), 0, 0, size)
	if errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.ENOSYS) {
		return nil
	}
	return err
}

// goThroughCache takes back that a file goes past the cache.
func goThroughCache(f *os.File) error {
	flags, err := unix.FcntlInt(f.Fd(), unix.F_GETFL, 0)
	if err == nil {
		_, err = unix.FcntlInt(f.Fd(), unix.F_SETFL, flags&^unix.O_DIRECT)
	}
	return err
}

// dropCache drops the pages of a file from the cache and tells whether they are gone.
func dropCache(f *os.File) bool {
	return unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED) == nil && !inMemory(f)
}

// inMemory tells whether a file lies on a file system that is nothing but memory.
func inMemory(f *os.File) bool {
	var s unix.Statfs_t
	return unix.Fstatfs(int(f.Fd()), &s) == nil && (s.Type == unix.TMPFS_MAGIC || s.Type == unix.RAMFS_MAGIC)
}

// settle waits for the whole file system (syncfs(2)), which costs about as much as waiting for one file.
func settle(root *os.Root) error {
	dir, err := root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(unix.Syncfs(int(dir.Fd())), dir.Close())
}

// setTimes gives an open file its times (utimensat(2) without a path).
func setTimes(f *os.File, at time.Time) error {
	stamp, err := unix.TimeToTimespec(at)
	if err != nil {
		return err
	}
	both := [2]unix.Timespec{stamp, stamp}
	_, _, failed := unix.Syscall6(unix.SYS_UTIMENSAT, f.Fd(), 0, uintptr(unsafe.Pointer(&both[0])), 0, 0, 0) //nolint:gosec // as the system wants it
	if failed != 0 {
		return &os.PathError{Op: "utimensat", Path: f.Name(), Err: failed}
	}
	return nil
}

// renameNew renames where there is nothing of the new name (renameat2(2), RENAME_NOREPLACE).
func renameNew(fromDir int, from string, toDir int, to string) error {
	err := unix.Renameat2(fromDir, from, toDir, to, unix.RENAME_NOREPLACE)
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOSYS) {
		return renameLooked(fromDir, from, toDir, to)
	}
	return err
}

// inLargePages asks for large pages; without them everything goes as well, with more work.
func inLargePages(b []byte) { _ = unix.Madvise(b, unix.MADV_HUGEPAGE) }
