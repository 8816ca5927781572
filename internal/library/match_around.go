package library

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
)

// scenes are the scenes that the asset may be of: that of its moment, of the slate, and what is shot at its time.
func (v *view) scenes() []found {
	of := map[production.SceneID]*found{}
	var order []production.SceneID
	say := func(s production.Scene, score int, why string) {
		f := of[s.ID]
		if f == nil {
			f = &found{id: string(s.ID), title: strings.TrimSpace("Scene " + s.Number + " " + s.Set)}
			of[s.ID], order = f, append(order, s.ID)
		}
		f.score, f.why = max(f.score, score), append(f.why, why)
	}
	if s, score, says, ok := v.hinted(); ok {
		say(s, score, says)
	}
	if k, known := v.m.moments[v.a.Moment]; known && k.Scene != "" {
		if s, there := v.m.scenes[k.Scene]; there {
			say(s, 90, "the moment that it shows is of scene "+s.Number)
		}
	}
	for _, unit := range v.m.days[v.a.Day].Units {
		for _, strip := range unit.Strips {
			s, there := v.m.scenes[strip.SceneID]
			if !there || v.apart(v.a.Day, strip.Start, strip.End) != 0 {
				continue
			}
			score, how := 50, "scene "+s.Number+" is shot"
			if strip.Estimated {
				score, how = 35, "scene "+s.Number+" is probably shot"
			}
			say(s, score, v.when()+", "+how+fromTo(strip.Start, strip.End))
		}
	}
	var out []found
	for _, id := range order {
		out = append(out, *of[id])
	}
	return out
}

// talks are the interviews that the asset may be of.
func (v *view) talks(moments []found) []found {
	if v.a.Kind == media.Still && v.a.Moment == "" {
		return nil
	}
	var out []found
	for _, t := range v.m.around.Talks {
		f := found{id: string(t.ID), title: "Talk with " + t.Person}
		switch at := slices.IndexFunc(moments, func(m found) bool { return t.Moment != "" && m.id == string(t.Moment) }); {
		case t.Moment != "" && t.Moment == v.a.Moment:
			f.add(90, "it shows the moment that the talk is")
		case v.a.Moment != "" && t.Moment != "": // it shows something else
			continue
		case at >= 0:
			f.score, f.why = moments[at].score-5, slices.Clone(moments[at].why)
		case v.named(t.Person):
			f.add(60, "its name says "+t.Person)
		default:
			continue
		}
		out = append(out, f)
	}
	return out
}

// people are who may be seen or heard.
func (v *view) people() []found {
	of := map[string]*found{}
	var order []string
	say := func(name string, score int, why string) {
		if name == "" {
			return
		}
		if of[name] == nil {
			of[name], order = &found{id: name, title: name}, append(order, name)
		}
		of[name].score, of[name].why = max(of[name].score, score), append(of[name].why, why)
	}
	if t, known := v.m.talks[v.a.Talk]; known {
		say(t.Person, 90, "it is the talk with "+t.Person)
	}
	k, shows := v.m.moments[v.a.Moment]
	if shows {
		say(k.Person, 85, "the moment is with "+k.Person)
	}
	for _, p := range v.m.around.People {
		switch {
		case slices.ContainsFunc(v.seen.People, func(n string) bool { return strings.EqualFold(strings.TrimSpace(n), p.Name) }):
			say(p.Name, 90, "the file names "+p.Name)
		case strings.Contains(p.Name, " ") && v.named(p.Name):
			say(p.Name, 75, "its name says "+p.Name)
		case shows && p.Character != "" && slices.Contains(k.Cast, p.Character):
			say(p.Name, 45, p.Name+" plays "+p.Character+", who is in the moment")
		}
	}
	var out []found
	for _, name := range order {
		out = append(out, *of[name])
	}
	return out
}

// places are where the asset may have been recorded.
func (v *view) places() []found {
	var out []found
	if v.a.Spot != nil {
		for _, s := range v.m.around.Sites {
			if metres := metresBetween(*v.a.Spot, s.Spot); metres <= nearMetres {
				out = append(out, found{s.Name, s.Name, 95 - int(metres/50), []string{fmt.Sprintf("its coordinates are %.0f m from there", metres)}})
			}
		}
	}
	for _, c := range v.m.covers[v.a.Day] {
		if c.Moment == v.a.Moment && v.a.Moment != "" {
			place := cmp.Or(c.Location, c.Place)
			out = append(out, found{place, place, 85, []string{"the plan has the moment there"}})
		}
	}
	at := map[string]bool{}
	var names []string
	for _, unit := range v.m.days[v.a.Day].Units {
		if unit.Location != "" && !at[unit.Location] {
			at[unit.Location], names = true, append(names, unit.Location)
		}
	}
	elsewhere := slices.ContainsFunc(v.m.covers[v.a.Day], func(c PlannedCover) bool { return c.Location != "" && !at[c.Location] })
	for _, name := range names {
		score, why := 45, "a unit works there on that day"
		if len(names) == 1 && !elsewhere {
			score, why = 80, "everybody works there on that day"
		}
		out = append(out, found{name, name, score, []string{why}})
	}
	return strongest(out)
}

// strongest joins what is found twice under its higher score.
func strongest(list []found) []found {
	var out []found
	for _, f := range list {
		at := slices.IndexFunc(out, func(o found) bool { return o.id == f.id })
		if at < 0 {
			out = append(out, f)
			continue
		}
		out[at].score, out[at].why = max(out[at].score, f.score), append(out[at].why, f.why...)
	}
	return out
}

// shots are those of the unit's list that the asset may prove. None is sure: somebody has to look.
func (v *view) shots() []found {
	if v.a.Moment == "" {
		return nil
	}
	var out []found
	for _, s := range v.m.around.Shots {
		if s.Moment != v.a.Moment || !fits(s.Medium, v.a) {
			continue
		}
		f := found{id: string(s.ID), title: s.Title}
		f.add(50, "it shows the moment of the shot, as "+s.Medium)
		if v.says(titleWords(s.Title)) {
			f.add(20, "its name says what it is")
		}
		if s.On != "" && s.On == v.a.Day {
			f.add(10, "it is of the day that the shot is wanted on")
		}
		out = append(out, f)
	}
	return out
}

// fits reports whether an asset can be a shot of a medium.
func fits(medium string, a Asset) bool {
	switch medium {
	case "video", "timelapse":
		return a.Kind == media.Video
	case "stills":
		return a.Kind == media.Still
	case "sound":
		return a.Kind == media.Audio || a.Kind == media.Video
	}
	return false
}

// metresTo is how far the asset was recorded from the place or location, where both are known.
func (v *view) metresTo(place, location string) (metres float64, name string, ok bool) {
	if v.a.Spot == nil {
		return 0, "", false
	}
	for _, s := range v.m.around.Sites {
		if s.Name == "" || s.Name != place && s.Name != location {
			continue
		}
		if d := metresBetween(*v.a.Spot, s.Spot); !ok || d < metres {
			metres, name, ok = d, s.Name, true
		}
	}
	return metres, name, ok
}

// metresBetween is the length of the great circle between two spots, on a ball of the earth's mean radius.
func metresBetween(a, b media.Spot) float64 {
	const radius = 6_371_008.8
	rad := func(x float64) float64 { return x * math.Pi / 180 }
	dLat, dLon := rad(b.Latitude-a.Latitude), rad(b.Longitude-a.Longitude)
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(rad(a.Latitude))*math.Cos(rad(b.Latitude))*math.Pow(math.Sin(dLon/2), 2)
	return 2 * radius * math.Asin(math.Min(1, math.Sqrt(h)))
}
