//go:build unix

package vault

import (
	"errors"
	"os"
	"syscall"
)

// noSpace reports whether a disk or somebody's share of it is full.
func noSpace(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// readOnly reports whether a disk cannot be written to at all.
func readOnly(err error) bool { return errors.Is(err, syscall.EROFS) }

// syncNames brings the names in an open folder to the medium.
func syncNames(folder *os.File) error { return folder.Sync() }
