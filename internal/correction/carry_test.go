package correction

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

// stripOf is a strip of scene 1.
func stripOf(id string, closed bool, limit int) production.Strip {
	return production.Strip{ID: production.StripID(id), SceneNumber: "1", SceneID: "s1", Start: 1500, End: 1510, Set: "LAMP ROM", Closed: closed, Capacity: limit}
}

// scheduled is the sample with scene 1 shot in these strips and no others.
func scheduled(strips ...production.Strip) production.Facts {
	f := sample()
	f.Days[0].Units[0].Strips = f.Days[0].Units[0].Strips[1:]
	f.Days[1].Units[0].Strips = strips
	return f
}

// shownStrips are the strips of scene 1 as they show: "p1 closed 2", "p4 open -".
func shownStrips(f production.Facts) (out []string) {
	for _, d := range f.Days {
		for _, s := range d.Strips() {
			if s.SceneID != "s1" {
				continue
			}
			door, limit := "open", "-"
			if s.Closed {
				door = "closed"
			}
			if s.Capacity >= 0 {
				limit = fmt.Sprint(s.Capacity)
			}
			out = append(out, fmt.Sprintf("%s %s %s", s.ID, door, limit))
		}
	}
	return out
}

// onStrip corrects a strip that belonged to scene 1 when somebody last looked.
func onStrip(n int, strip, field, value, was string) Correction {
	c := made(n, Day, "d1", strip, field, value, was)
	c.Scene = "s1"
	return c
}

func met(c Correction) Correction {
	c.Met = true
	return c
}

// TestTheWholeScene: what keeps people off a set holds for every strip of its scene that has no word of its
// own, and outlives its strip.
func TestTheWholeScene(t *testing.T) {
	t.Parallel()
	open1, open4, open5 := stripOf("p1", false, -1), stripOf("p4", false, -1), stripOf("p5", false, -1)
	closed1, closed4, closed5 := stripOf("p1", true, -1), stripOf("p4", true, -1), stripOf("p5", true, -1)
	shut := onStrip(1, "p1", "closed", "yes", "no")
	tests := map[string]struct {
		paper production.Facts
		list  []Correction
		shown []string
		says  []string // the state of each, what its paper says, and where else it shows
	}{
		"a second day":        {scheduled(open1, open4), []Correction{shut}, []string{"p1 closed -", "p4 closed -"}, []string{"standing no [p4:no]"}},
		"the paper closes it": {scheduled(open1, closed4), []Correction{shut}, []string{"p1 closed -", "p4 closed -"}, []string{"standing no []"}},
		"opened there by hand": {scheduled(open1, open4), []Correction{shut, onStrip(2, "p4", "closed", "no", "no")},
			[]string{"p1 closed -", "p4 open -"}, []string{"standing no []", "standing no []"}},
		"opened there by hand, and the paper closes it": {scheduled(open1, closed4), []Correction{shut, onStrip(2, "p4", "closed", "no", "no")},
			[]string{"p1 closed -", "p4 closed -"}, []string{"standing no []", "disputed yes paper []"}},
		"open says nothing of other days": {scheduled(closed1, closed4), []Correction{onStrip(1, "p1", "closed", "no", "yes")}, []string{"p1 open -", "p4 closed -"}, []string{"standing yes []"}},
		"another field is no word of its own": {scheduled(open1, open4), []Correction{shut, onStrip(2, "p4", "cap", "2", "")},
			[]string{"p1 closed 2", "p4 closed 2"}, []string{"standing no [p4:no]", "standing  [p1:]"}},
		"another day, where it says it now": {scheduled(closed1, open4), []Correction{shut}, []string{"p1 closed -", "p4 closed -"}, []string{"disputed no [p4:no]"}},
		"the paper says it everywhere":      {scheduled(closed1, closed4), []Correction{shut}, []string{"p1 closed -", "p4 closed -"}, []string{"agreed yes []"}},
		"met, and a new day is open":        {scheduled(closed1, open4), []Correction{met(shut)}, []string{"p1 closed -", "p4 closed -"}, []string{"disputed no [p4:no]"}},

		"its strip is gone":                        {scheduled(open4, open5), []Correction{shut}, []string{"p4 closed -", "p5 closed -"}, []string{"standing no [p4:no p5:no]"}},
		"gone, and one is closed":                  {scheduled(closed4, open5), []Correction{shut}, []string{"p4 closed -", "p5 closed -"}, []string{"standing no [p5:no]"}},
		"gone, and all are closed":                 {scheduled(closed4, closed5), []Correction{shut}, []string{"p4 closed -", "p5 closed -"}, []string{"agreed yes []"}},
		"gone, after the paper had agreed":         {scheduled(open4), []Correction{met(shut)}, []string{"p4 closed -"}, []string{"disputed no [p4:no]"}},
		"gone, and made against another word":      {scheduled(open4), []Correction{onStrip(1, "p1", "closed", "yes", "yes")}, []string{"p4 closed -"}, []string{"disputed no [p4:no]"}},
		"gone, and opened there by hand":           {scheduled(open4), []Correction{shut, onStrip(2, "p4", "closed", "no", "no")}, []string{"p4 open -"}, []string{"replaced  []", "standing no []"}},
		"gone, and it had been opened again":       {scheduled(open4), []Correction{shut, onStrip(2, "p1", "closed", "no", "no")}, []string{"p4 open -"}, []string{"replaced  []", "orphaned  []"}},
		"gone with what opened it":                 {scheduled(closed4), []Correction{onStrip(1, "p1", "closed", "no", "yes")}, []string{"p4 closed -"}, []string{"orphaned  []"}},
		"gone with the scene":                      {scheduled(), []Correction{shut}, nil, []string{"orphaned  []"}},
		"gone, and nobody knew the scene":          {scheduled(open4), []Correction{made(1, Day, "d1", "p1", "closed", "yes", "no")}, []string{"p4 open -"}, []string{"orphaned  []"}},
		"gone, and a value nobody understands":     {scheduled(open4), []Correction{onStrip(1, "p1", "closed", "perhaps", "no")}, []string{"p4 open -"}, []string{"orphaned  []"}},
		"gone, another field":                      {scheduled(open4), []Correction{onStrip(1, "p1", "set", "STAIRS", "LAMP ROM")}, []string{"p4 open -"}, []string{"orphaned  []"}},
		"two that are gone":                        {scheduled(open4), []Correction{shut, onStrip(2, "p9", "closed", "yes", "no")}, []string{"p4 closed -"}, []string{"standing no [p4:no]", "standing no [p4:no]"}},
		"a limit":                                  {scheduled(open1, open4), []Correction{onStrip(1, "p1", "cap", "2", "")}, []string{"p1 open 2", "p4 open 2"}, []string{"standing  [p4:]"}},
		"a limit, and a stricter paper":            {scheduled(open1, stripOf("p4", false, 1)), []Correction{onStrip(1, "p1", "cap", "2", "")}, []string{"p1 open 2", "p4 open 1"}, []string{"standing  []"}},
		"a limit, and a weaker paper":              {scheduled(open1, stripOf("p4", false, 4)), []Correction{onStrip(1, "p1", "cap", "2", "")}, []string{"p1 open 2", "p4 open 2"}, []string{"standing  [p4:4]"}},
		"no limit":                                 {scheduled(stripOf("p1", false, 2), stripOf("p4", false, 2)), []Correction{onStrip(1, "p1", "cap", "", "2")}, []string{"p1 open -", "p4 open 2"}, []string{"standing 2 []"}},
		"more people":                              {scheduled(stripOf("p1", false, 2), stripOf("p4", false, 2)), []Correction{onStrip(1, "p1", "cap", "5", "2")}, []string{"p1 open 5", "p4 open 2"}, []string{"standing 2 []"}},
		"limits of two days":                       {scheduled(open1, open4, open5), []Correction{onStrip(1, "p1", "cap", "3", ""), onStrip(2, "p4", "cap", "2", "")}, []string{"p1 open 3", "p4 open 2", "p5 open 2"}, []string{"standing  []", "standing  [p5:]"}},
		"limits of two that are gone":              {scheduled(open4), []Correction{onStrip(1, "p1", "cap", "2", ""), onStrip(2, "p9", "cap", "3", "")}, []string{"p4 open 2"}, []string{"standing  [p4:]", "replaced  []"}},
		"a limit that is gone, a stricter paper":   {scheduled(stripOf("p4", false, 1)), []Correction{onStrip(1, "p1", "cap", "2", "")}, []string{"p4 open 1"}, []string{"disputed 1 paper []"}},
		"a limit that is gone, a weaker paper":     {scheduled(stripOf("p4", false, 4)), []Correction{onStrip(1, "p1", "cap", "2", "")}, []string{"p4 open 2"}, []string{"disputed 4 [p4:4]"}},
		"a limit that is gone, and the paper's":    {scheduled(stripOf("p4", false, 2)), []Correction{onStrip(1, "p1", "cap", "2", "")}, []string{"p4 open 2"}, []string{"agreed 2 []"}},
		"more people, and its strip is gone":       {scheduled(stripOf("p4", false, 2)), []Correction{onStrip(1, "p1", "cap", "5", "2")}, []string{"p4 open 2"}, []string{"disputed 2 paper []"}},
		"a limit there that holds off a lower one": {scheduled(open1, stripOf("p4", false, 5)), []Correction{onStrip(1, "p1", "cap", "2", ""), onStrip(2, "p4", "cap", "5", "3")}, []string{"p1 open 2", "p4 open 5"}, []string{"standing  []", "standing 5 []"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			facts, settled := Apply(test.paper, test.list)
			if diff := cmp.Diff(test.shown, shownStrips(facts)); diff != "" {
				t.Error("shown:", diff)
			}
			if diff := cmp.Diff(test.says, inBrief(settled)); diff != "" {
				t.Error("corrections:", diff)
			}
			again, still := Apply(test.paper, settled)
			if diff := cmp.Diff(facts, again); diff != "" {
				t.Error("the second time:", diff)
			}
			if diff := cmp.Diff(test.says, inBrief(still)); diff != "" {
				t.Error("corrections the second time:", diff)
			}
		})
	}
}

// inBrief are the state of each correction, what its paper says and where else it shows.
func inBrief(settled []Correction) (out []string) {
	for _, c := range settled {
		said, where := c.Paper, []string{}
		if c.PaperShows {
			said += " paper"
		}
		for _, e := range c.Also {
			where = append(where, string(e.Strip)+":"+e.Paper)
		}
		out = append(out, fmt.Sprintf("%s %s %v", c.State, said, where))
	}
	return out
}

// TestTheSceneOfAStrip: a correction knows the scene of its strip while that is there, and keeps it after.
func TestTheSceneOfAStrip(t *testing.T) {
	t.Parallel()
	list := []Correction{made(1, Day, "d1", "p1", "closed", "yes", "no"), made(2, Day, "d1", "p2", "closed", "yes", "no"), made(3, Day, "d1", "p1", "set", "STAIRS", "LAMP ROM"), made(4, Scene, "s1", "", "set", "STAIRS", "LAMP ROM")}
	_, list = Apply(sample(), list)
	for i, want := range []production.SceneID{"s1", "", "s1", ""} {
		if list[i].Scene != want {
			t.Errorf("the scene of %d is %q, want %q", i, list[i].Scene, want)
		}
	}
	facts, settled := Apply(scheduled(stripOf("p7", false, -1)), list)
	if settled[0].Scene != "s1" || !facts.Days[1].Units[0].Strips[0].Closed {
		t.Errorf("after the strip is gone: %+v, shown %v", settled[0], shownStrips(facts))
	}
}
