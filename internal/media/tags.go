package media

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// tags are all that was read of a file, by "Group:Name". A value is a string, json.Number, bool, []any or map[string]any,
// as JSON has them.
type tags map[string]tag

type tag struct {
	value any
	from  string
}

// put keeps a value unless another reader gave it before.
func (t tags) put(from, key string, value any) {
	if _, there := t[key]; !there && value != nil {
		t[key] = tag{value, from}
	}
}

// text is the first value of the keys that is not blank. Of a list it is the parts, joined.
func (t tags) text(keys ...string) string {
	_, s := t.first(keys...)
	return s
}

// first is text together with the key that has it.
func (t tags) first(keys ...string) (key, text string) {
	for _, key := range keys {
		if v, there := t[key]; there {
			if s := strings.TrimSpace(strings.Trim(plain(v.value), "\x00")); s != "" {
				return key, s
			}
		}
	}
	return "", ""
}

// list is the values under the first key that has some.
func (t tags) list(keys ...string) []string {
	for _, key := range keys {
		v, there := t[key]
		if !there {
			continue
		}
		parts, ok := v.value.([]any)
		if !ok {
			parts = []any{v.value}
		}
		var list []string
		for _, part := range parts {
			if s := strings.TrimSpace(plain(part)); s != "" && !slices.Contains(list, s) {
				list = append(list, s)
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// number is the first value of the keys that is one.
func (t tags) number(keys ...string) (float64, bool) {
	for _, key := range keys {
		if n, err := strconv.ParseFloat(t.text(key), 64); err == nil {
			return n, true
		}
	}
	return 0, false
}

// whole is number as an int, or 0.
func (t tags) whole(keys ...string) int {
	n, _ := t.number(keys...)
	if n < -1<<31 || n > 1<<31 {
		return 0
	}
	return int(n)
}

// plain is a value as a person reads it. Of a text in several languages it is that for everybody.
func plain(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	case []any:
		parts := make([]string, 0, len(v))
		for _, part := range v {
			parts = append(parts, plain(part))
		}
		return strings.Join(parts, "; ")
	default:
		text, err := json.Marshal(v)
		if err != nil {
			return fmt.Sprint(v)
		}
		return string(text)
	}
}

// What is kept of one file, so that a hostile one does not fill the library.
const (
	mostValue  = 8 << 10   // bytes of a value
	mostFields = 4000      // of a file
	mostText   = 512 << 10 // bytes of all values together
)

// fields are the tags in the order of group and name, within the bounds. It tells whether all were kept.
func (t tags) fields() (list []Field, all bool) {
	keys := make([]string, 0, len(t))
	for key := range t {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	total := 0
	all = true
	for _, key := range keys {
		group, name, _ := strings.Cut(key, ":")
		f := Field{Group: short(group, 100), Name: short(name, 200), Value: short(plain(t[key].value), mostValue), From: t[key].from}
		total += len(f.Value)
		if len(list) == mostFields || total > mostText {
			return list, false
		}
		list = append(list, f)
	}
	slices.SortStableFunc(list, func(a, b Field) int { return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Name, b.Name)) })
	return list, all
}

// short is valid text of no more than so many bytes.
func short(s string, most int) string {
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "\uFFFD")
	if len(s) <= most {
		return s
	}
	cut := most - len("…")
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// document reads a JSON object in the order of its keys; numbers stay as they are written: a take "1.10" is not "1.1".
func document(text []byte, each func(key string, value any)) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	start, err := d.Token()
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	if start != json.Delim('{') {
		return errors.Join(err, errors.New("it is no object"))
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		var value any
		if err := d.Decode(&value); err != nil {
			return err
		}
		name, ok := key.(string)
		if !ok {
			return errors.New("a key is no text")
		}
		each(name, value)
	}
	return nil
}
