package production_test

import (
	"testing"

	"github.com/btsdirector/bts/internal/production"
)

func TestCalmName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"LAMP ROOM": "Lamp Room", "FOOT OF THE STAIRS": "Foot of the Stairs", "THE SPAN": "The Span", "Lamp room": "Lamp room",
		"KEEPER'S COTTAGE - KITCHEN": "Keeper's Cottage - Kitchen", "O'HARA": "O'Hara", "MARY-ANN": "Mary-Ann",
		"ÉCOLE": "École", "": "", "12": "12", "A.P. NEWSROOM (PARIS)": "A.P. Newsroom (Paris)",
	} {
		if got := production.CalmName(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
