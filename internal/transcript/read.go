package transcript

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/asticode/go-astisub"

	"github.com/btsdirector/bts/internal/fault"
)

var (
	times = regexp.MustCompile(`^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d\d)(?:[,.](\d{1,3}))?\s*-->\s*(?:(\d{1,3}):)?(\d{1,2}):(\d\d)(?:[,.](\d{1,3}))?(?:\s|$)`)
	// [00:12:03.5] Name: words; 12:03 words; (1:02:03) Name: words
	timedLine = regexp.MustCompile(`^[\[(]?(?:(\d{1,2}):)?(\d{1,2}):(\d\d)(?:[.,](\d{1,3}))?[\])]?\s*[-–:]?\s*(.*)$`)
	saidBy    = regexp.MustCompile(`^([^:]{1,60}):\s+(.+)$`)
)

// Read reads a transcript, by its content: WebVTT, SubRip, or text with a paragraph for each cue, a time before it or none,
// and "Name: " where somebody else begins to speak. The cues have no ids yet. It returns fault.Invalid, with the line, for
// what is none of these, and for more than MostBytes.
func Read(name string, data []byte) ([]Cue, error) {
	if len(data) > MostBytes {
		return nil, fault.New(fault.Invalid, "%s has %d bytes; a transcript of a day has less than %d", name, len(data), MostBytes).WithRemedy("Choose the .srt, .vtt or .txt itself, not the recording.")
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(data, 0) >= 0 || !utf8.Valid(data) {
		return nil, fault.New(fault.Invalid, "%s is no text in UTF-8", name).WithRemedy("Save it as UTF-8, or export .srt or .vtt.")
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	var cues []Cue
	var err error
	switch {
	case bytes.HasPrefix(data, []byte("WEBVTT")):
		cues, err = subtitles(name, string(data), astisub.ReadFromWebVTT)
	case bytes.Contains(data, []byte("-->")):
		cues, err = subtitles(name, string(data), func(r io.Reader) (*astisub.Subtitles, error) { return astisub.ReadFromSRT(r) })
	default:
		cues = typedText(string(data))
	}
	if err != nil {
		return nil, err
	}
	switch {
	case len(cues) == 0:
		return nil, fault.New(fault.Invalid, "nothing is said in %s", name).WithRemedy("Choose an .srt, .vtt or .txt with words in it.")
	case len(cues) > MostCues:
		return nil, fault.New(fault.Invalid, "%s has %d cues; at most %d belong to one recording", name, len(cues), MostCues)
	}
	for i, c := range cues {
		if err := c.Check(); err != nil {
			return nil, fault.New(fault.Invalid, "%s, cue %d: %v", name, i+1, err)
		}
	}
	return cues, nil
}

// subtitles are the cues of a file that a library reads.
func subtitles(name, text string, read func(io.Reader) (*astisub.Subtitles, error)) (cues []Cue, err error) {
	defer func() {
		if p := recover(); p != nil { // a reader that is not ours, over a file from anywhere
			cues, err = nil, fault.New(fault.Invalid, "%s cannot be read as subtitles", name).WithCause(fmt.Errorf("%v", p))
		}
	}()
	if text, err = bare(name, text); err != nil {
		return nil, err
	}
	s, err := read(strings.NewReader(text))
	if err != nil {
		return nil, fault.New(fault.Invalid, "%s cannot be read as subtitles", name).WithCause(err).WithRemedy("Save it once more from the program that made it, or as text.")
	}
	for _, item := range s.Items {
		c := Cue{From: item.StartAt.Milliseconds(), To: item.EndAt.Milliseconds()}
		var lines []string
		for _, line := range item.Lines {
			if c.Speaker == "" {
				c.Speaker = plain(line.VoiceName)
			}
			var words []string
			for _, part := range line.Items {
				words = append(words, plain(part.Text))
			}
			lines = append(lines, strings.Join(words, " "))
		}
		c.Text = plain(strings.Join(lines, " "))
		c.Speaker, c.Text = speaker(c.Speaker, c.Text)
		if c.Text != "" {
			cues = append(cues, c)
		}
	}
	return cues, nil
}

// bare are subtitles without what only says how they look: settings behind times, styles and regions. Readers pass over a
// time that they do not know, and the words below it would be lost: it is refused instead, with its line.
func bare(name, text string) (string, error) {
	lines := strings.Split(text, "\n")
	looks := false // inside a block of looks, which ends with an empty line
	for i, line := range lines {
		switch head := strings.TrimSpace(line); {
		case head == "":
			looks = false
		case i > 0 && strings.TrimSpace(lines[i-1]) == "" && (strings.HasPrefix(head, "STYLE") || strings.HasPrefix(head, "REGION") || strings.HasPrefix(head, "NOTE")):
			looks = true
		case strings.Contains(line, "-->") && !looks:
			m := times.FindStringSubmatch(line)
			if m == nil {
				return "", fault.New(fault.Invalid, "%s, line %d: the time cannot be read", name, i+1).WithRemedy("Write 00:12:03,500 --> 00:12:06,000.")
			}
			comma := map[bool]string{true: ".", false: ","}[strings.HasPrefix(text, "WEBVTT")]
			lines[i] = strings.ReplaceAll(Clock(milliseconds(m[1:5]))+" --> "+Clock(milliseconds(m[5:9])), ".", comma)
		}
		if looks {
			lines[i] = ""
		}
	}
	return strings.Join(lines, "\n"), nil
}

// milliseconds are those of hours, minutes, seconds and a fraction.
func milliseconds(parts []string) int64 {
	number := func(s string) int64 { n, _ := strconv.ParseInt("0"+s, 10, 64); return n } // digits alone
	return number(parts[0])*3_600_000 + number(parts[1])*60_000 + number(parts[2])*1000 + number((parts[3] + "000")[:3])
}

// typedText are the cues of a text that somebody typed.
func typedText(text string) []Cue {
	var cues []Cue
	open := false // the last cue goes on in the next line
	for _, line := range strings.Split(text, "\n") {
		line = plain(line)
		if line == "" {
			open = false
			continue
		}
		from, words, timed := timeBefore(line)
		who, said := speaker("", words)
		switch {
		case timed || who != "" || !open || len(cues) == 0:
			cues = append(cues, Cue{From: from, To: NoTime, Speaker: who, Text: said})
		default:
			last := &cues[len(cues)-1]
			last.Text = plain(last.Text + " " + said)
		}
		open = true
	}
	cues = dropSilent(cues)
	for i := range cues { // a cue ends where the next begins
		if i+1 < len(cues) && cues[i].Timed() && cues[i+1].From > cues[i].From {
			cues[i].To = cues[i+1].From
		}
	}
	return cues
}

func dropSilent(cues []Cue) []Cue {
	var out []Cue
	for i, c := range cues {
		if c.Text == "" && i+1 < len(cues) && c.Timed() && !cues[i+1].Timed() { // the time stood on a line of its own
			cues[i+1].From = c.From
			if cues[i+1].Speaker == "" {
				cues[i+1].Speaker = c.Speaker
			}
			continue
		}
		if c.Text != "" {
			out = append(out, c)
		}
	}
	return out
}

// timeBefore takes the time off a line.
func timeBefore(line string) (ms int64, rest string, ok bool) {
	m := timedLine.FindStringSubmatch(line)
	if m == nil {
		return NoTime, line, false
	}
	return milliseconds(m[1:5]), m[5], true
}

// speaker takes a name off the beginning of what is said: "Ada Lindqvist: I was there." A sentence with a colon has none.
func speaker(known, text string) (who, said string) {
	if known != "" {
		return known, text
	}
	m := saidBy.FindStringSubmatch(text)
	if m == nil || len(strings.Fields(m[1])) > 4 || strings.ContainsAny(m[1], ".,;!?") {
		return "", text
	}
	for i, word := range strings.Fields(m[1]) {
		first, _ := utf8.DecodeRuneInString(word)
		if unicode.IsDigit(first) || unicode.IsLower(first) && (i == 0 || len(word) > 3) || i > 0 && slices.Contains(notNames, word) {
			return "", text
		}
	}
	return m[1], m[2]
}

// notNames are short words that names do not have, where "van", "de" and "bin" may be.
var notNames = []string{"is", "was", "it", "so", "to", "of", "for", "and", "but", "not", "my", "no", "one", "the", "a", "as", "at", "had", "has", "are"}

// plain is a text on one line, without what cannot be seen.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}
