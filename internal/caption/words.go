package caption

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
)

// Word is a word of a list: how it is written, and what is written for it in its place.
type Word struct {
	Use string   `json:"use"`
	For []string `json:"for"`
}

// Code is a short code and what stands for it: the text itself, and others that are asked for by number.
type Code struct {
	Code string   `json:"code"`
	Says []string `json:"says"`
}

// Limits of the lists.
const (
	mostLines   = 20_000
	longestWord = 500
)

// ParseWords reads a list of words: a line each, how it is written first, then what it is written for, parted by tabs or " = ".
// Empty lines and those that begin with # are passed over. It returns fault.Invalid with the line of a mistake.
func ParseWords(text string) ([]Word, error) {
	list := []Word{}
	said := map[string]string{}
	err := lines(text, func(at int, cells []string) error {
		cells = slices.DeleteFunc(cells, func(c string) bool { return c == "" })
		w := Word{Use: cells[0], For: append([]string{}, cells[1:]...)}
		for _, form := range cells {
			if other, twice := said[fold(form)]; twice && fold(other) != fold(w.Use) {
				return fault.New(fault.Invalid, "line %d: %q is written for %q already", at, form, other).WithRemedy("Take it out of one of the lines.")
			}
			said[fold(form)] = w.Use
		}
		list = append(list, w)
		return nil
	})
	return list, err
}

// codeForm is what a code is made of.
var codeForm = regexp.MustCompile(`^[\pL\pN_.-]{1,40}$`)

// ParseCodes reads a list of codes as Photo Mechanic has them: a line each, the code, what stands for it, and further texts, parted by
// tabs (or " = "). It returns fault.Invalid with the line of a mistake.
func ParseCodes(text string) ([]Code, error) {
	list := []Code{}
	seen := map[string]int{}
	err := lines(text, func(at int, cells []string) error {
		for cells[len(cells)-1] == "" { // one between others keeps its number
			cells = cells[:len(cells)-1]
		}
		c := Code{Code: cells[0], Says: append([]string{}, cells[1:]...)}
		switch first := seen[fold(c.Code)]; {
		case !codeForm.MatchString(c.Code):
			return fault.New(fault.Invalid, "line %d: %.40q can be no code", at, c.Code).WithRemedy("Use letters, digits, and . - _ alone.")
		case len(c.Says) == 0:
			return fault.New(fault.Invalid, "line %d: nothing stands for %q", at, c.Code).WithRemedy("Write the code, a tab (or \" = \"), and what stands for it.")
		case first > 0:
			return fault.New(fault.Invalid, "line %d: the code %q is in line %d too", at, c.Code, first).WithRemedy("Take one of them out.")
		}
		seen[fold(c.Code)] = at
		list = append(list, c)
		return nil
	})
	return list, err
}

// lines gives the cells of each line that says something, from 1.
func lines(text string, each func(at int, cells []string) error) error {
	text = strings.TrimPrefix(text, "\ufeff")
	if !utf8.ValidString(text) {
		return fault.New(fault.Invalid, "the list is not in UTF-8").WithRemedy("Save it as UTF-8 and send it again.")
	}
	at := 0
	for line := range strings.Lines(text) {
		if at++; at > mostLines {
			return fault.New(fault.Invalid, "the list has more than %d lines", mostLines)
		}
		if line = strings.Trim(line, " \r\n"); strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		between := "\t"
		if !strings.Contains(line, between) {
			between = " = "
		}
		var cells []string
		for cell := range strings.SplitSeq(line, between) {
			if cell = strings.Join(strings.Fields(cell), " "); utf8.RuneCountInString(cell) > longestWord {
				return fault.New(fault.Invalid, "line %d: a word has more than %d characters", at, longestWord)
			}
			cells = append(cells, cell)
		}
		if cells[0] == "" {
			return fault.New(fault.Invalid, "line %d begins with nothing", at).WithRemedy("Write the word or code first.")
		}
		if err := each(at, cells); err != nil {
			return err
		}
	}
	return nil
}

// WordLines is a list of words as ParseWords reads it.
func WordLines(list []Word) string {
	var out strings.Builder
	for _, w := range list {
		fmt.Fprintln(&out, strings.Join(append([]string{w.Use}, w.For...), "\t"))
	}
	return out.String()
}

// CodeLines is a list of codes as ParseCodes and Photo Mechanic read it.
func CodeLines(list []Code) string {
	var out strings.Builder
	for _, c := range list {
		fmt.Fprintln(&out, strings.Join(append([]string{c.Code}, c.Says...), "\t"))
	}
	return out.String()
}

func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// lexicon answers for the lists of a style.
type lexicon struct {
	codes     map[string]Code
	keywords  map[string]string
	spellings map[string]string
	wrong     *regexp.Regexp // finds any wrong spelling; nil for none
}

func newLexicon(s Style) lexicon {
	x := lexicon{codes: map[string]Code{}, keywords: map[string]string{}, spellings: map[string]string{}}
	for _, c := range s.Codes {
		x.codes[fold(c.Code)] = c
	}
	for _, w := range s.Words {
		for _, form := range append([]string{w.Use}, w.For...) {
			x.keywords[fold(form)] = w.Use
		}
	}
	var forms []string
	for _, w := range s.Spellings {
		for _, form := range w.For {
			x.spellings[fold(form)] = w.Use
			forms = append(forms, regexp.QuoteMeta(form))
		}
	}
	if len(forms) > 0 {
		slices.SortFunc(forms, func(a, b string) int { return len(b) - len(a) }) // of two that begin alike the longer one is meant
		x.wrong = regexp.MustCompile(`(?i)` + strings.Join(forms, "|"))
	}
	return x
}

// spell writes wrong spellings right, where they are words of their own.
func (x lexicon) spell(text string) string {
	if x.wrong == nil {
		return text
	}
	var out strings.Builder
	last := 0
	for _, at := range x.wrong.FindAllStringIndex(text, -1) {
		if left, _ := utf8.DecodeLastRuneInString(text[:at[0]]); partOfWord(left) {
			continue
		}
		if right, _ := utf8.DecodeRuneInString(text[at[1]:]); partOfWord(right) {
			continue
		}
		out.WriteString(text[last:at[0]])
		out.WriteString(x.spellings[fold(text[at[0]:at[1]])])
		last = at[1]
	}
	return out.String() + text[last:]
}

var wordRune = regexp.MustCompile(`^[\pL\pN_]$`)

func partOfWord(r rune) bool { return r != utf8.RuneError && wordRune.MatchString(string(r)) }

// expand puts what stands for codes in their place, and tells of those that nothing stands for.
func (x lexicon) expand(text string, mark string) (string, []string) {
	if mark == "" || !strings.Contains(text, mark) {
		return text, nil
	}
	var unknown []string
	m := regexp.QuoteMeta(mark)
	form := regexp.MustCompile(m + `([\pL\pN_.-]{1,40})(?:#([1-9]))?` + m)
	out := form.ReplaceAllStringFunc(text, func(found string) string {
		parts := form.FindStringSubmatch(found)
		c, known := x.codes[fold(parts[1])]
		n := 1
		if parts[2] != "" {
			n = int(parts[2][0] - '0')
		}
		if !known || n > len(c.Says) || c.Says[n-1] == "" {
			unknown = append(unknown, strings.Trim(found, mark))
			return found
		}
		return c.Says[n-1]
	})
	return out, unknown
}
