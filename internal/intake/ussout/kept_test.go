package ussout

import (
	"bytes"
	"encoding/json"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
)

// checkRefused allows an error only for what is no JSON object.
func checkRefused(t *testing.T, data []byte, err error) {
	t.Helper()
	if err == nil {
		return
	}
	if !fault.Is(err, fault.Invalid) {
		t.Fatalf("the error has code %q: %v", fault.CodeOf(err), err)
	}
	var object map[string]json.RawMessage
	if utf8.Valid(data) && json.Unmarshal(data, &object) == nil && object != nil {
		t.Fatalf("a JSON object was refused: %v", err)
	}
}

// checkKept compares the trees without our keys: every key, order, number and text must be there.
func checkKept(t *testing.T, before, after []byte) {
	t.Helper()
	if !utf8.Valid(before) || bytes.IndexByte(before, 0) >= 0 {
		return // it was read as another encoding
	}
	if diff := cmp.Diff(tokens(t, before), tokens(t, after)); diff != "" {
		t.Fatal(diff)
	}
}

// tokens are all tokens of a JSON text as they are written, without members under our two keys.
func tokens(t *testing.T, data []byte) []string {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	decoder.UseNumber()
	var out []string
	readValue(t, decoder, &out)
	return out
}

func readValue(t *testing.T, decoder *json.Decoder, out *[]string) {
	token, err := decoder.Token()
	if err != nil {
		t.Fatal(err)
	}
	text, _ := json.Marshal(token)
	delim, nested := token.(json.Delim)
	if !nested {
		*out = append(*out, string(text))
		return
	}
	*out = append(*out, delim.String())
	for decoder.More() {
		if delim == '{' {
			key, err := decoder.Token()
			if err != nil {
				t.Fatal(err)
			}
			if key == workKey || key == bookingsKey {
				readValue(t, decoder, new([]string))
				continue
			}
			*out = append(*out, key.(string))
		}
		readValue(t, decoder, out)
	}
	if _, err := decoder.Token(); err != nil {
		t.Fatal(err)
	}
}
