package paper

import (
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/worksheet"
)

// Worksheet is the planning worksheet: its questions, and of a production the answers and what came of them.
type Worksheet struct {
	Title   string             `json:"title"`
	Intro   string             `json:"intro"`
	Base    int64              `json:"base"` // what is sent back says what it was written on
	Parts   []WorksheetPart    `json:"parts"`
	Made    []office.MadeThing `json:"made"`
	Pieces  []worksheet.Piece  `json:"deliverables"`
	Remarks []string           `json:"remarks"`
}

// WorksheetPart is one of the three parts.
type WorksheetPart struct {
	Key       string              `json:"key"`
	Title     string              `json:"title"`
	Questions []WorksheetQuestion `json:"questions"`
}

// WorksheetQuestion is a question and its answer, a list of lines.
type WorksheetQuestion struct {
	Key     string            `json:"key"`
	Type    worksheet.Type    `json:"type"`
	Ask     string            `json:"ask"`
	Hint    string            `json:"hint"`
	Example string            `json:"example"`
	Needed  bool              `json:"needed"`
	Makes   string            `json:"makes"`
	Choices []WorksheetChoice `json:"choices"`
	Usual   []string          `json:"default"` // what no answer means
	Answer  []string          `json:"answer"`
}

// WorksheetChoice is one of what can be chosen.
type WorksheetChoice struct {
	Key   string `json:"key"`
	Title string `json:"title"`
}

// NewWorksheet is the document of a worksheet.
func NewWorksheet(w office.Worksheet) Worksheet {
	s := worksheet.The()
	doc := Worksheet{
		Title: s.Title, Intro: s.Intro, Base: w.Base, Parts: []WorksheetPart{}, Made: append([]office.MadeThing{}, w.Made...),
		Pieces: append([]worksheet.Piece{}, w.Pieces...), Remarks: []string{},
	}
	doc.Remarks = append(doc.Remarks, w.Remarks()...)
	for _, p := range s.Parts {
		part := WorksheetPart{Key: p.Key, Title: p.Title, Questions: []WorksheetQuestion{}}
		for _, q := range p.Questions {
			out := WorksheetQuestion{
				Key: q.Key, Type: q.Type, Ask: q.Ask, Hint: q.Hint, Example: q.Example, Needed: q.Needed, Makes: q.Makes,
				Choices: []WorksheetChoice{}, Usual: append([]string{}, q.Default...), Answer: append([]string{}, w.Answers[q.Key]...),
			}
			for _, c := range q.Choices {
				out.Choices = append(out.Choices, WorksheetChoice{c.Key, c.Title})
			}
			part.Questions = append(part.Questions, out)
		}
		doc.Parts = append(doc.Parts, part)
	}
	return doc
}

// Checklist is the checklist of a day.
type Checklist struct {
	Checks []CheckLine `json:"checks"`
}

// CheckLine is something on the checklist.
type CheckLine struct {
	ID    string          `json:"id"`
	Stage worksheet.Stage `json:"stage"` // before, technical, content, after
	Text  string          `json:"text"`
	Done  bool            `json:"done"`
	By    string          `json:"by"` // who said so
}

// NewChecklist is the document of a checklist.
func NewChecklist(list []office.CheckLine) Checklist {
	doc := Checklist{Checks: []CheckLine{}}
	for _, c := range list {
		doc.Checks = append(doc.Checks, CheckLine{string(c.ID), c.Stage, c.Text, c.Done, c.By})
	}
	return doc
}
