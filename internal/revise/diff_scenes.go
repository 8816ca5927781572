package revise

import (
	"cmp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
	"github.com/btsdirector/bts/internal/spelling"
)

func sceneChange(s production.Scene, why string) Change {
	return Change{What: whatScene, ID: string(s.ID), Title: strings.TrimSpace(s.Number + " " + s.Heading), Why: why}
}

func (d *differ) scenes() {
	origin := d.origins()
	was, is := newSceneDays(d.before.Days), newSceneDays(d.after.Days)
	order := d.outOfOrder()
	sides(d.before.Scenes, d.after.Scenes, func(s *production.Scene) production.SceneID { return s.ID }, func(before, after *production.Scene) {
		switch {
		case before == nil:
			d.added(sceneChange(*after, cmp.Or(origin[after.ID], "new in the "+scenePaper(*after))))
		case after == nil:
			d.removed(sceneChange(*before, cmp.Or(origin[before.ID], "no longer in the "+scenePaper(*before))))
		default:
			id := after.ID
			if why := movedDays(was[id], is[id]); why != "" {
				d.moved(sceneChange(*after, why))
			}
			if why := order[id]; why != "" {
				d.moved(sceneChange(*after, why))
			}
			f := d.sceneFields(*before, *after)
			d.shootFields(&f, *before, *after, was[id], is[id])
			if left := before.InScript && !after.InScript || after.Omitted && !before.Omitted; left && origin[id] != "" {
				f.short = append([]string{origin[id]}, f.short...)
			}
			d.changed(sceneChange(*after, ""), f)
		}
	})
}

func scenePaper(s production.Scene) string {
	if s.InScript {
		return "script"
	}
	return "schedule"
}

// origins says of scenes that came from others, or went into one, which those are.
func (d *differ) origins() map[production.SceneID]string {
	number := map[string]string{}
	for _, f := range []production.Facts{d.before, d.after} {
		for _, s := range f.Scenes {
			number[string(s.ID)] = cmp.Or(s.Number, s.Heading)
		}
	}
	origin := map[production.SceneID]string{}
	for _, l := range d.changes.Lineage {
		switch {
		case l.What != whatScene:
		case l.How == wasSplit && len(l.From) > 0:
			for _, id := range l.To {
				origin[production.SceneID(id)] = "split from scene " + number[l.From[0]]
			}
		case l.How == wereJoined && len(l.To) > 0:
			for _, id := range l.From {
				origin[production.SceneID(id)] = "now part of scene " + number[l.To[0]]
			}
		}
	}
	return origin
}

// outOfOrder finds the scenes of both scripts that stand elsewhere in the order: the fewest that, taken
// out, leave the others as they were.
func (d *differ) outOfOrder() map[production.SceneID]string {
	at := map[production.SceneID]int{}
	for n, s := range d.before.Scenes {
		if s.InScript {
			at[s.ID] = n
		}
	}
	var places []int
	var scenes []int
	for n, s := range d.after.Scenes {
		if place, known := at[s.ID]; known && s.InScript {
			places, scenes = append(places, place), append(scenes, n)
		}
	}
	stayed := map[int]bool{}
	for _, k := range longestRise(places) {
		stayed[scenes[k]] = true
	}
	out, previous := map[production.SceneID]string{}, ""
	for n, s := range d.after.Scenes {
		if !s.InScript {
			continue
		}
		if _, known := at[s.ID]; known && !stayed[n] {
			out[s.ID] = "now after scene " + previous
			if previous == "" {
				out[s.ID] = "now the first scene"
			}
		}
		previous = cmp.Or(s.Number, s.Heading)
	}
	return out
}

// sceneFields is what the papers say differently of a scene.
func (d *differ) sceneFields(was, is production.Scene) fields {
	var f fields
	if was.NumberGiven && is.NumberGiven && slate.Key(was.Number) != slate.Key(is.Number) {
		f.say("number", was.Number, is.Number)
	}
	d.standing(&f, was, is)
	if was.InScript == is.InScript {
		f.heading(was, is)
	}
	if was.InScript && is.InScript && was.Omitted == is.Omitted {
		f.text(was.Lines, is.Lines, d.renamed)
	}
	if was.InSchedule != is.InSchedule || was.InScript != is.InScript {
		return f
	}
	if was.InSchedule || firmLength(was) != "" && firmLength(is) != "" {
		f.add("length", firmLength(was), firmLength(is))
	}
	f.lists("cast", d.underNewNames(was.Characters), is.Characters)
	d.elements(&f, was, is)
	f.add("story day", was.ScriptDay, is.ScriptDay)
	f.add("shooting time", minutes(was.MinutesToShoot), minutes(is.MinutesToShoot))
	if spelling.Single(was.Synopsis) != spelling.Single(is.Synopsis) {
		f.say("synopsis", excerpt(was.Synopsis), excerpt(is.Synopsis))
	}
	f.lists("tags", was.Tags, is.Tags)
	return f
}

// standing notes that a scene came to or left a paper, or was omitted or restored.
func (d *differ) standing(f *fields, was, is production.Scene) {
	stands := func(paper string, before, after, first bool) {
		switch {
		case before == after || first:
		case after:
			f.say(paper, "", "in the "+paper)
		default:
			f.say(paper, "in the "+paper, "")
		}
	}
	stands("script", was.InScript, is.InScript, d.first.script)
	stands("schedule", was.InSchedule, is.InSchedule, d.first.schedule)
	switch {
	case was.InScript != is.InScript || was.Omitted == is.Omitted:
	case is.Omitted:
		f.list, f.short = append(f.list, FieldChange{Field: "omitted", Is: "omitted"}), append(f.short, "omitted")
	default:
		f.list, f.short = append(f.list, FieldChange{Field: "omitted", Was: "omitted"}), append(f.short, "restored")
	}
}

// heading notes another heading, or its parts where a paper gives them without one.
func (f *fields) heading(was, is production.Scene) {
	if was.Omitted != is.Omitted {
		return
	}
	if was.Heading != is.Heading && production.NormalHeading(was.Heading) != production.NormalHeading(is.Heading) {
		f.say("heading", was.Heading, is.Heading)
		return
	}
	f.add("set", was.Set, is.Set)
	f.add("time of day", was.TimeOfDay, is.TimeOfDay)
}

// firmLength is a length that a paper gives, "" for our estimate.
func firmLength(s production.Scene) string {
	if s.Estimated || s.Eighths == 0 {
		return ""
	}
	return production.Pages(s.Eighths)
}

func (d *differ) underNewNames(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = cmp.Or(d.renamed[name], name)
	}
	return out
}

// elements notes what a scene needs, sort by sort; people are noted as its cast.
func (d *differ) elements(f *fields, was, is production.Scene) {
	gather := func(s production.Scene, labels *[]string) map[string][]string {
		named := map[string][]string{}
		for _, e := range s.Elements {
			if e.Category == production.CategoryCast {
				continue
			}
			label := strings.ToLower(cmp.Or(e.Label, "needs"))
			if !slices.Contains(*labels, label) {
				*labels = append(*labels, label)
			}
			named[label] = append(named[label], excerpt(e.Name))
		}
		return named
	}
	var labels []string
	before, after := gather(was, &labels), gather(is, &labels)
	for _, label := range labels {
		f.lists(label, before[label], after[label])
	}
}
