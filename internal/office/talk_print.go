package office

import (
	"fmt"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
)

// PrintTalks writes sheets as a PDF, each on a page of its own. What is closed to the reader cannot be printed.
func (o *Office) PrintTalks(w io.Writer, list []TalkSheet, paper onset.Paper) error {
	var sheets []onset.TalkSheet
	var made production.Date
	for _, t := range list {
		if t.Closed {
			return fault.New(fault.Forbidden, "this talk is about something that is shot on a closed set")
		}
		sheets, made = append(sheets, t.printed()), t.Today
	}
	return onset.TalksPDF(w, sheets, made, paper, o.fonts)
}

func (t TalkSheet) printed() onset.TalkSheet {
	out := onset.TalkSheet{
		Production: t.Film, Person: t.Person, Role: t.Role, Length: t.Length(), About: t.About, Where: t.Quiet, Care: t.Keep(), Reminder: interview.Reminder(),
		Release: strings.ToLower(strings.TrimPrefix(t.Release.Title(), "Release ")), Signed: t.Release == interview.ReleaseSigned || t.Release == interview.ReleaseNone,
	}
	if out.About == "" {
		for _, b := range t.Tells {
			out.About = strings.TrimPrefix(out.About+"; "+b.Title, "; ")
		}
	}
	if b := t.Booking; b != nil {
		out.When = fmt.Sprintf("%s, %s–%s", b.Date.Spoken(), b.Start, b.End)
		for _, more := range []string{production.CalmName(b.Place), strings.Join(b.Team, ", ")} {
			if more != "" {
				out.When += ", " + more
			}
		}
	}
	for _, q := range t.Questions {
		out.Questions = append(out.Questions, onset.TalkQuestion{Text: q.Text, Begin: q.Begin, Follow: q.Follow, Answer: q.Answer, Done: q.Done})
	}
	return out
}

// Length is how long the talk is and what of it is used, in words.
func (t TalkSheet) Length() string {
	least, most := t.Used()
	if least == most {
		return fmt.Sprintf("%d minutes, about %d of them used", t.Minutes, least)
	}
	return fmt.Sprintf("%d minutes, about %d–%d of them used", t.Minutes, least, most)
}

// Keep is what to keep to; for a child also where nobody wrote it.
func (t TalkSheet) Keep() string {
	if t.Care == "" && t.Craft == interview.Child {
		return "A guardian is in the room, and says when it is over. The time counts as working time."
	}
	return t.Care
}
