package story

import (
	"testing"

	"github.com/btsdirector/bts/internal/production"
)

// movingFilm is film with a company move on its first day: scene 4 is shot at the harbour.
func movingFilm() production.Facts {
	f := film()
	f.Scenes[3].Elements = append(f.Scenes[3].Elements, production.Element{Category: production.CategoryLocation, Name: "Harbour"})
	return f
}

func TestASceneIsWhereItsBreakdownSays(t *testing.T) {
	t.Parallel()
	list := Find(movingFilm(), Options{MinScore: 1})
	for _, m := range list {
		for _, w := range m.Windows {
			if w.Place == "KITCHEN" && w.Location != "Harbour" {
				t.Errorf("%q is at %q in %q", m.Title, w.Place, w.Location)
			}
		}
	}
	if w := titled(t, list, "Arrival at Harbour").Windows[0]; w.Date != "2026-05-04" || w.Place != "KITCHEN" {
		t.Errorf("the company arrives at the harbour on %s at %s", w.Date, w.Place)
	}
}
