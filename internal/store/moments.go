package store

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// MomentFilter chooses moments; the zero filter chooses all. Conditions that are set must all hold.
type MomentFilter struct {
	Kinds    []story.Kind    // any of them
	Statuses []story.Status  // any of them
	Scene    string          // scene number
	Date     production.Date // has a window on it
	Text     string          // contained in title, person, cast, arc, note or scene, in any case
	Limit    int             // 0 for all
	Offset   int
}

var moments = table{
	name: "moment",
	key:  []string{"production_id", "id"},
	columns: []string{"finder_key", "title", "kind", "scene_id", "scene_number", "score", "minutes", "hold_kit", "person",
		"arc", "last_date", "status", "origin", "note", "gone", "must_have", "detail", "sort_title", "search"},
}

var momentDates = table{
	name: "moment_date",
	key:  []string{"production_id", "moment_id", "window_date"},
}

// momentDetail is what nobody searches by.
type momentDetail struct {
	Reasons []story.Reason    `json:"reasons"`
	Windows []story.Window    `json:"windows"`
	Roles   []story.Role      `json:"roles"`
	Cast    []string          `json:"cast"`
	Edited  []string          `json:"edited"`
	Beat    production.BeatID `json:"beat"`
}

func momentRow(in production.ProductionID, m story.Moment) []any {
	detail := momentDetail{notNil(m.Reasons), notNil(m.Windows), notNil(m.Roles), notNil(m.Cast), notNil(m.Edited), m.Beat}
	search := strings.Join([]string{m.Title, m.Person, strings.Join(m.Cast, ", "), m.Arc, m.Note, m.Scene}, "\n")
	return []any{in, m.ID, m.Key, m.Title, m.Kind, m.SceneID, m.Scene, m.Score, m.Minutes, m.HoldKit, m.Person, m.Arc,
		m.LastDate, m.Status, m.Origin, m.Note, m.Gone, m.MustHave, asJSON{detail}, sortKey(m.Title), fold(search)}
}

// momentColumns are the columns that are read: all but those made for sorting and searching.
var momentColumns = strings.TrimSuffix(moments.list(), ", sort_title, search")

func scanMoment(r row) (m story.Moment, err error) {
	var detail momentDetail
	err = r.Scan(new(string), &m.ID, &m.Key, &m.Title, &m.Kind, &m.SceneID, &m.Scene, &m.Score, &m.Minutes, &m.HoldKit,
		&m.Person, &m.Arc, &m.LastDate, &m.Status, &m.Origin, &m.Note, &m.Gone, &m.MustHave, fromJSON{&detail})
	m.Reasons, m.Windows, m.Roles, m.Cast, m.Edited, m.Beat = detail.Reasons, detail.Windows, detail.Roles, detail.Cast, detail.Edited, detail.Beat
	return m, err
}

// SaveMoments adds the moments, or rewrites those that are there already. It removes none.
func (tx *Tx) SaveMoments(ctx context.Context, in production.ProductionID, list []story.Moment) error {
	rows := make([][]any, len(list))
	for i, m := range list {
		rows[i] = momentRow(in, m)
	}
	if err := moments.save(ctx, tx, rows...); err != nil {
		return err
	}
	return tx.saveMomentDates(ctx, in, list)
}

// UpdateMoment rewrites a moment, or returns fault.NotFound.
func (tx *Tx) UpdateMoment(ctx context.Context, in production.ProductionID, m story.Moment) error {
	if err := moments.update(ctx, tx, momentRow(in, m)); err != nil {
		return absent(err, "such moment")
	}
	return tx.saveMomentDates(ctx, in, []story.Moment{m})
}

func (tx *Tx) saveMomentDates(ctx context.Context, in production.ProductionID, list []story.Moment) error {
	var rows [][]any
	for len(list) > 0 {
		chunk := list[:min(argsAtOnce, len(list))]
		list = list[len(chunk):]
		args := []any{in}
		for _, m := range chunk {
			args = append(args, m.ID)
			seen := map[production.Date]bool{}
			for _, w := range m.Windows {
				if !seen[w.Date] {
					seen[w.Date] = true
					rows = append(rows, []any{in, m.ID, w.Date})
				}
			}
		}
		_, err := tx.exec(ctx, `DELETE FROM moment_date WHERE production_id = $1 AND moment_id IN (`+places(2, len(chunk))+`)`, args...)
		if err != nil {
			return err
		}
	}
	return momentDates.insert(ctx, tx, rows...)
}

// DeleteMoments removes moments; ids that are not there are passed over.
func (tx *Tx) DeleteMoments(ctx context.Context, in production.ProductionID, ids []production.MomentID) error {
	args := []any{in}
	for _, id := range ids {
		args = append(args, id)
	}
	return tx.removeAll(ctx, "moment", args)
}

// FindMoments are the moments that the filter chooses: highest score first, then by title.
func (tx *Tx) FindMoments(ctx context.Context, in production.ProductionID, f MomentFilter) ([]story.Moment, error) {
	where, args := f.conditions(in)
	limit := f.Limit
	if limit <= 0 {
		limit = math.MaxInt
	}
	args = append(args, limit, max(0, f.Offset))
	query := fmt.Sprintf(`SELECT %s FROM moment WHERE %s ORDER BY score DESC, sort_title, id LIMIT $%d OFFSET $%d`,
		momentColumns, where, len(args)-1, len(args))
	return many(ctx, tx, scanMoment, query, args...)
}

func (f MomentFilter) conditions(in production.ProductionID) (string, []any) {
	parts, args := []string{"production_id = $1"}, []any{in}
	add := func(condition string, values ...any) {
		parts = append(parts, fmt.Sprintf(condition, places(len(args)+1, len(values))))
		args = append(args, values...)
	}
	if len(f.Kinds) > 0 {
		add("kind IN (%s)", anyList(f.Kinds)...)
	}
	if len(f.Statuses) > 0 {
		add("status IN (%s)", anyList(f.Statuses)...)
	}
	if f.Scene != "" {
		add("scene_number = %s", f.Scene)
	}
	if f.Date.Known() {
		add("id IN (SELECT moment_id FROM moment_date WHERE production_id = $1 AND window_date = %s)", f.Date)
	}
	if fold(f.Text) != "" {
		add(`search LIKE %s ESCAPE '\'`, containing(f.Text))
	}
	return strings.Join(parts, " AND "), args
}

func anyList[T any](list []T) []any {
	all := make([]any, len(list))
	for i, item := range list {
		all[i] = item
	}
	return all
}

// FindMoment is the moment with the id, or fault.NotFound.
func (tx *Tx) FindMoment(ctx context.Context, in production.ProductionID, id production.MomentID) (story.Moment, error) {
	m, err := one(ctx, tx, scanMoment, `SELECT `+momentColumns+` FROM moment WHERE production_id = $1 AND id = $2`, in, id)
	return m, absent(err, "such moment")
}

// CountMoments is the number of moments in each status; every status is there.
func (tx *Tx) CountMoments(ctx context.Context, in production.ProductionID) (map[story.Status]int, error) {
	type group struct {
		status story.Status
		n      int
	}
	scan := func(r row) (g group, err error) { return g, r.Scan(&g.status, &g.n) }
	groups, err := many(ctx, tx, scan, `SELECT status, COUNT(*) FROM moment WHERE production_id = $1 GROUP BY status`, in)
	counts := map[story.Status]int{story.Proposed: 0, story.Confirmed: 0, story.Dismissed: 0}
	for _, g := range groups {
		counts[g.status] = g.n
	}
	return counts, err
}

// FindMomentTitles are the titles of the moments with these ids, of those that there are.
func (tx *Tx) FindMomentTitles(ctx context.Context, in production.ProductionID, ids []production.MomentID) (map[production.MomentID]string, error) {
	titles := map[production.MomentID]string{}
	for len(ids) > 0 {
		chunk := ids[:min(argsAtOnce-1, len(ids))]
		ids = ids[len(chunk):]
		args := []any{in}
		for _, id := range chunk {
			args = append(args, id)
		}
		type named struct {
			id    production.MomentID
			title string
		}
		scan := func(r row) (n named, err error) { return n, r.Scan(&n.id, &n.title) }
		found, err := many(ctx, tx, scan, `SELECT id, title FROM moment WHERE production_id = $1 AND id IN (`+places(2, len(chunk))+`)`, args...)
		if err != nil {
			return nil, err
		}
		for _, n := range found {
			titles[n.id] = n.title
		}
	}
	return titles, nil
}
