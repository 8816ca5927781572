package worksheet

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Answers are the lines of each answer by the question's key. Every question has an entry, an empty one before it is
// answered.
type Answers map[string][]string

// Limits of answers.
const (
	mostLines   = 200
	longestLine = 10_000 // characters
)

// NoAnswers are the answers of an empty sheet.
func NoAnswers() Answers {
	a := Answers{}
	for _, q := range The().Questions() {
		a[q.Key] = []string{}
	}
	return a
}

// Or are the lines of an answer, and where there is none what that means.
func (a Answers) Or(key string) []string {
	lines := a[key]
	if len(lines) == 0 {
		q, _ := The().Find(key)
		return q.Default
	}
	if len(lines) == 1 && lines[0] == None {
		return nil
	}
	return lines
}

// One is an answer of one line, what it means to say nothing where there is none.
func (a Answers) One(key string) string { return strings.Join(a.Or(key), "\n") }

// Answered reports whether somebody answered the question.
func (a Answers) Answered(key string) bool { return len(a[key]) > 0 }

// Tidy are the answers without space around lines, empty lines and lines that are there twice, and with entries for all
// questions.
func (a Answers) Tidy() Answers {
	out := NoAnswers()
	for key, lines := range a {
		q, known := The().Find(key)
		list := []string{}
		for _, line := range lines {
			if q.Type != Text {
				line = strings.Join(strings.Fields(line), " ")
			}
			if line = strings.TrimSpace(line); line == "" || slices.Contains(list, line) {
				continue
			}
			if c, is := q.said(line); is {
				line = c
			}
			list = append(list, line)
		}
		if known || len(list) > 0 {
			out[key] = list
		}
	}
	return out
}

// said is the key of a choice that somebody wrote in full.
func (q Question) said(line string) (key string, is bool) {
	for _, c := range q.Choices {
		if strings.EqualFold(c.Title, line) || strings.EqualFold(c.Key, line) {
			return c.Key, true
		}
	}
	return "", false
}

// Check returns fault.Invalid for the first answer that cannot be understood, named by its question.
func (a Answers) Check() error {
	for key := range a {
		if _, known := The().Find(key); !known {
			return fault.New(fault.Invalid, "there is no question %q", key).WithRemedy("The empty worksheet has the names of all questions.")
		}
	}
	for _, q := range The().Questions() {
		if err := q.check(a[q.Key]); err != nil {
			return err
		}
	}
	for _, line := range a["day"] {
		if _, err := ParseHappening(line); err != nil {
			return err
		}
	}
	return nil
}

// call and wrap are when the day begins and ends; a wrap that reads earlier than the call is the next morning's.
func (a Answers) call() production.Clock { return clockOf(a.One("call")) }
func (a Answers) wrap() production.Clock { return behind(clockOf(a.One("wrap")), a.call()) }

func clockOf(text string) production.Clock {
	c, err := production.ParseClock(text)
	if err != nil {
		return production.NoClock
	}
	return c
}

func (q Question) check(lines []string) error {
	if q.Type.single() && len(lines) > 1 {
		return fault.New(fault.Invalid, "“%s” has %d answers", q.Ask, len(lines)).WithRemedy("Give one.")
	}
	if len(lines) > mostLines {
		return fault.New(fault.Invalid, "“%s” has %d lines, more than %d", q.Ask, len(lines), mostLines).WithRemedy("Leave some out; the rooms for it take more.")
	}
	for _, line := range lines {
		if n := utf8.RuneCountInString(line); n > longestLine {
			return fault.New(fault.Invalid, "an answer to “%s” has %d characters, more than %d", q.Ask, n, longestLine).WithRemedy("Shorten it.")
		}
		if err := q.checkLine(line); err != nil {
			return err
		}
	}
	return nil
}

func (q Question) checkLine(line string) error {
	switch q.Type {
	case Date:
		if _, err := production.ParseDate(line); err != nil {
			return fault.New(fault.Invalid, "“%s”: %q is not a date", q.Ask, line).WithRemedy("Write it as 2026-12-05.")
		}
	case Clock:
		if _, err := production.ParseClock(line); err != nil {
			return fault.New(fault.Invalid, "“%s”: %q is not a time", q.Ask, line).WithRemedy("Write it as 09:30.")
		}
	case One, Many:
		if _, is := q.Choice(line); !is && !q.Own && line != None {
			return fault.New(fault.Invalid, "“%s”: %q is not one of the choices", q.Ask, line).WithRemedy("Choose from: %s.", q.choices())
		}
	case Team:
		_, err := parseMate(line)
		return err
	}
	return nil
}

func (q Question) choices() string {
	var keys []string
	for _, c := range q.Choices {
		keys = append(keys, c.Key)
	}
	return strings.Join(keys, ", ")
}
