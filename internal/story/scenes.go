package story

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// The sources of evidence that are not cues of a lexicon.
const (
	fromElement  = "element"
	fromHeading  = "heading"
	fromPart     = "part"
	fromLength   = "length"
	fromSchedule = "schedule"
)

// monologueWords is how long a speech is before it is one.
const monologueWords = 90

// What a monologue is worth, percent: little for being long, more the longer it is.
const (
	leastSpeech = 12
	mostSpeech  = 40
)

// findInScenes proposes moments for what happens in each scene: one for each kind, and one for each
// event that stands apart.
func (x *finder) findInScenes() {
	r := &reader{lex: x.lex, cast: x.cast}
	first, last := x.appearances()
	sets, seen := map[string]bool{}, map[string]bool{}
	for i := range x.facts.Scenes {
		s := x.facts.Scenes[i]
		found := weakenRepeatedSets(r.scene(s), sets)
		found = append(found, x.elements(s, seen)...)
		found = append(found, x.nightExterior(s)...)
		found = append(found, x.speeches(s)...)
		found = append(found, x.children(s)...)
		x.proposeScene(&x.facts.Scenes[i], found, x.prominence(s, first, last))
	}
}

// weakenRepeatedSets leaves what a heading says at full strength only for the first scene on a set:
// a circus is a set piece once, not in each of its ten scenes. sets remembers what was said.
func weakenRepeatedSets(found []evidence, sets map[string]bool) []evidence {
	for i, e := range found {
		if !e.heading {
			continue
		}
		if sets[e.source] {
			found[i].strength, found[i].opens = e.strength/3, false
		}
		sets[e.source] = true
	}
	return found
}

// proposeScene groups a scene's evidence and proposes each group that has something to open it.
func (x *finder) proposeScene(s *production.Scene, found, support []evidence) {
	groups := map[string][]evidence{}
	var order []string
	var against []evidence
	for _, e := range found {
		if e.strength < 0 {
			against = append(against, e)
			continue
		}
		name := string(e.kind)
		if slices.Contains(rules().kinds[e.kind].Apart, e.event) {
			name += "/" + e.event
		}
		if groups[name] == nil {
			order = append(order, name)
		}
		groups[name] = append(groups[name], e)
	}
	for _, name := range order {
		list := groups[name]
		lead := strongest(list)[0]
		if !opens(list) {
			continue
		}
		m := Moment{Key: name + "/" + sceneKey(*s), Kind: lead.kind, SceneID: s.ID, Scene: s.Number, Title: titleOf(list)}
		m.Windows = x.board.around(*s, rules().kinds[lead.kind])
		for _, e := range list {
			m.Cast = append(m.Cast, e.cast...)
		}
		m.Cast = slices.DeleteFunc(m.Cast, func(c string) bool { return !slices.Contains(s.Characters, c) })
		if len(m.Cast) == 0 {
			m.Cast = slices.Clone(s.Characters)
		}
		x.propose(lead.event, m, s, slices.Concat(list, against, support))
	}
}

// oftenEnough is how many finds of one cue open a moment that none of them could open alone.
const oftenEnough = 3

// opens reports whether evidence can propose a moment: one piece is strong enough, or a scene comes
// back to the same thing.
func opens(list []evidence) bool {
	count := map[string]int{}
	for _, e := range list {
		if count[e.source]++; e.opens || count[e.source] >= oftenEnough && e.cue {
			return true
		}
	}
	return false
}

// titleOf takes the title of the strongest evidence, or of one nearly as strong for which the script
// has a whole sentence. What the breakdown names comes before both: departments will say it so.
func titleOf(list []evidence) string {
	best := strongest(list)
	if best[0].source == fromElement {
		return best[0].title
	}
	for _, e := range best {
		if e.sentence && 4*e.strength >= 3*best[0].strength {
			return e.title
		}
	}
	return best[0].title
}

var number = regexp.MustCompile(`\d+`)

// againStrength is what an element is worth in the scenes after its first, percent: a lens that is
// used in five scenes is news once.
const againStrength = 40

// elements turns what the breakdown asks for into evidence. seen remembers what earlier scenes had.
func (x *finder) elements(s production.Scene, seen map[string]bool) []evidence {
	list := slices.Clone(s.Elements)
	slices.SortFunc(list, func(a, b production.Element) int {
		return cmp.Or(cmp.Compare(a.Category, b.Category), strings.Compare(a.Name, b.Name))
	})
	var found []evidence
	for _, e := range list {
		rule, ok := rules().elements[e.Category]
		name := strings.TrimSpace(e.Name)
		if !ok || name == "" {
			continue
		}
		strength, opens := rule.Strength, rule.Opens
		if rule.PerHundred > 0 {
			people, _ := strconv.Atoi(number.FindString(name))
			strength = min(75, strength+rule.PerHundred*min(people, 1000)/100)
			opens = people >= rule.Crowd
		}
		if key := fmt.Sprint(e.Category, " ", strings.ToLower(name)); seen[key] {
			strength = strength * againStrength / 100
			opens = opens && strength >= opening
		} else {
			seen[key] = true
		}
		shown := name
		if shouted(name) {
			shown = x.cast.place(name)
		}
		found = append(found, evidence{source: fromElement, kind: rule.Kind, event: rule.Event, strength: strength, opens: opens,
			text: rule.Label + ": " + shown, title: rule.title(shown) + x.cast.within(s.Set), scene: s.Number})
	}
	return found
}

// title calls a moment by an element; the label goes with it where a name alone says too little.
func (r elementRule) title(name string) string {
	if r.Kind == FittingTest {
		return upperFirst(r.Label) + ": " + name
	}
	return upperFirst(name)
}

// nightExterior is evidence for work in the dark, more of it where the schedule really shoots by night.
func (x *finder) nightExterior(s production.Scene) []evidence {
	if !s.Night() || s.IntExt == production.Interior || s.IntExt == "" {
		return nil
	}
	e := evidence{source: fromHeading, kind: Technical, event: "night", strength: 24, opens: false, line: s.SourceLine, scene: s.Number,
		text: "night exterior: " + x.cast.place(s.Set), title: "Night exterior" + x.cast.within(s.Set)}
	list := []evidence{e}
	for _, shot := range x.board.shooting(s) {
		if shot.end > 20*60 || shot.start < 5*60 {
			list = append(list, evidence{source: fromSchedule, kind: Technical, event: "night", strength: 34, opens: true, scene: s.Number,
				text: fmt.Sprintf("night shoot: %s to %s on day %d", shot.start, shot.end, shot.number), title: e.title})
			break
		}
	}
	return list
}

// speeches finds monologues that are spoken in the picture.
func (x *finder) speeches(s production.Scene) []evidence {
	var found []evidence
	speaker, words, line := "", 0, 0
	flush := func() {
		if words >= monologueWords && speaker != "" {
			who := x.cast.display(speaker)
			found = append(found, evidence{source: "monologue", kind: Performance, event: "performance", opens: true, line: line, scene: s.Number,
				strength: min(mostSpeech, leastSpeech+words/10), text: fmt.Sprintf("monologue: %s, %d words", who, words), title: who + "'s monologue" + x.cast.within(s.Set), cast: []string{speaker}})
		}
		speaker, words = "", 0
	}
	for _, l := range s.Lines {
		switch l.Kind {
		case production.Character:
			flush()
			speaker, line = "", l.Number
			offScreen := strings.Contains(l.Text, "V.O") || strings.Contains(l.Text, "V.0") || strings.Contains(l.Text, "O.S")
			if name, _, _ := strings.Cut(strings.ToUpper(l.Text), "("); !offScreen {
				speaker = strings.TrimSpace(strings.TrimLeft(name, "@"))
			}
		case production.Dialogue:
			words += len(strings.Fields(l.Text))
		case production.Action:
			flush()
		}
	}
	flush()
	return found
}

var childAge = regexp.MustCompile(`([A-Z][A-Za-z’']+),? (?:\((?:AGE )?(\d{1,2})\)|(?:AGE |aged? )(\d{1,2})\b)`)

// children finds characters that the text introduces with an age below fifteen.
func (x *finder) children(s production.Scene) []evidence {
	var found []evidence
	for _, l := range s.Lines {
		if l.Kind != production.Action || !strings.ContainsAny(l.Text, "0123456789") {
			continue
		}
		for _, m := range childAge.FindAllStringSubmatch(l.Text, -1) {
			age, _ := strconv.Atoi(m[2] + m[3])
			who, _ := x.cast.at(sentence{{raw: m[1], low: strings.ToLower(plainSigns.Replace(m[1]))}}, 0)
			if who == "" || age < 1 || age > 14 {
				continue
			}
			name := x.cast.display(who)
			found = append(found, evidence{source: "child", kind: Performance, event: "performance", strength: 20, line: l.Number, scene: s.Number,
				text: fmt.Sprintf("child: %s is %d", name, age), title: name + x.cast.within(s.Set), cast: []string{who}})
		}
	}
	return found
}
