package revise

import (
	"cmp"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// personKey is what a person is known by: the character they play, or name and role.
func personKey(p production.Person) string {
	if p.Character != "" {
		return "cast\n" + p.Character
	}
	return "head\n" + spelling.Key(p.Name) + "\n" + spelling.Key(p.Role)
}

// joinPeople adds people and updates known ones; a performer's name never gives way to a mere
// character's. It returns the keys of those who came.
func (m *merger) joinPeople(fresh []production.Person) map[string]bool {
	m.renameCast(fresh)
	at, came := map[string]int{}, map[string]bool{}
	names := map[string][]int{}
	for i, p := range m.facts.People {
		at[personKey(p)] = i
		names[spelling.Key(p.Name)] = append(names[spelling.Key(p.Name)], i)
	}
	for _, p := range fresh {
		key := personKey(p)
		i, known := at[key]
		if !known {
			i, known = m.namesake(p, names[spelling.Key(p.Name)], came)
		}
		came[key] = true
		if !known {
			p.ID = production.NewID[production.PersonID]()
			at[key] = len(m.facts.People)
			names[spelling.Key(p.Name)] = append(names[spelling.Key(p.Name)], len(m.facts.People))
			m.facts.People = append(m.facts.People, p)
			continue
		}
		have := &m.facts.People[i]
		forgetRecast(have, p)
		if performed(p) {
			have.Name = p.Name
		}
		have.BoardID = cmp.Or(p.BoardID, have.BoardID)
		fillPerson(have, p)
		if p.Away != nil {
			have.Away = p.Away
		}
		m.fillIn(have, p)
		at[personKey(*have)] = i
		came[personKey(*have)] = true
	}
	return came
}

// renameCast finds characters under a new name: the same cast number and the same performer. The
// person known so far takes the name, in place of one that a script made for it.
func (m *merger) renameCast(fresh []production.Person) {
	for _, p := range fresh {
		if p.Kind != production.Cast || p.BoardID == "" {
			continue
		}
		i := m.renamed(p)
		if i < 0 {
			continue
		}
		before := m.facts.People[i].Character
		m.facts.People[i].Character = p.Character
		id := m.facts.People[i].ID
		m.dropPeople(func(other production.Person) bool {
			return other.Character == p.Character && other.ID != id
		}, "the same person as "+before)
	}
}

// renamed is the index of the known person whose character p is under another name, -1 for none. A
// name that somebody else plays, or that only one paper knows a performer for, proves nothing.
func (m *merger) renamed(p production.Person) int {
	found := -1
	for i, have := range m.facts.People {
		switch {
		case have.Kind != production.Cast || p.Kind != production.Cast:
		case have.Character == p.Character:
			if performed(have) {
				return -1
			}
		case p.BoardID != "" && have.BoardID == p.BoardID && have.Name == p.Name && performed(p):
			found = i
		}
	}
	return found
}

// schedulePeople takes in the schedule's cast and heads. A head gives way to somebody else with the
// same role, and stays when the schedule names nobody for it.
func (m *merger) schedulePeople(fresh []production.Person) {
	for i := range m.facts.People {
		if m.says.all { // a schedule with a calendar alone says when people are away
			m.facts.People[i].Away = nil
		}
	}
	m.came = m.joinPeople(fresh)
	roles := map[string]bool{}
	for _, p := range fresh {
		roles[spelling.Key(p.Role)] = p.Kind == production.Head && p.Role != ""
	}
	m.dropPeople(func(p production.Person) bool {
		return p.Kind == production.Head && roles[spelling.Key(p.Role)] && !m.came[personKey(p)] && !onList(p)
	}, inNeither)
}

// onList reports that a crew list or a contact card told of somebody, and not a schedule alone.
func onList(p production.Person) bool { return p.Department != "" || p.Email != "" || p.Phone != "" }

// castFromScenes makes a person of every character of the scenes and drops those whom no paper
// knows any more, unless somebody gave the performer's name or the
// schedule lists them.
func (m *merger) castFromScenes() {
	var cast []production.Person
	seen := map[string]bool{}
	for _, s := range m.facts.Scenes {
		for _, name := range s.Characters {
			if !seen[name] && !production.IsBoardID(name) {
				seen[name] = true
				cast = append(cast, production.Person{Kind: production.Cast, Name: name, Character: name})
			}
		}
	}
	m.joinPeople(cast)
	m.dropPeople(func(p production.Person) bool {
		listed := p.BoardID != "" && m.came == nil || m.came[personKey(p)]
		return p.Kind == production.Cast && !seen[p.Character] && p.Name == p.Character && !listed
	}, inNeither)
}

// inNeither is why people go whom no paper names any more.
const inNeither = "in neither script nor schedule"

func (m *merger) dropPeople(drop func(production.Person) bool, why string) {
	kept := m.facts.People[:0]
	for _, p := range m.facts.People {
		if drop(p) {
			m.whys[string(p.ID)] = why
			continue
		}
		kept = append(kept, p)
	}
	m.facts.People = kept
}

// fillPerson adds what a list says about how to reach somebody and where they work.
func fillPerson(have *production.Person, p production.Person) {
	have.Department = cmp.Or(p.Department, have.Department)
	have.Email = cmp.Or(strings.TrimSpace(p.Email), have.Email)
	have.Phone = cmp.Or(strings.TrimSpace(p.Phone), have.Phone)
	if p.Kind == production.CrewMember && have.Kind == production.Head || p.Kind == production.Head && have.Kind == production.CrewMember {
		have.Kind = production.Head // one paper calls them a head of department
	}
}
