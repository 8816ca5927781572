//go:build unix

package upload

import "syscall"

// room is how many bytes are free for us below a path; negative is unknown.
func room(dir string) int64 {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return -1
	}
	return int64(s.Bavail) * int64(s.Bsize) //nolint:gosec,unconvert // its type differs between systems
}
