package planner

// How the prices begin, and how far one step may move each kind of them, next to the others.
const (
	firstDrop  = 0.6 // what a step aims to lower the bound by, as a share of it; halves on the way
	startPrice = 0.5 // first price of a moment, as a share of its worth
	scaleSlope = 0.3
	scaleOnce  = 3000.0
	scaleShare = 0.15
)

// count adds a chosen crew-day to the subgradient.
func (b *bounder) count(cd int) {
	m := b.m
	for _, i := range b.taken[cd] {
		o := &m.options[b.items[i].option]
		mo := &m.moments[o.moment]
		at := b.slot0[o.moment] + int(b.items[i].slot)
		share := b.share[at]
		b.step.slope[mo.arc] += share * float64(o.worth)
		b.step.once[o.moment] -= share
		b.step.share[at] += b.worth[b.items[i].option]
		for _, d := range mo.owed {
			if int(o.day) <= m.owed[d].byDay {
				b.step.owed[d] += share
			}
		}
	}
}

// follow moves the prices against the subgradient, as far as would lower the bound by about drop
// if it were a plane, and back into their limits.
func (b *bounder) follow(drop float64) {
	m := b.m
	b.centre()
	norm := 0.0
	for _, g := range b.step.slope {
		norm += g * g * scaleSlope * scaleSlope
	}
	for d, g := range b.step.owed {
		norm += g * g * b.owedScale(d) * b.owedScale(d)
	}
	for _, g := range b.step.once {
		norm += g * g * scaleOnce * scaleOnce
	}
	for _, g := range b.step.share {
		norm += g * g * scaleShare * scaleShare
	}
	if norm == 0 {
		return
	}
	t := drop / norm
	q := m.p.Params.Slopes
	for a, g := range b.step.slope {
		b.slope[a] = min(max(b.slope[a]-t*g*scaleSlope*scaleSlope, float64(q[2])), float64(q[0]))
	}
	for d, g := range b.step.owed {
		b.owed[d] = min(max(b.owed[d]-t*g*b.owedScale(d)*b.owedScale(d), 0), float64(m.owed[d].price))
	}
	for i, g := range b.step.once {
		b.once[i] = max(b.once[i]-t*g*scaleOnce*scaleOnce, 0)
	}
	for i, g := range b.step.share {
		b.share[i] -= t * g * scaleShare * scaleShare
	}
}

func (b *bounder) owedScale(d int) float64 { return float64(b.m.owed[d].price) / 10 }

// centre makes the shares' part of the subgradient add up to nothing for each moment, so that the
// shares of a team always add up to one.
func (b *bounder) centre() {
	for i := range b.m.moments {
		part := b.step.share[b.slot0[i] : b.slot0[i]+len(b.m.moments[i].slots)]
		mean := 0.0
		for _, g := range part {
			mean += g
		}
		mean /= float64(len(part))
		for k := range part {
			part[k] -= mean
		}
	}
}
