package draw

import "math/bits"

// source is a small deterministic generator of random numbers (splitmix64), the same on every
// machine and Go version, so that a size and a seed name one problem for good.
type source struct{ x uint64 }

func newSource(seed int64, salt string) *source {
	r := &source{uint64(seed)}
	for _, c := range []byte(salt) {
		r.x = r.next() ^ uint64(c)
	}
	return r
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

// chance is true with a probability in percent.
func (r *source) chance(percent int) bool { return r.below(100) < percent }

// pick is an index into weights, in proportion to them.
func (r *source) pick(weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	at := r.below(sum)
	for i, w := range weights {
		if at < w {
			return i
		}
		at -= w
	}
	return len(weights) - 1
}

// distinct is up to k different numbers below n, in order.
func (r *source) distinct(k, n int) []int {
	k = min(k, n)
	out := make([]int, 0, k)
	for i := range n {
		if r.below(n-i) < k-len(out) {
			out = append(out, i)
		}
	}
	return out
}
