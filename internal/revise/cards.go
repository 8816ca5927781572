package revise

import (
	"cmp"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// namesake is the index of the known person whom p is, told by the name where character and role do
// not tell: a contact card often has no role or another word for it, and a card that came first knows
// no character. named are the people known by that name, came the keys of those whom the paper has
// named already.
func (m *merger) namesake(p production.Person, named []int, came map[string]bool) (int, bool) {
	if spelling.Key(p.Name) == "" || p.Name == p.Character {
		return 0, false
	}
	best, rank := -1, 0
	for _, i := range named {
		have := m.facts.People[i]
		now := m.likeness(have, p)
		if now == 1 && came[personKey(have)] {
			continue // one list with two roles for a name means two people
		}
		if have.Name != have.Character && now > rank {
			best, rank = i, now
		}
	}
	return best, best >= 0
}

// likeness says how surely two people of one name are one: 0 for not.
func (m *merger) likeness(have, p production.Person) int {
	sameRole := spelling.Key(have.Role) == spelling.Key(p.Role)
	switch {
	case have.Character != "" && p.Character != "" && have.Character != p.Character:
		return 0 // a second part is a second entry in the cast
	case !m.cards: // a schedule's cast and heads become those whom a card brought
		if have.Kind == production.CrewMember || have.Kind == production.Cast && have.Character == "" && p.Kind == production.Cast {
			return 1
		}
		return 0
	case p.Email != "" && p.Email == have.Email, p.Phone != "" && p.Phone == have.Phone:
		return 4
	case p.Email != "" && have.Email != "" && p.Phone != "" && have.Phone != "" && !sameRole:
		return 0 // two people of the same name
	case sameRole:
		return 3
	case have.Role == "" || p.Role == "":
		return 2
	}
	return 1
}

// fillIn completes a known person. Cast and heads stay what they are, whatever a contact card says.
func (m *merger) fillIn(have *production.Person, p production.Person) {
	have.Department = cmp.Or(p.Department, have.Department)
	have.Email = cmp.Or(p.Email, have.Email)
	have.Phone = cmp.Or(p.Phone, have.Phone)
	if have.Kind == production.CrewMember {
		have.Kind = p.Kind
		if p.Kind == production.Cast && !m.cards { // a schedule's cast has parts, not roles
			have.Role = ""
		}
	}
	if have.Kind == production.Cast && p.Kind == production.Cast {
		have.Character = cmp.Or(have.Character, p.Character)
	}
	switch {
	case have.Kind == production.Cast:
	case have.Kind == production.CrewMember || !m.cards:
		have.Role = cmp.Or(p.Role, have.Role)
	default:
		have.Role = cmp.Or(have.Role, p.Role)
	}
}
