package story

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"sync"
)

// lexiconFiles are the words and numbers that the finder goes by. Adding a language means adding
// files named after it ("de-stunts.json"), not code.
//
//go:embed lexicon/*.json
var lexiconFiles embed.FS

// defaultLanguage is read when Options name none, or one without files.
const defaultLanguage = "en"

// cue is one kind of evidence in a script: what it looks like, what only looks like it, and what
// it says. Patterns are described at parsePattern.
type cue struct {
	ID       string   `json:"id"`
	Kind     Kind     `json:"kind"`
	Event    string   `json:"event"`    // cues of one event in one scene make one moment
	Label    string   `json:"label"`    // what a reason begins with
	Noun     string   `json:"noun"`     // what it is called where the sentence gives no good title
	Strength int      `json:"strength"` // how sure one find makes us, percent; negative speaks against
	In       []string `json:"in"`       // "action", "parenthetical", "dialogue", "heading"; action when absent
	Match    []string `json:"match"`
	Not      []string `json:"not"` // figures of speech and other traps
	// NounTitle keeps the sentence out of titles, for evidence that a sentence mentions by the way.
	NounTitle bool `json:"noun_title"`
	// FoundTitle calls a moment by the very words that were found, for cues whose noun is only a class.
	FoundTitle bool `json:"found_title"`
	// Animate asks for somebody who does it: engines die and storms rage too.
	Animate bool `json:"animate"`
	// Examples are sentences of our own that a test reads: what the cue finds and what it does not.
	Examples struct {
		Yes []string `json:"yes"`
		No  []string `json:"no"`
	} `json:"examples"`
}

// grammar is what the finder knows of a language beside its cues.
type grammar struct {
	Endings       []ending `json:"endings"`       // how regular words bend
	Common        []string `json:"common"`        // short words by which the language is known
	Headings      []string `json:"headings"`      // words of scene headings by which it is known
	Many          []string `json:"many"`          // numbers from ten up, in words
	Negations     []string `json:"negations"`     // "never falls" is no fall
	Later         []string `json:"later"`         // negations that stand after the verb
	Contracted    []string `json:"contracted"`    // endings that negate: "n't"
	Supposed      []string `json:"supposed"`      // endings that suppose: "'d"
	Hypotheticals []string `json:"hypotheticals"` // "as if he could fall" is none either
	Breakers      []string `json:"breakers"`      // words that begin a new clause
	Openers       []string `json:"openers"`       // words before the subject that say nothing
	Weak          []string `json:"weak"`          // words that a phrase must not end with
	Determiners   []string `json:"determiners"`   // words written small inside a sentence
	People        []string `json:"people"`        // words for somebody without a name
	Articles      []string `json:"articles"`      // words that a subject without a name begins with
	Pronouns      []string `json:"pronouns"`
	Singular      []string `json:"singular"` // pronouns that mean one person and no thing
	Things        []string `json:"things"`   // pronouns that mean no person
	Prepositions  []string `json:"prepositions"`
	Abbreviations []string `json:"abbreviations"` // a full stop after these ends no sentence
	Generic       []string `json:"generic"`       // words of a name that do not name anyone alone
	Acronyms      []string `json:"acronyms"`
	Busy          []string `json:"busy"` // banners during which nobody is interviewed: meals and moves
	Not           []string `json:"not"`  // traps for every cue
}

// lexicon is one language, ready to be used.
type lexicon struct {
	cues    []cue
	endings []ending
	negated []string                         // endings of words that negate
	assumed []string                         // endings of words that suppose
	index   map[string]map[string][]*pattern // place, "action" …, then first word → patterns
	traps   map[string][]*pattern            // first word → patterns of what only looks like a find
	grammar map[string]map[string]bool
	numbers map[string]bool   // from ten up, in words
	acronym map[string]string // lower case → as written
}

// lexiconFile is the shape of one language file.
type lexiconFile struct {
	Language string   `json:"language"`
	Cues     []cue    `json:"cues"`
	Words    *grammar `json:"grammar"`
}

var lexicons = sync.OnceValue(loadLexicons)

// languageOf is the lexicon for a language tag, English where there is none for it.
func languageOf(tag string) *lexicon {
	if lex, ok := lexicons()[tag]; ok {
		return lex
	}
	return lexicons()[defaultLanguage]
}

// Languages lists the language tags that the finder can read, sorted.
func Languages() []string {
	var tags []string
	for tag := range lexicons() {
		tags = append(tags, tag)
	}
	sort.Strings(tags)
	return tags
}

// loadLexicons reads every language. A broken file is a mistake of ours that no caller can mend and
// every test meets, hence the panic.
func loadLexicons() map[string]*lexicon {
	words := map[string]*grammar{}
	cues := map[string][]cue{}
	names, err := fs.Glob(lexiconFiles, "lexicon/*-*.json")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		var file lexiconFile
		readData(name, &file)
		if file.Words != nil {
			words[file.Language] = file.Words
		}
		cues[file.Language] = append(cues[file.Language], file.Cues...)
	}
	all := map[string]*lexicon{}
	for tag, list := range cues {
		if words[tag] == nil {
			panic(fmt.Sprintf("story: language %q has no grammar", tag))
		}
		all[tag] = newLexicon(list, words[tag])
	}
	return all
}

// readData decodes one embedded file strictly, so that a misspelt key is noticed.
func readData(name string, into any) {
	data, err := lexiconFiles.ReadFile(name)
	if err != nil {
		panic(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		panic(fmt.Sprintf("story: %s: %v", name, err))
	}
}

func newLexicon(cues []cue, g *grammar) *lexicon {
	lex := &lexicon{cues: cues, endings: g.Endings, negated: g.Contracted, assumed: g.Supposed,
		index: map[string]map[string][]*pattern{}, traps: map[string][]*pattern{}, numbers: setOf(g.Many), acronym: map[string]string{}}
	for i, c := range cues {
		in := c.In
		if len(in) == 0 {
			in = []string{"action"}
		}
		for _, place := range in {
			if lex.index[place] == nil {
				lex.index[place] = map[string][]*pattern{}
			}
			lex.add(i, c.Match, lex.index[place])
		}
		lex.add(i, c.Not, lex.traps)
	}
	lex.add(everyCue, g.Not, lex.traps)
	lex.grammar = map[string]map[string]bool{
		"common": setOf(g.Common), "headings": setOf(g.Headings), "later": setOf(g.Later),
		"singular": setOf(g.Singular), "thing": setOf(g.Things),
		"negation": setOf(g.Negations), "hypothetical": setOf(g.Hypotheticals), "breaker": setOf(g.Breakers),
		"opener": setOf(g.Openers), "weak": setOf(g.Weak), "determiner": setOf(g.Determiners), "pronoun": setOf(g.Pronouns), "article": setOf(g.Articles), "people": setOf(g.People),
		"preposition": setOf(g.Prepositions), "abbreviation": setOf(g.Abbreviations), "generic": setOf(g.Generic), "busy": setOf(g.Busy),
	}
	for _, a := range g.Acronyms {
		lex.acronym[strings.ToLower(a)] = a
	}
	return lex
}

// add compiles patterns of a cue and files them under their first words.
func (lex *lexicon) add(cue int, sources []string, index map[string][]*pattern) {
	for _, source := range sources {
		p := lex.parsePattern(source)
		p.cue = cue
		for word := range p.first() {
			index[word] = append(index[word], p)
		}
	}
}

// is reports whether a lower-case word belongs to one of the grammar's lists.
func (lex *lexicon) is(class, word string) bool { return lex.grammar[class][word] }

func setOf(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}
