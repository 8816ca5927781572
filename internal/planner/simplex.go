package planner

import "math"

// simplex maximises c·x subject to A·x ≤ b, x ≥ 0, where b ≥ 0, so that x = 0 is where it starts.
// Columns may be added, and their worth changed, between two calls of solve, which goes on from
// where it was: the primal revised simplex method (Dantzig, Orchard-Hays) with an explicit inverse
// of the basis. Each row's bound is raised by a little of its own, so that hardly a step has length
// zero; who needs a proof takes the prices and computes the bound from them.
type simplex struct {
	rows  int
	cols  []column
	size  []float64 // column -> its length, by which what it earns is measured
	base  []bool    // column -> in the basis
	stock []float64 // how much there is of each row's good
	b     []float64 // the same with the perturbation
	basis []int     // row -> column; -1-i is the slack of row i
	inv   []float64 // inverse of the basis, row by row
	x     []float64 // value of each row's basic variable
	price []float64 // of each row
	value float64

	dir    []float64 // scratch: the entering column in terms of the basis
	some   []int     // scratch: where a row of the inverse is not zero
	good   []int     // columns that earned something when all were last looked at
	pivots int
	aged   int // pivots since the inverse was computed anew
}

// column is a variable: what it earns and what it uses of which rows.
type column struct {
	worth float64
	row   []int32
	use   []float64
}

// Tolerances: what a column must earn to enter, and the smallest pivot.
const (
	enough     = 1e-6
	tinyPivot  = 1e-9
	perturb    = 1e-5
	pivotsAged = 1500 // pivots after which the inverse is computed anew
)

func newSimplex(b []float64) *simplex {
	n := len(b)
	s := &simplex{
		rows: n, stock: b, b: make([]float64, n), basis: make([]int, n), inv: make([]float64, n*n),
		x: make([]float64, n), price: make([]float64, n), dir: make([]float64, n),
	}
	r := newSource(1)
	for i := range b {
		s.b[i] = b[i] + perturb*(1+b[i]*0.01)*(0.5+r.float())
		s.basis[i] = -1 - i
		s.inv[i*n+i] = 1
		s.x[i] = s.b[i]
	}
	return s
}

func (s *simplex) add(c column) {
	sum := 1.0
	for _, v := range c.use {
		sum += v * v
	}
	s.cols, s.base, s.size = append(s.cols, c), append(s.base, false), append(s.size, math.Sqrt(sum))
}

// solve pivots until no column earns more than it costs; it reports false when stop ended it.
func (s *simplex) solve(stop func() bool) bool {
	s.reprice()
	for {
		if s.pivots++; s.pivots%64 == 0 && stop() {
			return false
		}
		if s.aged++; s.aged > pivotsAged {
			s.refactor()
		}
		enter, found := s.entering()
		if !found {
			return true
		}
		gain := s.direction(enter)
		leave, step := s.leaving()
		if leave < 0 {
			return true // cannot happen: every column uses something of a bounded row
		}
		s.pivot(enter, leave, step, gain)
	}
}

// entering finds the column that earns most for its length: first among those that earned something
// a while ago, then among all.
func (s *simplex) entering() (int, bool) {
	enter, best := 0, enough
	kept := s.good[:0]
	for _, j := range s.good {
		if s.base[j] {
			continue
		}
		if d := s.cols[j].earns(s.price) / s.size[j]; d > enough {
			kept = append(kept, j)
			if d > best {
				enter, best = j, d
			}
		}
	}
	s.good = kept
	for i, p := range s.price {
		if -p > best {
			enter, best = -1-i, -p
		}
	}
	if best > enough {
		return enter, true
	}
	for j := range s.cols {
		if s.base[j] {
			continue
		}
		if d := s.cols[j].earns(s.price) / s.size[j]; d > enough {
			s.good = append(s.good, j)
			if d > best {
				enter, best = j, d
			}
		}
	}
	return enter, best > enough
}

// direction expresses the entering column in terms of the basis, and returns what it earns.
func (s *simplex) direction(enter int) float64 {
	n := s.rows
	if enter < 0 {
		for i := range n {
			s.dir[i] = s.inv[i*n-1-enter]
		}
		return -s.price[-1-enter]
	}
	c := &s.cols[enter]
	for i := range n {
		v, row := 0.0, s.inv[i*n:i*n+n]
		for k, r := range c.row {
			v += row[r] * c.use[k]
		}
		s.dir[i] = v
	}
	return c.earns(s.price)
}

// leaving finds the row that limits the step; of rows that limit it alike the one with the largest
// pivot.
func (s *simplex) leaving() (int, float64) {
	leave, step := -1, math.Inf(1)
	for i, d := range s.dir {
		if d > tinyPivot {
			t := max(s.x[i], 0) / d
			if t < step-1e-12 || t < step+1e-12 && leave >= 0 && d > s.dir[leave] {
				leave, step = i, t
			}
		}
	}
	return leave, step
}

func (s *simplex) pivot(enter, leave int, step, gain float64) {
	n := s.rows
	if out := s.basis[leave]; out >= 0 {
		s.base[out] = false
	}
	if enter >= 0 {
		s.base[enter] = true
	}
	s.basis[leave] = enter
	lead, p := s.inv[leave*n:leave*n+n], 1/s.dir[leave]
	s.some = s.some[:0]
	for k, v := range lead {
		if v != 0 {
			lead[k] = v * p
			s.some = append(s.some, k)
			s.price[k] += gain * lead[k]
		}
	}
	for i, d := range s.dir {
		if i == leave || d == 0 {
			continue
		}
		s.x[i] -= step * d
		row := s.inv[i*n : i*n+n]
		if len(s.some) > n/2 {
			for k, v := range lead {
				row[k] -= d * v
			}
			continue
		}
		for _, k := range s.some {
			row[k] -= d * lead[k]
		}
	}
	s.x[leave] = step
	s.value += step * gain
}

// reprice computes the prices and the value from the basis.
func (s *simplex) reprice() {
	n := s.rows
	clear(s.price)
	s.value = 0
	for i, j := range s.basis {
		if j < 0 || s.cols[j].worth == 0 {
			continue
		}
		w := s.cols[j].worth
		s.value += w * s.x[i]
		for k, v := range s.inv[i*n : i*n+n] {
			s.price[k] += w * v
		}
	}
}

// refactor computes the inverse anew by pivoting the columns of the basis into the slacks'.
func (s *simplex) refactor() {
	n := s.rows
	s.aged = 0
	was := append([]int(nil), s.basis...)
	for i := range s.basis {
		s.basis[i] = -1 - i
	}
	clear(s.inv)
	for i := range n {
		s.inv[i*n+i] = 1
	}
	slack := make([]bool, n) // rows whose slack stays
	for _, j := range was {
		if j < 0 {
			slack[-1-j] = true
		}
	}
	for _, j := range was {
		if j < 0 {
			continue
		}
		s.base[j] = false
		s.direction(j)
		at := -1
		for i, d := range s.dir {
			if s.basis[i] < 0 && !slack[-1-s.basis[i]] && (at < 0 || math.Abs(d) > math.Abs(s.dir[at])) {
				at = i
			}
		}
		if at >= 0 && math.Abs(s.dir[at]) > tinyPivot {
			s.pivot(j, at, 0, 0)
		}
	}
	for i := range n {
		v := 0.0
		for k, b := range s.b {
			v += s.inv[i*n+k] * b
		}
		s.x[i] = v
	}
	s.reprice()
}
