//go:build unix

package mounts

import "syscall"

// space is how large the file system of a folder is, and how much may still be written; 0 where it does not say.
func space(path string) (size, free int64) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(path, &s); err != nil {
		return 0, 0
	}
	block := int64(s.Bsize)                                 //nolint:unconvert // its type differs between systems
	return int64(s.Blocks) * block, int64(s.Bavail) * block //nolint:gosec,unconvert // 2^63 bytes are eight exabytes
}
