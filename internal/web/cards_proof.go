package web

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// rulesForm says what is wanted of copies, nil for whoever may not.
func (s *Server) rulesForm(r *http.Request, page ui.Page) (*ui.CardForm, error) {
	rules, err := s.office.CardRules(r.Context(), current(r).Production.ID)
	if err != nil || !rules.MaySet {
		return nil, err
	}
	return &ui.CardForm{
		Action: page.Link("cards", "rules"), Base: fmt.Sprint(rules.Base), Save: "Save", Fields: []ui.Field{
			{ID: "rules-copies", Name: "copies", Label: "Verified copies", Hint: "That make a card safe to format", Type: "number", Min: "1", Max: "16", Value: strconv.Itoa(rules.Copies), Required: true, Narrow: true},
			{ID: "rules-names", Name: "names", Label: "Copies are called", Hint: "Such as {day:02}_{card}_{camera}; empty is the name of the card", Value: rules.Names},
			{ID: "rules-days", Name: "days", Label: "Days between proofs", Hint: "After these a copy is to be read again; 0 for never", Type: "number", Min: "0", Max: "3650", Value: strconv.Itoa(rules.Days), Required: true, Narrow: true},
		},
	}, nil
}

func (s *Server) saveCardRules(w http.ResponseWriter, r *http.Request) error {
	fields := map[string]any{}
	for _, name := range []string{"copies", "days"} {
		n, err := strconv.Atoi(typed(r.PostFormValue(name)))
		if err != nil {
			return fault.New(fault.Invalid, "%.40q is no number", r.PostFormValue(name)).WithRemedy("Write it in figures: 2.")
		}
		fields[name] = n
	}
	if _, sent := r.PostForm["names"]; sent {
		fields["names"] = typed(r.PostFormValue("names"))
	}
	base, _ := strconv.ParseInt(r.PostFormValue("base"), 10, 64) // 0 says that every field is meant
	act, err := s.office.SetCardRules(r.Context(), current(r).Production.ID, office.Written{Base: base, Fields: fields})
	return s.didCard(w, r, "What is wanted of copies is saved.", act, err)
}

func (s *Server) proveCopies(w http.ResponseWriter, r *http.Request) error {
	tasks, _, err := s.office.StartProofs(r.Context(), current(r).Production.ID, office.NewProof{
		Card: cardID(r), Path: typed(r.PostFormValue("path")), Deep: r.PostFormValue("deep") != "",
	})
	return s.proves(w, r, counted(len(tasks), "copy is", "copies are")+" being read again.", err)
}

func (s *Server) goOnProof(w http.ResponseWriter, r *http.Request) error {
	_, _, err := s.office.GoOnProof(r.Context(), current(r).Production.ID, production.TaskID(r.PathValue("id")))
	return s.proves(w, r, "The copy is being read again.", err)
}

// proves says that copies are being read. What stops that is Cancel, so that no undo is offered.
func (s *Server) proves(w http.ResponseWriter, r *http.Request, said string, err error) error {
	if err != nil {
		return err
	}
	s.say(r, said)
	return back(w, r, base(r)+"/cards")
}

// mostDue is how many copies the log names that are to be proven again.
const mostDue = 20

// dueCopies are the copies of cards that are to be proven again.
func (b *book) dueCopies(list []office.LoggedCard) (out []ui.DueCopyView) {
	for _, c := range list {
		for _, p := range c.Places {
			if !p.Overdue || len(out) == mostDue {
				continue
			}
			text := "was never proven"
			if !p.Proven.IsZero() {
				text = "was last proven " + minute(p.Proven, b.film.Zone())
			}
			out = append(out, ui.DueCopyView{Name: c.Name, URL: b.links.Link("cards", string(c.ID)), Text: fmt.Sprintf("copy %d %s", p.Copy+1, text)})
		}
	}
	return out
}

// proofsShown is how many readings of copies the page of a card shows.
const proofsShown = 5

// proofsView are the copies of a card and what came of reading them again.
func (b *book) proofsView(page ui.Page, c office.LoggedCard) (v ui.ProofsView) {
	for _, p := range c.Places {
		place := ui.ProofPlace{Title: fmt.Sprintf("Copy %d", p.Copy+1), Path: p.Path, Text: "was never proven", Overdue: p.Overdue}
		if !p.Proven.IsZero() {
			place.Text = "was last proven " + minute(p.Proven, b.film.Zone())
		}
		if p.Newest != nil && !p.Newest.Good() {
			place.Text += ", and was not what was recorded when it was read again " + minute(p.Newest.At, b.film.Zone())
			place.Overdue = true
		}
		v.Places = append(v.Places, place)
	}
	for _, r := range c.Proofs[:min(proofsShown, len(c.Proofs))] {
		run := ui.ProofView{Title: "Read again " + minute(r.At, b.film.Zone()), Path: r.Path, Good: r.Good(), Going: r.Going(), Done: r.Done, Total: r.Total, Text: proofText(r)}
		for _, n := range r.Names {
			run.Names = append(run.Names, ui.ProblemView{Path: n.Path, Text: n.Code, Where: n.Note})
		}
		if run.Going && page.Rights.CopyCards {
			run.CancelURL = page.Link("tasks", string(r.Task), "cancel")
		}
		if !r.Over && !run.Going && page.Owner {
			run.GoOnURL = page.Link("cards", "proofs", string(r.Task), "again")
		}
		v.Runs = append(v.Runs, run)
	}
	return v
}

// proofText says what came of reading a copy again.
func proofText(r office.ProofRun) string {
	switch {
	case r.Going():
		return ui.Bytes(r.Done) + " of " + ui.Bytes(r.Total) + " read"
	case !r.Over && r.Error != "":
		return "It was not read to the end: " + r.Error
	case !r.Over:
		return "It was not read to the end."
	}
	text := fmt.Sprintf("%s, %s read in %s: %d as recorded", counted(r.Files, "file", "files"), ui.Bytes(r.Bytes), ui.Duration(r.Seconds), r.OK)
	for _, part := range []struct {
		n    int
		word string
	}{{r.Differs, "differ"}, {r.Missing, "missing"}, {r.Lost, "unreadable"}, {r.Renamed, "renamed"}, {r.New, "new"}, {r.Bare, "without a hash"}} {
		if part.n > 0 {
			text += fmt.Sprintf(", %d %s", part.n, part.word)
		}
	}
	if r.Cached {
		text += "; perhaps from memory: the drive gave no way past it"
	}
	return text + "."
}
