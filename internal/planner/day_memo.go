package planner

// memo remembers how much the search had earned whenever it came to a point of the day from which
// everything that follows is the same. Who comes there again with no more need not go on.
type memo struct {
	at    []memory
	stamp uint32
}

// memory is one point: two independent hashes of what is the same, and what was earned.
type memory struct {
	key, check uint64
	earned     float64
	stamp      uint32
}

const memoSize = 1 << 16

func (m *memo) clear() {
	if m.at == nil {
		m.at = make([]memory, memoSize)
	}
	m.stamp++
}

// reached reports whether the point was reached with as much before, and remembers it otherwise.
func (m *memo) reached(h hash, earned float64) bool {
	e := &m.at[h.key&(memoSize-1)]
	if e.stamp == m.stamp && e.key == h.key && e.check == h.check {
		if earned <= e.earned {
			return true
		}
		e.earned = earned
		return false
	}
	*e = memory{h.key, h.check, earned, m.stamp}
	return false
}

// hash is a pair of independent 64-bit hashes: a mistake would take both to meet.
type hash struct{ key, check uint64 }

func (h *hash) add(v int32) {
	h.key = (h.key ^ uint64(uint32(v))) * 0xff51afd7ed558ccd
	h.key ^= h.key >> 32
	h.check = (h.check + uint64(uint32(v)) + 0x632be59bd9b4e019) * 0xc2b2ae3d27d4eb4f
	h.check ^= h.check >> 29
}

// met reports whether the search has been at item i with the same people in the same places, the
// same shifts begun, the same things in use and the same moments done, and had earned as much.
func (b *dayBest) met(i int) bool {
	l := &b.team
	h := hash{uint64(i), uint64(i)}
	for m, done := range l.done {
		if done && int(b.last[m]) >= i {
			h.add(int32(m))
		}
	}
	h.add(none)
	now := &b.act[i]
	for k := range l.plan {
		if x := &b.act[l.plan[k].item]; x.end > now.start || x.slotEnd > now.slot {
			h.add(int32(l.plan[k].item))
		}
	}
	for j := range l.who {
		w := &l.who[j]
		h.add(none)
		if w.last == none {
			continue
		}
		meal, end := b.mealSoFar(w, now.start)
		h.add(w.jobs[0].start)
		h.add(meal)
		h.add(end)
		if end != none || int(b.free[w.last]) > i {
			h.add(int32(b.act[w.last].place))
			h.add(b.act[w.last].end)
		}
	}
	return l.memo.reached(h, l.value)
}

// mealSoFar is all that the past of a person's day means for a meal in it: the latest start of one in
// the gaps so far, none without, and the end of the last coverage, none when any item from now on
// leaves a gap long enough for a meal. The latest is the best: it leaves least work after it, and
// the latest call allows it.
func (b *dayBest) mealSoFar(w *member, now int32) (meal, end int32) {
	length := int32(b.m.p.Params.MealLen)
	to := b.m.latestCall(w.jobs) + int32(b.m.p.Params.MealMax)
	meal = none
	for k := range len(w.jobs) - 1 {
		x, y := &w.jobs[k], &w.jobs[k+1]
		if y.start-x.end >= length+b.m.travel[int(x.place)*b.m.places+int(y.place)] && x.end <= to {
			meal = max(meal, min(y.start-length, to))
		}
	}
	end = w.jobs[len(w.jobs)-1].end
	if end+length+b.t.reach <= now {
		if end <= to {
			meal = max(meal, min(now-length, to))
		}
		end = none
	}
	return meal, end
}
