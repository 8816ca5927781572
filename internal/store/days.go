package store

import (
	"context"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

var days = table{
	name:    "shoot_day",
	key:     []string{"production_id", "id"},
	columns: []string{"position", "number", "shoot_date", "units", "note"},
}

var strips = table{
	name: "strip",
	key:  []string{"production_id", "id"},
	columns: []string{"day_id", "unit_position", "position", "scene_number", "scene_id", "banner", "start_minute",
		"end_minute", "estimated", "set_name", "closed", "capacity", "cast_names"},
}

// placedStrip is a strip with where it belongs.
type placedStrip struct {
	day  production.DayID
	unit int
	production.Strip
}

func scanDay(r row) (d production.Day, err error) {
	return d, r.Scan(new(string), &d.ID, new(int), &d.Number, &d.Date, fromJSON{&d.Units}, &d.Note)
}

func scanStrip(r row) (p placedStrip, err error) {
	s := &p.Strip
	return p, r.Scan(new(string), &s.ID, &p.day, &p.unit, new(int), &s.SceneNumber, &s.SceneID, &s.Banner, &s.Start, &s.End,
		&s.Estimated, &s.Set, &s.Closed, &s.Capacity, fromJSON{&s.Cast})
}

func (tx *Tx) saveDays(ctx context.Context, in production.ProductionID, list []production.Day) error {
	var dayRows, stripRows [][]any
	for i, d := range list {
		units := append([]production.UnitDay(nil), d.Units...)
		for u := range units {
			for at, s := range units[u].Strips {
				stripRows = append(stripRows, []any{in, s.ID, d.ID, u, at, s.SceneNumber, s.SceneID, s.Banner, s.Start, s.End,
					s.Estimated, s.Set, s.Closed, s.Capacity, listJSON(s.Cast)})
			}
			units[u].Strips = nil
		}
		dayRows = append(dayRows, []any{in, d.ID, i, d.Number, d.Date, listJSON(units), d.Note})
	}
	// The days first: strips point at them, and go with those that go.
	if err := tx.replace(ctx, days, in, dayRows); err != nil {
		return err
	}
	return tx.replace(ctx, strips, in, stripRows)
}

// FindDays are the shoot days with units and strips, in the order of the schedule.
func (tx *Tx) FindDays(ctx context.Context, in production.ProductionID) ([]production.Day, error) {
	list, err := many(ctx, tx, scanDay, `SELECT `+days.list()+` FROM shoot_day WHERE production_id = $1 ORDER BY position, id`, in)
	if err != nil || len(list) == 0 {
		return list, err
	}
	placed, err := many(ctx, tx, scanStrip, `SELECT `+strips.list()+` FROM strip
		WHERE production_id = $1 ORDER BY day_id, unit_position, position`, in)
	return fillDays(list, placed), err
}

// FindDay is the first shoot day on the date with units and strips, or fault.NotFound.
func (tx *Tx) FindDay(ctx context.Context, in production.ProductionID, date production.Date) (production.Day, error) {
	day, err := one(ctx, tx, scanDay, `SELECT `+days.list()+` FROM shoot_day
		WHERE production_id = $1 AND shoot_date = $2 ORDER BY position, id LIMIT 1`, in, date)
	if err != nil {
		return day, absent(err, "shoot day on %s", strings.TrimSpace(string(date)))
	}
	placed, err := many(ctx, tx, scanStrip, `SELECT `+strips.list()+` FROM strip
		WHERE production_id = $1 AND day_id = $2 ORDER BY unit_position, position`, in, day.ID)
	return fillDays([]production.Day{day}, placed)[0], err
}

// fillDays puts strips, in order, into their units.
func fillDays(list []production.Day, placed []placedStrip) []production.Day {
	at := make(map[production.DayID]int, len(list))
	for i, d := range list {
		at[d.ID] = i
		for u := range d.Units {
			d.Units[u].Strips = []production.Strip{}
		}
	}
	for _, p := range placed {
		if i, ok := at[p.day]; ok && p.unit < len(list[i].Units) {
			unit := &list[i].Units[p.unit]
			unit.Strips = append(unit.Strips, p.Strip)
		}
	}
	return list
}
