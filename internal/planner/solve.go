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
	Without    Part           // parts of the search to leave out, for comparing

	passed func() time.Duration // the clock, nil for the wall's
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
// errors come without a plan, and name everything at once: fault.Invalid for a problem that Validate
// rejects, for musts that no plan can cover or that none was found with, and for frozen days that can
// no longer be kept.
func Solve(ctx context.Context, p *Problem, o Options) (*Solution, error) {
	if err := Invalid(p.Validate()); err != nil {
		return nil, err
	}
	run := newRun(ctx, p, o)
	seed := newState(run.m)
	if err := seed.restore(); err != nil {
		return nil, err
	}
	if err := seed.ruledOut(o.Wording); err != nil {
		return nil, err
	}
	best := run.search(seed)
	if err := best.leftOut(o.Wording); err != nil {
		if ctx.Err() != nil {
			return nil, fault.New(fault.Cancelled, "the search was stopped before it had a plan with everything that must be").WithCause(ctx.Err())
		}
		return nil, err
	}
	s := best.export()
	s.Bound = max(run.least(), s.Value)
	s.Iterations = int(run.steps)
	if r := Check(p, s); !r.Valid || r.Objective != s.Value {
		return nil, fault.New(fault.Internal, "the plan found breaks a rule: %v (objective %d, %d counted)", r.Errors, r.Objective, s.Value)
	}
	s.Uncovered = best.explain(o.Wording)
	s.Seconds = run.passed().Seconds()
	if err := ctx.Err(); err != nil {
		return s, fault.New(fault.Cancelled, "the search was stopped early; this is the best plan so far").WithCause(err)
	}
	return s, nil
}

// run is what the workers of one Solve share.
type run struct {
	ctx    context.Context
	m      *model
	o      Options
	passed func() time.Duration // since the start
	done   int                  // iterations that the stages over have had
	priced int                  // days priced by the linear program

	mu    sync.Mutex
	bound int
	steps int64
	best  Progress
	last  time.Duration // when Progress was called last
}

func newRun(ctx context.Context, p *Problem, o Options) *run {
	if o.Time <= 0 && o.Iterations <= 0 {
		o.Time = DefaultTime
	}
	o.Workers = min(max(o.Workers, 1), 4*runtime.NumCPU())
	r := &run{ctx: ctx, m: compile(p), o: o}
	r.passed = o.passed
	if r.passed == nil {
		start := time.Now()
		r.passed = func() time.Duration { return time.Since(start) }
	}
	r.bound = newBounder(r.m, r.o.Workers).run(boundRounds, func() bool { return r.stopped() || r.share(0) > boundShare })
	r.best = Progress{Value: math.MinInt, Bound: r.bound}
	return r
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
	if now := r.passed(); r.last == 0 || now-r.last >= 100*time.Millisecond {
		r.last = now
		r.best.Elapsed, r.best.Iterations = now, int(r.steps)
		r.o.Progress(r.best)
	}
}
