package ical

import "strings"

// maxParams is how many parameters of one line are kept; an attendee has about eight.
const maxParams = 64

// parameters reads ";NAME=value,value;…:" and gives the value behind the colon. ok is false when no
// colon ends them.
func parameters(s string) (params []Param, value string, ok bool) {
	for len(s) > 0 && s[0] == ';' {
		s = s[1:]
		end := strings.IndexAny(s, "=;:")
		if end < 0 {
			return nil, "", false
		}
		name := strings.TrimSpace(s[:end])
		param := Param{Name: upper(name)}
		if s[end] != '=' { // a bare word of vCard 2.1: ;WORK;QUOTED-PRINTABLE
			param.Name, param.Values = bareWord(name)
			s = s[end:]
		} else {
			var closed bool
			param.Values, param.Quoted, s, closed = paramValues(s[end+1:])
			if !closed {
				return nil, "", false
			}
		}
		if len(param.Values) > 0 && len(params) < maxParams {
			params = append(params, param)
		}
	}
	if len(s) == 0 {
		return nil, "", false
	}
	return params, s[1:], true
}

// bareWord is what a parameter without a name means (vCard 2.1, 2.1.4.2).
func bareWord(word string) (name string, values []string) {
	switch upper(word) {
	case "":
		return "", nil
	case "QUOTED-PRINTABLE", "BASE64", "B", "7BIT", "8BIT":
		return "ENCODING", []string{word}
	case "INLINE", "CONTENT-ID", "CID", "URL":
		return "VALUE", []string{word}
	}
	return "TYPE", []string{word}
}

// paramValues reads values up to the ";" or ":" that ends them. A quote that is never closed counts
// as a letter.
func paramValues(s string) (values []string, quoted bool, rest string, closed bool) {
	for first := true; ; first = false {
		s = strings.TrimLeft(s, " ")
		var one string
		if strings.HasPrefix(s, `"`) && strings.Contains(s[1:], `"`) {
			end := 1 + strings.IndexByte(s[1:], '"')
			one = s[1:end]
			s = s[end+1:]
			quoted = quoted || first
			if stop := strings.IndexAny(s, ",;:"); stop > 0 { // letters behind the quote
				one, s = one+strings.TrimRight(s[:stop], " "), s[stop:]
			}
		} else {
			end := strings.IndexAny(s, ",;:")
			if end < 0 {
				return nil, false, "", false
			}
			one, s = strings.TrimRight(s[:end], " "), s[end:]
		}
		if len(values) < maxParams {
			values = append(values, caret(one))
		}
		if len(s) == 0 || s[0] != ',' {
			return values, quoted, s, len(s) > 0
		}
		s = s[1:]
	}
}

// caret resolves the escapes of RFC 6868: ^n, ^' and ^^.
func caret(s string) string {
	if !strings.Contains(s, "^") {
		return s
	}
	return carets.Replace(s)
}

var carets = strings.NewReplacer("^^", "^", "^n", "\n", "^'", `"`)
