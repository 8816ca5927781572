//go:build unix

package medium

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// hugePage is how large the pages are that the system is asked for: the fewer pages a buffer has, the less
// work is it to hand it to a drive.
const hugePage = 2 << 20

// aligned maps memory that begins at a large page.
func aligned(size int) (all []byte, release func()) {
	whole, err := unix.Mmap(-1, 0, size+hugePage, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		panic(err) // as when memory for anything else is missing
	}
	skip := (hugePage - int(uintptr(unsafe.Pointer(unsafe.SliceData(whole)))%hugePage)) % hugePage //nolint:gosec // only where it begins
	all = whole[skip : skip+size : skip+size]
	inLargePages(all)
	return all, func() { _ = unix.Munmap(whole) } // it was mapped here
}
