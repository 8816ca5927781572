//go:build unix

package medium

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// hold takes a file for this program alone, until it is closed.
func hold(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) }

// holdName is a file in the temporary folder that stands for the folder at path, however it is written.
func holdName(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return "", errors.ErrUnsupported
	}
	return filepath.Join(os.TempDir(), fmt.Sprintf("bts-hold-%d-%d-%d", os.Getuid(), stat.Dev, stat.Ino)), nil
}

// free asks the file system of root.
func free(root *os.Root) (bytes int64, system uint64, err error) {
	dir, err := root.Open(".")
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, dir.Close()) }()
	var s unix.Statfs_t
	if err := unix.Fstatfs(int(dir.Fd()), &s); err != nil {
		return 0, 0, err
	}
	info, err := dir.Stat()
	if err != nil {
		return 0, 0, err
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, errors.ErrUnsupported
	}
	return int64(s.Bavail) * int64(s.Bsize), uint64(stat.Dev), nil //nolint:gosec,unconvert // sizes of a file system; types differ between systems
}
