package ical

import (
	"encoding/base64"
	"io"
	"mime/quotedprintable"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// Unescape resolves the escapes of a TEXT value: \n, \N, \, \; and \\ (RFC 5545, 3.3.11). Other
// backslashes stay.
func Unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	return escapes.Replace(s)
}

var escapes = strings.NewReplacer(`\\`, `\`, `\;`, `;`, `\,`, `,`, `\n`, "\n", `\N`, "\n")

// Split cuts a value at the separator where it is not escaped; the pieces keep their escapes.
func Split(s string, separator byte) []string {
	pieces := make([]string, 0, 1+strings.Count(s, string(separator)))
	start := 0
	for i := 0; i < len(s); i++ {
		if s[i] == separator && (i == 0 || s[i-1] != '\\') {
			pieces = append(pieces, s[start:i])
			start = i + 1
		}
	}
	return append(pieces, s[start:])
}

// Decoded is the value with its ENCODING and CHARSET resolved, as vCard 2.1 has them; the escapes of
// TEXT stay. What cannot be decoded stays as it is.
func (p *Property) Decoded() string {
	var value []byte
	switch strings.ToUpper(p.Param("ENCODING")) {
	case "QUOTED-PRINTABLE", "Q":
		out, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(p.Value)))
		if err != nil && len(out) == 0 {
			return p.Value
		}
		value = out
	case "BASE64", "B":
		out, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(p.Value), ""))
		if err != nil {
			return p.Value
		}
		value = out
	default:
		return p.Value
	}
	if charset, err := htmlindex.Get(p.Param("CHARSET")); err == nil && !utf8.Valid(value) {
		if out, err := charset.NewDecoder().Bytes(value); err == nil {
			value = out
		}
	}
	return strings.ToValidUTF8(string(value), "\uFFFD")
}
