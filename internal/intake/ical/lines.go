package ical

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// fromUTF16 turns UTF-16, with or without a byte order mark, into UTF-8. Other text stays as it is,
// without a mark.
func fromUTF16(data []byte) []byte {
	order, found := unicode.LittleEndian, true
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return data[3:]
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("B\x00E\x00")):
	case bytes.HasPrefix(data, []byte("\xFE\xFF")), bytes.HasPrefix(data, []byte("\x00B\x00E")):
		order = unicode.BigEndian
	default:
		found = false
	}
	if !found {
		return data
	}
	out, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(data)
	if err != nil {
		return data
	}
	return bytes.TrimPrefix(out, []byte("\xEF\xBB\xBF"))
}

// lines cuts a file into unfolded content lines.
type lines struct {
	rest   string
	number int // of the next line of the file
	latin  int // first line that is not UTF-8, 0 for none
}

// next is the next content line with the number of the line of the file it begins on. Empty lines
// are left out; ok is false at the end.
func (l *lines) next() (line string, number int, ok bool) {
	for len(l.rest) > 0 {
		number = l.number
		line = l.physical()
		if line = l.unfold(line); strings.TrimSpace(line) != "" {
			return l.asUTF8(line, number), number, true
		}
	}
	return "", 0, false
}

// physical takes one line of the file without its end: CRLF, LF, a lone CR, or a run of CRs and LF.
func (l *lines) physical() string {
	l.number++
	end := strings.IndexAny(l.rest, "\r\n")
	if end < 0 {
		end = len(l.rest)
	}
	line, behind := l.rest[:end], strings.TrimLeft(l.rest[end:], "\r")
	if !strings.HasPrefix(behind, "\n") {
		l.number += max(len(l.rest)-end-len(behind)-1, 0) // every CR of a run ends a line
		l.rest = behind
		return line
	}
	l.rest = behind[1:]
	return line
}

// unfold joins a line with its continuations: those that begin with white space (RFC 5545, 3.1),
// and the soft line breaks of quoted-printable (vCard 2.1). Bytes are joined before anything is
// decoded, for some programs fold inside a letter.
func (l *lines) unfold(line string) string {
	var joined []byte // nil as long as the line is one of the file
	ends := line
	add := func(more string) {
		if joined == nil {
			joined = append(make([]byte, 0, 2*(len(line)+len(more))), line...)
		}
		joined, ends = append(joined, more...), more
	}
	printable := quotedPrintable(line)
	for len(l.rest) > 0 {
		switch first := l.rest[0]; {
		case printable && strings.HasSuffix(ends, "="):
			more := strings.TrimLeft(l.physical(), " \t")
			add("")
			joined = joined[:len(joined)-1]
			add(more)
		case first == ' ' || first == '\t':
			if more := l.physical(); len(more) > 1 {
				add(more[1:])
			}
		case l.blankBeforeFold(): // some programs leave an empty line before they continue
			l.physical()
		case joined != nil:
			return string(joined)
		default:
			return line
		}
	}
	if joined != nil {
		return string(joined)
	}
	return line
}

// blankBeforeFold reports an empty line behind which the line before goes on.
func (l *lines) blankBeforeFold() bool {
	rest := strings.TrimPrefix(l.rest, "\r")
	return len(rest) > 1 && rest[0] == '\n' && (rest[1] == ' ' || rest[1] == '\t')
}

// quotedPrintable reports that a content line says its value is encoded so.
func quotedPrintable(line string) bool {
	head, _, _ := strings.Cut(line, ":")
	return len(head) < 400 && strings.Contains(head, ";") && strings.Contains(strings.ToUpper(head), "QUOTED-PRINTABLE")
}

// asUTF8 takes a line that is not UTF-8 for Windows-1252. Lines are judged one by one: a file may be
// pasted together from others.
func (l *lines) asUTF8(line string, number int) string {
	if utf8.ValidString(line) {
		return line
	}
	if l.latin == 0 {
		l.latin = number
	}
	out, err := charmap.Windows1252.NewDecoder().String(line)
	if err != nil {
		return strings.ToValidUTF8(line, "\uFFFD")
	}
	return out
}

// content takes a content line apart. ok is false for one without a name or a colon.
func content(line string) (p Property, ok bool) {
	nameEnd := strings.IndexAny(line, ":;")
	if nameEnd <= 0 {
		return p, false
	}
	name := strings.TrimSpace(line[:nameEnd])
	group := ""
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
		group, name = strings.ToLower(name[:dot]), name[dot+1:]
	}
	if name == "" || strings.ContainsAny(name, " \t\"=") {
		return p, false
	}
	p.Name = upper(name)
	if line[nameEnd] == ':' {
		p.Value = line[nameEnd+1:]
		if group != "" {
			p.More = &Details{Group: group}
		}
		return p, true
	}
	params, value, ok := parameters(line[nameEnd:])
	if !ok {
		return p, false
	}
	p.Value = value
	p.More = &Details{Group: group, Params: params}
	return p, true
}

// upper is the name in upper case; names are nearly always written so.
func upper(name string) string {
	for _, known := range usualNames {
		if name == known {
			return known
		}
	}
	return strings.ToUpper(name)
}

// usualNames spare a copy each time they occur.
var usualNames = []string{"BEGIN", "END", "DTSTART", "DTEND", "UID", "SUMMARY", "DTSTAMP", "DESCRIPTION", "LOCATION", "TZID", "SEQUENCE", "STATUS", "TEL", "EMAIL", "FN", "N", "TYPE", "VALUE"}
