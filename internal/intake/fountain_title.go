package intake

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/btsdirector/bts/internal/spelling"
)

var titleKey = regexp.MustCompile(`^([\p{L}][^:]{0,40}):(?:\s*([^\s/].*|/[^/].*))?$`)

// titleKeys are the keys that may begin a title page; after one of them any key is taken.
var titleKeys = spelling.Words("title credit author authors source draft date contact copyright notes revision episode format titre titel título titolo otsikko")

// titlePage reads "Key: value" lines at the top of the file.
func (r *fountainReader) titlePage() {
	for r.at < len(r.lines) && r.blank(r.at) {
		r.keepNotes(r.lines[r.at])
		r.at++
	}
	if r.at >= len(r.lines) {
		return
	}
	first := r.lines[r.at].text
	indent := first[:len(first)-len(strings.TrimLeft(first, " \t"))]
	if !r.beginsTitlePage(indent) {
		return
	}
	key, fields := "", map[string][]string{}
	for ; r.at < len(r.lines); r.at++ {
		line := r.lines[r.at]
		if r.blank(r.at) && !line.hollow {
			break
		}
		line.text = strings.TrimPrefix(line.text, indent)
		if h, ok := parseHeading(line.text); ok && !indented(line.text) {
			r.warn(line.number, "no empty line stands between the title page and the scene heading %q", spelling.Shorten(h.Text, 50))
			r.lastSingle = r.at // what follows stands free
			break
		}
		r.keepNotes(line)
		if r.blank(r.at) {
			continue
		}
		m := titleKey.FindStringSubmatch(strings.TrimRight(line.text, " \t"))
		if m == nil {
			fields[key] = append(fields[key], strings.TrimSpace(stripEmphasis(line.text)))
			continue
		}
		key = spelling.Single(m[1])
		if value := strings.TrimSpace(stripEmphasis(m[2])); value != "" {
			fields[key] = append(fields[key], value)
		} else if fields[key] == nil {
			fields[key] = []string{}
		}
	}
	r.takeTitle(fields)
}

// beginsTitlePage keeps "FADE IN:" and the like from being taken for a title page: the first key
// must be a known one, or have small letters and a value beside it or below.
// Only known keys may stand indented.
func (r *fountainReader) beginsTitlePage(indent string) bool {
	m := titleKey.FindStringSubmatch(strings.TrimSpace(r.lines[r.at].text))
	if m == nil {
		return false
	}
	first, _, _ := strings.Cut(strings.ToLower(m[1]), " ")
	if titleKeys[first] {
		return true
	}
	if indent != "" {
		return false
	}
	valued := m[2] != "" || r.at+1 < len(r.lines) && !r.blank(r.at+1) && indented(r.lines[r.at+1].text)
	return valued && strings.ContainsFunc(m[1], unicode.IsLower) && len(strings.Fields(m[1])) <= 3
}

// indented reports a line set in by a tab or three spaces, as the values of a title page are.
func indented(text string) bool {
	return strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "   ")
}

func (r *fountainReader) takeTitle(fields map[string][]string) {
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		value := strings.Join(fields[key], "\n")
		switch strings.ToLower(key) {
		case "title", "titre", "titel", "título", "titolo", "otsikko":
			r.script.Title = spelling.Single(value)
		case "author", "authors":
			r.script.Author = spelling.Single(value)
		case "draft date", "draft", "revision":
			r.script.Draft = spelling.Single(strings.TrimSpace(r.script.Draft + " " + value))
		default:
			if r.script.Fields == nil {
				r.script.Fields = map[string]string{}
			}
			r.script.Fields[key] = value
		}
	}
}
