package planner

// How much longer a day is thought about when the time before was not enough, and when it is given up.
const (
	longer    = 6
	mostTried = 50_000_000
)

// converge adds day plans until none is missing, with more and more effort for days whose best plan
// was not found for certain, and reports whether it came to that end before stop.
func (w *master) converge(stop func() bool) bool {
	for d := range w.days {
		w.tries[d] = full.limit
	}
	for w.generate(full, stop) {
		if !w.persist() {
			return true
		}
	}
	return false
}

// persist gives the days longer that are not certain; it reports whether there are such.
func (w *master) persist() bool {
	found := false
	for d := range w.answers {
		if !w.answers[d].exact && w.tries[d] < mostTried {
			w.tries[d] *= longer
			found = true
		}
	}
	return found
}

// prove bounds what any plan can be worth: by what each day is worth at most at the linear program's
// prices.
func (w *master) prove(stop func() bool) {
	if !w.lp.solve(stop) {
		return
	}
	w.setPrices(w.lp.price)
	open := make([]int, len(w.days))
	for d := range open {
		open[d] = d
	}
	for len(open) > 0 {
		w.ask(open, full, stop)
		sum := w.constants()
		for d := range w.answers {
			sum += w.answers[d].value
		}
		w.bound = min(w.bound, sum)
		if stop() || !w.persist() {
			return
		}
		left := open[:0]
		for _, d := range open {
			if !w.answers[d].exact {
				left = append(left, d)
			}
		}
		open = left
	}
}
