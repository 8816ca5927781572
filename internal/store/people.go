package store

import (
	"context"

	"github.com/btsdirector/bts/internal/production"
)

var people = table{
	name:    "person",
	key:     []string{"production_id", "id"},
	columns: []string{"position", "kind", "name", "character_name", "role", "board_id", "away", "department", "email", "phone"},
}

var events = table{
	name: "event",
	key:  []string{"production_id", "id"},
	columns: []string{"position", "kind", "title", "event_date", "start_minute", "end_minute", "people", "place",
		"scene_number", "calendar", "uid", "occurrence", "revision"},
}

var locations = table{
	name:    "location",
	key:     []string{"production_id", "position"},
	columns: []string{"name", "sets", "address", "contact", "note", "listed", "listed_sets"},
}

func scanPerson(r row) (p production.Person, err error) {
	return p, r.Scan(new(string), &p.ID, new(int), &p.Kind, &p.Name, &p.Character, &p.Role, &p.BoardID, fromJSON{&p.Away},
		&p.Department, &p.Email, &p.Phone)
}

func scanEvent(r row) (e production.Event, err error) {
	return e, r.Scan(new(string), &e.ID, new(int), &e.Kind, &e.Title, &e.Date, &e.Start, &e.End, fromJSON{&e.People}, &e.Place,
		&e.Scene, &e.Calendar, &e.UID, &e.Occurrence, &e.Sequence)
}

func scanLocation(r row) (l production.Location, err error) {
	return l, r.Scan(new(string), new(int), &l.Name, fromJSON{&l.Sets}, &l.Address, &l.Contact, &l.Note, &l.Listed,
		fromJSON{&l.ListedSets})
}

func (tx *Tx) savePeople(ctx context.Context, in production.ProductionID, list []production.Person) error {
	rows := make([][]any, len(list))
	for i, p := range list {
		rows[i] = []any{in, p.ID, i, p.Kind, p.Name, p.Character, p.Role, p.BoardID, listJSON(p.Away), p.Department,
			p.Email, p.Phone}
	}
	return tx.replace(ctx, people, in, rows)
}

func (tx *Tx) saveEvents(ctx context.Context, in production.ProductionID, list []production.Event) error {
	rows := make([][]any, len(list))
	for i, e := range list {
		rows[i] = []any{in, e.ID, i, e.Kind, e.Title, e.Date, e.Start, e.End, listJSON(e.People), e.Place, e.Scene,
			e.Calendar, e.UID, e.Occurrence, e.Sequence}
	}
	return tx.replace(ctx, events, in, rows)
}

// saveLocations keeps locations by their place in the list: they have no ids.
func (tx *Tx) saveLocations(ctx context.Context, in production.ProductionID, list []production.Location) error {
	rows := make([][]any, len(list))
	for i, l := range list {
		rows[i] = []any{in, i, l.Name, listJSON(l.Sets), l.Address, l.Contact, l.Note, l.Listed, listJSON(l.ListedSets)}
	}
	_, err := tx.exec(ctx, `DELETE FROM location WHERE production_id = $1 AND position >= $2`, in, len(list))
	if err != nil {
		return err
	}
	return locations.save(ctx, tx, rows...)
}

// FindPeople are the cast and the heads of the main unit, in the order of the papers.
func (tx *Tx) FindPeople(ctx context.Context, in production.ProductionID) ([]production.Person, error) {
	return many(ctx, tx, scanPerson, `SELECT `+people.list()+` FROM person WHERE production_id = $1 ORDER BY position, id`, in)
}

// FindEvents are the fittings, rehearsals, builds and so on, in the order of the schedule.
func (tx *Tx) FindEvents(ctx context.Context, in production.ProductionID) ([]production.Event, error) {
	return many(ctx, tx, scanEvent, `SELECT `+events.list()+` FROM event WHERE production_id = $1 ORDER BY position, id`, in)
}

// FindLocations are the places where the company works, in the order of the papers.
func (tx *Tx) FindLocations(ctx context.Context, in production.ProductionID) ([]production.Location, error) {
	return many(ctx, tx, scanLocation, `SELECT `+locations.list()+` FROM location WHERE production_id = $1 ORDER BY position`, in)
}
