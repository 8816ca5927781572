package intake

import "github.com/btsdirector/bts/internal/production"

// Diff is what became of the scenes, days, events and people between two sets of facts, by their ids.
func Diff(before, after production.Facts, lineage []Lineage) Changes {
	c := Changes{Lineage: lineage}
	c.compare(listOf(before.Scenes, func(s production.Scene) Change { return sceneChange(s, "") }), listOf(after.Scenes, func(s production.Scene) Change { return sceneChange(s, "") }))
	c.compare(listOf(before.Days, func(d production.Day) Change { return dayChange(d, "") }), listOf(after.Days, func(d production.Day) Change { return dayChange(d, "") }))
	c.compare(listOf(before.Events, func(e production.Event) Change { return eventChange(e, "") }), listOf(after.Events, func(e production.Event) Change { return eventChange(e, "") }))
	c.compare(listOf(before.People, func(p production.Person) Change { return personChange(p, "") }), listOf(after.People, func(p production.Person) Change { return personChange(p, "") }))
	return c
}

func listOf[T any](list []T, change func(T) Change) []Change {
	out := make([]Change, len(list))
	for i, item := range list {
		out[i] = change(item)
	}
	return out
}

// compare notes which of the things before are gone and which of those after are new.
func (c *Changes) compare(before, after []Change) {
	was, is := map[string]bool{}, map[string]bool{}
	for _, b := range before {
		was[b.ID] = true
	}
	for _, a := range after {
		is[a.ID] = true
		if !was[a.ID] {
			c.Added = append(c.Added, a)
		}
	}
	for _, b := range before {
		if !is[b.ID] {
			c.Removed = append(c.Removed, b)
		}
	}
}
