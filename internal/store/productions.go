package store

import (
	"context"

	"github.com/btsdirector/bts/internal/production"
)

var productions = table{
	name: "production",
	key:  []string{"id"},
	columns: []string{"slug", "title", "kind", "time_zone", "start_date", "crew_days", "rule_pack", "created_at",
		"sort_title"},
}

func productionRow(p production.Production) []any {
	return []any{p.ID, p.Slug, p.Title, p.Kind, p.TimeZone, p.Start, p.CrewDays, p.RulePack, p.CreatedAt,
		sortKey(p.Title)}
}

func scanProduction(r row) (p production.Production, err error) {
	return p, r.Scan(&p.ID, &p.Slug, &p.Title, &p.Kind, &p.TimeZone, &p.Start, &p.CrewDays, &p.RulePack,
		fromMillis{&p.CreatedAt}, new(string))
}

// CreateProduction adds a production; fault.Conflict when its slug is taken.
func (tx *Tx) CreateProduction(ctx context.Context, p production.Production) error {
	return taken(productions.insert(ctx, tx, productionRow(p)), "there is a production %q already", p.Slug)
}

// UpdateProduction rewrites a production; fault.NotFound when it is absent, fault.Conflict when its
// slug is taken.
func (tx *Tx) UpdateProduction(ctx context.Context, p production.Production) error {
	err := taken(productions.update(ctx, tx, productionRow(p)), "there is a production %q already", p.Slug)
	return absent(err, "such production")
}

// FindProduction is the production with the id, or fault.NotFound.
func (tx *Tx) FindProduction(ctx context.Context, id production.ProductionID) (production.Production, error) {
	p, err := one(ctx, tx, scanProduction, `SELECT `+productions.list()+` FROM production WHERE id = $1`, id)
	return p, absent(err, "such production")
}

// FindProductionBySlug is the production with the short name, or fault.NotFound.
func (tx *Tx) FindProductionBySlug(ctx context.Context, slug string) (production.Production, error) {
	p, err := one(ctx, tx, scanProduction, `SELECT `+productions.list()+` FROM production WHERE slug = $1`, slug)
	return p, absent(err, "production %q", slug)
}

// FindProductions are all productions in order of title.
func (tx *Tx) FindProductions(ctx context.Context) ([]production.Production, error) {
	return many(ctx, tx, scanProduction, `SELECT `+productions.list()+` FROM production ORDER BY sort_title, id`)
}
