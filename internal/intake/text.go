package intake

import (
	"bytes"
	"strings"
	alphabets "unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

var (
	utf8BOM    = []byte{0xEF, 0xBB, 0xBF}
	utf16LEBOM = []byte{0xFF, 0xFE}
	utf16BEBOM = []byte{0xFE, 0xFF}
)

// decodeText turns a text file into UTF-8 with "\n" line ends. It knows UTF-8 and UTF-16 with and
// without a byte order mark, and takes anything else for Windows-1252 with a warning at the first
// line that is not UTF-8.
func decodeText(data []byte) (string, []Warning) {
	data, warnings := toUTF8(data)
	text := string(data)
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return text, warnings
}

// toUTF8 converts data to UTF-8 without a byte order mark and leaves line ends alone.
func toUTF8(data []byte) ([]byte, []Warning) {
	switch {
	case bytes.HasPrefix(data, utf8BOM):
		data = data[len(utf8BOM):]
	case bytes.HasPrefix(data, utf16LEBOM):
		return transcode(data, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)), nil
	case bytes.HasPrefix(data, utf16BEBOM):
		return transcode(data, unicode.UTF16(unicode.BigEndian, unicode.UseBOM)), nil
	default:
		if order, ok := guessUTF16(data); ok {
			return transcode(data, unicode.UTF16(order, unicode.IgnoreBOM)), nil
		}
	}
	if utf8.Valid(data) {
		return data, nil
	}
	line := lineOf(data, firstInvalid(data))
	page, name := charmap.Windows1252, "Windows-1252"
	if guessMac(data) {
		page, name = charmap.Macintosh, "Mac Roman"
	}
	return transcode(data, page), []Warning{{
		Line:    line,
		Message: "this line is not UTF-8; the file was read as " + name + ". Check accented letters and quotes",
	}}
}

// lineOf is the 1-based line of an offset in a text whose lines end as on any system.
func lineOf(data []byte, offset int) int {
	if bytes.IndexByte(data, '\n') < 0 {
		return 1 + bytes.Count(data[:offset], []byte{'\r'})
	}
	return 1 + bytes.Count(data[:offset], []byte{'\n'})
}

// guessMac recognises Mac Roman, which Excel for the Mac still writes: its small letters with accents
// are signs in Windows-1252, where such letters lie above 0xDF. One sign beside a letter may be meant.
func guessMac(data []byte) bool {
	mac := 0
	for i, b := range data {
		switch {
		case b >= 0xDF && b != 0xF7 && besideLetter(data, i):
			return false
		case b >= 0x87 && b <= 0x90 && b != 0x89 || b >= 0x98 && b <= 0x9F && b != 0x99:
			if besideLetter(data, i) {
				mac++
			}
		}
	}
	return mac > 1
}

func besideLetter(data []byte, i int) bool {
	letter := func(j int) bool { return j >= 0 && j < len(data) && data[j]|0x20 >= 'a' && data[j]|0x20 <= 'z' }
	return letter(i-1) || letter(i+1)
}

func transcode(data []byte, enc encoding.Encoding) []byte {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	return out
}

// guessUTF16 recognises UTF-16 without a mark: in text of Latin letters every other byte is 0.
func guessUTF16(data []byte) (unicode.Endianness, bool) {
	sample := data[:min(len(data), 512)]
	if len(sample) < 8 {
		return unicode.LittleEndian, false
	}
	var even, odd int
	for i, b := range sample {
		if b != 0 {
			continue
		}
		if i%2 == 0 {
			even++
		} else {
			odd++
		}
	}
	half := len(sample) / 2
	switch {
	case odd > half*3/4 && even == 0:
		return unicode.LittleEndian, true
	case even > half*3/4 && odd == 0:
		return unicode.BigEndian, true
	case even+odd == 0:
		return unicode.LittleEndian, false
	}
	// Other scripts: the units must be letters throughout, with line ends and spaces among them.
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		if readsAs(sample, order) {
			return order, true
		}
	}
	return unicode.LittleEndian, false
}

// readsAs reports bytes that make sense as UTF-16 of a byte order: at least one line end or space,
// and nothing but letters, marks, numbers and signs of known alphabets.
func readsAs(sample []byte, order unicode.Endianness) bool {
	spaces := 0
	for _, r := range string(transcode(sample[:len(sample)&^1], unicode.UTF16(order, unicode.IgnoreBOM))) {
		switch {
		case r == '\n' || r == ' ':
			spaces++
		case r == '\r' || r == '\t':
		case r == utf8.RuneError || !alphabets.IsGraphic(r):
			return false
		}
	}
	return spaces > 0
}

// headSize is how much of a file is looked at to tell what it is.
const headSize = 64 << 10

// headOf is the beginning of a file, cut behind a line so that no letter is split.
func headOf(data []byte) []byte {
	if len(data) <= headSize {
		return data
	}
	head := data[:headSize]
	if at := bytes.LastIndexByte(head, '\n'); at >= 0 {
		return head[:at+1]
	}
	for range utf8.UTFMax {
		if head[len(head)-1] < utf8.RuneSelf {
			break
		}
		head = head[:len(head)-1]
	}
	return head
}

// firstInvalid is the offset of the first byte that is not UTF-8; len(data) when there is none.
func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(data)
}

// lineAt is the 1-based line of a byte offset.
func lineAt(data []byte, offset int64) int {
	end := min(max(offset, 0), int64(len(data)))
	return 1 + bytes.Count(data[:end], []byte{'\n'})
}

// firstOf is the first of the texts that is not empty.
func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
