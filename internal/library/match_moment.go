package library

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
)

// How near in time a recording has to be, in minutes, and what that is worth; and what else counts for or against a moment.
const (
	closeBy, within    = 15, 45
	duringPlan         = 60
	closePlan          = 45
	aroundPlan         = 25
	onPlanDay          = 20 // the day alone is known
	duringWindow       = 35 // of a moment that the plan leaves out
	closeWindow        = 20
	wideWindow         = 20
	teamHas, teamNot   = 25, -25
	sceneIs, sceneNot  = 30, -30
	nameSays           = 30
	atPlace, farOff    = 10, -30
	nearMetres         = 500.0
	farMetres          = 3000.0
	wideMinutes        = 6 * 60
	nobodyKnowsMinutes = -1
)

// apart is how many minutes lie between the recording and a span of a day, 0 where they meet; -1 unknown.
func (v *view) apart(d production.Date, start, end production.Clock) int {
	if !v.timed || !start.Known() {
		return nobodyKnowsMinutes
	}
	if !end.Known() {
		end = start
	}
	from, to := d.At(start, v.m.around.zone()), d.At(end, v.m.around.zone())
	switch {
	case v.from.After(to):
		return minutesUp(v.from.Sub(to))
	case v.to.Before(from):
		return minutesUp(from.Sub(v.to))
	}
	return 0
}

func minutesUp(d time.Duration) int { return int((d + time.Minute - 1) / time.Minute) }

// moments are what the asset may show: what the plan has at its time, what else could be seen then, and what is of the scene
// on the slate.
func (v *view) moments() []found {
	var out []found
	for _, c := range v.m.covers[v.a.Day] {
		k, known := v.m.moments[c.Moment]
		if !known {
			continue
		}
		f := found{id: string(k.ID), title: k.Title}
		v.weighCover(&f, c)
		v.weighMoment(&f, k, c.Place, c.Location)
		out = append(out, f)
	}
	for _, w := range v.m.windows[v.a.Day] {
		f := found{id: string(w.ID), title: w.Title}
		if v.weighWindow(&f, w); f.score > 0 {
			v.weighMoment(&f, w.KnownMoment, w.Place, w.Location)
			out = append(out, f)
		}
	}
	return out
}

// weighCover says what a planned moment has for and against it.
func (v *view) weighCover(f *found, c PlannedCover) {
	plan := "the plan has " + v.team(c.Team) + fromTo(c.Start, c.End)
	switch minutes := v.apart(c.Date, c.Start, c.End); {
	case minutes == nobodyKnowsMinutes:
		f.add(onPlanDay, plan+" of that day")
	case minutes == 0:
		f.add(duringPlan, v.when()+", "+plan)
	case minutes <= closeBy:
		f.add(closePlan, fmt.Sprintf("%s, %d min from when %s", v.when(), minutes, plan))
	case minutes <= within:
		f.add(aroundPlan, fmt.Sprintf("%s, %d min from when %s", v.when(), minutes, plan))
	}
	if v.a.Operator == "" || len(c.Team) == 0 {
		return
	}
	name := v.m.crew[v.a.Operator].Name
	if slices.Contains(c.Team, v.a.Operator) {
		f.add(teamHas, v.operatorWords(name))
	} else {
		f.add(teamNot, "it is "+possessive(name)+", who is not on the team")
	}
}

// operatorWords say whose the recording is, and by what.
func (v *view) operatorWords(name string) string {
	if c, known := v.m.cards[v.a.Card]; known && c.Operator == v.a.Operator {
		return "card " + c.Name + " is " + possessive(name)
	}
	return "it is " + possessive(name)
}

// weighWindow says what a moment has for it that the plan leaves out.
func (v *view) weighWindow(f *found, w momentWindow) {
	minutes := v.apart(w.Date, w.Start, w.End)
	wide := w.End-w.Start > wideMinutes
	switch {
	case minutes == nobodyKnowsMinutes:
		f.add(wideWindow-5, "it can be seen on that day")
	case minutes == 0 && !wide:
		f.add(duringWindow, v.when()+", it can be seen"+fromTo(w.Start, w.End))
	case minutes == 0:
		f.add(wideWindow, v.when()+", it can be seen all day")
	case minutes <= closeBy:
		f.add(closeWindow, fmt.Sprintf("%s, it can be seen%s", v.when(), fromTo(w.Start, w.End)))
	}
}

// weighMoment adds what speaks for and against a moment whenever it is.
func (v *view) weighMoment(f *found, k KnownMoment, place, location string) {
	if scene, score, says, ok := v.hinted(); ok && k.Scene != "" && score >= LeastScore {
		if scene.ID == k.Scene {
			f.add(sceneIs, says)
		} else {
			f.add(sceneNot, says+", and this is of scene "+k.Number)
		}
	}
	switch {
	case k.Person != "" && v.named(k.Person):
		f.add(nameSays, "its name says "+k.Person)
	case v.says(v.m.titles[k.ID]):
		f.add(nameSays, "its name says what it is")
	}
	if metres, name, ok := v.metresTo(place, location); ok && metres <= nearMetres {
		f.add(atPlace, fmt.Sprintf("it was recorded at %s", name))
	} else if ok && metres >= farMetres {
		f.add(farOff, fmt.Sprintf("it was recorded %.1f km from %s", metres/1000, name))
	}
	if k.Kind == "interview" && v.a.Kind == media.Still {
		f.add(-10, "a talk is filmed or recorded, and this is a still")
	}
}

// team are the first names of a team, with a space behind; "" for nobody.
func (v *view) team(ids []production.MemberID) string {
	var names []string
	for _, id := range ids {
		if c, known := v.m.crew[id]; known {
			names = append(names, c.Name)
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) == 0 {
		return "it"
	}
	return strings.Join(names, " and ") + " there"
}

// fromTo is a span in a sentence, with a space before: " 13:50–14:20".
func fromTo(from, to production.Clock) string {
	switch {
	case !from.Known():
		return ""
	case !to.Known():
		return " at " + from.String()
	}
	return " " + from.String() + "–" + to.String()
}
