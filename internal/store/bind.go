package store

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
)

// bind turns arguments into what both drivers understand: text, whole numbers and truth values.
func bind(args []any) ([]any, error) {
	bound := make([]any, len(args))
	for i, arg := range args {
		var err error
		if bound[i], err = bindOne(arg); err != nil {
			return nil, err
		}
	}
	return bound, nil
}

func bindOne(arg any) (any, error) {
	switch v := arg.(type) {
	case string:
		return bindText(v)
	case int64, int, bool:
		return v, nil
	case time.Time:
		return millis(v), nil
	case json.RawMessage:
		if len(v) > 0 && !json.Valid(v) {
			return nil, fault.New(fault.Internal, "the value to be kept is not JSON")
		}
		return bindText(string(v))
	case asJSON:
		text, err := json.Marshal(v.value)
		return string(text), err
	}
	if v := reflect.ValueOf(arg); v.Kind() == reflect.String {
		return bindText(v.String())
	} else if v.CanInt() {
		return v.Int(), nil
	}
	return nil, fmt.Errorf("store: a %T cannot be kept in a column", arg)
}

// bindText refuses what PostgreSQL cannot keep, so that SQLite does not keep it either.
func bindText(s string) (any, error) {
	if strings.IndexByte(s, 0) >= 0 || !utf8.ValidString(s) {
		return nil, fault.New(fault.Invalid, "%.60q holds bytes that are not text", s).WithRemedy("Write it as plain UTF-8 text.")
	}
	return s, nil
}

// asJSON is an argument that is kept as JSON.
type asJSON struct{ value any }

// listJSON keeps a list as JSON; a nil list as an empty one.
func listJSON[T any](list []T) asJSON { return asJSON{notNil(list)} }

// notNil is the list itself, or an empty one for nil, for JSON that says [] and not null.
func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// fromJSON scans a JSON column into the value that it points at.
type fromJSON struct{ into any }

// Scan implements sql.Scanner.
func (f fromJSON) Scan(src any) error {
	text, err := columnText(src)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, f.into)
}

// fromRaw scans a JSON column without looking inside; an empty column gives nil.
type fromRaw struct{ into *json.RawMessage }

// Scan implements sql.Scanner.
func (f fromRaw) Scan(src any) error {
	text, err := columnText(src)
	if len(text) > 0 {
		*f.into = text
	}
	return err
}

func columnText(src any) ([]byte, error) {
	switch v := src.(type) {
	case string:
		return []byte(v), nil
	case []byte:
		return append([]byte(nil), v...), nil // the driver uses its bytes again
	}
	return nil, fmt.Errorf("store: a column of text gave a %T", src)
}

// millis is a time as it is kept: UTC milliseconds, 0 for the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// fromMillis scans a time as millis wrote it.
type fromMillis struct{ into *time.Time }

// Scan implements sql.Scanner.
func (f fromMillis) Scan(src any) error {
	ms, ok := src.(int64)
	if !ok {
		return fmt.Errorf("store: a column of time gave a %T", src)
	}
	*f.into = time.Time{}
	if ms != 0 {
		*f.into = time.UnixMilli(ms).UTC()
	}
	return nil
}
