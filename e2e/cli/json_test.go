package cli_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

// A path into a document: .name takes a key, [2] an element, [-1] the last, [*] every one, and [len] is
// the length. "." is the document itself.
var step = regexp.MustCompile(`^(?:\.([\w-]+)|\[(-?\d+|\*|len)\])`)

// jsonIs FILE PATH WANT: everything at the path reads as WANT; with ! nothing does.
func jsonIs(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, false, len(args) != 3, "json file path want")
	for _, value := range at(ts, args[0], args[1]) {
		if got := asText(value); (got == args[2]) == neg {
			ts.Fatalf("%s is %s, and that is wrong: %s", args[1], got, args[2])
		}
	}
}

// jsonType FILE PATH TYPE: string, integer, bool, list, object, date, time (RFC 3339 with offset) or
// time? (such a time or ""). With a trailing + the text or list must not be empty.
func jsonType(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, neg, len(args) != 3, "jsontype file path type")
	name, filled := strings.CutSuffix(args[2], "+")
	isType, known := types[name]
	if !known {
		ts.Fatalf("unknown type %s", name)
	}
	for _, value := range at(ts, args[0], args[1]) {
		list, _ := value.([]any)
		if !isType(value) || filled && len(list) == 0 && asText(value) == "" {
			ts.Fatalf("%s is %s, not %s", args[1], asText(value), args[2])
		}
	}
}

var types = map[string]func(v any) bool{
	"string": func(v any) bool { _, ok := v.(string); return ok },
	"bool":   func(v any) bool { _, ok := v.(bool); return ok },
	"list":   func(v any) bool { l, ok := v.([]any); return ok && l != nil },
	"object": func(v any) bool { _, ok := v.(map[string]any); return ok },
	"integer": func(v any) bool {
		n, ok := v.(json.Number)
		_, err := n.Int64()
		return ok && err == nil
	},
	"date":  func(v any) bool { return readsAs(v, time.DateOnly) },
	"time":  func(v any) bool { return readsAs(v, time.RFC3339) },
	"time?": func(v any) bool { return v == "" || readsAs(v, time.RFC3339) },
}

func readsAs(v any, layout string) bool {
	text, ok := v.(string)
	_, err := time.Parse(layout, text)
	return ok && err == nil
}

// jsonKeys FILE PATH KEY…: every object at the path has the keys, and all its keys are in snake_case.
func jsonKeys(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, neg, len(args) < 3, "jsonkeys file path key…")
	found := at(ts, args[0], args[1])
	if len(found) == 0 {
		ts.Fatalf("nothing is at %s", args[1])
	}
	for _, value := range found {
		object, ok := value.(map[string]any)
		if !ok {
			ts.Fatalf("%s is %s, not an object", args[1], asText(value))
		}
		for _, key := range args[2:] {
			if _, there := object[key]; !there {
				ts.Fatalf("%s has no key %q: %s", args[1], key, asText(value))
			}
		}
		for key := range object {
			if !snakeCase.MatchString(key) {
				ts.Fatalf("%s has the key %q, which is not in snake_case", args[1], key)
			}
		}
	}
}

var snakeCase = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// jsonOrder FILE PATH up|down: the numbers or texts at the path never step the other way.
func jsonOrder(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, neg, len(args) != 3, "jsonorder file path up|down")
	found := at(ts, args[0], args[1])
	if len(found) < 2 {
		ts.Fatalf("%s has %d values, too few for an order", args[1], len(found))
	}
	for i, value := range found[1:] {
		before, after := found[i], value
		if args[2] == "down" {
			before, after = after, before
		}
		if less(after, before) {
			ts.Fatalf("%s: %s stands before %s", args[1], asText(found[i]), asText(value))
		}
	}
}

func less(a, b any) bool {
	x, numbers := a.(json.Number)
	y, _ := b.(json.Number)
	if !numbers {
		return asText(a) < asText(b)
	}
	m, _ := x.Float64()
	n, _ := y.Float64()
	return m < n
}

// jsonEqual FILE FILE PATH…: both documents have the same at each path.
func jsonEqual(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, neg, len(args) < 3, "jsonequal file file path…")
	for _, path := range args[2:] {
		if diff := cmp.Diff(at(ts, args[0], path), at(ts, args[1], path)); diff != "" {
			ts.Fatalf("%s differs (-%s +%s):\n%s", path, args[0], args[1], diff)
		}
	}
}

// jsonLeast FILE PATH MIN: every number at the path is MIN or more.
func jsonLeast(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, neg, len(args) != 3, "jsonleast file path min")
	for _, value := range at(ts, args[0], args[1]) {
		if less(value, json.Number(args[2])) {
			ts.Fatalf("%s is %s, less than %s", args[1], asText(value), args[2])
		}
	}
}

// at reads the one document in the file and returns everything at the path.
func at(ts *testscript.TestScript, file, path string) []any {
	d := json.NewDecoder(strings.NewReader(ts.ReadFile(file)))
	d.UseNumber()
	var doc, more any
	if err := d.Decode(&doc); err != nil {
		ts.Fatalf("%s is not JSON: %v", file, err)
	}
	if err := d.Decode(&more); !errors.Is(err, io.EOF) {
		ts.Fatalf("%s holds more than one document", file)
	}
	found, err := walk([]any{doc}, strings.TrimSuffix(path, "."))
	ts.Check(err)
	return found
}

func walk(from []any, path string) ([]any, error) {
	if path == "" {
		return from, nil
	}
	parts := step.FindStringSubmatch(path)
	if parts == nil {
		return nil, fmt.Errorf("bad path at %q", path)
	}
	var next []any
	for _, value := range from {
		found, err := take(value, parts[1], parts[2])
		if err != nil {
			return nil, err
		}
		next = append(next, found...)
	}
	return walk(next, path[len(parts[0]):])
}

// take does one step from a value: by key, by index, or to the length.
func take(value any, key, index string) ([]any, error) {
	list, isList := value.([]any)
	switch {
	case key != "":
		object, _ := value.(map[string]any)
		found, there := object[key]
		if !there {
			return nil, fmt.Errorf("no key %q in %s", key, asText(value))
		}
		return []any{found}, nil
	case !isList:
		return nil, fmt.Errorf("%s is not a list", asText(value))
	case index == "len":
		return []any{json.Number(strconv.Itoa(len(list)))}, nil
	case index == "*":
		return list, nil
	}
	i, err := strconv.Atoi(index)
	if i < 0 {
		i += len(list)
	}
	if err != nil || i < 0 || i >= len(list) {
		return nil, fmt.Errorf("no element %s among %d", index, len(list))
	}
	return list[i : i+1], nil
}

// asText is a string as it is, anything else as JSON.
func asText(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
