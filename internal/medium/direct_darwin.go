package medium

import (
	"errors"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// openDirect opens a file and turns its caching off (fcntl(2), F_NOCACHE).
func (d *Folder) openDirect(name string, flag int) (f *os.File, direct bool, err error) {
	f, _, err = d.openIn(name, flag)
	if err != nil {
		return nil, false, err
	}
	_, err = unix.FcntlInt(f.Fd(), unix.F_NOCACHE, 1)
	return f, err == nil, nil
}

// setAside reserves room for size bytes (fcntl(2), F_PREALLOCATE), in one piece where it can be.
func setAside(f *os.File, size int64) error {
	room := unix.Fstore_t{Flags: unix.F_ALLOCATECONTIG, Posmode: unix.F_PEOFPOSMODE, Length: size}
	err := unix.FcntlFstore(f.Fd(), unix.F_PREALLOCATE, &room)
	if err != nil {
		room.Flags = unix.F_ALLOCATEALL
		err = unix.FcntlFstore(f.Fd(), unix.F_PREALLOCATE, &room)
	}
	if errors.Is(err, syscall.ENOSPC) {
		return err
	}
	return f.Truncate(size)
}

// goThroughCache turns the caching of a file on.
func goThroughCache(f *os.File) error {
	_, err := unix.FcntlInt(f.Fd(), unix.F_NOCACHE, 0)
	return err
}

// dropCache cannot drop what is in the cache here; it tells so.
func dropCache(*os.File) bool { return false }

// settle pushes out what the drive holds back (F_FULLFSYNC, which os.File.Sync asks for).
func settle(root *os.Root) error {
	dir, err := root.Open(".")
	if err != nil {
		return err
	}
	unix.Sync()
	return errors.Join(dir.Sync(), dir.Close())
}

// setTimes gives an open file its times, to the microsecond.
func setTimes(f *os.File, at time.Time) error {
	stamp := unix.NsecToTimeval(at.UnixNano())
	return unix.Futimes(int(f.Fd()), []unix.Timeval{stamp, stamp})
}

// inMemory is not known here.
func inMemory(*os.File) bool { return false }

func renameNew(fromDir int, from string, toDir int, to string) error {
	return renameLooked(fromDir, from, toDir, to)
}
