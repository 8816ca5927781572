package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/production"
)

// isPageBreak reports three or more equals signs alone on a line.
func isPageBreak(text string) bool {
	return len(text) >= 3 && strings.Trim(text, "=") == ""
}

// forcesHeading reports a single dot with a letter or digit behind it. The dot of ".45" forces
// nothing in the middle of a paragraph.
func forcesHeading(text string, free bool) bool {
	if len(text) < 2 || text[0] != '.' || text[1] == '.' {
		return false
	}
	first, _ := utf8.DecodeRuneInString(stripEmphasis(text[1:]))
	return unicode.IsLetter(first) || free && unicode.IsNumber(first)
}

// startsElement reports a line that ends a paragraph of action although no empty line stands between.
func startsElement(text string) bool {
	switch text[0] {
	case '.':
		return forcesHeading(text, false)
	case '#', '=', '>', '!', '@', '~':
		return len(text) > 1
	}
	return false
}

// endsSpeech reports a line that is an element of its own inside a block of dialogue. A name with
// "@" or a heading with a dot needs an empty line before it; "#MeToo" is spoken.
func endsSpeech(text string) bool {
	switch text[0] {
	case '!', '>', '=':
		return len(text) > 1
	case '#':
		title := strings.TrimLeft(text, "#")
		return len(text)-len(title) > 1 || strings.HasPrefix(title, " ")
	}
	return false
}

// singleLine takes the elements of one line that stand outside dialogue: forced transitions, centred
// text, lyrics and transitions recognised by their form.
func (r *fountainReader) singleLine(text, raw string) (production.LineKind, string, bool) {
	switch {
	case text[0] == '>' && strings.HasSuffix(text, "<") && len(text) > 1:
		return production.Centered, stripEmphasis(strings.TrimSpace(text[1 : len(text)-1])), true
	case text[0] == '>':
		return production.Transition, stripEmphasis(strings.TrimSpace(text[1:])), true
	case text[0] == '~':
		return production.Lyric, stripEmphasis(strings.TrimSpace(text[1:])), true
	case r.free() && isTransition(raw) && r.standsAlone():
		return production.Transition, stripEmphasis(text), true
	}
	return "", "", false
}

// standsAlone reports that no words follow on the next line; a heading there has only lost its empty
// line.
func (r *fountainReader) standsAlone() bool {
	if r.blank(r.at + 1) {
		return true
	}
	_, ok := parseHeading(stripEmphasis(strings.TrimSpace(r.lines[r.at+1].text)))
	return ok
}

// isTransition recognises "CUT TO:": upper case, ending in TO: without a space behind it, which is
// how a writer marks that a line is not one.
func isTransition(raw string) bool {
	text := strings.TrimLeft(raw, " \t")
	return strings.HasSuffix(text, "TO:") && text == strings.ToUpper(text) && strings.ContainsFunc(text, unicode.IsLetter) &&
		strings.ContainsRune(text, ' ')
}

// cue recognises the line that names a speaker: upper case up to a bracket, with a letter in it,
// after an empty line and with words below; or forced with "@". A caret puts the speech beside the
// one before it.
func (r *fountainReader) cue(text string) (name string, dual, ok bool) {
	if r.blank(r.at+1) && !r.hollowBelow() {
		return "", false, false
	}
	name, dual = strings.CutSuffix(text, "^")
	dual = dual && r.afterSpeech()
	name = strings.TrimSpace(name)
	if forced, cut := strings.CutPrefix(name, "@"); cut {
		name = strings.TrimSpace(forced)
		return stripEmphasis(name), dual, name != ""
	}
	name = stripEmphasis(name)
	if !r.free() || !isName(name) {
		return "", false, false
	}
	return name, dual, true
}

// isName reports capitals up to a bracket. Letters of scripts without capitals are not "entirely in
// uppercase": there every line would be a name, so Fountain wants "@" before it.
func isName(name string) bool {
	bare, _, _ := strings.Cut(name, "(")
	capitals := 0
	for _, r := range bare {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			capitals++
		case unicode.IsLower(r) && unicode.ToUpper(r) != r, unicode.Is(unicode.Lo, r) && !unicode.Is(unicode.Latin, r):
			return false
		}
	}
	return capitals > 0
}

// afterSpeech reports that the last thing in the scene was spoken.
func (r *fountainReader) afterSpeech() bool {
	lines := r.script.Front
	if s := r.scene(); s != nil {
		lines = s.Lines
	}
	if len(lines) == 0 {
		return false
	}
	switch lines[len(lines)-1].Kind {
	case production.Dialogue, production.Parenthetical, production.Lyric, production.Character:
		return true
	}
	return false
}

// warnOfSilence helps writers of scripts without capitals, whose names Fountain cannot see.
func (r *fountainReader) warnOfSilence() {
	for _, s := range r.script.Scenes {
		if len(s.Characters) > 0 {
			return
		}
	}
	for _, s := range r.script.Scenes {
		for _, l := range s.Lines {
			if l.Kind == production.Action && strings.Contains(l.Text, "\n") && caseless(firstWord(l.Text)) {
				r.warn(l.Number, "no speaker was found. In a script without capital letters put @ before every name")
				return
			}
		}
	}
}

func firstWord(text string) string {
	word, _, _ := cutWord(strings.TrimLeft(text, " "))
	return word
}

// hollowBelow reports that below the cue stands a line that held only a note, with words after it.
func (r *fountainReader) hollowBelow() bool {
	i := r.at + 1
	for i < len(r.lines) && r.lines[i].hollow {
		i++
	}
	return i > r.at+1 && !r.blank(i)
}

// spokenKind is the kind of a line inside a block of dialogue.
func spokenKind(text string) production.LineKind {
	switch {
	case text[0] == '(' && strings.HasSuffix(text, ")"):
		return production.Parenthetical
	case text[0] == '~':
		return production.Lyric
	}
	return production.Dialogue
}

func spokenText(text string) string {
	return stripEmphasis(strings.TrimSpace(strings.TrimPrefix(text, "~")))
}

// actionText is a line of action: indents stay, a forcing "!" and tabs go.
func actionText(raw string) string {
	text := strings.TrimRight(strings.ReplaceAll(raw, "\t", "    "), " ")
	if forced, ok := strings.CutPrefix(strings.TrimLeft(text, " "), "!"); ok {
		text = forced
	}
	return stripEmphasis(text)
}

// stripEmphasis removes *italic*, **bold** and _underline_ marks and the backslashes that protect
// such signs. A mark counts where it hugs a word on its inner side and has a partner in the line.
func stripEmphasis(text string) string {
	if !strings.ContainsAny(text, `*_\`) {
		return text
	}
	runes := []rune(text)
	drop := markDrops(runes)
	var b strings.Builder
	for i, r := range runes {
		if !drop[i] {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// markDrops finds the runes that are marks. For each of the two signs it pairs runs of them.
func markDrops(runes []rune) []bool {
	drop := make([]bool, len(runes))
	for i := 0; i+1 < len(runes); i++ {
		if runes[i] == '\\' && (runes[i+1] == '*' || runes[i+1] == '_' || runes[i+1] == '\\') {
			drop[i] = true
			i++
		}
	}
	for _, sign := range []rune{'*', '_'} {
		open := -1
		for i := 0; i < len(runes); i++ {
			if runes[i] != sign || i > 0 && drop[i-1] && runes[i-1] == '\\' {
				continue
			}
			end := i
			for end < len(runes) && runes[end] == sign {
				end++
			}
			open = pairRun(runes, drop, open, i, end)
			i = end - 1
		}
	}
	return drop
}

// pairRun closes the open run with runes[start:end], or remembers it as the open one.
func pairRun(runes []rune, drop []bool, open, start, end int) int {
	canClose := start > 0 && !unicode.IsSpace(runes[start-1])
	canOpen := end < len(runes) && !unicode.IsSpace(runes[end])
	if open >= 0 && canClose {
		sign := runes[start]
		for i := start; i < end; i++ {
			drop[i] = true
		}
		for i := open; i < len(runes) && runes[i] == sign; i++ {
			drop[i] = true
		}
		return -1
	}
	if canOpen {
		return start
	}
	return open
}
