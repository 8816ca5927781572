package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
)

var assets = table{
	name: "asset", key: []string{"production_id", "id"},
	columns: []string{"seq", "content", "kind", "state", "day", "taken_at", "device", "card_id", "scene_id", "moment_id", "rating", "verdict", "gone", "body"},
}

func assetRow(in production.ProductionID, a library.Asset) []any {
	return []any{
		in, a.ID, a.Seq, a.Content, a.Kind, a.State, a.Day, a.TakenAt, a.Device, a.Card, a.Scene, a.Moment, a.Rating, a.Verdict, a.Gone, asJSON{a},
	}
}

func scanAsset(r row) (a library.Asset, err error) {
	var seq int64
	err = r.Scan(&seq, fromJSON{&a})
	a.Seq = seq
	return a, err
}

// AddAssets adds new assets, whose Seq it sets. One whose content the production has already is fault.Conflict.
func (tx *Tx) AddAssets(ctx context.Context, in production.ProductionID, list []library.Asset) error {
	numbers, err := tx.store.dialect.nextAssets(ctx, tx, len(list))
	if err != nil {
		return err
	}
	rows := make([][]any, len(list))
	for i := range list {
		list[i].Seq = numbers[i]
		rows[i] = assetRow(in, list[i])
	}
	if err := assets.insert(ctx, tx, rows...); err != nil {
		return err
	}
	var open [][]any
	for _, a := range list {
		open = append(open, openRows(in, a)...)
	}
	return openMatches.insert(ctx, tx, open...)
}

// UpdateAsset rewrites an asset, or returns fault.NotFound.
func (tx *Tx) UpdateAsset(ctx context.Context, in production.ProductionID, a library.Asset) error {
	if err := assets.update(ctx, tx, assetRow(in, a)); err != nil {
		return absent(err, "such asset")
	}
	return tx.saveOpenMatches(ctx, in, a)
}

// FindAsset is the asset with the id, also one that is gone, or fault.NotFound.
func (tx *Tx) FindAsset(ctx context.Context, in production.ProductionID, id production.AssetID) (library.Asset, error) {
	a, err := one(ctx, tx, scanAsset, `SELECT seq, body FROM asset WHERE production_id = $1 AND id = $2`, in, id)
	return a, absent(err, "such asset")
}

// FindAssetIDs are the ids, two at most, that begin or end with what was said.
func (tx *Tx) FindAssetIDs(ctx context.Context, in production.ProductionID, said string) ([]production.AssetID, error) {
	scan := func(r row) (id production.AssetID, err error) { return id, r.Scan(&id) }
	part := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(strings.ToLower(said))
	return many(ctx, tx, scan, `SELECT id FROM asset WHERE production_id = $1 AND (id LIKE $2 ESCAPE '\' OR id LIKE $3 ESCAPE '\') ORDER BY id LIMIT 2`, in, part+"%", "%"+part)
}

// FindContents are the ids of assets by their contents, of those that the production has.
func (tx *Tx) FindContents(ctx context.Context, in production.ProductionID, contents []string) (map[string]production.AssetID, error) {
	type pair struct {
		content string
		id      production.AssetID
	}
	found := map[string]production.AssetID{}
	for len(contents) > 0 {
		chunk := contents[:min(argsAtOnce-1, len(contents))]
		contents = contents[len(chunk):]
		args := []any{in}
		for _, c := range chunk {
			args = append(args, c)
		}
		scan := func(r row) (p pair, err error) { return p, r.Scan(&p.content, &p.id) }
		pairs, err := many(ctx, tx, scan, `SELECT content, id FROM asset WHERE production_id = $1 AND content IN (`+places(2, len(chunk))+`)`, args...)
		if err != nil {
			return nil, err
		}
		for _, p := range pairs {
			found[p.content] = p.id
		}
	}
	return found, nil
}

// AssetFilter chooses assets; conditions that are set must all hold. Those that are gone are left out.
type AssetFilter struct {
	Day     *production.Date // "" is of no day
	Kind    media.Kind
	Device  string
	Card    production.CardID
	Scene   production.SceneID
	Moment  production.MomentID
	Verdict library.Verdict
	Rated   int // at least
	State   library.State

	Undecided bool // without a verdict
	Waiting   bool // something is still to be made of it, or failed

	Hide   Hidden
	Limit  int // 0 for all
	Offset int
}

// Hidden are the assets that whoever asks may not see: those of the scenes and moments, and of no scene on these days,
// where what was shot on a closed set could be among them. The zero value hides nothing.
type Hidden struct {
	Scenes  []production.SceneID
	Moments []production.MomentID
	Days    []production.Date // "" is of no day
}

func (f AssetFilter) where(in production.ProductionID) (string, []any) {
	query, args := `production_id = $1 AND gone = $2`, []any{in, false}
	and := func(condition string, value any) {
		args = append(args, value)
		query += fmt.Sprintf(" AND "+condition, len(args))
	}
	if f.Day != nil {
		and("day = $%d", *f.Day)
	}
	for _, equal := range []struct{ column, value string }{
		{"kind", string(f.Kind)}, {"device", f.Device}, {"card_id", string(f.Card)}, {"scene_id", string(f.Scene)}, {"moment_id", string(f.Moment)}, {"verdict", string(f.Verdict)}, {"state", string(f.State)},
	} {
		if equal.value != "" {
			and(equal.column+" = $%d", equal.value)
		}
	}
	if f.Rated > 0 {
		and("rating >= $%d", f.Rated)
	}
	if f.Undecided {
		and("verdict = $%d", "")
	}
	if f.Waiting {
		query += " AND EXISTS (SELECT 1 FROM asset_work w WHERE w.production_id = asset.production_id AND w.asset_id = asset.id)"
	}
	return f.Hide.and(query, args)
}

// Hides reports whether an asset is one of the hidden ones.
func (h Hidden) Hides(a library.Asset) bool {
	return slices.Contains(h.Scenes, a.Scene) || slices.Contains(h.Moments, a.Moment) || a.Scene == "" && slices.Contains(h.Days, a.Day)
}

// and adds what keeps hidden assets out.
func (h Hidden) and(query string, args []any) (string, []any) {
	list := func(condition string, n int, value func(int) any) {
		if n == 0 {
			return
		}
		query += " AND NOT (" + condition + " IN (" + places(len(args)+1, n) + "))"
		for i := range n {
			args = append(args, value(i))
		}
	}
	list("scene_id", len(h.Scenes), func(i int) any { return h.Scenes[i] })
	list("moment_id", len(h.Moments), func(i int) any { return h.Moments[i] })
	list("scene_id = '' AND day", len(h.Days), func(i int) any { return h.Days[i] })
	return query, args
}

// FindAssets are the assets that the filter chooses, in the order of day, time and id.
func (tx *Tx) FindAssets(ctx context.Context, in production.ProductionID, f AssetFilter) ([]library.Asset, error) {
	where, args := f.where(in)
	query := `SELECT seq, body FROM asset WHERE ` + where + ` ORDER BY day, taken_at, id`
	if f.Limit > 0 {
		args = append(args, f.Limit, f.Offset)
		query += fmt.Sprintf(" LIMIT $%d OFFSET $%d", len(args)-1, len(args))
	}
	return many(ctx, tx, scanAsset, query, args...)
}

// DayOfAssets is how much a day has.
type DayOfAssets struct {
	Day   production.Date // "" for assets of no day
	Kind  media.Kind
	Count int
}

// CountAssets are the numbers of assets that the filter chooses by day and kind.
func (tx *Tx) CountAssets(ctx context.Context, in production.ProductionID, f AssetFilter) ([]DayOfAssets, error) {
	where, args := f.where(in)
	scan := func(r row) (d DayOfAssets, err error) { return d, r.Scan(&d.Day, &d.Kind, &d.Count) }
	return many(ctx, tx, scan, `SELECT day, kind, COUNT(*) FROM asset WHERE `+where+` GROUP BY day, kind ORDER BY day, kind`, args...)
}
