package revise

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
)

// draft is a script whose scenes know, beside what a reader would see, which scene they truly are.
type draft struct {
	rng      *rand.Rand
	scenes   []draftScene
	next     int  // key of the next new scene
	numbered bool // the script carries numbers
	believed bool // and they will not be given anew, so that they say which part of a scene is the scene
}

type draftScene struct {
	key   int
	cut   bool // was split or joined; that happens to a scene once, or nobody could say which is which
	scene production.Scene
}

// vocabulary makes words that are spread like those of a language: few are common, most are rare.
func word(rng *rand.Rand) string {
	syllables := []string{"ka", "lo", "mi", "ter", "shan", "ru", "bel", "os", "ven", "da", "qui", "por", "ne", "gra", "thi", "wu"}
	n := int(float64(2000) * rng.Float64() * rng.Float64() * rng.Float64())
	text := ""
	for n += 3; n > 0; n /= len(syllables) {
		text += syllables[n%len(syllables)]
	}
	return text
}

func sentence(rng *rand.Rand, words int) string {
	list := make([]string, words)
	for i := range list {
		list[i] = word(rng)
	}
	return strings.Join(list, " ") + "."
}

// newDraft writes a script: sets and characters come back as they do in a film.
func newDraft(rng *rand.Rand, scenes int) *draft {
	d := draft{rng: rng, numbered: true, believed: true}
	for range scenes {
		d.scenes = append(d.scenes, d.write())
	}
	d.renumber()
	for i := range d.scenes { // the number of a line is the scene that it stood in first
		s := &d.scenes[i]
		s.scene.Lines = slices.Clone(s.scene.Lines)
		for n := range s.scene.Lines {
			s.scene.Lines[n].Number = s.key
		}
	}
	return &d
}

// draftOf takes a script that was read.
func draftOf(rng *rand.Rand, script *production.Script) *draft {
	d := draft{rng: rng, numbered: true, believed: true}
	for _, s := range script.Scenes {
		d.scenes = append(d.scenes, draftScene{key: d.key(), scene: s})
	}
	d.renumber()
	for i := range d.scenes { // the number of a line is the scene that it stood in first
		s := &d.scenes[i]
		s.scene.Lines = slices.Clone(s.scene.Lines)
		for n := range s.scene.Lines {
			s.scene.Lines[n].Number = s.key
		}
	}
	return &d
}

func (d *draft) key() int { d.next++; return d.next }

// write makes a new scene.
func (d *draft) write() draftScene {
	where, set, time := []production.IntExt{production.Interior, production.Exterior}[d.rng.IntN(2)], "SET "+strings.ToUpper(word(d.rng)), []string{"DAY", "NIGHT"}[d.rng.IntN(2)]
	s := production.Scene{Heading: production.BuildHeading(where, set, time), IntExt: where, Set: set, TimeOfDay: time, InScript: true, Eighths: 4, Estimated: true}
	for range 2 + d.rng.IntN(10) {
		s.Lines = append(s.Lines, d.line(production.Action))
		if d.rng.IntN(2) == 0 {
			s.Lines = append(s.Lines, production.Line{Kind: production.Character, Text: fmt.Sprintf("NAME%d", d.rng.IntN(20))}, d.line(production.Dialogue))
		}
	}
	return draftScene{key: d.key(), scene: s}
}

func (d *draft) line(kind production.LineKind) production.Line {
	return production.Line{Kind: kind, Text: sentence(d.rng, 4+d.rng.IntN(12))}
}

func (d *draft) renumber() {
	d.scenes = slices.DeleteFunc(d.scenes, func(s draftScene) bool { return s.scene.Omitted })
	for i := range d.scenes {
		d.scenes[i].scene.Number = fmt.Sprint(i + 1)
	}
}

// some picks a share of the scenes that have text, from the last to the first.
func (d *draft) some(share float64) []int {
	var picked []int
	for i := len(d.scenes) - 1; i >= 0; i-- {
		if len(d.scenes[i].scene.Lines) > 0 && d.rng.Float64() < share {
			picked = append(picked, i)
		}
	}
	return picked
}

// after is a number between that of scene i and the next: 12A, or 12AA where that is taken.
func (d *draft) after(i int) string {
	used := map[string]bool{}
	for _, s := range d.scenes {
		used[slate.Key(s.scene.Number)] = true
	}
	number, _ := slate.Inserted(d.scenes[i].scene.Number, 0, used)
	return number
}

// The edits of a revision. Each leaves the draft knowing which scene is which.
var edits = map[string]func(d *draft, share float64){
	"insert": (*draft).insert,
	"omit": func(d *draft, share float64) {
		for _, i := range d.some(share) {
			if !d.numbered {
				d.scenes = slices.Delete(d.scenes, i, i+1)
				continue
			}
			d.scenes[i].scene = production.Scene{Number: d.scenes[i].scene.Number, Heading: "OMITTED", Set: "OMITTED", Omitted: true, InScript: true}
		}
	},
	"remove": (*draft).remove,
	"split": func(d *draft, share float64) {
		for _, i := range d.some(share) {
			d.split(i)
		}
	},
	"join": func(d *draft, share float64) {
		for _, i := range d.some(share / 2) {
			if i+1 < len(d.scenes) && len(d.scenes[i+1].scene.Lines) > 0 {
				d.join(i)
			}
		}
	},
	"renumber": func(d *draft, share float64) {
		d.insert(share / 2)
		d.remove(share / 2)
		d.renumber()
	},
	"reorder": func(d *draft, share float64) {
		for range d.some(share / 2) {
			from := d.rng.IntN(len(d.scenes))
			s := d.scenes[from]
			d.scenes = slices.Delete(d.scenes, from, from+1)
			d.scenes = slices.Insert(d.scenes, d.rng.IntN(len(d.scenes)+1), s)
		}
	},
	"rewrite": func(d *draft, share float64) {
		for _, i := range d.some(share) {
			d.rewrite(&d.scenes[i].scene)
		}
	},
	"rename": func(d *draft, _ float64) {
		from, to := d.busiest(), "ANOTHER NAME"
		for i := range d.scenes {
			lines := slices.Clone(d.scenes[i].scene.Lines)
			for n := range lines {
				if lines[n].Kind == production.Character && intake.CharacterName(lines[n].Text) == from {
					lines[n].Text = to
				}
			}
			d.scenes[i].scene.Lines = lines
		}
	},
}

func (d *draft) insert(share float64) {
	for _, i := range d.some(share) {
		s := d.write()
		s.scene.Number = d.after(i)
		d.scenes = slices.Insert(d.scenes, i+1, s)
	}
}

func (d *draft) remove(share float64) {
	for _, i := range d.some(share) {
		d.scenes = slices.Delete(d.scenes, i, i+1)
	}
}

// rewrite changes a share of a scene's lines, and now and then its time of day. A scene that changes
// completely keeps its heading: without that, and without its number, nobody could tell.
func (d *draft) rewrite(s *production.Scene) {
	kept := d.rng.Float64() * 0.8
	s.Lines = slices.Clone(s.Lines)
	for n := range s.Lines {
		if s.Lines[n].Kind != production.Character && d.rng.Float64() > kept {
			s.Lines[n] = d.line(s.Lines[n].Kind)
		}
	}
	if kept > 0.4 {
		s.TimeOfDay = "DUSK"
		s.Heading = production.BuildHeading(s.IntExt, s.Set, s.TimeOfDay)
	}
}

// split parts a scene in two. The number says which part is the old scene; without numbers it is the one
// with more of its text, and one of them has clearly more.
func (d *draft) split(i int) {
	if d.scenes[i].cut {
		return
	}
	whole := d.scenes[i]
	lines := whole.scene.Lines
	share := []float64{0.2, 0.3, 0.7, 0.8}[d.rng.IntN(4)]
	cut := 0
	for n := 0; cut < len(lines) && float64(n) < share*float64(textOfKey(lines, whole.key)); cut++ {
		n += textOfKey(lines[cut:cut+1], whole.key)
	}
	if cut == 0 || cut == len(lines) {
		return
	}
	whole.cut = true
	first, second := whole, draftScene{d.key(), true, whole.scene}
	first.scene.Lines, second.scene.Lines = lines[:cut:cut], lines[cut:]
	second.scene.Number = d.after(i)
	if !d.believed && textOfKey(second.scene.Lines, whole.key) > textOfKey(first.scene.Lines, whole.key) {
		first.key, second.key = second.key, first.key
	}
	d.scenes[i] = first
	d.scenes = slices.Insert(d.scenes, i+1, second)
}

// join makes one scene of two. It is the first one; without numbers it is the one that gives more text,
// and the heading with it.
func (d *draft) join(i int) {
	first, second := d.scenes[i], d.scenes[i+1]
	if first.cut || second.cut {
		return
	}
	first.cut, second.cut = true, true
	if !d.believed && textOfKey(second.scene.Lines, second.key) > textOfKey(first.scene.Lines, first.key) {
		lines := slices.Concat(first.scene.Lines, second.scene.Lines)
		first, second = second, first
		first.scene.Lines = lines
	} else {
		first.scene.Lines = slices.Concat(first.scene.Lines, second.scene.Lines)
	}
	d.scenes[i] = first
	d.scenes = slices.Delete(d.scenes, i+1, i+2)
}

// textOfKey counts the letters that stood in a scene from the start, without the cues.
func textOfKey(lines []production.Line, key int) int {
	n := 0
	for _, l := range lines {
		if l.Number == key && l.Kind != production.Character {
			n += len(l.Text)
		}
	}
	return n
}

func (d *draft) busiest() string {
	count, best := map[string]int{}, ""
	for _, s := range d.scenes {
		for _, l := range s.scene.Lines {
			if l.Kind == production.Character {
				name := intake.CharacterName(l.Text)
				if count[name]++; best == "" || count[name] > count[best] || count[name] == count[best] && name < best {
					best = name
				}
			}
		}
	}
	return best
}

// document is the draft as a reader would hand it on.
func (d *draft) document() intake.Document {
	script := production.Script{Title: "A draft"}
	for i, s := range d.scenes {
		scene := s.scene
		scene.Position, scene.NumberGiven = i, d.numbered
		if !d.numbered {
			scene.Number = fmt.Sprint(i + 1)
		}
		scene.Characters = castOf(scene)
		script.Scenes = append(script.Scenes, scene)
	}
	return intake.Document{Kind: intake.KindScript, Format: intake.FormatFountain, Script: &script}
}

// identities maps the true scenes to the ids that they have in the facts.
func (d *draft) identities(t testing.TB, facts production.Facts) map[int]production.SceneID {
	t.Helper()
	ids, used := map[int]production.SceneID{}, map[production.SceneID]bool{}
	for i, s := range d.scenes {
		id := facts.Scenes[i].ID
		if used[id] || id == "" {
			t.Fatalf("scene %s has the id %q of another scene", s.scene.Number, id)
		}
		used[id] = true
		ids[s.key] = id
	}
	return ids
}

// score counts the scenes of the next draft that are who they should be.
func (d *draft) score(t testing.TB, before map[int]production.SceneID, facts production.Facts) (right, all int) {
	t.Helper()
	known := map[production.SceneID]bool{}
	for _, id := range before {
		known[id] = true
	}
	for key, id := range d.identities(t, facts) {
		if was, old := before[key]; old && id == was || !old && !known[id] {
			right++
		}
		all++
	}
	return right, all
}

// merged takes a paper in that must be accepted, and holds that every strip has its scene and that the
// paper taken in again changes nothing.
func merged(t testing.TB, facts production.Facts, doc intake.Document) (production.Facts, Changes) {
	t.Helper()
	now, changes, err := Merge(facts, doc, MergeOptions{Force: true})
	if err != nil {
		t.Fatal(err)
	}
	checkFacts(t, now)
	return now, changes
}

// checkFacts holds what is true of all facts: ids are given and unique, and strips point at scenes.
func checkFacts(t testing.TB, facts production.Facts) {
	t.Helper()
	ids := map[string]bool{}
	once := func(what, id string) {
		if id == "" || ids[id] {
			t.Fatalf("the id %q of a %s is missing or used twice", id, what)
		}
		ids[id] = true
	}
	scenes := map[production.SceneID]bool{"": true}
	for _, s := range facts.Scenes {
		once("scene", string(s.ID))
		scenes[s.ID] = true
	}
	for _, p := range facts.People {
		once("person", string(p.ID))
	}
	for _, e := range facts.Events {
		once("event", string(e.ID))
	}
	for _, d := range facts.Days {
		once("day", string(d.ID))
		for _, s := range d.Strips() {
			once("strip", string(s.ID))
			if !scenes[s.SceneID] {
				t.Fatalf("the strip of scene %s points at a scene that is gone", s.SceneNumber)
			}
		}
	}
}
