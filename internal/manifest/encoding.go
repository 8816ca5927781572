package manifest

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"

	"github.com/btsdirector/bts/internal/fault"
)

// guesses are the encodings that are tried, in this order, for a list that says none and is not UTF-8. Which one
// it is, is told by the files that are there; without any it is the first.
var guesses = []string{"windows-1252", "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "koi8-r", "macintosh", "euc-jp", "shift_jis", "euc-kr", "gbk", "big5"}

// unicode decodes what begins with a byte order mark, or is UTF-16 by its zeros; false where it is neither.
func unicode(data []byte) (text, name string, ok bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return strings.ToValidUTF8(string(data[3:]), "\uFFFD"), "UTF-8", true
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return wide(data[2:], binary.LittleEndian), "UTF-16LE", true
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return wide(data[2:], binary.BigEndian), "UTF-16BE", true
	case len(data) >= 4 && data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0:
		return wide(data, binary.LittleEndian), "UTF-16LE", true
	case len(data) >= 4 && data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0:
		return wide(data, binary.BigEndian), "UTF-16BE", true
	}
	return "", "", false
}

func wide(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// named decodes data that is said to be in an encoding. It returns invalid for a name that nobody knows.
func named(data []byte, name string) (string, error) {
	if text, _, ok := unicode(data); ok {
		return text, nil
	}
	switch strings.ToLower(name) {
	case "utf-16", "utf-16be":
		return wide(data, binary.BigEndian), nil
	case "utf-16le":
		return wide(data, binary.LittleEndian), nil
	}
	known, err := find(name)
	if err != nil {
		return "", fault.New(fault.Invalid, "the encoding %q is not known", name).WithRemedy("Save the list as UTF-8.")
	}
	text, err := known.NewDecoder().Bytes(data)
	if err != nil {
		return "", fault.New(fault.Invalid, "this is not %s", name).WithCause(err)
	}
	return string(text), nil
}

// find knows encodings by their IANA names first: there ISO-8859-1 is not Windows-1252.
func find(name string) (encoding.Encoding, error) {
	if e, err := ianaindex.IANA.Encoding(name); err == nil && e != nil {
		return e, nil
	}
	return htmlindex.Get(name)
}

// guess decodes data that says nothing of its encoding. Count tells how many files of a text are there.
func guess(data []byte, count func(text string) int) (text, name string) {
	if text, name, ok := unicode(data); ok {
		return text, name
	}
	if utf8.Valid(data) {
		return string(data), "UTF-8"
	}
	best := -1
	for _, g := range guesses {
		decoded, err := named(data, g)
		if err != nil || strings.ContainsRune(decoded, utf8.RuneError) {
			continue
		}
		if n := count(decoded); n > best {
			best, text, name = n, decoded, g
		}
	}
	if best < 0 {
		return strings.ToValidUTF8(string(data), "\uFFFD"), "UTF-8, damaged"
	}
	return text, name
}

// lines turns the line ends of all systems into one.
func lines(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
