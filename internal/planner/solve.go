package planner

import (
	"context"
	"math"
	"runtime"
	"sync"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// Options limit a search. With neither Time nor Iterations it takes DefaultTime; with both it stops
// at the first. With Iterations alone and one worker the result depends on Seed only.
type Options struct {
	Time       time.Duration
	Iterations int // steps of each worker
	Seed       int64
	Workers    int            // searches side by side, the best plan wins; 0 means one
	Progress   func(Progress) // called now and then from one goroutine at a time; nil for none
	Wording    Wording        // how reasons name days and times
}

// DefaultTime is how long a search takes that was given no limit.
const DefaultTime = 5 * time.Second

// Progress is how far a search has come.
type Progress struct {
	Iterations   int
	Value, Bound int // of the best plan so far; no plan can be worth more than Bound
	Elapsed      time.Duration
	Covered      int // moments in the best plan
}

// Solve searches for a plan of the greatest objective. The plan obeys every hard rule and comes
// with its value, a proven bound, and the reason of every moment left out.
//
// When ctx ends early, the best plan so far is returned together with a fault.Cancelled. Other
// errors come without a plan: fault.Invalid for a problem that Validate rejects, fault.Conflict
// when frozen days can no longer be kept.
func Solve(ctx context.Context, p *Problem, o Options) (*Solution, error) {
	if err := Invalid(p.Validate()); err != nil {
		return nil, err
	}
	run := newRun(ctx, p, o)
	seed := newState(run.m)
	if err := seed.restore(); err != nil {
		return nil, err
	}
	best := run.search(seed)
	s := best.export()
	s.Bound = max(run.bound, s.Value)
	s.Iterations = int(run.steps)
	if r := Check(p, s); !r.Valid || r.Objective != s.Value {
		return nil, fault.New(fault.Internal, "the plan found breaks a rule: %v (objective %d, %d counted)", r.Errors, r.Objective, s.Value)
	}
	s.Uncovered = best.explain(o.Wording)
	s.Seconds = time.Since(run.start).Seconds()
	if err := ctx.Err(); err != nil {
		return s, fault.New(fault.Cancelled, "the search was stopped early; this is the best plan so far").WithCause(err)
	}
	return s, nil
}

// run is what the workers of one Solve share.
type run struct {
	ctx   context.Context
	m     *model
	o     Options
	start time.Time
	bound int

	mu    sync.Mutex
	steps int64
	best  Progress
	last  time.Duration // when Progress was called last
}

func newRun(ctx context.Context, p *Problem, o Options) *run {
	if o.Time <= 0 && o.Iterations <= 0 {
		o.Time = DefaultTime
	}
	o.Workers = min(max(o.Workers, 1), 4*runtime.NumCPU())
	r := &run{ctx: ctx, m: compile(p), o: o, start: time.Now()}
	r.bound = newBounder(r.m).run(boundRounds, r.boundOver)
	r.best = Progress{Value: math.MinInt, Bound: r.bound}
	return r
}

// boundRounds are the rounds the bound gets, boundShare the share of the time at most.
const (
	boundRounds = 300
	boundShare  = 0.08
)

func (r *run) boundOver() bool {
	return r.stopped() || r.o.Time > 0 && time.Since(r.start) > time.Duration(boundShare*float64(r.o.Time))
}

// search runs the workers and returns the one with the best plan, the first of equals.
func (r *run) search(seed *state) *search {
	workers := make([]*search, r.o.Workers)
	var wait sync.WaitGroup
	for i := range workers {
		z := newSearch(r.m, r.o.Seed*1_000_003+int64(i))
		z.adopt(seed)
		workers[i] = z
		wait.Go(func() { r.work(z) })
	}
	wait.Wait()
	best := workers[0]
	for _, z := range workers[1:] {
		if z.bestValue > best.bestValue {
			best = z
		}
	}
	best.copyPlan(best.bestOpt, best.bestTeam)
	return best
}

// work is one worker: construct, anneal, polish.
func (r *run) work(z *search) {
	if len(z.free) == 0 {
		return
	}
	z.construct()
	r.anneal(z)
	z.copyPlan(z.bestOpt, z.bestTeam)
	z.polish(r.stopped)
	if z.value > z.bestValue {
		z.keep()
	}
}

// stopped reports whether the caller has given up. The final polish asks only this: it is short,
// and a plan without it would leave moments out that cost nothing.
func (r *run) stopped() bool { return r.ctx.Err() != nil }

// done is the share of the search that is over, by steps and by time, whichever is further.
func (r *run) done(steps int) float64 {
	share := 0.0
	if r.o.Iterations > 0 {
		share = float64(steps) / float64(r.o.Iterations)
	}
	if r.o.Time > 0 {
		share = max(share, float64(time.Since(r.start))/float64(r.o.Time-r.reserve()))
	}
	return share
}

// reserve is the time kept for polish and explanations.
func (r *run) reserve() time.Duration {
	return min(r.o.Time/10, time.Duration(len(r.m.moments))*60*time.Microsecond)
}

// report notes what a worker has done and tells the caller about ten times a second.
func (r *run) report(z *search, steps int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.steps += int64(steps)
	if z.bestValue > r.best.Value {
		r.best.Value, r.best.Covered = z.bestValue, z.bestCovered()
	}
	if r.o.Progress == nil {
		return
	}
	if now := time.Since(r.start); r.last == 0 || now-r.last >= 100*time.Millisecond {
		r.last = now
		r.best.Elapsed, r.best.Iterations = now, int(r.steps)
		r.o.Progress(r.best)
	}
}
