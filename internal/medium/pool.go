package medium

import "context"

// Align is what offsets, lengths and buffers of direct reading and writing are multiples of, in bytes.
// No drive in use has larger sectors.
const Align = 4096

// Pool lends aligned buffers of one size, so that memory stays what it was however large the files are.
type Pool struct {
	free    chan []byte
	size    int
	release func()
}

// NewPool makes count buffers of size bytes, a multiple of Align. They lie outside the memory that is
// collected, where the system has that, and stay until Close.
func NewPool(count, size int) *Pool {
	all, release := aligned(count * size)
	p := &Pool{free: make(chan []byte, count), size: size, release: release}
	for i := range count {
		p.free <- all[i*size : (i+1)*size : (i+1)*size]
	}
	return p
}

// Take lends a buffer, waiting for one. It returns the error of ctx.
func (p *Pool) Take(ctx context.Context) ([]byte, error) {
	if b := p.TryTake(); b != nil {
		return b, nil
	}
	select {
	case b := <-p.free:
		return b, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// TryTake lends a buffer if one is free, else nil.
func (p *Pool) TryTake() []byte {
	select {
	case b := <-p.free:
		return b
	default:
		return nil
	}
}

// Close gives the memory back; no buffer may be in use.
func (p *Pool) Close() { p.release() }

// Give takes a buffer back.
func (p *Pool) Give(b []byte) { p.free <- b[:p.size] }

// Size is how long a buffer is.
func (p *Pool) Size() int { return p.size }

// Up is n, made a multiple of Align.
func Up(n int64) int64 { return (n + Align - 1) / Align * Align }
