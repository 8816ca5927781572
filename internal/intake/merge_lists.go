package intake

import (
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// fillPerson adds what a list says about how to reach somebody and where they work.
func fillPerson(have *production.Person, p production.Person) {
	have.Department = firstOf(p.Department, have.Department)
	have.Email = firstOf(strings.TrimSpace(p.Email), have.Email)
	have.Phone = firstOf(strings.TrimSpace(p.Phone), have.Phone)
	if p.Kind == production.CrewMember && have.Kind == production.Head || p.Kind == production.Head && have.Kind == production.CrewMember {
		have.Kind = production.Head // one paper calls them a head of department
	}
}
