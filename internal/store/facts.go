package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// FactCounts say how much the main unit has told us about a production.
type FactCounts struct {
	Scenes     int `json:"scenes"`
	Characters int `json:"characters"` // different names
	Days       int `json:"days"`
	Events     int `json:"events"`
	People     int `json:"people"`
	Locations  int `json:"locations"`
	Elements   int `json:"elements"` // different things of the breakdown, by category and name
}

var factRows = table{
	name: "facts",
	key:  []string{"production_id"},
	columns: []string{"unplaced", "scenes", "characters", "days", "events", "people", "locations",
		"elements"},
}

// SaveFacts replaces the facts of a production as a whole. What keeps its id stays in place, and a row
// that does not change is not written. Every scene, day, strip, event and person needs an id of its
// own (fault.Internal otherwise). A production that is not there is fault.NotFound.
func (tx *Tx) SaveFacts(ctx context.Context, in production.ProductionID, f production.Facts) error {
	c := countFacts(f)
	err := factRows.save(ctx, tx, []any{in, listJSON(f.Unplaced), c.Scenes, c.Characters, c.Days, c.Events, c.People,
		c.Locations, c.Elements})
	if err != nil {
		return err
	}
	for _, save := range []func() error{
		func() error { return tx.saveScenes(ctx, in, f.Scenes) },
		func() error { return tx.saveDays(ctx, in, f.Days) },
		func() error { return tx.saveEvents(ctx, in, f.Events) },
		func() error { return tx.savePeople(ctx, in, f.People) },
		func() error { return tx.saveLocations(ctx, in, f.Locations) },
		func() error { return tx.saveShots(ctx, in, f.Shots) },
	} {
		if err := save(); err != nil {
			return err
		}
	}
	return nil
}

// FindFacts are all facts of a production with the text of the scenes; empty before the first import.
func (tx *Tx) FindFacts(ctx context.Context, in production.ProductionID) (f production.Facts, err error) {
	if f.Unplaced, err = tx.findUnplaced(ctx, in); err != nil {
		return f, err
	}
	if f.Scenes, err = tx.findFullScenes(ctx, in); err != nil {
		return f, err
	}
	if f.Days, err = tx.FindDays(ctx, in); err != nil {
		return f, err
	}
	if f.Events, err = tx.FindEvents(ctx, in); err != nil {
		return f, err
	}
	if f.People, err = tx.FindPeople(ctx, in); err != nil {
		return f, err
	}
	if f.Locations, err = tx.FindLocations(ctx, in); err != nil {
		return f, err
	}
	f.Shots, err = tx.FindShots(ctx, in)
	return f, err
}

// SetPaper notes where the vault keeps what the papers say alone, without corrections; see FindPaper.
// The facts must have been saved before.
func (tx *Tx) SetPaper(ctx context.Context, in production.ProductionID, address string) error {
	return absent(tx.must(ctx, `UPDATE facts SET paper = $2 WHERE production_id = $1`, in, address), "facts of this production")
}

// FindPaper is the vault's address of what the papers say alone; "" where that is what the tables say.
func (tx *Tx) FindPaper(ctx context.Context, in production.ProductionID) (string, error) {
	address, err := one(ctx, tx, scanText, `SELECT paper FROM facts WHERE production_id = $1`, in)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return address, err
}

func (tx *Tx) findUnplaced(ctx context.Context, in production.ProductionID) ([]string, error) {
	scan := func(r row) (list []string, err error) { return list, r.Scan(fromJSON{&list}) }
	list, err := one(ctx, tx, scan, `SELECT unplaced FROM facts WHERE production_id = $1`, in)
	if errors.Is(err, sql.ErrNoRows) {
		return []string{}, nil
	}
	return list, err
}

// CountFacts says how much is known; all zero before the first import.
func (tx *Tx) CountFacts(ctx context.Context, in production.ProductionID) (FactCounts, error) {
	scan := func(r row) (c FactCounts, err error) {
		return c, r.Scan(&c.Scenes, &c.Characters, &c.Days, &c.Events, &c.People, &c.Locations, &c.Elements)
	}
	counts, err := one(ctx, tx, scan, `SELECT scenes, characters, days, events, people, locations, elements
		FROM facts WHERE production_id = $1`, in)
	if errors.Is(err, sql.ErrNoRows) {
		return FactCounts{}, nil
	}
	return counts, err
}

func countFacts(f production.Facts) FactCounts {
	type thing struct {
		category production.Category
		name     string
	}
	characters, elements := map[string]bool{}, map[thing]bool{}
	for _, s := range f.Scenes {
		for _, name := range s.Characters {
			characters[strings.ToUpper(name)] = true
		}
		for _, e := range s.Elements {
			elements[thing{e.Category, fold(e.Name)}] = true
		}
	}
	return FactCounts{Scenes: len(f.Scenes), Characters: len(characters), Days: len(f.Days), Events: len(f.Events),
		People: len(f.People), Locations: len(f.Locations), Elements: len(elements)}
}

// replace makes the rows those of the production: rows whose id, the second value of a row, is not
// among them go, the others are saved.
func (tx *Tx) replace(ctx context.Context, t table, in production.ProductionID, rows [][]any) error {
	keep := make(map[string]bool, len(rows))
	for _, values := range rows {
		id, err := bindOne(values[1])
		if err != nil {
			return err
		}
		text, _ := id.(string)
		if text == "" || keep[text] {
			return fault.New(fault.Internal, "the %s id %q is empty or given twice", t.name, text)
		}
		keep[text] = true
	}
	held, err := many(ctx, tx, scanText, `SELECT id FROM `+t.name+` WHERE production_id = $1`, in)
	if err != nil {
		return err
	}
	gone := []any{in}
	for _, id := range held {
		if !keep[id] {
			gone = append(gone, id)
		}
	}
	if err := tx.removeAll(ctx, t.name, gone); err != nil {
		return err
	}
	return t.save(ctx, tx, rows...)
}

// removeAll deletes rows of a production; args are the production's id and those of the rows.
func (tx *Tx) removeAll(ctx context.Context, name string, args []any) error {
	for in, ids := args[0], args[1:]; len(ids) > 0; {
		chunk := ids[:min(argsAtOnce, len(ids))]
		ids = ids[len(chunk):]
		query := `DELETE FROM ` + name + ` WHERE production_id = $1 AND id IN (` + places(2, len(chunk)) + `)`
		if _, err := tx.exec(ctx, query, append([]any{in}, chunk...)...); err != nil {
			return err
		}
	}
	return nil
}
