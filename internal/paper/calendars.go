package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// Calendars is the list of calendars that are fetched again and again.
type Calendars struct {
	Calendars []Calendar `json:"calendars"`
}

// Calendar is one of them. Its address is shown without secrets.
type Calendar struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Address   string `json:"address"`
	Alone     bool   `json:"alone"`      // what breaks nothing is taken in without asking
	CheckedAt string `json:"checked_at"` // "" before the first time
	ChangedAt string `json:"changed_at"`
	NextAt    string `json:"next_at"`
	Failures  int    `json:"failures"` // in a row
	Problem   string `json:"problem"`  // "" when the last fetch went well
	AddedBy   string `json:"added_by"`
	AddedAt   string `json:"added_at"`
}

// NewCalendars makes the list of calendars.
func NewCalendars(all []office.Source, zone *time.Location) Calendars {
	out := Calendars{Calendars: []Calendar{}}
	for _, s := range all {
		out.Calendars = append(out.Calendars, NewCalendar(s, zone))
	}
	return out
}

// NewCalendar makes one calendar.
func NewCalendar(s office.Source, zone *time.Location) Calendar {
	return Calendar{
		ID: string(s.ID), Name: s.Name, Address: s.Shown, Alone: s.Alone, CheckedAt: instant(s.CheckedAt, zone), ChangedAt: instant(s.ChangedAt, zone),
		NextAt: instant(s.NextAt, zone), Failures: s.Failures, Problem: s.Problem, AddedBy: s.AddedBy, AddedAt: instant(s.AddedAt, zone),
	}
}

// Checked is what came of fetching calendars.
type Checked struct {
	Calendars []CheckedCalendar `json:"calendars"`
}

// CheckedCalendar is what came of fetching one.
type CheckedCalendar struct {
	ID       string               `json:"id"`
	Name     string               `json:"name"`
	State    string               `json:"state"`    // unchanged, proposed, applied or failed
	Proposal string               `json:"proposal"` // "" where nothing was proposed or applied
	Changes  office.ImportChanges `json:"changes"`
	Problem  string               `json:"problem"`
	NextAt   string               `json:"next_at"`
}

// NewCheckedCalendar makes the document of one fetch.
func NewCheckedCalendar(id production.CalendarSourceID, f office.Fetched, zone *time.Location) CheckedCalendar {
	var c office.ImportChanges
	if f.Changes != nil {
		c = *f.Changes
	}
	c.Added, c.Removed, c.Moved, c.Changed = list(c.Added), list(c.Removed), list(c.Moved), list(c.Changed)
	c.Lineage, c.Broken = list(c.Lineage), list(c.Broken)
	return CheckedCalendar{string(id), f.Name, f.State, string(f.Proposal), c, f.Problem, instant(f.NextAt, zone)}
}
