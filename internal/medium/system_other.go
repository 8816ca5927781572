//go:build !unix

package medium

import (
	"errors"
	"os"
	"path/filepath"
)

// holdName is a file in the temporary folder that stands for the folder at path.
func holdName(path string) (string, error) {
	full, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", err
	}
	return filepath.Join(os.TempDir(), "bts-hold-"+filepath.Base(full)), nil
}

func free(*os.Root) (int64, uint64, error) { return 0, 0, errors.ErrUnsupported }

// hold takes nothing: appending is not guarded here.
func hold(*os.File) error { return nil }
