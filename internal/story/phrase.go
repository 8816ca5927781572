package story

import (
	"slices"
	"strings"
)

// Limits of a quoted phrase, in words: what stands before the find, and what follows it.
const (
	headWords = 5
	tailWords = 8
)

// phrase is what the script says around a find.
type phrase struct {
	text string   // "Maya falls from the balcony"
	good bool     // it has a subject and three words, so that it can stand as a title
	cast []string // characters named in it
}

// paragraph follows who has been named, so that "he" can be given a name where only one is possible.
type paragraph struct {
	cast  *cast
	named []string
}

// quote makes the phrase around tokens[from:to]: from the beginning of the clause to the end of the
// words that belong to the find. A pronoun is replaced only where one character alone was named.
func (p *paragraph) quote(s sentence, from, to int) phrase {
	start := p.clauseStart(s, from)
	end := p.tail(s, to)
	head := s[start:from]
	subject, good := p.subject(s, start, head)
	words := make([]string, 0, len(head)+end-from)
	switch {
	case subject != "":
		words = append(words, p.cast.display(subject))
		head = afterSubject(p.cast, head)
	case len(head) > headWords || len(head) > 0 && p.cast.lex.is("pronoun", head[0].low):
		head = nil
	}
	for i, t := range head {
		words = append(words, p.cast.plain(t, start+i == 0))
	}
	for i := from; i < end; i++ {
		if s[i].pause {
			continue
		}
		words = append(words, p.cast.plain(s[i], i == 0))
	}
	named := p.cast.named(s[start:end])
	if subject != "" {
		named = append(named, subject)
	}
	return phrase{text: strings.Join(words, " "), good: good && len(words) > 2, cast: uniqueSorted(named)}
}

// clauseStart walks back from a find to the word that begins its clause.
func (p *paragraph) clauseStart(s sentence, from int) int {
	start := from
	for start > 0 && !s[start-1].pause && !p.cast.lex.is("breaker", s[start-1].low) {
		start--
	}
	for start < from && p.cast.lex.is("opener", s[start].low) && !articleBeforeNoun(s, start, from) {
		start++
	}
	return start
}

// articleBeforeNoun keeps the "a" of "a car", which is an opener only in "a beat".
func articleBeforeNoun(s sentence, i, from int) bool {
	return s[i].low == "a" && (i+1 >= from || s[i+1].low != "beat")
}

// tail walks forward from the end of a find to the end of what belongs to it.
func (p *paragraph) tail(s sentence, to int) int {
	end := to
	for end < len(s) && end < to+tailWords && !s[end].pause && !p.cast.lex.is("breaker", s[end].low) {
		end++
	}
	if end < len(s) && end == to+tailWords && !s[end].pause {
		end = p.lastPreposition(s, to, end)
	}
	for end > to && p.cast.lex.is("weak", s[end-1].low) {
		end--
	}
	for end > 0 && s[end-1].pause {
		end--
	}
	return end
}

// lastPreposition shortens a tail that had to be cut in the middle to where its last phrase begins.
func (p *paragraph) lastPreposition(s sentence, to, end int) int {
	for i := end - 1; i > to; i-- {
		if p.cast.lex.is("preposition", s[i].low) {
			return i
		}
	}
	return end
}

// subject finds who does it: the character that begins the clause; for a pronoun, or a clause that
// begins with the find itself, the one character it can mean. good says that the head of the clause
// is a subject even if nobody's name.
func (p *paragraph) subject(s sentence, start int, head sentence) (who string, good bool) {
	lex := p.cast.lex
	if len(head) == 0 {
		if start == 0 || !lex.is("breaker", s[start-1].low) {
			return "", start < len(s) && lex.is("article", s[start].low)
		}
		if who, _ := p.cast.at(s, p.clauseStart(s, start-1)); who != "" {
			return who, true
		}
		return "", false
	}
	if who := p.nameBefore(s, start+len(head)); who != "" && start == 0 {
		return who, true
	}
	if lex.is("pronoun", head[0].low) {
		return p.onlyOne(s[:start], head[0].low)
	}
	if len(head) > headWords {
		return "", false
	}
	name, end := p.cast.at(s, start)
	if name == "" || end > start+len(head) || strings.HasSuffix(s[end-1].low, "'s") {
		return "", name != "" || lex.is("article", head[0].low) || p.cast.properWord(head[0].low)
	}
	return name, true
}

// nameBefore is the character whose name ends where the find begins, as in "Twenty-year-old Don Price
// falls", "" if none does. The name must belong to the words that open the sentence.
func (p *paragraph) nameBefore(s sentence, from int) string {
	for i := range from {
		if who, end := p.cast.at(s, i); who != "" && end == from {
			return who
		}
	}
	return ""
}

// animate reports whether the clause of a find has somebody in it who can do it.
func (p *paragraph) animate(s sentence, from int) bool {
	start := p.clauseStart(s, from)
	if p.somebody(s, start, from) {
		return true
	}
	for start > 0 && p.cast.lex.is("opener", s[start-1].low) {
		start--
	}
	if start > 0 && from == p.clauseStart(s, from) { // "…, still fuming": the clause before says who
		return p.somebody(s, p.clauseStart(s, start-1), start-1)
	}
	return false
}

// somebody reports whether a person is named or meant between two words.
func (p *paragraph) somebody(s sentence, from, to int) bool {
	lex := p.cast.lex
	for i := from; i < to; i++ {
		if who, _ := p.cast.at(s, i); who != "" || lex.is("people", s[i].low) || lex.is("pronoun", s[i].low) && !lex.is("thing", s[i].low) {
			return true
		}
	}
	return false
}

// thing reports whether the subject of a find is an "it": whatever that is, nobody doubles for it.
func (p *paragraph) thing(s sentence, from int) bool {
	start := p.clauseStart(s, from)
	it := slices.ContainsFunc(s[start:from], func(t token) bool { return p.cast.lex.is("thing", t.low) })
	return it && !p.animate(s, from)
}

// aside quotes the words around a find where they make no whole clause, for a reason only.
func (p *paragraph) aside(s sentence, from, to int) string {
	const before, after = 5, 5
	lo, hi := max(0, from-before), min(len(s), to+after)
	for hi > to && (s[hi-1].pause || hi < len(s) && p.cast.lex.is("weak", s[hi-1].low)) {
		hi--
	}
	var b strings.Builder
	for i := lo; i < hi; i++ {
		switch {
		case s[i].pause && s[i].raw == ",":
			b.WriteString(",")
		case s[i].pause:
			b.WriteString(" –")
		default:
			b.WriteString(" " + p.cast.plain(s[i], false))
		}
	}
	return strings.Trim(b.String(), " –,")
}

// onlyOne is the character that "he" or "she" can only mean, "" when there are several or none.
func (p *paragraph) onlyOne(before sentence, pronoun string) (string, bool) {
	if !p.cast.lex.is("singular", pronoun) {
		return "", false
	}
	named := uniqueSorted(append(append([]string{}, p.named...), p.cast.named(before)...))
	if len(named) != 1 {
		return "", false
	}
	return named[0], true
}

// afterSubject drops the subject's own words, and what stands before them, from the head of a clause.
func afterSubject(c *cast, head sentence) sentence {
	if len(head) > 0 && c.lex.is("pronoun", head[0].low) {
		return head[1:]
	}
	for i := range head {
		if who, end := c.at(head, i); who != "" {
			return head[end:]
		}
	}
	return head
}
