package store

import (
	"context"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

var sources = table{
	name: "calendar_source",
	key:  []string{"id"},
	columns: []string{"production_id", "address", "name", "alone", "local", "etag", "modified", "sha256", "checked_at",
		"changed_at", "next_at", "failures", "problem", "user_id", "added_by", "added_at"},
}

func sourceRow(c production.CalendarSource) []any {
	return []any{c.ID, c.Production, c.Address, c.Name, c.Alone, c.Local, c.ETag, c.Modified, c.SHA256, c.CheckedAt,
		c.ChangedAt, c.NextAt, c.Failures, c.Problem, c.User, c.AddedBy, c.AddedAt}
}

func scanSource(r row) (c production.CalendarSource, err error) {
	return c, r.Scan(&c.ID, &c.Production, &c.Address, &c.Name, &c.Alone, &c.Local, &c.ETag, &c.Modified, &c.SHA256,
		fromMillis{&c.CheckedAt}, fromMillis{&c.ChangedAt}, fromMillis{&c.NextAt}, &c.Failures, &c.Problem, &c.User, &c.AddedBy,
		fromMillis{&c.AddedAt})
}

// CreateCalendarSource adds a calendar to fetch; fault.Conflict when the production has its address.
func (tx *Tx) CreateCalendarSource(ctx context.Context, c production.CalendarSource) error {
	return taken(sources.insert(ctx, tx, sourceRow(c)), "this calendar is fetched already")
}

// UpdateCalendarSource rewrites a calendar, or returns fault.NotFound.
func (tx *Tx) UpdateCalendarSource(ctx context.Context, c production.CalendarSource) error {
	return absent(sources.update(ctx, tx, sourceRow(c)), "such calendar")
}

// DeleteCalendarSource forgets a calendar, or returns fault.NotFound. The events it brought stay.
func (tx *Tx) DeleteCalendarSource(ctx context.Context, id production.CalendarSourceID) error {
	return absent(sources.remove(ctx, tx, id), "such calendar")
}

// FindCalendarSource is the calendar of the production with the id, or fault.NotFound.
func (tx *Tx) FindCalendarSource(ctx context.Context, in production.ProductionID, id production.CalendarSourceID) (production.CalendarSource, error) {
	c, err := one(ctx, tx, scanSource, `SELECT `+sources.list()+` FROM calendar_source WHERE production_id = $1 AND id = $2`, in, id)
	return c, absent(err, "such calendar")
}

// FindCalendarSources are the calendars of a production, in the order they were added.
func (tx *Tx) FindCalendarSources(ctx context.Context, in production.ProductionID) ([]production.CalendarSource, error) {
	return many(ctx, tx, scanSource, `SELECT `+sources.list()+` FROM calendar_source WHERE production_id = $1 ORDER BY id`, in)
}

// FindDueCalendarSources are the calendars of all productions whose time has come, longest due first.
func (tx *Tx) FindDueCalendarSources(ctx context.Context, now time.Time, limit int) ([]production.CalendarSource, error) {
	return many(ctx, tx, scanSource, `SELECT `+sources.list()+` FROM calendar_source WHERE next_at <= $1 ORDER BY next_at, id LIMIT $2`, now, limit)
}
