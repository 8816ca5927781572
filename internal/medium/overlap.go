package medium

import (
	"runtime"
	"sync"
)

// waiters is how many requests to drives may be under way at least, however few cores there are.
const waiters = 16

// overlaps counts who asked for it.
var overlaps struct {
	sync.Mutex
	count, before int
}

// Overlap lets more requests wait for drives than the machine has cores, until end is called. A request that waits
// keeps one of the places for running code until the scheduler takes notice, which takes longer than a drive needs for
// 2 MiB: with two cores a drive would be asked for two pieces at a time.
func Overlap() (end func()) {
	o := &overlaps
	o.Lock()
	defer o.Unlock()
	if o.count++; o.count == 1 {
		o.before = runtime.GOMAXPROCS(0)
		runtime.GOMAXPROCS(max(o.before, waiters))
	}
	return sync.OnceFunc(func() {
		o.Lock()
		defer o.Unlock()
		if o.count--; o.count == 0 {
			runtime.GOMAXPROCS(o.before)
		}
	})
}
