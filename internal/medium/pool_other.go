//go:build !unix

package medium

import "unsafe"

// aligned makes bytes that begin at a multiple of Align.
func aligned(size int) (all []byte, release func()) {
	all = make([]byte, size+Align)
	at := int(uintptr(unsafe.Pointer(unsafe.SliceData(all))) % Align) //nolint:gosec // only where the slice begins
	begin := (Align - at) % Align
	return all[begin : begin+size : begin+size], func() {}
}
