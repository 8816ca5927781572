package intake

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// The types here accept what programs really write: null for anything, numbers as text and text as
// numbers, one value where a list belongs, lists in lists. Unknown keys are passed over.

// jsonText is a string, a number or a truth value, as text.
type jsonText string

// UnmarshalJSON never fails: a value that is no text is "".
func (t *jsonText) UnmarshalJSON(data []byte) error {
	*t = ""
	var s string
	switch {
	case len(data) == 0 || data[0] == '{' || data[0] == '[' || string(data) == "null":
	case json.Unmarshal(data, &s) == nil:
		*t = jsonText(strings.TrimSpace(s))
	default:
		*t = jsonText(data)
	}
	return nil
}

func (t jsonText) String() string { return string(t) }

// jsonNumber is a number, or text that reads as one. Set tells 0 from nothing.
type jsonNumber struct {
	Value float64
	Set   bool
}

// UnmarshalJSON never fails: a value that is no number is unset.
func (n *jsonNumber) UnmarshalJSON(data []byte) error {
	*n = jsonNumber{}
	v, err := strconv.ParseFloat(strings.Trim(string(data), `" `), 64)
	if err == nil && v > -1e15 && v < 1e15 {
		*n = jsonNumber{v, true}
	}
	return nil
}

// jsonFlag is a truth value, also as text or number.
type jsonFlag bool

// UnmarshalJSON never fails: anything but a yes is false.
func (f *jsonFlag) UnmarshalJSON(data []byte) error {
	*f = jsonFlag(isYes(strings.Trim(string(data), `" `)))
	return nil
}

// jsonTexts is a list of texts; inner lists are opened, one text is a list of one.
type jsonTexts []string

// UnmarshalJSON never fails: values that are no texts are left out.
func (l *jsonTexts) UnmarshalJSON(data []byte) error {
	*l = nil
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	for {
		token, err := decoder.Token()
		if err != nil {
			return nil //nolint:nilerr // the decoder around this one has seen that the text is JSON: this is its end
		}
		switch v := token.(type) {
		case string:
			*l = append(*l, v)
		case json.Number:
			*l = append(*l, v.String())
		case json.Delim:
			if v == '{' {
				return nil
			}
		}
	}
}

// jsonList is a list of objects; one object is a list of one, values that are no objects are left
// out and counted.
type jsonList[T any] struct {
	Items   []T
	Skipped int
}

// UnmarshalJSON never fails for valid JSON.
func (l *jsonList[T]) UnmarshalJSON(data []byte) error {
	*l = jsonList[T]{}
	if len(data) > 0 && data[0] == '[' {
		if json.Unmarshal(data, &l.Items) == nil {
			return nil
		}
	}
	l.Items = nil
	raw := []json.RawMessage{data}
	if len(data) > 0 && data[0] == '[' {
		raw = nil
		if err := json.Unmarshal(data, &raw); err != nil {
			return err
		}
	}
	for _, r := range raw {
		var item T
		if len(r) == 0 || r[0] != '{' || json.Unmarshal(r, &item) != nil {
			if string(r) != "null" {
				l.Skipped++
			}
			continue
		}
		l.Items = append(l.Items, item)
	}
	return nil
}

// isYes reads a truth value in the words that people put into tables.
func isYes(s string) bool {
	switch plainKey(s) {
	case "true", "yes", "y", "x", "1", "closed", "ja", "j", "oui", "o", "si", "s", "sim", "kylla", "tak":
		return true
	}
	return false
}
