package medium

import (
	"context"
	"unsafe"
)

// Align is what offsets, lengths and buffers of direct reading and writing are multiples of, in bytes.
// No drive in use has larger sectors.
const Align = 4096

// Pool lends aligned buffers of one size, so that memory stays what it was however large the files are.
type Pool struct {
	free chan []byte
	size int
}

// NewPool makes count buffers of size bytes, a multiple of Align.
func NewPool(count, size int) *Pool {
	p := &Pool{free: make(chan []byte, count), size: size}
	all := aligned(count * size)
	for i := range count {
		p.free <- all[i*size : (i+1)*size : (i+1)*size]
	}
	return p
}

// Take lends a buffer, waiting for one. It returns the error of ctx.
func (p *Pool) Take(ctx context.Context) ([]byte, error) {
	select {
	case b := <-p.free:
		return b, nil
	default:
	}
	select {
	case b := <-p.free:
		return b, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Give takes a buffer back.
func (p *Pool) Give(b []byte) { p.free <- b[:p.size] }

// Size is how long a buffer is.
func (p *Pool) Size() int { return p.size }

// Waiting tells whether no buffer is free.
func (p *Pool) Waiting() bool { return len(p.free) == 0 }

// Up is n, made a multiple of Align.
func Up(n int64) int64 { return (n + Align - 1) / Align * Align }

// aligned makes bytes that begin at a multiple of Align.
func aligned(size int) []byte {
	all := make([]byte, size+Align)
	at := int(uintptr(unsafe.Pointer(unsafe.SliceData(all))) % Align) //nolint:gosec // only where the slice begins
	begin := (Align - at) % Align
	return all[begin : begin+size : begin+size]
}
