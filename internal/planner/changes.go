package planner

import "slices"

// Changes says for everything in which a plan differs from the problem's baseline why it does, found by
// checking: covers that moved, changed people, were dropped or are new, in order of the old plan and
// then of the new, after them the shifts cancelled and added. It is empty without a baseline and for a
// plan that does not obey the rules (Check).
func Changes(p *Problem, s *Solution, w Wording) []Change {
	if p.Baseline == nil {
		return []Change{}
	}
	z := finished(p, s)
	if z == nil {
		return []Change{}
	}
	c := newComparison(&explainer{search: z, w: w}, s)
	for i := range p.Baseline.Covers {
		c.cover(&p.Baseline.Covers[i])
	}
	for i := range s.Covers {
		if cover := &s.Covers[i]; c.old[cover.Moment] == nil {
			c.note(Added, nil, cover, c.whyAdded(cover))
		}
	}
	c.noteShifts()
	return c.out
}

// comparison is a plan beside its baseline.
type comparison struct {
	*explainer
	old        map[int]*Cover // by moment
	now        map[int]*Cover
	before     map[crewDay]bool
	after      map[crewDay]bool
	newShifts  []crewDay // shifts that were not in the baseline, in order of the plan
	lostShifts []crewDay // shifts of the baseline that are not worked, in its order
	out        []Change
}

func newComparison(e *explainer, s *Solution) *comparison {
	b := e.m.p.Baseline
	c := &comparison{
		explainer: e, old: map[int]*Cover{}, now: map[int]*Cover{}, before: shiftSet(b.Shifts), after: shiftSet(s.Shifts), out: []Change{},
	}
	c.prepare()
	c.caps = newCapTable(e.m.p, e.m.clock)
	for i := range s.Covers {
		c.now[s.Covers[i].Moment] = &s.Covers[i]
	}
	for i := range b.Covers {
		c.old[b.Covers[i].Moment] = &b.Covers[i]
	}
	for _, sh := range s.Shifts {
		if cd := (crewDay{sh.Crew, sh.Day}); !c.before[cd] {
			c.newShifts = append(c.newShifts, cd)
		}
	}
	for _, sh := range b.Shifts {
		if cd := (crewDay{sh.Crew, sh.Day}); !c.after[cd] {
			c.lostShifts = append(c.lostShifts, cd)
		}
	}
	return c
}

// note appends a change of a moment; from and to are nil where it was or is not covered.
func (c *comparison) note(kind ChangeKind, from, to *Cover, reason string) {
	ch := Change{Kind: kind, Crew: none, FromDay: none, FromStart: none, ToDay: none, ToStart: none, Reason: reason, Told: c.taken()}
	if from != nil {
		ch.Moment, ch.FromDay, ch.FromStart = from.Moment, from.Day, from.Start
	}
	if to != nil {
		ch.Moment, ch.ToDay, ch.ToStart = to.Moment, to.Day, to.Start
	}
	c.out = append(c.out, ch)
}

// cover notes what became of a cover of the baseline, unless it was kept.
func (c *comparison) cover(old *Cover) {
	now := c.now[old.Moment]
	if kind := whatBecame(old, now); kind != "" {
		c.note(kind, old, now, c.why(old, now))
	}
}

// whatBecame is the kind of a change of a cover, "" for one that was kept. The order within a team
// does not matter to anybody.
func whatBecame(old, now *Cover) ChangeKind {
	if now == nil {
		return Dropped
	}
	if now.Day != old.Day || now.Start != old.Start || now.Place != old.Place {
		return Moved
	}
	a, b := slices.Clone(old.Team), slices.Clone(now.Team)
	slices.Sort(a)
	slices.Sort(b)
	if !slices.Equal(a, b) {
		return Reteamed
	}
	return ""
}

// kept reports whether a moment is covered as it was.
func (c *comparison) kept(mo int) bool {
	return c.old[mo] != nil && whatBecame(c.old[mo], c.now[mo]) == ""
}

// why is the reason for which a cover is not as it was: what the problem no longer allows, else what
// the plan has in its place.
func (c *comparison) why(old, now *Cover) string {
	if text := c.ruledOutNow(old); text != "" {
		return text
	}
	return c.crowdedOut(old, now)
}

// noteShifts notes the shifts cancelled and added.
func (c *comparison) noteShifts() {
	for _, cd := range c.lostShifts {
		c.out = append(c.out, Change{
			Kind: Cancelled, Moment: none, Crew: cd.crew, FromDay: cd.day, FromStart: none, ToDay: none, ToStart: none,
			Reason: c.whyCancelled(cd), Told: c.taken(),
		})
	}
	for _, cd := range c.newShifts {
		c.out = append(c.out, Change{
			Kind: Opened, Moment: none, Crew: cd.crew, FromDay: none, FromStart: none, ToDay: cd.day, ToStart: none,
			Reason: "For " + c.workOf(cd, c.now) + ".",
		})
	}
}
