package planner

import (
	"math"
	"runtime"
)

// What choosing all days anew takes, measured: processor seconds for each square of the work, which
// is options times people, summed over the days.
const (
	workCost = 1.24e-8
	turnTime = 10e-6 // seconds, for a search that counts iterations
)

// The most that the tables of days and the linear program are made for.
const (
	mostPeople  = 120 // indexes of people in a team are bytes
	mostOptions = 2000
	mostRows    = 5000 // the inverse of the basis is square
)

// wholeShare is about the share of the search that choosing all days anew takes; more than all of it
// where it cannot be done.
func (r *run) wholeShare() float64 {
	work := 0.0
	rows := len(r.m.moments) + r.m.days + 3*len(r.m.arcs) + 2*len(r.m.owed) + r.m.crews*r.m.days // at most
	if r.m.crews > mostPeople || rows > mostRows {
		return math.Inf(1)
	}
	options := make([]int, r.m.days)
	for i := range r.m.options {
		options[r.m.options[i].day]++
	}
	for d, n := range options {
		if n > mostOptions {
			return math.Inf(1)
		}
		for c := range int32(r.m.crews) {
			if r.m.avail[int(c)*r.m.days+d] && !r.m.barred(c, int32(d)) {
				work += float64(n)
			}
		}
	}
	seconds := r.o.Time.Seconds()
	if n := float64(r.o.Iterations) * turnTime; n > 0 && (seconds == 0 || n < seconds) {
		seconds = n
	}
	return work * work * workCost / (seconds * float64(min(r.o.Workers, runtime.NumCPU())))
}

// stopAt is a stop for pricing that looks at time and at the days priced.
func (r *run) stopAt(until float64) func() bool {
	return func() bool { return r.stopped() || r.share(r.priced*dayTurns) >= until }
}

// renew chooses all days anew: with little effort first, then until no day plan is missing or the
// share of the search is over, and proves what it can.
func (r *run) renew(z *search, until float64) {
	begin := r.share(0)
	at := func(part float64) func() bool { return r.stopAt(begin + part*(until-begin)) }
	w := newMaster(r.m, r.o.Workers)
	w.count = func(days int) { r.priced += days }
	w.seed(z.bestOpt, z.bestTeam)
	w.generate(light, at(0.5))
	w.settle(z, at(0.6))
	r.report(z, 0)
	w.seed(z.bestOpt, z.bestTeam)
	w.converge(at(0.6))
	w.prove(at(0.9))
	r.lower(w.bound)
	w.settle(z, at(1))
	r.report(z, 0)
	if quick := r.share(r.priced*dayTurns)-begin < quickShare; quick && z.bestValue < r.least() {
		w.branch(r, z, r.stopAt(branchShare))
	}
}

// A linear program that took so small a share of the search is branched on, until that share is over.
const (
	quickShare  = 0.3
	branchShare = 0.95
)

// lower notes a better bound.
func (r *run) lower(bound float64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !math.IsInf(bound, 0) {
		r.bound = min(r.bound, int(math.Floor(bound+boundSlack)))
		r.best.Bound = r.bound
	}
}

// least is the best bound so far.
func (r *run) least() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.bound
}

// clear takes everything out of a plan that need not be kept.
func (z *search) clear() {
	for mo, oi := range z.opt {
		if oi != none && !z.pinned[mo] {
			z.remove(int32(mo))
		}
	}
}

// settle turns the linear program's choice into a plan and keeps it when it is the worker's best.
func (w *master) settle(z *search, stop func() bool) {
	z.copyPlan(z.bestOpt, z.bestTeam)
	z.clear()
	w.dive(z, stop)
	if z.polish(stop); z.value > z.bestValue && z.bads == 0 {
		z.keep()
	}
}
