package digest

import (
	"encoding/binary"
	"math/bits"
)

// The primes of xxHash, 32 bits (github.com/Cyan4973/xxHash, doc/xxhash_spec.md).
const (
	prime1 uint32 = 0x9E3779B1
	prime2 uint32 = 0x85EBCA77
	prime3 uint32 = 0xC2B2AE3D
	prime4 uint32 = 0x27D4EB2F
	prime5 uint32 = 0x165667B1
)

// stripe is what one round takes.
const stripe = 16

// xxh32 is XXH32 with seed 0; MHL of version 1 knows it as "xxhash".
type xxh32 struct {
	lanes [4]uint32
	rest  [stripe]byte // what does not fill a stripe yet
	held  int
	total uint64
}

func newXXH32() *xxh32 {
	x := &xxh32{}
	x.Reset()
	return x
}

func (x *xxh32) Reset() {
	first := prime1
	*x = xxh32{lanes: [4]uint32{first + prime2, prime2, 0, -first}}
}

func (*xxh32) Size() int { return 4 }

func (*xxh32) BlockSize() int { return stripe }

func (x *xxh32) Write(b []byte) (int, error) {
	written := len(b)
	x.total += uint64(written)
	if x.held > 0 {
		n := copy(x.rest[x.held:], b)
		x.held, b = x.held+n, b[n:]
		if x.held < stripe {
			return written, nil
		}
		x.round(x.rest[:])
	}
	for ; len(b) >= stripe; b = b[stripe:] {
		x.round(b)
	}
	x.held = copy(x.rest[:], b)
	return written, nil
}

func (x *xxh32) round(b []byte) {
	for i := range x.lanes {
		x.lanes[i] = bits.RotateLeft32(x.lanes[i]+binary.LittleEndian.Uint32(b[4*i:])*prime2, 13) * prime1
	}
}

func (x *xxh32) Sum(b []byte) []byte {
	sum := prime5
	if x.total >= stripe {
		l := x.lanes
		sum = bits.RotateLeft32(l[0], 1) + bits.RotateLeft32(l[1], 7) + bits.RotateLeft32(l[2], 12) + bits.RotateLeft32(l[3], 18)
	}
	sum += uint32(x.total) //nolint:gosec // the length goes in modulo 2^32
	rest := x.rest[:x.held]
	for ; len(rest) >= 4; rest = rest[4:] {
		sum = bits.RotateLeft32(sum+binary.LittleEndian.Uint32(rest)*prime3, 17) * prime4
	}
	for _, c := range rest {
		sum = bits.RotateLeft32(sum+uint32(c)*prime5, 11) * prime1
	}
	sum = (sum ^ sum>>15) * prime2
	sum = (sum ^ sum>>13) * prime3
	return binary.BigEndian.AppendUint32(b, sum^sum>>16)
}
