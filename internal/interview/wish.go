package interview

import (
	"fmt"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// wishMark is what the ids of wishes begin with; those of the bank and of a production do not.
const wishMark = "beat:"

// Wish is what a beat wants of talks, as a line of a sheet. It is something that is wanted, not a question: nobody reads it
// out, and how the answer begins is up to whoever asks for it. n counts the wishes of the beat, title is the beat's.
func Wish(beat production.BeatID, n int, title, text string) Question {
	return Question{ID: production.QuestionID(fmt.Sprintf("%s%s:%d", wishMark, beat, n)), Text: "Wanted for the beat “" + title + "”: " + text}
}

// Wish reports whether the question is what a beat wants.
func (q Question) Wish() bool { return strings.HasPrefix(string(q.ID), wishMark) }

// Wish reports whether the line is what a beat wants, and no question.
func (a Asked) Wish() bool { return strings.HasPrefix(string(a.From), wishMark) }
