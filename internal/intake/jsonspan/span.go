// Package jsonspan looks into a JSON text without building a tree of it. A Span says where a value
// stands; looking into it costs no memory beside the texts that are asked for, so that a file made to
// fill a machine's memory cannot. Every walk is linear in the length of what it walks over and none
// is recursive.
package jsonspan

import (
	"encoding/json"
	"iter"
	"strings"
	"unicode/utf8"
)

// Span is one value of a JSON text, from the byte From up to the byte To. The zero Span is no value:
// its Kind is 0 and everything in it is empty.
type Span struct {
	doc      *document
	From, To int
}

// document is the text that spans point into.
type document struct {
	text  string
	lines []int // line ends before every block of the text, counted when a line is first asked for
}

// Member is one key and value of an object. From is where the key's quote stands.
type Member struct {
	Key   string
	From  int
	Value Span
}

// Open checks the syntax of a JSON text in UTF-8 and returns its value. The error is a
// *json.SyntaxError, also for lists that are nested deeper than 10 000 levels.
func Open(data []byte) (Span, error) {
	if !json.Valid(data) {
		var nothing struct{}
		return Span{}, json.Unmarshal(data, &nothing)
	}
	doc := &document{text: string(data)}
	from := skipSpace(doc.text, 0)
	return Span{doc, from, skipValue(doc.text, from)}, nil
}

// Kind is the first byte of the value: '{', '[', '"', 't', 'f', 'n', '-' or a digit; 0 for no value.
func (s Span) Kind() byte {
	if s.doc == nil || s.From >= s.To {
		return 0
	}
	return s.doc.text[s.From]
}

// Null reports that there is no value, or a null.
func (s Span) Null() bool { k := s.Kind(); return k == 0 || k == 'n' }

// Raw is the value as it is written.
func (s Span) Raw() string {
	if s.doc == nil {
		return ""
	}
	return s.doc.text[s.From:s.To]
}

// Document is the whole text in which the value stands.
func (s Span) Document() string {
	if s.doc == nil {
		return ""
	}
	return s.doc.text
}

// Text is a string's text, and a number or truth value as it is written; "" for everything else. A
// string without escapes shares the memory of the file.
func (s Span) Text() string {
	switch s.Kind() {
	case 0, 'n', '{', '[':
		return ""
	case '"':
		return unquote(s.Raw())
	}
	return s.Raw()
}

// unquote is the text of a JSON string; broken letters and halves of a broken escape become U+FFFD.
func unquote(raw string) string {
	if !strings.Contains(raw, `\`) && utf8.ValidString(raw) {
		return raw[1 : len(raw)-1]
	}
	var text string
	if err := json.Unmarshal([]byte(raw), &text); err != nil {
		return ""
	}
	return text
}

// Members walks over the members of an object in their order, and over nothing for other values.
func (s Span) Members() iter.Seq[Member] {
	return func(yield func(Member) bool) {
		if s.Kind() != '{' {
			return
		}
		text := s.doc.text
		for at := skipSpace(text, s.From+1); at < s.To && text[at] == '"'; {
			end := skipString(text, at)
			value := skipSpace(text, skipSpace(text, end)+1)
			member := Member{Key: unquote(text[at:end]), From: at, Value: Span{s.doc, value, skipValue(text, value)}}
			if !yield(member) {
				return
			}
			at = skipComma(text, member.Value.To)
		}
	}
}

// Get is the last value of an object under a key, the zero Span without one.
func (s Span) Get(key string) Span {
	var found Span
	for m := range s.Members() {
		if m.Key == key {
			found = m.Value
		}
	}
	return found
}

// Items walks over the values of a list, and over nothing for other values.
func (s Span) Items() iter.Seq[Span] {
	return func(yield func(Span) bool) {
		if s.Kind() != '[' {
			return
		}
		text := s.doc.text
		for at := skipSpace(text, s.From+1); at < s.To && text[at] != ']'; {
			item := Span{s.doc, at, skipValue(text, at)}
			if !yield(item) {
				return
			}
			at = skipComma(text, item.To)
		}
	}
}

// Leaves walks over the values in a list and in the lists within it, however deep, leaving out the
// lists themselves and nulls. A value that is no list is its own leaf.
func (s Span) Leaves() iter.Seq[Span] {
	return func(yield func(Span) bool) {
		if s.Kind() != '[' {
			if !s.Null() {
				yield(s)
			}
			return
		}
		text := s.doc.text
		for at := s.From; at < s.To; {
			switch text[at] {
			case '[', ']', ',', ' ', '\t', '\r', '\n':
				at++
			default:
				leaf := Span{s.doc, at, skipValue(text, at)}
				if !leaf.Null() && !yield(leaf) {
					return
				}
				at = leaf.To
			}
		}
	}
}
