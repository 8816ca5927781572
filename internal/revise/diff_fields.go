package revise

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// fields collects what is different about one thing, with a few words for each.
type fields struct {
	list  []FieldChange
	short []string
}

// say notes a difference.
func (f *fields) say(field, was, is string) {
	f.list = append(f.list, FieldChange{Field: field, Was: was, Is: is})
	f.short = append(f.short, field)
}

// add notes a field that is not the same; spaces at the ends say nothing.
func (f *fields) add(field, was, is string) {
	if was, is = strings.TrimSpace(was), strings.TrimSpace(is); was != is {
		f.say(field, was, is)
	}
}

// lists notes what went from a list and what came to it.
func (f *fields) lists(field string, was, is []string) {
	gone, come := listDifference(was, is)
	if len(gone)+len(come) > 0 {
		f.say(field, spokenList(gone), spokenList(come))
	}
}

// listDifference is what only one of two lists has, in the lists' order.
func listDifference(was, is []string) (gone, come []string) {
	count := map[string]int{}
	for _, name := range was {
		count[name]++
	}
	for _, name := range is {
		if count[name]--; count[name] < 0 {
			come = append(come, name)
		}
	}
	for i := len(was) - 1; i >= 0; i-- {
		if count[was[i]] > 0 {
			count[was[i]]--
			gone = append(gone, was[i])
		}
	}
	slices.Reverse(gone)
	return gone, come
}

// longestList is how many names of a list people read.
const longestList = 12

func spokenList(names []string) string {
	if len(names) > longestList {
		return strings.Join(names[:longestList], ", ") + fmt.Sprintf(" and %d more", len(names)-longestList)
	}
	return strings.Join(names, ", ")
}

// excerptLetters is how much of a text is shown to recognise it.
const excerptLetters = 60

func excerpt(text string) string { return spelling.Shorten(spelling.Single(text), excerptLetters) }

func fromTo(was, is string) string { return "from " + was + " to " + is }

// span is a time of day or two, "" where none is known.
func span(start, end production.Clock) string {
	switch {
	case !start.Known() && !end.Known():
		return ""
	case !end.Known():
		return start.String()
	case !start.Known():
		return "until " + end.String()
	}
	return start.String() + "-" + end.String()
}

func minutes(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d min", n)
}

// text notes how much of a scene's text is different. A cue under the new name of a renamed character
// is the same line.
func (f *fields) text(was, is []production.Line, renamed map[string]string) {
	if len(renamed) == 0 && slices.EqualFunc(was, is, func(a, b production.Line) bool { return a.Kind == b.Kind && a.Text == b.Text }) {
		return
	}
	before, after := textLines(was, renamed), textLines(is, nil)
	if slices.Equal(before, after) {
		return
	}
	gone, come := listDifference(before, after)
	words := fmt.Sprintf("%d of %s", max(len(gone), len(come)), countOf(max(len(before), len(after)), "line"))
	if max(len(gone), len(come)) == 1 {
		words += " differs"
	} else {
		words += " differ"
	}
	if len(gone)+len(come) == 0 {
		words = "lines in another order"
		for n := range before {
			if before[n] != after[n] {
				gone, come = before[n:n+1], after[n:n+1]
				break
			}
		}
	}
	f.list = append(f.list, FieldChange{Field: "text", Was: firstExcerpt(gone), Is: firstExcerpt(come)})
	f.short = append(f.short, words)
}

func countOf(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

func firstExcerpt(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return excerpt(lines[0])
}

// textLines are the lines that people read, single-spaced; cues in capitals.
func textLines(lines []production.Line, renamed map[string]string) []string {
	out := make([]string, 0, len(lines))
	for _, l := range lines {
		switch l.Kind {
		case production.PageBreak:
			continue
		case production.Character:
			name := intake.CharacterName(l.Text)
			out = append(out, cmp.Or(renamed[name], name))
		default:
			out = append(out, spelling.Single(l.Text))
		}
	}
	return out
}
