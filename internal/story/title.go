package story

import (
	"strings"
)

// longestTitle is where a sentence stops being a title, in letters.
const longestTitle = 64

// display writes a character's or performer's name as people read it: "KARL THE GIANT" becomes
// "Karl the Giant". A name with small letters is left as it is.
func (c *cast) display(name string) string {
	if !shouted(name) {
		return name
	}
	words := strings.Fields(name)
	for i, w := range words {
		words[i] = c.nameWord(w, i == 0)
	}
	return strings.Join(words, " ")
}

func (c *cast) nameWord(word string, first bool) string {
	low := strings.ToLower(word)
	if small := c.lex.is("determiner", low) || c.lex.is("preposition", low) || low == "and"; small && !first {
		return low
	}
	if written, ok := c.lex.acronym[low]; ok {
		return written
	}
	var b strings.Builder
	start := true
	for i, r := range low {
		piece := string(r)
		if start {
			piece = strings.ToUpper(piece)
		}
		b.WriteString(piece)
		start = r == '-' || (r == '\'' && i == 1) || (strings.HasPrefix(low, "mc") && i == 1 && len(low) > 4)
	}
	return b.String()
}

// place writes a set inside a sentence: "WILL'S BEDROOM" becomes "Will's bedroom".
func (c *cast) place(set string) string {
	if !shouted(set) {
		return set
	}
	words := strings.Fields(set)
	for i, w := range words {
		bare := strings.Trim(strings.ToLower(plainSigns.Replace(w)), ".,()/-")
		switch written, ok := c.lex.acronym[bare]; {
		case ok:
			words[i] = strings.Replace(strings.ToLower(w), bare, written, 1)
		case c.properWord(bare):
			words[i] = c.nameWord(w, true)
		default:
			words[i] = strings.ToLower(w)
		}
	}
	return strings.Join(words, " ")
}

// plain writes a word of the script without shouting.
func (c *cast) plain(t token, sentenceStart bool) string {
	if t.low == "i" || strings.HasPrefix(t.low, "i'") {
		return upperFirst(t.low)
	}
	if t.raw == "A" {
		return t.low
	}
	if written, ok := c.lex.acronym[t.low]; ok && shouted(t.raw) {
		return written
	}
	if shouted(t.raw) {
		if c.properWord(t.low) {
			return c.nameWord(t.raw, true)
		}
		return t.low
	}
	if sentenceStart && !c.properWord(t.low) {
		return lowerFirst(t.raw)
	}
	return t.raw
}

// within says where something happens, for titles that say only what: " (Will's bedroom)".
func (c *cast) within(set string) string {
	if set, _, _ = strings.Cut(set, " ("); set == "" {
		return ""
	}
	return " (" + c.place(set) + ")"
}

// names joins names as people say them: "Maya, Tom and Ada".
func (c *cast) names(list []string) string {
	shown := make([]string, len(list))
	for i, name := range list {
		shown[i] = c.display(name)
	}
	return joinWords(shown)
}

func joinWords(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
