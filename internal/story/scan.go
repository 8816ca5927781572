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
	opens    bool   // strong enough to propose a moment by itself
	line     int
	scene    string
	cast     []string
}

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
		}
	}
	if lines == 0 && s.Synopsis != "" {
		found = append(found, r.text(s, "action", s.Synopsis, 0)...)
	}
	return found
}

// text finds the evidence in one paragraph, at most one piece of each cue for each sentence.
func (r *reader) text(s production.Scene, place, text string, line int) []evidence {
	looking := r.lex.places[place]
	if len(looking) == 0 || text == "" {
		return nil
	}
	p := &paragraph{cast: r.cast}
	var found []evidence
	for _, words := range r.lex.sentences(text) {
		for _, h := range r.hits(words, looking) {
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
func (r *reader) hits(words sentence, looking map[int]bool) []hit {
	var found, traps []hit
	for i, t := range words {
		for _, p := range r.lex.index[t.low] {
			if p.cue != everyCue && !looking[p.cue] {
				continue
			}
			if to, ok := p.match(words, i); ok && p.trap {
				traps = append(traps, hit{p.cue, i, to})
			} else if ok {
				found = append(found, hit{p.cue, i, to})
			}
		}
	}
	var kept []hit
	for _, h := range found {
		trapped := slices.ContainsFunc(traps, func(t hit) bool {
			return (t.cue == h.cue || t.cue == everyCue) && t.from < h.to && h.from < t.to
		})
		again := slices.ContainsFunc(kept, func(k hit) bool { return k.cue == h.cue })
		if !trapped && !again && !r.takenBack(words, h.from) && !r.epithet(words, h.from) {
			kept = append(kept, h)
		}
	}
	slices.SortStableFunc(kept, func(a, b hit) int { return a.cue - b.cue })
	return kept
}

// takenBack reports whether the words before a find say that it does not happen.
func (r *reader) takenBack(words sentence, from int) bool {
	for back := 1; back <= hypotheticalReach && from-back >= 0; back++ {
		t := words[from-back]
		if t.pause {
			return false
		}
		negated := r.lex.is("negation", t.low) || strings.HasSuffix(t.low, "n't")
		supposed := r.lex.is("hypothetical", t.low) || strings.HasSuffix(t.low, "'d")
		if back <= negationReach && negated || supposed {
			return true
		}
	}
	return false
}

// epithet reports whether a find is a by-name, as in "Karl the Giant": it names, nothing happens.
func (r *reader) epithet(words sentence, from int) bool {
	return from > 0 && r.lex.is("article", words[from].low) && r.cast.properWord(words[from-1].low) && capitalised(words[from-1].raw)
}

// evidence words one find.
func (r *reader) evidence(s production.Scene, place string, p *paragraph, words sentence, h hit, line int) evidence {
	c := r.lex.cues[h.cue]
	said := p.quote(words, h.from, h.to)
	e := evidence{source: c.ID, kind: c.Kind, event: c.Event, strength: c.Strength, opens: c.Strength >= opening,
		line: line, scene: s.Number, cast: said.cast}
	switch {
	case place == "heading":
		found := strings.ToLower(plainWords(words[h.from:h.to]))
		e.text, e.heading, e.source = c.Label+": "+r.cast.place(s.Set), true, c.ID+" "+found
		e.title = upperFirst(r.cast.place(s.Set))
	case place == "dialogue":
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
