package story

import (
	"slices"
	"sort"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// cast knows the characters of the film: how often they appear, how their names read in running
// text, and which words of the script are proper names.
type cast struct {
	lex    *lexicon
	scenes map[string]int         // character → number of scenes
	ranked []string               // by scenes, then name
	index  map[string][]knownName // first word, lower case → names, longest first
	parts  map[string]bool        // every word of a character's name, lower case
	proper map[string]bool        // lower-case words that the script writes with a capital
	small  map[string]bool        // … and those it also writes small
}

// knownName is a way to write a character's name.
type knownName struct {
	words     []string
	character string
}

func newCast(lex *lexicon, scenes []production.Scene) *cast {
	c := &cast{lex: lex, scenes: map[string]int{}, index: map[string][]knownName{}, parts: map[string]bool{},
		proper: map[string]bool{}, small: map[string]bool{}}
	for _, s := range scenes {
		for _, name := range uniqueSorted(s.Characters) {
			c.scenes[name]++
		}
		for _, line := range s.Lines {
			c.learnCapitals(line)
		}
	}
	for name := range c.scenes {
		c.ranked = append(c.ranked, name)
	}
	slices.SortFunc(c.ranked, func(a, b string) int {
		if c.scenes[a] != c.scenes[b] {
			return c.scenes[b] - c.scenes[a]
		}
		return strings.Compare(a, b)
	})
	for _, name := range c.ranked {
		c.learnName(name)
	}
	return c
}

// learnName files a character's whole name, and each telling word of it unless a bigger part has it.
func (c *cast) learnName(name string) {
	words := nameWords(name)
	if len(words) == 0 || slices.Contains(words, "and") || strings.ContainsAny(name, "/&") {
		return
	}
	for _, w := range words {
		c.parts[w] = true
	}
	c.index[words[0]] = append([]knownName{{words, name}}, c.index[words[0]]...)
	sort.SliceStable(c.index[words[0]], func(i, j int) bool {
		return len(c.index[words[0]][i].words) > len(c.index[words[0]][j].words)
	})
	if len(words) == 1 {
		return
	}
	for _, w := range words {
		taken := slices.ContainsFunc(c.index[w], func(k knownName) bool { return len(k.words) == 1 })
		if !taken && len(w) > 2 && !c.lex.is("generic", w) && !c.lex.is("determiner", w) {
			c.index[w] = append(c.index[w], knownName{[]string{w}, name})
		}
	}
}

// learnCapitals notes which words are written with a capital in the middle of a sentence.
func (c *cast) learnCapitals(line production.Line) {
	if line.Kind != production.Action && line.Kind != production.Dialogue {
		return
	}
	previous := byte('.')
	for _, word := range strings.Fields(plainSigns.Replace(line.Text)) {
		bare := strings.TrimFunc(word, func(r rune) bool { return !isWordRune(r) })
		if bare != "" && !shouted(bare) {
			low := strings.TrimSuffix(strings.ToLower(bare), "'s")
			if !capitalised(bare) {
				if !c.small[low] { // reading a map is much cheaper than writing it
					c.small[low] = true
				}
			} else if !strings.ContainsRune(".!?:-", rune(previous)) && low != "i" {
				c.proper[low] = true
			}
		}
		previous = word[len(word)-1]
	}
}

// at finds the character named at token i and the token after the name.
func (c *cast) at(tokens []token, i int) (character string, end int) {
	if tokens[i].pause || !capitalised(tokens[i].raw) {
		return "", i
	}
	first := strings.TrimSuffix(tokens[i].low, "'s")
	for _, known := range c.index[first] {
		if i+len(known.words) > len(tokens) {
			continue
		}
		same := true
		for k, w := range known.words {
			same = same && strings.TrimSuffix(tokens[i+k].low, "'s") == w
		}
		if same {
			return known.character, i + len(known.words)
		}
	}
	return "", i
}

// named lists the characters that tokens name, in order, each once.
func (c *cast) named(tokens []token) []string {
	var found []string
	for i := 0; i < len(tokens); {
		name, end := c.at(tokens, i)
		if name == "" {
			i++
			continue
		}
		if !slices.Contains(found, name) {
			found = append(found, name)
		}
		i = end
	}
	return found
}

// properWord reports whether a lower-case word is somebody's or something's name.
func (c *cast) properWord(low string) bool {
	bare := strings.TrimSuffix(low, "'s")
	if c.parts[bare] && !c.lex.is("generic", bare) && !c.lex.is("determiner", bare) {
		return true
	}
	return c.proper[bare] && !c.small[bare]
}

// leads are the characters that carry the film: those in at least a fifth as many scenes as the
// biggest part, six at most.
func (c *cast) leads() []string {
	return c.top(6, func(n int) bool { return n >= 3 && 5*n >= c.scenes[c.ranked[0]] })
}

// principals are the parts of three scenes or more, twelve at most.
func (c *cast) principals() []string {
	return c.top(12, func(n int) bool { return n >= 3 })
}

func (c *cast) top(limit int, enough func(scenes int) bool) []string {
	var chosen []string
	for _, name := range c.ranked {
		if len(chosen) < limit && enough(c.scenes[name]) {
			chosen = append(chosen, name)
		}
	}
	return chosen
}

// sorted gives the characters by size of part, then name, each once.
func (c *cast) sorted(names []string) []string {
	list := uniqueSorted(names)
	sort.SliceStable(list, func(i, j int) bool { return c.scenes[list[i]] > c.scenes[list[j]] })
	return list
}

// nameWords splits a name into lower-case words without punctuation.
func nameWords(name string) []string {
	return strings.FieldsFunc(strings.ToLower(plainSigns.Replace(name)), func(r rune) bool {
		return !isWordRune(r) && r != '\'' && r != '-'
	})
}

func uniqueSorted(names []string) []string {
	list := slices.Clone(names)
	slices.Sort(list)
	return slices.Compact(list)
}
