package library

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
)

// Query is what somebody asks the library: parts that must all hold.
type Query struct{ Parts []Part }

// Part is a word, a phrase or a filter.
type Part struct {
	Not    bool
	Filter string  // name of a filter, "" for a word or phrase
	Values []Value // of a filter; one of them must hold
	Text   string  // the word or phrase as written
	Phrase bool    // its words must follow each other
	Prefix bool    // the word is the beginning of one
	At     int     // column in the text, counted in characters from 1
}

// Value is what a filter asks for: a text, or a number or date with what it is compared by.
type Value struct {
	Op   string // "", "<", "<=", ">", ">="; ".." for a range
	Text string // of a range where it begins, "" for open
	To   string // of a range where it ends, "" for open
}

// Bounds of a query: what somebody types. More is fault.Invalid.
const (
	longestQuery = 1000 // characters
	mostParts    = 40
)

// ParseQuery reads a question: words, "phrases", -what is not wanted, beginnings* and filters such as day:3 or rating:>3.
// The last word is a beginning as well, unless a space or a quotation mark ends it: it may be still being typed.
//
// It returns fault.Invalid with the column for a filter that is not known or whose value cannot be read.
func ParseQuery(text string) (Query, error) {
	if n := utf8.RuneCountInString(text); n > longestQuery {
		return Query{}, fault.New(fault.Invalid, "the question has %d characters, more than %d", n, longestQuery).WithRemedy("Ask for fewer words.")
	}
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return Query{}, fault.New(fault.Invalid, "the question holds bytes that are not text").WithRemedy("Write it as plain UTF-8 text.")
	}
	r := &queryReader{text: []rune(text)}
	var q Query
	for {
		part, ok, err := r.part()
		if err != nil {
			return Query{}, err
		}
		if !ok {
			return q, nil
		}
		if len(q.Parts) == mostParts {
			return Query{}, fault.New(fault.Invalid, "the question has more than %d parts", mostParts).WithRemedy("Ask for fewer words.").WithPosition(fault.Position{Line: 1, Column: part.At})
		}
		q.Parts = append(q.Parts, part)
	}
}

// queryReader goes through a question.
type queryReader struct {
	text []rune
	at   int
}

func (r *queryReader) peek() rune {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

// part reads the next part; ok is false at the end.
func (r *queryReader) part() (p Part, ok bool, err error) {
	for {
		for unicode.IsSpace(r.peek()) {
			r.at++
		}
		if r.at >= len(r.text) {
			return p, false, nil
		}
		p = Part{At: r.at + 1}
		if r.peek() == '-' && r.at+1 < len(r.text) && !unicode.IsSpace(r.text[r.at+1]) {
			p.Not = true
			r.at++
		}
		if quoted(r.peek()) {
			p.Phrase, p.Text = true, r.quotes()
		} else if p.Text = r.until(func(c rune) bool { return unicode.IsSpace(c) || c == ':' || quoted(c) }); r.peek() == ':' && named(p.Text) {
			r.at++
			p.Filter, p.Text = strings.ToLower(p.Text), ""
			return p, true, r.filter(&p)
		} else {
			p.Text += r.until(func(c rune) bool { return unicode.IsSpace(c) || quoted(c) })
			p.Prefix = strings.HasSuffix(p.Text, "*") || r.at >= len(r.text)
			p.Text = strings.TrimRight(p.Text, "*")
		}
		if len(tokens(p.Text)) > 0 { // nothing but signs asks for nothing
			return p, true, nil
		}
	}
}

func (r *queryReader) until(stop func(rune) bool) string {
	begin := r.at
	for r.at < len(r.text) && !stop(r.text[r.at]) {
		r.at++
	}
	return string(r.text[begin:r.at])
}

// quoted reports a mark that quotes: straight ones, and those that keyboards make of them.
func quoted(c rune) bool { return c == '"' || c == '“' || c == '”' || c == '„' }

// quotes reads up to the closing mark, or to the end where it is still to come.
func (r *queryReader) quotes() string {
	r.at++
	text := r.until(quoted)
	r.at++
	return text
}

// named reports a text that can be the name of a filter: letters alone. "10:30" is a word.
func named(s string) bool {
	for _, c := range s {
		if !unicode.IsLetter(c) {
			return false
		}
	}
	return s != ""
}

// filter reads the values of a filter.
func (r *queryReader) filter(p *Part) error {
	f, known := filters[p.Filter]
	if !known {
		return fault.New(fault.Invalid, "there is no filter %q", p.Filter).
			WithRemedy("There are %s. Put quotation marks round it to look for the words.", filterNames()).WithPosition(fault.Position{Line: 1, Column: p.At})
	}
	p.Filter = f.name
	for {
		v := r.value()
		if err := f.check(v); err != nil {
			return err.WithPosition(fault.Position{Line: 1, Column: p.At})
		}
		p.Values = append(p.Values, v)
		if r.peek() != ',' {
			return nil
		}
		r.at++
	}
}

// value reads one value of a filter, up to a comma or space.
func (r *queryReader) value() (v Value) {
	for _, op := range []string{"<=", ">=", "<", ">"} {
		if strings.HasPrefix(string(r.text[r.at:min(r.at+2, len(r.text))]), op) {
			v.Op = op
			r.at += len(op)
			break
		}
	}
	if quoted(r.peek()) {
		v.Text = strings.TrimSpace(r.quotes())
		return v
	}
	v.Text = r.until(func(c rune) bool { return unicode.IsSpace(c) || c == ',' || quoted(c) })
	if from, to, is := strings.Cut(v.Text, ".."); is && v.Op == "" {
		return Value{Op: "..", Text: from, To: to}
	}
	return v
}

// String writes the question so that ParseQuery reads the same: it ends in a space where the last word is whole.
func (q Query) String() string {
	var b strings.Builder
	for i, p := range q.Parts {
		if i > 0 {
			b.WriteByte(' ')
		}
		if p.Not {
			b.WriteByte('-')
		}
		switch {
		case p.Filter != "":
			b.WriteString(p.Filter + ":")
			for j, v := range p.Values {
				if j > 0 {
					b.WriteByte(',')
				}
				b.WriteString(v.String())
			}
		case p.Phrase:
			b.WriteString(`"` + p.Text + `"`)
		default:
			b.WriteString(p.Text)
			if p.Prefix {
				b.WriteByte('*')
			} else if i == len(q.Parts)-1 {
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}

// String writes the value as ParseQuery reads it.
func (v Value) String() string {
	if v.Op == ".." {
		return v.Text + ".." + v.To
	}
	if v.Text == "" || strings.ContainsFunc(v.Text, func(c rune) bool { return unicode.IsSpace(c) || c == ',' }) || strings.Contains(v.Text, "..") || strings.ContainsAny(v.Text[:1], "<>") {
		return v.Op + `"` + v.Text + `"`
	}
	return v.Op + v.Text
}
