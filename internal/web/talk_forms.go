package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// craftOptions are the crafts of the bank; general says whether also those that are for everybody.
func craftOptions(general bool) []ui.Option {
	var list []ui.Option
	for _, c := range interview.Crafts() {
		if general || !interview.General(c.Key) {
			list = append(list, ui.Option{Value: c.Key, Text: c.Name})
		}
	}
	return list
}

// newTalkForm offers the people of the papers who have no talk yet, and anybody else.
func newTalkForm(page ui.Page, b *book, all office.Interviews) ui.StoryForm {
	people := []ui.Option{{Text: "Somebody else"}}
	for _, p := range b.schedule.People {
		has := slices.ContainsFunc(all.Talks, func(t office.Talk) bool { return t.PersonID == p.ID && p.ID != "" })
		if has || strings.TrimSpace(p.Name) == "" || p.Kind == production.CrewMember {
			continue
		}
		text := ui.Name(p.Name)
		if what := orText(ui.Name(p.Character), p.Role); what != "" && !strings.EqualFold(what, text) {
			text += ", " + what
		}
		people = append(people, ui.Option{Value: p.Name, Text: text})
	}
	return ui.StoryForm{Action: page.Link("interviews"), Save: "Add the talk", Fields: []ui.Field{
		{ID: "talk-known", Name: "known", Label: "With", Hint: "Whoever is in the papers", Options: people},
		{ID: "talk-person", Name: "person", Label: "Or somebody else", Hint: "A name, for example: the baker who lent his oven"},
		{ID: "talk-craft", Name: "craft", Label: "Questions for", Hint: "By their role, where nothing is chosen", Options: append([]ui.Option{{Text: "As their role says"}}, craftOptions(false)...)},
		{ID: "talk-about", Name: "about", Label: "About", Hint: "For example: the fall through the bridge", Lines: 2},
	}}
}

func orText(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (s *Server) addTalk(w http.ResponseWriter, r *http.Request) error {
	film := current(r).Production
	i := interview.Interview{
		Moment: production.MomentID(r.PostFormValue("moment")), Person: orText(strings.TrimSpace(r.PostFormValue("person")), r.PostFormValue("known")),
		Craft: r.PostFormValue("craft"), About: typed(r.PostFormValue("about")),
	}
	i, act, err := s.office.AddInterview(r.Context(), film.ID, i, i.Moment != "" || r.PostFormValue("filled") == "true")
	if formFault(err) && i.Moment == "" {
		return s.showTalksWith(w, r, Status(err), err)
	}
	if err == nil {
		r.PostForm.Set("back", base(r)+"/interviews/"+string(i.ID))
	}
	return s.did(w, r, "The talk with "+shortened(i.Person, 60)+" is on the list.", act, err)
}

func talkForm(path, base string, i interview.Interview) ui.StoryForm {
	number := func(n int) string { return strconv.Itoa(n) }
	return ui.StoryForm{Action: path, Base: base, Save: "Save", Fields: []ui.Field{
		{ID: "talk-edit-person", Name: "person", Label: "Person", Value: i.Person, Required: true},
		{ID: "talk-edit-role", Name: "role", Label: "Role", Value: i.Role},
		{ID: "talk-edit-craft", Name: "craft", Label: "Questions for", Value: i.Craft, Options: append([]ui.Option{{Text: "Nobody special"}}, craftOptions(false)...)},
		{ID: "talk-edit-about", Name: "about", Label: "About", Value: i.About, Lines: 2},
		{ID: "talk-edit-minutes", Name: "minutes", Label: "Minutes to record", Type: "number", Min: "15", Max: "1440", Narrow: true, Value: number(i.Minutes)},
		{ID: "talk-edit-yield", Name: "yield", Label: "Minutes used", Hint: "0 for the rule of thumb", Type: "number", Min: "0", Max: "1440", Narrow: true, Value: number(i.Yield)},
		{ID: "talk-edit-quiet", Name: "quiet", Label: "Where, and why there", Hint: "For example: the school library, nobody shoots on that side", Value: i.Quiet, Lines: 2},
		{ID: "talk-edit-care", Name: "care", Label: "Keep to this", Hint: "A guardian, a subject that is left alone, a language", Value: i.Care, Lines: 2},
		{ID: "talk-edit-note", Name: "note", Label: "Note", Value: i.Note, Lines: 3},
	}}
}

func (s *Server) saveTalk(w http.ResponseWriter, r *http.Request) error {
	written := writtenFields(r, "person", "role", "craft", "about", "quiet", "care", "note")
	fields, _ := written.Fields.(map[string]any)
	for _, name := range []string{"minutes", "yield"} {
		text := strings.TrimSpace(r.PostFormValue(name))
		n, err := strconv.Atoi(text)
		if err != nil {
			return fault.New(fault.Invalid, "%q is not a number of minutes", text).WithRemedy("Write a whole number, for example 30.")
		}
		fields[name] = n
	}
	if r.PostFormValue("whole") == "true" {
		beats := []production.BeatID{}
		for _, id := range r.PostForm["beat"] {
			beats = append(beats, production.BeatID(id))
		}
		fields["beats"] = beats
	}
	act, err := s.office.EditInterview(r.Context(), current(r).Production.ID, talkID(r), written)
	return s.did(w, r, "The talk is saved.", act, err)
}

// setTalk sets the status or the release of a talk.
func (s *Server) setTalk(field string) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		value := r.PostFormValue(field)
		act, err := s.office.EditInterview(r.Context(), current(r).Production.ID, talkID(r), office.Written{Fields: map[string]any{field: value}})
		said := interview.Release(value).Title() + "."
		if field == "status" {
			said = map[interview.Status]string{
				interview.Wanted: "The talk is wanted.", interview.Invited: "They are invited.", interview.Agreed: "They have agreed.",
				interview.Done: "The talk is recorded: it counts for its beats, and is not planned again.", interview.Declined: "They have declined: the plan leaves them alone.",
			}[interview.Status(value)]
		}
		return s.did(w, r, said, act, err)
	}
}

func (s *Server) removeTalk(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.EditInterview(r.Context(), current(r).Production.ID, talkID(r), offBoard())
	if r.PostFormValue("back") != "" { // it has no page any more
		r.PostForm.Set("back", base(r)+"/interviews")
	}
	return s.did(w, r, "The talk is off the list.", act, err)
}

// saveInvitation keeps a letter that somebody wrote. One that is as it was made from the sheet goes on being made from it.
func (s *Server) saveInvitation(w http.ResponseWriter, r *http.Request) error {
	film := current(r).Production
	text := typed(r.PostFormValue("invitation"))
	t, err := s.office.FindInterview(r.Context(), film.ID, talkID(r))
	if err != nil {
		return err
	}
	if t.Invitation == "" && text == t.Letter {
		text = ""
	}
	act, err := s.office.EditInterview(r.Context(), film.ID, t.ID, office.Written{Base: baseOf(r), Fields: map[string]any{"invitation": text}})
	return s.did(w, r, "The letter is saved.", act, err)
}

// questionFields are the fields of a question, on a sheet and in the bank.
func questionFields(id, text, begin, follow string) []ui.Field {
	return []ui.Field{
		{ID: id + "-text", Name: "text", Label: "Question", Hint: "Open: not one that yes answers", Value: text, Lines: 2, Required: true},
		{ID: id + "-begin", Name: "begin", Label: "The answer begins", Hint: "So that the question is in it: “The day of the fall began for me …”", Value: begin, Lines: 2},
		{ID: id + "-follow", Name: "follow", Label: "Then", Hint: "What to ask next", Value: follow, Lines: 2},
	}
}

func ownQuestionForm(path string) ui.StoryForm {
	return ui.StoryForm{Action: path + "/questions", Save: "Put on the sheet", Fields: append(questionFields("own", "", "", ""),
		ui.Field{ID: "own-scene", Name: "scene", Label: "About scene", Hint: "Its number, or nothing", Narrow: true})}
}

func (s *Server) askQuestions(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "the form did not arrive whole").WithRemedy("Try again.").WithCause(err)
	}
	keys := r.PostForm["key"]
	if len(keys) == 0 {
		return fault.New(fault.Invalid, "nothing is ticked").WithRemedy("Tick the questions first.")
	}
	act, err := s.office.AskQuestions(r.Context(), current(r).Production.ID, talkID(r), keys)
	return s.did(w, r, counted(len(keys), "question is", "questions are")+" on the sheet.", act, err)
}

func (s *Server) addAsked(w http.ResponseWriter, r *http.Request) error {
	_, act, err := s.office.AddAsked(r.Context(), current(r).Production.ID, interview.Asked{
		Interview: talkID(r), Text: typed(r.PostFormValue("text")), Begin: typed(r.PostFormValue("begin")), Follow: typed(r.PostFormValue("follow")),
		Scene: strings.TrimSpace(r.PostFormValue("scene")),
	})
	if fault.Is(err, fault.Invalid) {
		return s.showTalkWith(w, r, Status(err), err)
	}
	return s.did(w, r, "The question is on the sheet.", act, err)
}

// tickAsked notes the answer, and ticks the question off or not, by the button that was pressed.
func (s *Server) tickAsked(w http.ResponseWriter, r *http.Request) error {
	written := writtenFields(r, "answer")
	said := "Noted."
	if done := r.PostFormValue("done"); done != "" {
		written.Fields.(map[string]any)["done"] = done == "true"
		said = fmt.Sprintf("%s.", map[bool]string{true: "Asked", false: "Not asked"}[done == "true"])
	}
	act, err := s.office.EditAsked(r.Context(), current(r).Production.ID, askedID(r), written)
	return s.did(w, r, said, act, err)
}

func (s *Server) saveAsked(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.EditAsked(r.Context(), current(r).Production.ID, askedID(r), writtenFields(r, "text", "begin", "follow"))
	return s.did(w, r, "The question is saved.", act, err)
}

func (s *Server) moveAsked(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.MoveAsked(r.Context(), current(r).Production.ID, askedID(r), interview.AskedID(r.PostFormValue("to")))
	return s.did(w, r, "The question is moved.", act, err)
}

func (s *Server) removeAsked(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.EditAsked(r.Context(), current(r).Production.ID, askedID(r), offBoard())
	return s.did(w, r, "The question is off the sheet.", act, err)
}
