// Package journal keeps what people write by hand so that nothing of it is ever lost: who set which field of what to
// which value, what gave way when two wrote at once, and how each act is taken back. It knows objects only by
// their JSON: a field is a key of the outermost object.
package journal

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Kind is a sort of object: "arc", "beat" …
type Kind string

// Field is what one act did to one field. Values are compact JSON with sorted keys.
type Field struct {
	Name string          `json:"name"`
	Was  json.RawMessage `json:"was"`
	Now  json.RawMessage `json:"now"`
}

// Entry is one object changed by one act of one person.
type Entry struct {
	Seq    int64            `json:"seq"` // counts within the production, from 1
	Act    production.ActID `json:"act"` // entries of one act are taken back together
	Kind   Kind             `json:"kind"`
	Object string           `json:"object"` // id
	Title  string           `json:"title"`  // what it was called after the act
	Fields []Field          `json:"fields"`
	Lost   []Field          `json:"lost"`   // of fields that somebody else had set meanwhile: Was is the writer's base, Now the value that gave way
	Undoes production.ActID `json:"undoes"` // the act that this one takes back, "" for none
	By     string           `json:"by"`
	At     time.Time        `json:"at"`
}

// values are the fields of an object by name, each in compact JSON with sorted keys.
func values(object any) (map[string]json.RawMessage, error) {
	text, err := json.Marshal(object)
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		return nil, err
	}
	for name, v := range fields {
		if fields[name], err = plain(v); err != nil {
			return nil, err
		}
	}
	return fields, nil
}

// plain is a value in the one way in which values are compared: compact, keys sorted. Numbers keep their digits.
func plain(v json.RawMessage) (json.RawMessage, error) {
	d := json.NewDecoder(bytes.NewReader(v))
	d.UseNumber()
	var any any
	if err := d.Decode(&any); err != nil {
		return nil, err
	}
	return json.Marshal(any)
}

// same reports whether two values are one. An empty list is no list: stores differ in how they give one back.
func same(a, b json.RawMessage) bool {
	none := func(v json.RawMessage) bool { return len(v) == 0 || string(v) == "null" || string(v) == "[]" }
	return bytes.Equal(a, b) || none(a) && none(b)
}

// Diff are the fields in which two objects of one type differ, by name.
func Diff(before, after any) ([]Field, error) {
	was, err := values(before)
	if err != nil {
		return nil, err
	}
	now, err := values(after)
	if err != nil {
		return nil, err
	}
	var fields []Field
	for name, v := range now {
		if !same(was[name], v) {
			fields = append(fields, Field{name, was[name], v})
		}
	}
	slices.SortFunc(fields, byName)
	return fields, nil
}

func byName(a, b Field) int { return cmp.Compare(a.Name, b.Name) }

// Merged is what Merge came to.
type Merged[T any] struct {
	Object T
	Lost   []Field // what others had set since the base and what now gives way
}

// Merge applies what somebody wrote to an object, field by field. change holds the fields that were sent, by name;
// since are the entries of the object after the state that the writer had before them, in order. Fields that are
// as they were then are not the writer's and keep what others made of them; of a field that both set, the later
// writer's value stays. It returns fault.Invalid for a field that the object does not have or cannot hold.
func Merge[T any](now T, change map[string]json.RawMessage, since []Entry) (Merged[T], error) {
	current, err := values(now)
	if err != nil {
		return Merged[T]{}, err
	}
	base := map[string]json.RawMessage{}
	for _, e := range slices.Backward(since) {
		for _, f := range e.Fields {
			base[f.Name] = f.Was
		}
	}
	var out Merged[T]
	set := map[string]json.RawMessage{}
	for name, v := range change {
		here, known := current[name]
		if v, err = plain(v); err != nil || !known {
			return out, fault.New(fault.Invalid, "%q is no field that could be set", name)
		}
		was, touched := base[name]
		switch {
		case same(here, v) || touched && same(was, v):
			continue
		case touched:
			out.Lost = append(out.Lost, Field{name, was, here})
		}
		set[name] = v
	}
	slices.SortFunc(out.Lost, byName)
	out.Object, err = with(now, set)
	return out, err
}

// with is the object with some fields set.
func with[T any](object T, set map[string]json.RawMessage) (T, error) {
	var out T
	fields, err := values(object)
	if err != nil {
		return object, err
	}
	for name, v := range set {
		fields[name] = v
	}
	text, err := json.Marshal(fields)
	if err != nil {
		return object, err
	}
	if err := json.Unmarshal(text, &out); err != nil { // into a new object: nothing of the old may show through
		return object, fault.New(fault.Invalid, "a value cannot be held: %v", err)
	}
	return out, nil
}

// Back is the object as it was before an entry. changed names the fields that somebody has set again since: they
// cannot be taken back without losing that.
func Back[T any](now T, e Entry) (object T, changed []string, err error) {
	current, err := values(now)
	if err != nil {
		return now, nil, err
	}
	set := map[string]json.RawMessage{}
	for _, f := range e.Fields {
		if !same(current[f.Name], f.Now) {
			changed = append(changed, f.Name)
		}
		set[f.Name] = f.Was
	}
	if len(changed) > 0 {
		return now, changed, nil
	}
	object, err = with(now, set)
	return object, nil, err
}
