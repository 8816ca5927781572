package web

import (
	"cmp"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// momentChoices fills in what the production offers to choose from.
func (b *book) momentChoices(f ui.MomentForm) ui.MomentForm {
	f.Arc.Options = []ui.Option{{Text: "None"}}
	for _, name := range b.arcNames() {
		f.Arc.Options = append(f.Arc.Options, ui.Option{Value: name, Text: name})
	}
	if n := len(b.schedule.Days); n > 0 {
		first, last := b.schedule.Days[0].Date, b.schedule.Days[n-1].Date
		if f.Date.Hint = "The shoot day is " + first.Spoken(); first != last {
			f.Date.Hint = fmt.Sprintf("Shoot days run from %s to %s", first.Spoken(), last.Spoken())
		}
	}
	return f
}

// fillMomentForm puts a moment's values into the form.
func fillMomentForm(f ui.MomentForm, m story.Moment) ui.MomentForm {
	f.Title.Value, f.Kind.Value, f.Scene.Value = m.Title, string(m.Kind), m.Scene
	f.Score.Value, f.Minutes.Value = strconv.Itoa(m.Score), strconv.Itoa(m.Minutes)
	f.Person.Value, f.Arc.Value, f.Last.Value = m.Person, m.Arc, string(m.LastDate)
	f.Must, f.Note.Value = m.MustHave, m.Note
	for i, skill := range story.Skills {
		for _, r := range m.Roles {
			if r.Skill == skill {
				f.Team[i].Value = strconv.Itoa(r.Count)
			}
		}
	}
	if w, ok := m.BestWindow(); ok {
		f.Date.Value, f.Place.Value = string(w.Date), w.Place
		f.Start.Value, f.End.Value = formClock(w.Start), formClock(w.End)
	}
	return f
}

// formClock is a clock as a time input has it: without the mark for the next day.
func formClock(c production.Clock) string { return (c % (24 * 60)).String() }

// keepMomentForm puts back what a person typed into a form that was refused.
func keepMomentForm(f ui.MomentForm, r *http.Request) ui.MomentForm {
	for _, field := range []*ui.Field{&f.Title, &f.Kind, &f.Scene, &f.Score, &f.Date, &f.Start, &f.End, &f.Place, &f.Minutes,
		&f.Person, &f.Arc, &f.Last, &f.Note} {
		field.Value = r.PostFormValue(field.Name)
	}
	for i := range f.Team {
		f.Team[i].Value = r.PostFormValue(f.Team[i].Name)
	}
	f.Must = r.PostFormValue("must_have") == "on"
	return f
}

// momentChange reads the form into a change: only what differs from before counts as set by hand.
// before is nil for a new moment. It returns fault.Invalid for what cannot be read.
func (b *book) momentChange(r *http.Request, before *story.Moment) (story.Change, error) {
	var c story.Change
	var old ui.MomentForm
	if before != nil {
		old = fillMomentForm(ui.NewMomentForm("", "", ""), *before)
	}
	text := func(name, was string) *string {
		if value := strings.TrimSpace(r.PostFormValue(name)); value != was {
			return &value
		}
		return nil
	}
	c.Title, c.Scene, c.Person = text("title", old.Title.Value), text("scene", old.Scene.Value), text("person", old.Person.Value)
	c.Arc, c.Note = text("arc", old.Arc.Value), text("note", old.Note.Value)
	if kind := text("kind", old.Kind.Value); kind != nil {
		c.Kind = new(story.Kind)
		*c.Kind = story.Kind(*kind)
	}
	var err error
	if c.LastDate, err = date(text("last_date", old.Last.Value)); err != nil {
		return c, err
	}
	if must := r.PostFormValue("must_have") == "on"; must != old.Must {
		c.MustHave = &must
	}
	if c.Score, err = number(text("score", old.Score.Value), "worth"); err != nil {
		return c, err
	}
	if c.Minutes, err = number(text("minutes", old.Minutes.Value), "number of minutes"); err != nil {
		return c, err
	}
	if c.Roles, err = teamOf(r, old); err != nil {
		return c, err
	}
	c.Windows, err = b.windowOf(r, old)
	return c, err
}

// number reads a whole number; nil stays nil, and so does a field left empty.
func number(text *string, what string) (*int, error) {
	if text == nil || *text == "" {
		return nil, nil
	}
	n, err := strconv.Atoi(*text)
	if err != nil {
		return nil, fault.New(fault.Invalid, "%q is not a %s", *text, what).WithRemedy("Write a whole number.")
	}
	return &n, nil
}

// date reads a date; nil stays nil, and a field left empty is no date.
func date(text *string) (*production.Date, error) {
	var d production.Date
	if text == nil {
		return nil, nil
	}
	if *text == "" {
		return &d, nil
	}
	d, err := production.ParseDate(*text)
	return &d, err
}

// teamOf reads the team; nil when it is as before.
func teamOf(r *http.Request, old ui.MomentForm) (*[]story.Role, error) {
	team, changed := []story.Role{}, false
	for i, skill := range story.Skills {
		value := strings.TrimSpace(r.PostFormValue("team_" + string(skill)))
		was := ""
		if i < len(old.Team) {
			was = old.Team[i].Value
		}
		changed = changed || cmp.Or(value, "0") != cmp.Or(was, "0")
		count, err := strconv.Atoi(cmp.Or(value, "0"))
		if err != nil || count < 0 || count > 9 {
			return nil, fault.New(fault.Invalid, "%q is not a number of people", value).WithRemedy("Write a number from 0 to 9.")
		}
		if count > 0 {
			team = append(team, story.Role{Skill: skill, Count: count})
		}
	}
	if !changed {
		return nil, nil
	}
	if len(team) == 0 {
		return nil, fault.New(fault.Invalid, "nobody is asked for").WithRemedy("Say how many people of which skill it needs.")
	}
	return &team, nil
}

// windowOf reads day, time and place into one window; nil when they are as before.
func (b *book) windowOf(r *http.Request, old ui.MomentForm) (*[]story.Window, error) {
	value := func(f string) string { return strings.TrimSpace(r.PostFormValue(f)) }
	if value("date") == old.Date.Value && value("start") == old.Start.Value && value("end") == old.End.Value && value("place") == old.Place.Value {
		return nil, nil
	}
	if value("date") == "" {
		return &[]story.Window{}, nil
	}
	date, err := production.ParseDate(value("date"))
	if err != nil {
		return nil, err
	}
	w := story.Window{Date: date, Place: value("place"), Factor: 100, Capacity: -1}
	if w.Start, err = production.ParseClock(value("start")); err != nil {
		return nil, err
	}
	if w.End, err = production.ParseClock(value("end")); err != nil {
		return nil, err
	}
	if w.End <= w.Start {
		w.End += 24 * 60 // it ends after midnight
	}
	return &[]story.Window{w}, nil
}
