package office

import (
	"context"
	"encoding/json"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/courier"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// CalendarTask is the kind of work that fetches a calendar.
const CalendarTask = "calendar"

// mostSources is how many calendars one production may fetch.
const mostSources = 20

// calendarArgs are the arguments of a calendar task.
type calendarArgs struct {
	Source production.CalendarSourceID `json:"source"`
	Actor  taskActor                   `json:"actor"`
}

// NewCalendar is a calendar to be fetched again and again.
type NewCalendar struct {
	Address string // https://…, webcal://…, or file://… for the operator
	Name    string // "" takes one from the address
	Alone   bool   // what breaks nothing is taken in without asking
}

// Source is a calendar that is fetched, as it is shown: its address without secrets.
type Source struct {
	production.CalendarSource
	Shown string `json:"address"`
}

// AddCalendar subscribes to a calendar and has it fetched. It returns fault.Invalid for an address that
// cannot be used, fault.Forbidden for one that is closed: files of this machine are for its operator,
// private networks for installations that allow them.
func (o *Office) AddCalendar(ctx context.Context, in production.ProductionID, c NewCalendar) (Source, error) {
	if err := access.Require(ctx, access.ImportFacts, in); err != nil {
		return Source{}, err
	}
	actor, _ := access.From(ctx)
	local := strings.HasPrefix(strings.ToLower(strings.TrimSpace(c.Address)), "file:")
	if local && !actor.Operator {
		return Source{}, fault.New(fault.Forbidden, "files of this machine can be read by its operator alone").
			WithRemedy("Give an address that begins with https://, or upload the file.")
	}
	address, err := o.guardFor(local).Address(c.Address)
	if err != nil {
		return Source{}, err
	}
	now := o.clock()
	s := production.CalendarSource{
		ID: production.NewID[production.CalendarSourceID](), Production: in, Address: address.String(), Name: firstOf(c.Name, nameOf(address)),
		Alone: c.Alone, Local: local, NextAt: now, User: actor.UserID, AddedBy: actor.Name, AddedAt: now,
	}
	if len(s.Name) > 200 {
		return Source{}, fault.New(fault.Invalid, "the name is longer than 200 characters")
	}
	return shownSource(s), o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) error {
		all, err := tx.FindCalendarSources(ctx, in)
		if err != nil {
			return err
		}
		if len(all) >= mostSources {
			return fault.New(fault.Invalid, "this production fetches %d calendars already", len(all)).WithRemedy("Remove one first.")
		}
		if err := tx.CreateCalendarSource(ctx, s); err != nil {
			return err
		}
		return o.tell(ctx, tx, in, topicFacts, "add_calendar", s.Name)
	})
}

// guardFor is what may be fetched.
func (o *Office) guardFor(local bool) courier.Guard {
	g := o.guard
	g.AllowFiles = local
	return g
}

// nameOf is a calendar's name as its address has it: the last part that says something, or the host.
func nameOf(address *url.URL) string {
	name := strings.TrimSuffix(path.Base(address.Path), path.Ext(address.Path))
	if name == "" || name == "." || name == "/" || len(name) > 40 {
		return firstOf(address.Hostname(), "Calendar")
	}
	return name
}

func shownSource(s production.CalendarSource) Source { return Source{s, courier.Redact(s.Address)} }

// Calendars are the calendars that a production fetches.
func (o *Office) Calendars(ctx context.Context, in production.ProductionID) ([]Source, error) {
	out := []Source{}
	err := o.look(ctx, access.ImportFacts, in, func(tx *store.Tx) error {
		all, err := tx.FindCalendarSources(ctx, in)
		for _, s := range all {
			out = append(out, shownSource(s))
		}
		return err
	})
	return out, err
}

// RemoveCalendar ends a subscription. The events that it brought stay, or go with it, which can be
// undone like an import.
func (o *Office) RemoveCalendar(ctx context.Context, in production.ProductionID, id production.CalendarSourceID, withEvents bool) error {
	s, err := o.source(ctx, in, id)
	if err != nil {
		return err
	}
	if !withEvents {
		return o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) error { return o.forgetSource(ctx, tx, s) })
	}
	empty := File{Name: s.Name + " (removed).ics", Data: []byte(noCalendar)}
	_, err = o.takeIn(ctx, in, []File{empty}, ImportOptions{source: id}, nil, func(ctx context.Context, tx *store.Tx, _ outcome) (verdict, error) {
		return applyNow, o.forgetSource(ctx, tx, s)
	})
	return err
}

// forgetSource removes a calendar with all that it proposed and nobody has to look at any more.
func (o *Office) forgetSource(ctx context.Context, tx *store.Tx, s production.CalendarSource) error {
	if err := tx.DeleteCalendarSource(ctx, s.ID); err != nil {
		return err
	}
	any := func(production.Proposal) bool { return true }
	if err := o.discardAll(ctx, tx, s.Production, s.ID, any); err != nil {
		return err
	}
	return o.tell(ctx, tx, s.Production, topicFacts, "remove_calendar", s.Name)
}

// noCalendar is a calendar without events: what a calendar that is gone says.
const noCalendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//BTS Director//Removed//EN\r\nEND:VCALENDAR\r\n"

func (o *Office) source(ctx context.Context, in production.ProductionID, id production.CalendarSourceID) (s production.CalendarSource, err error) {
	err = o.look(ctx, access.ImportFacts, in, func(tx *store.Tx) (err error) {
		s, err = tx.FindCalendarSource(ctx, in, id)
		return err
	})
	return s, err
}

// StartCheck has a calendar fetched now by a job.
func (o *Office) StartCheck(ctx context.Context, in production.ProductionID, id production.CalendarSourceID) (production.Task, error) {
	s, err := o.source(ctx, in, id)
	if err != nil {
		return production.Task{}, err
	}
	return o.start(ctx, access.ImportFacts, in, CalendarTask, "Fetch "+s.Name, calendarArgs{id, actorForTask(ctx)})
}

// StartDueChecks makes a task of every calendar whose time has come, on behalf of whoever added it. It
// is called again and again by every process that works on jobs; each calendar gets one task.
func (o *Office) StartDueChecks(ctx context.Context) error {
	var woken []production.ProductionID
	err := o.store.Write(ctx, func(tx *store.Tx) error {
		woken = nil
		due, err := tx.FindDueCalendarSources(ctx, o.clock(), mostSources)
		for _, s := range due {
			s.NextAt = o.clock().Add(courier.UsualInterval) // whatever becomes of the task, it is not due at once again
			if err := tx.UpdateCalendarSource(ctx, s); err != nil {
				return err
			}
			args, err := json.Marshal(calendarArgs{s.ID, taskActor{User: s.User, Name: s.AddedBy, Operator: s.User == ""}})
			if err != nil {
				return err
			}
			if err := o.createTask(ctx, tx, o.newTask(s.Production, CalendarTask, "Fetch "+s.Name, args, s.AddedBy)); err != nil {
				return err
			}
			woken = append(woken, s.Production)
		}
		return err
	})
	for _, in := range slices.Compact(woken) {
		o.wake(in)
	}
	return err
}
