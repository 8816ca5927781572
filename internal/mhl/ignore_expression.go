package mhl

import (
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
)

// expression translates a pattern without its marks at both ends into a regular expression, which takes time
// in proportion to the name however the pattern is made. False: the pattern matches nothing.
func expression(pattern string) (string, bool) {
	var b strings.Builder
	for rest := pattern; rest != ""; {
		start := len(rest) == len(pattern) || pattern[len(pattern)-len(rest)-1] == '/'
		behind := strings.TrimLeft(rest, "*")
		several := start && len(rest)-len(behind) > 1
		switch {
		case several && strings.HasPrefix(behind, "/"):
			b.WriteString("(?:.*/)?")
			rest = behind[1:]
		case several && behind == "":
			b.WriteString(".+")
			rest = ""
		case rest[0] == '*':
			b.WriteString("[^/]*")
			rest = behind
		case rest[0] == '?':
			b.WriteString("[^/]")
			rest = rest[1:]
		case rest[0] == '[':
			class, size := bracket(rest)
			if size == 0 {
				return "", false
			}
			b.WriteString(class)
			rest = rest[size:]
		case rest[0] == '\\':
			if len(rest) == 1 {
				return "", false
			}
			rest = rest[1:]
			fallthrough
		default:
			_, size := utf8.DecodeRuneInString(rest)
			b.WriteString(regexp.QuoteMeta(rest[:size]))
			rest = rest[size:]
		}
	}
	return b.String(), true
}

// posixClass is a named class inside brackets.
var posixClass = regexp.MustCompile(`^\[:(alnum|alpha|blank|cntrl|digit|graph|lower|print|punct|space|upper|xdigit):\]`)

// bracket translates the range at the start of text; size 0 says that it does not close. A slash is never in it.
func bracket(text string) (class string, size int) {
	var b strings.Builder
	i := 1
	negated := i < len(text) && (text[i] == '!' || text[i] == '^')
	if negated {
		i++
	}
	for first := i; i < len(text); {
		switch {
		case text[i] == ']' && i > first:
			return closed(b.String(), negated), i + 1
		case posixClass.MatchString(text[i:]):
			name := posixClass.FindString(text[i:])
			b.WriteString(name)
			i += len(name)
			continue
		case text[i] == '\\' && i+1 < len(text):
			i++
		case text[i] == '-' && i > first && i+1 < len(text) && text[i+1] != ']':
			b.WriteByte('-')
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if strings.ContainsRune(`\]^-[&~`, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		i += n
	}
	return "", 0
}

func closed(inside string, negated bool) string {
	if negated {
		return "[^/" + inside + "]"
	}
	return "[" + inside + "]"
}

// inside translates a pattern of a scope for the history nested in folder; false where it cannot match there.
// A pattern without a slash in it holds on every level and stays as it is.
func inside(pattern, folder string) (string, bool) {
	line, negated := strings.CutPrefix(pattern, "!")
	if strings.HasPrefix(line, "#") {
		return "", false
	}
	if !strings.Contains(strings.TrimSuffix(trimEnd(line), "/"), "/") {
		return pattern, true
	}
	parts, above := strings.Split(strings.TrimPrefix(line, "/"), "/"), strings.Split(folder, "/")
	for len(above) > 0 && len(parts) > 0 {
		if parts[0] == "**" {
			return mark(negated) + strings.Join(parts, "/"), true
		}
		if ok, err := path.Match(strings.ReplaceAll(parts[0], "[!", "[^"), above[0]); !ok || err != nil {
			return "", false
		}
		parts, above = parts[1:], above[1:]
	}
	if rest := strings.Join(parts, "/"); rest != "" {
		return mark(negated) + "/" + rest, true
	}
	return "", false
}

func mark(negated bool) string {
	if negated {
		return "!"
	}
	return ""
}
