package storetest

import (
	"context"
	"database/sql"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func testMigrateAgain(t *testing.T, s *store.Store) {
	p := Production(t, s, "Still here")
	var wait sync.WaitGroup
	for range 3 {
		wait.Go(func() {
			if err := s.Migrate(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	same(t, titles(t, s), []string{p.Title})
}

func testNewerDatabase(t *testing.T, s *store.Store) {
	if _, err := s.Writer().Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, $1)`, true); err != nil {
		t.Fatal(err)
	}
	err := s.Migrate(t.Context())
	wantCode(t, err, fault.Conflict)
	if text := fault.PersonText(err); !strings.Contains(text, "99999") || !strings.Contains(text, "newer version") {
		t.Errorf("told %q", text)
	}
}

func testRestart(t *testing.T, s *store.Store) {
	p := Production(t, s, "Kept")
	facts := Facts(3)
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SaveFacts(ctx, p.ID, facts) })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again := Open(t, s.Address())
	same(t, read(t, again, func(ctx context.Context, tx *store.Tx) (production.Facts, error) { return tx.FindFacts(ctx, p.ID) }), facts)
	if err := again.Ping(t.Context()); err != nil {
		t.Error(err)
	}
}

// testCascade removes a production with SQL: everything that belongs to it goes with it, the rest
// stays.
func testCascade(t *testing.T, s *store.Store) {
	gone, kept := Production(t, s, "Gone"), Production(t, s, "Kept")
	for _, p := range []production.Production{gone, kept} {
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SaveFacts(ctx, p.ID, Facts(7)) })
		write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.SaveMoments(ctx, p.ID, Moments(3)) })
	}
	if _, err := s.Writer().Exec(`DELETE FROM production WHERE id = $1`, gone.ID); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, table := range []string{"facts", "scene", "scene_text", "shoot_day", "strip", "event", "person", "location", "shot", "moment", "moment_date"} {
		counts[table] = count(t, s.Reader(), table)
	}
	same(t, counts, map[string]int{"facts": 1, "scene": 7, "scene_text": 7, "shoot_day": 2, "strip": 9, "event": 1, "person": 2,
		"location": 2, "shot": 1, "moment": 3, "moment_date": 6})
}

func count(t *testing.T, db *sql.DB, table string) (n int) {
	t.Helper()
	if err := db.QueryRow(`SELECT COUNT(*) FROM ` + table).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// testIndexes asks SQLite how it would run the frequent queries: none may read a whole table.
// PostgreSQL has the same indexes, but rightly passes over them while tables are small.
func testIndexes(t *testing.T, s *store.Store) {
	if s.Dialect() != store.SQLite {
		t.Skip("only SQLite explains its plan without regard to size")
	}
	for name, query := range map[string]string{
		"scenes":        `SELECT * FROM scene WHERE production_id = $1 ORDER BY position, id`,
		"scene":         `SELECT * FROM scene WHERE production_id = $1 AND number IN ($2, $3)`,
		"day":           `SELECT * FROM shoot_day WHERE production_id = $1 AND shoot_date = $2`,
		"strips of day": `SELECT * FROM strip WHERE production_id = $1 AND day_id = $2 ORDER BY unit_position, position`,
		"moments":       `SELECT * FROM moment WHERE production_id = $1 ORDER BY score DESC, sort_title, id`,
		"by date":       `SELECT moment_id FROM moment_date WHERE production_id = $1 AND window_date = $2`,
		"by scene":      `SELECT * FROM moment WHERE production_id = $1 AND scene_number = $2`,
		"plans":         `SELECT * FROM coverage_plan WHERE production_id = $1 ORDER BY made_at DESC, id DESC`,
		"scenarios":     `SELECT * FROM scenario WHERE production_id = $1 AND curve_id = $2 ORDER BY crew_days, id`,
		"curves":        `SELECT * FROM curve WHERE production_id = $1 AND done ORDER BY made_at DESC, id DESC`,
		"tasks":         `SELECT * FROM task WHERE production_id = $1 ORDER BY created_at DESC, id DESC`,
		"unfinished":    `SELECT * FROM task WHERE state IN ('pending', 'running') ORDER BY created_at, id`,
		"feed":          `SELECT * FROM feed WHERE production_id = $1 AND seq > $2 ORDER BY seq`,
		"old feed":      `DELETE FROM feed WHERE happened_at < $1`,
		"by e-mail":     `SELECT * FROM account WHERE email = $1 AND email <> ''`,
		"memberships":   `SELECT * FROM membership WHERE user_id = $1`,
		"open links":    `SELECT * FROM link WHERE COALESCE(production_id, '') = $1 AND used_at = 0`,
		"passkeys":      `SELECT * FROM passkey WHERE user_id = $1`,
		"tokens":        `SELECT * FROM token WHERE user_id = $1`,
		"audit":         `SELECT * FROM audit WHERE production_id = $1 ORDER BY happened_at DESC, id DESC`,
		"whole audit":   `SELECT * FROM audit ORDER BY happened_at DESC, id DESC`,
		"shots":         `SELECT * FROM shot WHERE production_id = $1 ORDER BY position, id`,
		"proposals":     `SELECT * FROM proposal WHERE production_id = $1 ORDER BY made_at DESC, id DESC`,
		"newest state":  `SELECT * FROM proposal WHERE production_id = $1 AND state = $2 ORDER BY decided_at DESC, id DESC`,
		"due calendars": `SELECT * FROM calendar_source WHERE next_at <= $1 ORDER BY next_at, id`,
		"corrections":   `SELECT * FROM correction WHERE production_id = $1 ORDER BY made_at, id`,
		"notices":       `SELECT * FROM notice WHERE production_id = $1 AND made_at > $2 ORDER BY made_at DESC, id DESC`,
		"watches":       `SELECT * FROM watch WHERE production_id = $1 ORDER BY user_id, channel`,
		"watches of":    `SELECT * FROM watch WHERE user_id = $1`,
		"receipts of":   `SELECT * FROM card_receipt WHERE production_id = $1 AND card_id = $2 ORDER BY id`,
		"same content":  `SELECT * FROM card_receipt WHERE production_id = $1 AND content = $2 ORDER BY id`,
		"assets of day": `SELECT seq, body FROM asset WHERE production_id = $1 AND gone = $2 AND day = $3 ORDER BY day, taken_at, id LIMIT 200`,
		"all assets":    `SELECT seq, body FROM asset WHERE production_id = $1 AND gone = $2 ORDER BY day, taken_at, id`,
		"content":       `SELECT content, id FROM asset WHERE production_id = $1 AND content IN ($2, $3)`,
		"file at":       `SELECT * FROM asset_file WHERE production_id = $1 AND host = $2 AND place = $3`,
		"asset work":    `SELECT * FROM asset_work WHERE production_id = $1 AND taken_until < $2 AND attempts < $3 ORDER BY urgency, asset_id LIMIT 1`,
		"old sessions":  `DELETE FROM session WHERE expires_at <= $1`,
	} {
		plan := explain(t, s.Reader(), query)
		whole := strings.Contains(plan, "SCAN") && !strings.Contains(plan, "USING INDEX")
		if whole || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s reads or sorts a whole table:\n%s", name, plan)
		}
	}
}

func explain(t *testing.T, db *sql.DB, query string) string {
	t.Helper()
	args := []any{"a", "b", "c"}[:strings.Count(query, "$")]
	rows, err := db.Query(`EXPLAIN QUERY PLAN `+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, detail)
	}
	if err := rows.Err(); err != nil || cmp.Equal(plan, []string(nil)) {
		t.Fatal(query, err)
	}
	return strings.Join(plan, "\n")
}
