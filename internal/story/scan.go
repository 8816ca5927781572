package story

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// How far back a word like "not" or "as if" reaches, in words of the same clause.
const (
	negationReach     = 3
	hypotheticalReach = 6
)

// hit is a pattern found in a sentence.
type hit struct{ cue, from, to int }

// evidence is one reason for a moment before it is weighed.
type evidence struct {
	source   string // what found it: a cue's id, "element", "schedule" …
	kind     Kind
	event    string
	strength int    // how sure it makes us, percent; negative speaks against
	text     string // the reason in words
	title    string // how a moment about this could be called, "" when it says too little
	sentence bool   // the title is what the script says, not what we call it
	heading  bool   // found in the heading, so as true of the set as of the scene
	cue      bool   // found by a cue of the lexicon
	opens    bool   // strong enough to propose a moment by itself
	line     int
	scene    string
	cast     []string
}

// headingMark parts a cue from the words of a heading in the source of evidence.
const headingMark = ": "

// opening is the least strength with which a piece of evidence can propose a moment by itself.
const opening = 25

// reader looks for cues in the words of scenes.
type reader struct {
	lex  *lexicon
	cast *cast
}

// scene reads all of a scene's text: heading, action and dialogue; the synopsis where there is no text.
func (r *reader) scene(s production.Scene) []evidence {
	var found []evidence
	found = append(found, r.text(s, "heading", s.Set, s.SourceLine)...)
	lines := 0
	for _, line := range s.Lines {
		switch line.Kind {
		case production.Action, production.ShotLine:
			found = append(found, r.text(s, "action", line.Text, line.Number)...)
			lines++
		case production.Dialogue, production.Lyric:
			found = append(found, r.text(s, "dialogue", line.Text, line.Number)...)
		case production.Parenthetical:
			found = append(found, r.text(s, "parenthetical", line.Text, line.Number)...)
		}
	}
	if lines == 0 && s.Synopsis != "" {
		found = append(found, r.text(s, "action", s.Synopsis, 0)...)
	}
	return found
}

// text finds the evidence in one paragraph, at most one piece of each cue for each sentence.
func (r *reader) text(s production.Scene, place, text string, line int) []evidence {
	index := r.lex.index[place]
	if len(index) == 0 || text == "" {
		return nil
	}
	p := &paragraph{cast: r.cast}
	var found []evidence
	for _, words := range r.lex.sentences(text) {
		for _, h := range r.hits(words, index) {
			c := r.lex.cues[h.cue]
			if c.Kind == Stunt && p.thing(words, h.from) {
				continue // what falls is no stunt unless somebody does
			}
			if !c.Animate || p.animate(words, h.from) {
				found = append(found, r.evidence(s, place, p, words, h, line))
			}
		}
		for _, name := range r.cast.named(words) {
			if !slices.Contains(p.named, name) {
				p.named = append(p.named, name)
			}
		}
	}
	return found
}

// hits finds the cues of a sentence that no trap covers and no "not" or "as if" takes back.
func (r *reader) hits(words sentence, index map[string][]*pattern) []hit {
	found := r.matches(words, index, nil)
	if len(found) == 0 {
		return nil
	}
	traps := r.matches(words, r.lex.traps, found)
	var kept []hit
	for _, h := range found {
		trapped := slices.ContainsFunc(traps, func(t hit) bool {
			return (t.cue == h.cue || t.cue == everyCue) && t.from < h.to && h.from < t.to
		})
		again := slices.ContainsFunc(kept, func(k hit) bool { return k.cue == h.cue })
		if !trapped && !again && !r.takenBack(words, h) && !r.epithet(words, h.from) {
			kept = append(kept, h)
		}
	}
	slices.SortStableFunc(kept, func(a, b hit) int { return a.cue - b.cue })
	return kept
}

// matches finds the patterns of an index in a sentence. With hits given, only patterns of their cues,
// and those for every cue, are tried.
func (r *reader) matches(words sentence, index map[string][]*pattern, only []hit) []hit {
	var found []hit
	for i, t := range words {
		keys := [...]string{t.low, t.bare, r.lex.countingKey(t.low)}
		for k, key := range keys {
			if key == "" || k == 1 && t.bare == t.low {
				continue
			}
			for _, p := range index[key] {
				wanted := only == nil || p.cue == everyCue || slices.ContainsFunc(only, func(h hit) bool { return h.cue == p.cue })
				if !wanted {
					continue
				}
				if to, ok := p.match(r.cast, words, i); ok {
					found = append(found, hit{p.cue, i, to})
				}
			}
		}
	}
	return found
}

// takenBack reports whether the words around a find say that it does not happen.
func (r *reader) takenBack(words sentence, h hit) bool {
	for back := 1; back <= hypotheticalReach && h.from-back >= 0; back++ {
		t := words[h.from-back]
		if t.pause {
			break
		}
		negated := r.lex.is("negation", t.low) || endsInOne(t.low, r.lex.negated)
		supposed := r.lex.is("hypothetical", t.low) || endsInOne(t.low, r.lex.assumed)
		if back <= negationReach && negated || supposed {
			return true
		}
	}
	for i := h.from + 1; i < len(words) && i < h.to+negationReach && !words[i].pause; i++ {
		if r.lex.is("later", words[i].low) {
			return true
		}
	}
	return false
}

func endsInOne(word string, endings []string) bool {
	return slices.ContainsFunc(endings, func(end string) bool { return strings.HasSuffix(word, end) })
}

// epithet reports whether a find is a by-name, as in "Karl the Giant": it names, nothing happens.
func (r *reader) epithet(words sentence, from int) bool {
	return from > 0 && r.lex.is("article", words[from].low) && r.cast.properWord(words[from-1].low) && capitalised(words[from-1].raw)
}

// evidence words one find.
func (r *reader) evidence(s production.Scene, place string, p *paragraph, words sentence, h hit, line int) evidence {
	c := r.lex.cues[h.cue]
	said := p.quote(words, h.from, h.to)
	e := evidence{source: c.ID, cue: true, kind: c.Kind, event: c.Event, strength: c.Strength, opens: c.Strength >= opening,
		line: line, scene: s.Number, cast: said.cast}
	switch {
	case place == "heading":
		found := strings.ToLower(plainWords(words[h.from:h.to]))
		e.text, e.heading, e.source = c.Label+": "+r.cast.place(s.Set), true, c.ID+headingMark+found
		e.title = upperFirst(r.cast.place(s.Set))
	case place == "dialogue" || place == "parenthetical":
		e.text = c.Label + ": “" + said.text + "”"
	case said.good:
		e.text = c.Label + ": " + said.text
		if len(said.text) <= longestTitle && !c.NounTitle {
			e.title, e.sentence = upperFirst(said.text), true
		}
	default:
		e.text = c.Label + ": " + c.Noun + ", “" + p.aside(words, h.from, h.to) + "”"
		if strings.HasPrefix(c.Noun, c.Label) {
			e.text = c.Label + ": “" + p.aside(words, h.from, h.to) + "”"
		}
	}
	if e.title == "" {
		e.title = upperFirst(r.noun(c, words[h.from:h.to])) + r.cast.within(s.Set)
	}
	return e
}

// noun is what a cue is called in a title: "goat" rather than "animal work".
func (r *reader) noun(c cue, found sentence) string {
	for len(found) > 0 && r.lex.is("article", found[0].low) {
		found = found[1:]
	}
	if !c.FoundTitle || len(found) == 0 || len(found) > shortNoun {
		return c.Noun
	}
	said := make([]string, len(found))
	for i, t := range found {
		said[i] = r.cast.plain(t, false)
	}
	return strings.Join(said, " ")
}

// shortNoun is how many words a name for something has at most.
const shortNoun = 3

// plainWords joins words with single spaces.
func plainWords(words sentence) string {
	list := make([]string, len(words))
	for i, t := range words {
		list[i] = t.raw
	}
	return strings.Join(list, " ")
}
