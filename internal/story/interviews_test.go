package story

import (
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/production"
)

func TestWhoIsAHeadOfDepartment(t *testing.T) {
	t.Parallel()
	for role, want := range map[string]string{
		"Stunt coordinator":       "head of department: Stunt coordinator",
		"Director":                "head of department: Director",
		"Director of photography": "head of department: Director of photography",
		"1st Assistant director":  "head of department: 1st Assistant director",
		"Stunt double, Sunny":     "stunt double for Sunny",
		"Photo double (Edda)":     "photo double for Edda",
		"Stunt double for Sunny":  "stunt double for Sunny",
		"Costume assistant":       "",
		"Assistant to director":   "",
		"Stunt performer":         "",
		"Unit publicist":          "",
		"Driver":                  "",
		"":                        "",
	} {
		t.Run(role, func(t *testing.T) {
			t.Parallel()
			f := film()
			f.People = append(f.People[:2:2], production.Person{Kind: production.Head, Name: "Kit Rowan", Role: role})
			got, title := "", ""
			for _, m := range Find(f, Options{MinScore: 1}) {
				if m.Kind == Interview && m.Person == "Kit Rowan" {
					title = m.Title
					for _, r := range m.Reasons {
						if strings.HasPrefix(r.Text, "head of department") || strings.Contains(r.Text, " for ") {
							got = r.Text
						}
					}
				}
			}
			if got != want {
				t.Errorf("the reason is %q, want %q", got, want)
			}
			if _, said, double := strings.Cut(title, ", "); strings.Contains(want, "double") && (!double || said != want) {
				t.Errorf("the title is %q", title)
			}
		})
	}
}
