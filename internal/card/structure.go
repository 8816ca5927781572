package card

import (
	_ "embed" // for the rules
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

//go:embed structures.json
var rulesJSON []byte

// rules are structures.json.
type rules struct {
	Kinds      map[string][]string `json:"kinds"`
	Ignore     []ignored           `json:"ignore"`
	Reels      []reelRule          `json:"reels"`
	Structures []*structure        `json:"structures"`

	kindOf map[string]string // by extension
}

// ignored is what computers leave on cards.
type ignored struct {
	In    words   `json:"in"`
	Match pattern `json:"match"`
}

// words are looked for before an expression is tried, because that is quick: a path must hold one of them.
type words []string

func (w words) within(path string) bool {
	for _, word := range w {
		if strings.Contains(path, word) {
			return true
		}
	}
	return len(w) == 0
}

type reelRule struct {
	Match pattern `json:"match"`
}

// structure is how one family of cameras lays out a card.
type structure struct {
	Name    string         `json:"name"`
	Maker   string         `json:"maker"`
	Kind    string         `json:"kind"`
	In      words          `json:"in"`
	Mark    pattern        `json:"mark"`    // something that must be on the card, where the names alone say too little
	Folders pattern        `json:"folders"` // a folder that is a clip, even with nothing in it
	First   *int           `json:"first"`   // the number of the first part of a clip; nil where it is not known
	Firsts  map[string]int `json:"firsts"`  // the same by the group "pre"
	Frames  bool           `json:"frames"`  // parts are single pictures
	Counted bool           `json:"counted"` // the camera counts clips without leaving a number out
	Named   string         `json:"named"`   // "file": a clip has the name of its first file
	Files   []fileRule     `json:"files"`
	Needs   []need         `json:"needs"`
	Makers  []makerRule    `json:"makers"`
}

// fileRule recognises files of a structure. Its groups are key and key2 (what the files of one clip share), part (its
// number among the files that a clip spans) and pre.
type fileRule struct {
	Ext    []string `json:"ext"` // small letters; none is any
	Match  pattern  `json:"match"`
	Role   role     `json:"role"`
	Part   *int     `json:"part"`   // for files without a number
	Stem   bool     `json:"stem"`   // what is in another folder is another clip
	Number pattern  `json:"number"` // finds the number of the clip in its key
}

type role string

const (
	media role = "media"
	sound role = "sound"
	proxy role = "proxy"
	rest  role = "rest"
)

// need is a file that has to be there for another.
type need struct {
	Of   pattern  `json:"of"`
	Need []string `json:"need"` // one of these; ${1} is the first group of Of
	Says string   `json:"says"`
	Once bool     `json:"once"` // say it once for the card
	Mild bool     `json:"mild"`
}

type makerRule struct {
	Match pattern `json:"match"`
	Maker string  `json:"maker"`
}

// pattern is a regular expression on a path in capitals.
type pattern struct{ *regexp.Regexp }

// UnmarshalJSON compiles the expression.
func (p *pattern) UnmarshalJSON(text []byte) error {
	var expr string
	if err := json.Unmarshal(text, &expr); err != nil {
		return err
	}
	compiled, err := regexp.Compile(expr)
	p.Regexp = compiled
	return err
}

// group gives a named group of a match, "" where there is none.
func (p pattern) group(path string, match []int, name string) string {
	i := p.SubexpIndex(name)
	if i < 0 || match[2*i] < 0 {
		return ""
	}
	return path[match[2*i]:match[2*i+1]]
}

// theRules are read once; what is wrong with them is our mistake and stops the program.
var theRules = sync.OnceValue(func() *rules {
	var r rules
	if err := json.Unmarshal(rulesJSON, &r); err != nil {
		panic(fmt.Sprintf("structures.json: %v", err))
	}
	r.kindOf = map[string]string{}
	for kind, list := range r.Kinds {
		for _, ext := range list {
			r.kindOf[ext] = kind
		}
	}
	return &r
})

// place is where a file belongs.
type place struct {
	of     *structure // nil for a plain file
	rule   *fileRule
	key    string // what the files of its clip share; "" belongs to the card
	name   string // of the clip
	part   int    // -1 without a number
	pre    string
	number string // of the clip, where clips are counted
}

// ignores tells of what computers leave on cards. path is in capitals.
func (r *rules) ignores(path string) bool {
	for _, i := range r.Ignore {
		if i.In.within(path) && i.Match.MatchString(path) {
			return true
		}
	}
	return false
}

// find places a file among the structures that may be on this card. caps is its path in capitals.
func find(structures []*structure, path, caps, ext string) (place, bool) {
	for _, s := range structures {
		if !s.In.within(caps) {
			continue
		}
		for i := range s.Files {
			rule := &s.Files[i]
			if rule.admits(ext) {
				if match := rule.Match.FindStringSubmatchIndex(caps); match != nil {
					return placed(s, rule, path, match), true
				}
			}
		}
	}
	return place{}, false
}

func (f *fileRule) admits(ext string) bool {
	for _, e := range f.Ext {
		if e == ext {
			return true
		}
	}
	return len(f.Ext) == 0
}

func placed(s *structure, rule *fileRule, path string, match []int) place {
	p := place{of: s, rule: rule, part: -1, pre: strings.ToUpper(rule.Match.group(path, match, "pre"))}
	key := rule.Match.group(path, match, "key")
	if rule.Role == rest || key == "" {
		return p
	}
	p.name = key
	key += "\x00" + rule.Match.group(path, match, "key2")
	scope := path[:match[0]]
	if rule.Stem {
		scope = path[:strings.LastIndex(path, "/")+1]
	}
	p.key = capitals(s.Name + "\x00" + strings.TrimSuffix(scope, "/") + "\x00" + key)
	if text := rule.Match.group(path, match, "part"); text != "" {
		p.part, _ = strconv.Atoi(text)
	} else if rule.Part != nil {
		p.part = *rule.Part
	}
	if rule.Number.Regexp != nil {
		if found := rule.Number.FindStringSubmatch(capitals(p.name)); found != nil {
			p.number = found[1]
		}
	}
	return p
}

// capitals turns a to z into capitals, and leaves every other letter as long as it is.
func capitals(path string) string {
	for i := range len(path) {
		if c := path[i]; c >= 'a' && c <= 'z' {
			caps := []byte(path)
			for j := i; j < len(caps); j++ {
				if c := caps[j]; c >= 'a' && c <= 'z' {
					caps[j] = c - 'a' + 'A'
				}
			}
			return string(caps)
		}
	}
	return path
}

// extension is what follows the last point of a name, in small letters.
func extension(path string) string {
	name := path[strings.LastIndex(path, "/")+1:]
	if i := strings.LastIndex(name, "."); i > 0 {
		return strings.ToLower(name[i+1:])
	}
	return ""
}
