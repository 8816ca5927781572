package revise

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

func TestSamePerformer(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		a, b string
		same bool
	}{
		"capitals":                    {"Tom Hardy", "TOM HARDY", true},
		"accents":                     {"Zoë Müller", "Zoe Muller", true},
		"letters for accents":         {"Jürgen Müller", "Juergen Mueller", true},
		"dots and spaces":             {"J.J.  Abrams", "J. J. Abrams", true},
		"last name first":             {"Hardy, Tom", "Tom Hardy", true},
		"last name first, no comma":   {"Hardy Tom", "Tom Hardy", true},
		"a title":                     {"Sir Ian McKellen", "Ian McKellen", true},
		"a short form":                {"Tom Hardy", "Thomas Hardy", true},
		"two short forms":             {"Bob Hoskins", "Robbie Hoskins", true},
		"a middle name":               {"Tom Hardy", "Edward Thomas Hardy", false},
		"a middle name added":         {"Tom Hardy", "Tom Edward Hardy", true},
		"a middle initial":            {"Samuel L. Jackson", "Samuel Leroy Jackson", true},
		"an initial":                  {"T. Hardy", "Thomas Hardy", true},
		"a middle name and short":     {"Tom Hardy", "Thomas Edward Hardy", true},
		"a slip in the last name":     {"Anna Jensen", "Anna Jansen", true},
		"a letter more":               {"Anna Petersen", "Anna Peterssen", true},
		"somebody else":               {"Tom Hardy", "Ann Actor", false},
		"the same last name":          {"Ben Affleck", "Casey Affleck", false},
		"the same first name":         {"Tom Hardy", "Tom Hanks", false},
		"a short first name":          {"Tim Hardy", "Tom Hardy", false},
		"the other form of a name":    {"Daniel Lee", "Daniela Lee", false},
		"two names with a short form": {"Samuel Lee", "Samantha Lee", false},
		"other middle names":          {"Anna Maria Silva", "Anna Lucia Silva", false},
		"one last name more":          {"Ana Silva", "Ana Silva Santos", false},
		"father and son":              {"Robert Downey", "Robert Downey Jr.", false},
		"one name":                    {"Cher", "Cher Sarkisian", false},
		"a slip and a short form":     {"Tom Jensen", "Thomas Jansen", false},
		"short last names":            {"Ann Lee", "Ann Lea", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if samePerformer(test.a, test.b) != test.same || samePerformer(test.b, test.a) != test.same {
				t.Errorf("%q and %q: want %v", test.a, test.b, test.same)
			}
		})
	}
}

func TestRecasts(t *testing.T) {
	t.Parallel()
	known := "Character,Actor,Email,Phone,Away\nEDDA,Tom Hardy,tom@example.org,+44 1,13 May 2026\n"
	all := production.Person{Email: "tom@example.org", Phone: "+44 1", Away: []production.DateRange{{From: "2026-05-13", To: "2026-05-13"}}}
	tests := map[string]struct {
		list string
		want production.Person
	}{
		"somebody else":                  {"Character,Actor\nEDDA,Ann Actor\n", production.Person{Name: "Ann Actor"}},
		"somebody else, to be reached":   {"Character,Actor,Email\nEDDA,Ann Actor,ann@example.org\n", production.Person{Name: "Ann Actor", Email: "ann@example.org"}},
		"the same in full":               {"Character,Actor\nEDDA,Thomas Hardy\n", production.Person{Name: "Thomas Hardy"}},
		"the same with another address":  {"Character,Actor,Email\nEDDA,Thomas Hardy,th@example.org\n", production.Person{Name: "Thomas Hardy", Email: "th@example.org"}},
		"nobody":                         {"Character,Actor\nEDDA,\n", production.Person{Name: "Tom Hardy"}},
		"the name of the character only": {"Character,Actor\nEDDA,Edda\n", production.Person{Name: "Tom Hardy"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			facts, _ := take(t, production.Facts{}, readDoc(t, "c.csv", known))
			now, _ := take(t, facts, readDoc(t, "c.csv", test.list))
			want := test.want
			if want.Name != "Ann Actor" {
				want.Phone, want.Away = all.Phone, all.Away
				if want.Email == "" {
					want.Email = all.Email
				}
			}
			want.ID, want.Kind, want.Character = facts.People[0].ID, production.Cast, "EDDA"
			if diff := cmp.Diff([]production.Person{want}, now.People); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("by a schedule", func(t *testing.T) {
		t.Parallel()
		facts, _ := take(t, production.Facts{}, readDoc(t, "c.csv", "Character,Actor,Email,Department\nEDDA,Tom Hardy,tom@example.org,\n"))
		now, _ := take(t, facts, readDoc(t, "q.uss", intaketest.USS))
		for _, p := range now.People {
			if p.ID == facts.People[0].ID && (p.Name != "Ann Actor" || p.Email != "") {
				t.Errorf("Edda is %+v", p)
			}
		}
	})
}
