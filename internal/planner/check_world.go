package planner

// kit is rule 8: no more in use than there is.
func (k *checker) kit() {
	uses := make([][]use, len(k.p.Kit))
	for i := range k.s.Covers {
		c := &k.s.Covers[i]
		m := &k.p.Moments[c.Moment]
		until := c.Start + max(m.Dur, m.KitHold) + k.p.Params.KitBuffer
		for _, n := range m.Kit {
			uses[n.Kit] = append(uses[n.Kit], use{c.Start, until, n.N})
		}
	}
	for i, list := range uses {
		if n, at := peak(list); n > k.p.Kit[i].Stock {
			k.breaks(8, "%d of %q are in use at %d, there are %d", n, k.p.Kit[i].Name, at, k.p.Kit[i].Stock)
		}
	}
}

// caps is rule 9: people at a strip's place while it runs.
func (k *checker) caps() {
	for d := range k.p.Days {
		for _, u := range k.p.Days[d].Units {
			for i := range u.Strips {
				k.capOf(d, &u.Strips[i])
			}
		}
	}
}

func (k *checker) capOf(day int, strip *Strip) {
	var uses []use
	for i := range k.s.Covers {
		c := &k.s.Covers[i]
		from, to := max(c.Start, strip.Start), min(k.end(c), strip.End)
		if c.Place == strip.Place && from < to {
			uses = append(uses, use{from, to, len(c.Team)})
		}
	}
	if n, at := peak(uses); n > strip.Cap {
		k.breaks(9, "%d people are at %q at %d on day %d, where scene %d allows %d",
			n, k.p.Places[strip.Place].Name, at, day, strip.Scene, strip.Cap)
	}
}

// interviews is rule 10: nobody is interviewed while acting, or twice at once.
func (k *checker) interviews() {
	for i := range k.s.Covers {
		c := &k.s.Covers[i]
		person := k.p.Moments[c.Moment].Person
		if person < 0 {
			continue
		}
		for d := range k.p.Days {
			for _, u := range k.p.Days[d].Units {
				for j := range u.Strips {
					st := &u.Strips[j]
					if st.Start < k.end(c) && c.Start < st.End && contains(st.Cast, person) {
						k.breaks(10, "%s asks %q at %d, who is in scene %d until %d",
							k.moment(c.Moment), k.p.People[person], c.Start, st.Scene, st.End)
					}
				}
			}
		}
		for j := range k.s.Covers[:i] {
			o := &k.s.Covers[j]
			if k.p.Moments[o.Moment].Person == person && o.Start < k.end(c) && c.Start < k.end(o) {
				k.breaks(10, "%s and %s ask %q at the same time", k.moment(o.Moment), k.moment(c.Moment), k.p.People[person])
			}
		}
	}
}

// frozen is rule 11: on frozen days what still can happen stays, and no shift is new.
func (k *checker) frozen() {
	if k.p.FreezeDay == 0 {
		return
	}
	kept := make(map[triple]bool)
	for _, c := range k.s.Covers {
		for _, t := range c.Team {
			kept[triple{c.Moment, t, c.Day}] = true
		}
	}
	for _, t := range possibleTriples(k.p) {
		if t.day < k.p.FreezeDay && !kept[t] {
			k.breaks(11, "%s no longer covers %s on day %d, which is frozen", k.crew(t.crew), k.moment(t.moment), t.day)
		}
	}
	var before map[crewDay]bool
	if k.p.Baseline != nil {
		before = shiftSet(k.p.Baseline.Shifts)
	}
	for _, sh := range k.s.Shifts {
		if sh.Day < k.p.FreezeDay && !before[crewDay{sh.Crew, sh.Day}] {
			k.breaks(11, "%s has a new shift on day %d, which is frozen", k.crew(sh.Crew), sh.Day)
		}
	}
}

// must is rule 12, which only problems with a list of musts have: each of them is covered.
func (k *checker) must() {
	covered := make(map[int]bool, len(k.s.Covers))
	for _, c := range k.s.Covers {
		covered[c.Moment] = true
	}
	for _, i := range k.p.Must {
		if !covered[i] {
			k.breaks(12, "%s must be covered and is not", k.moment(i))
		}
	}
}
