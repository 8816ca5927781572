package outline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Words say what is wanted: "2 × interview: Each about the other".
func (w Want) Words() string {
	words := fmt.Sprintf("%d × %s", w.Count, strings.ToLower(w.Source.Title()))
	if text := strings.Join(strings.Fields(w.Text), " "); text != "" {
		words += ": " + text
	}
	return words
}

// ValueWords say what a field of something written by hand held, from its JSON as the journal keeps it: a text as it is,
// texts and wants one after the other, nothing as "", and whatever else as it stands there.
func ValueWords(value json.RawMessage) string {
	var text string
	if json.Unmarshal(value, &text) == nil { // null as well
		return text
	}
	var texts []string
	if json.Unmarshal(value, &texts) == nil {
		return strings.Join(texts, "; ")
	}
	var wants []Want
	strict := json.NewDecoder(bytes.NewReader(value))
	strict.DisallowUnknownFields() // other lists are none of wants
	if strict.Decode(&wants) == nil {
		words := make([]string, len(wants))
		for i, w := range wants {
			words[i] = w.Words()
		}
		return strings.Join(words, "; ")
	}
	return string(value)
}
