package planner

import "math/bits"

// source is a small deterministic generator of random numbers (splitmix64), the same on every
// machine and Go version.
type source struct{ x uint64 }

func newSource(seed int64) *source {
	return &source{uint64(seed)*0x9e3779b97f4a7c15 + 0x2545f4914f6cdd1d}
}

func (r *source) next() uint64 {
	r.x += 0x9e3779b97f4a7c15
	z := r.x
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below is a number from 0 to n-1; n must be positive.
func (r *source) below(n int) int {
	hi, _ := bits.Mul64(r.next(), uint64(n))
	return int(hi)
}

// float is a number in [0, 1).
func (r *source) float() float64 { return float64(r.next()>>11) / (1 << 53) }
