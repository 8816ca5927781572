package mhl

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// defaults are ignored everywhere and always: they change while a history grows (section 5.6.1.2).
var defaults = []string{".DS_Store", "ascmhl/"}

// Patterns are ignore patterns in their order, one line of a .gitignore file each (Appendix C).
type Patterns struct {
	lines []string
	rules []rule
}

type rule struct {
	match   *regexp.Regexp
	negated bool
	folder  bool // matches folders only
	inside  bool // matches what is inside of folders, not these
}

// NewPatterns are the patterns that always hold, and lines.
func NewPatterns(lines ...string) *Patterns {
	p := &Patterns{}
	p.add(defaults...)
	p.add(lines...)
	return p
}

// add appends the lines that are not there yet: patterns only grow.
func (p *Patterns) add(lines ...string) {
	for _, line := range lines {
		if line == "" || slices.Contains(p.lines, line) {
			continue
		}
		p.lines = append(p.lines, line)
		if r, ok := compile(line); ok {
			p.rules = append(p.rules, r)
		}
	}
}

// Lines are the patterns as they are written.
func (p *Patterns) Lines() []string { return slices.Clone(p.lines) }

// Match tells whether a path, relative to the scope, is ignored: by a pattern of its own, or with a folder above it.
func (p *Patterns) Match(name string, folder bool) bool {
	for i := 0; i < len(name); i++ {
		if name[i] == '/' && p.matchOne(name[:i], true) {
			return true
		}
	}
	return p.matchOne(name, folder)
}

// matchOne looks at name alone; the last pattern that matches decides.
func (p *Patterns) matchOne(name string, folder bool) bool {
	if folder && path.Base(name) == Folder {
		return true
	}
	for _, r := range slices.Backward(p.rules) {
		if (folder || !r.folder) && r.match.MatchString(name) {
			return !r.negated
		}
	}
	return false
}

// Empties tells whether a folder that is not ignored itself is emptied by a pattern such as "Proxies/**": where nothing else
// lies in it, the reference leaves it out with what was in it.
func (p *Patterns) Empties(folder string) bool {
	for _, r := range slices.Backward(p.rules) {
		if r.inside && r.match.MatchString(folder+"/x") {
			return !r.negated
		}
	}
	return false
}

// compile reads one line; false says that it matches nothing: a comment, or brackets that do not close.
func compile(line string) (rule, bool) {
	var r rule
	line = trimEnd(line)
	if strings.HasPrefix(line, "#") {
		return r, false
	}
	line, r.negated = strings.CutPrefix(line, "!")
	line, r.folder = strings.CutSuffix(line, "/")
	r.inside = strings.HasSuffix(line, "/**")
	if line == "" {
		return r, false
	}
	anchored := strings.Contains(line, "/")
	text, ok := expression(strings.TrimPrefix(line, "/"))
	if !anchored {
		text = "(?:.*/)?" + text
	}
	match, err := regexp.Compile("(?s)^" + text + "$")
	r.match = match
	return r, ok && err == nil
}

// trimEnd takes the spaces at the end away that are not quoted.
func trimEnd(line string) string {
	cut := strings.TrimRight(line, " ")
	slashes := len(cut) - len(strings.TrimRight(cut, `\`))
	if slashes%2 == 1 && len(cut) < len(line) {
		cut += " "
	}
	return cut
}
