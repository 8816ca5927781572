package store

import (
	"context"
	"strings"

	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/production"
)

var members = table{
	name:    "crew_member",
	key:     []string{"production_id", "id"},
	columns: []string{"name", "skills", "cost", "away", "max_week", "note", "folded_name", "sort_name"},
}

var memberColumns = strings.TrimSuffix(members.list(), ", folded_name, sort_name")

func memberRow(in production.ProductionID, m crew.Member) []any {
	return []any{in, m.ID, m.Name, listJSON(m.Skills), m.Cost, listJSON(m.Away), m.MaxWeek, m.Note,
		fold(m.Name), sortKey(m.Name)}
}

func scanMember(r row) (m crew.Member, err error) {
	return m, r.Scan(new(string), &m.ID, &m.Name, fromJSON{&m.Skills}, &m.Cost, fromJSON{&m.Away}, &m.MaxWeek, &m.Note)
}

// CreateMember adds somebody to the BTS crew; fault.Conflict when somebody has the name already, in
// whatever case.
func (tx *Tx) CreateMember(ctx context.Context, in production.ProductionID, m crew.Member) error {
	return taken(members.insert(ctx, tx, memberRow(in, m)), "%s is in the crew already", m.Name)
}

// UpdateMember rewrites a crew member; fault.NotFound when absent, fault.Conflict when the name is
// somebody else's.
func (tx *Tx) UpdateMember(ctx context.Context, in production.ProductionID, m crew.Member) error {
	err := taken(members.update(ctx, tx, memberRow(in, m)), "%s is in the crew already", m.Name)
	return absent(err, "such crew member")
}

// DeleteMember removes a crew member, or returns fault.NotFound. Saved plans still name them.
func (tx *Tx) DeleteMember(ctx context.Context, in production.ProductionID, id production.MemberID) error {
	return absent(members.remove(ctx, tx, in, id), "such crew member")
}

// FindMember is the crew member with the id, or fault.NotFound.
func (tx *Tx) FindMember(ctx context.Context, in production.ProductionID, id production.MemberID) (crew.Member, error) {
	m, err := one(ctx, tx, scanMember, `SELECT `+memberColumns+` FROM crew_member WHERE production_id = $1 AND id = $2`, in, id)
	return m, absent(err, "such crew member")
}

// FindMembers are the BTS crew in order of name.
func (tx *Tx) FindMembers(ctx context.Context, in production.ProductionID) ([]crew.Member, error) {
	return many(ctx, tx, scanMember, `SELECT `+memberColumns+` FROM crew_member WHERE production_id = $1 ORDER BY sort_name, id`, in)
}
