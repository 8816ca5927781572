package worksheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// Print writes the sheet as a text that can be filled in with a pen or an editor, and read again by Read. Answers stand
// behind ">", choices are ticked by "[x]".
func Print(out io.Writer, a Answers) error {
	var b strings.Builder
	s := The()
	fmt.Fprintf(&b, "%s\n%s\n\nWrite answers behind the > signs, as many lines as you need; tick choices with an x: [x].\n", strings.ToUpper(s.Title), s.Intro)
	for i, p := range s.Parts {
		fmt.Fprintf(&b, "\n\n%d  %s\n   %s\n", i+1, strings.ToUpper(p.Title), p.Intro)
		for _, q := range p.Questions {
			q.print(&b, a[q.Key])
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func (q Question) print(b *strings.Builder, lines []string) {
	needed := ""
	if q.Needed {
		needed = " (needed)"
	}
	fmt.Fprintf(b, "\n[%s] %s%s\n", q.Key, q.Ask, needed)
	if q.Hint != "" {
		fmt.Fprintf(b, "    %s\n", q.Hint)
	}
	if q.Example != "" {
		fmt.Fprintf(b, "    For example: %s\n", q.Example)
	}
	if len(q.Choices) == 0 && len(q.Default) > 0 {
		fmt.Fprintf(b, "    Left empty: %s\n", strings.Join(q.Default, ", "))
	}
	for _, c := range q.Choices {
		mark, usual := " ", ""
		if slices.Contains(lines, c.Key) {
			mark = "x"
		}
		if slices.Contains(q.Default, c.Key) {
			usual = " *"
		}
		fmt.Fprintf(b, "[%s] %-16s %s%s\n", mark, c.Key, c.Title, usual)
	}
	if len(q.Choices) > 0 && len(q.Default) > 0 {
		b.WriteString("    Nothing ticked: those with a *\n")
	}
	wrote := false
	for _, line := range lines {
		if _, is := q.Choice(line); is {
			continue
		}
		for _, part := range strings.Split(line, "\n") {
			fmt.Fprintf(b, "> %s\n", part)
		}
		wrote = true
	}
	if !wrote && (len(q.Choices) == 0 || q.Own) {
		b.WriteString("> \n")
	}
}

// Read reads answers from a filled-in text as Print writes it, or from a JSON object with the answers by question. It
// returns fault.Invalid that names the file and the line.
func Read(name string, data []byte) (Answers, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var a Answers
	var err error
	if trimmed := bytes.TrimSpace(data); len(trimmed) > 0 && trimmed[0] == '{' {
		a, err = readJSON(name, data)
	} else {
		a, err = readText(name, string(data))
	}
	if err != nil {
		return nil, err
	}
	a = a.Tidy()
	if err := a.Check(); err != nil {
		var bad *fault.Error
		if errors.As(err, &bad) {
			return nil, fault.New(fault.Invalid, "%s: %s", name, bad.Message).WithRemedy("%s", bad.Remedy)
		}
		return nil, err
	}
	return a, nil
}

func readText(name, text string) (Answers, error) {
	a := Answers{}
	var q Question
	found, writing := false, false
	for n, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		trimmed := strings.TrimSpace(line)
		key, rest, bracket := bracketed(trimmed)
		next, isQuestion := The().Find(key)
		switch {
		case bracket && isQuestion:
			q, found, writing = next, true, false
		case bracket && strings.EqualFold(key, "x"):
			choice, _, _ := strings.Cut(rest, " ")
			if _, is := q.Choice(choice); !is {
				return nil, fault.New(fault.Invalid, "%s, line %d: %q is ticked, which is not one of the choices", name, n+1, choice).
					WithRemedy("Choose from: %s.", q.choices())
			}
			a[q.Key] = append(a[q.Key], choice)
			writing = false
		case strings.HasPrefix(trimmed, ">"):
			if !found {
				return nil, fault.New(fault.Invalid, "%s, line %d: an answer stands before the first question", name, n+1).
					WithRemedy("Keep the lines that begin with the question's name: [title].")
			}
			writing = true
			a.add(q, strings.TrimSpace(trimmed[1:]))
		case trimmed == "":
			writing = false
		case writing && !bracket:
			a.add(q, trimmed)
		}
	}
	if !found {
		return nil, fault.New(fault.Invalid, "%s is not a planning worksheet: no question was found in it", name).
			WithRemedy("Print the empty one with bts worksheet, fill it in, and hand it in again.")
	}
	return a, nil
}

// add adds a line to an answer; those of one text become one.
func (a Answers) add(q Question, line string) {
	switch lines := a[q.Key]; {
	case line == "":
	case q.Type == Text && len(lines) > 0:
		a[q.Key] = []string{lines[0] + "\n" + line}
	default:
		a[q.Key] = append(lines, line)
	}
}

// bracketed takes "[key] rest" apart.
func bracketed(line string) (key, rest string, is bool) {
	if !strings.HasPrefix(line, "[") {
		return "", "", false
	}
	key, rest, is = strings.Cut(line[1:], "]")
	return strings.TrimSpace(key), strings.TrimSpace(rest), is
}

func readJSON(name string, data []byte) (Answers, error) {
	var doc map[string]json.RawMessage
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, notJSON(name, data, err)
	}
	if inner, is := doc["answers"]; is {
		doc = nil
		if err := json.Unmarshal(inner, &doc); err != nil {
			return nil, notJSON(name, data, err)
		}
	}
	a := Answers{}
	for key, value := range doc {
		if _, known := The().Find(key); !known {
			return nil, fault.New(fault.Invalid, "%s, line %d: there is no question %q", name, lineOf(data, key), key).
				WithRemedy("The empty worksheet has the names of all questions: bts worksheet --json.")
		}
		lines, err := asLines(value)
		if err != nil {
			return nil, fault.New(fault.Invalid, "%s, line %d: the answer to %q is %.40s", name, lineOf(data, key), key, value).
				WithRemedy("Give a text, or a list of texts.")
		}
		a[key] = lines
	}
	return a, nil
}

// asLines is an answer that is a text, a number, nothing, or a list of texts.
func asLines(value json.RawMessage) ([]string, error) {
	var list []string
	if json.Unmarshal(value, &list) == nil {
		return list, nil
	}
	var text string
	if json.Unmarshal(value, &text) == nil {
		return []string{text}, nil
	}
	var number json.Number
	if err := json.Unmarshal(value, &number); err != nil {
		return nil, err
	}
	return []string{number.String()}, nil
}

func notJSON(name string, data []byte, err error) error {
	var syntax *json.SyntaxError
	line := 1
	if errors.As(err, &syntax) {
		line += bytes.Count(data[:min(int(syntax.Offset), len(data))], []byte("\n"))
	}
	return fault.New(fault.Invalid, "%s, line %d: this is not JSON that can be read: %v", name, line, err).
		WithRemedy("Write {\"title\": \"…\", \"day\": [\"…\"]}, or fill in the text that bts worksheet prints.")
}

func lineOf(data []byte, key string) int {
	i := bytes.Index(data, []byte(`"`+key+`"`))
	if i < 0 {
		return 1
	}
	return 1 + bytes.Count(data[:i], []byte("\n"))
}
