package revise

import "slices"

// maxTable bounds the work of align for the whole paper; scripts are far below it.
const maxTable = 4 << 20

// align pairs scenes between the pairs found so far: those that stand in the same order in both papers
// at the same place, or with texts that are alike.
func (m *matcher) align() {
	left := maxTable
	place := newPlaces(m.was, m.is)
	for _, gap := range m.gaps() {
		var a, b []int
		for j := gap.oldFrom; j < gap.oldTo; j++ {
			if !m.taken[j] {
				a = append(a, j)
			}
		}
		for _, i := range m.order[gap.from:gap.to] {
			if m.free(i) {
				b = append(b, i)
			}
		}
		if len(a) == 0 || len(b) == 0 || len(a)*len(b) > left {
			continue
		}
		left -= len(a) * len(b)
		m.alignGap(a, b, place)
	}
}

// gap is a stretch of both papers between two neighbouring pairs.
type gap struct {
	from, to       int // places in order
	oldFrom, oldTo int
}

// gaps cuts both papers at the longest chain of pairs that stand in the same order.
func (m *matcher) gaps() []gap {
	var at, old []int
	for n, i := range m.order {
		if m.pair[i] >= 0 {
			at, old = append(at, n), append(old, m.pair[i])
		}
	}
	var gaps []gap
	next := gap{}
	for _, k := range longestRise(old) {
		next.to, next.oldTo = at[k], old[k]
		gaps = append(gaps, next)
		next = gap{from: at[k] + 1, oldFrom: old[k] + 1}
	}
	next.to, next.oldTo = len(m.order), len(m.old)
	return append(gaps, next)
}

// longestRise returns the places of a longest strictly rising subsequence (patience sorting).
func longestRise(values []int) []int {
	var tops []int // place of the smallest last value of a rise of each length
	before := make([]int, len(values))
	for k, v := range values {
		n, _ := slices.BinarySearchFunc(tops, v, func(top, v int) int { return values[top] - v })
		before[k] = -1
		if n > 0 {
			before[k] = tops[n-1]
		}
		if n == len(tops) {
			tops = append(tops, k)
		} else {
			tops[n] = k
		}
	}
	rise := make([]int, len(tops))
	for n, k := len(tops)-1, last(tops); n >= 0; n, k = n-1, before[k] {
		rise[n] = k
	}
	return rise
}

func last(list []int) int {
	if len(list) == 0 {
		return -1
	}
	return list[len(list)-1]
}

// places numbers the places of scenes, 0 for none.
type places struct{ was, is []int }

func newPlaces(was, is []profile) places {
	known := map[string]int{"": 0}
	number := func(scenes []profile) []int {
		numbers := make([]int, len(scenes))
		for i, p := range scenes {
			n, ok := known[p.place]
			if !ok {
				n = len(known)
				known[p.place] = n
			}
			numbers[i] = n
		}
		return numbers
	}
	return places{number(was), number(is)}
}

// alignGap finds the best pairs in order (Needleman and Wunsch): the same place counts one, a text
// that is alike up to two.
func (m *matcher) alignGap(a, b []int, place places) {
	width := len(a) + 1
	table := make([]float32, (len(b)+1)*width)
	worth := make([]float32, len(b)*len(a))
	for y := len(b) - 1; y >= 0; y-- {
		row := worth[y*len(a) : (y+1)*len(a)]
		m.worth(row, a, b[y], place)
		for x := len(a) - 1; x >= 0; x-- {
			best := max(table[(y+1)*width+x], table[y*width+x+1])
			if row[x] > 0 {
				best = max(best, table[(y+1)*width+x+1]+row[x])
			}
			table[y*width+x] = best
		}
	}
	for x, y := 0, 0; x < len(a) && y < len(b); {
		w := worth[y*len(a)+x]
		switch here := table[y*width+x]; {
		case w > 0 && here == table[(y+1)*width+x+1]+w:
			m.set(b[y], a[x])
			x, y = x+1, y+1
		case here == table[y*width+x+1]:
			x++
		default:
			y++
		}
	}
}

// worth fills in what it is worth to pair the fresh scene with each of the old ones.
func (m *matcher) worth(row []float32, a []int, fresh int, place places) {
	for x, j := range a {
		if place.is[fresh] != 0 && place.was[j] == place.is[fresh] && m.may(fresh, j) {
			row[x] = 1
		}
	}
	for _, n := range m.near[fresh] {
		if x, ok := slices.BinarySearch(a, n.old); ok && n.text > 0 && m.may(fresh, n.old) {
			row[x] += float32(2 * n.text)
		}
	}
}
