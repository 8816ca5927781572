package store

import (
	"context"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

var scenes = table{
	name: "scene",
	key:  []string{"production_id", "id"},
	columns: []string{"number", "number_given", "position", "heading", "int_ext", "set_name", "time_of_day", "eighths",
		"estimated", "page", "script_day", "synopsis", "characters", "elements", "sections", "tags", "omitted",
		"in_script", "in_schedule", "minutes_to_shoot", "source_line", "closed"},
}

var sceneTexts = table{
	name:    "scene_text",
	key:     []string{"production_id", "scene_id"},
	columns: []string{"lines", "notes"},
}

func sceneRow(in production.ProductionID, s production.Scene) []any {
	return []any{in, s.ID, s.Number, s.NumberGiven, s.Position, s.Heading, s.IntExt, s.Set, s.TimeOfDay, s.Eighths,
		s.Estimated, s.Page, s.ScriptDay, s.Synopsis, listJSON(s.Characters), listJSON(s.Elements), listJSON(s.Sections),
		listJSON(s.Tags), s.Omitted, s.InScript, s.InSchedule, s.MinutesToShoot, s.SourceLine, s.Closed}
}

// sceneFields are the places of a scene's columns, without the text.
func sceneFields(s *production.Scene) []any {
	return []any{new(string), &s.ID, &s.Number, &s.NumberGiven, &s.Position, &s.Heading, &s.IntExt, &s.Set, &s.TimeOfDay,
		&s.Eighths, &s.Estimated, &s.Page, &s.ScriptDay, &s.Synopsis, fromJSON{&s.Characters}, fromJSON{&s.Elements},
		fromJSON{&s.Sections}, fromJSON{&s.Tags}, &s.Omitted, &s.InScript, &s.InSchedule, &s.MinutesToShoot, &s.SourceLine,
		&s.Closed}
}

func scanScene(r row) (s production.Scene, err error) {
	return s, r.Scan(sceneFields(&s)...)
}

func scanFullScene(r row) (s production.Scene, err error) {
	return s, r.Scan(append(sceneFields(&s), fromJSON{&s.Lines}, fromJSON{&s.Notes})...)
}

// fullScene selects scenes with their text.
var fullScene = `SELECT s.` + strings.Join(scenes.all(), ", s.") + `, t.lines, t.notes FROM scene s
	JOIN scene_text t ON t.production_id = s.production_id AND t.scene_id = s.id WHERE s.production_id = $1`

func (tx *Tx) saveScenes(ctx context.Context, in production.ProductionID, list []production.Scene) error {
	rows, texts := make([][]any, len(list)), make([][]any, len(list))
	for i, s := range list {
		rows[i] = sceneRow(in, s)
		texts[i] = []any{in, s.ID, listJSON(s.Lines), listJSON(s.Notes)}
	}
	if err := tx.replace(ctx, scenes, in, rows); err != nil {
		return err
	}
	return sceneTexts.save(ctx, tx, texts...)
}

// FindScenes are the scenes in order of the script, without Lines and Notes.
func (tx *Tx) FindScenes(ctx context.Context, in production.ProductionID) ([]production.Scene, error) {
	return many(ctx, tx, scanScene, `SELECT `+scenes.list()+` FROM scene WHERE production_id = $1 ORDER BY position, id`, in)
}

// FindClosedScenes are the id, number and set of the scenes that are closed before any schedule has them.
func (tx *Tx) FindClosedScenes(ctx context.Context, in production.ProductionID) ([]production.Scene, error) {
	scan := func(r row) (s production.Scene, err error) { return s, r.Scan(&s.ID, &s.Number, &s.Set) }
	return many(ctx, tx, scan, `SELECT id, number, set_name FROM scene WHERE production_id = $1 AND closed ORDER BY position, id`, in)
}

func (tx *Tx) findFullScenes(ctx context.Context, in production.ProductionID) ([]production.Scene, error) {
	return many(ctx, tx, scanFullScene, fullScene+` ORDER BY s.position, s.id`, in)
}

// FindScene is a scene with its text, or fault.NotFound.
func (tx *Tx) FindScene(ctx context.Context, in production.ProductionID, id production.SceneID) (production.Scene, error) {
	s, err := one(ctx, tx, scanFullScene, fullScene+` AND s.id = $2`, in, id)
	return s, absent(err, "such scene")
}

// FindSceneByNumber is the first scene with the number, in either case of its letters, with its text;
// fault.NotFound when there is none.
func (tx *Tx) FindSceneByNumber(ctx context.Context, in production.ProductionID, number string) (production.Scene, error) {
	s, err := one(ctx, tx, scanFullScene, fullScene+` AND s.number IN ($2, $3, $4) ORDER BY s.position, s.id LIMIT 1`,
		in, number, strings.ToUpper(number), strings.ToLower(number))
	return s, absent(err, "scene %s", number)
}
