package jsonspan

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func open(t testing.TB, text string) Span {
	t.Helper()
	span, err := Open([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return span
}

func TestWalks(t *testing.T) {
	t.Parallel()
	s := open(t, " {\"a\" : 1 ,\n\"b\\n\":[ [\"x\", null,{\"c\":[2]}], -3e2,true ],\n\n \"a\":\"l\\u00e4st\"}\n")
	var keys []string
	for m := range s.Members() {
		keys = append(keys, m.Key)
	}
	if diff := cmp.Diff([]string{"a", "b\n", "a"}, keys); diff != "" {
		t.Error("keys:", diff)
	}
	if got := s.Get("a"); got.Text() != "läst" || got.Line() != 4 {
		t.Errorf("the last a is %q in line %d", got.Text(), got.Line())
	}
	var items, leaves []string
	for item := range s.Get("b\n").Items() {
		items = append(items, item.Raw())
	}
	for leaf := range s.Get("b\n").Leaves() {
		leaves = append(leaves, leaf.Raw())
	}
	if diff := cmp.Diff([]string{`["x", null,{"c":[2]}]`, "-3e2", "true"}, items); diff != "" {
		t.Error("items:", diff)
	}
	if diff := cmp.Diff([]string{`"x"`, `{"c":[2]}`, "-3e2", "true"}, leaves); diff != "" {
		t.Error("leaves:", diff)
	}
	if none := s.Get("z"); !none.Null() || none.Raw() != "" || none.Text() != "" || none.Line() != 0 {
		t.Error("a missing value is something")
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"nothing": "", "broken": `{"a":`, "two values": `{} {}`, "deep": strings.Repeat("[", 20000) + strings.Repeat("]", 20000),
	} {
		if _, err := Open([]byte(text)); err == nil {
			t.Errorf("%s was opened", name)
		}
	}
}

// FuzzSpans holds the walks against encoding/json.
func FuzzSpans(f *testing.F) {
	for _, seed := range []string{`{"a":[1,[2,"\""],{}],"b":null}`, `[]`, `"x"`, `-1.5e3`, `{"":"\ud800"}`, "[[[]],\r\n{\"k\":\t[{}]}]"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		span, err := Open(data)
		if (err == nil) != json.Valid(data) {
			t.Fatalf("opened: %v, valid: %v", err, json.Valid(data))
		}
		if err != nil {
			return
		}
		var want any
		if json.Unmarshal(data, &want) == nil {
			if diff := cmp.Diff(want, tree(t, span)); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func tree(t *testing.T, s Span) any {
	switch s.Kind() {
	case '{':
		m := map[string]any{}
		for member := range s.Members() {
			m[member.Key] = tree(t, member.Value)
		}
		return m
	case '[':
		list := []any{}
		for item := range s.Items() {
			list = append(list, tree(t, item))
		}
		return list
	case '"':
		return s.Text()
	}
	var v any
	if err := json.Unmarshal([]byte(s.Raw()), &v); err != nil {
		t.Fatal(err)
	}
	return v
}
