// Package worksheet leads somebody who has never done it to a real plan: questions in three parts, and what each answer
// makes. The questions and their words are data (sheet.json); nothing here knows where what is made is kept.
package worksheet

import (
	_ "embed"
	"encoding/json"
	"slices"
	"sync"
)

// Type says what an answer is.
type Type string

// The types. An answer is always a list of lines; a type says how many there are and how each is written.
const (
	Line       Type = "line"       // one line
	Text       Type = "text"       // one text of several lines
	One        Type = "one"        // key of one of the choices
	Many       Type = "many"       // keys of any of the choices, "-" for none of them; other lines where Own
	Date       Type = "date"       // "2026-12-05"
	Clock      Type = "clock"      // "09:00"
	Lines      Type = "lines"      // any number of lines
	Happenings Type = "happenings" // "10:00-12:30 Scene 4: the storm at the landing with Mara, Jon"
	People     Type = "people"     // "Lena Hart, director"
	Team       Type = "team"       // "Me: video, stills"
)

// None is the answer of somebody who wants none of the choices; no answer at all takes the default.
const None = "-"

// Sheet is the whole worksheet.
type Sheet struct {
	Title string `json:"title"`
	Intro string `json:"intro"`
	Parts []Part `json:"parts"`

	Words  map[string][]string       `json:"words"`  // words by which the kind of a happening is known, by kind of moment
	Pauses []string                  `json:"pauses"` // words of happenings that nobody films
	Near   map[Cadence]int           `json:"near"`   // so many days before it is due a piece begins to press
	Ties   map[string]map[string]int `json:"ties"`   // for each arc template the beat (from 1) that a kind of moment tells
}

// Part is one of the three parts.
type Part struct {
	Key       string     `json:"key"`
	Title     string     `json:"title"`
	Intro     string     `json:"intro"`
	Questions []Question `json:"questions"`
}

// Question is one question.
type Question struct {
	Key     string   `json:"key"`
	Type    Type     `json:"type"`
	Ask     string   `json:"ask"`
	Hint    string   `json:"hint"`
	Example string   `json:"example"`
	Default []string `json:"default"` // what no answer means
	Needed  bool     `json:"needed"`  // nothing begins without an answer
	Own     bool     `json:"own"`     // lines beside the choices are welcome
	List    string   `json:"list"`    // the checklist that it fills, "" for none
	Makes   string   `json:"makes"`   // in words
	Choices []Choice `json:"choices"`
}

// Choice is one of what can be chosen.
type Choice struct {
	Key    string `json:"key"`
	Title  string `json:"title"`
	Moment string `json:"moment"` // title of the moment that it makes
	Family string `json:"family"` // of a piece: "social", "marketing", "archive"
	Due    string `json:"due"`    // of a piece: "day", "week", "month", "end"
	Name   string `json:"name"`   // of a piece, inside a sentence, without "the": "teaser"
	Needs  []Need `json:"needs"`  // of a piece: what it cannot be made without
	On     bool   `json:"on"`     // chosen where nobody answers
}

//go:embed sheet.json
var sheetText []byte

// The is the worksheet. Callers must not change it.
var The = sync.OnceValue(func() *Sheet {
	s := &Sheet{}
	if err := json.Unmarshal(sheetText, s); err != nil {
		panic("worksheet: sheet.json: " + err.Error())
	}
	for _, p := range s.Parts {
		for i := range p.Questions {
			q := &p.Questions[i]
			for _, c := range q.Choices {
				if c.On {
					q.Default = append(q.Default, c.Key)
				}
			}
		}
	}
	return s
})

// Questions are the questions of all parts, in order.
func (s *Sheet) Questions() []Question {
	var all []Question
	for _, p := range s.Parts {
		all = append(all, p.Questions...)
	}
	return all
}

// Find is the question with the key.
func (s *Sheet) Find(key string) (Question, bool) {
	all := s.Questions()
	i := slices.IndexFunc(all, func(q Question) bool { return q.Key == key })
	if i < 0 {
		return Question{}, false
	}
	return all[i], true
}

// Choice is the choice with the key.
func (q Question) Choice(key string) (Choice, bool) {
	i := slices.IndexFunc(q.Choices, func(c Choice) bool { return c.Key == key })
	if i < 0 {
		return Choice{}, false
	}
	return q.Choices[i], true
}

// single reports whether an answer has at most one line.
func (t Type) single() bool {
	return t == Line || t == Text || t == One || t == Date || t == Clock
}
