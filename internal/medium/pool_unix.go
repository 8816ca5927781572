//go:build unix

package medium

import "golang.org/x/sys/unix"

// aligned maps memory that begins at a page.
func aligned(size int) (all []byte, release func()) {
	all, err := unix.Mmap(-1, 0, size, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		panic(err) // as when memory for anything else is missing
	}
	return all, func() { _ = unix.Munmap(all) } // it was mapped here
}
