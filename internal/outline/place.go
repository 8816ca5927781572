package outline

// Step is how far apart the places of new neighbours are.
const Step = 1024.0

// Between is a place after one neighbour and before the other; ok is false when there is no room left between
// them, and all have to be numbered anew. A neighbour of nil is none.
func Between(after, before *float64) (place float64, ok bool) {
	switch {
	case after == nil && before == nil:
		return Step, true
	case before == nil:
		return *after + Step, true
	case after == nil:
		return *before - Step, true
	}
	place = *after + (*before-*after)/2
	return place, place > *after && place < *before
}
